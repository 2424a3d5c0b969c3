//! 同办: one step with everything that is marked, and what becomes of each.

use xinfang::api::steps::{Answer as Steps, MANY, Request as Ask};
use xinfang::api::{Answer, Refusal, Request};
use xinfang::domain::case::{CaseId, State};
use xinfang::domain::problem::Barrier;
use xinfang::domain::step::{Filled, Given, Part};
use xinfang::i18n::Language::{Chinese, English};

use crate::harness::{Desk, House};
use crate::{assert_hides, assert_shows};

const NOW: &str = "2026-09-16 09:14";

fn house() -> House {
    let house = House::new();
    house.person("qin", "秦望山", "main_leader");
    for (code, name) in [("cg", "县城管局"), ("sw", "县水务局")] {
        house.row("bodies", &[("code", code), ("name", name), ("level", "county")]);
    }
    house.row("routes", &[("place", "供水"), ("body", "sw")]);
    house
}

/// So many matters, all of the same day.
fn matters(house: &House, count: usize, title: &str) {
    let mut desk = house.home("desk", Chinese, NOW);
    for at in 1..=count {
        desk.press(&format!("<f2>张三<tab><tab><tab><tab><tab><tab><tab>{title}{at}<ctrl-s>"));
        assert_shows!(desk, "已登记");
    }
}

/// Marks the first so many rows of the queue.
fn marked(house: &House, count: usize) -> Desk {
    let mut desk = house.sit("desk", Chinese, NOW);
    desk.press(&"<space>".repeat(count));
    desk
}

fn digit_of(desk: &mut Desk, step: &str) -> String {
    let line = desk.line_of(step);
    let screen = desk.screen();
    let line = screen.lines().nth(usize::from(line)).expect("a line");
    line.trim_start_matches('>').trim_start().chars().next().expect("a digit").to_string()
}

fn state(house: &House, case: i64) -> State {
    let open = xinfang::api::cases::Request::Open(CaseId(case));
    match house.ask("desk", NOW, Request::Cases(open)) {
        Ok(Answer::Cases(xinfang::api::cases::Answer::Case(card))) => card.line.state,
        other => panic!("{other:?}"),
    }
}

#[test]
fn ten_cases_cost_fourteen_keys_from_home() {
    let house = house();
    matters(&house, 12, "噪声");
    let mut desk = house.home("desk", Chinese, NOW);
    desk.keys = 0;
    let line = digit_of(&mut desk, "待甄别");
    desk.press(&line).press(&"<space>".repeat(10));
    assert_shows!(desk, "已标记 10", " +2026-0010", "> 2026-0011");
    desk.press(";");
    assert_shows!(desk, "同办", "10 件里 10 件能办");
    let digit = digit_of(&mut desk, "报请领导");
    desk.press(&digit);
    assert_shows!(desk, "报请领导，10 件", "秦望山", "1-10/10");
    // Free text is not counted.
    let words = "请阅。";
    desk.press(words).press("<ctrl-s>");
    assert!(desk.keys - words.chars().count() <= 14, "{} keys", desk.keys - words.chars().count());
    assert_shows!(desk, "10 件都办了。Esc 回到列表。", "2026-0001", "已报请领导");
    assert_eq!((1..=12).filter(|case| state(&house, *case) == State::Reported).count(), 10);
    desk.press("<esc>");
    assert_hides!(desk, "已标记");
    assert_shows!(desk, "1-2/2");
}

#[test]
fn what_stands_in_a_row_is_proposed_by_the_rules_and_typed_over_where_it_is_wrong() {
    let house = house();
    matters(&house, 2, "供水不足");
    matters(&house, 1, "夜市噪声");
    let mut desk = marked(&house, 3);
    desk.press(";");
    let digit = digit_of(&mut desk, "告知引导");
    desk.press(&digit);
    assert_shows!(desk, "告知引导，3 件", "县水务局", "有权机关", "告知方式*");
    desk.press("<ctrl-s>");
    assert_eq!(desk.writes, 0, "something is missing");
    assert_shows!(desk, "还没有填");
    desk.press("1<tab>请到主管部门去。<tab>");
    // The first row is right, the second is not, the third is empty.
    desk.press("<tab>县城管局<tab>县城管局<ctrl-s>");
    assert_shows!(desk, "3 件都办了。", "已告知引导");
    assert_eq!(desk.writes, 1);
    desk.press("<enter>");
    for (case, body) in [(1, "县水务局"), (2, "县城管局"), (3, "县城管局")] {
        desk.press(&format!("//2026-000{case}<enter>"));
        assert_shows!(desk, &format!("有权机关 {body}"));
        desk.press("<esc><esc>");
    }
}

#[test]
fn one_that_cannot_be_done_tells_why_and_stays_marked_and_the_others_are_done() {
    let house = house();
    matters(&house, 3, "噪声");
    let mut desk = marked(&house, 3);
    desk.press(";");
    let digit = digit_of(&mut desk, "报请领导");
    desk.press(&digit).press("请阅。");
    // Meanwhile somebody closes the second.
    let mut other = house.sit("han", English, "2026-09-16 09:20");
    other.press("<down>1said<tab>art. 22<tab>2<ctrl-s>");
    assert_eq!(state(&house, 2), State::AnsweredOnSpot);
    desk.press("<ctrl-s>");
    assert_shows!(desk, "3 件办了 2 件，1 件没办，还标记着，看每件的原因。", "已报请领导");
    desk.press("<up>");
    let screen = desk.screen();
    let row = screen.lines().find(|line| line.contains("2026-0002")).expect("its row");
    assert!(row.contains("韩露 09:20 先存了"), "{screen}");
    assert_eq!((state(&house, 1), state(&house, 3)), (State::Reported, State::Reported));
    desk.press("<esc>");
    assert_shows!(desk, "已标记 1");
    // What was closed meanwhile is in no queue of open cases, but still marked: it is told again.
    desk.press(";").press(&digit);
    assert_shows!(desk, "报请领导，1 件", "2026-0002", "当场答复办结");
    desk.press("<ctrl-s>");
    assert_shows!(desk, "已标记 1");
}

#[test]
fn a_case_that_only_moved_on_is_done_with_the_next_try() {
    let house = house();
    matters(&house, 2, "噪声");
    let mut desk = marked(&house, 2);
    desk.press(";");
    let digit = digit_of(&mut desk, "报请领导");
    desk.press(&digit).press("请阅。");
    let mut other = house.sit("han", Chinese, "2026-09-16 09:20");
    other.press("t").press("<end><enter>");
    let taken = house.ask(
        "han",
        "2026-09-16 09:20",
        Request::Steps(Ask::Take {
            case: CaseId(1),
            version: 1,
            step: "assess",
            given: Given::Filled(Filled::of([(Part::Verdict, "reasonable".to_owned())])),
        }),
    );
    assert!(taken.is_ok(), "{taken:?}");
    desk.press("<ctrl-s>");
    assert_shows!(desk, "2 件办了 1 件，1 件没办", "先存了");
    desk.press("<ctrl-s>");
    assert_shows!(desk, "2 件都办了");
    assert_eq!((state(&house, 1), state(&house, 2)), (State::Reported, State::Reported));
}

#[test]
fn a_step_that_a_leader_decides_is_proposed_for_each() {
    let house = house();
    matters(&house, 2, "噪声");
    let mut desk = house.sit("desk", English, NOW);
    desk.press("<space><space>");
    assert_shows!(desk, "2 marked");
    desk.press(";");
    assert_shows!(desk, "Do together", "open for 2 of 2");
    let digit = digit_of(&mut desk, "refuse");
    desk.press(&digit).press("1<tab>2<tab>1<tab>x<ctrl-s>");
    assert_shows!(desk, "All 2 are done. Esc goes back to the list.", "leader decides");
}

#[test]
fn marks_come_and_go_and_nothing_marked_is_said() {
    let house = house();
    matters(&house, 3, "噪声");
    let mut desk = house.sit("desk", Chinese, NOW);
    desk.press(";");
    assert_shows!(desk, "还没有标记。Space 标记，标好了按 ; 一起办。");
    desk.press("<space><space>");
    assert_shows!(desk, "已标记 2", " +2026-0001", " +2026-0002", "> 2026-0003");
    desk.press("<up><space>");
    assert_shows!(desk, "已标记 1");
    // A filter hides rows and keeps marks; another queue is another list.
    desk.press("/3<enter>");
    assert_shows!(desk, "筛选 3  已标记 1");
    desk.press("<esc><esc>");
    assert_shows!(desk, "标记都去掉了。", "1-3/3");
    desk.press("<space><right><left>");
    assert_hides!(desk, "已标记");
    desk.press("<esc>");
    assert_shows!(desk, "首页");
}

#[test]
fn what_is_typed_in_the_table_is_kept_as_a_draft() {
    let house = house();
    matters(&house, 2, "供水不足");
    let mut desk = marked(&house, 2);
    desk.press(";");
    let digit = digit_of(&mut desk, "告知引导");
    desk.press(&digit).press("1<tab>请到水务局<tab>县城管局<esc>");
    desk.press("<f3>d<enter>");
    assert_shows!(desk, "同办 / 告知引导", "请到水务局", "县城管局", "县水务局");
    desk.press("<ctrl-s>");
    assert_shows!(desk, "2 件都办了。");
    desk.press("<esc><f3>d");
    assert_hides!(desk, "告知引导");
}

#[test]
fn the_office_takes_each_by_itself_and_nobody_reaches_beyond_his_scope() {
    let house = house();
    matters(&house, 1, "噪声");
    let mut desk = house.home("desk", Chinese, NOW);
    desk.press("<f2>邬大勇<tab><tab><tab><tab><tab>举报某局长收钱。<tab>4<ctrl-s>");
    let given =
        || Given::Filled(Filled::of([(Part::Leader, "qin".to_owned()), (Part::Told, "请阅。".to_owned())]));
    let ask = |account, rows: Vec<(CaseId, i64, Given)>| {
        house.ask(account, NOW, Request::Steps(Ask::TakeMany { step: "report", rows }))
    };
    // The second is confidential and not hers: the words are those for one that is not there.
    match ask("han", vec![(CaseId(1), 1, given()), (CaseId(2), 1, given()), (CaseId(3), 1, given())]) {
        Ok(Answer::Steps(Steps::Many(told))) => {
            assert!(matches!(told[0], (CaseId(1), Ok(Steps::Taken { state: State::Reported, .. }))));
            assert_eq!(told[1], (CaseId(2), Err(Refusal::NoSuchCase)));
            assert_eq!(told[2], (CaseId(3), Err(Refusal::NoSuchCase)));
        }
        other => panic!("{other:?}"),
    }
    let form = Request::Steps(Ask::FormMany { step: "report", cases: vec![CaseId(2)] });
    match house.ask("han", NOW, form) {
        Ok(Answer::Steps(Steps::FormMany(form))) => {
            assert_eq!((form.rows[0].number.as_str(), form.rows[0].title.as_str()), ("", ""));
        }
        other => panic!("{other:?}"),
    }
    assert!(matches!(ask("admin", vec![(CaseId(1), 2, given())]), Err(Refusal::Denied(_))));
    let many = (0..=MANY).map(|_| (CaseId(1), 1, given())).collect();
    assert_eq!(ask("desk", many), Err(Refusal::Denied(vec![Barrier::TooMany { max: MANY }])));
}
