//! `calendar add`: a notice is shown, accepted, and moves exactly the clocks that it moves.

use crate::door::Place;

const NOTICE: &str = include_str!("../deadline/notice-2027.txt");

#[test]
fn a_notice_moves_exactly_the_clocks_it_shows() {
    let place = Place::new();
    place.run(["demo", "--no-tui", "--now", "2026-12-22", "--cases", "400"]).exits(0);
    place.file("notice.txt", NOTICE);
    let add = |more: &[&str]| {
        let args = ["calendar", "add", "notice.txt", "--json", "--now", "2026-12-22"];
        place.run(args.iter().chain(more))
    };
    let due = || -> Vec<(String, String)> {
        let rows =
            place.run(["case", "list", "--json", "--limit", "9999", "--now", "2026-12-22"]).exits(0).json();
        let mut rows: Vec<_> =
            rows.iter().map(|row| (row["number"].to_string(), row["next_due"].to_string())).collect();
        rows.sort();
        rows
    };
    let before = due();
    let shown = add(&[]).exits(0).json();
    assert_eq!(shown.last().unwrap()["accepted"], false);
    assert_eq!(due(), before, "shown, not written");
    let told = add(&["--yes"]).exits(0).json();
    let moves: Vec<_> = told.iter().filter(|line| line.get("clock").is_some()).collect();
    assert!(!moves.is_empty(), "{told:?}");
    assert_eq!(moves.len(), shown.iter().filter(|line| line.get("clock").is_some()).count());
    let changed: Vec<_> =
        before.iter().zip(due()).filter(|(a, b)| **a != *b).map(|(a, _)| a.0.clone()).collect();
    let mut numbers: Vec<_> = moves.iter().map(|line| line["number"].to_string()).collect();
    numbers.sort();
    numbers.dedup();
    // A case is ordered by its first limit; a later one may move alone.
    assert!(!changed.is_empty() && changed.iter().all(|number| numbers.contains(number)), "{changed:?}");
    for line in place.run(["doctor", "--json", "--now", "2026-12-22"]).json() {
        assert!(line["check"] == "terminal" || line["health"] == "good", "{line}");
    }
    let lines = place.count("SELECT count(*) FROM history WHERE what = 'calendar' AND case_id IS NOT NULL");
    assert_eq!(usize::try_from(lines).unwrap(), numbers.len());
    // A second time there is nothing to accept.
    add(&["--yes"]).says_no(3);
}

#[test]
fn a_bad_notice_is_refused_by_line_and_words_and_nothing_is_written() {
    let place = Place::office();
    place.file("bad.txt", NOTICE.replace("1月9日（周六）上班", "1月9日（周日）上班"));
    let told = place.run(["calendar", "add", "bad.txt", "--yes", "--lang", "zh"]).says_no(3);
    assert!(told.err.contains("第 6 行") && told.err.contains("1月9日"), "{}", told.err);
    place.file("bad.toml", "year = 2027\nsource = [\"a\"]\n[off]\n2027-01-02 = \"元旦\"\n");
    place.run(["calendar", "add", "bad.toml", "--yes"]).exits(3);
    assert_eq!(place.count("SELECT law_version FROM office"), 1);
}

#[test]
fn a_notice_is_read_in_every_encoding_that_offices_save_it_in() {
    let place = Place::office();
    let utf16 = |mark: bool| -> Vec<u8> {
        let text = format!("{}{NOTICE}", if mark { "\u{feff}" } else { "" });
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    };
    let (gb18030, _, lost) = encoding_rs::GB18030.encode(NOTICE);
    assert!(!lost);
    place.file("plain.txt", NOTICE);
    let plain = place.run(["calendar", "add", "plain.txt", "--json"]).exits(0).out;
    for (name, bytes) in [
        ("gb.txt", gb18030.into_owned()),
        ("marked.txt", format!("\u{feff}{NOTICE}").into_bytes()),
        ("utf16.txt", utf16(true)),
        ("bare.txt", utf16(false)),
    ] {
        place.file(name, bytes);
        let told = place.run(["calendar", "add", name, "--json"]).exits(0);
        assert_eq!(told.out, plain, "{name}");
    }
    assert_eq!(place.feed(["calendar", "add", "-", "--json"], NOTICE).exits(0).out, plain);
    // A sign that cannot be read may have been a date: nothing is guessed.
    let mut broken = NOTICE.as_bytes().to_vec();
    broken[400] = 0xff;
    place.file("broken.txt", broken);
    let told = place.run(["calendar", "add", "broken.txt", "--yes", "--lang", "zh"]).says_no(4);
    assert!(told.err.contains("读不出的字"), "{}", told.err);
}

#[test]
fn a_notice_is_checked_like_a_years_file() {
    for place in [Place::nowhere(), Place::office()] {
        place.file("notice.txt", NOTICE);
        let told = place.run(["calendar", "check", "notice.txt", "--json"]).exits(0).json();
        let good: Vec<_> = told.iter().map(|line| (line["year"].as_i64(), line["good"] == true)).collect();
        assert_eq!(good, [(Some(2026), true), (Some(2027), true)], "its December belongs to 2026");
        let bad = NOTICE.replace("共五天", "共六天").replace("9月26日、10月9日上班", "9月24日、10月9日上班");
        place.file("bad.txt", bad);
        let told = place.run(["calendar", "check", "bad.txt", "--lang", "zh"]).exits(1);
        let lines: Vec<&str> = told.out.lines().collect();
        assert_eq!(lines.len(), 2, "{lines:?}");
        assert!(lines[0].starts_with("第 10 行  天数不对"), "{lines:?}");
        assert!(lines[1].starts_with("第 13 行  不是周末"), "{lines:?}");
        let told = place.run(["calendar", "check", "bad.txt", "--json"]).exits(1).json();
        assert!(told.iter().all(|line| line["good"] == false && line["fault"].is_string()), "{told:?}");
    }
}

#[test]
fn the_faults_of_a_years_file_are_told_in_the_language_asked_for() {
    let place = Place::office();
    place.file("bad.toml", "year = 2027\nsource = []\n[off]\n2027-01-02 = \"元旦\"\n");
    for (lang, first) in [("zh", "没有写来源"), ("en", "no source")] {
        let told = place.run(["calendar", "add", "bad.toml", "--yes", "--lang", lang]).exits(3);
        assert!(told.err.starts_with(first), "{}", told.err);
        assert_eq!(told.err.lines().count(), 4, "each on a line of its own: {}", told.err);
        let checked = place.run(["calendar", "check", "bad.toml", "--lang", lang]).exits(1);
        assert_eq!(checked.out, told.err);
    }
    place.file("worse.toml", "year = 2027\nsource = [\"a\"]\n[weekends]\n");
    let told = place.run(["calendar", "add", "worse.toml", "--lang", "zh"]).says_no(3);
    assert!(told.err.starts_with("第 3 行  不是年历文件的写法：[weekends]"), "{}", told.err);
}
