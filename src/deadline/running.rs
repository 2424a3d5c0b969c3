//! The heart: which clocks a case has and when each ends. A pure function of facts.

use std::sync::Arc;

use chrono::NaiveDate;

use super::by_rule::{Above, Asked, Request, limit, may_extend};
use super::calendar::{Calendar, DayKind};
use super::length::Length;
use super::rule::{Rule, RuleSet};
use super::rules::{Book, Rules};
use crate::domain::case::Purpose;
use crate::domain::clock::{Certainty, ClockLine, Deadline, End, Extension, Pause, Unit, Whose};
use crate::domain::office::OfficeKind;
use crate::domain::rule::{ByRuleProblem, ClockKey, Start};

/// What is known of a case. Dates are legal days in the office's zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// Decides whose duty a clock is.
    pub office: OfficeKind,
    /// 收到之日
    pub received: NaiveDate,
    /// Whether anybody could be told in writing.
    pub addressee: Addressee,
    /// 信访目的, if somebody has said.
    pub purpose: Option<Purpose>,
    /// 专项: the tracks that the case is on, by their names.
    pub tracks: Vec<String>,
    /// What happened, in the order in which it was noted; the registration is the first.
    pub happened: Vec<Happened>,
    /// 延期, granted.
    pub extensions: Vec<(ClockKey, Extension)>,
    /// 中止
    pub pauses: Vec<(ClockKey, Pause)>,
}

/// A step that was taken.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Happened {
    /// Its word; empty for the registration.
    pub step: String,
    /// The legal day on which it took effect.
    pub day: NaiveDate,
    /// The events that it is, each with its day.
    pub events: Vec<(Start, NaiveDate)>,
    /// The body that did it or that it happened to, where a matter lies with several; else empty.
    pub of: String,
    /// It closes the case, and with it every duty that still runs.
    pub closes: bool,
    /// 办理期限: the last day that was set with it, for the clocks whose rule leaves that open (R6).
    pub limit: Option<NaiveDate>,
}

/// Can a written notice reach the petitioner?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Addressee {
    /// A name or an address is known.
    Known,
    /// 姓名（名称）、住址不清: neither is, and no notice is owed (article 23).
    Unclear,
}

impl Facts {
    /// A matter that was received and registered, and nothing else yet.
    pub fn registered(office: OfficeKind, received: NaiveDate, registered: NaiveDate) -> Facts {
        let events = vec![(Start::Received, received), (Start::Registered, registered)];
        Facts {
            office,
            received,
            addressee: Addressee::Known,
            purpose: None,
            tracks: Vec::new(),
            happened: vec![Happened { day: registered, events, ..Happened::default() }],
            extensions: Vec::new(),
            pauses: Vec::new(),
        }
    }

    /// The day of the last event of this kind.
    fn day_of(&self, event: Start) -> Option<NaiveDate> {
        let events = self.happened.iter().flat_map(|happened| &happened.events);
        events.filter(|(kind, _)| *kind == event).map(|(_, day)| *day).next_back()
    }

    /// More time for this clock, all of it together; who, when and why are those of the last.
    fn granted(&self, key: &ClockKey) -> Option<Extension> {
        let mut own =
            self.extensions.iter().filter(|(known, _)| known == key).map(|(_, extension)| extension);
        let first = own.next()?.clone();
        Some(own.fold(first, |all, next| Extension {
            amount: all.amount.saturating_add(next.amount),
            ..next.clone()
        }))
    }

    /// Does the rule bind this office in this case?
    fn is_bound_by(&self, rule: &Rule) -> bool {
        let told = !rule.needs_addressee || self.addressee == Addressee::Known;
        rule.binds(self.office) && rule.is_for(self.purpose) && told
    }
}

/// Something that starts clocks.
struct Event<'a> {
    kind: Start,
    day: NaiveDate,
    deemed: bool,
    of: &'a str,
    limit: Option<NaiveDate>,
    /// How many entries of `happened` lie up to it; what comes later may end its clocks.
    at: usize,
}

/// By which calendar a clock goes.
struct Calendars<'a> {
    /// What runs goes by this one.
    now: &'a Calendar,
    /// What an entry of `happened` ended, by the one of then.
    then: &'a dyn Fn(usize) -> &'a Calendar,
}

/// What is known of one clock.
struct Told {
    extension: Option<Extension>,
    pauses: Vec<Pause>,
    finished: Option<NaiveDate>,
}

/// Every clock of the case, running or ended. A limit that leaves the years that can be counted
/// in has no deadline; registration refuses such a day of receipt, so none is lost.
pub fn running(rules: &Rules, calendar: &Calendar, facts: &Facts, today: NaiveDate) -> Vec<Deadline> {
    running_since(rules, calendar, &|_| calendar, facts, today)
}

/// The same, where the calendar was another when a clock was ended: such a clock keeps the date
/// that it was held against, and what the law took to follow from it (decision 21). `then` has the
/// calendar under which an entry of `happened` was noted.
pub fn running_since<'a>(
    rules: &Rules,
    calendar: &'a Calendar,
    then: &'a dyn Fn(usize) -> &'a Calendar,
    facts: &Facts,
    today: NaiveDate,
) -> Vec<Deadline> {
    let calendars = &Calendars { now: calendar, then };
    let mut events: Vec<Event<'_>> = Vec::new();
    for (at, happened) in facts.happened.iter().enumerate() {
        events.extend(happened.events.iter().map(|(kind, day)| Event {
            kind: *kind,
            day: *day,
            deemed: false,
            of: &happened.of,
            limit: happened.limit,
            at: at + 1,
        }));
    }
    let mut found: Vec<Deadline> = Vec::new();
    // What the law takes as happened comes after that which it follows from, and before what it
    // was entered as later.
    let mut deemed: Vec<(Start, NaiveDate)> = Vec::new();
    for event in &events {
        for (rule, deadline) in started(rules, calendars, facts, event) {
            if let Some(kind) = rule.deemed {
                let missed = deadline.finished.map_or(today > deadline.due, |done| done > deadline.due);
                if missed {
                    deemed.push((kind, deadline.due));
                }
            }
            found.push(deadline);
        }
    }
    for (kind, day) in deemed {
        // What was entered in time stands; what was entered late began on the last day.
        if facts.day_of(kind).is_some_and(|entered| entered <= day) {
            continue;
        }
        let later = |deadline: &Deadline| deadline.event == kind && deadline.start > day;
        found.retain(|deadline| !later(deadline));
        if found.iter().any(|deadline| deadline.event == kind && deadline.deemed) {
            continue;
        }
        let at = facts.happened.iter().take_while(|happened| happened.day <= day).count();
        let event = Event { kind, day, deemed: true, of: "", limit: None, at };
        found.extend(started(rules, calendars, facts, &event).into_iter().map(|(_, deadline)| deadline));
    }
    found
}

/// The clocks that an event starts.
fn started<'a>(
    rules: &'a Rules,
    calendars: &Calendars<'_>,
    facts: &Facts,
    event: &Event<'_>,
) -> Vec<(&'a Rule, Deadline)> {
    let Some(book) = rules.book(facts.received, event.day, &facts.tracks) else {
        return Vec::new();
    };
    let starts = |rule: &Rule| rule.start == event.kind && facts.is_bound_by(rule);
    book.rows_that(starts)
        .into_iter()
        .filter_map(|(rule, set)| {
            let extension = facts.granted(&rule.clock);
            let pauses = facts.pauses.iter().filter(|(key, _)| *key == rule.clock);
            let pauses: Vec<Pause> = pauses.map(|(_, pause)| pause.clone()).collect();
            let ended = ended(&book, facts, rule, event);
            let calendar = ended.map_or(calendars.now, |(at, _)| (calendars.then)(at));
            let finished = ended.map(|(_, day)| day);
            let count = |extension: &Option<Extension>, pauses: &[Pause]| {
                let (extension, pauses) = (extension.clone(), pauses.to_vec());
                one(&book, calendar, facts, (rule, set), event, Told { extension, pauses, finished })
            };
            // What the rules do not bear is left out, and nothing beside it: the limit without it
            // is never later.
            let deadline = count(&extension, &pauses)
                .or_else(|_| count(&extension, &[]))
                .or_else(|_| count(&None, &pauses))
                .or_else(|_| count(&None, &[]));
            Some((rule, deadline.ok()?))
        })
        .collect()
}

/// Which entry of `happened` ended the clock that this event started, and on which day.
fn ended(book: &Book<'_>, facts: &Facts, rule: &Rule, event: &Event<'_>) -> Option<(usize, NaiveDate)> {
    let ends_by = book.ends_by(rule);
    let whose = rule.whose();
    let ends = |happened: &Happened| {
        let body = happened.of == event.of || happened.of.is_empty() || event.of.is_empty();
        // What was asked for after the opinion goes on when the case is closed (decision 2).
        let closes = happened.closes && whose == Whose::Office && !rule.start.is_appeal();
        closes || (body && ends_by.contains(&happened.step))
    };
    let later = facts.happened.iter().enumerate().skip(event.at);
    later
        .filter(|(_, happened)| ends(happened))
        .map(|(at, happened)| (at, happened.day))
        .min_by_key(|end| end.1)
}

/// One clock.
fn one(
    book: &Book<'_>,
    calendar: &Calendar,
    facts: &Facts,
    (rule, set): (&Rule, &RuleSet),
    event: &Event<'_>,
    Told { extension, pauses, finished }: Told,
) -> Result<Deadline, ByRuleProblem> {
    // A limit belongs to what it was set for: an assignment, an order of the hotline.
    let set_with = matches!(event.kind, Start::Assigned | Start::OrderReceived);
    if let (None, Some(limit), true) = (rule.length, event.limit, set_with) {
        return set_day(calendar, (rule, set), event, limit, finished);
    }
    let length = rule.length.ok_or(ByRuleProblem::Unset)?;
    let unit = match length {
        Length::Days(_) => Unit::Day,
        Length::WorkingDays(_) => Unit::WorkingDay,
        Length::Months(_) => Unit::Month,
        Length::Minutes(_) => return Err(ByRuleProblem::NeedsMoment),
    };
    let law = rule.cap.as_ref().and_then(|cap| book.rule_for(cap, Some(facts.office)));
    let granted = |key: &ClockKey| facts.granted(key).map_or(0, |extension| extension.amount);
    let above = Above {
        start: law.filter(|(law, _)| law.start != rule.start).and_then(|(law, _)| facts.day_of(law.start)),
        extend: law.map_or(0, |(law, _)| granted(&law.clock)),
        office: Some(facts.office),
    };
    let asked = Asked {
        clock: rule.clock.word(),
        start: event.day,
        cap: above,
        extend: extension.as_ref().map_or(0, |extension| extension.amount),
        pauses: &pauses,
    };
    let counted = limit(book, calendar, rule, set, &asked)?;
    let end = |counted: super::Counted| End { nominal: counted.nominal, due: counted.due };
    Ok(Deadline {
        clock: rule.clock.clone(),
        title: Arc::clone(&rule.title),
        whose: rule.whose(),
        event: event.kind,
        deemed: event.deemed,
        of: event.of.to_owned(),
        start: event.day,
        nominal: counted.live.nominal,
        due: counted.live.due,
        own: counted.own.map(end),
        cap: counted.cap.map(end),
        last_working_day: calendar.roll_back(counted.live.nominal).ok_or(ByRuleProblem::OutOfRange)?,
        on_make_up_day: matches!(calendar.kind(counted.live.due), DayKind::MakeUp(_)),
        certainty: counted.live.certainty,
        finished,
        near: rule.near(),
        unit,
        extension,
        pauses,
        basis: Arc::clone(&rule.basis),
        rules: Arc::clone(&set.used),
        before_known_law: book.before_known_law,
        length: length.to_string(),
    })
}

/// A clock whose last day was set with the event: nothing is counted, and nothing rolls.
fn set_day(
    calendar: &Calendar,
    (rule, set): (&Rule, &RuleSet),
    event: &Event<'_>,
    limit: NaiveDate,
    finished: Option<NaiveDate>,
) -> Result<Deadline, ByRuleProblem> {
    Ok(Deadline {
        clock: rule.clock.clone(),
        title: Arc::clone(&rule.title),
        whose: rule.whose(),
        event: event.kind,
        deemed: event.deemed,
        of: event.of.to_owned(),
        start: event.day,
        nominal: limit,
        due: limit,
        own: None,
        cap: None,
        last_working_day: calendar.roll_back(limit).ok_or(ByRuleProblem::OutOfRange)?,
        on_make_up_day: matches!(calendar.kind(limit), DayKind::MakeUp(_)),
        certainty: Certainty::Published,
        finished,
        near: rule.near(),
        unit: Unit::Day,
        extension: None,
        pauses: Vec::new(),
        basis: Arc::clone(&rule.basis),
        rules: Arc::clone(&set.used),
        before_known_law: false,
        length: SET.to_owned(),
    })
}

/// The length of a clock whose last day was set.
pub const SET: &str = "set";

/// 未起算: the clocks of the rules that nothing has started yet, or that have no length.
pub fn pending(rules: &Rules, facts: &Facts, today: NaiveDate, started: &[Deadline]) -> Vec<ClockLine> {
    let Some(book) = rules.book(facts.received, today, &facts.tracks) else {
        return Vec::new();
    };
    book.rows()
        .into_iter()
        .filter(|(rule, _)| facts.is_bound_by(rule))
        .filter(|(rule, _)| started.iter().all(|deadline| deadline.clock != rule.clock))
        .map(|(rule, _)| rule.line())
        .collect()
}

/// May this running clock of the case have so much more time, if it is asked for on this day? Who
/// grants it is asked when it is granted.
///
/// # Errors
/// The first thing in the way, with what the rule does allow.
pub fn may_extend_clock(
    rules: &Rules,
    calendar: &Calendar,
    facts: &Facts,
    key: &ClockKey,
    days: u32,
    on: NaiveDate,
) -> Result<(), ByRuleProblem> {
    let clocks = running(rules, calendar, facts, on);
    let runs = clocks.iter().rfind(|clock| clock.clock == *key && clock.runs());
    let unknown = || ByRuleProblem::UnknownClock { clock: key.word().to_owned(), known: String::new() };
    let clock = runs.ok_or_else(unknown)?;
    let book = rules.book(facts.received, clock.start, &facts.tracks).ok_or_else(unknown)?;
    // Whoever set a last day alone may move it, for as long as it has not gone by.
    if clock.length == SET {
        let late = ByRuleProblem::ExtensionTooLate { closes: clock.due };
        return if on > clock.due { Err(late) } else { Ok(()) };
    }
    let before = facts.extensions.iter().filter(|(known, _)| known == key);
    let granted = facts.granted(key).map_or(0, |extension| extension.amount);
    let asked = Asked {
        clock: key.word(),
        start: clock.start,
        cap: Above { start: None, extend: 0, office: Some(facts.office) },
        extend: granted.saturating_add(days),
        pauses: &clock.pauses,
    };
    let request = Request { on, before: u32::try_from(before.count()).unwrap_or(u32::MAX), by: None };
    may_extend(&book, calendar, &asked, request)
}

/// A start, an extension, pauses to try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial {
    /// The day of the event.
    pub start: NaiveDate,
    /// 延期, in the unit of the rule.
    pub extend: u32,
    /// 中止, for the first reason that the rule knows.
    pub pause: Option<(NaiveDate, NaiveDate)>,
}

/// When this clock of the case would end. Looks, and changes nothing.
///
/// # Errors
/// [`ByRuleProblem`] names what the rule does allow.
pub fn tried(
    rules: &Rules,
    calendar: &Calendar,
    facts: &Facts,
    key: &ClockKey,
    trial: &Trial,
) -> Result<Deadline, ByRuleProblem> {
    let unknown = |known| ByRuleProblem::UnknownClock { clock: key.word().to_owned(), known };
    let book_of = |received| rules.book(received, trial.start, &facts.tracks);
    let starts = |book: &Book<'_>| book.rule_for(key, Some(facts.office)).map(|(rule, _)| rule.start);
    let mut book = book_of(facts.received).ok_or_else(|| unknown(String::new()))?;
    // Whoever tries another day of receipt tries the law of that day as well.
    if starts(&book) == Some(Start::Received) {
        book = book_of(trial.start).unwrap_or(book);
    }
    let found = book.rule_for(key, Some(facts.office)).ok_or_else(|| unknown(book.keys()))?;
    let extension = (trial.extend > 0).then(|| Extension { amount: trial.extend, ..Extension::default() });
    let pauses = match (trial.pause, found.0.pauses.first()) {
        (None, _) => Vec::new(),
        (Some((from, to)), Some(reason)) => vec![Pause::plain(from, to, *reason)],
        (Some(_), None) => return Err(ByRuleProblem::NoPause),
    };
    // Nothing that happened ends what is only tried; what it tells of the limit above stays.
    let event = Event {
        kind: found.0.start,
        day: trial.start,
        deemed: false,
        of: "",
        limit: None,
        at: facts.happened.len(),
    };
    one(&book, calendar, facts, found, &event, Told { extension, pauses, finished: None })
}
