//! `deadline --batch`: plain counting, one JSON object in, one out, in order.

use std::io::{BufRead, IsTerminal};

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Map, Value};

use super::args::{Common, Deadline};
use super::calendar;
use super::print::{Printer, Stop};
use crate::deadline::count::{CountFault, Counted, Roll};
use crate::deadline::{Calendar, Length};
use crate::domain::clock::Certainty;

/// An answered line.
#[derive(Serialize)]
struct Answered {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Value>,
    due: NaiveDate,
    nominal: NaiveDate,
    calendar: &'static str,
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
    let calendar = calendar::in_use(common)?;
    let stdin = std::io::stdin();
    let talking = stdin.is_terminal();
    let mut input = stdin.lock();
    let mut line = Vec::new();
    let mut faults = 0;
    loop {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        let text = String::from_utf8_lossy(&line);
        if text.trim().is_empty() {
            continue;
        }
        match answer(&calendar, text.trim()) {
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

fn answer(calendar: &Calendar, line: &str) -> Result<Answered, Fault> {
    let object: Map<String, Value> = serde_json::from_str(line).map_err(|fault| Fault {
        id: None,
        error: format!("not a JSON object: {fault}"),
        field: None,
    })?;
    let id = object.get("id").cloned();
    let fault = |field: &'static str, error: String| Fault { id: id.clone(), error, field: Some(field) };
    for key in ["profile", "clock"] {
        if object.contains_key(key) {
            return Err(fault(
                if key == "profile" { "profile" } else { "clock" },
                "counting by rule is not in this version; give start and length".to_owned(),
            ));
        }
    }
    let text = |field: &'static str| match object.get(field) {
        Some(Value::String(text)) => Ok(text.as_str()),
        Some(_) => Err(fault(field, format!("{field} must be text"))),
        None => Err(fault(field, format!("{field} is missing"))),
    };
    let start_text = text("start")?;
    let start: NaiveDate = start_text.parse().map_err(|_| {
        fault("start", format!("{start_text:?} is no date of the calendar; write it like 2026-09-24"))
    })?;
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
    let calendar = match certainty {
        Certainty::Published => "published",
        Certainty::Unpublished => "unpublished",
    };
    Ok(Answered { id, due, nominal, calendar })
}
