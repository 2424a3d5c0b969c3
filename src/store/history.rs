//! 经过: lines that chain. Each holds the hash of the line before it and a salted hash of its
//! values; the values stand in rows of their own, so that disposal can blank them and the chain
//! still holds (decision 34).

use rusqlite::{OptionalExtension, params};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::{Store, Write, trouble};
use crate::domain::actor::Actor;
use crate::domain::case::CaseId;
use crate::domain::history::Line;
use crate::domain::trouble::{Trouble, TroubleKind};

/// A line to be written.
#[derive(Debug, Clone)]
pub struct NewLine<'a> {
    /// The case it belongs to; none for the office itself.
    pub case: Option<CaseId>,
    /// Who.
    pub actor: &'a Actor,
    /// When, RFC 3339.
    pub at: &'a str,
    /// The step or change.
    pub what: &'a str,
    /// Values before.
    pub before: Map<String, Value>,
    /// Values after.
    pub after: Map<String, Value>,
}

/// Where the chain does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChainFault {
    /// The values of this line are not those that were written.
    Values(i64),
    /// This line, or one before it, was changed, added or taken out.
    Link(i64),
}

impl Write<'_> {
    /// Adds a line to the chain.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn add_line(&mut self, line: NewLine<'_>) -> Result<(), Trouble> {
        let NewLine { case, actor, at, what, before, after } = line;
        let case = case.map(|id| id.0);
        let (before, after) = (Value::Object(before).to_string(), Value::Object(after).to_string());
        let salt: [u8; 16] = rand::random();
        let digest = values_digest(&salt, &before, &after);
        let previous: Option<Vec<u8>> = self
            .tx
            .prepare_cached("SELECT chain FROM history ORDER BY id DESC LIMIT 1")
            .and_then(|mut last| last.query_row([], |row| row.get(0)).optional())
            .map_err(trouble)?;
        let meta = Meta { case, at, account: &actor.account, system_user: &actor.system_user, what };
        let chain = link(&previous.unwrap_or_default(), &meta, &digest);
        self.tx
            .prepare_cached(
                "INSERT INTO history (case_id, at, account, system_user, what, salt, digest, chain)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )
            .and_then(|mut insert| {
                insert.execute(params![case, at, actor.account, actor.system_user, what, salt, digest, chain])
            })
            .map_err(trouble)?;
        let id = self.tx.last_insert_rowid();
        self.tx
            .prepare_cached("INSERT INTO history_value (history_id, before, after) VALUES (?1, ?2, ?3)")
            .and_then(|mut insert| insert.execute(params![id, before, after]))
            .map_err(trouble)?;
        Ok(())
    }
}

impl Store {
    /// The lines of a case, oldest first.
    ///
    /// # Errors
    /// What SQLite says, or a line that cannot be read.
    pub fn history(&self, case: CaseId) -> Result<Vec<Line>, Trouble> {
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT h.at, coalesce(a.shown_as, h.account), h.what, v.before, v.after
                 FROM history AS h JOIN history_value AS v ON v.history_id = h.id
                 LEFT JOIN account AS a ON a.name = h.account
                 WHERE h.case_id = ?1 ORDER BY h.id",
            )
            .map_err(trouble)?;
        let raw: Vec<[String; 5]> = statement
            .query_map([case.0], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?]))
            .and_then(Iterator::collect)
            .map_err(trouble)?;
        let unreadable = |what: &str| Trouble::new(TroubleKind::Other, format!("history line: {what}"));
        let object = |text: &str| match serde_json::from_str(text) {
            Ok(Value::Object(map)) => Ok(map),
            _ => Err(unreadable("values")),
        };
        raw.into_iter()
            .map(|[at, who, what, before, after]| {
                Ok(Line {
                    at: at.parse().map_err(|_| unreadable("instant"))?,
                    who,
                    what,
                    before: object(&before)?,
                    after: object(&after)?,
                })
            })
            .collect()
    }

    /// How many lines a case has.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn lines_of(&self, case: CaseId) -> Result<usize, Trouble> {
        self.connection
            .prepare_cached("SELECT count(*) FROM history WHERE case_id = ?1")
            .and_then(|mut count| count.query_row([case.0], |row| row.get::<_, i64>(0)))
            .map(|count| usize::try_from(count).unwrap_or(0))
            .map_err(trouble)
    }

    /// Walks the whole chain. Answers the number of lines and the first fault.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn verify_history(&self) -> Result<(u64, Option<ChainFault>), Trouble> {
        let mut statement = self
            .connection
            .prepare(
                "SELECT h.id, h.case_id, h.at, h.account, h.system_user, h.what, h.salt, h.digest, h.chain, v.before, v.after
                 FROM history AS h LEFT JOIN history_value AS v ON v.history_id = h.id ORDER BY h.id",
            )
            .map_err(trouble)?;
        let mut rows = statement.query([]).map_err(trouble)?;
        let mut previous: Vec<u8> = Vec::new();
        let mut count = 0;
        while let Some(row) = rows.next().map_err(trouble)? {
            let read = || -> rusqlite::Result<_> {
                let id: i64 = row.get(0)?;
                let (at, account, system_user, what): (String, String, String, String) =
                    (row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?);
                let (salt, digest, chain): (Vec<u8>, Vec<u8>, Vec<u8>) =
                    (row.get(6)?, row.get(7)?, row.get(8)?);
                let meta = Meta {
                    case: row.get(1)?,
                    at: &at,
                    account: &account,
                    system_user: &system_user,
                    what: &what,
                };
                let holds = link(&previous, &meta, &digest) == chain;
                let values: (Option<String>, Option<String>) = (row.get(9)?, row.get(10)?);
                let same = match values {
                    (Some(before), Some(after)) => values_digest(&salt, &before, &after) == digest,
                    // Nothing in this version takes values away.
                    _ => false,
                };
                let fault = match (holds, same) {
                    (false, _) => Some(ChainFault::Link(id)),
                    (true, false) => Some(ChainFault::Values(id)),
                    (true, true) => None,
                };
                Ok((chain, fault))
            };
            let (chain, fault) = read().map_err(trouble)?;
            count += 1;
            if fault.is_some() {
                return Ok((count, fault));
            }
            previous = chain;
        }
        Ok((count, None))
    }
}

struct Meta<'a> {
    case: Option<i64>,
    at: &'a str,
    account: &'a str,
    system_user: &'a str,
    what: &'a str,
}

fn values_digest(salt: &[u8], before: &str, after: &str) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(salt);
    hash.update(before);
    hash.update([0]);
    hash.update(after);
    hash.finalize().to_vec()
}

fn link(previous: &[u8], meta: &Meta<'_>, digest: &[u8]) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(previous);
    hash.update(meta.case.unwrap_or(0).to_be_bytes());
    for part in [meta.at, meta.account, meta.system_user, meta.what] {
        hash.update(part);
        hash.update([0]);
    }
    hash.update(digest);
    hash.finalize().to_vec()
}
