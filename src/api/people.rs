//! Asking about a person who stands at the desk.

use chrono::NaiveDate;

use super::cases::CaseLine;
use crate::domain::case::Purpose;
use crate::domain::clock::Lamp;
use crate::domain::history::Line;
use crate::domain::id_number::Sex;
use crate::domain::masked::Personal;
use crate::domain::petitioner::PersonId;

/// Something asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// What the office knows of whoever has this number. Writes a line to the read log.
    Card(Personal),
}

/// Something told.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// What the office knows.
    Card(Box<PersonCard>),
}

/// 信访人: what he waits for, what was promised, what is over. Only matters that the one who asks
/// may see; no judgement, no count by month (decision 5).
#[derive(Debug, Clone, PartialEq)]
pub struct PersonCard {
    /// The number that was given, checked and written plainly.
    pub number: Personal,
    /// His row in the records; none when the office has not met him.
    pub known: Option<PersonId>,
    /// 姓名
    pub name: Personal,
    /// 性别
    pub sex: Option<Sex>,
    /// 年龄 today
    pub age: Option<u32>,
    /// 证件号码, masked
    pub id_number: Personal,
    /// 电话, masked
    pub phone: Personal,
    /// 住址, masked
    pub address: Personal,
    /// When he came last.
    pub last: Option<NaiveDate>,
    /// Matters that are open, the most urgent first.
    pub open: Vec<Matter>,
    /// Matters that are closed, the newest first.
    pub closed: Vec<Matter>,
    /// How many more there are than are shown.
    pub more: usize,
    /// 答应过的, the earliest first.
    pub promises: Vec<Promise>,
}

/// One of his matters.
#[derive(Debug, Clone, PartialEq)]
pub struct Matter {
    /// As it stands in lists.
    pub line: CaseLine,
    /// The newest line of its history.
    pub newest: Option<Line>,
    /// What a further visit about the same begins with.
    pub same: Same,
}

/// What two visits about the same matter have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Same {
    /// 信访目的
    pub purpose: Option<Purpose>,
    /// 内容分类
    pub category: Option<String>,
    /// 问题属地, its code
    pub place: String,
    /// 被反映人或单位
    pub accused: Personal,
}

/// Something that was promised to him.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// What.
    pub what: String,
    /// By when.
    pub due: Option<NaiveDate>,
    /// How that stands today.
    pub lamp: Lamp,
    /// Whose it is.
    pub owner: String,
    /// In which case.
    pub number: String,
}
