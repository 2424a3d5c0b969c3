//! 体检: what `doctor` finds in the records.

use chrono::{DateTime, Datelike, FixedOffset};

use super::{Service, day};
use crate::domain::case::CaseId;
use crate::domain::clock::next_due;
use crate::domain::trouble::Trouble;
use crate::store::{ChainFault, NO_LIMIT, SCHEMA};

/// Cases read at once.
const BATCH: usize = 500;

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
    /// `schema`, `integrity`, `history`, `order`, `calendar`.
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
        let (stale, misplaced) = (self.store.stale_order()?, self.misplaced()?);
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
                what: "order",
                health: judge(stale == 0 && misplaced == 0),
                detail: (stale + misplaced).to_string(),
            },
            Finding {
                what: "calendar",
                health: calendar,
                detail: last.map_or_else(String::new, |last| last.to_string()),
            },
        ])
    }

    /// How many cases stand elsewhere in lists than their facts say: the one derived column,
    /// held against what is computed (decision 25).
    fn misplaced(&self) -> Result<i64, Trouble> {
        let mut last = CaseId(0);
        let mut count = 0;
        loop {
            let rows = self.store.listed_after(last, BATCH)?;
            let Some(newest) = rows.last() else {
                return Ok(count);
            };
            last = newest.case.id;
            for row in &rows {
                let computed = next_due(&self.clocks(row))
                    .map_or_else(|| NO_LIMIT.to_owned(), |due| due.due.to_string());
                count += i64::from(computed != row.order.to_string());
            }
        }
    }
}
