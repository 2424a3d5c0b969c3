//! 找操作、去哪里: anything without knowing its key, in few of them.

use xinfang::domain::actor::Role;
use xinfang::i18n::Language::{self, Chinese, English};
use xinfang::i18n::words;

use crate::harness::{Desk, House};
use crate::{assert_hides, assert_shows};

const NOW: &str = "2026-09-16 09:00";

fn home(house: &House, account: &str) -> Desk {
    let mut desk = house.home(account, Chinese, NOW);
    desk.keys = 0;
    desk
}

fn title(desk: &mut Desk) -> String {
    desk.screen().lines().next().unwrap_or_default().to_owned()
}

#[test]
fn two_initials_and_enter_do_an_action_in_four_keys() {
    let house = House::practice(10);
    for (initials, lands) in [("dj", "来访登记"), ("cz", "查找"), ("jj", "交接"), ("rw", "任务")] {
        let mut desk = home(&house, "desk");
        desk.press("<ctrl-p>").press(initials).press("<enter>");
        assert_eq!(desk.keys, 2 + initials.len());
        assert!(title(&mut desk).contains(lands), "{initials}\n{}", desk.screen());
    }
}

#[test]
fn an_action_that_is_barred_stays_in_brackets_and_says_why() {
    let house = House::practice(10);
    house.person("handler", "冉文舟", "handler");
    let mut desk = home(&house, "handler");
    desk.press("<ctrl-p>dj");
    assert_shows!(desk, "(登记)", "这件事归接待岗位");
    desk.press("<enter>");
    assert_shows!(desk, "登记现在不行：这件事归接待岗位。", "找操作");
    desk.press("<esc>");
    assert!(title(&mut desk).contains("首页"));
    assert_eq!(desk.writes, 0);
}

#[test]
fn queues_registers_cases_and_people_are_found() {
    let house = House::practice(30);
    for (typed, lands) in [
        ("超期", "队列 超期"),
        ("cq", "队列 超期"),
        ("意见箱", "意见箱"),
        ("yjx", "意见箱"),
        ("suggestion_box", "意见箱"),
        ("韩露", "人员 / 韩露"),
        ("hl", "人员 / 韩露"),
        ("han", "人员 / 韩露"),
    ] {
        let mut desk = home(&house, "desk");
        desk.press("<ctrl-p>").press(typed).press("<enter>");
        assert!(title(&mut desk).contains(lands), "{typed}\n{}", desk.screen());
        desk.press("<esc><esc>");
        assert!(title(&mut desk).contains("首页"), "{typed}\n{}", desk.screen());
    }
    let mut desk = home(&house, "desk");
    desk.press("<ctrl-p>2026-0003<enter>");
    assert_shows!(desk, "案卷", "2026-0003");
    desk.press("<esc>");
    assert!(title(&mut desk).contains("首页"));
}

#[test]
fn words_that_people_use_find_what_the_program_calls_otherwise() {
    let house = House::practice(10);
    for (typed, found) in [
        ("逾期", "超期"),
        ("过期", "超期"),
        ("预警", "临期"),
        ("录入", "登记"),
        ("搜索", "查找"),
        ("待办", "任务"),
        ("账号", "人员"),
        ("请假", "交接"),
        ("编号", "本局"),
        ("机构", "外单位名录"),
        ("离开", "锁屏"),
        ("密码", "改口令"),
        ("下班", "退出"),
        ("yq", "超期"),
    ] {
        let mut desk = home(&house, "desk");
        desk.press("<ctrl-p>").press(typed);
        let screen = desk.screen();
        let hit =
            screen.lines().skip(2).any(|line| line.trim_start_matches(['>', ' ', '(']).starts_with(found));
        assert!(hit, "{typed} does not find {found}\n{screen}");
    }
}

/// Synonyms that lead to nothing because nothing is called by the name they stand for.
fn idle_synonyms(language: Language) -> Vec<String> {
    let house = House::practice(5);
    let every: Vec<&str> = Role::ALL.iter().map(|role| role.word()).collect();
    house.person("boss", "冉文舟", &every.join(" "));
    let mut idle = Vec::new();
    for (name, also) in words(language).palette.also {
        for typed in also.split(' ') {
            let mut desk = house.home("boss", language, NOW);
            desk.press("<ctrl-p>").press(typed);
            let screen = desk.screen();
            let body = screen.lines().skip(2).take(19);
            if !body
                .filter(|line| line.contains(name))
                .any(|line| line.starts_with("    ") || line.starts_with("> "))
            {
                idle.push(format!("{typed} for {name}"));
            }
        }
    }
    idle
}

#[test]
fn every_chinese_synonym_finds_what_it_stands_for() {
    assert_eq!(idle_synonyms(Chinese), Vec::<String>::new());
}

#[test]
fn every_english_synonym_finds_what_it_stands_for() {
    assert_eq!(idle_synonyms(English), Vec::<String>::new());
}

#[test]
fn what_is_typed_narrows_and_nothing_fitting_says_so() {
    let house = House::practice(10);
    let mut desk = home(&house, "desk");
    desk.press("<ctrl-p>");
    assert_shows!(desk, "操作", "画面", "括号里的现在办不了");
    desk.press("没有的");
    assert_shows!(desk, "没有叫 没有的 的。");
    desk.press("<enter>");
    assert_shows!(desk, "找操作");
    desk.press("<ctrl-u>");
    assert_shows!(desk, "操作", "画面");
    // Tab goes from section to section.
    desk.press("<tab>");
    let screen = desk.screen();
    let at = screen.lines().position(|line| line.starts_with('>')).expect("the bar");
    assert!(screen.lines().nth(at - 1).is_some_and(|line| line.contains("画面")), "{screen}");
    desk.press("<ctrl-p>");
    assert_shows!(desk, "找操作");
    desk.press("<esc>");
    assert!(title(&mut desk).contains("首页"));
}

#[test]
fn the_palette_over_a_form_keeps_what_was_typed() {
    let house = House::practice(10);
    let mut desk = home(&house, "desk");
    desk.press("n邬大勇<ctrl-p>cq<enter>");
    assert_shows!(desk, "队列 超期");
    desk.press("<esc>");
    assert_shows!(desk, "来访登记", "邬大勇");
    // Going home with something typed loses nothing.
    desk.press("<f3>h");
    assert_shows!(desk, "邬大勇");
    desk.press("<f3>t<esc>");
    assert_shows!(desk, "来访登记", "邬大勇");
}

#[test]
fn the_band_of_places_takes_letters_and_digits() {
    let house = House::practice(10);
    for (letter, digit, lands) in [
        ("h", "1", "首页"),
        ("q", "2", "队列 待甄别"),
        ("t", "3", "任务"),
        ("r", "4", "设置和台账"),
        ("b", "5", "晨会条"),
        ("o", "6", "交接"),
        ("k", "8", "改口令"),
        ("l", "9", "已锁屏"),
    ] {
        for key in [letter, digit] {
            for go in ["g", "<f3>"] {
                let mut desk = home(&house, "desk");
                desk.press(go);
                assert_shows!(desk, "去哪里", "q  2", "按字母或数字去；Esc 不去。");
                desk.press(key);
                assert!(title(&mut desk).contains(lands), "{go}{key}\n{}", desk.screen());
            }
        }
    }
    let mut desk = home(&house, "desk");
    desk.press("g<esc>");
    assert!(title(&mut desk).contains("首页"));
    // A click takes the place under it.
    desk.press("g");
    let line = desk.line_of("设置和台账");
    desk.click(15, line);
    assert!(title(&mut desk).contains("设置和台账"), "{}", desk.screen());
}

#[test]
fn every_f_key_has_a_letter_or_sign_that_does_the_same() {
    let house = House::practice(20);
    // Where, the F-key, its twin.
    for (to, function, twins) in [
        ("", "<f2>", &["n"][..]),
        ("", "<f3>", &["g"]),
        ("", "<f1>", &["?", "？"]),
        ("", "<ctrl-f>", &["/", "、", "／"]),
        ("", "<ctrl-p>", &[":", "："]),
        ("", "b", &["B"]),
        ("", "1", &["１"]),
        ("<f3>q", "<f2>", &["n"]),
        ("<f3>q", "<ctrl-f>", &["//", "、、", "／／"]),
        ("<f3>q", "/", &["、", "／"]),
        ("<f3>q", "<f4>", &["s"]),
        ("<f3>q", "<f6>", &["m"]),
        ("<f3>q<space>", ";", &["；"]),
        ("<f3>q", ".", &["。"]),
        ("<f3>q", "<right>", &["]"]),
        ("<f3>q<right>", "<left>", &["["]),
        ("<f3>q", "<down>", &["j"]),
        ("<f3>q<down>", "<up>", &["k"]),
        ("<f3>q<enter>", "<f7>", &["v"]),
        ("<f3>t", "<f2>", &["n"]),
        ("<f3>t", "h", &["h"]),
        ("<f3>r<down><enter>", "<f9>", &["c"]),
        ("<f3>r", "<down>", &["j"]),
        ("<f3>g", "<esc>", &["<esc>"]),
        ("<ctrl-g>2", "", &[""]),
    ] {
        let mut desk = home(&house, "desk");
        desk.press(to).press(function);
        let by_function = desk.screen();
        for twin in twins {
            let mut desk = home(&house, "desk");
            desk.press(to).press(twin);
            assert_eq!(desk.screen(), by_function, "{to} {function} {twin}");
        }
    }
    // Saving has two keys too.
    for save in ["<ctrl-s>", "<f10>", "<ctrl-g>0"] {
        let house = House::new();
        let mut desk = home(&house, "desk");
        desk.press("n<tab><tab><tab><tab><tab><tab><tab>停水").press(save);
        assert_shows!(desk, "已登记 2026-0001");
    }
}

#[test]
fn the_palette_of_who_may_not_read_offers_no_queue_and_finds_no_case() {
    let house = House::practice(20);
    let mut desk = home(&house, "admin");
    desk.press("<ctrl-p>超期");
    assert_hides!(desk, "    超期");
    desk.press("<ctrl-u>2026-0001");
    assert_shows!(desk, "没有叫 2026-0001 的。");
}

#[test]
fn the_palette_does_not_send_to_a_search_who_may_not_search() {
    let house = House::practice(20);
    let mut desk = home(&house, "admin");
    desk.press("<ctrl-p>2026-0001");
    assert_hides!(desk, "/ 在正文里找");
}
