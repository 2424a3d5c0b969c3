//! The records survive what happens to files: many writers, kills, damage, full disks, forgers.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "cli/door.rs"]
mod door;

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;
use std::time::{Duration, Instant};

use door::{Place, Told, feed_to_end, text};
use rusqlite::Connection;
use serde_json::{Value, json};

fn matter(text: &str) -> String {
    let petitioner = json!({"name": "张三", "phone": "13800000001", "address": "城关镇"});
    format!(
        "{}\n",
        json!({"body": format!("{text}停水三天。"), "received": "2023-03-01", "petitioner": petitioner})
    )
}

/// Every case is whole: with its petitioner, its history, its place in the index.
#[track_caller]
fn holds_together(place: &Place) {
    let cases = place.count("SELECT count(*) FROM cases");
    for (what, sql) in [
        ("numbers", "SELECT count(DISTINCT number) FROM cases"),
        ("query codes", "SELECT count(DISTINCT query_code) FROM cases WHERE length(query_code) = 8"),
        ("petitioners", "SELECT count(*) FROM party"),
        ("history lines", "SELECT count(*) FROM history WHERE what = 'register'"),
        (
            "history values",
            "SELECT count(*) FROM history_value JOIN history ON id = history_id WHERE what = 'register'",
        ),
        ("index entries", "SELECT count(*) FROM case_words"),
        ("serials", "SELECT coalesce(sum(last), 0) FROM serial"),
    ] {
        assert_eq!(place.count(sql), cases, "{what}");
    }
    for check in ["schema", "integrity", "history"] {
        assert_eq!(place.health(check), "good", "{check}");
    }
}

// ---------------------------------------------------------------- many at once

#[test]
fn ten_processes_that_file_at_once_share_five_hundred_numbers_without_a_gap() {
    let place = Place::office();
    let children: Vec<_> = (0..10)
        .map(|_| place.command().args(["case", "add", "--json"]).stdin(Stdio::piped()).spawn().unwrap())
        .collect();
    let answers: Vec<Told> = std::thread::scope(|scope| {
        let writers: Vec<_> = children
            .into_iter()
            .enumerate()
            .map(|(at, child)| {
                let lines: String = (0..50).map(|line| matter(&format!("{at}-{line}"))).collect();
                scope.spawn(move || Told::of(feed_to_end(child, lines.into_bytes())))
            })
            .collect();
        writers.into_iter().map(|writer| writer.join().unwrap()).collect()
    });
    let mut serials = BTreeSet::new();
    for told in answers {
        for answer in told.exits(0).json() {
            let (_, serial) = text(&answer, "number").split_once('-').unwrap();
            assert!(serials.insert(serial.parse::<u32>().unwrap()), "{answer} was given twice");
        }
    }
    assert_eq!(serials, (1..=500).collect());
    holds_together(&place);
}

/// Ten people, each at a process of his own a command: all of them register, and all of them write
/// on one case. Whoever is overtaken there is told so and tries again; that is no lock.
#[test]
fn ten_processes_that_step_on_one_case_lose_no_update_and_never_hear_of_a_lock() {
    const PEOPLE: usize = 10;
    const STEPS: usize = 3;
    let place = Place::office();
    let shared =
        place.add_one(json!({"body": "夜市噪声", "petitioner": {"name": "张三", "address": "城关镇"}}));
    let said = |told: &Told| {
        assert!(!told.err.to_lowercase().contains("lock") && !told.err.contains('锁'), "{}", told.err);
    };
    let step = |number: &str, facts: &str| loop {
        let fields = json!({ "earlier": "县信终〔2025〕3号", "facts": facts }).to_string();
        let told = place.feed(["case", "step", number, "new_facts", "--json", "-"], fields);
        said(&told);
        match told.code {
            Some(0) => break,
            // Somebody saved between the look and the step: nothing of this one was written.
            Some(3) => assert!(told.err.contains("saved") || told.out.contains("outdated"), "{told:?}"),
            _ => panic!("{told:?}"),
        }
    };
    let numbers: BTreeSet<String> = std::thread::scope(|scope| {
        let (place, shared, step) = (&place, &shared, &step);
        let people: Vec<_> = (0..PEOPLE)
            .map(|who| {
                scope.spawn(move || {
                    let told = place.feed(["case", "add", "--json"], matter(&who.to_string()));
                    said(&told);
                    let own = text(&told.exits(0).object(), "number").to_owned();
                    for at in 0..STEPS {
                        step(shared, &format!("新事实 {who}-{at}。"));
                    }
                    step(&own, &format!("自己的 {who}。"));
                    own
                })
            })
            .collect();
        people.into_iter().map(|person| person.join().unwrap()).collect()
    });
    assert_eq!(numbers.len(), PEOPLE, "no number was given twice");
    // Every step that was answered stands there, once, and in the order of its versions.
    let on_shared = |sql: &str| place.count(&sql.replace('?', &format!("'{shared}'")));
    let all = i64::try_from(PEOPLE * STEPS).unwrap();
    assert_eq!(on_shared("SELECT version FROM cases WHERE number = ?"), all + 1);
    let lines = "SELECT count(*) FROM history WHERE what = 'new_facts'
                 AND case_id = (SELECT id FROM cases WHERE number = ?)";
    assert_eq!(on_shared(lines), all);
    let shown = place.show(&shared);
    let taken: BTreeSet<&str> = shown["triage"]["taken"]
        .as_array()
        .unwrap()
        .iter()
        .map(|taken| text(&taken["fields"], "facts"))
        .collect();
    let wanted: BTreeSet<String> =
        (0..PEOPLE).flat_map(|who| (0..STEPS).map(move |at| format!("新事实 {who}-{at}。"))).collect();
    assert_eq!(taken, wanted.iter().map(String::as_str).collect());
    for number in &numbers {
        assert_eq!(place.show(number)["triage"]["taken"].as_array().unwrap().len(), 1, "{number}");
    }
    holds_together(&place);
}

#[test]
fn one_slip_is_one_case_however_many_file_it_at_once() {
    let place = Place::office();
    let line = json!({"body": "停水", "slip": "one"}).to_string().into_bytes();
    let children: Vec<_> = (0..8)
        .map(|_| place.command().args(["case", "add", "--json"]).stdin(Stdio::piped()).spawn().unwrap())
        .collect();
    let answers: Vec<Value> = std::thread::scope(|scope| {
        let writers: Vec<_> = children
            .into_iter()
            .map(|child| scope.spawn(|| Told::of(feed_to_end(child, line.clone())).exits(0).object()))
            .collect();
        writers.into_iter().map(|writer| writer.join().unwrap()).collect()
    });
    assert!(answers.iter().all(|answer| answer["number"] == answers[0]["number"]), "{answers:?}");
    assert_eq!(answers.iter().filter(|answer| answer["already"] == false).count(), 1, "{answers:?}");
    assert_eq!(place.list().len(), 1);
}

#[test]
fn a_file_that_two_import_at_once_is_filed_once() {
    let place = Place::office();
    let rows: String = (0..500).map(|at| format!("{at},甲,停水,2020-01-08,停水{at}\n")).collect();
    place.file("a.csv", format!("留言编号,留言用户,留言主题,留言时间,留言详情\n{rows}"));
    let children: Vec<_> =
        (0..2).map(|_| place.command().args(["import", "a.csv", "--json"]).spawn().unwrap()).collect();
    let filed: i64 = std::thread::scope(|scope| {
        let runs: Vec<_> = children
            .into_iter()
            .map(|child| scope.spawn(|| Told::of(child.wait_with_output().unwrap()).exits(0)))
            .collect();
        runs.into_iter().map(|run| run.join().unwrap().json().pop().unwrap()["filed"].as_i64().unwrap()).sum()
    });
    assert_eq!(filed, 500);
    holds_together(&place);
}

#[test]
fn a_writer_that_is_killed_leaves_no_half_case_and_loses_none_that_it_answered() {
    let place = Place::office();
    for round in 0..4 {
        let mut child =
            place.command().args(["case", "add", "--json"]).stdin(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let feeder = std::thread::spawn(move || {
            // The pipe breaks with the kill.
            for line in 0.. {
                if stdin.write_all(matter(&format!("{round}-{line}")).as_bytes()).is_err() {
                    break;
                }
            }
        });
        let mut answers = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut answered = Vec::new();
        for _ in 0..=(7 * round) {
            answered.push(answers.next().unwrap().unwrap());
        }
        child.kill().unwrap();
        // The last line may be cut.
        answered.extend(answers.map_while(Result::ok));
        child.wait().unwrap();
        feeder.join().unwrap();
        let listed: BTreeSet<String> =
            place.list().iter().map(|case| text(case, "number").to_owned()).collect();
        for line in answered {
            if let Ok(answer) = serde_json::from_str::<Value>(&line) {
                assert!(listed.contains(text(&answer, "number")), "{line} was answered and is lost");
            }
        }
        holds_together(&place);
    }
    let last = place.add_one(json!({"body": "停电"}));
    let count = place.list().len();
    assert!(last.ends_with(&format!("-{count:04}")), "{last} is the {count}th");
}

#[test]
fn an_import_that_is_killed_is_finished_by_the_next_one() {
    let place = Place::office();
    let rows: String = (0..900).map(|at| format!("{at},甲,停水,2020-01-08,停水{at}\n")).collect();
    place.file("a.csv", format!("留言编号,留言用户,留言主题,留言时间,留言详情\n{rows}"));
    let mut child = place.command().args(["import", "a.csv", "--json"]).spawn().unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    let filed = place.list().len();
    assert!(filed > 0, "{first}");
    holds_together(&place);
    let told = place.run(["import", "a.csv", "--json"]).exits(0);
    let summary = told.json().pop().unwrap();
    assert_eq!((&summary["known"], &summary["filed"]), (&json!(filed), &json!(900 - filed)));
    holds_together(&place);
}

/// Makes a practice office that is killed as soon as this file has more bytes than that.
fn killed_when(name: &str, bytes: u64) -> Place {
    let place = Place::new();
    let mut child = place.command().args(["demo", "--no-tui", "--cases", "100000"]).spawn().unwrap();
    let begun = Instant::now();
    while !std::fs::metadata(place.path(name)).is_ok_and(|meta| meta.len() > bytes) {
        assert!(begun.elapsed() < Duration::from_secs(30), "no {name}");
        std::thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    place
}

#[test]
fn a_practice_office_that_is_killed_while_it_is_filled_can_be_made_again() {
    // The office itself takes half of that; the rest are its first cases.
    let place = killed_when("office.db-wal", 400_000);
    place.run(["demo", "--no-tui", "--cases", "3"]).exits(0);
    assert_eq!(place.list().len(), 3);
    holds_together(&place);
}

#[test]
fn an_office_that_is_killed_while_it_is_opened_can_be_opened_again() {
    let place = killed_when("office.db", 0);
    place.run(["demo", "--no-tui", "--cases", "3"]).exits(0);
    assert_eq!(place.list().len(), 3);
    holds_together(&place);
}

// ---------------------------------------------------------------- locks

#[test]
fn a_writer_waits_for_another_and_readers_do_not() {
    let place = Place::office();
    place.add_one(json!({"body": "第一件"}));
    let mut other = place.records();
    let lock = other.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).unwrap();
    let mut child = place.command().args(["case", "add", "--json"]).stdin(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(matter("").as_bytes()).unwrap();
    for _ in 0..3 {
        assert_eq!(place.list().len(), 1, "reading goes on");
    }
    assert!(child.try_wait().unwrap().is_none(), "it waits");
    lock.commit().unwrap();
    Told::of(child.wait_with_output().unwrap()).exits(0);
    assert_eq!(place.list().len(), 2);
}

#[test]
fn a_writer_that_waits_in_vain_says_so_and_files_nothing() {
    let place = Place::office();
    let mut other = place.records();
    let lock = other.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).unwrap();
    let begun = Instant::now();
    let told = place.feed(["case", "add", "--json"], matter(""));
    let waited = begun.elapsed();
    told.says_no(4);
    assert!(waited > Duration::from_secs(3), "it gave up after {waited:?}");
    lock.commit().unwrap();
    assert_eq!(place.list().len(), 0);
    let log = std::fs::read_to_string(place.path("office.log")).unwrap();
    assert!(log.contains("Locked") && !log.contains("张三"), "{log}");
    #[cfg(unix)]
    assert_eq!(door::mode(&place.path("office.log")), 0o600);
}

// ---------------------------------------------------------------- files that are not as they should be

/// What every command says to such a file, which it leaves as it was, and nothing beside it.
#[track_caller]
fn is_left_alone(place: &Place, word: &str) {
    place.file("a.csv", "标题,收到日期\n停水,2020-01-08\n");
    let before = place.contents();
    let commands: [&[&str]; 8] = [
        &["case", "list"],
        &["case", "show", "2026-0001"],
        &["case", "add"],
        &["case", "export"],
        &["search", "停水"],
        &["import", "a.csv"],
        &["doctor", "--json"],
        &["demo", "--no-tui", "--cases", "2"],
    ];
    for command in commands {
        let told = place.feed(command.iter().copied(), matter("")).says_no(4);
        assert!(told.err.contains(word), "{command:?}: {}", told.err);
        let chinese = place.feed(command.iter().copied().chain(["--lang", "zh"]), matter("")).says_no(4);
        assert!(!chinese.err.is_ascii(), "{command:?}: {}", chinese.err);
        assert_eq!(place.contents(), before, "{command:?}");
    }
    if place.db().exists() {
        let told = place.run(["init", "--office", "甲"]);
        assert!(matches!(told.code, Some(3 | 4)), "{told:?}");
        assert_eq!(place.contents(), before, "init");
    }
}

#[test]
fn a_file_of_a_newer_program_is_left_alone() {
    let place = Place::office();
    place.add_one(json!({"body": "停水"}));
    place.records().pragma_update(None, "user_version", 99).unwrap();
    is_left_alone(&place, "newer program");
}

#[test]
fn a_newer_schema_is_seen_even_while_it_lies_in_the_journal() {
    let place = Place::office();
    // The newer program is still open, so nothing has gone into the file itself yet.
    let newer = place.records();
    newer.pragma_update(None, "user_version", 99).unwrap();
    let told = place.run(["case", "list"]).says_no(4);
    assert!(told.err.contains("newer program"), "{}", told.err);
    let version: i64 = newer.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
    assert_eq!(version, 99);
}

#[test]
fn a_file_without_its_header_is_left_alone() {
    let place = Place::office();
    place.add_one(json!({"body": "停水"}));
    let mut bytes = std::fs::read(place.db()).unwrap();
    bytes[..16].fill(0);
    place.file("office.db", bytes);
    is_left_alone(&place, "damaged");
}

#[test]
fn a_file_of_a_few_bytes_is_left_alone() {
    for bytes in [&b"SQLite format 3\0"[..], b"x", &[0; 99]] {
        let place = Place::new();
        place.file("office.db", bytes);
        is_left_alone(&place, "damaged");
    }
}

#[test]
fn a_text_file_is_left_alone() {
    let place = Place::new();
    place.file("office.db", "我的购物清单：\n".repeat(100));
    is_left_alone(&place, "no database");
}

#[test]
fn a_database_of_another_program_is_left_alone() {
    let place = Place::new();
    place.records().execute_batch("CREATE TABLE cases (id INTEGER); INSERT INTO cases VALUES (1)").unwrap();
    is_left_alone(&place, "not a petition office");
}

#[test]
fn a_database_of_ours_without_an_office_is_left_alone() {
    let place = Place::office();
    place.records().execute_batch("DELETE FROM office").unwrap();
    is_left_alone(&place, "not a petition office");
}

#[test]
fn an_empty_file_is_no_office() {
    let place = Place::new();
    place.file("office.db", "");
    for command in [&["case", "list"][..], &["case", "add"], &["doctor"]] {
        place.run(command.iter().copied()).says_no(4);
        assert_eq!(std::fs::metadata(place.db()).unwrap().len(), 0, "{command:?}");
    }
}

#[test]
fn a_folder_is_no_office() {
    let place = Place::new();
    std::fs::create_dir(place.db()).unwrap();
    for command in [
        &["case", "list"][..],
        &["case", "add"],
        &["doctor"],
        &["demo", "--no-tui"],
        &["init", "--office", "甲"],
    ] {
        let told = place.run(command.iter().copied());
        assert!(matches!(told.code, Some(3 | 4)), "{command:?}: {told:?}");
        assert_eq!(std::fs::read_dir(place.db()).unwrap().count(), 0, "{command:?}");
    }
}

#[test]
fn a_file_that_is_not_there_is_not_made_by_asking() {
    let place = Place::new();
    for command in
        [&["case", "list"][..], &["case", "add"], &["case", "export"], &["search", "x"], &["doctor"]]
    {
        let told = place.run(command.iter().copied()).says_no(4);
        assert!(told.err.contains("xinfang init"), "it says what to do: {}", told.err);
    }
    assert!(place.contents().is_empty());
}

/// Where a table's first page lies in the file.
fn page_of(place: &Place, table: &str) -> std::ops::Range<usize> {
    let records = place.records();
    let size: u32 = records.query_row("PRAGMA page_size", [], |row| row.get(0)).unwrap();
    let page: u32 = records
        .query_row("SELECT rootpage FROM sqlite_schema WHERE name = ?1", [table], |row| row.get(0))
        .unwrap();
    (page - 1) as usize * size as usize..page as usize * size as usize
}

#[test]
fn an_overwritten_page_is_trouble_and_stays_as_it_was() {
    for table in ["cases", "office", "history", "cases_by_due"] {
        let place = Place::office();
        place.add_one(json!({"body": "停水"}));
        let page = page_of(&place, table);
        let mut bytes = std::fs::read(place.db()).unwrap();
        bytes[page].fill(0xa5);
        let before = place.file("office.db", bytes);
        let before = std::fs::read(before).unwrap();
        if table != "history" {
            let told = place.run(["case", "list"]).says_no(4);
            assert!(told.err.contains("damaged"), "{table}: {}", told.err);
        }
        place.feed(["case", "add"], matter("")).says_no(4);
        let doctor = place.run(["doctor", "--json"]);
        assert!(matches!(doctor.code, Some(1 | 4)), "{table}: {doctor:?}");
        assert_eq!(std::fs::read(place.db()).unwrap(), before, "{table}");
    }
}

#[test]
fn a_file_that_was_cut_short_is_trouble_and_stays_as_it_was() {
    let place = Place::office();
    place.add_one(json!({"body": "停水"}));
    let bytes = std::fs::read(place.db()).unwrap();
    for length in [4_096, bytes.len() / 2, bytes.len() - 4_096] {
        place.file("office.db", &bytes[..length]);
        let doctor = place.run(["doctor", "--json"]);
        assert!(matches!(doctor.code, Some(1 | 4)), "{length}: {doctor:?}");
        assert_eq!(std::fs::read(place.db()).unwrap(), bytes[..length], "{length}");
    }
}

// ---------------------------------------------------------------- rights and room

/// The program as somebody whom file rights bind: root is not bound by them, so it runs as
/// nobody then.
#[cfg(unix)]
fn bound_by_rights(place: &Place) -> std::process::Command {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let probe = place.file("probe", "");
    std::fs::set_permissions(&probe, PermissionsExt::from_mode(0o444)).unwrap();
    let unbound = std::fs::OpenOptions::new().append(true).open(&probe).is_ok();
    std::fs::remove_file(probe).unwrap();
    if !unbound {
        return place.command();
    }
    // Nobody may not look into every folder that a program is built in.
    let copy = place.path("xinfang");
    if !copy.exists() {
        std::fs::copy(env!("CARGO_BIN_EXE_xinfang"), &copy).unwrap();
        std::fs::set_permissions(&copy, PermissionsExt::from_mode(0o755)).unwrap();
    }
    let mut command = std::process::Command::new(copy);
    place.surround(&mut command);
    command.uid(65_534).gid(65_534);
    command
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_written_is_left_alone() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::office();
    place.add_one(json!({"body": "停水"}));
    let set = |path: &std::path::Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    let before = std::fs::read(place.db()).unwrap();
    for (file, folder) in [(0o444, 0o755), (0o444, 0o555), (0o000, 0o755)] {
        set(&place.db(), file);
        for command in [&["case", "list"][..], &["case", "add"]] {
            let mut program = bound_by_rights(&place);
            set(&place.path("."), folder);
            let told = Told::of(program.args(command).output().unwrap()).says_no(4);
            set(&place.path("."), 0o755);
            assert!(told.err.contains("rights"), "{file:o} {folder:o} {command:?}: {}", told.err);
        }
        set(&place.db(), 0o600);
        assert_eq!(std::fs::read(place.db()).unwrap(), before);
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_gets_no_office() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let mut program = bound_by_rights(&place);
    let before = place.contents();
    std::fs::set_permissions(place.path("."), PermissionsExt::from_mode(0o555)).unwrap();
    let told = Told::of(program.args(["init", "--office", "甲"]).output().unwrap()).says_no(4);
    std::fs::set_permissions(place.path("."), PermissionsExt::from_mode(0o755)).unwrap();
    assert!(told.err.contains("rights"), "{}", told.err);
    assert_eq!(place.contents(), before);
}

/// A limit on the size of files stands in for a full disk: writing fails at some point, and the
/// program is not asked when.
#[cfg(unix)]
#[test]
fn a_disk_that_takes_no_more_loses_nothing_that_was_answered() {
    let mut filed = BTreeSet::new();
    for blocks in [0, 8, 64, 150, 400] {
        let place = Place::office();
        let mut shell = std::process::Command::new("sh");
        place.surround(&mut shell);
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" case add --json");
        let child =
            shell.args(["-c", &script, env!("CARGO_BIN_EXE_xinfang")]).stdin(Stdio::piped()).spawn().unwrap();
        let lines: String = (0..60).map(|line| matter(&line.to_string())).collect();
        let told = Told::of(feed_to_end(child, lines.into_bytes())).exits(4);
        assert_eq!(told.err.trim_end().lines().count(), 1, "one sentence: {}", told.err);
        let answered: BTreeSet<String> =
            told.json().iter().map(|answer| text(answer, "number").to_owned()).collect();
        let listed: BTreeSet<String> =
            place.list().iter().map(|case| text(case, "number").to_owned()).collect();
        assert_eq!(listed, answered, "{blocks}");
        holds_together(&place);
        place.feed(["case", "add"], matter("again")).exits(0);
        filed.insert(answered.len());
    }
    assert!(filed.len() > 1, "the disk was full at different points: {filed:?}");
}

/// The same in the middle of a step: it is taken whole or not at all, and says what is wanted.
#[cfg(unix)]
#[test]
fn a_step_on_a_disk_that_takes_no_more_is_taken_whole_or_not_at_all() {
    let mut taken = BTreeSet::new();
    for blocks in [0, 16, 64, 128, 256, 2_000] {
        let place = Place::office();
        let number = place.add_one(json!({"body": "夜市噪声"}));
        let before = place.show(&number);
        let mut shell = std::process::Command::new("sh");
        place.surround(&mut shell);
        let script =
            format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" case step {number} new_facts --json -");
        let child =
            shell.args(["-c", &script, env!("CARGO_BIN_EXE_xinfang")]).stdin(Stdio::piped()).spawn().unwrap();
        let facts = "新开了三家。".repeat(3_000);
        let fields = json!({ "earlier": "县信终〔2025〕3号", "facts": facts }).to_string();
        let told = Told::of(feed_to_end(child, fields.clone().into_bytes()));
        taken.insert(told.code);
        match told.code {
            Some(0) => {}
            Some(4) => {
                assert!(told.err.contains("disk is full"), "it says what to do: {}", told.err);
                assert_eq!(place.show(&number), before, "{blocks}");
                place.feed(["case", "step", &number, "new_facts", "-"], fields).exits(0);
            }
            _ => panic!("{told:?}"),
        }
        assert_eq!(place.show(&number)["triage"]["taken"][0]["fields"]["facts"], json!(facts));
        holds_together(&place);
    }
    assert_eq!(taken, BTreeSet::from([Some(0), Some(4)]), "both were seen");
}

#[cfg(unix)]
#[test]
fn nothing_is_readable_by_others() {
    let place = Place::new();
    let with_open_mask = |script: &str| {
        let mut shell = std::process::Command::new("sh");
        place.surround(&mut shell);
        let script = format!("umask 000; exec \"$0\" {script}");
        Told::of(shell.args(["-c", &script, env!("CARGO_BIN_EXE_xinfang")]).output().unwrap()).exits(0)
    };
    with_open_mask("init --office 甲");
    assert_eq!(door::mode(&place.db()), 0o600);
    place.add_one(json!({"body": "停水"}));
    for format in ["csv", "xlsx", "jsonl"] {
        with_open_mask(&format!("case export --format {format} --out new.{format}"));
        assert_eq!(door::mode(&place.path(&format!("new.{format}"))), 0o600, "{format}");
    }
    // While somebody works, there are files beside it.
    let mut child = place.command().args(["case", "add", "--json"]).stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(matter("").as_bytes()).unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    stdout.read_line(&mut String::new()).unwrap();
    for ending in ["-wal", "-shm"] {
        assert_eq!(door::mode(&place.path(&format!("office.db{ending}"))), 0o600, "{ending}");
    }
    drop(stdin);
    child.wait().unwrap();
}

#[cfg(unix)]
#[test]
fn a_file_that_stood_open_to_others_does_not_stay_so() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let open_file = |name: &str| {
        let path = place.file(name, "");
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o644)).unwrap();
    };
    open_file("office.db");
    place.run(["init", "--office", "甲"]).exits(0);
    assert_eq!(door::mode(&place.db()), 0o600, "the office");
    place.add_one(json!({"body": "停水"}));
    open_file("cases.csv");
    place.run(["case", "export", "--out", "cases.csv", "--reveal", "核对"]).exits(0);
    assert_eq!(door::mode(&place.path("cases.csv")), 0o600, "the export");
}

// ---------------------------------------------------------------- forgers

/// An office of a few cases whose records somebody then changes with another program.
fn forged(sql: &str) -> Place {
    let place = Place::office();
    for _ in 0..3 {
        place.add_one(json!({"body": "停水"}));
    }
    assert_eq!(place.health("history"), "good");
    let records = place.records();
    records.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    records.execute_batch(sql).unwrap();
    assert!(records.changes() > 0, "{sql}");
    place
}

#[track_caller]
fn is_found(sql: &str) {
    let place = forged(sql);
    assert_eq!(place.health("history"), "bad", "{sql}");
    place.run(["doctor"]).exits(1);
}

#[test]
fn a_changed_history_line_is_found() {
    for change in [
        "what = 'archive'",
        "at = '2020-01-01T09:00:00+08:00'",
        "account = 'han'",
        "system_user = 'nobody'",
        "case_id = 1",
        "case_id = NULL",
        "salt = x'00'",
        "digest = zeroblob(32)",
        "chain = zeroblob(32)",
        "digest = (SELECT digest FROM history WHERE id = 2)",
    ] {
        is_found(&format!("UPDATE history SET {change} WHERE id = 3"));
    }
}

#[test]
fn a_changed_last_line_of_the_history_is_found() {
    is_found("UPDATE history SET at = '2020-01-01T09:00:00+08:00' WHERE id = (SELECT max(id) FROM history)");
    is_found("UPDATE history SET chain = zeroblob(32) WHERE id = (SELECT max(id) FROM history)");
}

#[test]
fn changed_values_of_a_history_line_are_found() {
    is_found("UPDATE history_value SET after = '{}' WHERE history_id = 3");
    is_found("UPDATE history_value SET after = replace(after, '2026', '2025') || ' ' WHERE history_id = 4");
    is_found("UPDATE history_value SET before = '{\"state\":\"archived\"}' WHERE history_id = 2");
}

#[test]
fn a_history_line_that_was_taken_out_is_found() {
    is_found("DELETE FROM history_value WHERE history_id = 1; DELETE FROM history WHERE id = 1");
    is_found("DELETE FROM history_value WHERE history_id = 3; DELETE FROM history WHERE id = 3");
}

#[test]
fn a_history_whose_end_was_taken_out_is_found() {
    is_found("DELETE FROM history_value WHERE history_id = 4; DELETE FROM history WHERE id = 4");
    is_found("DELETE FROM history_value WHERE history_id > 1; DELETE FROM history WHERE id > 1");
}

#[test]
fn a_history_that_was_taken_out_whole_is_found() {
    is_found("DELETE FROM history_value; DELETE FROM history");
}

#[test]
fn values_of_the_history_that_were_taken_out_are_found() {
    is_found("DELETE FROM history_value WHERE history_id = 3");
}

#[test]
fn a_history_line_that_was_put_in_is_found() {
    is_found(
        "INSERT INTO history (case_id, at, account, system_user, what, salt, digest, chain)
         SELECT case_id, at, account, system_user, what, salt, digest, chain FROM history WHERE id = 2",
    );
}

#[test]
fn lines_that_changed_places_are_found() {
    is_found(
        "UPDATE history SET id = -2 WHERE id = 2; UPDATE history SET id = 2 WHERE id = 3; UPDATE history SET id = 3 WHERE id = -2",
    );
}

#[test]
fn a_history_of_another_office_is_found() {
    let place = forged("UPDATE office SET name = name");
    let other = Place::office();
    other.add_one(json!({"body": "别的"}));
    let records: Connection = place.records();
    records.execute("ATTACH ?1 AS other", [other.db().to_str().unwrap()]).unwrap();
    records
        .execute_batch(
            "DELETE FROM history_value; DELETE FROM history;
             INSERT INTO history SELECT * FROM other.history;
             INSERT INTO history_value SELECT * FROM other.history_value;",
        )
        .unwrap();
    drop(records);
    assert_eq!(place.health("history"), "bad", "three cases, and a history of one");
}
