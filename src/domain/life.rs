//! 经办: what has become of a case, told from the steps that were taken, and from nothing else. As
//! it stood on an earlier day is the same story with fewer steps.

use chrono::NaiveDate;

use super::case::State;
use super::clock::{Extension, Pause};
use super::rule::{ClockKey, PauseReason};
use super::step::{self, Filled, Part};
use super::word_list::word_list;

/// A step that was taken and not taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Which of the case's steps.
    pub ordinal: i64,
    /// Its word.
    pub step: String,
    /// The legal day on which it took effect.
    pub day: NaiveDate,
    /// What was filled in, of [`Part::FACTS`].
    pub given: Filled,
    /// The account that took it; empty for what was taken before that was kept.
    pub account: String,
}

/// 经手: a body that the matter was passed on to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOver {
    /// The step that passed it on.
    pub ordinal: i64,
    /// Key of the unit or body, or its name where it stands in no register.
    pub body: String,
    /// 协办: bodies that work with it.
    pub joint: Vec<String>,
    /// 交办 asks for a result; 转送 does not.
    pub assigned: bool,
    /// The day it was passed on.
    pub sent: NaiveDate,
    /// The day it arrived, from which R4 and R5 count (decision 2).
    pub arrived: NaiveDate,
    /// 办理期限, where one was set (R6).
    pub limit: Option<NaiveDate>,
    /// 指定件: it cannot be given back.
    pub designated: bool,
    /// 签收
    pub signed: Option<NaiveDate>,
    /// 异议, not decided yet or refused.
    pub objected: Option<NaiveDate>,
    /// 异议成立: the day on which it was given back.
    pub returned: Option<NaiveDate>,
    /// 反馈
    pub reported: Option<NaiveDate>,
}

/// 诉求: one of the demands that were accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demand {
    /// What is asked for.
    pub what: String,
    /// What came of it.
    pub result: Option<DemandResult>,
    /// 四种处理 (article 27), by its word.
    pub outcome: String,
    /// 已执行: yes, no, or nothing to carry out.
    pub executed: String,
    /// The day on which it was answered.
    pub answered: Option<NaiveDate>,
}

word_list! {
    /// 意见类型 (article 32).
    DemandResult {
        /// 支持
        Supported = "supported",
        /// 部分支持
        Partly = "partly",
        /// 解释说明
        Explained = "explained",
        /// 不予支持
        NotSupported = "not_supported",
    }
}

word_list! {
    /// What follows a served opinion (articles 35 and 36, S002).
    ProceedingKind {
        /// 复查
        Review = "review",
        /// 复核
        Reexamination = "reexamination",
        /// 终结
        Termination = "termination",
    }
}

word_list! {
    /// Where such a proceeding stands.
    Stage {
        /// 已申请: FC_REQ, FH_REQ, END_REQ
        Asked = "asked",
        /// 已受理: FC_ACC, FH_ACC
        Accepted = "accepted",
        /// 不予受理、退回
        Refused = "refused",
        /// 已作出，待送达
        Decided = "decided",
        /// 已送达: FC_DONE, FH_DONE, ENDED
        Served = "served",
    }
}

word_list! {
    /// 复查、复核意见
    Ruling {
        /// 维持
        Upheld = "upheld",
        /// 变更
        Changed = "changed",
        /// 撤销
        Revoked = "revoked",
        /// 责令重新办理
        Redo = "redo",
    }
}

/// 复查、复核、终结: a proceeding beside the case, with a clock of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proceeding {
    /// Which.
    pub kind: ProceedingKind,
    /// Where it stands.
    pub stage: Stage,
    /// The body it lies with.
    pub body: String,
    /// The day on which it was asked for.
    pub asked: NaiveDate,
    /// What was decided.
    pub ruling: Option<Ruling>,
    /// 文号 of the decision.
    pub number: String,
    /// The day of its last move.
    pub day: NaiveDate,
}

/// The story of a case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Life {
    /// The steps, oldest first.
    pub taken: Vec<Taken>,
    /// Bodies that the matter was passed on to, oldest first.
    pub hand_overs: Vec<HandOver>,
    /// 诉求, in the order of the notice of acceptance.
    pub demands: Vec<Demand>,
    /// 复查、复核、终结, oldest first.
    pub proceedings: Vec<Proceeding>,
    /// 延期, granted.
    pub extensions: Vec<(ClockKey, Extension)>,
    /// 中止, each with its clock; one without an end has none yet.
    pub pauses: Vec<(ClockKey, Pause)>,
    /// The pause that still lasts: since when, and why.
    pub paused: Option<(ClockKey, NaiveDate, PauseReason)>,
    /// 回避: accounts that are out of the case.
    pub recused: Vec<String>,
    /// 拟稿人: the account that wrote the draft in hand.
    pub drafter: String,
    /// Accounts that audited or approved that draft.
    pub passed_by: Vec<String>,
    /// 承办人, as last named.
    pub handler: Option<String>,
    /// 第二承办人
    pub second: Option<String>,
    /// 重大: assessed as such, reported, or a leader's instruction lies on it.
    pub important: bool,
    /// 包案领导
    pub sponsor: Option<String>,
    /// The day of the last service on the petitioner.
    pub served: Option<NaiveDate>,
}

impl Life {
    /// Tells the story of these steps.
    pub fn of(steps: &[Taken]) -> Life {
        let mut life = Life::default();
        for taken in steps {
            life.go_on(taken.clone());
        }
        life
    }

    /// One step more.
    pub fn go_on(&mut self, taken: Taken) {
        let Taken { ordinal, step, day, given, account } = &taken;
        let day = *day;
        match step.as_str() {
            "transfer" | "assign" => self.hand_overs.push(HandOver {
                ordinal: *ordinal,
                body: given.get(Part::To).to_owned(),
                joint: given.lines(Part::Joint).into_iter().map(str::to_owned).collect(),
                assigned: step == "assign",
                sent: day,
                arrived: given.day(Part::Arrived).unwrap_or(day),
                limit: given.day(Part::Limit),
                designated: given.is(Part::Designated, "yes"),
                signed: None,
                objected: None,
                returned: None,
                reported: None,
            }),
            "sign_for" => self.with_body(|body| body.signed = Some(day)),
            "object" => self.with_body(|body| body.objected = Some(day)),
            "agree_objection" => self.with_body(|body| body.returned = Some(day)),
            "refuse_objection" => self.with_body(|body| {
                body.objected = None;
                body.signed.get_or_insert(day);
            }),
            "feedback" => self.with_body(|body| body.reported = Some(day)),
            "name_handler" => {
                self.handler = Some(given.get(Part::Handler).to_owned());
                self.second = Some(given.get(Part::Second).to_owned()).filter(|second| !second.is_empty());
            }
            "accept" => self.demands = given.lines(Part::Items).into_iter().map(Demand::new).collect(),
            "answer_demand" => self.answer(given, day),
            "assess" if given.is(Part::Important, "yes") => self.important = true,
            "report" | "report_urgent" => self.important = true,
            "draft" => {
                self.drafter.clone_from(account);
                self.passed_by.clear();
            }
            "audit" | "approve" => self.passed_by.push(account.clone()),
            "serve" => self.served = Some(day),
            "extend" => self.extend(given, day, account),
            "tell_extension" => {
                if let Some((_, extension)) = self.extensions.last_mut() {
                    extension.told = Some(day);
                }
            }
            "pause" => self.pause(given, day),
            "resume" => self.resume(day),
            "hold_hearing" => self.hear(given),
            "recuse" => {
                let whom = given.get(Part::Whom).to_owned();
                if self.handler.as_ref() == Some(&whom) {
                    self.handler = None;
                }
                self.second = self.second.take().filter(|second| *second != whom);
                self.recused.push(whom);
            }
            "sponsor" => self.sponsor = Some(given.get(Part::Leader).to_owned()),
            name => self.proceed(name, given, day),
        }
        self.taken.push(taken);
    }

    /// Was this step taken?
    pub fn has_taken(&self, step: &str) -> bool {
        self.taken.iter().any(|taken| taken.step == step)
    }

    /// Was it taken since the last of these?
    pub fn has_taken_since(&self, step: &str, since: &[&str]) -> bool {
        let newest = self.taken.iter().rev();
        newest
            .take_while(|taken| taken.step == step || !since.contains(&taken.step.as_str()))
            .any(|taken| taken.step == step)
    }

    /// The newest of this step.
    pub fn last(&self, step: &str) -> Option<&Taken> {
        self.taken.iter().rfind(|taken| taken.step == step)
    }

    /// Where the matter lies now, if it was passed on and not given back.
    pub fn body(&self) -> Option<&HandOver> {
        self.hand_overs.last().filter(|body| body.returned.is_none())
    }

    /// How often a body has given it back.
    pub fn returns(&self) -> usize {
        self.hand_overs.iter().filter(|body| body.returned.is_some()).count()
    }

    /// 经手: who had it from when to when; the office itself has an empty name. The last one has it
    /// still, unless the case is closed.
    pub fn hands(&self, received: NaiveDate, until: NaiveDate) -> Vec<(String, NaiveDate, NaiveDate)> {
        let mut hands: Vec<(String, NaiveDate, NaiveDate)> = vec![(String::new(), received, until)];
        let mut pass = |body: String, day: NaiveDate| {
            if let Some(last) = hands.last_mut() {
                last.2 = day;
            }
            hands.push((body, day, until));
        };
        for body in &self.hand_overs {
            pass(body.body.clone(), body.sent);
            for back in [body.returned, body.reported].into_iter().flatten() {
                pass(String::new(), back);
            }
        }
        hands
    }

    /// The newest proceeding of a kind.
    pub fn proceeding(&self, kind: ProceedingKind) -> Option<&Proceeding> {
        self.proceedings.iter().rfind(|proceeding| proceeding.kind == kind)
    }

    /// Where the newest proceeding of a kind stands.
    pub fn stage(&self, kind: ProceedingKind) -> Option<Stage> {
        self.proceeding(kind).map(|proceeding| proceeding.stage)
    }

    /// What lists find it by beside its state: the word of the proceeding it is in, or `terminated`.
    pub fn beside(&self) -> &'static str {
        match self.proceedings.last() {
            Some(Proceeding {
                kind: ProceedingKind::Termination,
                stage: Stage::Decided | Stage::Served,
                ..
            }) => "terminated",
            Some(Proceeding { stage: Stage::Refused | Stage::Served, .. }) | None => "",
            Some(proceeding) => proceeding.kind.word(),
        }
    }

    /// The state that these steps lead to.
    pub fn state(&self) -> State {
        let led = self.taken.iter().rev().find_map(|taken| step::by_name(&taken.step)?.to);
        led.unwrap_or(State::Registered)
    }

    /// Demands that have no result yet, counted from 1.
    pub fn unanswered(&self) -> Vec<usize> {
        let open = self.demands.iter().enumerate().filter(|(_, demand)| demand.result.is_none());
        open.map(|(at, _)| at + 1).collect()
    }

    fn with_body(&mut self, change: impl FnOnce(&mut HandOver)) {
        if let Some(body) = self.hand_overs.last_mut() {
            change(body);
        }
    }

    fn answer(&mut self, given: &Filled, day: NaiveDate) {
        let at = given.get(Part::Demand).parse::<usize>().unwrap_or(1);
        if let Some(demand) = at.checked_sub(1).and_then(|at| self.demands.get_mut(at)) {
            demand.result = DemandResult::from_word(given.get(Part::Verdicts));
            demand.outcome = given.get(Part::Outcome).to_owned();
            demand.executed = given.get(Part::Executed).to_owned();
            demand.answered = Some(day);
        }
    }

    fn extend(&mut self, given: &Filled, day: NaiveDate, by: &str) {
        let Some(clock) = ClockKey::read(given.get(Part::Clock)) else { return };
        let amount = given.get(Part::Days).parse().unwrap_or(0);
        let extension =
            Extension { amount, approved: Some(day), approver: by.to_owned(), ..Extension::default() };
        self.extensions.push((clock, extension));
    }

    fn pause(&mut self, given: &Filled, day: NaiveDate) {
        let clock = ClockKey::read(given.get(Part::Clock));
        let reason = PauseReason::from_word(given.get(Part::PauseFor));
        self.paused = clock.zip(reason).map(|(clock, reason)| (clock, day, reason));
    }

    fn resume(&mut self, day: NaiveDate) {
        if let Some((clock, from, reason)) = self.paused.take() {
            self.pauses.push((clock, Pause::plain(from, day, reason)));
        }
    }

    /// 听证所需时间: out of the re-examination's limit alone (article 36, decision 3).
    fn hear(&mut self, given: &Filled) {
        let (from, until) = (given.day(Part::From), given.day(Part::Until));
        let lies = matches!(self.stage(ProceedingKind::Reexamination), Some(Stage::Asked | Stage::Accepted));
        if let (true, Some(from), Some(until), Some(clock)) = (lies, from, until, ClockKey::read("reexamine"))
        {
            self.pauses.push((clock, Pause::plain(from, until, PauseReason::Hearing)));
        }
    }

    fn proceed(&mut self, step: &str, given: &Filled, day: NaiveDate) {
        let kind = match step {
            "ask_review" | "accept_review" | "refuse_review" | "decide_review" | "serve_review" => {
                ProceedingKind::Review
            }
            "ask_reexamination"
            | "accept_reexamination"
            | "refuse_reexamination"
            | "decide_reexamination"
            | "serve_reexamination" => ProceedingKind::Reexamination,
            "apply_termination" | "return_termination" | "terminate" | "tell_termination" => {
                ProceedingKind::Termination
            }
            _ => return,
        };
        let stage = match step.split('_').next() {
            Some("ask" | "apply") => Stage::Asked,
            Some("accept") => Stage::Accepted,
            Some("refuse" | "return") => Stage::Refused,
            Some("decide" | "terminate") => Stage::Decided,
            _ => Stage::Served,
        };
        if stage == Stage::Asked {
            self.proceedings.push(Proceeding {
                kind,
                stage,
                body: given.get(Part::Body).to_owned(),
                asked: day,
                ruling: None,
                number: String::new(),
                day,
            });
            return;
        }
        if let Some(proceeding) = self.proceedings.iter_mut().rfind(|proceeding| proceeding.kind == kind) {
            (proceeding.stage, proceeding.day) = (stage, day);
            if stage == Stage::Decided {
                proceeding.ruling = Ruling::from_word(given.get(Part::Ruling));
                proceeding.number = given.get(Part::Number).to_owned();
            }
        }
    }
}

impl Demand {
    fn new(what: &str) -> Demand {
        Demand {
            what: what.to_owned(),
            result: None,
            outcome: String::new(),
            executed: String::new(),
            answered: None,
        }
    }
}
