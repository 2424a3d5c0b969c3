//! 经过, in Chinese.

use chrono::NaiveDate;

use crate::domain::life::{ProceedingKind, Stage};
use crate::domain::paper::PaperKind;
use crate::i18n::words::StoryWords;

pub(super) const STORY: StoryWords = StoryWords {
    paper_kind,
    promises: "承诺",
    promised: |who, day| format!("{day} {who}"),
    hands: "经手",
    office: "本局",
    hand: |name, days, still| format!("{name} {days}日{still}"),
    still: "（至今）",
    returned: |times| match times {
        0 => "没有退回过".to_owned(),
        _ => format!("退回过 {times} 次"),
    },
    no_result: "未定",
    proceedings: "复查复核",
    proceeding: |kind| match kind {
        ProceedingKind::Review => "复查",
        ProceedingKind::Reexamination => "复核",
        ProceedingKind::Termination => "终结",
    },
    stage: |stage| match stage {
        Stage::Asked => "已申请",
        Stage::Accepted => "已受理",
        Stage::Refused => "不予受理",
        Stage::Decided => "已作出",
        Stage::Served => "已送达",
    },
    extended: "延期",
    granted: |amount, who, day| format!("加 {amount}，{day} {who}批准"),
    asked: |day| format!("{day} 申请"),
    told: |day| format!("{day} 告知信访人"),
    not_told: "还没有告知信访人",
    renewed: |times| format!("续报 {times} 次"),
    papers: "文书",
    void: "作废",
    paper: "文书",
    read: "查阅",
    only_registered: "只有登记一条。",
    no_papers: "还没有文书。",
    more_limits: |count| format!("另有 {count} 个时限，F9 看"),
    read_line: "看这一条",
    to_history: "到经过",
    contact: "记联系",
    earlier: "看某一天",
    as_of: |day| format!("{day} 的样子"),
    looking_back: |day| format!("看的是 {day} 的样子，不能办。] 到底回到今天。"),
    no_earlier: "再早就是登记的样子了，没有更早的。",
    is_today_key: "往今天",
    is_today: "看的就是今天。[ 看前一步以前的样子。",
    is_today_again: "回到今天了。",
    papers_hint: "上下键选，Enter 看全文；作废的也在这里。",
    papers_chinese: "文书一律是中文。",
};

pub(super) fn looks_back(day: NaiveDate) -> String {
    format!("看的是 {} 的样子，不能办", day.format("%m-%d"))
}

fn paper_kind(kind: PaperKind) -> &'static str {
    match kind {
        PaperKind::WayNotice => "程序性告知书",
        PaperKind::Acceptance => "受理告知书",
        PaperKind::Refusal => "不予受理告知书",
        PaperKind::NoMore => "不再受理告知书",
        PaperKind::LegalWay => "法定途径告知书",
        PaperKind::Transfer => "转送函",
        PaperKind::Assignment => "信访事项交办单",
        PaperKind::HotlineOrder => "12345交办（反馈）单",
        PaperKind::Objection => "异议（退回）单",
        PaperKind::Plan => "办理方案",
        PaperKind::Investigation => "调查笔录",
        PaperKind::Findings => "调查报告",
        PaperKind::Minutes => "会议记录",
        PaperKind::Extension => "延期审批表",
        PaperKind::Opinion => "信访处理意见书",
        PaperKind::Approval => "审核审批单",
        PaperKind::SuggestionReply => "建议意见答复函",
        PaperKind::Settlement => "调解协议书",
        PaperKind::ServiceReceipt => "送达回证",
        PaperKind::Feedback => "办理结果反馈单",
        PaperKind::Closing => "办结单",
        PaperKind::Report => "情况报告",
        PaperKind::Sponsor => "领导包案台账",
        PaperKind::ReviewRequest => "复查（复核）申请书",
        PaperKind::ReviewNotice => "复查（复核）告知书",
        PaperKind::ReviewOpinion => "复查（复核）意见书",
        PaperKind::Hearing => "听证文书",
        PaperKind::TerminationRequest => "信访终结申请表",
        PaperKind::Termination => "信访终结决定",
        PaperKind::Urgent => "紧急信访信息报告",
        PaperKind::Recusal => "回避申请、决定单",
        PaperKind::Dispute => "管辖争议说明",
    }
}
