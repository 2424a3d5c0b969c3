//! What decides: the office, its calendar and its rules. Apart from the records, so that a write
//! may be open while a date is computed.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::deadline::{
    Addressee, Calendar, Facts, Happened, RuleSet, Rules, Use, Year, running, running_since,
};
use crate::domain::clock::Deadline;
use crate::domain::intake::Intake;
use crate::domain::office::Office;
use crate::domain::rule::ProfileKind;
use crate::domain::step::{self, Allowed, Step};
use crate::domain::text::Titled;
use crate::domain::trouble::{Trouble, TroubleKind};
use crate::store::{LawTexts, Listed, Store, UseRow, Write};

/// 简易办理: the track that cases are put on and taken off by steps.
const SIMPLIFIED: &str = "simplified";

/// The office, its calendar and its rules, as accepted.
pub(super) struct Law {
    pub(super) office: Office,
    /// The day on which the office began.
    pub(super) opened: NaiveDate,
    pub(super) calendar: Calendar,
    /// Calendars of before, each with the law version that ended it, oldest first.
    past: Vec<(i64, Calendar)>,
    pub(super) rules: Rules,
    /// Every rule file ever accepted, each version of it.
    pub(super) sets: Vec<RuleSet>,
    /// Their texts, in the same order.
    pub(super) texts: Vec<String>,
    /// Grows when a year or a rule set is accepted; orders of lists are stamped with it.
    pub(super) version: i64,
}

impl Law {
    /// Reads what the office has accepted.
    pub(super) fn read(store: &Store) -> Result<Law, Trouble> {
        // A file without an office is told as such, and that first.
        let office = store.office()?;
        let opened = store.opened_at()?.with_timezone(&office.offset).date_naive();
        Law::of(store.law_texts()?, office, opened)
    }

    /// Takes over what has been accepted since, inside a write: from here to its commit nobody
    /// accepts anything else.
    pub(super) fn keep_up(&mut self, write: &Write<'_>) -> Result<(), Trouble> {
        if write.law_version()? != self.version {
            *self = Law::of(write.law_texts()?, self.office.clone(), self.opened)?;
        }
        Ok(())
    }

    fn of(texts: LawTexts, office: Office, opened: NaiveDate) -> Result<Law, Trouble> {
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
        let rules = Rules::of(texts.uses.iter().filter_map(|used| in_use(&sets, used)));
        let version = texts.version;
        Ok(Law { office, opened, calendar, past, rules, sets, texts: texts.rule_sets, version })
    }

    /// The calendar as it was under a law version.
    fn calendar_under(&self, law: i64) -> &Calendar {
        self.past.iter().find(|(until, _)| law < *until).map_or(&self.calendar, |(_, calendar)| calendar)
    }

    /// What is known of a matter that is only received.
    pub(super) fn facts_from(&self, received: NaiveDate, addressee: Addressee, today: NaiveDate) -> Facts {
        // A day of receipt that is tried may lie after today.
        let registered = received.max(today);
        Facts { addressee, ..Facts::registered(self.office.kind, received, registered) }
    }

    /// The clocks that a matter received on this day starts.
    pub(super) fn clocks_from(
        &self,
        received: NaiveDate,
        addressee: Addressee,
        today: NaiveDate,
    ) -> Vec<Deadline> {
        let facts = self.facts_from(received, addressee, today);
        running(&self.rules, &self.calendar, &facts, today)
    }

    /// The clocks that this matter starts.
    pub(super) fn clocks_of_new(&self, intake: &Intake, today: NaiveDate) -> Vec<Deadline> {
        let petitioner = &intake.petitioner;
        let unclear = petitioner.name.is_empty() && petitioner.address.is_empty();
        let facts = self.facts_from(intake.received.day, addressee(unclear), today);
        let facts = Facts { tracks: intake.tracks.clone(), ..facts };
        running(&self.rules, &self.calendar, &facts, today)
    }

    /// The clocks of a case on the books. What is finished keeps the date it was held against; what
    /// runs goes by the calendar of today (decision 21).
    pub(super) fn clocks(&self, row: &Listed, today: NaiveDate) -> Vec<Deadline> {
        self.clocks_by(&self.calendar, row, today)
    }

    /// The same, with this calendar for what runs.
    pub(super) fn clocks_by(&self, calendar: &Calendar, row: &Listed, today: NaiveDate) -> Vec<Deadline> {
        // The registration is the first that happened; it ends nothing.
        let then = |at: usize| self.noted_under(calendar, row, at.checked_sub(1));
        running_since(&self.rules, calendar, &then, &self.facts(row), today)
    }

    /// The calendar under which this step of the case was noted, or else the one that counts now.
    fn noted_under<'a>(&'a self, now: &'a Calendar, row: &Listed, step: Option<usize>) -> &'a Calendar {
        let law = step.and_then(|step| row.step_laws.get(step));
        law.map_or(now, |law| self.calendar_under(*law))
    }

    /// The calendar that this clock of the case goes by.
    pub(super) fn calendar_of(&self, row: &Listed, clock: &Deadline) -> &Calendar {
        let ended = clock.finished.and_then(|day| row.steps.iter().position(|(_, taken)| *taken == day));
        self.noted_under(&self.calendar, row, ended)
    }

    /// 专项: the tracks that are switched on.
    pub(super) fn tracks(&self, today: NaiveDate) -> Vec<&RuleSet> {
        let sets = self.rules.in_use_on(today).into_iter();
        sets.filter(|set| set.kind == ProfileKind::Track).collect()
    }

    /// What the rules in use allow beyond the regulation.
    pub(super) fn allowed(&self, today: NaiveDate) -> Allowed {
        let simplified = self.tracks(today).into_iter().find(|set| set.name == SIMPLIFIED);
        let mut refuses = Vec::new();
        for used in self
            .rules
            .uses()
            .iter()
            .filter(|used| used.from <= today && used.until.is_none_or(|until| today <= until))
        {
            refuses.extend([&used.set].into_iter().chain(&used.bases).flat_map(|set| set.refuses.clone()));
        }
        Allowed { simplified: simplified.map(|set| set.name.clone()), refuses }
    }

    /// These tracks, with what they are called.
    pub(super) fn titles_of(&self, tracks: &[String]) -> Vec<(String, Titled)> {
        let set = |name: &String| self.sets.iter().rfind(|set| set.name == *name);
        tracks.iter().filter_map(set).map(|set| (set.name.clone(), set.title.clone())).collect()
    }

    /// What is known of a case on the books.
    pub(super) fn facts(&self, row: &Listed) -> Facts {
        let registered = row.case.registered_at.with_timezone(&self.office.offset).date_naive();
        let mut facts = Facts::registered(self.office.kind, row.case.received.day, registered);
        facts.addressee = addressee(row.name.is_empty() && !row.has_address);
        facts.tracks.clone_from(&row.tracks);
        facts.happened.extend(row.steps.iter().map(|(name, day)| {
            let step = step::by_name(name);
            let begins = step.map_or(&[][..], |step| step.begins);
            Happened {
                step: name.clone(),
                day: *day,
                events: begins.iter().map(|start| (*start, *day)).collect(),
                of: String::new(),
                closes: step.is_some_and(Step::closes),
            }
        }));
        facts
    }
}

/// A rule file in use, with what it builds on.
fn in_use(sets: &[RuleSet], used: &UseRow) -> Option<Use> {
    let set = sets.iter().find(|set| set.name == used.name && set.version == used.version)?;
    let mut bases: Vec<RuleSet> = Vec::new();
    let mut below = set.base.as_deref();
    while let Some(name) = below {
        let newest = sets.iter().rfind(|base| base.name == name);
        let again = |base: &&RuleSet| bases.iter().any(|known| known.name == base.name);
        let Some(base) = newest.filter(|base| base.kind != ProfileKind::Law && !again(base)) else { break };
        bases.push(base.clone());
        below = base.base.as_deref();
    }
    Some(Use {
        from: used.from.unwrap_or(set.from),
        // Whichever end comes first.
        until: [used.until, set.until].into_iter().flatten().min(),
        bases,
        set: set.clone(),
    })
}

/// Neither name nor address: nobody can be told in writing.
pub(super) fn addressee(unclear: bool) -> Addressee {
    if unclear { Addressee::Unclear } else { Addressee::Known }
}
