//! Reading the people of a matter and the papers they brought.

use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization;

use super::{Doubts, Draft, short};
use crate::domain::credit_code;
use crate::domain::id_number::{IdNumber, Sex};
use crate::domain::masked::Personal;
use crate::domain::material::{COUNT_MAX, Material, MaterialKind};
use crate::domain::party::{IdKind, Party, PartyRole, REPRESENTATIVES_MAX};
use crate::domain::petitioner::Petitioner;
use crate::domain::phone;
use crate::domain::problem::{Field, Problem};
use crate::domain::text;

/// Most people on one matter: no joint visit comes near it, a slipped digit does.
const PEOPLE_MAX: u32 = 99_999;

/// Nobody has lived longer.
const AGE_MAX: u32 = 130;

/// One row of the sheet of people, unread.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct PersonDraft {
    /// 身份, a word of [`PartyRole`]; empty is another petitioner.
    pub role: String,
    /// 姓名
    pub name: String,
    /// 证件号码
    pub id_number: String,
    /// 电话
    pub phone: String,
    /// 住址
    pub address: String,
}

impl PersonDraft {
    /// Does anything stand in the row?
    pub fn is_empty(&self) -> bool {
        [&self.name, &self.id_number, &self.phone, &self.address].iter().all(|cell| cell.trim().is_empty())
    }
}

/// One row of the list of papers, unread.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct MaterialDraft {
    /// 名称
    pub name: String,
    /// 原件或复印件, a word of [`MaterialKind`]; empty is a copy.
    pub kind: String,
    /// 份数; empty is one.
    pub copies: String,
    /// 页数
    pub pages: String,
}

impl MaterialDraft {
    /// Does anything stand in the row?
    pub fn is_empty(&self) -> bool {
        [&self.name, &self.copies, &self.pages].iter().all(|cell| cell.trim().is_empty())
    }
}

/// What an identity number tells of its holder.
type Told = Option<(Sex, u32)>;

pub(super) fn read_petitioner(
    draft: &Draft,
    today: NaiveDate,
    day: NaiveDate,
    doubts: Doubts,
    note: &mut impl FnMut(Field, Problem),
) -> Petitioner {
    let name = short(&draft.name, Field::Name, note);
    let kind = super::coded(&draft.id_kind, Field::IdKind, IdKind::from_word, note);
    let (id_kind, id_number, told) = read_number(&draft.id_number, kind, today, day, doubts, note);
    let sex = read_sex(&draft.sex, told, doubts).unwrap_or_else(|problem| {
        note(Field::Sex, problem);
        None
    });
    let age = read_age(&draft.age, told, doubts).unwrap_or_else(|problem| {
        note(Field::Age, problem);
        None
    });
    let phone = read_phone(&draft.phone, Field::Phone, doubts, note);
    let address = short(&draft.address, Field::Address, note);
    Petitioner {
        name: Personal::new(name),
        id_kind,
        id_number: Personal::new(id_number),
        sex,
        age,
        phone: Personal::new(phone),
        address: Personal::new(address),
    }
}

/// The number as it is kept, what kind it is, and what it tells. A number without a kind is an
/// identity card's; eighteen characters that are no card's may be an organisation's.
fn read_number(
    typed: &str,
    kind: Option<IdKind>,
    today: NaiveDate,
    day: NaiveDate,
    doubts: Doubts,
    note: &mut impl FnMut(Field, Problem),
) -> (Option<IdKind>, String, Told) {
    let typed = text::line(typed);
    if typed.is_empty() {
        return (None, typed, None);
    }
    let mut keep = |problem: Problem| {
        if doubts == Doubts::Complain {
            note(Field::IdNumber, problem);
        }
        typed.chars().take(text::LINE_MAX).collect::<String>()
    };
    match kind {
        None | Some(IdKind::Card) => match IdNumber::read(&typed, today) {
            Ok(number) => {
                let told = Some((number.sex(), number.age_on(day)));
                (Some(IdKind::Card), number.as_str().to_owned(), told)
            }
            Err(fault) => match credit_code::read(&typed) {
                Ok(code) if kind.is_none() => (Some(IdKind::CreditCode), code, None),
                _ => (kind, keep(Problem::IdNumber(fault)), None),
            },
        },
        Some(IdKind::CreditCode) => match credit_code::read(&typed) {
            Ok(code) => (kind, code, None),
            Err(fault) => (kind, keep(Problem::CreditCode(fault)), None),
        },
        Some(_) => (kind, typed.chars().take(text::LINE_MAX).collect(), None),
    }
}

fn read_phone(typed: &str, field: Field, doubts: Doubts, note: &mut impl FnMut(Field, Problem)) -> String {
    let typed = text::line(typed);
    match phone::read(&typed) {
        _ if typed.is_empty() => typed,
        Ok(number) => number,
        Err(problem) => {
            if doubts == Doubts::Complain {
                note(field, problem);
            }
            typed.chars().take(text::LINE_MAX).collect()
        }
    }
}

/// Everybody beside the main petitioner, and how many people bring the matter in all.
///
/// Complaints about a row stand at the sheet as a whole: the sheet itself shows them in place.
pub(super) fn read_others(
    rows: &[PersonDraft],
    today: NaiveDate,
    day: NaiveDate,
    doubts: Doubts,
    note: &mut impl FnMut(Field, Problem),
) -> (Vec<Party>, u32) {
    let mut parties = Vec::new();
    for row in rows.iter().filter(|row| !row.is_empty()) {
        let mut problems = Vec::new();
        let party = read_row(row, today, day, doubts, &mut |_, problem| problems.push(problem));
        if let Some(problem) = problems.into_iter().next() {
            note(Field::Others, problem);
        }
        parties.push(party);
    }
    let representatives = parties.iter().filter(|party| party.role == PartyRole::Representative).count();
    if representatives > REPRESENTATIVES_MAX && doubts == Doubts::Complain {
        note(Field::Others, Problem::TooManyRepresentatives { max: REPRESENTATIVES_MAX });
    }
    let bring = parties.iter().filter(|party| party.role.brings()).count();
    (parties, u32::try_from(bring + 1).unwrap_or(u32::MAX))
}

/// One row of the sheet of people.
fn read_row(
    row: &PersonDraft,
    today: NaiveDate,
    day: NaiveDate,
    doubts: Doubts,
    note: &mut impl FnMut(Field, Problem),
) -> Party {
    let role = super::coded(&row.role, Field::PartyRole, PartyRole::from_word, note);
    let (id_kind, id_number, told) = read_number(&row.id_number, None, today, day, doubts, note);
    Party {
        role: role.unwrap_or(PartyRole::Petitioner),
        person: Petitioner {
            name: Personal::new(short(&row.name, Field::Name, note)),
            id_kind,
            id_number: Personal::new(id_number),
            sex: told.map(|(sex, _)| sex),
            age: told.map(|(_, age)| age),
            phone: Personal::new(read_phone(&row.phone, Field::Phone, doubts, note)),
            address: Personal::new(short(&row.address, Field::Address, note)),
        },
    }
}

/// 材料
pub(super) fn read_materials(rows: &[MaterialDraft], note: &mut impl FnMut(Field, Problem)) -> Vec<Material> {
    rows.iter()
        .filter(|row| !row.is_empty())
        .map(|row| {
            let name = short(&row.name, Field::Materials, note);
            if name.is_empty() {
                note(Field::Materials, Problem::Missing);
            }
            let kind = super::coded(&row.kind, Field::MaterialKind, MaterialKind::from_word, note);
            let mut count = |typed: &str, field: Field, unit: &str| match text::line(typed).as_str() {
                "" => None,
                digits => read_count(digits, unit, 1, COUNT_MAX).map_err(|problem| note(field, problem)).ok(),
            };
            let copies = count(&row.copies, Field::Copies, "份").unwrap_or(1);
            let pages = count(&row.pages, Field::Pages, "页");
            Material { name, kind: kind.unwrap_or(MaterialKind::Copy), copies, pages }
        })
        .collect()
}

/// A count that cannot be smaller than another: complained of once, then raised to it.
pub(super) fn at_least(
    count: Option<u32>,
    least: u32,
    doubts: Doubts,
    field: Field,
    note: &mut impl FnMut(Field, Problem),
) -> Option<u32> {
    match count {
        Some(count) if count < least => {
            if doubts == Doubts::Complain {
                note(field, Problem::FewerThanCame);
            }
            Some(least)
        }
        _ => count,
    }
}

/// What was said, else what the identity number tells; where they differ somebody should look.
fn read_sex(typed: &str, told: Told, doubts: Doubts) -> Result<Option<Sex>, Problem> {
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
        digits => read_count(digits, "岁", 0, AGE_MAX)?,
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
    read_count(digits, "人", 1, PEOPLE_MAX)
}

/// A whole number, in plain or full-width digits, with or without its unit.
pub(super) fn read_count(digits: &str, unit: &str, min: u32, max: u32) -> Result<u32, Problem> {
    let digits: String = digits.nfkc().collect();
    let digits = digits.trim_end_matches(unit).trim();
    let count: u32 = digits.parse().map_err(|_| Problem::NotANumber)?;
    if (min..=max).contains(&count) { Ok(count) } else { Err(Problem::OutOfRange { min, max }) }
}
