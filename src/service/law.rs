//! What decides: the office, its calendar and its rules. Apart from the records, so that a write
//! may be open while a date is computed.

use chrono::NaiveDate;

use crate::deadline::{Addressee, Calendar, Facts, RuleSet, Rules, Year, running};
use crate::domain::clock::Deadline;
use crate::domain::intake::Intake;
use crate::domain::office::Office;
use crate::domain::trouble::{Trouble, TroubleKind};
use crate::store::{Listed, Store};

/// The office, its calendar and its rules, as accepted.
pub(super) struct Law {
    pub(super) office: Office,
    pub(super) calendar: Calendar,
    pub(super) rules: Rules,
    /// Grows when a year or a rule set is accepted; orders of lists are stamped with it.
    pub(super) version: i64,
}

impl Law {
    /// Reads what the office has accepted.
    pub(super) fn read(store: &Store) -> Result<Law, Trouble> {
        let unreadable = |fault: String| Trouble::new(TroubleKind::Other, fault);
        let years = store
            .calendar_years()?
            .iter()
            .map(|toml| Year::read(toml).map_err(|fault| unreadable(fault.to_string())))
            .collect::<Result<Vec<_>, _>>()?;
        let sets = store
            .rule_sets()?
            .iter()
            .map(|toml| RuleSet::read(toml).map_err(|fault| unreadable(fault.to_string())))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Law {
            office: store.office()?,
            calendar: Calendar::new(years),
            rules: Rules::new(sets),
            version: store.law_version()?,
        })
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

    /// The clocks of a case on the books.
    pub(super) fn clocks(&self, row: &Listed) -> Vec<Deadline> {
        let facts = Facts {
            office: self.office.kind,
            received: row.case.received.day,
            addressee: addressee(row.name.is_empty() && !row.has_address),
            steps: row.steps.clone(),
        };
        running(&self.rules, &self.calendar, &facts)
    }
}

/// Neither name nor address: nobody can be told in writing.
fn addressee(unclear: bool) -> Addressee {
    if unclear { Addressee::Unclear } else { Addressee::Known }
}
