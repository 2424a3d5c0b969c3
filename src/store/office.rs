//! The office's own row and its accounts.

use chrono::{DateTime, FixedOffset};
use rusqlite::{OptionalExtension, params};

use super::row::parse;
use super::{Store, Write, trouble};
use crate::domain::case::CaseId;
use crate::domain::number::NumberPattern;
use crate::domain::office::{Office, OfficeKind, offset_from_word, offset_word};
use crate::domain::trouble::{Trouble, TroubleKind};

/// An account as stored. What it may do stands in the register of people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Key.
    pub id: i64,
    /// What `--as` takes.
    pub name: String,
    /// What screens and history show.
    pub shown_as: String,
    /// The last line of history when it logged in before.
    pub seen_line: i64,
}

/// What the door knows of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Door {
    /// An argon2id hash; empty when none was ever set.
    pub password: String,
    /// Wrong passwords in a row.
    pub failed: u32,
    /// Closed until then, after too many.
    pub closed_until: Option<DateTime<FixedOffset>>,
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

    /// When the office was opened.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn opened_at(&self) -> Result<DateTime<FixedOffset>, Trouble> {
        self.connection
            .query_row("SELECT opened_at FROM office", [], |row| parse(0, &row.get::<_, String>(0)?))
            .map_err(trouble)
    }

    /// The account of this name.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn account(&self, name: &str) -> Result<Option<Account>, Trouble> {
        self.connection
            .prepare_cached("SELECT id, name, shown_as, seen_line FROM account WHERE name = ?1")
            .and_then(|mut found| {
                found
                    .query_row([name], |row| {
                        Ok(Account {
                            id: row.get(0)?,
                            name: row.get(1)?,
                            shown_as: row.get(2)?,
                            seen_line: row.get(3)?,
                        })
                    })
                    .optional()
            })
            .map_err(trouble)
    }

    /// What the door knows of this account.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn door(&self, name: &str) -> Result<Option<Door>, Trouble> {
        let found: Option<(String, u32, Option<String>)> = self
            .connection
            .query_row("SELECT password, failed, closed_until FROM account WHERE name = ?1", [name], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })
            .optional()
            .map_err(trouble)?;
        Ok(found.map(|(password, failed, until)| Door {
            password,
            failed,
            closed_until: until.and_then(|until| until.parse().ok()),
        }))
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

    /// Makes sure that an account of this name is there, and that it is shown so; answers its key.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn put_account(&mut self, name: &str, shown_as: &str, at: &str) -> Result<i64, Trouble> {
        self.tx
            .execute(
                "INSERT INTO account (name, shown_as, role, created_at) VALUES (?1, ?2, '', ?3)
                 ON CONFLICT (name) DO UPDATE SET shown_as = excluded.shown_as",
                params![name, shown_as, at],
            )
            .map_err(trouble)?;
        self.tx.query_row("SELECT id FROM account WHERE name = ?1", [name], |row| row.get(0)).map_err(trouble)
    }

    /// Takes over the office's name and numbering from the register of settings.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn rename_office(&mut self, name: &str, number_pattern: &NumberPattern) -> Result<(), Trouble> {
        self.tx
            .execute(
                "UPDATE office SET name = ?1, number_pattern = ?2",
                params![name, number_pattern.as_str()],
            )
            .map_err(trouble)?;
        Ok(())
    }

    /// Sets a password's hash and opens the account again.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn set_password(&mut self, account: &str, hash: &str) -> Result<(), Trouble> {
        self.tx
            .execute(
                "UPDATE account SET password = ?2, failed = 0, closed_until = NULL WHERE name = ?1",
                params![account, hash],
            )
            .map_err(trouble)?;
        Ok(())
    }

    /// Counts a wrong password; with a time, closes the account until then.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn count_wrong(&mut self, account: &str, failed: u32, until: Option<&str>) -> Result<(), Trouble> {
        self.tx
            .execute(
                "UPDATE account SET failed = ?2, closed_until = ?3 WHERE name = ?1",
                params![account, failed, until],
            )
            .map_err(trouble)?;
        Ok(())
    }

    /// Notes a log-in: wrong passwords are forgotten, and what happens from now on is news.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn note_login(&mut self, account: &str, seen_line: i64) -> Result<(), Trouble> {
        self.tx
            .execute(
                "UPDATE account SET failed = 0, closed_until = NULL, seen_line = ?2 WHERE name = ?1",
                params![account, seen_line],
            )
            .map_err(trouble)?;
        Ok(())
    }

    /// Gives a case to another account: its version grows, as its history does.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn hand_over(&mut self, case: CaseId, to: i64) -> Result<(), Trouble> {
        self.tx
            .prepare_cached("UPDATE cases SET handler_id = ?2, version = version + 1 WHERE id = ?1")
            .and_then(|mut update| update.execute([case.0, to]))
            .map_err(trouble)?;
        Ok(())
    }

    /// Lets a case belong to another department or unit; goes with [`Write::hand_over`], which
    /// counts the change.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn move_to_unit(&mut self, case: CaseId, unit: &str) -> Result<(), Trouble> {
        self.tx
            .prepare_cached("UPDATE cases SET unit = ?2 WHERE id = ?1")
            .and_then(|mut update| update.execute(params![case.0, unit]))
            .map_err(trouble)?;
        Ok(())
    }

    /// Open cases that this account has in hand.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn in_hand(&self, account: i64) -> Result<Vec<(CaseId, String)>, Trouble> {
        let mut statement = self
            .tx
            .prepare_cached(&format!(
                "SELECT id, number FROM cases WHERE handler_id = ?1 AND state IN ({}) ORDER BY id",
                super::open_states()
            ))
            .map_err(trouble)?;
        statement
            .query_map([account], |row| Ok((CaseId(row.get(0)?), row.get(1)?)))
            .and_then(Iterator::collect)
            .map_err(trouble)
    }
}
