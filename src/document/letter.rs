//! 信函: to whom a paper speaks, and what stands before and behind its fields.

use super::{Facts, date};
use crate::domain::paper::PaperKind;
use crate::domain::step::Part;

/// What a paper says beside its fields.
#[derive(Default)]
pub(super) struct Said {
    /// The salutation; a form or a record has none.
    pub(super) to: Option<String>,
    /// The field that the salutation has said.
    pub(super) said: Option<Part>,
    /// The first sentence.
    pub(super) lead: Option<String>,
    /// The last sentences.
    pub(super) close: &'static [&'static str],
    /// It goes to a body that has to know whose matter it is.
    pub(super) names_petitioner: bool,
}

/// Letters to the petitioner and to bodies; every other paper is a form or a record.
pub(super) fn of(facts: &Facts<'_>) -> Said {
    match facts.kind {
        PaperKind::Transfer | PaperKind::Assignment => to_body(facts),
        PaperKind::WayNotice
        | PaperKind::Acceptance
        | PaperKind::Refusal
        | PaperKind::NoMore
        | PaperKind::LegalWay
        | PaperKind::Opinion
        | PaperKind::SuggestionReply
        | PaperKind::ReviewNotice
        | PaperKind::ReviewOpinion => to_petitioner(facts),
        _ => Said::default(),
    }
}

fn to_body(facts: &Facts<'_>) -> Said {
    let to = facts.fields.iter().find(|(part, _)| *part == Part::To);
    let lead = match facts.kind {
        PaperKind::Assignment => {
            "依照《信访工作条例》第二十二条，现将下列信访事项交你单位办理，请按要求和期限反馈结果。"
        }
        _ => "依照《信访工作条例》第二十二条，现将下列信访事项转送你单位，请依法依规处理。",
    };
    Said {
        to: to.map(|(_, name)| name.clone()),
        said: to.map(|(part, _)| *part),
        lead: Some(lead.to_owned()),
        names_petitioner: true,
        ..Said::default()
    }
}

fn to_petitioner(facts: &Facts<'_>) -> Said {
    let name = facts.petitioner.map(|party| party.person.name.reveal()).filter(|name| !name.is_empty());
    let received = date(facts.received);
    let outcome = match facts.kind {
        PaperKind::WayNotice => "办理去向告知如下。",
        PaperKind::Acceptance => "已经受理，受理的事项如下。",
        PaperKind::Refusal => "不予受理，理由如下。",
        PaperKind::NoMore => "不再受理，理由如下。",
        PaperKind::LegalWay => "应当通过法定途径处理，告知如下。",
        PaperKind::ReviewNotice => "您的复查（复核）申请，告知如下。",
        PaperKind::ReviewOpinion => "复查（复核）意见如下。",
        PaperKind::SuggestionReply => "答复如下。",
        _ => "处理意见如下。",
    };
    let close: &[&str] = match facts.kind {
        PaperKind::Opinion => &[
            "如不服本处理意见，可以自收到本意见书之日起30日内，请求原办理机关、单位的上一级机关、单位复查（《信访工作条例》第三十五条）。",
        ],
        _ => &[],
    };
    Said {
        to: Some(name.unwrap_or("信访人").to_owned()),
        lead: Some(format!("您{received}提出的信访事项，{outcome}")),
        close,
        ..Said::default()
    }
}
