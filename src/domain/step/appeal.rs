//! 复查、复核、终结 (G22 to G27, articles 35 and 36, S002): proceedings beside the case. Closing
//! the case stops none of them (decision 2).

use super::part::{may, must};
use super::{Ground, HOW, Kind, Part, Step};
use crate::domain::access;
use crate::domain::actor::Role;
use crate::domain::case::State;
use crate::domain::life::{ProceedingKind, Ruling, Stage};
use crate::domain::paper::PaperKind;
use crate::domain::problem::Barrier;
use crate::domain::rule::Start;

/// A served opinion can be reviewed whatever has become of the case since.
const AFTER_SERVICE: &[State] = &[State::Served, State::Done, State::Archived, State::Redo, State::Working];

/// 复查申请: to the body one level up, within 30 days of service (G22).
pub const ASK_REVIEW: Step = Step {
    name: "ask_review",
    begins: &[Start::ReviewRequested],
    parts: ASKED,
    fits: |ground| !goes_on(ground, ProceedingKind::Review) && ground.life.served.is_some(),
    ..ASKING
};

/// 复核申请: to the body above the one that reviewed.
pub const ASK_REEXAMINATION: Step = Step {
    name: "ask_reexamination",
    begins: &[Start::ReexaminationRequested],
    parts: ASKED,
    fits: |ground| {
        ground.life.stage(ProceedingKind::Review) == Some(Stage::Served)
            && !goes_on(ground, ProceedingKind::Reexamination)
    },
    ..ASKING
};

const ASKED: &[super::Asked] = &[
    may(Part::On, Kind::PastDay),
    must(Part::Body, Kind::To),
    must(Part::Requests, Kind::Text),
    must(Part::Why, Kind::Text),
    must(Part::Attached, Kind::OneOf(&["yes", "no"])),
];

const ASKING: Step = Step {
    from: AFTER_SERVICE,
    who: access::may_record_appeal,
    papers: &[PaperKind::ReviewRequest],
    ..Step::PLAIN
};

/// 受理复查
pub const ACCEPT_REVIEW: Step = Step {
    name: "accept_review",
    guard: |ground| [not_his_own(ground), asked_in_time(ground, "ask_review")].concat(),
    fits: |ground| ground.life.stage(ProceedingKind::Review) == Some(Stage::Asked),
    ..TAKING_ON
};

/// 受理复核
pub const ACCEPT_REEXAMINATION: Step = Step {
    name: "accept_reexamination",
    guard: |ground| [not_his_own(ground), asked_in_time(ground, "ask_reexamination")].concat(),
    fits: |ground| ground.life.stage(ProceedingKind::Reexamination) == Some(Stage::Asked),
    ..TAKING_ON
};

const TAKING_ON: Step = Step {
    from: AFTER_SERVICE,
    who: access::may_review,
    parts: &[must(Part::How, HOW), may(Part::On, Kind::PastDay), may(Part::Received, Kind::Line)],
    papers: &[PaperKind::ReviewNotice],
    ..Step::PLAIN
};

/// 不予受理复查: with the reason (F44).
pub const REFUSE_REVIEW: Step = Step {
    name: "refuse_review",
    fits: |ground| ground.life.stage(ProceedingKind::Review) == Some(Stage::Asked),
    ..TURNING_DOWN
};

/// 不予受理复核
pub const REFUSE_REEXAMINATION: Step = Step {
    name: "refuse_reexamination",
    fits: |ground| ground.life.stage(ProceedingKind::Reexamination) == Some(Stage::Asked),
    ..TURNING_DOWN
};

const TURNING_DOWN: Step = Step {
    from: AFTER_SERVICE,
    who: access::may_review,
    parts: &[
        must(Part::Why, Kind::Text),
        must(Part::How, HOW),
        may(Part::On, Kind::PastDay),
        may(Part::Received, Kind::Line),
    ],
    guard: not_his_own,
    papers: &[PaperKind::ReviewNotice],
    ..Step::PLAIN
};

/// 复查意见: upheld, changed, revoked, or to be done again (F45).
pub const DECIDE_REVIEW: Step = Step {
    name: "decide_review",
    fits: |ground| ground.life.stage(ProceedingKind::Review) == Some(Stage::Accepted),
    ..RULING
};

/// 复核意见
pub const DECIDE_REEXAMINATION: Step = Step {
    name: "decide_reexamination",
    fits: |ground| ground.life.stage(ProceedingKind::Reexamination) == Some(Stage::Accepted),
    ..RULING
};

const RULING: Step = Step {
    from: AFTER_SERVICE,
    who: access::may_review,
    parts: &[
        must(Part::Ruling, Kind::OneOf(Ruling::WORDS)),
        must(Part::Record, Kind::Text),
        must(Part::Basis, Kind::Line),
        may(Part::Number, Kind::Line),
        may(Part::On, Kind::PastDay),
        may(Part::Received, Kind::Line),
    ],
    guard: not_his_own,
    papers: &[PaperKind::ReviewOpinion],
    ..Step::PLAIN
};

/// 复查意见送达: the petitioner's time for a re-examination begins.
pub const SERVE_REVIEW: Step = Step {
    name: "serve_review",
    begins: &[Start::ReviewServed],
    fits: |ground| ground.life.stage(ProceedingKind::Review) == Some(Stage::Decided),
    ..SERVING
};

/// 复核意见送达: the three stages are over.
pub const SERVE_REEXAMINATION: Step = Step {
    name: "serve_reexamination",
    begins: &[Start::ReexaminationServed],
    fits: |ground| ground.life.stage(ProceedingKind::Reexamination) == Some(Stage::Decided),
    ..SERVING
};

const SERVING: Step = Step {
    from: AFTER_SERVICE,
    who: access::may_record_appeal,
    parts: &[
        must(Part::ServedBy, Kind::OneOf(&["in_person", "registered_post", "other"])),
        must(Part::On, Kind::PastDay),
        must(Part::Receipt, Kind::OneOf(&["signed", "refused"])),
        may(Part::Witness, Kind::Line),
        may(Part::Mail, Kind::Line),
    ],
    papers: &[PaperKind::ServiceReceipt],
    leaves: true,
    ..Step::PLAIN
};

/// 终结申请 (S002-04 to 07): after the re-examination, or by silence where the rules have it.
pub const APPLY_TERMINATION: Step = Step {
    name: "apply_termination",
    from: &[State::Served, State::Done, State::Archived],
    who: access::may_handle,
    parts: &[
        must(Part::Condition, Kind::OneOf(&["reexamined", "lapsed"])),
        must(Part::Why, Kind::Text),
        may(Part::Body, Kind::To),
    ],
    needs: |given, ground| {
        let reexamined = ground.life.stage(ProceedingKind::Reexamination) == Some(Stage::Served);
        let holds = match given.get(Part::Condition) {
            "reexamined" => reexamined,
            _ => ground.office.terminates_by_silence && has_lapsed(ground),
        };
        if holds { Vec::new() } else { vec![Barrier::NotEnded] }
    },
    fits: |ground| {
        let over = ground.life.stage(ProceedingKind::Reexamination) == Some(Stage::Served)
            || (ground.office.terminates_by_silence && has_lapsed(ground));
        over && !matches!(
            ground.life.stage(ProceedingKind::Termination),
            Some(Stage::Asked | Stage::Decided | Stage::Served)
        )
    },
    papers: &[PaperKind::TerminationRequest],
    ..Step::PLAIN
};

/// 终结退回: the level above sends it back with reasons (S002-10).
pub const RETURN_TERMINATION: Step = Step {
    name: "return_termination",
    from: &[State::Served, State::Done, State::Archived],
    who: access::may_terminate,
    parts: &[must(Part::Why, Kind::Text), may(Part::Received, Kind::Line), may(Part::On, Kind::PastDay)],
    fits: asks_for_end,
    ..Step::PLAIN
};

/// 终结: approved by the petition body above (S002-08, S002-09).
pub const TERMINATE: Step = Step {
    name: "terminate",
    from: &[State::Served, State::Done, State::Archived],
    begins: &[Start::Terminated],
    who: access::may_terminate,
    parts: &[
        must(Part::Opinion, Kind::Text),
        may(Part::Number, Kind::Line),
        may(Part::Received, Kind::Line),
        may(Part::On, Kind::PastDay),
    ],
    guard: not_his_own,
    fits: asks_for_end,
    papers: &[PaperKind::Termination],
    ..Step::PLAIN
};

/// 终结告知: in writing, with an explanation (S002-11).
pub const TELL_TERMINATION: Step = Step {
    name: "tell_termination",
    from: &[State::Served, State::Done, State::Archived],
    who: access::may_tell,
    parts: &[
        must(Part::ServedBy, Kind::OneOf(&["in_person", "registered_post", "other"])),
        must(Part::On, Kind::PastDay),
        must(Part::Told, Kind::Text),
    ],
    fits: |ground| ground.life.stage(ProceedingKind::Termination) == Some(Stage::Decided),
    papers: &[PaperKind::ServiceReceipt],
    leaves: true,
    ..Step::PLAIN
};

fn asks_for_end(ground: &Ground<'_>) -> bool {
    ground.life.stage(ProceedingKind::Termination) == Some(Stage::Asked)
}

fn goes_on(ground: &Ground<'_>, kind: ProceedingKind) -> bool {
    match ground.life.proceeding(kind) {
        None => false,
        // A new opinion after a redo opens the way anew.
        Some(proceeding) => {
            proceeding.stage != Stage::Refused
                && ground.life.served.is_none_or(|served| served <= proceeding.day)
        }
    }
}

/// The petitioner's own time (R8, R10): what was asked for after it is recorded, and refused with
/// F44.
fn asked_in_time(ground: &Ground<'_>, word: &str) -> Vec<Barrier> {
    let clock = ground.clocks.iter().rfind(|clock| clock.clock.word() == word);
    let late = clock.filter(|clock| clock.finished.is_some_and(|asked| asked > clock.due));
    late.map(|clock| Barrier::TooLate { last: clock.due }).into_iter().collect()
}

fn has_lapsed(ground: &Ground<'_>) -> bool {
    let over = |word: &str| ground.clock(word).is_some_and(|clock| ground.today > clock.due);
    over("ask_review") || over("ask_reexamination")
}

/// Whoever worked, wrote or signed it does not review it (S003-49).
fn not_his_own(ground: &Ground<'_>) -> Vec<Barrier> {
    const OWN: &[&str] = &["accept", "plan", "investigate", "draft", "audit", "approve", "issue"];
    let account = &ground.actor.account;
    let own =
        ground.life.taken.iter().any(|taken| taken.account == *account && OWN.contains(&taken.step.as_str()));
    // What another body decided is only recorded here.
    if own && !ground.actor.is_any(&[Role::Dispatcher]) { vec![Barrier::OwnDraft] } else { Vec::new() }
}
