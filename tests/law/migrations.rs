//! A file of an older program opens with this one: cases, limits and dates are what they were, and
//! the history still chains.

use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};
use xinfang::api::cases::CaseCard;
use xinfang::deadline::shipped::CALENDARS;
use xinfang::domain::case::CaseId;
use xinfang::domain::clock::{Certainty, Lamp};
use xinfang::domain::history::Line;
use xinfang::domain::office::OfficeKind;
use xinfang::store::SCHEMA;

use super::door::Place;
use super::seat::{Seat, YEAR, day, office};

const MIGRATIONS: [&str; 3] = [
    include_str!("../../assets/migrations/0001_open.sql"),
    include_str!("../../assets/migrations/0002_people.sql"),
    include_str!("../../assets/migrations/0003_years.sql"),
];

/// The laws as the programs of these schemas brought them.
const LAWS: [(&str, &str); 2] = [
    ("regulation-2005", include_str!("../deadline/version_1/regulation-2005.toml")),
    ("regulation-2022", include_str!("../deadline/version_1/regulation-2022.toml")),
];

/// What an old file has no row of its own for: brought with the program, or made by a migration.
const NOT_COPIED: [&str; 2] = ["calendar_year", "rule_set"];

/// Founds an office with this program, lets it work, and puts down what it has in a file of an
/// older schema, with what the program of then brought. Answers with what the work told.
fn old_office<T>(place: &Place, schema: usize, work: impl FnOnce(&mut Seat) -> T) -> T {
    let mut seat = office(place, OfficeKind::PetitionOffice);
    let told = work(&mut seat);
    drop(seat);
    let newer = place.path("newer.db");
    std::fs::rename(place.db(), &newer).unwrap();
    let mut old = place.records();
    let tx = old.transaction().unwrap();
    for sql in &MIGRATIONS[..schema] {
        tx.execute_batch(sql).unwrap();
    }
    tx.pragma_update(None, "user_version", schema as i64).unwrap();
    tx.pragma_update(None, "application_id", 0x5849_4e46).unwrap();
    tx.commit().unwrap();
    old.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA journal_mode = WAL").unwrap();
    old.execute("ATTACH ?1 AS newer", [newer.to_str().unwrap()]).unwrap();
    for table in names(&old, "SELECT name FROM main.sqlite_schema WHERE type = 'table'") {
        // The index itself is written through its own tables.
        if table == "case_words" || NOT_COPIED.contains(&table.as_str()) {
            continue;
        }
        let columns =
            names(&old, &format!("SELECT name FROM pragma_table_info('{table}', 'main')")).join(", ");
        let sql = format!(
            "DELETE FROM main.{table}; INSERT INTO main.{table} ({columns}) SELECT {columns} FROM newer.{table}"
        );
        old.execute_batch(&sql).unwrap();
    }
    if schema == 1 {
        old.execute_batch(
            "UPDATE account SET role = CASE name WHEN 'admin' THEN 'administrator' ELSE 'reception' END",
        )
        .unwrap();
    }
    let (at, by) = ("2026-07-01T09:00:00+08:00", "tests");
    for toml in CALENDARS.into_iter().chain((schema == 3).then_some(YEAR)) {
        let year: i64 = toml.lines().find_map(|line| line.strip_prefix("year = ")).unwrap().parse().unwrap();
        let sql = match schema {
            3 => {
                "INSERT INTO calendar_year (year, version, toml, sha256, accepted_at, accepted_by, law)
                  VALUES (?1, 1, ?2, ?3, ?4, ?5, CASE ?1 WHEN 2027 THEN 2 ELSE 1 END)"
            }
            _ => {
                "INSERT INTO calendar_year (year, toml, sha256, accepted_at, accepted_by) VALUES (?1, ?2, ?3, ?4, ?5)"
            }
        };
        old.execute(sql, params![year, toml, hex(toml), at, by]).unwrap();
    }
    for (name, toml) in LAWS {
        let sql = "INSERT INTO rule_set (name, version, toml, sha256, accepted_at, accepted_by) VALUES (?1, 1, ?2, ?3, ?4, ?5)";
        old.execute(sql, params![name, toml, hex(toml), at, by]).unwrap();
    }
    told
}

fn names(records: &Connection, sql: &str) -> Vec<String> {
    let mut names = records.prepare(sql).unwrap();
    names.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

fn hex(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What must not change: everything of the cases but the rules' names and versions.
type Kept = (CaseCard, Vec<(String, String, String, Certainty, Option<String>, Lamp)>, Vec<Line>);

fn kept(seat: &mut Seat, cases: &[CaseId], on: &str) -> Vec<Kept> {
    let kept = cases.iter().map(|case| {
        let mut card = seat.card(*case, on);
        let clocks = std::mem::take(&mut card.clocks).into_iter().map(|(clock, lamp)| {
            let finished = clock.finished.map(|day| day.to_string());
            (
                clock.clock.word().to_owned(),
                clock.nominal.to_string(),
                clock.due.to_string(),
                clock.certainty,
                finished,
                lamp,
            )
        });
        let clocks = clocks.collect();
        card.waiting.clear();
        // Told again from the history, which is compared by itself.
        card.story.events.clear();
        let due = card.line.due.take();
        assert_eq!(due.is_some(), card.answer.is_none(), "{due:?}");
        let history = std::mem::take(&mut card.history);
        (card, clocks, history)
    });
    kept.collect()
}

/// One that runs over the National Day, one answered in time, one answered late.
fn autumn(seat: &mut Seat) -> Vec<CaseId> {
    let late = seat.receives("2026-08-03").id;
    let in_time = seat.receives("2026-09-10").id;
    let runs = seat.receives("2026-09-16").id;
    seat.answers(late, 1, "2026-08-25").unwrap();
    seat.answers(in_time, 1, "2026-09-20").unwrap();
    vec![late, in_time, runs]
}

#[track_caller]
fn is_taken_over(place: &Place, seat: &mut Seat, on: &str) {
    assert_eq!(place.count("PRAGMA user_version"), SCHEMA);
    let used =
        "SELECT group_concat(name || ' ' || version || ' ' || coalesce(from_day, '-'), '; ') FROM rule_use";
    let used: String = place.records().query_row(used, [], |row| row.get(0)).unwrap();
    assert_eq!(used, "regulation-2005 1 -; regulation-2022 1 -");
    seat.is_sound(on);
    let found = place.find("停水");
    assert_eq!(i64::try_from(found.len()).unwrap(), place.count("SELECT count(*) FROM cases"), "{found:?}");
}

fn opens_from(schema: usize) {
    let (place, on) = (Place::new(), "2026-10-09");
    let (cases, before) = old_office(&place, schema, |seat| {
        let cases = autumn(seat);
        let before = kept(seat, &cases, on);
        (cases, before)
    });
    assert_eq!(place.count("PRAGMA user_version"), i64::try_from(schema).unwrap());
    let mut seat = Seat::beside(&place);
    assert_eq!(kept(&mut seat, &cases, on), before);
    let lamps = cases.iter().map(|case| {
        let (clock, lamp) = seat.card(*case, on).clocks.remove(0);
        (clock.due, lamp)
    });
    let expected = [
        (day("2026-08-18"), Lamp::DoneLate(7)),
        (day("2026-09-28"), Lamp::DoneInTime),
        (day("2026-10-08"), Lamp::Overdue(1)),
    ];
    assert_eq!(lamps.collect::<Vec<_>>(), expected);
    is_taken_over(&place, &mut seat, on);

    // It goes on: another process opens it, a matter comes, an old one is answered, a year moves it.
    let mut again = Seat::beside(&place);
    let new = again.receives("2026-12-18");
    assert_eq!(new.number, "2026-0004");
    again.answers(cases[2], 1, "2026-12-18").unwrap();
    let told = seat.accepts(YEAR, "2026-12-21");
    let moves: Vec<_> = told.moves.iter().map(|moved| (moved.number.as_str(), moved.to)).collect();
    assert_eq!(moves, [("2026-0004", day("2027-01-05"))]);
    assert_eq!(place.count("SELECT count(*) FROM calendar_year WHERE version = 1 AND law = 1"), 20);
    is_taken_over(&place, &mut seat, "2026-12-21");
}

#[test]
fn a_file_of_the_first_schema_opens_with_its_cases_limits_and_dates() {
    opens_from(1);
}

#[test]
fn a_file_of_the_second_schema_opens_with_its_cases_limits_and_dates() {
    opens_from(2);
}

#[test]
fn a_file_of_the_third_schema_keeps_what_a_year_moved_and_what_it_left() {
    let (place, on) = (Place::new(), "2027-01-06");
    let (cases, before) = old_office(&place, 3, |seat| {
        let mut cases = autumn(seat);
        let done = seat.receives("2026-12-18").id;
        let runs = seat.receives("2026-12-19").id;
        seat.answers(done, 1, "2027-01-04").unwrap();
        assert_eq!(seat.accepts(YEAR, "2027-01-05").cases, 1);
        cases.extend([done, runs]);
        let before = kept(seat, &cases, on);
        (cases, before)
    });
    let mut seat = Seat::beside(&place);
    assert_eq!(kept(&mut seat, &cases, on), before);
    let mut due = |case: CaseId| seat.card(case, on).clocks[0].0.due;
    assert_eq!((due(cases[3]), due(cases[4])), (day("2027-01-04"), day("2027-01-05")));
    is_taken_over(&place, &mut seat, on);
    assert!(!seat.accepts(YEAR, on).is_news(), "the year came along");
}
