//! 同一事项: what is alike stands beside the form while somebody types; linking merges nothing.

use xinfang::api::cases::{Answer as CasesAnswer, Request as Ask};
use xinfang::api::similar::{Answer as SimilarAnswer, Request as AskSimilar};
use xinfang::api::{Answer, Refusal, Request};
use xinfang::domain::case::CaseId;
use xinfang::domain::masked::Personal;
use xinfang::domain::similar::Probe;
use xinfang::i18n::Language;

use crate::harness::{Desk, House};
use crate::{assert_hides, assert_shows};

const NOW: &str = "2026-09-16 09:14";
const WAGES: &str = "在北门小区改造工地抹灰，公司拖欠三个月工资没付";
const WAGES_TOO: &str = "在北门小区改造工地干木工，公司拖欠工资没付";

/// Three matters, one of them told twice.
fn office() -> House {
    let house = House::new();
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-07 09:00");
    for (name, phone, text) in [
        ("蒋木生", "13800000001", WAGES_TOO),
        ("单强", "13800000002", "自来水停供三天，要求恢复"),
        ("张三", "13800000003", "夜里路灯不亮，请修"),
    ] {
        file(&mut desk, name, phone, text);
    }
    house
}

fn write(desk: &mut Desk, name: &str, phone: &str, text: &str) {
    desk.press(&format!("<f2>{name}<tab>{phone}<tab><tab><tab><tab><tab><tab>{text}"));
}

fn file(desk: &mut Desk, name: &str, phone: &str, text: &str) {
    write(desk, name, phone, text);
    desk.press("<ctrl-s>");
}

fn lines(house: &House, case: i64) -> Vec<String> {
    let told = house.ask("desk", NOW, Request::Cases(Ask::Open(CaseId(case))));
    let Ok(Answer::Cases(CasesAnswer::Case(card))) = told else { panic!("{told:?}") };
    card.history.iter().map(|line| line.what.clone()).collect()
}

#[test]
fn while_the_text_is_typed_the_hint_says_what_is_alike_and_why() {
    let house = office();
    let mut desk = house.sit("desk", Language::Chinese, NOW);
    write(&mut desk, "邬大勇", "", "在北门");
    assert_hides!(desk, "件相近");
    desk.press("小区改造工地抹灰，公司拖欠三个月工资没付");
    assert_shows!(desk, "1 件相近，最像 2026-0001：文字", "F6 打开");
    desk.press(&"<backspace>".repeat(30)).press("路边树倒了");
    assert_hides!(desk, "件相近");
}

#[test]
fn the_same_phone_with_another_matter_is_shown_with_its_reason_and_the_name_is_masked() {
    let house = office();
    let mut desk = house.sit("desk", Language::Chinese, NOW);
    desk.press("<f2>邬大勇<tab>13800000002");
    assert_shows!(desk, "最像 2026-0002：同电话");
    desk.press("<f6>");
    assert_shows!(
        desk,
        "来访登记 / 同一事项",
        "同一事项？ 1 件相近",
        "2026-0002",
        "单*",
        "同电话",
        "停供三天"
    );
    assert_hides!(desk, "单强");
}

#[test]
fn linked_from_the_form_both_cases_have_a_line_and_each_keeps_its_number() {
    let house = office();
    let mut desk = house.sit("desk", Language::Chinese, NOW);
    write(&mut desk, "邬大勇", "13800000009", WAGES);
    desk.press("<f6>");
    assert_shows!(desk, "像在这里", "干木工", "本件", "抹灰");
    desk.press("l");
    assert_shows!(desk, "与 2026-0001 关联为同一事项。", "已关联");
    desk.press("<esc>");
    assert_shows!(desk, "已关联 1 件", "抹灰");
    desk.press("<ctrl-s>");
    assert_shows!(desk, "2026-0004");
    assert_eq!(lines(&house, 1), ["register", "link"]);
    assert_eq!(lines(&house, 4), ["register", "link"]);
    assert_eq!(house.broken(NOW), []);
    desk.press("//2026-0004<enter>");
    assert_shows!(desk, "关联", "2026-0001 待甄别", "另一信访人");
    assert_hides!(desk, "重复 第");
}

#[test]
fn what_was_said_not_to_be_the_same_is_remembered_and_taken_back_with_one_key() {
    let house = office();
    let mut desk = house.sit("desk", Language::English, NOW);
    write(&mut desk, "邬大勇", "", WAGES);
    desk.press("<f6>x");
    assert_shows!(desk, "2026-0001 is not the same; kept, not asked again.");
    desk.press("u");
    assert_shows!(desk, "What was said of 2026-0001 is taken back.");
    desk.press("u");
    assert_shows!(desk, "There is nothing to undo.");
    desk.press("x<esc>");
    assert_hides!(desk, "alike, most");
    desk.press("，请处理");
    assert_hides!(desk, "alike, most");
    desk.press("<ctrl-s>//2026-0004<enter>l");
    assert_shows!(desk, "Nothing alike.");
    assert_eq!(lines(&house, 1), ["register", "not_same"]);
}

#[test]
fn a_filed_case_is_linked_later_and_unlinked_and_nothing_is_deleted() {
    let house = office();
    let mut desk = house.sit("desk", Language::Chinese, NOW);
    file(&mut desk, "邬大勇", "13800000009", WAGES);
    desk.press("//2026-0004<enter>l");
    assert_shows!(desk, "案卷 / 同一事项", "2026-0001");
    desk.press("l");
    assert_shows!(desk, "与 2026-0001 关联为同一事项。");
    desk.press("u");
    assert_shows!(desk, "已解开 2026-0001，两件都记了一笔。");
    assert_eq!(lines(&house, 1), ["register", "link", "unlink"]);
    assert_eq!(lines(&house, 4), ["register", "link", "unlink"]);
    assert_eq!(house.broken(NOW), []);
    desk.press("<enter>");
    assert_shows!(desk, "2026-0001", "蒋木生");
}

#[test]
fn the_same_petitioner_with_the_same_matter_comes_again_and_is_counted_from_links() {
    let house = office();
    let mut desk = house.sit("desk", Language::Chinese, NOW);
    write(&mut desk, "蒋木生", "13800000001", WAGES);
    assert_shows!(desk, "最像 2026-0001：同电话");
    desk.press("<f6>l<esc><ctrl-s>//2026-0004<enter>");
    assert_shows!(desk, "重复 第2次", "2026-0001 待甄别");
    assert_hides!(desk, "另一信访人");
    desk.press("<esc><esc>//2026-0001<enter>");
    assert_shows!(desk, "2026-0004 待甄别");
    assert_hides!(desk, "重复 第");
}

#[test]
fn who_does_not_see_a_case_is_not_told_that_it_is_alike() {
    let house = office();
    house.row("units", &[("code", "u1"), ("name", "来访科"), ("kind", "department")]);
    house.row(
        "people",
        &[("account", "new"), ("name", "新人"), ("roles", "reception"), ("unit", "u1"), ("scope", "own")],
    );
    let mut desk = house.sit("new", Language::Chinese, NOW);
    write(&mut desk, "蒋木生", "13800000001", WAGES);
    assert_hides!(desk, "件相近", "2026-0001");
}

#[test]
fn a_slow_answer_is_asked_once_and_the_newest_text_wins() {
    let house = office();
    let mut desk = house.sit("desk", Language::Chinese, NOW);
    write(&mut desk, "邬大勇", "", "");
    desk.slow()
        .press("自来水停供三天，要求恢复")
        .press(&"<backspace>".repeat(12))
        .press("夜里路灯不亮，请修");
    desk.answer_all();
    assert_shows!(desk, "最像 2026-0003");
    assert_hides!(desk, "2026-0002");
}

#[test]
fn an_empty_pane_says_that_it_looks_again() {
    let mut desk = office().sit("desk", Language::Chinese, NOW);
    desk.press("<f2><ctrl-y>");
    assert_shows!(desk, "没有相近的事项。写下诉求后会再找。");
    desk.press("l");
    desk.press("<esc>邬大勇<ctrl-s>");
    assert_shows!(desk, "邬大勇");
}

#[test]
fn who_may_not_look_up_people_is_not_told_whose_phone_it_is() {
    let house = office();
    house.person("chief", "冉文舟", "leader_in_charge");
    let like = |phone: &str, body: &str| {
        let probe = Probe { phone: Personal::new(phone), body: Personal::new(body), ..Probe::default() };
        house.ask("chief", NOW, Request::Similar(AskSimilar::Like { probe: Box::new(probe), top: 5 }))
    };
    assert!(matches!(like("13800000002", ""), Err(Refusal::Denied(_))));
    let Ok(Answer::Similar(SimilarAnswer::Candidates(found))) = like("", WAGES) else { panic!("no answer") };
    assert_eq!(found.len(), 1);
}
