//! `query`: by number or query code, and neither name nor title is told.

use serde_json::{Value, json};
use xinfang::api::{Answer, Request, slip};
use xinfang::domain::case::CaseId;
use xinfang::service::Service;

use crate::door::{Place, text};

/// An office with one matter; its number and its query code.
fn office() -> (Place, String, String) {
    let place = Place::office();
    let matter = json!({
        "title": "工地拖欠工资", "body": "工地拖欠工资三个月。", "received": "2023-03-01",
        "petitioner": {"name": "邬大勇", "phone": "13812345678", "address": "城关镇"},
    });
    let number = place.add_one(matter);
    let code: String =
        place.records().query_row("SELECT query_code FROM cases", [], |row| row.get(0)).unwrap();
    (place, number, code)
}

#[test]
fn a_code_and_a_number_say_how_the_matter_stands() {
    let (place, number, code) = office();
    for typed in [&code, &number] {
        let told = place.run(["query", typed, "--json"]).exits(0).object();
        assert_eq!(text(&told, "number"), number);
        assert_eq!(text(&told, "state"), "registered");
        assert_eq!(text(&told, "received"), "2023-03-01");
        assert_eq!(text(&told, "clock"), "dispatch");
        assert_eq!(text(&told, "next_due"), "2023-03-16");
        assert_eq!(text(&told, "with"), "云浦县信访局");
        assert_eq!(told["open"], Value::Bool(true));
    }
}

#[test]
fn neither_name_nor_title_nor_phone_is_told() {
    let (place, number, code) = office();
    for args in [vec!["query", &code], vec!["query", &number, "--json"], vec!["query", &code, "--lang", "zh"]]
    {
        let told = place.run(&args).exits(0);
        for hidden in ["邬", "工资", "138"] {
            assert!(!told.out.contains(hidden), "{}", told.out);
        }
    }
}

#[test]
fn people_read_plain_words_in_their_language() {
    let (place, number, code) = office();
    let told = place.run(["query", &code, "--lang", "zh"]).exits(0);
    for words in [number.as_str(), "现在：待甄别", "在哪里：云浦县信访局", "下一步：2023-03-16 前转送交办"]
    {
        assert!(told.out.contains(words), "{words}\n{}", told.out);
    }
    let told = place.run(["query", &code, "--lang", "en"]).exits(0);
    assert!(told.out.contains("Stands: to triage") && told.out.contains("by 2023-03-16"), "{}", told.out);
}

#[test]
fn a_code_may_come_on_standard_input() {
    let (place, number, code) = office();
    let told = place.feed(["query", "-", "--json"], format!("{code}\n")).exits(0).object();
    assert_eq!(text(&told, "number"), number);
}

#[test]
fn a_code_that_no_case_has_is_refused_and_guessing_is_stopped() {
    let (place, number, code) = office();
    let wrong = if code == "11111111" { "11111112" } else { "11111111" };
    for _ in 0..10 {
        place.run(["query", wrong]).exits(3);
    }
    let told = place.run(["query", &code, "--lang", "zh"]).exits(3);
    assert!(told.err.contains("查询码错得太多"), "{}", told.err);
    place.run(["query", &number]).exits(0);
    assert_eq!(place.count("SELECT count(*) FROM history WHERE what = 'query.miss'"), 10);
}

#[test]
fn a_case_of_an_older_file_gets_its_code_when_its_slip_is_asked_for() {
    let (place, number, _) = office();
    place.records().execute("UPDATE cases SET query_code = NULL", []).unwrap();
    place.run(["query", &number]).exits(0);
    assert_eq!(place.count("SELECT count(query_code) FROM cases"), 0, "asking by number makes none");
    let mut service = Service::open_file(&place.db()).unwrap();
    let now = "2026-09-16T09:00:00+08:00".parse().unwrap();
    let actor = service.actor("desk", "tests", now).unwrap().unwrap();
    let mut show = || {
        let asked = Request::Slip(slip::Request::Show(CaseId(1)));
        match service.answer(&actor, now, asked).result {
            Ok(Answer::Slip(slip::Answer::Slip(slip))) => slip.code,
            other => panic!("{other:?}"),
        }
    };
    let code = show();
    assert_eq!(show(), code, "it is given once");
    assert_eq!(place.count("SELECT count(*) FROM history WHERE what = 'query_code'"), 1);
    let told = place.run(["query", &code, "--json"]).exits(0).object();
    assert_eq!(text(&told, "number"), number);
}
