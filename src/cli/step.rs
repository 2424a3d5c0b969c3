//! `case step`: takes a step, or puts it before a leader. Nobody signs or approves here: that is
//! done logged in, at the desk.

use std::io::Read;

use serde_json::{Map, Value, json};

use super::args::{Common, Step as Args};
use super::office;
use super::print::{Printer, Stop};
use crate::api::cases::{Answer as CasesAnswer, Request as AskCases};
use crate::api::steps::{Answer as Told, Request as Ask};
use crate::api::{Answer, Refusal, Request};
use crate::domain::problem::{Barrier, Problem};
use crate::domain::step::{self, Filled, Given, Part, STEPS};
use crate::i18n::words;

/// Most bytes of standard input that are read.
const INPUT_MAX: u64 = 1_000_000;

/// Words of what a leader does with a proposal.
const APPROVES: [&str; 2] = ["agree", "return"];

pub(super) fn take(common: &Common, args: &Args, printer: &mut Printer) -> Result<u8, Stop> {
    let mut open = office::open(common, printer)?;
    let case = open.service.case_by_number(&open.actor, args.number.trim())?;
    if APPROVES.contains(&args.step.as_str()) {
        return refused(common, printer, &args.number, &[Barrier::NeedsLogIn]);
    }
    let step = step::by_name(&args.step).filter(|step| !step.from.is_empty()).ok_or_else(|| {
        let known: Vec<&str> = STEPS.iter().filter(|s| !s.from.is_empty()).map(|s| s.name).collect();
        Stop::Use(format!("{}: {}", args.step, known.join(", ")))
    })?;
    let given = match read(args)? {
        Ok(given) => given,
        Err(barriers) => return refused(common, printer, &args.number, &barriers),
    };
    let now = open.now();
    let card = match open.service.answer(&open.actor, now, Request::Cases(AskCases::Open(case))).result? {
        Answer::Cases(CasesAnswer::Case(card)) => card,
        _ => return Err(Stop::Refused(Refusal::NoSuchCase)),
    };
    let request = Ask::Take { case, version: card.version, step: step.name, given: Given::Filled(given) };
    match open.service.answer(&open.actor, now, Request::Steps(request)).result {
        Ok(Answer::Steps(told)) => said(common, printer, step.name, told),
        Ok(_) => Err(Stop::Refused(Refusal::NoSuchCase)),
        Err(Refusal::Denied(barriers)) => refused(common, printer, &args.number, &barriers),
        Err(other) => {
            open.log.note(now, &other);
            Err(Stop::Refused(other))
        }
    }
}

/// The fields from standard input, one JSON object.
fn read(args: &Args) -> Result<Result<Filled, Vec<Barrier>>, Stop> {
    if args.input.as_deref() != Some("-") {
        return Ok(Ok(Filled::default()));
    }
    let mut bytes = Vec::new();
    std::io::stdin().take(INPUT_MAX).read_to_end(&mut bytes)?;
    let object: Map<String, Value> =
        serde_json::from_slice(&bytes).map_err(|fault| Stop::Use(format!("JSON: {fault}")))?;
    let mut values = Vec::new();
    let mut unknown = Vec::new();
    for (name, value) in object {
        let text = match value {
            Value::String(text) => text,
            Value::Bool(true) => "yes".to_owned(),
            Value::Bool(false) => "no".to_owned(),
            other => other.to_string(),
        };
        match Part::from_word(&name) {
            Some(part) => values.push((part, text)),
            None => unknown.push(name),
        }
    }
    if unknown.is_empty() {
        return Ok(Ok(Filled::of(values)));
    }
    Err(Stop::Use(unknown.join(", ")))
}

fn said(common: &Common, printer: &mut Printer, step: &str, told: Told) -> Result<u8, Stop> {
    let words = words(printer.language());
    let (json, text, code) = match told {
        Told::Taken { number, state } => (
            json!({ "number": number, "step": step, "state": state.word() }),
            (words.triage.taken)(&number, (words.state)(state)),
            0,
        ),
        Told::Proposed { number } => {
            (json!({ "number": number, "step": step, "proposed": true }), (words.triage.proposed)(&number), 0)
        }
        Told::Urged { number, barriers, leader } => {
            let value = json!({
                "number": number, "step": step, "refused": true, "barriers": list(&barriers, printer), "urged": leader,
            });
            (value, (words.triage.urged)(&leader), 3)
        }
        Told::Form(_) | Told::FormMany(_) | Told::Many(_) | Told::Returned { .. } | Told::Undone { .. } => {
            return Err(Stop::Refused(Refusal::NoSuchCase));
        }
    };
    if common.json {
        printer.json(&json)?;
    } else {
        printer.line(&text)?;
    }
    printer.flush()?;
    Ok(code)
}

/// A no that names each barrier.
fn refused(common: &Common, printer: &mut Printer, number: &str, barriers: &[Barrier]) -> Result<u8, Stop> {
    if !common.json {
        return Err(Stop::Refused(Refusal::Denied(barriers.to_vec())));
    }
    let barriers = list(barriers, printer);
    printer.json(&json!({ "number": number.trim(), "refused": true, "barriers": barriers }))?;
    printer.flush()?;
    Ok(3)
}

fn list(barriers: &[Barrier], printer: &Printer) -> Vec<Value> {
    let words = words(printer.language());
    let told = |barrier: &Barrier| {
        let mut value = json!({ "barrier": barrier.word(), "words": (words.barrier)(barrier) });
        if let Barrier::Part(part, problem) = barrier {
            value["field"] = json!(part.word());
            value["problem"] = json!(Problem::word(problem));
        }
        value
    };
    barriers.iter().map(told).collect()
}
