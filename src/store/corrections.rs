//! 更正: what was registered wrongly is put right; what stood there before is kept.

use rusqlite::params;

use super::{Store, Write, trouble, words};
use crate::domain::case::CaseId;
use crate::domain::step::Part;
use crate::domain::trouble::{Trouble, TroubleKind};

/// One field put right.
#[derive(Clone, PartialEq, Eq)]
pub struct Correction {
    /// Which.
    pub part: Part,
    /// What stood there; empty where nothing did.
    pub was: String,
    /// What stands there now.
    pub became: String,
}

impl std::fmt::Debug for Correction {
    /// A name is no word for a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Correction").field("part", &self.part).finish_non_exhaustive()
    }
}

impl Store {
    /// What a step of a case put right.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn corrections(&self, case: CaseId, ordinal: i64) -> Result<Vec<Correction>, Trouble> {
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT part, was, became FROM correction WHERE case_id = ?1 AND step = ?2 ORDER BY part",
            )
            .map_err(trouble)?;
        statement
            .query_map([case.0, ordinal], |row| {
                Ok(Correction {
                    part: super::row::word(row, 0, Part::from_word)?,
                    was: row.get(1)?,
                    became: row.get(2)?,
                })
            })
            .and_then(Iterator::collect)
            .map_err(trouble)
    }
}

impl Write<'_> {
    /// Keeps what a step put right, and what stood there before.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn note_correction(&mut self, case: CaseId, ordinal: i64, what: &Correction) -> Result<(), Trouble> {
        let Correction { part, was, became } = what;
        self.tx
            .prepare_cached(
                "INSERT INTO correction (case_id, step, part, was, became) VALUES (?1, ?2, ?3, ?4, ?5)",
            )
            .and_then(|mut insert| insert.execute(params![case.0, ordinal, part.word(), was, became]))
            .map_err(trouble)?;
        Ok(())
    }

    /// Puts values into the case, with everything that is made of them: whether it is confidential,
    /// and the words it is found by.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn put_right<'a>(
        &mut self,
        case: CaseId,
        values: impl IntoIterator<Item = (Part, &'a str)>,
    ) -> Result<(), Trouble> {
        for (part, value) in values {
            let sql = match part {
                Part::Category => "UPDATE cases SET category = nullif(?2, '') WHERE id = ?1",
                Part::Purpose => "UPDATE cases SET purpose = nullif(?2, '') WHERE id = ?1",
                Part::Title => "UPDATE cases SET title = ?2 WHERE id = ?1",
                Part::Name => "UPDATE party SET name = ?2 WHERE case_id = ?1 AND ordinal = 1",
                Part::Accused => {
                    "INSERT INTO receipt (case_id, accused, source, source_body, publish, asked_secret, reply,
                        signed, level_skip, window_no, addressee, completeness, caller, platform, online_user)
                     VALUES (?1, ?2, '', '', 0, 0, '', '', 0, '', '', '', '', '', '')
                     ON CONFLICT (case_id) DO UPDATE SET accused = excluded.accused"
                }
                other => {
                    return Err(Trouble::new(TroubleKind::Other, format!("correction: {}", other.word())));
                }
            };
            self.tx
                .prepare_cached(sql)
                .and_then(|mut update| update.execute(params![case.0, value]))
                .map_err(trouble)?;
        }
        // 保密 (decision 6): as a registration would have it.
        self.tx
            .prepare_cached(
                "UPDATE cases SET confidential = (purpose IS 'accusation'
                    OR EXISTS (SELECT 1 FROM receipt WHERE case_id = ?1 AND asked_secret = 1))
                 WHERE id = ?1",
            )
            .and_then(|mut update| update.execute([case.0]))
            .map_err(trouble)?;
        self.find_by_new_words(case)
    }

    fn find_by_new_words(&mut self, case: CaseId) -> Result<(), Trouble> {
        let [title, body]: [String; 2] = self
            .tx
            .prepare_cached("SELECT title, body FROM cases WHERE id = ?1")
            .and_then(|mut texts| texts.query_row([case.0], |row| Ok([row.get(0)?, row.get(1)?])))
            .map_err(trouble)?;
        let names: Vec<String> = self
            .tx
            .prepare_cached("SELECT name FROM party WHERE case_id = ?1 ORDER BY ordinal")
            .and_then(|mut names| names.query_map([case.0], |row| row.get(0)).and_then(Iterator::collect))
            .map_err(trouble)?;
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let terms = words::index_terms(&[&title, &body], &names);
        for (sql, terms) in [
            ("DELETE FROM case_words WHERE rowid = ?1", None),
            ("INSERT INTO case_words (rowid, words) VALUES (?1, ?2)", Some(terms)),
        ] {
            let mut statement = self.tx.prepare_cached(sql).map_err(trouble)?;
            match terms {
                None => statement.execute([case.0]),
                Some(terms) => statement.execute(params![case.0, terms]),
            }
            .map_err(trouble)?;
        }
        Ok(())
    }
}
