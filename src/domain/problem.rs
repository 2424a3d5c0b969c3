//! What is wrong with a value, and what stands in the way of a step. No sentences: words for
//! people are made where they are read.

use chrono::NaiveDate;
use serde::Serialize;

use super::actor::Role;
use super::case::State;
use super::credit_code::CreditFault;
use super::id_number::IdFault;
use super::notice::{NoticeFault, YearFault};
use super::rule::ByRuleProblem;
use super::step::Part;
use super::word_list::word_list;

/// A field of a record, by the name scripts use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// 信访形式
    Channel,
    /// 收到日期
    Received,
    /// 标题
    Title,
    /// 诉求、事实、理由
    Body,
    /// 人数
    People,
    /// 信访目的
    Purpose,
    /// 内容分类
    Category,
    /// 上级件号、来源编号
    SourceNumber,
    /// 客户端流水号
    Slip,
    /// 专项
    Tracks,
    /// 姓名（名称）
    Name,
    /// 证件号码
    IdNumber,
    /// 性别
    Sex,
    /// 年龄
    Age,
    /// 电话
    Phone,
    /// 住址
    Address,
    /// 依据
    Basis,
    /// 答复内容
    Answer,
    /// 书面答复：要或不要
    Paper,
    /// 查阅理由
    Reason,
    /// 账号
    Account,
    /// 口令
    Password,
    /// 再打一遍的口令
    Again,
    /// 任务
    Task,
    /// 谁办
    Owner,
    /// 期限
    Due,
    /// 信访件编号
    Number,
    /// 起
    From,
    /// 止
    Until,
    /// 交接的话
    Note,
    /// 来访为什么事
    Visit,
    /// 延期
    Extend,
    /// 中止
    Pause,
    /// 年历
    Calendar,
    /// 涉及人数
    Concerned,
    /// 证件类型
    IdKind,
    /// 信访来源
    Source,
    /// 来源单位
    SourceBody,
    /// 问题属地
    Place,
    /// 被反映人或单位
    Accused,
    /// 要求保密
    Confidential,
    /// 同意公开
    Publish,
    /// 答复方式
    Reply,
    /// 签名
    Signed,
    /// 越级
    LevelSkipping,
    /// 窗口
    Window,
    /// 邮戳日期
    Postmark,
    /// 受信人
    Addressee,
    /// 完整性
    Completeness,
    /// 来电号码
    Caller,
    /// 响铃次数
    Rings,
    /// 网上来源
    Platform,
    /// 留言用户
    OnlineUser,
    /// 紧急
    Urgency,
    /// 随来的人
    Others,
    /// 材料
    Materials,
    /// 身份
    PartyRole,
    /// 份数
    Copies,
    /// 页数
    Pages,
    /// 原件、复印件
    MaterialKind,
    /// the whole row of a file
    Row,
}

impl Field {
    /// The name scripts read: `id_number`.
    pub fn word(self) -> &'static str {
        match self {
            Field::Channel => "channel",
            Field::Received => "received",
            Field::Title => "title",
            Field::Body => "body",
            Field::People => "people",
            Field::Purpose => "purpose",
            Field::Category => "category",
            Field::SourceNumber => "source_number",
            Field::Slip => "slip",
            Field::Tracks => "tracks",
            Field::Name => "name",
            Field::IdNumber => "id_number",
            Field::Sex => "sex",
            Field::Age => "age",
            Field::Phone => "phone",
            Field::Address => "address",
            Field::Basis => "basis",
            Field::Answer => "answer",
            Field::Paper => "paper",
            Field::Reason => "reason",
            Field::Account => "account",
            Field::Password => "password",
            Field::Again => "again",
            Field::Task => "task",
            Field::Owner => "owner",
            Field::Due => "due",
            Field::Number => "number",
            Field::From => "from",
            Field::Until => "until",
            Field::Note => "note",
            Field::Visit => "visit",
            Field::Extend => "extend",
            Field::Pause => "pause",
            Field::Calendar => "calendar",
            Field::Concerned => "concerned",
            Field::IdKind => "id_kind",
            Field::Source => "source",
            Field::SourceBody => "source_body",
            Field::Place => "place",
            Field::Accused => "accused",
            Field::Confidential => "confidential",
            Field::Publish => "publish",
            Field::Reply => "reply",
            Field::Signed => "signed",
            Field::LevelSkipping => "level_skipping",
            Field::Window => "window",
            Field::Postmark => "postmark",
            Field::Addressee => "addressee",
            Field::Completeness => "completeness",
            Field::Caller => "caller",
            Field::Rings => "rings",
            Field::Platform => "platform",
            Field::OnlineUser => "online_user",
            Field::Urgency => "urgency",
            Field::Others => "others",
            Field::Materials => "materials",
            Field::PartyRole => "role",
            Field::Copies => "copies",
            Field::Pages => "pages",
            Field::MaterialKind => "material_kind",
            Field::Row => "row",
        }
    }
}

/// What is wrong with one value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// Nothing stands there and something must.
    Missing,
    /// Longer than `max` characters.
    TooLong {
        /// characters allowed
        max: usize,
    },
    /// No date can be read from it.
    NotADate,
    /// Reads like a date that the calendar does not have, such as 31 February.
    NoSuchDay,
    /// Lies after today.
    InFuture,
    /// Lies before today.
    InPast,
    /// Lies before the first year that the office counts in.
    TooEarly {
        /// the first day taken
        first: NaiveDate,
    },
    /// Not a whole number.
    NotANumber,
    /// A number outside what can be.
    OutOfRange {
        /// smallest allowed
        min: u32,
        /// largest allowed
        max: u32,
    },
    /// No such code in the table.
    UnknownCode,
    /// No row of the register it points to is called so, or several are.
    NotThere,
    /// Another row has this key.
    Taken,
    /// A span that ends before it begins.
    EndsBeforeItBegins,
    /// Not a name to log in with.
    NotAnAccountName,
    /// Not a pattern that numbers can be made of.
    NotAPattern,
    /// Not a time of day.
    NotATime,
    /// A password shorter than `min` characters.
    PasswordShort {
        /// characters needed
        min: usize,
    },
    /// A password that contains the account's name, or one sign repeated.
    PasswordWeak,
    /// The second time it was typed it was another.
    NotTheSame,
    /// The last administrator cannot go: nobody could set up the office any more.
    LastAdministrator,
    /// Only an administrator lets somebody stand in for an administrator or an auditor.
    NeedsAdministrator,
    /// A row keeps the key it was made with.
    KeyStays,
    /// The row would stand above itself.
    Circle,
    /// No column of this name.
    UnknownColumn(String),
    /// The identity number fails its check (GB 11643).
    IdNumber(IdFault),
    /// The identity number says otherwise.
    NotAsIdNumber,
    /// A mobile number needs `missing` more digits.
    PhoneShort {
        /// digits missing
        missing: usize,
    },
    /// A mobile number has `extra` digits too many.
    PhoneLong {
        /// digits too many
        extra: usize,
    },
    /// Neither a mobile nor a fixed line.
    NotAPhone,
    /// 统一社会信用代码 fails its check (GB 32100).
    CreditCode(CreditFault),
    /// 代表: more than article 20 allows.
    TooManyRepresentatives {
        /// how many there may be
        max: usize,
    },
    /// It must be somebody or something else.
    MustBeAnother,
    /// Fewer people than those who came.
    FewerThanCame,
    /// Another row of the sheet has this number.
    SameAsRow {
        /// which row, counted from 1
        row: usize,
    },
    /// The row has more cells than the heading.
    TooManyCells {
        /// cells of the heading
        expected: usize,
        /// cells of the row
        found: usize,
    },
    /// Characters that the file's encoding cannot have written.
    Undecodable,
    /// A cell of the workbook cannot be read.
    CellUnreadable,
    /// A quotation mark is never closed; what follows could not be told apart.
    QuoteNotClosed,
    /// The file ends in the middle.
    CutShort,
    /// The line is not what was expected; the words are the reader's own.
    Unreadable(String),
    /// A notice of days off that is not understood.
    Notice(NoticeFault),
    /// A year whose days cannot be right.
    Year(YearFault),
}

/// One complaint: where, and what.
pub type Complaint = (Field, Problem);

impl Barrier {
    /// The word scripts read.
    pub fn word(&self) -> &'static str {
        match self {
            Barrier::NotThisRole { .. } => "not_this_role",
            Barrier::NotFromHere { .. } => "not_from_here",
            Barrier::Needs(_) | Barrier::Part(_, Problem::Missing) => "needs",
            Barrier::Part(..) => "invalid",
            Barrier::Waits { .. } => "waits",
            Barrier::NoLocalLaw => "no_local_law",
            Barrier::NewFacts => "new_facts",
            Barrier::OtherMatter => "other_matter",
            Barrier::NotCarriedOut => "not_carried_out",
            Barrier::NotSimple(bar) => bar.word(),
            Barrier::LooksBack { .. } => "looks_back",
            Barrier::NothingToUndo => "nothing_to_undo",
            Barrier::LeftTheOffice => "left_the_office",
            Barrier::NeedsLogIn => "needs_log_in",
            Barrier::OwnProposal => "own_proposal",
            Barrier::Decided => "decided",
            Barrier::AccusationNotOnTheSpot => "accusation",
            Barrier::NotLoggedIn => "not_logged_in",
            Barrier::DoesNotFit => "does_not_fit",
            Barrier::First { .. } => "first",
            Barrier::Designated => "designated",
            Barrier::TooLate { .. } => "too_late",
            Barrier::Conflict => "conflict",
            Barrier::Recused { .. } | Barrier::YouAreRecused => "recused",
            Barrier::Unanswered { .. } => "unanswered",
            Barrier::SameOpinion => "same_opinion",
            Barrier::OwnDraft => "own_draft",
            Barrier::OwnRecusal => "own_recusal",
            Barrier::InPerson => "in_person",
            Barrier::FailsCheck => "fails_check",
            Barrier::InReview => "in_review",
            Barrier::Paused => "paused",
            Barrier::NoPauseHere => "no_pause",
            Barrier::NotEnded => "not_ended",
            Barrier::RunsAlready => "runs_already",
            Barrier::AccusedSide => "accused_side",
            Barrier::ByRule(_) => "rule",
            _ => "barred",
        }
    }
}

/// What stands in the way of a step, and so who could remove it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Barrier {
    /// Another role does this.
    NotThisRole {
        /// the role that may
        may: Role,
    },
    /// The case has moved on or is not there yet.
    NotFromHere {
        /// where the case stands
        state: State,
    },
    /// The step needs this field.
    Needs(Field),
    /// Nobody has logged in.
    NotLoggedIn,
    /// 账号或口令不对. Which of the two is not said.
    WrongPassword {
        /// tries left before the account is closed for a while
        left: u32,
    },
    /// Too many wrong passwords: the account is closed until then.
    ClosedUntil {
        /// the instant, at the office's offset
        at: chrono::DateTime<chrono::FixedOffset>,
    },
    /// The account has ended, or has not begun.
    AccountEnded,
    /// Its first password has to be set by whoever has the file, or by an administrator.
    NoPasswordYet,
    /// The rows of this register are known beforehand.
    FixedRows,
    /// The program acts on the columns of this register: they stay as they are.
    ProgramsOwn,
    /// 接手的人看不到信访事项: whoever takes over must be able to read cases.
    ReadsNoCase,
    /// Nobody hands over to himself.
    ToHimself,
    /// Done or dropped already.
    TaskEnded,
    /// The office counts by these rules already.
    RulesInUse,
    /// The office does not count by these rules.
    RulesNotInUse,
    /// These rules are no longer in force.
    RulesOver,
    /// The law is no office's to switch off.
    LawStays,
    /// It waits for the main leader already.
    Proposed,
    /// Somebody has decided it.
    Decided,
    /// Nobody accepts what he proposed himself.
    OwnProposal,
    /// 查询码: too many that no case has; wait until then.
    TooManyCodes {
        /// the instant, at the office's offset
        at: chrono::DateTime<chrono::FixedOffset>,
    },
    /// 候访室: somebody else has moved this ticket.
    TicketMoved {
        /// its number
        number: u32,
        /// where it stands now
        state: super::visitor::TicketState,
        /// the window
        window: String,
        /// who moved it
        by: String,
        /// when
        at: chrono::DateTime<chrono::FixedOffset>,
    },
    /// 候访室: nobody waits.
    NobodyWaits,
    /// More at once, or more kept, than there may be.
    TooMany {
        /// as many as there may be
        max: usize,
    },
    /// 候访室: there is no step before or after this one.
    NoSuchStep,
    /// Something about a field of a step.
    Part(Part, Problem),
    /// A leader has this step before him.
    Waits {
        /// its name
        step: &'static str,
    },
    /// Only where local law has it may this be a reason.
    NoLocalLaw,
    /// 有新的事实: the earlier end does not bind.
    NewFacts,
    /// 不是同一事实和理由: it is another matter.
    OtherMatter,
    /// 原意见尚未落实: it is to be carried out first.
    NotCarriedOut,
    /// 不符合简易办理
    NotSimple(SimpleBar),
    /// 看某一天: what is shown has gone by.
    LooksBack {
        /// the day that is shown
        day: NaiveDate,
    },
    /// Nothing that this person did last today.
    NothingToUndo,
    /// 已经出门: a paper is in the petitioner's hand or on its way.
    LeftTheOffice,
    /// Nobody signs or approves on the command line.
    NeedsLogIn,
    /// 检举控告: an accusation is never answered on the spot (G02).
    AccusationNotOnTheSpot,
    /// 这一件用不上: the step has no sense with this case as it stands.
    DoesNotFit,
    /// Another step comes before it.
    First {
        /// its name
        step: &'static str,
    },
    /// 指定件: a common superior has named this body; it cannot give the matter back.
    Designated,
    /// The time for it has passed.
    TooLate {
        /// its last day
        last: NaiveDate,
    },
    /// Whoever works a case must have declared that he has no interest in it.
    Conflict,
    /// 回避: this person is out of the case.
    Recused {
        /// the field that names him
        part: Part,
    },
    /// 回避: you are out of this case.
    YouAreRecused,
    /// 回避: nobody decides whether he himself steps aside.
    OwnRecusal,
    /// 诉求: one demand has no result yet.
    Unanswered {
        /// which, counted from 1
        demand: usize,
    },
    /// 责令重新办理: not the same opinion on the same facts again.
    SameOpinion,
    /// Nobody passes what he drafted or has passed before, or reviews what he decided.
    OwnDraft,
    /// 重要事项: handed over in person, and signed for (S004-50).
    InPerson,
    /// 两项审核: not lawful, or not really solved: it is to be done again.
    FailsCheck,
    /// 复查复核还在进行
    InReview,
    /// 已经中止
    Paused,
    /// The rules let this clock never stop.
    NoPauseHere,
    /// 不符合终结条件
    NotEnded,
    /// 同一事项已在信访办理
    RunsAlready,
    /// 被反映的一方不能经手 (article 30(3)).
    AccusedSide,
    /// What the rule of a clock says against it.
    ByRule(ByRuleProblem),
}

word_list! {
    /// Why a matter cannot be on the simplified track.
    SimpleBar {
        /// 没有采用简易办理
        TrackOff = "track_off",
        /// 已经在简易程序
        OnTrack = "on_track",
        /// 不在简易程序
        NotOnTrack = "not_on_track",
        /// 不是初次
        NotFirst = "not_first",
        /// 上级交办
        FromAbove = "from_above",
        /// 集体联名
        Joint = "joint",
        /// 多个责任主体
        SeveralBodies = "several_bodies",
        /// 类别不许
        Class = "class",
        /// 可能不予支持
        NotSupported = "not_supported",
    }
}

impl Problem {
    /// The word scripts read.
    pub fn word(&self) -> &'static str {
        match self {
            Problem::Missing => "missing",
            Problem::TooLong { .. } => "too_long",
            Problem::NotADate => "not_a_date",
            Problem::NoSuchDay => "no_such_day",
            Problem::InFuture => "in_future",
            Problem::InPast => "in_past",
            Problem::TooEarly { .. } => "too_early",
            Problem::NotANumber => "not_a_number",
            Problem::OutOfRange { .. } => "out_of_range",
            Problem::UnknownCode => "unknown_code",
            Problem::NotThere => "not_there",
            Problem::Taken => "taken",
            Problem::EndsBeforeItBegins => "ends_before_it_begins",
            Problem::NotAnAccountName => "not_an_account_name",
            Problem::NotAPattern => "not_a_pattern",
            Problem::NotATime => "not_a_time",
            Problem::PasswordShort { .. } => "password_short",
            Problem::PasswordWeak => "password_weak",
            Problem::NotTheSame => "not_the_same",
            Problem::LastAdministrator => "last_administrator",
            Problem::NeedsAdministrator => "needs_administrator",
            Problem::KeyStays => "key_stays",
            Problem::Circle => "circle",
            Problem::UnknownColumn(_) => "unknown_column",
            Problem::IdNumber(fault) => fault.word(),
            Problem::NotAsIdNumber => "not_as_id_number",
            Problem::PhoneShort { .. } => "too_short",
            Problem::PhoneLong { .. } => "too_long",
            Problem::NotAPhone => "not_a_phone",
            Problem::CreditCode(_) => "credit_code",
            Problem::TooManyRepresentatives { .. } => "too_many_representatives",
            Problem::MustBeAnother => "must_be_another",
            Problem::FewerThanCame => "fewer_than_came",
            Problem::SameAsRow { .. } => "same_as_row",
            Problem::TooManyCells { .. } => "too_many_cells",
            Problem::Undecodable => "undecodable",
            Problem::CellUnreadable => "cell_unreadable",
            Problem::QuoteNotClosed => "quote_not_closed",
            Problem::CutShort => "cut_short",
            Problem::Unreadable(_) => "unreadable",
            Problem::Notice(_) => "bad_notice",
            Problem::Year(_) => "bad_year",
        }
    }
}
