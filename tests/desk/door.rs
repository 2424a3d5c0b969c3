//! 登录、锁屏、口令: who comes in, how, and what nobody may see.

use ratatui::layout::Size;
use xinfang::api::{Answer, Request, door};
use xinfang::domain::masked::Personal;
use xinfang::i18n::Language::{self, Chinese, English};

use crate::harness::{Desk, House};
use crate::{assert_hides, assert_shows};

const NOW: &str = "2026-09-16 09:00";
const PASSWORD: &str = "qinghe-2026";

fn at_door(house: &House, language: Language, now: &str) -> Desk {
    house.at_the_door(None, language, now, Size::new(80, 24))
}

/// Comes in for the first time and sets the password.
fn first(house: &House, account: &str) -> Desk {
    let mut desk = at_door(house, Chinese, NOW);
    desk.press(&format!("{account}<enter><enter>{PASSWORD}<enter>{PASSWORD}<enter>"));
    let screen = desk.screen();
    assert_eq!(desk.account(), account, "{screen}");
    desk
}

#[test]
fn a_practice_office_lets_a_person_be_chosen_by_arrows_digit_and_enter() {
    let house = House::new();
    let mut desk = at_door(&house, Chinese, NOW);
    assert_shows!(desk, "练习：选一个人", "1 岑怀川", "> 2 叶青", "3 韩露");
    desk.press("<down><enter>");
    assert_shows!(desk, "首页", "韩露 接待");
    let mut desk = at_door(&house, Chinese, NOW);
    desk.press("<up><enter>");
    assert_shows!(desk, "首页", "岑怀川 管理员");
    let mut desk = at_door(&house, English, NOW);
    desk.press("3");
    assert_shows!(desk, "Home", "韩露 reception");
    let mut desk = at_door(&house, Chinese, NOW);
    desk.press("9");
    assert_shows!(desk, "练习：选一个人");
    // A click chooses, a second one sits down.
    let line = desk.line_of("韩露");
    desk.click(10, line).click(10, line);
    assert_shows!(desk, "首页", "韩露 接待");
}

#[test]
fn who_is_named_on_the_command_line_sits_down_and_who_is_not_there_sees_the_list() {
    let house = House::new();
    assert_shows!(house.home("han", Chinese, NOW), "韩露 接待");
    let mut desk = house.at_the_door(Some("nobody"), Chinese, NOW, Size::new(80, 24));
    assert_shows!(desk, "1 岑怀川", "账号或口令不对");
    desk.press("1");
    assert_shows!(desk, "岑怀川 管理员");
}

#[test]
fn the_first_log_in_sets_a_password_twice_and_says_what_is_wrong_with_it() {
    let house = House::real();
    let mut desk = at_door(&house, Chinese, NOW);
    assert_shows!(desk, "登录", "请输账号和口令。");
    assert_hides!(desk, "叶青", "岑怀川");
    desk.press("desk<enter><enter>");
    assert_shows!(desk, "第一次登录：设口令", "desk");
    desk.press("short<enter>short<enter>");
    assert_shows!(desk, "太短，至少 8 个字");
    desk.press(&format!("<backtab><ctrl-u>{PASSWORD}<enter><ctrl-u>other-2026<enter>"));
    assert_shows!(desk, "两遍不一样");
    desk.press("<backtab><ctrl-u>aaaaaaaa<enter><ctrl-u>aaaaaaaa<enter>");
    assert_shows!(desk, "太容易猜");
    desk.press("<backtab><ctrl-u>mydesk-2026<enter><ctrl-u>mydesk-2026<enter>");
    assert_shows!(desk, "太容易猜");
    assert_hides!(desk, "mydesk-2026", "aaaaaaaa");
    desk.press(&format!("<backtab><ctrl-u>{PASSWORD}<enter><ctrl-u>{PASSWORD}<enter>"));
    assert_shows!(desk, "首页", "叶青 接待");
}

#[test]
fn a_password_of_two_signs_by_turns_is_too_easy() {
    let house = House::real();
    let mut desk = at_door(&house, Chinese, NOW);
    desk.press("desk<enter><enter>abababab<enter>abababab<enter>");
    assert_shows!(desk, "太容易猜");
}

#[test]
fn leaving_the_first_password_goes_back_to_the_door() {
    let house = House::real();
    let mut desk = at_door(&house, Chinese, NOW);
    desk.press("desk<enter><enter>abc<esc>");
    assert_shows!(desk, "请输账号和口令。");
    desk.press("han<enter><enter>");
    assert_shows!(desk, "第一次登录：设口令", "han");
}

#[test]
fn the_next_log_in_needs_the_password_and_a_wrong_one_does_not_say_which_was_wrong() {
    let house = House::real();
    first(&house, "desk");
    let mut desk = at_door(&house, Chinese, NOW);
    desk.press("desk<enter>wrong-one<enter>");
    assert_shows!(desk, "账号或口令不对，还可以试 4 次", "desk");
    assert_hides!(desk, "wrong-one", "首页");
    // The account stays, the password is typed anew.
    desk.press(&format!("{PASSWORD}<enter>"));
    assert_shows!(desk, "首页", "叶青 接待");
    let mut desk = at_door(&house, Chinese, NOW);
    desk.press("nobody<enter>wrong-one<enter>");
    assert_shows!(desk, "账号或口令不对");
    assert_hides!(desk, "还可以试");
}

#[test]
fn an_account_is_found_however_it_is_written() {
    let house = House::real();
    first(&house, "desk");
    let mut desk = at_door(&house, Chinese, NOW);
    desk.press(&format!(" DESK <enter>{PASSWORD}<enter>"));
    assert_shows!(desk, "叶青 接待");
}

#[test]
fn a_right_password_forgives_the_wrong_ones_before_it() {
    let house = House::real();
    first(&house, "desk");
    for _ in 0..2 {
        let mut desk = at_door(&house, Chinese, NOW);
        desk.press("desk<enter>");
        for left in [4, 3, 2, 1] {
            desk.press("wrong-one<enter>");
            assert_shows!(desk, format!("还可以试 {left} 次").as_str());
        }
        desk.press(&format!("{PASSWORD}<enter>"));
        assert_shows!(desk, "叶青 接待");
    }
}

#[test]
fn five_wrong_passwords_close_the_account_for_a_quarter_of_an_hour_and_say_until_when() {
    let house = House::real();
    first(&house, "desk");
    let mut desk = at_door(&house, Chinese, NOW);
    desk.press("desk<enter>");
    for _ in 0..5 {
        desk.press("wrong-one<enter>");
    }
    assert_shows!(desk, "试错太多，09:15 以后再试，或请管理员重设口令");
    desk.press(&format!("{PASSWORD}<enter>"));
    assert_shows!(desk, "试错太多，09:15");
    desk.at("2026-09-16 09:14").press(&format!("{PASSWORD}<enter>"));
    assert_shows!(desk, "试错太多，09:15");
    desk.at("2026-09-16 09:15").press(&format!("{PASSWORD}<enter>"));
    assert_shows!(desk, "首页", "叶青 接待");
}

#[test]
fn after_the_closed_time_one_wrong_password_does_not_close_it_again() {
    let house = House::real();
    first(&house, "desk");
    let mut desk = at_door(&house, Chinese, NOW);
    desk.press("desk<enter>");
    for _ in 0..5 {
        desk.press("wrong-one<enter>");
    }
    desk.at("2026-09-16 09:20").press("wrong-one<enter>");
    assert_shows!(desk, "还可以试 4 次");
    desk.press("wrong-one<enter>");
    assert_shows!(desk, "还可以试 3 次");
    desk.press(&format!("{PASSWORD}<enter>"));
    assert_shows!(desk, "叶青 接待");
}

#[test]
fn an_administrator_resets_a_password_from_the_register_of_people() {
    let house = House::real();
    first(&house, "desk");
    let mut locked_out = at_door(&house, Chinese, NOW);
    locked_out.press("desk<enter>");
    for _ in 0..5 {
        locked_out.press("wrong-one<enter>");
    }
    let mut admin = first(&house, "admin");
    admin.press("<f3>r<down><enter><down>x");
    assert_shows!(admin, "清掉这个人的口令");
    admin.press("<esc>x<enter>");
    assert_shows!(admin, "叶青 的口令已清，下次登录时重设。");
    locked_out.press("<enter>");
    assert_shows!(locked_out, "第一次登录：设口令");
    locked_out.press("another-one<enter>another-one<enter>");
    assert_shows!(locked_out, "叶青 接待");
}

#[test]
fn who_is_no_administrator_resets_nobodys_password() {
    let house = House::real();
    first(&house, "admin");
    let mut desk = first(&house, "desk");
    desk.press("<f3>r<down><enter>");
    assert_shows!(desk, "(x 重设口令)");
    desk.press("x");
    assert_shows!(desk, "办不了：这件事归管理员岗位。");
}

/// Somebody who works there between two days.
fn for_a_while(house: &House, account: &str, from: &str, until: &str) {
    house.row(
        "people",
        &[
            ("account", account),
            ("name", "冉文舟"),
            ("roles", "reception"),
            ("scope", "all"),
            ("from", from),
            ("until", until),
        ],
    );
}

#[test]
fn an_account_that_has_ended_or_not_begun_is_told_so() {
    let house = House::new();
    for_a_while(&house, "gone", "", "2026-09-15");
    for_a_while(&house, "soon", "2026-09-17", "");
    for_a_while(&house, "last", "2026-09-16", "2026-09-16");
    for account in ["gone", "soon"] {
        let mut desk = house.home(account, Chinese, NOW);
        assert_shows!(desk, "这个账号已经停用或还没启用，请找管理员", "1 岑怀川");
    }
    assert_shows!(house.home("last", Chinese, NOW), "冉文舟 接待");
    // In earnest: the password is right, and he is told.
    let house = House::real();
    for_a_while(&house, "gone", "", "2026-09-15");
    let mut desk = at_door(&house, Chinese, "2026-09-10 09:00");
    desk.press(&format!("gone<enter><enter>{PASSWORD}<enter>{PASSWORD}<enter>"));
    assert_shows!(desk, "冉文舟 接待");
    let mut desk = at_door(&house, Chinese, NOW);
    desk.press("gone<enter>wrong-one<enter>");
    assert_shows!(desk, "账号或口令不对，还可以试 4 次");
    desk.press(&format!("{PASSWORD}<enter>"));
    assert_shows!(desk, "这个账号已经停用或还没启用，请找管理员");
}

#[test]
fn an_account_that_has_not_begun_is_told_so_before_it_is_asked_for_a_password() {
    let house = House::real();
    for_a_while(&house, "soon", "2026-09-17", "");
    let mut desk = at_door(&house, Chinese, NOW);
    desk.press("soon<enter><enter>");
    assert_shows!(desk, "这个账号已经停用或还没启用，请找管理员");
}

#[test]
fn an_account_that_has_ended_cannot_be_given_a_password() {
    let house = House::real();
    for_a_while(&house, "gone", "", "2026-09-15");
    let mut desk = at_door(&house, Chinese, NOW);
    desk.press(&format!("gone<enter><enter>{PASSWORD}<enter>{PASSWORD}<enter>"));
    assert!(desk.account().is_empty());
    // And nothing was set: while it held, its owner was still to choose his own.
    let log_in = door::Request::LogIn { account: "gone".to_owned(), password: Personal::default() };
    let told = house.ask("", "2026-09-10 09:00", Request::Door(log_in));
    assert!(matches!(told, Ok(Answer::Door(door::Answer::SetOne { .. }))), "{told:?}");
}

/// Everything that leads somewhere once somebody is in.
const WAYS: [&str; 15] = [
    "<ctrl-p>", ":", "<f3>", "gh", "gq", "<f3>q", "<f3>r", "<f3>t", "<f3>b", "<f3>o", "<f3>k", "<f2>", "n",
    "/", "<ctrl-f>",
];

/// The door itself, the help over it, or the home of somebody who was chosen.
fn is_still_outside(desk: &mut Desk) -> bool {
    let screen = desk.screen();
    let title = screen.lines().next().unwrap_or_default();
    let chosen = title.contains("首页") && !desk.account().is_empty();
    chosen || ["练习：选一个人", "登录", "帮助"].iter().any(|words| title.contains(words))
}

#[test]
fn before_the_door_nothing_works_but_quit_help_and_redraw() {
    for house in [House::new(), House::real()] {
        for way in WAYS {
            let mut desk = at_door(&house, Chinese, NOW);
            desk.press(way);
            assert!(is_still_outside(&mut desk), "{way} leads to\n{}", desk.screen());
            desk.press("<enter><esc><esc><esc>");
            assert!(is_still_outside(&mut desk), "{way} leads to\n{}", desk.screen());
        }
    }
    let mut desk = at_door(&House::real(), Chinese, NOW);
    desk.press("<f1>");
    assert_shows!(desk, "帮助", "退出程序", "重画屏幕");
    desk.press("<esc><f5>");
    assert_eq!(desk.redraws, 1);
    desk.press("<ctrl-q>");
    assert!(desk.ended);
}

#[test]
fn the_help_of_the_door_is_no_way_past_it() {
    for house in [House::new(), House::real()] {
        for way in WAYS {
            let mut desk = at_door(&house, Chinese, NOW);
            desk.press("<f1>").press(way);
            assert!(desk.account().is_empty());
            assert!(is_still_outside(&mut desk), "<f1>{way} leads to\n{}", desk.screen());
        }
    }
}

/// An office with a matter whose every word would show on a screen that shows too much.
fn with_a_matter(house: &House) -> Desk {
    let mut desk = first(house, "desk");
    desk.press("n邬大勇<tab>13800000123<tab><tab><tab><tab>城关镇北门路3号<tab><tab>拖欠工资三个月<ctrl-s>");
    assert_shows!(desk, "已登记 2026-0001");
    desk
}

fn assert_covered(desk: &mut Desk) {
    assert_shows!(desk, "已锁屏");
    assert_hides!(desk, "邬大勇", "拖欠", "13800000123", "城关镇", "沈桂枝", "停水");
}

#[test]
fn an_idle_desk_locks_and_gives_back_what_was_half_typed() {
    let house = House::real();
    let mut desk = with_a_matter(&house);
    assert_eq!(desk.patience(), 10, "the office's minutes");
    desk.press("<f3>qn沈桂枝<tab><tab><tab><tab><tab><tab><tab>停水").idle();
    assert_covered(&mut desk);
    assert_eq!(desk.patience(), 0, "locked already");
    assert_shows!(desk, "叶青");
    desk.press("wrong-one<enter>");
    assert_covered(&mut desk);
    desk.press("<esc>");
    assert_covered(&mut desk);
    desk.press(&format!("{PASSWORD}<enter>"));
    assert_shows!(desk, "来访登记", "沈桂枝", "停水");
    desk.press("<ctrl-s>");
    assert_shows!(desk, "已登记 2026-0002");
}

#[test]
fn a_wrong_password_at_the_lock_says_so_and_keeps_it_locked() {
    let house = House::real();
    let mut desk = with_a_matter(&house);
    desk.press("<f3>l");
    assert_covered(&mut desk);
    desk.press("wrong-one<enter>");
    assert_shows!(desk, "还可以试 4 次");
    for _ in 0..4 {
        desk.press("wrong-one<enter>");
    }
    assert_shows!(desk, "试错太多，09:15");
    desk.press(&format!("{PASSWORD}<enter>"));
    assert_covered_after(&mut desk);
    desk.at("2026-09-16 09:15").press(&format!("{PASSWORD}<enter>"));
    assert_shows!(desk, "首页");
}

fn assert_covered_after(desk: &mut Desk) {
    assert_shows!(desk, "试错太多");
    assert_hides!(desk, "邬大勇", "首页");
}

#[test]
fn no_key_shows_what_lies_under_the_lock() {
    let house = House::real();
    let mut desk = with_a_matter(&house);
    desk.press("<f3>q<enter>").idle();
    for way in WAYS {
        desk.press(way).press("<esc>");
        assert_covered(&mut desk);
    }
    for (x, y) in [(1, 23), (20, 23), (40, 23), (70, 23), (10, 5), (10, 12)] {
        desk.click(x, y);
        desk.press("<esc>");
        assert_covered(&mut desk);
    }
    desk.resize(133, 40);
    assert_covered(&mut desk);
}

#[test]
fn the_help_of_the_lock_is_no_way_past_it() {
    for way in WAYS {
        let house = House::real();
        let mut desk = with_a_matter(&house);
        desk.press("<f3>q<enter>").idle();
        desk.press("<f1>").press(way).press("<esc><esc><esc>");
        let screen = desk.screen();
        assert!(screen.contains("已锁屏"), "<f1>{way} leads to\n{screen}");
        desk.press("<f1>");
        let screen = desk.screen();
        assert!(!screen.contains("邬大勇") && !screen.contains("拖欠"), "{screen}");
    }
}

#[test]
fn quitting_from_the_lock_asks_about_what_lies_below_and_shows_none_of_it() {
    let house = House::real();
    let mut desk = with_a_matter(&house);
    desk.press("n沈桂枝").idle();
    desk.press("<ctrl-q>");
    assert!(!desk.ended);
    assert_hides!(desk, "沈桂枝", "邬大勇");
    desk.press("<esc>");
    assert_covered(&mut desk);
    desk.press(&format!("{PASSWORD}<enter>"));
    assert_shows!(desk, "沈桂枝");
}

#[test]
fn an_answer_that_comes_after_the_lock_stays_under_it() {
    let house = House::real();
    let mut desk = first(&house, "admin");
    // The register of people is asked for to open one person, and the answer is late.
    desk.press("<ctrl-p>yq").slow().press("<enter>").idle();
    assert_shows!(desk, "已锁屏");
    desk.answer_all();
    assert_shows!(desk, "已锁屏");
}

#[test]
fn a_practice_desk_unlocks_with_enter() {
    let house = House::new();
    let mut desk = house.home("desk", Chinese, NOW);
    desk.press("n沈桂枝").idle();
    assert_shows!(desk, "已锁屏，写的都在。按 Enter 接着用。");
    assert_hides!(desk, "沈桂枝");
    desk.press("<enter>");
    assert_shows!(desk, "沈桂枝");
}

#[test]
fn a_desk_that_locks_never_is_not_asked_to() {
    let house = House::new();
    let mut admin = house.home("admin", Chinese, NOW);
    admin.press("<f3>r<enter><enter><tab><tab><ctrl-u>0<ctrl-s>");
    assert_shows!(admin, "已存");
    assert_eq!(house.home("desk", Chinese, NOW).patience(), 0);
    admin.press("<enter><tab><tab><ctrl-u>3<ctrl-s>");
    assert_eq!(house.home("desk", Chinese, NOW).patience(), 3);
}

#[test]
fn a_password_is_changed_with_the_old_one_and_the_new_one_twice() {
    let house = House::real();
    let mut desk = first(&house, "desk");
    desk.press("<f3>k");
    assert_shows!(desk, "改口令", "先打现在的口令，再把新口令打两遍。");
    desk.press("wrong-one<tab>second-2026<tab>second-2026<ctrl-s>");
    assert_shows!(desk, "账号或口令不对，还可以试 4 次");
    desk.press(&format!("<ctrl-u>{PASSWORD}<tab><tab><ctrl-u>third-2026<ctrl-s>"));
    assert_shows!(desk, "两遍不一样");
    desk.press("<ctrl-u>second-2026<ctrl-s>");
    assert_shows!(desk, "口令已改，下次用新的。", "首页");
    assert_hides!(desk, "second-2026");
    let mut desk = at_door(&house, Chinese, NOW);
    desk.press(&format!("desk<enter>{PASSWORD}<enter>"));
    assert_shows!(desk, "账号或口令不对");
    desk.press("second-2026<enter>");
    assert_shows!(desk, "叶青 接待");
}

#[test]
fn a_new_password_that_is_too_weak_is_complained_of() {
    let house = House::real();
    let mut desk = first(&house, "desk");
    desk.press(&format!("<f3>k{PASSWORD}<tab>short<tab>short<ctrl-s>"));
    assert_shows!(desk, "改口令", "太短，至少 8 个字");
}

#[test]
fn a_practice_office_says_that_it_has_no_passwords() {
    let mut desk = House::new().home("desk", Chinese, NOW);
    desk.press("<f3>kabc<ctrl-s>");
    assert_shows!(desk, "练习单位没有口令。");
}

#[test]
fn who_comes_in_reads_his_own_language() {
    let house = House::real();
    house.row(
        "people",
        &[
            ("account", "li"),
            ("name", "Li Wen"),
            ("roles", "reception"),
            ("scope", "all"),
            ("language", "en"),
        ],
    );
    house.row(
        "people",
        &[("account", "wu"), ("name", "吴文"), ("roles", "reception"), ("scope", "all"), ("language", "zh")],
    );
    let mut desk = at_door(&house, Chinese, NOW);
    desk.press(&format!("li<enter><enter>{PASSWORD}<enter>{PASSWORD}<enter>"));
    assert_shows!(desk, "Home", "Li Wen reception");
    let mut desk = at_door(&house, English, NOW);
    desk.press(&format!("wu<enter><enter>{PASSWORD}<enter>{PASSWORD}<enter>"));
    assert_shows!(desk, "首页", "吴文 接待");
}

#[test]
fn what_is_typed_while_the_door_answers_waits_for_the_screen_behind() {
    let house = House::real();
    first(&house, "desk");
    let mut desk = at_door(&house, Chinese, NOW);
    desk.press("desk<enter>").press(PASSWORD).slow().press("<enter>n张三");
    desk.answer_all();
    assert_shows!(desk, "来访登记", "张三");
}

#[test]
fn passwords_are_never_drawn() {
    let house = House::real();
    let mut desk = first(&house, "desk");
    for keys in ["<f3>k", "<f3>l"] {
        desk.press(keys).press("geheim-9");
        assert_hides!(desk, "geheim", "-9");
        desk.press("<esc>");
    }
}
