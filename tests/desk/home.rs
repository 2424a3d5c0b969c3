//! 首页、晨会条: every figure is a door to exactly its rows.

use xinfang::api::{Answer, Request, home};
use xinfang::domain::queue::Queue;
use xinfang::i18n::Language::{self, Chinese, English};

use crate::harness::{Desk, House};
use crate::{assert_hides, assert_shows};

const NOW: &str = "2026-09-16 09:00";

/// The last number of a line.
fn figure(line: &str) -> i64 {
    let digits = line.split_whitespace().rev().find_map(|word| word.parse().ok());
    digits.unwrap_or_else(|| panic!("no figure in {line:?}"))
}

/// The count of home's line of this name.
fn count(desk: &mut Desk, name: &str) -> i64 {
    let screen = desk.screen();
    let line = screen.lines().find(|line| {
        let words: Vec<&str> = line.trim_start_matches(['>', ' ']).split_whitespace().collect();
        words.len() > 2 && words[0].len() == 1 && words[0].parse::<u8>().is_ok() && words[1] == name
    });
    let line = line.unwrap_or_else(|| panic!("no line {name}\n{screen}"));
    let cell = line.split_whitespace().nth(if line.starts_with('>') { 3 } else { 2 });
    cell.and_then(|cell| cell.parse().ok()).unwrap_or_else(|| panic!("no count in {line:?}"))
}

/// The rows of the queue that stands open, counted by walking to its end.
fn rows(desk: &mut Desk) -> i64 {
    let screen = desk.screen();
    if !screen.lines().skip(2).any(|line| line.starts_with("> 20")) {
        return 0;
    }
    desk.press("<end>");
    let screen = desk.screen();
    let tabs = screen.lines().nth(1).unwrap_or_default();
    let shown = tabs.split_whitespace().find_map(|word| word.split_once('/'));
    let (at, all) = shown.unwrap_or_else(|| panic!("no position\n{screen}"));
    let at = at.rsplit('-').next().unwrap_or(at);
    let number =
        |text: &str| text.trim_end_matches('+').parse::<i64>().unwrap_or_else(|_| panic!("{text}\n{screen}"));
    assert_eq!(number(at), number(all), "{screen}");
    number(all)
}

#[test]
fn each_line_of_home_opens_its_rows_and_counts_them_right() {
    let house = House::practice(120);
    for (account, language) in [("desk", Chinese), ("han", English)] {
        let mut desk = house.home(account, language, NOW);
        let names = match language {
            Language::Chinese => {
                [("1", "超期"), ("2", "今日到期"), ("3", "临期"), ("4", "待甄别"), ("5", "待补")]
            }
            Language::English => [("1", "overdue"), ("2", "due"), ("3", "due"), ("4", "to"), ("5", "to")],
        };
        for (digit, name) in names {
            desk.press("<f3>h");
            let counted = if language == Chinese { Some(count(&mut desk, name)) } else { None };
            let screen = desk.screen();
            desk.press(digit);
            let rows = rows(&mut desk);
            if let Some(counted) = counted {
                assert_eq!(rows, counted, "{name}\n{screen}\n{}", desk.screen());
            }
            assert!(
                desk.screen().lines().next().is_some_and(|title| title.contains(name)),
                "{}",
                desk.screen()
            );
        }
        desk.press(if account == "desk" { "<f3>h6" } else { "<f3>h8" });
        assert!(desk.screen().contains(if language == Chinese { "任务" } else { "Tasks" }));
        // The bar and Enter, and a click twice, open the same.
        desk.press("<f3>h<home><down><down><enter>");
        let by_bar = desk.screen();
        desk.press("<f3>h3");
        assert_eq!(desk.screen(), by_bar);
        desk.press("<f3>h<home>").click(5, 4).click(5, 4);
        assert_eq!(desk.screen(), by_bar);
    }
}

const STRIP_QUEUES: [(usize, Queue); 6] = [
    (6, Queue::Open),
    (7, Queue::Overdue),
    (8, Queue::DueToday),
    (9, Queue::DueSoon),
    (10, Queue::Later),
    (11, Queue::Open),
];

/// The twelve figures as they stand on the screen.
fn strip(desk: &mut Desk) -> Vec<i64> {
    desk.press("<f3>b");
    let screen = desk.screen();
    screen.lines().skip(2).take(12).map(figure).collect()
}

fn assert_reconciles(figures: &[i64], screen: &str) {
    let [before, registered, closed, morning, today, done, open, over, due, soon, later, all] = figures
    else {
        panic!("{figures:?}\n{screen}")
    };
    assert_eq!(before + registered - closed, *morning, "{screen}");
    assert_eq!(morning + today - done, *open, "{screen}");
    assert_eq!(over + due + soon + later, *open, "{screen}");
    assert_eq!(all, open, "{screen}");
    assert!(screen.contains("各项对得上"), "{screen}");
}

#[test]
fn the_strip_reconciles_and_equals_the_queues_on_any_day() {
    let house = House::practice(150);
    for now in [
        NOW,
        "2026-09-17 08:30",
        "2026-09-19 09:00",
        "2026-09-20 09:00",
        "2026-10-08 09:00",
        "2027-01-04 09:00",
    ] {
        let mut desk = house.home("desk", Chinese, now);
        let figures = strip(&mut desk);
        let screen = desk.screen();
        assert_reconciles(&figures, &screen);
        for (line, _) in STRIP_QUEUES {
            desk.press("<f3>b").press(&"<down>".repeat(line)).press("<enter>");
            let here = rows(&mut desk);
            assert_eq!(here, figures[line], "{now}, line {line}\n{screen}\n{}", desk.screen());
        }
    }
}

#[test]
fn a_line_of_the_strip_opens_as_many_rows_as_it_says() {
    let house = House::practice(150);
    // A day on which something is due today and something within the week.
    let days = (1..=28).map(|day| format!("2026-09-{day:02} 09:00"));
    for now in days.filter(|now| now.as_str() >= NOW) {
        let mut desk = house.home("desk", Chinese, &now);
        let figures = strip(&mut desk);
        desk.press("<home>").press(&"<down>".repeat(9)).press("<enter>");
        let here = rows(&mut desk);
        assert_eq!(here, figures[9], "{now}: 其中 七日内到期");
    }
}

#[test]
fn the_strip_follows_registering_and_answering() {
    let house = House::practice(60);
    let mut desk = house.home("desk", Chinese, NOW);
    let before = strip(&mut desk);
    desk.press("<f3>hn<tab><tab><tab><tab><tab><tab><tab>公交几点末班<tab>5<ctrl-s>");
    let filed = strip(&mut desk);
    assert_reconciles(&filed, &desk.screen());
    assert_eq!(filed[4], before[4] + 1);
    assert_eq!(filed[6], before[6] + 1);
    assert_eq!(filed[..4], before[..4]);
    desk.press("<f3>q<end>");
    let screen = desk.screen();
    let newest = screen.lines().find(|line| line.starts_with("> 20")).expect("a row").to_owned();
    assert!(newest.contains("公交几点末班"), "{screen}");
    desk.press("1二十一点<tab>公告<tab>2<ctrl-s>");
    assert_shows!(desk, "当场答复办结");
    let answered = strip(&mut desk);
    assert_reconciles(&answered, &desk.screen());
    assert_eq!(answered[5], before[5] + 1);
    assert_eq!(answered[6], before[6]);
    // Tomorrow both are yesterday's.
    desk.at("2026-09-17 09:00");
    let tomorrow = strip(&mut desk);
    assert_reconciles(&tomorrow, &desk.screen());
    assert_eq!(tomorrow[1..3], [answered[4], answered[5]]);
    assert_eq!((tomorrow[4], tomorrow[5], tomorrow[6]), (0, 0, answered[6]));
}

#[test]
fn a_strip_open_on_the_desk_follows_what_others_do() {
    let house = House::practice(20);
    let mut desk = house.home("desk", Chinese, NOW);
    let before = strip(&mut desk);
    house.home("han", Chinese, NOW).press("n<tab><tab><tab><tab><tab><tab><tab>停水<ctrl-s>");
    desk.hear(xinfang::api::Change::Everything);
    let screen = desk.screen();
    let after: Vec<i64> = screen.lines().skip(2).take(12).map(figure).collect();
    assert_eq!(after[4], before[4] + 1, "{screen}");
}

#[test]
fn every_figure_of_the_strip_is_the_same_from_the_service() {
    let house = House::practice(90);
    let told = house.ask("desk", NOW, Request::Home(home::Request::Strip));
    let Ok(Answer::Home(home::Answer::Strip(figures))) = told else { panic!("{told:?}") };
    assert!(figures.reconciles());
    let shown = strip(&mut house.home("desk", Chinese, NOW));
    assert_eq!(
        shown[..11],
        [
            figures.open_before,
            figures.registered,
            figures.closed,
            figures.open_this_morning,
            figures.registered_today,
            figures.closed_today,
            figures.open,
            figures.overdue,
            figures.due_today,
            figures.due_soon,
            figures.later
        ]
    );
}

#[test]
fn what_others_did_since_the_last_log_in_is_told_once() {
    let house = House::new();
    let visit = |desk: &mut Desk, what: &str| {
        desk.press(&format!("<f3>hn<tab><tab><tab><tab><tab><tab><tab>{what}<ctrl-s>"));
        assert_shows!(desk, "已登记");
    };
    let mut han = house.home("han", Chinese, "2026-09-15 08:00");
    assert_shows!(han, "上次登录以后没有别人办的事。");
    let mut desk = house.home("desk", Chinese, "2026-09-15 09:00");
    visit(&mut desk, "停水");
    visit(&mut desk, "停电");
    // While he sits there he sees it come.
    han.at("2026-09-15 10:00").hear(xinfang::api::Change::Everything);
    assert_shows!(han, "上次登录以后别人办的 2", "叶青 登记", "停水");
    visit(&mut han, "自己的");
    assert_hides!(han, "韩露 登记");
    // Logging in again tells what came since he logged in the last time; after that it is old.
    let mut han = house.home("han", Chinese, "2026-09-16 08:00");
    assert_shows!(han, "上次登录以后别人办的 2", "09-15 09:00");
    let mut han = house.home("han", Chinese, "2026-09-16 08:30");
    assert_shows!(han, "上次登录以后没有别人办的事。");
    visit(&mut desk, "停气");
    han.hear(xinfang::api::Change::Everything);
    assert_shows!(han, "上次登录以后别人办的 1", "停气");
    han.press("<end><enter>");
    assert_shows!(han, "案卷", "停气");
}

#[test]
fn what_happened_between_two_days_is_news_in_the_morning() {
    let house = House::new();
    house.home("han", Chinese, "2026-09-15 08:00");
    let mut desk = house.home("desk", Chinese, "2026-09-15 17:00");
    desk.press("n<tab><tab><tab><tab><tab><tab><tab>停水<ctrl-s>");
    let mut han = house.home("han", Chinese, "2026-09-16 08:00");
    assert_shows!(han, "上次登录以后别人办的 1", "09-15 17:00", "2026-0001", "停水");
}

#[test]
fn a_handover_is_read_on_home_and_gone() {
    let house = House::new();
    let mut desk = house.home("desk", Chinese, "2026-09-15 17:00");
    desk.press("n<tab><tab><tab><tab><tab><tab><tab>停水<ctrl-s>");
    desk.press("hhan<tab><tab><tab>邬大勇下午再来，带收据。<ctrl-s>");
    let mut han = house.home("han", Chinese, NOW);
    assert_shows!(han, "交接", "叶青 09-15 17:00", "邬大勇下午再来，带收据。", "6 任务              0");
    han.press("<home>").press(&"<down>".repeat(6));
    assert_shows!(han, "看过按 + 了结", "+ 做了");
    han.press("<enter>");
    assert_shows!(han, "叶青 09-15 17:00", "邬大勇下午再来，带收据。");
    han.press("<esc>+");
    assert_shows!(han, "交接已看过。");
    assert_hides!(han, "邬大勇");
    assert_hides!(house.home("han", Chinese, NOW), "邬大勇");
}

#[test]
fn a_handover_says_how_it_is_put_away_on_the_first_day_too() {
    let house = House::new();
    house.home("desk", Chinese, NOW).press("hhan<tab><tab><tab>带收据<ctrl-s>");
    let mut han = house.home("han", Chinese, NOW);
    han.press("<end>");
    assert_shows!(han, "看过按 + 了结");
}

#[test]
fn a_leader_sees_who_receives_this_week_before_everything_else() {
    let house = House::new();
    house.person("yue", "岳宁", "receiving_leader");
    house.row(
        "leaders",
        &[("code", "l1"), ("name", "岳宁"), ("post", "局长"), ("layer", "first"), ("account", "yue")],
    );
    house.row("leaders", &[("code", "l2"), ("name", "温秀"), ("post", "副局长"), ("layer", "in_charge")]);
    for (day, leader, state) in [
        ("2026-09-13", "l1", "held"),
        ("2026-09-14", "l1", "held"),
        ("2026-09-18", "l2", "planned"),
        ("2026-09-20", "l1", "cancelled"),
        ("2026-09-21", "l1", "planned"),
    ] {
        house.row(
            "reception_days",
            &[
                ("date", day),
                ("time", "09:00-11:30"),
                ("leader", leader),
                ("place", "接待室"),
                ("state", state),
            ],
        );
    }
    let mut leader = house.home("yue", Chinese, NOW);
    let screen = leader.screen();
    let lines: Vec<&str> = screen.lines().collect();
    assert!(lines[1].contains("本周接访"), "{screen}");
    assert!(
        lines[2].contains("我") && lines[2].contains("09-14 周一") && lines[2].contains("已接"),
        "{screen}"
    );
    assert!(
        lines[3].contains("09-18 周五") && lines[3].contains("温秀 副局长") && !lines[3].contains("我"),
        "{screen}"
    );
    assert!(lines[4].contains("09-20 周日") && lines[4].contains("取消"), "{screen}");
    assert!(!screen.contains("09-13") && !screen.contains("09-21"), "{screen}");
    assert_shows!(leader, "1 超期", "4 在办", "5 任务");
    // The desk sees below what waits for it who receives today.
    let mut desk = house.home("desk", Chinese, NOW);
    assert_hides!(desk, "本周接访", "今日接访");
    let mut desk = house.home("desk", Chinese, "2026-09-18 09:00");
    let screen = desk.screen();
    assert!(screen.find("今日接访") > screen.find("今天等我办的"), "{screen}");
    assert_shows!(desk, "09-18 周五", "温秀 副局长");
}

#[test]
fn an_administrator_sees_who_has_no_password_and_whether_next_year_is_there() {
    let house = House::real();
    let mut admin = house.at_the_door(None, Chinese, NOW, ratatui::layout::Size::new(80, 24));
    admin.press("admin<enter><enter>qinghe-2026<enter>qinghe-2026<enter>");
    assert_shows!(admin, "1 任务              0", "2 未设口令          2", "3 明年年历");
    assert_shows!(admin, "没有录入，落在明年的日期带 ? 号");
    assert_hides!(admin, "超期", "待甄别", "上次登录");
    admin.press("2");
    assert_shows!(admin, "人员  1/");
    admin.press("<f3>h3");
    assert_shows!(admin, "规则和年历");
}

#[test]
fn an_account_that_has_ended_is_not_counted_among_those_without_a_password() {
    let house = House::real();
    house.row(
        "people",
        &[
            ("account", "gone"),
            ("name", "冉文舟"),
            ("roles", "reception"),
            ("scope", "all"),
            ("until", "2026-09-15"),
        ],
    );
    let mut admin = house.at_the_door(None, Chinese, NOW, ratatui::layout::Size::new(80, 24));
    admin.press("admin<enter><enter>qinghe-2026<enter>qinghe-2026<enter>");
    assert_shows!(admin, "2 未设口令          2");
}

#[test]
fn on_its_first_day_an_office_is_told_how_to_begin() {
    let house = House::new();
    let mut desk = house.home("desk", Chinese, NOW);
    assert_shows!(desk, "本局还没有登记过。F2 登记第一件。", "1 超期              0");
    desk.press("<enter>");
    assert_shows!(desk, "队列 超期");
    desk.press("<esc><f2><tab><tab><tab><tab><tab><tab><tab>停水<ctrl-s>");
    assert_shows!(desk, "已登记 2026-0001", "4 待甄别            1");
    desk.press("<down>");
    assert_hides!(desk, "本局还没有登记过。");
    assert_shows!(
        House::new().home("desk", English, NOW),
        "Nothing has been registered yet. F2 registers the first."
    );
}

#[test]
fn days_off_ahead_are_one_stretch_each_and_make_up_days_are_named() {
    let house = House::new();
    assert_shows!(
        house.home("desk", Chinese, "2026-10-01 09:00"),
        "10-01 至 10-07 国庆节",
        "10-10 周六 调休上班"
    );
    assert_shows!(house.home("desk", Chinese, "2026-10-05 09:00"), "10-05 至 10-07 国庆节");
    assert_hides!(house.home("desk", Chinese, "2026-10-12 09:00"), "国庆节");
}
