//! 体检: what `doctor` finds in the records.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};

use super::said::Said;
use super::{Service, day};
use crate::api::home::Gap;
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
    /// `schema`, `integrity`, `history`, `order`, `registers`, `calendar`, `approvers`; of the desk, `terminal`.
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
        let (stale, misplaced) = (self.store.stale_order()?, self.misplaced(day(now))?);
        let changed = self.changed_unseen()?;
        let strange = self.store.strange_rows()?;
        let mut rows = 0;
        for register in &self.directory.registers {
            rows += self.store.rows(&register.name)?.len();
        }
        let next = day(now).year() + 1;
        let last = self.law.calendar.years().map(|year| year.year).max();
        // The notice for the next year comes in November: until then its lack is no news.
        let calendar = match last {
            Some(last) if last + 1 == next && day(now).month() < 11 => Health::Good,
            Some(last) if last >= next => Health::Good,
            Some(last) if last + 1 == next => Health::Warning,
            _ => Health::Bad,
        };
        // A step that nobody may decide waits for ever.
        let roles = |gap: &Gap| gap.roles.iter().map(|role| role.word()).collect::<Vec<_>>().join("/");
        let gaps = self.gaps(day(now));
        let gaps: Vec<String> = gaps.iter().map(|gap| format!("{}: {}", gap.step, roles(gap))).collect();
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
                health: judge(fault.is_none() && lines > 0 && changed.is_empty()),
                detail: match fault {
                    None if !changed.is_empty() => changed.join(" "),
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
                what: "registers",
                health: judge(strange.is_empty()),
                detail: if strange.is_empty() { rows.to_string() } else { strange.join(" ") },
            },
            Finding {
                what: "calendar",
                health: calendar,
                detail: last.map_or_else(String::new, |last| last.to_string()),
            },
            Finding {
                what: "approvers",
                health: if gaps.is_empty() { Health::Good } else { Health::Warning },
                detail: if gaps.is_empty() { "0".to_owned() } else { gaps.join("; ") },
            },
        ])
    }

    /// How many cases stand elsewhere in lists than their facts say: the one derived column,
    /// held against what is computed (decision 25).
    fn misplaced(&self, today: NaiveDate) -> Result<i64, Trouble> {
        let mut last = CaseId(0);
        let mut count = 0;
        loop {
            let rows = self.store.listed_after(last, BATCH)?;
            let Some(newest) = rows.last() else {
                return Ok(count);
            };
            last = newest.case.id;
            for row in &rows {
                let computed = next_due(&self.law.clocks(row, today))
                    .map_or_else(|| NO_LIMIT.to_owned(), |due| due.due.to_string());
                count += i64::from(computed != row.order.to_string());
            }
        }
    }

    /// Cases whose text or person is not what the history says was registered, or that have more
    /// or fewer lines than changes.
    fn changed_unseen(&self) -> Result<Vec<String>, Trouble> {
        const NAMED: usize = 5;
        let mut last = CaseId(0);
        let mut changed = Vec::new();
        loop {
            let rows = self.store.filed_after(last, BATCH)?;
            let Some(newest) = rows.last() else {
                return Ok(changed);
            };
            last = newest.id;
            for row in &rows {
                let said = Said {
                    title: &row.title,
                    body: row.body.reveal(),
                    petitioner: &row.petitioner,
                    purpose: row.purpose.as_deref(),
                    category: row.category.as_deref(),
                };
                let registered: serde_json::Value = serde_json::from_str(&row.registered).unwrap_or_default();
                let hash = registered["salt"].as_str().map(|salt| said.hash(salt));
                let same = hash.is_some() && registered["said"].as_str() == hash.as_deref();
                if (!same || row.lines != row.version) && changed.len() < NAMED {
                    changed.push(row.number.clone());
                }
            }
        }
    }
}
