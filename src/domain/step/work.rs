//! 办理 (G13, G16, article 31(6)): a plan, inquiry, people round a table.

use super::part::{may, must};
use super::{Ground, Kind, Part, Step, YES_NO};
use crate::domain::access;
use crate::domain::actor::Role;
use crate::domain::case::State;
use crate::domain::paper::PaperKind;
use crate::domain::problem::{Barrier, Problem};
use crate::domain::rule::Start;

/// States in which a case is worked.
pub(super) const AT_WORK: &[State] = &[State::Accepted, State::Working, State::Redo];

/// 办理方案 (S000-18, S003-37): after somebody has spoken with the petitioner (S003-39).
pub const PLAN: Step = Step {
    name: "plan",
    from: &[State::Accepted, State::Redo],
    to: Some(State::Working),
    who: access::may_handle,
    parts: &[
        must(Part::Plan, Kind::Text),
        may(Part::Schedule, Kind::Text),
        may(Part::Limit, Kind::ComingDay),
        may(Part::On, Kind::PastDay),
    ],
    guard: |ground| spoken_with(ground),
    papers: &[PaperKind::Plan],
    ..Step::PLAIN
};

/// 调查核实: one record of an inquiry (S000-19); as many as it takes.
pub const INVESTIGATE: Step = Step {
    name: "investigate",
    from: AT_WORK,
    who: access::may_handle,
    parts: &[
        must(Part::Method, Kind::OneOf(&["papers", "visit", "asked", "expert"])),
        must(Part::Investigator, Kind::Person),
        may(Part::Second, Kind::Person),
        may(Part::Recorder, Kind::Line),
        may(Part::Interviewee, Kind::Line),
        may(Part::Place, Kind::Line),
        must(Part::Record, Kind::Text),
        may(Part::Evidence, Kind::Text),
        may(Part::On, Kind::PastDay),
    ],
    needs: |given, ground| {
        let (first, second) = (given.get(Part::Investigator), given.get(Part::Second));
        let mut found = Vec::new();
        if ground.office.two_investigators && second.is_empty() {
            found.push(Barrier::Part(Part::Second, Problem::Missing));
        }
        if !second.is_empty() && first == second {
            found.push(Barrier::Part(Part::Second, Problem::MustBeAnother));
        }
        found
    },
    papers: &[PaperKind::Investigation],
    ..Step::PLAIN
};

/// 核查报告: what the inquiry found (S001-044, S001-225).
pub const CONCLUDE: Step = Step {
    name: "conclude",
    from: AT_WORK,
    begins: &[Start::Investigated],
    who: access::may_handle,
    parts: &[
        must(Part::Record, Kind::Text),
        must(Part::Evidence, Kind::Text),
        must(Part::Conclusion, Kind::Text),
    ],
    guard: |ground| first(ground, "investigate"),
    papers: &[PaperKind::Findings],
    ..Step::PLAIN
};

/// 专案组: several people for a hard matter (S001-115).
pub const SPECIAL_TEAM: Step = Step {
    name: "special_team",
    from: AT_WORK,
    who: access::may_name_handler,
    parts: &[
        must(Part::Leader, Kind::Leader),
        must(Part::Members, Kind::Line),
        must(Part::Plan, Kind::Text),
        may(Part::Limit, Kind::ComingDay),
    ],
    is_note: true,
    ..Step::PLAIN
};

/// 协调会 (S003-35, S003-42): who came, what each said, who does what by when.
pub const COORDINATE: Step = Step {
    name: "coordinate",
    from: &[
        State::ToDispatch,
        State::Sent,
        State::Assigned,
        State::Objected,
        State::SignedFor,
        State::Accepted,
        State::Working,
        State::Redo,
    ],
    who: access::may_convene,
    parts: &[
        must(Part::Topic, Kind::Line),
        must(Part::Members, Kind::Line),
        must(Part::Record, Kind::Text),
        must(Part::Conclusion, Kind::Text),
        may(Part::Handler, Kind::Person),
        may(Part::Limit, Kind::ComingDay),
        may(Part::On, Kind::PastDay),
    ],
    papers: &[PaperKind::Minutes],
    is_note: true,
    ..Step::PLAIN
};

/// 听证告知: the petitioner is told that there is a hearing, where and when (F46).
pub const OFFER_HEARING: Step = Step {
    name: "offer_hearing",
    from: &[State::Accepted, State::Working, State::Redo, State::Served, State::Done, State::Archived],
    begins: &[Start::HearingOffered],
    who: access::may_review_or_handle,
    parts: &[
        must(Part::Topic, Kind::Line),
        must(Part::From, Kind::AnyDay),
        must(Part::Place, Kind::Line),
        must(Part::Chair, Kind::Person),
    ],
    needs: |given, ground| {
        // 主持人不是本案调查人员
        let inquired = ground.life.taken.iter().filter(|taken| taken.step == "investigate");
        let is_chair = |account: &str| given.is(Part::Chair, account);
        let same = inquired.into_iter().any(|taken| {
            is_chair(taken.given.get(Part::Investigator)) || is_chair(taken.given.get(Part::Second))
        });
        if same { vec![Barrier::Part(Part::Chair, Problem::MustBeAnother)] } else { Vec::new() }
    },
    papers: &[PaperKind::Hearing],
    fits: |ground| ground.case.state.is_open() || !ground.life.beside().is_empty(),
    is_note: true,
    ..Step::PLAIN
};

/// 听证: its days do not count in a re-examination (article 36).
pub const HOLD_HEARING: Step = Step {
    name: "hold_hearing",
    from: OFFER_HEARING.from,
    who: access::may_review_or_handle,
    parts: &[
        must(Part::From, Kind::PastDay),
        must(Part::Until, Kind::PastDay),
        must(Part::Members, Kind::Line),
        must(Part::Record, Kind::Text),
        must(Part::Conclusion, Kind::Text),
    ],
    guard: |ground| first(ground, "offer_hearing"),
    needs: |given, _| match (given.day(Part::From), given.day(Part::Until)) {
        (Some(from), Some(until)) if until < from => {
            vec![Barrier::Part(Part::Until, Problem::EndsBeforeItBegins)]
        }
        _ => Vec::new(),
    },
    papers: &[PaperKind::Hearing],
    fits: OFFER_HEARING.fits,
    is_note: true,
    ..Step::PLAIN
};

/// 调解: an agreement, with who does what by when (article 33, F29).
pub const MEDIATE: Step = Step {
    name: "mediate",
    from: AT_WORK,
    who: access::may_handle,
    parts: &[
        must(Part::Members, Kind::Line),
        must(Part::Settled, YES_NO),
        must(Part::Record, Kind::Text),
        may(Part::Limit, Kind::ComingDay),
        may(Part::On, Kind::PastDay),
    ],
    papers: &[PaperKind::Settlement],
    is_note: true,
    ..Step::PLAIN
};

/// 法律顾问意见 (S004-31, S004-51).
pub const LEGAL_OPINION: Step = Step {
    name: "legal_opinion",
    from: &[State::SignedFor, State::Accepted, State::Working, State::Drafted, State::Audited, State::Redo],
    who: |actor| access::only(actor, &[Role::LegalAdviser]),
    parts: &[must(Part::Opinion, Kind::Text), may(Part::Basis, Kind::Line)],
    is_note: true,
    ..Step::PLAIN
};

/// 联系: a call, visit, letter or message with the petitioner (S003-39); a promise in it becomes a
/// task.
pub const CONTACT: Step = Step {
    name: "contact",
    from: State::ALL,
    who: access::may_contact,
    parts: &[
        must(Part::By, Kind::OneOf(&["called", "rang", "came", "visited", "letter", "message"])),
        must(Part::Said, Kind::Text),
        may(Part::Promise, Kind::Line),
        may(Part::Limit, Kind::ComingDay),
        may(Part::On, Kind::PastDay),
    ],
    is_note: true,
    ..Step::PLAIN
};

/// Somebody has spoken with the petitioner since it was accepted or sent back to be done again.
fn spoken_with(ground: &Ground<'_>) -> Vec<Barrier> {
    let spoken = ground.life.has_taken("contact") || ground.is_simplified();
    if spoken { Vec::new() } else { vec![Barrier::First { step: "contact" }] }
}

/// Bars while `step` has not been taken.
pub(super) fn first(ground: &Ground<'_>, step: &'static str) -> Vec<Barrier> {
    if ground.has_taken(step) { Vec::new() } else { vec![Barrier::First { step }] }
}
