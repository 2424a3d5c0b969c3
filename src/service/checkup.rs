//! 体检: what `doctor` finds in the records.

use chrono::{DateTime, Datelike, FixedOffset};

use super::{Service, day};
use crate::domain::trouble::Trouble;
use crate::store::{ChainFault, SCHEMA};

/// How serious a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Health {
    /// Nothing to do.
    Good,
    /// Works, and somebody should look.
    Warning,
    /// Broken.
    Bad,
}

/// One thing looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// `schema`, `integrity`, `history`, `calendar`.
    pub what: &'static str,
    /// How it stands.
    pub health: Health,
    /// Figures and names, the same in every language.
    pub detail: String,
}

impl Service {
    /// Looks at schema, pages, history chain and calendar.
    ///
    /// # Errors
    /// When the database cannot even be asked.
    pub fn checkup(&self, now: DateTime<FixedOffset>) -> Result<Vec<Finding>, Trouble> {
        let found = self.store.checkup()?;
        let sound = found.integrity == ["ok"];
        let (lines, fault) = self.store.verify_history()?;
        let next = day(now).year() + 1;
        let last = self.calendar.years().map(|year| year.year).max();
        // The notice for the next year comes in November; from December on its lack is news.
        let calendar = match last {
            Some(last) if last >= next => Health::Good,
            Some(last) if last + 1 == next => Health::Warning,
            _ => Health::Bad,
        };
        let judge = |good| if good { Health::Good } else { Health::Bad };
        Ok(vec![
            Finding {
                what: "schema",
                health: judge(found.schema == SCHEMA),
                detail: found.schema.to_string(),
            },
            Finding { what: "integrity", health: judge(sound), detail: found.integrity.join("; ") },
            Finding {
                what: "history",
                health: judge(fault.is_none()),
                detail: match fault {
                    None => lines.to_string(),
                    Some(ChainFault::Values(id)) => format!("values of line {id}"),
                    Some(ChainFault::Link(id)) => format!("chain at line {id}"),
                },
            },
            Finding {
                what: "calendar",
                health: calendar,
                detail: last.map_or_else(String::new, |last| last.to_string()),
            },
        ])
    }
}
