//! 时限: the clocks of a case as everybody sees them: names, dates, lamps.

use std::sync::Arc;

use chrono::NaiveDate;

use super::rule::{ClockKey, PauseReason, Start};
use super::text::Titled;

/// Whose time a clock measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// 单位的办理期限: a duty of the office or of a body it passed the matter on to.
    Office,
    /// 信访人的申请期限: time that the petitioner has. It is never overdue, and no list is ordered
    /// by it.
    Petitioner,
}

/// The unit of a rule's length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// 日: natural days.
    Day,
    /// 工作日
    WorkingDay,
    /// 个月
    Month,
}

/// Does a date rest on published calendars alone?
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// Every year that the count needs is published.
    Published,
    /// A year it needs is not: weekends and fixed statutory days stand in for it, and the date
    /// may move once the State Council's notice is out.
    Unpublished,
}

/// Where a count ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct End {
    /// The last day before any roll.
    pub nominal: NaiveDate,
    /// After the roll, at the end, once (民法典 203).
    pub due: NaiveDate,
}

/// 延期: more time, as it was granted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Extension {
    /// How much was added to the length, in its unit, before any roll.
    pub amount: u32,
    /// The day it was asked for.
    pub asked: Option<NaiveDate>,
    /// The day it was granted.
    pub approved: Option<NaiveDate>,
    /// Who granted it, with his post; empty where it is only tried.
    pub approver: String,
    /// Why.
    pub reason: String,
    /// The day the petitioner was told.
    pub told: Option<NaiveDate>,
}

/// 中止: days that do not count, both ends among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pause {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Why.
    pub reason: PauseReason,
    /// The paper that says so, such as the notice of a hearing; empty where it is only tried.
    pub document: String,
    /// Who approved it; empty where it is only tried.
    pub approver: String,
}

impl Pause {
    /// A pause without its paper, to count with.
    pub fn plain(from: NaiveDate, to: NaiveDate, reason: PauseReason) -> Pause {
        Pause { from, to, reason, document: String::new(), approver: String::new() }
    }
}

/// The rules a count went by.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RulesUsed {
    /// `regulation-2022`
    pub name: String,
    /// Grows with every change of the rules.
    pub version: u32,
    /// First day in force.
    pub from: NaiveDate,
}

/// One clock of one case. Computed on read, never stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// Which clock.
    pub clock: ClockKey,
    /// What it is called.
    pub title: Arc<Titled>,
    /// Whose time it measures.
    pub whose: Whose,
    /// What it counts from.
    pub event: Start,
    /// 视为: nobody entered that event, the law takes it as happened.
    pub deemed: bool,
    /// The body whose clock it is, where a matter lies with several; else empty.
    pub of: String,
    /// The day of the event that started it; not counted itself (民法典 201).
    pub start: NaiveDate,
    /// The last day before any roll.
    pub nominal: NaiveDate,
    /// The day that binds: the earlier of own target and limit of the law.
    pub due: NaiveDate,
    /// 自定期限: the office's own target.
    pub own: Option<End>,
    /// 法定上限: the limit of the law.
    pub cap: Option<End>,
    /// The last working day up to `nominal`, for people who plan (decision 22a).
    pub last_working_day: NaiveDate,
    /// `due` is a weekend day on which the office works.
    pub on_make_up_day: bool,
    /// Whether `due` may still move.
    pub certainty: Certainty,
    /// The day on which the duty was done, if it was.
    pub finished: Option<NaiveDate>,
    /// How long before `due` the lamp turns to near, in the unit of the length.
    pub near: u32,
    /// The unit of the length.
    pub unit: Unit,
    /// More time that was granted; the dates have it in them.
    pub extension: Option<Extension>,
    /// Days that do not count; the dates have them in them.
    pub pauses: Vec<Pause>,
    /// Article, as the rule file words it.
    pub basis: Arc<Basis>,
    /// The rule file.
    pub rules: Arc<RulesUsed>,
    /// The law known is younger than the matter: the earliest known rule stands in (decision 17).
    pub before_known_law: bool,
    /// `15d`, `5wd`: the length the rule gives.
    pub length: String,
}

impl Deadline {
    /// The clock without its days.
    pub fn line(&self) -> ClockLine {
        ClockLine {
            clock: self.clock.clone(),
            title: Arc::clone(&self.title),
            event: self.event,
            length: Some(self.length.clone()),
            basis: Arc::clone(&self.basis),
        }
    }

    /// Does it still run?
    pub fn runs(&self) -> bool {
        self.finished.is_none()
    }

    /// The office's own target lies after the limit of the law, which therefore binds.
    pub fn own_passes_cap(&self) -> Option<(NaiveDate, NaiveDate)> {
        let (own, cap) = self.own.zip(self.cap)?;
        (own.due > cap.due).then_some((own.due, cap.due))
    }

    /// Is this the same clock, told from other facts?
    pub fn is_same(&self, other: &Deadline) -> bool {
        (&self.clock, self.start, &self.of) == (&other.clock, other.start, &other.of)
    }
}

/// A clock as the rules have it, started or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockLine {
    /// Which clock.
    pub clock: ClockKey,
    /// What it is called.
    pub title: Arc<Titled>,
    /// What it counts from.
    pub event: Start,
    /// Its length; none while the office has set none, and then no own clock runs (decision 18).
    pub length: Option<String>,
    /// Article.
    pub basis: Arc<Basis>,
}

/// 依据: where a rule comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Basis {
    /// The document, in Chinese: 《信访工作条例》.
    pub document: String,
    /// The document in English.
    pub document_en: String,
    /// 第二十二条第一款
    pub article: String,
    /// Article 22(1)
    pub article_en: String,
}

/// Time left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// How much, 1 or more.
    pub count: i64,
    /// Of what: days, or working days for a clock that counts in them.
    pub unit: Unit,
}

impl Left {
    /// So many natural days.
    pub fn days(count: i64) -> Left {
        Left { count, unit: Unit::Day }
    }
}

/// 灯: how a limit stands today. Words first, colour only repeats them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lamp {
    /// 超期n日: days since the limit, 1 or more.
    Overdue(i64),
    /// 今日到期
    DueToday,
    /// 剩n日, inside the warning days.
    Near(Left),
    /// 剩n日
    InTime(Left),
    /// 中止
    Paused,
    /// 按期完成
    DoneInTime,
    /// 超期n日完成
    DoneLate(i64),
    /// 期限已过: the petitioner's time has passed.
    Passed,
    /// 无时限: no clock runs.
    NoLimit,
}

impl Lamp {
    /// The word scripts read.
    pub fn word(self) -> &'static str {
        match self {
            Lamp::Overdue(_) => "overdue",
            Lamp::DueToday => "due_today",
            Lamp::Near(_) => "near",
            Lamp::InTime(_) => "in_time",
            Lamp::Paused => "paused",
            Lamp::DoneInTime => "done_in_time",
            Lamp::DoneLate(_) => "done_late",
            Lamp::Passed => "passed",
            Lamp::NoLimit => "no_limit",
        }
    }

    /// Days left, negative when over, in the unit of the clock; none where no clock runs.
    pub fn days(self) -> Option<i64> {
        match self {
            Lamp::Overdue(n) => Some(-n),
            Lamp::DueToday => Some(0),
            Lamp::Near(left) | Lamp::InTime(left) => Some(left.count),
            Lamp::Paused | Lamp::DoneInTime | Lamp::DoneLate(_) | Lamp::Passed | Lamp::NoLimit => None,
        }
    }
}

/// The running duty that is due first: what lists are ordered by.
pub fn next_due(deadlines: &[Deadline]) -> Option<&Deadline> {
    let duties = deadlines.iter().filter(|deadline| deadline.whose == Whose::Office);
    duties.filter(|deadline| deadline.runs()).min_by_key(|deadline| deadline.due)
}
