//! `init` and `demo`: offices come into being, and none is lost on the way.

use serde_json::json;

use xinfang::domain::case::State;

use crate::door::{DAY, Place, Told, has, text};

#[test]
fn init_opens_an_empty_office_and_says_where() {
    let place = Place::new();
    let told = place.run(["init", "--office", "云浦县信访局", "--json"]).exits(0).object();
    has(&told, &[("office", "s"), ("db", "s"), ("profile", "s"), ("accounts", "l")]);
    assert_eq!(told["office"], "云浦县信访局");
    assert_eq!(told["db"], json!(place.db()));
    assert_eq!(told["profile"], "regulation-2022");
    assert_eq!(told["accounts"], json!(["admin", "desk"]));
    assert_eq!(place.list(), Vec::<serde_json::Value>::new());
    for check in ["schema", "integrity", "history"] {
        assert_eq!(place.health(check), "good", "{check}");
    }
}

#[test]
fn init_speaks_the_language_it_is_asked_in() {
    let place = Place::new();
    let told = place.run(["init", "--office", "云浦县信访局", "--lang", "zh"]).exits(0);
    assert!(told.out.contains("云浦县信访局 已开办"), "{}", told.out);
    assert!(told.out.contains("账号"), "{}", told.out);
    let place = Place::new();
    let told = place.run(["init", "--office", "云浦县信访局"]).exits(0);
    assert!(told.out.contains("云浦县信访局 is open"), "{}", told.out);
    // The environment asks when nobody else does.
    let place = Place::new();
    let chinese =
        place.command().env("LANG", "zh_CN.UTF-8").args(["init", "--office", "甲"]).output().unwrap();
    assert!(Told::of(chinese).exits(0).out.contains("已开办"));
}

#[test]
fn init_leaves_an_office_alone_that_is_there_already() {
    let place = Place::office();
    place.add_one(json!({"title": "停水", "body": "停水三天"}));
    let before = place.contents();
    for lang in ["zh", "en"] {
        place.run(["init", "--office", "另一个", "--lang", lang]).says_no(3);
    }
    assert_eq!(place.contents(), before);
}

#[test]
fn init_wants_a_name_a_known_profile_and_the_real_clock() {
    let place = Place::new();
    place.run(["init"]).exits(2);
    let told = place.run(["init", "--office", " \u{200b}\t "]).exits(2);
    assert!(told.err.contains(' '), "a sentence, not a word: {}", told.err);
    place.run(["init", "--office", "甲", "--profile", "no-such-law"]).exits(2);
    place.run(["init", "--office", "甲", "--kind", "parliament"]).exits(2);
    place.run(["init", "--office", "甲", "--now", DAY]).says_no(3);
    assert!(place.contents().is_empty(), "nothing was made");
}

#[test]
fn another_body_has_the_duty_of_article_23() {
    for (kind, clock) in [("petition-office", "dispatch"), ("other-body", "notify_direct")] {
        let place = Place::new();
        place.run(["init", "--office", "甲", "--kind", kind]).exits(0);
        let number = place
            .add_one(json!({"body": "路灯不亮", "received": "2023-03-01", "petitioner": {"name": "张三"}}));
        let shown = place.show(&number);
        assert_eq!(shown["clocks"][0]["clock"], clock, "{shown}");
    }
}

#[test]
fn init_makes_the_folder_of_the_file() {
    let place = Place::new();
    let file = place.path("a/b/c.db");
    place
        .run(["init".as_ref(), "--office".as_ref(), "甲".as_ref(), "--db".as_ref(), file.as_os_str()])
        .exits(0);
    assert!(file.exists());
}

#[test]
fn a_file_is_called_what_it_is_called() {
    // Names that SQLite takes for something else.
    for name in ["file:a.db", "file:b.db?mode=memory", ":memory:", "百分%20号.db", "it's \"q\".db"] {
        if cfg!(windows) && name.contains([':', '?', '"']) {
            continue;
        }
        let place = Place::new();
        place.run(["init", "--office", "甲", "--db", name]).exits(0);
        place.feed(["case", "add", "--db", name], r#"{"body":"停水三天"}"#).exits(0);
        let listed = place.run(["case", "list", "--json", "--db", name]).exits(0).json();
        assert_eq!(listed.len(), 1, "{name}");
        assert!(place.path(name).exists(), "{name}: {:?}", place.contents().keys());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_whose_name_is_no_text_is_a_file_all_the_same() {
    use std::os::unix::ffi::OsStrExt;
    let place = Place::new();
    let name = std::ffi::OsStr::from_bytes(b"bei\xffjing.db");
    let told = Told::of(
        place.command().args(["init", "--office", "甲", "--json", "--db"]).arg(name).output().unwrap(),
    );
    assert_eq!(told.exits(0).object()["office"], "甲");
    Told::of(place.command().args(["case", "list", "--db"]).arg(name).output().unwrap()).exits(0);
    let told = Told::of(
        place
            .command()
            .args(["demo", "--no-tui", "--json", "--db"])
            .arg("practice\u{fffd}")
            .output()
            .unwrap(),
    );
    told.exits(0);
}

#[test]
fn the_same_cases_seed_and_day_make_the_same_practice_office() {
    let lists: Vec<String> = (0..2)
        .map(|_| {
            let place = Place::practice(120);
            // The main leader sees confidential matters too.
            place.run(["case", "list", "--json", "--limit", "1000", "--as", "qin", "--now", DAY]).exits(0).out
        })
        .collect();
    assert_eq!(lists[0].lines().count(), 120);
    assert_eq!(lists[0], lists[1]);
    let place = Place::new();
    place.run(["demo", "--no-tui", "--now", DAY, "--cases", "120", "--seed", "2"]).exits(0);
    let other = place.run(["case", "list", "--json", "--limit", "1000", "--now", DAY]).exits(0).out;
    assert_ne!(lists[0], other, "another seed, another office");
}

#[test]
fn the_hour_of_the_day_changes_nothing_in_a_practice_office() {
    let lists: Vec<String> = ["08", "17", "23"]
        .iter()
        .map(|hour| {
            let place = Place::new();
            let now = format!("{DAY}T{hour}:40:00+08:00");
            place.run(["demo", "--no-tui", "--now", &now, "--cases", "400"]).exits(0);
            place.run(["case", "list", "--json", "--limit", "1000", "--now", DAY]).exits(0).out
        })
        .collect();
    assert_eq!(lists[0], lists[1]);
    assert_eq!(lists[1], lists[2]);
}

#[test]
fn demo_tells_what_it_made() {
    let place = Place::new();
    let told = place
        .run(["demo", "--no-tui", "--json", "--cases", "7", "--seed", "9", "--now", DAY])
        .exits(0)
        .object();
    has(&told, &[("db", "s"), ("cases", "n"), ("seed", "n")]);
    assert_eq!((&told["cases"], &told["seed"]), (&json!(7), &json!(9)));
    assert_eq!(place.list().len(), 7);
    assert_eq!(place.health("history"), "good");
    place.run(["demo", "--no-tui", "--cases", "0"]).exits(2);
    place.run(["demo", "--no-tui", "--cases", "-1"]).exits(2);
    place.run(["demo", "--no-tui", "--cases", "99999999999"]).exits(2);
    assert_eq!(place.list().len(), 7, "what was refused changed nothing");
}

#[test]
fn demo_never_overwrites_a_real_office() {
    let place = Place::office();
    place.add_one(json!({"body": "停水三天"}));
    let before = place.contents();
    for lang in ["zh", "en"] {
        place.run(["demo", "--no-tui", "--cases", "3", "--lang", lang]).says_no(3);
    }
    assert_eq!(place.contents(), before);
}

#[test]
fn demo_throws_the_last_practice_office_away() {
    let place = Place::practice(9);
    place.run(["demo", "--no-tui", "--cases", "4", "--now", DAY]).exits(0);
    assert_eq!(place.list().len(), 4);
    assert_eq!(place.health("integrity"), "good");
}

#[test]
fn demo_leaves_a_file_alone_that_is_no_office() {
    let place = Place::new();
    place.file("office.db", "我的购物清单");
    let before = place.contents();
    place.run(["demo", "--no-tui", "--cases", "3"]).says_no(4);
    assert_eq!(place.contents(), before);
}

#[cfg(target_os = "linux")]
#[test]
fn without_a_name_the_practice_office_lies_beside_the_offices_own_file() {
    let place = Place::new();
    let run = |args: &[&str]| Told::of(place.command().env_remove("XINFANG_DB").args(args).output().unwrap());
    run(&["init", "--office", "甲"]).exits(0);
    run(&["demo", "--no-tui", "--cases", "3"]).exits(0);
    let data = place.path("data/xinfang");
    assert!(data.join("office.db").exists() && data.join("practice.db").exists());
    let listed = run(&["case", "list", "--json"]).exits(0).json();
    assert!(listed.is_empty(), "the real office is still empty");
}

#[test]
fn a_practice_office_lists_what_is_due_first_on_top() {
    let place = Place::practice(300);
    let listed = place.list();
    let order = |case: &serde_json::Value| case["next_due"].as_str().unwrap_or("9999-12-31").to_owned();
    assert!(listed.iter().map(order).is_sorted(), "{listed:?}");
    let states: std::collections::BTreeSet<&str> = listed.iter().map(|case| text(case, "state")).collect();
    let every = State::ALL.iter().map(|state| state.word()).collect();
    assert_eq!(states, every, "cases at every state");
}

#[test]
fn now_moves_the_clock_of_a_practice_office() {
    let place = Place::practice(40);
    let lamps = |now: &str| -> Vec<String> {
        let listed = place.run(["case", "list", "--json", "--limit", "100", "--now", now]).exits(0).json();
        let open = listed.iter().filter(|case| case["state"] == "registered");
        open.map(|case| text(case, "lamp").to_owned()).collect()
    };
    assert!(lamps(DAY).iter().any(|lamp| lamp == "in_time" || lamp == "near"), "{:?}", lamps(DAY));
    let later = lamps("2026-12-01T09:00:00+08:00");
    assert!(!later.is_empty() && later.iter().all(|lamp| lamp == "overdue"), "{later:?}");
}

#[test]
fn now_is_refused_in_a_real_office() {
    let place = Place::office();
    let number = place.add_one(json!({"body": "停水三天"}));
    let table = place.file("a.csv", "标题,收到日期\n停电,2020-01-08\n");
    let before = place.contents();
    let table = table.to_str().unwrap();
    for command in [
        &["case", "list"][..],
        &["case", "show", &number],
        &["case", "add"],
        &["case", "export"],
        &["search", "停水"],
        &["import", table],
        &["doctor"],
        &["doctor", "--lang", "zh"],
    ] {
        place.run(command.iter().copied().chain(["--now", DAY])).says_no(3);
    }
    assert_eq!(place.contents(), before);
}

#[test]
fn now_takes_a_day_or_an_instant_and_nothing_else() {
    let place = Place::practice(3);
    for good in ["2026-03-02", "2026-03-02T09:00:00+08:00", "2026-03-02T01:00:00Z", "2000-01-01"] {
        place.run(["case", "list", "--now", good]).exits(0);
    }
    for bad in ["", "now", "tomorrow", "2026-02-30", "2026-03-02 09:00", "0000-00-00", "2026-03-02T25:00:00Z"]
    {
        place.run(["case", "list", "--now", bad]).exits(2);
    }
}

#[test]
fn a_practice_office_can_be_made_on_any_day() {
    for now in ["0001-01-01", "9999-12-31", "9999-12-31T23:59:59Z", "-262143-01-01", "+262142-12-31"] {
        let place = Place::new();
        let now = format!("--now={now}");
        let told = place.run(["demo", "--no-tui", "--cases", "5", &now]);
        // Or it says that this is no day for an office; but it says something.
        if told.code == Some(0) {
            let listed = place.run(["case", "list", "--json", &now]).exits(0).json();
            assert_eq!(listed.len(), 5, "{now}");
        } else {
            assert_eq!(told.code, Some(2), "{now}: {told:?}");
        }
    }
}

#[test]
fn the_desk_opens_on_a_terminal_only_and_in_an_office_only() {
    let place = Place::new();
    for lang in ["zh", "en"] {
        let told = place.run(["--lang", lang]).says_no(2);
        assert!(told.err.contains("xinfang init"), "it says what to do: {}", told.err);
    }
    let place = Place::office();
    for lang in ["zh", "en"] {
        place.run(["--lang", lang]).says_no(2);
    }
}
