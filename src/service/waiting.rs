//! 候访室: tickets drawn, called, received, left. Two desks at once never call the same group.

use chrono::{DateTime, FixedOffset};
use serde_json::{Map, Value, json};

use super::tasks::object;
use super::{Service, Told, allow, day, stamp};
use crate::api::waiting::{Answer, Request, Room};
use crate::api::{self, Change, Refusal};
use crate::domain::access;
use crate::domain::actor::{Actor, Reach};
use crate::domain::case::CaseId;
use crate::domain::problem::Barrier;
use crate::domain::trouble::Trouble;
use crate::domain::visitor::{NewVisit, Step, Ticket, TicketId, TicketState};
use crate::store::{NewLine, NewTicket, Write};

impl Service {
    pub(super) fn waiting(&mut self, actor: &Actor, now: DateTime<FixedOffset>, request: Request) -> Told {
        allow(access::may_guide_visitors(actor))?;
        let answer = match request {
            Request::Today => {
                let room = self.room(actor, now)?;
                return Ok((api::Answer::Waiting(Answer::Today(room)), None));
            }
            Request::Add(visit) => Answer::Added(self.add_ticket(actor, now, &visit)?),
            Request::Move { id, version, step } => {
                let moved = self.move_ticket(actor, now, Some((id, version)), step)?;
                Answer::Moved(self.as_seen(actor, moved)?)
            }
            Request::Next => {
                let moved = self.move_ticket(actor, now, None, Step::Forward)?;
                Answer::Moved(self.as_seen(actor, moved)?)
            }
            Request::Bind { id, case } => Answer::Bound(self.bind_ticket(actor, now, id, case)?),
        };
        Ok((api::Answer::Waiting(answer), Some(Change::Office)))
    }

    /// Everybody who came today.
    pub(super) fn room(&self, actor: &Actor, now: DateTime<FixedOffset>) -> Result<Room, Refusal> {
        let rows = self.store.rows("windows")?;
        let windows = rows.iter().filter(|row| !row.ended).map(|row| row.value("name").to_owned());
        Ok(Room {
            tickets: self.tickets(actor, now)?,
            windows: windows.collect(),
            mine: self.window_of(actor)?,
        })
    }

    /// The tickets of the day, each with its matter only for who sees it.
    pub(super) fn tickets(&self, actor: &Actor, now: DateTime<FixedOffset>) -> Result<Vec<Ticket>, Refusal> {
        let tickets = self.store.tickets_of(day(now))?.into_iter();
        tickets.map(|ticket| self.as_seen(actor, ticket)).collect()
    }

    fn as_seen(&self, actor: &Actor, mut ticket: Ticket) -> Result<Ticket, Refusal> {
        if let Some((case, _)) = ticket.case
            && !self.store.is_in_reach(&self.but_for_the_out(actor), case)?
        {
            ticket.case = None;
        }
        Ok(ticket)
    }

    /// Every case but those that he is out of.
    pub(super) fn but_for_the_out(&self, actor: &Actor) -> Reach {
        Reach::All.except(self.directory.own_names(actor))
    }

    /// The window somebody sits at.
    fn window_of(&self, actor: &Actor) -> Result<String, Refusal> {
        let people = self.store.rows("people")?;
        let row = people.iter().find(|row| row.key == actor.account);
        Ok(row.map_or("", |row| row.value("window")).to_owned())
    }

    fn add_ticket(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        visit: &NewVisit,
    ) -> Result<Ticket, Refusal> {
        let mut write = self.store.write()?;
        let id = draw(&mut write, actor, now, visit)?;
        let ticket = write.ticket(id)?.ok_or(Refusal::NoSuchCase)?;
        write.commit()?;
        Ok(ticket)
    }

    /// One step of a ticket; of none named, of the one that waits longest.
    fn move_ticket(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        wanted: Option<(TicketId, i64)>,
        step: Step,
    ) -> Result<Ticket, Refusal> {
        let mine = self.window_of(actor)?;
        let mut write = self.store.write()?;
        let found = match wanted {
            Some((id, _)) => write.ticket(id)?,
            None => write.next_waiting(day(now))?,
        };
        let Some(ticket) = found else {
            let nobody = Refusal::Denied(vec![Barrier::NobodyWaits]);
            return Err(if wanted.is_some() { Refusal::NoSuchCase } else { nobody });
        };
        if wanted.is_some_and(|(_, version)| version != ticket.version) {
            return Err(Refusal::Denied(vec![Barrier::TicketMoved {
                number: ticket.number,
                state: ticket.state,
                window: ticket.window,
                by: ticket.moved.0,
                at: ticket.moved.1,
            }]));
        }
        let Some(to) = ticket.state.after(step) else {
            return Err(Refusal::Denied(vec![Barrier::NoSuchStep]));
        };
        let id = ticket.id;
        put(&mut write, actor, now, ticket, to, &mine)?;
        let ticket = write.ticket(id)?.ok_or(Refusal::NoSuchCase)?;
        write.commit()?;
        Ok(ticket)
    }

    /// The matter of a ticket has been registered.
    fn bind_ticket(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        id: TicketId,
        case: CaseId,
    ) -> Result<Ticket, Refusal> {
        let number = self.in_reach(actor, case)?.listed.case.number;
        let at = stamp(now);
        let mut write = self.store.write()?;
        let mut ticket = write.ticket(id)?.ok_or(Refusal::NoSuchCase)?;
        ticket.case = Some((case, number));
        write.keep_ticket(&ticket, &actor.account, &at)?;
        let after = object(json!({ "ticket": named(&ticket) }));
        write.add_line(NewLine {
            case: Some(case),
            actor,
            at: &at,
            what: "visit",
            before: Map::new(),
            after,
        })?;
        let ticket = write.ticket(id)?.ok_or(Refusal::NoSuchCase)?;
        write.commit()?;
        Ok(ticket)
    }
}

/// `2026-09-16/022`
fn named(ticket: &Ticket) -> String {
    format!("{}/{}", ticket.day, ticket.label())
}

/// Draws a ticket, with its line in the history.
pub(super) fn draw(
    write: &mut Write<'_>,
    actor: &Actor,
    now: DateTime<FixedOffset>,
    visit: &NewVisit,
) -> Result<TicketId, Refusal> {
    let at = stamp(now);
    let id = write.add_ticket(&NewTicket { day: day(now), visit, by: &actor.account, at: &at })?;
    let ticket = write.ticket(id)?.ok_or(Refusal::NoSuchCase)?;
    let after = json!({ "ticket": named(&ticket), "people": visit.people, "state": ticket.state.word() });
    line(write, actor, &at, Map::new(), object(after))?;
    Ok(id)
}

/// Puts a ticket where a step led, with its line in the history. Whoever calls it receives it,
/// unless it was sent to a window before.
pub(super) fn put(
    write: &mut Write<'_>,
    actor: &Actor,
    now: DateTime<FixedOffset>,
    mut ticket: Ticket,
    to: TicketState,
    window: &str,
) -> Result<(), Refusal> {
    let at = stamp(now);
    let told = |ticket: &Ticket| {
        object(json!({ "ticket": named(ticket), "state": ticket.state.word(), "window": ticket.window }))
    };
    let before = told(&ticket);
    ticket.go(to, now);
    if ticket.window.is_empty() {
        window.clone_into(&mut ticket.window);
    }
    write.keep_ticket(&ticket, &actor.account, &at)?;
    line(write, actor, &at, before, told(&ticket))?;
    Ok(())
}

fn line(
    write: &mut Write<'_>,
    actor: &Actor,
    at: &str,
    before: Map<String, Value>,
    mut after: Map<String, Value>,
) -> Result<(), Trouble> {
    super::for_whom(actor, access::GUIDES_VISITORS, &mut after);
    write.add_line(NewLine { case: None, actor, at, what: "visit", before, after })
}
