//! `calendar`, `id-number`, `doctor`, `completions`, `man`, and wrong use.

use serde_json::{Value, json};

use crate::door::{Place, Told, has, id_number, text};

#[test]
fn every_year_of_the_calendar_names_its_source() {
    let place = Place::nowhere();
    let years = place.run(["calendar", "list", "--json"]).exits(0).json();
    for year in &years {
        has(year, &[("year", "n"), ("off", "n"), ("work", "n"), ("source", "l")]);
        assert!(year["source"][0].as_str().is_some_and(|source| source.len() > 5), "{year}");
    }
    let numbers: Vec<i64> = years.iter().map(|year| year["year"].as_i64().unwrap()).collect();
    assert!(numbers.is_sorted() && numbers.contains(&2007) && numbers.contains(&2026), "{numbers:?}");
    for (lang, word) in [("zh", "工作日放假"), ("en", "weekdays off")] {
        let told = place.run(["calendar", "list", "--lang", lang]).exits(0);
        assert!(told.out.contains("2026") && told.out.contains(word), "{}", told.out);
    }
    // An office has the same years.
    let office = Place::office();
    assert_eq!(office.run(["calendar", "list", "--json"]).exits(0).json(), years);
}

#[test]
fn the_calendars_in_use_have_no_fault() {
    let told = Place::nowhere().run(["calendar", "check", "--json"]).exits(0);
    let checked = told.json();
    let good = checked.iter().filter(|line| line["good"] == true).count();
    assert!(good >= 20, "{checked:?}");
    assert!(checked.iter().all(|line| line.get("fault").is_none()), "{checked:?}");
}

#[test]
fn a_calendar_file_with_faults_is_told_each_of_them() {
    let place = Place::new();
    let check = |toml: &str| {
        let file = place.file("year.toml", toml);
        place.run(["calendar".as_ref(), "check".as_ref(), file.as_os_str(), "--json".as_ref()])
    };
    let head = "year = 2026\nsource = [\"a notice\"]\n";
    let statutory =
        "2026-01-01 = \"元旦\"\n2026-05-01 = \"劳动节\"\n2026-10-01 = \"国庆节\"\n2026-10-02 = \"国庆节\"\n";
    assert_eq!(
        check(&format!("{head}[off]\n{statutory}")).exits(0).object(),
        json!({"year": 2026, "good": true})
    );
    for wrong in [
        format!("{head}[off]\n{statutory}2026-03-07 = \"周六\"\n"),
        format!("{head}[off]\n{statutory}2025-01-01 = \"去年\"\n"),
        format!("{head}[off]\n{statutory}[work]\n2026-03-02 = \"周一\"\n"),
        format!("{head}[off]\n2026-05-01 = \"劳动节\"\n"),
        "year = 2026\nsource = []\n".to_owned(),
        "year = 99999999\nsource = [\"a\"]\n".to_owned(),
        "year = -1\nsource = [\"a\"]\n".to_owned(),
        format!("{head}[off]\n2026-02-30 = \"没有\"\n"),
        format!("{head}[weekends]\n"),
        "= nonsense".to_owned(),
        String::new(),
    ] {
        let told = check(&wrong).exits(1).json();
        assert!(!told.is_empty(), "{wrong}");
        for line in told {
            has(&line, &[("year", "n?"), ("good", "b"), ("fault", "s")]);
            assert_eq!(line["good"], false, "{wrong}");
        }
    }
    place.run(["calendar", "check", "no-such-file.toml"]).says_no(4);
    place.file("bytes.toml", [0xff, 0xfe, 0x00]);
    place.run(["calendar", "check", "bytes.toml"]).exits(4);
}

#[test]
fn a_valid_number_tells_sex_birth_and_division() {
    let place = Place::new();
    let expected = json!({"valid": true, "sex": "female", "birth": "1949-12-31", "division": "北京市朝阳区"});
    for written in [
        "11010519491231002X",
        "11010519491231002x",
        "110105 19491231 002X",
        "１１０１０５１９４９１２３１００２Ｘ",
    ] {
        assert_eq!(place.run(["id-number", "--json", written]).exits(0).object(), expected, "{written}");
    }
    // Out of the shell's history.
    assert_eq!(place.feed(["id-number", "-", "--json"], "11010519491231002X\n").exits(0).object(), expected);
    let zh = place.run(["id-number", "11010519491231002X", "--lang", "zh"]).exits(0);
    assert!(
        zh.out.contains('女') && zh.out.contains("1949-12-31") && zh.out.contains("朝阳区"),
        "{}",
        zh.out
    );
    let en = place.run(["id-number", "11010519491231002X"]).exits(0);
    assert!(en.out.contains("female") && en.out.contains("1949-12-31"), "{}", en.out);
}

#[test]
fn an_invalid_number_says_which_check_it_fails() {
    let place = Place::new();
    for (written, problem) in [
        ("1101051949123100", "length"),
        ("", "length"),
        ("1101051949123100 2X 9", "length"),
        ("11010519491231O02X", "digits"),
        ("X10105194912310021", "digits"),
        ("110105194902300021", "date"),
        ("110105299912310021", "date"),
        ("990105194912310021", "division"),
        ("110105194912310021", "check_digit"),
        ("😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀", "digits"),
    ] {
        let told = place.run(["id-number", "--json", "--", written]).exits(1).object();
        assert_eq!(told, json!({"valid": false, "problem": problem}), "{written}");
        for lang in ["zh", "en"] {
            let told = place.run(["id-number", "--lang", lang, "--", written]).exits(1);
            assert_eq!(told.out.lines().count(), 1, "{told:?}");
        }
    }
    place.run(["id-number"]).exits(2);
    assert_eq!(
        place.run(["id-number", &id_number("19800101", 1), "--json"]).exits(0).object()["valid"],
        true
    );
}

#[test]
fn doctor_speaks_of_schema_integrity_history_and_calendar() {
    let place = Place::practice(5);
    // Whether the calendar reaches far enough depends on the day the test is run.
    let told = place.run(["doctor", "--json", "--now", "2026-03-02"]);
    let lines = told.json();
    let checks: Vec<&str> = lines.iter().map(|line| text(line, "check")).collect();
    for wanted in ["schema", "integrity", "history", "calendar"] {
        assert!(checks.contains(&wanted), "{checks:?}");
    }
    for line in &lines {
        has(line, &[("check", "s"), ("health", "s"), ("detail", "s")]);
        assert!(["good", "warning", "bad"].contains(&text(line, "health")), "{line}");
    }
    let bad = lines.iter().any(|line| line["health"] == "bad");
    assert_eq!(told.code, Some(i32::from(bad)));
    assert!(place.run(["doctor", "--lang", "zh", "--now", "2026-03-02"]).out.contains("经过校验"));
    assert!(place.run(["doctor", "--lang", "en", "--now", "2026-03-02"]).out.contains("history chain"));
}

const COMMANDS: [&str; 11] = [
    "demo",
    "init",
    "import",
    "case",
    "search",
    "deadline",
    "calendar",
    "id-number",
    "doctor",
    "completions",
    "man",
];

#[test]
fn completions_know_every_command_in_every_shell() {
    let place = Place::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let told = place.run(["completions", shell]).exits(0);
        for command in COMMANDS {
            assert!(told.out.contains(command), "{shell} does not know {command}");
        }
        assert_eq!(told.err, "");
    }
    place.run(["completions", "cmd.exe"]).exits(2);
    place.run(["completions"]).exits(2);
}

#[test]
fn the_manual_is_a_page_that_names_every_command() {
    let told = Place::new().run(["man"]).exits(0);
    assert!(told.out.contains(".TH xinfang 1"), "{}", &told.out[..200.min(told.out.len())]);
    let plain = told.out.replace("\\-", "-");
    for command in COMMANDS {
        assert!(plain.contains(command), "no word of {command}");
    }
    for option in ["--db", "--as", "--lang", "--json", "--now", "--reveal", "--map", "--dry-run", "--batch"] {
        assert!(plain.contains(option), "no word of {option}");
    }
}

#[test]
fn wrong_use_is_two_and_help_is_none() {
    let place = Place::office();
    let before = place.contents();
    for wrong in [
        &["no-such-command"][..],
        &["case"],
        &["case", "list", "--no-such-option"],
        &["case", "list", "--queue", "no_such_queue"],
        &["case", "list", "--limit", "-1"],
        &["case", "list", "--limit", "many"],
        &["case", "list", "--lang", "fr"],
        &["case", "list", "--as", "nobody"],
        &["case", "show"],
        &["case", "export", "--format", "pdf"],
        &["search"],
        &["import"],
        &["case", "list", "--db", ""],
    ] {
        let told = place.run(wrong.iter().copied()).exits(2);
        assert_eq!(told.out, "", "{wrong:?}");
        assert!(!told.err.trim().is_empty(), "{wrong:?}");
    }
    assert_eq!(place.contents(), before);
    for help in
        [&["--help"][..], &["case", "--help"], &["import", "--help"], &["--version"], &["help", "case"]]
    {
        assert!(!place.run(help.iter().copied()).exits(0).out.is_empty(), "{help:?}");
    }
}

#[test]
fn who_sets_up_the_office_reads_no_petition() {
    let place = Place::office();
    let number = place.add_one(json!({"body": "停水三天"}));
    for command in
        [&["case", "list"][..], &["case", "show", &number], &["case", "export"], &["search", "停水"]]
    {
        place.run(command.iter().copied().chain(["--as", "admin"])).says_no(3);
    }
    place.feed(["case", "add", "--as", "admin"], r#"{"body":"停电"}"#).says_no(3);
    assert_eq!(place.list().len(), 1);
    // The account may come from the environment.
    let told = Told::of(place.command().env("XINFANG_AS", "admin").args(["case", "list"]).output().unwrap());
    told.says_no(3);
    let doctor: Vec<Value> = place.run(["doctor", "--json", "--as", "admin"]).json();
    assert!(!doctor.is_empty(), "the check-up is his");
}
