//! 登记: what was typed or imported, read into a matter that can be filed, or into complaints.
//!
//! Parse, don't validate: the service only ever sees an [`Intake`].

mod people;
mod receipt;

pub use people::{MaterialDraft, PersonDraft, read_age, read_people};
pub use receipt::{read_postmark, read_received, read_rings};

use chrono::{DateTime, FixedOffset};

use super::case::{CaseId, Channel, Purpose, Received, Urgency};
use super::content_class;
use super::masked::Personal;
use super::material::Material;
use super::party::Party;
use super::petitioner::{PersonId, Petitioner};
use super::problem::{Complaint, Field, Problem};
use super::receipt::Receipt;
use super::text;

/// What stands in the fields, unread.
#[derive(Clone, Default)]
pub struct Draft {
    /// 信访形式, a word of [`Channel`]; empty is a visit.
    pub channel: String,
    /// 收到日期, as people write dates; empty is today.
    pub received: String,
    /// 标题; empty takes the first sentence of the text.
    pub title: String,
    /// 诉求、事实、理由
    pub body: String,
    /// 人数; empty is one.
    pub people: String,
    /// 信访目的, a word of [`Purpose`].
    pub purpose: String,
    /// 内容分类, a code or a name.
    pub category: String,
    /// 上级件号、来源编号; several stand apart by `；`
    pub source_number: String,
    /// 专项, tracks that the office has switched on, a blank or `;` between them
    pub tracks: String,
    /// chosen by the client; filing it again answers with the first number.
    pub slip: String,
    /// 姓名（名称）
    pub name: String,
    /// 证件号码
    pub id_number: String,
    /// 性别, `female` or `male`; an identity number fills it
    pub sex: String,
    /// 年龄 in whole years on the day of receipt; an identity number fills it
    pub age: String,
    /// 电话
    pub phone: String,
    /// 住址
    pub address: String,
    /// 证件类型, a word of [`IdKind`](super::party::IdKind)
    pub id_kind: String,
    /// Somebody the office knows: what is left empty above is taken from what it knows of him.
    pub known: Option<PersonId>,
    /// 涉及人数
    pub concerned: String,
    /// 问题属地: a code of the office's bodies, or of a division
    pub place: String,
    /// 紧急, a word of [`Urgency`]
    pub urgency: String,
    /// 信访来源
    pub source: String,
    /// 来源单位、领导
    pub source_body: String,
    /// 被反映人或单位
    pub accused: String,
    /// 要求保密, `yes` or not
    pub confidential: String,
    /// 同意公开, `yes` or not
    pub publish: String,
    /// 答复方式
    pub reply: String,
    /// 签名
    pub signed: String,
    /// 越级, `yes` or not
    pub level_skipping: String,
    /// 窗口
    pub window: String,
    /// 邮戳日期
    pub postmark: String,
    /// 受信人
    pub addressee: String,
    /// 完整性
    pub completeness: String,
    /// 来电号码
    pub caller: String,
    /// 响铃次数
    pub rings: String,
    /// 网上来源
    pub platform: String,
    /// 留言用户
    pub online_user: String,
    /// 随来的人: everybody beside the one above, empty rows left out by the reader.
    pub others: Vec<PersonDraft>,
    /// 材料
    pub materials: Vec<MaterialDraft>,
    /// 关联: cases that were said to be the same matter
    pub links: Vec<CaseId>,
    /// 不是同一件: cases that were said not to be
    pub not_same: Vec<CaseId>,
}

/// What to do with a number that fails its check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubts {
    /// Complain: a file or script can be corrected and sent again.
    Complain,
    /// Keep it as it is: the officer has seen the complaint and saves again. Nothing stops a
    /// registration (decision 1).
    Keep,
}

/// A matter that can be filed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intake {
    /// How it came.
    pub channel: Channel,
    /// When it came.
    pub received: Received,
    /// 标题, never empty.
    pub title: Personal,
    /// 诉求、事实、理由, never empty.
    pub body: Personal,
    /// People who came or signed, at least one.
    pub people: u32,
    /// 信访目的
    pub purpose: Option<Purpose>,
    /// 内容分类, a code of the table.
    pub category: Option<String>,
    /// Numbers that other offices gave it.
    pub source_numbers: Vec<String>,
    /// 专项: the tracks it is on from the beginning.
    pub tracks: Vec<String>,
    /// Filing the same slip twice files once.
    pub slip: Option<String>,
    /// Who brings it.
    pub petitioner: Petitioner,
    /// The same, if the office knows him: what was left empty is taken from there.
    pub known: Option<PersonId>,
    /// 涉及人数: never fewer than came.
    pub concerned: Option<u32>,
    /// 问题属地
    pub place: String,
    /// 紧急
    pub urgency: Option<Urgency>,
    /// How it came.
    pub receipt: Receipt,
    /// 随来的人
    pub others: Vec<Party>,
    /// 材料
    pub materials: Vec<Material>,
    /// 关联: cases on the books that are the same matter.
    pub links: Vec<CaseId>,
    /// 不是同一件: cases on the books that are not.
    pub not_same: Vec<CaseId>,
}

impl Intake {
    /// 保密: the petitioner asked for it, or it is an accusation (decision 6).
    pub fn is_confidential(&self) -> bool {
        self.receipt.asked_secret || self.purpose == Some(Purpose::Accusation)
    }
}

/// Reads a draft at the instant `now` in the office's zone.
///
/// # Errors
/// Every complaint, in the order of the form: what is wrong and where.
pub fn read(draft: &Draft, now: DateTime<FixedOffset>, doubts: Doubts) -> Result<Intake, Vec<Complaint>> {
    let today = now.date_naive();
    let mut complaints = Vec::new();
    let mut note = |field: Field, problem: Problem| complaints.push((field, problem));

    let channel = match text::line(&draft.channel).as_str() {
        "" => Some(Channel::Visit),
        word => Channel::from_word(word),
    };
    if channel.is_none() {
        note(Field::Channel, Problem::UnknownCode);
    }
    let received = read_received(&draft.received, channel.unwrap_or(Channel::Visit), now);
    if let Err(problem) = &received {
        note(Field::Received, problem.clone());
    }
    let day = received.as_ref().map_or(today, |received| received.day);
    let petitioner = people::read_petitioner(draft, today, day, doubts, &mut note);
    let (others, listed) = people::read_others(&draft.others, today, day, doubts, &mut note);
    let materials = people::read_materials(&draft.materials, &mut note);
    let people = match text::line(&draft.people).as_str() {
        "" => Some(listed.max(1)),
        digits => read_people(digits).map_err(|problem| note(Field::People, problem)).ok(),
    };
    let people = people::at_least(people, listed, doubts, Field::People, &mut note);
    let concerned = match text::line(&draft.concerned).as_str() {
        "" => None,
        digits => read_people(digits).map_err(|problem| note(Field::Concerned, problem)).ok(),
    };
    let concerned = match (concerned, people) {
        (Some(_), Some(people)) => people::at_least(concerned, people, doubts, Field::Concerned, &mut note),
        _ => concerned,
    };
    let receipt = receipt::read_receipt(draft, day, &mut note);
    let place = short(&draft.place, Field::Place, &mut note);
    let urgency = coded(&draft.urgency, Field::Urgency, Urgency::from_word, &mut note);
    let mut body = text::paragraphs(&draft.body);
    let mut title = text::line(&draft.title);
    if body.is_empty() {
        body = title.clone();
    }
    if body.is_empty() {
        note(Field::Body, Problem::Missing);
    }
    if body.chars().count() > text::BODY_MAX {
        note(Field::Body, Problem::TooLong { max: text::BODY_MAX });
    }
    if title.is_empty() {
        title = text::first_sentence(&body, 40);
    }
    if title.chars().count() > text::TITLE_MAX {
        note(Field::Title, Problem::TooLong { max: text::TITLE_MAX });
    }
    let purpose = coded(&draft.purpose, Field::Purpose, Purpose::from_word, &mut note);
    let category = match text::line(&draft.category).as_str() {
        "" => None,
        typed => {
            let class = content_class::read(typed);
            if class.is_none() {
                note(Field::Category, Problem::UnknownCode);
            }
            class.map(|class| class.code.to_owned())
        }
    };
    let source_number = short(&draft.source_number, Field::SourceNumber, &mut note);
    let slip = short(&draft.slip, Field::Slip, &mut note);

    let (true, Some(channel), Ok(received), Some(people)) =
        (complaints.is_empty(), channel, received, people)
    else {
        return Err(complaints);
    };
    Ok(Intake {
        channel,
        received,
        title: Personal::new(title),
        body: Personal::new(body),
        people,
        purpose,
        category,
        source_numbers: source_number
            .split([';', '；', '、'])
            .map(str::trim)
            .filter(|number| !number.is_empty())
            .map(str::to_owned)
            .collect(),
        tracks: tracks(&draft.tracks),
        slip: Some(slip).filter(|slip| !slip.is_empty()),
        petitioner,
        known: draft.known,
        concerned,
        place,
        urgency,
        receipt,
        others,
        materials,
        links: draft.links.clone(),
        not_same: draft.not_same.clone(),
    })
}

/// A word of a list; empty is nothing.
fn coded<T>(
    typed: &str,
    field: Field,
    read: fn(&str) -> Option<T>,
    note: &mut impl FnMut(Field, Problem),
) -> Option<T> {
    match text::line(typed).as_str() {
        "" => None,
        word => {
            let value = read(word);
            if value.is_none() {
                note(field, Problem::UnknownCode);
            }
            value
        }
    }
}

/// One line, complained of when it is too long for one.
fn short(value: &str, field: Field, note: &mut impl FnMut(Field, Problem)) -> String {
    let value = text::line(value);
    if value.chars().count() > text::LINE_MAX {
        note(field, Problem::TooLong { max: text::LINE_MAX });
    }
    value
}

/// The tracks that are named, each once.
fn tracks(typed: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for track in typed.split([' ', ';', '；', ',']).filter(|track| !track.is_empty()) {
        if found.iter().all(|known| known != track) {
            found.push(track.to_owned());
        }
    }
    found
}
