//! 经过: what has become of a case, told for its page: whose hands it went through, what was asked
//! and answered, promised, put on paper, and all that happened in one line of time.

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::domain::clock::{Extension, Lamp};
use crate::domain::history::Line;
use crate::domain::life::{Demand, Proceeding};
use crate::domain::paper::PaperKind;
use crate::domain::rule::ClockKey;
use crate::domain::step::Part;

/// What has become of a case.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Story {
    /// 某一天: told as it stood at the end of a day gone by; none is today.
    pub as_of: Option<AsOf>,
    /// The day that `[` goes to; none where nothing happened before.
    pub earlier: Option<NaiveDate>,
    /// 经手, oldest first.
    pub hands: Vec<Hand>,
    /// How often a body has given it back.
    pub returns: usize,
    /// 诉求, with what came of each.
    pub demands: Vec<Demand>,
    /// 复查、复核、终结, with the body's name.
    pub proceedings: Vec<Proceeding>,
    /// 承诺 that are still to be kept.
    pub promises: Vec<Promise>,
    /// 延期, granted: the clock, and what is known of it.
    pub extensions: Vec<(ClockKey, Extension)>,
    /// 续报: how often the hotline's day was moved.
    pub renewals: usize,
    /// 文书, oldest first.
    pub papers: Vec<PaperLine>,
    /// 经过, newest first.
    pub events: Vec<Event>,
}

/// A day gone by, at which somebody looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsOf {
    /// The day.
    pub day: NaiveDate,
    /// The next day that `]` goes to; none is today.
    pub later: Option<NaiveDate>,
}

/// 经手: who had it for how long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hand {
    /// The body's name; empty for the office itself.
    pub name: String,
    /// Calendar days from the day it came to the day it went.
    pub days: i64,
    /// It has it still.
    pub still: bool,
}

/// 承诺
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// What was promised.
    pub what: String,
    /// By when.
    pub due: Option<NaiveDate>,
    /// How that stands.
    pub lamp: Lamp,
    /// Who promised, and on which day.
    pub by: (String, NaiveDate),
}

/// 文书, in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperLine {
    /// Its key.
    pub id: i64,
    /// Which.
    pub kind: PaperKind,
    /// 文号
    pub number: String,
    /// Its date.
    pub day: NaiveDate,
    /// 作废
    pub void: bool,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// When it was written down.
    pub at: DateTime<FixedOffset>,
    /// Who.
    pub who: String,
    /// What.
    pub what: Happened,
}

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Happened {
    /// A line of the history, and what was filled in for its step, readable.
    Line(Line, Vec<(Part, String)>),
    /// A paper was made.
    Paper(PaperLine),
    /// Somebody read personal values in full: why.
    Read(String),
}

/// A paper in plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperText {
    /// The paper.
    pub paper: PaperLine,
    /// 信访件编号
    pub case: String,
    /// What it is called, in Chinese.
    pub title: &'static str,
    /// The whole page, in lines that fit a page.
    pub lines: Vec<String>,
}

/// How much of a paper's personal values is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// Numbers, phones and addresses in part.
    Masked,
    /// Names as well: what leaves the screens.
    NamesToo,
    /// Everything; the reason goes to the read log.
    InFull(String),
}
