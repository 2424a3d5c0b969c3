//! 任务、交接: put down, done, dropped; a word for the next shift, or everything in hand.

use xinfang::api::cases;
use xinfang::api::{Answer, Request};
use xinfang::domain::case::CaseId;
use xinfang::i18n::Language::{Chinese, English};

use crate::harness::{Desk, House};
use crate::{assert_hides, assert_shows};

const NOW: &str = "2026-09-16 09:00";

fn tasks(house: &House, account: &str) -> Desk {
    let mut desk = house.home(account, Chinese, NOW);
    desk.press("<f3>t");
    desk
}

fn register(house: &House, account: &str, titles: &[&str]) {
    let mut desk = house.home(account, Chinese, NOW);
    for title in titles {
        desk.press(&format!("<f3>hn<tab><tab><tab><tab><tab><tab><tab>{title}<ctrl-s>"));
        assert_shows!(desk, "已登记");
    }
}

#[test]
fn a_task_is_added_with_little_typing_and_stands_in_the_list_by_what_is_due_first() {
    let house = House::new();
    let mut desk = tasks(&house, "desk");
    assert_shows!(desk, "没有没做完的任务。n 添一个。");
    for (what, due) in
        [("后做", "10-08"), ("先做", "+1"), ("不急", ""), ("今天做", "今天"), ("早该做", "2026-09-14")]
    {
        desk.press(&format!("n{what}<tab>{due}<ctrl-s>"));
        assert_shows!(desk, "任务已添。");
    }
    let screen = desk.screen();
    let order: Vec<usize> = ["早该做", "今天做", "先做", "后做", "不急"]
        .iter()
        .map(|what| screen.find(what).unwrap_or_else(|| panic!("no {what}\n{screen}")))
        .collect();
    assert!(order.is_sorted(), "{screen}");
    assert_shows!(desk, "超期2日", "今日到期", "剩1日", "09-17", "剩22日", "10-08", "无时限");
    desk.press("<up>");
    assert_shows!(desk, "叶青 09-16 09:00 交的。");
    desk.press("<esc>");
    assert_shows!(desk, "6 任务              5", "早该做");
}

#[test]
fn a_task_that_is_done_or_dropped_leaves_the_list() {
    let house = House::new();
    let mut desk = tasks(&house, "desk");
    desk.press("n一<tab>+1<ctrl-s>n二<tab>+2<ctrl-s>n三<tab>+3<ctrl-s>");
    desk.press("<down>+");
    assert_shows!(desk, "做了，已记。");
    assert_hides!(desk, "二");
    desk.press("<home>-");
    assert_shows!(desk, "写明为什么不做了", "一");
    desk.press("<ctrl-s>");
    assert_shows!(desk, "还没有填");
    desk.press("重复了<ctrl-s>");
    assert_shows!(desk, "不做了，已记原因。", "三");
    assert_hides!(desk, "无时限", "一  ");
    desk.press("-<esc>");
    assert_shows!(desk, "三");
    desk.press("=<up>");
    assert_shows!(desk, "没有没做完的任务");
}

#[test]
fn what_is_wrong_with_a_task_stands_beside_its_field() {
    let house = House::new();
    let mut desk = tasks(&house, "desk");
    desk.press("n<ctrl-s>");
    assert_shows!(desk, "什么事：还没有填");
    desk.press("打电话<tab>02-30<tab>谁<tab>2026-0009<ctrl-s>");
    assert_shows!(desk, "期限：没有这一天", "打电话", "02-30", "2026-0009");
    desk.press("<ctrl-u>+2<ctrl-s>");
    assert_shows!(desk, "谁办：没有这一个", "打电话");
    desk.press("<backspace>hl<enter><ctrl-s>");
    assert_shows!(desk, "编号：没有这一个", "韩露");
    desk.press("<ctrl-u><ctrl-s>");
    assert_shows!(desk, "任务已添。");
    desk.press("<up>");
    assert_shows!(desk, "没有没做完的任务");
    assert_shows!(tasks(&house, "han"), "打电话", "叶青 09-16 09:00 交的。");
}

#[test]
fn a_task_for_a_colleague_with_a_case_opens_that_case() {
    let house = House::new();
    register(&house, "desk", &["停水三天"]);
    let mut desk = tasks(&house, "desk");
    desk.press("n打电话<tab>明天<tab>韩露<tab>2026-0001<ctrl-s>");
    assert_shows!(desk, "任务已添。");
    let mut other = tasks(&house, "han");
    assert_shows!(other, "打电话", "2026-0001", "Enter 看这一件");
    other.press("<enter>");
    assert_shows!(other, "案卷", "停水三天");
    other.press("<esc>+");
    assert_shows!(other, "做了，已记。");
}

#[test]
fn only_he_whose_task_it_is_ends_it_and_only_once() {
    let house = House::new();
    let mut first = tasks(&house, "desk");
    first.press("n一<ctrl-s>");
    let mut second = tasks(&house, "desk");
    first.press("+");
    second.press("+");
    assert_shows!(second, "这个任务已经了结");
    assert_hides!(second, "一  ");
    assert_shows!(tasks(&house, "han"), "没有没做完的任务");
}

#[test]
fn leaving_a_half_filled_task_leaves_a_draft() {
    let house = House::new();
    let mut desk = tasks(&house, "desk");
    desk.press("n打<esc>");
    assert_shows!(desk, "草稿留着：首页 9 草稿。");
    desk.press("<up>");
    assert_shows!(desk, "没有没做完的任务");
    assert_eq!(desk.writes, 0);
}

#[test]
fn a_word_is_left_for_the_next_shift() {
    let house = House::new();
    register(&house, "desk", &["停水"]);
    let mut desk = house.home("desk", Chinese, NOW);
    desk.press("h");
    assert_shows!(desk, "交接", "您手上在办 1 件，任务 0 个。", "1 只留话", "交给");
    desk.press("<ctrl-s>");
    assert_shows!(desk, "交给：还没有填", "交接的话：还没有填");
    desk.press("hl<enter><tab><tab><tab>邬大勇下午再来。<enter>带收据。<ctrl-s>");
    assert_shows!(desk, "已交 韩露：在办 0 件，任务 0 个，话已留。", "首页");
    let mut other = house.home("han", Chinese, NOW);
    assert_shows!(other, "叶青 09-16 09:00", "邬大勇下午再来。");
    // The case stays where it was.
    assert_eq!(handler(&house, 1), "叶青");
}

/// Who has the case in hand, by name.
fn handler(house: &House, case: i64) -> String {
    match house.ask("desk", NOW, Request::Cases(cases::Request::Open(CaseId(case)))) {
        Ok(Answer::Cases(cases::Answer::Case(card))) => card.line.handler,
        told => panic!("{told:?}"),
    }
}

#[test]
fn everything_in_hand_changes_hands_with_a_line_for_each_case() {
    let house = House::new();
    register(&house, "desk", &["停水", "停电", "停气"]);
    register(&house, "han", &["噪声"]);
    let mut desk = tasks(&house, "desk");
    desk.press("n打电话<ctrl-s>n回访<ctrl-s>n做完了<ctrl-s>");
    desk.press("<end>+");
    // One of the cases is closed: it stays with whom it was.
    desk.press("<f3>q<down><down>1说明白了<tab>公告<tab>2<ctrl-s>");
    assert_shows!(desk, "当场答复办结");
    desk.press("<f3>o");
    assert_shows!(desk, "您手上在办 2 件，任务 2 个。");
    desk.press("hl<enter>2<ctrl-s>");
    assert_shows!(desk, "您手上的在办件和任务都改由他办");
    desk.press("<esc>");
    assert_shows!(desk, "2 全部交出");
    desk.press("<ctrl-s><enter>");
    assert_shows!(desk, "已交 韩露：在办 2 件，任务 2 个，话已留。");
    for (case, who) in [(1, "韩露"), (2, "韩露"), (3, "叶青"), (4, "韩露")] {
        assert_eq!(handler(&house, case), who, "case {case}");
    }
    let mut other = tasks(&house, "han");
    assert_shows!(other, "打电话", "回访");
    other.press("<f3>q<enter>");
    assert_shows!(other, "停水", "交接");
    desk.press("<f3>o");
    assert_shows!(desk, "您手上在办 0 件，任务 0 个。");
    let mut reader = house.home("desk", English, NOW);
    reader.press("<f3>q<enter>");
    assert_shows!(reader, "hand over");
}

#[test]
fn who_is_away_until_a_day_gets_a_stand_in_until_then() {
    let house = House::new();
    house.person("handler", "冉文舟", "handler");
    let mut desk = house.home("desk", Chinese, NOW);
    desk.press("hrwz<enter>2<tab>+3<ctrl-s><enter>");
    assert_shows!(desk, "已交 冉文舟");
    let mut admin = house.home("admin", Chinese, NOW);
    admin.press("<ctrl-p>代班<enter>");
    assert_shows!(admin, "叶青", "冉文舟", "2026-09-16", "2026-09-19");
    for (now, may) in [("2026-09-16 10:00", true), ("2026-09-19 17:00", true), ("2026-09-20 08:00", false)] {
        let mut stand_in = house.home("handler", Chinese, now);
        stand_in.press("n");
        assert_eq!(stand_in.screen().contains("来访登记"), may, "{now}\n{}", stand_in.screen());
    }
}

#[test]
fn handing_over_to_oneself_or_to_nobody_or_until_yesterday_is_refused() {
    let house = House::new();
    let mut desk = house.home("desk", Chinese, NOW);
    desk.press("h叶青<tab><tab><tab>话<ctrl-s>");
    let screen = desk.screen();
    assert!(screen.contains("不能交给自己") || screen.contains("没有这一个"), "{screen}");
    assert!(screen.contains("话"), "{screen}");
    desk.press("<esc>hnobody<tab><tab><tab>话<ctrl-s>");
    assert_shows!(desk, "没有这一个", "nobody");
    desk.press("<esc>hhan<tab><tab>-1<tab>话<ctrl-s>");
    assert_shows!(desk, "止在起之前");
    desk.press("<esc>hhan<tab><tab>02-30<tab>话<ctrl-s>");
    assert_shows!(desk, "没有这一天");
    assert!(!house.home("han", Chinese, NOW).screen().contains("话 "));
}

#[test]
fn a_handover_by_account_to_himself_is_refused_by_the_service() {
    use xinfang::api::tasks::{Handover, Request as Ask};
    let house = House::new();
    for to in ["desk", "叶青", "DESK"] {
        let handover = Handover { to: to.to_owned(), everything: true, until: None, note: String::new() };
        let told = house.ask("desk", NOW, Request::Tasks(Ask::HandOver(handover)));
        let text = format!("{told:?}");
        assert!(text.contains("ToHimself"), "{to}: {text}");
    }
}

#[test]
fn nobody_hands_over_to_somebody_who_has_left() {
    let house = House::new();
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
    let mut desk = house.home("desk", Chinese, NOW);
    desk.press("hgone<tab><tab><tab>话<ctrl-s>");
    assert_shows!(desk, "没有这一个");
}
