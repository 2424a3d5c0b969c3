//! What decides: the office, its calendar and its rules. Apart from the records, so that a write
//! may be open while a date is computed.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::deadline::{Addressee, Calendar, Facts, RuleSet, Rules, Year, running};
use crate::domain::clock::Deadline;
use crate::domain::intake::Intake;
use crate::domain::office::Office;
use crate::domain::trouble::{Trouble, TroubleKind};
use crate::store::{LawTexts, Listed, Store, Write};

/// The office, its calendar and its rules, as accepted.
pub(super) struct Law {
    pub(super) office: Office,
    pub(super) calendar: Calendar,
    /// Calendars of before, each with the law version that ended it, oldest first.
    past: Vec<(i64, Calendar)>,
    pub(super) rules: Rules,
    /// Grows when a year or a rule set is accepted; orders of lists are stamped with it.
    pub(super) version: i64,
}

impl Law {
    /// Reads what the office has accepted.
    pub(super) fn read(store: &Store) -> Result<Law, Trouble> {
        // A file without an office is told as such, and that first.
        let office = store.office()?;
        Law::of(store.law_texts()?, office)
    }

    /// Takes over what has been accepted since, inside a write: from here to its commit nobody
    /// accepts anything else.
    pub(super) fn keep_up(&mut self, write: &Write<'_>) -> Result<(), Trouble> {
        if write.law_version()? != self.version {
            *self = Law::of(write.law_texts()?, self.office.clone())?;
        }
        Ok(())
    }

    fn of(texts: LawTexts, office: Office) -> Result<Law, Trouble> {
        let unreadable = |fault: String| Trouble::new(TroubleKind::Other, fault);
        let mut years: BTreeMap<i64, Vec<Year>> = BTreeMap::new();
        for text in texts.years {
            let year = Year::read(&text.toml).map_err(|fault| unreadable(fault.to_string()))?;
            years.entry(text.law).or_default().push(year);
        }
        let sets = texts
            .rule_sets
            .iter()
            .map(|toml| RuleSet::read(toml).map_err(|fault| unreadable(fault.to_string())))
            .collect::<Result<Vec<_>, _>>()?;
        let mut years = years.into_iter();
        let mut calendar = Calendar::new(years.next().map(|(_, first)| first).unwrap_or_default());
        let mut past = Vec::new();
        for (law, more) in years {
            let newer = Calendar::new(calendar.years().cloned().chain(more));
            past.push((law, std::mem::replace(&mut calendar, newer)));
        }
        Ok(Law { office, calendar, past, rules: Rules::new(sets), version: texts.version })
    }

    /// The calendar as it was under a law version.
    fn calendar_under(&self, law: i64) -> &Calendar {
        self.past.iter().find(|(until, _)| law < *until).map_or(&self.calendar, |(_, calendar)| calendar)
    }

    /// The clocks that a matter received on this day starts.
    pub(super) fn clocks_from(&self, received: NaiveDate, addressee: Addressee) -> Vec<Deadline> {
        let facts = Facts { office: self.office.kind, received, addressee, steps: Vec::new() };
        running(&self.rules, &self.calendar, &facts)
    }

    /// The clocks that this matter starts.
    pub(super) fn clocks_of_new(&self, intake: &Intake) -> Vec<Deadline> {
        let petitioner = &intake.petitioner;
        let unclear = petitioner.name.is_empty() && petitioner.address.is_empty();
        self.clocks_from(intake.received.day, addressee(unclear))
    }

    /// The clocks of a case on the books. What is finished keeps the date it was held against; what
    /// runs goes by the calendar of today (decision 21).
    pub(super) fn clocks(&self, row: &Listed) -> Vec<Deadline> {
        self.clocks_by(&self.calendar, row)
    }

    /// The same, with this calendar for what runs.
    pub(super) fn clocks_by(&self, calendar: &Calendar, row: &Listed) -> Vec<Deadline> {
        let facts = Facts {
            office: self.office.kind,
            received: row.case.received.day,
            addressee: addressee(row.name.is_empty() && !row.has_address),
            steps: row.steps.clone(),
        };
        let mut clocks = running(&self.rules, calendar, &facts);
        for clock in &mut clocks {
            let Some(finished) = clock.finished else { continue };
            let mut steps = row.steps.iter().zip(&row.step_laws);
            let law = steps.find(|((_, day), _)| *day == finished).map_or(self.version, |(_, law)| *law);
            let then = running(&self.rules, self.calendar_under(law), &facts);
            let same = |other: &Deadline| other.clock == clock.clock && other.start == clock.start;
            if let Some(then) = then.into_iter().find(same) {
                *clock = then;
            }
        }
        clocks
    }
}

/// Neither name nor address: nobody can be told in writing.
fn addressee(unclear: bool) -> Addressee {
    if unclear { Addressee::Unclear } else { Addressee::Known }
}
