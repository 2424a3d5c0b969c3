//! 分流和责任: whose matter it is by the office's rules, and which posts answer for it.

use xinfang::i18n::Language::{Chinese, English};

use crate::harness::House;
use crate::{assert_hides, assert_shows};

const NOW: &str = "2026-09-16 09:00";

/// An office with bodies, a leader, rules and a responsibility table.
fn office() -> House {
    let house = House::new();
    for (code, name) in [("renshe", "县人社局"), ("liuxi", "柳溪镇"), ("ziyuan", "县自然资源局")]
    {
        house.row("bodies", &[("code", code), ("name", name), ("level", "county")]);
    }
    let merged = [("code", "guotu"), ("name", "县国土局"), ("level", "county"), ("until", "2026-06-30")];
    house.row("bodies", &[&merged[..], &[("successor", "ziyuan")]].concat());
    house.row("leaders", &[("code", "tao"), ("name", "陶思齐"), ("post", "副县长"), ("layer", "in_charge")]);
    house
        .row("routes", &[("classes", "040000"), ("body", "renshe"), ("leader", "tao"), ("note", "劳动监察")]);
    house.row(
        "routes",
        &[("classes", "040000"), ("place", "柳溪镇"), ("body", "renshe"), ("place_body", "liuxi")],
    );
    house.row("routes", &[("classes", "020000"), ("body", "guotu")]);
    house.row(
        "duties",
        &[("post", "分管领导"), ("leader", "tao"), ("signs", "处理意见"), ("classes", "040000")],
    );
    house.row("duties", &[("post", "信访办"), ("person", "han"), ("told", "集体访")]);
    house
}

fn registered(house: &House, title: &str, class: &str) -> crate::harness::Desk {
    let mut desk = house.home("desk", Chinese, NOW);
    desk.press("<f2>").press(&"<tab>".repeat(7)).press(&format!("{title}<tab><tab>{class}<ctrl-s>"));
    assert_shows!(desk, "已登记");
    desk.press("<f3>q<end><enter>");
    desk
}

#[test]
fn a_case_says_whose_matter_the_rules_say_it_is_and_who_answers_for_it() {
    let house = office();
    let mut desk = registered(&house, "工资没有发", "040206");
    assert_shows!(desk, "建议", "归 县人社局，分管 陶思齐 副县长；劳动监察");
    assert_shows!(desk, "责任", "分管领导 陶思齐，签 处理意见", "信访办 韩露，告知 集体访");
    let mut english = house.sit("han", English, NOW);
    english.press("<enter>");
    assert_shows!(english, "Proposal", "for 县人社局, leader 陶思齐 副县长");
}

#[test]
fn the_more_precise_rule_wins_and_names_the_local_body_as_well() {
    let mut desk = registered(&office(), "柳溪镇工资没有发", "040206");
    assert_shows!(desk, "归 县人社局，属地 柳溪镇");
}

#[test]
fn a_merged_body_is_proposed_by_its_successor() {
    let mut desk = registered(&office(), "宅基地", "020000");
    assert_shows!(desk, "归 县自然资源局（原县国土局）");
    assert_hides!(desk, "签 处理意见");
}

#[test]
fn the_nearest_past_cases_of_a_kind_are_named_with_where_they_stand() {
    let house = office();
    registered(&house, "工资没有发", "040206").press("1说明白了<tab>条例<tab>2<ctrl-s>");
    let mut desk = registered(&house, "拖欠工资", "040206");
    assert_shows!(desk, "同类近例 2026-0001 当场答复办结");
}

#[test]
fn without_a_rule_nothing_is_proposed() {
    let mut desk = registered(&office(), "停水", "030000");
    assert_hides!(desk, "建议");
}
