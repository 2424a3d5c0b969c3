//! Moving a case: one function performs any step.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde_json::{Map, Value};

use super::triage::{Aftermath, leave_traces};
use super::{Service, Told, allow, changed, day, stamp};
use crate::api::steps::{Answer, Request};
use crate::api::{self, Change, Refusal};
use crate::domain::access;
use crate::domain::actor::Actor;
use crate::domain::case::{CaseId, State};
use crate::domain::clock::next_due;
use crate::domain::problem::Barrier;
use crate::domain::step::{self, Filled, Given, Kind, Step};
use crate::domain::trouble::Trouble;
use crate::store::{CaseDetail, NewLine, NewTaken, Write};

impl Service {
    pub(super) fn steps(&mut self, actor: &Actor, now: DateTime<FixedOffset>, request: Request) -> Told {
        match request {
            Request::Take { case, version, step, given } => {
                self.take(actor, now, case, version, step, &given)
            }
            Request::Form { case, step } => {
                let form = self.step_form(actor, now, case, step)?;
                Ok((api::Answer::Steps(Answer::Form(Box::new(form))), None))
            }
            Request::TakeMany { step, rows } => self.take_many(actor, now, step, rows),
            Request::FormMany { step, cases } => {
                let form = self.many_form(actor, now, step, &cases)?;
                Ok((api::Answer::Steps(Answer::FormMany(Box::new(form))), None))
            }
            Request::Decide { proposal, version, agree, reason } => {
                self.decide_step(actor, now, proposal, version, agree, &reason)
            }
            Request::Undo { case, version } => self.undo(actor, now, case, version),
        }
    }

    /// Load, check, and move; or put it before a leader where one decides.
    pub(super) fn take(
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
        allow((step.who)(actor))?;
        if detail.listed.case.version != version {
            return Err(self.outdated(id)?);
        }
        let (given, mut barriers) = self.read_given(step, &detail, given, now)?;
        let allowed = self.law.allowed(day(now));
        let before = step::barriers(step, actor, &detail.listed.ground(&allowed));
        barriers.splice(..0, before);
        if barriers == [Barrier::NotCarriedOut] {
            return self.urge(actor, now, &detail, barriers);
        }
        allow(barriers)?;
        if step.decides.is_empty() {
            self.perform(actor, now, &detail, step, &given, None)
        } else {
            self.propose_step(actor, now, &detail, step, &given.filled())
        }
    }

    /// Moves the case: the step, what follows from it, the history line, commit. A proposal that
    /// led to it ends with it.
    pub(super) fn perform(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        detail: &CaseDetail,
        step: &'static Step,
        given: &Given,
        proposal: Option<(i64, &str)>,
    ) -> Told {
        let case = &detail.listed.case;
        let today = day(now);
        let account = self.account_id(actor)?;
        let aftermath = self.aftermath(now, detail, step, &given.filled())?;
        let track = self.law.allowed(today).simplified;
        // The clocks as they will stand once the step is taken.
        let mut moved = detail.listed.clone();
        moved.steps.push((step.name.to_owned(), today));
        match (step.name, track.clone()) {
            ("simplify", Some(track)) => moved.tracks.push(track),
            ("ordinary", Some(track)) => moved.tracks.retain(|known| *known != track),
            _ => {}
        }
        let at = stamp(now);
        let mut write = self.store.write()?;
        self.law.keep_up(&write)?;
        let law_version = self.law.version;
        moved.step_laws.push(law_version);
        let clocks = self.law.clocks(&moved, today);
        let next = next_due(&clocks).map(|deadline| deadline.due);
        let to = step.leads_to(case.state);
        let ended = match proposal {
            Some((id, _)) => write.end_proposal(id, "agreed", "", &at, &actor.account)?,
            None => true,
        };
        if !ended || !write.advance(case.id, case.version, to, next, law_version)? {
            drop(write);
            return Err(self.outdated(case.id)?);
        }
        let taken = Taken {
            case: case.id,
            step,
            from: case.state,
            day: today,
            at: &at,
            account,
            by: proposal.map(|(_, by)| by),
            aftermath: &aftermath,
            track: track.as_deref(),
        };
        write_down(&mut write, actor, &taken, given)?;
        write.commit()?;
        let told = Answer::Taken { number: case.number.clone(), state: to };
        // Tasks and what waits stand on other people's pages too.
        let alone = aftermath.tasks.is_empty() && proposal.is_none();
        Ok((api::Answer::Steps(told), if alone { changed(case.id) } else { widely() }))
    }

    /// What was brought to a step, tidied and with keys for names, and all that is wrong with it.
    pub(super) fn read_given(
        &self,
        step: &'static Step,
        detail: &CaseDetail,
        given: &Given,
        now: DateTime<FixedOffset>,
    ) -> Result<(Given, Vec<Barrier>), Refusal> {
        let (mut filled, mut barriers) = given.filled().read(step.parts, day(now));
        self.resolve(step, &mut filled, &mut barriers, day(now))?;
        let allowed = self.law.allowed(day(now));
        barriers.extend((step.needs)(&filled, &detail.listed.ground(&allowed)));
        let given = match (given, step.name) {
            (Given::SpotAnswer(_), _) => given.clone(),
            (Given::Filled(_), "answer_on_spot") => {
                let answer = Given::spot_answer(&filled, detail.listed.case.channel);
                answer.map_or(Given::Filled(filled), Given::SpotAnswer)
            }
            (Given::Filled(_), _) => Given::Filled(filled),
        };
        Ok((given, barriers))
    }

    /// Who saved first, and when.
    pub(super) fn outdated(&self, case: CaseId) -> Result<Refusal, Refusal> {
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
    /// The name of who proposed it, where another decided.
    pub(super) by: Option<&'a str>,
    pub(super) aftermath: &'a Aftermath,
    /// The simplified track, where there is one.
    pub(super) track: Option<&'a str>,
}

/// Notes the day, what was given and what follows, and the history line.
pub(super) fn write_down(
    write: &mut Write<'_>,
    actor: &Actor,
    taken: &Taken<'_>,
    given: &Given,
) -> Result<(), Trouble> {
    let Taken { case, step, from, day, at, account, by, aftermath, track } = *taken;
    let filled = given.filled();
    let new = NewTaken { case, step: step.name, day, given: &filled, at, account: &actor.account };
    let ordinal = write.note_taken(&new)?;
    let mut after = Map::new();
    after.insert("state".to_owned(), Value::from(step.leads_to(from).word()));
    after.insert("day".to_owned(), Value::from(day.to_string()));
    if let Given::SpotAnswer(answer) = given {
        write.add_answer(case, answer, account, at, ordinal)?;
        after.insert("basis".to_owned(), Value::from(answer.basis.as_str()));
        after.insert("paper".to_owned(), Value::from(answer.paper.word()));
    }
    coded(step, &filled, &mut after);
    leave_traces(write, &new, aftermath, track, ordinal)?;
    if let Some(by) = by {
        after.insert("proposed_by".to_owned(), Value::from(by));
    }
    super::for_whom(actor, if by.is_some() { step.decides } else { access::TRIAGES }, &mut after);
    let mut before = Map::new();
    before.insert("state".to_owned(), Value::from(from.word()));
    write.add_line(NewLine { case: Some(case), actor, at, what: step.name, before, after })
}

/// What a history line keeps of the fields: words of lists, days and bodies. What was said to or
/// by a petitioner stands with the step.
pub(super) fn coded(step: &Step, given: &Filled, after: &mut Map<String, Value>) {
    for asked in step.parts.iter().filter(|asked| !matches!(asked.kind, Kind::Text | Kind::Line)) {
        let value = given.get(asked.part);
        if !value.is_empty() {
            after.insert(asked.part.word().to_owned(), Value::from(value));
        }
    }
}

/// News about what reaches beyond one case: tasks came or went.
pub(super) fn widely() -> Option<Change> {
    Some(Change::Everything)
}
