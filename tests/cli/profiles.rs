//! `profile` and counting by rule, through the front door.

use serde_json::{Value, json};

use crate::door::{Place, has, json_lines, text};

fn count(place: &Place, line: &Value) -> Value {
    place.feed(["deadline", "--batch"], json_lines(std::slice::from_ref(line))).exits(0).object()
}

#[test]
fn the_documents_own_examples_by_rule_are_answered() {
    let place = Place::nowhere();
    let finish = json!({"id": "b", "profile": "regulation-2022", "clock": "finish", "start": "2026-08-02", "extend": 30});
    assert_eq!(
        count(&place, &finish),
        json!({
            "id": "b", "due": "2026-11-02", "nominal": "2026-10-31", "calendar": "published",
            "own": null, "cap": "2026-11-02", "live": "2026-11-02", "opens": "2026-09-23",
            "basis": "Regulation on Petition Work (2022) Article 34", "warnings": [],
        })
    );
    let pauses = json!([{"from": "2026-05-20", "to": "2026-05-31", "reason": "hearing"}]);
    let hearing = |clock: &str| json!({"id": "d", "profile": "regulation-2022", "clock": clock, "start": "2026-05-11", "pauses": pauses});
    assert_eq!(count(&place, &hearing("reexamine"))["live"], "2026-06-22");
    let told = place.feed(["deadline", "--batch"], json_lines(&[hearing("finish")])).exits(1).object();
    assert_eq!((&told["id"], &told["field"]), (&json!("d"), &json!("pauses")));
    assert!(text(&told, "error").contains("Article 34"), "the rule is named: {told}");
}

#[test]
fn an_own_target_past_the_law_is_answered_with_both_and_a_warning() {
    let line = json!({"profile": "education-bureau", "clock": "s004.notice", "start": "2026-03-02"});
    let answer = count(&Place::nowhere(), &line);
    let dates = ["own", "cap", "live", "due"].map(|key| text(&answer, key).to_owned());
    assert_eq!(dates, ["2026-03-23", "2026-03-17", "2026-03-17", "2026-03-17"]);
    assert_eq!(answer["warnings"], json!(["own_passes_cap"]));
}

#[test]
fn what_cannot_be_by_rule_is_an_error_on_its_line_with_its_field() {
    let place = Place::nowhere();
    let good = json!({"profile": "regulation-2022", "clock": "finish", "start": "2026-08-02"});
    let with = |key: &str, value: Value| {
        let mut line = good.clone();
        line[key] = value;
        line
    };
    for (bad, field) in [
        (with("profile", json!("regulation-1066")), "profile"),
        (with("clock", json!("finnish")), "clock"),
        (with("clock", json!("report_urgent")), "clock"),
        (with("start", json!("2026-02-30")), "start"),
        (with("start", json!("2170-12-30")), "start"),
        (with("extend", json!(31)), "extend"),
        (with("extend", json!(-1)), "extend"),
        (with("extend", json!("30")), "extend"),
        (with("length", json!("5d")), "length"),
        (with("roll", json!(true)), "roll"),
        (with("pauses", json!("hearing")), "pauses"),
        (with("pauses", json!([{"from": "2026-08-10", "to": "2026-08-11", "reason": "rain"}])), "pauses"),
        (json!({"clock": "finish", "start": "2026-08-02"}), "profile"),
        (json!({"profile": "regulation-2022", "start": "2026-08-02"}), "clock"),
    ] {
        let told = place.feed(["deadline", "--batch"], json_lines(&[bad.clone(), good.clone()])).exits(1);
        let answers = told.json();
        assert_eq!(answers[0]["field"], field, "{bad}: {}", answers[0]);
        has(&answers[0], &[("error", "s")]);
        assert_eq!(answers[1]["live"], "2026-10-08", "the rest goes on");
    }
}

#[test]
fn profiles_are_listed_and_shown_in_both_languages() {
    let place = Place::nowhere();
    let listed = place.run(["profile", "list", "--json"]).exits(0).json();
    assert_eq!(listed.len(), 32);
    let offered: Vec<&str> =
        listed.iter().filter(|set| set["offered"] == true).map(|set| text(set, "name")).collect();
    assert_eq!(offered.len(), 31, "the law of 2005 alone is no beginning: {offered:?}");
    assert!(!offered.contains(&"regulation-2005"));
    for set in &listed {
        let shown = place.run(["profile", "show", text(set, "name"), "--json"]).exits(0).object();
        for clock in shown["clocks"].as_array().unwrap() {
            has(clock, &[("clock", "s"), ("title", "s"), ("start", "s"), ("length", "s?"), ("basis", "s")]);
        }
        let shown = place.run(["profile", "show", text(set, "name"), "--lang", "zh"]).exits(0).out;
        assert!(!shown.contains("Article") && !shown.contains("from "), "{shown}");
    }
    place.run(["profile", "show", "regulation-1066"]).says_no(2);
    place.run(["profile", "list", "--lang", "zh"]).exits(0);
}

#[test]
fn a_check_names_line_and_key_of_each_fault() {
    let place = Place::nowhere();
    let law = include_str!("../../assets/profiles/regulation-2022.toml");
    let file = place.file("law.toml", law);
    let file = file.to_str().unwrap();
    let good = place.run(["profile", "check", file, "--json"]).exits(0).json();
    assert_eq!(good.last().unwrap()["good"], true);
    let bad = law
        .replace("start = \"served\"", "start = \"sometime\"")
        .replace(", approver = \"unit_head\"", "")
        .replace("length = \"5wd\"", "length = \"5 wd\"");
    place.file("law.toml", &bad);
    let found = place.run(["profile", "check", file, "--json"]).exits(1).json();
    let faults: Vec<&Value> = found.iter().filter(|line| line["level"] == "fault").collect();
    let keys: Vec<&str> = faults.iter().map(|fault| text(fault, "key")).collect();
    assert_eq!(keys, ["object length", "finish extension.approver", "ask_review start"]);
    for fault in faults {
        let line = usize::try_from(fault["line"].as_u64().unwrap()).unwrap();
        let key = text(fault, "key").rsplit([' ', '.']).next().unwrap();
        let stands = bad.lines().nth(line - 1).unwrap();
        assert!(stands.contains(key) || stands.starts_with("extension"), "line {line}: {stands}");
    }
    let told = place.run(["profile", "check", file, "--lang", "zh"]).exits(1).out;
    assert!(told.contains("缺这一项") && !told.contains("missing"), "{told}");
    let office = include_str!("../../assets/profiles/education-bureau.toml");
    place.file("law.toml", office);
    let told = place.run(["profile", "check", file, "--json"]).exits(0).json();
    assert_eq!(told.last().unwrap()["warnings"], 3);
    place.file("law.toml", office.replace("S004", "s004").replace("\"15wd\"", "\"16wd\""));
    let told = place.run(["profile", "check", file, "--json"]).exits(1).json();
    assert_eq!(told[0]["key"], "version", "the same version with other contents");
}
