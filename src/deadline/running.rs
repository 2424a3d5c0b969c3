//! The heart: which clocks a case has and when each ends. A pure function of facts.

use chrono::NaiveDate;

use super::calendar::Calendar;
use super::rule::Rules;
use crate::domain::clock::Deadline;
use crate::domain::office::OfficeKind;

/// What is known of a case. Dates are legal days in the office's zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// Decides whose duty a clock is.
    pub office: OfficeKind,
    /// 收到之日
    pub received: NaiveDate,
    /// Whether anybody could be told in writing.
    pub addressee: Addressee,
    /// Steps taken after the registration, with the day each took effect.
    pub steps: Vec<(String, NaiveDate)>,
}

/// Can a written notice reach the petitioner?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Addressee {
    /// A name or an address is known.
    Known,
    /// 姓名（名称）、住址不清: neither is, and no notice is owed (article 23).
    Unclear,
}

/// Every clock of the case, running or ended. A limit that leaves the years that can be counted
/// in has no deadline; registration refuses such a day of receipt, so none is lost.
pub fn running(rules: &Rules, calendar: &Calendar, facts: &Facts) -> Vec<Deadline> {
    let Some(law) = rules.in_force_on(facts.received) else {
        return Vec::new();
    };
    law.set
        .clocks
        .iter()
        .filter(|rule| rule.binds(facts.office))
        .filter(|rule| !(rule.needs_addressee && facts.addressee == Addressee::Unclear))
        .filter_map(|rule| {
            let (clock, length) = rule.running()?;
            let start = facts.received;
            let counted = calendar.count(start, length, rule.roll).ok()?;
            let finished =
                facts.steps.iter().filter(|(step, _)| rule.ends_by.contains(step)).map(|(_, day)| *day).min();
            Some(Deadline {
                clock,
                start,
                nominal: counted.nominal,
                due: counted.due,
                last_working_day: calendar.roll_back(counted.nominal)?,
                certainty: counted.certainty,
                finished,
                near: rule.warn.iter().copied().max().unwrap_or(0).into(),
                basis: law.set.basis(rule),
                before_known_law: law.before_known_law,
                length: length.to_string(),
            })
        })
        .collect()
}
