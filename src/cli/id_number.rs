//! `id-number`: what a number tells, or what is wrong with it.

use std::io::Read;

use serde_json::{Map, Value, json};

use super::args::{Common, IdNumber as Wanted};
use super::print::{Printer, Stop};
use super::say;
use crate::domain::id_number::IdNumber;
use crate::domain::office::beijing_time;
use crate::domain::problem::Problem;
use crate::i18n::words;
use crate::runtime::clock::Clock;

/// Longest standard input that could hold a number.
const MOST: u64 = 4_096;

pub(super) fn check(common: &Common, wanted: &Wanted, printer: &mut Printer) -> Result<u8, Stop> {
    let mut text = wanted.number.clone();
    if text == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().take(MOST).read_to_end(&mut bytes)?;
        text = String::from_utf8_lossy(&bytes).into_owned();
    }
    let today = Clock::Real.now(beijing_time()).date_naive();
    let language = words(printer.language());
    match IdNumber::read(&text, today) {
        Ok(number) => {
            let division = number.division().unwrap_or_default();
            let (sex, shown) = (number.sex().word(), (language.sex)(number.sex()));
            if common.json {
                let mut object = Map::new();
                object.insert("valid".to_owned(), Value::from(true));
                object.insert("sex".to_owned(), Value::from(sex));
                object.insert("birth".to_owned(), Value::from(number.birth().to_string()));
                object.insert("division".to_owned(), Value::from(division));
                if number.is_old_form() {
                    object.insert("old_form".to_owned(), Value::from(true));
                }
                printer.json(&object)?;
            } else {
                printer.line(&(say(printer).valid_number)(shown, &number.birth().to_string(), &division))?;
                if number.is_old_form() {
                    printer.line(say(printer).old_form)?;
                }
            }
            printer.flush()?;
            Ok(0)
        }
        Err(fault) => {
            if common.json {
                printer.json(&json!({ "valid": false, "problem": fault.word() }))?;
            } else {
                let why = (language.problem)(&Problem::IdNumber(fault));
                printer.line(&(say(printer).not_a_number)(&why))?;
            }
            printer.flush()?;
            Ok(1)
        }
    }
}
