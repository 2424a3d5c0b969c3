//! 为什么是这一天: the facts of a case, handed to the room that counts.

use chrono::NaiveDate;

use super::{Service, allow};
use crate::api::Refusal;
use crate::api::cases::Explained;
use crate::deadline::{Addressee, Told, explain};
use crate::domain::actor::Actor;
use crate::domain::case::CaseId;
use crate::domain::clock::{Clock, Deadline, Lamp, next_due};
use crate::domain::explanation::{Entered, Event, RulesUsed};
use crate::domain::history::Line;
use crate::domain::step::REGISTER;

impl Service {
    /// The steps behind one limit of a case, or of a matter that is still on its form.
    pub(super) fn explain(
        &self,
        actor: &Actor,
        today: NaiveDate,
        case: Option<CaseId>,
        clock: Option<Clock>,
        tried: Option<NaiveDate>,
    ) -> Result<Explained, Refusal> {
        let Some(case) = case else {
            allow((REGISTER.who)(actor))?;
            let day = tried.unwrap_or(today);
            let clocks = self.law.clocks_from(day, Addressee::Known);
            return Ok(self.explained((String::new(), String::new()), &clocks, clock, tried, None, today));
        };
        let listed = self.in_reach(actor, case)?.listed;
        let history = self.store.history(case)?;
        let clocks = match tried {
            // What was done was done in time for the real day; a tried one only asks when.
            Some(day) => {
                let unclear = listed.name.is_empty() && !listed.has_address;
                let addressee = if unclear { Addressee::Unclear } else { Addressee::Known };
                self.law.clocks_from(day, addressee)
            }
            None => self.law.clocks(&listed),
        };
        let entered = if tried.is_none() { entered(&history) } else { None };
        let names = (listed.case.number, listed.case.title);
        Ok(self.explained(names, &clocks, clock, tried, entered, today))
    }

    fn explained(
        &self,
        (number, title): (String, String),
        clocks: &[Deadline],
        wanted: Option<Clock>,
        tried: Option<NaiveDate>,
        entered: Option<Entered>,
        today: NaiveDate,
    ) -> Explained {
        let chosen = match wanted {
            Some(wanted) => clocks.iter().find(|known| known.clock == wanted),
            None => next_due(clocks).or_else(|| clocks.first()),
        };
        let clock = chosen.map(|deadline| {
            let rules = self.law.rules.in_force_on(deadline.start).map(|law| RulesUsed {
                name: law.set.name.clone(),
                version: law.set.version,
                from: law.set.from,
            });
            let told = Told {
                event: Event::Received,
                entered,
                extension: None,
                pauses: Vec::new(),
                cap: None,
                rules: rules.unwrap_or_default(),
            };
            (explain(&self.law.calendar, deadline, told), Lamp::of(deadline, today))
        });
        Explained { number, title, tried, clocks: clocks.iter().map(|known| known.clock).collect(), clock }
    }
}

/// Who last put the day of receipt on the books.
fn entered(history: &[Line]) -> Option<Entered> {
    let line = history.iter().rev().find(|line| line.after.contains_key("received"));
    line.or_else(|| history.first()).map(|line| Entered { who: line.who.clone(), at: line.at })
}
