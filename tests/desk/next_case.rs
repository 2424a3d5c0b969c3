//! 下一件: one key from anywhere to the next case that needs me, and the way back to its row.

use xinfang::i18n::Language::{Chinese, English};

use crate::harness::{Desk, House};
use crate::{assert_hides, assert_shows};

const NOW: &str = "2026-09-16 09:14";

/// One over, one due today, two later; the last registered is the most urgent.
fn house() -> House {
    let house = House::new();
    house.person("qin", "秦望山", "main_leader");
    let mut desk = house.home("desk", Chinese, NOW);
    for (day, title) in
        [("2026-09-15", "路灯"), ("2026-09-14", "停水"), ("2026-09-01", "屋漏"), ("2026-08-31", "噪声")]
    {
        desk.press(&format!(
            "<f2><backtab><ctrl-u>{day}<tab><tab><tab><tab><tab><tab><tab><tab>{title}<ctrl-s>"
        ));
        assert_shows!(desk, "已登记");
    }
    house
}

fn bar(desk: &mut Desk) -> String {
    let screen = desk.screen();
    screen.lines().find(|line| line.starts_with('>')).unwrap_or_default().to_owned()
}

#[test]
fn from_home_one_key_opens_the_most_urgent_and_the_way_back_is_its_list() {
    let house = house();
    let mut desk = house.home("desk", Chinese, NOW);
    desk.keys = 0;
    desk.press(".");
    assert_eq!(desk.keys, 1);
    assert_shows!(desk, "案卷", "2026-0004", "噪声");
    desk.press("<esc>");
    assert_shows!(desk, "队列 超期", "1-1/1");
    assert!(bar(&mut desk).contains("2026-0004"));
    desk.press(".");
    assert_shows!(desk, "这里后面没有等您办的了。");
    desk.press("<esc>");
    assert_shows!(desk, "首页");
}

#[test]
fn from_case_to_case_the_list_goes_along() {
    let house = house();
    let mut desk = house.sit("desk", English, NOW);
    // What the bar stands on was not looked at yet.
    desk.press(".");
    assert_shows!(desk, "Case", "2026-0004");
    desk.press(".");
    assert_shows!(desk, "2026-0003");
    // A case that leaves the queue does not make the next one be passed over.
    desk.press("1said<tab>art. 22<tab>2<ctrl-s>");
    assert_shows!(desk, "2026-0003");
    desk.press(".");
    assert_shows!(desk, "2026-0002");
    desk.press("<esc>");
    assert!(bar(&mut desk).contains("2026-0002"), "{}", desk.screen());
    desk.press(".");
    assert_shows!(desk, "Case", "2026-0001");
    desk.press(".");
    assert_shows!(desk, "Queue: to triage", "Nothing further down here waits for you.");
}

#[test]
fn a_filter_and_an_order_hold_for_the_next_case_too() {
    let house = house();
    let mut desk = house.sit("desk", Chinese, NOW);
    desk.press("/水<enter>.");
    assert_shows!(desk, "停水");
    desk.press(".");
    assert_shows!(desk, "筛选 水", "这里后面没有等您办的了。");
    desk.press("<esc>s<down><down>.");
    assert_shows!(desk, "屋漏");
    desk.press(".");
    assert_shows!(desk, "噪声");
}

#[test]
fn from_a_case_that_was_searched_for_it_leads_into_ones_own_queue() {
    let house = house();
    let mut desk = house.home("desk", Chinese, NOW);
    desk.press("/路灯<enter>");
    assert_shows!(desk, "案卷", "2026-0001");
    desk.press(".");
    assert_shows!(desk, "2026-0004", "噪声");
    desk.press("<esc>");
    assert_shows!(desk, "队列 超期");
}

#[test]
fn for_a_leader_it_is_what_waits_for_his_word() {
    let house = house();
    let mut head = house.home("qin", Chinese, NOW);
    head.press(".");
    assert_shows!(head, "没有等您办的了。");
    let mut desk = house.sit("desk", Chinese, NOW);
    // Refused, if the leader agrees.
    desk.press("<end>31<tab>2<tab><tab><tab>x<ctrl-s>");
    assert_hides!(desk, "还没有填");
    let mut head = house.home("qin", Chinese, NOW);
    head.press(".");
    assert_shows!(head, "案卷", "2026-0001", "路灯");
}
