//! 转送、交办 (G06, G07, article 22): the way is proposed or decided, and the matter goes to the
//! body that must answer.

use super::part::{may, must};
use super::{Filled, HOW, Kind, Part, Step, YES_NO};
use crate::domain::access;
use crate::domain::actor::Role;
use crate::domain::case::State;
use crate::domain::paper::PaperKind;
use crate::domain::problem::{Barrier, Problem};
use crate::domain::rule::Start;

/// States from which a matter is passed on.
const TO_PASS_ON: &[State] = &[State::Registered, State::ToDispatch];

/// 拟办: the desk proposes where the matter goes; the dispatcher sends it (S001-102).
pub const PROPOSE_ROUTE: Step = Step {
    name: "propose_route",
    from: &[State::Registered],
    to: Some(State::ToDispatch),
    who: access::may_triage,
    parts: &[
        must(Part::Handling, Kind::OneOf(&["transfer", "assign", "here"])),
        may(Part::To, Kind::To),
        may(Part::Opinion, Kind::Text),
    ],
    ..Step::PLAIN
};

/// 批示决定: the leader says what becomes of a reported matter (decision 13).
pub const DECIDE_REPORT: Step = Step {
    name: "decide_report",
    from: &[State::Reported],
    to: Some(State::ToDispatch),
    begins: &[Start::Instructed],
    who: access::may_lead,
    parts: &[
        must(Part::Said, Kind::Text),
        may(Part::To, Kind::To),
        may(Part::Limit, Kind::ComingDay),
        may(Part::Handler, Kind::Person),
    ],
    ..Step::PLAIN
};

/// 转送: hands the case to the body in charge, no result asked.
pub const TRANSFER: Step = Step {
    name: "transfer",
    from: TO_PASS_ON,
    to: Some(State::Sent),
    begins: &[Start::Arrived, Start::Dispatched],
    who: access::may_dispatch,
    parts: &[
        must(Part::To, Kind::To),
        may(Part::Joint, Kind::Tos),
        may(Part::Opinion, Kind::Text),
        may(Part::How, HOW),
        may(Part::On, Kind::PastDay),
        may(Part::Arrived, Kind::AnyDay),
    ],
    needs: |given, _| apart(given),
    papers: &[PaperKind::Transfer],
    ..Step::PLAIN
};

/// 交办: hands the case over and asks for a result within a limit (S003-34: content, requirement
/// and limit are all there).
pub const ASSIGN: Step = Step {
    name: "assign",
    from: TO_PASS_ON,
    to: Some(State::Assigned),
    begins: &[Start::Arrived, Start::Assigned, Start::Dispatched],
    who: access::may_dispatch,
    parts: &[
        must(Part::To, Kind::To),
        may(Part::Joint, Kind::Tos),
        must(Part::Content, Kind::Text),
        must(Part::Requirement, Kind::Line),
        must(Part::Limit, Kind::ComingDay),
        may(Part::Designated, YES_NO),
        may(Part::How, HOW),
        may(Part::On, Kind::PastDay),
        may(Part::Arrived, Kind::AnyDay),
    ],
    guard: |ground| {
        // S003-25, S001-102: the leader's word comes before an important matter is assigned.
        let told = ground.has_taken("decide_report") || ground.has_taken("instruct");
        if ground.is_important() && !told {
            vec![Barrier::First { step: "decide_report" }]
        } else {
            Vec::new()
        }
    },
    needs: |given, _| apart(given),
    papers: &[PaperKind::Assignment],
    ..Step::PLAIN
};

/// 自办: a matter of the office's own, given to one of its departments or kept.
pub const HANDLE_HERE: Step = Step {
    name: "handle_here",
    from: TO_PASS_ON,
    to: Some(State::SignedFor),
    begins: &[Start::Dispatched],
    who: access::may_dispatch,
    parts: &[may(Part::Unit, Kind::Unit), may(Part::Handler, Kind::Person), may(Part::Opinion, Kind::Text)],
    ..Step::PLAIN
};

/// 告知去向: the petitioner is told in writing which way his matter takes (article 23, F10).
pub const NOTIFY: Step = Step {
    name: "notify",
    from: &[
        State::Registered,
        State::Reported,
        State::ToDispatch,
        State::Sent,
        State::Assigned,
        State::SignedFor,
    ],
    who: access::may_tell,
    parts: &[must(Part::How, HOW), must(Part::Told, Kind::Text), may(Part::On, Kind::PastDay)],
    papers: &[PaperKind::WayNotice],
    ..Step::PLAIN
};

/// 批示: a leader's words with their limit, which become a task (S001-104, decision 15).
pub const INSTRUCT: Step = Step {
    name: "instruct",
    from: State::ALL,
    begins: &[Start::Instructed],
    who: access::may_lead,
    parts: &[
        must(Part::Said, Kind::Text),
        may(Part::Handler, Kind::Person),
        may(Part::Limit, Kind::ComingDay),
    ],
    is_note: true,
    ..Step::PLAIN
};

/// 领导包案 (S001-097, S001-119 to 121): a leader answers for a hard matter to its end.
pub const SPONSOR: Step = Step {
    name: "sponsor",
    from: State::ALL,
    who: |actor| access::only(actor, &[Role::Dispatcher, Role::MainLeader]),
    parts: &[
        must(Part::Leader, Kind::Leader),
        may(Part::Unit, Kind::Unit),
        must(Part::Plan, Kind::Text),
        may(Part::Limit, Kind::ComingDay),
    ],
    papers: &[PaperKind::Sponsor],
    fits: |ground| ground.case.state.is_open(),
    is_note: true,
    ..Step::PLAIN
};

/// 包案记录: what the sponsoring leader did, of the four duties (S001-121).
pub const SPONSOR_LOG: Step = Step {
    name: "sponsor_log",
    from: State::ALL,
    who: |actor| access::only(actor, access::LEADERS_AND_OFFICE),
    parts: &[
        must(Part::Duties, Kind::OneOf(&["know", "persuade", "solve", "settle"])),
        must(Part::Record, Kind::Text),
        may(Part::On, Kind::PastDay),
    ],
    fits: |ground| ground.life.sponsor.is_some(),
    is_note: true,
    ..Step::PLAIN
};

/// 协办 is not 主办 once more.
fn apart(given: &Filled) -> Vec<Barrier> {
    let twice = given.lines(Part::Joint).contains(&given.get(Part::To));
    if twice { vec![Barrier::Part(Part::Joint, Problem::MustBeAnother)] } else { Vec::new() }
}
