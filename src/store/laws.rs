//! Calendars and rules that the office has accepted (decision 18).

use rusqlite::params;
use sha2::{Digest, Sha256};

use super::{Store, Write, trouble};
use crate::domain::trouble::{Trouble, TroubleKind};

/// A calendar year or a version of a rule set that the office has accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// The year, or the rule set's name.
    pub name: String,
    /// The rule set's version; 0 for a year.
    pub version: i64,
    /// When, RFC 3339.
    pub at: String,
    /// The account or system user that accepted it.
    pub by: String,
}

impl Store {
    /// The accepted calendar years, oldest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn calendar_years(&self) -> Result<Vec<String>, Trouble> {
        self.laws("SELECT toml, sha256 FROM calendar_year ORDER BY year")
    }

    /// The newest accepted version of each rule set.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn rule_sets(&self) -> Result<Vec<String>, Trouble> {
        self.laws(
            "SELECT toml, sha256 FROM rule_set AS newest
             WHERE version = (SELECT max(version) FROM rule_set WHERE name = newest.name) ORDER BY name",
        )
    }

    /// What was accepted, when and by whom: years as `2026`, rule sets by name and version.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn acceptances(&self) -> Result<Vec<Accepted>, Trouble> {
        let mut statement = self
            .connection
            .prepare(
                "SELECT name, version, accepted_at, accepted_by FROM rule_set
                 UNION ALL SELECT CAST(year AS TEXT), 0, accepted_at, accepted_by FROM calendar_year ORDER BY 1, 2",
            )
            .map_err(trouble)?;
        statement
            .query_map([], |row| {
                Ok(Accepted { name: row.get(0)?, version: row.get(1)?, at: row.get(2)?, by: row.get(3)? })
            })
            .and_then(Iterator::collect)
            .map_err(trouble)
    }

    /// The texts, each as it was accepted: one that was changed since is no law.
    fn laws(&self, sql: &str) -> Result<Vec<String>, Trouble> {
        let mut statement = self.connection.prepare(sql).map_err(trouble)?;
        let laws: Vec<(String, String)> = statement
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .and_then(Iterator::collect)
            .map_err(trouble)?;
        laws.into_iter()
            .map(|(toml, accepted)| {
                if hex(&toml) == accepted {
                    Ok(toml)
                } else {
                    Err(Trouble::new(TroubleKind::Damaged, "a calendar or rule is not the one accepted"))
                }
            })
            .collect()
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
