//! 为什么是这一天: the facts of a case, handed to the room that counts.

use chrono::NaiveDate;

use super::{Service, allow};
use crate::api::Refusal;
use crate::api::cases::{Allowed, Counted, Explained, Told, Tried, Wanted};
use crate::deadline::{Addressee, Facts, Trial, appeal, explain, lamp, pending, running, tried};
use crate::domain::actor::Actor;
use crate::domain::clock::{ClockLine, Deadline, next_due};
use crate::domain::explanation::Entered;
use crate::domain::history::Line;
use crate::domain::rule::{ClockKey, Start};
use crate::domain::step::{self, REGISTER};
use crate::store::Listed;

/// What is told of.
struct Matter<'a> {
    facts: Facts,
    /// The case; nothing for a matter on its form.
    row: Option<&'a Listed>,
    history: &'a [Line],
    today: NaiveDate,
}

impl Service {
    /// The steps behind one limit of a case, or of a matter that is still on its form.
    pub(super) fn explain(
        &self,
        actor: &Actor,
        today: NaiveDate,
        wanted: &Wanted,
    ) -> Result<Explained, Refusal> {
        let Some(case) = wanted.case else {
            allow((REGISTER.who)(actor))?;
            let received = wanted.received.unwrap_or(today);
            let facts = self.law.facts_from(received, Addressee::Known, today);
            let clocks = running(&self.law.rules, &self.law.calendar, &facts, today);
            return Ok(self.explained(wanted, &Matter { facts, row: None, history: &[], today }, &clocks));
        };
        let listed = self.in_reach(actor, case)?.listed;
        let history = self.store.history(case)?;
        let facts = self.law.facts(&listed, today);
        let clocks = self.law.clocks(&listed, today);
        let matter = Matter { facts, row: Some(&listed), history: &history, today };
        let explained = self.explained(wanted, &matter, &clocks);
        Ok(Explained { number: listed.case.number, title: listed.case.title, ..explained })
    }

    fn explained(&self, wanted: &Wanted, matter: &Matter<'_>, clocks: &[Deadline]) -> Explained {
        let waiting = pending(&self.law.rules, &matter.facts, matter.today, clocks);
        let running = clocks.iter().map(|deadline| deadline.clock.clone());
        let keys: Vec<ClockKey> = running.chain(waiting.iter().map(|wait| wait.clock.clone())).collect();
        let key = wanted.clock.clone().filter(|key| keys.contains(key));
        let key = key.or_else(|| next_due(clocks).map(|next| next.clock.clone()));
        let told = key.or_else(|| keys.first().cloned()).and_then(|key| {
            let deadline = clocks.iter().find(|deadline| deadline.clock == key);
            let wait = waiting.iter().find(|wait| wait.clock == key);
            self.told(wanted, matter, (&key, deadline, wait))
        });
        let wanted = wanted.clone();
        Explained { number: String::new(), title: String::new(), wanted, clocks: keys, told }
    }

    fn told(
        &self,
        wanted: &Wanted,
        matter: &Matter<'_>,
        (key, deadline, wait): (&ClockKey, Option<&Deadline>, Option<&ClockLine>),
    ) -> Option<Told> {
        let law = &self.law;
        let start = deadline.map_or(matter.today, |deadline| deadline.start);
        let allowed = self.allowed(&matter.facts, key, start);
        let Some(Tried { start: other, extend, pause }) = &wanted.tried else {
            return match (deadline, wait) {
                (Some(deadline), _) => {
                    let entered = entered(matter.history, deadline);
                    Some(self.counted(matter, deadline, entered, allowed))
                }
                (None, Some(wait)) => Some(Told::Waits(wait.clone(), allowed)),
                (None, None) => None,
            };
        };
        let trial = Trial { start: other.unwrap_or(start), extend: *extend, pause: *pause };
        // What is tried is received then, where the clock counts from receipt.
        Some(match tried(&law.rules, &law.calendar, &matter.facts, key, &trial) {
            Ok(deadline) => self.counted(matter, &deadline, None, allowed),
            Err(problem) => {
                let line = deadline.map(Deadline::line).or_else(|| wait.cloned())?;
                Told::Cannot(line, allowed, problem)
            }
        })
    }

    fn counted(
        &self,
        matter: &Matter<'_>,
        deadline: &Deadline,
        entered: Option<Entered>,
        allowed: Allowed,
    ) -> Told {
        let law = &self.law;
        // What is finished is told by the calendar it was held against; what would follow lies ahead.
        let calendar = matter.row.map_or(&law.calendar, |row| law.calendar_of(row, deadline));
        Told::Counted(Box::new(Counted {
            explanation: explain(calendar, deadline, entered),
            lamp: lamp(calendar, deadline, matter.today),
            appeal: appeal(&law.rules, &law.calendar, &matter.facts, deadline),
            allowed,
        }))
    }

    /// What the rule of this clock allows beside its length.
    fn allowed(&self, facts: &Facts, key: &ClockKey, start: NaiveDate) -> Allowed {
        let book = self.law.rules.book(facts.received, start, &facts.tracks);
        let rule = book.and_then(|book| book.rule_for(key, Some(facts.office))).map(|(rule, _)| rule);
        rule.map_or_else(Allowed::default, |rule| Allowed {
            extension: rule.extension.as_ref().and_then(|extension| extension.max).map(|max| max.to_string()),
            pauses: rule.pauses.clone(),
        })
    }
}

/// Who put the start of this clock on the books: whoever took the step of that day, else whoever
/// registered. Nobody entered what the law takes as happened.
fn entered(history: &[Line], deadline: &Deadline) -> Option<Entered> {
    if deadline.deemed {
        return None;
    }
    let day = deadline.start.to_string();
    let said = |line: &&Line| {
        let begins = step::by_name(&line.what).map_or(&[][..], |step| step.begins);
        let key = if line.what == REGISTER.name { "received" } else { "day" };
        let same_day = line.after.get(key).and_then(|value| value.as_str()) == Some(day.as_str());
        begins.contains(&deadline.event) && (same_day || deadline.event == Start::Registered)
    };
    let line = history.iter().rev().find(said).or_else(|| history.first());
    line.map(|line| Entered { who: line.who.clone(), at: line.at })
}
