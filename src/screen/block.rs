//! Pieces of a page that come and go with the room there is.

use super::pen::Pen;
use crate::theme::Meaning;
use crate::widget::cells;

/// Where values stand.
pub(super) const VALUE: u16 = 13;

/// A few lines of a page that stay together.
pub(super) struct Block {
    /// How soon it can be spared: the highest first, 0 never.
    rank: u8,
    rows: Vec<Vec<Piece>>,
}

/// Something at a column of a line.
struct Piece {
    x: u16,
    cells: usize,
    text: String,
    meaning: Meaning,
}

impl Block {
    /// Nothing yet.
    pub(super) fn new(rank: u8) -> Block {
        Block { rank, rows: Vec::new() }
    }

    /// A label, and its value on at most so many lines.
    pub(super) fn labelled(
        rank: u8,
        label: &str,
        value: &str,
        (width, most): (u16, usize),
        meaning: Meaning,
    ) -> Block {
        let mut block = Block::new(rank);
        let lines = cells::wrap(value, usize::from(width.saturating_sub(VALUE + 1)));
        for line in lines.iter().take(most) {
            block.line(VALUE, line, meaning);
        }
        block.label(label);
        block
    }

    /// A line more, with this at a column.
    pub(super) fn line(&mut self, x: u16, text: &str, meaning: Meaning) {
        self.rows.push(Vec::new());
        self.beside(x, usize::MAX, text, meaning);
    }

    /// Something more on its last line.
    pub(super) fn beside(&mut self, x: u16, cells: usize, text: &str, meaning: Meaning) {
        if let Some(row) = self.rows.last_mut() {
            row.push(Piece { x, cells, text: text.to_owned(), meaning });
        }
    }

    /// What its first line is called.
    pub(super) fn label(&mut self, text: &str) {
        if let Some(row) = self.rows.first_mut() {
            let cells = usize::from(VALUE) - 3;
            row.push(Piece { x: 2, cells, text: text.to_owned(), meaning: Meaning::Label });
        }
    }

    /// Its lines.
    pub(super) fn height(&self) -> u16 {
        u16::try_from(self.rows.len()).unwrap_or(u16::MAX)
    }

    fn draw(&self, pen: &mut Pen<'_>, top: u16) {
        for (y, row) in (top..).zip(&self.rows) {
            for Piece { x, cells, text, meaning } in row {
                pen.put_within(
                    *x,
                    y,
                    (*cells).min(usize::from(pen.area.width.saturating_sub(*x))),
                    text,
                    *meaning,
                );
            }
        }
    }
}

/// Draws as many of them as there is room for, in their order; answers the line below.
pub(super) fn draw(pen: &mut Pen<'_>, mut blocks: Vec<Block>, room: u16) -> u16 {
    let height = |blocks: &[Block]| blocks.iter().map(Block::height).fold(0, u16::saturating_add);
    while height(&blocks) > room {
        let spared = blocks.iter().enumerate().max_by_key(|(_, block)| block.rank);
        match spared.map(|(at, block)| (at, block.rank)) {
            None | Some((_, 0)) => break,
            Some((at, _)) => drop(blocks.remove(at)),
        }
    }
    let mut y = 0;
    for block in &blocks {
        block.draw(pen, y);
        y += block.height();
    }
    y
}
