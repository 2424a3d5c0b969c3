//! 延期、中止 (G14, G15, article 34): more time for those who ask in time, and days that do not
//! count where the law says so.

use super::part::{may, must};
use super::{HOW, Kind, Part, Step};
use crate::domain::access;
use crate::domain::case::State;
use crate::domain::paper::PaperKind;
use crate::domain::problem::Barrier;
use crate::domain::rule::{PauseReason, Start};

/// States in which a limit may be lengthened.
const RUNNING: &[State] = &[
    State::Sent,
    State::Assigned,
    State::SignedFor,
    State::Accepted,
    State::Working,
    State::Drafted,
    State::Audited,
    State::Redo,
];

/// 延期: asked before the end, granted by who the rule names. How much and when the rule says, and
/// `service` holds it against the rule.
pub const EXTEND: Step = Step {
    name: "extend",
    from: RUNNING,
    who: access::may_handle,
    decides: access::DECIDES,
    parts: &[
        must(Part::Clock, Kind::Clock),
        must(Part::Days, Kind::Count(1, 365)),
        must(Part::Why, Kind::Text),
    ],
    fits: |ground| ground.clocks.iter().any(|clock| clock.runs() && ground.may_extend(clock.clock.word())),
    papers: &[PaperKind::Extension],
    is_note: true,
    ..Step::PLAIN
};

/// 延期告知: the petitioner is told the reason (article 34).
pub const TELL_EXTENSION: Step = Step {
    name: "tell_extension",
    from: RUNNING,
    who: access::may_tell,
    parts: &[must(Part::How, HOW), must(Part::Told, Kind::Text), may(Part::On, Kind::PastDay)],
    fits: |ground| {
        ground.life.has_taken("extend") && !ground.life.has_taken_since("tell_extension", &["extend"])
    },
    papers: &[PaperKind::Extension],
    is_note: true,
    ..Step::PLAIN
};

/// 中止: only a clock whose rule has a reason for it stops (decision 3).
pub const PAUSE: Step = Step {
    name: "pause",
    from: &[State::SignedFor, State::Accepted, State::Working, State::Redo],
    who: access::may_lead,
    parts: &[
        must(Part::Clock, Kind::Clock),
        must(Part::PauseFor, Kind::OneOf(PauseReason::WORDS)),
        must(Part::Why, Kind::Text),
    ],
    guard: |ground| if ground.life.paused.is_some() { vec![Barrier::Paused] } else { Vec::new() },
    needs: |given, ground| {
        if ground.office.pauses.iter().any(|word| given.is(Part::Clock, word)) {
            Vec::new()
        } else {
            vec![Barrier::NoPauseHere]
        }
    },
    fits: |ground| {
        ground
            .clocks
            .iter()
            .any(|clock| clock.runs() && ground.office.pauses.iter().any(|word| word == clock.clock.word()))
    },
    is_note: true,
    ..Step::PLAIN
};

/// 恢复: the days of the pause are known, and the limit is counted on.
pub const RESUME: Step = Step {
    name: "resume",
    from: PAUSE.from,
    who: access::may_lead,
    parts: &[may(Part::Opinion, Kind::Text), may(Part::On, Kind::PastDay)],
    fits: |ground| ground.life.paused.is_some(),
    is_note: true,
    ..Step::PLAIN
};

/// 接热线单 (S004-54): the matter is an order of the hotline, with the limit that stands on it. What
/// is under way as a petition already is no second time an order.
pub const TAKE_ORDER: Step = Step {
    name: "take_order",
    from: &[State::Registered, State::ToDispatch],
    begins: &[Start::OrderReceived],
    who: access::may_triage,
    parts: &[
        must(Part::Number, Kind::Line),
        may(Part::Limit, Kind::ComingDay),
        may(Part::Other, Kind::Line),
        may(Part::On, Kind::PastDay),
    ],
    needs: |given, _| {
        if given.get(Part::Other).is_empty() { Vec::new() } else { vec![Barrier::RunsAlready] }
    },
    fits: |ground| ground.office.hotline.is_some() && !ground.is_hotline(),
    papers: &[PaperKind::HotlineOrder],
    ..Step::PLAIN
};

/// 续报: an order that cannot be answered in time (S004-57, S004-60): the centre sets another
/// limit. Counted.
pub const RENEW: Step = Step {
    name: "renew",
    from: RUNNING,
    who: access::may_handle,
    parts: &[
        must(Part::Limit, Kind::ComingDay),
        must(Part::Why, Kind::Text),
        may(Part::Received, Kind::Line),
    ],
    fits: |ground| ground.is_hotline(),
    papers: &[PaperKind::HotlineOrder],
    is_note: true,
    ..Step::PLAIN
};
