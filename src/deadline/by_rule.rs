//! One limit by its rule: the own target, the limit of the law, and the earlier of them, which binds.

use std::sync::Arc;

use chrono::{Days, NaiveDate};

use super::calendar::Calendar;
use super::count::{CountFault, Counted, Roll};
use super::length::Length;
use super::rule::{AskMode, Rule, RuleSet};
use super::rules::Book;
use crate::domain::actor::Role;
use crate::domain::clock::{Basis, Certainty, Pause};
use crate::domain::office::OfficeKind;
use crate::domain::rule::{ByRuleProblem, ProfileKind, Warning};

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The clock, by its word.
    pub clock: &'a str,
    /// The day of the event that starts it.
    pub start: NaiveDate,
    /// What is known of the limit of the law above it.
    pub cap: Above,
    /// 延期: granted in all, in the unit of the rule.
    pub extend: u32,
    /// 中止
    pub pauses: &'a [Pause],
}

/// What is known of the limit of the law above an own target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Above {
    /// The day of the event that starts it, where that is another than the target's and known.
    pub start: Option<NaiveDate>,
    /// 延期: granted to it, in its unit. A target's own extension never lengthens it.
    pub extend: u32,
    /// Which kind of office, where the law has a row for each.
    pub office: Option<OfficeKind>,
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
    pub basis: Arc<Basis>,
    /// What to know about it.
    pub warnings: Vec<Warning>,
}

/// Counts a limit of this book.
///
/// An extension is counted with the base in one go from the start, and rolls once (T15). Paused
/// days are added before the roll (T16); days in two pauses count once.
///
/// # Errors
/// [`ByRuleProblem`] names what the rule does allow.
pub fn by_rule(book: &Book<'_>, calendar: &Calendar, asked: &Asked<'_>) -> Result<ByRule, ByRuleProblem> {
    let (rule, set) = asked_rule(book, asked.clock)?;
    limit(book, calendar, rule, set, asked)
}

fn asked_rule<'a>(book: &Book<'a>, clock: &str) -> Result<(&'a Rule, &'a RuleSet), ByRuleProblem> {
    let unknown = || ByRuleProblem::UnknownClock { clock: clock.to_owned(), known: book.keys() };
    book.find(|rule| rule.clock.word() == clock).ok_or_else(unknown)
}

/// The same for a rule that was looked up already.
pub(super) fn limit(
    book: &Book<'_>,
    calendar: &Calendar,
    rule: &Rule,
    set: &RuleSet,
    asked: &Asked<'_>,
) -> Result<ByRule, ByRuleProblem> {
    let mut warnings = Vec::new();
    let granted = allowed(rule, asked.extend)?;
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
        (counted, cap_of(book, calendar, rule, asked, &mut warnings)?)
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
    let opens = window(calendar, rule, asked)?.map(|window| window.opens);
    Ok(ByRule { own, cap, live, opens, basis: Arc::clone(&rule.basis), warnings })
}

/// Whether the rule is itself the limit of the law.
fn is_law(rule: &Rule, set: &RuleSet) -> bool {
    rule.clock.is_statutory() || set.kind == ProfileKind::Law
}

/// The extension, if the rule allows so much.
fn allowed(rule: &Rule, extend: u32) -> Result<u32, ByRuleProblem> {
    if extend == 0 {
        return Ok(0);
    }
    let extension = rule.extension.as_ref().ok_or(ByRuleProblem::NoExtension)?;
    let most = extension.max.ok_or(ByRuleProblem::ExtensionUnset)?;
    if extend > most.number() {
        return Err(ByRuleProblem::ExtensionTooLong { most: most.to_string() });
    }
    Ok(extend)
}

/// The limit of the law above an own rule.
fn cap_of(
    book: &Book<'_>,
    calendar: &Calendar,
    rule: &Rule,
    asked: &Asked<'_>,
    warnings: &mut Vec<Warning>,
) -> Result<Option<Counted>, ByRuleProblem> {
    let Some((law, _)) = rule.cap.as_ref().and_then(|cap| book.rule_for(cap, asked.cap.office)) else {
        return Ok(None);
    };
    let Some(length) = law.length else { return Ok(None) };
    let start = match asked.cap.start {
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
    let length = length.plus(allowed(law, asked.cap.extend)?);
    let stops: Vec<Pause> =
        asked.pauses.iter().filter(|pause| law.pauses.contains(&pause.reason)).cloned().collect();
    count(calendar, law, length, start, &stops).map(Some)
}

/// 延期申请: somebody asks for more time.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The day it is asked for.
    pub on: NaiveDate,
    /// How often more time was granted before.
    pub before: u32,
    /// What whoever is to grant it does in the office; nothing where that is not asked yet.
    pub by: Option<&'a [Role]>,
}

/// May more time be asked for on this day, and granted by this person? `asked.extend` is what it
/// would be in all, with what was granted before.
///
/// # Errors
/// The first thing in the way, with what the rule does allow.
pub fn may_extend(
    book: &Book<'_>,
    calendar: &Calendar,
    asked: &Asked<'_>,
    request: Request<'_>,
) -> Result<(), ByRuleProblem> {
    let (rule, _) = asked_rule(book, asked.clock)?;
    let extension = rule.extension.as_ref().ok_or(ByRuleProblem::NoExtension)?;
    allowed(rule, asked.extend)?;
    if request.before >= extension.times {
        return Err(ByRuleProblem::ExtensionTooOften { times: extension.times });
    }
    let window = window(calendar, rule, asked)?.ok_or(ByRuleProblem::Unset)?;
    if request.on > window.closes {
        return Err(ByRuleProblem::ExtensionTooLate { closes: window.closes });
    }
    if window.is_strict && request.on < window.opens {
        return Err(ByRuleProblem::ExtensionTooEarly { opens: window.opens });
    }
    let roles = extension.approver.roles();
    if let Some(by) = request.by
        && !roles.is_empty()
        && !by.iter().any(|role| roles.contains(role))
    {
        return Err(ByRuleProblem::NotItsApprover { approver: extension.approver });
    }
    Ok(())
}

/// 可申请延期的日子
struct Window {
    opens: NaiveDate,
    closes: NaiveDate,
    /// A request before it is refused; else the first day is when to think of it.
    is_strict: bool,
}

/// When more time may be asked for: never after the end as it stands without the extension, the
/// roll included.
fn window(calendar: &Calendar, rule: &Rule, asked: &Asked<'_>) -> Result<Option<Window>, ByRuleProblem> {
    let (Some(extension), Some(length)) = (&rule.extension, rule.length) else { return Ok(None) };
    let due = count(calendar, rule, length, asked.start, asked.pauses)?.due;
    let before = |window: Length| match window {
        Length::WorkingDays(n) => calendar.working_day_before(due, n),
        window => due.checked_sub_days(Days::new(window.number().into())),
    };
    let day = |day: Option<NaiveDate>| day.map_or(asked.start, |day| day.max(asked.start));
    Ok(Some(match extension.ask {
        None => Window { opens: asked.start, closes: due, is_strict: false },
        Some((AskMode::AtLeast, length)) => {
            Window { opens: asked.start, closes: day(before(length)), is_strict: false }
        }
        Some((mode, length)) => {
            Window { opens: day(before(length)), closes: due, is_strict: mode == AskMode::Within }
        }
    }))
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
    let mut pauses: Vec<&Pause> = pauses.iter().collect();
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
