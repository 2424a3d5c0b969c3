//! 撤销: what somebody did last with a case today, before any of it left the office.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde_json::{Value, json};

use super::corrections::{asked_secret, put_into, seal};
use super::steps::widely;
use super::tasks::object;
use super::{Service, Told, allow, day, stamp};
use crate::api::steps::Answer;
use crate::api::{self, Refusal};
use crate::domain::actor::Actor;
use crate::domain::case::{CaseId, State};
use crate::domain::clock::next_due;
use crate::domain::life::Life;
use crate::domain::problem::Barrier;
use crate::domain::step::{self, Part};
use crate::store::{Advance, CaseDetail, NewLine, TakenRow};

/// What may be taken back.
pub(super) struct Undo {
    /// The step, or `propose`.
    pub(super) what: String,
    proposal: Option<i64>,
    row: Option<TakenRow>,
}

impl Service {
    /// What this person did last with the case, if it was today, nothing came after it, and no
    /// paper of it has left the office.
    pub(super) fn undoable(
        &self,
        actor: &Actor,
        today: NaiveDate,
        detail: &CaseDetail,
        taken: &[TakenRow],
    ) -> Result<Option<Undo>, Refusal> {
        let id = detail.listed.case.id;
        let Some((what, at, account)) = self.store.last_line_of(id)? else { return Ok(None) };
        if account != actor.account || at.get(..10) != Some(today.to_string().as_str()) {
            return Ok(None);
        }
        if what == "propose" {
            let waits = self.store.proposal_about(id)?.filter(|p| p.state == "waits");
            return Ok(waits.map(|proposal| Undo { what, proposal: Some(proposal.id), row: None }));
        }
        let row = taken.iter().rfind(|row| !row.undone).filter(|row| row.step == what && row.at == at);
        Ok(row.map(|row| Undo { what, proposal: None, row: Some(row.clone()) }))
    }

    /// Takes back what this person did last with the case: a line of its own, the state as before.
    pub(super) fn undo(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        id: CaseId,
        version: i64,
    ) -> Told {
        let detail = self.in_reach(actor, id)?;
        let case = &detail.listed.case;
        if case.version != version {
            return Err(self.outdated(id)?);
        }
        let taken = self.store.taken(id)?;
        let undo = self.undoable(actor, day(now), &detail, &taken)?;
        let undo = undo.ok_or_else(|| Refusal::Denied(vec![Barrier::NothingToUndo]))?;
        let step = undo.row.as_ref().and_then(|row| step::by_name(&row.step));
        if let (Some(row), Some(step)) = (&undo.row, step) {
            let told = matches!(row.given.get(Part::How), "on_the_spot" | "post" | "online");
            let left = step.leaves || (told && step.decides.is_empty());
            allow(if left { vec![Barrier::LeftTheOffice] } else { Vec::new() })?;
        }
        let (at, today) = (stamp(now), day(now));
        let track = step.and_then(|step| self.track_of(step, today));
        let corrections = match &undo.row {
            Some(row) => self.store.corrections(id, row.ordinal)?,
            None => Vec::new(),
        };
        let was = || corrections.iter().map(|c| (c.part, c.was.as_str()));
        let mut write = self.store.write()?;
        self.law.keep_up(&write)?;
        let mut before = object(json!({ "state": case.state.word() }));
        let state = match (&undo.row, undo.proposal) {
            (Some(row), _) => {
                let mut moved = detail.listed.clone();
                let kept = moved.life.taken.len().saturating_sub(1);
                moved.life = Life::of(&moved.life.taken[..kept]);
                moved.step_laws.pop();
                if let Some((track, on)) = track {
                    moved.tracks.retain(|known| *known != track);
                    if !on {
                        moved.tracks.push(track.clone());
                    }
                    write.set_track(id, &track, today, on.then_some(at.as_str()))?;
                }
                if !corrections.is_empty() {
                    put_into(&mut moved, asked_secret(&detail), was());
                }
                let state = State::from_word(&row.was_state).unwrap_or_else(|| moved.life.state());
                let clocks = self.law.clocks(&moved, today);
                let advance = Advance {
                    to: state,
                    next_due: next_due(&clocks).map(|deadline| deadline.due),
                    law: self.law.version,
                    beside: moved.life.beside(),
                    handler: Some(&row.was_handler).filter(|was| !was.is_empty()).map(String::as_str),
                    unit: (!row.was_state.is_empty()).then_some(row.was_unit.as_str()),
                };
                if !write.advance(id, version, &advance)? {
                    drop(write);
                    return Err(self.outdated(id)?);
                }
                write.undo_step(id, row.ordinal, &at)?;
                if !corrections.is_empty() {
                    write.put_right(id, was())?;
                }
                before.insert("step".to_owned(), Value::from(row.step.as_str()));
                state
            }
            (None, Some(proposal)) => {
                let ended = write.end_proposal(proposal, "withdrawn", "", &at, &actor.account)?;
                if !ended || !write.touch(id, version)? {
                    drop(write);
                    return Err(self.outdated(id)?);
                }
                case.state
            }
            (None, None) => return Err(Refusal::Denied(vec![Barrier::NothingToUndo])),
        };
        let what = if undo.row.is_some() { "undo" } else { "withdraw" };
        let mut after = object(json!({ "state": state.word() }));
        if let Some(step) = before.get("step").cloned() {
            after.insert("step".to_owned(), step);
        }
        if !corrections.is_empty() {
            for (part, value) in was() {
                after.insert(part.word().to_owned(), Value::from(value));
            }
            after.extend(seal(&detail, was()));
        }
        write.add_line(NewLine { case: Some(id), actor, at: &at, what, before, after })?;
        write.commit()?;
        let told = Answer::Undone { number: case.number.clone(), state };
        Ok((api::Answer::Steps(told), widely()))
    }
}
