//! `query`: how a matter stands, for whoever asks at the window by its number or query code. Neither
//! name nor title is told.

use std::io::Read;

use serde_json::json;

use super::args::{Common, Query};
use super::office;
use super::print::{Printer, Stop};
use crate::api::slip::{Answer as Told, Request as Ask, Standing};
use crate::api::{Answer, Refusal, Request};
use crate::domain::masked::Personal;
use crate::i18n::words;

pub(super) fn query(common: &Common, wanted: &Query, printer: &mut Printer) -> Result<u8, Stop> {
    let mut open = office::open(common, printer)?;
    let mut typed = wanted.code.clone();
    if typed == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().take(256).read_to_end(&mut bytes)?;
        typed = String::from_utf8_lossy(&bytes).into_owned();
    }
    let now = open.now();
    let asked = Request::Slip(Ask::Query(Personal::new(typed)));
    let standing = match open.service.answer(&open.actor, now, asked).result {
        Ok(Answer::Slip(Told::Standing(standing))) => standing,
        Ok(_) => return Err(Stop::Refused(Refusal::NoSuchCase)),
        Err(refused) => {
            open.log.note(now, &refused);
            return Err(Stop::Refused(refused));
        }
    };
    if common.json {
        printer.json(&in_json(&standing, printer))?;
    } else {
        print(&standing, printer)?;
    }
    printer.flush()?;
    Ok(0)
}

fn in_json(standing: &Standing, printer: &Printer) -> serde_json::Value {
    let words = words(printer.language());
    let Standing { number, received, state, open, due, with, ask, .. } = standing;
    json!({
        "number": number,
        "received": received,
        "state": state.word(),
        "says": (words.state)(*state),
        "open": open,
        "next_due": due.as_ref().map(|due| due.day),
        "may_move": due.as_ref().is_some_and(|due| due.may_move),
        "clock": due.as_ref().map(|due| due.clock.word()),
        "next": due.as_ref().map(|due| (words.clock)(&due.clock, &due.title)),
        "with": with,
        "phone": ask.phone,
        "address": ask.address,
    })
}

fn print(standing: &Standing, printer: &mut Printer) -> Result<(), Stop> {
    let all = words(printer.language());
    let words = &all.query;
    let Standing { number, received, state, open, due, with, ask, .. } = standing;
    printer.line(&(words.matter)(number, &received.to_string()))?;
    printer.line(&(words.stands)((all.state)(*state)))?;
    printer.line(&(words.with)(with))?;
    match due {
        Some(due) if *open => {
            let day = format!("{}{}", due.day, if due.may_move { "?" } else { "" });
            printer.line(&(words.next)(&day, (all.clock)(&due.clock, &due.title)))?;
        }
        _ if *open => printer.line(words.no_limit)?,
        _ => printer.line(words.ended)?,
    }
    if !(ask.phone.is_empty() && ask.address.is_empty()) {
        printer.line(&(words.ask)(&ask.phone, &ask.address))?;
    }
    Ok(())
}
