//! A year is accepted: what runs moves, what is done keeps the date it was held against, and every
//! process counts by it from its next answer on.

use rusqlite::Connection;
use xinfang::api::Refusal;
use xinfang::api::cases::Told;
use xinfang::api::years::Standing;
use xinfang::domain::case::CaseId;
use xinfang::domain::clock::{Certainty, Lamp};
use xinfang::domain::explanation::EndDay;
use xinfang::domain::intake::{Doubts, Draft, Intake, read};
use xinfang::domain::office::OfficeKind;
use xinfang::service::{Feed, Health, ImportVerdict, Keep};

use super::door::Place;
use super::seat::{Seat, YEAR, day, morning, office as office_of};

/// One that has itself to tell people within fifteen days of receipt.
fn office(place: &Place) -> Seat {
    office_of(place, OfficeKind::OtherBody)
}

/// Tuesday the 5th is off as well, and no weekend day is worked.
fn corrected() -> String {
    let longer = YEAR.replace("2027-01-04 = \"元旦\"\n", "2027-01-04 = \"元旦\"\n2027-01-05 = \"元旦\"\n");
    longer.replace("2027-01-09 = \"元旦\"\n", "")
}

/// The law that the list puts the case by, and the one its last step was noted under.
fn laws(place: &Place, case: CaseId) -> (i64, Option<i64>) {
    let records: Connection = place.records();
    let sql =
        "SELECT next_due_law, (SELECT max(law) FROM taken_step WHERE case_id = id) FROM cases WHERE id = ?1";
    records.query_row(sql, [case.0], |row| Ok((row.get(0)?, row.get(1)?))).unwrap()
}

/// What the history of the case says of limits that a year has moved, one text a line.
fn moves(seat: &mut Seat, case: CaseId, on: &str) -> Vec<String> {
    let lines = seat.card(case, on).history.into_iter().filter(|line| line.what == "calendar");
    let text = |map| serde_json::Value::Object(map).to_string();
    lines.map(|line| format!("{} {}", text(line.before), text(line.after))).collect()
}

fn moved(clock: &str, from: &str, to: &str) -> String {
    format!("{{{clock:?}:{from:?}}} {{{clock:?}:{to:?}}}")
}

/// What accepting a year leaves behind, in figures.
fn written(place: &Place) -> Vec<i64> {
    ["calendar_year", "history", "history_value"]
        .iter()
        .map(|table| place.count(&format!("SELECT count(*) FROM {table}")))
        .chain([
            place.count("SELECT law_version FROM office"),
            place.count("SELECT sum(version) FROM cases"),
            place.count("SELECT sum(next_due_law) FROM cases"),
        ])
        .collect()
}

// ---------------------------------------------------------------- several processes

#[test]
fn another_process_counts_by_an_accepted_year_from_its_next_answer_on() {
    let place = Place::new();
    let mut first = office(&place);
    let mut second = Seat::beside(&place);
    let old = first.receives("2026-12-18");
    let seen = second.card(old.id, "2026-12-21");
    let clock = &seen.clocks[0].0;
    assert_eq!((clock.due, clock.certainty), (day("2027-01-04"), Certainty::Unpublished));

    let told = first.accepts(YEAR, "2026-12-21");
    assert_eq!((told.cases, told.moves.len()), (1, 1));

    let new = second.receives("2026-12-21");
    assert_eq!(
        new.due.as_ref().map(|due| (due.due, due.certainty)),
        Some((day("2027-01-05"), Certainty::Published))
    );
    assert_eq!(laws(&place, new.id), (2, None), "stamped with the law that it was put by");
    let clock = second.clock(old.id, "2026-12-21").0;
    assert_eq!((clock.due, clock.certainty), (day("2027-01-05"), Certainty::Published));

    // Whoever still has the case as it was before the move looks at it again first.
    let late = second.answers(old.id, seen.version, "2026-12-21");
    assert!(matches!(late, Err(Refusal::Outdated { .. })), "{late:?}");
    let version = second.card(old.id, "2026-12-21").version;
    second.answers(old.id, version, "2026-12-21").unwrap();
    assert_eq!(laws(&place, old.id), (2, Some(2)));
    first.is_sound("2026-12-21");
}

#[test]
fn a_process_that_asked_nothing_in_between_registers_under_the_new_law() {
    let place = Place::new();
    let (mut first, mut second) = (office(&place), Seat::beside(&place));
    let desk = second.actor("desk", "2026-12-18");
    first.accepts(YEAR, "2026-12-18");
    let draft = Draft { body: "停水".to_owned(), ..Draft::default() };
    let now = morning("2026-12-18");
    let intake = read(&draft, now, Doubts::Complain).unwrap();
    let mut feed = One(vec![intake], Vec::new());
    second.0.import(&desk, now, Keep::Yes, &mut feed).unwrap();
    let [ImportVerdict::Filed(filed)] = &feed.1[..] else { panic!("{:?}", feed.1) };
    assert_eq!(laws(&place, filed.id).0, 2);
    first.is_sound("2026-12-18");
}

/// One batch.
struct One(Vec<Intake>, Vec<ImportVerdict>);

impl Feed for One {
    fn next(&mut self) -> Option<Vec<Intake>> {
        (!self.0.is_empty()).then(|| std::mem::take(&mut self.0))
    }

    fn told(&mut self, verdicts: Vec<ImportVerdict>) -> Result<(), Refusal> {
        self.1 = verdicts;
        Ok(())
    }
}

// ---------------------------------------------------------------- what is done, what runs

#[test]
fn what_was_finished_keeps_its_date_and_what_runs_moves_with_one_line() {
    let place = Place::new();
    let mut seat = office(&place);
    let done = seat.receives("2026-12-18");
    // Nobody was told in time: the law takes it as accepted, and a second limit runs.
    let late = seat.receives("2026-12-17");
    let runs = seat.receives("2026-12-19");
    let stays = seat.receives("2026-12-22");
    // Its first limit has long passed; only the one that the law took as begun then moves.
    let deemed = seat.receives_late("2026-10-19", "2026-12-22");
    seat.answers(done.id, 1, "2027-01-04").unwrap();
    seat.answers(late.id, 1, "2027-01-05").unwrap();
    assert_eq!(seat.clock(done.id, "2027-01-05").1, Lamp::DoneInTime);
    assert_eq!(seat.clock(late.id, "2027-01-05").1, Lamp::DoneLate(1));
    let before = [&done, &late].map(|case| seat.card(case.id, "2027-01-05").clocks);
    assert_eq!(before.each_ref().map(Vec::len), [1, 2]);

    let told = seat.accepts(YEAR, "2027-01-05");
    assert_eq!(told.years.iter().map(|year| year.standing).collect::<Vec<_>>(), [Standing::New]);
    let shown: Vec<_> =
        told.moves.iter().map(|moved| (moved.number.as_str(), moved.from, moved.to)).collect();
    let both = [&deemed, &runs].map(|case| (case.number.as_str(), day("2027-01-04"), day("2027-01-05")));
    assert_eq!(shown, both, "what is due first on top");

    for (case, before) in [&done, &late].into_iter().zip(before) {
        assert_eq!(seat.card(case.id, "2027-01-05").clocks, before, "dates, certainty, lamps");
        assert!(moves(&mut seat, case.id, "2027-01-05").is_empty(), "{}", case.number);
    }
    let (clock, lamp) = seat.clock(runs.id, "2027-01-05");
    assert_eq!((clock.due, lamp), (day("2027-01-05"), Lamp::DueToday));
    assert_eq!(moves(&mut seat, runs.id, "2027-01-05"), [moved("notify_direct", "2027-01-04", "2027-01-05")]);
    assert_eq!(moves(&mut seat, deemed.id, "2027-01-05"), [moved("finish", "2027-01-04", "2027-01-05")]);
    assert_eq!(seat.clock(stays.id, "2027-01-05").0.due, day("2027-01-06"));
    assert!(moves(&mut seat, stays.id, "2027-01-05").is_empty(), "{}", stays.number);
    // Only where a limit decides it does a place in the list depend on the law.
    let placed_by = [&done, &late, &runs, &stays, &deemed].map(|case| laws(&place, case.id).0);
    assert_eq!(placed_by, [1, 1, 2, 2, 2]);
    let lines = "SELECT count(*) FROM history WHERE what = 'calendar' AND case_id IS";
    assert_eq!((place.count(&format!("{lines} NOT NULL")), place.count(&format!("{lines} NULL"))), (2, 1));
    seat.is_sound("2027-01-05");
}

#[test]
fn a_running_case_whose_place_is_by_an_older_law_is_found() {
    let place = Place::new();
    let mut seat = office(&place);
    let [runs, done] = [(); 2].map(|()| seat.receives("2026-12-22"));
    seat.answers(done.id, 1, "2026-12-22").unwrap();
    seat.accepts(YEAR, "2026-12-23");
    seat.is_sound("2026-12-23");
    place.records().execute("UPDATE cases SET next_due_law = 1 WHERE id = ?1", [runs.id.0]).unwrap();
    let found = seat.0.checkup(morning("2026-12-23")).unwrap();
    let bad: Vec<_> = found.iter().filter(|found| found.health == Health::Bad).collect();
    assert!(matches!(bad[..], [order] if order.what == "order" && order.detail == "1"), "{bad:?}");
}

/// The end moves to a Saturday that is worked, before the Monday on which it was answered in time.
#[test]
fn a_year_that_comes_late_makes_nothing_late_that_was_in_time() {
    let place = Place::new();
    let mut seat = office(&place);
    let done = seat.receives("2026-12-25");
    seat.answers(done.id, 1, "2027-01-11").unwrap();
    let before = seat.card(done.id, "2027-01-12").clocks;
    assert_eq!(before.iter().map(|(clock, _)| clock.due).collect::<Vec<_>>(), [day("2027-01-11")]);
    assert_eq!(seat.accepts(YEAR, "2027-01-12").cases, 0);
    assert_eq!(seat.card(done.id, "2027-01-12").clocks, before, "no limit that would have begun on the 9th");
    seat.is_sound("2027-01-12");
}

#[test]
fn the_steps_of_a_finished_limit_are_those_it_was_held_against() {
    let place = Place::new();
    let mut seat = office(&place);
    let done = seat.receives("2026-12-18");
    seat.answers(done.id, 1, "2027-01-04").unwrap();
    let clock = seat.clock(done.id, "2027-01-05").0;
    let before = seat.explained(done.id, &clock, "2027-01-05").told;
    seat.accepts(YEAR, "2027-01-05");
    let after = seat.explained(done.id, &clock, "2027-01-05").told;
    let Some(Told::Counted(counted)) = &after else { panic!("{after:?}") };
    let until =
        EndDay::Holiday { name: "元旦".to_owned(), from: day("2027-01-01"), until: day("2027-01-03") };
    assert_eq!(counted.explanation.nominal_is, until, "the Monday was not known to be off");
    assert_eq!(after, before);
}

// ---------------------------------------------------------------- again, and corrected

#[test]
fn the_same_year_a_second_time_writes_nothing_and_a_corrected_one_moves_again() {
    let place = Place::new();
    let mut seat = office(&place);
    let monday = seat.receives("2026-12-18");
    let saturday = seat.receives("2026-12-25");
    assert_eq!(seat.accepts(YEAR, "2026-12-28").cases, 2);
    assert_eq!(seat.clock(saturday.id, "2026-12-28").0.due, day("2027-01-09"));
    let before = written(&place);
    let again = seat.accepts(YEAR, "2026-12-28");
    assert_eq!((again.is_news(), again.cases), (false, 0));
    assert_eq!(written(&place), before);

    let told = seat.accepts(&corrected(), "2026-12-29");
    assert_eq!((told.years[0].standing, told.cases), (Standing::Changed, 2));
    let due = |seat: &mut Seat, case: CaseId| seat.clock(case, "2026-12-29").0.due;
    assert_eq!(due(&mut seat, monday.id), day("2027-01-06"));
    assert_eq!(due(&mut seat, saturday.id), day("2027-01-11"));
    assert_eq!(
        moves(&mut seat, monday.id, "2026-12-29"),
        [
            moved("notify_direct", "2027-01-04", "2027-01-05"),
            moved("notify_direct", "2027-01-05", "2027-01-06")
        ]
    );
    assert_eq!(
        moves(&mut seat, saturday.id, "2026-12-29"),
        [
            moved("notify_direct", "2027-01-11", "2027-01-09"),
            moved("notify_direct", "2027-01-09", "2027-01-11")
        ]
    );
    assert_eq!(place.count("SELECT max(version) FROM calendar_year WHERE year = 2027"), 2);
    assert_eq!(laws(&place, monday.id).0, 3);
    // What was answered under each version keeps the date it had under it.
    seat.answers(monday.id, 3, "2027-01-06").unwrap();
    assert_eq!(seat.accepts(YEAR, "2027-01-07").cases, 1, "the first version is news again");
    let (clock, lamp) = seat.clock(monday.id, "2027-01-07");
    assert_eq!((clock.due, lamp), (day("2027-01-06"), Lamp::DoneInTime));
    seat.is_sound("2027-01-07");
    Seat::beside(&place).is_sound("2027-01-07");
}
