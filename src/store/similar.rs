//! 同一事项: candidates by number, phone, address and rare words; links, and what is not the same.

use std::collections::HashMap;

use rusqlite::types::Value as Sql;
use rusqlite::{Connection, params, params_from_iter};

use super::cases::reach_condition;
use super::{Store, Write, trouble};
use crate::domain::actor::Reach;
use crate::domain::case::CaseId;
use crate::domain::masked::Personal;
use crate::domain::similar::Probe;
use crate::domain::trouble::Trouble;

/// Newest cases of one term that are looked at.
const OF_ONE_TERM: usize = 2_000;
/// Terms looked up at most.
const TERMS_MAX: usize = 160;
/// Rows read from the index at most: where every text has the same words, more of the same rows
/// would come.
const ROWS_MAX: usize = 40_000;
/// Newest cases of one person or house.
const OF_ONE_PERSON: usize = 50;

/// What is remembered of two cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pairing {
    /// 关联
    Linked,
    /// 不是同一件
    NotSame,
}

impl Pairing {
    fn table(self) -> &'static str {
        match self {
            Pairing::Linked => "case_link",
            Pairing::NotSame => "not_same",
        }
    }
}

impl Store {
    /// May this case be seen? The same as [`Reach::holds`] without reading its line.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn is_in_reach(&self, reach: &Reach, id: CaseId) -> Result<bool, Trouble> {
        is_in_reach(&self.connection, reach, id)
    }

    /// Cases that share words with a text, those that share the rarest first. Terms come with what
    /// they are worth, the best first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn by_terms(&self, terms: &[(String, f64)], most: usize) -> Result<Vec<CaseId>, Trouble> {
        let mut votes: HashMap<i64, f64> = HashMap::new();
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT rowid FROM case_words WHERE case_words MATCH ?1 ORDER BY rowid DESC LIMIT ?2",
            )
            .map_err(trouble)?;
        let mut left = ROWS_MAX;
        for (term, worth) in terms.iter().take(TERMS_MAX) {
            if left == 0 {
                break;
            }
            let limit = i64::try_from(OF_ONE_TERM.min(left)).unwrap_or(0);
            let mut rows = statement.query(params![format!("\"{term}\""), limit]).map_err(trouble)?;
            while let Some(row) = rows.next().map_err(trouble)? {
                *votes.entry(row.get(0).map_err(trouble)?).or_default() += worth;
                left -= 1;
            }
        }
        let mut found: Vec<(i64, f64)> = votes.into_iter().collect();
        let best = |one: &(i64, f64), other: &(i64, f64)| other.1.total_cmp(&one.1).then(other.0.cmp(&one.0));
        if found.len() > most && most > 0 {
            found.select_nth_unstable_by(most - 1, best);
            found.truncate(most);
        }
        found.sort_by(best);
        Ok(found.into_iter().map(|(id, _)| CaseId(id)).collect())
    }

    /// Cases of the same number, phone, or address and class, newest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn by_person(&self, probe: &Probe) -> Result<Vec<CaseId>, Trouble> {
        let mut found: Vec<CaseId> = Vec::new();
        let mut add = |sql: &str, values: &[&dyn rusqlite::ToSql]| -> Result<(), Trouble> {
            let mut statement = self.connection.prepare_cached(sql).map_err(trouble)?;
            let rows = statement.query_map(values, |row| row.get(0).map(CaseId)).map_err(trouble)?;
            for id in rows {
                let id = id.map_err(trouble)?;
                if !found.contains(&id) {
                    found.push(id);
                }
            }
            Ok(())
        };
        let most = i64::try_from(OF_ONE_PERSON).unwrap_or(0);
        if !probe.id_number.is_empty() {
            let sql = "SELECT case_id FROM party WHERE id_number = ?1 AND id_number <> ''
                ORDER BY case_id DESC LIMIT ?2";
            add(sql, &[&probe.id_number.reveal(), &most])?;
        }
        if !probe.phone.is_empty() {
            let sql =
                "SELECT case_id FROM party WHERE phone = ?1 AND phone <> '' ORDER BY case_id DESC LIMIT ?2";
            add(sql, &[&probe.phone.reveal(), &most])?;
        }
        if let Some(category) = probe.category.as_ref().filter(|_| !probe.address.is_empty()) {
            // The newest of a house are looked at, not all: a dormitory has thousands.
            let sql = "SELECT n.case_id FROM
                (SELECT case_id FROM party WHERE address = ?1 AND address <> '' ORDER BY case_id DESC LIMIT 200) AS n
                JOIN cases AS c ON c.id = n.case_id WHERE c.category = ?2 LIMIT ?3";
            add(sql, &[&probe.address.reveal(), category, &most])?;
        }
        Ok(found)
    }

    /// A case as something to be compared.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn compared(&self, id: CaseId) -> Result<Probe, Trouble> {
        self.connection
            .prepare_cached(
                "SELECT c.title, c.body, coalesce(p.name, ''), coalesce(p.id_number, ''), coalesce(p.phone, ''),
                    coalesce(p.address, ''), c.category
                 FROM cases AS c LEFT JOIN party AS p ON p.case_id = c.id AND p.ordinal = 1 WHERE c.id = ?1",
            )
            .and_then(|mut found| {
                found.query_row([id.0], |row| {
                    let text = |at| row.get::<_, String>(at).map(Personal::new);
                    Ok(Probe {
                        case: Some(id),
                        title: text(0)?,
                        body: text(1)?,
                        name: text(2)?,
                        id_number: text(3)?,
                        phone: text(4)?,
                        address: text(5)?,
                        category: row.get(6)?,
                    })
                })
            })
            .map_err(trouble)
    }

    /// The highest key of a case, 0 in an empty office.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn last_case(&self) -> Result<i64, Trouble> {
        self.connection
            .query_row("SELECT coalesce(max(id), 0) FROM cases", [], |row| row.get(0))
            .map_err(trouble)
    }

    /// Title and text of the first case from this key on, as one text.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn text_from(&self, id: CaseId) -> Result<Option<(CaseId, String)>, Trouble> {
        use rusqlite::OptionalExtension;
        self.connection
            .prepare_cached(
                "SELECT id, title || char(10) || body FROM cases WHERE id >= ?1 ORDER BY id LIMIT 1",
            )
            .and_then(|mut found| {
                found.query_row([id.0], |row| Ok((CaseId(row.get(0)?), row.get(1)?))).optional()
            })
            .map_err(trouble)
    }

    /// The cases that stand beside this one in that way now.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn paired(&self, case: CaseId, pairing: Pairing) -> Result<Vec<CaseId>, Trouble> {
        let table = pairing.table();
        let mut statement = self
            .connection
            .prepare_cached(&format!(
                "SELECT b FROM {table} WHERE a = ?1 AND undone_at IS NULL
                 UNION SELECT a FROM {table} WHERE b = ?1 AND undone_at IS NULL ORDER BY 1"
            ))
            .map_err(trouble)?;
        statement
            .query_map([case.0], |row| row.get(0).map(CaseId))
            .and_then(Iterator::collect)
            .map_err(trouble)
    }

    /// Every case that links lead to from this one, without itself; at most `most`.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn same_matter(&self, case: CaseId, most: usize) -> Result<Vec<CaseId>, Trouble> {
        let mut found = vec![case];
        let mut at = 0;
        while at < found.len() && found.len() <= most {
            for other in self.paired(found[at], Pairing::Linked)? {
                if !found.contains(&other) {
                    found.push(other);
                }
            }
            at += 1;
        }
        found.remove(0);
        found.truncate(most);
        Ok(found)
    }
}

impl Write<'_> {
    /// May this case be seen? The same as [`Reach::holds`] without reading its line.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn is_in_reach(&self, reach: &Reach, id: CaseId) -> Result<bool, Trouble> {
        is_in_reach(&self.tx, reach, id)
    }

    /// Notes that two cases stand beside each other; false when they already do.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn pair(
        &mut self,
        one: CaseId,
        other: CaseId,
        pairing: Pairing,
        at: &str,
        account: &str,
    ) -> Result<bool, Trouble> {
        let (a, b) = (one.0.min(other.0), one.0.max(other.0));
        let sql = match pairing {
            Pairing::Linked => {
                "INSERT INTO case_link (a, b, kind, made_at, made_by) VALUES (?1, ?2, 'same_matter', ?3, ?4)
                 ON CONFLICT DO NOTHING"
            }
            Pairing::NotSame => {
                "INSERT INTO not_same (a, b, made_at, made_by) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING"
            }
        };
        self.tx
            .prepare_cached(sql)
            .and_then(|mut insert| insert.execute(params![a, b, at, account]))
            .map(|rows| rows == 1)
            .map_err(trouble)
    }

    /// Counts a change of a case that has its line in the history: a step begun before it is begun
    /// again.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn count_change(&mut self, case: CaseId) -> Result<(), Trouble> {
        self.tx
            .prepare_cached("UPDATE cases SET version = version + 1 WHERE id = ?1")
            .and_then(|mut update| update.execute([case.0]))
            .map_err(trouble)?;
        Ok(())
    }

    /// Notes that they no longer do; false when they did not.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn unpair(
        &mut self,
        one: CaseId,
        other: CaseId,
        pairing: Pairing,
        at: &str,
        account: &str,
    ) -> Result<bool, Trouble> {
        let (a, b) = (one.0.min(other.0), one.0.max(other.0));
        self.tx
            .prepare_cached(&format!(
                "UPDATE {} SET undone_at = ?3, undone_by = ?4 WHERE a = ?1 AND b = ?2 AND undone_at IS NULL",
                pairing.table()
            ))
            .and_then(|mut update| update.execute(params![a, b, at, account]))
            .map(|rows| rows == 1)
            .map_err(trouble)
    }
}

fn is_in_reach(connection: &Connection, reach: &Reach, id: CaseId) -> Result<bool, Trouble> {
    let (condition, mut values) = reach_condition(reach);
    values.push(Sql::Integer(id.0));
    connection
        .prepare_cached(&format!("SELECT EXISTS (SELECT 1 FROM cases AS c WHERE {condition} AND c.id = ?)"))
        .and_then(|mut found| found.query_row(params_from_iter(values), |row| row.get(0)))
        .map_err(trouble)
}
