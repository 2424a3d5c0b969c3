//! 正在办: two people and one case. Each sees that the other works on it, and nobody is locked out.

use xinfang::api::cases::{Answer as Cases, CaseCard, CaseLine, Request as AskCases};
use xinfang::api::{Answer, Change, Refusal, Request, similar, steps};
use xinfang::domain::case::CaseId;
use xinfang::domain::queue::{Queue, Stretch};
use xinfang::domain::similar::Verdict;
use xinfang::domain::step::{Filled, Given, Part};
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

// ---------------------------------------------------------------- 有人先存了

const SECOND: &str = "2026-09-16 09:27";

/// `han` has typed a way out for the first case; `desk` was faster with another.
fn raced(first: &str) -> (House, Desk, Desk) {
    let (house, mut desk) = house();
    let mut han = house.sit("han", Chinese, "2026-09-16 09:22");
    han.press("<home>2县城管局<tab>3<tab>夜市归城管局管，请向它反映。");
    desk.at("2026-09-16 09:24").press(first);
    han.at(SECOND);
    (house, desk, han)
}

/// `desk` notes something that moves nothing.
fn notes_new_facts(house: &House, now: &str) {
    let version = card(house, "desk", 1, now).expect("the case").version;
    let facts = [(Part::Earlier, "县信终〔2025〕3号".to_owned()), (Part::Facts, "又开了三家。".to_owned())];
    let given = Given::Filled(Filled::of(facts));
    let take = steps::Request::Take { case: CaseId(1), version, step: "new_facts", given };
    house.ask("desk", now, Request::Steps(take)).expect("it is noted");
}

const FIRST_REDIRECTS: &str = "2县城管局<tab>1<tab>当面说了，归城管局。<ctrl-s>";

fn drafts(house: &House, account: &str) -> usize {
    let mine = xinfang::api::drafts::Request::Mine { desk: "0".to_owned() };
    match house.ask(account, SECOND, Request::Drafts(mine)) {
        Ok(Answer::Drafts(xinfang::api::drafts::Answer::Mine(drafts))) => drafts.len(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn who_saves_second_sees_who_was_first_what_changed_and_both_texts_side_by_side() {
    let (_house, _desk, mut han) = raced(FIRST_REDIRECTS);
    han.press("<ctrl-s>");
    assert_shows!(
        han,
        "有人先存了",
        "2026-0001",
        "叶青 09:24 先存了。您的 告知引导 还没有存，写的都在。",
        "改了什么",
        "09:24        叶青  告知引导",
        "对方存的                         您写的",
        "有权机关    县城管局                         县城管局",
        "当面说了，归城管局。             夜市归城管局管，请向它反映。",
        "[ ] 1 接着存我的",
        "[ ] 2 用对方的",
        "[ ] 3 回去对着改"
    );
    // An impatient second key decides nothing.
    han.press("<ctrl-s>");
    assert_shows!(han, "先按 1、2、3 选一条，再按 Ctrl-S。");
    han.press("<down><down><enter>");
    assert_shows!(han, "全文", "当面说了，归城管局。", "夜市归城管局管，请向它反映。");
    han.press("<esc>2");
    assert_shows!(han, "[x] 2 用对方的");
    // Esc is no way at all: the text is there, and the next save asks again.
    han.press("<esc>");
    assert_shows!(han, "案卷 / 告知引导", "夜市归城管局管");
    han.press("<ctrl-s>");
    assert_shows!(han, "有人先存了", "[ ] 2 用对方的");
}

#[test]
fn mine_is_saved_on_the_newer_case_where_that_still_has_sense() {
    let (house, _desk, mut han) = raced("");
    notes_new_facts(&house, "2026-09-16 09:25");
    let before = card(&house, "desk", 1, SECOND).expect("the case");
    han.press("<ctrl-s>");
    assert_shows!(han, "有人先存了", "叶青 09:25 先存了。", "又开了三家。");
    han.press("1<ctrl-s>");
    assert_shows!(han, "2026-0001 已告知引导，已记。");
    let after = card(&house, "desk", 1, SECOND).expect("the case");
    assert_eq!(after.version, before.version + 1);
    assert_eq!(after.history.len(), before.history.len() + 1, "both stand in the history");
    assert_eq!(drafts(&house, "han"), 0, "what is saved needs no draft");
}

#[test]
fn mine_that_cannot_be_saved_any_more_says_why_and_stays_in_the_form() {
    let (house, _desk, mut han) = raced(FIRST_REDIRECTS);
    han.press("<ctrl-s>1<ctrl-s>");
    assert_shows!(han, "办不了：告知引导");
    han.press("<esc>");
    assert_shows!(han, "案卷 / 告知引导", "夜市归城管局管，请向它反映。");
    han.press("<esc>");
    assert_shows!(han, "草稿留着");
    assert_eq!(drafts(&house, "han"), 1);
}

#[test]
fn theirs_is_taken_and_mine_stays_as_a_draft_that_can_still_be_read() {
    let (house, _desk, mut han) = raced(FIRST_REDIRECTS);
    han.press("<ctrl-s>2<ctrl-s>");
    assert_shows!(han, "案卷", "草稿留着：首页 9 草稿。", "已告知引导");
    assert_eq!(drafts(&house, "han"), 1);
    han.press("<f3>d");
    assert_shows!(han, "告知引导  2026-0001", "夜市归城管局管");
    // The step is over: what was written is shown all the same, with what bars it.
    han.press("<enter>");
    assert_shows!(han, "办不了：告知引导");
    han.press("<esc>");
    assert_shows!(han, "案卷 / 告知引导", "2026-0001", "夜市归城管局管，请向它反映。");
    han.press("<esc>");
    assert_eq!(drafts(&house, "han"), 1, "it is not lost by being looked at");
}

#[test]
fn mine_is_edited_with_theirs_in_view_and_saved_without_another_question() {
    let (house, _desk, mut han) = raced("");
    notes_new_facts(&house, "2026-09-16 09:25");
    han.press("<ctrl-s>3<ctrl-s>");
    assert_shows!(han, "案卷 / 告知引导", "对方存的", "叶青 09:25", "夜市归城管局管，请向它反映。");
    han.press("电话也给了。<ctrl-s>");
    assert_shows!(han, "2026-0001 已告知引导，已记。");
}

#[test]
fn whoever_is_overtaken_once_more_is_told_and_keeps_his_choice() {
    let (house, _desk, mut han) = raced("");
    notes_new_facts(&house, "2026-09-16 09:25");
    han.press("<ctrl-s>1");
    notes_new_facts(&house, "2026-09-16 09:28");
    han.at("2026-09-16 09:29").hear(Change::Case(CaseId(1)));
    assert_shows!(han, "又有人存过（叶青 09:28），已按新的列出，您选的还在。", "[x] 1 接着存我的");
    han.press("<ctrl-s>");
    assert_shows!(han, "2026-0001 已告知引导，已记。");
}

#[test]
fn an_answer_on_the_spot_is_compared_too_in_english() {
    let (house, _desk) = house();
    let mut han = house.sit("han", English, "2026-09-16 09:22");
    han.press("<home>1They close at nine.<tab>town rule<tab>2");
    notes_new_facts(&house, "2026-09-16 09:25");
    han.at(SECOND).press("<ctrl-s>");
    assert_shows!(
        han,
        "Saved first",
        "叶青 saved first, 09:25. Your",
        "is all here.",
        "what bars it will be said",
        "your text stays as a draft, home 9",
        "edit, then save",
        "Enter: the field in full; Esc: back.",
        "They close at nine.",
        "[ ] 1 Save mine",
        "[ ] 2 Take theirs",
        "[ ] 3 Back to edit"
    );
    han.press("3<ctrl-s>");
    assert_shows!(han, "Theirs", "叶青 09:25", "又开了三家。", "They close at nine.");
    han.press("<ctrl-s>");
    assert_shows!(han, "2026-0001");
    assert_eq!(drafts(&house, "han"), 0);
}

/// A proposal that waits for two leaders.
fn proposed() -> House {
    let (house, _desk) = house();
    house.person("qin", "秦望山", "main_leader").person("lu", "卢望舒", "leader_in_charge");
    let fields = [(Part::Reason, "unclear"), (Part::How, "post"), (Part::Told, "说不清是什么事。")];
    let given = Given::Filled(Filled::of(fields.map(|(part, value)| (part, value.to_owned()))));
    let take = steps::Request::Take { case: CaseId(1), version: 1, step: "refuse", given };
    house.ask("desk", NOW, Request::Steps(take)).expect("it is proposed");
    house
}

/// Two leaders at the same proposal.
fn leaders(house: &House) -> [Desk; 2] {
    ["qin", "lu"].map(|account| {
        let mut desk = house.sit(account, Chinese, "2026-09-16 09:22");
        desk.press("<f3>q<right><right><right><home><enter>a");
        assert_shows!(desk, "审批 / 不予受理");
        desk.at(SECOND);
        desk
    })
}

#[test]
fn a_leader_whom_another_overtook_sees_what_was_decided() {
    let house = proposed();
    let [mut qin, mut lu] = leaders(&house);
    lu.press("-再问问<ctrl-s>");
    qin.press("<ctrl-s>");
    assert_shows!(qin, "有人先存了", "卢望舒 09:27 先存了。您的 审批 / 不予受理 还没有存", "[ ] 1 照样定");
    qin.press("1<ctrl-s>");
    assert_shows!(qin, "审批 / 不予受理", "已经定了");
    qin.press("<esc>");
    assert_shows!(qin, "案卷", "不予受理：卢望舒退回，再问问");
}

#[test]
fn a_reason_to_send_back_stays_when_somebody_links_the_case_meanwhile() {
    let house = proposed();
    let [mut qin, _lu] = leaders(&house);
    qin.press("-请再问清楚");
    let link = similar::Request::Say { case: CaseId(1), other: CaseId(2), verdict: Verdict::Same };
    house.ask("desk", "2026-09-16 09:25", Request::Similar(link)).expect("they are linked");
    qin.press("<ctrl-s>");
    assert_shows!(qin, "有人先存了", "叶青 09:25 先存了。", "请再问清楚");
    qin.press("1<ctrl-s>");
    assert_shows!(qin, "2026-0001 已退回，理由已记。");
}
