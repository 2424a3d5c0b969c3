//! 队列: what is due first, in words that stand without colour.

use ratatui::layout::Size;
use xinfang::api::Change;
use xinfang::i18n::Language;

use crate::harness::{Desk, House};
use crate::{assert_hides, assert_shows};

fn register(desk: &mut Desk, day: &str, title: &str) {
    desk.press(&format!("<f2><backtab><ctrl-u>{day}<tab><tab><tab><tab><tab><tab><tab><tab>{title}<ctrl-s>"));
}

#[test]
fn the_queue_is_ordered_by_what_is_due_first_and_every_day_has_its_lamp() {
    let house = House::new();
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-16 09:14");
    // Fifteen days on: over, the day itself, near, in time.
    for (day, title) in [
        ("2026-09-15", "在期"),
        ("2026-08-31", "昨天到期"),
        ("2026-09-01", "当天到期"),
        ("2026-09-02", "明天到期"),
        ("2026-09-08", "七日到期"),
        ("2026-09-09", "八日到期"),
    ] {
        register(&mut desk, day, title);
    }
    let screen = desk.screen();
    let order: Vec<usize> = ["超期1日", "今日到期", "剩1日", "剩7日", "剩8日", "剩14日"]
        .iter()
        .map(|lamp| screen.find(lamp).unwrap_or_else(|| panic!("no {lamp} in\n{screen}")))
        .collect();
    assert!(order.is_sorted(), "{screen}");
    assert_shows!(desk, "2026-0002 超期1日      09-15", "09-16", "09-17", "09-30");
}

#[test]
fn at_midnight_every_lamp_moves_by_a_day() {
    let house = House::new();
    let mut desk = house.sit("desk", Language::English, "2026-09-16 09:14");
    register(&mut desk, "2026-09-01", "water");
    assert_shows!(desk, "due today");
    desk.at("2026-09-17 00:00");
    assert_shows!(desk, "1 day over");
}

#[test]
fn a_year_that_is_not_published_is_marked_and_said() {
    let house = House::new();
    let mut desk = house.sit("desk", Language::Chinese, "2026-12-21 09:14");
    register(&mut desk, "2026-12-21", "停水");
    desk.press("<down>");
    assert_shows!(desk, "2027-01-05?", "那一年的放假安排还没有公布");
}

#[test]
fn the_bar_moves_and_the_page_scrolls_only_at_its_edge() {
    let house = House::practice(400);
    // Whoever sees confidential matters too.
    house.person("head", "秦望山", "main_leader");
    let mut desk = house.sit("head", Language::Chinese, "2026-09-16 09:00");
    desk.press("<right><right><right>");
    assert_shows!(desk, "[全部]", "1-15/400");
    for _ in 0..14 {
        desk.press("<down>");
    }
    assert_shows!(desk, "1-15/400");
    desk.press("<down>");
    assert_shows!(desk, "2-16/400");
    desk.press("<end>");
    assert_shows!(desk, "386-400/400");
    desk.press("<home><pagedown>");
    assert_shows!(desk, "1-15/400");
    assert_eq!(desk.cursor().y, 1 + 2 + 14);
    desk.press("<pagedown><pageup>");
    assert_shows!(desk, "15-29/400");
}

#[test]
fn paging_down_and_up_through_a_long_list_shows_every_case_once() {
    let house = House::practice(1_500);
    // Whoever sees confidential matters too.
    house.person("head", "秦望山", "main_leader");
    let mut desk = house.sit("head", Language::English, "2026-09-16 09:00");
    desk.press("<right><right><right>");
    let mut seen = std::collections::BTreeSet::new();
    let number = |screen: &str| {
        let line = screen.lines().find(|line| line.starts_with('>')).expect("a bar").to_owned();
        line[2..11].to_owned()
    };
    for _ in 0..1_500 {
        assert!(seen.insert(number(&desk.screen())), "a case was shown twice");
        desk.press("<down>");
    }
    assert_eq!(seen.len(), 1_500);
    assert_shows!(desk, "1486-1500/1500");
    for _ in 0..1_500 {
        desk.press("<up>");
    }
    assert_shows!(desk, "1-15/1500");
}

#[test]
fn another_queue_is_one_key_away_and_an_empty_one_says_what_to_do() {
    let house = House::new();
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-16 09:14");
    register(&mut desk, "2026-09-15", "停水");
    desk.press("<right><right>");
    assert_shows!(desk, "[超期]", "这个队列是空的。左右键看别的队列，F2 登记。");
    desk.press("<left><left>");
    assert_shows!(desk, "[待甄别]", "2026-0001");
}

#[test]
fn the_bar_stays_on_its_case_when_others_come_before_it() {
    let house = House::new();
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-16 09:14");
    let mut other = house.sit("han", Language::English, "2026-09-16 09:15");
    register(&mut desk, "2026-09-15", "停水");
    assert_shows!(desk, "> 2026-0001");
    register(&mut other, "2026-09-01", "roof");
    desk.hear(Change::Everything);
    assert_shows!(desk, "> 2026-0001", "2026-0002");
    desk.press("<up>");
    assert_shows!(desk, "> 2026-0002");
}

#[test]
fn at_120_columns_the_case_under_the_bar_stands_beside_the_list() {
    let house = House::practice(60);
    let mut desk = house.sit_at("desk", Language::Chinese, "2026-09-16 09:00", Size::new(120, 40));
    let first = desk.screen();
    assert!(first.contains("《信访工作条例》"), "{first}");
    desk.press("<down>");
    let second = desk.screen();
    let number = second.lines().find(|line| line.starts_with('>')).expect("a bar")[2..11].to_owned();
    let pane: String = second.lines().map(|line| line.chars().skip(60).collect::<String>()).collect();
    assert!(pane.contains(&number), "{second}");
}

#[test]
fn an_administrator_reads_no_petition() {
    let house = House::practice(20);
    let mut desk = house.sit("admin", Language::English, "2026-09-16 09:00");
    assert_shows!(desk, "This cannot be done: this is for the reception role.");
    assert_hides!(desk, "2026-00");
}

#[test]
fn after_registering_the_bar_stands_on_the_new_case_wherever_it_is() {
    let house = House::practice(3_000);
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-16 09:00");
    register(&mut desk, "2026-09-10", "石桥乡灌溉渠塌方");
    let screen = desk.screen();
    let bar = screen.lines().find(|line| line.starts_with('>')).expect("a bar").to_owned();
    assert!(bar.contains("石桥乡灌溉渠塌方"), "{screen}");
    assert_shows!(desk, "已登记 2026-");
    desk.press("<enter>");
    assert_shows!(desk, "案卷", "石桥乡灌溉渠塌方");
    // Its place in the list is known, and the rows around it are there.
    desk.press("<esc><up><down><down><up><enter>");
    assert_shows!(desk, "石桥乡灌溉渠塌方");
    desk.press("<esc><home>");
    assert_shows!(desk, "1-15/");
}
