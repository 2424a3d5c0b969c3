//! Calendars and rules that the office has accepted (decision 18).

use chrono::NaiveDate;
use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};

use super::row::{LISTED, LISTED_FROM, listed, parse};
use super::{Listed, NO_LIMIT, Store, Write, trouble};
use crate::domain::case::CaseId;
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

/// The text of an accepted year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearText {
    /// The days.
    pub toml: String,
    /// Law version of the office from which on it counts.
    pub law: i64,
}

/// Everything accepted, as texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LawTexts {
    /// Every version of every year, in the order in which they were accepted.
    pub years: Vec<YearText>,
    /// Every rule file ever accepted, each version of it.
    pub rule_sets: Vec<String>,
    /// Which of them the office uses, or has used.
    pub uses: Vec<UseRow>,
    /// Grows with every acceptance.
    pub version: i64,
}

/// A rule file in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UseRow {
    /// Which.
    pub name: String,
    /// In which version.
    pub version: u32,
    /// From which day on; the file's own first day where none is given.
    pub from: Option<NaiveDate>,
    /// The last day; the file's own where none is given.
    pub until: Option<NaiveDate>,
}

/// A year on its way into the books.
#[derive(Debug, Clone, Copy)]
pub struct NewYear<'a> {
    /// Which.
    pub year: i32,
    /// Its days.
    pub toml: &'a str,
    /// The notice they were read from, if they were.
    pub notice: Option<&'a str>,
    /// When, RFC 3339.
    pub at: &'a str,
    /// Who.
    pub by: &'a str,
}

/// A change of the rules that waits for the main leader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalRow {
    /// Its key.
    pub id: i64,
    /// `use` or `stop`.
    pub what: String,
    /// Which file.
    pub name: String,
    /// In which version.
    pub version: u32,
    /// The file.
    pub toml: String,
    /// When, RFC 3339.
    pub at: String,
    /// Who.
    pub by: String,
}

/// A change of the rules on its way into the books.
#[derive(Debug, Clone, Copy)]
pub struct NewProposal<'a> {
    /// `use` or `stop`.
    pub what: &'a str,
    /// Which file.
    pub name: &'a str,
    /// In which version.
    pub version: u32,
    /// The file.
    pub toml: &'a str,
    /// When, RFC 3339.
    pub at: &'a str,
    /// Who.
    pub by: &'a str,
}

/// A rule file on its way into the books.
#[derive(Debug, Clone, Copy)]
pub struct NewRules<'a> {
    /// Which.
    pub name: &'a str,
    /// In which version.
    pub version: u32,
    /// The file.
    pub toml: &'a str,
    /// When, RFC 3339.
    pub at: &'a str,
    /// Who.
    pub by: &'a str,
}

impl Store {
    /// Everything that the office has accepted.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn law_texts(&self) -> Result<LawTexts, Trouble> {
        texts(&self.connection)
    }

    /// What waits to be decided, the oldest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn proposals(&self) -> Result<Vec<ProposalRow>, Trouble> {
        proposals(&self.connection)
    }

    /// The cases with a running clock, what is due first on top.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn each_running(&self, each: impl FnMut(Listed)) -> Result<(), Trouble> {
        running(&self.connection, each)
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
                 UNION ALL SELECT CAST(year AS TEXT), 0, accepted_at, accepted_by FROM calendar_year AS newest
                 WHERE version = (SELECT max(version) FROM calendar_year WHERE year = newest.year) ORDER BY 1, 2",
            )
            .map_err(trouble)?;
        statement
            .query_map([], |row| {
                Ok(Accepted { name: row.get(0)?, version: row.get(1)?, at: row.get(2)?, by: row.get(3)? })
            })
            .and_then(Iterator::collect)
            .map_err(trouble)
    }
}

fn texts(connection: &Connection) -> Result<LawTexts, Trouble> {
    let years = laws(connection, "SELECT toml, sha256, law FROM calendar_year ORDER BY law, year, version")?;
    let rule_sets = laws(connection, "SELECT toml, sha256, 0 FROM rule_set ORDER BY name, version")?;
    let mut statement = connection
        .prepare("SELECT name, version, from_day, until_day FROM rule_use ORDER BY id")
        .map_err(trouble)?;
    let uses = statement
        .query_map([], |row| {
            let day = |at: usize| -> rusqlite::Result<Option<NaiveDate>> {
                row.get::<_, Option<String>>(at)?.map(|text| parse(at, &text)).transpose()
            };
            Ok(UseRow { name: row.get(0)?, version: row.get(1)?, from: day(2)?, until: day(3)? })
        })
        .and_then(Iterator::collect)
        .map_err(trouble)?;
    Ok(LawTexts {
        years,
        rule_sets: rule_sets.into_iter().map(|text| text.toml).collect(),
        uses,
        version: law_version(connection)?,
    })
}

fn law_version(connection: &Connection) -> Result<i64, Trouble> {
    connection
        .prepare_cached("SELECT law_version FROM office")
        .and_then(|mut version| version.query_row([], |row| row.get(0)))
        .map_err(trouble)
}

/// The texts, each as it was accepted: one that was changed since is no law.
fn laws(connection: &Connection, sql: &str) -> Result<Vec<YearText>, Trouble> {
    let mut statement = connection.prepare(sql).map_err(trouble)?;
    let laws: Vec<(String, String, i64)> = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .and_then(Iterator::collect)
        .map_err(trouble)?;
    laws.into_iter()
        .map(|(toml, accepted, law)| {
            if hex(&toml) == accepted {
                Ok(YearText { toml, law })
            } else {
                Err(Trouble::new(TroubleKind::Damaged, "a calendar or rule is not the one accepted"))
            }
        })
        .collect()
}

impl Write<'_> {
    /// Everything that the office has accepted, as this write sees it.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn law_texts(&self) -> Result<LawTexts, Trouble> {
        texts(&self.tx)
    }

    /// Which version of calendars and rules counts.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn law_version(&self) -> Result<i64, Trouble> {
        law_version(&self.tx)
    }

    /// Accepts a calendar year, or another version of it; answers the version. It counts from the
    /// law version that the office has now.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn accept_year(&mut self, new: &NewYear<'_>) -> Result<i64, Trouble> {
        let NewYear { year, toml, notice, at, by } = *new;
        self.tx
            .query_row(
                "INSERT INTO calendar_year (year, version, toml, sha256, notice, accepted_at, accepted_by, law)
                 SELECT ?1, 1 + coalesce((SELECT max(version) FROM calendar_year WHERE year = ?1), 0), ?2, ?3, ?4,
                    ?5, ?6, law_version FROM office
                 RETURNING version",
                params![year, toml, hex(toml), notice, at, by],
                |row| row.get(0),
            )
            .map_err(trouble)
    }

    /// Another law counts from here on: every place in a list that a limit decides is stamped with
    /// it. Cases without one stand last under any law, and in an old office they are nearly all.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn grow_law(&mut self) -> Result<i64, Trouble> {
        let version = self
            .tx
            .query_row("UPDATE office SET law_version = law_version + 1 RETURNING law_version", [], |row| {
                row.get(0)
            })
            .map_err(trouble)?;
        self.tx
            .execute("UPDATE cases SET next_due_law = ?1 WHERE next_due < ?2", params![version, NO_LIMIT])
            .map_err(trouble)?;
        Ok(version)
    }

    /// Puts a case where its moved limit belongs. Its version grows, as with every line of its
    /// history.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn move_limit(&mut self, case: CaseId, next_due: Option<NaiveDate>) -> Result<(), Trouble> {
        let due = next_due.map_or_else(|| NO_LIMIT.to_owned(), |day| day.to_string());
        self.tx
            .prepare_cached("UPDATE cases SET next_due = ?2, version = version + 1 WHERE id = ?1")
            .and_then(|mut update| update.execute(params![case.0, due]))
            .map_err(trouble)?;
        Ok(())
    }

    /// The cases with a running clock, what is due first on top.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn each_running(&self, each: impl FnMut(Listed)) -> Result<(), Trouble> {
        running(&self.tx, each)
    }

    /// Keeps the text of a rule file, if it is not there yet.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn keep_rules(&mut self, rules: &NewRules<'_>) -> Result<(), Trouble> {
        let NewRules { name, version, toml, at, by } = *rules;
        self.tx
            .execute(
                "INSERT INTO rule_set (name, version, toml, sha256, accepted_at, accepted_by)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING",
                params![name, version, toml, hex(toml), at, by],
            )
            .map_err(trouble)?;
        Ok(())
    }

    /// Keeps a rule file and counts by it: from this day on, or from its own first day.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn use_rules(&mut self, rules: &NewRules<'_>, from: Option<NaiveDate>) -> Result<(), Trouble> {
        self.keep_rules(rules)?;
        self.tx
            .execute(
                "INSERT INTO rule_use (name, version, from_day, accepted_at, accepted_by) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![rules.name, rules.version, from.map(|day| day.to_string()), rules.at, rules.by],
            )
            .map_err(trouble)?;
        Ok(())
    }

    /// What waits to be decided, as this write sees it.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn proposals(&self) -> Result<Vec<ProposalRow>, Trouble> {
        proposals(&self.tx)
    }

    /// Puts down what is to be decided.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn propose(&mut self, new: &NewProposal<'_>) -> Result<(), Trouble> {
        let NewProposal { what, name, version, toml, at, by } = *new;
        self.tx
            .execute(
                "INSERT INTO rule_proposal (what, name, version, toml, proposed_at, proposed_by)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![what, name, version, toml, at, by],
            )
            .map_err(trouble)?;
        Ok(())
    }

    /// Decides a proposal that still waits; answers whether it did.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn decide(
        &mut self,
        id: i64,
        state: &str,
        reason: &str,
        at: &str,
        by: &str,
    ) -> Result<bool, Trouble> {
        let changed = self
            .tx
            .execute(
                "UPDATE rule_proposal SET state = ?2, reason = ?3, decided_at = ?4, decided_by = ?5
                 WHERE id = ?1 AND state = 'waits'",
                params![id, state, reason, at, by],
            )
            .map_err(trouble)?;
        Ok(changed == 1)
    }

    /// The last day on which the file of this name is counted by, unless it ended before.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn stop_rules(&mut self, name: &str, last: NaiveDate) -> Result<(), Trouble> {
        self.tx
            .execute(
                "UPDATE rule_use SET until_day = ?2 WHERE name = ?1 AND (until_day IS NULL OR until_day > ?2)",
                params![name, last.to_string()],
            )
            .map_err(trouble)?;
        Ok(())
    }
}

fn proposals(connection: &Connection) -> Result<Vec<ProposalRow>, Trouble> {
    let mut statement = connection
        .prepare_cached(
            "SELECT id, what, name, version, toml, proposed_at, proposed_by FROM rule_proposal
                 WHERE state = 'waits' ORDER BY id",
        )
        .map_err(trouble)?;
    statement
        .query_map([], |row| {
            Ok(ProposalRow {
                id: row.get(0)?,
                what: row.get(1)?,
                name: row.get(2)?,
                version: row.get(3)?,
                toml: row.get(4)?,
                at: row.get(5)?,
                by: row.get(6)?,
            })
        })
        .and_then(Iterator::collect)
        .map_err(trouble)
}

fn running(connection: &Connection, mut each: impl FnMut(Listed)) -> Result<(), Trouble> {
    let sql = format!(
        "SELECT {LISTED} FROM {LISTED_FROM} WHERE c.next_due < '{NO_LIMIT}' ORDER BY c.next_due, c.id"
    );
    let mut statement = connection.prepare(&sql).map_err(trouble)?;
    for row in statement.query_map([], listed).map_err(trouble)? {
        each(row.map_err(trouble)?);
    }
    Ok(())
}

fn hex(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}
