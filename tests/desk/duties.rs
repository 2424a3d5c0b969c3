//! 定期任务: what the rules ask for in every period stands among the tasks until it is done.

use xinfang::i18n::Language::{Chinese, English};

use crate::harness::{Desk, House};
use crate::{assert_hides, assert_shows};

/// The Monday of a week of which the Sunday is a make-up day.
const MONDAY: &str = "2026-09-14 09:00";

fn house() -> House {
    let house = House::with_rules(&["municipal-office"]);
    house.person("fan", "樊瑞和", "statistician").person("fu", "副手", "statistician");
    house
}

fn tasks(house: &House, account: &str, now: &str) -> Desk {
    let mut desk = house.home(account, Chinese, now);
    desk.press("<f3>t");
    desk
}

/// Puts the bar on the line that shows this.
#[track_caller]
fn go_to(desk: &mut Desk, text: &str) {
    desk.press("<home>");
    for _ in 0..20 {
        if desk.screen().lines().any(|line| line.starts_with('>') && line.contains(text)) {
            return;
        }
        desk.press("<down>");
    }
    panic!("no line shows {text:?}:\n{}", desk.screen());
}

#[test]
fn a_weekly_duty_is_a_task_of_whoever_has_the_role_until_one_has_done_it() {
    let house = house();
    let mut fan = tasks(&house, "fan", MONDAY);
    assert_shows!(fan, "写本周信访小结", "定期", "09-20", "剩6日");
    assert_shows!(tasks(&house, "fu", MONDAY), "写本周信访小结");
    assert_hides!(tasks(&house, "desk", MONDAY), "写本周信访小结");
    go_to(&mut fan, "09-20");
    assert_shows!(fan, "09-14 - 09-20 这一期的，依据");
    fan.press("+");
    assert_shows!(fan, "做了，已记。");
    assert_hides!(fan, "09-20");
    assert_hides!(tasks(&house, "fu", MONDAY), "09-20");
    // The next week it is there again.
    assert_shows!(tasks(&house, "fu", "2026-09-21 09:00"), "写本周信访小结");
}

#[test]
fn what_was_left_undone_is_overdue_in_the_next_period_and_may_be_dropped_with_a_reason() {
    let house = house();
    let mut fan = tasks(&house, "fan", "2026-09-22 09:00");
    assert_shows!(fan, "超期2日", "写本周信访小结");
    go_to(&mut fan, "超期2日");
    fan.press("-<ctrl-s>");
    assert_shows!(fan, "理由：还没有填");
    fan.press("停电<ctrl-s>");
    assert_shows!(fan, "不做了，已记原因。");
    assert_hides!(fan, "超期2日");
}

#[test]
fn home_counts_periodic_duties_among_the_tasks_and_speaks_both_languages() {
    let house = house();
    // What was left undone longest stands on home.
    assert_shows!(house.home("fan", Chinese, MONDAY), "任务", "写本季度全面总结分析");
    let mut english = house.home("fan", English, MONDAY);
    english.press("<f3>t");
    assert_shows!(english, "write the week's summary");
    let none = House::new();
    none.person("fan", "樊瑞和", "statistician");
    assert_hides!(none.home("fan", Chinese, MONDAY), "写本周信访小结");
}

#[test]
fn a_quota_is_ticked_off_once_for_each_time_by_everybody_for_himself() {
    let house = House::with_rules(&["bureau-h"]);
    house.person("ji", "纪文舒", "receiving_leader").person("lu", "陆行简", "receiving_leader");
    let mut ji = tasks(&house, "ji", "2026-09-01 09:00");
    let screen = ji.screen();
    assert!(screen.contains("1/2"), "{screen}");
    go_to(&mut ji, "1/2");
    ji.press("+");
    assert_shows!(ji, "2/2");
    assert_shows!(tasks(&house, "lu", "2026-09-01 09:00"), "1/2");
    go_to(&mut ji, "2/2");
    ji.press("+");
    assert_hides!(ji, "2/2");
    assert_shows!(tasks(&house, "ji", "2026-10-08 09:00"), "1/2");
}

#[test]
fn a_duty_is_done_once_whoever_is_first() {
    let house = house();
    // Two desks at once: the second is told.
    let (mut one, mut two) = (tasks(&house, "fan", MONDAY), tasks(&house, "fu", MONDAY));
    for desk in [&mut one, &mut two] {
        go_to(desk, "09-20");
    }
    one.press("+");
    two.press("+");
    assert_shows!(two, "这个任务已经了结");
}
