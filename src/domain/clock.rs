//! 时限: the clocks of a case as everybody sees them: names, dates, lamps.

use chrono::NaiveDate;

/// A clock by the name scripts use (decisions.md). Part 3 adds the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Clock {
    /// 转送交办: a petition office registers and passes the matter on (R1, article 22).
    Dispatch,
    /// 直接告知: any other body tells the petitioner in writing (R3, article 23).
    NotifyDirect,
}

impl Clock {
    /// Every clock this version knows.
    pub const ALL: [Clock; 2] = [Clock::Dispatch, Clock::NotifyDirect];

    /// The word of rule files and scripts.
    pub fn word(self) -> &'static str {
        match self {
            Clock::Dispatch => "dispatch",
            Clock::NotifyDirect => "notify_direct",
        }
    }

    /// Reads [`Clock::word`] back.
    pub fn from_word(word: &str) -> Option<Self> {
        Clock::ALL.into_iter().find(|clock| clock.word() == word)
    }
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

/// One clock of one case. Computed on read, never stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// Which clock.
    pub clock: Clock,
    /// The day of the event that started it; not counted itself (民法典 201).
    pub start: NaiveDate,
    /// The last day before any roll.
    pub nominal: NaiveDate,
    /// The day that binds: after the roll, at the end, once (民法典 203).
    pub due: NaiveDate,
    /// The last working day up to `nominal`, for people who plan (decision 22a).
    pub last_working_day: NaiveDate,
    /// Whether `due` may still move.
    pub certainty: Certainty,
    /// The day on which the duty was done, if it was.
    pub finished: Option<NaiveDate>,
    /// Natural days before `due` at which the lamp turns to near.
    pub near: i64,
    /// Article, as the rule file words it.
    pub basis: Basis,
    /// The law known is younger than the matter: the earliest known rule stands in (decision 17).
    pub before_known_law: bool,
    /// `15d`, `5wd`: the length the rule gives.
    pub length: String,
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

/// 灯: how a limit stands today. Words first, colour only repeats them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lamp {
    /// 超期n日: days since the limit, 1 or more.
    Overdue(i64),
    /// 今日到期
    DueToday,
    /// 剩n日, inside the warning days.
    Near(i64),
    /// 剩n日
    InTime(i64),
    /// 按期完成
    DoneInTime,
    /// 超期n日完成
    DoneLate(i64),
    /// 无时限: no clock runs.
    NoLimit,
}

impl Lamp {
    /// How `deadline` stands on `today`. The day before, the day itself and the day after are
    /// three different lamps; no day is without one.
    pub fn of(deadline: &Deadline, today: NaiveDate) -> Lamp {
        if let Some(done) = deadline.finished {
            let late = (done - deadline.due).num_days();
            return if late > 0 { Lamp::DoneLate(late) } else { Lamp::DoneInTime };
        }
        match (deadline.due - today).num_days() {
            left if left < 0 => Lamp::Overdue(-left),
            0 => Lamp::DueToday,
            left if left <= deadline.near => Lamp::Near(left),
            left => Lamp::InTime(left),
        }
    }

    /// The word scripts read.
    pub fn word(self) -> &'static str {
        match self {
            Lamp::Overdue(_) => "overdue",
            Lamp::DueToday => "due_today",
            Lamp::Near(_) => "near",
            Lamp::InTime(_) => "in_time",
            Lamp::DoneInTime => "done_in_time",
            Lamp::DoneLate(_) => "done_late",
            Lamp::NoLimit => "no_limit",
        }
    }

    /// Days left, negative when over; none where no clock runs.
    pub fn days(self) -> Option<i64> {
        match self {
            Lamp::Overdue(n) => Some(-n),
            Lamp::DueToday => Some(0),
            Lamp::Near(n) | Lamp::InTime(n) => Some(n),
            Lamp::DoneInTime | Lamp::DoneLate(_) | Lamp::NoLimit => None,
        }
    }
}

/// The running clock that is due first: what lists are ordered by.
pub fn next_due(deadlines: &[Deadline]) -> Option<&Deadline> {
    deadlines.iter().filter(|deadline| deadline.finished.is_none()).min_by_key(|deadline| deadline.due)
}

/// The lamp of a whole case: that of its next limit, else of the last one finished.
pub fn case_lamp(deadlines: &[Deadline], today: NaiveDate) -> Lamp {
    next_due(deadlines)
        .or_else(|| deadlines.iter().max_by_key(|deadline| deadline.finished))
        .map_or(Lamp::NoLimit, |deadline| Lamp::of(deadline, today))
}
