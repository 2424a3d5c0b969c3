//! The only SQL: one SQLite file is one office.
//!
//! Every write goes through [`Store::write`]: `BEGIN IMMEDIATE`, all or nothing. Reads use the
//! same connection between writes.

mod cases;
mod corrections;
mod drafts;
mod figures;
mod filing;
mod history;
mod holds;
mod laws;
mod listing;
mod office;
mod open;
mod papers;
mod people;
mod read_log;
mod receipts;
mod registers;
mod row;
mod search;
mod similar;
mod slips;
mod sponsored;
mod tasks;
mod triage;
mod views;
mod waiting;
mod words;

pub(crate) use cases::{NO_LIMIT, no_limit};
pub use corrections::Correction;
pub use drafts::{DraftRow, Drafts, Standing};
pub use figures::NewsRow;
pub use filing::{Advance, Filing};
pub use history::{ChainFault, NewLine};
pub use laws::{Accepted, LawTexts, NewProposal, NewRules, NewYear, ProposalRow, UseRow};
pub use listing::{Looking, Sift};
pub use office::{Account, Door};
pub use open::{Checkup, SCHEMA};
pub use registers::{NewVersion, Put};
pub use row::{CaseDetail, FiledRow, Listed};
pub use similar::Pairing;
pub use tasks::TaskRow;
pub use triage::{NewTaken, StepProposal, TakenRow};
pub use waiting::NewTicket;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::domain::case::State;
use crate::domain::trouble::{Trouble, TroubleKind};

/// An open database.
pub struct Store {
    connection: Connection,
}

/// A write under way; dropped without [`Write::commit`], nothing of it happened.
pub struct Write<'a> {
    tx: Transaction<'a>,
}

impl Store {
    /// Begins a write. Waits for other processes with short, uneven naps.
    ///
    /// # Errors
    /// [`TroubleKind::Locked`] when nobody lets go for five seconds, and what else SQLite says.
    pub fn write(&mut self) -> Result<Write<'_>, Trouble> {
        let tx =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(trouble)?;
        Ok(Write { tx })
    }

    /// Grows whenever another process has committed.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn data_version(&self) -> Result<i64, Trouble> {
        self.connection.query_row("PRAGMA data_version", [], |row| row.get(0)).map_err(trouble)
    }
}

impl Write<'_> {
    /// Makes everything of this write true at once.
    ///
    /// # Errors
    /// What SQLite says; then nothing of it is true.
    pub fn commit(self) -> Result<(), Trouble> {
        self.tx.commit().map_err(trouble)
    }
}

/// The words of the open states, as a list of SQL.
fn open_states() -> String {
    let words: Vec<String> = State::open().map(|state| format!("'{}'", state.word())).collect();
    words.join(", ")
}

/// Sorts SQLite's errors by what a person can do.
fn trouble(error: rusqlite::Error) -> Trouble {
    use rusqlite::ErrorCode;
    let kind = match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => TroubleKind::Locked,
        Some(ErrorCode::DiskFull) => TroubleKind::DiskFull,
        // A quota that is used up, a limit on the size of files, and the index beside the journal
        // on a full disk: SQLite calls them failed writes, yet it is room that is wanted.
        Some(ErrorCode::SystemIoFailure) if is_want_of_room(&error) => TroubleKind::DiskFull,
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => TroubleKind::ReadOnly,
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => TroubleKind::Damaged,
        // That the file is there was looked at before.
        Some(ErrorCode::CannotOpen) => TroubleKind::ReadOnly,
        _ => TroubleKind::Other,
    };
    // The long code says which file, and in doing what.
    let code = error.sqlite_error().map(|error| format!(" ({})", error.extended_code));
    Trouble::new(kind, format!("{error}{}", code.unwrap_or_default()))
}

/// Did a file not grow that had to?
fn is_want_of_room(error: &rusqlite::Error) -> bool {
    use rusqlite::ffi::{SQLITE_IOERR_SHMOPEN, SQLITE_IOERR_SHMSIZE, SQLITE_IOERR_WRITE};
    let code = error.sqlite_error().map(|error| error.extended_code);
    matches!(code, Some(SQLITE_IOERR_WRITE | SQLITE_IOERR_SHMOPEN | SQLITE_IOERR_SHMSIZE))
}
