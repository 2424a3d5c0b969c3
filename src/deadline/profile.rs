//! A rule file with what it builds on, and what `profile check` says of it.

use chrono::{Datelike, NaiveDate};

use super::calendar::Calendar;
use super::length::Length;
use super::rule::{Rule, RuleFault, RuleSet};
use super::rules::Book;
use crate::domain::rule::{ByRuleProblem, ClockKey, ProfileKind, RuleDoubt, RuleProblem};

/// A rule file on its base, and that on its own. A row of the file comes before the base's row of
/// the same key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// The file.
    pub set: RuleSet,
    /// What it builds on.
    pub base: Option<Box<Profile>>,
}

impl Profile {
    /// The profile of this name.
    ///
    /// # Errors
    /// [`ByRuleProblem::UnknownProfile`] names those there are.
    pub fn named(sets: &[RuleSet], name: &str) -> Result<Profile, ByRuleProblem> {
        let unknown = || ByRuleProblem::UnknownProfile { name: name.to_owned(), known: names(sets) };
        let set = sets.iter().find(|set| set.name == name).ok_or_else(unknown)?;
        Profile::on(sets, set.clone()).ok_or_else(unknown)
    }

    /// This file on its base; nothing if that is not among `sets`, or builds on itself.
    pub fn on(sets: &[RuleSet], set: RuleSet) -> Option<Profile> {
        let base = match &set.base {
            None => None,
            Some(name) => {
                let others: Vec<RuleSet> =
                    sets.iter().filter(|other| other.name != set.name).cloned().collect();
                let base = others.iter().find(|other| other.name == *name)?.clone();
                Some(Box::new(Profile::on(&others, base)?))
            }
        };
        Some(Profile { set, base })
    }

    /// The file and what it builds on, as one book.
    pub fn book(&self) -> Book<'_> {
        let mut sets = vec![&self.set];
        let mut below = self.base.as_deref();
        while let Some(Profile { set, base }) = below {
            sets.push(set);
            below = base.as_deref();
        }
        Book { sets, before_known_law: false }
    }

    /// The rule of this key, and the file it stands in.
    pub fn rule(&self, key: &ClockKey) -> Option<(&Rule, &RuleSet)> {
        self.book().rule(key)
    }
}

/// A doubt, and the rule it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// The line of the file.
    pub line: usize,
    /// The clock.
    pub clock: ClockKey,
    /// What about it.
    pub doubt: RuleDoubt,
}

/// What stands in the file that cannot stand beside the others: an unknown base, an unknown cap, an
/// own rule in the place of a law's, a version that is taken. `same_text` says whether a known file
/// of this name and version is this very file.
pub fn faults(sets: &[RuleSet], set: &RuleSet, same_text: impl Fn(&RuleSet) -> bool) -> Vec<RuleFault> {
    let mut found = Vec::new();
    let mut fault = |line, key: String, problem| found.push(RuleFault { line, key, problem });
    if sets.iter().any(|known| known.name == set.name && known.version == set.version && !same_text(known)) {
        fault(1, "version".to_owned(), RuleProblem::VersionTaken(set.version));
    }
    for other in sets.iter().filter(|_| set.base.is_none() && set.kind == ProfileKind::Law) {
        let law = other.base.is_none() && other.kind == ProfileKind::Law && other.name != set.name;
        let meets = set.until.is_none_or(|last| other.from <= last)
            && other.until.is_none_or(|last| set.from <= last);
        if law && meets {
            fault(1, "from".to_owned(), RuleProblem::Overlaps(other.name.clone()));
        }
    }
    let profile = Profile::on(sets, set.clone());
    if let (None, Some(base)) = (&profile, &set.base) {
        let known = names(sets);
        fault(1, "base".to_owned(), RuleProblem::UnknownBase { name: base.clone(), known });
    }
    let base = profile.as_ref().and_then(|profile| profile.base.as_deref());
    for rule in &set.clocks {
        let key = |key: &str| format!("{} {key}", rule.clock.word());
        if let (Some(cap), Some(profile)) = (&rule.cap, &profile) {
            let stands = profile.rule(cap).is_some_and(|(found, _)| found.clock.is_statutory());
            if !stands || *cap == rule.clock {
                fault(rule.line, key("cap"), RuleProblem::UnknownCap(cap.word().to_owned()));
            }
        }
        let own = matches!(set.kind, ProfileKind::Office | ProfileKind::Track);
        if !own || !rule.clock.is_statutory() {
            continue;
        }
        let law = base.and_then(|base| base.rule(&rule.clock)).map(|(law, _)| law);
        match law.and_then(|law| rule.longest().zip(law.longest())) {
            Some((own, cap)) if is_longer(own, cap) => {
                let lengthens = RuleProblem::LengthensCap { own: own.to_string(), cap: cap.to_string() };
                fault(rule.line, key("length"), lengthens);
            }
            _ => fault(rule.line, key("clock"), RuleProblem::ReplacesCap(rule.clock.word().to_owned())),
        }
    }
    found
}

/// What to know about the file's rules: what is unset, what can pass the limit of the law.
pub fn doubts(profile: &Profile, calendar: &Calendar) -> Vec<Doubt> {
    let mut found = Vec::new();
    for rule in &profile.set.clocks {
        let mut doubt = |doubt| found.push(Doubt { line: rule.line, clock: rule.clock.clone(), doubt });
        if rule.length.is_none() {
            doubt(RuleDoubt::Unset);
        }
        if rule.extension.as_ref().is_some_and(|extension| extension.max.is_none()) {
            doubt(RuleDoubt::ExtensionUnset);
        }
        if let Some(passes) = can_pass(profile, rule, calendar) {
            doubt(passes);
        }
        let base = profile.base.as_ref().and_then(|base| base.rule(&rule.clock));
        if let Some((own, cap)) = base.and_then(|(law, _)| rule.longest().zip(law.longest()))
            && is_longer(own, cap)
        {
            doubt(RuleDoubt::LongerThanBase { own: own.to_string(), cap: cap.to_string() });
        }
    }
    found
}

/// Looks through the last three published years for a start from which the own target ends after
/// the limit of the law. Only where both count from the same event can that be told.
fn can_pass(profile: &Profile, rule: &Rule, calendar: &Calendar) -> Option<RuleDoubt> {
    let (law, _) = profile.rule(rule.cap.as_ref()?)?;
    let (own_length, law_length) = (rule.length?, law.length?);
    if law.start != rule.start {
        return None;
    }
    let last = calendar.years().last()?.year;
    let mut day = NaiveDate::from_ymd_opt(last, 1, 1)?;
    while day.year() > last - 3 {
        let own = calendar.count(day, own_length, rule.roll).ok()?.due;
        let due = calendar.count(day, law_length, law.roll).ok()?.due;
        if own > due {
            let cap = law.clock.word().to_owned();
            return Some(RuleDoubt::CanPassCap { cap, start: day, own, due });
        }
        // The last year first, then the two before it.
        let next = day.succ_opt()?;
        day = if next.year() == day.year() { next } else { NaiveDate::from_ymd_opt(day.year() - 1, 1, 1)? };
    }
    None
}

/// Longer in the same unit, or more working days than the other has days.
fn is_longer(own: Length, cap: Length) -> bool {
    match (own, cap) {
        (Length::WorkingDays(own), Length::Days(cap)) => own > cap,
        // A working week has at most seven days, and a holiday at most a few more.
        (Length::Days(own), Length::WorkingDays(cap)) => own > cap,
        _ => own.same_unit(cap) && own.number() > cap.number(),
    }
}

/// The names of these files.
pub fn names(sets: &[RuleSet]) -> String {
    sets.iter().map(|set| set.name.as_str()).collect::<Vec<_>>().join(" ")
}
