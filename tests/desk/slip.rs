//! 登记凭证、查询码: what a petitioner takes home, and what finds his matter again.

use xinfang::api::{Answer, Refusal, Request, cases, slip};
use xinfang::domain::case::CaseId;
use xinfang::domain::masked::Personal;
use xinfang::domain::problem::Barrier;
use xinfang::domain::slip::{Slip, Square, square_text};
use xinfang::i18n::Language::{Chinese, English};

use crate::harness::{Desk, House};
use crate::{assert_hides, assert_shows};

const NOW: &str = "2026-09-16 09:14";

fn register(desk: &mut Desk, name: &str, title: &str) {
    desk.press(&format!("<f2>{name}<tab><tab><tab><tab><tab><tab><tab>{title}<ctrl-s>"));
    assert_shows!(desk, "2026-000");
}

fn slip_of(house: &House, case: i64) -> Slip {
    match house.ask("desk", NOW, Request::Slip(slip::Request::Show(CaseId(case)))) {
        Ok(Answer::Slip(slip::Answer::Slip(slip))) => *slip,
        other => panic!("{other:?}"),
    }
}

fn query(house: &House, now: &str, typed: &str) -> Result<Answer, Refusal> {
    house.ask("desk", now, Request::Slip(slip::Request::Query(Personal::new(typed.to_owned()))))
}

#[test]
fn after_a_registration_one_key_shows_the_slip_and_one_more_prints_it() {
    let house = House::new();
    house.row(
        "hours",
        &[("days", "mon tue wed thu fri"), ("opens", "08:30"), ("closes", "12:00"), ("place", "接待大厅")],
    );
    for (mut desk, case) in [(house.home("desk", Chinese, NOW), 1), (house.sit("desk", Chinese, NOW), 2)] {
        register(&mut desk, "邬大勇", "工地拖欠工资");
        assert_shows!(desk, "p 凭证");
        desk.press("p");
        let number = format!("2026-000{case}");
        let slip = slip_of(&house, case);
        assert_shows!(
            desk,
            "云浦县信访局",
            "信访事项登记凭证",
            &number,
            &slip.code,
            "2026年9月16日",
            "2026年10月8日前，本局转送、交办给有权处理的机关、单位，并告知",
            "周一至周五 08:30-12:00 接待大厅"
        );
        assert_hides!(desk, "邬大勇", "拖欠工资");
        assert_eq!(desk.printed.len(), 0);
        desk.press("p");
        let (name, page) = desk.printed.pop().expect("a page");
        assert_eq!(name, format!("{number}-slip-2026-09-16"));
        for text in [number.as_str(), slip.code.as_str(), "预计时间", "怎样查询", "您的权利", "##"]
        {
            assert!(page.contains(text), "{text}\n{page}");
        }
        assert!(!page.contains("邬大勇") && !page.contains("工资"), "{page}");
        desk.press("<esc><f3>q<right><right><right><right><right>");
    }
}

#[test]
fn a_slip_printed_again_stands_in_the_history_and_keeps_its_code() {
    let house = House::new();
    let mut desk = house.home("desk", English, NOW);
    register(&mut desk, "Li", "water");
    desk.press("<f3>q<enter>");
    assert_hides!(desk, "printed the slip");
    desk.press("p");
    assert_shows!(desk, "Papers are in Chinese", "信访事项登记凭证");
    desk.press("pp<esc>");
    assert_shows!(desk, "printed the slip");
    let pages: Vec<&String> = desk.printed.iter().map(|(_, page)| page).collect();
    assert_eq!(pages.len(), 2);
    assert_eq!(pages[0], pages[1]);
}

#[test]
fn the_square_holds_number_code_and_address_and_nothing_else() {
    let house = House::new();
    let mut desk = house.home("desk", Chinese, NOW);
    register(&mut desk, "邬大勇", "停水");
    let slip = slip_of(&house, 1);
    assert_eq!(slip.square, Square::of(&format!("2026-0001 {}", slip.code)));
    assert_eq!(square_text("2026-0001", "48271935", "xf.yunpu.cn"), "2026-0001 48271935 xf.yunpu.cn");
    // Where the terminal has no half blocks it is drawn in signs.
    desk.press("p<end>");
    assert_shows!(desk, "##########");
}

#[test]
fn codes_are_eight_digits_and_no_two_cases_share_one() {
    let house = House::practice(300);
    let mut codes: Vec<String> = (1..=300).map(|case| slip_of(&house, case).code).collect();
    assert!(codes.iter().all(|code| code.len() == 8 && code.bytes().all(|digit| digit.is_ascii_digit())));
    codes.sort();
    codes.dedup();
    assert_eq!(codes.len(), 300);
}

#[test]
fn the_search_finds_a_case_by_its_code() {
    let house = House::new();
    let mut desk = house.home("desk", Chinese, NOW);
    register(&mut desk, "邬大勇", "停水");
    register(&mut desk, "单强", "修路");
    let code = slip_of(&house, 2).code;
    desk.press(&format!("/{code}"));
    assert_shows!(desk, "2026-0002", "修路");
    assert_hides!(desk, "2026-0001");
}

#[test]
fn a_matter_is_asked_for_by_number_or_code_and_neither_name_nor_title_is_told() {
    let house = House::new();
    let mut desk = house.home("desk", Chinese, NOW);
    register(&mut desk, "邬大勇", "工地拖欠工资");
    let code = slip_of(&house, 1).code;
    for typed in [code.as_str(), "2026-0001", &format!(" {} {} ", &code[..4], &code[4..])] {
        let told = query(&house, NOW, typed).unwrap_or_else(|refused| panic!("{typed}: {refused:?}"));
        let Answer::Slip(slip::Answer::Standing(standing)) = &told else { panic!("{told:?}") };
        assert_eq!(standing.number, "2026-0001");
        assert_eq!(standing.due.as_ref().map(|due| due.day.to_string()).as_deref(), Some("2026-10-08"));
        let all = format!("{told:?}");
        assert!(!all.contains("邬大勇") && !all.contains("工资"), "{all}");
    }
}

#[test]
fn whoever_guesses_codes_has_to_wait() {
    let house = House::new();
    let mut desk = house.home("desk", Chinese, NOW);
    register(&mut desk, "邬大勇", "停水");
    let code = slip_of(&house, 1).code;
    let wrong = if code == "11111111" { "11111112" } else { "11111111" };
    for _ in 0..10 {
        assert_eq!(query(&house, NOW, wrong).err(), Some(Refusal::NoSuchCase));
    }
    let closed = query(&house, NOW, &code).err();
    assert!(
        matches!(&closed, Some(Refusal::Denied(barriers)) if matches!(barriers[..], [Barrier::TooManyCodes { .. }])),
        "{closed:?}"
    );
    // By number he may go on, and later by code too.
    assert!(query(&house, NOW, "2026-0001").is_ok());
    assert!(query(&house, "2026-09-16 09:26", &code).is_ok());
}

#[test]
fn who_does_not_see_a_case_gets_no_slip_of_it() {
    let house = House::new();
    house.row("people", &[("account", "pang"), ("name", "庞若谷"), ("roles", "handler"), ("scope", "own")]);
    let mut desk = house.home("desk", Chinese, NOW);
    register(&mut desk, "邬大勇", "停水");
    let code = slip_of(&house, 1).code;
    let asked = [
        slip::Request::Show(CaseId(1)),
        slip::Request::Print(CaseId(1)),
        slip::Request::Query(Personal::new(code)),
    ];
    for request in asked {
        assert_eq!(house.ask("pang", NOW, Request::Slip(request)).err(), Some(Refusal::NoSuchCase));
    }
    let card = house.ask("desk", NOW, Request::Cases(cases::Request::Open(CaseId(1))));
    let Ok(Answer::Cases(cases::Answer::Case(card))) = card else { panic!("{card:?}") };
    assert!(card.history.iter().all(|line| line.what != "slip"));
}

#[test]
fn a_slip_promises_no_day_that_is_over() {
    let house = House::new();
    let mut desk = house.home("desk", Chinese, "2026-08-03 09:00");
    register(&mut desk, "邬大勇", "停水");
    let slip = slip_of(&house, 1);
    let said =
        |label: &str| slip.lines.iter().find(|(known, _)| *known == label).map(|(_, text)| text.as_str());
    assert_eq!(said("预计时间"), Some("期限已过，可以随时来问"));
    assert!(said("接下来").is_some_and(|text| text.starts_with("本应在2026年8月18日前本局转送")), "{slip:?}");
}
