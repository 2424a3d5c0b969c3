//! `case step`: a step from a script, a proposal, a refusal that names each barrier.

use serde_json::{Value, json};

use crate::door::{DAY, Place, text};

fn practice() -> (Place, String) {
    let place = Place::practice(20);
    let line = json!({ "body": "夜市噪声扰民", "petitioner": { "name": "张三", "address": "城关镇" } });
    let told = place.feed(["case", "add", "--json", "--now", DAY], line.to_string()).exits(0);
    let number = text(&told.json()[0], "number").to_owned();
    (place, number)
}

fn step(place: &Place, number: &str, step: &str, fields: &Value, code: i32) -> Value {
    let told = place.feed(["case", "step", number, step, "--json", "--now", DAY, "-"], fields.to_string());
    told.exits(code).json().remove(0)
}

#[test]
fn a_step_is_taken_and_shown_with_what_was_brought_to_it() {
    let (place, number) = practice();
    let fields = json!({ "body": "县城管局", "how": "post", "told": "噪声归城管局。" });
    let told = step(&place, &number, "redirect", &fields, 0);
    assert_eq!(told, json!({ "number": number, "step": "redirect", "state": "redirected" }));
    let mut shown = place.run(["case", "show", &number, "--json", "--now", DAY]).exits(0).json();
    let shown = shown.remove(0);
    assert_eq!(shown["state"], "redirected");
    let taken = &shown["triage"]["taken"][0];
    assert_eq!((&taken["step"], &taken["fields"]["how"]), (&json!("redirect"), &json!("post")));
    assert_eq!(shown["clocks"][0]["lamp"], "done_in_time");
    // It is over, and the second time is refused with what bars it.
    let again = step(&place, &number, "redirect", &fields, 3);
    assert_eq!(again["barriers"][0]["barrier"], "not_from_here");
}

#[test]
fn a_refusal_names_each_barrier() {
    let (place, number) = practice();
    let told = step(&place, &number, "refuse", &json!({ "reason": "level_skipping", "how": "loudly" }), 3);
    assert_eq!(told["refused"], true);
    let barriers = told["barriers"].as_array().unwrap();
    let named: Vec<(&str, &str)> = barriers
        .iter()
        .map(|barrier| (text(barrier, "barrier"), barrier["field"].as_str().unwrap_or("")))
        .collect();
    assert_eq!(
        named,
        [("invalid", "how"), ("needs", "told"), ("needs", "body"), ("no_local_law", "")],
        "{barriers:?}"
    );
}

#[test]
fn what_a_leader_decides_is_only_proposed_and_nobody_agrees_without_a_log_in() {
    let (place, number) = practice();
    let fields = json!({ "reason": "unclear", "how": "post", "told": "说不清是什么事。" });
    let told = step(&place, &number, "refuse", &fields, 0);
    assert_eq!(told["proposed"], true);
    let listed = place.run(["case", "list", "--queue", "to_approve", "--json", "--now", DAY]).exits(0).json();
    assert!(listed.iter().any(|row| row["number"] == json!(number)), "{listed:?}");
    for word in ["agree", "return"] {
        let told = step(&place, &number, word, &json!({}), 3);
        assert_eq!(told["barriers"][0]["barrier"], "needs_log_in", "{word}");
    }
    let waits = step(&place, &number, "report", &json!({ "leader": "nobody", "told": "大事" }), 3);
    let barriers: Vec<&str> =
        waits["barriers"].as_array().unwrap().iter().map(|barrier| text(barrier, "barrier")).collect();
    assert_eq!(barriers, ["waits", "invalid"]);
}

#[test]
fn steps_and_fields_that_nobody_knows_are_wrong_use() {
    let (place, number) = practice();
    place.run(["case", "step", &number, "fly", "--now", DAY]).exits(2);
    place.feed(["case", "step", &number, "report", "--now", DAY, "-"], r#"{"wings":2}"#).exits(2);
    place.feed(["case", "step", &number, "report", "--now", DAY, "-"], "no JSON").exits(2);
}
