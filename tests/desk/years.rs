//! 添加年历: a notice is pasted, looked at day by day with every limit that it moves, and accepted
//! the second time.

use xinfang::api::years::{Answer as YearsAnswer, Request as Ask};
use xinfang::api::{Answer, Change, Refusal, Request};
use xinfang::domain::actor::Role;
use xinfang::domain::problem::Barrier;
use xinfang::i18n::Language::{self, Chinese, English};

use crate::harness::{Desk, House};
use crate::{assert_hides, assert_shows};

const NOTICE: &str = include_str!("../deadline/notice-2027.txt");
const NOW: &str = "2026-12-17 09:00";

/// An office with one matter whose limit ends in a year that nobody has entered: day 15 is New
/// Year's Day, and the next working day is guessed.
fn office() -> House {
    let house = House::new();
    let mut desk = house.home("desk", Chinese, NOW);
    desk.press("<f2>邬大勇<tab><tab><tab><tab><tab><tab><tab>停水三天<ctrl-s>");
    assert_shows!(desk, "已登记 2026-0001");
    house
}

/// The administrator at the text.
fn at_the_text(house: &House, language: Language) -> Desk {
    let mut admin = house.home("admin", language, NOW);
    admin.press("<f3>ya");
    admin
}

/// The administrator, the notice pasted and weighed.
fn weighed(house: &House, language: Language) -> Desk {
    let mut admin = at_the_text(house, language);
    admin.paste(NOTICE).press("<ctrl-s>");
    admin
}

#[test]
fn from_home_to_an_accepted_year_in_six_keys() {
    let house = office();
    let mut desk = house.sit("desk", Chinese, NOW);
    assert_shows!(desk, "2027-01-04?");
    let mut admin = house.home("admin", Chinese, NOW);
    assert_shows!(admin, "3 明年年历");
    admin.keys = 0;
    admin.press("3");
    assert_shows!(admin, "2027 年的年历还没有录入", "放假通知出来后按 a 添加。", "a 添加年历");
    admin.press("a");
    assert_shows!(admin, "添加年历", "国务院办公厅的放假通知", "通知", "Ctrl-S 看要变什么");
    let cursor = admin.cursor();
    assert_eq!((cursor.x, cursor.y), (13, 4), "the caret stands in the field");
    admin.paste(NOTICE);
    admin.press("<ctrl-s>");
    assert_eq!(admin.writes, 0, "looking writes nothing");
    // December of this year comes with it, marked against what is in use.
    assert_shows!(admin, "2026 年", "有改动：带 * 的；没列的不变", "12-31 周四*", "2027 年", "新添");
    assert_shows!(admin, "还没有采用。要变的期限 1 个，涉及 1 件。", "Ctrl-S 采用", "Esc 回原文");
    assert_shows!(admin, "元旦", "01-01 周五  01-04 周一", "01-09 周六");
    admin.press("<end>");
    assert_shows!(
        admin,
        "上班",
        "02-14 周日  02-20 周六",
        "要变的期限 1 个，涉及 1 件。",
        "2026-0001",
        "转送交办",
        "2027-01-04 周一 -> 2027-01-05 周二",
    );
    // Whose matter it is and what it is about an administrator never sees.
    assert_hides!(admin, "邬大勇", "停水");
    desk.hear(Change::Everything);
    assert_shows!(desk, "2027-01-04?");
    admin.press("<ctrl-s><enter>");
    // 3 a Ctrl-S End Ctrl-S Enter, and the paste.
    assert_eq!((admin.keys, admin.writes), (6, 1));
    assert_shows!(
        admin,
        "规则和年历",
        "已采用 2026、2027 年的年历。变动的期限 1 个，涉及 1 件，每件记一条经过。",
    );
    assert_hides!(admin, "还没有录入");
    admin.press("<f3>h");
    assert_shows!(admin, "已录入");
    // Every desk follows: another date, and no mark any more.
    desk.hear(Change::Everything);
    assert_shows!(desk, "2027-01-05");
    assert_hides!(desk, "2027-01-05?", "2027-01-04");
    desk.press("<enter>");
    assert_shows!(desk, "2027-01-05 周二", "顺延；此前工作日 2026-12-30 周三");
    let screen = desk.screen();
    let told = screen.lines().find(|line| line.contains("采用年历")).unwrap_or_else(|| panic!("{screen}"));
    assert!(told.contains("12-17 09:00") && told.contains("岑怀川"), "{told}");
}

#[test]
fn every_limit_that_moves_is_shown_and_then_moves() {
    let house = House::new();
    let mut desk = house.home("desk", Chinese, "2026-12-15 09:00");
    // Limits that end before, on, between and after the days that the notice gives.
    for day in 15..=21 {
        desk.at(&format!("2026-12-{day} 09:00"));
        for _ in 0..6 {
            desk.press("<f2>邬大勇<tab><tab><tab><tab><tab>清河路1号<tab><tab>停水三天<ctrl-s>");
        }
    }
    assert_shows!(desk, "已登记 2026-0042");
    let now = "2026-12-22 09:00";
    let mut admin = house.home("admin", Chinese, now);
    admin.press("<f3>ya").paste(NOTICE).press("<ctrl-s>");
    let weigh = house.ask("admin", now, Request::Years(Ask::Weigh(NOTICE.to_owned())));
    let Ok(Answer::Years(YearsAnswer::Weighed(proposal))) = weigh else { panic!("{weigh:?}") };
    assert!(proposal.moves.len() > 24 && proposal.cases < 42, "{proposal:?}");
    // Page by page each of them passes the screen once.
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..40 {
        let screen = admin.screen();
        seen.extend(screen.lines().filter(|line| line.contains("->")).map(str::to_owned));
        admin.press("<pagedown>");
    }
    assert_eq!(seen.len(), proposal.moves.len(), "{seen:#?}");
    for moved in &proposal.moves {
        let (from, to) = (moved.from.to_string(), moved.to.to_string());
        let line = seen
            .iter()
            .find(|line| line.contains(&moved.number) && line.contains(&from) && line.contains(&to));
        assert!(line.is_some(), "{moved:?}\n{seen:#?}");
    }
    admin.press("<ctrl-s><enter>");
    let told = format!("变动的期限 {} 个，涉及 {} 件", proposal.moves.len(), proposal.cases);
    assert_shows!(admin, &told);
    let again = house.ask("admin", now, Request::Years(Ask::Weigh(NOTICE.to_owned())));
    let Ok(Answer::Years(YearsAnswer::Weighed(again))) = again else { panic!("{again:?}") };
    assert!(!again.is_news() && again.moves.is_empty(), "{again:?}");
}

#[test]
fn going_back_loses_nothing() {
    let house = office();
    let mut admin = weighed(&house, Chinese);
    assert_shows!(admin, "还没有采用");
    admin.press("<esc>");
    assert_shows!(admin, "国庆节：10月1日—7日放假调休", "此件公开发布");
    // What is left stays a draft, and opens where it was left.
    admin.press("<esc>");
    assert_shows!(admin, "草稿留着：首页 9 草稿。");
    admin.press("<esc>9<enter>");
    assert_shows!(admin, "此件公开发布", "上次写到 年历");
    assert_eq!(admin.writes, 0);
    // The desk is locked over it and open again.
    admin.idle().press("<enter>");
    assert_shows!(admin, "此件公开发布");
    admin.press("<ctrl-s>");
    assert_shows!(admin, "2026 年", "Ctrl-S 采用");
    admin.press("<esc><esc><f3>y");
    assert_shows!(admin, "规则和年历", "2027 年的年历还没有录入");
}

#[test]
fn a_text_with_faults_says_which_line_and_words_and_stays() {
    let house = office();
    for (language, said, all) in [
        (Chinese, ["第 6 行  星期不对，应是周六：1月9日(周日)", "没有端午"], "有 2 处读不懂，没有采用"),
        (English, ["line 6  it is a Sat: 1月9日(周日)", "端午 is missing"], "2 faults, nothing is accepted"),
    ] {
        let mut admin = at_the_text(&house, language);
        let bad = NOTICE.replace("1月9日（周六）上班", "1月9日（周日）上班");
        let bad = bad.replace("  五、端午节：6月9日放假，共1天。\n", "");
        admin.paste(&bad).press("<ctrl-s>");
        assert_shows!(admin, said[0], said[1], all);
        // The caret stands in the line that is wrong: the line begins there.
        let cursor = admin.cursor();
        let line = admin.screen().lines().nth(usize::from(cursor.y)).unwrap_or_default().to_owned();
        assert!(line.contains("一、元旦：2026年12月31日"), "{line}");
        assert_eq!(cursor.x, 13);
        assert_eq!(admin.writes, 0);
        // The faults are about the text that was read: typing takes them away, asking brings the rest.
        admin.press("<end>");
        assert_shows!(admin, said[0]);
        admin.press(" ");
        assert_hides!(admin, said[0]);
        admin.press("<ctrl-s>");
        assert_shows!(admin, said[0], said[1]);
    }
}

#[test]
fn a_years_file_is_read_too_and_its_faults_are_told_in_words() {
    let house = office();
    let mut admin = at_the_text(&house, Chinese);
    admin.press("<ctrl-s>");
    assert_shows!(admin, "还没有填");
    admin.press("year = 2027<enter>source = [\"a\"]<enter>[off]<enter>2027-01-02 = \"元旦\"<ctrl-s>");
    assert_shows!(admin, "2027-01-02 是周末", "2027-01-01 是法定节日，没有列出来", "有 3 处读不懂");
    admin.press("<backspace><enter>weekend = 1<ctrl-s>");
    assert_shows!(admin, "第 4 行  不是年历文件的写法：2027-01-02 = \"元旦");
    let mut admin = at_the_text(&house, Chinese);
    let file = "year = 2027\nsource = [\"a\"]\n[off]\n2027-01-01 = \"元旦\"\n2027-10-01 = \"国庆节\"\n";
    admin.paste(file).press("<ctrl-s>");
    assert_shows!(admin, "2027 年  工作日放假 2 天，周末上班 0 天", "新添", "10-01 周五");
    admin.press("<ctrl-s><enter>");
    assert_shows!(admin, "已采用 2027 年的年历");
    // The same once more is nothing new, and cannot be accepted.
    admin.press("a").paste(file).press("<ctrl-s>");
    assert_shows!(admin, "已经采用，日子一样", "(Ctrl-S 采用)", "没有动");
    admin.press("<ctrl-s>");
    assert_shows!(admin, "(Ctrl-S 采用)", "没有动");
    // A correction shows the holidays that change, and marks what does.
    let corrected = format!("{file}2027-10-04 = \"国庆节\"\n");
    admin.press("<esc><esc>a").paste(&corrected).press("<ctrl-s>");
    assert_shows!(admin, "有改动：带 * 的；没列的不变", "10-01 周五  10-04 周一*");
    assert_hides!(admin, "元旦");
}

#[test]
fn what_a_correction_takes_away_is_shown() {
    let house = office();
    let mut admin = weighed(&house, Chinese);
    admin.press("<ctrl-s><enter>");
    assert_shows!(admin, "已采用");
    let corrected = NOTICE.replace("9月26日、10月9日上班", "9月25日、10月9日上班");
    admin.press("a").paste(&corrected).press("<ctrl-s><end>");
    assert_shows!(admin, "09-25 周六*", "不再上班", "09-26 周日", "10-09 周六");
    assert_hides!(admin, "10-09 周六*");
}

#[test]
fn who_is_no_administrator_sees_the_key_barred_and_why() {
    let house = office();
    for (language, key, why) in [
        (Chinese, "(a 添加年历)", "管理员"),
        (English, "(a add a year)", "this is for the administrator role"),
    ] {
        let mut desk = house.home("desk", language, NOW);
        desk.press("<f3>y");
        assert_shows!(desk, key);
        assert_shows!(desk, if language == Chinese { "由管理员添加" } else { "The administrator adds it." });
        desk.press("a");
        assert_shows!(desk, key, why);
        desk.press("<f2>");
        assert_shows!(desk, key, why);
    }
    // Nor does the service take it from anybody else.
    let barred = Refusal::Denied(vec![Barrier::NotThisRole { may: Role::Administrator }]);
    for request in [Ask::Weigh(NOTICE.to_owned()), Ask::Accept(NOTICE.to_owned())] {
        let told = house.ask("desk", NOW, Request::Years(request));
        assert_eq!(told, Err(barred.clone()));
    }
}

#[test]
fn keys_ahead_of_the_answer_accept_nothing_unseen() {
    let house = office();
    let mut admin = at_the_text(&house, Chinese);
    admin.paste(NOTICE).slow().press("<ctrl-s><ctrl-s><ctrl-s>");
    admin.answer_all();
    assert_shows!(admin, "还没有采用");
    assert_eq!(admin.writes, 0);
    // What is typed while the text is being read is not weighed: the answer is dropped.
    admin.press("<esc>").slow().press("<ctrl-s>x").answer_all();
    assert_shows!(admin, "（此件公开发布）x", "Ctrl-S 看要变什么");
    // Somebody else writes: what is shown is weighed anew and stays shown.
    admin.press("<ctrl-s>").hear(Change::Everything);
    assert_shows!(admin, "还没有采用");
    // Gone back to the text, nothing takes him away from it.
    admin.slow().hear(Change::Everything).press("<esc>").answer_all();
    assert_shows!(admin, "（此件公开发布）x");
}

#[test]
fn the_preview_stands_in_both_languages_at_the_smallest_window() {
    let house = office();
    for (language, words) in [
        (Chinese, ["春节", "放假", "上班", "要变的期限", "第 1-18 行"]),
        (
            English,
            ["Spring Festival", "off", "worked", "limits of 1 cases move. Line 1-20 of 20.", "Ctrl-S accept"],
        ),
    ] {
        let mut admin = weighed(&house, language);
        for word in words.iter().filter(|word| **word != "要变的期限") {
            assert_shows!(admin, word);
        }
        assert!(!admin.screen().contains(".."), "{}", admin.screen());
        assert!(!admin.has_half_character());
        admin.press("<end>");
        assert_shows!(admin, if language == Chinese { "要变的期限" } else { "1 limits of 1 cases move." });
        assert!(!admin.screen().contains(".."), "{}", admin.screen());
    }
}
