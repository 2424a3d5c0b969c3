//! Rows out of a text file: decoding, the separator, and the csv reader on top.

use std::io::{self, Read};

use csv::{ReaderBuilder, StringRecord, Terminator};
use encoding_rs::{CoderResult, Decoder};

use super::cell::Cell;
use super::encoding::{Encoding, Sniffed};
use super::guard::unguarded;
use super::read::{Record, RowFault, Source};

/// The most text one row may have, in bytes of UTF-8. An open quotation mark swallows all that
/// follows, and this keeps the memory from following it.
const LONGEST_ROW: usize = 4 * 1024 * 1024;

const BLOCK: usize = 64 * 1024;

/// The records of a text file.
pub(super) struct TextRecords {
    reader: csv::Reader<Decoded>,
    record: StringRecord,
    encoding: Encoding,
    /// Rows so far, blank ones included.
    rows: u64,
    ended: bool,
}

impl TextRecords {
    /// `beginning` is what was already read off the source.
    pub(super) fn new(beginning: Vec<u8>, source: Box<dyn Source>, sniffed: Sniffed) -> Self {
        let Sniffed { encoding, mark } = sniffed;
        let (first, _) = encoding.codec().decode_without_bom_handling(&beginning[mark..]);
        let separator = separator(&first);
        let decoded = Decoded {
            old_mac: is_old_mac(&first),
            decoder: encoding.codec().new_decoder_without_bom_handling(),
            raw: beginning,
            next: mark,
            source,
            // The mark is read, and what is in `raw` is counted when it is decoded.
            taken: mark as u64,
            drained: false,
            finished: false,
            last: b'\n',
            allowance: LONGEST_ROW,
        };
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            // Not both kinds of line end: the reader would skip blank rows without a trace, and
            // then the numbers of the rows would not be those that a spreadsheet shows.
            .terminator(Terminator::Any(b'\n'))
            .buffer_capacity(BLOCK)
            .from_reader(decoded);
        Self { reader, record: StringRecord::new(), encoding, rows: 0, ended: false }
    }

    pub(super) fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// Bytes taken from the file so far.
    pub(super) fn taken(&self) -> u64 {
        self.reader.get_ref().taken
    }

    pub(super) fn next(&mut self) -> Option<Record> {
        if self.ended {
            return None;
        }
        self.reader.get_mut().allowance = LONGEST_ROW;
        let line = self.reader.position().line();
        match self.reader.read_record(&mut self.record) {
            Ok(true) => {}
            Ok(false) => {
                self.ended = true;
                return None;
            }
            Err(_) => return Some(self.break_off()),
        }
        let breaks: usize =
            self.record.iter().map(|cell| cell.bytes().filter(|byte| *byte == b'\n').count()).sum();
        // Line ends that are in no cell: this record's own, and those of blank rows before it.
        // Without its own it went on to the end of the file inside a quotation mark.
        let ends = (self.reader.position().line() - line).saturating_sub(breaks as u64);
        let unclosed = ends == 0;
        self.ended = unclosed;
        self.rows += ends.max(1);
        let last = self.record.len().saturating_sub(1);
        let cells = self.record.iter().enumerate().map(|(column, cell)| {
            // The other half of the line end.
            let cell = cell.strip_suffix('\r').filter(|_| column == last).unwrap_or(cell);
            Cell::of_text(unguarded(cell).to_owned())
        });
        Some(Record {
            number: self.rows,
            cells: cells.collect(),
            fault: unclosed.then_some(RowFault::UnclosedQuote),
        })
    }

    fn break_off(&mut self) -> Record {
        self.ended = true;
        let too_long = self.reader.get_ref().allowance == 0;
        Record {
            number: self.rows + 1,
            cells: Vec::new(),
            fault: Some(if too_long { RowFault::UnclosedQuote } else { RowFault::CutShort }),
        }
    }
}

/// The source as UTF-8, with a line end at its end, without its byte order mark.
struct Decoded {
    source: Box<dyn Source>,
    decoder: Decoder,
    /// Bytes from the source, of which those from `next` on are not decoded yet.
    raw: Vec<u8>,
    next: usize,
    taken: u64,
    /// Nothing more comes from the source.
    drained: bool,
    /// Nothing more goes out.
    finished: bool,
    /// The last byte that went out.
    last: u8,
    /// Lines end with CR alone, as old Macs wrote them.
    old_mac: bool,
    /// How many bytes may still go out before the reader must have found the end of a row.
    allowance: usize,
}

impl Decoded {
    fn refill(&mut self) -> io::Result<()> {
        self.raw.resize(BLOCK, 0);
        let length = loop {
            match self.source.read(&mut self.raw) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        self.next = 0;
        self.raw.truncate(*length.as_ref().unwrap_or(&0));
        self.drained = length? == 0;
        Ok(())
    }
}

impl Read for Decoded {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        // One byte is kept free for the last line end.
        let Some(room) = out.len().checked_sub(1).filter(|room| *room >= 16) else {
            return Err(io::ErrorKind::InvalidInput.into());
        };
        if self.allowance == 0 {
            return Err(io::Error::other("a row without an end"));
        }
        let mut written = 0;
        while written == 0 && !self.finished {
            if self.next == self.raw.len() && !self.drained {
                self.refill()?;
            }
            let (result, read, wrote, _) =
                self.decoder.decode_to_utf8(&self.raw[self.next..], &mut out[..room], self.drained);
            self.next += read;
            self.taken += read as u64;
            written = wrote;
            self.finished = self.drained && result == CoderResult::InputEmpty;
        }
        if self.old_mac {
            for byte in &mut out[..written] {
                if *byte == b'\r' {
                    *byte = b'\n';
                }
            }
        }
        if written > 0 {
            self.last = out[written - 1];
        }
        if self.finished && self.last != b'\n' {
            out[written] = b'\n';
            self.last = b'\n';
            written += 1;
        }
        self.allowance = self.allowance.saturating_sub(written);
        Ok(written)
    }
}

/// The separator of the first line with anything in it: the one of which most stand outside of
/// quotation marks. A tab wins over a comma, for nobody types tabs into a heading.
fn separator(text: &str) -> u8 {
    let mut counts = [(b'\t', 0_usize), (b',', 0), (b';', 0)];
    let mut quoted = false;
    let mut seen = false;
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted && seen => break,
            _ if !quoted => {
                if let Some((_, count)) = counts.iter_mut().find(|(sign, _)| *sign == byte) {
                    *count += 1;
                }
            }
            _ => {}
        }
        seen |= !byte.is_ascii_whitespace();
    }
    let mut best = (b',', 0);
    for candidate in counts {
        if candidate.1 > best.1 {
            best = candidate;
        }
    }
    best.0
}

/// Whether lines end with CR alone. A CR that is the very last byte may have lost its LF.
fn is_old_mac(text: &str) -> bool {
    let text = text.strip_suffix('\r').unwrap_or(text);
    text.contains('\r') && !text.contains('\n')
}
