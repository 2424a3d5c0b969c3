//! One limit by its rule: the own target, the limit of the law, and the earlier of them, which binds.

use chrono::{Days, NaiveDate};

use super::calendar::Calendar;
use super::count::{CountFault, Counted, Roll};
use super::length::Length;
use super::profile::Profile;
use super::rule::{Rule, RuleSet};
use crate::domain::clock::{Basis, Certainty};
use crate::domain::rule::{ByRuleProblem, ClockKey, PauseReason, ProfileKind, Warning};

/// 中止: days that do not count, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pause {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Why.
    pub reason: PauseReason,
}

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The clock, by its word.
    pub clock: &'a str,
    /// The day of the event that starts it.
    pub start: NaiveDate,
    /// The day of the event that starts the limit of the law, where that is another and known.
    pub cap_start: Option<NaiveDate>,
    /// 延期: granted in all, in the unit of the rule.
    pub extend: u32,
    /// 中止
    pub pauses: &'a [Pause],
}

/// A limit by its rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByRule {
    /// The office's own target.
    pub own: Option<Counted>,
    /// The limit of the law.
    pub cap: Option<Counted>,
    /// The earlier of the two: the one that binds.
    pub live: Counted,
    /// First day on which an extension may be asked for; none where none is allowed.
    pub opens: Option<NaiveDate>,
    /// Where the asked rule comes from.
    pub basis: Basis,
    /// What to know about it.
    pub warnings: Vec<Warning>,
}

/// Counts a limit of this profile.
///
/// An extension is counted with the base in one go from the start, and rolls once (T15). Paused
/// days are added before the roll (T16); days in two pauses count once.
///
/// # Errors
/// [`ByRuleProblem`] names what the rule does allow.
pub fn by_rule(profile: &Profile, calendar: &Calendar, asked: &Asked<'_>) -> Result<ByRule, ByRuleProblem> {
    let unknown = || ByRuleProblem::UnknownClock { clock: asked.clock.to_owned(), known: profile.keys() };
    let key = ClockKey::read(asked.clock).ok_or_else(unknown)?;
    let (rule, set) = profile.rule(&key).ok_or_else(unknown)?;
    let mut warnings = Vec::new();
    let granted = allowed(rule, asked)?;
    let counted = match rule.length {
        None if granted > 0 => return Err(ByRuleProblem::ExtensionUnset),
        None => None,
        Some(length) => Some(count(calendar, rule, length.plus(granted), asked.start, asked.pauses)?),
    };
    let (own, cap) = if is_law(rule, set) {
        (None, counted)
    } else {
        if rule.length.is_none() {
            warnings.push(Warning::Unset);
        }
        (counted, cap_of(profile, calendar, rule, asked, &mut warnings)?)
    };
    let live = match (own, cap) {
        (Some(own), Some(cap)) if own.due > cap.due => {
            warnings.push(Warning::OwnPassesCap);
            cap
        }
        (Some(own), _) => own,
        (None, Some(cap)) => cap,
        (None, None) => return Err(ByRuleProblem::Unset),
    };
    if [own, cap].into_iter().flatten().any(|end| end.certainty == Certainty::Unpublished) {
        warnings.push(Warning::Unpublished);
    }
    if !set.in_force_on(asked.start) {
        warnings.push(Warning::NotInForce);
    }
    let opens = opens(calendar, rule, asked)?;
    Ok(ByRule { own, cap, live, opens, basis: set.basis(rule), warnings })
}

/// Whether the rule is itself the limit of the law.
fn is_law(rule: &Rule, set: &RuleSet) -> bool {
    rule.clock.is_statutory() || set.kind == ProfileKind::Law
}

/// The extension, if the rule allows so much.
fn allowed(rule: &Rule, asked: &Asked<'_>) -> Result<u32, ByRuleProblem> {
    if asked.extend == 0 {
        return Ok(0);
    }
    let extension = rule.extension.as_ref().ok_or(ByRuleProblem::NoExtension)?;
    let most = extension.max.ok_or(ByRuleProblem::ExtensionUnset)?;
    if asked.extend > most.number() {
        return Err(ByRuleProblem::ExtensionTooLong { most: most.to_string() });
    }
    Ok(asked.extend)
}

/// The limit of the law above an own rule, without any extension: that one has its own approver.
fn cap_of(
    profile: &Profile,
    calendar: &Calendar,
    rule: &Rule,
    asked: &Asked<'_>,
    warnings: &mut Vec<Warning>,
) -> Result<Option<Counted>, ByRuleProblem> {
    let Some((law, _)) = rule.cap.as_ref().and_then(|cap| profile.rule(cap)) else {
        return Ok(None);
    };
    let Some(length) = law.length else { return Ok(None) };
    let start = match asked.cap_start {
        Some(start) => start,
        None if rule.start == law.start => asked.start,
        None if rule.start.is_never_after(law.start) => {
            warnings.push(Warning::CapCountedEarly);
            asked.start
        }
        None => {
            warnings.push(Warning::CapStartMissing);
            return Ok(None);
        }
    };
    let stops: Vec<Pause> =
        asked.pauses.iter().filter(|pause| law.pauses.contains(&pause.reason)).copied().collect();
    count(calendar, law, length, start, &stops).map(Some)
}

/// The first day on which more time may be asked for: in the window before the end as it stands
/// without the extension, or from the start.
fn opens(calendar: &Calendar, rule: &Rule, asked: &Asked<'_>) -> Result<Option<NaiveDate>, ByRuleProblem> {
    let (Some(extension), Some(length)) = (&rule.extension, rule.length) else { return Ok(None) };
    let due = count(calendar, rule, length, asked.start, asked.pauses)?.due;
    let opens = match extension.ask {
        Some(Length::WorkingDays(n)) => calendar.working_day_before(due, n),
        Some(window) => due.checked_sub_days(Days::new(window.number().into())),
        None => Some(asked.start),
    };
    Ok(opens.map(|opens| opens.max(asked.start)))
}

fn count(
    calendar: &Calendar,
    rule: &Rule,
    length: Length,
    start: NaiveDate,
    pauses: &[Pause],
) -> Result<Counted, ByRuleProblem> {
    let end = |stopped: u32| match length {
        // Paused days lie at the end of the months, not inside them.
        Length::Months(_) if stopped > 0 => {
            let plain = calendar.count(start, length, Roll::Off)?;
            calendar.count(plain.nominal, Length::Days(stopped), rule.roll)
        }
        _ => calendar.count(start, length.plus(stopped), rule.roll),
    };
    let problem = |fault| match fault {
        CountFault::OutOfRange => ByRuleProblem::OutOfRange,
        CountFault::NeedsMoment => ByRuleProblem::NeedsMoment,
    };
    for pause in pauses {
        if !rule.pauses.contains(&pause.reason) {
            let allowed = rule.pauses.clone();
            return Err(ByRuleProblem::PauseNotAllowed { reason: pause.reason, allowed });
        }
        if pause.to < pause.from {
            return Err(ByRuleProblem::PauseBackwards { from: pause.from, to: pause.to });
        }
    }
    let mut pauses = pauses.to_vec();
    pauses.sort_by_key(|pause| (pause.from, pause.to));
    let mut counted = end(0).map_err(problem)?;
    let (mut stopped, mut last) = (0, start);
    for pause in pauses {
        let (from, to) = (pause.from, pause.to);
        if from <= start || from > counted.due {
            let first = start.succ_opt().unwrap_or(start);
            return Err(ByRuleProblem::PauseOutside { from, to, first, last: counted.due });
        }
        // Days up to `last` are paused already.
        let before = last.max(from.pred_opt().unwrap_or(from));
        if to > before {
            let days = match length {
                Length::WorkingDays(_) => calendar.working_days_between(before, to),
                _ => Some((to - before).num_days()),
            };
            stopped += days.and_then(|days| u32::try_from(days).ok()).ok_or(ByRuleProblem::OutOfRange)?;
            last = to;
            counted = end(stopped).map_err(problem)?;
        }
    }
    Ok(counted)
}
