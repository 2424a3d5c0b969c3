//! The office's own row and its accounts.

use rusqlite::{OptionalExtension, params};

use super::{Store, Write, trouble};
use crate::domain::actor::Role;
use crate::domain::number::NumberPattern;
use crate::domain::office::{Office, OfficeKind, offset_from_word, offset_word};
use crate::domain::trouble::{Trouble, TroubleKind};

/// An account as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Key.
    pub id: i64,
    /// What `--as` takes.
    pub name: String,
    /// What screens and history show.
    pub shown_as: String,
    /// What it may do.
    pub role: Role,
}

impl Store {
    /// The office of this file.
    ///
    /// # Errors
    /// [`TroubleKind::NotAnOffice`] when `init` was never finished.
    pub fn office(&self) -> Result<Office, Trouble> {
        let columns: Option<(String, String, bool, String, String)> = self
            .connection
            .query_row("SELECT name, kind, practice, number_pattern, utc_offset FROM office", [], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
            })
            .optional()
            .map_err(trouble)?;
        let not_ours = |what: &str| Trouble::new(TroubleKind::NotAnOffice, what.to_owned());
        let (name, kind, practice, pattern, offset) = columns.ok_or_else(|| not_ours("no office row"))?;
        Ok(Office {
            name,
            kind: OfficeKind::from_word(&kind).ok_or_else(|| not_ours("office kind"))?,
            practice,
            number_pattern: NumberPattern::read(&pattern).map_err(|_| not_ours("number pattern"))?,
            offset: offset_from_word(&offset).ok_or_else(|| not_ours("offset"))?,
        })
    }

    /// The account of this name.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn account(&self, name: &str) -> Result<Option<Account>, Trouble> {
        self.connection
            .query_row("SELECT id, name, shown_as, role FROM account WHERE name = ?1", [name], |row| {
                let role: String = row.get(3)?;
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, role))
            })
            .optional()
            .map_err(trouble)?
            .map(|(id, name, shown_as, role)| {
                let role = Role::from_word(&role)
                    .ok_or_else(|| Trouble::new(TroubleKind::Other, format!("unknown role {role}")))?;
                Ok(Account { id, name, shown_as, role })
            })
            .transpose()
    }

    /// Every account's name, for a message that says which there are.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn account_names(&self) -> Result<Vec<String>, Trouble> {
        let mut statement =
            self.connection.prepare_cached("SELECT name FROM account ORDER BY id").map_err(trouble)?;
        statement.query_map([], |row| row.get(0)).and_then(Iterator::collect).map_err(trouble)
    }

    /// Which version of calendars and rules lists are ordered by.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn law_version(&self) -> Result<i64, Trouble> {
        self.connection.query_row("SELECT law_version FROM office", [], |row| row.get(0)).map_err(trouble)
    }
}

impl Write<'_> {
    /// Puts the office into an empty file.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn open_office(&mut self, office: &Office, at: &str) -> Result<(), Trouble> {
        let Office { name, kind, practice, number_pattern, offset } = office;
        self.tx
            .execute(
                "INSERT INTO office (id, name, kind, practice, number_pattern, utc_offset, law_version, opened_at)
                 VALUES (1, ?1, ?2, ?3, ?4, ?5, 1, ?6)",
                params![name, kind.word(), practice, number_pattern.as_str(), offset_word(*offset), at],
            )
            .map_err(trouble)?;
        Ok(())
    }

    /// Adds an account.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn add_account(&mut self, name: &str, shown_as: &str, role: Role, at: &str) -> Result<i64, Trouble> {
        self.tx
            .execute(
                "INSERT INTO account (name, shown_as, role, created_at) VALUES (?1, ?2, ?3, ?4)",
                params![name, shown_as, role.word(), at],
            )
            .map_err(trouble)?;
        Ok(self.tx.last_insert_rowid())
    }
}
