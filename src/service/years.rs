//! 年历: accepting a year. What runs moves, one history line each, and nothing moves unseen.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde_json::{Map, Value};

use super::law::Law;
use super::{Service, Told, allow, day, stamp};
use crate::api::years::{Answer as YearsAnswer, DaysBefore, Move, Proposal, Request, Standing, YearDays};
use crate::api::{Answer, Change, Refusal};
use crate::deadline::{Calendar, Notice, Year};
use crate::domain::access;
use crate::domain::actor::{Actor, Role};
use crate::domain::case::CaseId;
use crate::domain::clock::next_due;
use crate::domain::problem::{Field, Problem};
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
    pub(super) fn years(&mut self, actor: &Actor, now: DateTime<FixedOffset>, request: Request) -> Told {
        Ok(match request {
            Request::Weigh(text) => {
                let told = self.weigh_years(actor, now, &text)?;
                (Answer::Years(YearsAnswer::Weighed(Box::new(told))), None)
            }
            Request::Accept(text) => {
                let told = self.accept_years(actor, now, &text)?;
                let change = told.is_news().then_some(Change::Everything);
                (Answer::Years(YearsAnswer::Accepted(Box::new(told))), change)
            }
        })
    }

    /// What accepting this notice or year's file would do. Writes nothing.
    ///
    /// # Errors
    /// What bars the actor, every fault of the text and its days, and what the store says.
    pub fn weigh_years(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        text: &str,
    ) -> Result<Proposal, Refusal> {
        let today = day(now);
        allow(access::may_accept_years(actor))?;
        self.refresh()?;
        let given = sound(text, &self.law)?;
        let calendar = with(&self.law, &given);
        let mut moving = Vec::new();
        self.store.each_running(|row| moving.extend(moved(&self.law, &calendar, &row, today)))?;
        Ok(proposal(&self.law, &given, moving))
    }

    /// Accepts the years of this notice or year's file, in one transaction. Of years that the office has already nothing is
    /// written.
    ///
    /// # Errors
    /// As [`Service::weigh_years`].
    pub fn accept_years(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        text: &str,
    ) -> Result<Proposal, Refusal> {
        allow(access::may_accept_years(actor))?;
        let (at, today) = (stamp(now), day(now));
        let mut write = self.store.write()?;
        self.law.keep_up(&write)?;
        let given = sound(text, &self.law)?;
        let calendar = with(&self.law, &given);
        let mut moving = Vec::new();
        write.each_running(|row| moving.extend(moved(&self.law, &calendar, &row, today)))?;
        let news: Vec<&GivenYear> =
            given.iter().filter(|given| standing(&self.law, &given.year) != Standing::Same).collect();
        if news.is_empty() {
            return Ok(proposal(&self.law, &given, moving));
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
        super::for_whom(actor, &[Role::Administrator], &mut after);
        let before = Map::new();
        write.add_line(NewLine { case: None, actor, at: &at, what: "calendar", before, after })?;
        write.commit()?;
        let told = proposal(&self.law, &given, moving);
        self.refresh()?;
        Ok(told)
    }
}

/// Reads the State Council's notice, or a year's file, as people give them. A notice may give days
/// to the year before it: that year comes whole, as `calendar` has it, with those days.
///
/// # Errors
/// Everything that keeps it from being read. What is wrong with the days is [`Year::faults`].
pub fn read_years(text: &str, calendar: &Calendar) -> Result<Vec<GivenYear>, Vec<Problem>> {
    if text.trim().is_empty() {
        return Err(vec![Problem::Missing]);
    }
    if is_file(text) {
        let year = Year::read(text).map_err(|fault| vec![Problem::Year(fault)])?;
        return Ok(vec![GivenYear { year, toml: text.to_owned(), notice: None }]);
    }
    let notice = Notice::read(text)
        .map_err(|faults| faults.into_iter().map(Problem::Notice).collect::<Vec<Problem>>())?;
    let beside = notice.beside.iter().map(|more| year_with(calendar, more));
    let years = beside.chain([notice.year.clone()]);
    Ok(years.map(|year| GivenYear { toml: year.to_toml(), year, notice: Some(text.to_owned()) }).collect())
}

/// A year's file has a key or a table of its own; a notice copied off a web page may have anything
/// else in brackets.
fn is_file(text: &str) -> bool {
    text.lines().map(str::trim).any(|line| {
        let value = ["year", "source"].iter().find_map(|key| line.strip_prefix(key));
        value.is_some_and(|value| value.trim_start().starts_with('='))
            || line.starts_with("[off]")
            || line.starts_with("[work]")
    })
}

/// The year as it would stand with days that the notice of another year gives it.
fn year_with(calendar: &Calendar, more: &Year) -> Year {
    let known = calendar.years().find(|known| known.year == more.year);
    let mut year = known.cloned().unwrap_or_else(|| more.clone());
    year.off.extend(more.off.clone());
    year.work.extend(more.work.clone());
    let differs = known.is_none_or(|known| (&known.off, &known.work) != (&year.off, &year.work));
    if differs {
        let news = more.source.iter().filter(|source| !year.source.contains(source));
        let news: Vec<String> = news.cloned().collect();
        year.source.extend(news);
    }
    year
}

/// No year with a fault is law.
fn sound(text: &str, law: &Law) -> Result<Vec<GivenYear>, Refusal> {
    let refuse =
        |problems: Vec<Problem>| problems.into_iter().map(|problem| (Field::Calendar, problem)).collect();
    let given = read_years(text, &law.calendar).map_err(|problems| Refusal::Invalid(refuse(problems)))?;
    let faults = given.iter().flat_map(|given| given.year.faults()).map(Problem::Year);
    let faults: Vec<Problem> = faults.collect();
    if faults.is_empty() { Ok(given) } else { Err(Refusal::Invalid(refuse(faults))) }
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
    let days = |days: &BTreeMap<NaiveDate, String>| -> Vec<(NaiveDate, String)> {
        days.iter().map(|(day, name)| (*day, name.clone())).collect()
    };
    let before = |year: i32| {
        let known = law.calendar.years().find(|known| known.year == year)?;
        Some(DaysBefore { off: days(&known.off), work: days(&known.work) })
    };
    let mut years: Vec<YearDays> = given
        .iter()
        .map(|given| YearDays {
            year: given.year.year,
            standing: standing(law, &given.year),
            off: days(&given.year.off),
            work: days(&given.year.work),
            before: before(given.year.year),
        })
        .collect();
    years.sort_by_key(|year| year.year);
    let cases = moving.len();
    Proposal { years, cases, moves: moving.into_iter().flat_map(|case| case.moves).collect() }
}
