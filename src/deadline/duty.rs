//! 定期任务: which periodic duties are to be done on a day, each with its last day. Computed on
//! read, like every date; only what was done of them is kept.

use std::sync::Arc;

use chrono::{Datelike, Days, Months, NaiveDate};

use super::calendar::Calendar;
use super::count::Roll;
use super::rule::Duty;
use super::rules::Rules;
use crate::domain::actor::Role;
use crate::domain::clock::Basis;
use crate::domain::office::OfficeKind;
use crate::domain::rule::Every;
use crate::domain::text::Titled;

/// A period of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// How often it comes round.
    pub every: Every,
    /// Its first day.
    pub first: NaiveDate,
    /// Its last day.
    pub last: NaiveDate,
}

impl Period {
    /// The period that this day lies in; nothing at the edge of the calendar.
    pub fn of(every: Every, day: NaiveDate) -> Option<Period> {
        let months = |first: NaiveDate, count: u32| {
            Some((first, first.checked_add_months(Months::new(count))?.pred_opt()?))
        };
        let (first, last) = match every {
            Every::Day => (day, day),
            Every::Week => {
                let monday = day.checked_sub_days(Days::new(day.weekday().num_days_from_monday().into()))?;
                (monday, monday.checked_add_days(Days::new(6))?)
            }
            Every::Month => months(day.with_day(1)?, 1)?,
            Every::Quarter => months(day.with_day(1)?.with_month0(day.month0() / 3 * 3)?, 3)?,
            Every::Year => months(NaiveDate::from_ymd_opt(day.year(), 1, 1)?, 12)?,
        };
        Some(Period { every, first, last })
    }

    /// The one before it.
    pub fn before(self) -> Option<Period> {
        Period::of(self.every, self.first.pred_opt()?)
    }

    /// `2026-09-16`, `2026-W38`, `2026-09`, `2026-Q3`, `2026`: the word that records use.
    pub fn word(self) -> String {
        let day = self.first;
        match self.every {
            Every::Day => day.to_string(),
            Every::Week => format!("{}-W{:02}", day.iso_week().year(), day.iso_week().week()),
            Every::Month => day.format("%Y-%m").to_string(),
            Every::Quarter => format!("{}-Q{}", day.year(), day.month0() / 3 + 1),
            Every::Year => day.year().to_string(),
        }
    }

    /// The last day on which a duty of this period may be done: the last working day of the period,
    /// or so long after its end as the duty says. None where nobody works in it.
    pub fn due(self, calendar: &Calendar, duty: &Duty) -> Option<NaiveDate> {
        match duty.after {
            Some(after) => calendar.count(self.last, after, Roll::On).ok().map(|counted| counted.due),
            None => calendar.roll_back(self.last).filter(|day| *day >= self.first),
        }
    }

    /// How many days before its last day a duty of this period is put before people: nobody needs
    /// to read in January what is due in December.
    fn lead(self, duty: &Duty) -> u64 {
        match self.every {
            // What is to be done several times, or by everybody, wants the whole period.
            _ if duty.each || duty.times > 1 => u64::MAX,
            Every::Day => 0,
            Every::Week => 7,
            Every::Month => 10,
            Every::Quarter => 20,
            Every::Year => 45,
        }
    }
}

/// A duty in one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence {
    /// The duty's key.
    pub duty: String,
    /// What is to be done.
    pub title: Arc<Titled>,
    /// Document and article.
    pub basis: Arc<Basis>,
    /// Whose job it is.
    pub role: Role,
    /// By every person of the role, not once by anybody.
    pub each: bool,
    /// How often in the period.
    pub times: u32,
    /// The period.
    pub period: Period,
    /// Its last day.
    pub due: NaiveDate,
}

/// Every duty of the rules in use that `today` has to be thought of: that of the present period
/// once it is near, and that of the period before, which somebody may have left undone. Nothing is
/// owed for periods that ended before `opened`, the day on which the office began, or before the
/// rules came into use.
pub fn duties(
    rules: &Rules,
    calendar: &Calendar,
    office: OfficeKind,
    opened: NaiveDate,
    today: NaiveDate,
) -> Vec<Occurrence> {
    let mut found = Vec::new();
    for (duty, from) in rules.duties_on(today) {
        let Some(every) = duty.every.filter(|_| duty.office.is_none_or(|bound| bound == office)) else {
            continue;
        };
        let present = Period::of(every, today);
        // A post round of yesterday cannot be made up for.
        let before = present.and_then(Period::before).filter(|_| every != Every::Day);
        for period in before.into_iter().chain(present) {
            let Some(due) = period.due(calendar, duty) else { continue };
            let near =
                due.checked_sub_days(Days::new(period.lead(duty).min(400))).is_none_or(|day| day <= today);
            if period.last >= opened.max(from) && (near || due < today) {
                found.push(Occurrence {
                    duty: duty.key.clone(),
                    title: Arc::clone(&duty.title),
                    basis: Arc::clone(&duty.basis),
                    role: duty.role,
                    each: duty.each,
                    times: duty.times,
                    period,
                    due,
                });
            }
        }
    }
    found.sort_by(|a, b| (a.due, &a.duty).cmp(&(b.due, &b.duty)));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deadline::{RuleSet, shipped};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn on(every: Every, text: &str) -> Period {
        Period::of(every, day(text)).expect("a period")
    }

    #[test]
    fn periods_have_first_days_last_days_and_words() {
        for (every, within, first, last, word) in [
            (Every::Day, "2026-09-16", "2026-09-16", "2026-09-16", "2026-09-16"),
            (Every::Week, "2026-09-16", "2026-09-14", "2026-09-20", "2026-W38"),
            (Every::Week, "2027-01-01", "2026-12-28", "2027-01-03", "2026-W53"),
            (Every::Month, "2026-02-28", "2026-02-01", "2026-02-28", "2026-02"),
            (Every::Quarter, "2026-11-30", "2026-10-01", "2026-12-31", "2026-Q4"),
            (Every::Quarter, "2026-03-31", "2026-01-01", "2026-03-31", "2026-Q1"),
            (Every::Year, "2026-06-30", "2026-01-01", "2026-12-31", "2026"),
        ] {
            let period = on(every, within);
            assert_eq!((period.first, period.last, period.word().as_str()), (day(first), day(last), word));
        }
        assert_eq!(on(Every::Quarter, "2026-01-31").before().map(Period::word).as_deref(), Some("2025-Q4"));
        assert_eq!(on(Every::Month, "2026-03-31").before().map(Period::word).as_deref(), Some("2026-02"));
    }

    /// One duty, in use since 2022.
    fn rules(row: &str) -> Rules {
        let law = shipped::LAWS[1].split("[[duty]]").next().expect("the clocks").to_owned();
        let duty = format!(
            "[[duty]]\nduty = \"x.y\"\nzh = \"小结\"\nen = \"sum up\"\nrole = \"statistician\"\n{row}\n\
             article = \"第一条\"\narticle_en = \"Article 1\"\n"
        );
        Rules::new([RuleSet::read(&format!("{law}\n{duty}")).expect("a rule file")])
    }

    fn due(row: &str, opened: &str, today: &str) -> Vec<(String, NaiveDate)> {
        let calendar = shipped::calendar().expect("the calendar");
        let found = duties(&rules(row), &calendar, OfficeKind::PetitionOffice, day(opened), day(today));
        found.into_iter().map(|each| (each.period.word(), each.due)).collect()
    }

    #[test]
    fn a_duty_is_due_on_the_last_working_day_of_its_period() {
        // The week before the National Day holiday ends on a Wednesday.
        let week = due("every = \"week\"", "2026-09-28", "2026-09-28");
        assert_eq!(week, [("2026-W40".to_owned(), day("2026-09-30"))]);
        // A make-up Sunday is the last working day of its week.
        let week = due("every = \"week\"", "2026-09-14", "2026-09-14");
        assert_eq!(week, [("2026-W38".to_owned(), day("2026-09-20"))]);
        // In the holiday week itself the last working day is the make-up Saturday.
        assert_eq!(due("every = \"week\"", "2026-10-05", "2026-10-05")[0].1, day("2026-10-10"));
        // On a day off nobody makes the round.
        assert_eq!(due("every = \"day\"", "2026-01-05", "2026-10-01"), []);
        assert_eq!(due("every = \"day\"", "2026-01-05", "2026-10-08").len(), 1);
        let after = due("every = \"year\"\nafter = \"31d\"", "2024-01-01", "2026-01-10");
        assert_eq!(
            after,
            [("2025".to_owned(), day("2026-02-02"))],
            "01-31 is a Saturday, and 02-01 a Sunday"
        );
    }

    #[test]
    fn what_was_left_undone_in_the_period_before_stays_and_older_ones_do_not_pile_up() {
        let month = due("every = \"month\"", "2025-01-01", "2026-09-10");
        assert_eq!(month, [("2026-08".to_owned(), day("2026-08-31"))], "September's is not near yet");
        let month = due("every = \"month\"", "2025-01-01", "2026-09-21");
        assert_eq!(month.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>(), ["2026-08", "2026-09"]);
        assert_eq!(due("every = \"month\"", "2026-09-02", "2026-09-10"), [], "August was before this office");
        // A quota wants the whole month.
        assert_eq!(due("every = \"month\"\ntimes = 2", "2026-09-01", "2026-09-01").len(), 1);
        assert_eq!(due("unset = true", "2025-01-01", "2026-09-21"), []);
        let other = due("every = \"month\"\noffice = \"other_body\"", "2025-01-01", "2026-09-21");
        assert_eq!(other, [], "another kind of office");
    }
}
