//! Moving a case: one function performs any step.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde_json::{Map, Value};

use super::corrections::{asked_secret, put_into};
use super::decide::Agreed;
use super::triage::{Aftermath, leave_traces};
use super::{Service, Told, allow, changed, day, stamp};
use crate::api::steps::{Answer, Request};
use crate::api::{self, Change, Refusal};
use crate::deadline::may_extend_clock;
use crate::domain::actor::Actor;
use crate::domain::case::{CaseId, Purpose, State};
use crate::domain::clock::next_due;
use crate::domain::life;
use crate::domain::problem::{Barrier, Problem};
use crate::domain::rule::ClockKey;
use crate::domain::step::{self, Filled, Given, Kind, Part, Step};
use crate::domain::trouble::Trouble;
use crate::store::{Advance, CaseDetail, Correction, NewLine, NewTaken, Write};

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
        let (given, mut barriers) = self.read_given(actor, step, &detail, given, now)?;
        let standing = self.standing(&detail.listed, day(now));
        let before = step::barriers(step, actor, &standing.ground(actor, &detail.listed));
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
        proposal: Option<Agreed<'_>>,
    ) -> Told {
        let case = &detail.listed.case;
        let today = day(now);
        let account = self.account_id(actor)?;
        let aftermath = self.aftermath(actor, now, detail, step, &given.filled())?;
        let filled = given.filled();
        let legal_day = filled.day(Part::On).unwrap_or(today);
        let track = self.track_of(step, today);
        // The case as it will stand once the step is taken.
        let mut moved = detail.listed.clone();
        let ordinal = moved.life.taken.last().map_or(1, |taken| taken.ordinal + 1);
        moved.life.go_on(life::Taken {
            ordinal,
            step: step.name.to_owned(),
            day: legal_day,
            given: filled.only(Part::FACTS),
            account: actor.account.clone(),
        });
        if !aftermath.corrections.is_empty() {
            let values = aftermath.corrections.iter().map(|c| (c.part, c.became.as_str()));
            put_into(&mut moved, asked_secret(detail), values);
        }
        if let Some((track, on)) = &track {
            moved.tracks.retain(|known| known != track);
            if *on {
                moved.tracks.push(track.clone());
            }
        }
        let at = stamp(now);
        let for_whom = match &proposal {
            Some(agreed) => actor.in_whose_place(agreed.deciders).map(|absent| absent.name.clone()),
            None => self.in_whose_place(actor, step, detail, today),
        };
        let mut write = self.store.write()?;
        self.law.keep_up(&write)?;
        let law_version = self.law.version;
        moved.step_laws.push(law_version);
        let clocks = self.law.clocks(&moved, today);
        let next_due = next_due(&clocks).map(|deadline| deadline.due);
        let to = step.leads_to(case.state);
        let ended = match proposal {
            Some(Agreed { id, remark, .. }) => {
                write.end_proposal(id, "agreed", remark, &at, &actor.account)?
            }
            None => true,
        };
        let advance = Advance {
            to,
            next_due,
            law: law_version,
            beside: moved.life.beside(),
            handler: aftermath.handler.as_deref(),
            unit: aftermath.unit.as_deref(),
        };
        if !ended || !write.advance(case.id, case.version, &advance)? {
            drop(write);
            return Err(self.outdated(case.id)?);
        }
        let taken = Taken {
            case: case.id,
            step,
            from: case.state,
            was: (&case.handler, &case.unit),
            day: legal_day,
            at: &at,
            account,
            by: proposal.map(|agreed| agreed.by),
            for_whom: for_whom.as_deref(),
            aftermath: &aftermath,
            track: track.as_ref().map(|(track, on)| (track.as_str(), *on)),
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
        actor: &Actor,
        step: &'static Step,
        detail: &CaseDetail,
        given: &Given,
        now: DateTime<FixedOffset>,
    ) -> Result<(Given, Vec<Barrier>), Refusal> {
        let (mut filled, mut barriers) = given.filled().read(step.parts, day(now));
        self.resolve(step, &mut filled, &mut barriers, day(now))?;
        let today = day(now);
        if let Some(on) = filled.day(Part::On).filter(|on| *on < detail.listed.case.received.day) {
            let first = detail.listed.case.received.day;
            barriers.push(Barrier::Part(
                Part::On,
                if on > today { Problem::InFuture } else { Problem::TooEarly { first } },
            ));
        }
        let standing = self.standing(&detail.listed, today);
        let ground = standing.ground(actor, &detail.listed);
        barriers.extend((step.needs)(&filled, &ground));
        let mut hands = step::barred_hands(step, &filled, &ground);
        if hands.is_empty() && goes_to_its_words(step, detail, &filled) {
            hands.push(Barrier::AccusedSide);
        }
        barriers.extend(hands);
        barriers.extend(self.against_the_rule(step, detail, &filled, today));
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

impl Service {
    /// The track that a step puts a case on, or takes it off.
    pub(super) fn track_of(&self, step: &Step, today: NaiveDate) -> Option<(String, bool)> {
        let allowed = self.law.allowed(today);
        match step.name {
            "simplify" => allowed.simplified.map(|track| (track, true)),
            "ordinary" => allowed.simplified.map(|track| (track, false)),
            "take_order" => allowed.hotline.map(|track| (track, true)),
            _ => None,
        }
    }

    /// 延期: what the rule of the clock says against so much more time on this day (T14, T15).
    fn against_the_rule(
        &self,
        step: &Step,
        detail: &CaseDetail,
        given: &Filled,
        today: NaiveDate,
    ) -> Vec<Barrier> {
        let (Some(clock), Ok(days)) = (ClockKey::read(given.get(Part::Clock)), given.get(Part::Days).parse())
        else {
            return Vec::new();
        };
        if step.name != "extend" {
            return Vec::new();
        }
        let facts = self.law.facts(&detail.listed, today);
        let against = may_extend_clock(&self.law.rules, &self.law.calendar, &facts, &clock, days, today);
        against.err().map(Barrier::ByRule).into_iter().collect()
    }
}

/// Does it go to a body that stands in no register, and whose name is in the words of the
/// accusation?
fn goes_to_its_words(step: &Step, detail: &CaseDetail, given: &Filled) -> bool {
    let accused = detail.receipt.as_ref().map_or("", |receipt| receipt.accused.reveal());
    if detail.listed.case.purpose != Some(Purpose::Accusation) || accused.is_empty() {
        return false;
    }
    let to = step.parts.iter().filter(|asked| matches!(asked.kind, Kind::To | Kind::Tos));
    to.flat_map(|asked| given.lines(asked.part)).any(|name| accused.contains(name))
}

/// A step that has been taken, for the books.
pub(super) struct Taken<'a> {
    pub(super) case: CaseId,
    pub(super) step: &'static Step,
    pub(super) from: State,
    /// Who had it in hand before, and the unit it belonged to.
    pub(super) was: (&'a str, &'a str),
    pub(super) day: NaiveDate,
    pub(super) at: &'a str,
    pub(super) account: i64,
    /// The name of who proposed it, where another decided.
    pub(super) by: Option<&'a str>,
    /// 代签: the name of the absent in whose place it is taken.
    pub(super) for_whom: Option<&'a str>,
    pub(super) aftermath: &'a Aftermath,
    /// The track that it puts the case on, or takes it off.
    pub(super) track: Option<(&'a str, bool)>,
}

/// Notes the day, what was given and what follows, and the history line.
pub(super) fn write_down(
    write: &mut Write<'_>,
    actor: &Actor,
    taken: &Taken<'_>,
    given: &Given,
) -> Result<(), Trouble> {
    let Taken { case, step, from, was, day, at, account, by, for_whom, aftermath, track } = *taken;
    let filled = given.filled();
    let was = (from.word(), was.0, was.1);
    let new = NewTaken { case, step: step.name, day, given: &filled, at, account: &actor.account, was };
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
    let mut papers = Vec::new();
    for kind in step.papers.iter().chain(aftermath.paper.as_ref()) {
        papers.push(Value::from(write.add_paper(&new, ordinal, *kind)?));
    }
    if !papers.is_empty() {
        after.insert("papers".to_owned(), Value::from(papers));
    }
    if let Some(by) = by {
        after.insert("proposed_by".to_owned(), Value::from(by));
    }
    if let Some(name) = for_whom {
        after.insert("for".to_owned(), Value::from(name));
    }
    let mut before = Map::new();
    before.insert("state".to_owned(), Value::from(from.word()));
    for Correction { part, was, became } in &aftermath.corrections {
        before.insert(part.word().to_owned(), Value::from(was.as_str()));
        after.insert(part.word().to_owned(), Value::from(became.as_str()));
    }
    after.extend(aftermath.sealed.clone());
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
