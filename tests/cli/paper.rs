//! `paper list` and `paper show`: papers in plain text, masked until somebody gives a reason.

use serde_json::json;

use crate::door::{DAY, Place, text};

#[test]
fn papers_are_listed_and_printed_in_chinese_with_names_masked_until_there_is_a_reason() {
    let place = Place::practice(20);
    let line = json!({ "body": "夜市噪声扰民", "petitioner": { "name": "张三丰", "address": "城关镇" } });
    let told = place.feed(["case", "add", "--json", "--now", DAY], line.to_string()).exits(0);
    let number = text(&told.json()[0], "number").to_owned();
    place.run(["paper", "list", &number, "--json", "--now", DAY]).exits(0);
    let fields = json!({ "body": "县城管局", "how": "post", "told": "噪声归城管局。" });
    place.feed(["case", "step", &number, "redirect", "--now", DAY, "-"], fields.to_string()).exits(0);
    let listed = place.run(["paper", "list", &number, "--json", "--now", DAY]).exits(0).json();
    assert_eq!(listed.len(), 1);
    assert_eq!((&listed[0]["kind"], &listed[0]["void"]), (&json!("F10"), &json!(false)));
    let paper = text(&listed[0], "number").to_owned();
    let shown = place.run(["paper", "show", &number, &paper, "--json", "--lang", "en", "--now", DAY]);
    let shown = shown.exits(0).object();
    let page = text(&shown, "text");
    assert!(
        page.contains("程序性告知书") && page.contains(&paper) && page.contains("噪声归城管局。"),
        "{page}"
    );
    assert!(page.contains("张**") && !page.contains("张三丰"), "{page}");
    let id = listed[0]["id"].to_string();
    let full = place.run(["paper", "show", &number, &id, "--json", "--reveal", "寄送", "--now", DAY]);
    assert!(text(&full.exits(0).object(), "text").contains("张三丰"));
    let log = place.read_log();
    assert_eq!(log.last(), Some(&("paper".to_owned(), "寄送".to_owned(), Some(number.clone()))));
    place.run(["paper", "show", &number, "no such paper", "--now", DAY]).exits(3);
}
