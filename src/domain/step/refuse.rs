//! 不予受理 (G03, articles 19 and 23): proposed at the desk, decided by a leader, with the reason
//! and the body that is competent.

use super::part::{may, must};
use super::{BEFORE_ACCEPTANCE, Filled, Ground, HOW, Kind, Part, Step};
use crate::domain::access;
use crate::domain::case::State;
use crate::domain::paper::PaperKind;
use crate::domain::problem::{Barrier, Problem};
use crate::domain::rule::LocalRefusal;
use crate::domain::word_list::word_list;

word_list! {
    /// 不予受理的理由
    RefusalReason {
        /// 已经受理或者正在办理 (article 19(3))
        UnderWay = "under_way",
        /// 不属于职权范围
        NotOurs = "not_ours",
        /// 应当走法定途径
        Statutory = "statutory",
        /// 越级走访, where local law has it
        LevelSkipping = "level_skipping",
        /// 代表超员或者没有推选代表, where local law has it
        Representatives = "representatives",
        /// 主体不明、无实质内容
        Unclear = "unclear",
    }
}

impl RefusalReason {
    /// The local law that it needs.
    pub fn local(self) -> Option<LocalRefusal> {
        match self {
            RefusalReason::LevelSkipping => Some(LocalRefusal::LevelSkipping),
            RefusalReason::Representatives => Some(LocalRefusal::Representatives),
            _ => None,
        }
    }

    /// Must a body be named that is competent?
    pub fn names_body(self) -> bool {
        matches!(self, RefusalReason::NotOurs | RefusalReason::Statutory | RefusalReason::LevelSkipping)
    }
}

/// Closes a matter that cannot be accepted.
pub const REFUSE: Step = Step {
    name: "refuse",
    from: BEFORE_ACCEPTANCE,
    to: Some(State::Refused),
    who: access::may_triage_or_handle,
    papers: &[PaperKind::Refusal],
    decides: access::DECIDES,
    parts: &[
        must(Part::Reason, Kind::OneOf(RefusalReason::WORDS)),
        may(Part::Other, Kind::Line),
        may(Part::Body, Kind::Body),
        must(Part::How, HOW),
        must(Part::Told, Kind::Text),
    ],
    needs,
    ..Step::PLAIN
};

fn needs(given: &Filled, ground: &Ground<'_>) -> Vec<Barrier> {
    let Some(reason) = RefusalReason::from_word(given.get(Part::Reason)) else { return Vec::new() };
    let mut found = Vec::new();
    if reason == RefusalReason::UnderWay && given.get(Part::Other).is_empty() {
        found.push(Barrier::Part(Part::Other, Problem::Missing));
    }
    if reason.names_body() && given.get(Part::Body).is_empty() {
        found.push(Barrier::Part(Part::Body, Problem::Missing));
    }
    if reason.local().is_some_and(|local| !ground.office.refuses.contains(&local)) {
        found.push(Barrier::NoLocalLaw);
    }
    found
}
