//! `case add`, `list`, `show`, `export`: what goes on the books and what comes off them.

use std::io::Read;

use serde_json::{Value, json};
use xinfang::table::read;

use crate::door::{DAY, Place, Told, has, id_number, is_harmless, json_lines, text};

/// A matter with everything there is to say.
fn full() -> Value {
    json!({
        "channel": "letter", "received": "2023-03-01", "title": "北门小区停水", "body": "北门小区停水三天。\n没有人管。",
        "petitioner": {
            "name": "欧阳修文", "id_number": "11010519491231002X", "phone": "138 1234 5678",
            "address": "云浦县城关镇北门路3号",
        },
        "people": 3, "purpose": "request", "category": "030000", "source_number": "WX000017", "slip": "slip-1",
    })
}

#[test]
fn what_is_added_gets_a_number_and_a_limit() {
    let place = Place::office();
    let answer = place.add(&[full()]).remove(0);
    has(&answer, &[("number", "s"), ("due", "d"), ("to_complete", "l"), ("already", "b")]);
    // Fifteen days, and the last of them is a Thursday.
    assert_eq!(answer["due"], "2023-03-16");
    assert_eq!(answer["to_complete"], json!([]));
    assert_eq!(answer["already"], false);
    let number = text(&answer, "number");
    assert!(number.len() == 9 && number.ends_with("-0001"), "{number}");
}

#[test]
fn nothing_but_the_matter_is_needed() {
    let place = Place::office();
    let answer = place.add(&[json!({"body": "工地拖欠工资。要求付清。"})]).remove(0);
    assert_eq!(answer["to_complete"], json!(["name", "address", "category"]));
    let shown = place.show(text(&answer, "number"));
    assert_eq!(shown["title"], "工地拖欠工资");
    assert_eq!(shown["channel"], "visit");
    assert_eq!(shown["people"], 1);
    let title_alone = place.add_one(json!({"title": "停电"}));
    assert_eq!(place.show(&title_alone)["body"], "停电");
}

#[test]
fn a_title_is_never_empty() {
    let place = Place::office();
    for body in ["。。。", "！？", "\n;\n"] {
        let number = place.add_one(json!({"body": body}));
        assert!(!text(&place.show(&number), "title").is_empty(), "{body}");
    }
}

#[test]
fn a_title_taken_from_the_text_is_as_clean_as_one_that_was_typed() {
    let place = Place::office();
    // The forty characters of a title end at the blank.
    let number = place.add_one(json!({"body": format!("{} 以后的话", "字".repeat(39))}));
    assert_eq!(place.show(&number)["title"], "字".repeat(39));
}

#[test]
fn lines_are_answered_in_order_and_a_bad_one_stops_no_other() {
    let place = Place::office();
    let lines = [
        json!({"body": "一"}),
        json!({"body": ""}),
        json!({"body": "三"}),
        json!({"people": 0, "body": "四"}),
    ];
    let told = place.feed(["case", "add", "--json"], json_lines(&lines)).exits(1);
    let answers = told.json();
    assert_eq!(answers.len(), 4);
    assert!(text(&answers[0], "number").ends_with("-0001"));
    assert_eq!(answers[1]["refused"], true);
    assert_eq!(answers[1]["problems"][0]["field"], "body");
    assert!(text(&answers[2], "number").ends_with("-0002"), "a refusal takes no number");
    has(&answers[3], &[("refused", "b"), ("problems", "l")]);
    has(&answers[3]["problems"][0], &[("field", "s"), ("problem", "s")]);
    assert_eq!(answers[3].get("number"), None);
    assert_eq!(place.list().len(), 2);
}

#[test]
fn the_same_slip_twice_answers_with_the_first_number() {
    let place = Place::office();
    let first = place.add(&[full()]).remove(0);
    let again = place.add(&[full(), json!({"body": "别的", "slip": "slip-1"}), full()]);
    for answer in &again {
        assert_eq!(answer["number"], first["number"]);
        assert_eq!(answer["due"], first["due"]);
        assert_eq!(answer["already"], true);
    }
    assert_eq!(place.list().len(), 1);
    let people = place.feed(["case", "add"], json_lines(&[full()])).exits(0);
    assert!(people.out.contains(text(&first, "number")), "{}", people.out);
}

#[test]
fn without_a_slip_the_same_matter_is_registered_each_time() {
    let place = Place::office();
    let numbers: Vec<String> = (0..3).map(|_| place.add_one(json!({"body": "停水"}))).collect();
    assert_eq!(place.list().len(), 3, "{numbers:?}");
}

#[test]
fn a_bad_value_names_its_field() {
    let place = Place::office();
    for (field, bad) in [
        ("channel", json!({"channel": "pigeon"})),
        ("received", json!({"received": "2999-01-01"})),
        ("received", json!({"received": "2023-02-31"})),
        ("received", json!({"received": "0206-03-01"})),
        ("received", json!({"received": "soon"})),
        ("received", json!({"received": "0000-00-00"})),
        ("received", json!({"received": "9999-12-31"})),
        ("title", json!({"title": "长".repeat(121)})),
        ("body", json!({"body": "长".repeat(50_001)})),
        ("people", json!({"people": 0})),
        ("people", json!({"people": -1})),
        ("people", json!({"people": 100_000})),
        ("people", json!({"people": "几个"})),
        ("people", json!({"people": 1.5})),
        ("purpose", json!({"purpose": "revenge"})),
        ("category", json!({"category": "999999"})),
        ("source_number", json!({"source_number": "长".repeat(256)})),
        ("slip", json!({"slip": "长".repeat(256)})),
        ("name", json!({"petitioner": {"name": "长".repeat(256)}})),
        ("id_number", json!({"petitioner": {"id_number": "110105194912310021"}})),
        ("id_number", json!({"petitioner": {"id_number": 123}})),
        ("phone", json!({"petitioner": {"phone": "1381234567"}})),
        ("address", json!({"petitioner": {"address": "长".repeat(256)}})),
        ("row", json!({"id_nmber": "11010519491231002X"})),
        ("row", json!({"petitioner": {"id_nmber": "11010519491231002X"}})),
        ("row", json!({"petitioner": "张三"})),
        ("row", json!({"body": ["停水"]})),
        ("row", json!({"people": true})),
    ] {
        let mut line = json!({"body": "停水"});
        line.as_object_mut().unwrap().extend(bad.as_object().unwrap().clone());
        let told = place.feed(["case", "add", "--json"], json_lines(&[line])).exits(1).object();
        let fields: Vec<&str> =
            told["problems"].as_array().unwrap().iter().map(|problem| text(problem, "field")).collect();
        assert_eq!(fields, [field], "{bad}: {told}");
    }
    assert_eq!(place.list().len(), 0);
}

#[test]
fn every_problem_of_a_line_is_named_at_once() {
    let place = Place::office();
    let line =
        json!({"channel": "x", "received": "x", "body": "", "people": "x", "petitioner": {"phone": "1"}});
    let told = place.feed(["case", "add", "--json"], json_lines(&[line])).exits(1).object();
    assert_eq!(told["problems"].as_array().unwrap().len(), 5, "{told}");
}

#[test]
fn what_is_no_object_is_refused_in_both_languages() {
    let place = Place::office();
    for bad in
        ["x", "[]", "\"张三\"", "{", "{}", "null", "\"\\ud800\"", "{\"body\":\"\\udc00\"}", "\u{0}", "1e999"]
    {
        for lang in ["zh", "en"] {
            let told = place.feed(["case", "add", "--lang", lang], bad).exits(1);
            assert!(!told.out.trim().is_empty(), "{bad}: it says why");
            let told = place.feed(["case", "add", "--json", "--lang", lang], bad).exits(1);
            assert_eq!(told.object()["refused"], true, "{bad}");
        }
    }
    assert_eq!(place.list().len(), 0);
}

#[test]
fn a_line_that_is_too_long_is_one_refusal_and_hides_no_other_line() {
    let place = Place::office();
    // Cut into pieces, its end would be a line of its own.
    let tail = r#"{"body":"混进来的"}"#;
    for length in [1_000_000, 2_000_000, 3_000_017] {
        let input = format!("{}{tail}\n{}\n", " x".repeat(length / 2), r#"{"body":"停水"}"#);
        let answers = place.feed(["case", "add", "--json"], input).exits(1).json();
        assert_eq!(answers.len(), 2, "{length}: {answers:?}");
        assert_eq!(answers[0]["refused"], true);
        has(&answers[1], &[("number", "s")]);
    }
    assert!(place.list().iter().all(|case| case["title"] == "停水"), "{:?}", place.list());
}

#[test]
fn the_longest_letter_is_taken_however_it_is_written() {
    let place = Place::office();
    let letter = "💧".repeat(50_000);
    let plain = format!("{{\"body\":\"{letter}\"}}\n");
    let escaped = format!("{{\"body\":\"{}\"}}\n", "\\ud83d\\udca7".repeat(50_000));
    let answers = place.feed(["case", "add", "--json"], plain + &escaped).exits(0).json();
    assert_eq!(answers.len(), 2);
    assert_eq!(place.show(text(&answers[1], "number"))["body"], letter);
}

#[test]
fn a_line_in_another_encoding_is_refused_and_not_filed_with_holes() {
    let place = Place::office();
    let (line, _, _) = encoding_rs::GB18030.encode("{\"body\":\"北门小区停水三天\"}\n");
    let told = place.feed(["case", "add", "--json"], line.into_owned()).exits(1).object();
    assert_eq!(told["problems"][0]["field"], "row", "{told}");
    assert_eq!(place.list().len(), 0);
}

#[test]
fn a_byte_order_mark_before_the_first_line_is_no_part_of_it() {
    let place = Place::office();
    let told = place.feed(["case", "add", "--json"], "\u{feff}{\"body\":\"停水\"}\r\n").exits(0);
    assert_eq!(told.json().len(), 1);
}

#[test]
fn lines_may_come_from_a_file_and_an_empty_one_says_so() {
    let place = Place::office();
    place.file("lines.jsonl", "\n  \n{\"body\":\"停水\"}\n{\"body\":\"停电\"}");
    assert_eq!(place.run(["case", "add", "lines.jsonl", "--json"]).exits(0).json().len(), 2);
    place.run(["case", "add", "no-such-file.jsonl"]).says_no(4);
    let told = place.feed(["case", "add", "--json"], "\n\n").exits(0);
    assert_eq!(told.out, "");
    assert!(!told.err.is_empty(), "it says that nothing came");
}

/// Everything that prints a case, in one text.
fn everything_shown(place: &Place, number: &str) -> String {
    let mut shown = String::new();
    for args in [
        &["case", "list"][..],
        &["case", "list", "--json"],
        &["case", "list", "--reveal", "核对"],
        &["case", "show", number],
        &["case", "show", number, "--json"],
        &["case", "show", number, "--json", "--reveal", "核对"],
        &["case", "export", "--reveal", "核对"],
        &["case", "export", "--format", "jsonl"],
        &["search", "停水"],
        &["search", "停水", "--json", "--reveal", "核对"],
    ] {
        let told = place.run(args.iter().copied()).exits(0);
        shown.push_str(&told.out.replace('\u{feff}', ""));
        shown.push_str(&told.err);
    }
    shown
}

#[test]
fn nothing_that_a_terminal_obeys_is_kept_or_shown() {
    let place = Place::office();
    let dirty = "停水\u{1b}[31m\u{7}\u{9b}2J\u{202e}\u{200b}\u{2066}\u{0}\u{7f}";
    let number = place.add_one(json!({
        "title": dirty, "body": format!("{dirty}\r\n{dirty}"), "source_number": format!("S{dirty}"),
        "slip": dirty, "petitioner": {"name": format!("张{dirty}"), "address": format!("云浦县{dirty}")},
    }));
    assert!(everything_shown(&place, &number).lines().all(is_harmless));
    for kept in place.every_text() {
        assert!(is_harmless(&kept), "{kept:?}");
    }
}

#[test]
fn a_refusal_repeats_nothing_that_a_terminal_obeys() {
    let place = Place::office();
    for line in [
        json!({"\u{1b}]0;title\u{7}\u{9b}": 1}),
        json!({"petitioner": {"\u{1b}[2J\u{202e}": 1}}),
        json!("\u{1b}[2J\u{9b}"),
        json!({"channel": "\u{1b}[2J"}),
    ] {
        for form in [&["case", "add"][..], &["case", "add", "--json"]] {
            let told = place.feed(form.iter().copied(), json_lines(std::slice::from_ref(&line))).exits(1);
            assert!(is_harmless(&told.out) && is_harmless(&told.err), "{told:?}");
        }
    }
}

#[test]
fn a_list_has_every_member_that_scripts_read() {
    let place = Place::office();
    place.add(&[full(), json!({"body": "停电", "received": "2024-03-01"})]);
    let listed = place.list();
    for case in &listed {
        has(
            case,
            &[
                ("number", "s"),
                ("source_number", "s?"),
                ("title", "s"),
                ("state", "s"),
                ("petitioner", "s"),
                ("next_due", "d?"),
                ("lamp", "s"),
                ("days", "n?"),
                ("channel", "s"),
                ("received", "d"),
                ("people", "n"),
                ("to_complete", "l"),
            ],
        );
    }
    assert_eq!(listed[0]["source_number"], "WX000017");
    assert_eq!(listed[0]["title"], "北门小区停水");
    assert_eq!(listed[0]["state"], "registered");
    assert_eq!(listed[0]["petitioner"], "欧阳**");
    assert_eq!(listed[0]["next_due"], "2023-03-16");
    assert_eq!(listed[0]["lamp"], "overdue");
    assert_eq!(listed[1]["source_number"], Value::Null);
    assert_eq!(listed[1]["petitioner"], "");
}

#[test]
fn a_queue_holds_its_cases_and_no_other() {
    let place = Place::practice(400);
    let queue = |name: &str| {
        place
            .run(["case", "list", "--json", "--limit", "1000", "--now", DAY, "--queue", name])
            .exits(0)
            .json()
    };
    let all = queue("all");
    // Two are confidential, and in the hands of others.
    assert!((390..400).contains(&all.len()), "{}", all.len());
    let only = |fits: &dyn Fn(&Value) -> bool| -> Vec<Value> {
        all.iter().filter(|case| fits(case)).cloned().collect()
    };
    let days = |case: &Value| case["days"].as_i64();
    // What a leader has before him waits for nobody at the desk.
    let (triage, before_leaders) = (queue("triage"), queue("to_approve"));
    let registered = only(&|case| case["state"] == "registered" && !before_leaders.contains(case));
    assert_eq!(triage, registered);
    assert_eq!(queue("overdue"), only(&|case| case["lamp"] == "overdue"));
    assert_eq!(queue("due_soon"), only(&|case| days(case).is_some_and(|days| (0..=7).contains(&days))));
    assert!(!queue("triage").is_empty() && !queue("due_soon").is_empty() && !queue("overdue").is_empty());
}

#[test]
fn a_list_is_as_long_as_it_is_asked_to_be() {
    let place = Place::practice(230);
    let numbers = |limit: &str| -> Vec<String> {
        let listed = place.run(["case", "list", "--json", "--limit", limit]).exits(0).json();
        listed.iter().map(|case| text(case, "number").to_owned()).collect()
    };
    let all = numbers("999999999999");
    // What is confidential is in nobody's list but its own people's.
    assert!((225..=230).contains(&all.len()), "{}", all.len());
    // Pages of two hundred are joined without a gap.
    for limit in [0, 1, 199, 200, 201, 229, 230, 231] {
        assert_eq!(numbers(&limit.to_string()), all[..limit.min(all.len())], "{limit}");
    }
    let english = place.run(["case", "list", "--limit", "3"]).exits(0);
    assert_eq!(english.out.lines().count(), 4);
    assert!(english.out.ends_with("3 of 230.\n"), "{}", english.out);
    let chinese = place.run(["case", "list", "--limit", "3", "--lang", "zh"]).exits(0);
    assert!(chinese.out.ends_with("列出 3 件，共 230 件。\n"), "{}", chinese.out);
}

#[test]
fn a_case_is_shown_with_clocks_and_history() {
    let place = Place::office();
    let number = place.add_one(full());
    let shown = place.show(&number);
    assert_eq!(shown["number"], number.as_str());
    assert_eq!(shown["body"], "北门小区停水三天。\n没有人管。");
    assert_eq!(shown["source_numbers"], json!(["WX000017"]));
    assert_eq!(shown["category"], "030000");
    let clock = &shown["clocks"][0];
    has(
        clock,
        &[
            ("clock", "s"),
            ("start", "d"),
            ("due", "d"),
            ("own", "d?"),
            ("cap", "d"),
            ("live", "d"),
            ("lamp", "s"),
            ("basis", "s"),
        ],
    );
    assert_eq!((&clock["clock"], &clock["start"]), (&json!("dispatch"), &json!("2023-03-01")));
    assert_eq!((&clock["due"], &clock["live"]), (&json!("2023-03-16"), &json!("2023-03-16")));
    let history = shown["history"].as_array().unwrap();
    assert_eq!(history.len(), 1);
    has(&history[0], &[("at", "t"), ("who", "s"), ("what", "s"), ("before", "o"), ("after", "o")]);
    assert_eq!(history[0]["what"], "register");
    assert_eq!(history[0]["after"]["number"], number.as_str());
    let zh = place.run(["case", "show", &number, "--lang", "zh"]).exits(0).out;
    assert!(zh.contains("转送交办") && zh.contains("登记") && zh.contains("2023-03-16"), "{zh}");
    let en = place.run(["case", "show", &number]).exits(0).out;
    assert!(en.contains("pass on") && en.contains("register"), "{en}");
}

#[test]
fn a_case_that_is_not_there_is_refused() {
    let place = Place::office();
    place.add_one(full());
    for number in ["2026-9999", "", "0001", "' OR 1=1 --", "💧", "2026-0001\u{0301}", "%"] {
        place.run(["case", "show", "--json", "--", number]).says_no(3);
    }
    assert!(place.run(["case", "show", "x", "--lang", "zh"]).says_no(3).err.contains("没有这一件"));
    assert!(place.run(["case", "show", "x", "--lang", "en"]).says_no(3).err.contains("No such case"));
}

const NAME: &str = "欧阳修文";
const ID: &str = "11010519491231002X";
const PHONE: &str = "13812345678";
const ADDRESS: &str = "北门路3号";

#[test]
fn personal_values_are_masked_until_somebody_gives_a_reason() {
    let place = Place::office();
    let number = place.add_one(full());
    let commands: [&[&str]; 9] = [
        &["case", "list"],
        &["case", "list", "--json"],
        &["case", "show", &number],
        &["case", "show", &number, "--json"],
        &["case", "export"],
        &["case", "export", "--format", "jsonl"],
        &["search", PHONE],
        &["search", PHONE, "--json"],
        &["search", NAME, "--json"],
    ];
    for command in commands {
        let told = place.run(command.iter().copied()).exits(0);
        for value in [NAME, ID, PHONE, ADDRESS] {
            assert!(!told.out.contains(value), "{command:?} shows {value}: {}", told.out);
        }
        assert!(told.out.contains("欧阳**"), "{command:?}: {}", told.out);
    }
    assert_eq!(place.read_log(), [], "nothing was read in full");
    let masked = place.show(&number);
    assert_eq!(masked["petitioners"][0]["id_number"], "110105********002X");
    assert_eq!(masked["petitioners"][0]["phone"], "138****5678");
    assert_eq!(masked["petitioners"][0]["address"], "云浦县城关镇****");
    assert_eq!(masked["revealed"], false);
}

#[test]
fn what_is_shown_in_full_is_logged_with_its_reason() {
    let place = Place::office();
    let number = place.add_one(full());
    for (command, shows, what, case) in [
        (&["case", "show", &number, "--json"][..], &[NAME, ID, PHONE, ADDRESS][..], "reveal", Some(&number)),
        (&["case", "show", &number], &[NAME, ID, PHONE, ADDRESS], "reveal", Some(&number)),
        (&["case", "export"], &[NAME, ID, PHONE, ADDRESS], "export", None),
        (&["case", "export", "--format", "jsonl"], &[NAME, ID, PHONE, ADDRESS], "export", None),
        (&["case", "list", "--json"], &[NAME], "list", None),
        (&["search", NAME, "--json"], &[NAME], "search", None),
    ] {
        let before = place.read_log().len();
        let told = place.run(command.iter().copied().chain(["--reveal", "核对证件"])).exits(0);
        for value in shows {
            assert!(told.out.contains(value), "{command:?} hides {value}: {}", told.out);
        }
        let log = place.read_log();
        assert_eq!(log[before..], [(what.to_owned(), "核对证件".to_owned(), case.cloned())], "{command:?}");
    }
    let who: (String, String) = place
        .records()
        .query_row("SELECT account, system_user FROM read_log LIMIT 1", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .unwrap();
    assert_eq!(who.0, "desk");
    assert!(!who.1.is_empty(), "the system's user stands beside the account");
}

#[test]
fn a_reason_says_something() {
    let place = Place::office();
    let number = place.add_one(full());
    for reason in ["", "  ", "\u{3000}\t", "\u{200b}"] {
        for command in
            [&["case", "show", &number][..], &["case", "list"], &["case", "export"], &["search", NAME]]
        {
            let told = place.run(command.iter().copied().chain(["--reveal", reason])).exits(2);
            assert!(!told.out.contains(NAME), "{command:?}");
        }
    }
    assert_eq!(place.read_log(), []);
    place.run(["case", "show", &number, "--reveal", "核对\u{1b}[2J\u{202e}证件"]).exits(0);
    assert!(place.read_log().iter().all(|(_, reason, _)| is_harmless(reason)), "{:?}", place.read_log());
}

#[test]
fn a_case_that_is_not_there_leaves_no_line_in_the_read_log() {
    let place = Place::office();
    place.run(["case", "show", "2026-9999", "--reveal", "核对"]).says_no(3);
    assert_eq!(place.read_log(), []);
}

#[test]
fn an_export_holds_every_case_in_every_format() {
    let place = Place::office();
    let second =
        json!({"title": "=1+1", "body": "他说\"停水\",\n没有人管", "received": "2024-03-01 09:05:31"});
    let numbers: Vec<String> =
        place.add(&[full(), second]).iter().map(|answer| text(answer, "number").to_owned()).collect();
    let csv = place.run(["case", "export"]).exits(0).bytes;
    assert!(csv.starts_with(b"\xef\xbb\xbf"), "the mark that spreadsheets look for");
    let out = place.path("cases.xlsx");
    place.run(["case", "export", "--format", "xlsx", "--out", "cases.xlsx"]).exits(0);
    place.run(["case", "export", "--format", "csv", "--out", "cases.csv"]).exits(0);
    assert_eq!(std::fs::read(place.path("cases.csv")).unwrap(), csv, "the same file with --out");
    let tables = [read::open_bytes(csv).unwrap(), read::open(&out).unwrap()];
    for table in tables {
        let at = |name: &str| table.heading.iter().position(|heading| heading == name).unwrap();
        let (number, title, body, received) = (at("编号"), at("标题"), at("诉求"), at("收到日期"));
        let rows: Vec<Vec<String>> = table
            .map(|row| {
                assert_eq!(row.fault, None);
                row.cells.iter().map(|cell| cell.text().unwrap_or_default().into_owned()).collect()
            })
            .collect();
        assert_eq!(rows.iter().map(|row| row[number].as_str()).collect::<Vec<_>>(), numbers);
        assert_eq!(rows[1][title], "=1+1");
        assert_eq!(rows[1][body], "他说\"停水\",\n没有人管");
        assert_eq!(rows[1][received], "2024-03-01 09:05:31");
    }
    let lines = place.run(["case", "export", "--format", "jsonl"]).exits(0).json();
    assert_eq!(lines.len(), 2);
    has(&lines[0], &[("number", "s"), ("name", "s"), ("id_number", "s"), ("title", "s"), ("next_due", "s")]);
    assert_eq!(lines[0]["id_number"], "110105********002X");
}

#[test]
fn a_letter_that_is_too_long_for_a_workbook_stops_no_other_case() {
    let place = Place::office();
    place.add(&[json!({"body": "停水"}), json!({"body": "长".repeat(50_000)}), json!({"body": "停电"})]);
    let told = place.run(["case", "export", "--format", "xlsx", "--out", "cases.xlsx"]);
    assert!(matches!(told.code, Some(0 | 1)), "{told:?}");
    let rows = read::open(&place.path("cases.xlsx")).unwrap().count();
    assert_eq!(rows, 3);
}

#[test]
fn an_export_never_overwrites_the_offices_own_file() {
    let place = Place::office();
    place.add_one(full());
    let before = place.contents();
    for out in ["office.db", "./office.db"] {
        let told = place.run(["case", "export", "--out", out]);
        assert!(matches!(told.code, Some(2 | 3)), "{told:?}");
    }
    assert_eq!(place.contents(), before);
}

#[test]
fn an_export_that_cannot_be_written_is_trouble() {
    let place = Place::office();
    place.add_one(full());
    place.run(["case", "export", "--out", "no/such/folder/cases.csv"]).says_no(4);
    std::fs::create_dir(place.path("folder")).unwrap();
    place.run(["case", "export", "--out", "folder"]).says_no(4);
}

#[test]
fn with_json_nothing_but_objects_is_printed() {
    let place = Place::office();
    place.add_one(full());
    place.run(["case", "export", "--json", "--out", "cases.csv"]).exits(0).json();
    place.run(["case", "list", "--json", "--lang", "zh"]).exits(0).json();
    place.run(["search", "nothing like it", "--json"]).exits(0).json();
    place.file("a.csv", "标题,收到日期,多余\n停电,2020-01-08,x\n");
    let told = place.run(["import", "a.csv", "--json"]).exits(0);
    assert_eq!(told.json().len(), 2);
}

#[test]
fn a_reader_that_has_seen_enough_is_no_trouble() {
    let place = Place::office();
    let body = "停水三天。".repeat(2_000);
    place.add(&vec![json!({"body": body}); 40]);
    for command in [
        &["case", "list", "--json"][..],
        &["case", "export"],
        &["case", "export", "--format", "jsonl"],
        &["case", "export", "--format", "xlsx"],
    ] {
        let mut child = place.command().args(command).spawn().unwrap();
        let mut one = [0u8];
        child.stdout.take().unwrap().read_exact(&mut one).unwrap();
        let told = Told::of(child.wait_with_output().unwrap());
        assert_eq!((told.code, told.err.as_str()), (Some(0), ""), "{command:?}");
    }
}

#[test]
fn what_is_not_filed_for_want_of_a_reader_is_not_called_done() {
    let place = Place::office();
    let lines: Vec<Value> =
        (0..300).map(|at| json!({"body": format!("停水{at}。{}", "急".repeat(300))})).collect();
    place.file("lines.jsonl", json_lines(&lines));
    let mut child = place.command().args(["case", "add", "lines.jsonl", "--json"]).spawn().unwrap();
    // The reader goes before the first answer.
    drop(child.stdout.take());
    let told = Told::of(child.wait_with_output().unwrap());
    let filed = place.list().len();
    assert!(filed == 300 || told.code != Some(0), "{filed} of 300 are filed: {told:?}");
}

#[test]
fn an_export_that_does_not_come_about_leaves_the_older_file_alone() {
    let place = Place::office();
    place.add(&[json!({"body": "停水"})]);
    place.file("older.csv", "the export of last year");
    place.run(["case", "export", "--out", "older.csv", "--as", "admin"]).says_no(3);
    place.run(["case", "export", "--out", "older.csv", "--as", "nobody"]).says_no(2);
    place.run(["case", "export", "--out", "older.csv", "--now", DAY]).says_no(3);
    assert_eq!(std::fs::read_to_string(place.path("older.csv")).unwrap(), "the export of last year");
}

#[test]
fn two_matters_of_one_person_are_one_person() {
    let place = Place::office();
    let matter = |id: &str, phone: &str| json!({"body": "停水", "petitioner": {"name": "张三", "id_number": id, "phone": phone}});
    let other = id_number("19800101", 7);
    place.add(&[
        matter(ID, "13800000001"),
        matter(ID, "13800000002"),
        matter(&other, "13800000001"),
        matter("", ""),
        matter("", ""),
    ]);
    assert_eq!(place.count("SELECT count(DISTINCT person_id) FROM party"), 4, "a name alone joins nobody");
    // What each paper said stays as it was.
    let phones =
        place.count("SELECT count(DISTINCT phone) FROM party WHERE id_number = '11010519491231002X'");
    assert_eq!(phones, 2);
}

#[test]
fn a_slip_is_its_authors_own_and_tells_nobody_else_of_a_confidential_matter() {
    let place = Place::practice(20);
    let add = |account: &str, line: Value| {
        place.feed(["case", "add", "--json", "--as", account], json_lines(&[line])).exits(0).object()
    };
    let first = add("desk", json!({"body": "举报某局长收钱", "purpose": "accusation", "slip": "a-1"}));
    let again = add("desk", json!({"body": "举报某局长收钱", "purpose": "accusation", "slip": "a-1"}));
    assert_eq!((text(&again, "number"), &again["already"]), (text(&first, "number"), &json!(true)));
    let other = add("han", json!({"body": "无关的一件", "slip": "a-1"}));
    assert_ne!(text(&other, "number"), text(&first, "number"));
    assert_eq!(other["already"], json!(false));
}
