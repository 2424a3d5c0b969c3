//! 台账: rows of registers with every version they ever had.

use rusqlite::{OptionalExtension, Row as SqlRow, params};

use super::{Store, Write, trouble};
use crate::domain::register::{Row, RowId, Values, Version};
use crate::domain::trouble::{Trouble, TroubleKind};

const ROW: &str = "id, key, version, vals, ended";

impl Store {
    /// The rows of a register, in the order they were made.
    ///
    /// # Errors
    /// What SQLite says, or a row that cannot be read.
    pub fn rows(&self, register: &str) -> Result<Vec<Row>, Trouble> {
        let sql = format!("SELECT {ROW} FROM register_row WHERE register = ?1 ORDER BY id");
        let mut statement = self.connection.prepare_cached(&sql).map_err(trouble)?;
        let found = statement.query_map([register], raw).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        found.map_err(trouble)?.into_iter().map(row).collect()
    }

    /// Every version of a row, the newest first.
    ///
    /// # Errors
    /// What SQLite says, or a version that cannot be read.
    pub fn versions(&self, row: RowId) -> Result<Vec<Version>, Trouble> {
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT v.version, v.vals, v.ended, v.at, coalesce(a.shown_as, v.account)
                 FROM register_version AS v LEFT JOIN account AS a ON a.name = v.account
                 WHERE v.row_id = ?1 ORDER BY v.version DESC",
            )
            .map_err(trouble)?;
        let found: Vec<(i64, String, bool, String, String)> = statement
            .query_map([row.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)))
            .and_then(Iterator::collect)
            .map_err(trouble)?;
        found
            .into_iter()
            .map(|(version, vals, ended, at, by)| {
                Ok(Version { version, values: values(&vals)?, ended, at, by })
            })
            .collect()
    }

    /// Grows with every change of any register.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn register_stamp(&self) -> Result<i64, Trouble> {
        self.connection
            .prepare_cached(
                "SELECT coalesce(max(id), 0) + (SELECT count(*) FROM register_schema) FROM register_version",
            )
            .and_then(|mut stamp| stamp.query_row([], |row| row.get(0)))
            .map_err(trouble)
    }

    /// Rows that are not what their newest version says: changed past the program.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn strange_rows(&self) -> Result<Vec<String>, Trouble> {
        let mut statement = self
            .connection
            .prepare(
                "SELECT r.register || '/' || r.key FROM register_row AS r
                 LEFT JOIN register_version AS v ON v.row_id = r.id AND v.version = r.version
                 WHERE v.vals IS NOT r.vals OR v.ended IS NOT r.ended LIMIT 5",
            )
            .map_err(trouble)?;
        statement.query_map([], |row| row.get(0)).and_then(Iterator::collect).map_err(trouble)
    }

    /// The registers that the office has made or changed, the newest version of each.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn register_schemas(&self) -> Result<Vec<String>, Trouble> {
        let mut statement = self
            .connection
            .prepare("SELECT toml, max(version) FROM register_schema GROUP BY name ORDER BY min(rowid)")
            .map_err(trouble)?;
        statement.query_map([], |row| row.get(0)).and_then(Iterator::collect).map_err(trouble)
    }
}

/// What a row is to become.
#[derive(Debug, Clone, Copy)]
pub struct NewVersion<'a> {
    /// Its register.
    pub register: &'a str,
    /// What names it; none takes the next number.
    pub key: Option<&'a str>,
    /// What stands in it.
    pub values: &'a Values,
    /// Whether it is in use no longer.
    pub ended: bool,
    /// When, RFC 3339.
    pub at: &'a str,
    /// Who: the account.
    pub account: &'a str,
}

/// What became of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    /// It stands so now.
    Saved {
        /// the row
        row: RowId,
        /// its version
        version: i64,
    },
    /// Another row has that key.
    Taken,
    /// Somebody changed it since.
    Outdated,
}

impl Write<'_> {
    /// Adds a row.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn add_row(&mut self, new: &NewVersion<'_>) -> Result<Put, Trouble> {
        let key = match new.key {
            Some(key) => key.to_owned(),
            None => {
                let next: i64 = self
                    .tx
                    .prepare_cached(
                        "SELECT coalesce(max(CAST(key AS INTEGER)), 0) + 1 FROM register_row WHERE register = ?1",
                    )
                    .and_then(|mut next| next.query_row([new.register], |row| row.get(0)))
                    .map_err(trouble)?;
                next.to_string()
            }
        };
        if self.row_by_key(new.register, &key)?.is_some() {
            return Ok(Put::Taken);
        }
        self.tx
            .prepare_cached(
                "INSERT INTO register_row (register, key, version, vals, ended) VALUES (?1, ?2, 1, ?3, ?4)",
            )
            .and_then(|mut insert| insert.execute(params![new.register, key, json(new.values), new.ended]))
            .map_err(trouble)?;
        let row = RowId(self.tx.last_insert_rowid());
        self.keep_version(row, 1, new)?;
        Ok(Put::Saved { row, version: 1 })
    }

    /// Changes a row, if nobody has since `version`.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn change_row(&mut self, row: RowId, version: i64, new: &NewVersion<'_>) -> Result<Put, Trouble> {
        if let Some(key) = new.key
            && self.row_by_key(new.register, key)?.is_some_and(|other| other.id != row)
        {
            return Ok(Put::Taken);
        }
        let changed = self
            .tx
            .prepare_cached(
                "UPDATE register_row SET version = version + 1, vals = ?3, ended = ?4, key = coalesce(?5, key)
                 WHERE id = ?1 AND version = ?2",
            )
            .and_then(|mut update| update.execute(params![row.0, version, json(new.values), new.ended, new.key]))
            .map_err(trouble)?;
        if changed == 0 {
            return Ok(Put::Outdated);
        }
        self.keep_version(row, version + 1, new)?;
        Ok(Put::Saved { row, version: version + 1 })
    }

    /// The row of this key as it stands inside this write.
    ///
    /// # Errors
    /// What SQLite says, or a row that cannot be read.
    pub fn row_by_key(&self, register: &str, key: &str) -> Result<Option<Row>, Trouble> {
        let sql = format!("SELECT {ROW} FROM register_row WHERE register = ?1 AND key = ?2");
        let found = self
            .tx
            .prepare_cached(&sql)
            .and_then(|mut found| found.query_row([register, key], raw).optional())
            .map_err(trouble)?;
        found.map(row).transpose()
    }

    /// Accepts a register's file.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn accept_register(&mut self, name: &str, toml: &str, at: &str, by: &str) -> Result<(), Trouble> {
        self.tx
            .execute(
                "INSERT INTO register_schema (name, version, toml, accepted_at, accepted_by)
                 VALUES (?1, (SELECT coalesce(max(version), 0) + 1 FROM register_schema WHERE name = ?1), ?2, ?3, ?4)",
                params![name, toml, at, by],
            )
            .map_err(trouble)?;
        Ok(())
    }

    fn keep_version(&mut self, row: RowId, version: i64, new: &NewVersion<'_>) -> Result<(), Trouble> {
        self.tx
            .prepare_cached(
                "INSERT INTO register_version (row_id, version, vals, ended, at, account) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )
            .and_then(|mut insert| {
                insert.execute(params![row.0, version, json(new.values), new.ended, new.at, new.account])
            })
            .map_err(trouble)?;
        Ok(())
    }
}

type Raw = (i64, String, i64, String, bool);

fn raw(row: &SqlRow<'_>) -> rusqlite::Result<Raw> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
}

fn row((id, key, version, vals, ended): Raw) -> Result<Row, Trouble> {
    Ok(Row { id: RowId(id), key, version, values: values(&vals)?, ended })
}

fn values(json: &str) -> Result<Values, Trouble> {
    serde_json::from_str(json)
        .map_err(|fault| Trouble::new(TroubleKind::Other, format!("register row: {fault}")))
}

fn json(values: &Values) -> String {
    serde_json::to_string(values).unwrap_or_else(|_| "{}".to_owned())
}
