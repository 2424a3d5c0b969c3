//! Rows out of an `.xlsx` workbook.
//!
//! A thread of its own reads the workbook and hands the rows over a short queue. The reader of
//! the cells borrows the workbook, so the two cannot lie side by side in [`SheetRecords`]; to
//! collect the rows first would hold every long letter in memory twice; and where a broken
//! workbook makes the library panic, only that thread ends.

use std::io::{self, BufReader, Seek, SeekFrom};
use std::sync::mpsc::{Receiver, SendError, SyncSender, sync_channel};
use std::thread;

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use chrono::NaiveDate;

use super::cell::Cell;
use super::read::{Fault, Record, RowFault, Source};
use crate::domain::moment::{self, MomentFault};

type Book = Xlsx<BufReader<Box<dyn Source>>>;

/// Rows that may wait in the queue.
const WAITING: usize = 64;

/// No workbook has more columns. A cell that says it stands further right is damaged, and must
/// not make us fill all the places before it.
const WIDEST: usize = 16_384;

/// The records of one sheet.
pub(super) struct SheetRecords {
    name: String,
    told: Receiver<Told>,
    /// The row that was read last, as the sheet numbers it.
    row: u64,
    /// Rows that the sheet says it has.
    declared: u64,
    ended: bool,
}

/// What the reading thread tells: first `Begun` or `Failed`, then records. A queue that closes
/// without `Ended` means that the thread died, which must not look like the end of the sheet.
enum Told {
    Begun { name: String, declared: u64 },
    Failed(Fault),
    Record(Record),
    Ended,
}

/// Opens the workbook and begins to read the sheet of that name, or else the first one with
/// anything in it.
pub(super) fn open(source: Box<dyn Source>, wanted: Option<&str>) -> Result<SheetRecords, Fault> {
    let (teller, told) = sync_channel(WAITING);
    let wanted = wanted.map(str::to_owned);
    // Not joined: when the records are dropped, the thread ends with the next row it tells.
    thread::Builder::new()
        .name("sheet".to_owned())
        .spawn(move || {
            // The only error is that nobody listens any more.
            let _ = read(source, wanted.as_deref(), &teller);
        })
        .map_err(|error| Fault::Io(error.kind()))?;
    match told.recv() {
        Ok(Told::Begun { name, declared }) => Ok(SheetRecords { name, told, row: 0, declared, ended: false }),
        Ok(Told::Failed(fault)) => Err(fault),
        Ok(Told::Record(_) | Told::Ended) | Err(_) => {
            Err(Fault::Damaged("the reader gave up on it".to_owned()))
        }
    }
}

impl SheetRecords {
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Rows read and rows in all.
    pub(super) fn progress(&self) -> (u64, u64) {
        if self.ended {
            // The declared range often reaches below the last row.
            (self.row, self.row)
        } else {
            (self.row, self.declared.max(self.row))
        }
    }

    pub(super) fn next(&mut self) -> Option<Record> {
        if self.ended {
            return None;
        }
        let record = match self.told.recv() {
            Ok(Told::Record(record)) => record,
            Ok(Told::Ended) => {
                self.ended = true;
                return None;
            }
            Ok(Told::Begun { .. } | Told::Failed(_)) | Err(_) => {
                Record { number: self.row + 1, cells: Vec::new(), fault: Some(RowFault::CutShort) }
            }
        };
        self.ended = record.fault == Some(RowFault::CutShort);
        self.row = record.number;
        Some(record)
    }
}

type Heard = Result<(), SendError<Told>>;

/// The whole work of the thread.
fn read(source: Box<dyn Source>, wanted: Option<&str>, teller: &SyncSender<Told>) -> Heard {
    let (mut book, name, declared) = match begin(source, wanted) {
        Ok(begun) => begun,
        Err(fault) => return teller.send(Told::Failed(fault)),
    };
    teller.send(Told::Begun { name: name.clone(), declared })?;
    match book.worksheet_cells_reader(&name) {
        Ok(mut reader) => tell_rows(|| reader.next_cell(), teller),
        // It could be opened to count the rows, so this is a disk that fails.
        Err(_) => Ok(()),
    }
}

fn begin(mut source: Box<dyn Source>, wanted: Option<&str>) -> Result<(Book, String, u64), Fault> {
    let io = |error: io::Error| Fault::Io(error.kind());
    let names_workbook = names_workbook(&mut source).map_err(io)?;
    source.rewind().map_err(io)?;
    let mut book = match Book::new(BufReader::new(source)) {
        Ok(book) => book,
        // Not so if the archive itself is broken: then its list of names may be what is missing.
        Err(error) if !names_workbook && !matches!(error, XlsxError::Zip(_) | XlsxError::Io(_)) => {
            return Err(Fault::NotXlsx);
        }
        Err(error) => return Err(fault_of(error)),
    };
    let name = match wanted {
        Some(wanted) => named(&book, wanted)?,
        None => first_with_cells(&mut book)?,
    };
    let declared = rows_of(&mut book, &name).map_err(fault_of)?;
    Ok((book, name, declared))
}

/// Whether a workbook is among the files of the archive. Their names stand at its end. Text
/// documents and other spreadsheets' formats are such archives too, and the library finds some
/// fault or other with them.
fn names_workbook(source: &mut dyn Source) -> io::Result<bool> {
    const NAME: &[u8] = b"xl/workbook.xml";
    let length = source.seek(SeekFrom::End(0))?;
    source.seek(SeekFrom::Start(length.saturating_sub(64 * 1024)))?;
    let mut end = Vec::new();
    source.read_to_end(&mut end)?;
    Ok(end.windows(NAME.len()).any(|bytes| bytes == NAME))
}

/// The sheets that hold cells, those that a person sees before the hidden ones.
fn sheets(book: &Book) -> Result<Vec<String>, Fault> {
    let mut sheets: Vec<_> =
        book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet).collect();
    // A text document is a zip archive of the same make, with no sheets in it.
    if sheets.is_empty() {
        return Err(Fault::NotXlsx);
    }
    sheets.sort_by_key(|sheet| sheet.visible != SheetVisible::Visible);
    Ok(sheets.iter().map(|sheet| sheet.name.clone()).collect())
}

fn named(book: &Book, wanted: &str) -> Result<String, Fault> {
    let found = sheets(book)?;
    if found.iter().any(|name| name == wanted) {
        return Ok(wanted.to_owned());
    }
    Err(Fault::NoSuchSheet { wanted: wanted.to_owned(), found })
}

fn first_with_cells(book: &mut Book) -> Result<String, Fault> {
    for name in sheets(book)? {
        let mut reader = book.worksheet_cells_reader(&name).map_err(fault_of)?;
        loop {
            match reader.next_cell() {
                Ok(None) => break,
                Ok(Some(cell)) if cell_of(cell.get_value()).is_empty() => {}
                Ok(Some(_)) => return Ok(name),
                // Something stands there, although it cannot be read.
                Err(error) if !is_fatal(&error) => return Ok(name),
                Err(error) => return Err(fault_of(error)),
            }
        }
    }
    Err(Fault::NoHeading)
}

/// How many rows the sheet has. Some programs leave the range out or write `A1`: then the rows
/// are counted, so that a progress bar does not stand at its end from the start.
fn rows_of(book: &mut Book, name: &str) -> Result<u64, XlsxError> {
    let mut reader = book.worksheet_cells_reader(name)?;
    let mut last = reader.dimensions().end.0;
    if last == 0 {
        loop {
            match reader.next_cell() {
                Ok(Some(cell)) => last = last.max(cell.get_position().0),
                Ok(None) => break,
                Err(error) if is_fatal(&error) => break,
                Err(_) => {}
            }
        }
    }
    Ok(u64::from(last) + 1)
}

type NextCell<'a> = Result<Option<calamine::Cell<DataRef<'a>>>, XlsxError>;

/// Gathers the cells to rows.
fn tell_rows<'a>(mut next_cell: impl FnMut() -> NextCell<'a>, teller: &SyncSender<Told>) -> Heard {
    let mut row = Record { number: 0, cells: Vec::new(), fault: None };
    // Whether a cell could not be read since the last one that could.
    let mut damaged = false;
    loop {
        let cell = match next_cell() {
            Ok(Some(cell)) => cell,
            Ok(None) => {
                tell(row, teller)?;
                return teller.send(Told::Ended);
            }
            Err(error) if is_fatal(&error) => {
                row.fault = Some(RowFault::CutShort);
                row.number = row.number.max(1);
                return tell(row, teller);
            }
            Err(_) => {
                damaged = true;
                row.fault = Some(RowFault::UnreadableCell);
                continue;
            }
        };
        let (down, across) = cell.get_position();
        let number = u64::from(down) + 1;
        if number != row.number {
            let next =
                Record { number, cells: Vec::new(), fault: damaged.then_some(RowFault::UnreadableCell) };
            tell(std::mem::replace(&mut row, next), teller)?;
        }
        damaged = false;
        let value = cell_of(cell.get_value());
        if value.is_empty() {
            continue;
        }
        match usize::try_from(across) {
            Ok(across) if across < WIDEST => {
                if row.cells.len() <= across {
                    row.cells.resize(across + 1, Cell::Empty);
                }
                row.cells[across] = value;
            }
            _ => row.fault = Some(RowFault::UnreadableCell),
        }
    }
}

/// Rows without anything are counted by their number alone: a sheet may have a million that are
/// only coloured.
fn tell(row: Record, teller: &SyncSender<Told>) -> Heard {
    let before_the_first = row.number == 0;
    let blank = row.cells.is_empty() && row.fault.is_none();
    if before_the_first || blank {
        return Ok(());
    }
    teller.send(Told::Record(row))
}

fn cell_of(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::String(text) | DataRef::DurationIso(text) => Cell::of_text(text.clone()),
        DataRef::SharedString(text) => Cell::of_text((*text).to_owned()),
        DataRef::Bool(true) => Cell::Text("TRUE".to_owned()),
        DataRef::Bool(false) => Cell::Text("FALSE".to_owned()),
        DataRef::DateTime(moment) => cell_of_moment(moment),
        DataRef::DateTimeIso(text) => match moment::parse(text) {
            Ok(moment) if moment.time.is_none() => Cell::Day(moment.date),
            Ok(moment) => Cell::Moment(moment.or_midnight()),
            Err(MomentFault::Impossible | MomentFault::Unreadable) => Cell::of_text(text.clone()),
        },
        DataRef::Error(error) => Cell::Text(error.to_string()),
    }
}

/// Numbers that are shown as dates. Below 1 they are a time without a day.
fn cell_of_moment(moment: &ExcelDateTime) -> Cell {
    let serial = moment.as_f64();
    if !serial.is_finite() || serial < 0.0 {
        return Cell::Number(serial);
    }
    if moment.is_duration() || serial < 1.0 {
        let seconds = (serial * 86_400.0).round() as u64;
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
        return Cell::Text(format!("{hours:02}:{minutes:02}:{:02}", seconds % 60));
    }
    // The library knows whether the workbook counts from 1900 or, from an old Mac, from 1904.
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())
        .and_then(|day| day.and_hms_opt(hour.into(), minute.into(), second.into()))
        .and_then(|moment| {
            let up = i64::from(milli >= 500);
            moment.checked_add_signed(chrono::TimeDelta::seconds(up))
        })
        // 1900-02-29, which exists on sheets only.
        .map_or(Cell::Number(serial), Cell::Moment)
}

/// Whether nothing after this can be read. The others are about one cell.
fn is_fatal(error: &XlsxError) -> bool {
    matches!(
        error,
        XlsxError::Io(_)
            | XlsxError::Zip(_)
            | XlsxError::Xml(_)
            | XlsxError::XmlEof(_)
            | XlsxError::Encoding(_)
    )
}

fn fault_of(error: XlsxError) -> Fault {
    match error {
        XlsxError::Password => Fault::Encrypted,
        other => Fault::Damaged(other.to_string()),
    }
}
