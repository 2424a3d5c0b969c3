//! Asking to read cases.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::similar::Linked;
use super::steps::Triage;
use super::story::{PaperText, Story, Wanted as PaperWanted};
use crate::domain::case::{CaseId, Channel, Purpose, Received, State, Urgency};
use crate::domain::clock::{ClockLine, Deadline, Lamp};
use crate::domain::contact::SpotAnswer;
use crate::domain::explanation::{Appeal, Explanation};
use crate::domain::history::{Line, ReadLine};
use crate::domain::masked::Personal;
use crate::domain::material::Material;
use crate::domain::page::Page;
use crate::domain::party::Party;
use crate::domain::problem::{Barrier, Complaint, Field};
use crate::domain::queue::{Key, Queue, Stretch};
use crate::domain::receipt::Receipt;
use crate::domain::rule::{ByRuleProblem, ClockKey, PauseReason};
use crate::domain::step::Part;
use crate::domain::text::Titled;
use crate::domain::view::View;

/// Something asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// A stretch of a queue.
    List {
        /// which queue
        queue: Queue,
        /// which stretch
        stretch: Stretch,
        /// rows at most
        limit: usize,
    },
    /// A stretch of a queue that is filtered, or in another order.
    View {
        /// which cases, in which order
        view: View,
        /// which stretch
        stretch: Stretch,
        /// rows at most
        limit: usize,
    },
    /// 下一件: the next case that needs this person.
    Next {
        /// in this list; none is what is most urgent of his own
        view: Option<View>,
        /// from the beginning, from a case on, or behind one
        from: Stretch,
    },
    /// Everything of one case, personal values masked.
    Open(CaseId),
    /// Everything of one case as it stood at the end of a day gone by.
    AsOf {
        /// which case
        case: CaseId,
        /// which day
        day: NaiveDate,
    },
    /// A paper of a case in plain text.
    Paper {
        /// which case
        case: CaseId,
        /// which paper, by its key
        paper: i64,
        /// how much of its personal values
        wanted: PaperWanted,
    },
    /// Everything of one case, personal values in full; writes a line to the read log.
    Reveal {
        /// which case
        case: CaseId,
        /// why
        reason: String,
    },
    /// What was done with a case since somebody looked at it.
    Since {
        /// which case
        case: CaseId,
        /// how many lines of its history he has seen
        seen: usize,
    },
    /// Cases that hold these words, names, initials or numbers.
    Search {
        /// as typed
        typed: Personal,
        /// rows at most
        limit: usize,
    },
    /// Why a limit ends when it does. It looks, and never changes anything.
    Explain(Wanted),
}

/// Something told.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// A stretch of a queue.
    List(Page<CaseLine>),
    /// A stretch of a view.
    View(Listing),
    /// The next case that needs this person, and the queue it stands in; nothing when none does.
    Next(Option<(Queue, Key)>),
    /// One case.
    Case(Box<CaseCard>),
    /// A paper.
    Paper(Box<PaperText>),
    /// What was done with it since.
    Since(Box<Since>),
    /// What a search found.
    Found(Page<CaseLine>),
    /// Why a limit ends when it does.
    Explained(Box<Explained>),
}

/// A stretch of a view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// The rows.
    pub page: Page<CaseLine>,
    /// Only so many of the queue, those due first, were looked at: it holds more.
    pub looked_at: Option<usize>,
}

/// What was done with a case since somebody looked at it.
#[derive(Debug, Clone, PartialEq)]
pub struct Since {
    /// 信访件编号
    pub number: String,
    /// 标题
    pub title: String,
    /// The version it has now.
    pub version: i64,
    /// How many lines its history has now.
    pub seen: usize,
    /// Each line that he has not seen, oldest first, with what was filled in for it.
    pub news: Vec<(Line, Vec<(Part, String)>)>,
}

/// Why a limit ends when it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// 信访件编号; empty for a matter on its form.
    pub number: String,
    /// 标题; empty for a matter on its form.
    pub title: String,
    /// What was asked.
    pub wanted: Wanted,
    /// Every clock there is, the explained one among them: those that run, then those that wait.
    pub clocks: Vec<ClockKey>,
    /// What is told; nothing where the rules have no clock at all.
    pub told: Option<Told>,
}

/// Which limit is to be explained.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wanted {
    /// Which case; none is a matter that is still on its form.
    pub case: Option<CaseId>,
    /// Which clock; none is the one due first.
    pub clock: Option<ClockKey>,
    /// For a matter on its form the day of receipt.
    pub received: Option<NaiveDate>,
    /// What is only tried.
    pub tried: Option<Tried>,
}

/// Another start, more time, days that do not count.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tried {
    /// None is the start as it is, today where there is none yet.
    pub start: Option<NaiveDate>,
    /// 延期, in the unit of the rule.
    pub extend: u32,
    /// 中止: from, to.
    pub pause: Option<(NaiveDate, NaiveDate)>,
}

/// What is told of a limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// The steps, how the limit stands today, what follows, what may be tried with it.
    Counted(Box<Counted>),
    /// It has not started, or no length is set.
    Waits(ClockLine, Allowed),
    /// What was tried cannot be.
    Cannot(ClockLine, Allowed, ByRuleProblem),
}

/// A limit that was counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The steps.
    pub explanation: Explanation,
    /// How it stands today.
    pub lamp: Lamp,
    /// The petitioner's time that would follow.
    pub appeal: Option<Appeal>,
    /// What may be tried.
    pub allowed: Allowed,
}

/// What a rule allows beside its length.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Allowed {
    /// The most of all extensions, as rule files write it.
    pub extension: Option<String>,
    /// Why days may not count.
    pub pauses: Vec<PauseReason>,
}

/// A case as one line of a list. Its lamp and dates were computed when it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseLine {
    /// The case.
    pub id: CaseId,
    /// Where it stands in the list.
    pub key: Key,
    /// 信访件编号
    pub number: String,
    /// The first number another office gave it.
    pub source_number: Option<String>,
    /// 标题
    pub title: String,
    /// Where it stands.
    pub state: State,
    /// How it came.
    pub channel: Channel,
    /// When it came.
    pub received: Received,
    /// 人数
    pub people: u32,
    /// The petitioner's name, as this person may see it.
    pub name: Personal,
    /// The limit that is due first.
    pub due: Option<Due>,
    /// How it stands today.
    pub lamp: Lamp,
    /// What is still to add before it can be accepted.
    pub to_complete: Vec<Field>,
    /// 本件: the name of who has it in hand.
    pub handler: String,
    /// 在哪里: the name of the unit it lies with; empty for the office itself.
    pub place: String,
    /// 正在办: the name of who works on it at this moment; empty when nobody does, or only oneself.
    pub holder: String,
    /// Where a search found what was typed, when title and name do not show it.
    pub excerpt: Option<Personal>,
    /// Steps open to this person now, with all that bars each.
    pub menu: Vec<(&'static str, Vec<Barrier>)>,
}

/// A limit, in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Which clock.
    pub clock: ClockKey,
    /// What it is called.
    pub title: Arc<Titled>,
    /// The day that binds.
    pub day: NaiveDate,
    /// It may still move: a year it needs is not published.
    pub may_move: bool,
}

/// Everything of one case.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseCard {
    /// Its line in lists.
    pub line: CaseLine,
    /// An update names the version that the person saw.
    pub version: i64,
    /// 正在办: who else works on it at this moment, and since when.
    pub held: Option<(String, DateTime<FixedOffset>)>,
    /// 诉求、事实、理由
    pub body: Personal,
    /// Everybody of the matter, the main petitioner first, as this person may see them now.
    pub parties: Vec<Party>,
    /// 材料
    pub materials: Vec<Material>,
    /// How it came; none for what was registered before that was asked.
    pub receipt: Option<Receipt>,
    /// 涉及人数
    pub concerned: Option<u32>,
    /// 问题属地, in words; empty when nobody said.
    pub place: String,
    /// 紧急
    pub urgency: Option<Urgency>,
    /// Numbers of other offices.
    pub source_numbers: Vec<String>,
    /// 信访目的
    pub purpose: Option<Purpose>,
    /// 内容分类: code and path.
    pub category: Option<(String, String)>,
    /// Every clock with its lamp.
    pub clocks: Vec<(Deadline, Lamp)>,
    /// 未起算: clocks of the rules that have not started.
    pub waiting: Vec<ClockLine>,
    /// 专项: the tracks it is on, with what they are called.
    pub tracks: Vec<(String, Titled)>,
    /// 当场答复
    pub answer: Option<SpotAnswer>,
    /// 甄别: what was decided so far, and what waits.
    pub triage: Triage,
    /// What has become of it; empty where only its lines are asked for.
    pub story: Box<Story>,
    /// 经过, oldest first.
    pub history: Vec<Line>,
    /// 查阅: who has read personal values in full, newest first.
    pub reads: Vec<ReadLine>,
    /// Numbers that fail their check and were kept as they were said.
    pub doubts: Vec<Complaint>,
    /// Whether personal values are shown in full.
    pub revealed: bool,
    /// 责任: which posts answer for this matter, what they sign or are told.
    pub answerable: Vec<Answerable>,
    /// 分流建议: whose matter the office's rules say it is.
    pub suggestion: Option<Suggestion>,
    /// 关联: cases that are the same matter.
    pub links: Vec<Linked>,
    /// 重复: which time the petitioner brings this matter, from its links; 0 is the first.
    pub repeats: u32,
}

/// A line of the responsibility table that is about this matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answerable {
    /// 岗位
    pub post: String,
    /// Who holds it.
    pub name: String,
    /// What must be signed by it.
    pub signs: String,
    /// What it must be told.
    pub told: String,
}

/// What the routing rules propose. It decides nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// 属事: the body or unit that answers for the matter.
    pub to: String,
    /// 属地: the other body that answers, where place and matter differ; may be empty.
    pub place_body: String,
    /// 分管领导; may be empty.
    pub leader: String,
    /// Why; may be empty.
    pub note: String,
    /// The nearest past cases of the same class: number and where each stands.
    pub nearest: Vec<(String, State)>,
}
