//! Words of the desks where matters come in.

use crate::domain::case::{Channel, Urgency};
use crate::domain::material::MaterialKind;
use crate::domain::party::{IdKind, PartyRole};
use crate::domain::problem::Field;
use crate::domain::receipt::{Completeness, Platform, ReplyWay, Signed, Source};

/// 登记
#[allow(missing_docs, reason = "each field is named for what it says")]
pub struct IntakeWords {
    pub title: fn(&str) -> String,
    pub save: &'static str,
    pub next: &'static str,
    pub previous: &'static str,
    pub codes: &'static str,
    pub other_desk: &'static str,
    pub sheet: &'static str,
    pub will_start: &'static str,
    pub does_not_stop: &'static str,
    pub insist: &'static str,
    pub leave_title: &'static str,
    pub leave_question: &'static str,
    /// what to ask for, in words that may be said aloud
    pub hint: fn(Channel, Field) -> &'static str,
    /// the label of a field that stands third in a line
    pub third: fn(Field) -> &'static str,
    /// sex, age, division
    pub id_number: fn(&str, u32, &str) -> String,
    pub organisation: &'static str,
    pub title_from_text: fn(&str) -> String,
    /// other fields with something wrong
    pub also: fn(&str) -> String,
    pub no_class: &'static str,
    /// lines that stand above the part in sight
    pub above: fn(u16) -> String,
    /// number; day and clock
    pub registered: fn(&str, Option<(&str, &str)>) -> String,
    pub reported: &'static str,
    /// how many, which
    pub gaps: fn(usize, &str) -> String,
    /// people in the sheet beside the first
    pub others: fn(usize) -> String,
    /// representatives among them, and how many there may be
    pub representatives: fn(usize, usize) -> String,
    pub papers: fn(usize) -> String,
    pub opens_sheet: &'static str,
    pub nothing_before: &'static str,
    /// when the person came last
    pub known: fn(&str) -> String,
    pub number_moved: &'static str,
    /// characters that had no room
    pub no_room: fn(usize) -> String,
    /// number
    pub registered_otherwise: fn(&str) -> String,
    pub codes_title: &'static str,
    pub codes_hint: &'static str,
    pub no_codes: &'static str,
    pub phrases_title: &'static str,
    pub no_phrases: &'static str,
    pub guidance: &'static str,
    /// number
    pub again: fn(&str) -> String,
}

/// 代码表
#[allow(missing_docs, reason = "each field is named for what it says")]
pub struct ListWords {
    pub source: fn(Source) -> &'static str,
    pub reply: fn(ReplyWay) -> &'static str,
    pub signed: fn(Signed) -> &'static str,
    pub completeness: fn(Completeness) -> &'static str,
    pub platform: fn(Platform) -> &'static str,
    pub urgency: fn(Urgency) -> &'static str,
    pub id_kind: fn(IdKind) -> &'static str,
    pub party_role: fn(PartyRole) -> &'static str,
    pub material_kind: fn(MaterialKind) -> &'static str,
    pub yes: &'static str,
    pub no: &'static str,
}

/// 名单
#[allow(missing_docs, reason = "each field is named for what it says")]
pub struct PeopleSheetWords {
    pub title: &'static str,
    pub headings: [&'static str; 6],
    /// came, concerned
    pub came: fn(&str, &str) -> String,
    /// representatives, most; rows filled, came
    pub counts: fn(usize, usize, usize, &str) -> String,
    pub rule: fn(usize) -> String,
    pub back: &'static str,
    pub copy: &'static str,
    pub mark: &'static str,
    pub next_row: &'static str,
    pub role: &'static str,
    pub hint: fn(usize, &str) -> String,
    pub fewer: fn(&str, usize) -> String,
    pub remark: &'static str,
}

/// 材料清单
#[allow(missing_docs, reason = "each field is named for what it says")]
pub struct PapersSheetWords {
    pub title: &'static str,
    pub headings: [&'static str; 5],
    pub note: &'static str,
    pub hint: fn(usize, &str) -> String,
}

/// 信访人
#[allow(missing_docs, reason = "each field is named for what it says")]
pub struct PersonWords {
    pub title: &'static str,
    pub nobody: &'static str,
    /// matters, open, closed
    pub counts: fn(usize, usize, usize) -> String,
    /// the day
    pub last: fn(&str) -> String,
    pub promised: &'static str,
    pub open: &'static str,
    pub closed: &'static str,
    pub none_open: &'static str,
    pub again: &'static str,
    pub new: &'static str,
    pub looked_up: fn(&str) -> String,
    pub kept: fn(&str) -> String,
    pub not_for_you: &'static str,
    pub misread: &'static str,
    pub more: fn(usize) -> String,
    /// what the newest line of history says, and when
    pub newest: fn(&str, &str) -> String,
}

/// 当天的信
#[allow(missing_docs, reason = "each field is named for what it says")]
pub struct PostWords {
    pub title: &'static str,
    pub summary: &'static str,
    pub next_row: &'static str,
    pub hint: fn(usize, &str) -> String,
    pub note: &'static str,
    pub empty: &'static str,
    pub filed_row: &'static str,
    /// letters with something wrong
    pub wrong: fn(usize) -> String,
    /// registered, left
    pub filed: fn(usize, usize) -> String,
}
