//! What has become of a case, in English.

use chrono::NaiveDate;

use crate::domain::life::{ProceedingKind, Stage};
use crate::domain::paper::PaperKind;
use crate::i18n::words::StoryWords;

pub(super) const STORY: StoryWords = StoryWords {
    paper_kind,
    promises: "Promised",
    promised: |who, day| format!("{day} {who}"),
    hands: "Hands",
    office: "this office",
    hand: |name, days, still| format!("{name} {days} d{still}"),
    still: " (has it)",
    returned: |times| match times {
        0 => "never given back".to_owned(),
        1 => "given back once".to_owned(),
        _ => format!("given back {times} times"),
    },
    no_result: "open",
    proceedings: "Appeal",
    proceeding: |kind| match kind {
        ProceedingKind::Review => "review",
        ProceedingKind::Reexamination => "re-examination",
        ProceedingKind::Termination => "termination",
    },
    stage: |stage| match stage {
        Stage::Asked => "asked for",
        Stage::Accepted => "accepted",
        Stage::Refused => "refused",
        Stage::Decided => "decided",
        Stage::Served => "served",
    },
    extended: "Extended",
    granted: |amount, who, day| format!("by {amount}, granted {day} by {who}"),
    asked: |day| format!("asked {day}"),
    told: |day| format!("told {day}"),
    not_told: "petitioner not told yet",
    renewed: |times| format!("renewed {times} x"),
    papers: "Papers",
    void: "void",
    paper: "paper",
    read: "read",
    only_registered: "Registered, nothing else yet.",
    no_papers: "No papers yet.",
    more_limits: |count| format!("{count} more limits: F9"),
    read_line: "read line",
    to_history: "history",
    contact: "log contact",
    earlier: "another day",
    as_of: |day| format!("as of {day}"),
    looking_back: |day| format!("You look at {day}; nothing can be done here. ] back to today."),
    no_earlier: "Before that it was only registered; there is nothing earlier.",
    is_today_key: "towards today",
    is_today: "This is today. [ shows it before the last step.",
    is_today_again: "Back to today.",
    papers_hint: "Up and down, Enter reads; void ones are here as well.",
    papers_chinese: "Papers are always Chinese.",
};

pub(super) fn looks_back(day: NaiveDate) -> String {
    format!("you look at {}, nothing can be done there", day.format("%m-%d"))
}

fn paper_kind(kind: PaperKind) -> &'static str {
    match kind {
        PaperKind::WayNotice => "notice of the way taken",
        PaperKind::Acceptance => "notice of acceptance",
        PaperKind::Refusal => "notice of refusal",
        PaperKind::NoMore => "notice: not accepted again",
        PaperKind::LegalWay => "notice of the legal way",
        PaperKind::Transfer => "letter of transfer",
        PaperKind::Assignment => "assignment",
        PaperKind::HotlineOrder => "12345 order",
        PaperKind::Objection => "objection",
        PaperKind::Plan => "plan",
        PaperKind::Investigation => "record of inquiry",
        PaperKind::Findings => "findings",
        PaperKind::Minutes => "minutes",
        PaperKind::Extension => "extension",
        PaperKind::Opinion => "opinion",
        PaperKind::Approval => "audit and approval sheet",
        PaperKind::SuggestionReply => "reply to a suggestion",
        PaperKind::Settlement => "settlement",
        PaperKind::ServiceReceipt => "service receipt",
        PaperKind::Feedback => "feedback",
        PaperKind::Closing => "closing sheet",
        PaperKind::Report => "report",
        PaperKind::Sponsor => "sponsor's sheet",
        PaperKind::ReviewRequest => "request for review",
        PaperKind::ReviewNotice => "notice on the review",
        PaperKind::ReviewOpinion => "review opinion",
        PaperKind::Hearing => "hearing paper",
        PaperKind::TerminationRequest => "request for termination",
        PaperKind::Termination => "termination",
        PaperKind::Urgent => "urgent report",
        PaperKind::Recusal => "recusal",
        PaperKind::Dispute => "dispute over powers",
    }
}
