//! 当场答复: a step from the list to the closing line.

use xinfang::api::Change;
use xinfang::i18n::Language;

use crate::assert_shows;
use crate::harness::{Desk, House};

fn office(purpose: &str) -> (House, Desk) {
    let house = House::new();
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-16 09:14");
    desk.press(&format!("<f2>张三<tab><tab><tab><tab><tab><tab><tab>公交几点末班<tab>{purpose}<ctrl-s>"));
    (house, desk)
}

#[test]
fn a_clear_question_is_answered_on_the_spot_and_its_clock_ends() {
    let (_house, mut desk) = office("5");
    desk.press("1");
    assert_shows!(desk, "案卷 / 当场答复", "要书面答复的，请另出书面材料。");
    desk.press("<ctrl-s>");
    assert_shows!(desk, "答复内容：还没有填");
    desk.press("末班二十一点。<tab>公交公司公告<tab>2<ctrl-s>");
    assert_shows!(
        desk,
        "2026-0001 当场答复办结，答复已记。",
        "按期完成",
        "末班二十一点。",
        "不要书面答复",
        "1 记联系"
    );
    desk.press("<esc>");
    assert_shows!(desk, "这个队列是空的");
    desk.press("<right><right><right>");
    assert_shows!(desk, "2026-0001 按期完成");
}

#[test]
fn an_accusation_is_never_answered_on_the_spot_and_the_bar_says_why() {
    let (_house, mut desk) = office("4");
    assert_shows!(desk, "(1 当场答复)");
    desk.press("1");
    assert_shows!(desk, "办不了：揭发控告不能当场答复，要转有权处理的机关。");
}

#[test]
fn who_saves_second_is_told_who_was_first_and_loses_nothing() {
    let (house, mut desk) = office("5");
    let mut other = house.sit("han", Language::English, "2026-09-16 09:20");
    other.press("1");
    desk.press("1末班二十一点<tab>公告<tab>2<ctrl-s>");
    assert_shows!(desk, "答复已记");
    other.press("Last bus at nine<tab>notice<tab>2<ctrl-s>");
    assert_shows!(other, "叶青 saved first, 09:14.", "末班二十一点", "Last bus at nine");
    other.press("1<ctrl-s>");
    assert_shows!(other, "the case is already answered on the spot", "Last bus at nine");
}

#[test]
fn revealing_asks_shows_the_values_and_writes_a_line() {
    let house = House::new();
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-16 09:14");
    desk.press("<f2>张三<tab>13812345678<tab><tab><tab><tab>城关镇北门路3号<tab><tab>停水<ctrl-s><enter>");
    assert_shows!(desk, "138****5678", "城关镇****");
    desk.press("v");
    assert_shows!(desk, "查阅会记下您的姓名和时间");
    desk.press("<esc>");
    assert_shows!(desk, "138****5678");
    desk.press("v<enter>");
    assert_shows!(desk, "13812345678", "城关镇北门路3号", "查阅已记");
    desk.press("<esc><enter>");
    assert_shows!(desk, "138****5678");
}

#[test]
fn the_whole_text_is_read_on_a_page_of_its_own() {
    let house = House::new();
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-16 09:14");
    let text: String = (1..=60).map(|n| format!("第{n}句话说得很长很长很长很长很长很长。\n")).collect();
    desk.press("<f2><tab><tab><tab><tab><tab><tab><tab>").paste(&text).press("<ctrl-s><enter>");
    assert_shows!(desk, ".. Enter 看全文");
    desk.press("<enter>");
    assert_shows!(desk, "第1句话", "第 1-21 行，共 62 行。");
    desk.press("<end>");
    assert_shows!(desk, "第60句话", "第 42-62 行，共 62 行。");
    desk.press("<esc>");
    assert_shows!(desk, "案卷");
}

#[test]
fn what_was_revealed_stays_in_sight_when_news_comes() {
    let house = House::new();
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-16 09:14");
    let address = "云浦县城关镇北门路3号阳光小区2栋502室";
    desk.press(&format!(
        "<f2>张三<tab>13812345678<tab>11010519491231002X<tab>{address}<tab><tab>停水<ctrl-s><enter>v<enter>"
    ));
    assert_shows!(desk, "13812345678", "11010519491231002X");
    let shown: String = desk.screen().split_whitespace().collect();
    assert!(shown.contains(address), "nothing revealed is cut off");
    desk.hear(Change::Everything);
    assert_shows!(desk, "13812345678");
}
