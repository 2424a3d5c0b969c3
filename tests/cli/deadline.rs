//! `deadline --batch`: plain counting, a line for a line.

use serde_json::{Value, json};

use crate::door::{Place, has, json_lines, text};

fn count(place: &Place, lines: &[Value]) -> Vec<Value> {
    place.feed(["deadline", "--batch"], json_lines(lines)).exits(0).json()
}

#[test]
fn the_documents_own_example_is_answered() {
    let answer = count(&Place::nowhere(), &[json!({"id": "a", "start": "2026-09-24", "length": "5wd"})]);
    assert_eq!(
        answer,
        [json!({"id": "a", "due": "2026-10-09", "nominal": "2026-10-09", "calendar": "published"})]
    );
}

#[test]
fn every_unit_counts_from_the_day_after() {
    let place = Place::nowhere();
    for (start, length, roll, nominal, due) in [
        ("2026-03-02", "15d", false, "2026-03-17", "2026-03-17"),
        ("2026-03-06", "1d", false, "2026-03-07", "2026-03-07"),
        ("2026-03-06", "1d", true, "2026-03-07", "2026-03-09"),
        ("2026-09-24", "5wd", false, "2026-10-09", "2026-10-09"),
        ("2024-01-31", "1m", false, "2024-02-29", "2024-02-29"),
        ("2025-12-31", "2m", false, "2026-02-28", "2026-02-28"),
        ("2025-12-31", "2m", true, "2026-02-28", "2026-02-28"),
        ("2024-02-29", "1y", false, "2025-02-28", "2025-02-28"),
    ] {
        let answers = count(&place, &[json!({"start": start, "length": length, "roll": roll})]);
        assert_eq!(
            (text(&answers[0], "nominal"), text(&answers[0], "due")),
            (nominal, due),
            "{start} {length} {roll}"
        );
    }
}

#[test]
fn answers_come_in_order_with_the_same_id() {
    let ids = [json!("a"), json!(7), json!(null), json!({"case": [1, 2]}), json!(1.5), json!("甲\u{1b}")];
    let lines: Vec<Value> =
        ids.iter().map(|id| json!({"id": id, "start": "2026-03-02", "length": "1d"})).collect();
    let answers = count(&Place::nowhere(), &lines);
    assert_eq!(answers.iter().map(|answer| answer["id"].clone()).collect::<Vec<_>>(), ids);
    let without = count(&Place::nowhere(), &[json!({"start": "2026-03-02", "length": "1d"})]);
    assert_eq!(without[0].get("id"), None, "no id, no id");
}

#[test]
fn what_needs_a_year_that_is_not_published_says_so() {
    let answers = count(
        &Place::nowhere(),
        &[
            json!({"start": "2100-03-01", "length": "5wd"}),
            json!({"start": "2100-03-01", "length": "5d", "roll": true}),
            json!({"start": "2100-03-01", "length": "5d"}),
        ],
    );
    let calendars: Vec<&str> = answers.iter().map(|answer| text(answer, "calendar")).collect();
    assert_eq!(calendars, ["unpublished", "unpublished", "published"], "plain days need no calendar");
    assert_eq!(answers[0]["due"], "2100-03-08", "weekends count all the same");
}

#[test]
fn what_cannot_be_is_an_error_on_its_line_and_the_rest_goes_on() {
    let place = Place::nowhere();
    let good = json!({"id": "good", "start": "2026-03-02", "length": "1d"}).to_string();
    for (bad, field) in [
        (r#"{"id":"c","start":"2026-02-30","length":"1d"}"#, Some("start")),
        (r#"{"id":"c","start":"0000-00-00","length":"1d"}"#, Some("start")),
        (r#"{"id":"c","start":"9999-12-31","length":"1d"}"#, Some("start")),
        (r#"{"id":"c","start":"1969-12-31","length":"1d"}"#, Some("start")),
        (r#"{"id":"c","start":"","length":"1d"}"#, Some("start")),
        (r#"{"id":"c","start":20260302,"length":"1d"}"#, Some("start")),
        (r#"{"id":"c","length":"1d"}"#, Some("start")),
        (r#"{"id":"c","start":"2026-03-02"}"#, Some("length")),
        (r#"{"id":"c","start":"2026-03-02","length":"15"}"#, Some("length")),
        (r#"{"id":"c","start":"2026-03-02","length":"0d"}"#, Some("length")),
        (r#"{"id":"c","start":"2026-03-02","length":"0wd"}"#, Some("length")),
        (r#"{"id":"c","start":"2026-03-02","length":"-1d"}"#, Some("length")),
        (r#"{"id":"c","start":"2026-03-02","length":"1.5d"}"#, Some("length")),
        (r#"{"id":"c","start":"2100-03-02","length":"36525wd"}"#, Some("length")),
        (r#"{"id":"c","start":"2026-03-02","length":"36526d"}"#, Some("length")),
        (r#"{"id":"c","start":"2026-03-02","length":"99999999999999999999d"}"#, Some("length")),
        (r#"{"id":"c","start":"2026-03-02","length":"30min"}"#, Some("length")),
        (r#"{"id":"c","start":"2026-03-02","length":5}"#, Some("length")),
        (r#"{"id":"c","start":"2026-03-02","length":"1d","roll":"yes"}"#, Some("roll")),
        ("not json", None),
        ("[1]", None),
        ("{", None),
        ("\"\\ud800\"", None),
    ] {
        let told = place.feed(["deadline", "--batch"], format!("{good}\n{bad}\n\n{good}\n")).exits(1);
        let answers = told.json();
        assert_eq!(answers.len(), 3, "{bad}: {answers:?}");
        assert_eq!((&answers[0]["id"], &answers[2]["id"]), (&json!("good"), &json!("good")), "{bad}");
        has(&answers[1], &[("error", "s")]);
        match field {
            Some(field) => {
                assert_eq!(answers[1]["field"], field, "{bad}: {}", answers[1]);
                assert_eq!(answers[1]["id"], "c", "{bad}");
            }
            None => assert_eq!(answers[1].get("due"), None, "{bad}"),
        }
    }
}

#[test]
fn counting_needs_no_office_and_reads_whatever_stands_at_the_end() {
    let place = Place::nowhere();
    place.feed(["deadline", "--batch"], "").exits(0);
    let told =
        place.feed(["deadline", "--batch"], "\r\n{\"start\":\"2026-03-02\",\"length\":\"1d\"}\r").exits(0);
    assert_eq!(told.json().len(), 1);
    place.run(["deadline"]).exits(2);
    assert!(place.contents().is_empty(), "nothing was made");
}

#[test]
fn an_offices_own_calendar_counts() {
    let place = Place::office();
    let line = [json!({"start": "2026-09-24", "length": "5wd"})];
    assert_eq!(count(&place, &line)[0]["due"], "2026-10-09");
    // A file that is named and is not there is no reason to count with something else.
    let told = place.feed(["deadline", "--batch", "--db", "missing.db"], json_lines(&line));
    told.says_no(4);
}

#[test]
fn explain_tells_every_step_of_a_date() {
    let place = Place::office();
    let number = place.add_one(json!({"received": "2026-02-02", "title": "停水"}));
    let told = place.run(["deadline", "explain", &number, "--json"]).exits(0).object();
    has(
        &told,
        &[
            ("number", "s"),
            ("start", "d"),
            ("first_counted", "d"),
            ("nominal", "d"),
            ("due", "d"),
            ("aloud", "s"),
        ],
    );
    assert_eq!((&told["clock"], &told["event"]), (&json!("dispatch"), &json!("received")));
    assert_eq!(told["length"], "15d");
    assert_eq!((&told["nominal"], &told["due"]), (&json!("2026-02-17"), &json!("2026-02-24")));
    assert_eq!(
        told["nominal_is"],
        json!({"kind": "holiday", "name": "春节", "from": "2026-02-15", "to": "2026-02-23"})
    );
    assert_eq!(told["rolled"], true);
    assert_eq!(told["last_working_day"], "2026-02-14");
    assert_eq!(
        told["inside"],
        json!([
            {"kind": "make_up", "name": "春节", "from": "2026-02-14", "to": "2026-02-14", "counted": true},
            {"kind": "holiday", "name": "春节", "from": "2026-02-15", "to": "2026-02-23", "counted": true},
        ])
    );
    assert_eq!((&told["extension"], &told["pauses"], &told["cap"]), (&Value::Null, &json!([]), &Value::Null));
    assert_eq!(told["rules"]["name"], "regulation-2022");
    assert_eq!(told["years"][0]["year"], 2026);
    assert_eq!(told["steps"].as_array().map(Vec::len), Some(8));
    assert_ne!(text(&told, "entered_by"), "");
    let named = place.run(["deadline", "explain", &number, "dispatch", "--json"]).exits(0).object();
    assert_eq!(named["due"], told["due"]);
}

#[test]
fn explain_speaks_to_people_in_both_languages_and_knows_what_is_not_there() {
    let place = Place::office();
    let number = place.add_one(json!({"received": "2026-02-02", "title": "停水"}));
    let chinese = place.run(["deadline", "explain", &number, "--lang", "zh"]).exits(0);
    assert!(chinese.out.contains("春节放假（02-15 至 02-23）"), "{}", chinese.out);
    let english = place.run(["deadline", "explain", &number, "--lang", "en"]).exits(0);
    assert!(english.out.contains("Spring Festival (02-15 to 02-23)"), "{}", english.out);
    place.run(["deadline", "explain", "2026-9999"]).says_no(3);
    place.run(["deadline", "explain", &number, "notify_direct"]).says_no(3);
    place.run(["deadline", "explain", &number, "no_such_clock"]).exits(2);
    place.run(["deadline", "explain"]).exits(2);
    place.run(["deadline", "--batch", "explain", &number]).exits(2);
}
