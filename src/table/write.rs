//! Writes a table: csv, xlsx or JSON lines, row by row.

use std::io::{self, BufWriter, Write};

use rust_xlsxwriter::{Format as Look, Workbook, Worksheet, XlsxError};
use thiserror::Error;

use super::guard::guarded;

/// The kinds of file that are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated text, UTF-8 with a byte order mark and CR LF, which is what a double click
    /// opens rightly. A cell that a spreadsheet would run as a formula gets an apostrophe in
    /// front, and [`super::read`] takes it off again.
    Csv,
    /// A workbook with one sheet; every cell is text, the heading stays in sight.
    Xlsx,
    /// One JSON object a line, UTF-8 without a mark; every value is a text, empty ones too.
    Jsonl,
}

impl Format {
    /// The end of a name of such a file, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Jsonl => "jsonl",
        }
    }
}

/// A column of the table to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name for programs: the key in JSON.
    pub key: String,
    /// Its name for people: the heading in csv and xlsx.
    pub heading: String,
}

/// Why a table is not written.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Fault {
    /// The row has more or fewer cells than there are columns. Nothing of it was written.
    #[error("{found} cells for {expected} columns")]
    WrongWidth {
        /// The columns.
        expected: usize,
        /// The cells of the row.
        found: usize,
    },
    /// A workbook has no room for a text of more than 32,767 UTF-16 units in one cell.
    #[error("the text in row {row}, column {column} is too long for a workbook")]
    TooLong {
        /// The row of the sheet, from 1; the heading is 1.
        row: u64,
        /// The column, from 1.
        column: usize,
    },
    /// A workbook ends at 1,048,576 rows and 16,384 columns.
    #[error("the table is too large for a workbook")]
    TooLarge,
    /// The disk or the pipe failed.
    #[error("writing failed: {0}")]
    Io(io::ErrorKind),
    /// The workbook could not be put together.
    #[error("the workbook could not be made: {0}")]
    Workbook(String),
}

/// Writes one table. Not complete before [`Writer::finish`].
#[must_use = "a table is not complete before it is finished"]
pub struct Writer<W: Write + Send> {
    body: Body<W>,
    columns: usize,
    rows: u64,
}

/// The width of every column of a sheet, in characters: a date and time fits, a letter is cut.
const WIDTH: f64 = 20.0;

enum Body<W: Write + Send> {
    Csv(Box<csv::Writer<W>>),
    Xlsx(Box<Sheet<W>>),
    Jsonl {
        sink: BufWriter<W>,
        /// As JSON, with their quotation marks.
        keys: Vec<String>,
    },
}

/// The rows of a sheet go to a file in the system's folder for temporary files, which has no name
/// and is gone when it is closed; memory holds one row.
struct Sheet<W> {
    book: Workbook,
    sheet: Worksheet,
    sink: W,
}

impl<W: Write + Send> Writer<W> {
    /// Begins a table: the heading is written. A workbook comes into the sink only when it is
    /// finished.
    pub fn new(mut sink: W, format: Format, columns: &[Column]) -> Result<Self, Fault> {
        let body = match format {
            Format::Csv => {
                sink.write_all("\u{FEFF}".as_bytes()).map_err(disk)?;
                let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(sink);
                write_csv(&mut csv, columns.iter().map(|column| column.heading.as_str()))?;
                Body::Csv(Box::new(csv))
            }
            Format::Xlsx => Body::Xlsx(Box::new(Sheet::new(sink, columns)?)),
            Format::Jsonl => Body::Jsonl {
                sink: BufWriter::new(sink),
                keys: columns.iter().map(|column| json(&column.key)).collect(),
            },
        };
        Ok(Self { body, columns: columns.len(), rows: 0 })
    }

    /// Writes a row: a text for each column, in their order.
    pub fn row<S: AsRef<str>>(&mut self, cells: &[S]) -> Result<(), Fault> {
        if cells.len() != self.columns {
            return Err(Fault::WrongWidth { expected: self.columns, found: cells.len() });
        }
        let texts = cells.iter().map(AsRef::as_ref);
        match &mut self.body {
            Body::Csv(csv) => write_csv(csv, texts)?,
            Body::Xlsx(sheet) => sheet.row(self.rows + 1, texts)?,
            Body::Jsonl { sink, keys } => write_json(sink, keys, texts).map_err(disk)?,
        }
        self.rows += 1;
        Ok(())
    }

    /// Rows written so far, without the heading.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Writes what is still held back and returns the sink, flushed.
    pub fn finish(self) -> Result<W, Fault> {
        let mut sink = match self.body {
            Body::Csv(csv) => csv.into_inner().map_err(|error| disk(error.into_error()))?,
            Body::Jsonl { sink, .. } => sink.into_inner().map_err(|error| disk(error.into_error()))?,
            Body::Xlsx(sheet) => sheet.finish()?,
        };
        sink.flush().map_err(disk)?;
        Ok(sink)
    }
}

impl<W: Write + Send> Sheet<W> {
    fn new(sink: W, columns: &[Column]) -> Result<Self, Fault> {
        let mut book = Workbook::new();
        let mut sheet = book.new_worksheet_with_constant_memory().map_err(trouble)?;
        sheet.set_freeze_panes(1, 0).map_err(trouble)?;
        let bold = Look::new().set_bold();
        for (across, column) in columns.iter().enumerate() {
            let at = u16::try_from(across).map_err(|_| Fault::TooLarge)?;
            sheet.set_column_width(at, WIDTH).map_err(trouble)?;
            sheet
                .write_string_with_format(0, at, &column.heading, &bold)
                .map_err(|error| cell_trouble(error, 1, across + 1))?;
        }
        Ok(Self { book, sheet, sink })
    }

    /// `down` is 0 for the heading.
    fn row<'a>(&mut self, down: u64, cells: impl Iterator<Item = &'a str>) -> Result<(), Fault> {
        let at_row = u32::try_from(down).map_err(|_| Fault::TooLarge)?;
        for (across, cell) in cells.enumerate() {
            let at = u16::try_from(across).map_err(|_| Fault::TooLarge)?;
            self.sheet
                .write_string(at_row, at, cell)
                .map_err(|error| cell_trouble(error, down + 1, across + 1))?;
        }
        Ok(())
    }

    fn finish(self) -> Result<W, Fault> {
        let Self { mut book, sheet, mut sink } = self;
        book.push_worksheet(sheet);
        let mut quiet = Quiet { sink: &mut sink, failed: None };
        let saved = book.save_to_writer(&mut quiet).map_err(trouble);
        match quiet.failed {
            Some(error) => Err(disk(error)),
            None => saved.map(|()| sink),
        }
    }
}

/// A sink that remembers its first failure and then takes everything: the archive under the
/// workbook prints its own complaint when it cannot be closed, across whatever is on the screen.
struct Quiet<'a, W> {
    sink: &'a mut W,
    failed: Option<io::Error>,
}

impl<W: Write> Write for Quiet<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.failed.is_none() {
            self.failed = self.sink.write_all(bytes).err();
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.failed.is_none() {
            self.failed = self.sink.flush().err();
        }
        Ok(())
    }
}

fn write_csv<'a, W: Write>(
    csv: &mut csv::Writer<W>,
    cells: impl Iterator<Item = &'a str>,
) -> Result<(), Fault> {
    csv.write_record(cells.map(|cell| guarded(cell).into_owned())).map_err(|error| match error.into_kind() {
        csv::ErrorKind::Io(error) => disk(error),
        _ => Fault::Io(io::ErrorKind::Other),
    })
}

/// Written by hand to keep the columns in their order, which a JSON map does not.
fn write_json<'a>(
    sink: &mut impl Write,
    keys: &[String],
    cells: impl Iterator<Item = &'a str>,
) -> io::Result<()> {
    let mut before = "{";
    for (key, cell) in keys.iter().zip(cells) {
        write!(sink, "{before}{key}:{}", json(cell))?;
        before = ",";
    }
    // Without columns the brace is still to open.
    sink.write_all(if before == "{" { b"{}\n" } else { b"}\n" })
}

fn json(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn disk(error: io::Error) -> Fault {
    Fault::Io(error.kind())
}

fn trouble(error: XlsxError) -> Fault {
    match error {
        XlsxError::IoError(error) | XlsxError::TempFileError(_, error) => disk(error),
        XlsxError::RowColumnLimitError => Fault::TooLarge,
        other => Fault::Workbook(other.to_string()),
    }
}

fn cell_trouble(error: XlsxError, row: u64, column: usize) -> Fault {
    match error {
        XlsxError::MaxStringLengthExceeded => Fault::TooLong { row, column },
        other => trouble(other),
    }
}
