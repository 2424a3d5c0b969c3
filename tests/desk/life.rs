//! 经办: cases walked from registration to the closing paper, by the people whose work it is.

use xinfang::api::cases::{Answer as Cases, CaseCard, Request as AskCases};
use xinfang::api::intake::Request as AskIntake;
use xinfang::api::steps::{Answer as Steps, Request as AskSteps};
use xinfang::api::{Answer, Refusal, Request};
use xinfang::domain::case::{CaseId, State};
use xinfang::domain::clock::{Deadline, Lamp};
use xinfang::domain::intake::{self, Doubts, Draft};
use xinfang::domain::problem::{Barrier, Field, Problem};
use xinfang::domain::queue::{Queue, Stretch};
use xinfang::domain::rule::ByRuleProblem;
use xinfang::domain::step::{Filled, Given, Part};

use xinfang::i18n::Language;

use crate::assert_shows;
use crate::harness::{House, instant};

/// An office with everybody a case meets, one department, and bodies around it.
fn house(rules: &[&str]) -> House {
    let house = House::with_rules(rules);
    for (code, name) in [("zj", "县住建局"), ("cg", "县城管局"), ("xf", "县政府"), ("sf", "市政府")]
    {
        house.row("bodies", &[("code", code), ("name", name), ("level", "county")]);
    }
    house
        .person("lin", "林汝舟", "dispatcher")
        .person("pang", "庞若谷", "handler")
        .person("yue", "岳青禾", "handler")
        .person("dou", "窦知秋", "department_head")
        .person("lu", "卢望舒", "leader_in_charge")
        .person("qin", "秦望山", "main_leader")
        .person("fu", "傅长庚", "review_officer")
        .person("duan", "段文彬", "legal_adviser")
        .person("gui", "桂思远", "archivist")
        .row("units", &[("code", "shiwu"), ("name", "事务科"), ("kind", "department"), ("head", "dou")]);
    house
}

/// Puts a matter on the books on a day; its key.
fn registered(house: &House, day: &str, purpose: &str) -> CaseId {
    registered_on(house, day, purpose, "")
}

/// The same, on these tracks from the beginning.
fn registered_on(house: &House, day: &str, purpose: &str, tracks: &str) -> CaseId {
    let now = format!("{day} 09:00");
    let draft = Draft {
        name: "邬大勇".to_owned(),
        phone: "13812345678".to_owned(),
        address: "城关镇北门路3号".to_owned(),
        title: "北门小区屋面漏水".to_owned(),
        body: "请求修好屋面，赔被淋坏的家具。".to_owned(),
        category: "040206".to_owned(),
        purpose: purpose.to_owned(),
        tracks: tracks.to_owned(),
        ..Draft::default()
    };
    let intake = intake::read(&draft, instant(&now), Doubts::Keep).expect("a matter");
    match house.ask("desk", &now, Request::Intake(AskIntake::File(Box::new(intake)))) {
        Ok(Answer::Intake(xinfang::api::intake::Answer::Filed(filed))) => filed.id,
        other => panic!("{other:?}"),
    }
}

fn card(house: &House, account: &str, id: CaseId, day: &str) -> CaseCard {
    match house.ask(account, &format!("{day} 10:00"), Request::Cases(AskCases::Open(id))) {
        Ok(Answer::Cases(Cases::Case(card))) => *card,
        other => panic!("{other:?}"),
    }
}

/// One case, and what is done with it.
struct Story<'a> {
    house: &'a House,
    id: CaseId,
}

impl Story<'_> {
    /// Somebody takes a step on a day.
    fn tries(
        &self,
        who: &str,
        day: &str,
        step: &'static str,
        parts: &[(Part, &str)],
    ) -> Result<Steps, Refusal> {
        let version = card(self.house, "qin", self.id, day).version;
        let given = Given::Filled(Filled::of(parts.iter().map(|(part, value)| (*part, (*value).to_owned()))));
        let take = AskSteps::Take { case: self.id, version, step, given };
        match self.house.ask(who, &format!("{day} 10:00"), Request::Steps(take)) {
            Ok(Answer::Steps(told)) => Ok(told),
            Ok(other) => panic!("{other:?}"),
            Err(refusal) => Err(refusal),
        }
    }

    /// The same, and it is taken; where the case stands then.
    fn does(&self, who: &str, day: &str, step: &'static str, parts: &[(Part, &str)]) -> State {
        match self.tries(who, day, step, parts) {
            Ok(Steps::Taken { state, .. }) => state,
            other => panic!("{step} by {who} on {day}: {other:?}"),
        }
    }

    /// The same, and it is put before a leader, who agrees.
    fn agreed(
        &self,
        who: &str,
        leader: &str,
        day: &str,
        step: &'static str,
        parts: &[(Part, &str)],
    ) -> State {
        match self.tries(who, day, step, parts) {
            Ok(Steps::Proposed { .. }) => {}
            other => panic!("{step} by {who} on {day}: {other:?}"),
        }
        let now = card(self.house, leader, self.id, day);
        let waiting = now.triage.waiting.expect("a proposal");
        assert_eq!(waiting.barriers, [], "{leader} decides {step}");
        let decide = AskSteps::Decide {
            proposal: waiting.id,
            version: now.version,
            agree: true,
            reason: String::new(),
        };
        match self.house.ask(leader, &format!("{day} 10:30"), Request::Steps(decide)) {
            Ok(Answer::Steps(Steps::Taken { state, .. })) => state,
            other => panic!("{step} agreed by {leader} on {day}: {other:?}"),
        }
    }

    /// The same, and everything that bars it.
    fn barred(&self, who: &str, day: &str, step: &'static str, parts: &[(Part, &str)]) -> Vec<Barrier> {
        match self.tries(who, day, step, parts) {
            Err(Refusal::Denied(barriers)) => barriers,
            other => panic!("{step} by {who} on {day}: {other:?}"),
        }
    }

    fn clock(&self, day: &str, word: &str) -> Option<(Deadline, Lamp)> {
        let card = card(self.house, "qin", self.id, day);
        card.clocks.into_iter().rfind(|(clock, _)| clock.clock.word() == word)
    }

    fn due(&self, day: &str, word: &str) -> String {
        self.clock(day, word).map_or_else(|| "none".to_owned(), |(clock, _)| clock.due.to_string())
    }

    fn finished(&self, day: &str, word: &str) -> Option<String> {
        self.clock(day, word).and_then(|(clock, _)| clock.finished).map(|day| day.to_string())
    }

    fn holds(&self, who: &str, day: &str, queue: Queue) -> bool {
        let list = AskCases::List { queue, stretch: Stretch::First, limit: 50 };
        match self.house.ask(who, &format!("{day} 10:00"), Request::Cases(list)) {
            Ok(Answer::Cases(Cases::List(page))) => page.rows.iter().any(|row| row.id == self.id),
            other => panic!("{other:?}"),
        }
    }

    /// From registration to acceptance in the department, on these days.
    fn accepted(&self, sent: &str, accepted: &str) {
        let assign = [
            (Part::To, "事务科"),
            (Part::Content, "查明屋面漏水情况。"),
            (Part::Requirement, "查清、答复、报结果"),
            (Part::Limit, "2026-11-30"),
        ];
        assert_eq!(self.does("lin", sent, "assign", &assign), State::Assigned);
        assert_eq!(self.does("dou", sent, "sign_for", &[]), State::SignedFor);
        let handler = [(Part::Handler, "庞若谷"), (Part::NoConflict, "yes")];
        assert_eq!(self.does("dou", sent, "name_handler", &handler), State::SignedFor);
        let items =
            [(Part::Items, "修好屋面\n赔家具 2600 元"), (Part::How, "post"), (Part::Told, "已受理。")];
        assert_eq!(self.does("pang", accepted, "accept", &items), State::Accepted);
    }

    /// Contact, plan, inquiry and a result for each demand.
    fn worked(&self, day: &str) {
        self.does("pang", day, "contact", &[(Part::By, "called"), (Part::Said, "约好周三去看。")]);
        assert_eq!(self.does("pang", day, "plan", &[(Part::Plan, "看现场，找物业。")]), State::Working);
        let inquiry = [
            (Part::Method, "visit"),
            (Part::Investigator, "庞若谷"),
            (Part::Second, "岳青禾"),
            (Part::Record, "屋面三处破损。"),
            (Part::Evidence, "照片 6 张"),
        ];
        self.does("pang", day, "investigate", &inquiry);
        for (demand, result) in [("1", "supported"), ("2", "explained")] {
            let parts = [(Part::Demand, demand), (Part::Verdicts, result), (Part::Basis, "物业管理条例")];
            self.does("pang", day, "answer_demand", &parts);
        }
    }

    fn drafted(&self, day: &str) {
        let draft = [
            (Part::Text, "屋面由物业修，家具依法解决。"),
            (Part::Basis, "物业管理条例"),
            (Part::Legal, "no"),
        ];
        assert_eq!(self.does("pang", day, "draft", &draft), State::Drafted);
    }

    /// Draft, audit, signature, service.
    fn answered(&self, day: &str) {
        self.drafted(day);
        assert_eq!(self.does("dou", day, "audit", &[(Part::Opinion, "同意。")]), State::Audited);
        assert_eq!(self.does("lu", day, "issue", &[]), State::Issued);
        self.served(day);
    }

    fn served(&self, day: &str) {
        let serve = [
            (Part::ServedBy, "in_person"),
            (Part::On, day),
            (Part::Server, "庞若谷"),
            (Part::Receipt, "signed"),
        ];
        assert_eq!(self.does("pang", day, "serve", &serve), State::Served);
    }

    fn closed(&self, day: &str) {
        self.does("pang", day, "feedback", &[(Part::Record, "已修好。"), (Part::View, "agrees")]);
        let close = [(Part::Lawful, "yes"), (Part::Solved, "yes"), (Part::Settled, "yes")];
        assert_eq!(self.does("lin", day, "close", &close), State::Done);
    }
}

#[test]
fn an_ordinary_case_goes_from_registration_to_the_archive() {
    let house = house(&[]);
    let id = registered(&house, "2026-09-01", "request");
    let case = Story { house: &house, id };
    assert!(case.holds("lin", "2026-09-01", Queue::Triage));
    assert_eq!(case.due("2026-09-01", "dispatch"), "2026-09-16");
    case.accepted("2026-09-02", "2026-09-04");
    assert_eq!(case.finished("2026-09-04", "dispatch").as_deref(), Some("2026-09-02"));
    assert_eq!(case.finished("2026-09-04", "notify").as_deref(), Some("2026-09-04"));
    assert_eq!(case.finished("2026-09-04", "object").as_deref(), Some("2026-09-04"));
    assert_eq!(case.due("2026-09-04", "finish"), "2026-11-03");
    assert_eq!(case.due("2026-09-04", "assigned"), "2026-11-30", "the limit that the assignment set");
    assert!(case.holds("pang", "2026-09-04", Queue::Working));
    case.worked("2026-09-10");
    case.drafted("2026-09-20");
    assert!(case.holds("dou", "2026-09-20", Queue::ToAudit));
    case.does("dou", "2026-09-20", "audit", &[]);
    assert!(case.holds("lu", "2026-09-20", Queue::ToApprove));
    case.does("lu", "2026-09-21", "issue", &[]);
    assert_eq!(case.finished("2026-09-21", "finish").as_deref(), Some("2026-09-21"));
    assert!(case.holds("pang", "2026-09-21", Queue::ToServe));
    assert!(case.clock("2026-09-21", "ask_review").is_none(), "nothing is served yet");
    case.served("2026-09-22");
    assert_eq!(case.due("2026-09-22", "ask_review"), "2026-10-22");
    assert!(case.holds("lin", "2026-09-22", Queue::ToClose));
    case.closed("2026-09-25");
    assert!(case.holds("gui", "2026-09-25", Queue::ToArchive));
    // Closing never ends the petitioner's time (decision 2).
    assert_eq!(case.finished("2026-09-25", "ask_review"), None);
    assert_eq!(case.does("gui", "2026-09-26", "archive", &[]), State::Archived);
    assert_eq!(house.broken("2026-09-26 11:00"), []);
}

#[test]
fn an_opinion_begins_with_what_the_records_know_of_it() {
    let house = house(&[]);
    house.row("phrases", &[("text", "感谢您的信任。")]);
    let id = registered(&house, "2026-09-01", "request");
    let case = Story { house: &house, id };
    case.accepted("2026-09-02", "2026-09-04");
    case.worked("2026-09-10");
    let form = AskSteps::Form { case: id, step: "draft" };
    let form = match house.ask("pang", "2026-09-11 10:00", Request::Steps(form)) {
        Ok(Answer::Steps(Steps::Form(form))) => form,
        other => panic!("{other:?}"),
    };
    let text = form.start.get(Part::Text);
    for said in [
        "2026年9月1日收到您的信访事项，2026年9月4日受理。",
        "1. 修好屋面：予以支持。依据：物业管理条例。",
        "2. 赔家具 2600 元：解释说明。",
    ] {
        assert!(text.contains(said), "{said} is not in\n{text}");
    }
    // The paper names the way to a review by itself; a draft does not say it a second time.
    assert!(!text.contains("复查"), "{text}");
    // What is said often is one key away in every text.
    let mut desk = house.home("pang", Language::Chinese, "2026-09-11 10:00");
    desk.press("5<enter>c1<f4>");
    assert_shows!(desk, "感谢您的信任。");
    desk.press("<enter>");
    assert_shows!(desk, "案卷 / 记联系", "感谢您的信任。");
}

#[test]
fn a_step_that_may_not_be_taken_names_everything_that_bars_it() {
    let house = house(&[]);
    let id = registered(&house, "2026-09-01", "request");
    let case = Story { house: &house, id };
    case.accepted("2026-09-02", "2026-09-04");
    let draft = [(Part::Text, "同意。"), (Part::Basis, "条例"), (Part::Legal, "no")];
    assert_eq!(
        case.barred("pang", "2026-09-05", "draft", &draft),
        [
            Barrier::First { step: "plan" },
            Barrier::First { step: "investigate" },
            Barrier::Unanswered { demand: 1 },
            Barrier::Unanswered { demand: 2 },
        ]
    );
    assert_eq!(
        case.barred("pang", "2026-09-05", "plan", &[(Part::Plan, "查。")]),
        [Barrier::First { step: "contact" }]
    );
    // Nothing of it was written.
    assert_eq!(card(&house, "pang", id, "2026-09-05").line.state, State::Accepted);
}

#[test]
fn what_is_missing_bars_the_acceptance_and_never_the_registration() {
    let house = house(&[]);
    let draft = Draft { title: "路灯不亮".to_owned(), ..Draft::default() };
    let intake = intake::read(&draft, instant("2026-09-01 09:00"), Doubts::Keep).expect("a matter");
    house.ask("desk", "2026-09-01 09:00", Request::Intake(AskIntake::File(Box::new(intake)))).expect("filed");
    let case = Story { house: &house, id: CaseId(1) };
    case.does("lin", "2026-09-01", "handle_here", &[(Part::Unit, "事务科")]);
    let items = [(Part::Items, "修路灯"), (Part::How, "unclear")];
    let barriers = case.barred("dou", "2026-09-02", "accept", &items);
    assert_eq!(
        barriers,
        [Field::Name, Field::Address, Field::Category].map(Barrier::Needs),
        "each missing field is named"
    );
}

#[test]
fn a_unit_declines_and_a_leader_agrees() {
    let house = house(&[]);
    let id = registered(&house, "2026-09-01", "request");
    let case = Story { house: &house, id };
    case.does("lin", "2026-09-02", "handle_here", &[(Part::Unit, "事务科")]);
    let refuse = [
        (Part::Reason, "not_ours"),
        (Part::Body, "县住建局"),
        (Part::How, "post"),
        (Part::Told, "请向县住建局提出。"),
    ];
    assert_eq!(case.agreed("dou", "lu", "2026-09-03", "refuse", &refuse), State::Refused);
    assert_eq!(case.finished("2026-09-03", "dispatch").as_deref(), Some("2026-09-02"));
    let papers = card(&house, "lu", id, "2026-09-03");
    assert!(papers.history.iter().any(|line| line.after.contains_key("papers")), "F12 has a number");
}

#[test]
fn a_body_objects_in_time_and_gives_it_back_and_too_late_it_stays() {
    let house = house(&[]);
    let id = registered(&house, "2026-09-01", "request");
    let case = Story { house: &house, id };
    case.does("lin", "2026-09-02", "transfer", &[(Part::To, "县城管局")]);
    let object = [(Part::Why, "不属本局职权。"), (Part::Received, "城管函 3 号")];
    assert_eq!(case.does("lin", "2026-09-09", "object", &object), State::Objected);
    let back = [(Part::HandedBack, "yes")];
    assert_eq!(case.does("lin", "2026-09-10", "agree_objection", &back), State::ToDispatch);
    assert!(case.holds("lin", "2026-09-10", Queue::ToDispatch));
    // The second body is asked; five working days pass.
    case.does("lin", "2026-09-10", "transfer", &[(Part::To, "县住建局")]);
    assert_eq!(case.due("2026-09-10", "object"), "2026-09-17");
    let late = case.barred("lin", "2026-09-18", "object", &object);
    assert_eq!(late, [Barrier::TooLate { last: "2026-09-17".parse().expect("a day") }]);
    // In time it goes back a second time, and the body above both is asked (article 24).
    assert_eq!(case.does("lin", "2026-09-16", "object", &object), State::Objected);
    assert_eq!(case.does("lin", "2026-09-16", "agree_objection", &back), State::ToDispatch);
    let card = card(&house, "lin", id, "2026-09-16");
    let papers: Vec<String> =
        card.history.iter().filter_map(|line| line.after.get("papers")).map(ToString::to_string).collect();
    assert!(papers.iter().any(|numbers| numbers.contains("访争")), "{papers:?}");
}

#[test]
fn the_fifteen_days_run_on_when_a_transfer_comes_back() {
    let house = house(&[]);
    let id = registered(&house, "2026-09-01", "request");
    let case = Story { house: &house, id };
    case.does("lin", "2026-09-02", "transfer", &[(Part::To, "县住建局")]);
    assert_eq!(case.finished("2026-09-02", "dispatch").as_deref(), Some("2026-09-02"));
    case.does("lin", "2026-09-04", "object", &[(Part::Why, "不归我们。")]);
    case.does("lin", "2026-09-05", "agree_objection", &[(Part::HandedBack, "yes")]);
    // What was given back was never passed on (article 22).
    assert_eq!(case.finished("2026-09-05", "dispatch"), None);
    assert_eq!(case.due("2026-09-05", "dispatch"), "2026-09-16");
    assert_eq!(case.finished("2026-09-05", "notify").as_deref(), Some("2026-09-05"));
}

#[test]
fn more_time_is_granted_to_who_asks_before_the_end_and_refused_after_it() {
    let house = house(&[]);
    let id = registered(&house, "2026-07-01", "request");
    let case = Story { house: &house, id };
    case.accepted("2026-07-02", "2026-07-03");
    assert_eq!(case.due("2026-07-03", "finish"), "2026-09-01");
    let extend = |days| [(Part::Clock, "finish"), (Part::Days, days), (Part::Why, "情况复杂。")];
    // More than thirty days no rule gives; after the end nobody does.
    assert!(matches!(
        case.barred("pang", "2026-08-26", "extend", &extend("31"))[..],
        [Barrier::ByRule(ByRuleProblem::ExtensionTooLong { .. })]
    ));
    assert!(matches!(
        case.barred("pang", "2026-09-02", "extend", &extend("30"))[..],
        [Barrier::ByRule(ByRuleProblem::ExtensionTooLate { .. })]
    ));
    case.agreed("pang", "qin", "2026-08-26", "extend", &extend("30"));
    // Counted in one go with the sixty days, and rolled once (T15).
    assert_eq!(case.due("2026-08-27", "finish"), "2026-10-08");
    assert!(matches!(
        case.barred("pang", "2026-08-28", "extend", &extend("1"))[..],
        [Barrier::ByRule(ByRuleProblem::ExtensionTooLong { .. } | ByRuleProblem::ExtensionTooOften { .. })]
    ));
    case.does("pang", "2026-08-28", "tell_extension", &[(Part::How, "post"), (Part::Told, "情况复杂。")]);
}

#[test]
fn review_reexamination_with_hearing_and_termination_follow_a_closed_case() {
    let house = house(&[]);
    let id = registered(&house, "2026-03-02", "request");
    let case = Story { house: &house, id };
    case.accepted("2026-03-03", "2026-03-04");
    case.worked("2026-03-10");
    case.answered("2026-03-20");
    case.closed("2026-03-25");
    let asked = |body| {
        [
            (Part::Body, body),
            (Part::Requests, "撤销原意见。"),
            (Part::Why, "事实不清。"),
            (Part::Attached, "yes"),
        ]
    };
    case.does("desk", "2026-04-10", "ask_review", &asked("县政府"));
    assert!(case.holds("fu", "2026-04-10", Queue::Review));
    assert_eq!(case.due("2026-04-10", "review"), "2026-05-11", "a Sunday rolls");
    // Whoever archives waits for the review.
    assert_eq!(case.barred("gui", "2026-04-11", "archive", &[]), [Barrier::InReview]);
    case.does("fu", "2026-04-12", "accept_review", &[(Part::How, "post")]);
    let ruling = [(Part::Ruling, "upheld"), (Part::Record, "原意见正确。"), (Part::Basis, "第三十五条")];
    case.does("fu", "2026-04-30", "decide_review", &ruling);
    let serve = |day| [(Part::ServedBy, "in_person"), (Part::On, day), (Part::Receipt, "signed")];
    case.does("desk", "2026-05-06", "serve_review", &serve("2026-05-06"));
    assert_eq!(case.finished("2026-05-06", "review").as_deref(), Some("2026-05-06"));
    case.does("desk", "2026-05-11", "ask_reexamination", &asked("市政府"));
    assert!(case.holds("fu", "2026-05-11", Queue::Reexamine));
    assert_eq!(case.due("2026-05-11", "reexamine"), "2026-06-10");
    case.does("fu", "2026-05-12", "accept_reexamination", &[(Part::How, "post")]);
    let offer = [
        (Part::Topic, "屋面维修责任"),
        (Part::From, "2026-05-20"),
        (Part::Place, "第一会议室"),
        (Part::Chair, "傅长庚"),
    ];
    case.does("fu", "2026-05-12", "offer_hearing", &offer);
    let held = [
        (Part::From, "2026-05-20"),
        (Part::Until, "2026-05-31"),
        (Part::Members, "双方"),
        (Part::Record, "各方陈述。"),
        (Part::Conclusion, "合议维持。"),
    ];
    case.does("fu", "2026-06-01", "hold_hearing", &held);
    // Twelve days of hearing do not count; the end is a holiday's eve and rolls.
    assert_eq!(case.due("2026-06-01", "reexamine"), "2026-06-22");
    case.does("fu", "2026-06-10", "decide_reexamination", &ruling);
    case.does("desk", "2026-06-12", "serve_reexamination", &serve("2026-06-12"));
    let end = [(Part::Condition, "reexamined"), (Part::Why, "三级程序完毕。")];
    case.does("pang", "2026-06-20", "apply_termination", &end);
    case.does(
        "lin",
        "2026-07-01",
        "terminate",
        &[(Part::Opinion, "同意。"), (Part::Received, "市信访局来文")],
    );
    assert!(case.holds("lin", "2026-07-01", Queue::AfterTermination));
    let told = [(Part::ServedBy, "in_person"), (Part::On, "2026-07-02"), (Part::Told, "已书面告知。")];
    case.does("desk", "2026-07-02", "tell_termination", &told);
    // The same matter later is registered all the same, and not accepted again at triage.
    let again = registered(&house, "2026-08-03", "request");
    let repeat = Story { house: &house, id: again };
    let close = [
        (Part::Earlier, "2026-0001"),
        (Part::EndedBy, "termination"),
        (Part::EndedOn, "2026-07-01"),
        (Part::Same, "yes"),
        (Part::NewFacts, "no"),
        (Part::CarriedOut, "yes"),
        (Part::How, "post"),
    ];
    assert_eq!(repeat.agreed("desk", "lu", "2026-08-03", "close_to_repeat", &close), State::NotAcceptedAgain);
}

#[test]
fn a_review_asked_too_late_is_written_down_and_turned_down() {
    let house = house(&[]);
    let id = registered(&house, "2026-03-02", "request");
    let case = Story { house: &house, id };
    case.accepted("2026-03-03", "2026-03-04");
    case.worked("2026-03-10");
    case.answered("2026-03-20");
    let asked =
        [(Part::Body, "县政府"), (Part::Requests, "撤销。"), (Part::Why, "不服。"), (Part::Attached, "yes")];
    case.does("desk", "2026-05-10", "ask_review", &asked);
    let barriers = case.barred("fu", "2026-05-11", "accept_review", &[(Part::How, "post")]);
    assert_eq!(barriers, [Barrier::TooLate { last: "2026-04-20".parse().expect("a day") }]);
    case.does("fu", "2026-05-11", "refuse_review", &[(Part::Why, "超过期限。"), (Part::How, "post")]);
    assert!(!case.holds("fu", "2026-05-11", Queue::Review));
}

#[test]
fn a_review_that_orders_it_done_again_opens_the_closed_case_and_wants_another_opinion() {
    let house = house(&[]);
    let id = registered(&house, "2026-03-02", "request");
    let case = Story { house: &house, id };
    case.accepted("2026-03-03", "2026-03-04");
    case.worked("2026-03-10");
    case.answered("2026-03-20");
    case.closed("2026-03-25");
    let asked =
        [(Part::Body, "县政府"), (Part::Requests, "撤销。"), (Part::Why, "不服。"), (Part::Attached, "yes")];
    case.does("desk", "2026-04-10", "ask_review", &asked);
    case.does("fu", "2026-04-12", "accept_review", &[(Part::How, "post")]);
    let ruling = [(Part::Ruling, "redo"), (Part::Record, "漏了一处。"), (Part::Basis, "第三十五条")];
    case.does("fu", "2026-04-30", "decide_review", &ruling);
    let redo = [(Part::Why, "复查责令重新办理。")];
    assert_eq!(case.does("lin", "2026-05-06", "redo", &redo), State::Redo);
    assert_eq!(case.does("pang", "2026-05-07", "plan", &[(Part::Plan, "再看一遍。")]), State::Working);
    let draft = [(Part::Text, "同前。"), (Part::Basis, "条例"), (Part::Legal, "no")];
    assert_eq!(case.barred("pang", "2026-05-08", "draft", &draft), [Barrier::SameOpinion]);
    let other = [draft.as_slice(), &[(Part::Different, "yes")]].concat();
    assert_eq!(case.does("pang", "2026-05-08", "draft", &other), State::Drafted);
}

#[test]
fn feedback_that_fails_its_check_is_done_again_and_the_clocks_have_gone_on() {
    let house = house(&[]);
    let id = registered(&house, "2026-03-02", "request");
    let case = Story { house: &house, id };
    case.accepted("2026-03-03", "2026-03-04");
    case.worked("2026-03-10");
    case.answered("2026-03-20");
    // Assigned: the result is reported first, then checked on two points.
    let close = [(Part::Lawful, "yes"), (Part::Solved, "no"), (Part::Settled, "no")];
    assert_eq!(
        case.barred("lin", "2026-03-21", "close", &close),
        [Barrier::First { step: "feedback" }, Barrier::FailsCheck]
    );
    case.does("pang", "2026-03-21", "feedback", &[(Part::Record, "说了。"), (Part::View, "disagrees")]);
    assert_eq!(case.barred("lin", "2026-03-22", "close", &close), [Barrier::FailsCheck]);
    assert_eq!(case.does("lin", "2026-03-22", "redo", &[(Part::Why, "没有修。")]), State::Redo);
    case.does("pang", "2026-03-23", "plan", &[(Part::Plan, "修好再报。")]);
    case.answered("2026-04-02");
    case.closed("2026-04-05");
}

#[test]
fn nobody_passes_what_he_drafted_and_an_important_opinion_needs_the_main_leader() {
    let house = house(&[]);
    house.person("both", "祝南星", "handler department_head leader_in_charge");
    let id = registered(&house, "2026-03-02", "request");
    let case = Story { house: &house, id };
    case.does("lin", "2026-03-02", "assess", &[(Part::Verdict, "reasonable"), (Part::Important, "yes")]);
    let assign = [
        (Part::To, "事务科"),
        (Part::Content, "查。"),
        (Part::Requirement, "报结果"),
        (Part::Limit, "2026-05-01"),
    ];
    assert_eq!(
        case.barred("lin", "2026-03-03", "assign", &assign),
        [Barrier::First { step: "decide_report" }],
        "an important matter waits for a leader's word"
    );
    case.does("qin", "2026-03-03", "instruct", &[(Part::Said, "一周内查清。"), (Part::Limit, "2026-03-10")]);
    case.accepted("2026-03-03", "2026-03-04");
    case.worked("2026-03-10");
    let draft = [(Part::Text, "支持。"), (Part::Basis, "条例"), (Part::Legal, "yes")];
    case.does("both", "2026-03-12", "draft", &draft);
    assert_eq!(
        case.barred("both", "2026-03-12", "audit", &[]),
        [Barrier::OwnDraft, Barrier::First { step: "legal_opinion" }]
    );
    case.does("duan", "2026-03-12", "legal_opinion", &[(Part::Opinion, "合法。")]);
    case.does("dou", "2026-03-12", "audit", &[]);
    let barriers = case.barred("lu", "2026-03-13", "issue", &[]);
    assert!(
        matches!(barriers[..], [Barrier::NotThisRole { .. }, Barrier::First { step: "approve" }]),
        "{barriers:?}"
    );
    case.does("lu", "2026-03-13", "approve", &[]);
    assert_eq!(case.does("qin", "2026-03-13", "issue", &[]), State::Issued);
    // Handed over in person, and signed for (S004-50).
    let post = [
        (Part::ServedBy, "registered_post"),
        (Part::On, "2026-03-14"),
        (Part::Server, "庞若谷"),
        (Part::Receipt, "signed"),
        (Part::Mail, "XA1"),
    ];
    assert_eq!(case.barred("pang", "2026-03-14", "serve", &post), [Barrier::InPerson]);
    case.served("2026-03-14");
}

#[test]
fn a_recused_handler_is_out_in_the_middle_and_another_goes_on() {
    let house = house(&[]);
    let id = registered(&house, "2026-03-02", "request");
    let case = Story { house: &house, id };
    case.accepted("2026-03-03", "2026-03-04");
    let recuse =
        [(Part::Whom, "庞若谷"), (Part::Applicant, "petitioner"), (Part::Interest, "与物业经理是亲戚。")];
    case.agreed("desk", "lu", "2026-03-05", "recuse", &recuse);
    let again = [(Part::Handler, "庞若谷"), (Part::NoConflict, "yes")];
    assert_eq!(
        case.barred("dou", "2026-03-05", "name_handler", &again),
        [Barrier::Recused { part: Part::Handler }]
    );
    case.does("dou", "2026-03-05", "name_handler", &[(Part::Handler, "岳青禾"), (Part::NoConflict, "yes")]);
    case.does("yue", "2026-03-06", "contact", &[(Part::By, "called"), (Part::Said, "换我来办。")]);
    assert_eq!(case.does("yue", "2026-03-06", "plan", &[(Part::Plan, "看现场。")]), State::Working);
    assert!(
        case.tries("pang", "2026-03-06", "contact", &[(Part::By, "called"), (Part::Said, "再问。")]).is_err()
    );
}

#[test]
fn an_answer_by_word_of_mouth_closes_and_starts_no_time_for_an_appeal() {
    let house = house(&[]);
    let id = registered(&house, "2026-09-01", "enquiry");
    let case = Story { house: &house, id };
    case.does("lin", "2026-09-01", "handle_here", &[(Part::Unit, "事务科"), (Part::Handler, "庞若谷")]);
    let oral = [
        (Part::Answer, "窗口周一到周五都办。"),
        (Part::Basis, "办事指南"),
        (Part::By, "called"),
        (Part::Paper, "declined"),
    ];
    assert_eq!(case.does("pang", "2026-09-02", "answer_orally", &oral), State::Done);
    assert!(case.clock("2026-09-02", "ask_review").is_none());
    assert_eq!(case.finished("2026-09-02", "dispatch").as_deref(), Some("2026-09-01"));
}

#[test]
fn a_suggestion_is_answered_with_its_reasons_and_has_no_sixty_days() {
    let house = house(&[]);
    let id = registered(&house, "2026-09-01", "suggestion");
    let case = Story { house: &house, id };
    case.does("lin", "2026-09-01", "handle_here", &[(Part::Unit, "事务科")]);
    let answer = [(Part::Adoption, "partly"), (Part::Why, "先试一条街。"), (Part::How, "post")];
    assert_eq!(case.does("dou", "2026-09-05", "answer_suggestion", &answer), State::Done);
    assert!(case.clock("2026-09-05", "finish").is_none());
    // It has left the office, and cannot be taken back.
    let version = card(&house, "dou", id, "2026-09-05").version;
    let undo = AskSteps::Undo { case: id, version };
    assert_eq!(
        house.ask("dou", "2026-09-05 10:05", Request::Steps(undo)),
        Err(Refusal::Denied(vec![Barrier::LeftTheOffice]))
    );
}

#[test]
fn an_order_of_the_hotline_is_renewed_once_and_answered() {
    let house = house(&["hotline-12345"]);
    let id = registered(&house, "2026-09-01", "request");
    let case = Story { house: &house, id };
    let order = [(Part::Number, "12345-77"), (Part::Limit, "2026-09-08")];
    let twice = [order.as_slice(), &[(Part::Other, "2026-0009")]].concat();
    assert_eq!(case.barred("lin", "2026-09-01", "take_order", &twice), [Barrier::RunsAlready]);
    case.does("lin", "2026-09-01", "take_order", &order);
    assert_eq!(case.due("2026-09-01", "hotline.on_the_order"), "2026-09-08");
    let here = [(Part::Unit, "事务科"), (Part::Handler, "庞若谷")];
    case.does("lin", "2026-09-01", "handle_here", &here);
    let items = [(Part::Items, "修好屋面"), (Part::How, "online")];
    case.does("pang", "2026-09-02", "accept", &items);
    let renew = [(Part::Limit, "2026-09-15"), (Part::Why, "要等材料。"), (Part::Received, "中心同意")];
    case.does("pang", "2026-09-07", "renew", &renew);
    assert_eq!(case.due("2026-09-07", "hotline.on_the_order"), "2026-09-15");
    case.does(
        "pang",
        "2026-09-10",
        "draft",
        &[(Part::Text, "已修。"), (Part::Basis, "条例"), (Part::Legal, "no")],
    );
    case.does("dou", "2026-09-10", "audit", &[]);
    assert_eq!(case.does("lin", "2026-09-11", "answer_order", &[(Part::Answer, "已修好。")]), State::Done);
    assert_eq!(case.finished("2026-09-11", "hotline.on_the_order").as_deref(), Some("2026-09-11"));
}

#[test]
fn what_was_done_last_today_is_taken_back_with_all_that_came_of_it() {
    let house = house(&[]);
    let id = registered(&house, "2026-09-01", "request");
    let case = Story { house: &house, id };
    case.does("lin", "2026-09-02", "transfer", &[(Part::To, "事务科")]);
    assert_eq!(card(&house, "lin", id, "2026-09-02").line.handler, "窦知秋");
    let version = card(&house, "lin", id, "2026-09-02").version;
    let undo = AskSteps::Undo { case: id, version };
    house.ask("lin", "2026-09-02 10:05", Request::Steps(undo)).expect("it is taken back");
    let after = card(&house, "lin", id, "2026-09-02");
    assert_eq!((after.line.state, after.line.handler.as_str()), (State::Registered, "叶青"));
    assert_eq!(house.broken("2026-09-02 11:00"), []);
}

#[test]
fn a_day_that_a_step_names_is_never_before_the_matter_came() {
    let house = house(&[]);
    let id = registered(&house, "2026-09-01", "request");
    let case = Story { house: &house, id };
    let barriers =
        case.barred("lin", "2026-09-02", "transfer", &[(Part::To, "县住建局"), (Part::On, "2026-08-30")]);
    let first = "2026-09-01".parse().expect("a day");
    assert_eq!(barriers, [Barrier::Part(Part::On, Problem::TooEarly { first })]);
}

#[test]
fn an_objection_that_does_not_hold_leaves_the_matter_and_its_clocks_where_they_are() {
    let house = house(&[]);
    let id = registered(&house, "2026-09-01", "request");
    let case = Story { house: &house, id };
    case.does("lin", "2026-09-02", "transfer", &[(Part::To, "县城管局")]);
    let due = case.due("2026-09-02", "notify");
    case.does("lin", "2026-09-04", "object", &[(Part::Why, "不属本局职权。")]);
    let refuse = [(Part::Why, "三定方案写明归你局。")];
    assert_eq!(case.does("lin", "2026-09-07", "refuse_objection", &refuse), State::SignedFor);
    assert_eq!((case.due("2026-09-07", "notify"), case.finished("2026-09-07", "notify")), (due, None));
    assert!(case.finished("2026-09-07", "dispatch").is_some(), "it was passed on");
}

#[test]
fn a_clock_stops_only_where_its_rule_has_a_reason_and_goes_on_by_as_many_days() {
    let house = house(&["market-complaints"]);
    let id = registered_on(&house, "2026-09-01", "request", "market-complaints");
    let case = Story { house: &house, id };
    case.accepted("2026-09-02", "2026-09-03");
    let due = case.due("2026-09-03", "market.mediate");
    let stop = |clock| [(Part::Clock, clock), (Part::PauseFor, "appraisal"), (Part::Why, "送检。")];
    assert_eq!(
        case.barred("qin", "2026-09-07", "pause", &stop("finish")),
        [Barrier::NoPauseHere],
        "article 34 knows no pause"
    );
    case.does("qin", "2026-09-07", "pause", &stop("market.mediate"));
    assert_eq!(case.clock("2026-09-09", "market.mediate").map(|(_, lamp)| lamp), Some(Lamp::Paused));
    assert_eq!(case.barred("qin", "2026-09-09", "pause", &stop("market.mediate")), [Barrier::Paused]);
    case.does("qin", "2026-09-11", "resume", &[]);
    assert!(case.due("2026-09-14", "market.mediate") > due);
}

#[test]
fn a_step_without_sense_is_on_no_menu_and_cannot_be_taken_by_a_script() {
    let house = house(&[]);
    let id = registered(&house, "2026-03-02", "request");
    let case = Story { house: &house, id };
    case.accepted("2026-03-03", "2026-03-04");
    case.worked("2026-03-10");
    case.answered("2026-03-20");
    let on_menu = |step| card(&house, "fu", id, "2026-03-21").line.menu.iter().any(|(name, _)| *name == step);
    assert!(!on_menu("accept_review"));
    let accept = [(Part::How, "post")];
    assert_eq!(case.barred("fu", "2026-03-21", "accept_review", &accept), [Barrier::DoesNotFit]);
}

#[test]
fn a_request_to_terminate_comes_back_with_its_reason_and_is_made_again() {
    let house = house(&[]);
    let id = registered(&house, "2026-03-02", "request");
    let case = Story { house: &house, id };
    case.accepted("2026-03-03", "2026-03-04");
    case.worked("2026-03-10");
    case.does(
        "dou",
        "2026-03-11",
        "special_team",
        &[(Part::Leader, "卢望舒"), (Part::Members, "庞若谷、岳青禾"), (Part::Plan, "分头核实。")],
    );
    case.answered("2026-03-20");
    case.closed("2026-03-25");
    let end = [(Part::Condition, "reexamined"), (Part::Why, "程序完毕。")];
    assert_eq!(
        case.barred("pang", "2026-03-26", "apply_termination", &end),
        [Barrier::DoesNotFit, Barrier::NotEnded],
        "no re-examination has been served"
    );
    let lapsed = [(Part::Condition, "lapsed"), (Part::Why, "没有再提。")];
    assert_eq!(
        case.barred("pang", "2026-06-26", "apply_termination", &lapsed),
        [Barrier::DoesNotFit, Barrier::NotEnded],
        "silence ends nothing unless the rules say so"
    );
    let asked =
        [(Part::Body, "县政府"), (Part::Requests, "撤销。"), (Part::Why, "不服。"), (Part::Attached, "yes")];
    let ruling = [(Part::Ruling, "upheld"), (Part::Record, "维持。"), (Part::Basis, "第三十五条")];
    let serve = |day| [(Part::ServedBy, "in_person"), (Part::On, day), (Part::Receipt, "signed")];
    case.does("desk", "2026-04-01", "ask_review", &asked);
    case.does("fu", "2026-04-02", "accept_review", &[(Part::How, "post")]);
    case.does("fu", "2026-04-03", "decide_review", &ruling);
    case.does("desk", "2026-04-07", "serve_review", &serve("2026-04-07"));
    case.does("desk", "2026-04-08", "ask_reexamination", &asked);
    case.does("fu", "2026-04-09", "accept_reexamination", &[(Part::How, "post")]);
    case.does("fu", "2026-04-10", "decide_reexamination", &ruling);
    case.does("desk", "2026-04-13", "serve_reexamination", &serve("2026-04-13"));
    case.does("pang", "2026-04-14", "apply_termination", &end);
    let back = [(Part::Why, "少一份送达回证。"), (Part::Received, "市信访局来文")];
    case.does("lin", "2026-04-20", "return_termination", &back);
    assert!(!case.holds("lin", "2026-04-20", Queue::AfterTermination));
    case.does("pang", "2026-04-21", "apply_termination", &end);
    case.does("lin", "2026-04-27", "terminate", &[(Part::Opinion, "同意。")]);
    assert!(case.holds("lin", "2026-04-27", Queue::AfterTermination));
}
