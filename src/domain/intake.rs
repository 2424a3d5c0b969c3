//! 登记: what was typed or imported, read into a matter that can be filed, or into complaints.
//!
//! Parse, don't validate: the service only ever sees an [`Intake`].

use chrono::{DateTime, FixedOffset, NaiveDate};
use unicode_normalization::UnicodeNormalization;

use super::case::{CaseId, Channel, Purpose, Received};
use super::content_class;
use super::id_number::{IdNumber, Sex};
use super::masked::Personal;
use super::moment::{self, Moment, MomentFault};
use super::petitioner::Petitioner;
use super::phone;
use super::problem::{Complaint, Field, Problem};
use super::text;

/// Most people on one matter: no joint visit comes near it, a slipped digit does.
pub const PEOPLE_MAX: u32 = 99_999;

/// Nobody has lived longer.
const AGE_MAX: u32 = 130;

/// Before this day nothing is taken: the office's books do not go back further, and a typing
/// error does (0206 for 2026).
const FIRST_DAY: (i32, u32, u32) = (1980, 1, 1);

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
    /// 关联: cases on the books that are the same matter.
    pub links: Vec<CaseId>,
    /// 不是同一件: cases on the books that are not.
    pub not_same: Vec<CaseId>,
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
    let received = read_received(&draft.received, now);
    if let Err(problem) = &received {
        note(Field::Received, problem.clone());
    }
    let name = short(&draft.name, Field::Name, &mut note);
    let id_number = text::line(&draft.id_number);
    let mut told: Option<(Sex, u32)> = None;
    let id_number = match IdNumber::read(&id_number, today) {
        _ if id_number.is_empty() => id_number,
        Ok(number) => {
            let day = received.as_ref().map_or(today, |received| received.day);
            told = Some((number.sex(), number.age_on(day)));
            number.as_str().to_owned()
        }
        Err(fault) => {
            if doubts == Doubts::Complain {
                note(Field::IdNumber, Problem::IdNumber(fault));
            }
            id_number.chars().take(text::LINE_MAX).collect()
        }
    };
    let sex = read_sex(&draft.sex, told, doubts).unwrap_or_else(|problem| {
        note(Field::Sex, problem);
        None
    });
    let age = read_age(&draft.age, told, doubts).unwrap_or_else(|problem| {
        note(Field::Age, problem);
        None
    });
    let phone_text = text::line(&draft.phone);
    let phone = match phone::read(&phone_text) {
        _ if phone_text.is_empty() => phone_text,
        Ok(number) => number,
        Err(problem) => {
            if doubts == Doubts::Complain {
                note(Field::Phone, problem);
            }
            phone_text.chars().take(text::LINE_MAX).collect()
        }
    };
    let address = short(&draft.address, Field::Address, &mut note);
    let people = match text::line(&draft.people).as_str() {
        "" => Some(1),
        digits => read_people(digits).map_err(|problem| note(Field::People, problem)).ok(),
    };
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
    let purpose = match text::line(&draft.purpose).as_str() {
        "" => None,
        word => {
            let purpose = Purpose::from_word(word);
            if purpose.is_none() {
                note(Field::Purpose, Problem::UnknownCode);
            }
            purpose
        }
    };
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
        petitioner: Petitioner {
            name: Personal::new(name),
            id_number: Personal::new(id_number),
            sex,
            age,
            phone: Personal::new(phone),
            address: Personal::new(address),
        },
        links: draft.links.clone(),
        not_same: draft.not_same.clone(),
    })
}

/// 收到日期: empty is today; the future and the far past are typing errors.
///
/// # Errors
/// What is wrong with the date.
pub fn read_received(typed: &str, now: DateTime<FixedOffset>) -> Result<Received, Problem> {
    let today = now.date_naive();
    let typed = text::line(typed);
    if typed.is_empty() {
        return Ok(Received { day: today, time: None });
    }
    let moment = moment::parse(&typed).map_err(|fault| match fault {
        MomentFault::Impossible => Problem::NoSuchDay,
        MomentFault::Unreadable => Problem::NotADate,
    })?;
    let received = in_zone(moment, *now.offset());
    let first = NaiveDate::from_ymd_opt(FIRST_DAY.0, FIRST_DAY.1, FIRST_DAY.2).unwrap_or_default();
    if received.day > today {
        return Err(Problem::InFuture);
    }
    if received.day < first {
        return Err(Problem::TooEarly { first });
    }
    Ok(received)
}

/// The legal day is the office's: an instant written with another offset may fall on the day
/// before or after.
fn in_zone(moment: Moment, office: FixedOffset) -> Received {
    let written = moment.offset.and_then(|minutes| FixedOffset::east_opt(minutes * 60));
    let shifted = moment
        .time
        .zip(written)
        .and_then(|(time, written)| moment.date.and_time(time).and_local_timezone(written).single())
        .map(|instant| instant.with_timezone(&office));
    match shifted {
        Some(instant) => Received { day: instant.date_naive(), time: Some(instant.time()) },
        None => Received { day: moment.date, time: moment.time },
    }
}

/// What was said, else what the identity number tells; where they differ somebody should look.
fn read_sex(typed: &str, told: Option<(Sex, u32)>, doubts: Doubts) -> Result<Option<Sex>, Problem> {
    let told = told.map(|(sex, _)| sex);
    let typed = match text::line(typed).as_str() {
        "" => return Ok(told),
        word => Sex::from_word(word).ok_or(Problem::UnknownCode)?,
    };
    match told {
        Some(sex) if sex != typed && doubts == Doubts::Complain => Err(Problem::NotAsIdNumber),
        _ => Ok(Some(typed)),
    }
}

/// 年龄, as with the sex; a year more or less is a birthday.
///
/// # Errors
/// What is wrong with it.
pub fn read_age(typed: &str, told: Option<(Sex, u32)>, doubts: Doubts) -> Result<Option<u32>, Problem> {
    let told = told.map(|(_, age)| age);
    let typed = match text::line(typed).as_str() {
        "" => return Ok(told),
        digits => read_number(digits, "岁", 0, AGE_MAX)?,
    };
    match told {
        Some(age) if age.abs_diff(typed) > 1 && doubts == Doubts::Complain => Err(Problem::NotAsIdNumber),
        _ => Ok(Some(typed)),
    }
}

/// 人数
///
/// # Errors
/// What is wrong with it.
pub fn read_people(digits: &str) -> Result<u32, Problem> {
    read_number(digits, "人", 1, PEOPLE_MAX)
}

/// A whole number, in plain or full-width digits, with or without its unit.
fn read_number(digits: &str, unit: &str, min: u32, max: u32) -> Result<u32, Problem> {
    let digits: String = digits.nfkc().collect();
    let digits = digits.trim_end_matches(unit).trim();
    let count: u32 = digits.parse().map_err(|_| Problem::NotANumber)?;
    if (min..=max).contains(&count) { Ok(count) } else { Err(Problem::OutOfRange { min, max }) }
}

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
