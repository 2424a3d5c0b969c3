//! `similar`: which cases may be the same matter.

use std::io::Read;

use serde_json::json;

use super::args::{Common, Similar};
use super::office;
use super::print::{Printer, Stop};
use super::say;
use crate::api::similar::{Answer as SimilarAnswer, Candidate, Request as Ask};
use crate::api::{Answer, Refusal, Request};
use crate::domain::content_class;
use crate::domain::id_number::IdNumber;
use crate::domain::masked::Personal;
use crate::domain::similar::Probe;
use crate::domain::{phone, text};
use crate::i18n::words;

/// Longest standard input that is read, in bytes: the longest text there is, and lines before it.
const MOST: u64 = 256 * 1024;

pub(super) fn similar(common: &Common, wanted: &Similar, printer: &mut Printer) -> Result<u8, Stop> {
    if let Some(file) = &wanted.check {
        return super::similar_check::check(common, file, wanted.look_alikes.as_deref(), printer);
    }
    let mut open = office::open(common, printer)?;
    let now = open.now();
    let ask = match &wanted.case {
        Some(number) => {
            Ask::LikeCase { case: open.service.case_by_number(&open.actor, number.trim())?, top: wanted.top }
        }
        None => Ask::Like { probe: Box::new(probe(wanted, now.date_naive())?), top: wanted.top },
    };
    let found = match open.service.answer(&open.actor, now, Request::Similar(ask)).result {
        Ok(Answer::Similar(SimilarAnswer::Candidates(found))) => found,
        Ok(_) => return Err(Stop::Refused(Refusal::NoSuchCase)),
        Err(refused) => {
            open.log.note(now, &refused);
            return Err(Stop::Refused(refused));
        }
    };
    for candidate in &found {
        print(common, printer, candidate)?;
    }
    if found.is_empty() && !common.json {
        printer.line(say(printer).nothing_found)?;
    }
    printer.flush()?;
    Ok(0)
}

/// What was given, with `-` read from standard input: a line for each of name, number and phone, in
/// this order, and the rest for the text.
fn probe(wanted: &Similar, today: chrono::NaiveDate) -> Result<Probe, Stop> {
    let given = [&wanted.name, &wanted.id_number, &wanted.phone, &wanted.text];
    let mut typed = String::new();
    if given.iter().any(|value| value.as_deref() == Some("-")) {
        let mut bytes = Vec::new();
        std::io::stdin().take(MOST).read_to_end(&mut bytes)?;
        typed = String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}').to_owned();
    }
    let mut rest = typed.as_str();
    let mut line = |value: &Option<String>| match value.as_deref() {
        Some("-") => {
            let (first, after) = rest.split_once('\n').unwrap_or((rest, ""));
            rest = after;
            text::line(first)
        }
        value => text::line(value.unwrap_or_default()),
    };
    let (name, id_number, phone_number) = (line(&wanted.name), line(&wanted.id_number), line(&wanted.phone));
    let body = match wanted.text.as_deref() {
        Some("-") => text::paragraphs(rest),
        value => text::paragraphs(value.unwrap_or_default()),
    };
    Ok(Probe {
        case: None,
        title: Personal::new(text::line(wanted.title.as_deref().unwrap_or_default())),
        body: Personal::new(body.chars().take(text::BODY_MAX).collect::<String>()),
        name: Personal::new(name),
        id_number: Personal::new(
            IdNumber::read(&id_number, today).map_or(id_number, |number| number.as_str().to_owned()),
        ),
        phone: Personal::new(phone::read(&phone_number).unwrap_or(phone_number)),
        address: Personal::new(text::line(wanted.address.as_deref().unwrap_or_default())),
        category: wanted.category.as_deref().and_then(content_class::read).map(|class| class.code.to_owned()),
    })
}

fn print(common: &Common, printer: &mut Printer, candidate: &Candidate) -> Result<(), Stop> {
    if common.json {
        return printer.json(&json!({
            "number": candidate.number,
            "source_number": candidate.source_number,
            "score": rounded(candidate.score),
            "reasons": candidate.reasons.iter().map(|reason| reason.word()).collect::<Vec<_>>(),
            "excerpt": candidate.excerpt.reveal(),
        }));
    }
    let language = words(printer.language());
    let reasons: Vec<String> =
        candidate.reasons.iter().map(|reason| (language.similar.reason)(*reason, candidate.text)).collect();
    let (day, title) = (candidate.received.day, candidate.title.reveal());
    let why = reasons.join(language.comma);
    printer.line(&format!("{}  {:.2}  {day}  {why}  {title}", candidate.number, candidate.score))?;
    printer.line(&format!("    {}", candidate.excerpt.reveal()))
}

/// Three digits: more would say that it is measured so finely.
pub(super) fn rounded(score: f64) -> f64 {
    (score * 1000.0).round() / 1000.0
}
