//! 灯: how a limit stands on a day. Computed on read, never stored.

use chrono::NaiveDate;

use super::calendar::Calendar;
use crate::domain::clock::{Deadline, Lamp, Left, Unit, Whose, next_due};

/// How `deadline` stands on `today`. The day before, the day itself and the day after are three
/// different lamps; no day is without one. Time left is in the unit of the clock, time over always
/// in natural days.
pub fn lamp(calendar: &Calendar, deadline: &Deadline, today: NaiveDate) -> Lamp {
    let days = (deadline.due - today).num_days();
    if let Some(done) = deadline.finished {
        let late = (done - deadline.due).num_days();
        return if late > 0 { Lamp::DoneLate(late) } else { Lamp::DoneInTime };
    }
    if days < 0 {
        return match deadline.whose {
            Whose::Office => Lamp::Overdue(-days),
            Whose::Petitioner => Lamp::Passed,
        };
    }
    if deadline.pauses.iter().any(|pause| pause.from <= today && today <= pause.to) {
        return Lamp::Paused;
    }
    if days == 0 {
        return Lamp::DueToday;
    }
    let left = left(calendar, deadline, today, days);
    if left.count <= i64::from(deadline.near) { Lamp::Near(left) } else { Lamp::InTime(left) }
}

/// Days left, or working days for a clock that counts in them. A limit of the law that comes before
/// an own target in working days may lie on a holiday's eve: one day is left at least.
fn left(calendar: &Calendar, deadline: &Deadline, today: NaiveDate, days: i64) -> Left {
    match deadline.unit {
        Unit::WorkingDay => {
            let working = calendar.working_days_between(today, deadline.due).unwrap_or(days);
            Left { count: working.max(1), unit: Unit::WorkingDay }
        }
        Unit::Day | Unit::Month => Left::days(days),
    }
}

/// The lamp of a whole case: that of its next limit, else of the last one finished; of
/// several finished on one day that of a late one.
pub fn case_lamp(calendar: &Calendar, deadlines: &[Deadline], today: NaiveDate) -> Lamp {
    let duties = || deadlines.iter().filter(|deadline| deadline.whose == Whose::Office);
    next_due(deadlines)
        .or_else(|| {
            duties().max_by_key(|deadline| (deadline.finished, deadline.finished > Some(deadline.due)))
        })
        .map_or(Lamp::NoLimit, |deadline| lamp(calendar, deadline, today))
}
