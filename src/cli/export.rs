//! `case export`: every case as a file of rows.

use std::fs::File;

use super::args::{Common, Export, Format};
use super::cases::shown_name;
use super::office::{self, Open};
use super::print::{Printer, Stop};
use super::say;
use crate::api::Refusal;
use crate::api::cases::CaseCard;
use crate::domain::masked::Personal;
use crate::domain::petitioner::Petitioner;
use crate::domain::problem::{Field, Problem};
use crate::i18n::{Language, words};
use crate::table::write::{Column, Format as TableFormat, Writer};

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
    let value = |pick: fn(&Petitioner) -> &Personal| {
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
