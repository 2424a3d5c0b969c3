//! Calendars and rules that the office has accepted (decision 18).

use rusqlite::params;
use sha2::{Digest, Sha256};

use super::{Store, Write, trouble};
use crate::domain::trouble::Trouble;

/// A calendar year or a rule set, as accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredLaw {
    /// The file's text.
    pub toml: String,
    /// When it was accepted.
    pub accepted_at: String,
    /// By whom.
    pub accepted_by: String,
}

impl Store {
    /// The accepted calendar years, oldest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn calendar_years(&self) -> Result<Vec<StoredLaw>, Trouble> {
        self.laws("SELECT toml, accepted_at, accepted_by FROM calendar_year ORDER BY year")
    }

    /// The newest accepted version of each rule set.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn rule_sets(&self) -> Result<Vec<StoredLaw>, Trouble> {
        self.laws(
            "SELECT toml, accepted_at, accepted_by FROM rule_set AS newest
             WHERE version = (SELECT max(version) FROM rule_set WHERE name = newest.name) ORDER BY name",
        )
    }

    fn laws(&self, sql: &str) -> Result<Vec<StoredLaw>, Trouble> {
        let mut statement = self.connection.prepare(sql).map_err(trouble)?;
        statement
            .query_map([], |row| {
                Ok(StoredLaw { toml: row.get(0)?, accepted_at: row.get(1)?, accepted_by: row.get(2)? })
            })
            .and_then(Iterator::collect)
            .map_err(trouble)
    }
}

impl Write<'_> {
    /// Accepts a calendar year.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn accept_year(&mut self, year: i32, toml: &str, at: &str, by: &str) -> Result<(), Trouble> {
        self.tx
            .execute(
                "INSERT INTO calendar_year (year, toml, sha256, accepted_at, accepted_by) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![year, toml, hex(toml), at, by],
            )
            .map_err(trouble)?;
        Ok(())
    }

    /// Accepts a version of a rule set.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn accept_rules(
        &mut self,
        name: &str,
        version: u32,
        toml: &str,
        at: &str,
        by: &str,
    ) -> Result<(), Trouble> {
        self.tx
            .execute(
                "INSERT INTO rule_set (name, version, toml, sha256, accepted_at, accepted_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![name, version, toml, hex(toml), at, by],
            )
            .map_err(trouble)?;
        Ok(())
    }
}

fn hex(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}
