//! `import`: headings found, rows read, a verdict each, in the order of the file.

use std::io::IsTerminal;

use chrono::{DateTime, FixedOffset};
use indicatif::ProgressBar;
use serde::Serialize;
use serde_json::Value;

use super::add::problems_json;
use super::args::{Common, Import};
use super::office;
use super::print::{Printer, Stop};
use super::{say, setup};
use crate::api::Refusal;
use crate::domain::case::{Channel, Purpose};
use crate::domain::intake::{self, Doubts, Draft, Intake};
use crate::domain::office::beijing_time;
use crate::domain::problem::{Complaint, Field, Problem};
use crate::domain::text;
use crate::i18n::{Language, Words, words};
use crate::runtime::clock::{Clock, Stopwatch};
use crate::service::{Feed, ImportVerdict, Keep};
use crate::table::read::{self, Rows};
use crate::table::{Row, RowFault};

/// Rows filed in one transaction: each joins it whole or not at all.
const BATCH: usize = 200;

/// Headings that say which field a column holds: those of message boards, of national exports,
/// and our own.
const HEADINGS: &[(Field, &[&str])] = &[
    (Field::SourceNumber, &["留言编号", "来源编号", "信访件编号", "上级件号", "source_number"]),
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
    (Field::Concerned, &["涉及人数", "concerned"]),
    (Field::Accused, &["被反映人或单位", "被反映单位", "反映单位", "涉及单位", "accused"]),
    (Field::SourceBody, &["来源单位", "交办单位", "source_body"]),
    (Field::Postmark, &["邮戳日期", "邮戳", "postmark"]),
    (Field::Addressee, &["受信人", "收信人", "addressee"]),
    (Field::Caller, &["来电号码", "caller"]),
];

/// Our own number in an export: elsewhere it is one more number that another office gave.
const OWN_NUMBER: [&str; 2] = ["编号", "number"];

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
    let language = words(printer.language());
    let mut open = office::open(common, printer)?;
    let watch = Stopwatch::start();
    let rows = read::open(&wanted.file).map_err(|fault| {
        Stop::Use(format!(
            "{}{}{}",
            wanted.file.display(),
            language.colon,
            (language.command.file_fault)(&fault)
        ))
    })?;
    let columns = columns(&rows.heading, &wanted.map, language).map_err(Stop::Use)?;
    let not_taken: Vec<String> = rows
        .heading
        .iter()
        .zip(&columns)
        .filter(|(heading, field)| field.is_none() && !heading.is_empty())
        .map(|(heading, _)| text::line(heading))
        .collect();
    if !columns.iter().flatten().any(|field| matches!(field, Field::Title | Field::Body)) {
        return Err(Stop::Use((language.command.no_matter)(&headings(&rows.heading))));
    }
    let bar = if std::io::stderr().is_terminal() {
        setup::progress(rows.progress().1, language.command.importing)
    } else {
        ProgressBar::hidden()
    };
    let keep = if wanted.dry_run { Keep::OnlyTry } else { Keep::Yes };
    let now = open.now();
    // Whoever stops listening does not stop the filing.
    printer.keep_going();
    let mut file = FileFeed {
        rows,
        columns,
        channel: wanted.channel,
        doubts: if wanted.keep_doubts { Doubts::Keep } else { Doubts::Complain },
        now,
        batch: Vec::with_capacity(BATCH),
        counts: Counts::default(),
        json: common.json,
        printer,
        bar,
        stopped: None,
    };
    let imported = open.service.import(&open.actor, now, keep, &mut file);
    let FileFeed { counts, printer, bar, stopped, .. } = file;
    bar.finish_and_clear();
    let Counts { filed, known, refused } = counts;
    let seconds = watch.seconds();
    if common.json {
        let seconds = (seconds * 1000.0).round() / 1000.0;
        printer.json(&SummaryJson { filed, known, refused, seconds, columns_not_taken: not_taken })?;
    } else {
        let summary = if wanted.dry_run { language.command.would_summary } else { language.command.summary };
        printer.line(&summary(filed, known, refused, seconds))?;
        if !not_taken.is_empty() {
            printer.warn(&(language.command.not_taken)(&not_taken.join(language.comma)));
        }
    }
    printer.flush()?;
    if let Some(stop) = stopped {
        return Err(stop);
    }
    imported.inspect_err(|refused| open.log.note(now, refused))?;
    Ok(u8::from(refused > 0))
}

/// A file read whole: its heading, and each row with what it came to.
pub(super) struct Whole {
    pub(super) heading: Vec<String>,
    pub(super) rows: Vec<(Row, Result<Intake, Vec<Complaint>>)>,
}

/// Reads a file of petitions whole, by its headings.
pub(super) fn whole(file: &std::path::Path, printer: &Printer) -> Result<Whole, Stop> {
    let language = words(printer.language());
    let rows = read::open(file).map_err(|fault| {
        Stop::Use(format!("{}{}{}", file.display(), language.colon, (language.command.file_fault)(&fault)))
    })?;
    let heading = rows.heading.clone();
    let columns = columns(&heading, &[], language).map_err(Stop::Use)?;
    let now = Clock::Real.now(beijing_time());
    let rows = rows
        .map(|row| {
            let read = read_row(&row, &columns, Channel::Online, Doubts::Keep, now);
            (row, read)
        })
        .collect();
    Ok(Whole { heading, rows })
}

/// The file as a feed: rows read, verdicts printed in their order.
struct FileFeed<'a> {
    rows: Rows,
    columns: Vec<Option<Field>>,
    channel: Channel,
    doubts: Doubts,
    now: DateTime<FixedOffset>,
    /// Rows read and not yet told of: those to file and those already refused.
    batch: Vec<ReadRow>,
    counts: Counts,
    json: bool,
    printer: &'a mut Printer,
    bar: ProgressBar,
    stopped: Option<Stop>,
}

impl Feed for FileFeed<'_> {
    fn next(&mut self) -> Option<Vec<Intake>> {
        if self.stopped.is_some() {
            return None;
        }
        for row in self.rows.by_ref() {
            if row.fault.is_some() || row.cells.iter().any(|cell| !cell.is_empty()) {
                self.batch
                    .push((row.number, read_row(&row, &self.columns, self.channel, self.doubts, self.now)));
            }
            if self.batch.len() == BATCH {
                break;
            }
        }
        let intakes = self.batch.iter().filter_map(|(_, read)| read.as_ref().ok()).cloned().collect();
        (!self.batch.is_empty()).then_some(intakes)
    }

    fn told(&mut self, verdicts: Vec<ImportVerdict>) -> Result<(), Refusal> {
        let mut verdicts = verdicts.into_iter();
        for (row, read) in std::mem::take(&mut self.batch) {
            let said = match read {
                Ok(_) => verdicts.next().map_or(Ok(()), |verdict| self.verdict(row, &verdict)),
                Err(complaints) => self.refused(row, &complaints),
            };
            if let Err(stop) = said {
                // The records are true; only telling of them failed.
                self.stopped.get_or_insert(stop);
            }
        }
        self.bar.set_position(self.rows.progress().0);
        Ok(())
    }
}

impl FileFeed<'_> {
    fn verdict(&mut self, row: u64, verdict: &ImportVerdict) -> Result<(), Stop> {
        let (word, number, to_complete) = match verdict {
            ImportVerdict::Filed(filed) => {
                self.counts.filed += 1;
                ("filed", &filed.number, filed.to_complete.iter().map(|field| field.word()).collect())
            }
            ImportVerdict::Known { number } => {
                self.counts.known += 1;
                ("known", number, Vec::new())
            }
        };
        if self.json {
            let problems = Vec::new();
            return self.printer.json(&VerdictJson {
                row,
                verdict: word,
                number: Some(number),
                to_complete,
                problems,
            });
        }
        let say = say(self.printer);
        let text = if word == "filed" { (say.row_filed)(row, number) } else { (say.row_known)(row, number) };
        self.printer.line(&text)
    }

    fn refused(&mut self, row: u64, complaints: &[Complaint]) -> Result<(), Stop> {
        self.counts.refused += 1;
        let language = words(self.printer.language());
        if self.json {
            return self.printer.json(&VerdictJson {
                row,
                verdict: "refused",
                number: None,
                to_complete: Vec::new(),
                problems: problems_json(language, complaints),
            });
        }
        let reasons: Vec<String> = complaints
            .iter()
            .map(|(field, problem)| {
                (language.complaint)((language.field)(*field), &(language.problem)(problem))
            })
            .collect();
        self.printer.line(&(language.command.row_refused)(row, &reasons.join(language.semicolon)))
    }
}

/// Headings as a message repeats them.
fn headings(heading: &[String]) -> String {
    let clean: Vec<String> =
        heading.iter().map(|name| text::line(name)).filter(|name| !name.is_empty()).collect();
    clean.join(", ")
}

/// The field of each column: by `--map` first, else by its heading. A field has one column; of
/// two that could hold it the first counts.
fn columns(heading: &[String], map: &[String], language: &Words) -> Result<Vec<Option<Field>>, String> {
    let say = &language.command;
    let mut columns: Vec<Option<Field>> = vec![None; heading.len()];
    let mut taken: Vec<Field> = Vec::new();
    for pair in map {
        let known: Vec<&str> = HEADINGS.iter().map(|(field, _)| field.word()).collect();
        let wrong = |what: &str| (say.bad_map)(pair, what);
        let (field, column) = pair.split_once('=').ok_or_else(|| wrong("FIELD=COLUMN"))?;
        let field = HEADINGS
            .iter()
            .map(|(field, _)| *field)
            .find(|known| known.word() == field.trim())
            .ok_or_else(|| wrong(&known.join(", ")))?;
        let at = heading
            .iter()
            .position(|name| name == column.trim() && !name.is_empty())
            .ok_or_else(|| wrong(&headings(heading)))?;
        if columns[at].is_some() || taken.contains(&field) {
            return Err(wrong(say.mapped_twice));
        }
        columns[at] = Some(field);
        taken.push(field);
    }
    let find = |field: Field, names: &[&str], columns: &mut Vec<Option<Field>>| {
        let free = |name: &&str| {
            heading
                .iter()
                .position(|heading| heading.eq_ignore_ascii_case(name))
                .filter(|at| columns[*at].is_none())
        };
        if let Some(at) = names.iter().find_map(free) {
            columns[at] = Some(field);
        }
    };
    for &(field, names) in HEADINGS {
        if !taken.contains(&field) {
            find(field, names, &mut columns);
        }
    }
    if !taken.contains(&Field::SourceNumber) {
        find(Field::SourceNumber, &OWN_NUMBER, &mut columns);
    }
    Ok(columns)
}

fn read_row(
    row: &Row,
    columns: &[Option<Field>],
    channel: Channel,
    doubts: Doubts,
    now: DateTime<FixedOffset>,
) -> Result<Intake, Vec<Complaint>> {
    if let Some(fault) = row.fault {
        let problem = match fault {
            RowFault::TooManyCells { expected, found } => Problem::TooManyCells { expected, found },
            RowFault::Undecodable => Problem::Undecodable,
            RowFault::UnreadableCell => Problem::CellUnreadable,
            RowFault::UnclosedQuote => Problem::QuoteNotClosed,
            RowFault::CutShort => Problem::CutShort,
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
            // The number others gave and our own of an earlier office stand side by side.
            Field::SourceNumber if !draft.source_number.is_empty() => {
                draft.source_number = format!("{}；{value}", draft.source_number);
            }
            Field::SourceNumber => draft.source_number = value,
            Field::Name => draft.name = value,
            Field::IdNumber => draft.id_number = value,
            Field::Sex => draft.sex = value,
            Field::Age => draft.age = value,
            Field::Phone => draft.phone = value,
            Field::Address => draft.address = value,
            Field::Concerned => draft.concerned = value,
            Field::Accused => draft.accused = value,
            Field::SourceBody => draft.source_body = value,
            Field::Postmark => draft.postmark = value,
            Field::Addressee => draft.addressee = value,
            Field::Caller => draft.caller = value,
            // The rest belongs to other forms.
            _ => {}
        }
    }
    // In a file the day of receipt is a fact; today would be an invention.
    let mut complaints = Vec::new();
    if text::line(&draft.received).is_empty() {
        complaints.push((Field::Received, Problem::Missing));
    }
    match intake::read(&draft, now, doubts) {
        Ok(intake) if complaints.is_empty() => Ok(intake),
        Ok(_) => Err(complaints),
        Err(others) => {
            complaints.extend(others);
            Err(complaints)
        }
    }
}

/// What others call our channels and purposes (domain.md 4.2).
const CHANNELS: [(Channel, &[&str]); 4] = [
    (Channel::Visit, &["走访", "个访", "集体访", "约访"]),
    (Channel::Letter, &["书信", "信件", "传真", "联名信"]),
    (Channel::Call, &["电话"]),
    (Channel::Online, &["网信", "网上信访", "信息网络", "电子邮件", "邮箱", "网站", "微信", "微博"]),
];
const PURPOSES: [(Purpose, &[&str]); 3] = [
    (Purpose::Suggestion, &["建议意见"]),
    (Purpose::Accusation, &["检举控告"]),
    (Purpose::Request, &["申诉求决"]),
];

/// 来访, 走访, `visit` and `Visit` are one channel.
fn channel_word(value: &str) -> String {
    let names =
        |channel| [Language::Chinese, Language::English].map(|language| (words(language).channel)(channel));
    let synonyms = CHANNELS.iter().map(|(channel, names)| (channel.word(), *names));
    coded(value, Channel::ALL.iter().map(|channel| (channel.word(), names(*channel))), synonyms)
}

fn purpose_word(value: &str) -> String {
    let names =
        |purpose| [Language::Chinese, Language::English].map(|language| (words(language).purpose)(purpose));
    let synonyms = PURPOSES.iter().map(|(purpose, names)| (purpose.word(), *names));
    coded(value, Purpose::ALL.iter().map(|purpose| (purpose.word(), names(*purpose))), synonyms)
}

/// The word of the records for a value, by word, name or synonym; the value itself when nothing
/// fits, for the reader to complain of. 求决类 is 求决.
fn coded<'a>(
    value: &str,
    mut named: impl Iterator<Item = (&'static str, [&'static str; 2])>,
    mut synonyms: impl Iterator<Item = (&'static str, &'a [&'a str])>,
) -> String {
    let value = text::line(value);
    let bare = value.strip_suffix('类').unwrap_or(&value);
    named
        .find(|(word, names)| word.eq_ignore_ascii_case(bare) || names.contains(&bare))
        .map(|(word, _)| word)
        .or_else(|| synonyms.find(|(_, names)| names.contains(&bare)).map(|(word, _)| word))
        .map_or(value.clone(), str::to_owned)
}
