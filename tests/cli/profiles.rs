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

/// Every profile opens a practice office, and every clock of it that has a length shows on some
/// case with its article: running, or as one that waits for its event.
#[test]
fn every_profile_and_track_opens_in_the_practice_office_and_its_clocks_show_with_their_articles() {
    let nowhere = Place::nowhere();
    let listed = nowhere.run(["profile", "list", "--json"]).exits(0).json();
    for set in listed.iter().filter(|set| set["offered"] == true) {
        let (name, kind) = (text(set, "name"), text(set, "kind"));
        let option = if kind == "track" { "--track" } else { "--profile" };
        let place = Place::new();
        let made = ["demo", "--cases", "6", "--no-tui", option, name, "--kind", "other-body"];
        place.run(made.into_iter().chain(["--now", "2026-09-16T09:00:00+08:00"])).exits(0);
        let shown = place.run(["profile", "show", name, "--json"]).exits(0).object();
        let cases = place.list();
        let on_track = cases.iter().map(|case| place.show(text(case, "number")));
        let on_track: Vec<Value> =
            on_track.filter(|case| kind != "track" || case["tracks"] != json!([])).collect();
        assert!(!on_track.is_empty(), "{name}: no case is on it");
        for clock in shown["clocks"].as_array().expect("clocks") {
            let (key, from) = (text(clock, "clock"), text(clock, "profile"));
            // Duties of petition offices are none of this office's.
            if from == name && clock["office"] != "petition_office" {
                // A clock of one purpose shows on a case of it.
                let told = on_track.iter().find_map(|case| {
                    let number = text(case, "number");
                    let run = place.run(["deadline", "explain", number, key, "--json", "--lang", "zh"]);
                    (run.code == Some(0)).then(|| run.object())
                });
                let Some(told) = told else {
                    assert!(clock["purposes"] != json!([]), "{name}: no case shows {key}");
                    continue;
                };
                assert_eq!(told["clock"], key, "{name}: {told}");
                let article = told["basis"]["article"].as_str().unwrap_or_default();
                assert!(!article.is_empty(), "{name} {key}: {told}");
            }
        }
    }
}

#[test]
fn a_real_office_begins_with_the_rules_it_names_and_never_with_faulty_ones() {
    let place = Place::new();
    let init = |more: &[&str]| {
        let args =
            ["init", "--office", "某局", "--kind", "other-body"].into_iter().chain(more.iter().copied());
        place.run(args.map(str::to_owned).collect::<Vec<_>>())
    };
    init(&["--profile", "regulation-1066"]).says_no(2);
    init(&["--profile", "simplified"]).says_no(2);
    init(&["--track", "enterprise"]).says_no(2);
    let faulty = place.file(
        "own.toml",
        "name = \"own\"\ndocument = \"甲\"\ndocument_en = \"A\"\nversion = 1\nfrom = \"2022-05-01\"\n\
         kind = \"office\"\nbase = \"regulation-2022\"\n\n[[clock]]\nclock = \"finish\"\nstart = \"accepted\"\n\
         length = \"120d\"\narticle = \"一\"\narticle_en = \"1\"\n",
    );
    let refused = init(&["--profile", &faulty.display().to_string()]).says_no(3);
    assert!(refused.err.contains(":9  finish length"), "{}", refused.err);
    assert!(!place.db().exists(), "no office was begun");
    init(&["--profile", "enterprise", "--track", "simplified"]).exits(0);
    let slow =
        place.add_one(json!({"title": "甲", "received": "2026-03-02", "petitioner": {"name": "李梅"}}));
    let words = |number: &str| -> Vec<String> {
        let shown = place.show(number);
        let clocks = shown["clocks"].as_array().cloned().unwrap_or_default();
        clocks.iter().map(|clock| text(clock, "clock").to_owned()).collect()
    };
    assert!(
        words(&slow).starts_with(&["s001p.receipt".to_owned(), "notify_direct".to_owned()]),
        "{:?}",
        words(&slow)
    );
    let quick = json!({"title": "乙", "received": "2026-03-02", "tracks": "simplified", "petitioner": {"name": "李梅"}});
    assert!(words(&place.add_one(quick)).contains(&"simplified.pass_on".to_owned()));
    let unknown = json!({"title": "丙", "tracks": "hotline-12345"});
    let unknown = place.feed(["case", "add", "--json", "-"], json_lines(&[unknown])).exits(1).object();
    assert_eq!(unknown["problems"][0]["field"], "tracks", "{unknown}");
}

#[test]
fn a_date_over_the_spring_festival_with_an_extension_and_a_hearing_is_explained_in_both_languages() {
    let place = Place::office();
    let number = place.add_one(json!({"received": "2026-01-05", "title": "停水"}));
    let explain = |more: &[&str]| {
        let args = ["deadline", "explain", &number].into_iter().chain(more.iter().copied());
        place.run(args.map(str::to_owned).collect::<Vec<_>>())
    };
    // Sixty days from 2025-12-26 end on 02-24, thirty more on 03-26.
    let longer = ["finish", "--start", "2025-12-26", "--extend", "30"];
    let chinese = explain(&[&longer[..], &["--lang", "zh"]].concat()).exits(0).out;
    for said in [
        "第60日是 2026-02-24 周二",
        "加30日，从起算日数共90日",
        "2026-03-26",
        "春节 02-15 至 02-23 照算不扣",
        "01-04 周日 元旦调休上班，算一日",
        "02-28 周六 春节调休上班，算一日",
        "要是那天才送达，信访人申请到",
        "可以念",
        "所以最晚是",
    ] {
        assert!(chinese.contains(said), "{said}\n{chinese}");
    }
    let english = explain(&[&longer[..], &["--lang", "en"]].concat()).exits(0).out;
    for said in ["30 days more", "Spring Festival", "01-04 Sun worked", "Article 34", "So the latest day is"]
    {
        assert!(english.contains(said), "{said}\n{english}");
    }
    let hearing = ["reexamine", "--start", "2026-05-11", "--pause", "2026-05-20..2026-05-31"];
    let chinese = explain(&[&hearing[..], &["--lang", "zh"]].concat()).exits(0).out;
    for said in ["05-20 至 05-31 听证；共12日不算，末日推到 2026-06-22 周一", "听证的12天不算", "2026-06-22"]
    {
        assert!(chinese.contains(said), "{said}\n{chinese}");
    }
    let english = explain(&[&hearing[..], &["--lang", "en"]].concat()).exits(0).out;
    assert!(english.contains("12 days do not count (a hearing)"), "{english}");
    // What the rule does not bear is said, with what it would.
    let refused =
        explain(&["finish", "--start", "2026-05-11", "--pause", "2026-05-20..2026-05-21"]).says_no(2);
    assert!(refused.err.contains("nothing stops this limit"), "{}", refused.err);
    let refused = explain(&["finish", "--extend", "31"]).says_no(2);
    assert!(refused.err.contains("30 days more at most"), "{}", refused.err);
    let waits = explain(&["finish", "--json"]).exits(0).object();
    assert_eq!((text(&waits, "standing"), text(&waits, "event")), ("not_started", "accepted"));
}

#[test]
fn whether_more_time_may_be_asked_for_is_answered_line_by_line() {
    let place = Place::nowhere();
    let ask = |asked: &str, by: &str| {
        let line = json!({"profile": "regulation-2022", "clock": "finish", "start": "2026-08-02", "extend": 30,
            "asked": asked, "by": by});
        place.feed(["deadline", "--batch"], json_lines(&[line]))
    };
    assert_eq!(ask("2026-10-08", "main_leader").exits(0).object()["live"], "2026-11-02");
    assert_eq!(ask("2026-10-09", "main_leader").exits(1).object()["field"], "asked");
    assert_eq!(ask("2026-09-28", "handler").exits(1).object()["field"], "by");
    assert_eq!(ask("2026-09-28", "nobody").exits(1).object()["field"], "by");
}

#[test]
fn rules_are_proposed_on_the_command_line_and_accepted_at_the_desk_alone() {
    let place = Place::practice(4);
    place.run(["profile", "propose", "enterprise"]).exits(0);
    place.run(["profile", "propose", "enterprise"]).says_no(3);
    place.run(["profile", "propose", "regulation-1066"]).says_no(3);
    place.run(["--as", "desk", "profile", "stop", "enterprise"]).says_no(3);
    assert_eq!(place.count("SELECT count(*) FROM rule_proposal WHERE state = 'waits'"), 1);
    assert_eq!(
        place.count("SELECT count(*) FROM rule_use WHERE name = 'enterprise'"),
        0,
        "nothing counts yet"
    );
    place.run(["profile", "accept", "enterprise"]).exits(2);
}
