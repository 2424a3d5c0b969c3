//! 提请和审批: one proposes, another decides; agreement takes the step in the same write.
//! 代签: whose signature it is, where a stand-in gives it.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde_json::{Map, json};

use super::steps::{coded, widely};
use super::tasks::object;
use super::{Service, Told, allow, day, stamp};
use crate::api::steps::Answer;
use crate::api::{self, Refusal};
use crate::domain::access;
use crate::domain::actor::{Absent, Actor, Role};
use crate::domain::problem::{Barrier, Field, Problem};
use crate::domain::step::{self, Filled, Given, Ground, Part, Step};
use crate::domain::task::TaskKind;
use crate::domain::text;
use crate::store::{CaseDetail, NewLine, NewTaken, StepProposal, TaskRow};

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
        let for_whom = self.in_whose_place(actor, step, detail, day(now));
        let mut write = self.store.write()?;
        if !write.touch(case.id, case.version)? {
            drop(write);
            return Err(self.outdated(case.id)?);
        }
        write.propose_step(&new)?;
        let mut after = object(json!({ "step": step.name }));
        coded(step, given, &mut after);
        after.extend(for_whom.map(|name| ("for".to_owned(), name.into())));
        let before = Map::new();
        write.add_line(NewLine { case: Some(case.id), actor, at: &at, what: "propose", before, after })?;
        write.commit()?;
        Ok((api::Answer::Steps(Answer::Proposed { number: case.number.clone() }), widely()))
    }

    /// A leader agrees, and the step is taken at once, with a remark if he has one; or returns it
    /// with a reason.
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
        let standing = self.standing(&detail.listed, day(now));
        let ground = Ground { waits: None, ..standing.ground(actor, &detail.listed) };
        let deciders = self.deciders(step, &proposal.given, &ground);
        allow(self.may_decide(&proposal, &ground))?;
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
            if !step.from.contains(&case.state) {
                barriers.push(Barrier::NotFromHere { state: case.state });
            }
            barriers.extend((step.guard)(&ground));
            allow(barriers)?;
            let remark = text::line(reason);
            let agreed = Agreed { id, by: &proposal.by.1, remark: &remark, deciders };
            return self.perform(actor, now, &detail, step, &given, Some(agreed));
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
        super::for_whom(actor, deciders, &mut after);
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

/// A proposal that was agreed to.
#[derive(Clone, Copy)]
pub(super) struct Agreed<'a> {
    /// Which.
    pub(super) id: i64,
    /// The name of who proposed it.
    pub(super) by: &'a str,
    /// 意见: what the leader wrote beside his agreement; may be empty.
    pub(super) remark: &'a str,
    /// Who decides it.
    pub(super) deciders: &'static [Role],
}

impl Service {
    /// Who decides this proposal: by the step, by the rule of the clock that is to be lengthened, by
    /// the post of who is to step aside.
    pub(super) fn deciders(&self, step: &Step, given: &Filled, ground: &Ground<'_>) -> &'static [Role] {
        let leads = |account: &str| {
            let person = self.directory.person(account);
            person.is_some_and(|person| person.roles.iter().any(|role| access::LEADERS.contains(role)))
        };
        // 领导回避由主要领导定.
        if step.name == step::RECUSE.name && leads(given.get(Part::Whom)) {
            return &[Role::MainLeader];
        }
        step.deciders(given, ground)
    }

    /// Whoever decides a step decides it; nobody what he proposed himself (four eyes), what is about
    /// himself, or in a case that he is out of.
    pub(super) fn may_decide(&self, proposal: &StepProposal, ground: &Ground<'_>) -> Vec<Barrier> {
        let Some(step) = step::by_name(&proposal.step) else { return vec![Barrier::NoSuchStep] };
        let actor = ground.actor;
        let mut barriers = access::only(actor, self.deciders(step, &proposal.given, ground));
        if proposal.by.0 == actor.account {
            barriers.push(Barrier::OwnProposal);
        }
        if step.name == step::RECUSE.name && proposal.given.is(Part::Whom, &actor.account) {
            barriers.push(Barrier::OwnRecusal);
        }
        if ground.life.recused.contains(&actor.account) {
            barriers.push(Barrier::YouAreRecused);
        }
        barriers
    }

    /// 代签: the name of whom somebody stands in for when he takes this step; nobody where his own
    /// posts let him.
    pub(super) fn in_whose_place(
        &self,
        actor: &Actor,
        step: &Step,
        detail: &CaseDetail,
        today: NaiveDate,
    ) -> Option<String> {
        if actor.stands_in_for.is_empty() {
            return None;
        }
        let standing = self.standing(&detail.listed, today);
        let with = |absent: &[Absent]| {
            let actor = Actor { stands_in_for: absent.to_vec(), ..actor.clone() };
            let barred = (step.guard)(&standing.ground(&actor, &detail.listed));
            let role = |barrier: &Barrier| matches!(barrier, Barrier::NotThisRole { .. });
            (step.who)(&actor).is_empty() && !barred.iter().any(role)
        };
        if with(&[]) {
            return None;
        }
        let mut absent = actor.stands_in_for.iter();
        absent.find(|absent| with(std::slice::from_ref(absent))).map(|absent| absent.name.clone())
    }
}
