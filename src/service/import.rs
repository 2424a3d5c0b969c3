//! 导入: many matters of a file, each all or nothing, none filed twice.

use chrono::{DateTime, FixedOffset};

use super::intake::put_on_the_books;
use super::{Service, allow};
use crate::api::Refusal;
use crate::domain::actor::Actor;
use crate::domain::clock::Deadline;
use crate::domain::intake::Intake;
use crate::domain::step::REGISTER;

pub use crate::api::intake::Filed;

/// What became of one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportVerdict {
    /// It is on the books now.
    Filed(Filed),
    /// It was on the books already, under this number.
    Known {
        /// the case's number
        number: String,
    },
}

impl Service {
    /// Files what is new, in one transaction that each row joins whole or not at all. With
    /// `commit` off everything is done and then taken back: the verdicts are true and nothing
    /// is kept.
    ///
    /// # Errors
    /// What bars the actor, and what the store says; then no row of this call was filed.
    pub fn import(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        intakes: &[Intake],
        keep: Keep,
    ) -> Result<Vec<ImportVerdict>, Refusal> {
        allow((REGISTER.who)(actor))?;
        let book = self.book(actor, now)?;
        let clocks: Vec<Vec<Deadline>> = intakes.iter().map(|intake| self.clocks_of_new(intake)).collect();
        let pattern = self.office.number_pattern.clone();
        let mut write = self.store.write()?;
        let mut verdicts = Vec::with_capacity(intakes.len());
        for (intake, clocks) in intakes.iter().zip(&clocks) {
            let verdict = match write.known(intake)? {
                Some((id, _)) => ImportVerdict::Known { number: write.number_of(id)? },
                None => {
                    let filed = write.all_or_nothing(|write| {
                        put_on_the_books(write, &book, actor, intake, clocks, &pattern)
                    })?;
                    ImportVerdict::Filed(filed)
                }
            };
            verdicts.push(verdict);
        }
        match keep {
            Keep::Yes => write.commit()?,
            Keep::OnlyTry => drop(write),
        }
        Ok(verdicts)
    }
}

/// Whether an import is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// File the rows.
    Yes,
    /// `--dry-run`: find out what would happen.
    OnlyTry,
}
