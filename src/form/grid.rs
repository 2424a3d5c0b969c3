//! A sheet: rows of the same cells. A grid of fields with one focus.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Entry, Form};
use crate::domain::draft::FormState;
use crate::keymap::{Action, Key, Stroke};

/// Row and column, counted from zero.
pub type Cell = (usize, usize);

/// Rows of cells.
pub struct Grid {
    form: Form<Cell>,
    rows: usize,
    columns: usize,
    most: usize,
}

impl Grid {
    /// A sheet of these rows, each of as many cells; at most `most` rows ever.
    pub fn new(rows: Vec<Vec<Entry>>, most: usize) -> Grid {
        let columns = rows.first().map_or(1, Vec::len);
        let mut grid = Grid { form: Form::new(Vec::new()), rows: 0, columns, most: most.max(rows.len()) };
        for row in rows {
            grid.push(row);
        }
        grid.form.go((0, 0));
        grid
    }

    /// Adds a row at the end, if there is room; answers whether there was.
    pub fn push(&mut self, row: Vec<Entry>) -> bool {
        if self.rows >= self.most {
            return false;
        }
        let entries = row.into_iter().enumerate().map(|(column, entry)| ((self.rows, column), entry));
        self.form.extend(entries.collect());
        self.rows += 1;
        true
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The cell that is being typed in.
    pub fn focus(&self) -> Cell {
        self.form.focus()
    }

    /// Is this the last row?
    pub fn is_last(&self, row: usize) -> bool {
        row + 1 >= self.rows
    }

    /// Moves the focus.
    pub fn go(&mut self, cell: Cell) {
        self.form.go(cell);
    }

    /// To the first cell of the next row; stays on the last.
    pub fn next_row(&mut self) {
        let (row, _) = self.focus();
        self.form.go(((row + 1).min(self.rows.saturating_sub(1)), 0));
    }

    /// Moves by the keys that every sheet has; answers whether this was one of them.
    pub fn travel(&mut self, action: Action) -> bool {
        let (row, column) = self.focus();
        match action {
            Action::Up => self.form.go((row.saturating_sub(1), column)),
            Action::Down => self.form.go(((row + 1).min(self.rows.saturating_sub(1)), column)),
            Action::NextField if column + 1 < self.columns => self.form.go((row, column + 1)),
            Action::NextField => self.next_row(),
            Action::PreviousField => self.form.previous(),
            _ => return false,
        }
        true
    }

    /// Types into the cell with the focus; `=` in an empty one copies what stands above. Answers
    /// whether something changed.
    pub fn stroke(&mut self, stroke: Stroke) -> bool {
        let (row, column) = self.focus();
        let copy = matches!(stroke.key, Key::Char('=' | '＝')) && !stroke.ctrl;
        if copy && row > 0 && self.value((row, column)).is_empty() {
            let above = self.value((row - 1, column));
            self.form.replace((row, column), &above);
            return !above.is_empty();
        }
        self.form.stroke(stroke)
    }

    /// Remembers how the cell in hand stands, before a digit that may be the first of a card's.
    pub fn mark(&mut self) {
        self.form.mark();
    }

    /// Puts it back.
    pub fn take_back(&mut self) {
        self.form.take_back();
    }

    /// Puts a pasted text into the cell with the focus.
    pub fn paste(&mut self, pasted: &str) {
        self.form.paste(pasted);
    }

    /// Puts a value into a cell.
    pub fn replace(&mut self, cell: Cell, value: &str) {
        self.form.replace(cell, value);
    }

    /// What stands in a cell.
    pub fn value(&self, cell: Cell) -> String {
        self.form.value(cell)
    }

    /// Everything that stands in the cells.
    pub fn snapshot(&self) -> FormState {
        self.form.snapshot_as(name)
    }

    /// Puts back what [`Grid::snapshot`] took down.
    pub fn restore(&mut self, state: &FormState) {
        self.form.restore_as(state, name);
    }

    /// Has anything been typed?
    pub fn touched(&self) -> bool {
        self.form.touched()
    }

    /// Puts the focus on the cell that was drawn at this place.
    pub fn click(&mut self, x: u16, y: u16) {
        self.form.click(x, y);
    }

    /// The first row in sight where `height` rows fit, so that the focus is among them.
    pub fn top(&self, height: usize) -> usize {
        self.focus().0.saturating_sub(height.max(1) - 1)
    }

    /// Draws a cell and answers where its caret stands when it has the focus.
    pub fn draw(&self, cell: Cell, buffer: &mut Buffer, area: Rect) -> Option<Position> {
        self.form.draw(cell, buffer, area)
    }
}

/// What a cell is kept under.
fn name((row, column): Cell) -> String {
    format!("{row}.{column}")
}
