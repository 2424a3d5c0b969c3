//! Moving a case: one function performs any step.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde_json::{Map, Value};

use super::{Service, Told, allow, changed, day, stamp};
use crate::api::steps::{Answer, Request};
use crate::api::{self, Refusal};
use crate::domain::access;
use crate::domain::actor::Actor;
use crate::domain::case::{CaseId, State};
use crate::domain::clock::next_due;
use crate::domain::problem::Barrier;
use crate::domain::step::{self, Given, Step};
use crate::domain::trouble::Trouble;
use crate::store::{NewLine, Write};

impl Service {
    pub(super) fn steps(&mut self, actor: &Actor, now: DateTime<FixedOffset>, request: Request) -> Told {
        let Request::Take { case, version, step, given } = request;
        self.take(actor, now, case, version, step, &given)
    }

    /// Load, check, move, note the day, write the history line, commit.
    fn take(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        id: CaseId,
        version: i64,
        name: &str,
        given: &Given,
    ) -> Told {
        let step = step::by_name(name).ok_or(Refusal::NoSuchCase)?;
        let detail = self.in_reach(actor, id)?;
        let case = &detail.listed.case;
        allow((step.who)(actor))?;
        if case.version != version {
            return Err(self.outdated(id)?);
        }
        let mut barriers: Vec<Barrier> = step::barriers(step, actor, case);
        barriers.extend((step.needs)(given));
        allow(barriers)?;

        let today = day(now);
        // The clocks as they will stand once the step is taken.
        let mut moved = detail.listed.clone();
        moved.steps.push((step.name.to_owned(), today));

        let account = self.account_id(actor)?;
        let at = stamp(now);
        let mut write = self.store.write()?;
        self.law.keep_up(&write)?;
        let law_version = self.law.version;
        moved.step_laws.push(law_version);
        let clocks = self.law.clocks(&moved, today);
        let next = next_due(&clocks).map(|deadline| deadline.due);
        if !write.advance(id, version, step.to, next, law_version)? {
            drop(write);
            return Err(self.outdated(id)?);
        }
        let taken = Taken { case: id, step, from: case.state, day: today, at: &at, account };
        write_down(&mut write, actor, &taken, given)?;
        write.commit()?;
        let told = Answer::Taken { number: case.number.clone(), state: step.to };
        Ok((api::Answer::Steps(told), changed(id)))
    }

    /// Who saved first, and when.
    fn outdated(&self, case: CaseId) -> Result<Refusal, Refusal> {
        let history = self.store.history(case)?;
        Ok(history
            .last()
            .map_or(Refusal::NoSuchCase, |line| Refusal::Outdated { by: line.who.clone(), at: line.at }))
    }
}

/// A step that has been taken, for the books.
pub(super) struct Taken<'a> {
    pub(super) case: CaseId,
    pub(super) step: &'static Step,
    pub(super) from: State,
    pub(super) day: NaiveDate,
    pub(super) at: &'a str,
    pub(super) account: i64,
}

/// Notes the day, what was given, and the history line.
pub(super) fn write_down(
    write: &mut Write<'_>,
    actor: &Actor,
    taken: &Taken<'_>,
    given: &Given,
) -> Result<(), Trouble> {
    let Taken { case, step, from, day, at, account } = *taken;
    write.note_step(case, step.name, day)?;
    let mut after = Map::new();
    after.insert("state".to_owned(), Value::from(step.to.word()));
    after.insert("day".to_owned(), Value::from(day.to_string()));
    match given {
        Given::SpotAnswer(answer) => {
            write.add_answer(case, answer, account, at)?;
            after.insert("basis".to_owned(), Value::from(answer.basis.as_str()));
            after.insert("paper".to_owned(), Value::from(answer.paper.word()));
        }
    }
    // Every step of this version is the registering desk's.
    super::for_whom(actor, access::REGISTERS, &mut after);
    let mut before = Map::new();
    before.insert("state".to_owned(), Value::from(from.word()));
    write.add_line(NewLine { case: Some(case), actor, at, what: step.name, before, after })
}
