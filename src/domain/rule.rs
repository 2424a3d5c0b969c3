//! 规则里的词: what rule files may say, and what can be wrong with what they say.

use std::sync::Arc;

use chrono::NaiveDate;

use super::actor::Role;
use super::word_list::word_list;

/// The clocks of the regulation, by the words of rule files and scripts. Every other key is a
/// file's own and has a dot in it: `s004.notice`.
pub const STATUTORY: [&str; 12] = [
    "dispatch",
    "notify_direct",
    "notify",
    "object",
    "assigned",
    "finish",
    "ask_review",
    "review",
    "ask_reexamination",
    "reexamine",
    "report_urgent",
    "recommendation",
];

/// A clock as a rule file names it: a statutory one, or one of the file's own.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ClockKey(Arc<str>);

impl ClockKey {
    /// Reads `finish` or `s004.notice`; nothing for any other word.
    pub fn read(word: &str) -> Option<ClockKey> {
        let part = |part: &str| {
            !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        };
        let own = word.contains('.') && word.split('.').all(part);
        (own || STATUTORY.contains(&word)).then(|| ClockKey(word.into()))
    }

    /// The word itself.
    pub fn word(&self) -> &str {
        &self.0
    }

    /// One of [`STATUTORY`]: it caps, and nothing of an office's own may take its place.
    pub fn is_statutory(&self) -> bool {
        !self.0.contains('.')
    }
}

word_list! {
    /// What a rule file is.
    ProfileKind {
        /// 法律法规: its clocks bind everybody.
        Law = "law",
        /// 单位自定: an office's own rules, never slower than the law.
        Office = "office",
        /// 专项: switched on inside an office for some of its matters.
        Track = "track",
        /// 样例: a province's or city's rules, to show how they are written down.
        Example = "example",
    }
}

word_list! {
    /// The event from which a clock counts.
    Start {
        /// 收到之日
        Received = "received",
        /// 转送、交办件到达
        Arrived = "arrived",
        /// 登记
        Registered = "registered",
        /// 分办
        Dispatched = "dispatched",
        /// 交办，定有期限
        Assigned = "assigned",
        /// 受理之日
        Accepted = "accepted",
        /// 调查核实完毕
        Investigated = "investigated",
        /// 送审
        Submitted = "submitted",
        /// 批准
        Approved = "approved",
        /// 意见签发
        Signed = "signed",
        /// 办理完毕
        Finished = "finished",
        /// 信访人收到书面答复
        Served = "served",
        /// 收到复查申请
        ReviewRequested = "review_requested",
        /// 信访人收到复查意见
        ReviewServed = "review_served",
        /// 收到复核申请
        ReexaminationRequested = "reexamination_requested",
        /// 信访人收到复核意见
        ReexaminationServed = "reexamination_served",
        /// 委托办理
        Commissioned = "commissioned",
        /// 提出建议
        Recommended = "recommended",
        /// 建议答复不采纳
        NotAdopted = "not_adopted",
        /// 领导批示
        Instructed = "instructed",
        /// 领导接访
        Reception = "reception",
        /// 听证告知
        HearingOffered = "hearing_offered",
        /// 收到听证申请
        HearingRequested = "hearing_requested",
        /// 要求补正
        SupplementAsked = "supplement_asked",
        /// 热线工单到达
        OrderReceived = "order_received",
        /// 热线工单办结
        OrderClosed = "order_closed",
        /// 催办
        Urged = "urged",
        /// 终止
        Ended = "ended",
        /// 归档
        Archived = "archived",
        /// 信访终结
        Terminated = "terminated",
        /// 得知紧急情况
        Known = "known",
        /// 突发事件发生
        Happened = "happened",
    }
}

impl Start {
    /// Is it a moment, so that minutes can be counted from it?
    pub fn is_moment(self) -> bool {
        matches!(self, Start::Known | Start::Happened)
    }

    /// Does it belong to what follows a served opinion, which the closing of a case does not end?
    pub fn is_appeal(self) -> bool {
        matches!(
            self,
            Start::Served
                | Start::ReviewRequested
                | Start::ReviewServed
                | Start::ReexaminationRequested
                | Start::ReexaminationServed
                | Start::Commissioned
                | Start::Terminated
                | Start::Archived
        )
    }

    /// Can the other event never come before this one? A limit counted from this one is then
    /// never later than the same limit counted from the other.
    pub fn is_never_after(self, other: Start) -> bool {
        self == other
            || (matches!(self, Start::Received | Start::Arrived) && matches!(other, Start::Accepted))
    }
}

word_list! {
    /// Who may grant more time.
    Approver {
        /// 本机关、单位负责人
        UnitHead = "unit_head",
        /// 分管领导
        LeaderInCharge = "leader_in_charge",
        /// 主要领导
        MainLeader = "main_leader",
        /// 交办机关
        AssigningBody = "assigning_body",
        /// 复查复核委员会
        Committee = "committee",
        /// 热线中心
        HotlineCentre = "hotline_centre",
        /// 规则没有写明，由单位定
        Unset = "unset",
    }
}

impl Approver {
    /// Who of the office that is; nobody for another body, whose paper is recorded.
    pub fn roles(self) -> &'static [Role] {
        match self {
            Approver::UnitHead | Approver::MainLeader => &[Role::MainLeader],
            Approver::LeaderInCharge => &[Role::LeaderInCharge, Role::MainLeader],
            Approver::AssigningBody | Approver::Committee | Approver::HotlineCentre | Approver::Unset => &[],
        }
    }
}

word_list! {
    /// Reasons of local law for which a matter may be refused; the regulation has neither.
    LocalRefusal {
        /// 越级走访
        LevelSkipping = "level_skipping",
        /// 代表超员、没有推选代表
        Representatives = "representatives",
    }
}

word_list! {
    /// Why days may not count.
    PauseReason {
        /// 听证
        Hearing = "hearing",
        /// 检定、检验、检测、鉴定
        Appraisal = "appraisal",
        /// 补正
        Correction = "correction",
        /// 等待裁判
        Court = "court",
        /// 公告
        Announcement = "announcement",
    }
}

word_list! {
    /// 周期: how often a periodic duty comes round.
    Every {
        /// 每日: each working day.
        Day = "day",
        /// 每周
        Week = "week",
        /// 每月
        Month = "month",
        /// 每季度
        Quarter = "quarter",
        /// 每年
        Year = "year",
    }
}

word_list! {
    /// What happens when a limit has passed.
    Expiry {
        /// 超期，列入督促
        Overdue = "overdue",
        /// 责令改正
        Corrected = "corrected",
        /// 督办
        Supervised = "supervised",
        /// 催办
        Urged = "urged",
        /// 期满权利消灭
        Lapses = "lapses",
        /// 期满不得退回
        Stays = "stays",
        /// 期满视为受理
        DeemedAccepted = "deemed_accepted",
        /// 期满提醒
        Reminded = "reminded",
        /// 期满鉴定
        Appraised = "appraised",
        /// 追究责任
        Answered = "answered_for",
    }
}

/// What is wrong in a rule file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs, reason = "each says itself")]
pub enum RuleProblem {
    #[error("this is not TOML: {0}")]
    NotToml(String),
    #[error("no such key here; known are {0}")]
    UnknownKey(String),
    #[error("is missing")]
    Missing,
    #[error("must be text")]
    NotText,
    #[error("must be a whole number")]
    NotNumber,
    #[error("must be true or false")]
    NotFlag,
    #[error("must be a list")]
    NotList,
    #[error("must be a table")]
    NotTable,
    #[error("{word:?} is not known; known are {known}")]
    UnknownWord { word: String, known: String },
    #[error("no clock is called {0}; a key of the file's own has a dot, such as s004.notice")]
    UnknownClock(String),
    #[error("no step is called {0}")]
    UnknownStep(String),
    #[error(
        "{0:?} is no length: a number from 1 to 36525 and a unit, 15d natural days, 5wd working days, 2m months, 3y years, 30min minutes"
    )]
    BadLength(String),
    #[error("{0:?} is no date of the calendar; write it like 2026-10-01")]
    BadDate(String),
    #[error("{0:?} is no window; write it like \"last 5wd\", \"within 5wd\" or \"at_least 5wd\"")]
    BadWindow(String),
    #[error("until lies before from")]
    UntilBeforeFrom,
    #[error("minutes count from a moment, and this start is a day")]
    MinutesNeedMoment,
    #[error("a length and unset = true cannot both stand here")]
    LengthAndUnset,
    #[error("has neither a length nor unset = true")]
    NoLength,
    #[error("stands here twice for the same kind of office")]
    Doubled,
    #[error("{0:?} is no key of a duty: it has a dot, such as s003.week")]
    BadDutyKey(String),
    #[error("must be from 1 to 366")]
    NotTimes,
    #[error("a period and unset = true cannot both stand here")]
    PeriodAndUnset,
    #[error("has neither every = … nor unset = true")]
    NoPeriod,
    #[error("the extension must be in the unit of the length, {0}")]
    OtherUnit(String),
    #[error("no profile is called {name}; there are {known}")]
    UnknownBase { name: String, known: String },
    #[error("no statutory clock of the base is called {0}")]
    UnknownCap(String),
    #[error(
        "a rule of an office may not take the place of the statutory limit {0}; give it a key of its own and cap = {0:?}"
    )]
    ReplacesCap(String),
    #[error("{own} is longer than the statutory {cap}; an own rule may be stricter, never slower")]
    LengthensCap { own: String, cap: String },
    #[error("version {0} of this file is known with other contents; a changed file has a new version")]
    VersionTaken(u32),
    #[error("a law builds on nothing; say kind = office, track or example")]
    LawOnBase,
    #[error("is in force on days on which {0} is; two laws without base = … cannot be")]
    Overlaps(String),
}

/// A doubt about a rule that is no fault.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "each says itself")]
pub enum RuleDoubt {
    /// The own target can end after the limit of the law, as it does from this start.
    CanPassCap { cap: String, start: NaiveDate, own: NaiveDate, due: NaiveDate },
    /// A local law gives more time than the regulation.
    LongerThanBase { own: String, cap: String },
    /// No length is set: no own clock runs.
    Unset,
    /// An extension whose most is not set: none can be granted.
    ExtensionUnset,
}

/// Why a limit cannot be counted by its rule.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "each says itself")]
pub enum ByRuleProblem {
    UnknownProfile { name: String, known: String },
    UnknownClock { clock: String, known: String },
    Unset,
    NeedsMoment,
    OutOfRange,
    NoExtension,
    ExtensionUnset,
    ExtensionTooLong { most: String },
    ExtensionTooOften { times: u32 },
    ExtensionTooEarly { opens: NaiveDate },
    ExtensionTooLate { closes: NaiveDate },
    NotItsApprover { approver: Approver },
    NoPause,
    PauseNotAllowed { reason: PauseReason, allowed: Vec<PauseReason> },
    PauseBackwards { from: NaiveDate, to: NaiveDate },
    PauseOutside { from: NaiveDate, to: NaiveDate, first: NaiveDate, last: NaiveDate },
}

impl ByRuleProblem {
    /// The member of the question that it is about.
    pub fn field(&self) -> &'static str {
        match self {
            ByRuleProblem::UnknownProfile { .. } => "profile",
            ByRuleProblem::UnknownClock { .. } | ByRuleProblem::Unset | ByRuleProblem::NeedsMoment => "clock",
            ByRuleProblem::OutOfRange => "start",
            ByRuleProblem::NoExtension
            | ByRuleProblem::ExtensionUnset
            | ByRuleProblem::ExtensionTooLong { .. }
            | ByRuleProblem::ExtensionTooOften { .. } => "extend",
            ByRuleProblem::ExtensionTooEarly { .. } | ByRuleProblem::ExtensionTooLate { .. } => "asked",
            ByRuleProblem::NotItsApprover { .. } => "by",
            ByRuleProblem::NoPause
            | ByRuleProblem::PauseNotAllowed { .. }
            | ByRuleProblem::PauseBackwards { .. }
            | ByRuleProblem::PauseOutside { .. } => "pauses",
        }
    }
}

word_list! {
    /// What to know about a limit that was counted by its rule.
    Warning {
        /// The own target ends after the limit of the law, which therefore binds.
        OwnPassesCap = "own_passes_cap",
        /// No own length is set; the limit of the law runs alone.
        Unset = "unset",
        /// A year that the count needs is not published.
        Unpublished = "unpublished",
        /// The start lies outside the days on which the rule is in force.
        NotInForce = "not_in_force",
        /// The limit of the law counts from another event, which cannot come before this start:
        /// counted from here it is the earliest that it can be.
        CapCountedEarly = "cap_counted_early",
        /// The limit of the law counts from another event, whose day is not given.
        CapStartMissing = "cap_start_missing",
    }
}
