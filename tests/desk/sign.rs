//! 待签: what waits for one's own word is read, signed and sent back, one by one or several at once.

use xinfang::api::cases::{Answer as Cases, CaseCard, Request as AskCases};
use xinfang::api::intake::Request as AskIntake;
use xinfang::api::sign::{Answer as Told, Papers, Request as Ask, ToSign};
use xinfang::api::steps::Request as AskSteps;
use xinfang::api::{Answer, Refusal, Request};
use xinfang::domain::case::{CaseId, State};
use xinfang::domain::intake::{self, Draft};
use xinfang::domain::problem::Barrier;
use xinfang::domain::step::{Filled, Given, Part, by_name};
use xinfang::i18n::Language::{Chinese, English};

use crate::harness::{Desk, House};
use crate::{assert_hides, assert_shows};

const NOW: &str = "2026-09-16 09:14";

fn house(rules: &[&str]) -> House {
    let house = House::with_rules(rules);
    house.person("qin", "秦望山", "main_leader").person("lu", "卢望舒", "leader_in_charge");
    house.person("yin", "尹若兰", "dispatcher").person("jiang", "蒋远", "handler");
    house.person("meng", "孟知远", "department_head");
    house.row("bodies", &[("code", "cg"), ("name", "县城管局"), ("level", "county")]);
    house
}

/// A matter of this title.
fn file(house: &House, title: &str) -> CaseId {
    let draft = Draft {
        title: title.to_owned(),
        body: format!("{title}，请求处理。"),
        name: "张三".to_owned(),
        address: "城关镇北门路3号".to_owned(),
        category: "010102".to_owned(),
        slip: format!("test-{title}"),
        ..Draft::default()
    };
    let now = chrono::DateTime::parse_from_rfc3339("2026-09-16T09:14:00+08:00").expect("an instant");
    let intake = intake::read(&draft, now, intake::Doubts::Keep).expect("a matter");
    match house.ask("desk", NOW, Request::Intake(AskIntake::File(Box::new(intake)))) {
        Ok(Answer::Intake(_)) => {}
        other => panic!("{other:?}"),
    }
    let found = (1..100).map(CaseId).find(|id| try_card(house, *id).is_some_and(|c| c.line.title == title));
    found.unwrap_or_else(|| panic!("{title} was not filed"))
}

fn try_card(house: &House, id: CaseId) -> Option<CaseCard> {
    match house.ask("qin", NOW, Request::Cases(AskCases::Open(id))) {
        Ok(Answer::Cases(Cases::Case(card))) => Some(*card),
        _ => None,
    }
}

fn card(house: &House, id: CaseId) -> CaseCard {
    try_card(house, id).expect("a case")
}

fn try_take(
    house: &House,
    account: &str,
    case: CaseId,
    step: &str,
    given: &[(Part, &str)],
) -> Result<Answer, Refusal> {
    let version = card(house, case).version;
    let step = by_name(step).expect("a step").name;
    let given = Given::Filled(Filled::of(given.iter().map(|(part, value)| (*part, (*value).to_owned()))));
    house.ask(account, NOW, Request::Steps(AskSteps::Take { case, version, step, given }))
}

fn take(house: &House, account: &str, case: CaseId, step: &str, given: &[(Part, &str)]) {
    try_take(house, account, case, step, given).unwrap_or_else(|refused| panic!("{step}: {refused:?}"));
}

/// A matter that the desk wants refused.
fn refused(house: &House, title: &str) -> CaseId {
    let case = file(house, title);
    let given =
        [(Part::Reason, "not_ours"), (Part::Body, "cg"), (Part::How, "spoken"), (Part::Told, "归城管局管。")];
    take(house, "desk", case, "refuse", &given);
    case
}

/// A matter that is accepted and worked.
fn worked(house: &House, title: &str) -> CaseId {
    let case = file(house, title);
    take(house, "yin", case, "handle_here", &[(Part::Handler, "jiang")]);
    take(house, "jiang", case, "accept", &[(Part::Items, "付清工资\n支付利息"), (Part::How, "spoken")]);
    take(house, "jiang", case, "contact", &[(Part::By, "called"), (Part::Said, "说明办理时限。")]);
    take(house, "jiang", case, "plan", &[(Part::Plan, "到工地核实。")]);
    case
}

/// A matter with a draft before the head of the department.
fn drafted(house: &House, title: &str) -> CaseId {
    let case = worked(house, title);
    let record = [(Part::Method, "visit"), (Part::Investigator, "jiang"), (Part::Second, "meng")];
    take(house, "jiang", case, "investigate", &[&record[..], &[(Part::Record, "工资表在卷。")]].concat());
    for (demand, result) in [("1", "supported"), ("2", "partly")] {
        let answer = [(Part::Demand, demand), (Part::Verdicts, result), (Part::Basis, "劳动法第五十条")];
        take(house, "jiang", case, "answer_demand", &answer);
    }
    let draft =
        [(Part::Text, "经查，拖欠属实，应当付清。"), (Part::Basis, "劳动法第五十条"), (Part::Legal, "no")];
    take(house, "jiang", case, "draft", &draft);
    case
}

fn papers(house: &House, account: &str) -> Papers {
    match house.ask(account, NOW, Request::Sign(Ask::Waiting)) {
        Ok(Answer::Sign(Told::Waiting(papers))) => *papers,
        other => panic!("{other:?}"),
    }
}

fn steps(house: &House, account: &str) -> Vec<String> {
    papers(house, account).rows.into_iter().map(|paper| paper.step).collect()
}

/// The digit of the line of home that begins with this word.
fn digit_of(desk: &mut Desk, word: &str) -> String {
    let screen = desk.screen();
    let lines = screen.lines().map(|line| line.trim_start_matches(['>', ' ']).split_whitespace());
    let digits = lines.filter_map(|mut words| Some((words.next()?.to_owned(), words.next()?.to_owned())));
    let found = digits.into_iter().find(|(_, said)| said == word);
    found.unwrap_or_else(|| panic!("no line {word}")).0
}

#[test]
fn five_are_signed_from_home_in_at_most_ten_keys() {
    let house = house(&[]);
    for title in ["夜市噪声", "路灯不亮", "井盖缺失", "占道经营", "垃圾清运"] {
        refused(&house, title);
    }
    let mut leader = house.home("lu", Chinese, NOW);
    leader.keys = 0;
    assert_shows!(leader, "待签", "5");
    leader.press("gp");
    assert_shows!(leader, "待签", "夜市噪声", "不予受理", "叶青", "09-16");
    leader.press("<space><space><space><space><space>;");
    assert_shows!(leader, "一起签 5 件", "其中 5 件还没有打开看过", "Enter 签");
    // The key that began it does not answer it.
    leader.press("<ctrl-s>");
    assert_shows!(leader, "按 Enter 才签");
    assert_eq!(leader.writes, 0);
    leader.keys -= 1;
    leader.press("<enter>");
    assert_shows!(leader, "签了 5 件。", "没有等您签的");
    assert_eq!(leader.keys, 9);
    for id in 1..=5 {
        assert_eq!(card(&house, CaseId(id)).line.state, State::Refused);
    }
}

#[test]
fn five_are_read_and_signed_one_after_the_other_in_thirteen() {
    let house = house(&[]);
    for title in ["夜市噪声", "路灯不亮", "井盖缺失", "占道经营", "垃圾清运"] {
        refused(&house, title);
    }
    let mut leader = house.home("lu", English, NOW);
    leader.keys = 0;
    leader.press("gp<enter>");
    assert_shows!(leader, "To sign", "归城管局管。", "县城管局", "from 叶青");
    for _ in 0..5 {
        leader.press("<ctrl-s>");
        assert_shows!(leader, "A remark may stay empty");
        leader.press("<enter>");
    }
    assert_shows!(leader, "Nothing waits for your signature.");
    assert_eq!(leader.keys, 13);
}

#[test]
fn a_draft_goes_from_desk_to_desk_and_is_sent_back_with_a_reason() {
    let house = house(&[]);
    let case = drafted(&house, "工资拖欠");
    assert_eq!(steps(&house, "lu"), [""; 0]);
    assert_eq!(steps(&house, "meng"), ["audit"]);
    let mut head = house.home("meng", Chinese, NOW);
    head.press("gp<enter>");
    assert_shows!(head, "经查，拖欠属实", "付清工资", "支持", "支付利息", "蒋远 09-16 送来");
    head.press("-");
    head.press("<ctrl-s>");
    assert_shows!(head, "还没有填");
    head.press("利息怎么算没有写。<ctrl-s>");
    assert_shows!(head, "没有等您签的");
    assert_eq!(card(&house, case).line.state, State::Working);
    let draft = [(Part::Text, "经查，利息自七月起算。"), (Part::Basis, "劳动法"), (Part::Legal, "no")];
    take(&house, "jiang", case, "draft", &draft);
    head.press("<esc>gp<ctrl-s>同意报签<enter>");
    assert_shows!(head, "已签");
    assert_eq!(card(&house, case).line.state, State::Audited);
    // Who signs reads what the others said, and what was sent back before.
    let mut leader = house.home("lu", Chinese, NOW);
    leader.press("gp<enter>");
    assert_shows!(leader, "利息自七月起算", "同意报签", "孟知远", "利息怎么算没有写");
    leader.press("<ctrl-s><enter>");
    assert_eq!(card(&house, case).line.state, State::Issued);
}

#[test]
fn what_i_drafted_or_passed_is_barred_with_the_reason() {
    let house = house(&[]);
    house.person("gu", "顾长明", "handler department_head leader_in_charge");
    let case = drafted(&house, "工资拖欠");
    take(&house, "meng", case, "return_draft", &[(Part::Why, "重写")]);
    let draft = [(Part::Text, "经查属实。"), (Part::Basis, "劳动法"), (Part::Legal, "no")];
    take(&house, "gu", case, "draft", &draft);
    let mut desk = house.home("gu", Chinese, NOW);
    desk.press("gp");
    assert_shows!(desk, "(审核)", "您不能签：您拟过、审过或办过这一件");
    desk.press("<ctrl-s><space>");
    assert_shows!(desk, "您不能签");
    assert_eq!(desk.writes, 0);
    take(&house, "meng", case, "audit", &[]);
    assert_eq!(papers(&house, "gu").rows[0].barriers, [Barrier::OwnDraft]);
    assert_eq!(papers(&house, "lu").rows[0].barriers, []);
}

#[test]
fn the_important_waits_for_the_main_leader_only_after_the_leader_in_charge() {
    let house = house(&[]);
    let case = file(&house, "集体欠薪");
    take(&house, "desk", case, "report", &[(Part::Leader, "qin"), (Part::Told, "涉及三十人。")]);
    // A report lies with whom it names; nobody assigns before his word.
    assert_eq!(steps(&house, "lu"), [""; 0]);
    assert_eq!(steps(&house, "qin"), ["decide_report"]);
    let mut main = house.home("qin", Chinese, NOW);
    main.press("gp");
    assert_shows!(main, "集体欠薪", "Ctrl-S 批示");
    main.press("-");
    assert_shows!(main, "报请的没有退回");
    main.press("<ctrl-s>");
    assert_shows!(main, "批示决定");
    main.press("由信访科十日内查清。<tab><tab>+5<tab>jiang<ctrl-s>");
    assert_shows!(main, "没有等您签的");
    // His words with their limit are a task.
    let mut handler = house.home("jiang", Chinese, NOW);
    handler.press("gt");
    assert_shows!(handler, "批示：由信访科十日内查清", "剩5日");
    take(&house, "yin", case, "handle_here", &[(Part::Handler, "jiang")]);
    take(&house, "jiang", case, "accept", &[(Part::Items, "付清工资"), (Part::How, "spoken")]);
    take(&house, "jiang", case, "contact", &[(Part::By, "called"), (Part::Said, "说明时限。")]);
    take(&house, "jiang", case, "plan", &[(Part::Plan, "核实。")]);
    let record = [(Part::Method, "visit"), (Part::Investigator, "jiang"), (Part::Record, "属实。")];
    take(&house, "jiang", case, "investigate", &record);
    let answer = [(Part::Demand, "1"), (Part::Verdicts, "supported"), (Part::Basis, "劳动法")];
    take(&house, "jiang", case, "answer_demand", &answer);
    let draft = [(Part::Text, "应当付清。"), (Part::Basis, "劳动法"), (Part::Legal, "no")];
    take(&house, "jiang", case, "draft", &draft);
    take(&house, "meng", case, "audit", &[]);
    assert_eq!(steps(&house, "qin"), [""; 0], "not before the leader in charge has passed it");
    assert_eq!(steps(&house, "lu"), ["approve"]);
    take(&house, "lu", case, "approve", &[]);
    assert_eq!(steps(&house, "lu"), [""; 0]);
    assert_eq!(steps(&house, "qin"), ["issue"]);
    take(&house, "qin", case, "issue", &[]);
    assert_eq!(card(&house, case).line.state, State::Issued);
}

#[test]
fn an_important_matter_is_assigned_only_after_a_leaders_word() {
    let house = house(&[]);
    let case = file(&house, "桥面塌陷");
    take(
        &house,
        "desk",
        case,
        "assess",
        &[(Part::Verdict, "reasonable"), (Part::Cause, "x"), (Part::Important, "yes")]
            .into_iter()
            .filter(|(part, _)| *part != Part::Cause)
            .collect::<Vec<_>>(),
    );
    let assign = [
        (Part::To, "cg"),
        (Part::Content, "查清原因。"),
        (Part::Requirement, "书面反馈"),
        (Part::Limit, "2026-10-20"),
    ];
    let refused = try_take(&house, "yin", case, "assign", &assign);
    let first = Barrier::First { step: "decide_report" };
    assert!(matches!(&refused, Err(Refusal::Denied(found)) if found.contains(&first)), "{refused:?}");
    let mut leader = house.home("lu", Chinese, NOW);
    leader.press("g");
    take(&house, "lu", case, "instruct", &[(Part::Said, "立即抢修。"), (Part::Limit, "2026-09-18")]);
    take(&house, "yin", case, "assign", &assign);
}

#[test]
fn more_time_is_granted_by_whom_the_rule_names() {
    let house = house(&["bureau-h"]);
    let case = worked(&house, "工资拖欠");
    let given = [(Part::Clock, "finish"), (Part::Days, "10"), (Part::Why, "等鉴定。")];
    take(&house, "jiang", case, "extend", &given);
    let main = steps(&house, "qin");
    assert_eq!(main, ["extend"]);
    let waiting = card(&house, case).triage.waiting.expect("it waits");
    assert_eq!(waiting.barriers, []);
    let allowed = steps(&house, "lu");
    let decide = AskSteps::Decide {
        proposal: waiting.id,
        version: card(&house, case).version,
        agree: true,
        reason: String::new(),
    };
    let told = house.ask("lu", NOW, Request::Steps(decide));
    assert_eq!(told.is_ok(), !allowed.is_empty(), "who does not see it cannot grant it: {told:?}");
}

#[test]
fn nobody_decides_his_own_recusal_and_a_leaders_lies_with_the_main_leader() {
    let house = house(&[]);
    house.person("cen", "岑远山", "leader_in_charge");
    let case = worked(&house, "工资拖欠");
    let recuse = |whom| [(Part::Whom, whom), (Part::Applicant, "petitioner"), (Part::Interest, "亲属。")];
    take(&house, "desk", case, "recuse", &recuse("lu"));
    assert_eq!((steps(&house, "lu").len(), steps(&house, "cen").len()), (0, 0));
    assert_eq!(steps(&house, "qin"), ["recuse"]);
    let other = worked(&house, "土地纠纷");
    take(&house, "desk", other, "recuse", &recuse("jiang"));
    assert_eq!(steps(&house, "lu"), ["recuse"]);
    let third = worked(&house, "房屋漏水");
    take(&house, "desk", third, "recuse", &recuse("qin"));
    let row = papers(&house, "qin").rows.into_iter().find(|paper| paper.line.id == third).expect("it waits");
    assert_eq!(row.barriers, [Barrier::OwnRecusal]);
}

#[test]
fn a_stand_ins_signature_names_whom_he_stands_in_for() {
    let house = house(&[]);
    house.person("qi", "戚远", "archivist");
    for absent in ["lu", "meng"] {
        let from = [("from", "2026-09-14"), ("until", "2026-09-18"), ("reason", "出差")];
        house.row("stand_ins", &[&[("absent", absent), ("by", "qi")], &from[..]].concat());
    }
    let case = drafted(&house, "工资拖欠");
    let other = refused(&house, "夜市噪声");
    assert_eq!(steps(&house, "qi").len(), 2);
    let mut stand_in = house.home("qi", Chinese, NOW);
    stand_in.press("gp<space><space><ctrl-s><enter>");
    assert_shows!(stand_in, "签了 2 件。");
    for (case, absent) in [(case, "孟知远"), (other, "卢望舒")] {
        let history = card(&house, case).history;
        let line = history.last().expect("a line");
        assert!(format!("{line:?}").contains(absent), "{line:?}");
    }
    // What he passed in one's place he does not issue in another's.
    assert_eq!(papers(&house, "qi").rows[0].barriers, [Barrier::OwnDraft]);
}

#[test]
fn what_was_changed_meanwhile_is_not_signed_and_the_rest_is() {
    let house = house(&[]);
    let (one, two) = (refused(&house, "夜市噪声"), refused(&house, "路灯不亮"));
    let all = papers(&house, "lu").rows;
    let sign: Vec<ToSign> = all
        .iter()
        .map(|paper| ToSign {
            case: paper.line.id,
            version: paper.version,
            step: paper.step.clone(),
            proposal: paper.proposal,
        })
        .collect();
    take(&house, "desk", one, "contact", &[(Part::By, "called"), (Part::Said, "又来电。")]);
    let told = house.ask("lu", NOW, Request::Sign(Ask::Sign { papers: sign, remark: "同意".to_owned() }));
    let Ok(Answer::Sign(Told::Signed(results))) = told else { panic!("{told:?}") };
    let of = |case| results.iter().find(|(id, _)| *id == case).map(|(_, result)| result.clone());
    assert!(matches!(of(one), Some(Err(Refusal::Outdated { .. }))));
    assert!(matches!(of(two), Some(Ok(_))));
    assert_eq!(steps(&house, "lu"), ["refuse"]);
}

#[test]
fn sponsored_cases_stand_on_their_leaders_home() {
    let house = house(&[]);
    let case = worked(&house, "工资拖欠");
    let mut leader = house.home("lu", Chinese, NOW);
    assert_hides!(leader, "包案");
    take(&house, "yin", case, "sponsor", &[(Part::Leader, "lu"), (Part::Plan, "月底前化解。")]);
    leader.press("gh");
    assert_shows!(leader, "包案", "2026-0001");
    let digit = digit_of(&mut leader, "包案");
    leader.press(&digit);
    assert_shows!(leader, "包案", "最近记录 09-16", "工资拖欠");
    leader.press("<enter>");
    assert_shows!(leader, "案卷");
    let mut other = house.home("qin", Chinese, NOW);
    assert_hides!(other, "包案");
}

#[test]
fn a_step_that_nobody_may_decide_is_told_to_those_who_can_mend_it() {
    let house = House::new();
    house.person("lu", "卢望舒", "leader_in_charge").person("yin", "尹若兰", "dispatcher");
    let mut admin = house.home("admin", Chinese, NOW);
    assert_shows!(admin, "没有人能批");
    let mut dispatcher = house.home("yin", English, NOW);
    assert_shows!(dispatcher, "no approver", "nobody may decide");
    dispatcher.press("<end><enter>");
    assert_shows!(dispatcher, "main leader", "register of people");
    house.person("qin", "秦望山", "main_leader").person("meng", "孟知远", "department_head");
    admin.press("gh");
    assert_hides!(admin, "没有人能批");
}

#[test]
fn who_signs_nothing_sees_an_empty_list() {
    let house = house(&[]);
    refused(&house, "夜市噪声");
    let mut desk = house.home("jiang", Chinese, NOW);
    desk.press("gp");
    assert_shows!(desk, "没有等您签的");
    let mut admin = house.home("admin", Chinese, NOW);
    admin.press("gp");
    assert_hides!(admin, "夜市噪声");
}
