//! 处理意见 (G16 to G19, article 32): each demand has its result, one drafts, others audit and sign.

use super::part::{may, must};
use super::work::AT_WORK;
use super::{Ground, Kind, Part, Step, YES_NO};
use crate::domain::access;
use crate::domain::actor::Role;
use crate::domain::assessment::Outcome;
use crate::domain::case::State;
use crate::domain::life::DemandResult;
use crate::domain::paper::PaperKind;
use crate::domain::problem::{Barrier, Problem};
use crate::domain::rule::Start;

/// 逐项答复: what is said to one demand, and on what ground (article 32).
pub const ANSWER_DEMAND: Step = Step {
    name: "answer_demand",
    from: AT_WORK,
    who: access::may_handle,
    parts: &[
        must(Part::Demand, Kind::Count(1, 99)),
        must(Part::Verdicts, Kind::OneOf(DemandResult::WORDS)),
        must(Part::Basis, Kind::Line),
        may(Part::Outcome, Kind::OneOf(Outcome::WORDS)),
        may(Part::Executed, Kind::OneOf(&["yes", "no", "none"])),
        may(Part::Opinion, Kind::Text),
    ],
    needs: |given, ground| {
        let most = ground.life.demands.len();
        let at: usize = given.get(Part::Demand).parse().unwrap_or(1);
        let max = u32::try_from(most).unwrap_or(u32::MAX);
        if at > most {
            vec![Barrier::Part(Part::Demand, Problem::OutOfRange { min: 1, max })]
        } else {
            Vec::new()
        }
    },
    fits: |ground| !ground.life.demands.is_empty(),
    ..Step::PLAIN
};

/// 拟处理意见: after the inquiry, with a result for every demand.
pub const DRAFT: Step = Step {
    name: "draft",
    from: AT_WORK,
    to: Some(State::Drafted),
    begins: &[Start::Submitted],
    who: access::may_handle,
    parts: &[
        must(Part::Text, Kind::Text),
        must(Part::Basis, Kind::Line),
        must(Part::Legal, YES_NO),
        may(Part::Different, YES_NO),
    ],
    guard: |ground| {
        let mut found = Vec::new();
        if ground.is_simplified() || ground.is_hotline() {
            return found;
        }
        if ground.case.state != State::Working {
            found.push(Barrier::First { step: "plan" });
        }
        if !ground.has_taken("investigate") {
            found.push(Barrier::First { step: "investigate" });
        }
        found.extend(ground.life.unanswered().into_iter().map(|demand| Barrier::Unanswered { demand }));
        found
    },
    needs: |given, ground| {
        // G25: after a review sent it back, not the same again on the same facts.
        if ground.has_taken("redo") && ground.has_taken("decide_review") && !given.is(Part::Different, "yes")
        {
            vec![Barrier::SameOpinion]
        } else {
            Vec::new()
        }
    },
    papers: &[PaperKind::Approval],
    ..Step::PLAIN
};

/// 退回修改: a reviewer sends the draft back with a reason (G19).
pub const RETURN_DRAFT: Step = Step {
    name: "return_draft",
    from: &[State::Drafted, State::Audited],
    to: Some(State::Working),
    who: access::may_pass,
    parts: &[must(Part::Why, Kind::Text)],
    ..Step::PLAIN
};

/// 审核: the head of the department, never the drafter (S000-24).
pub const AUDIT: Step = Step {
    name: "audit",
    from: &[State::Drafted],
    to: Some(State::Audited),
    who: |actor| access::only(actor, &[Role::DepartmentHead]),
    parts: &[may(Part::Opinion, Kind::Text)],
    guard: |ground| {
        let mut found = other_eyes(ground);
        let drafted = ground.life.last("draft");
        // S004-51: a hard question of law is put to the legal adviser first.
        if drafted.is_some_and(|draft| draft.given.is(Part::Legal, "yes"))
            && !ground.has_taken("legal_opinion")
        {
            found.push(Barrier::First { step: "legal_opinion" });
        }
        found
    },
    ..Step::PLAIN
};

/// 审批: the leader in charge passes an important opinion on to who issues it (S001-005).
pub const APPROVE: Step = Step {
    name: "approve",
    from: &[State::Audited],
    who: |actor| access::only(actor, &[Role::LeaderInCharge]),
    parts: &[may(Part::Opinion, Kind::Text)],
    guard: other_eyes,
    // An important order of the hotline is seen here too, whoever signs opinions (S004-56).
    fits: |ground| {
        (is_for_main_leader(ground) || (ground.is_hotline() && ground.is_important()))
            && !has_approved(ground)
    },
    ..Step::PLAIN
};

/// 签发: the signature, number and seal. Ordinary opinions by the leader in charge, important ones
/// by the main leader, as the office's rules say (G18, S001-001, S001-005, S004-49).
pub const ISSUE: Step = Step {
    name: "issue",
    from: &[State::Audited],
    to: Some(State::Issued),
    begins: &[Start::Approved, Start::Signed],
    who: access::may_sign,
    parts: &[may(Part::Opinion, Kind::Text)],
    guard: |ground| {
        let mut found = other_eyes(ground);
        let issues = ground.office.issues;
        let may = if ground.is_important() { issues.important } else { issues.ordinary };
        // Whoever signs the important signs the ordinary too.
        if !ground.actor.is_any(&[may, issues.important]) {
            found.push(Barrier::NotThisRole { may });
        }
        if is_for_main_leader(ground) && !has_approved(ground) {
            found.push(Barrier::First { step: "approve" });
        }
        found
    },
    papers: &[PaperKind::Opinion],
    ..Step::PLAIN
};

/// Four eyes: nobody passes what he wrote or has passed before (decision 35).
fn other_eyes(ground: &Ground<'_>) -> Vec<Barrier> {
    let passed = ground.life.passed_by.contains(&ground.actor.account);
    if ground.is_own_draft() || passed { vec![Barrier::OwnDraft] } else { Vec::new() }
}

fn is_for_main_leader(ground: &Ground<'_>) -> bool {
    ground.is_important() && ground.office.issues.important == Role::MainLeader
}

fn has_approved(ground: &Ground<'_>) -> bool {
    ground.life.has_taken_since("approve", &["draft"])
}
