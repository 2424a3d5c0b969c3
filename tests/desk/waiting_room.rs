//! 候访室: tickets drawn, called, received, left; two desks at once; minutes that grow.

use xinfang::i18n::Language::{Chinese, English};

use crate::harness::{Desk, House};
use crate::{assert_hides, assert_shows};

const NOW: &str = "2026-09-16 09:12";

/// An office whose people sit at windows.
fn house() -> House {
    let house = House::new();
    house.row("windows", &[("name", "1号窗"), ("place", "大厅")]);
    house.row("windows", &[("name", "2号窗"), ("place", "大厅")]);
    house.row(
        "people",
        &[
            ("account", "wen"),
            ("name", "温小序"),
            ("roles", "reception"),
            ("scope", "all"),
            ("window", "1号窗"),
        ],
    );
    house
}

fn room(house: &House, account: &str) -> Desk {
    let mut desk = house.home(account, Chinese, NOW);
    desk.press("0");
    desk
}

/// Two groups come, at 09:05 and 09:09.
fn two_groups(house: &House) -> Desk {
    let mut desk = room(house, "wen");
    desk.at("2026-09-16 09:05").press("n<enter><enter>");
    desk.at("2026-09-16 09:09").press("n9<enter>集体访，石桥乡<enter>");
    desk.minute(NOW);
    desk
}

#[test]
fn a_ticket_is_drawn_with_two_enters_and_home_shows_who_waits() {
    let house = house();
    let mut desk = house.home("wen", Chinese, NOW);
    assert_shows!(desk, "0 候访室", "等候 0 批 0 人");
    desk.press("0");
    assert_shows!(desk, "今天还没有人来。n 发第一张票。");
    let mut desk = two_groups(&house);
    assert_shows!(desk, "001", "09:05", "7分", "002", "集体访，石桥乡", "等候 2 批 10 人");
    desk.press("<esc>");
    assert_shows!(
        desk,
        "等候 2 批 10 人",
        "001 号",
        "09:05 到",
        "1 人",
        "等 7 分",
        "002 号",
        "9 人",
        "等 3 分"
    );
}

#[test]
fn the_next_visitor_is_called_with_two_keys_from_home() {
    let house = house();
    two_groups(&house);
    let mut desk = house.home("wen", Chinese, NOW);
    desk.keys = 0;
    desk.press("0+");
    assert_eq!(desk.keys, 2);
    assert_shows!(desk, "叫 001 到 1号窗。", "已叫 09:12");
    desk.press("+");
    assert_shows!(desk, "001 进去了。", "在里面 0分");
    desk.press("-");
    assert_shows!(desk, "已叫 09:12");
    desk.press("-");
    assert_shows!(desk, "001 退回来等。", "等候 2 批 10 人");
    desk.press("-");
    assert_shows!(desk, "办不了：这张票没有这一步。");
    desk.press("++").at("2026-09-16 09:30").press("+");
    assert_shows!(desk, "001 接完了。", "接完 18分", "等候 1 批 9 人");
    desk.press(".");
    assert_shows!(desk, "叫 002 到 1号窗。");
    desk.press("l");
    assert_shows!(desk, "002 没有接就走了，已记。", "走了 09:30");
    desk.press(".");
    assert_shows!(desk, "办不了：没有人在等。");
}

#[test]
fn keys_that_come_before_the_list_are_meant_for_whoever_waits_longest() {
    let house = house();
    two_groups(&house);
    let mut desk = house.home("wen", Chinese, NOW);
    desk.slow().press("0+").answer_all();
    assert_shows!(desk, "叫 001 到 1号窗。");
    // What waited for the answer acts on what the answer left.
    desk.slow().press(".+").answer_all();
    assert_shows!(desk, "002 进去了。");
}

#[test]
fn a_ticket_that_another_desk_called_says_who_called_it() {
    let house = house();
    two_groups(&house);
    let mut one = room(&house, "wen");
    let mut other = room(&house, "han");
    one.press("+");
    assert_shows!(one, "叫 001 到 1号窗。");
    // The other desk has not heard of it yet.
    other.press("+");
    assert_shows!(other, "001 已经在 1号窗 叫进去了（温小序 09:12）。");
    other.press(".");
    assert_shows!(other, "叫 002");
    let mut english = house.home("desk", English, NOW);
    english.press("0<home>");
    one.press("+");
    english.press("+");
    assert_shows!(english, "001 was already let in at 1号窗 by 温小序 at 09:12");
}

#[test]
fn a_visitor_is_registered_from_his_ticket_and_the_ticket_leads_to_the_case() {
    let house = house();
    let mut desk = two_groups(&house);
    desk.press("<home>+<f2><tab><tab><tab><tab><tab><tab><tab>停水三天<ctrl-s>");
    assert_shows!(desk, "001 登记为 2026-0001。p 打印凭证。", "2026-0001");
    desk.press("p");
    assert_shows!(desk, "登记凭证", "2026-0001", "查询码");
    desk.press("<esc><enter>");
    assert_shows!(desk, "案卷", "停水三天", "候访票登记");
    desk.press("<esc>");
    assert_shows!(desk, "候访室", "已叫 09:12");
    desk.press("/2026-0001");
    assert_shows!(desk, "查找", "停水三天");
}

#[test]
fn what_is_wrong_with_a_ticket_stands_beside_its_field_and_nobody_is_named() {
    let house = house();
    let mut desk = room(&house, "wen");
    desk.press("n0<enter>问进度<enter>");
    assert_shows!(desk, "人数：", "问进度");
    desk.press("<up><ctrl-u>2<enter><tab>2号窗<ctrl-s>");
    assert_shows!(desk, "001 号，2 人，已排上。", "2号窗");
    // Sent to a window, it stays there whoever calls it.
    desk.press("+");
    assert_shows!(desk, "叫 001 到 2号窗。");
    desk.press("n");
    assert_hides!(desk, "姓名*", "证件");
}

#[test]
fn only_this_screen_grows_older_by_itself() {
    let house = house();
    let mut desk = two_groups(&house);
    assert!(desk.ages());
    desk.minute("2026-09-16 09:13");
    assert_shows!(desk, "8分", "4分");
    desk.press("?");
    assert!(!desk.ages(), "help lies over it");
    desk.press("<esc>n");
    assert!(!desk.ages());
    desk.press("<esc><esc>");
    for keys in ["", "<f3>q", "<f3>t", "<f3>r", "<f3>b", "<f3>y", "<f3>l"] {
        desk.press(keys);
        assert!(!desk.ages(), "{keys}");
    }
    desk.press("<enter><f3>w");
    assert!(desk.ages());
    desk.press("<f3>l");
    assert!(!desk.ages(), "locked");
}

#[test]
fn who_does_not_guide_visitors_has_no_waiting_room() {
    let house = house();
    house.person("cheng", "承办人", "handler");
    let mut desk = house.home("cheng", Chinese, NOW);
    assert_hides!(desk, "候访室");
    desk.press("0");
    assert_shows!(desk, "办不了");
}

#[test]
fn every_day_begins_with_ticket_one() {
    let house = house();
    two_groups(&house);
    let mut desk = room(&house, "wen");
    desk.at("2026-09-17 08:40");
    assert_shows!(desk, "今天还没有人来");
    desk.press("n<enter><enter>");
    assert_shows!(desk, "001", "08:40");
}

#[test]
fn the_practice_office_has_people_waiting_and_the_same_for_the_same_day() {
    let screens: Vec<String> = (0..2)
        .map(|_| {
            let mut desk = House::practice(40).home("desk", English, "2026-09-16 09:00");
            assert_shows!(desk, "0 Waiting room", "waiting: 2 groups");
            desk.press("0").screen()
        })
        .collect();
    assert_eq!(screens[0], screens[1]);
}
