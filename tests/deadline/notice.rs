//! The State Council's notice as people paste it: read to the day, or refused by line and words.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use chrono::{Datelike, NaiveDate, Weekday};
use xinfang::deadline::calendar::is_weekend;
use xinfang::deadline::shipped::CALENDARS;
use xinfang::deadline::{Notice, Year};
use xinfang::domain::notice::{NoticeFault, Wrong};

use super::day;

const NOTICE_2026: &str = "国务院办公厅关于2026年
部分节假日安排的通知
国办发明电〔2025〕7号

各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作，遇有重大突发事件，要按规定及时报告并妥善处置，确保人民群众祥和平安度过节日假期。
国务院办公厅
2025年11月4日
（此件公开发布）
";

/// An invented schedule for 2027.
const NOTICE_2027: &str = include_str!("notice-2027.txt");

fn read(text: &str) -> Notice {
    match Notice::read(text) {
        Ok(notice) => notice,
        Err(faults) => panic!("{faults:#?}\n{text}"),
    }
}

fn faults(text: &str) -> Vec<NoticeFault> {
    match Notice::read(text) {
        Ok(notice) => panic!("read as {notice:#?}"),
        Err(faults) => faults,
    }
}

fn shipped(year: i32) -> Year {
    CALENDARS.iter().map(|file| Year::read(file).unwrap()).find(|known| known.year == year).unwrap()
}

const DAYS: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];

fn weekday(day: NaiveDate) -> &'static str {
    DAYS[day.weekday().num_days_from_monday() as usize]
}

/// Stretches of days off, with the weekends that touch them.
fn stretches(year: &Year, name: &str) -> Vec<(NaiveDate, NaiveDate)> {
    let free = |day: NaiveDate| {
        year.off.get(&day).is_some_and(|known| known == name)
            || (is_weekend(day) && !year.work.contains_key(&day))
    };
    let mut found: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    for day in year.off.iter().filter(|(_, known)| *known == name).map(|(day, _)| *day) {
        if found.last().is_some_and(|(_, until)| day <= *until) {
            continue;
        }
        let (mut first, mut last) = (day, day);
        while first.pred_opt().is_some_and(|d| free(d) && d.year() == year.year) {
            first = first.pred_opt().unwrap();
        }
        while last.succ_opt().is_some_and(|d| free(d) && d.year() == year.year) {
            last = last.succ_opt().unwrap();
        }
        found.push((first, last));
    }
    found
}

/// How a notice may be worded.
struct Style {
    weekdays: Option<&'static str>,
    to: &'static str,
    whole_dates: bool,
    plain: bool,
    breaks: bool,
}

fn notice_of(year: &Year, style: &Style) -> String {
    let mut names: Vec<&String> = Vec::new();
    for name in year.off.values().chain(year.work.values()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let bracket = |day: NaiveDate| match style.weekdays {
        Some(word) => format!("（{word}{}）", weekday(day)),
        None => String::new(),
    };
    let mut text = format!("国务院办公厅关于{}年部分节假日安排的通知\n\n", year.year);
    for (at, name) in names.iter().enumerate() {
        text.push_str(&format!("{}、{name}：", ["一", "二", "三", "四", "五", "六", "七", "八", "九"][at]));
        let mut taken = Vec::new();
        for (first, last) in stretches(year, name) {
            let begin = format!("{}月{}日{}", first.month(), first.day(), bracket(first));
            let days = (last - first).num_days() + 1;
            let end = if style.whole_dates || last.month() != first.month() {
                format!("{}月{}日{}", last.month(), last.day(), bracket(last))
            } else {
                format!("{}日{}", last.day(), bracket(last))
            };
            taken.push(if days == 1 {
                format!("{begin}放假，共1天。")
            } else {
                format!("{begin}{}{end}放假调休，共{days}天。", style.to)
            });
        }
        text.push_str(&taken.join(""));
        let work: Vec<String> = year
            .work
            .iter()
            .filter(|(_, known)| known == name)
            .map(|(day, _)| format!("{}月{}日{}", day.month(), day.day(), bracket(*day)))
            .collect();
        if !work.is_empty() {
            text.push_str(&format!("{}上班。", work.join("、")));
        }
        text.push('\n');
    }
    // A year without one of the holidays of its own: on a weekend, or told together with another.
    let missing = ["元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"];
    let named = text.clone();
    let missing = missing.into_iter().filter(|name| !named.contains(&name[..6]));
    for (at, name) in missing.enumerate() {
        text.push_str(&format!("十、{name}：{}放假，与周末连休。\n", a_saturday(year, at)));
    }
    if style.plain {
        text = text.replace('（', "(").replace('）', ")").replace('：', ":").replace('，', ",");
    }
    if style.breaks {
        text = text.replace("放假", "\n  放假").replace("上班", "上\n班").replace("月", "月 ");
    }
    text
}

/// A Saturday of the summer on which nothing else is.
fn a_saturday(year: &Year, at: usize) -> String {
    let first = NaiveDate::from_ymd_opt(year.year, 7, 1).unwrap();
    let day = first.iter_days().filter(|day| day.weekday() == Weekday::Sat).nth(at).unwrap();
    format!("{}月{}日", day.month(), day.day())
}

#[test]
fn the_notice_for_2026_is_read_to_the_day() {
    let notice = read(NOTICE_2026);
    let known = shipped(2026);
    assert_eq!((&notice.year.off, &notice.year.work), (&known.off, &known.work));
    assert_eq!(notice.year.faults(), []);
    assert!(notice.beside.is_empty());
    assert!(notice.year.source[0].contains("国办发明电〔2025〕7号"), "{:?}", notice.year.source);
}

#[test]
fn every_shipped_year_comes_back_from_a_notice_in_every_wording() {
    let styles = [
        Style { weekdays: Some("周"), to: "至", whole_dates: false, plain: false, breaks: false },
        Style { weekdays: Some("星期"), to: "到", whole_dates: true, plain: true, breaks: false },
        Style { weekdays: None, to: "—", whole_dates: false, plain: false, breaks: true },
        Style { weekdays: Some("周"), to: "-", whole_dates: true, plain: true, breaks: true },
    ];
    for file in CALENDARS {
        let known = Year::read(file).unwrap();
        for style in &styles {
            let text = notice_of(&known, style);
            let notice = read(&text);
            assert_eq!((&notice.year.off, &notice.year.work), (&known.off, &known.work), "{text}");
            assert!(notice.beside.is_empty(), "{text}");
        }
    }
}

#[test]
fn an_invented_2027_notice_is_read_with_its_december_of_2026() {
    let notice = read(NOTICE_2027);
    assert_eq!(notice.year.faults(), []);
    assert_eq!(notice.year.off[&day("2027-01-04")], "元旦");
    assert_eq!(notice.year.work[&day("2027-01-09")], "元旦");
    let beside = &notice.beside[0];
    assert_eq!(
        (beside.year, beside.off.keys().copied().collect::<Vec<_>>()),
        (2026, vec![day("2026-12-31")])
    );
    // 除夕 that people are advised to take is no day off.
    assert!(!notice.year.off.contains_key(&day("2027-02-05")));
}

#[test]
fn what_is_not_understood_is_named_by_line_and_words() {
    let with = |from: &str, to: &str| {
        assert!(NOTICE_2026.contains(from), "{from}");
        faults(&NOTICE_2026.replacen(from, to, 1))
    };
    let one = |from: &str, to: &str| {
        let mut found = with(from, to);
        assert_eq!(found.len(), 1, "{found:#?}");
        found.remove(0)
    };
    let fault = one("5月9日（周六）上班", "5月9日（周日）上班");
    assert_eq!((fault.line, fault.words.as_str()), (Some(10), "5月9日(周日)"));
    assert_eq!(fault.wrong, Wrong::Weekday { is: Weekday::Sat });
    let fault = one("共9天", "共8天");
    assert_eq!((fault.line, fault.wrong), (Some(8), Wrong::Count { named: 9 }));
    let fault = one("5月9日（周六）上班", "5月8日（周五）上班");
    assert_eq!((fault.line, fault.wrong), (Some(10), Wrong::NoWeekend));
    let fault = one("5月9日（周六）上班", "5月9日（周六）半天");
    assert_eq!((fault.line, fault.wrong), (Some(10), Wrong::NotUnderstood));
    assert!(fault.words.contains("半天"), "{}", fault.words);
    let fault = one("放假，共3天", "除外放假，共3天");
    assert_eq!((fault.line, fault.wrong), (Some(9), Wrong::NotUnderstood));
    let fault = one("9月20日（周日）", "9月31日（周日）");
    assert_eq!((fault.line, fault.wrong), (Some(13), Wrong::NoSuchDay));
    let fault = one("5月9日（周六）", "10月4日（周日）");
    assert_eq!(fault.wrong, Wrong::Twice { day: day("2026-10-04") });
    let fault = one("六、中秋节：9月25日（周五）至27日（周日）放假，共3天。\n", "");
    assert_eq!((fault.line, fault.words.as_str(), fault.wrong), (None, "中秋", Wrong::HolidayMissing));
    let fault = one("4月4日（周六）至6日（周一）放假，共3天。", "另行通知。");
    assert_eq!((fault.line, fault.wrong), (Some(9), Wrong::NoDays));
    assert_eq!(faults("一、元旦：1月1日放假。")[0].wrong, Wrong::NoYear);
    assert_eq!(faults("")[0].wrong, Wrong::NoYear);
}

#[test]
fn no_text_makes_it_stumble() {
    let signs: Vec<char> = NOTICE_2027.chars().collect();
    for cut in 0..signs.len() {
        let _ = Notice::read(&signs[..cut].iter().collect::<String>());
        let _ = Notice::read(&signs[cut..].iter().collect::<String>());
        let mut without = signs.clone();
        without.remove(cut);
        let _ = Notice::read(&without.iter().collect::<String>());
    }
}
