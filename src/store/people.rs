//! 信访人: one row a person; what a case knew of him stands with the case.

use rusqlite::{OptionalExtension, params};

use super::row::petitioner;
use super::{Store, Write, trouble};
use crate::domain::case::CaseId;
use crate::domain::id_number::IdNumber;
use crate::domain::petitioner::{PersonId, Petitioner};
use crate::domain::trouble::Trouble;

impl Store {
    /// Cases in which somebody has this number, the newest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn cases_of_number(&self, number: &str, limit: usize) -> Result<Vec<CaseId>, Trouble> {
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT DISTINCT case_id FROM party WHERE id_number = ?1 AND id_number <> ''
                 ORDER BY case_id DESC LIMIT ?2",
            )
            .map_err(trouble)?;
        statement
            .query_map(params![number, i64::try_from(limit).unwrap_or(i64::MAX)], |row| {
                row.get(0).map(CaseId)
            })
            .and_then(Iterator::collect)
            .map_err(trouble)
    }

    /// The row of whoever has this number.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn person_of_number(&self, number: &str) -> Result<Option<PersonId>, Trouble> {
        self.connection
            .prepare_cached(
                "SELECT id FROM person WHERE id_number = ?1 AND id_number <> '' ORDER BY id LIMIT 1",
            )
            .and_then(|mut found| found.query_row([number], |row| row.get(0)).optional())
            .map(|id| id.map(PersonId))
            .map_err(trouble)
    }

    /// What the office knows of a person: as the newest of his papers has it.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn known_person(&self, id: PersonId) -> Result<Option<Petitioner>, Trouble> {
        self.connection
            .prepare_cached(
                "SELECT w.name, w.id_number, w.phone, w.address, p.sex, p.age, coalesce(p.id_kind, '')
                 FROM person AS w LEFT JOIN party AS p ON p.person_id = w.id
                 WHERE w.id = ?1 ORDER BY p.case_id DESC LIMIT 1",
            )
            .and_then(|mut found| found.query_row([id.0], |row| petitioner(row, 0)).optional())
            .map_err(trouble)
    }
}

impl Write<'_> {
    /// The row of this person: found by identity number, or by name and phone together, and
    /// brought up to date with what is new; made when nobody fits. A name alone never joins two
    /// people.
    pub(super) fn person(&mut self, petitioner: &Petitioner, at: &str) -> Result<i64, Trouble> {
        let today = at.get(..10).and_then(|day| day.parse().ok()).unwrap_or_default();
        // Sex and age are facts of the day and stand with the case alone.
        let Petitioner { name, id_kind: _, id_number, phone, address, sex: _, age: _ } = petitioner;
        let (name, id_number, phone, address) =
            (name.reveal(), id_number.reveal(), phone.reveal(), address.reveal());
        // A number kept although it fails its check (没带, 123) says nothing about who somebody is.
        let known = IdNumber::read(id_number, today).is_ok();
        let found: Option<i64> = if known {
            self.tx
                .prepare_cached(
                    "SELECT id FROM person WHERE id_number = ?1 AND id_number <> '' ORDER BY id LIMIT 1",
                )
                .and_then(|mut found| found.query_row([id_number], |row| row.get(0)).optional())
                .map_err(trouble)?
        } else if id_number.is_empty() && !phone.is_empty() && !name.is_empty() {
            self.tx
                .prepare_cached("SELECT id FROM person WHERE phone = ?1 AND phone <> '' AND name = ?2 ORDER BY id LIMIT 1")
                .and_then(|mut found| found.query_row([phone, name], |row| row.get(0)).optional())
                .map_err(trouble)?
        } else {
            None
        };
        if let Some(id) = found {
            self.tx
                .prepare_cached(
                    "UPDATE person SET version = version + 1, updated_at = ?5,
                        name = iif(?2 = '', name, ?2), phone = iif(?3 = '', phone, ?3), address = iif(?4 = '', address, ?4)
                     WHERE id = ?1 AND ((?2 <> '' AND name <> ?2) OR (?3 <> '' AND phone <> ?3) OR (?4 <> '' AND address <> ?4))",
                )
                .and_then(|mut update| update.execute(params![id, name, phone, address, at]))
                .map_err(trouble)?;
            return Ok(id);
        }
        self.tx
            .prepare_cached(
                "INSERT INTO person (name, id_number, phone, address, updated_at) VALUES (?1, ?2, ?3, ?4, ?5)",
            )
            .and_then(|mut insert| insert.execute(params![name, id_number, phone, address, at]))
            .map_err(trouble)?;
        Ok(self.tx.last_insert_rowid())
    }
}
