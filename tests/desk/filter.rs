//! 筛选和排序: a queue narrowed by words and put in another order, and what stays when it changes.

use std::collections::BTreeSet;

use xinfang::api::Change;
use xinfang::i18n::Language::{self, Chinese, English};

use crate::harness::{Desk, House};
use crate::{assert_hides, assert_shows};

const NOW: &str = "2026-09-16 09:14";

/// Name, title: one a day, the last first due.
fn register(desk: &mut Desk, matters: &[(&str, &str)]) {
    for (at, (name, title)) in matters.iter().enumerate() {
        let day = ["2026-09-03", "2026-09-02", "2026-09-01", "2026-08-31"][at];
        desk.press(&format!("<f2>{name}<backtab><ctrl-u>{day}<tab><tab><tab><tab><tab><tab><tab><tab>"));
        desk.press(&format!("{title}<ctrl-s>"));
    }
}

fn town(language: Language) -> (House, Desk) {
    let house = House::new();
    let mut desk = house.sit("desk", language, NOW);
    let matters = [
        ("张三", "柳溪镇供水停了"),
        ("李四", "柳溪镇路灯不亮"),
        ("王五", "城关镇供水不足"),
        ("张三", "安置房"),
    ];
    register(&mut desk, &matters);
    desk.press("<home>");
    (house, desk)
}

fn numbers(desk: &mut Desk) -> Vec<String> {
    let screen = desk.screen();
    let rows = screen.lines().skip(3).map(|line| line.get(2..11).unwrap_or_default());
    rows.take_while(|number| number.starts_with("202")).map(str::to_owned).collect()
}

#[test]
fn every_word_of_a_filter_must_be_in_the_row_and_esc_clears_it() {
    let (_, mut desk) = town(Chinese);
    desk.keys = 0;
    desk.press("/");
    assert_shows!(desk, "筛选 [", "每个词都要有");
    assert_eq!((desk.cursor().x, desk.cursor().y), (18, 1));
    desk.press("供水 柳溪<enter>");
    assert_eq!(desk.keys, 2 + "供水 柳溪".chars().count());
    assert_shows!(desk, "[待甄别]  按到期排  筛选 供水 柳溪", "柳溪镇供水停了", "1-1/1");
    assert_hides!(desk, "柳溪镇路灯不亮", "城关镇供水不足");
    desk.press("<esc>");
    assert_shows!(desk, "柳溪镇路灯不亮", "1-4/4", " 待甄别 ");
    // Names, numbers, and pieces of them.
    for (typed, found) in
        [("张三", 2), ("zs 安置", 1), ("0002", 1), ("2026-000", 4), ("叶青", 4), ("来访", 4)]
    {
        desk.press(&format!("/{typed}<enter>"));
        assert_eq!(numbers(&mut desk).len(), found, "{typed}\n{}", desk.screen());
        desk.press("<esc>");
    }
    // What is typed and not applied leaves the list as it was.
    desk.press("/路灯<esc>");
    assert_shows!(desk, "1-4/4");
}

#[test]
fn a_filter_in_english_knows_states_channels_and_lamps_by_their_names() {
    let (_, mut desk) = town(English);
    desk.press("<right><right><right>");
    assert_shows!(desk, "[all]", "by due day", "1-4/4");
    desk.press("/visit<enter>");
    assert_shows!(desk, "with visit", "1-4/4");
    desk.press("<esc>/letter<enter>");
    assert_shows!(desk, "Nothing with letter. Esc clears the filter, / again searches the office.");
    desk.press("<esc>").at("2026-10-02 09:00").press("/overdue<enter>");
    assert_shows!(desk, "with overdue", "days over");
}

#[test]
fn nothing_found_says_so_and_the_same_key_searches_the_office_for_the_same_words() {
    let (_, mut desk) = town(Chinese);
    desk.press("<right><right>/供水 柳溪<enter>");
    assert_shows!(desk, "[超期]", "没有同时含 供水 和 柳溪 的。Esc 去掉筛选，再按 / 查全局。");
    desk.press("/");
    assert_shows!(desk, "找什么    [供水 柳溪", "柳溪镇供水停了", "张三");
    desk.press("<esc><enter>");
    assert_shows!(desk, "找什么    [供水 柳溪");
    desk.press("<esc><esc>");
    assert_shows!(desk, "[超期]", "安置房", "1-1/1");
    // Twice the key, and nothing typed: the office.
    desk.press("//路灯");
    assert_shows!(desk, "找什么    [路灯", "柳溪镇路灯不亮");
}

#[test]
fn the_order_goes_through_the_columns_and_is_said_in_words() {
    let (_, mut desk) = town(Chinese);
    assert_eq!(numbers(&mut desk), ["2026-0004", "2026-0003", "2026-0002", "2026-0001"]);
    desk.press("s");
    assert_shows!(desk, "[待甄别]  按编号排", "1-4/4");
    assert_eq!(numbers(&mut desk), ["2026-0001", "2026-0002", "2026-0003", "2026-0004"]);
    desk.press("r");
    assert_shows!(desk, "按编号倒排");
    assert_eq!(numbers(&mut desk)[0], "2026-0004");
    desk.press("s");
    assert_shows!(desk, "按收到排");
    assert_eq!(numbers(&mut desk)[0], "2026-0004");
    // 安 before 城 before 柳: as a dictionary has it.
    desk.press("s");
    assert_shows!(desk, "按标题排");
    assert_eq!(numbers(&mut desk), ["2026-0004", "2026-0003", "2026-0001", "2026-0002"]);
    for words in ["按在哪里排", "按经办排", "按信访形式排"] {
        desk.press("s");
        assert_shows!(desk, words);
        assert_eq!(numbers(&mut desk).len(), 4);
    }
    desk.press("s");
    assert_shows!(desk, "按到期排  1-4/4");
    desk.press("r");
    assert_shows!(desk, "按到期倒排");
    assert_eq!(numbers(&mut desk), ["2026-0001", "2026-0002", "2026-0003", "2026-0004"]);
}

#[test]
fn in_any_order_paging_shows_every_case_once_and_comes_back() {
    let house = House::practice(900);
    house.person("head", "秦望山", "main_leader");
    let mut desk = house.sit("head", English, "2026-09-16 09:00");
    desk.press("<right><right><right>");
    let bar = |desk: &mut Desk| {
        let screen = desk.screen();
        screen.lines().find(|line| line.starts_with('>')).expect("a bar")[2..11].to_owned()
    };
    for order in ["r", "rs", "r", "ss"] {
        desk.press(order).press("<home>");
        let first = bar(&mut desk);
        let mut seen = BTreeSet::new();
        // A page leaves one line of the last.
        for _ in 0..900 / 14 + 2 {
            seen.extend(numbers(&mut desk));
            desk.press("<pagedown>");
        }
        assert_eq!(seen.len(), 900, "after {order}");
        assert_shows!(desk, "886-900/900");
        let last = bar(&mut desk);
        desk.press("<home>");
        assert_shows!(desk, "1-15/900");
        assert_eq!(bar(&mut desk), first);
        desk.press("<end>");
        assert_eq!(bar(&mut desk), last, "after {order}");
    }
}

#[test]
fn a_case_is_read_and_the_list_stands_as_it_was() {
    let (house, mut desk) = town(Chinese);
    desk.press("/镇<enter>s<down><space><up>");
    let before = desk.screen();
    assert_shows!(desk, "按编号排  筛选 镇  已标记 1", ">+2026-0002", "1-3/3");
    desk.press("<enter>");
    assert_shows!(desk, "案卷", "柳溪镇路灯不亮");
    desk.press("<esc>");
    assert_eq!(desk.screen(), before);
    // News keeps the bar on its case, and the filter lets in what fits it.
    let mut other = house.sit("han", Chinese, NOW);
    register(&mut other, &[("赵六", "北镇修路"), ("钱七", "拖欠工资")]);
    desk.hear(Change::Everything);
    assert_shows!(desk, ">+2026-0002", "1-4/4", "北镇修路");
    assert_hides!(desk, "拖欠工资");
}

#[test]
fn a_row_says_where_the_case_lies() {
    let house = House::new();
    house.row("units", &[("code", "liuxi"), ("name", "柳溪镇"), ("kind", "department")]);
    house.row(
        "people",
        &[
            ("account", "lin"),
            ("name", "林深"),
            ("roles", "reception"),
            ("unit", "liuxi"),
            ("scope", "department"),
        ],
    );
    let mut desk = house.sit("lin", Chinese, NOW);
    register(&mut desk, &[("张三", "停水")]);
    assert_shows!(desk, "在哪里 正在办", "停水");
    let screen = desk.screen();
    let row = screen.lines().find(|line| line.contains("2026-0001")).expect("a row").to_owned();
    assert!(row.contains("柳溪镇"), "{screen}");
    // Whoever sees all of them filters by it.
    house.row("people", &[("account", "all"), ("name", "冉文"), ("roles", "reception"), ("scope", "all")]);
    let mut desk = house.sit("all", Chinese, NOW);
    register(&mut desk, &[("李四", "停电")]);
    desk.press("/柳溪<enter>");
    assert_shows!(desk, "停水", "1-1/1");
}
