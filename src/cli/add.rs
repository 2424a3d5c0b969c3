//! `case add`: one JSON object a line, one matter each.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};

use serde_json::{Map, Value, json};

use super::args::{Add, Common};
use super::office::{self, Open};
use super::print::{Printer, Stop};
use super::say;
use crate::api::intake::{Answer as IntakeAnswer, Request as AskIntake};
use crate::api::{Answer, Refusal, Request};
use crate::domain::intake::{self, Doubts, Draft, MaterialDraft, PersonDraft};
use crate::domain::problem::{Complaint, Field, Problem};
use crate::domain::text;
use crate::i18n::words;

/// Longest line of standard input that is read, in bytes: a long letter has about thirty
/// thousand.
const LINE_MAX: u64 = 1_000_000;

pub(super) fn add(common: &Common, add: &Add, printer: &mut Printer) -> Result<u8, Stop> {
    let mut open = office::open(common, printer)?;
    let mut input: Box<dyn BufRead> = if add.input.as_os_str() == "-" {
        Box::new(BufReader::new(std::io::stdin()))
    } else {
        Box::new(BufReader::new(File::open(&add.input)?))
    };
    // What has been handed in is filed, whether or not anybody still listens.
    printer.keep_going();
    let mut refused = 0;
    let mut lines = 0;
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
        if (&mut input).take(LINE_MAX).read_until(b'\n', &mut bytes)? == 0 {
            break;
        }
        let too_long = bytes.len() as u64 == LINE_MAX && !bytes.ends_with(b"\n");
        if too_long {
            skip_line(&mut input)?;
        }
        let line = match std::str::from_utf8(&bytes) {
            _ if too_long => Err(Problem::TooLong { max: text::BODY_MAX }),
            Ok(line) => Ok(line.trim_start_matches('\u{feff}').trim()),
            Err(_) => Err(Problem::Undecodable),
        };
        if line == Ok("") {
            continue;
        }
        lines += 1;
        let filed = match line {
            Ok(line) => add_one(common, &mut open, line, printer)?,
            Err(problem) => {
                refusal_line(common, printer, &[(Field::Row, problem)])?;
                false
            }
        };
        refused += u32::from(!filed);
        // Whoever feeds us line by line wants to hear of each.
        printer.flush()?;
    }
    if lines == 0 {
        printer.warn(say(printer).nothing_typed);
    }
    Ok(u8::from(refused > 0))
}

/// Reads to the end of a line that is too long, without keeping it.
fn skip_line(input: &mut impl BufRead) -> Result<(), Stop> {
    loop {
        let part = input.fill_buf()?;
        let end = part.iter().position(|byte| *byte == b'\n');
        let used = end.map_or(part.len(), |at| at + 1);
        let done = end.is_some() || part.is_empty();
        input.consume(used);
        if done {
            return Ok(());
        }
    }
}

/// Registers one line; answers whether it is on the books.
fn add_one(common: &Common, open: &mut Open, line: &str, printer: &mut Printer) -> Result<bool, Stop> {
    let now = open.now();
    let read = match draft(line) {
        Ok(draft) => intake::read(&draft, now, Doubts::Complain),
        Err(complaint) => Err(vec![complaint]),
    };
    let intake = match read {
        Ok(intake) => intake,
        Err(complaints) => {
            refusal_line(common, printer, &complaints)?;
            return Ok(false);
        }
    };
    let reply = open.service.answer(&open.actor, now, Request::Intake(AskIntake::File(Box::new(intake))));
    match reply.result {
        Ok(Answer::Intake(IntakeAnswer::Filed(filed))) => {
            let due = filed.due.as_ref().map(|due| due.due);
            if common.json {
                let missing: Vec<&str> = filed.to_complete.iter().map(|field| field.word()).collect();
                printer.json(&json!({
                    "number": filed.number, "due": due, "to_complete": missing, "already": filed.already,
                }))?;
            } else if filed.already {
                printer.line(&(say(printer).filed_before)(&filed.number))?;
            } else {
                let due = due.map_or_else(|| "-".to_owned(), |due| due.to_string());
                printer.line(&(say(printer).filed)(&filed.number, &due))?;
            }
            Ok(true)
        }
        Ok(_) => Ok(false),
        Err(Refusal::Invalid(complaints)) => {
            refusal_line(common, printer, &complaints)?;
            Ok(false)
        }
        Err(refused) => {
            open.log.note(now, &refused);
            Err(Stop::Refused(refused))
        }
    }
}

fn refusal_line(common: &Common, printer: &mut Printer, complaints: &[Complaint]) -> Result<(), Stop> {
    let language = words(printer.language());
    if common.json {
        return printer.json(&json!({ "refused": true, "problems": problems_json(language, complaints) }));
    }
    for (field, problem) in complaints {
        printer.line(&(language.complaint)((language.field)(*field), &(language.problem)(problem)))?;
    }
    Ok(())
}

/// `[{"field":…,"problem":…}]`
pub(super) fn problems_json(language: &crate::i18n::Words, complaints: &[Complaint]) -> Vec<Value> {
    complaints
        .iter()
        .map(|(field, problem)| json!({ "field": field.word(), "problem": (language.problem)(problem), "word": problem.word() }))
        .collect()
}

/// Reads a line of `case add`. Unknown keys are complained of: a misspelt `id_nmber` would lose
/// a value silently.
fn draft(line: &str) -> Result<Draft, Complaint> {
    let object: Map<String, Value> =
        serde_json::from_str(line).map_err(|fault| unreadable(fault.to_string()))?;
    let mut draft = Draft::default();
    for (key, value) in &object {
        match key.as_str() {
            "petitioner" => {
                for (key, value) in members(key, value)? {
                    let place = match key.as_str() {
                        "name" => &mut draft.name,
                        "id_kind" => &mut draft.id_kind,
                        "id_number" => &mut draft.id_number,
                        "sex" => &mut draft.sex,
                        "age" => &mut draft.age,
                        "phone" => &mut draft.phone,
                        "address" => &mut draft.address,
                        other => return Err(unreadable(format!("there is no petitioner.{other}"))),
                    };
                    *place = scalar(key, value)?;
                }
            }
            "others" => draft.others = list(key, value, person)?,
            "materials" => draft.materials = list(key, value, material)?,
            key => {
                let value =
                    if YES_OR_NO.contains(&key) { yes_or_no(key, value)? } else { scalar(key, value)? };
                *field(&mut draft, key).ok_or_else(|| unreadable(format!("there is no field {key}")))? =
                    value;
            }
        }
    }
    Ok(draft)
}

/// Fields that are true or false; `yes` and `no` are understood too.
const YES_OR_NO: [&str; 3] = ["confidential", "publish", "level_skipping"];

fn yes_or_no(key: &str, value: &Value) -> Result<String, Complaint> {
    let word = match value {
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        other => scalar(key, other)?,
    };
    let known = ["", "yes", "no"].contains(&word.as_str());
    if known { Ok(word) } else { Err(unreadable(format!("{key} must be true or false"))) }
}

/// The field of a matter that is called so.
fn field<'a>(draft: &'a mut Draft, key: &str) -> Option<&'a mut String> {
    Some(match key {
        "channel" => &mut draft.channel,
        "received" => &mut draft.received,
        "title" => &mut draft.title,
        "body" => &mut draft.body,
        "people" => &mut draft.people,
        "concerned" => &mut draft.concerned,
        "purpose" => &mut draft.purpose,
        "category" => &mut draft.category,
        "place" => &mut draft.place,
        "accused" => &mut draft.accused,
        "urgency" => &mut draft.urgency,
        "source" => &mut draft.source,
        "source_body" => &mut draft.source_body,
        "source_number" => &mut draft.source_number,
        "confidential" => &mut draft.confidential,
        "publish" => &mut draft.publish,
        "reply" => &mut draft.reply,
        "signed" => &mut draft.signed,
        "level_skipping" => &mut draft.level_skipping,
        "window" => &mut draft.window,
        "postmark" => &mut draft.postmark,
        "addressee" => &mut draft.addressee,
        "completeness" => &mut draft.completeness,
        "caller" => &mut draft.caller,
        "rings" => &mut draft.rings,
        "platform" => &mut draft.platform,
        "online_user" => &mut draft.online_user,
        "tracks" => &mut draft.tracks,
        "slip" => &mut draft.slip,
        _ => return None,
    })
}

fn person(key: &str, value: &Value) -> Result<PersonDraft, Complaint> {
    let mut person = PersonDraft::default();
    for (key, value) in members(key, value)? {
        let place = match key.as_str() {
            "role" => &mut person.role,
            "name" => &mut person.name,
            "id_number" => &mut person.id_number,
            "phone" => &mut person.phone,
            "address" => &mut person.address,
            other => return Err(unreadable(format!("there is no others.{other}"))),
        };
        *place = scalar(key, value)?;
    }
    Ok(person)
}

fn material(key: &str, value: &Value) -> Result<MaterialDraft, Complaint> {
    let mut material = MaterialDraft::default();
    for (key, value) in members(key, value)? {
        let place = match key.as_str() {
            "name" => &mut material.name,
            "kind" => &mut material.kind,
            "copies" => &mut material.copies,
            "pages" => &mut material.pages,
            other => return Err(unreadable(format!("there is no materials.{other}"))),
        };
        *place = scalar(key, value)?;
    }
    Ok(material)
}

fn list<T>(
    key: &str,
    value: &Value,
    read: fn(&str, &Value) -> Result<T, Complaint>,
) -> Result<Vec<T>, Complaint> {
    let rows = value.as_array().ok_or_else(|| unreadable(format!("{key} must be a list")))?;
    rows.iter().map(|row| read(key, row)).collect()
}

fn members<'a>(key: &str, value: &'a Value) -> Result<&'a Map<String, Value>, Complaint> {
    value.as_object().ok_or_else(|| unreadable(format!("{key} must be an object")))
}

fn unreadable(why: String) -> Complaint {
    (Field::Row, Problem::Unreadable(why))
}

fn scalar(key: &str, value: &Value) -> Result<String, Complaint> {
    match value {
        Value::Null => Ok(String::new()),
        Value::String(text) => Ok(text.clone()),
        Value::Number(number) => Ok(number.to_string()),
        _ => Err((Field::Row, Problem::Unreadable(format!("{key} must be text")))),
    }
}
