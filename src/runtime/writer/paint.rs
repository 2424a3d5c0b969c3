//! Bytes that bring the terminal from one row of cells to another, by the cheapest way.

use super::cell::Cell;
use super::scroll::{Scroll, Way};
use super::style::{Style, keep_shorter, number};

/// Erasing to the end of the row costs three bytes; so do three blanks, but then the cursor
/// stands nowhere certain.
const ERASE_WORTH: usize = 3;

/// The bytes of a frame, and what the terminal will be like once it has read them.
#[derive(Debug)]
pub(super) struct Pen {
    pub(super) bytes: Vec<u8>,
    place: Place,
    style: Style,
    /// Whether the cursor can be seen, once we have said so.
    visible: Option<bool>,
}

/// Where the terminal's cursor stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    At {
        x: usize,
        y: usize,
    },
    /// After a glyph that is one or two columns wide, depending on the terminal.
    InRow(usize),
    /// After the last column, where terminals wait with the wrap, each in its own way.
    Unknown,
}

impl Pen {
    pub(super) fn new() -> Self {
        Self { bytes: Vec::new(), place: Place::Unknown, style: Style::PLAIN, visible: None }
    }

    /// Puts a terminal of which nothing is known into a known state: no margins, no style, blank,
    /// the cursor at home.
    pub(super) fn start_afresh(&mut self) {
        self.bytes.extend_from_slice(b"\x1b[r\x1b[m\x1b[H\x1b[2J");
        self.place = Place::At { x: 0, y: 0 };
        self.style = Style::PLAIN;
        self.visible = None;
    }

    /// Writes what differs between a row as it is shown and as it is wanted.
    pub(super) fn row(&mut self, y: usize, wanted: &[Cell], shown: &[Cell]) {
        let erased = erase_from(wanted, shown);
        let end = erased.unwrap_or(wanted.len());
        // What stands after a glyph of unsure width may have been covered by it: write it again.
        let mut doubtful = None;
        let mut x = 0;
        while x < end {
            let cell = wanted[x];
            if cell != shown[x] || doubtful == Some(x) && !cell.is_space() {
                self.reach(x, y, wanted);
                self.put(x, y, cell, wanted.len());
                if cell.is_unsure() {
                    doubtful = Some(x + cell.columns());
                }
            }
            x += cell.columns();
        }
        if erased.is_some() {
            self.reach(end, y, wanted);
            // Some terminals erase with the current background, some do not: have none.
            self.switch(Style::PLAIN);
            self.bytes.extend_from_slice(b"\x1b[K");
        }
    }

    /// Scrolls a block of rows by line feeds inside margins, which every terminal knows.
    pub(super) fn scroll(&mut self, scroll: Scroll) {
        let Scroll { top, bottom, by, way } = scroll;
        let (edge, feed): (usize, &[u8]) = match way {
            Way::Up => (bottom, b"\n"),
            Way::Down => (top, b"\x1bM"),
        };
        // The rows that come in take the current background on some terminals: have none.
        self.switch(Style::PLAIN);
        self.bytes.extend_from_slice(b"\x1b[");
        number(top + 1, &mut self.bytes);
        self.bytes.push(b';');
        number(bottom + 1, &mut self.bytes);
        self.bytes.push(b'r');
        absolute(0, edge, &mut self.bytes);
        for _ in 0..by {
            self.bytes.extend_from_slice(feed);
        }
        self.bytes.extend_from_slice(b"\x1b[r");
        // Setting margins moves the cursor; not to the same place everywhere.
        self.place = Place::Unknown;
    }

    /// Leaves the cursor where it is wanted; a hidden one stays where it happens to be.
    pub(super) fn cursor(&mut self, x: usize, y: usize, visible: bool) {
        if visible {
            self.go(x, y);
        }
        if self.visible != Some(visible) {
            let code: &[u8] = if visible { b"\x1b[?25h" } else { b"\x1b[?25l" };
            self.bytes.extend_from_slice(code);
            self.visible = Some(visible);
        }
    }

    fn switch(&mut self, style: Style) {
        self.style.switch(style, &mut self.bytes);
        self.style = style;
    }

    fn put(&mut self, x: usize, y: usize, cell: Cell, cols: usize) {
        self.switch(cell.style());
        cell.write(&mut self.bytes);
        let x = x + cell.columns();
        self.place = if x >= cols {
            Place::Unknown
        } else if cell.is_unsure() {
            Place::InRow(y)
        } else {
            Place::At { x, y }
        };
    }

    /// Moves to a column of the row being painted. All before it is right already, so that
    /// writing a few cells again may be the shortest move.
    fn reach(&mut self, x: usize, y: usize, wanted: &[Cell]) {
        let start = self.bytes.len();
        let before = self.place;
        self.go(x, y);
        let cost = self.bytes.len() - start;
        if let Place::At { x: from, y: row } = before
            && row == y
            && from < x
        {
            let gap = &wanted[from..x];
            let same = |cell: &Cell| cell.style() == self.style && !cell.is_unsure();
            if gap.len() <= 3 * cost
                && !gap[0].is_half()
                && gap.iter().all(same)
                && gap.iter().map(|cell| cell.len()).sum::<usize>() <= cost
            {
                self.bytes.truncate(start);
                for cell in gap {
                    cell.write(&mut self.bytes);
                }
            }
        }
    }

    /// Moves by the shortest of three ways.
    fn go(&mut self, x: usize, y: usize) {
        let there = Place::At { x, y };
        if self.place == there {
            return;
        }
        let out = &mut self.bytes;
        let start = out.len();
        absolute(x, y, out);
        let (column, row) = match self.place {
            Place::At { x, y } => (Some(x), Some(y)),
            Place::InRow(y) => (None, Some(y)),
            Place::Unknown => (None, None),
        };
        if let Some(row) = row {
            let second = out.len();
            vertical(row, y, out);
            horizontal(column, x, out);
            keep_shorter(out, start, second);
            if (row + 1..=row + 4).contains(&y) {
                // Line feeds only together with a carriage return: then it does not matter
                // whether something on the way adds one.
                let second = out.len();
                out.push(b'\r');
                out.extend((row..y).map(|_| b'\n'));
                horizontal(Some(0), x, out);
                keep_shorter(out, start, second);
            }
        }
        self.place = there;
    }
}

/// The column from which a row is better erased than written, if there is one.
fn erase_from(wanted: &[Cell], shown: &[Cell]) -> Option<usize> {
    let text = wanted.iter().rposition(|&cell| cell != Cell::BLANK);
    let tail = text.map_or(0, |last| last + 1);
    let stale = |&x: &usize| shown[x] != Cell::BLANK;
    let first = (tail..shown.len()).find(stale)?;
    let last = (first..shown.len()).rfind(stale)?;
    (last + 1 - first >= ERASE_WORTH).then_some(first)
}

fn absolute(x: usize, y: usize, out: &mut Vec<u8>) {
    out.extend_from_slice(b"\x1b[");
    if y > 0 || x > 0 {
        number(y + 1, out);
    }
    if x > 0 {
        out.push(b';');
        number(x + 1, out);
    }
    out.push(b'H');
}

fn vertical(from: usize, to: usize, out: &mut Vec<u8>) {
    match to.abs_diff(from) {
        0 => {}
        by => relative(by, if to > from { b'B' } else { b'A' }, out),
    }
}

/// Moves within a row, from a column that may be unknown.
fn horizontal(from: Option<usize>, to: usize, out: &mut Vec<u8>) {
    match from {
        Some(from) if from == to => {}
        _ if to == 0 => out.push(b'\r'),
        Some(from) if from < to => relative(to - from, b'C', out),
        Some(from) if from - to <= 3 => out.extend((to..from).map(|_| b'\x08')),
        Some(from) if from - to <= to => relative(from - to, b'D', out),
        _ => relative(to + 1, b'G', out),
    }
}

/// A move whose count may be left out when it is one.
fn relative(by: usize, letter: u8, out: &mut Vec<u8>) {
    out.extend_from_slice(b"\x1b[");
    if by > 1 {
        number(by, out);
    }
    out.push(letter);
}
