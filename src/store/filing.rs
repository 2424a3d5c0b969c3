//! 登记: putting a matter on the books, and moving it.

use chrono::NaiveDate;
use rusqlite::{OptionalExtension, params};
use sha2::{Digest, Sha256};

use super::{NO_LIMIT, Write, trouble, words};
use crate::domain::case::{CaseId, Received, State, Urgency};
use crate::domain::contact::SpotAnswer;
use crate::domain::intake::Intake;
use crate::domain::number::NumberPattern;
use crate::domain::trouble::Trouble;

/// A matter on its way into the books.
#[derive(Debug, Clone)]
pub struct Filing<'a> {
    /// What came in.
    pub intake: &'a Intake,
    /// The state it begins in.
    pub state: State,
    /// When it is registered, RFC 3339.
    pub at: &'a str,
    /// The year that numbers it.
    pub year: i32,
    /// How its number looks.
    pub pattern: &'a NumberPattern,
    /// Key of the account.
    pub account: i64,
    /// The department or unit it belongs to; empty for the office itself.
    pub unit: &'a str,
    /// Its first limit, for ordering lists.
    pub next_due: Option<NaiveDate>,
    /// Version of calendars and rules behind it.
    pub law_version: i64,
}

/// Where a step puts a case.
#[derive(Debug, Clone, Copy)]
pub struct Advance<'a> {
    /// The state it is in then.
    pub to: State,
    /// Its first limit, for ordering lists.
    pub next_due: Option<NaiveDate>,
    /// Version of calendars and rules behind it.
    pub law: i64,
    /// The proceeding that it is in beside its state.
    pub beside: &'a str,
    /// Who has it in hand from now on, where that changes.
    pub handler: Option<&'a str>,
    /// The unit it belongs to from now on, where that changes.
    pub unit: Option<&'a str>,
}

impl Advance<'_> {
    /// To this state, in the same hands.
    pub fn plain(to: State, next_due: Option<NaiveDate>, law: i64) -> Advance<'static> {
        Advance { to, next_due, law, beside: "", handler: None, unit: None }
    }
}

impl Write<'_> {
    /// Puts a matter on the books and gives it the next number of its year.
    ///
    /// # Errors
    /// What SQLite says; then no number was used.
    pub fn file(&mut self, filing: &Filing<'_>) -> Result<(CaseId, String), Trouble> {
        let Filing { intake, state, at, year, pattern, account, unit, next_due, law_version } = filing;
        let Intake {
            channel,
            received,
            title,
            body,
            people,
            purpose,
            category,
            source_numbers,
            tracks,
            slip,
            petitioner,
            // Filled in before, by whoever knows people.
            known: _,
            concerned,
            place,
            urgency,
            receipt: _,
            others,
            materials: _,
            // Noted with a history line each, by the service.
            links: _,
            not_same: _,
        } = intake;
        let serial: u32 = self
            .tx
            .prepare_cached(
                "INSERT INTO serial (year, last) VALUES (?1, 1)
                 ON CONFLICT (year) DO UPDATE SET last = last + 1 RETURNING last",
            )
            .and_then(|mut next| next.query_row([year], |row| row.get(0)))
            .map_err(trouble)?;
        let number = pattern.number(*year, serial);
        let Received { day, time } = received;
        let query_code = self.fresh_code()?;
        self.tx
            .prepare_cached(
                "INSERT INTO cases (number, state, channel, received_on, received_time, registered_at, registered_by,
                    title, body, people, purpose, category, slip, sameness, next_due, next_due_law, handler_id, unit,
                    concerned, place, urgency, confidential, query_code)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?7, ?17, ?18, ?19, ?20, ?21, ?22)",
            )
            .and_then(|mut insert| {
                insert.execute(params![
                    number,
                    state.word(),
                    channel.word(),
                    day.to_string(),
                    time.map(|time| time.format("%H:%M:%S").to_string()),
                    at,
                    account,
                    title.reveal(),
                    body.reveal(),
                    people,
                    purpose.map(|purpose| purpose.word()),
                    category,
                    slip,
                    sameness(intake),
                    next_due.map_or_else(|| NO_LIMIT.to_owned(), |day| day.to_string()),
                    law_version,
                    unit,
                    concerned,
                    place,
                    urgency.map_or("", Urgency::word),
                    intake.is_confidential(),
                    query_code,
                ])
            })
            .map_err(trouble)?;
        let id = CaseId(self.tx.last_insert_rowid());
        self.receive(id, intake, at)?;
        for outside in source_numbers {
            self.tx
                .prepare_cached("INSERT INTO outside_number (number, case_id) VALUES (?1, ?2)")
                .and_then(|mut insert| insert.execute(params![outside, id.0]))
                .map_err(trouble)?;
        }
        for track in tracks {
            self.tx
                .prepare_cached("INSERT INTO case_track (case_id, track, day) VALUES (?1, ?2, ?3)")
                .and_then(|mut insert| insert.execute(params![id.0, track, day.to_string()]))
                .map_err(trouble)?;
        }
        let names: Vec<&str> = std::iter::once(petitioner)
            .chain(others.iter().map(|party| &party.person))
            .map(|person| person.name.reveal())
            .collect();
        let terms = words::index_terms(&[title.reveal(), body.reveal()], &names);
        self.tx
            .prepare_cached("INSERT INTO case_words (rowid, words) VALUES (?1, ?2)")
            .and_then(|mut insert| insert.execute(params![id.0, terms]))
            .map_err(trouble)?;
        Ok((id, number))
    }

    /// The case that this slip was filed as, and the account that filed it.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn filed_as(&self, slip: &str) -> Result<Option<(CaseId, i64)>, Trouble> {
        self.tx
            .prepare_cached("SELECT id, registered_by FROM cases WHERE slip = ?1")
            .and_then(|mut found| {
                found.query_row([slip], |row| Ok((CaseId(row.get(0)?), row.get(1)?))).optional()
            })
            .map_err(trouble)
    }

    /// Does this matter say word for word what the case was registered with?
    ///
    /// # Errors
    /// What SQLite says.
    pub fn is_same(&self, case: CaseId, intake: &Intake) -> Result<bool, Trouble> {
        let kept: Vec<u8> = self
            .tx
            .prepare_cached("SELECT sameness FROM cases WHERE id = ?1")
            .and_then(|mut found| found.query_row([case.0], |row| row.get(0)))
            .map_err(trouble)?;
        Ok(kept == sameness(intake))
    }

    /// Is a row of a file on the books already? A number that another office gave
    /// decides alone: the same text under two numbers is two people's matter, and each is
    /// registered. Without a number it is the text, the moment and the name together.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn known(&self, intake: &Intake) -> Result<Option<CaseId>, Trouble> {
        for number in &intake.source_numbers {
            let found = self.one("SELECT case_id FROM outside_number WHERE number = ?1 LIMIT 1", [number])?;
            // Our own number in a file is our own export coming back, if the matter agrees: every
            // office has a 2026-0001.
            let found = match found {
                Some(id) => Some(id),
                None => self.one(
                    "SELECT id FROM cases WHERE number = ?1 AND title = ?2 AND received_on = ?3",
                    params![number, intake.title.reveal(), intake.received.day.to_string()],
                )?,
            };
            if found.is_some() {
                return Ok(found);
            }
        }
        if !intake.source_numbers.is_empty() {
            return Ok(None);
        }
        self.one("SELECT id FROM cases WHERE sameness = ?1 LIMIT 1", [sameness(intake)])
    }

    /// The number of a case.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn number_of(&self, case: CaseId) -> Result<String, Trouble> {
        self.tx
            .prepare_cached("SELECT number FROM cases WHERE id = ?1")
            .and_then(|mut number| number.query_row([case.0], |row| row.get(0)))
            .map_err(trouble)
    }

    /// Moves a case, if nobody has moved it since `version`.
    ///
    /// # Errors
    /// What SQLite says. `Ok(false)` when the case has moved on.
    pub fn advance(&mut self, case: CaseId, version: i64, move_: &Advance<'_>) -> Result<bool, Trouble> {
        let Advance { to, next_due, law, beside, handler, unit } = move_;
        let changed = self
            .tx
            .prepare_cached(
                "UPDATE cases SET state = ?3, version = version + 1, next_due = ?4, next_due_law = ?5, closed = ?6,
                    beside = ?7, handler_id = coalesce((SELECT id FROM account WHERE name = ?8), handler_id),
                    unit = coalesce(?9, unit)
                 WHERE id = ?1 AND version = ?2",
            )
            .and_then(|mut update| {
                update.execute(params![
                    case.0,
                    version,
                    to.word(),
                    next_due.map_or_else(|| NO_LIMIT.to_owned(), |day| day.to_string()),
                    law,
                    !to.is_open(),
                    beside,
                    handler,
                    unit
                ])
            })
            .map_err(trouble)?;
        Ok(changed == 1)
    }

    /// Logs an answer given at once as the contact it is.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn add_answer(
        &mut self,
        case: CaseId,
        answer: &SpotAnswer,
        account: i64,
        at: &str,
        ordinal: i64,
    ) -> Result<(), Trouble> {
        let SpotAnswer { basis, words, paper, channel } = answer;
        self.tx
            .prepare_cached(
                "INSERT INTO contact (case_id, at, account_id, channel, basis, words, paper, step)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )
            .and_then(|mut insert| {
                insert.execute(params![
                    case.0,
                    at,
                    account,
                    channel.word(),
                    basis,
                    words,
                    paper.word(),
                    ordinal
                ])
            })
            .map_err(trouble)?;
        Ok(())
    }

    fn one(&self, sql: &str, values: impl rusqlite::Params) -> Result<Option<CaseId>, Trouble> {
        self.tx
            .prepare_cached(sql)
            .and_then(|mut found| found.query_row(values, |row| row.get(0)).optional())
            .map(|id| id.map(CaseId))
            .map_err(trouble)
    }
}

/// Half a SHA-256 over the text, the name and the moment: enough to tell texts apart, small in the index.
fn sameness(intake: &Intake) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(intake.title.reveal());
    hash.update([0]);
    hash.update(intake.body.reveal());
    hash.update([0]);
    hash.update(intake.petitioner.name.reveal());
    hash.update([0]);
    hash.update(intake.received.day.to_string());
    if let Some(time) = intake.received.time {
        hash.update(time.to_string());
    }
    hash.finalize()[..16].to_vec()
}
