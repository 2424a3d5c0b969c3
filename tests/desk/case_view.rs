//! 案卷: limits, promises, hands, demands and papers on one page; all that happened in one line of
//! time; the case as it stood on another day; contacts and papers by a key.

use xinfang::api::cases::{Answer as Cases, CaseCard, Request as AskCases, Told, Wanted};
use xinfang::api::steps::Request as AskSteps;
use xinfang::api::{Answer, Request};
use xinfang::domain::case::{CaseId, State};
use xinfang::domain::rule::ClockKey;
use xinfang::domain::step::{Filled, Given, Part, by_name};
use xinfang::i18n::Language::{self, Chinese, English};
use xinfang::i18n::words;

use ratatui::layout::Size;

use crate::harness::{Desk, House};
use crate::{assert_hides, assert_shows};

const NOW: &str = "2026-09-16 09:14";

fn card(house: &House, request: AskCases) -> CaseCard {
    match house.ask("han", NOW, Request::Cases(request)) {
        Ok(Answer::Cases(Cases::Case(card))) => *card,
        other => panic!("{other:?}"),
    }
}

fn take(house: &House, account: &str, now: &str, step: &str, fields: &[(Part, &str)]) {
    let case = CaseId(1);
    let version = match house.ask(account, now, Request::Cases(AskCases::Open(case))) {
        Ok(Answer::Cases(Cases::Case(card))) => card.version,
        other => panic!("{other:?}"),
    };
    let given = Given::Filled(Filled::of(fields.iter().map(|(part, value)| (*part, (*value).to_owned()))));
    let step = by_name(step).expect("a step").name;
    let asked = AskSteps::Take { case, version, step, given };
    house.ask(account, now, Request::Steps(asked)).unwrap_or_else(|no| panic!("{step}: {no:?}"));
}

/// A matter that was registered, transferred, signed for, accepted and spoken of on five days.
fn house() -> House {
    let house = House::new();
    house.person("zhu", "朱分流", "dispatcher handler reception");
    house.row("bodies", &[("code", "zj"), ("name", "县住建局"), ("level", "county")]);
    let mut desk = house.sit("desk", Chinese, "2026-08-12 09:40");
    desk.press("<f2>沈桂枝<tab>13812340917<tab>11010519491231002X<tab>城关镇北门3号楼<tab><tab>3号楼屋面漏水<tab>3<tab>010102<ctrl-s>");
    take(&house, "zhu", "2026-08-17 11:20", "transfer", &[(Part::To, "县住建局")]);
    take(&house, "zhu", "2026-08-20 10:00", "sign_for", &[]);
    take(
        &house,
        "zhu",
        "2026-08-27 10:00",
        "accept",
        &[(Part::Items, "修好3号楼屋面\n赔被淋坏的家具"), (Part::How, "post"), (Part::Told, "已受理。")],
    );
    let said = [
        (Part::By, "rang"),
        (Part::Said, "问进度；答有方案就告诉她"),
        (Part::Promise, "交维修方案"),
        (Part::Limit, "2026-09-18"),
    ];
    take(&house, "han", "2026-09-14 16:20", "contact", &said);
    house
}

fn open(house: &House, language: Language) -> Desk {
    let mut desk = house.sit("zhu", language, NOW);
    desk.press("<esc>/2026-0001<enter>");
    desk
}

#[test]
fn what_matters_stands_on_one_page() {
    let house = house();
    let mut desk = open(&house, Chinese);
    assert_shows!(desk, "已受理", "时限", "承诺", "交维修方案", "剩2日", "2026-09-18");
    assert_shows!(desk, "经手", "本局 5日、县住建局 30日（至今）；没有退回过");
    assert_shows!(
        desk,
        "诉求",
        "1 修好3号楼屋面",
        "2 赔被淋坏的家具",
        "未定",
        "可办",
        "文书",
        "访受〔2026〕1号"
    );
    let mut desk = open(&house, English);
    assert_shows!(desk, "Promised", "Hands", "this office 5 d, 县住建局 30 d (has it); never given back");
    assert_shows!(desk, "1 修好3号楼屋面", "open", "Papers", "notice of acceptance");
}

#[test]
fn everything_that_happened_is_one_line_of_time_and_each_line_is_read_whole() {
    let house = house();
    let mut desk = open(&house, Chinese);
    assert_shows!(desk, "经过", "09-14 16:20  来电    问进度；答有方案就告诉她");
    // The newest first: the contact, the notice, the acceptance.
    desk.press("<tab>");
    assert_shows!(desk, ">   09-14 16:20");
    desk.press("<enter>");
    assert_shows!(desk, "2026-09-14 16:20  来电  韩露", "说了什么：问进度", "答应的事：交维修方案");
    desk.press("<esc><down>");
    assert_shows!(desk, ">   08-27 10:00  文书", "受理告知书 访受〔2026〕1号");
    desk.press("<enter>");
    assert_shows!(desk, "访受〔2026〕1号", "沈桂枝：", "云浦县信访局", "2026年8月27日", "邮寄");
    desk.press("<esc><down>");
    assert_shows!(desk, ">   08-27 10:00  受理    修好3号楼屋面；赔被淋坏的家具");
    // Whoever reads personal values is a line too.
    desk.press("v<enter>");
    assert_shows!(desk, "09-16 09:14  查阅    接待办理");
}

#[test]
fn a_case_is_seen_as_it_stood_before_each_step_and_nothing_is_done_there() {
    let house = house();
    let mut desk = open(&house, Chinese);
    desk.press("[");
    assert_shows!(desk, "案卷 / 2026-09-13 的样子", "看的是 09-13 的样子，不能办。] 到底回到今天。");
    assert_hides!(desk, "交维修方案", "来电");
    assert_shows!(desk, "已受理", "县住建局 27日（至今）", "(1 ");
    desk.press("1");
    assert_shows!(desk, "看的是 09-13 的样子，不能办");
    desk.press("c");
    assert_hides!(desk, "联系方式");
    desk.press("[");
    assert_shows!(desk, "2026-08-26 的样子", "已签收待告知");
    assert_hides!(desk, "访受〔2026〕1号", "修好3号楼屋面");
    desk.press("[");
    assert_shows!(desk, "2026-08-19 的样子", "已转送", "县住建局 2日（至今）");
    desk.press("[");
    assert_shows!(desk, "2026-08-16 的样子", "待甄别", "只有登记一条。", "转送交办", "剩");
    assert_hides!(desk, "县住建局");
    desk.press("[");
    assert_shows!(desk, "没有更早的");
    // News from elsewhere leaves him where he looks.
    desk.hear(xinfang::api::Change::Everything);
    assert_shows!(desk, "2026-08-16 的样子");
    desk.press("]]]");
    assert_shows!(desk, "2026-09-13 的样子");
    desk.press("]");
    assert_shows!(desk, "回到今天了。", "交维修方案");
    assert_hides!(desk, "的样子");
}

#[test]
fn a_day_gone_by_has_its_own_state_limits_and_hands() {
    let house = house();
    let day = |text: &str| text.parse::<chrono::NaiveDate>().expect("a day");
    let then = card(&house, AskCases::AsOf { case: CaseId(1), day: day("2026-08-18") });
    assert_eq!(then.line.state, State::Sent);
    assert_eq!((then.story.demands.len(), then.story.papers.len()), (0, 1));
    assert!(then.line.menu.iter().all(|(_, barriers)| !barriers.is_empty()));
    let dispatch = then.clocks.iter().find(|(clock, _)| clock.clock.word() == "dispatch");
    assert!(dispatch.is_some_and(|(clock, _)| clock.finished == Some(day("2026-08-17"))));
    let before = card(&house, AskCases::AsOf { case: CaseId(1), day: day("2026-08-16") });
    let dispatch = before.clocks.iter().find(|(clock, _)| clock.clock.word() == "dispatch");
    assert!(dispatch.is_some_and(|(clock, _)| clock.runs()));
    // Before it came there is nothing: the day of its receipt is the first.
    let first = card(&house, AskCases::AsOf { case: CaseId(1), day: day("2020-01-01") });
    assert_eq!(first.story.as_of.map(|past| past.day), Some(day("2026-08-12")));
    let today = card(&house, AskCases::Open(CaseId(1)));
    assert_eq!(today.story.as_of, None);
    assert_eq!(today.story.hands.len(), 2);
}

#[test]
fn a_contact_is_logged_in_four_keys_from_home_and_its_text() {
    let house = house();
    let mut desk = house.home("zhu", Chinese, NOW);
    desk.keys = 0;
    desk.press(".c2");
    assert_shows!(desk, "案卷 / 记联系");
    desk.paste("家具照片明天送来").press("<ctrl-s>");
    assert_eq!(desk.keys, 4);
    assert_shows!(desk, "2026-0001 记联系，已记。", "来电    家具照片明天送来");
}

#[test]
fn the_papers_of_a_case_are_listed_and_read_void_ones_too() {
    let house = house();
    let mut desk = open(&house, Chinese);
    desk.press("P");
    assert_shows!(desk, "案卷 / 文书", "受理告知书", "转送函", "访转〔2026〕1号");
    desk.press("<down><enter>");
    assert_shows!(desk, "转送函", "县住建局：", "138****0917");
    let mut desk = open(&house, English);
    desk.press("P<enter>");
    assert_shows!(desk, "Papers are always Chinese.", "受理告知书");
}

#[test]
fn the_page_holds_in_every_size_and_language() {
    let house = house();
    for language in [Chinese, English] {
        for size in [Size::new(80, 24), Size::new(120, 40)] {
            let mut desk = house.sit_at("zhu", language, NOW, size);
            desk.press("<esc>/2026-0001<enter><tab>");
            assert!(!desk.has_half_character());
            assert_shows!(desk, "2026-0001", "问进度");
            if size.width > 80 {
                assert_shows!(desk, "2026-09-14 16:20  ");
            }
        }
    }
}

#[test]
fn a_contact_is_logged_from_the_card_of_a_person() {
    let house = house();
    let mut desk = house.home("zhu", Chinese, NOW);
    desk.scan("11010519491231002X");
    assert_shows!(desk, "信访人", "2026-0001", "c 记联系");
    desk.press("c1").paste("说家具照片已寄出").press("<ctrl-s>");
    assert_shows!(desk, "2026-0001 记联系，已记。");
    let card = card(&house, AskCases::Open(CaseId(1)));
    assert!(card.history.iter().filter(|line| line.what == "contact").count() == 2);
}

#[test]
fn a_paper_that_was_taken_back_is_void_and_still_read() {
    let house = House::new();
    let mut desk = house.sit("desk", Chinese, NOW);
    desk.press("<f2>张三<tab><tab><tab><tab><tab>城关镇<tab><tab>夜市噪声<ctrl-s><enter>");
    desk.press("2县城管局<tab>1<tab>归城管局管。<ctrl-s>");
    assert_shows!(desk, "程序性告知书 访告〔2026〕1号");
    desk.press("u<enter>P");
    assert_shows!(desk, "程序性告知书", "作废");
    desk.press("<enter>");
    assert_shows!(desk, "【作废】", "张三：", "归城管局管。");
}

#[test]
fn a_day_that_was_set_with_the_assignment_is_told_as_set() {
    let house = House::new();
    house.person("zhu", "朱分流", "dispatcher handler");
    house.row("bodies", &[("code", "zj"), ("name", "县住建局"), ("level", "county")]);
    let mut desk = house.sit("desk", Chinese, "2026-09-10 09:40");
    desk.press("<f2>张三<tab><tab><tab><tab><tab>城关镇<tab><tab>屋面漏水<ctrl-s>");
    let fields = [
        (Part::To, "县住建局"),
        (Part::Content, "查明漏水原因"),
        (Part::Requirement, "答复信访人"),
        (Part::Limit, "2026-10-20"),
    ];
    take(&house, "zhu", "2026-09-11 10:00", "assign", &fields);
    let wanted = Wanted { case: Some(CaseId(1)), clock: ClockKey::read("assigned"), ..Wanted::default() };
    let Ok(Answer::Cases(Cases::Explained(told))) =
        house.ask("zhu", NOW, Request::Cases(AskCases::Explain(wanted)))
    else {
        panic!("an explanation");
    };
    let Some(Told::Counted(counted)) = &told.told else { panic!("{:?}", told.told) };
    let steps = (words(Chinese).why.steps)(&counted.explanation);
    let said: Vec<&str> = steps.iter().map(|(_, step)| step.as_str()).collect();
    assert!(said.contains(&"期限由交办单写明，到 2026-10-20 周二"), "{said:?}");
    assert!(!said.iter().any(|step| step.contains("第0") || step.contains("0日内")), "{said:?}");
}
