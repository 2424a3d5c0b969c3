//! What decides: the office, its calendar and its rules. Apart from the records, so that a write
//! may be open while a date is computed.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use crate::deadline::{
    Addressee, Calendar, Facts, Happened, RuleSet, Rules, Use, Year, running, running_since,
};
use crate::domain::clock::{Deadline, Pause};
use crate::domain::intake::Intake;
use crate::domain::life::{self, HandOver, Life};
use crate::domain::office::Office;
use crate::domain::rule::{ClockKey, ProfileKind, Start};
use crate::domain::step::{self, Allowed, Part, Step};
use crate::domain::text::Titled;
use crate::domain::trouble::{Trouble, TroubleKind};
use crate::store::{LawTexts, Listed, Store, UseRow, Write};

/// 简易办理: the track that cases are put on and taken off by steps.
const SIMPLIFIED: &str = "simplified";
/// 12345: the track of the hotline's orders.
const HOTLINE: &str = "hotline-12345";

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
        let facts = Facts { tracks: intake.tracks.clone(), purpose: intake.purpose, ..facts };
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
        running_since(&self.rules, calendar, &then, &self.facts(row, today), today)
    }

    /// The calendar under which this step of the case was noted, or else the one that counts now.
    fn noted_under<'a>(&'a self, now: &'a Calendar, row: &Listed, step: Option<usize>) -> &'a Calendar {
        let law = step.and_then(|step| row.step_laws.get(step));
        law.map_or(now, |law| self.calendar_under(*law))
    }

    /// The calendar that this clock of the case goes by.
    pub(super) fn calendar_of(&self, row: &Listed, clock: &Deadline) -> &Calendar {
        let ended = clock.finished.and_then(|day| row.life.taken.iter().position(|taken| taken.day == day));
        self.noted_under(&self.calendar, row, ended)
    }

    /// 专项: the tracks that are switched on.
    pub(super) fn tracks(&self, today: NaiveDate) -> Vec<&RuleSet> {
        let sets = self.rules.in_use_on(today).into_iter();
        sets.filter(|set| set.kind == ProfileKind::Track).collect()
    }

    /// What the rules in use allow beyond the regulation, and whom they want to decide.
    pub(super) fn allowed(&self, today: NaiveDate) -> Allowed {
        let track = |name: &str| {
            let on = self.tracks(today).into_iter().find(|set| set.name == name);
            on.map(|set| set.name.clone())
        };
        let mut allowed =
            Allowed { simplified: track(SIMPLIFIED), hotline: track(HOTLINE), ..Allowed::default() };
        let here = |used: &&Use| used.from <= today && used.until.is_none_or(|until| today <= until);
        for used in self.rules.uses().iter().filter(here) {
            for set in std::iter::once(&used.set).chain(&used.bases) {
                take_in(&mut allowed, set);
            }
        }
        allowed
    }

    /// These tracks, with what they are called.
    pub(super) fn titles_of(&self, tracks: &[String]) -> Vec<(String, Titled)> {
        let set = |name: &String| self.sets.iter().rfind(|set| set.name == *name);
        tracks.iter().filter_map(set).map(|set| (set.name.clone(), set.title.clone())).collect()
    }

    /// What is known of a case on the books.
    pub(super) fn facts(&self, row: &Listed, today: NaiveDate) -> Facts {
        let life = &row.life;
        let registered = row.case.registered_at.with_timezone(&self.office.offset).date_naive();
        let mut facts = Facts::registered(self.office.kind, row.case.received.day, registered);
        facts.addressee = addressee(row.name.is_empty() && !row.has_address);
        facts.tracks.clone_from(&row.tracks);
        facts.purpose = row.case.purpose;
        facts.happened.extend(life.taken.iter().map(|taken| happened(life, taken)));
        facts.extensions = life.extensions.iter().filter(|(clock, _)| !is_set(clock)).cloned().collect();
        facts.pauses.clone_from(&life.pauses);
        if let Some((clock, from, reason)) = &life.paused {
            // It lasts: today does not count either.
            facts.pauses.push((clock.clone(), Pause::plain(*from, today.max(*from), *reason)));
        }
        facts
    }
}

/// What a rule file allows, with what is allowed already.
pub(super) fn take_in(allowed: &mut Allowed, set: &RuleSet) {
    allowed.refuses.extend(set.refuses.iter().copied());
    for rule in &set.clocks {
        if let Some(extension) = &rule.extension {
            allowed.extensions.push((rule.clock.word().to_owned(), extension.approver.roles()));
        }
        if !rule.pauses.is_empty() {
            allowed.pauses.push(rule.clock.word().to_owned());
        }
    }
    if let Some(issues) = set.issues {
        allowed.issues = issues;
    }
    allowed.two_investigators |= set.two_investigators;
    allowed.terminates_by_silence |= set.terminates_by_silence;
}

/// A step that was taken, as the clocks see it.
fn happened(life: &Life, taken: &life::Taken) -> Happened {
    let step = step::by_name(&taken.step);
    let begins = step.map_or(&[][..], |step| step.begins);
    let arrived = taken.given.day(Part::Arrived).unwrap_or(taken.day);
    let when = |start: &Start| if *start == Start::Arrived { arrived } else { taken.day };
    let given_back = |body: &HandOver| body.ordinal == taken.ordinal && body.returned.is_some();
    Happened {
        // What was given back was never passed on: article 22's fifteen days have run on.
        step: if life.hand_overs.iter().any(given_back) { String::new() } else { taken.step.clone() },
        day: taken.day,
        events: begins.iter().map(|start| (*start, when(start))).collect(),
        of: taken.given.get(Part::To).to_owned(),
        closes: step.is_some_and(Step::closes),
        limit: limit(life, taken),
    }
}

/// 办理期限 that was set with a step, with what was added to it since.
fn limit(life: &Life, taken: &life::Taken) -> Option<NaiveDate> {
    let first = taken.given.day(Part::Limit);
    let later = life.taken.iter().filter(|later| later.ordinal > taken.ordinal);
    match taken.step.as_str() {
        "take_order" => {
            let newest = life.taken.iter().rfind(|later| later.step == "renew");
            newest
                .filter(|later| later.ordinal > taken.ordinal)
                .and_then(|r| r.given.day(Part::Limit))
                .or(first)
        }
        "assign" => {
            let more = later.filter(|later| later.step == "extend" && later.given.is(Part::Clock, ASSIGNED));
            let days: u64 = more.filter_map(|more| more.given.get(Part::Days).parse::<u64>().ok()).sum();
            first?.checked_add_days(Days::new(days))
        }
        _ => None,
    }
}

/// R6: whoever assigns sets the limit and alone may move it.
const ASSIGNED: &str = "assigned";

/// Is its last day set, not counted?
fn is_set(clock: &ClockKey) -> bool {
    clock.word() == ASSIGNED
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
