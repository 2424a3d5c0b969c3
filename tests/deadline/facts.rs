//! The worked examples of the law: each start and each end is written out and was checked by hand
//! against the State Council's notices for 2025 and 2026.

use xinfang::deadline::count::Roll;
use xinfang::deadline::{Counted, Length};
use xinfang::domain::clock::Certainty;

use super::{day, shipped_calendar};

fn count(start: &str, length: &str) -> Counted {
    let length = Length::read(length).expect("a length");
    shipped_calendar().count(day(start), length, Roll::On).expect("an end")
}

/// The last day counted, and the day that binds.
#[track_caller]
fn ends(start: &str, length: &str, nominal: &str, due: &str) {
    let counted = count(start, length);
    let wanted = Counted { nominal: day(nominal), due: day(due), certainty: Certainty::Published };
    assert_eq!(counted, wanted, "{length} from {start}");
}

// ---------------------------------------------------------------- 日: natural days, rolled at the end

#[test]
fn fifteen_days_begin_on_the_day_after_receipt() {
    ends("2026-01-28 Wed", "15d", "2026-02-12 Thu", "2026-02-12 Thu");
}

#[test]
fn fifteen_days_that_end_in_the_spring_festival_end_after_it() {
    ends("2026-02-02 Mon", "15d", "2026-02-17 Tue", "2026-02-24 Tue");
}

#[test]
fn a_holiday_inside_a_period_of_days_is_counted() {
    ends("2026-02-10 Tue", "15d", "2026-02-25 Wed", "2026-02-25 Wed");
}

#[test]
fn fifteen_days_that_end_on_labour_day_end_after_the_holiday() {
    ends("2026-04-16 Thu", "15d", "2026-05-01 Fri", "2026-05-06 Wed");
}

#[test]
fn fifteen_days_may_end_on_a_saturday_that_is_worked() {
    ends("2026-04-24 Fri", "15d", "2026-05-09 Sat", "2026-05-09 Sat");
}

#[test]
fn fifteen_days_may_end_on_a_sunday_that_is_worked() {
    ends("2026-09-05 Sat", "15d", "2026-09-20 Sun", "2026-09-20 Sun");
}

#[test]
fn fifteen_days_over_new_year_roll_to_a_sunday_that_is_worked() {
    ends("2025-12-17 Wed", "15d", "2026-01-01 Thu", "2026-01-04 Sun");
}

#[test]
fn fifteen_days_that_end_on_the_dragon_boat_weekend_end_on_monday() {
    ends("2026-06-05 Fri", "15d", "2026-06-20 Sat", "2026-06-22 Mon");
}

#[test]
fn sixty_days_that_end_on_national_day_end_after_the_holiday() {
    ends("2026-08-02 Sun", "60d", "2026-10-01 Thu", "2026-10-08 Thu");
}

#[test]
fn sixty_days_from_national_day_2023_end_in_november() {
    // A page of the web says 12-01; the starting day is not counted, so it is the day before.
    ends("2023-10-01 Sun", "60d", "2023-11-30 Thu", "2023-11-30 Thu");
}

// ---------------------------------------------------------------- extensions and exclusions, as plain counts

// A limit that is extended counts base and extension in one go from the start (T15). The clock
// that knows of its extension comes with a later part; the count it will ask for is this one.

#[test]
fn sixty_days_and_thirty_more_are_ninety_from_acceptance() {
    ends("2026-07-03 Fri", "60d", "2026-09-01 Tue", "2026-09-01 Tue");
    ends("2026-07-03 Fri", "90d", "2026-10-01 Thu", "2026-10-08 Thu");
}

#[test]
fn an_extension_is_not_added_to_the_rolled_day() {
    ends("2026-08-02 Sun", "60d", "2026-10-01 Thu", "2026-10-08 Thu");
    ends("2026-08-02 Sun", "90d", "2026-10-31 Sat", "2026-11-02 Mon");
    // What the wrong way would give: a week too much.
    ends("2026-10-08 Thu", "30d", "2026-11-07 Sat", "2026-11-09 Mon");
}

#[test]
fn days_of_a_hearing_lengthen_the_count_before_the_roll() {
    // 复核 30日, and 12 days of hearing that do not count (T16): 42 from the start.
    ends("2026-05-11 Mon", "30d", "2026-06-10 Wed", "2026-06-10 Wed");
    ends("2026-05-11 Mon", "42d", "2026-06-22 Mon", "2026-06-22 Mon");
}

// ---------------------------------------------------------------- 工作日: working days

#[test]
fn five_working_days_over_the_spring_festival_count_the_saturday_that_is_worked() {
    ends("2026-02-12 Thu", "5wd", "2026-02-26 Thu", "2026-02-26 Thu");
}

#[test]
fn one_working_day_from_a_saturday_that_is_worked_ends_after_the_festival() {
    ends("2026-02-14 Sat", "1wd", "2026-02-24 Tue", "2026-02-24 Tue");
}

#[test]
fn five_working_days_over_labour_day() {
    ends("2026-04-30 Thu", "5wd", "2026-05-11 Mon", "2026-05-11 Mon");
}

#[test]
fn five_working_days_over_mid_autumn_and_national_day() {
    ends("2026-09-24 Thu", "5wd", "2026-10-09 Fri", "2026-10-09 Fri");
}

#[test]
fn ten_working_days_over_national_day() {
    ends("2026-09-30 Wed", "10wd", "2026-10-20 Tue", "2026-10-20 Tue");
}

// An office's own target beside the legal cap: which of them is live comes with a later part. It
// will be the earlier of these two.

#[test]
fn fifteen_working_days_are_longer_than_the_legal_fifteen_days() {
    ends("2026-03-02 Mon", "15wd", "2026-03-23 Mon", "2026-03-23 Mon");
    ends("2026-03-02 Mon", "15d", "2026-03-17 Tue", "2026-03-17 Tue");
    let live = count("2026-03-02", "15wd").due.min(count("2026-03-02", "15d").due);
    assert_eq!(live, day("2026-03-17"));
}

#[test]
fn fifteen_working_days_over_national_day_may_end_on_a_saturday_that_is_worked() {
    ends("2026-09-14 Mon", "15wd", "2026-10-10 Sat", "2026-10-10 Sat");
    ends("2026-09-14 Mon", "15d", "2026-09-29 Tue", "2026-09-29 Tue");
}

#[test]
fn the_window_for_an_extension_opens_on_the_fifth_working_day_before_the_limit() {
    let calendar = shipped_calendar();
    let (opens, due) = (day("2026-09-23 Wed"), day("2026-10-08 Thu"));
    assert_eq!(calendar.working_days_between(opens, due), Some(5));
    assert_eq!(calendar.working_day_after(opens, 5), Some(due));
    assert!(calendar.is_working(opens));
    // One day later it is the fourth: no other worked day is the fifth.
    assert_eq!(calendar.working_days_between(day("2026-09-24 Thu"), due), Some(4));
}

// ---------------------------------------------------------------- months, years, minutes

#[test]
fn months_end_on_the_corresponding_date_or_the_last_of_the_month() {
    // Roll switched off, so that the corresponding date itself is seen.
    let plain = |start: &str, length: &str| {
        let length = Length::read(length).expect("a length");
        shipped_calendar().count(day(start), length, Roll::Off).expect("an end").due
    };
    assert_eq!(plain("2026-01-31", "1m"), day("2026-02-28"));
    assert_eq!(plain("2024-01-31", "1m"), day("2024-02-29"));
    assert_eq!(plain("2024-01-31", "2m"), day("2024-03-31"));
    assert_eq!(plain("2026-08-31", "6m"), day("2027-02-28"));
    assert_eq!(plain("2025-12-15", "1m"), day("2026-01-15"));
    assert_eq!(plain("2024-02-29", "1y"), day("2025-02-28"));
    assert_eq!(plain("2024-02-29", "4y"), day("2028-02-29"));
    assert_eq!(plain("2026-02-28", "1m"), day("2026-03-28"));
}

#[test]
fn months_roll_off_a_day_off_like_days() {
    ends("2026-04-01 Wed", "1m", "2026-05-01 Fri", "2026-05-06 Wed");
    ends("2023-09-30 Sat", "3y", "2026-09-30 Wed", "2026-09-30 Wed");
}
