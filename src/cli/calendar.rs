//! `calendar`: which years are known, and whether their days can be right.

use std::path::Path;

use chrono::Datelike;
use serde_json::json;

use super::args::Common;
use super::office;
use super::print::{Printer, Stop};
use super::{say, year};
use crate::deadline::{Calendar, Year, shipped};
use crate::domain::office::beijing_time;
use crate::domain::problem::Problem;
use crate::i18n::words;
use crate::runtime::clock::Clock;
use crate::service::{Service, read_years};

/// The office's calendar; without an office, the one that comes with the program.
pub(super) fn in_use(common: &Common) -> Result<Calendar, Stop> {
    let file = office::file(common);
    // An office that is named must be there; one that would be taken by default need not.
    if common.db.is_some() || file.exists() {
        return Ok(Service::open_file(&file)?.calendar().clone());
    }
    shipped_years()
}

fn shipped_years() -> Result<Calendar, Stop> {
    shipped::calendar().map_err(|fault| Stop::Use(fault.to_string()))
}

pub(super) fn list(common: &Common, printer: &mut Printer) -> Result<u8, Stop> {
    let calendar = in_use(common)?;
    for year in calendar.years() {
        let (off, work) = (year.off.len(), year.work.len());
        if common.json {
            printer.json(&json!({ "year": year.year, "off": off, "work": work, "source": year.source }))?;
        } else {
            printer.line(&(say(printer).year_line)(year.year, off, work))?;
            for source in &year.source {
                printer.line(&format!("      {source}"))?;
            }
        }
    }
    printer.flush()?;
    Ok(0)
}

pub(super) fn check(common: &Common, file: Option<&Path>, printer: &mut Printer) -> Result<u8, Stop> {
    let calendar = in_use(common);
    let years: Vec<Year> = match file {
        Some(file) => {
            let text = year::read(file, printer)?;
            // A notice may give days to the year before it, which then has to be known.
            let known = calendar.or_else(|_| shipped_years())?;
            match read_years(&text, &known) {
                Ok(given) => given.into_iter().map(|given| given.year).collect(),
                Err(problems) => {
                    for problem in &problems {
                        let fault = (words(printer.language()).problem)(problem);
                        fault_line(common, printer, None, &fault)?;
                    }
                    printer.flush()?;
                    return Ok(1);
                }
            }
        }
        None => calendar?.years().cloned().collect(),
    };
    let mut bad = 0;
    for year in &years {
        let faults = year.faults();
        for fault in &faults {
            let fault = (words(printer.language()).problem)(&Problem::Year(fault.clone()));
            fault_line(common, printer, Some(year.year), &fault)?;
        }
        if faults.is_empty() {
            if common.json {
                printer.json(&json!({ "year": year.year, "good": true }))?;
            } else {
                printer.line(&(say(printer).year_good)(year.year))?;
            }
        }
        bad += faults.len();
    }
    if file.is_none() {
        let next = Clock::Real.now(beijing_time()).year() + 1;
        if years.iter().all(|year| year.year != next) {
            if common.json {
                printer.json(&json!({ "year": next, "published": false }))?;
            } else {
                printer.line(&(say(printer).year_next)(next))?;
            }
        }
    }
    printer.flush()?;
    Ok(u8::from(bad > 0))
}

fn fault_line(common: &Common, printer: &mut Printer, year: Option<i32>, fault: &str) -> Result<(), Stop> {
    if common.json {
        printer.json(&json!({ "year": year, "good": false, "fault": fault }))
    } else {
        printer.line(fault.trim_end())
    }
}
