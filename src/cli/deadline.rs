//! `deadline --batch`: one JSON object in, one out, in order. With `length` it counts plainly, with
//! `profile` and `clock` by rule.

use std::collections::BTreeMap;
use std::io::{BufRead, IsTerminal};

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Map, Value};

use super::args::{Common, Deadline};
use super::print::{Printer, Stop};
use super::{calendar, profile};
use crate::deadline::by_rule as extension;
use crate::deadline::count::{CountFault, Counted, Roll};
use crate::deadline::{Above, Asked, Calendar, Length, Profile, RuleSet, by_rule, may_extend};
use crate::domain::actor::Role;
use crate::domain::clock::{Certainty, Pause};
use crate::domain::rule::{ByRuleProblem, ClockKey, PauseReason};
use crate::i18n::{Language, words};

/// An answered line.
#[derive(Serialize)]
struct Answered {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Value>,
    due: NaiveDate,
    nominal: NaiveDate,
    calendar: &'static str,
    #[serde(flatten)]
    rule: Option<RuleAnswer>,
}

/// What an answer by rule has more.
#[derive(Serialize)]
struct RuleAnswer {
    own: Option<NaiveDate>,
    cap: Option<NaiveDate>,
    live: NaiveDate,
    opens: Option<NaiveDate>,
    basis: String,
    warnings: Vec<&'static str>,
}

/// A line that cannot be.
#[derive(Serialize)]
struct Fault {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Value>,
    error: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'static str>,
}

pub(super) fn batch(common: &Common, _wanted: &Deadline, printer: &mut Printer) -> Result<u8, Stop> {
    let desk =
        Desk { calendar: calendar::in_use(common)?, sets: profile::sets()?, language: printer.language() };
    let stdin = std::io::stdin();
    let talking = stdin.is_terminal();
    let mut input = stdin.lock();
    let mut line = Vec::new();
    let mut faults = 0;
    let mut profiles = BTreeMap::new();
    loop {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        let text = String::from_utf8_lossy(&line);
        if text.trim().is_empty() {
            continue;
        }
        match answer(&desk, &mut profiles, text.trim()) {
            Ok(answered) => printer.json(&answered)?,
            Err(fault) => {
                faults += 1;
                printer.json(&fault)?;
            }
        }
        if talking {
            printer.flush()?;
        }
    }
    printer.flush()?;
    Ok(u8::from(faults > 0))
}

/// What every line is counted with.
struct Desk {
    calendar: Calendar,
    sets: Vec<RuleSet>,
    language: Language,
}

/// The profiles asked for so far, each put on its base once.
type Profiles = BTreeMap<String, Profile>;

fn answer(desk: &Desk, profiles: &mut Profiles, line: &str) -> Result<Answered, Fault> {
    let object: Map<String, Value> = serde_json::from_str(line).map_err(|fault| Fault {
        id: None,
        error: format!("not a JSON object: {fault}"),
        field: None,
    })?;
    let id = object.get("id").cloned();
    let fault = |field: &'static str, error: String| Fault { id: id.clone(), error, field: Some(field) };
    let text = |field: &'static str| match object.get(field) {
        Some(Value::String(text)) => Ok(text.as_str()),
        Some(_) => Err(fault(field, format!("{field} must be text"))),
        None => Err(fault(field, format!("{field} is missing"))),
    };
    let start_text = text("start")?;
    let start: NaiveDate = start_text.parse().map_err(|_| {
        fault("start", format!("{start_text:?} is no date of the calendar; write it like 2026-09-24"))
    })?;
    if object.contains_key("profile") || object.contains_key("clock") {
        let name = text("profile")?;
        let clock = text("clock")?;
        if object.contains_key("length") {
            return Err(fault("length", "by rule the length is the rule's".to_owned()));
        }
        if object.contains_key("roll") {
            return Err(fault("roll", "by rule the roll is the rule's".to_owned()));
        }
        let question = Question { clock, start, object: &object };
        return by_rule_answer(desk, profiles, name, &question)
            .map(|answered| Answered { id: id.clone(), ..answered })
            .map_err(|(field, error)| fault(field, error));
    }
    let calendar = &desk.calendar;
    let length = Length::read(text("length")?).map_err(|wrong| fault("length", wrong.to_string()))?;
    let roll = match object.get("roll") {
        None | Some(Value::Bool(false) | Value::Null) => Roll::Off,
        Some(Value::Bool(true)) => Roll::On,
        Some(_) => return Err(fault("roll", "roll must be true or false".to_owned())),
    };
    let Counted { nominal, due, certainty } = calendar.count(start, length, roll).map_err(|wrong| {
        let field =
            if wrong == CountFault::NeedsMoment || calendar.covers(start) { "length" } else { "start" };
        fault(field, wrong.to_string())
    })?;
    Ok(Answered { id, due, nominal, calendar: certainty_word(certainty), rule: None })
}

fn certainty_word(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Published => "published",
        Certainty::Unpublished => "unpublished",
    }
}

/// A line that asks by rule.
struct Question<'a> {
    clock: &'a str,
    start: NaiveDate,
    object: &'a Map<String, Value>,
}

fn by_rule_answer(
    desk: &Desk,
    profiles: &mut Profiles,
    name: &str,
    question: &Question<'_>,
) -> Result<Answered, (&'static str, String)> {
    let say = &words(desk.language).command.rule;
    if !profiles.contains_key(name) {
        let profile =
            Profile::named(&desk.sets, name).map_err(|problem| (problem.field(), (say.by_rule)(&problem)))?;
        profiles.insert(name.to_owned(), profile);
    }
    let Some(profile) = profiles.get(name) else {
        return Err(("profile", name.to_owned()));
    };
    let Question { clock, start, object } = *question;
    let extend = extend(object.get("extend"))?;
    let pauses = pauses(object.get("pauses"))?;
    let day = |field| object.get(field).map(|value| date(field, Some(value))).transpose();
    let cap = Above { start: day("cap_start")?, extend: 0, office: None };
    let asked_on = day("asked")?;
    let by = roles(object.get("by"))?;
    let book = profile.book();
    let asked = Asked { clock, start, cap, extend, pauses: &pauses };
    let allowed = match asked_on {
        None => Ok(()),
        Some(on) => {
            may_extend(&book, &desk.calendar, &asked, extension::Request { on, before: 0, by: by.as_deref() })
        }
    };
    let counted = allowed.and_then(|()| by_rule(&book, &desk.calendar, &asked)).map_err(|problem| {
        let error = (say.by_rule)(&problem);
        // A refusal names the rule it comes from.
        let rule = match problem {
            ByRuleProblem::UnknownClock { .. } | ByRuleProblem::UnknownProfile { .. } => None,
            _ => ClockKey::read(clock).and_then(|key| {
                let (rule, _) = profile.rule(&key)?;
                Some(format!("{} {}", rule.clock.word(), desk.language.basis(&rule.basis)))
            }),
        };
        (problem.field(), rule.map_or(error.clone(), |rule| (say.of_rule)(&error, &rule)))
    })?;
    let basis = desk.language.basis(&counted.basis);
    Ok(Answered {
        id: None,
        due: counted.live.due,
        nominal: counted.live.nominal,
        calendar: certainty_word(counted.live.certainty),
        rule: Some(RuleAnswer {
            own: counted.own.map(|own| own.due),
            cap: counted.cap.map(|cap| cap.due),
            live: counted.live.due,
            opens: counted.opens,
            basis,
            warnings: counted.warnings.into_iter().map(|warning| warning.word()).collect(),
        }),
    })
}

fn extend(value: Option<&Value>) -> Result<u32, (&'static str, String)> {
    match value {
        None | Some(Value::Null) => Ok(0),
        Some(value) => value
            .as_u64()
            .and_then(|days| u32::try_from(days).ok())
            .ok_or_else(|| ("extend", "extend must be a whole number, in the unit of the rule".to_owned())),
    }
}

fn pauses(value: Option<&Value>) -> Result<Vec<Pause>, (&'static str, String)> {
    let list = match value {
        None | Some(Value::Null) => return Ok(Vec::new()),
        Some(Value::Array(list)) => list,
        Some(_) => return Err(("pauses", "pauses must be a list".to_owned())),
    };
    list.iter()
        .map(|pause| {
            let reason = pause.get("reason").and_then(Value::as_str).and_then(PauseReason::from_word);
            let known: Vec<&str> = PauseReason::ALL.iter().map(|reason| reason.word()).collect();
            let reason =
                reason.ok_or_else(|| ("pauses", format!("a pause has a reason: {}", known.join(" "))))?;
            let (from, to) = (date("pauses", pause.get("from"))?, date("pauses", pause.get("to"))?);
            Ok(Pause::plain(from, to, reason))
        })
        .collect()
}

/// Who is to grant it: a role.
fn roles(value: Option<&Value>) -> Result<Option<Vec<Role>>, (&'static str, String)> {
    let Some(value) = value else { return Ok(None) };
    let role = value.as_str().and_then(Role::from_word);
    let known: Vec<&str> = Role::ALL.iter().map(|role| role.word()).collect();
    role.map(|role| Some(vec![role])).ok_or_else(|| ("by", format!("by is a role: {}", known.join(" "))))
}

fn date(field: &'static str, value: Option<&Value>) -> Result<NaiveDate, (&'static str, String)> {
    let date = value.and_then(Value::as_str).and_then(|text| text.parse().ok());
    date.ok_or_else(|| (field, format!("{field}: write a date like 2026-09-24")))
}
