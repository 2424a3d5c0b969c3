//! `office import` and `office list`: registers on the command line.

use std::path::Path;

use serde_json::json;

use super::args::Common;
use super::office;
use super::print::{Printer, Stop};
use super::say;
use crate::api::registers::{Answer as Told, Request as Ask, Sheet};
use crate::api::{Answer, Request};
use crate::domain::problem::Problem;
use crate::domain::register::{Register, Values};
use crate::i18n::words;
use crate::service::{OfficeRow, OfficeVerdict, Service};
use crate::table::{read, tables};

/// `office import FILE`
pub(super) fn import(
    common: &Common,
    file: &Path,
    register: Option<&str>,
    dry_run: bool,
    printer: &mut Printer,
) -> Result<u8, Stop> {
    let account = common.account.as_deref().unwrap_or(office::KEEPER);
    let mut open = office::open_as(common, account, printer)?;
    let now = open.now();
    let is_toml = file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
    let (places, rows) = if is_toml {
        let text = std::fs::read_to_string(file)
            .map_err(|fault| Stop::Use(format!("{}: {fault}", file.display())))?;
        // A register of the office's own begins with its name and has columns.
        if text.lines().any(|line| line.trim_start().starts_with("column"))
            && !text.lines().any(|line| line.trim_start().starts_with("[[") && !line.contains("column"))
        {
            let own = Register::from_toml(&text)
                .map_err(|fault| Stop::Use(format!("{}: {fault}", file.display())))?;
            if !dry_run {
                open.service.accept_register(&open.actor, now, &own, &text)?;
            }
            printer.line(&(say(printer).register_accepted)(&own.name))?;
            printer.flush()?;
            return Ok(0);
        }
        let found = tables::read(&text).map_err(|fault| Stop::Use(format!("{}: {fault}", file.display())))?;
        found
            .into_iter()
            .map(|row| {
                let place = u64::try_from(row.line).unwrap_or(0);
                (place, OfficeRow { register: row.table, values: row.cells })
            })
            .unzip()
    } else {
        let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let register = known(&mut open, register.unwrap_or(&stem), printer)?;
        from_table(file, &register, printer)?
    };
    let verdicts = open.service.take_over(&open.actor, now, &rows, dry_run)?;
    tell(common, &open.service, &places, &rows, &verdicts, printer)?;
    if dry_run && !common.json {
        printer.line(say(printer).office_tried)?;
    }
    printer.flush()?;
    Ok(u8::from(verdicts.iter().any(|verdict| matches!(verdict, OfficeVerdict::Refused(_)))))
}

/// Rows of a csv, tsv or xlsx file; headings are names of columns in either language.
fn from_table(
    file: &Path,
    register: &Register,
    printer: &Printer,
) -> Result<(Vec<u64>, Vec<OfficeRow>), Stop> {
    let language = words(printer.language());
    let fault = |fault: &read::Fault| {
        let why = (language.command.file_fault)(fault);
        Stop::Use(format!("{}{}{why}", file.display(), language.colon))
    };
    let rows = read::open(file).map_err(|found| fault(&found))?;
    let column = |heading: &String| {
        let heading = heading.trim();
        register
            .columns
            .iter()
            .find(|column| {
                [&column.name, &column.title.zh, &column.title.en].into_iter().any(|name| name == heading)
            })
            .map_or_else(|| heading.to_owned(), |column| column.name.clone())
    };
    let columns: Vec<String> = rows.heading.iter().map(column).collect();
    let mut found = (Vec::new(), Vec::new());
    for row in rows {
        if row.cells.iter().all(crate::table::Cell::is_empty) {
            continue;
        }
        let cells = columns.iter().zip(&row.cells);
        let values: Values = cells
            .filter_map(|(column, cell)| cell.text().map(|text| (column.clone(), text.into_owned())))
            .filter(|(_, text)| !text.trim().is_empty())
            .collect();
        found.0.push(row.number);
        found.1.push(OfficeRow { register: register.name.clone(), values });
    }
    Ok(found)
}

fn tell(
    common: &Common,
    service: &Service,
    places: &[u64],
    rows: &[OfficeRow],
    verdicts: &[OfficeVerdict],
    printer: &mut Printer,
) -> Result<(), Stop> {
    let language = words(printer.language());
    let command = &language.command;
    let mut counts = [0; 4];
    for ((place, row), verdict) in places.iter().zip(rows).zip(verdicts) {
        let (word, label, problems): (_, &str, &[(String, Problem)]) = match verdict {
            OfficeVerdict::Added(label) => ("added", label, &[]),
            OfficeVerdict::Changed(label) => ("changed", label, &[]),
            OfficeVerdict::Known(label) => ("known", label, &[]),
            OfficeVerdict::Refused(problems) => ("refused", "", problems),
        };
        let at =
            ["added", "changed", "known", "refused"].iter().position(|known| *known == word).unwrap_or(3);
        counts[at] += 1;
        if common.json {
            let problems: Vec<_> = problems
                .iter()
                .map(|(field, problem)| json!({ "field": field, "problem": problem.word() }))
                .collect();
            printer.json(&json!({
                "row": place, "register": row.register, "verdict": word, "label": label, "problems": problems
            }))?;
            continue;
        }
        let what = match verdict {
            OfficeVerdict::Added(label) => (command.office_added)(label),
            OfficeVerdict::Changed(label) => (command.office_changed)(label),
            OfficeVerdict::Known(label) => (command.office_known)(label),
            OfficeVerdict::Refused(problems) => {
                let title = |name: &str| {
                    let register = service.register(&row.register);
                    let column =
                        register.and_then(|r| r.column(name).map(|at| language.of(&r.columns[at].title)));
                    column.unwrap_or(name).to_owned()
                };
                let list: Vec<String> = problems
                    .iter()
                    .map(|(field, problem)| match (title(field), row.values.get(field)) {
                        (empty, _) if empty.is_empty() => (language.problem)(problem),
                        (title, Some(value)) => {
                            let where_ = format!("{title} {value}");
                            (language.complaint)(&where_, &(language.problem)(problem))
                        }
                        (title, None) => (language.complaint)(&title, &(language.problem)(problem)),
                    })
                    .collect();
                (command.office_refused)(&list.join(language.semicolon))
            }
        };
        let what = format!("{}{}{what}", row.register, language.colon);
        printer.line(&(command.office_row)(*place, &what))?;
    }
    let [added, changed, known, refused] = counts;
    if common.json {
        printer.json(&json!({ "added": added, "changed": changed, "known": known, "refused": refused }))?;
    } else {
        printer.line(&(command.office_summary)(added, changed, known, refused))?;
    }
    Ok(())
}

fn known(open: &mut office::Open, name: &str, printer: &Printer) -> Result<Register, Stop> {
    match open.service.register(name) {
        Some(register) => Ok(register.clone()),
        None => {
            let names: Vec<&str> = open.service.register_names().collect();
            Err(Stop::Use((say(printer).no_register)(name, &names.join(", "))))
        }
    }
}

/// `office list`, `office list REGISTER`
pub(super) fn list(
    common: &Common,
    register: Option<&str>,
    all: bool,
    printer: &mut Printer,
) -> Result<u8, Stop> {
    let account = common.account.as_deref().unwrap_or(office::KEEPER);
    let mut open = office::open_as(common, account, printer)?;
    let now = open.now();
    let language = words(printer.language());
    match register {
        None => {
            let asked = open.service.answer(&open.actor, now, Request::Registers(Ask::Index)).result?;
            let Answer::Registers(Told::Index(registers)) = asked else { return Ok(0) };
            for summary in registers {
                let title = language.of(&summary.register.title);
                if common.json {
                    printer.json(
                        &json!({ "register": summary.register.name, "title": title, "rows": summary.rows }),
                    )?;
                } else {
                    printer.line(&format!("{:<18}{:>6}  {title}", summary.register.name, summary.rows))?;
                }
            }
        }
        Some(name) => {
            known(&mut open, name, printer)?;
            let Sheet { register, rows, .. } = open.service.sheet(&open.actor, name)?;
            for row in rows.iter().filter(|row| all || !row.ended) {
                if common.json {
                    printer.json(&json!({
                        "key": row.key, "version": row.version, "ended": row.ended, "values": row.values
                    }))?;
                } else {
                    let values: Vec<&str> =
                        register.columns.iter().map(|column| row.value(&column.name)).collect();
                    printer.line(&values.join("  ").replace('\n', " "))?;
                }
            }
        }
    }
    printer.flush()?;
    Ok(0)
}
