//! 信访人: a number opens what the office knows, on any screen, and nothing is typed twice.

use xinfang::i18n::Language;

use crate::harness::House;
use crate::{assert_hides, assert_shows};

const NUMBER: &str = "34052419800101001X";

fn registered(house: &House) {
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-14 09:14");
    desk.press(&format!(
        "<f2>邬大勇<tab>13800000123{NUMBER}城关镇北门路3号<tab><tab>工地欠薪三个月。<tab>3gzff<ctrl-s>"
    ));
    assert_shows!(desk, "已登记 2026-0001");
}

#[test]
fn a_number_typed_into_the_search_opens_the_card_without_a_further_key() {
    let house = House::new();
    registered(&house);
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-16 09:20");
    desk.press(&format!("/{NUMBER}"));
    assert_shows!(
        desk,
        "信访人",
        "邬大勇  男 46岁  340524********001X  138****0123  城关镇****",
        "本局 1 件  在办 1  已办结 0",
        "> 2026-0001",
        "剩13日",
    );
    desk.press("<enter>");
    assert_shows!(desk, "案卷", "来访核对");
}

#[test]
fn a_card_that_is_read_opens_over_what_is_typed_and_esc_leads_back_to_it() {
    let house = House::new();
    registered(&house);
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-16 09:20");
    desk.press("<f2>沈桂枝<tab><tab><tab><tab><tab><tab><tab>屋面漏水<tab>");
    desk.scan(NUMBER);
    assert_shows!(desk, "信访人", "邬大勇");
    desk.press("<esc>");
    assert_shows!(desk, "来访登记", "沈桂枝", "屋面漏水", "> 目的");
}

#[test]
fn who_comes_again_about_the_same_is_registered_in_three_keys_and_linked() {
    let house = House::new();
    registered(&house);
    let mut desk = house.home("desk", Language::Chinese, "2026-09-16 09:20");
    desk.keys = 0;
    desk.scan(NUMBER);
    desk.press("r");
    assert_shows!(desk, "再次来访，同一事项 2026-0001", "工地欠薪三个月", "3 求决", "040206");
    desk.paste("还是没有付。");
    desk.press("<ctrl-s>");
    assert_shows!(desk, "已登记 2026-0002");
    assert_eq!(desk.keys, 3);
    desk.press("<f3>q");
    desk.press("<end><enter>");
    assert_shows!(desk, "2026-0002", "邬大勇  男  46岁", "138****0123", "城关镇****", "2026-0001", "第2次");
}

#[test]
fn a_returning_visitor_with_a_new_matter_takes_at_most_twenty_five_keys() {
    let house = House::new();
    registered(&house);
    let mut desk = house.home("desk", Language::Chinese, "2026-09-16 09:20");
    desk.keys = 0;
    desk.press(&format!("/{NUMBER}n"));
    desk.paste("路灯不亮三个月，没有人修。");
    desk.press("<tab>3<ctrl-s>");
    assert_shows!(desk, "已登记 2026-0002");
    assert_eq!(desk.keys, 23);
}

#[test]
fn a_new_visitor_all_typed_takes_at_most_ninety_five_keys() {
    let house = House::practice(60);
    let mut desk = house.home("desk", Language::Chinese, "2026-09-16 09:20");
    desk.keys = 0;
    // Names and the words of the request are free text; town, class and body are typed by initials.
    desk.press(&format!("<f2>{NUMBER}"));
    desk.paste("邬大勇");
    desk.press("<tab>13800000123cgz<enter>");
    desk.paste("北门路3号");
    desk.press("<tab><tab>");
    desk.paste("工地欠薪三个月。");
    desk.press("<tab>3gzff<enter><enter>xzj<enter><ctrl-s>");
    assert_shows!(desk, "已登记 2026-");
    assert_eq!(desk.keys, 50);
}

#[test]
fn somebody_unknown_is_registered_with_the_number_filled_in() {
    let house = House::new();
    let mut desk = house.sit("desk", Language::English, "2026-09-16 09:20");
    desk.scan(NUMBER);
    assert_shows!(desk, "No record of this person here");
    desk.press("n");
    assert_shows!(desk, "Register: visit", "340524********001X", "valid");
}

#[test]
fn who_may_not_look_up_people_is_told_and_the_number_is_not_kept() {
    let house = House::new();
    house.person("zhang", "章程", "statistician");
    let mut desk = house.home("zhang", Language::Chinese, "2026-09-16 09:20");
    desk.scan(NUMBER);
    assert_shows!(desk, "您的岗位不能查人，号码没有留下。");
    assert_hides!(desk, "340524");
}

#[test]
fn a_confidential_matter_is_absent_from_the_card_of_those_outside() {
    let house = House::new();
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-16 09:14");
    desk.press(&format!("<f2>邬大勇<tab><tab>{NUMBER}<tab><tab><tab>举报某局长收钱。<tab>4<ctrl-s>"));
    assert_shows!(desk, "已登记 2026-0001");
    // Who registered it has it in hand and sees it.
    desk.scan(NUMBER);
    assert_shows!(desk, "本局 1 件");
    let mut other = house.sit("han", Language::Chinese, "2026-09-16 09:20");
    assert_shows!(other, "这个队列是空的");
    other.scan(NUMBER);
    assert_shows!(other, "本局没有此人记录");
    other.press("<esc>//邬大勇");
    assert_shows!(other, "没有找到");
    house.person("head", "秦望山", "main_leader");
    let mut head = house.sit("head", Language::Chinese, "2026-09-16 09:20");
    assert_shows!(head, "> 2026-0001");
}

/// A number with a valid check digit, the same day for all.
fn number(serial: u32) -> String {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let digits = format!("34052419800101{serial:03}");
    let sum: u32 = digits.chars().zip(WEIGHTS).map(|(c, weight)| c.to_digit(10).unwrap_or(0) * weight).sum();
    let check = b"10X98765432"[usize::try_from(sum % 11).expect("a place")];
    format!("{digits}{}", char::from(check))
}

#[test]
fn with_a_reader_a_new_visitor_takes_thirty_three_keys_and_a_group_of_seven_at_most_forty_six() {
    let house = House::practice(60);
    let mut desk = house.home("desk", Language::Chinese, "2026-09-16 09:20");
    desk.keys = 0;
    desk.scan(NUMBER).press("n");
    desk.paste("邬大勇");
    desk.press("<tab>13800000123cgz<enter>");
    desk.paste("北门路3号");
    desk.press("<tab><tab>");
    desk.paste("工地欠薪三个月。");
    desk.press("<tab>3gzff<enter><enter>xzj<enter><ctrl-s>");
    assert_shows!(desk, "已登记 2026-");
    assert_eq!(desk.keys, 33);

    desk.keys = 0;
    desk.scan(&number(101)).press("n");
    desk.paste("祝长根");
    desk.press("<tab><tab>sqx<enter><tab>7<tab>");
    for serial in 102..108 {
        desk.paste("戚小燕");
        desk.press("<tab>").scan(&number(serial));
        desk.press(if serial < 104 { "*<enter>" } else { "<enter>" });
    }
    assert_shows!(desk, "代表 2/5  已填 7/7");
    desk.press("<ctrl-s>");
    desk.paste("灌溉渠塌方无人修。");
    desk.press("<tab>3<ctrl-s>");
    assert_shows!(desk, "已登记 2026-");
    assert!(desk.keys <= 46, "{} keys", desk.keys);
}
