//! `calendar add`: a year is shown with what it moves, and accepted.

use std::io::Read;
use std::path::Path;

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use super::args::Common;
use super::office;
use super::print::{Printer, Stop};
use super::say;
use crate::api::Refusal;
use crate::api::years::{Proposal, Standing, YearDays};
use crate::domain::problem::Problem;
use crate::i18n::words;
use crate::table::encoding::decode;

/// Moves shown to people; scripts get all.
const SHOWN: usize = 20;

/// `calendar add FILE [--yes]`
pub(super) fn add(common: &Common, file: &Path, yes: bool, printer: &mut Printer) -> Result<u8, Stop> {
    let text = read(file, printer)?;
    let account = common.account.as_deref().unwrap_or(office::KEEPER);
    let mut open = office::open_as(common, account, printer)?;
    let now = open.now();
    let mut told = open.service.weigh_years(&open.actor, now, &text).map_err(|why| stop(why, printer))?;
    if !told.is_news() {
        return Err(Stop::Office(say(printer).years_known.to_owned()));
    }
    if yes {
        told = open.service.accept_years(&open.actor, now, &text).map_err(|why| stop(why, printer))?;
    }
    if common.json {
        tell_scripts(&told, yes, printer)?
    } else {
        tell(&told, yes, printer)?
    }
    printer.flush()?;
    Ok(0)
}

/// The text of a file, whatever encoding it is in; `-` is standard input.
pub(super) fn read(file: &Path, printer: &Printer) -> Result<String, Stop> {
    let mut bytes = Vec::new();
    if file.as_os_str() == "-" {
        std::io::stdin().read_to_end(&mut bytes)?;
    } else {
        bytes = std::fs::read(file)?;
    }
    let unreadable = || {
        let what = (words(printer.language()).problem)(&Problem::Undecodable);
        Stop::Io(std::io::Error::new(std::io::ErrorKind::InvalidData, what))
    };
    decode(&bytes).ok_or_else(unreadable)
}

/// Of a text with faults each has a line of its own.
fn stop(refused: Refusal, printer: &Printer) -> Stop {
    match refused {
        Refusal::Invalid(complaints) => {
            let language = words(printer.language());
            let told: Vec<String> =
                complaints.iter().map(|(_, problem)| (language.problem)(problem)).collect();
            Stop::Office(told.join("\n"))
        }
        other => Stop::Refused(other),
    }
}

fn standing(year: &YearDays) -> &'static str {
    match year.standing {
        Standing::New => "new",
        Standing::Changed => "changed",
        Standing::Same => "same",
    }
}

fn tell_scripts(told: &Proposal, accepted: bool, printer: &mut Printer) -> Result<(), Stop> {
    let days = |days: &[(NaiveDate, String)]| -> Map<String, Value> {
        days.iter().map(|(day, name)| (day.to_string(), Value::from(name.as_str()))).collect()
    };
    for year in &told.years {
        let (off, work) = (days(&year.off), days(&year.work));
        printer.json(&json!({ "year": year.year, "standing": standing(year), "off": off, "work": work }))?;
    }
    for moved in &told.moves {
        let (from, to) = (moved.from.to_string(), moved.to.to_string());
        printer
            .json(&json!({ "number": moved.number, "clock": moved.clock.word(), "from": from, "to": to }))?;
    }
    printer.json(&json!({ "accepted": accepted, "cases": told.cases, "clocks": told.moves.len() }))
}

fn tell(told: &Proposal, accepted: bool, printer: &mut Printer) -> Result<(), Stop> {
    let language = words(printer.language());
    let command = &language.command;
    for year in told.years.iter().filter(|year| year.standing != Standing::Same) {
        printer.line(&(command.year_line)(year.year, year.off.len(), year.work.len()))?;
        let mut names: Vec<&String> = Vec::new();
        for (_, name) in year.off.iter().chain(&year.work) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        for name in names {
            let of = |days: &[(NaiveDate, String)]| -> String {
                let days = days.iter().filter(|(_, known)| known == name);
                days.map(|(day, _)| day.format("%m-%d").to_string()).collect::<Vec<_>>().join(" ")
            };
            printer.line(&(command.year_days)(name, &of(&year.off), &of(&year.work)))?;
        }
    }
    printer.line(&(command.year_moves)(told.moves.len(), told.cases))?;
    for moved in told.moves.iter().take(SHOWN) {
        let clock = (language.clock)(&moved.clock, &moved.title);
        printer.line(&format!("  {}  {clock}  {} → {}", moved.number, moved.from, moved.to))?;
    }
    if told.moves.len() > SHOWN {
        printer.line("  …")?;
    }
    printer.line(if accepted { command.year_accepted } else { command.year_tried })
}
