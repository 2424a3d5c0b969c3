//! 送达以后: the petitioner's time to appeal that would follow a limit, and whether the Spring
//! Festival would lie in it. For whoever is about to start a clock.

use chrono::NaiveDate;

use super::calendar::{Calendar, DayKind};
use super::rules::Rules;
use super::running::Facts;
use crate::domain::clock::{Deadline, Whose};
use crate::domain::explanation::Appeal;
use crate::domain::rule::Start;

/// The holiday in which offices are shut longest and people are at home.
const SPRING_FESTIVAL: &str = "春节";

/// The petitioner's time that follows an answer served on the last day of this limit of a case;
/// nothing where no such time follows.
pub fn appeal(rules: &Rules, calendar: &Calendar, facts: &Facts, deadline: &Deadline) -> Option<Appeal> {
    let served = deadline.due;
    let book_on = |day| rules.book(facts.received, day, &facts.tracks);
    let book = book_on(served)?;
    // An own target stands for the limit of the law above it.
    let (rule, _) = book_on(deadline.start)?.rule_for(&deadline.clock, Some(facts.office))?;
    let follows = match rule.cap.as_ref().unwrap_or(&rule.clock).word() {
        "finish" => Start::Served,
        "review" => Start::ReviewServed,
        _ => return None,
    };
    let time = |rule: &&super::rule::Rule| rule.start == follows && rule.whose() == Whose::Petitioner;
    let rule = book.rows().into_iter().map(|(rule, _)| rule).find(time)?;
    let until = calendar.count(served, rule.length?, rule.roll).ok()?.due;
    let from = served.succ_opt()?;
    let off: Vec<NaiveDate> = from
        .iter_days()
        .take_while(|day| *day <= until)
        .filter(|day| matches!(calendar.kind(*day), DayKind::Holiday(name) if name == SPRING_FESTIVAL))
        .collect();
    Some(Appeal { from, until, spring_festival: off.first().copied().zip(off.last().copied()) })
}
