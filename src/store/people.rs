//! 信访人: one row a person; what a case knew of him stands with the case.

use rusqlite::{OptionalExtension, params};

use super::{Write, trouble};
use crate::domain::id_number::IdNumber;
use crate::domain::petitioner::Petitioner;
use crate::domain::trouble::Trouble;

impl Write<'_> {
    /// The row of this person: found by identity number, or by name and phone together, and
    /// brought up to date with what is new; made when nobody fits. A name alone never joins two
    /// people.
    pub(super) fn person(&mut self, petitioner: &Petitioner, at: &str) -> Result<i64, Trouble> {
        let today = at.get(..10).and_then(|day| day.parse().ok()).unwrap_or_default();
        // Sex and age are facts of the day and stand with the case alone.
        let Petitioner { name, id_number, phone, address, sex: _, age: _ } = petitioner;
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
