//! 文书: the papers that steps make, each with a number of its own kind and year (domain.md 2).

use super::word_list::word_list;

word_list! {
    /// Which paper, by its form.
    PaperKind {
        /// 程序性告知书
        WayNotice = "F10",
        /// 受理告知书
        Acceptance = "F11",
        /// 不予受理告知书
        Refusal = "F12",
        /// 不再受理告知书
        NoMore = "F13",
        /// 法定途径告知书
        LegalWay = "F14",
        /// 转送函
        Transfer = "F15",
        /// 信访事项交办单
        Assignment = "F16",
        /// 12345 交办（反馈）单
        HotlineOrder = "F19",
        /// 异议（退回）单
        Objection = "F20",
        /// 办理方案
        Plan = "F21",
        /// 调查笔录
        Investigation = "F22",
        /// 调查报告
        Findings = "F23",
        /// 会议记录
        Minutes = "F24",
        /// 延期审批表、延期告知书
        Extension = "F25",
        /// 信访处理意见书
        Opinion = "F26",
        /// 审核审批单
        Approval = "F27",
        /// 建议意见答复函
        SuggestionReply = "F28",
        /// 调解协议书
        Settlement = "F29",
        /// 送达回证
        ServiceReceipt = "F30",
        /// 办理结果反馈单
        Feedback = "F31",
        /// 办结单
        Closing = "F32",
        /// 情况报告
        Report = "F33",
        /// 领导包案台账
        Sponsor = "F41",
        /// 复查（复核）申请书
        ReviewRequest = "F43",
        /// 复查（复核）受理、不予受理告知书
        ReviewNotice = "F44",
        /// 复查意见书、复核意见书
        ReviewOpinion = "F45",
        /// 听证文书
        Hearing = "F46",
        /// 信访终结申请表
        TerminationRequest = "F47",
        /// 信访终结决定
        Termination = "F48",
        /// 紧急信访信息报告
        Urgent = "F53",
        /// 回避申请、决定单
        Recusal = "F60",
        /// 管辖争议说明 (article 24), after the second return
        Dispute = "N24",
    }
}

/// A paper that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Its key.
    pub id: i64,
    /// Which.
    pub kind: PaperKind,
    /// 文号: `受告〔2026〕12号`.
    pub number: String,
    /// The step that made it.
    pub ordinal: i64,
    /// Taken back before it left the office; the number stays used.
    pub void: bool,
}

impl PaperKind {
    /// 文号的字: what stands before the year.
    pub fn letters(self) -> &'static str {
        match self {
            PaperKind::WayNotice => "访告",
            PaperKind::Acceptance => "访受",
            PaperKind::Refusal => "访不受",
            PaperKind::NoMore => "访不再",
            PaperKind::LegalWay => "访导",
            PaperKind::Transfer => "访转",
            PaperKind::Assignment => "访交",
            PaperKind::HotlineOrder => "热线",
            PaperKind::Objection => "访异",
            PaperKind::Plan => "访案",
            PaperKind::Investigation => "访调",
            PaperKind::Findings => "访查",
            PaperKind::Minutes => "访会",
            PaperKind::Extension => "访延",
            PaperKind::Opinion => "访答",
            PaperKind::Approval => "访审",
            PaperKind::SuggestionReply => "访建",
            PaperKind::Settlement => "访调解",
            PaperKind::ServiceReceipt => "访送",
            PaperKind::Feedback => "访反",
            PaperKind::Closing => "访结",
            PaperKind::Report => "访报",
            PaperKind::Sponsor => "访包",
            PaperKind::ReviewRequest => "访申",
            PaperKind::ReviewNotice => "访复受",
            PaperKind::ReviewOpinion => "访复",
            PaperKind::Hearing => "访听",
            PaperKind::TerminationRequest => "访终申",
            PaperKind::Termination => "访终",
            PaperKind::Urgent => "访急",
            PaperKind::Recusal => "访避",
            PaperKind::Dispute => "访争",
        }
    }

    /// `访受〔2026〕12号`
    pub fn number(self, year: i32, serial: i64) -> String {
        format!("{}〔{year}〕{serial}号", self.letters())
    }
}
