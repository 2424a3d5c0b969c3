//! 提请和审批: one proposes, another decides; agreement takes the step in the same write.

use chrono::{DateTime, FixedOffset};
use serde_json::{Map, json};

use super::steps::{coded, widely};
use super::tasks::object;
use super::{Service, Told, allow, day, stamp};
use crate::api::steps::Answer;
use crate::api::{self, Refusal};
use crate::domain::access;
use crate::domain::actor::{Actor, Role};
use crate::domain::problem::{Barrier, Field, Problem};
use crate::domain::step::{self, Filled, Given, Ground, Step};
use crate::domain::task::TaskKind;
use crate::domain::text;
use crate::store::{CaseDetail, NewLine, NewTaken, TaskRow};

impl Service {
    /// Puts a step before a leader.
    pub(super) fn propose_step(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        detail: &CaseDetail,
        step: &'static Step,
        given: &Filled,
    ) -> Told {
        let case = &detail.listed.case;
        let at = stamp(now);
        let new = NewTaken {
            case: case.id,
            step: step.name,
            day: day(now),
            given,
            at: &at,
            account: &actor.account,
            was: (case.state.word(), &case.handler, &case.unit),
        };
        let mut write = self.store.write()?;
        if !write.touch(case.id, case.version)? {
            drop(write);
            return Err(self.outdated(case.id)?);
        }
        write.propose_step(&new)?;
        let mut after = object(json!({ "step": step.name }));
        coded(step, given, &mut after);
        super::for_whom(actor, access::TRIAGES, &mut after);
        let before = Map::new();
        write.add_line(NewLine { case: Some(case.id), actor, at: &at, what: "propose", before, after })?;
        write.commit()?;
        Ok((api::Answer::Steps(Answer::Proposed { number: case.number.clone() }), widely()))
    }

    /// A leader agrees, and the step is taken at once; or returns it with a reason.
    pub(super) fn decide_step(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        id: i64,
        version: i64,
        agree: bool,
        reason: &str,
    ) -> Told {
        let proposal = self.store.step_proposal(id)?.ok_or(Refusal::NoSuchCase)?;
        let detail = self.in_reach(actor, proposal.case)?;
        let step = step::by_name(&proposal.step).ok_or(Refusal::NoSuchCase)?;
        allow(may_decide(actor, step.name, &proposal.by.0))?;
        // Whoever was overtaken is shown what the other has decided.
        let case = &detail.listed.case;
        if case.version != version {
            return Err(self.outdated(case.id)?);
        }
        allow(if proposal.state == "waits" { Vec::new() } else { vec![Barrier::Decided] })?;
        if agree {
            // Once more: what could be proposed then need not be possible now.
            let given = Given::Filled(proposal.given.clone());
            let (given, mut barriers) = self.read_given(actor, step, &detail, &given, now)?;
            let standing = self.standing(&detail.listed, day(now));
            let ground = Ground { waits: None, ..standing.ground(actor, &detail.listed) };
            if !step.from.contains(&case.state) {
                barriers.push(Barrier::NotFromHere { state: case.state });
            }
            barriers.extend((step.guard)(&ground));
            allow(barriers)?;
            return self.perform(actor, now, &detail, step, &given, Some((id, &proposal.by.1)));
        }
        let reason = text::line(reason);
        if reason.is_empty() {
            return Err(Refusal::Invalid(vec![(Field::Reason, Problem::Missing)]));
        }
        let proposer = self.store.account(&proposal.by.0)?.map(|account| account.id);
        let at = stamp(now);
        let mut write = self.store.write()?;
        if !write.touch(case.id, version)?
            || !write.end_proposal(id, "returned", &reason, &at, &actor.account)?
        {
            drop(write);
            return Err(self.outdated(case.id)?);
        }
        if let Some(owner) = proposer {
            write.add_task(&TaskRow {
                kind: TaskKind::Reminder,
                what: &format!("提请退回：{reason}"),
                owner,
                due: Some(day(now)),
                case: Some(case.id),
                made_by: &actor.account,
                at: &at,
            })?;
        }
        let mut after = object(json!({ "step": step.name, "reason": reason }));
        super::for_whom(actor, step.decides, &mut after);
        let before = Map::new();
        write.add_line(NewLine { case: Some(case.id), actor, at: &at, what: "return", before, after })?;
        write.commit()?;
        Ok((api::Answer::Steps(Answer::Returned { number: case.number.clone() }), widely()))
    }

    /// 催促落实: the step is not taken; a leader is to urge that the earlier opinion is carried out.
    pub(super) fn urge(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        detail: &CaseDetail,
        barriers: Vec<Barrier>,
    ) -> Told {
        let case = &detail.listed.case;
        let today = day(now);
        let Some(owner) = self.leader_account(today, &[Role::LeaderInCharge, Role::MainLeader], &case.out)?
        else {
            return Err(Refusal::Denied(barriers));
        };
        let at = stamp(now);
        let mut write = self.store.write()?;
        if !write.touch(case.id, case.version)? {
            drop(write);
            return Err(self.outdated(case.id)?);
        }
        write.add_task(&TaskRow {
            kind: TaskKind::Urge,
            what: "原意见尚未落实，请批示催促落实",
            owner,
            due: Some(today),
            case: Some(case.id),
            made_by: &actor.account,
            at: &at,
        })?;
        let after = object(json!({ "step": "close_to_repeat" }));
        let before = Map::new();
        write.add_line(NewLine { case: Some(case.id), actor, at: &at, what: "urge", before, after })?;
        write.commit()?;
        let roles = [Role::LeaderInCharge, Role::MainLeader];
        let leader = self.directory.first_of(&roles, today, &case.out).map(|p| p.name.clone());
        let told =
            Answer::Urged { number: case.number.clone(), barriers, leader: leader.unwrap_or_default() };
        Ok((api::Answer::Steps(told), widely()))
    }
}

/// Whoever decides a step decides it, and nobody what he proposed himself (four eyes).
pub(super) fn may_decide(actor: &Actor, step: &str, by: &str) -> Vec<Barrier> {
    let mut barriers = step::by_name(step).map_or_else(Vec::new, |step| access::only(actor, step.decides));
    if by == actor.account {
        barriers.push(Barrier::OwnProposal);
    }
    barriers
}
