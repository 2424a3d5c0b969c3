//! 正在办: two people and one case. Each sees that the other works on it, and nobody is locked out.

use xinfang::api::cases::{Answer as Cases, CaseCard, CaseLine, Request as AskCases};
use xinfang::api::{Answer, Change, Refusal, Request};
use xinfang::domain::case::CaseId;
use xinfang::domain::queue::{Queue, Stretch};
use xinfang::i18n::Language::{Chinese, English};

use crate::harness::{Desk, House};
use crate::{assert_hides, assert_shows};

const NOW: &str = "2026-09-16 09:20";

/// Two matters; the second is an accusation that only `desk` has in hand.
fn house() -> (House, Desk) {
    let house = House::new();
    house.row("bodies", &[("code", "cg"), ("name", "县城管局"), ("level", "county")]);
    let mut desk = house.sit("desk", Chinese, NOW);
    desk.press(&format!("<f2>张三{}夜市噪声扰民<tab>5<ctrl-s>", "<tab>".repeat(7)));
    desk.press(&format!("<f2>李四{}有人收钱<tab>4<ctrl-s><home>", "<tab>".repeat(7)));
    assert_shows!(desk, "2026-0001", "2026-0002");
    (house, desk)
}

fn lines(house: &House, account: &str, now: &str) -> Vec<CaseLine> {
    let list = AskCases::List { queue: Queue::All, stretch: Stretch::First, limit: 10 };
    match house.ask(account, now, Request::Cases(list)) {
        Ok(Answer::Cases(Cases::List(page))) => page.rows,
        other => panic!("{other:?}"),
    }
}

fn holder(house: &House, account: &str, now: &str) -> String {
    lines(house, account, now).iter().find(|line| line.id == CaseId(1)).expect("the case").holder.clone()
}

fn card(house: &House, account: &str, case: i64, now: &str) -> Result<CaseCard, Refusal> {
    match house.ask(account, now, Request::Cases(AskCases::Open(CaseId(case))))? {
        Answer::Cases(Cases::Case(card)) => Ok(*card),
        other => panic!("{other:?}"),
    }
}

#[test]
fn whoever_has_the_form_of_a_step_open_is_named_to_the_others_and_not_to_himself() {
    let (house, mut desk) = house();
    assert_eq!(holder(&house, "han", NOW), "");
    // Looking is not working on it.
    desk.press("<enter>");
    assert_eq!(holder(&house, "han", NOW), "");
    for step in ["1", "2"] {
        desk.press(step);
        assert_eq!(holder(&house, "han", NOW), "叶青");
        assert_eq!(holder(&house, "desk", NOW), "", "one knows what one does");
        desk.press("<esc>");
        assert_eq!(holder(&house, "han", NOW), "");
    }
}

#[test]
fn the_case_says_who_has_it_in_hand_and_that_nobody_is_locked_out() {
    let (house, mut desk) = house();
    desk.press("2");
    let mut han = house.sit("han", Chinese, "2026-09-16 09:24");
    han.press("<home><enter>");
    let said = "叶青 09:20 起正在办 2026-0001。您照样能看能办；后存的会看到先存的改动。";
    assert_shows!(han, said);
    // The form opens all the same, says it once more, and now both have it in hand.
    han.press("1");
    assert_shows!(han, "案卷 / 当场答复", said);
    assert_eq!(holder(&house, "desk", "2026-09-16 09:24"), "韩露");
    han.press("<esc>").at("2026-09-16 09:25").press("2");
    assert_shows!(han, "案卷 / 告知引导", said);
    let mut english = house.sit("han", English, "2026-09-16 09:24");
    english.press("<home><enter>");
    assert_shows!(english, "叶青 has 2026-0001 in hand since 09:20. Act as usual; you will see changes.");
}

#[test]
fn a_hold_ends_with_the_step_with_leaving_and_with_the_desk() {
    for ending in ["县城管局<tab>1<tab>归城管局管。<ctrl-s>", "写了一半<f3>h", "<ctrl-q><enter>"]
    {
        let (house, mut desk) = house();
        desk.press("2");
        assert_eq!(holder(&house, "han", NOW), "叶青");
        desk.press(ending);
        if ending.ends_with("<f3>h") {
            // What is typed waits under home: it is still in hand, until it is left.
            desk.press("<esc>");
        }
        assert_eq!(holder(&house, "han", NOW), "", "{ending}\n{}", desk.screen());
    }
}

#[test]
fn a_hold_fades_after_ten_quiet_minutes_and_comes_back_with_the_next_key() {
    let (house, mut desk) = house();
    desk.press("2");
    assert_eq!(holder(&house, "han", "2026-09-16 09:30"), "叶青");
    assert_eq!(holder(&house, "han", "2026-09-16 09:31"), "");
    desk.at("2026-09-16 09:40").press("县");
    assert_eq!(holder(&house, "han", "2026-09-16 09:50"), "叶青");
    let held = card(&house, "han", 1, "2026-09-16 09:50").expect("the case").held.expect("a holder");
    assert_eq!(held.1.format("%H:%M").to_string(), "09:40", "it is a new one");
    // Who types on holds on.
    for minute in ["42", "44", "46", "48", "50", "52"] {
        desk.at(&format!("2026-09-16 09:{minute}")).press("局");
    }
    let held = card(&house, "han", 1, "2026-09-16 10:02").expect("the case").held.expect("a holder");
    assert_eq!(held.1.format("%H:%M").to_string(), "09:40");
    // A locked desk is a quiet one, whatever is typed at the lock.
    desk.idle().at("2026-09-16 10:05").press("x<backspace>");
    assert_eq!(holder(&house, "han", "2026-09-16 10:06"), "");
}

#[test]
fn whoever_may_not_see_a_case_hears_nothing_of_who_works_on_it_and_cannot_hold_it() {
    let (house, mut desk) = house();
    desk.press("<down><enter>2");
    assert_shows!(desk, "案卷 / 告知引导", "2026-0002");
    assert!(matches!(card(&house, "han", 2, NOW), Err(Refusal::NoSuchCase)));
    assert!(lines(&house, "han", NOW).iter().all(|line| line.holder.is_empty()));
    let hold = xinfang::api::holds::Request::Hold { case: CaseId(2), desk: "77".to_owned() };
    assert_eq!(house.ask("han", NOW, Request::Holds(hold)), Err(Refusal::NoSuchCase));
    assert_eq!(card(&house, "desk", 2, NOW).expect("the case").held, None);
}

#[test]
fn a_list_that_is_open_hears_of_it_and_a_hold_writes_no_history() {
    let (house, mut desk) = house();
    let before = card(&house, "desk", 1, NOW).expect("the case");
    desk.press("2<esc>2<esc>");
    let after = card(&house, "desk", 1, NOW).expect("the case");
    assert_eq!((before.version, before.history), (after.version, after.history));
    let mut han = house.sit("han", Chinese, NOW);
    han.press("<home><enter>");
    assert_hides!(han, "正在办");
    desk.press("2");
    han.hear(Change::Case(CaseId(1)));
    assert_shows!(han, "叶青 09:20 起正在办 2026-0001。");
    desk.press("<esc>");
    han.hear(Change::Case(CaseId(1)));
    assert_hides!(han, "正在办");
}
