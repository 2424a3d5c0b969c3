//! 简易办理 (《信访事项简易办理办法》 articles 4 and 5): first-time matters that are clear and quick.
//! Every condition that fails is named.

use super::part::must;
use super::{Filled, Ground, Kind, Part, Step, TRIAGE, YES_NO};
use crate::domain::access;
use crate::domain::assessment::Verdict;
use crate::domain::case::{JOINT_VISIT, Purpose};
use crate::domain::problem::{Barrier, SimpleBar};
use crate::domain::word_list::word_list;

word_list! {
    /// 事项类别
    Class {
        /// 申诉求决，第三十一条第六项
        Petition = "article_31_6",
        /// 咨询、感谢
        Enquiry = "enquiry",
        /// 建议意见
        Suggestion = "suggestion",
        /// 第三十一条第一至五项
        Statutory = "article_31_1_5",
    }
}

word_list! {
    /// 预计怎样答复
    Expected {
        /// 支持
        Supported = "supported",
        /// 解释说明
        Explained = "explained",
        /// 不予支持
        NotSupported = "not_supported",
    }
}

/// Puts a case on the simplified track.
pub const SIMPLIFY: Step = Step {
    name: "simplify",
    from: TRIAGE,
    who: access::may_triage,
    parts: &[
        must(Part::FirstTime, YES_NO),
        must(Part::FromAbove, YES_NO),
        must(Part::OneBody, YES_NO),
        must(Part::Class, Kind::OneOf(Class::WORDS)),
        must(Part::Expected, Kind::OneOf(Expected::WORDS)),
    ],
    guard,
    fits: |ground| !ground.is_simplified(),
    needs,
    ..Step::PLAIN
};

fn guard(ground: &Ground<'_>) -> Vec<Barrier> {
    let bars = [
        (ground.office.simplified.is_none(), SimpleBar::TrackOff),
        (ground.is_simplified(), SimpleBar::OnTrack),
        (ground.case.people >= JOINT_VISIT, SimpleBar::Joint),
        (ground.case.purpose == Some(Purpose::Accusation), SimpleBar::Class),
        (ground.verdict == Some(Verdict::Unreasonable), SimpleBar::NotSupported),
    ];
    failing(&bars)
}

fn needs(given: &Filled, ground: &Ground<'_>) -> Vec<Barrier> {
    let before = guard(ground);
    let bars = [
        (given.is(Part::FirstTime, "no"), SimpleBar::NotFirst),
        (given.is(Part::FromAbove, "yes"), SimpleBar::FromAbove),
        (given.is(Part::OneBody, "no"), SimpleBar::SeveralBodies),
        (given.is(Part::Class, Class::Statutory.word()), SimpleBar::Class),
        (given.is(Part::Expected, Expected::NotSupported.word()), SimpleBar::NotSupported),
    ];
    failing(&bars).into_iter().filter(|bar| !before.contains(bar)).collect()
}

fn failing(bars: &[(bool, SimpleBar)]) -> Vec<Barrier> {
    bars.iter().filter(|(fails, _)| *fails).map(|(_, bar)| Barrier::NotSimple(*bar)).collect()
}
