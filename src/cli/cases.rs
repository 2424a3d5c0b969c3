//! `case add`, `list`, `show`, `export`, and `search`.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::args::{Add, Common, Export, Format, List, Search, Show};
use super::office::{self, Open};
use super::print::{Printer, Stop};
use super::say;
use crate::api::cases::{Answer as CasesAnswer, CaseCard, CaseLine, Request as Ask};
use crate::api::intake::{Answer as IntakeAnswer, Request as AskIntake};
use crate::api::{Answer, Refusal, Request};
use crate::domain::clock::{Certainty, Lamp};
use crate::domain::history::Line;
use crate::domain::intake::{self, Doubts, Draft};
use crate::domain::masked::{self, Personal};
use crate::domain::page::Page;
use crate::domain::problem::{Complaint, Field, Problem};
use crate::domain::queue::{Queue, Stretch};
use crate::i18n::{Language, words};
use crate::table::write::{Column, Format as TableFormat, Writer};

/// Longest line of standard input that is read, in bytes: a long letter has about thirty
/// thousand.
const LINE_MAX: u64 = 1_000_000;

/// A line of a list, as scripts read it.
#[derive(Serialize)]
struct ListedJson<'a> {
    number: &'a str,
    source_number: Option<&'a str>,
    title: &'a str,
    state: &'static str,
    petitioner: String,
    next_due: Option<chrono::NaiveDate>,
    lamp: &'static str,
    days: Option<i64>,
    clock: Option<&'static str>,
    may_move: bool,
    channel: &'static str,
    received: chrono::NaiveDate,
    people: u32,
    to_complete: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    excerpt: Option<&'a str>,
}

/// A clock, as scripts read it.
#[derive(Serialize)]
struct ClockJson {
    clock: &'static str,
    start: chrono::NaiveDate,
    due: chrono::NaiveDate,
    nominal: chrono::NaiveDate,
    own: Option<chrono::NaiveDate>,
    cap: chrono::NaiveDate,
    live: chrono::NaiveDate,
    finished: Option<chrono::NaiveDate>,
    lamp: &'static str,
    days: Option<i64>,
    calendar: &'static str,
    basis: String,
}

pub(super) fn add(common: &Common, add: &Add, printer: &mut Printer) -> Result<u8, Stop> {
    let mut open = office::open(common, printer)?;
    let mut input: Box<dyn BufRead> = if add.input.as_os_str() == "-" {
        Box::new(BufReader::new(std::io::stdin()))
    } else {
        Box::new(BufReader::new(File::open(&add.input)?))
    };
    let mut refused = 0;
    let mut lines = 0;
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
        if (&mut input).take(LINE_MAX).read_until(b'\n', &mut bytes)? == 0 {
            break;
        }
        let line = String::from_utf8_lossy(&bytes);
        if line.trim().is_empty() {
            continue;
        }
        lines += 1;
        if !add_one(common, &mut open, line.trim(), printer)? {
            refused += 1;
        }
        // Whoever feeds us line by line wants to hear of each.
        printer.flush()?;
    }
    if lines == 0 {
        printer.warn(say(printer).nothing_typed);
    }
    Ok(u8::from(refused > 0))
}

/// Registers one line; answers whether it is on the books.
fn add_one(common: &Common, open: &mut Open, line: &str, printer: &mut Printer) -> Result<bool, Stop> {
    let now = open.now();
    let read = match draft(line) {
        Ok(draft) => intake::read(&draft, now.date_naive(), Doubts::Complain),
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
        .map(|(field, problem)| json!({ "field": field.word(), "problem": (language.problem)(problem) }))
        .collect()
}

/// Reads a line of `case add`. Unknown keys are complained of: a misspelt `id_nmber` would lose
/// a value silently.
fn draft(line: &str) -> Result<Draft, Complaint> {
    let unreadable = |why: String| (Field::Row, Problem::Unreadable(why));
    let object: Map<String, Value> =
        serde_json::from_str(line).map_err(|fault| unreadable(fault.to_string()))?;
    let mut draft = Draft::default();
    for (key, value) in &object {
        match key.as_str() {
            "petitioner" => {
                let person =
                    value.as_object().ok_or_else(|| unreadable("petitioner must be an object".to_owned()))?;
                for (key, value) in person {
                    let place = match key.as_str() {
                        "name" => &mut draft.name,
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
            key => {
                let place = match key {
                    "channel" => &mut draft.channel,
                    "received" => &mut draft.received,
                    "title" => &mut draft.title,
                    "body" => &mut draft.body,
                    "people" => &mut draft.people,
                    "purpose" => &mut draft.purpose,
                    "category" => &mut draft.category,
                    "source_number" => &mut draft.source_number,
                    "slip" => &mut draft.slip,
                    other => return Err(unreadable(format!("there is no field {other}"))),
                };
                *place = scalar(key, value)?;
            }
        }
    }
    Ok(draft)
}

fn scalar(key: &str, value: &Value) -> Result<String, Complaint> {
    match value {
        Value::Null => Ok(String::new()),
        Value::String(text) => Ok(text.clone()),
        Value::Number(number) => Ok(number.to_string()),
        _ => Err((Field::Row, Problem::Unreadable(format!("{key} must be text")))),
    }
}

pub(super) fn list(common: &Common, list: &List, printer: &mut Printer) -> Result<u8, Stop> {
    let mut open = office::open(common, printer)?;
    let queue = Queue::from_word(&list.queue).unwrap_or(Queue::All);
    let mut left = list.limit;
    let mut stretch = Stretch::First;
    let mut shown = 0;
    let total = loop {
        // The service answers in pages; a long list is read page by page.
        let page = rows(&mut open, Ask::List { queue, stretch, limit: left.min(200) })?;
        if let Some(reason) = &common.reveal
            && shown == 0
        {
            let now = open.now();
            open.service.log_read(&open.actor, now, None, "list", reason)?;
        }
        print_rows(common, printer, &page)?;
        shown += page.rows.len();
        left -= page.rows.len().min(left);
        match page.rows.last() {
            Some(row) if page.more_after && left > 0 => stretch = Stretch::After(row.key),
            _ => break page.total,
        }
    };
    if !common.json {
        printer.line(&(say(printer).shown_of)(shown, &total.to_string()))?;
    }
    printer.flush()?;
    Ok(0)
}

pub(super) fn search(common: &Common, search: &Search, printer: &mut Printer) -> Result<u8, Stop> {
    let mut open = office::open(common, printer)?;
    let mut typed = search.words.join(" ");
    if typed == "-" {
        typed.clear();
        std::io::stdin().take(4_096).read_to_string(&mut typed)?;
    }
    let page = rows(&mut open, Ask::Search { typed: Personal::new(typed), limit: search.limit })?;
    if let Some(reason) = &common.reveal {
        let now = open.now();
        open.service.log_read(&open.actor, now, None, "search", reason)?;
    }
    print_rows(common, printer, &page)?;
    if page.rows.is_empty() && !common.json {
        printer.line(say(printer).nothing_found)?;
    }
    printer.flush()?;
    Ok(0)
}

fn rows(open: &mut Open, request: Ask) -> Result<Page<CaseLine>, Stop> {
    match ask(open, request)? {
        CasesAnswer::List(page) | CasesAnswer::Found(page) => Ok(page),
        CasesAnswer::Case(_) => Err(Stop::Refused(Refusal::NoSuchCase)),
    }
}

fn ask(open: &mut Open, request: Ask) -> Result<CasesAnswer, Stop> {
    let now = open.now();
    match open.service.answer(&open.actor, now, Request::Cases(request)).result {
        Ok(Answer::Cases(answer)) => Ok(answer),
        Ok(_) => Err(Stop::Refused(Refusal::NoSuchCase)),
        Err(refused) => {
            open.log.note(now, &refused);
            Err(Stop::Refused(refused))
        }
    }
}

fn print_rows(common: &Common, printer: &mut Printer, page: &Page<CaseLine>) -> Result<(), Stop> {
    let language = words(printer.language());
    for row in &page.rows {
        // On the command line a name is masked too, unless a reason was given (decision 33).
        let petitioner = if common.reveal.is_some() {
            row.name.reveal().to_owned()
        } else {
            masked::name(row.name.reveal())
        };
        if common.json {
            printer.json(&ListedJson {
                number: &row.number,
                source_number: row.source_number.as_deref(),
                title: &row.title,
                state: row.state.word(),
                petitioner,
                next_due: row.due.map(|due| due.day),
                lamp: row.lamp.word(),
                days: row.lamp.days(),
                clock: row.due.map(|due| due.clock.word()),
                may_move: row.due.is_some_and(|due| due.may_move),
                channel: row.channel.word(),
                received: row.received.day,
                people: row.people,
                to_complete: row.to_complete.iter().map(|field| field.word()).collect(),
                excerpt: row.excerpt.as_deref(),
            })?;
        } else {
            let due = row.due.map_or_else(String::new, |due| {
                format!("{}{}", due.day, if due.may_move { "?" } else { "" })
            });
            let line =
                format!("{}  {}  {due}  {petitioner}  {}", row.number, (language.lamp)(row.lamp), row.title);
            printer.line(&line)?;
        }
    }
    Ok(())
}

pub(super) fn show(common: &Common, show: &Show, printer: &mut Printer) -> Result<u8, Stop> {
    let mut open = office::open(common, printer)?;
    let case = open.service.case_by_number(&open.actor, show.number.trim())?;
    let request = match &common.reveal {
        Some(reason) => Ask::Reveal { case, reason: reason.clone() },
        None => Ask::Open(case),
    };
    let CasesAnswer::Case(card) = ask(&mut open, request)? else {
        return Err(Stop::Refused(Refusal::NoSuchCase));
    };
    if common.json {
        printer.json(&card_json(&card, printer.language()))?;
    } else {
        print_card(&card, printer)?;
    }
    printer.flush()?;
    Ok(0)
}

fn card_json(card: &CaseCard, language: Language) -> Value {
    let line = &card.line;
    let clocks: Vec<ClockJson> = clocks_json(card, language);
    let people: Vec<Value> = card
        .parties
        .iter()
        .map(|party| {
            json!({
                "name": shown_name(card, &party.name),
                "id_number": party.id_number.reveal(),
                "sex": party.sex.map(|sex| sex.word()),
                "age": party.age,
                "phone": party.phone.reveal(),
                "address": party.address.reveal(),
            })
        })
        .collect();
    let history: Vec<Value> = card.history.iter().map(history_json).collect();
    json!({
        "number": line.number,
        "source_numbers": card.source_numbers,
        "title": line.title,
        "body": card.body.reveal(),
        "state": line.state.word(),
        "channel": line.channel.word(),
        "received": line.received.day,
        "received_time": line.received.time.map(|time| time.format("%H:%M:%S").to_string()),
        "people": line.people,
        "purpose": card.purpose.map(|purpose| purpose.word()),
        "category": card.category.as_ref().map(|(code, _)| code),
        "petitioner": people.first(),
        "to_complete": line.to_complete.iter().map(|field| field.word()).collect::<Vec<_>>(),
        "to_check": card.doubts.iter().map(|(field, _)| field.word()).collect::<Vec<_>>(),
        "next_due": line.due.map(|due| due.day),
        "lamp": line.lamp.word(),
        "clocks": clocks,
        "answer": card.answer.as_ref().map(|answer| json!({
            "words": answer.words, "basis": answer.basis, "paper": answer.paper.word(),
        })),
        "steps": line.menu.iter().map(|(step, barriers)| json!({
            "step": step, "barred": !barriers.is_empty(),
        })).collect::<Vec<_>>(),
        "history": history,
        "reads": card.reads.iter().map(|read| json!({
            "at": read.at.to_rfc3339_opts(chrono::SecondsFormat::Secs, false), "who": read.who, "reason": read.reason,
        })).collect::<Vec<_>>(),
        "revealed": card.revealed,
    })
}

fn clocks_json(card: &CaseCard, language: Language) -> Vec<ClockJson> {
    card.clocks
        .iter()
        .map(|(clock, lamp): &(_, Lamp)| ClockJson {
            clock: clock.clock.word(),
            start: clock.start,
            due: clock.due,
            nominal: clock.nominal,
            own: None,
            cap: clock.due,
            live: clock.due,
            finished: clock.finished,
            lamp: lamp.word(),
            days: lamp.days(),
            calendar: match clock.certainty {
                Certainty::Published => "published",
                Certainty::Unpublished => "unpublished",
            },
            basis: match language {
                Language::Chinese => format!("{}{}", clock.basis.document, clock.basis.article),
                Language::English => format!("{} {}", clock.basis.document_en, clock.basis.article_en),
            },
        })
        .collect()
}

fn history_json(line: &Line) -> Value {
    json!({
        "at": line.at.to_rfc3339_opts(chrono::SecondsFormat::Secs, false),
        "who": line.who,
        "what": line.what,
        "before": line.before,
        "after": line.after,
    })
}

fn shown_name(card: &CaseCard, name: &Personal) -> String {
    if card.revealed { name.reveal().to_owned() } else { masked::name(name.reveal()) }
}

fn print_card(card: &CaseCard, printer: &mut Printer) -> Result<(), Stop> {
    let language = words(printer.language());
    let screen = &language.case_screen;
    let line = &card.line;
    printer.line(&format!("{}  {}  {}", line.number, (language.state)(line.state), line.title))?;
    for (clock, lamp) in &card.clocks {
        let name = (language.clock)(clock.clock);
        let length = (language.length)(&clock.length);
        printer.line(&format!(
            "{}  {name} {length}  {}  {}",
            screen.limits,
            clock.due,
            (language.lamp)(*lamp)
        ))?;
    }
    for party in &card.parties {
        let values = [shown_name(card, &party.name)]
            .into_iter()
            .chain([&party.id_number, &party.phone, &party.address].map(|value| value.reveal().to_owned()))
            .filter(|value| !value.is_empty())
            .collect::<Vec<_>>();
        let shown = if values.is_empty() { screen.nobody.to_owned() } else { values.join("  ") };
        printer.line(&format!("{}  {shown}", screen.petitioner))?;
    }
    if !line.to_complete.is_empty() {
        let fields: Vec<&str> = line.to_complete.iter().map(|field| (language.field)(*field)).collect();
        printer.line(&(language.to_complete)(&fields.join(language.comma)))?;
    }
    printer.line("")?;
    printer.line(card.body.reveal())?;
    printer.line("")?;
    for line in &card.history {
        printer.line(&format!(
            "{}  {}  {}",
            line.at.format("%Y-%m-%d %H:%M"),
            line.who,
            (language.step)(&line.what)
        ))?;
    }
    Ok(())
}

/// Keys of an export, and the headings that `import` finds again.
pub(super) const EXPORT: [(&str, &str); 19] = [
    ("number", "编号"),
    ("source_number", "来源编号"),
    ("channel", "形式"),
    ("received", "收到日期"),
    ("name", "姓名"),
    ("id_number", "证件号码"),
    ("sex", "性别"),
    ("age", "年龄"),
    ("phone", "电话"),
    ("address", "住址"),
    ("people", "人数"),
    ("title", "标题"),
    ("body", "诉求"),
    ("purpose", "目的"),
    ("category", "分类"),
    ("state", "状态"),
    ("next_due", "到期"),
    ("lamp", "灯"),
    ("to_complete", "待补"),
];

pub(super) fn export(common: &Common, export: &Export, printer: &mut Printer) -> Result<u8, Stop> {
    let mut open = office::open(common, printer)?;
    let now = open.now();
    let format = match export.format {
        Format::Csv => TableFormat::Csv,
        Format::Xlsx => TableFormat::Xlsx,
        Format::Jsonl => TableFormat::Jsonl,
    };
    let columns: Vec<Column> = EXPORT
        .iter()
        .map(|(key, heading)| Column { key: (*key).to_owned(), heading: (*heading).to_owned() })
        .collect();
    let count = match &export.out {
        Some(path) => {
            let file = private_file(path)?;
            let count = write_export(
                &mut open,
                common,
                now,
                Writer::new(std::io::BufWriter::new(file), format, &columns),
            )?;
            printer.line(&(say(printer).exported)(count, &path.display().to_string()))?;
            count
        }
        None => write_export(&mut open, common, now, Writer::new(printer.stream(), format, &columns))?,
    };
    printer.flush()?;
    let _ = count;
    Ok(0)
}

/// An export holds people's matters: readable by its owner alone.
fn private_file(path: &std::path::Path) -> Result<File, Stop> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    Ok(options.open(path)?)
}

fn write_export<W: std::io::Write + Send>(
    open: &mut Open,
    common: &Common,
    now: chrono::DateTime<chrono::FixedOffset>,
    writer: Result<Writer<W>, crate::table::write::Fault>,
) -> Result<u64, Stop> {
    let failed = |fault: crate::table::write::Fault| Stop::Io(std::io::Error::other(fault.to_string()));
    let mut writer = writer.map_err(failed)?;
    let mut broken = None;
    let told = open.service.export(&open.actor, now, common.reveal.as_deref(), |card| {
        writer.row(&export_row(&card)).map_err(|fault| {
            let refused = Refusal::Invalid(vec![(Field::Row, Problem::Unreadable(fault.to_string()))]);
            broken = Some(fault);
            refused
        })
    });
    if let Some(fault) = broken {
        return Err(failed(fault));
    }
    let count = told?;
    writer.finish().map_err(failed)?;
    Ok(count)
}

fn export_row(card: &CaseCard) -> Vec<String> {
    let chinese = words(Language::Chinese);
    let line = &card.line;
    let party = card.parties.first();
    let value = |pick: fn(&crate::api::cases::Party) -> &Personal| {
        party.map(|party| pick(party).reveal().to_owned()).unwrap_or_default()
    };
    let received = match line.received.time {
        Some(time) => format!("{} {}", line.received.day, time.format("%H:%M:%S")),
        None => line.received.day.to_string(),
    };
    vec![
        line.number.clone(),
        card.source_numbers.join(" "),
        line.channel.word().to_owned(),
        received,
        party.map(|party| shown_name(card, &party.name)).unwrap_or_default(),
        value(|party| &party.id_number),
        party.and_then(|party| party.sex).map(|sex| sex.word().to_owned()).unwrap_or_default(),
        party.and_then(|party| party.age).map(|age| age.to_string()).unwrap_or_default(),
        value(|party| &party.phone),
        value(|party| &party.address),
        line.people.to_string(),
        line.title.clone(),
        card.body.reveal().to_owned(),
        card.purpose.map(|purpose| purpose.word().to_owned()).unwrap_or_default(),
        card.category.as_ref().map(|(code, _)| code.clone()).unwrap_or_default(),
        line.state.word().to_owned(),
        line.due.map(|due| due.day.to_string()).unwrap_or_default(),
        (chinese.lamp)(line.lamp),
        line.to_complete.iter().map(|field| field.word()).collect::<Vec<_>>().join(" "),
    ]
}
