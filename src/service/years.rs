//! 年历: accepting a year. What runs moves, one history line each, and nothing moves unseen.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde_json::{Map, Value};

use super::law::Law;
use super::{Service, allow, day, stamp};
use crate::api::Refusal;
use crate::api::years::{Move, Proposal, Standing, YearDays};
use crate::deadline::{Calendar, Year};
use crate::domain::access;
use crate::domain::actor::{Actor, Role};
use crate::domain::case::CaseId;
use crate::domain::clock::next_due;
use crate::domain::problem::Problem;
use crate::store::{Listed, NewLine, NewYear};

/// A year as it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenYear {
    /// Its days.
    pub year: Year,
    /// The same as TOML, which the office keeps.
    pub toml: String,
    /// The notice it was read from, if it was.
    pub notice: Option<String>,
}

/// A case that moves.
struct MovingCase {
    id: CaseId,
    next: Option<NaiveDate>,
    moves: Vec<Move>,
}

impl Service {
    /// What accepting these years would do. Writes nothing.
    ///
    /// # Errors
    /// What bars the actor, a year with faults, and what the store says.
    pub fn weigh_years(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        given: &[GivenYear],
    ) -> Result<Proposal, Refusal> {
        let today = day(now);
        allow(access::only(actor, &[Role::Administrator]))?;
        sound(given)?;
        self.refresh()?;
        let calendar = with(&self.law, given);
        let mut moving = Vec::new();
        self.store.each_running(|row| moving.extend(moved(&self.law, &calendar, &row, today)))?;
        Ok(proposal(&self.law, given, moving))
    }

    /// Accepts these years, in one transaction. Of years that the office has already nothing is
    /// written.
    ///
    /// # Errors
    /// As [`Service::weigh_years`].
    pub fn accept_years(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        given: &[GivenYear],
    ) -> Result<Proposal, Refusal> {
        allow(access::only(actor, &[Role::Administrator]))?;
        sound(given)?;
        let (at, today) = (stamp(now), day(now));
        let mut write = self.store.write()?;
        self.law.keep_up(&write)?;
        let calendar = with(&self.law, given);
        let mut moving = Vec::new();
        write.each_running(|row| moving.extend(moved(&self.law, &calendar, &row, today)))?;
        let news: Vec<&GivenYear> =
            given.iter().filter(|given| standing(&self.law, &given.year) != Standing::Same).collect();
        if news.is_empty() {
            return Ok(proposal(&self.law, given, moving));
        }
        let law = write.grow_law()?;
        for case in &moving {
            write.move_limit(case.id, case.next)?;
            let dates = |date: fn(&Move) -> String| -> Map<String, Value> {
                let moves = case.moves.iter();
                moves.map(|moved| (moved.clock.word().to_owned(), Value::from(date(moved)))).collect()
            };
            write.add_line(NewLine {
                case: Some(case.id),
                actor,
                at: &at,
                what: "calendar",
                before: dates(|moved| moved.from.to_string()),
                after: dates(|moved| moved.to.to_string()),
            })?;
        }
        let mut after = Map::new();
        for GivenYear { year, toml, notice } in news {
            let version = write.accept_year(&NewYear {
                year: year.year,
                toml,
                notice: notice.as_deref(),
                at: &at,
                by: &actor.account,
            })?;
            after.insert(year.year.to_string(), Value::from(version));
        }
        after.insert("law".to_owned(), Value::from(law));
        after.insert("cases".to_owned(), Value::from(moving.len()));
        let before = Map::new();
        write.add_line(NewLine { case: None, actor, at: &at, what: "calendar", before, after })?;
        write.commit()?;
        let told = proposal(&self.law, given, moving);
        self.refresh()?;
        Ok(told)
    }

    /// The year as it would stand with days that the notice of another year gives it.
    pub fn year_with(&self, more: &Year) -> Year {
        let known = self.law.calendar.years().find(|known| known.year == more.year);
        let mut year = known.cloned().unwrap_or_else(|| more.clone());
        year.off.extend(more.off.clone());
        year.work.extend(more.work.clone());
        let differs = known.is_none_or(|known| (&known.off, &known.work) != (&year.off, &year.work));
        if differs {
            year.source.extend(
                more.source
                    .iter()
                    .filter(|source| !year.source.contains(source))
                    .cloned()
                    .collect::<Vec<_>>(),
            );
        }
        year
    }
}

/// No year with a fault is law.
fn sound(given: &[GivenYear]) -> Result<(), Refusal> {
    let faults = given.iter().flat_map(|given| given.year.faults());
    let faults: Vec<_> =
        faults.map(|fault| (0, "calendar".to_owned(), Problem::Unreadable(fault.to_string()))).collect();
    if faults.is_empty() { Ok(()) } else { Err(Refusal::Row(faults)) }
}

fn with(law: &Law, given: &[GivenYear]) -> Calendar {
    Calendar::new(law.calendar.years().cloned().chain(given.iter().map(|given| given.year.clone())))
}

fn standing(law: &Law, year: &Year) -> Standing {
    match law.calendar.years().find(|known| known.year == year.year) {
        None => Standing::New,
        Some(known) if (&known.off, &known.work) == (&year.off, &year.work) => Standing::Same,
        Some(_) => Standing::Changed,
    }
}

/// The running clocks of a case that move with another calendar.
fn moved(law: &Law, calendar: &Calendar, row: &Listed, today: NaiveDate) -> Option<MovingCase> {
    let (now, then) = (law.clocks(row, today), law.clocks_by(calendar, row, today));
    let moves: Vec<Move> = now
        .iter()
        .filter(|clock| clock.runs())
        .filter_map(|clock| {
            let other = then.iter().find(|other| other.is_same(clock))?;
            (other.due != clock.due).then(|| Move {
                number: row.case.number.clone(),
                clock: clock.clock.clone(),
                title: Arc::clone(&clock.title),
                from: clock.due,
                to: other.due,
            })
        })
        .collect();
    let next = next_due(&then).map(|clock| clock.due);
    (!moves.is_empty()).then_some(MovingCase { id: row.case.id, next, moves })
}

fn proposal(law: &Law, given: &[GivenYear], moving: Vec<MovingCase>) -> Proposal {
    let days = |days: &std::collections::BTreeMap<NaiveDate, String>| {
        days.iter().map(|(day, name)| (*day, name.clone())).collect()
    };
    let mut years: Vec<YearDays> = given
        .iter()
        .map(|given| YearDays {
            year: given.year.year,
            standing: standing(law, &given.year),
            off: days(&given.year.off),
            work: days(&given.year.work),
        })
        .collect();
    years.sort_by_key(|year| year.year);
    let cases = moving.len();
    Proposal { years, cases, moves: moving.into_iter().flat_map(|case| case.moves).collect() }
}
