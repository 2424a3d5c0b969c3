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
    assert_eq!(changed, numbers);
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
