//! Drafts, in a file of their own beside the office's: what one person has typed and not saved.
//!
//! Drafts are not records: they may be thrown away, they lie in no backup, and an office whose
//! drafts cannot be kept works on. Each key that is typed is one small write, so this file is
//! written with `synchronous=NORMAL`: a killed process loses nothing, a power cut the last moments.

use std::ffi::OsString;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};

use super::open::restrict;
use super::{Store, trouble};
use crate::domain::case::CaseId;
use crate::domain::draft::{About, FormKind, FormState, Kept, KeptField};
use crate::domain::masked::Personal;
use crate::domain::register::RowId;
use crate::domain::trouble::{Trouble, TroubleKind};

/// The schema of this file.
const SCHEMA: i64 = 2;

/// Nobody waits long for a draft: a locked file is told, and work goes on.
const PATIENCE: Duration = Duration::from_millis(100);

/// The drafts of an office.
pub struct Drafts {
    pub(super) connection: Connection,
    /// What stands before the names of the files that say which desks are there; none in memory.
    desks: Option<OsString>,
    /// Desks of this process. A lock goes with the process, however it ends.
    pub(super) held: Vec<(String, Option<File>)>,
}

/// A draft with what lies around it.
#[derive(Debug, Clone, PartialEq)]
pub struct DraftRow {
    /// Its key.
    pub key: String,
    /// The desk it was typed at.
    pub desk: String,
    /// When something was typed last.
    pub at: DateTime<FixedOffset>,
    /// Its author left it.
    pub put_aside: bool,
    /// What stands in it.
    pub kept: Kept,
}

/// Whether a desk is still there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Its process lives.
    There,
    /// Its process has ended.
    Gone,
    /// Nobody can tell.
    Unknown,
}

impl Store {
    /// Opens the drafts of this office, and makes their file if `make` says so.
    ///
    /// # Errors
    /// What is wrong with the file. The office itself does not need it.
    pub fn drafts(&self, make: bool) -> Result<Option<Drafts>, Trouble> {
        match self.connection.path().filter(|path| !path.is_empty()) {
            None => Drafts::in_memory().map(Some),
            Some(office) => {
                let file = Drafts::file(Path::new(office));
                if !make && !file.exists() {
                    return Ok(None);
                }
                Drafts::open(&file).map(Some)
            }
        }
    }
}

impl Drafts {
    /// Where the drafts of an office lie.
    pub fn file(office: &Path) -> PathBuf {
        with_ending(office, "-drafts")
    }

    /// Takes the drafts of an office away, with all that belongs to them: a practice office that is
    /// made anew.
    ///
    /// # Errors
    /// What the file system says.
    pub fn remove(office: &Path) -> std::io::Result<()> {
        let file = Drafts::file(office);
        for ending in ["", "-wal", "-shm", "-journal"] {
            match std::fs::remove_file(with_ending(&file, ending)) {
                Err(fault) if fault.kind() != std::io::ErrorKind::NotFound => return Err(fault),
                _ => {}
            }
        }
        Ok(())
    }

    /// Drafts that live as long as the program.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn in_memory() -> Result<Drafts, Trouble> {
        Drafts::prepare(Connection::open_in_memory().map_err(trouble)?, None)
    }

    fn open(file: &Path) -> Result<Drafts, Trouble> {
        // A pipe would wait for ever, and a folder is none.
        if std::fs::metadata(file).is_ok_and(|found| !found.is_file()) {
            return Err(Trouble::new(TroubleKind::Other, format!("{} is no file", file.display())));
        }
        restrict(file).map_err(|fault| Trouble::new(TroubleKind::ReadOnly, fault.to_string()))?;
        let connection = Connection::open(file).map_err(trouble)?;
        Drafts::prepare(connection, Some(with_ending(file, ".desk-").into_os_string()))
    }

    fn prepare(connection: Connection, desks: Option<OsString>) -> Result<Drafts, Trouble> {
        connection.busy_timeout(PATIENCE).map_err(trouble)?;
        // What is thrown away is overwritten: people's matters stand in it.
        connection
            .execute_batch(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON;
                 PRAGMA temp_store = MEMORY;",
            )
            .map_err(trouble)?;
        let found: i64 =
            connection.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(trouble)?;
        if found > SCHEMA {
            let kind = TroubleKind::Newer { found, known: SCHEMA };
            return Err(Trouble::new(kind, format!("drafts of schema {found}, known {SCHEMA}")));
        }
        if found < SCHEMA {
            connection
                .execute_batch(&format!(
                    "BEGIN IMMEDIATE;
                     CREATE TABLE IF NOT EXISTS drafts (
                         key       TEXT PRIMARY KEY,
                         account   TEXT NOT NULL,
                         desk      TEXT NOT NULL,
                         at        TEXT NOT NULL,
                         put_aside INTEGER NOT NULL,
                         form      TEXT NOT NULL,
                         content   TEXT NOT NULL
                     ) STRICT;
                     CREATE INDEX IF NOT EXISTS drafts_of ON drafts (account, at);
                     {}
                     PRAGMA user_version = {SCHEMA};
                     COMMIT;",
                    super::holds::TABLE,
                ))
                .map_err(trouble)?;
        }
        Ok(Drafts { connection, desks, held: Vec::new() })
    }

    /// Keeps what stands in a form now, in the place of what stood there before.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn keep(&mut self, account: &str, row: &DraftRow) -> Result<(), Trouble> {
        self.be_there(&row.desk);
        let content = serde_json::to_string(&Content::of(&row.kept))
            .map_err(|fault| Trouble::new(TroubleKind::Other, fault.to_string()))?;
        let mut statement = self
            .connection
            .prepare_cached(
                "INSERT INTO drafts (key, account, desk, at, put_aside, form, content)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                 ON CONFLICT (key) DO UPDATE SET desk = ?3, at = ?4, put_aside = ?5, form = ?6, content = ?7
                 WHERE account = ?2",
            )
            .map_err(trouble)?;
        let form = row.kept.form.word();
        let at = row.at.to_rfc3339();
        statement
            .execute(params![row.key, account, row.desk, at, row.put_aside, form, content])
            .map_err(trouble)?;
        Ok(())
    }

    /// Throws a draft of this account away; answers whether there was one.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn throw_away(&mut self, account: &str, key: &str) -> Result<bool, Trouble> {
        let sql = "DELETE FROM drafts WHERE key = ?1 AND account = ?2";
        let gone = self.connection.execute(sql, [key, account]).map_err(trouble)?;
        Ok(gone > 0)
    }

    /// The drafts of this account, the newest first. One that cannot be read is left out.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn of(&self, account: &str) -> Result<Vec<DraftRow>, Trouble> {
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT key, desk, at, put_aside, form, content FROM drafts WHERE account = ?1
                 ORDER BY at DESC, key DESC",
            )
            .map_err(trouble)?;
        let rows = statement.query_map([account], read).map_err(trouble)?;
        let rows: Vec<Option<DraftRow>> = rows.collect::<Result<_, _>>().map_err(trouble)?;
        Ok(rows.into_iter().flatten().collect())
    }

    /// One draft of this account.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn one(&self, account: &str, key: &str) -> Result<Option<DraftRow>, Trouble> {
        let sql =
            "SELECT key, desk, at, put_aside, form, content FROM drafts WHERE key = ?1 AND account = ?2";
        let row = self.connection.query_row(sql, [key, account], read).optional().map_err(trouble)?;
        Ok(row.flatten())
    }

    /// Gives a draft to this desk, under another key: whoever had it open goes on in a new one.
    /// Answers whether it was still there.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn take_over(&mut self, account: &str, from: &str, desk: &str, key: &str) -> Result<bool, Trouble> {
        self.be_there(desk);
        let sql = "UPDATE drafts SET key = ?3, desk = ?4, put_aside = 0 WHERE key = ?1 AND account = ?2";
        let taken = self.connection.execute(sql, [from, account, key, desk]).map_err(trouble)?;
        Ok(taken > 0)
    }

    /// Is the desk still there?
    pub fn standing(&self, desk: &str) -> Standing {
        if self.held.iter().any(|(held, lock)| held == desk && lock.is_some()) {
            return Standing::There;
        }
        let Some(file) = self.desk_file(desk) else { return Standing::Unknown };
        let Ok(found) = File::open(&file) else { return Standing::Gone };
        match found.try_lock() {
            Ok(()) => {
                // Nobody holds it: its process was killed. A file that stays harms nobody.
                let _ = std::fs::remove_file(&file);
                Standing::Gone
            }
            Err(TryLockError::WouldBlock) => Standing::There,
            Err(TryLockError::Error(_)) => Standing::Unknown,
        }
    }

    /// Says that this desk is there for as long as this process lives.
    pub(super) fn be_there(&mut self, desk: &str) {
        if self.held.iter().any(|(held, _)| held == desk) {
            return;
        }
        // Where a file system has no locks, the time of the last key must do.
        let lock = self.desk_file(desk).and_then(|file| {
            restrict(&file).ok()?;
            let lock = File::open(&file).ok()?;
            lock.try_lock().ok()?;
            Some(lock)
        });
        self.held.push((desk.to_owned(), lock));
    }

    fn desk_file(&self, desk: &str) -> Option<PathBuf> {
        // Only what a desk calls itself: a name, never a way to somewhere else.
        let name = desk.chars().all(|c| c.is_ascii_hexdigit());
        let mut file = self.desks.clone().filter(|_| name)?;
        file.push(desk);
        Some(PathBuf::from(file))
    }
}

impl Drop for Drafts {
    fn drop(&mut self) {
        for (desk, lock) in std::mem::take(&mut self.held) {
            if let (Some(_), Some(file)) = (lock, self.desk_file(&desk)) {
                let _ = std::fs::remove_file(file);
            }
        }
    }
}

fn with_ending(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Option<DraftRow>> {
    let (at, form, content): (String, String, String) = (row.get(2)?, row.get(4)?, row.get(5)?);
    let (Ok(at), Some(form)) = (at.parse(), FormKind::from_word(&form)) else { return Ok(None) };
    let Ok(content) = serde_json::from_str::<Content>(&content) else { return Ok(None) };
    let kept = content.into_kept(form);
    Ok(Some(DraftRow { key: row.get(0)?, desk: row.get(1)?, at, put_aside: row.get(3)?, kept }))
}

/// A form as it is written down.
#[derive(Serialize, Deserialize)]
struct Content {
    title: String,
    label: String,
    #[serde(default)]
    slip: String,
    #[serde(default)]
    version: i64,
    #[serde(default)]
    case: Option<i64>,
    #[serde(default)]
    register: Option<String>,
    #[serde(default)]
    row: Option<i64>,
    #[serde(default)]
    colleagues: bool,
    #[serde(default)]
    marks: Vec<(String, String)>,
    focus: String,
    fields: Vec<FieldContent>,
}

#[derive(Serialize, Deserialize)]
struct FieldContent {
    name: String,
    value: String,
    #[serde(default)]
    typed: String,
    #[serde(default)]
    caret: (usize, usize),
    #[serde(default)]
    long: bool,
}

impl Content {
    fn of(kept: &Kept) -> Content {
        let (mut case, mut register, mut row, mut colleagues) = (None, None, None, false);
        match &kept.about {
            About::Nothing => {}
            About::Case(id) => case = Some(id.0),
            About::Register { name, row: of } => {
                register = Some(name.clone());
                row = of.map(|id| id.0);
            }
            About::Colleagues => colleagues = true,
        }
        let field = |field: &KeptField| FieldContent {
            name: field.name.clone(),
            value: field.value.reveal().to_owned(),
            typed: field.typed.reveal().to_owned(),
            caret: field.caret,
            long: field.long,
        };
        Content {
            title: kept.title.clone(),
            label: kept.label.clone(),
            slip: kept.slip.clone(),
            version: kept.version,
            case,
            register,
            row,
            colleagues,
            marks: kept.marks.clone(),
            focus: kept.state.focus.clone(),
            fields: kept.state.fields.iter().map(field).collect(),
        }
    }

    fn into_kept(self, form: FormKind) -> Kept {
        let about = match (self.case, self.register) {
            (Some(id), _) => About::Case(CaseId(id)),
            (None, Some(name)) => About::Register { name, row: self.row.map(RowId) },
            (None, None) if self.colleagues => About::Colleagues,
            (None, None) => About::Nothing,
        };
        let field = |field: FieldContent| KeptField {
            name: field.name,
            value: Personal::new(field.value),
            typed: Personal::new(field.typed),
            caret: field.caret,
            long: field.long,
        };
        Kept {
            form,
            about,
            version: self.version,
            title: self.title,
            label: self.label,
            slip: self.slip,
            marks: self.marks,
            state: FormState { fields: self.fields.into_iter().map(field).collect(), focus: self.focus },
        }
    }
}
