//! 同一事项: candidates while somebody types, and links that merge nothing: each case keeps its
//! number, its notice and its clocks.

use chrono::{DateTime, FixedOffset};
use serde_json::{Map, Value};

use super::{Service, Told, allow, day, stamp};
use crate::api::similar::{Answer, Candidate, Linked, Request};
use crate::api::{self, Change, Refusal};
use crate::domain::access;
use crate::domain::actor::{Actor, Reach};
use crate::domain::case::CaseId;
use crate::domain::intake::Intake;
use crate::domain::masked::{self, Personal};
use crate::domain::similar::{
    COMPARED, Matter, Probe, Rarity, SHOW_FROM, Verdict, compare, nth, side_by_side, terms,
};
use crate::store::{Listed, NewLine, Pairing, Store, Write};

/// Texts counted for how rare a word is; more change little.
const SAMPLE: u32 = 3_000;
/// Texts counted at the first question and at each after it, so that none waits.
const COUNT_FIRST: u32 = 128;
const COUNT_NEXT: u32 = 24;

/// Candidates compared word for word.
const COMPARE: usize = 40;
/// Candidates looked at until so many in reach are found.
const LOOK_AT: usize = 300;
/// Most rows a script may want.
const TOP_MAX: usize = 50;
/// Cases of one matter that are read: a queue of neighbours, not a town.
const MATTER_MAX: usize = 200;

/// 关联 and what else the history says of a pair.
const LINK: &str = "link";
const UNLINK: &str = "unlink";
const NOT_SAME: &str = "not_same";
const MAYBE_SAME: &str = "maybe_same";

impl Service {
    pub(super) fn similar(&mut self, actor: &Actor, now: DateTime<FixedOffset>, request: Request) -> Told {
        allow(access::may_read_cases(actor))?;
        match request {
            Request::Like { probe, top } => {
                if probe.names_somebody() {
                    allow(access::may_search_people(actor))?;
                }
                let found = self.like(actor, now, &probe, top)?;
                Ok((api::Answer::Similar(Answer::Candidates(found)), None))
            }
            Request::LikeCase { case, top } => {
                self.in_reach(actor, case)?;
                let probe = self.store.compared(case)?;
                let found = self.like(actor, now, &probe, top)?;
                Ok((api::Answer::Similar(Answer::Candidates(found)), None))
            }
            Request::Say { case, other, verdict } => {
                let number = self.say(actor, now, case, other, verdict)?;
                Ok((api::Answer::Similar(Answer::Said { number, verdict }), Some(Change::Everything)))
            }
        }
    }

    fn like(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        probe: &Probe,
        top: usize,
    ) -> Result<Vec<Candidate>, Refusal> {
        if probe.is_empty() {
            return Ok(Vec::new());
        }
        count_more(&mut self.rarity, &self.store)?;
        let rarity = &self.rarity;
        let mut ids = self.store.by_person(probe)?;
        let people = ids.len();
        for id in self.store.by_terms(&terms(probe, rarity), LOOK_AT)? {
            if !ids[..people].contains(&id) {
                ids.push(id);
            }
        }
        let (linked, not_same) = match probe.case {
            Some(case) => {
                (self.store.paired(case, Pairing::Linked)?, self.store.paired(case, Pairing::NotSame)?)
            }
            None => (Vec::new(), Vec::new()),
        };
        let asked = Matter::new(probe.title.reveal(), probe.body.reveal());
        let mut compared = 0;
        let mut found = Vec::new();
        for id in ids {
            if compared >= COMPARE + people {
                break;
            }
            if probe.case == Some(id) || not_same.contains(&id) {
                continue;
            }
            // Whoever sees few of them must not miss his own among the first of all.
            if !self.store.is_in_reach(&actor.reach, id)? {
                continue;
            }
            compared += 1;
            let known = self.store.compared(id)?;
            let matter = Matter::new(known.title.reveal(), known.body.reveal());
            let likeness = compare((probe, &asked), (&known, &matter), rarity);
            if likeness.score >= SHOW_FROM {
                found.push((likeness, id, known));
            }
        }
        found.sort_by(|one, other| other.0.score.total_cmp(&one.0.score).then(other.1.cmp(&one.1)));
        let mut candidates = Vec::new();
        for (likeness, id, known) in found {
            if candidates.len() == top.min(TOP_MAX) {
                break;
            }
            let row = self.store.listed(id)?;
            if !may_be_shown(&actor.reach, &row) {
                continue;
            }
            let (excerpt, own) = side_by_side(probe, &known, rarity);
            let line = self.line(actor, day(now), row);
            candidates.push(Candidate {
                id,
                number: line.number,
                source_number: line.source_number,
                received: line.received,
                channel: line.channel,
                state: line.state,
                lamp: line.lamp,
                name: Personal::new(masked::name(line.name.reveal())),
                title: Personal::new(line.title),
                score: likeness.score,
                text: likeness.text,
                reasons: likeness.reasons,
                excerpt: Personal::new(excerpt),
                own: Personal::new(own),
                verdict: if linked.contains(&id) { Verdict::Same } else { Verdict::Open },
            });
        }
        Ok(candidates)
    }

    /// Notes what somebody says of two cases, with a line on both.
    fn say(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        case: CaseId,
        other: CaseId,
        verdict: Verdict,
    ) -> Result<String, Refusal> {
        self.in_reach(actor, case)?;
        let number = self.in_reach(actor, other)?.listed.case.number;
        if case == other {
            return Err(Refusal::NoSuchCase);
        }
        let at = stamp(now);
        let mut write = self.store.write()?;
        note(&mut write, actor, &at, (case, other), verdict)?;
        write.commit()?;
        Ok(number)
    }

    /// The cases this one is linked to, as far as this person sees them.
    pub(super) fn linked(&self, actor: &Actor, case: CaseId) -> Result<Vec<Linked>, Refusal> {
        let own = self.store.compared(case)?;
        let mut found = Vec::new();
        for id in self.store.paired(case, Pairing::Linked)? {
            let row = self.store.listed(id)?;
            if may_be_shown(&actor.reach, &row) {
                found.push(Linked {
                    id,
                    number: row.case.number,
                    title: row.case.title,
                    state: row.case.state,
                    other_petitioner: !same_petitioner(&own, &self.store.compared(id)?),
                });
            }
        }
        Ok(found)
    }

    /// 初次、重复: how many earlier cases of the same matter the same petitioner brought. Computed from
    /// links, whoever asks; what he is out of does not count for him (decision 6).
    pub(super) fn repeats(&self, actor: &Actor, case: CaseId) -> Result<u32, Refusal> {
        let mut others = self.store.same_matter(case, MATTER_MAX)?;
        let seen = self.but_for_the_out(actor);
        let mut known = Vec::with_capacity(others.len());
        for other in others.drain(..) {
            if self.store.is_in_reach(&seen, other)? {
                known.push(other);
            }
        }
        let others = known;
        if others.is_empty() {
            return Ok(0);
        }
        let own = self.store.compared(case)?;
        let mut his = Vec::new();
        for id in others {
            if same_petitioner(&own, &self.store.compared(id)?) {
                his.push((self.store.listed(id)?.case.received.day, id));
            }
        }
        Ok(nth((self.store.listed(case)?.case.received.day, case), &his))
    }

    /// What was decided on a form, as far as this person may say it: nothing else stops the
    /// registration.
    pub(super) fn decided(&self, actor: &Actor, intake: &Intake) -> (Vec<CaseId>, Vec<CaseId>) {
        let seen = |ids: &[CaseId]| {
            ids.iter().copied().filter(|id| self.in_reach(actor, *id).is_ok()).collect::<Vec<_>>()
        };
        (seen(&intake.links), seen(&intake.not_same))
    }
}

/// May this case stand in a hint for somebody of this reach? The one place that decides it.
fn may_be_shown(reach: &Reach, row: &Listed) -> bool {
    reach.holds(&row.case)
}

/// One person: the same number, else the same name and phone.
fn same_petitioner(one: &Probe, other: &Probe) -> bool {
    let same = |left: &Personal, right: &Personal| !left.is_empty() && left == right;
    if !one.id_number.is_empty() && !other.id_number.is_empty() {
        return one.id_number == other.id_number;
    }
    same(&one.name, &other.name) && same(&one.phone, &other.phone)
}

/// Counts some more texts: all of a small office, of a large one cases from all its years.
fn count_more(rarity: &mut Rarity, store: &Store) -> Result<(), Refusal> {
    let last = store.last_case()?;
    let counted = rarity.texts();
    let wanted = if counted == 0 { COUNT_FIRST } else { COUNT_NEXT };
    for at in counted..(counted + wanted).min(SAMPLE) {
        let id = if last <= i64::from(SAMPLE) {
            i64::from(at) + 1
        } else {
            // The golden section: however many were counted, they lie evenly.
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_precision_loss,
                reason = "a key of a case"
            )]
            {
                ((f64::from(at) * 0.618_033_988_749_895).fract() * last as f64) as i64
            }
        };
        let Some((_, text)) = store.text_from(CaseId(id))? else { break };
        rarity.count(&text.chars().take(COMPARED).collect::<String>());
    }
    Ok(())
}

/// Notes a verdict, with a line on both cases. What stands already is not noted again.
pub(super) fn note(
    write: &mut Write<'_>,
    actor: &Actor,
    at: &str,
    (case, other): (CaseId, CaseId),
    verdict: Verdict,
) -> Result<(), Refusal> {
    let account = actor.account.as_str();
    let mut done = Vec::new();
    if verdict != Verdict::Same && write.unpair(case, other, Pairing::Linked, at, account)? {
        done.push(UNLINK);
    }
    if verdict != Verdict::NotSame && write.unpair(case, other, Pairing::NotSame, at, account)? {
        done.push(MAYBE_SAME);
    }
    if verdict == Verdict::Same && write.pair(case, other, Pairing::Linked, at, account)? {
        done.push(LINK);
    }
    if verdict == Verdict::NotSame && write.pair(case, other, Pairing::NotSame, at, account)? {
        done.push(NOT_SAME);
    }
    for what in done {
        for (own, other) in [(case, other), (other, case)] {
            let mut after = Map::new();
            after.insert("other".to_owned(), Value::from(write.number_of(other)?));
            super::for_whom(actor, access::WORKS_WITH_CASES, &mut after);
            write.add_line(NewLine { case: Some(own), actor, at, what, before: Map::new(), after })?;
            write.count_change(own)?;
        }
    }
    Ok(())
}
