//! `calendar add`: a year is shown with what it moves, and accepted.

use std::io::Read;
use std::path::Path;

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use super::args::Common;
use super::office;
use super::print::{Printer, Stop};
use super::say;
use crate::api::years::{Proposal, Standing, YearDays};
use crate::deadline::{Notice, Year};
use crate::i18n::words;
use crate::service::GivenYear;

/// Setting up the office is the administrator's work.
const KEEPER: &str = "admin";
/// Moves shown to people; scripts get all.
const SHOWN: usize = 20;

/// `calendar add FILE [--yes]`
pub(super) fn add(common: &Common, file: &Path, yes: bool, printer: &mut Printer) -> Result<u8, Stop> {
    let text = read(file)?;
    let account = common.account.as_deref().unwrap_or(KEEPER);
    let mut open = office::open_as(common, account, printer)?;
    let is_toml = text.lines().any(|line| line.starts_with('[') || line.trim_start().starts_with("year"));
    let given = if is_toml {
        let year = Year::read(&text).map_err(|fault| Stop::Office(fault.to_string()))?;
        let faults: Vec<String> = year.faults().iter().map(ToString::to_string).collect();
        if !faults.is_empty() {
            return Err(Stop::Office(faults.join("\n")));
        }
        vec![GivenYear { year, toml: text, notice: None }]
    } else {
        let language = say(printer);
        let notice = Notice::read(&text).map_err(|faults| {
            let told: Vec<String> = faults.iter().map(|fault| (language.notice_fault)(fault)).collect();
            Stop::Office(told.join("\n"))
        })?;
        let beside = notice.beside.iter().map(|more| open.service.year_with(more));
        let years: Vec<Year> = beside.chain([notice.year.clone()]).collect();
        years
            .into_iter()
            .map(|year| GivenYear { toml: year.to_toml(), year, notice: Some(text.clone()) })
            .collect()
    };
    let now = open.now();
    let told = open.service.weigh_years(&open.actor, now, &given)?;
    if !told.is_news() {
        return Err(Stop::Office(say(printer).years_known.to_owned()));
    }
    let told = if yes { open.service.accept_years(&open.actor, now, &given)? } else { told };
    if common.json {
        tell_scripts(&told, yes, printer)?
    } else {
        tell(&told, yes, printer)?
    }
    printer.flush()?;
    Ok(0)
}

fn read(file: &Path) -> Result<String, Stop> {
    if file.as_os_str() == "-" {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text)?;
        return Ok(text);
    }
    Ok(std::fs::read_to_string(file)?)
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
