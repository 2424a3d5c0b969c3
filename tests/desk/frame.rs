//! The frame: sizes, help, keys, both languages, cells.

use ratatui::layout::Size;
use xinfang::i18n::Language;
use xinfang::widget::cells;

use crate::harness::House;
use crate::{assert_hides, assert_shows};

#[test]
fn a_small_window_says_so_politely_and_recovers_with_everything_typed() {
    let house = House::new();
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-16 09:14");
    desk.press("<f2>张三").resize(72, 20);
    assert_shows!(desk, "窗口太小：要 80 列 24 行，现在 72 列 20 行。", "放大就能接着用，写的都在。");
    desk.press("李四<ctrl-s>");
    assert_eq!(desk.writes, 0, "nothing is done unseen");
    desk.resize(20, 5);
    assert_shows!(desk, "窗口太小");
    desk.resize(1, 1);
    desk.screen();
    desk.resize(80, 24);
    assert_shows!(desk, "张三");
    assert_hides!(desk, "李四");
}

#[test]
fn help_is_drawn_from_the_keymap_and_shows_the_notice_whole() {
    let house = House::practice(30);
    let mut desk = house.sit("desk", Language::English, "2026-09-16 09:00");
    // The first list with a row: its notice says what Enter does.
    desk.press("<right><right><right>?");
    assert_shows!(desk, "Help", "F2  n", "register a new matter", "Enter opens.");
    desk.press("<pagedown><pagedown>");
    assert_shows!(desk, "Ctrl-Q");
    desk.press("<esc>");
    assert_shows!(desk, "Queue: all");
}

#[test]
fn help_inside_a_field_names_only_keys_that_are_not_text() {
    let house = House::new();
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-16 09:14");
    desk.press("<f2>?");
    assert_shows!(desk, "[?");
    desk.press("<f1>");
    assert_shows!(desk, "Ctrl-S  F10", "正在打字");
    assert_hides!(desk, "  ?  F1");
}

#[test]
fn a_chinese_character_on_a_list_explains_the_input_method() {
    let house = House::practice(10);
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-16 09:00");
    desk.press("登");
    assert_shows!(desk, "输入法是中文状态");
    desk.press("、");
    assert_shows!(desk, "筛选 [");
    desk.press("、");
    assert_shows!(desk, "找什么");
}

#[test]
fn ctrl_g_and_a_digit_is_that_function_key() {
    let house = House::new();
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-16 09:14");
    desk.press("<ctrl-g>2");
    assert_shows!(desk, "来访登记");
    desk.press("停<ctrl-g>1");
    assert_shows!(desk, "帮助");
}

#[test]
fn a_redraw_key_paints_everything_again() {
    let house = House::new();
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-16 09:14");
    desk.press("<f5>");
    assert_eq!(desk.redraws, 1);
}

#[test]
fn a_practice_office_is_marked_on_every_screen() {
    let house = House::practice(10);
    for (language, mark) in [(Language::Chinese, "[练习]"), (Language::English, "[PRACTICE]")] {
        let mut desk = house.sit("desk", language, "2026-09-16 09:00");
        for keys in ["", "<enter>", "<enter>", "<esc><esc>/", "<esc><f2>", "<f1>"] {
            desk.press(keys);
            let screen = desk.screen();
            assert!(screen.lines().next().is_some_and(|title| title.ends_with(mark)), "{screen}");
        }
    }
}

#[test]
fn no_line_is_wider_than_its_window_and_no_character_is_halved() {
    let house = House::practice(80);
    for size in [Size::new(80, 24), Size::new(120, 40), Size::new(81, 25), Size::new(133, 30)] {
        for language in [Language::Chinese, Language::English] {
            let mut desk = house.sit_at("desk", language, "2026-09-16 09:00", size);
            for keys in
                ["", "<down>", "<enter>", "<enter>", "<esc>v", "<esc><esc>/水", "<esc><f2>一二三", "<f1>"]
            {
                desk.press(keys);
                let screen = desk.screen();
                for line in screen.lines() {
                    assert!(cells::width(line) <= usize::from(size.width), "{size:?} {keys}\n{screen}");
                }
            }
        }
    }
}

#[test]
fn every_screen_puts_the_cursor_inside_the_window() {
    let house = House::practice(30);
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-16 09:00");
    for keys in ["", "<down><down>", "<enter>", "<enter>", "<esc><esc>/", "水<down>", "<esc><f2>", "<esc>"] {
        desk.press(keys);
        let cursor = desk.cursor();
        assert!(cursor.x < 80 && (1..22).contains(&cursor.y), "{keys}: {cursor:?}\n{}", desk.screen());
    }
}

#[test]
fn the_quit_key_right_after_a_save_asks_first() {
    let house = House::new();
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-16 09:14");
    desk.press("<f2><tab><tab><tab><tab><tab><tab><tab>停水<ctrl-s><ctrl-q>");
    assert_shows!(desk, "刚按过存。");
    desk.press("<esc>").at("2026-09-16 09:15").press("<ctrl-q>");
    assert!(desk.ended);
}
