//! 信访事项: a case, its channel, purpose and main state.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};

use super::problem::Field;
use super::word_list::word_list;

/// The key of a case in its database; never shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CaseId(pub i64);

word_list! {
    /// 信访形式: how the matter came (article 17).
    Channel {
        /// 来访: somebody stands at the desk.
        Visit = "visit",
        /// 来信: a letter.
        Letter = "letter",
        /// 来电: a call.
        Call = "call",
        /// 网上信访: a message by website, app or e-mail.
        Online = "online",
    }
}

word_list! {
    /// 信访目的: what the petitioner wants of the office.
    Purpose {
        /// 意见建议
        Suggestion = "suggestion",
        /// 申诉
        Appeal = "appeal",
        /// 求决
        Request = "request",
        /// 揭发控告
        Accusation = "accusation",
        /// 咨询
        Enquiry = "enquiry",
        /// 其他
        Other = "other",
    }
}

word_list! {
    /// The main state of a case; one at a time (decision 12). Hand-overs, extensions, pauses,
    /// review, re-examination and termination lie beside it: see [`super::life::Life`].
    State {
        /// 已登记，待甄别: REG
        Registered = "registered",
        /// 已报请领导: REPORTED; still open, and its clocks go on
        Reported = "reported",
        /// 待转交办: the way is proposed or decided, or a body has given the matter back
        ToDispatch = "to_dispatch",
        /// 已转送: SENT
        Sent = "sent",
        /// 已交办: ASSIGNED
        Assigned = "assigned",
        /// 异议待核实: OBJECT
        Objected = "objected",
        /// 已签收: SIGNED
        SignedFor = "signed_for",
        /// 已受理: ACCEPT
        Accepted = "accepted",
        /// 办理中: WORK
        Working = "working",
        /// 意见已拟，待部门审核: OPINION
        Drafted = "drafted",
        /// 已审核，待领导审批: APPROVE
        Audited = "audited",
        /// 已签发，待送达: ISSUED
        Issued = "issued",
        /// 已送达: SERVED; the petitioner's time for a review runs
        Served = "served",
        /// 退回重办: REDO
        Redo = "redo",
        /// 当场答复办结: ONSPOT
        AnsweredOnSpot = "answered_on_spot",
        /// 已告知引导: REDIR
        Redirected = "redirected",
        /// 不予受理: REFUSED
        Refused = "refused",
        /// 不再受理: NOMORE
        NotAcceptedAgain = "not_accepted_again",
        /// 已导入法定途径: DIVERT
        Diverted = "diverted",
        /// 办结: DONE
        Done = "done",
        /// 信访人撤回: WITHDRAWN
        Withdrawn = "withdrawn",
        /// 已归档: ARCHIVED
        Archived = "archived",
    }
}

word_list! {
    /// 紧急信息: the three kinds of S003-60.
    Urgency {
        /// 可能引发群体性事件
        MassEvent = "mass_event",
        /// 严重影响社会稳定的重大信息
        Stability = "stability",
        /// 极端行为
        Extreme = "extreme",
    }
}

/// 集体访: several people with one matter, from this many on.
pub const JOINT_VISIT: u32 = 5;

/// 收到: the legal day, and the time where somebody noted it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Received {
    /// The day from which clocks count (T17); a date in the office's zone.
    pub day: NaiveDate,
    /// The time of day, if known.
    pub time: Option<NaiveTime>,
}

/// What the steps need to know of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Key in the database.
    pub id: CaseId,
    /// 信访件编号, unique for ever.
    pub number: String,
    /// Grows with every change; an update carries the version that the person saw.
    pub version: i64,
    /// Where the case stands.
    pub state: State,
    /// How it came.
    pub channel: Channel,
    /// When it came.
    pub received: Received,
    /// When it was put on the books.
    pub registered_at: DateTime<FixedOffset>,
    /// 信访目的, if somebody has said.
    pub purpose: Option<Purpose>,
    /// 内容分类 code, if somebody has said.
    pub category: Option<String>,
    /// 标题
    pub title: String,
    /// 信访人数: people who came or signed.
    pub people: u32,
    /// 本件: the account that has it in hand.
    pub handler: String,
    /// The name of that person.
    pub handler_name: String,
    /// The department or unit it belongs to; empty for the office itself.
    pub unit: String,
    /// 保密: absent for everybody outside its circle (decision 6).
    pub confidential: bool,
    /// 回避、被反映: accounts that are out of it, and units and bodies as
    /// [`super::actor::out_of`] writes them.
    pub out: Vec<String>,
    /// 指定主持: accounts that see it although it is confidential.
    pub let_in: Vec<String>,
    /// 被反映的一方: those of [`Case::out`] that are accused.
    pub accused: Vec<String>,
}

impl State {
    /// Those in which there is still something to do.
    pub fn open() -> impl Iterator<Item = State> {
        State::ALL.iter().copied().filter(|state| state.is_open())
    }

    /// Is there still something to do for the office?
    pub fn is_open(self) -> bool {
        match self {
            State::Registered
            | State::Reported
            | State::ToDispatch
            | State::Sent
            | State::Assigned
            | State::Objected
            | State::SignedFor
            | State::Accepted
            | State::Working
            | State::Drafted
            | State::Audited
            | State::Issued
            | State::Served
            | State::Redo => true,
            State::AnsweredOnSpot
            | State::Redirected
            | State::Refused
            | State::NotAcceptedAgain
            | State::Diverted
            | State::Done
            | State::Withdrawn
            | State::Archived => false,
        }
    }
}

/// 待补: what is missing before the matter can be accepted (G11). Nothing of it stops a
/// registration (decision 1).
pub fn to_complete(name: &str, address: &str, category: Option<&str>) -> Vec<Field> {
    let mut missing = Vec::new();
    if name.is_empty() {
        missing.push(Field::Name);
    }
    if address.is_empty() {
        missing.push(Field::Address);
    }
    if category.is_none_or(str::is_empty) {
        missing.push(Field::Category);
    }
    missing
}
