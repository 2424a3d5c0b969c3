//! `import`: headings found, rows read, a verdict each, in the order of the file.

use std::io::IsTerminal;

use indicatif::ProgressBar;
use serde::Serialize;
use serde_json::Value;

use super::add::problems_json;
use super::args::{Common, Import};
use super::office::{self, Open};
use super::print::{Printer, Stop};
use super::{say, setup};
use crate::domain::case::{Channel, Purpose};
use crate::domain::intake::{self, Doubts, Draft, Intake};
use crate::domain::problem::{Complaint, Field, Problem};
use crate::domain::text;
use crate::i18n::{Language, words};
use crate::runtime::clock::Stopwatch;
use crate::service::{ImportVerdict, Keep};
use crate::table::read;
use crate::table::{Row, RowFault};

/// Rows filed in one transaction: each joins it whole or not at all.
const BATCH: usize = 200;

/// Headings that say which field a column holds: those of message boards, of national exports,
/// and our own.
const HEADINGS: [(Field, &[&str]); 14] = [
    (
        Field::SourceNumber,
        &["留言编号", "来源编号", "编号", "信访件编号", "上级件号", "source_number", "number"],
    ),
    (Field::Name, &["留言用户", "姓名", "信访人", "姓名（名称）", "name"]),
    (Field::Title, &["留言主题", "标题", "主题", "事项标题", "title"]),
    (Field::Received, &["留言时间", "收到日期", "收到时间", "信访日期", "来信日期", "来访时间", "received"]),
    (Field::Body, &["留言详情", "诉求", "投诉内容", "信访内容", "内容", "具体内容", "body"]),
    (Field::Phone, &["电话", "联系电话", "联系方式", "手机号", "手机", "phone"]),
    (Field::IdNumber, &["证件号码", "身份证号", "身份证号码", "id_number"]),
    (Field::Sex, &["性别", "sex"]),
    (Field::Age, &["年龄", "age"]),
    (Field::Address, &["住址", "地址", "联系地址", "address"]),
    (Field::People, &["人数", "信访人数", "people"]),
    (Field::Channel, &["形式", "信访形式", "channel"]),
    (Field::Purpose, &["目的", "信访目的", "purpose"]),
    (Field::Category, &["分类", "内容分类", "内容分类代码", "category"]),
];

/// What is printed for a row.
#[derive(Serialize)]
struct VerdictJson<'a> {
    row: u64,
    verdict: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    to_complete: Vec<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    problems: Vec<Value>,
}

/// The last line.
#[derive(Serialize)]
struct SummaryJson {
    filed: u64,
    known: u64,
    refused: u64,
    seconds: f64,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    columns_not_taken: Vec<String>,
}

#[derive(Default)]
struct Counts {
    filed: u64,
    known: u64,
    refused: u64,
}

type ReadRow = (u64, Result<Intake, Vec<Complaint>>);

pub(super) fn import(common: &Common, wanted: &Import, printer: &mut Printer) -> Result<u8, Stop> {
    let mut open = office::open(common, printer)?;
    let watch = Stopwatch::start();
    let mut rows =
        read::open(&wanted.file).map_err(|fault| Stop::Use(format!("{}: {fault}", wanted.file.display())))?;
    let columns = columns(&rows.heading, &wanted.map).map_err(Stop::Use)?;
    let not_taken: Vec<String> = rows
        .heading
        .iter()
        .zip(&columns)
        .filter(|(heading, field)| field.is_none() && !heading.is_empty())
        .map(|(heading, _)| heading.clone())
        .collect();
    if !columns.iter().flatten().any(|field| matches!(field, Field::Title | Field::Body)) {
        let found = rows.heading.join(", ");
        return Err(Stop::Use(format!(
            "no column holds the matter; found: {found}; name one with --map body=COLUMN"
        )));
    }
    let bar = if std::io::stderr().is_terminal() {
        setup::progress(rows.progress().1, "import")
    } else {
        ProgressBar::hidden()
    };
    let keep = if wanted.dry_run { Keep::OnlyTry } else { Keep::Yes };
    let mut counts = Counts::default();
    let mut batch: Vec<ReadRow> = Vec::with_capacity(BATCH);
    let today = open.now().date_naive();
    loop {
        let row = rows.next();
        let done = row.is_none();
        if let Some(row) =
            row.filter(|row| row.fault.is_some() || row.cells.iter().any(|cell| !cell.is_empty()))
        {
            batch.push((row.number, read_row(&row, &columns, wanted.channel, today)));
        }
        if batch.len() == BATCH || (done && !batch.is_empty()) {
            file(&mut open, &mut batch, keep, common, printer, &mut counts)?;
            bar.set_position(rows.progress().0);
        }
        if done {
            break;
        }
    }
    bar.finish_and_clear();
    let Counts { filed, known, refused } = counts;
    let seconds = watch.seconds();
    if common.json {
        let seconds = (seconds * 1000.0).round() / 1000.0;
        printer.json(&SummaryJson { filed, known, refused, seconds, columns_not_taken: not_taken })?;
    } else {
        let say = say(printer);
        let summary = if wanted.dry_run { say.would_summary } else { say.summary };
        printer.line(&summary(filed, known, refused, seconds))?;
        if !not_taken.is_empty() {
            printer.warn(&format!("-- {}", not_taken.join(", ")));
        }
    }
    printer.flush()?;
    Ok(u8::from(refused > 0))
}

/// Files what can be filed and prints a verdict for each row, in order.
fn file(
    open: &mut Open,
    batch: &mut Vec<ReadRow>,
    keep: Keep,
    common: &Common,
    printer: &mut Printer,
    counts: &mut Counts,
) -> Result<(), Stop> {
    let intakes: Vec<Intake> = batch.iter().filter_map(|(_, read)| read.as_ref().ok()).cloned().collect();
    let now = open.now();
    let verdicts = open.service.import(&open.actor, now, &intakes, keep).inspect_err(|refused| {
        open.log.note(now, refused);
    })?;
    let language = words(printer.language());
    let mut verdicts = verdicts.into_iter();
    for (row, read) in batch.drain(..) {
        let verdict = match &read {
            Ok(_) => verdicts.next(),
            Err(_) => None,
        };
        match (verdict, read) {
            (Some(ImportVerdict::Filed(filed)), _) => {
                counts.filed += 1;
                if common.json {
                    printer.json(&VerdictJson {
                        row,
                        verdict: "filed",
                        number: Some(&filed.number),
                        to_complete: filed.to_complete.iter().map(|field| field.word()).collect(),
                        problems: Vec::new(),
                    })?;
                } else {
                    printer.line(&(say(printer).row_filed)(row, &filed.number))?;
                }
            }
            (Some(ImportVerdict::Known { number }), _) => {
                counts.known += 1;
                if common.json {
                    printer.json(&VerdictJson {
                        row,
                        verdict: "known",
                        number: Some(&number),
                        to_complete: Vec::new(),
                        problems: Vec::new(),
                    })?;
                } else {
                    printer.line(&(say(printer).row_known)(row, &number))?;
                }
            }
            (None, Err(complaints)) => {
                counts.refused += 1;
                if common.json {
                    printer.json(&VerdictJson {
                        row,
                        verdict: "refused",
                        number: None,
                        to_complete: Vec::new(),
                        problems: problems_json(language, &complaints),
                    })?;
                } else {
                    let reasons: Vec<String> = complaints
                        .iter()
                        .map(|(field, problem)| {
                            (language.complaint)((language.field)(*field), &(language.problem)(problem))
                        })
                        .collect();
                    printer.line(&(say(printer).row_refused)(row, &reasons.join(language.semicolon)))?;
                }
            }
            (None, Ok(_)) => {}
        }
    }
    Ok(())
}

/// The field of each column: by `--map` first, else by its heading. A field has one column; of
/// two that could hold it the first counts.
fn columns(heading: &[String], map: &[String]) -> Result<Vec<Option<Field>>, String> {
    let mut columns: Vec<Option<Field>> = vec![None; heading.len()];
    let mut taken: Vec<Field> = Vec::new();
    for pair in map {
        let (field, column) =
            pair.split_once('=').ok_or_else(|| format!("--map {pair}: write FIELD=COLUMN"))?;
        let field =
            HEADINGS.iter().map(|(field, _)| *field).find(|known| known.word() == field.trim()).ok_or_else(
                || {
                    let known: Vec<&str> = HEADINGS.iter().map(|(field, _)| field.word()).collect();
                    format!("--map {pair}: no field {field}; there are {}", known.join(", "))
                },
            )?;
        let at = heading
            .iter()
            .position(|name| name == column.trim())
            .ok_or_else(|| format!("--map {pair}: no column {column}; there are {}", heading.join(", ")))?;
        columns[at] = Some(field);
        taken.push(field);
    }
    for (field, names) in HEADINGS {
        if taken.contains(&field) {
            continue;
        }
        // An export of ours has our number and the number others gave: theirs counts first.
        let found = names.iter().find_map(|name| {
            heading
                .iter()
                .position(|heading| heading.eq_ignore_ascii_case(name))
                .filter(|at| columns[*at].is_none())
        });
        if let Some(at) = found {
            columns[at] = Some(field);
        }
    }
    Ok(columns)
}

fn read_row(
    row: &Row,
    columns: &[Option<Field>],
    channel: Channel,
    today: chrono::NaiveDate,
) -> Result<Intake, Vec<Complaint>> {
    if let Some(fault) = row.fault {
        let problem = match fault {
            RowFault::TooManyCells { expected, found } => Problem::TooManyCells { expected, found },
            RowFault::Undecodable => Problem::Undecodable,
            RowFault::UnreadableCell | RowFault::UnclosedQuote | RowFault::CutShort => {
                Problem::Unreadable(fault.to_string())
            }
        };
        return Err(vec![(Field::Row, problem)]);
    }
    let mut draft = Draft { channel: channel.word().to_owned(), ..Draft::default() };
    for (cell, field) in row.cells.iter().zip(columns) {
        let (Some(field), Some(value)) = (field, cell.text()) else { continue };
        let value = value.into_owned();
        match field {
            Field::Channel => draft.channel = channel_word(&value),
            Field::Purpose => draft.purpose = purpose_word(&value),
            Field::Received => draft.received = value,
            Field::Title => draft.title = value,
            Field::Body => draft.body = value,
            Field::People => draft.people = value,
            Field::Category => draft.category = value,
            Field::SourceNumber => draft.source_number = value,
            Field::Name => draft.name = value,
            Field::IdNumber => draft.id_number = value,
            Field::Sex => draft.sex = value,
            Field::Age => draft.age = value,
            Field::Phone => draft.phone = value,
            Field::Address => draft.address = value,
            Field::Slip | Field::Basis | Field::Answer | Field::Paper | Field::Row => {}
        }
    }
    // In a file the day of receipt is a fact; today would be an invention.
    let mut complaints = Vec::new();
    if text::line(&draft.received).is_empty() {
        complaints.push((Field::Received, Problem::Missing));
    }
    match intake::read(&draft, today, Doubts::Complain) {
        Ok(intake) if complaints.is_empty() => Ok(intake),
        Ok(_) => Err(complaints),
        Err(others) => {
            complaints.extend(others);
            Err(complaints)
        }
    }
}

/// 来访, `visit` and `Visit` are one channel.
fn channel_word(value: &str) -> String {
    let value = text::line(value);
    let names = |channel: Channel| {
        [Language::Chinese, Language::English].map(|language| (words(language).channel)(channel))
    };
    Channel::ALL
        .iter()
        .find(|channel| {
            channel.word().eq_ignore_ascii_case(&value) || names(**channel).contains(&value.as_str())
        })
        .map_or(value.clone(), |channel| channel.word().to_owned())
}

fn purpose_word(value: &str) -> String {
    let value = text::line(value);
    let names = |purpose: Purpose| {
        [Language::Chinese, Language::English].map(|language| (words(language).purpose)(purpose))
    };
    Purpose::ALL
        .iter()
        .find(|purpose| {
            purpose.word().eq_ignore_ascii_case(&value) || names(**purpose).contains(&value.as_str())
        })
        .map_or(value.clone(), |purpose| purpose.word().to_owned())
}
