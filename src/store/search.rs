//! 查找: by words of the text, names, initials, numbers.

use rusqlite::params;

use super::row::{LISTED, LISTED_FROM, Listed, listed};
use super::{Store, trouble, words};
use crate::domain::actor::Reach;
use crate::domain::case::CaseId;
use crate::domain::masked::Personal;
use crate::domain::number::NumberPattern;
use crate::domain::page::{Page, Total};
use crate::domain::phone;
use crate::domain::slip::CODE_DIGITS;
use crate::domain::trouble::Trouble;

/// Candidates looked at before a search gives up on finding more that truly fit.
const LOOK_AT: usize = 2_000;

/// Candidates looked at beyond those shown, for confidential ones among them.
const CONFIDENTIAL_MARGIN: usize = 50;

/// Most digits that are taken for the serial of a case number.
const SERIAL_DIGITS: usize = 6;

/// Digits from which a number may be a person's phone or identity number.
const PERSON_DIGITS: usize = 7;

impl Store {
    /// Cases in reach that hold every word typed, newest first; a case whose number was typed comes
    /// before them. Pairs of characters are looked up in the index, then checked in the text.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn search(
        &self,
        reach: &Reach,
        typed: &str,
        pattern: &NumberPattern,
        limit: usize,
    ) -> Result<Page<Listed>, Trouble> {
        // Whoever sees few of them must not miss his own among the first of all.
        let look_at = match reach {
            Reach::All => limit + 1,
            Reach::Ordinary { .. } => limit + CONFIDENTIAL_MARGIN,
            Reach::Within { .. } => LOOK_AT,
            Reach::Except { reach, .. } if matches!(**reach, Reach::Within { .. }) => LOOK_AT,
            Reach::Except { .. } => limit + CONFIDENTIAL_MARGIN,
        };
        let mut rows = self.by_numbers(typed, pattern, look_at)?;
        rows.retain(|row| in_reach(reach, row));
        let by_number = rows.len();
        let mut given_up = false;
        if let Some(query) = words::query(typed) {
            let look_at = LOOK_AT.max(limit + 1);
            let candidates = self.candidates(&query.expression, look_at)?;
            given_up = candidates.len() == look_at;
            for id in candidates {
                if rows.len() > limit {
                    break;
                }
                if rows[..by_number].iter().any(|row| row.case.id == id) {
                    continue;
                }
                let ([title, body], names) = self.texts(id)?;
                if query.fits(&[&title, &body], &names) {
                    let mut found = self.listed(id)?;
                    if !in_reach(reach, &found) {
                        continue;
                    }
                    found.excerpt = query.excerpt(&title, &body).map(Personal::new);
                    rows.push(found);
                }
            }
        }
        let more = rows.len() > limit;
        rows.truncate(limit);
        let total = if more || given_up { Total::MoreThan(rows.len()) } else { Total::Exactly(rows.len()) };
        Ok(Page { rows, more_before: false, more_after: more, total })
    }

    /// Cases whose own or outside number begins so, and those whose paper has this phone or
    /// identity number, written as people write them.
    fn by_numbers(&self, typed: &str, pattern: &NumberPattern, limit: usize) -> Result<Vec<Listed>, Trouble> {
        let plain: String = words::fold(typed).trim().to_owned();
        if plain.len() < 3 || !plain.is_ascii() {
            return Ok(Vec::new());
        }
        // The serial alone means the case of this year, or of a year before.
        let serial: Option<u32> = plain.parse().ok().filter(|_| plain.len() <= SERIAL_DIGITS);
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
        for year in serial.map_or(Ok(Vec::new()), |_| self.years())? {
            let number = pattern.number(year, serial.unwrap_or(0));
            add("SELECT id FROM cases WHERE number = ?1", &[&number])?;
        }
        if !plain.contains(char::is_whitespace) {
            // The character after every other: the end of the stretch that begins so.
            let end = format!("{plain}\u{10ffff}");
            add(
                "SELECT id FROM cases WHERE number >= ?1 AND number < ?2 ORDER BY number DESC LIMIT ?3",
                &[&plain, &end, &limit],
            )?;
            add(
                "SELECT case_id FROM outside_number WHERE number >= ?1 AND number < ?2 ORDER BY number DESC LIMIT ?3",
                &[&plain, &end, &limit],
            )?;
        }
        if plain.len() == CODE_DIGITS {
            add("SELECT id FROM cases WHERE query_code = ?1", &[&plain])?;
        }
        if let Some(phone) = phone::read(&plain).ok().filter(|phone| phone.len() >= PERSON_DIGITS) {
            add(
                "SELECT case_id FROM party WHERE phone = ?1 AND phone <> '' ORDER BY case_id DESC LIMIT ?2",
                &[&phone, &limit],
            )?;
        }
        let number: String = plain.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase();
        if number.len() >= PERSON_DIGITS {
            add(
                "SELECT case_id FROM party WHERE id_number = ?1 AND id_number <> '' ORDER BY case_id DESC LIMIT ?2",
                &[&number, &limit],
            )?;
        }
        ids.iter().map(|id| self.listed(CaseId(*id))).collect()
    }

    /// The years in which cases were registered, the newest first.
    fn years(&self) -> Result<Vec<i32>, Trouble> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT year FROM serial ORDER BY year DESC LIMIT 5")
            .map_err(trouble)?;
        statement.query_map([], |row| row.get(0)).and_then(Iterator::collect).map_err(trouble)
    }

    /// What the index holds for this expression, newest first.
    fn candidates(&self, expression: &str, most: usize) -> Result<Vec<CaseId>, Trouble> {
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT rowid FROM case_words WHERE case_words MATCH ?1 ORDER BY rowid DESC LIMIT ?2",
            )
            .map_err(trouble)?;
        statement
            .query_map(params![expression, most], |row| row.get(0).map(CaseId))
            .and_then(Iterator::collect)
            .map_err(trouble)
    }

    /// Title, text and names: what a candidate is checked in. The line of the list is read only
    /// for those that fit.
    fn texts(&self, id: CaseId) -> Result<([String; 2], Vec<String>), Trouble> {
        let texts = self
            .connection
            .prepare_cached("SELECT title, body FROM cases WHERE id = ?1")
            .and_then(|mut row| row.query_row([id.0], |row| Ok([row.get(0)?, row.get(1)?])))
            .map_err(trouble)?;
        let mut names = self
            .connection
            .prepare_cached("SELECT name FROM party WHERE case_id = ?1 ORDER BY ordinal")
            .map_err(trouble)?;
        let names = names.query_map([id.0], |row| row.get(0)).and_then(Iterator::collect).map_err(trouble)?;
        Ok((texts, names))
    }

    /// One line of a list.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn listed(&self, id: CaseId) -> Result<Listed, Trouble> {
        self.connection
            .prepare_cached(&format!("SELECT {LISTED} FROM {LISTED_FROM} WHERE c.id = ?1"))
            .and_then(|mut row| row.query_row([id.0], listed))
            .map_err(trouble)
    }
}

fn in_reach(reach: &Reach, row: &Listed) -> bool {
    reach.holds(&row.case)
}
