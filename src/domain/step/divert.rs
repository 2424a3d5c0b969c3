//! 导入法定途径 (G05, article 31(1) to (5), R22-08): the matter has a way of its own by law.

use super::part::must;
use super::{BEFORE_ACCEPTANCE, HOW, Kind, Part, Step};
use crate::domain::access;
use crate::domain::case::State;
use crate::domain::paper::PaperKind;
use crate::domain::word_list::word_list;

word_list! {
    /// 法定途径
    Way {
        /// 诉讼、检察监督、公安程序 (article 31(1))
        Courts = "article_31_1",
        /// 仲裁 (article 31(2))
        Arbitration = "article_31_2",
        /// 党员申诉、申请复审 (article 31(3))
        Party = "article_31_3",
        /// 行政复议、裁决、确认、许可、处罚 (article 31(4))
        Administrative = "article_31_4",
        /// 申请查处违法行为、履行保护职责 (article 31(5))
        Enforcement = "article_31_5",
        /// 涉法涉诉，转政法部门
        Litigation = "litigation",
        /// 检举控告，转纪检监察
        Discipline = "discipline",
    }
}

/// Closes a matter that is led into the way that the law has for it.
pub const DIVERT: Step = Step {
    name: "divert",
    from: BEFORE_ACCEPTANCE,
    to: Some(State::Diverted),
    who: access::may_triage_or_handle,
    papers: &[PaperKind::LegalWay],
    decides: access::DECIDES,
    parts: &[
        must(Part::Way, Kind::OneOf(Way::WORDS)),
        must(Part::Body, Kind::Body),
        must(Part::How, HOW),
        must(Part::Told, Kind::Text),
    ],
    ..Step::PLAIN
};
