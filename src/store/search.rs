//! 查找: by words of the text, names, initials, numbers.

use rusqlite::params;

use super::row::{LISTED, LISTED_FROM, Listed, listed};
use super::{Store, trouble, words};
use crate::domain::case::CaseId;
use crate::domain::page::{Page, Total};
use crate::domain::trouble::Trouble;

/// Candidates looked at before a search gives up on finding more that truly fit.
const LOOK_AT: i64 = 2_000;

/// Digits from which a number may be a person's phone or identity number.
const PERSON_DIGITS: usize = 7;

impl Store {
    /// Cases that hold every word typed, newest first; a case whose number was typed comes
    /// before them. Pairs of characters are looked up in the index, then checked in the text.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn search(&self, typed: &str, limit: usize) -> Result<Page<Listed>, Trouble> {
        let mut rows = self.by_numbers(typed, limit + 1)?;
        let by_number = rows.len();
        if let Some(query) = words::query(typed) {
            for id in self.candidates(&query.expression)? {
                if rows.len() > limit {
                    break;
                }
                if rows[..by_number].iter().any(|row| row.case.id == id) {
                    continue;
                }
                let (mut found, body) = self.with_body(id)?;
                if query.fits(&[&found.case.title, &body], found.name.reveal()) {
                    found.excerpt = query.excerpt(&found.case.title, &body);
                    rows.push(found);
                }
            }
        }
        let more = rows.len() > limit;
        rows.truncate(limit);
        let total = if more { Total::MoreThan(limit) } else { Total::Exactly(rows.len()) };
        Ok(Page { rows, more_before: false, more_after: more, total })
    }

    /// Cases whose own or outside number begins so, and those of a person whose phone or
    /// identity number was typed whole.
    fn by_numbers(&self, typed: &str, limit: usize) -> Result<Vec<Listed>, Trouble> {
        let typed = words::fold(typed).trim().to_uppercase();
        if typed.len() < 3
            || typed.contains(char::is_whitespace)
            || !typed.contains(|c: char| c.is_ascii_digit())
        {
            return Ok(Vec::new());
        }
        // The character after every other: the end of the stretch that begins with what was typed.
        let end = format!("{typed}\u{10ffff}");
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let mut ids: Vec<i64> = Vec::new();
        let mut add = |sql: &str, values: &[&dyn rusqlite::ToSql]| -> Result<(), Trouble> {
            let mut statement = self.connection.prepare_cached(sql).map_err(trouble)?;
            let found = statement.query_map(values, |row| row.get::<_, i64>(0)).map_err(trouble)?;
            for id in found {
                let id = id.map_err(trouble)?;
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
            Ok(())
        };
        add(
            "SELECT id FROM cases WHERE number >= ?1 AND number < ?2 ORDER BY number DESC LIMIT ?3",
            &[&typed, &end, &limit],
        )?;
        add(
            "SELECT case_id FROM outside_number WHERE number >= ?1 AND number < ?2 ORDER BY number DESC LIMIT ?3",
            &[&typed, &end, &limit],
        )?;
        if typed.chars().filter(char::is_ascii_digit).count() >= PERSON_DIGITS {
            add(
                "SELECT party.case_id FROM person JOIN party ON party.person_id = person.id
                 WHERE person.id_number = ?1 AND person.id_number <> '' ORDER BY party.case_id DESC LIMIT ?2",
                &[&typed, &limit],
            )?;
            add(
                "SELECT party.case_id FROM person JOIN party ON party.person_id = person.id
                 WHERE person.phone = ?1 AND person.phone <> '' ORDER BY party.case_id DESC LIMIT ?2",
                &[&typed, &limit],
            )?;
        }
        ids.iter().map(|id| self.listed(CaseId(*id))).collect()
    }

    /// What the index holds for this expression, newest first.
    fn candidates(&self, expression: &str) -> Result<Vec<CaseId>, Trouble> {
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT rowid FROM case_words WHERE case_words MATCH ?1 ORDER BY rowid DESC LIMIT ?2",
            )
            .map_err(trouble)?;
        statement
            .query_map(params![expression, LOOK_AT], |row| row.get(0).map(CaseId))
            .and_then(Iterator::collect)
            .map_err(trouble)
    }

    fn with_body(&self, id: CaseId) -> Result<(Listed, String), Trouble> {
        self.connection
            .prepare_cached(&format!("SELECT {LISTED}, c.body FROM {LISTED_FROM} WHERE c.id = ?1"))
            .and_then(|mut row| row.query_row([id.0], |row| Ok((listed(row)?, row.get(17)?))))
            .map_err(trouble)
    }

    fn listed(&self, id: CaseId) -> Result<Listed, Trouble> {
        self.connection
            .prepare_cached(&format!("SELECT {LISTED} FROM {LISTED_FROM} WHERE c.id = ?1"))
            .and_then(|mut row| row.query_row([id.0], listed))
            .map_err(trouble)
    }
}
