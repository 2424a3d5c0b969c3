//! 视图: a queue, a filter and an order kept under a name, for oneself.

use xinfang::api::views::{Answer as Views, Request as Ask};
use xinfang::api::{Answer, Refusal, Request};
use xinfang::domain::masked::Personal;
use xinfang::domain::queue::Queue;
use xinfang::domain::view::Sort;
use xinfang::i18n::Language::{Chinese, English};

use crate::harness::House;
use crate::{assert_hides, assert_shows};

const NOW: &str = "2026-09-16 09:14";

#[test]
fn what_is_looked_at_is_kept_under_a_name_opened_and_dropped() {
    let house = House::practice(60);
    let mut desk = house.sit("desk", Chinese, NOW);
    desk.press("m");
    assert_shows!(desk, "视图", "还没有存过", "现在看的   待甄别  按到期排");
    desk.press("<esc><right><right><right>/镇<enter>sr");
    let looked_at = desk.screen();
    desk.press("m+镇里的<ctrl-s>");
    assert_shows!(desk, "视图 镇里的 存下了。", "1 镇里的", "全部", "按编号倒排  筛选 镇");
    desk.press("<esc><esc><left>s");
    desk.press("m1");
    assert_eq!(desk.screen(), looked_at);
    // Whoever sits down again finds it; nobody else does.
    let mut desk = house.sit("desk", English, NOW);
    desk.press("m");
    assert_shows!(desk, "镇里的", "by number, last first  with 镇");
    let mut other = house.sit("han", English, NOW);
    other.press("m");
    assert_shows!(other, "None saved yet.");
    desk.press("-");
    assert_shows!(desk, "View 镇里的 is gone.");
    desk.press("<esc>m");
    assert_shows!(desk, "None saved yet.");
}

#[test]
fn a_name_stands_for_one_view_and_there_must_be_one() {
    let house = House::new();
    let mut desk = house.sit("desk", Chinese, NOW);
    desk.press("m+<ctrl-s>");
    assert_shows!(desk, "还没有填");
    desk.press("我的<enter>");
    assert_shows!(desk, "1 我的");
    desk.press("<esc>sm+我的<ctrl-s>");
    assert_shows!(desk, "1 我的", "按编号排");
    assert_hides!(desk, "2 我的");
}

#[test]
fn nobody_drops_the_view_of_another_and_each_is_a_line_of_history() {
    let house = House::new();
    let ask = |account, request| house.ask(account, NOW, Request::Views(request));
    let filter = || Personal::new("张三");
    let save = |name: &str| Ask::Save {
        name: name.to_owned(),
        queue: Queue::Open,
        filter: filter(),
        sort: Sort::default(),
    };
    assert!(!format!("{:?}", save("x")).contains("张三"), "what is typed is no word for a log");
    assert_eq!(ask("desk", save(" 我的 ")), Ok(Answer::Views(Views::Saved("我的".to_owned()))));
    let Ok(Answer::Views(Views::Mine(mine))) = ask("desk", Ask::Mine) else { panic!("no views") };
    assert_eq!(mine.len(), 1);
    assert_eq!(ask("han", Ask::Drop(mine[0].id)), Err(Refusal::NoSuchCase));
    assert!(matches!(ask("admin", save("x")), Err(Refusal::Denied(_))));
    assert!(matches!(ask("desk", save(&"长".repeat(31))), Err(Refusal::Invalid(_))));
    for at in 1..30 {
        assert!(ask("desk", save(&format!("v{at}"))).is_ok());
    }
    assert!(matches!(ask("desk", save("one more")), Err(Refusal::Denied(_))));
    assert!(ask("desk", save("v1")).is_ok(), "one of the same name takes its place");
    assert_eq!(house.broken(NOW), []);
}
