//! 办理表的栏: what a step asks for, as data; one form shows them all, one check reads them.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::domain::problem::{Barrier, Problem};
use crate::domain::word_list::word_list;
use crate::domain::{day, text};

word_list! {
    /// A field of a step, by the name scripts use.
    Part {
        /// 答复内容
        Answer = "answer",
        /// 依据
        Basis = "basis",
        /// 书面答复：要或不要
        Paper = "paper",
        /// 有权处理的机关
        Body = "body",
        /// 告知、说明的内容
        Told = "told",
        /// 告知方式
        How = "how",
        /// 不予受理的理由
        Reason = "reason",
        /// 已受理或在办的那一件
        Other = "other_case",
        /// 原复核意见或终结的编号
        Earlier = "earlier",
        /// 复核还是终结
        EndedBy = "ended_by",
        /// 作出的日期
        EndedOn = "ended_on",
        /// 同一事实和理由
        Same = "same",
        /// 有没有新的事实
        NewFacts = "new_facts",
        /// 原意见已落实到位
        CarriedOut = "carried_out",
        /// 哪一种法定途径
        Way = "way",
        /// 报给谁
        Leader = "leader",
        /// 哪一类紧急信息
        Urgency = "urgency",
        /// 得知的时间
        Known = "known",
        /// 新的事实和理由
        Facts = "facts",
        /// 初次信访
        FirstTime = "first_time",
        /// 上级交办
        FromAbove = "from_above",
        /// 事项类别
        Class = "class",
        /// 预计怎样答复
        Expected = "expected",
        /// 责任主体一个
        OneBody = "one_body",
        /// 诉求合理性
        Verdict = "verdict",
        /// 信访原因
        Cause = "cause",
        /// 热点群体
        Focus = "focus",
        /// 四种处理
        Outcome = "outcome",
        /// 重大
        Important = "important",
        /// 越级
        LevelSkipping = "level_skipping",
        /// 承办部门
        Unit = "unit",
        /// 承办人
        Handler = "handler",
        /// 接访日
        Day = "day",
        /// 附言
        Note = "note",
        /// 办理日期: the day on which it was done, where that is not today
        On = "on",
        /// 收件机关、承办单位
        To = "to",
        /// 协办单位
        Joint = "joint",
        /// 来文: the paper by which another body told of it
        Received = "received_from",
        /// 到达日期
        Arrived = "arrived",
        /// 拟办方式
        Handling = "handling",
        /// 交办内容
        Content = "content",
        /// 交办要求
        Requirement = "requirement",
        /// 办理期限
        Limit = "limit",
        /// 要求反馈
        WantsResult = "wants_result",
        /// 指定件: a common superior has named the body, and it cannot be given back
        Designated = "designated",
        /// 理由，自己写
        Why = "why",
        /// 建议去向
        Suggested = "suggested",
        /// 材料交还
        HandedBack = "handed_back",
        /// 受理事项，一行一项: the demands
        Items = "items",
        /// 没有利害关系
        NoConflict = "no_conflict",
        /// 第二承办人、第二调查人
        Second = "second",
        /// 办理方案
        Plan = "plan",
        /// 时间安排
        Schedule = "schedule",
        /// 调查人
        Investigator = "investigator",
        /// 记录人
        Recorder = "recorder",
        /// 被调查人
        Interviewee = "interviewee",
        /// 地点
        Place = "place",
        /// 调查方式
        Method = "method",
        /// 笔录、记录
        Record = "record",
        /// 证据
        Evidence = "evidence",
        /// 结论
        Conclusion = "conclusion",
        /// 成员
        Members = "members",
        /// 议题
        Topic = "topic",
        /// 起
        From = "from",
        /// 止
        Until = "until",
        /// 主持人
        Chair = "chair",
        /// 第几项诉求
        Demand = "demand",
        /// 意见类型
        Verdicts = "result",
        /// 已执行
        Executed = "executed",
        /// 意见、附注
        Opinion = "opinion",
        /// 意见书正文
        Text = "text",
        /// 复杂法律问题
        Legal = "legal",
        /// 与原意见不同
        Different = "different",
        /// 文号
        Number = "number",
        /// 送达方式
        ServedBy = "served_by",
        /// 送达人
        Server = "server",
        /// 签收情况
        Receipt = "receipt",
        /// 见证人
        Witness = "witness",
        /// 邮件号
        Mail = "mail",
        /// 信访人的意见
        View = "view",
        /// 合法合规
        Lawful = "lawful",
        /// 切实解决
        Solved = "solved",
        /// 息诉
        Settled = "settled",
        /// 办结报告已报送
        SentUp = "sent_up",
        /// 延长多少日
        Days = "days",
        /// 哪一个时限
        Clock = "clock",
        /// 中止原因
        PauseFor = "pause_for",
        /// 谁回避
        Whom = "whom",
        /// 谁申请的
        Applicant = "applicant",
        /// 利害关系
        Interest = "interest",
        /// 请求
        Requests = "requests",
        /// 原意见书已附
        Attached = "attached",
        /// 复查复核意见
        Ruling = "ruling",
        /// 符合哪一个终结条件
        Condition = "condition",
        /// 联系方式
        By = "by",
        /// 谁说了什么
        Said = "said",
        /// 答应的事
        Promise = "promise",
        /// 包案职责
        Duties = "duties",
        /// 采纳情况
        Adoption = "adoption",
        /// 建议奖励
        Reward = "reward",
        /// 信访目的
        Purpose = "purpose",
        /// 内容分类
        Category = "category",
        /// 标题
        Title = "title",
        /// 姓名
        Name = "name",
        /// 被反映人或单位
        Accused = "accused",
    }
}

impl Part {
    /// What clocks, guards and lists need of a step that was taken, and so is read with every row:
    /// words, days, keys; of what people wrote the demands alone.
    pub const FACTS: &'static [Part] = &[
        Part::Body,
        Part::How,
        Part::Way,
        Part::Leader,
        Part::Important,
        Part::Handler,
        Part::To,
        Part::Joint,
        Part::Arrived,
        Part::Limit,
        Part::Designated,
        Part::Items,
        Part::Second,
        Part::Investigator,
        Part::From,
        Part::Until,
        Part::Chair,
        Part::Demand,
        Part::Verdicts,
        Part::Executed,
        Part::Legal,
        Part::Number,
        Part::ServedBy,
        Part::Receipt,
        Part::Lawful,
        Part::Solved,
        Part::Settled,
        Part::Days,
        Part::Clock,
        Part::PauseFor,
        Part::Whom,
        Part::Ruling,
        Part::Condition,
        Part::Outcome,
        Part::Adoption,
    ];
}

impl Serialize for Part {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

impl<'de> Deserialize<'de> for Part {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Part, D::Error> {
        let word = String::deserialize(deserializer)?;
        Part::from_word(&word).ok_or_else(|| D::Error::custom(format!("no part is called {word}")))
    }
}

/// What can stand in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One line.
    Line,
    /// Many lines.
    Text,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A day that is not to come.
    PastDay,
    /// A day that has not gone by.
    ComingDay,
    /// Any day.
    AnyDay,
    /// A whole number from the first to the second.
    Count(u32, u32),
    /// 外单位或本单位部门
    To,
    /// Several of them, with 、 between.
    Tos,
    /// 内容分类 code, or its path.
    Category,
    /// One of the case's clocks that run.
    Clock,
    /// A time of day.
    Time,
    /// 外单位名录, or a body's name as it is typed.
    Body,
    /// 领导名录, or whoever holds a leader's post.
    Leader,
    /// 部门
    Unit,
    /// Somebody who works here.
    Person,
    /// A row of the reception days.
    ReceptionDay,
}

impl Kind {
    /// The register that its keys are from, where only those will do.
    pub fn register(self) -> Option<&'static str> {
        match self {
            Kind::Unit => Some("units"),
            Kind::Person => Some("people"),
            _ => None,
        }
    }
}

/// Yes or no, where it must be said.
pub const YES_NO: Kind = Kind::OneOf(&["yes", "no"]);

/// How a petitioner is told: a paper in his hand, by post, or why nobody could be (article 23).
pub const HOW: Kind = Kind::OneOf(&["spoken", "on_the_spot", "post", "online", "unclear", "anonymous"]);

/// A field of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// Which.
    pub part: Part,
    /// What can stand in it.
    pub kind: Kind,
    /// The step cannot be taken without it.
    pub must: bool,
}

/// A field that must be filled in.
pub const fn must(part: Part, kind: Kind) -> Asked {
    Asked { part, kind, must: true }
}

/// A field that may stay empty.
pub const fn may(part: Part, kind: Kind) -> Asked {
    Asked { part, kind, must: false }
}

/// What was filled in. Proposals and taken steps keep it as JSON.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Filled(BTreeMap<Part, String>);

impl std::fmt::Debug for Filled {
    /// What was told to a petitioner is no word for a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

impl Filled {
    /// These values; empty ones are left out.
    pub fn of(values: impl IntoIterator<Item = (Part, String)>) -> Filled {
        Filled(values.into_iter().filter(|(_, value)| !value.trim().is_empty()).collect())
    }

    /// What stands in a field; empty if nothing does.
    pub fn get(&self, part: Part) -> &str {
        self.0.get(&part).map_or("", String::as_str)
    }

    /// Does this word stand in this field?
    pub fn is(&self, part: Part, word: &str) -> bool {
        self.get(part) == word
    }

    /// The same with the fields of this list alone.
    pub fn only(&self, parts: &[Part]) -> Filled {
        Filled::of(
            self.values().filter(|(part, _)| parts.contains(part)).map(|(part, v)| (part, v.to_owned())),
        )
    }

    /// The day in a field, if one stands there.
    pub fn day(&self, part: Part) -> Option<NaiveDate> {
        self.get(part).parse().ok()
    }

    /// What stands in several-lined or listed fields, one by one.
    pub fn lines(&self, part: Part) -> Vec<&str> {
        self.get(part).split(['\n', ';']).map(str::trim).filter(|line| !line.is_empty()).collect()
    }

    /// Puts a value into a field.
    pub fn set(&mut self, part: Part, value: &str) {
        self.0.insert(part, value.to_owned());
    }

    /// Every field with something in it, in the order of the list of fields.
    pub fn values(&self) -> impl Iterator<Item = (Part, &str)> {
        self.0.iter().map(|(part, value)| (*part, value.as_str()))
    }

    /// The same, tidied: blanks cut off, days and times written out. What cannot be read stays as
    /// it is, and what is wrong is told, all of it.
    pub fn read(&self, asked: &[Asked], today: NaiveDate) -> (Filled, Vec<Barrier>) {
        let mut tidy = Filled::default();
        let mut wrong = Vec::new();
        for (part, _) in self.values().filter(|(part, _)| asked.iter().all(|asked| asked.part != *part)) {
            wrong.push(Barrier::Part(part, Problem::UnknownColumn(part.word().to_owned())));
        }
        for Asked { part, kind, must } in asked {
            let typed = self.get(*part);
            let read = match (kind, typed.trim()) {
                (_, "") if *must => Err(Problem::Missing),
                (_, "") => continue,
                (Kind::Text, _) => Ok(text::paragraphs(typed)),
                (Kind::OneOf(words), word) if words.contains(&word) => Ok(word.to_owned()),
                (Kind::OneOf(_), _) => Err(Problem::UnknownCode),
                (Kind::PastDay, typed) => day::read_toward(typed, today, day::Toward::Past)
                    .and_then(|day| if day > today { Err(Problem::InFuture) } else { Ok(day.to_string()) }),
                (Kind::ComingDay, typed) => day::read_toward(typed, today, day::Toward::Future)
                    .and_then(|day| if day < today { Err(Problem::InPast) } else { Ok(day.to_string()) }),
                (Kind::AnyDay, typed) => day::read(typed, today).map(|day| day.to_string()),
                (Kind::Count(min, max), typed) => count(typed, *min, *max),
                (Kind::Time, typed) => time(typed).map(|time| time.format("%H:%M").to_string()),
                (_, _) => Ok(text::line(typed)),
            };
            match read {
                Ok(value) => tidy.set(*part, &value),
                Err(problem) => {
                    tidy.set(*part, typed);
                    wrong.push(Barrier::Part(*part, problem));
                }
            }
        }
        (tidy, wrong)
    }
}

/// A whole number between the two.
fn count(typed: &str, min: u32, max: u32) -> Result<String, Problem> {
    let number: u32 = typed.parse().map_err(|_| Problem::NotANumber)?;
    if (min..=max).contains(&number) { Ok(number.to_string()) } else { Err(Problem::OutOfRange { min, max }) }
}

/// `14:30`, `1430`, `905`.
fn time(typed: &str) -> Result<NaiveTime, Problem> {
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let plain = typed.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '：' | '.'));
    let padded = format!("{digits:0>4}");
    let read = |range: std::ops::Range<usize>| padded.get(range)?.parse::<u32>().ok();
    let time = if plain && digits.len() <= 4 { read(0..2).zip(read(2..4)) } else { None };
    time.and_then(|(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0)).ok_or(Problem::NotATime)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_told_all_at_once_and_what_is_right_is_written_out() {
        let today = NaiveDate::from_ymd_opt(2026, 9, 16).expect("a day");
        let asked = [
            must(Part::Told, Kind::Text),
            must(Part::How, HOW),
            must(Part::EndedOn, Kind::PastDay),
            may(Part::Known, Kind::Time),
        ];
        let typed = |values: &[(Part, &str)]| {
            Filled::of(values.iter().map(|(part, value)| (*part, (*value).to_owned())))
        };
        let (tidy, wrong) = typed(&[
            (Part::Told, "  请到城管局。 "),
            (Part::How, "post"),
            (Part::EndedOn, "-1"),
            (Part::Known, "905"),
        ])
        .read(&asked, today);
        assert_eq!(wrong, []);
        assert_eq!((tidy.get(Part::EndedOn), tidy.get(Part::Known)), ("2026-09-15", "09:05"));
        let (_, wrong) = typed(&[
            (Part::How, "shouted"),
            (Part::EndedOn, "+1"),
            (Part::Known, "25:00"),
            (Part::Cause, "x"),
        ])
        .read(&asked, today);
        assert_eq!(wrong.len(), 5, "{wrong:?}");
    }

    #[test]
    fn what_was_filled_in_is_kept_as_json_and_read_back() {
        let filled = Filled::of([(Part::Body, "城管局".to_owned()), (Part::How, "post".to_owned())]);
        let json = serde_json::to_string(&filled).expect("JSON");
        assert_eq!(json, r#"{"body":"城管局","how":"post"}"#);
        assert_eq!(serde_json::from_str::<Filled>(&json).expect("read back"), filled);
    }
}
