//! 查找: the list follows what is typed.

use xinfang::i18n::Language;

use crate::harness::House;
use crate::{assert_hides, assert_shows};

fn office() -> House {
    let house = House::new();
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-16 09:14");
    for (name, phone, text) in [
        ("单强", "13800000001", "自来水停供三天，要求恢复"),
        ("欧阳修文", "13800000002", "自来，来水都不好"),
        ("张三", "", "路灯不亮"),
    ] {
        desk.press(&format!("<f2>{name}<tab>{phone}<tab><tab><tab><tab><tab><tab>{text}<ctrl-s>"));
    }
    house
}

#[test]
fn one_character_two_characters_and_phrases_are_found() {
    let mut desk = office().sit("desk", Language::Chinese, "2026-09-16 10:00");
    desk.press("//灯");
    assert_shows!(desk, "1 件", "2026-0003");
    desk.press("<backspace>路灯");
    assert_shows!(desk, "2026-0003");
    desk.press("<backspace><backspace>自来水");
    assert_shows!(desk, "1 件", "2026-0001");
    assert_hides!(desk, "2026-0002");
}

#[test]
fn initials_find_every_reading_of_a_name_letter_by_letter() {
    let mut desk = office().sit("desk", Language::Chinese, "2026-09-16 10:00");
    desk.press("//sq");
    assert_shows!(desk, "单强");
    desk.press("<ctrl-u>dq");
    assert_shows!(desk, "单强");
    desk.press("<ctrl-u>oy");
    assert_shows!(desk, "欧阳修文");
    desk.press("xw");
    assert_shows!(desk, "欧阳修文");
}

#[test]
fn numbers_of_cases_and_whole_phones_are_found() {
    let mut desk = office().sit("desk", Language::Chinese, "2026-09-16 10:00");
    desk.press("//2026-0002");
    assert_shows!(desk, "1 件", "欧阳修文");
    desk.press("<ctrl-u>13800000001");
    assert_shows!(desk, "1 件", "单强");
}

#[test]
fn nothing_found_says_what_to_try_and_esc_goes_back_to_the_row() {
    let mut desk = office().sit("desk", Language::Chinese, "2026-09-16 10:00");
    desk.press("<down>");
    let before = desk.screen();
    desk.press("//没有的词");
    assert_shows!(desk, "没有找到 没有的词。换个说法，或少打几个字；电话和证件号码要打全。");
    desk.press("<esc>");
    assert_eq!(desk.screen(), before);
}

#[test]
fn an_old_answer_never_overwrites_a_newer_one() {
    let mut desk = office().sit("desk", Language::Chinese, "2026-09-16 10:00");
    desk.press("//").slow().press("灯<backspace>水");
    assert_hides!(desk, "2026-0003  ");
    desk.answer_all();
    assert_shows!(desk, "2026-0001");
    assert_hides!(desk, "2026-0003");
}

#[test]
fn enter_pressed_before_the_answer_opens_what_the_answer_brings() {
    let mut desk = office().sit("desk", Language::Chinese, "2026-09-16 10:00");
    desk.press("//").slow().press("路灯<enter>");
    assert_shows!(desk, "找什么");
    desk.answer_all();
    assert_shows!(desk, "案卷", "2026-0003");
}

#[test]
fn the_serial_of_a_case_number_is_enough() {
    let mut desk = office().sit("desk", Language::Chinese, "2026-09-16 10:00");
    desk.press("//0002");
    assert_shows!(desk, "1 件", "2026-0002");
}
