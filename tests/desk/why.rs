//! 为什么是这一天: from every date to its steps, lines to read aloud, another start to try.

use xinfang::api::cases::{Answer as CasesAnswer, Request as Ask, Wanted};
use xinfang::api::{Answer, Refusal, Request};
use xinfang::domain::case::CaseId;
use xinfang::i18n::Language::{self, Chinese, English};

use crate::harness::{Desk, House};
use crate::{assert_hides, assert_shows};

const NOW: &str = "2026-09-16 09:00";

/// An office with one matter that came today: day 15 is the first day of the National Day holiday.
fn office() -> House {
    let house = House::new();
    let mut desk = house.home("desk", Chinese, NOW);
    desk.press("<f2>").press(&"<tab>".repeat(7)).press("停水<ctrl-s>");
    assert_shows!(desk, "已登记");
    house
}

fn explained(language: Language) -> Desk {
    let mut desk = office().sit("desk", language, NOW);
    desk.press("<f9>");
    assert_eq!(desk.keys, 1, "one key on any date");
    desk
}

#[test]
fn one_key_tells_every_step_in_words_of_the_desk() {
    let mut desk = explained(Chinese);
    assert_shows!(
        desk,
        "为什么是这一天",
        "2026-0001",
        "转送交办 15日",
        "剩22日",
        "1 起算     2026-09-16 周三 收到（叶青 09-16 09:00 登记）",
        "2 依据     《信访工作条例》第二十二条第一款",
        "09-17 周四 是第1日（民法典第二百零一条）",
        "第15日是 2026-10-01 周四",
        "5 延期     没有延期",
        "6 中止     没有中止",
        "末日 2026-10-01 周四 国庆节放假（10-01 至 10-07）",
        "8 结果     2026-10-08 周四",
        "09-20 周日 国庆节调休上班",
        "中秋节 09-25 至 09-27 照算不",
        "信访工作条例》第 3 版",
        "2026 年历",
        "您这件事9月16日收到",
        "所以最晚是10月8日",
    );
    desk.press("<esc>");
    assert_shows!(desk, "待甄别");
}

#[test]
fn the_same_steps_stand_there_in_english() {
    let mut desk = explained(English);
    assert_shows!(
        desk,
        "Why this date",
        "pass on 15 days",
        "1 Start    2026-09-16 Wed receipt (entered by 叶青, 09-16 09:00)",
        "Article 22(1)",
        "09-17 Thu is day 1 (Civil Code 201)",
        "2026-10-01 Thu is National Day (10-01 to 10-07)",
        "8 Result   2026-10-08 Thu",
        "Mid-Autumn 09-25 to 09-27",
        "Your matter came on 16 September",
        "So the latest day",
    );
}

#[test]
fn another_start_is_tried_in_five_keys_and_changes_nothing() {
    for (language, shown, back) in [
        (Chinese, "8 结果     2026-09-21", "8 结果     2026-10-08"),
        (English, "8 Result   2026-09-21", "8 Result   2026-10-08"),
    ] {
        let mut desk = explained(language);
        let before = desk.keys;
        desk.press("t0905");
        assert_eq!(desk.keys - before, 5);
        // Fifteen days from a Saturday end on a Sunday that is worked.
        assert_shows!(desk, "2026-09-20");
        assert_hides!(desk, "叶青 09-16");
        desk.press("<backspace>6").press("<enter>");
        assert_shows!(desk, shown);
        assert_eq!(desk.writes, 0);
        desk.press("<esc>");
        assert_shows!(desk, back);
        desk.press("<esc>");
        assert_shows!(desk, "10-08");
    }
}

#[test]
fn what_is_no_day_is_said_beside_the_field() {
    let mut desk = explained(Chinese);
    desk.press("t0231");
    assert_shows!(desk, "没有这一天", "2026-10-08");
    desk.press("<ctrl-u>soon<enter>");
    assert_shows!(desk, "不是日期", "2026-10-08");
    desk.press("<esc>");
    assert_hides!(desk, "不是日期");
    desk.press("<esc>");
    assert_hides!(desk, "为什么是这一天");
}

#[test]
fn a_day_tried_in_a_year_without_its_notice_is_marked() {
    for (language, said) in [(Chinese, "2027 年放假安排未公布"), (English, "is not published and may change")]
    {
        let mut desk = explained(language);
        desk.press("t1217");
        assert_shows!(desk, "2027-01-04", "?", said);
    }
}

#[test]
fn the_case_home_and_the_form_lead_to_it_too() {
    let house = office();
    let mut desk = house.sit("desk", Chinese, NOW);
    desk.press("<enter>w");
    assert_shows!(desk, "为什么是这一天", "2026-10-08", "2026-0001");
    let mut home = house.home("desk", Chinese, NOW);
    home.press("<down><down><down><f9>");
    assert_shows!(home, "为什么是这一天", "2026-10-08", "2026-0001");
    let mut form = house.home("desk", Chinese, NOW);
    form.press("<f2>张三<f9>");
    assert_shows!(form, "为什么是这一天", "2026-10-08", "正在登记的一件");
    form.press("t0105<enter><esc><esc>");
    assert_shows!(form, "张三");
}

#[test]
fn where_no_clock_can_run_the_page_says_so() {
    let mut desk = explained(Chinese);
    desk.press("t21701225<enter>");
    assert_shows!(desk, "只能算 1970 年到 2170 年");
    desk.press("<esc>");
    assert_shows!(desk, "2026-10-08");
}

#[test]
fn a_wide_window_shows_the_days_a_week_a_line() {
    let mut desk = explained(Chinese);
    desk.resize(120, 40);
    assert_shows!(desk, ". 上班  x 放假  + 调休上班", "..x+ 09-20", "....xxx 09-27 中秋节", "xxx.    10-08");
}

#[test]
fn help_and_palette_show_the_key() {
    let mut desk = office().sit("desk", Chinese, NOW);
    desk.press("?");
    assert_shows!(desk, "F9", "为什么是这一天");
    desk.press("<esc><ctrl-p>为什么");
    assert_shows!(desk, "F9");
    desk.press("<enter>");
    assert_shows!(desk, "8 结果");
    desk.press("?");
    assert_shows!(desk, "换一天试");
}

#[test]
fn who_may_not_see_the_case_is_not_told_its_dates() {
    let house = office();
    let ask = |case| Request::Cases(Ask::Explain(Wanted { case, ..Wanted::default() }));
    let told = house.ask("desk", NOW, ask(Some(CaseId(1))));
    let Ok(Answer::Cases(CasesAnswer::Explained(told))) = told else { panic!("{told:?}") };
    assert_eq!(told.number, "2026-0001");
    assert!(matches!(house.ask("admin", NOW, ask(Some(CaseId(1)))), Err(Refusal::Denied(_))));
    assert!(matches!(house.ask("admin", NOW, ask(None)), Err(Refusal::Denied(_))));
    house.row("people", &[("account", "liu"), ("name", "柳"), ("roles", "handler"), ("scope", "own")]);
    assert_eq!(house.ask("liu", NOW, ask(Some(CaseId(1)))), Err(Refusal::NoSuchCase));
}

#[test]
fn the_page_is_printed_in_chinese_for_the_file_and_never_what_is_only_tried() {
    let mut desk = explained(English);
    desk.press("p");
    let [(name, text)] = desk.printed.as_slice() else { panic!("{:?}", desk.printed) };
    assert_eq!(name, "2026-0001-dispatch-2026-09-16");
    for said in [
        "为什么是这一天",
        "2026-0001  停水",
        "转送交办 15日  2026-10-08",
        "8 结果",
        "叶青 2026-09-16 09:00 打印",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    desk.press("t0905<enter>p");
    assert_eq!(desk.printed.len(), 1);
}

#[test]
fn clocks_that_wait_are_told_and_may_be_tried_with_an_extension_and_a_hearing() {
    let mut desk = explained(Chinese);
    let to = |desk: &mut Desk, name: &str| {
        desk.press(&"<up>".repeat(12));
        for _ in 0..12 {
            if desk.screen().lines().nth(2).is_some_and(|line| line.contains(name)) {
                return;
            }
            desk.press("<down>");
        }
        panic!("no {name}\n{}", desk.screen());
    };
    to(&mut desk, "办结 60日");
    assert_shows!(desk, "未起算", "这个时限还没有起算：要等受理。起算后60日。", "《信访工作条例》第三十四条");
    // Over the Spring Festival, with a make-up Sunday before it, and thirty days more.
    desk.press("t20251226<tab>30");
    assert_shows!(
        desk,
        "第60日是 2026-02-24 周二",
        "加30日，从起算日数共90日",
        "2026-03-26 周四",
        "01-04 周日 元旦调休上班"
    );
    desk.press("<backspace><backspace>31<enter>");
    assert_shows!(desk, "这样算不了：最多延长 30日。");
    desk.press("<esc>");
    to(&mut desk, " 复核 30日");
    desk.press("t20260511<tab>2026-05-20 2026-05-31");
    assert_shows!(desk, "05-20 至 05-31 听证；共12日不算，末日推到 2026-06-22 周一");
    desk.press("<enter>");
    assert_shows!(desk, "2026-06-22", "试的是 2026-05-11 周一 起算");
    assert_eq!(desk.writes, 0);
    desk.press("<esc>");
    to(&mut desk, "请求复查 30日");
    assert_shows!(desk, "要等处理意见书送达（没有送达回证，不起算）");
}
