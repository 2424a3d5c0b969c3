//! The cells of a screen, where a wide glyph and its second half always stand together.

use std::ops::Range;

use super::cell::Cell;
use super::scroll::{Scroll, Way};

/// Rows of cells.
#[derive(Debug, Default)]
pub(super) struct Grid {
    cells: Vec<Cell>,
    cols: usize,
    rows: usize,
}

impl Grid {
    pub(super) fn cols(&self) -> usize {
        self.cols
    }

    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    pub(super) fn row(&self, y: usize) -> &[Cell] {
        let start = self.index(0, y);
        &self.cells[start..start + self.cols]
    }

    pub(super) fn row_mut(&mut self, y: usize) -> &mut [Cell] {
        let start = self.index(0, y);
        &mut self.cells[start..start + self.cols]
    }

    /// Takes a new size; everything is blank afterwards.
    pub(super) fn reshape(&mut self, cols: usize, rows: usize) {
        self.cols = cols;
        self.rows = rows;
        self.cells.clear();
        let area = cols * rows;
        self.cells.resize(area, Cell::BLANK);
    }

    pub(super) fn clear(&mut self) {
        self.cells.fill(Cell::BLANK);
    }

    /// Clears the cells from one place to another, in reading order, end excluded.
    pub(super) fn clear_range(&mut self, range: Range<usize>) {
        let range = range.start.min(self.cells.len())..range.end.min(self.cells.len());
        for i in range {
            self.set(i, Cell::BLANK);
        }
    }

    pub(super) fn index(&self, x: usize, y: usize) -> usize {
        y * self.cols + x
    }

    /// Puts a glyph on the screen; says whether anything changed. Whatever it leaves half
    /// covered becomes blank, in the style the lost half had.
    pub(super) fn put(&mut self, x: usize, y: usize, cell: Cell) -> bool {
        let i = self.index(x, y);
        // A wide glyph in the last column would wrap: terminals differ in what they do then.
        let cell = if cell.is_wide() && x + 1 >= self.cols { Cell::blank(cell.style()) } else { cell };
        if self.cells[i] == cell {
            return false;
        }
        self.set(i, cell);
        if cell.is_wide() {
            self.set(i + 1, Cell::half(cell.style()));
        }
        true
    }

    /// Scrolls a block of rows; the rows it leaves are blank.
    pub(super) fn scroll(&mut self, scroll: Scroll) {
        let start = self.index(0, scroll.top);
        let end = self.index(0, scroll.bottom + 1);
        let moved = scroll.by * self.cols;
        match scroll.way {
            Way::Up => {
                self.cells.copy_within(start + moved..end, start);
                self.cells[end - moved..end].fill(Cell::BLANK);
            }
            Way::Down => {
                self.cells.copy_within(start..end - moved, start + moved);
                self.cells[start..start + moved].fill(Cell::BLANK);
            }
        }
    }

    /// Replaces one cell and blanks the other half of a wide glyph that stood there.
    fn set(&mut self, i: usize, cell: Cell) {
        let old = self.cells[i];
        if old.is_wide() {
            self.cells[i + 1] = Cell::blank(old.style());
        } else if old.is_half() {
            self.cells[i - 1] = Cell::blank(old.style());
        }
        self.cells[i] = cell;
    }
}
