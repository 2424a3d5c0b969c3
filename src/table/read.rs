//! Opens a table and walks over its rows.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::iter::FusedIterator;
use std::path::Path;

use thiserror::Error;

pub use super::cell::Cell;
use super::cell::is_unseen;
use super::encoding::{self, Encoding};
use super::sheet::{self, SheetRecords};
use super::text::TextRecords;

/// Opens a file for reading, whatever its name says it is. Of a workbook this is the first sheet
/// with anything in it; hidden ones come last, they mostly hold the lists behind drop-downs.
pub fn open(path: &Path) -> Result<Rows, Fault> {
    open_file(path, None)
}

/// Opens one sheet of a workbook by its name.
pub fn open_sheet(path: &Path, sheet: &str) -> Result<Rows, Fault> {
    open_file(path, Some(sheet))
}

/// Opens a table that is in memory already.
pub fn open_bytes(bytes: Vec<u8>) -> Result<Rows, Fault> {
    // A length in memory always fits.
    let total = bytes.len() as u64;
    begin(Box::new(Cursor::new(bytes)), total, None)
}

/// The rows below the heading, one at a time.
pub struct Rows {
    /// The names of the columns, without blanks around them and without invisible characters.
    /// A column without a name between others is an empty text; behind the last name there are
    /// no columns.
    pub heading: Vec<String>,
    records: Records,
    bytes_total: u64,
}

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Which row of the file this is, as a spreadsheet counts: from 1, blank rows included, and
    /// a cell with line breaks in it is still one row. The heading is 1 unless blank rows stand
    /// above it.
    pub number: u64,
    /// A cell for each column of the heading, and more only with [`RowFault::TooManyCells`].
    /// Line breaks inside a cell are as in the file.
    pub cells: Vec<Cell>,
    /// What is wrong with the row. The cells are what could be read nevertheless.
    pub fault: Option<RowFault>,
}

/// What is wrong with one row; the others are not touched by it unless it says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum RowFault {
    /// There is something to the right of the last named column: mostly a comma in a text that
    /// should have stood in quotes, so that all that follows is in the wrong column.
    #[error("{found} cells where the heading has {expected}")]
    TooManyCells {
        /// The columns of the heading.
        expected: usize,
        /// The cells of the row, to the last one with something in it.
        found: usize,
    },
    /// Characters that are not of the file's encoding; U+FFFD stands in their place.
    #[error("characters that cannot be decoded")]
    Undecodable,
    /// A cell of a workbook that cannot be read. When it is the first or last one of its row,
    /// the row before or behind is marked too: it cannot be told whose it was.
    #[error("a cell that cannot be read")]
    UnreadableCell,
    /// A quotation mark is opened and not closed. It swallowed what follows: there are no more
    /// rows.
    #[error("a quotation mark that is never closed")]
    UnclosedQuote,
    /// The file cannot be read further. There are no more rows, and this one may lack cells.
    #[error("the file breaks off")]
    CutShort,
}

/// Why a file is no table to us.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Fault {
    /// No file of that name.
    #[error("there is no such file")]
    NotFound,
    /// A folder.
    #[error("this is a folder, not a file")]
    IsDirectory,
    /// The file is there, but this account may not read it.
    #[error("this account may not read the file")]
    NotPermitted,
    /// Not one byte, or nothing behind the byte order mark.
    #[error("the file is empty")]
    Empty,
    /// Nothing but blank rows.
    #[error("there is no heading, all rows are blank")]
    NoHeading,
    /// The first row opens a quotation mark that is never closed.
    #[error("a quotation mark in the heading is never closed")]
    UnclosedQuote,
    /// The Excel format of before 2007 (or another Office file of that time).
    #[error("this is an old .xls file: save it as .xlsx")]
    OldXls,
    /// A workbook with a password.
    #[error("the workbook has a password: save it without one")]
    Encrypted,
    /// A workbook that cannot be read, and what the reader stumbled over.
    #[error("the workbook is damaged: {0}")]
    Damaged(String),
    /// A zip archive that holds no workbook: a text document, a folder, another spreadsheet's
    /// format.
    #[error("this is a zip archive but not an .xlsx workbook")]
    NotXlsx,
    /// A web page or XML, which some systems hand out under the name `.xls`.
    #[error("this is a web page named like a table: open it and save it as .xlsx")]
    WebPage,
    /// A picture, a program, or anything else that is no text.
    #[error("this is neither text nor a workbook")]
    NotText,
    /// The workbook has no such sheet.
    #[error("there is no sheet named {wanted}")]
    NoSuchSheet {
        /// The name that was asked for.
        wanted: String,
        /// The sheets that are there; none in a text file.
        found: Vec<String>,
    },
    /// The disk or the network failed.
    #[error("reading failed: {0}")]
    Io(io::ErrorKind),
}

impl Rows {
    /// How far the reading is: bytes read and bytes in all, or for a workbook rows read and rows
    /// in all. The second is what the file declares, but never less than the first.
    pub fn progress(&self) -> (u64, u64) {
        match &self.records {
            Records::Text(text) => {
                let taken = text.taken();
                (taken, self.bytes_total.max(taken))
            }
            Records::Sheet(sheet) => sheet.progress(),
        }
    }

    /// The length of the file in bytes; 0 where it is not known beforehand, as with a pipe.
    pub fn bytes_total(&self) -> u64 {
        self.bytes_total
    }

    /// The encoding of a text file, as far as can be told; `None` for a workbook.
    pub fn encoding(&self) -> Option<Encoding> {
        match &self.records {
            Records::Text(text) => Some(text.encoding()),
            Records::Sheet(_) => None,
        }
    }

    /// The sheet that is read; `None` for a text file.
    pub fn sheet(&self) -> Option<&str> {
        match &self.records {
            Records::Text(_) => None,
            Records::Sheet(sheet) => Some(sheet.name()),
        }
    }

    fn new(mut records: Records, bytes_total: u64) -> Result<Self, Fault> {
        loop {
            let first = records.next().ok_or(Fault::NoHeading)?;
            match first.fault {
                Some(RowFault::UnclosedQuote) => return Err(Fault::UnclosedQuote),
                Some(RowFault::CutShort) => {
                    return Err(Fault::Damaged("it breaks off in the heading".into()));
                }
                // A fault in a name shows when the column is not found.
                Some(RowFault::TooManyCells { .. } | RowFault::Undecodable | RowFault::UnreadableCell)
                | None => {}
            }
            let mut heading: Vec<String> = first.cells.iter().map(name).collect();
            while heading.last().is_some_and(String::is_empty) {
                heading.pop();
            }
            if !heading.is_empty() {
                return Ok(Self { heading, records, bytes_total });
            }
        }
    }

    /// Fits the record to the heading.
    fn row(&self, record: Record) -> Row {
        let Record { number, mut cells, mut fault } = record;
        let expected = self.heading.len();
        while cells.len() > expected && cells.last().is_some_and(Cell::is_empty) {
            cells.pop();
        }
        if cells.len() > expected {
            let found = cells.len();
            fault = fault.or(Some(RowFault::TooManyCells { expected, found }));
        } else {
            cells.resize(expected, Cell::Empty);
        }
        if cells.iter().any(is_undecodable) {
            fault = fault.or(Some(RowFault::Undecodable));
        }
        Row { number, cells, fault }
    }
}

impl Iterator for Rows {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        loop {
            let record = self.records.next()?;
            if record.fault.is_some() || !record.cells.iter().all(Cell::is_empty) {
                return Some(self.row(record));
            }
        }
    }
}

impl FusedIterator for Rows {}

/// Prints no row: they are people's letters.
impl std::fmt::Debug for Rows {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rows")
            .field("heading", &self.heading)
            .field("progress", &self.progress())
            .finish_non_exhaustive()
    }
}

/// A row as it stands in the file, as wide as it is there. After `None` or one of the faults that
/// end a file there are no more.
pub(super) struct Record {
    pub(super) number: u64,
    pub(super) cells: Vec<Cell>,
    pub(super) fault: Option<RowFault>,
}

enum Records {
    Text(Box<TextRecords>),
    Sheet(SheetRecords),
}

impl Records {
    fn next(&mut self) -> Option<Record> {
        match self {
            Self::Text(text) => text.next(),
            Self::Sheet(sheet) => sheet.next(),
        }
    }
}

/// Where the bytes come from.
pub(super) trait Source: Read + Seek + Send {}

impl<T: Read + Seek + Send> Source for T {}

/// So much of a file is looked at to tell what it is. Bytes.
const BEGINNING: u64 = 64 * 1024;

fn open_file(path: &Path, sheet: Option<&str>) -> Result<Rows, Fault> {
    // Asked first because opening a folder is fine on one system and forbidden on another.
    let there = std::fs::metadata(path).map_err(|error| reading(&error))?;
    if there.is_dir() {
        return Err(Fault::IsDirectory);
    }
    let file = File::open(path).map_err(|error| reading(&error))?;
    begin(Box::new(file), there.len(), sheet)
}

/// Tells the kind of file by its first bytes.
fn begin(mut source: Box<dyn Source>, total: u64, sheet: Option<&str>) -> Result<Rows, Fault> {
    let mut beginning = Vec::new();
    source.by_ref().take(BEGINNING).read_to_end(&mut beginning).map_err(|error| reading(&error))?;
    if beginning.is_empty() {
        return Err(Fault::Empty);
    }
    if beginning.starts_with(b"PK\x03\x04") || beginning.starts_with(b"PK\x05\x06") {
        return Rows::new(Records::Sheet(sheet::open(source, sheet)?), total);
    }
    if beginning.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Err(old_office_file(&mut source));
    }
    let whole = (beginning.len() as u64) < BEGINNING;
    let sniffed = encoding::sniff(&beginning, whole).ok_or(Fault::NotText)?;
    if whole && beginning.len() == sniffed.mark {
        return Err(Fault::Empty);
    }
    if is_markup(&beginning[sniffed.mark..]) {
        return Err(Fault::WebPage);
    }
    if let Some(wanted) = sheet {
        return Err(Fault::NoSuchSheet { wanted: wanted.to_owned(), found: Vec::new() });
    }
    let text = TextRecords::new(beginning, source, sniffed);
    Rows::new(Records::Text(Box::new(text)), total)
}

/// A workbook with a password lies in the same kind of container as the workbooks of before 2007.
fn old_office_file(source: &mut dyn Source) -> Fault {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    match holds(source, &name) {
        Ok(true) => Fault::Encrypted,
        Ok(false) => Fault::OldXls,
        Err(error) => reading(&error),
    }
}

/// Whether these bytes stand anywhere in the source. Reads all of it, but keeps little.
fn holds(source: &mut dyn Source, wanted: &[u8]) -> io::Result<bool> {
    source.seek(SeekFrom::Start(0))?;
    let mut block = Vec::new();
    loop {
        // The end of the last block stays: what is wanted may lie across the border.
        block.drain(..block.len().saturating_sub(wanted.len()));
        let more = Read::take(&mut *source, BEGINNING).read_to_end(&mut block)?;
        if more == 0 {
            return Ok(false);
        }
        if block.windows(wanted.len()).any(|bytes| bytes == wanted) {
            return Ok(true);
        }
    }
}

fn is_markup(bytes: &[u8]) -> bool {
    const OPENINGS: [&[u8]; 6] = [b"<!doctype", b"<html", b"<?xml", b"<table", b"<meta", b"mime-version:"];
    let text = bytes.trim_ascii_start();
    OPENINGS
        .iter()
        .any(|opening| text.get(..opening.len()).is_some_and(|start| start.eq_ignore_ascii_case(opening)))
}

/// The name in a cell of the heading.
fn name(cell: &Cell) -> String {
    let text = cell.text().unwrap_or_default();
    let seen: String = text.chars().filter(|c| !is_unseen(*c)).collect();
    seen.trim().to_owned()
}

fn is_undecodable(cell: &Cell) -> bool {
    matches!(cell, Cell::Text(text) if text.contains(char::REPLACEMENT_CHARACTER))
}

fn reading(error: &io::Error) -> Fault {
    match error.kind() {
        io::ErrorKind::NotFound => Fault::NotFound,
        io::ErrorKind::PermissionDenied => Fault::NotPermitted,
        io::ErrorKind::IsADirectory => Fault::IsDirectory,
        kind => Fault::Io(kind),
    }
}
