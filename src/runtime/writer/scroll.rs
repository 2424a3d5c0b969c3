//! Finds a block of rows that only moved, so that the terminal moves it instead of being sent it
//! again.

use super::cell::Cell;
use super::grid::Grid;

/// A block of rows, both ends included, that moves within itself; what it leaves is blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Scroll {
    pub(super) top: usize,
    pub(super) bottom: usize,
    pub(super) by: usize,
    pub(super) way: Way,
}

/// Where the rows go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Way {
    Up,
    Down,
}

/// Bytes for setting and lifting the margins and the moves in between.
const MARGINS: isize = 22;
/// Bytes guessed for reaching a changed run and switching style there.
const RUN: isize = 6;
/// Distances worth a closer look.
const CANDIDATES: usize = 3;

/// Looks for the scroll that saves most bytes. Kept between frames for its memory only.
#[derive(Debug, Default)]
pub(super) struct Finder {
    /// How many changed rows are found at each distance; see [`slot`].
    votes: Vec<u16>,
    /// Bytes to write each row as things stand.
    still: Vec<isize>,
    /// Bytes saved before each row by those left blank ...
    vacated: Vec<isize>,
    /// ... and by those that another row moves to.
    moved: Vec<isize>,
    blank: Vec<Cell>,
}

impl Finder {
    pub(super) fn find(&mut self, wanted: &Grid, shown: &Grid) -> Option<Scroll> {
        self.blank.resize(wanted.cols(), Cell::BLANK);
        self.vote(wanted, shown);
        // Most frames end here.
        let mut by_votes = self.candidate()?;

        let rows = 0..wanted.rows();
        self.still.clear();
        self.still.extend(rows.clone().map(|y| cost(wanted.row(y), shown.row(y))));
        let (still, blank) = (&self.still, &self.blank);
        let saved = |y: usize| still[y] - cost(wanted.row(y), blank);
        sums(rows.map(saved), &mut self.vacated);

        let mut best = None;
        for _ in 0..CANDIDATES {
            let (by, way) = by_votes;
            best = best.max(self.best_block(wanted, shown, by, way));
            let Some(next) = self.candidate() else {
                break;
            };
            by_votes = next;
        }
        best.map(|(_, scroll)| scroll)
    }

    /// Counts for each distance how many changed rows are found there.
    fn vote(&mut self, wanted: &Grid, shown: &Grid) {
        let rows = wanted.rows();
        self.votes.clear();
        self.votes.resize(2 * rows, 0);
        for y in 0..rows {
            let row = wanted.row(y);
            if row == shown.row(y) || row == self.blank {
                continue;
            }
            for from in (0..rows).filter(|&from| from != y) {
                if row == shown.row(from) {
                    let way = if from > y { Way::Up } else { Way::Down };
                    self.votes[slot(from.abs_diff(y), way)] += 1;
                }
            }
        }
    }

    /// The distance with most votes, which are spent by this; the shortest if there are several,
    /// so that a repeated row does not lead astray.
    fn candidate(&mut self) -> Option<(usize, Way)> {
        let votes = self.votes.iter().enumerate().rev();
        let (slot, &most) = votes.max_by_key(|&(_, &votes)| votes)?;
        if most == 0 {
            return None;
        }
        self.votes[slot] = 0;
        let way = if slot % 2 == 0 { Way::Up } else { Way::Down };
        Some((slot / 2 + 1, way))
    }

    /// The block that saves most at this distance and the bytes it saves, if it saves any.
    fn best_block(&mut self, wanted: &Grid, shown: &Grid, by: usize, way: Way) -> Option<(isize, Scroll)> {
        // The rows that another can move to, and what moving costs: a line feed each, or ESC M.
        let (reached, feeds) = match way {
            Way::Up => (0..wanted.rows() - by, by),
            Way::Down => (by..wanted.rows(), 2 * by),
        };
        let source = |y: usize| match way {
            Way::Up => y + by,
            Way::Down => y - by,
        };
        let still = &self.still;
        let saved = |y: usize| still[y] - cost(wanted.row(y), shown.row(source(y)));
        sums(reached.clone().map(saved), &mut self.moved);

        let mut best = None;
        for first in reached.clone() {
            for last in first..reached.end {
                let (top, bottom, left) = match way {
                    Way::Up => (first, last + by, last + 1..last + by + 1),
                    Way::Down => (first - by, last, first - by..first),
                };
                let moved = self.moved[last + 1 - reached.start] - self.moved[first - reached.start];
                let vacated = self.vacated[left.end] - self.vacated[left.start];
                let bytes = moved + vacated - MARGINS - feeds.cast_signed();
                let scroll = Scroll { top, bottom, by, way };
                if bytes > 0 {
                    best = best.max(Some((bytes, scroll)));
                }
            }
        }
        best
    }
}

/// Where the votes of a distance stand: up and down in turn, the short ones first.
fn slot(by: usize, way: Way) -> usize {
    match way {
        Way::Up => 2 * (by - 1),
        Way::Down => 2 * (by - 1) + 1,
    }
}

/// Running sums, beginning with 0.
fn sums(values: impl Iterator<Item = isize>, into: &mut Vec<isize>) {
    into.clear();
    into.push(0);
    let mut sum = 0;
    into.extend(values.map(|value| {
        sum += value;
        sum
    }));
}

/// Roughly the bytes it takes to make a row of another.
fn cost(wanted: &[Cell], shown: &[Cell]) -> isize {
    if wanted == shown {
        return 0;
    }
    let text = wanted.iter().rposition(|&cell| cell != Cell::BLANK);
    let tail = text.map_or(0, |last| last + 1);
    let mut bytes = 0;
    let mut style = None;
    for (cell, shown) in wanted[..tail].iter().zip(shown) {
        if cell == shown {
            style = None;
            continue;
        }
        if style != Some(cell.style()) {
            bytes += RUN;
            style = Some(cell.style());
        }
        bytes += cell.len().cast_signed();
    }
    if wanted[tail..] != shown[tail..] {
        bytes += RUN;
    }
    bytes
}
