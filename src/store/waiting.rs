//! 候访室: tickets drawn, moved, bound to cases.

use chrono::{DateTime, FixedOffset, NaiveDate};
use rusqlite::{OptionalExtension, Row, params};

use super::row::{parse, word};
use super::{Store, Write, trouble};
use crate::domain::case::CaseId;
use crate::domain::trouble::Trouble;
use crate::domain::visitor::{NewVisit, Ticket, TicketId, TicketState};

const TICKET: &str =
    "t.id, t.version, t.day, t.number, t.people, t.note, t.window, t.state, t.arrived_at, t.called_at,
    t.inside_at, t.ended_at, coalesce(a.shown_as, t.moved_by), t.moved_at, t.case_id, c.number";
const FROM: &str = "visit_ticket AS t LEFT JOIN account AS a ON a.name = t.moved_by
    LEFT JOIN cases AS c ON c.id = t.case_id";

/// A ticket as it is drawn.
#[derive(Debug, Clone, Copy)]
pub struct NewTicket<'a> {
    /// The day that numbers it.
    pub day: NaiveDate,
    /// Who came.
    pub visit: &'a NewVisit,
    /// The account that drew it.
    pub by: &'a str,
    /// When, RFC 3339.
    pub at: &'a str,
}

impl Store {
    /// The tickets of a day, by number.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn tickets_of(&self, day: NaiveDate) -> Result<Vec<Ticket>, Trouble> {
        let sql = format!("SELECT {TICKET} FROM {FROM} WHERE t.day = ?1 ORDER BY t.number");
        let mut statement = self.connection.prepare_cached(&sql).map_err(trouble)?;
        statement.query_map([day.to_string()], ticket).and_then(Iterator::collect).map_err(trouble)
    }
}

impl Write<'_> {
    /// One ticket, as it stands now.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn ticket(&self, id: TicketId) -> Result<Option<Ticket>, Trouble> {
        self.tx
            .prepare_cached(&format!("SELECT {TICKET} FROM {FROM} WHERE t.id = ?1"))
            .and_then(|mut found| found.query_row([id.0], ticket).optional())
            .map_err(trouble)
    }

    /// The ticket of a day that waits longest.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn next_waiting(&self, day: NaiveDate) -> Result<Option<Ticket>, Trouble> {
        let sql = format!(
            "SELECT {TICKET} FROM {FROM} WHERE t.day = ?1 AND t.state = ?2 ORDER BY t.number LIMIT 1"
        );
        self.tx
            .prepare_cached(&sql)
            .and_then(|mut found| {
                found.query_row([day.to_string().as_str(), TicketState::Waiting.word()], ticket).optional()
            })
            .map_err(trouble)
    }

    /// Draws the next ticket of its day.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn add_ticket(&mut self, new: &NewTicket<'_>) -> Result<TicketId, Trouble> {
        let NewTicket { day, visit, by, at } = *new;
        let NewVisit { people, note, window } = visit;
        self.tx
            .prepare_cached(
                "INSERT INTO visit_ticket (day, number, people, note, window, state, arrived_at, moved_by, moved_at)
                 VALUES (?1, (SELECT coalesce(max(number), 0) + 1 FROM visit_ticket WHERE day = ?1),
                    ?2, ?3, ?4, 'waiting', ?6, ?5, ?6)",
            )
            .and_then(|mut insert| insert.execute(params![day.to_string(), people, note, window, by, at]))
            .map_err(trouble)?;
        Ok(TicketId(self.tx.last_insert_rowid()))
    }

    /// Puts a ticket down as it stands now; `by` and `at` are who moved it and when.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn keep_ticket(&mut self, ticket: &Ticket, by: &str, at: &str) -> Result<(), Trouble> {
        let Ticket { id, window, state, called, inside, ended, case, .. } = ticket;
        let moment = |at: &Option<DateTime<FixedOffset>>| {
            at.map(|at| at.to_rfc3339_opts(chrono::SecondsFormat::Secs, false))
        };
        self.tx
            .prepare_cached(
                "UPDATE visit_ticket SET version = version + 1, window = ?2, state = ?3, called_at = ?4,
                    inside_at = ?5, ended_at = ?6, case_id = ?7, moved_by = ?8, moved_at = ?9 WHERE id = ?1",
            )
            .and_then(|mut update| {
                update.execute(params![
                    id.0,
                    window,
                    state.word(),
                    moment(called),
                    moment(inside),
                    moment(ended),
                    case.as_ref().map(|(case, _)| case.0),
                    by,
                    at
                ])
            })
            .map_err(trouble)?;
        Ok(())
    }
}

fn ticket(row: &Row<'_>) -> rusqlite::Result<Ticket> {
    let moment = |column: usize| -> rusqlite::Result<Option<DateTime<FixedOffset>>> {
        let text: Option<String> = row.get(column)?;
        text.map(|text| parse::<DateTime<FixedOffset>>(column, &text)).transpose()
    };
    let case: Option<i64> = row.get(14)?;
    let number: Option<String> = row.get(15)?;
    Ok(Ticket {
        id: TicketId(row.get(0)?),
        version: row.get(1)?,
        day: parse::<NaiveDate>(2, &row.get::<_, String>(2)?)?,
        number: row.get(3)?,
        people: row.get(4)?,
        note: row.get(5)?,
        window: row.get(6)?,
        state: word(row, 7, TicketState::from_word)?,
        arrived: parse::<DateTime<FixedOffset>>(8, &row.get::<_, String>(8)?)?,
        called: moment(9)?,
        inside: moment(10)?,
        ended: moment(11)?,
        moved: (row.get(12)?, parse::<DateTime<FixedOffset>>(13, &row.get::<_, String>(13)?)?),
        case: case.zip(number).map(|(id, number)| (CaseId(id), number)),
    })
}
