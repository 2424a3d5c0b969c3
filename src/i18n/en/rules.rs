//! Words of rule files in English.

use super::super::{RuleWords, RulesWords};
use crate::api::rules::What;
use crate::domain::rule::{Approver, ByRuleProblem, PauseReason, ProfileKind, RuleDoubt, Start};

pub(super) const WORDS: RuleWords = RuleWords {
    kind: |kind| match kind {
        ProfileKind::Law => "law",
        ProfileKind::Office => "office",
        ProfileKind::Track => "track",
        ProfileKind::Example => "example",
    },
    clocks: |count| if count == 1 { "1 clock".to_owned() } else { format!("{count} clocks") },
    unset: "unset",
    start,
    approver: |approver| match approver {
        Approver::UnitHead => "the head of the unit",
        Approver::LeaderInCharge => "the leader in charge",
        Approver::MainLeader => "the main leader",
        Approver::AssigningBody => "the body that assigned it",
        Approver::Committee => "the review committee",
        Approver::HotlineCentre => "the hotline centre",
        Approver::Unset => "somebody still to be named",
    },
    pause,
    extension: |most, approver| format!("and {most} more by {approver}"),
    stops: |reasons| format!("without the time of {reasons}"),
    capped: |cap| format!("never past {cap}"),
    level: |level| match level {
        "fault" => "fault",
        "warning" => "warning",
        _ => "unset",
    },
    checked: |faults, warnings, unset| format!("Faults: {faults}. Warnings: {warnings}. Unset: {unset}."),
    problem: |problem| problem.to_string(),
    doubt: |doubt| match doubt {
        RuleDoubt::CanPassCap { cap, start, own, due } => format!(
            "can pass the statutory limit {cap}: from {start} the own target ends on {own}, the limit on {due}, and the limit binds"
        ),
        RuleDoubt::LongerThanBase { own, cap } => {
            format!("{own} at most, longer than the {cap} of the regulation")
        }
        RuleDoubt::Unset => "no length is set: no own clock runs, the statutory limit alone does".to_owned(),
        RuleDoubt::ExtensionUnset => {
            "how much more there may be is not set: nothing can be granted until it is".to_owned()
        }
    },
    by_rule,
    wrong_kind: |name, track| {
        if track {
            format!("{name} is no track; an office's rules are chosen with --profile")
        } else {
            format!("{name} is a track; tracks are switched on with --track")
        }
    },
    of_rule: |problem, rule| format!("{problem} ({rule})"),
};

/// 规则的采用
pub(super) const RULES: RulesWords = RulesWords {
    title: "Rules in use",
    choose: "rules in use",
    hint: "What is accepted counts from the next day; clocks that run keep their rule.",
    proposed: |what, version, by| match what {
        What::Use => format!("{by} proposes version {version}"),
        What::Stop => format!("{by} proposes to stop it (v{version})"),
    },
    in_use: |version| format!("in use, version {version}"),
    newer: |version, newer| format!("version {version} in use, {newer} is here"),
    from: |day| format!("from {day} on"),
    until: |day| format!("until {day}"),
    head: |name, clocks, duties| format!("{name}: clocks {clocks}, periodic duties {duties}"),
    more: |more| format!("{more} more"),
    propose_use: "propose to use",
    propose_stop: "propose to stop",
    accept: "accept",
    accept_question: "It will count for clocks that start from the next day on; those that run keep their rule. Accept?",
    refuse: "send back",
    withdraw: "take back",
    waits: "Proposed; the main leader accepts it on the page of rules (g y).",
    accepted: |day| format!("Accepted: it counts from {day}; clocks that run keep their rule."),
    refused: "Not accepted; the reason is kept.",
};

fn start(start: Start) -> &'static str {
    match start {
        Start::Received => "from receipt",
        Start::Arrived => "from arrival",
        Start::Registered => "from registration",
        Start::Dispatched => "from dispatch",
        Start::Assigned => "from assignment",
        Start::Accepted => "from acceptance",
        Start::Investigated => "from the end of the investigation",
        Start::Submitted => "from submission",
        Start::Approved => "from approval",
        Start::Signed => "from signature",
        Start::Finished => "from the end of the work",
        Start::Served => "from service of the reply",
        Start::ReviewRequested => "from the request for review",
        Start::ReviewServed => "from service of the review",
        Start::ReexaminationRequested => "from the request for re-examination",
        Start::ReexaminationServed => "from service of the re-examination",
        Start::Commissioned => "from the commission",
        Start::Recommended => "from the recommendation",
        Start::NotAdopted => "from the decision not to adopt",
        Start::Instructed => "from the leader's instruction",
        Start::Reception => "from the leader's reception",
        Start::HearingOffered => "from the offer of a hearing",
        Start::HearingRequested => "from the request for a hearing",
        Start::SupplementAsked => "from the request to supply",
        Start::OrderReceived => "from the order",
        Start::OrderClosed => "from the close of the order",
        Start::Urged => "from the urging",
        Start::Ended => "from the end",
        Start::Archived => "from the archive",
        Start::Terminated => "from termination",
        Start::Known => "from when it is known",
        Start::Happened => "from when it happened",
    }
}

fn pause(reason: PauseReason) -> &'static str {
    match reason {
        PauseReason::Hearing => "a hearing",
        PauseReason::Appraisal => "tests and appraisals",
        PauseReason::Correction => "a correction",
        PauseReason::Court => "a court",
        PauseReason::Announcement => "an announcement",
    }
}

pub(super) fn by_rule(problem: &ByRuleProblem) -> String {
    match problem {
        ByRuleProblem::UnknownProfile { name, known } => {
            format!("no profile is called {name}; there are {known}")
        }
        ByRuleProblem::UnknownClock { clock, known } => {
            format!("no clock is called {clock}; there are {known}")
        }
        ByRuleProblem::Unset => {
            "this clock has no length, and no statutory limit above it can be counted".to_owned()
        }
        ByRuleProblem::NeedsMoment => "minutes count from a moment, and this is a day".to_owned(),
        ByRuleProblem::OutOfRange => "the count leaves the years 1970 to 2170".to_owned(),
        ByRuleProblem::NoExtension => "this limit cannot be extended".to_owned(),
        ByRuleProblem::ExtensionUnset => {
            "how much more there may be is not set, so nothing can be granted".to_owned()
        }
        ByRuleProblem::ExtensionTooLong { most } => {
            format!("{} more at most", (super::WORDS.length)(most))
        }
        ByRuleProblem::ExtensionTooOften { times } => format!("it may be extended {times} times, and was"),
        ByRuleProblem::ExtensionTooEarly { opens } => format!("more time may be asked for from {opens}"),
        ByRuleProblem::ExtensionTooLate { closes } => {
            format!("after {closes} no more time may be asked for")
        }
        ByRuleProblem::NotItsApprover { approver } => {
            format!("more time is granted by {}", (WORDS.approver)(*approver))
        }
        ByRuleProblem::NoPause => "nothing stops this limit".to_owned(),
        ByRuleProblem::PauseNotAllowed { reason, allowed } if allowed.is_empty() => {
            format!("{} does not stop this limit, and nothing else does", pause(*reason))
        }
        ByRuleProblem::PauseNotAllowed { reason, allowed } => {
            let allowed: Vec<&str> = allowed.iter().map(|reason| pause(*reason)).collect();
            format!("{} does not stop this limit, only {} does", pause(*reason), allowed.join(", "))
        }
        ByRuleProblem::PauseBackwards { from, to } => {
            format!("the pause from {from} to {to} ends before it begins")
        }
        ByRuleProblem::PauseOutside { from, to, first, last } => {
            format!(
                "the pause from {from} to {to} lies outside the limit: it must begin from {first} to {last}"
            )
        }
    }
}
