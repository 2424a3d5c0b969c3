//! `case export`: every case as a file of rows.

use std::fs::File;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::args::{Common, Export, Format};
use super::cases::shown_name;
use super::office::{self, Open};
use super::print::{Printer, Stop};
use super::say;
use crate::api::Refusal;
use crate::api::cases::CaseCard;
use crate::domain::masked::Personal;
use crate::domain::petitioner::Petitioner;
use crate::i18n::{Language, words};
use crate::table::write::{Column, Fault, Format as TableFormat, Writer};

/// Keys of an export, and the headings that `import` finds again.
const EXPORT: [(&str, &str); 19] = [
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
    // Before anything is written: a refusal must not cost the export of last year.
    open.service.may_read(&open.actor)?;
    let format = match export.format {
        Format::Csv => TableFormat::Csv,
        Format::Xlsx => TableFormat::Xlsx,
        Format::Jsonl => TableFormat::Jsonl,
    };
    let done = match &export.out {
        Some(path) => {
            if is_office(path, &office::file(common)) {
                return Err(Stop::Use(say(printer).out_is_office.to_owned()));
            }
            let beside = beside(path);
            let written = private_file(&beside)
                .and_then(|file| write_export(&mut open, common, format, std::io::BufWriter::new(file)))
                .and_then(|done| std::fs::rename(&beside, path).map(|()| done).map_err(Stop::from));
            if written.is_err() {
                // Nothing half made stays behind; the older file was never touched.
                let _ = std::fs::remove_file(&beside);
            }
            let done = written?;
            let file = path.display().to_string();
            if common.json {
                printer.json(&json!({ "exported": done.cases, "file": file, "cut": done.cut }))?;
            } else {
                printer.line(&(say(printer).exported)(done.cases, &file))?;
            }
            done
        }
        None => write_export(&mut open, common, format, printer.stream())?,
    };
    printer.flush()?;
    if done.cut > 0 {
        printer.warn(&(say(printer).cut_cells)(done.cut));
    }
    Ok(u8::from(done.cut > 0))
}

/// What an export came to.
struct Done {
    cases: u64,
    /// Texts that were cut because a workbook's cell is too small for them.
    cut: usize,
}

/// Is it the office's file, or one of its journals?
fn is_office(out: &Path, office: &Path) -> bool {
    let whole = |path: &Path| std::fs::canonicalize(path).ok();
    let mut names = vec![office.to_owned()];
    for ending in ["-wal", "-shm"] {
        let mut name = office.as_os_str().to_owned();
        name.push(ending);
        names.push(PathBuf::from(name));
    }
    names.iter().any(|name| name == out || whole(name).is_some_and(|name| Some(name) == whole(out)))
}

/// A name beside the file, on the same disk.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".new-{}", std::process::id()));
    PathBuf::from(name)
}

/// An export holds people's matters: a new file, readable by its owner alone.
fn private_file(path: &Path) -> Result<File, Stop> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    Ok(options.open(path)?)
}

fn write_export<W: std::io::Write + Send>(
    open: &mut Open,
    common: &Common,
    format: TableFormat,
    sink: W,
) -> Result<Done, Stop> {
    let now = open.now();
    let columns: Vec<Column> = EXPORT
        .iter()
        .map(|(key, heading)| Column { key: (*key).to_owned(), heading: (*heading).to_owned() })
        .collect();
    let mut writer = Writer::new(sink, format, &columns).map_err(failed)?;
    let mut broken = None;
    let mut cut = 0;
    let told = open.service.export(&open.actor, now, common.reveal.as_deref(), |card| {
        let mut row = export_row(&card);
        if matches!(format, TableFormat::Xlsx) {
            cut += row.iter_mut().map(|cell| usize::from(fit_cell(cell))).sum::<usize>();
        }
        writer.row(&row).map_err(|fault| {
            broken = Some(fault);
            // Ends the export; what really happened is told below.
            Refusal::Invalid(Vec::new())
        })
    });
    if let Some(fault) = broken {
        return Err(failed(fault));
    }
    let cases = told?;
    writer.finish().map_err(failed)?;
    Ok(Done { cases, cut })
}

fn failed(fault: Fault) -> Stop {
    Stop::Io(match fault {
        Fault::Io(kind) => kind.into(),
        other => std::io::Error::other(other.to_string()),
    })
}

/// Cuts a text that a workbook's cell cannot hold, with a mark; answers whether it did.
fn fit_cell(cell: &mut String) -> bool {
    const UNITS: usize = 32_767;
    const MARK: &str = "……（全文见 csv）";
    if cell.encode_utf16().count() <= UNITS {
        return false;
    }
    let room = UNITS - MARK.encode_utf16().count();
    let mut used = 0;
    let kept: String = cell
        .chars()
        .take_while(|c| {
            used += c.len_utf16();
            used <= room
        })
        .collect();
    *cell = kept + MARK;
    true
}

fn export_row(card: &CaseCard) -> Vec<String> {
    let chinese = words(Language::Chinese);
    let line = &card.line;
    let party = card.parties.first().map(|party| &party.person);
    let value = |pick: fn(&Petitioner) -> &Personal| {
        party.map(|party| pick(party).reveal().to_owned()).unwrap_or_default()
    };
    let received = match line.received.time {
        Some(time) => format!("{} {}", line.received.day, time.format("%H:%M:%S")),
        None => line.received.day.to_string(),
    };
    vec![
        line.number.clone(),
        card.source_numbers.join("；"),
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
        line.due.as_ref().map(|due| due.day.to_string()).unwrap_or_default(),
        (chinese.lamp)(line.lamp),
        line.to_complete.iter().map(|field| field.word()).collect::<Vec<_>>().join(" "),
    ]
}
