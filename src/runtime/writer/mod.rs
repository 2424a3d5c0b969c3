//! The lean screen writer: sends the terminal only what it does not show yet.
//!
//! A [`ratatui::backend::Backend`] of our own. It keeps two grids, what is wanted and what the
//! terminal shows; a flush compares them and writes the difference at once, or nothing. Slow
//! lines and hundreds of sessions on one host are why the bytes are counted.
//!
//! Every frame ends with [`settle`]; without it ratatui may not tell us what is left where a wide
//! character went away. A window put over text first blanks the wide character that its left edge
//! cuts in two: that one lies in ratatui's buffer and nobody can mend it here.

mod cell;
mod grid;
mod narrow;
mod paint;
mod scroll;
mod style;

use std::io;

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Buffer, Cell as Drawn};
use ratatui::layout::{Position, Size};
use ratatui::style::Modifier;

use self::cell::Cell;
use self::grid::Grid;
pub use self::narrow::Ambiguous;
use self::paint::Pen;
use self::scroll::Finder;
pub use self::style::Colours;
use self::style::Style;

/// A ratatui backend that writes escape codes of its own to `out`.
///
/// It never asks the operating system or the terminal anything: whoever learns of a new size says
/// so with [`resize`](Self::resize). Blinking and crossed-out text look plain, hidden text is not
/// sent.
#[derive(Debug)]
pub struct Writer<W: io::Write> {
    out: W,
    size: Size,
    colours: Colours,
    ambiguous: Ambiguous,
    wanted: Grid,
    shown: Grid,
    /// Whether `shown` is what the terminal shows.
    known: bool,
    cursor: Position,
    cursor_visible: bool,
    bell: bool,
    /// Whether anything was drawn since the last flush: an idle frame need not compare grids.
    drawn: bool,
    pen: Pen,
    finder: Finder,
}

impl<W: io::Write> Writer<W> {
    /// A writer for a terminal of that size. The first flush clears the screen.
    pub fn new(out: W, size: Size, colours: Colours) -> Self {
        Self {
            out,
            size,
            colours,
            ambiguous: Ambiguous::default(),
            wanted: Grid::default(),
            shown: Grid::default(),
            known: false,
            cursor: Position::ORIGIN,
            cursor_visible: true,
            bell: false,
            drawn: false,
            pen: Pen::new(),
            finder: Finder::default(),
        }
    }

    /// Does this with glyphs of ambiguous width from now on.
    #[must_use]
    pub fn with(mut self, ambiguous: Ambiguous) -> Self {
        self.ambiguous = ambiguous;
        self.known = false;
        self
    }

    /// Takes the terminal's new size. Terminals move their lines about when they are resized, so
    /// the next flush clears the screen and paints everything, even if the size is the old one.
    pub fn resize(&mut self, size: Size) {
        self.size = size;
        self.known = false;
    }

    /// Forgets what the terminal shows: the next flush clears the screen and paints everything.
    /// For the key that redraws, and after something else wrote to the terminal.
    pub fn redraw(&mut self) {
        self.known = false;
    }

    /// Sounds the bell with the next flush.
    pub fn bell(&mut self) {
        self.bell = true;
    }

    /// Where the bytes go. Call [`redraw`](Self::redraw) after writing to it.
    pub fn out_mut(&mut self) -> &mut W {
        &mut self.out
    }

    /// Gives the grids the size last told. Not done at once, because ratatui looks at the size
    /// only when it draws and would not send the old frame again if the size came back to what it
    /// was in the meantime.
    fn reshape(&mut self) {
        let (width, height) = (self.size.width.into(), self.size.height.into());
        if (self.wanted.cols(), self.wanted.rows()) != (width, height) {
            self.wanted.reshape(width, height);
            self.shown.reshape(width, height);
            self.known = false;
        }
    }

    /// The cell for one of ratatui's, and how many columns ratatui thinks it covers.
    fn cell(&self, drawn: &Drawn) -> (Cell, usize) {
        let style = Style::new(drawn.fg, drawn.bg, drawn.modifier, self.colours);
        let columns = cell::columns(drawn.symbol());
        let cell = Cell::new(drawn.symbol(), style, self.ambiguous);
        // A glyph wider than ratatui thinks would cover a cell it does not know to be covered.
        if drawn.modifier.contains(Modifier::HIDDEN) || cell.columns() > columns {
            (Cell::blank(style), columns)
        } else {
            (cell, columns)
        }
    }

    /// Fills the pen with all that is missing on the terminal.
    fn compose(&mut self) {
        if !self.known {
            self.pen.start_afresh();
            self.shown.clear();
        } else if let Some(scroll) = self.finder.find(&self.wanted, &self.shown) {
            self.pen.scroll(scroll);
            self.shown.scroll(scroll);
        }
        for y in 0..self.wanted.rows() {
            let (wanted, shown) = (self.wanted.row(y), self.shown.row_mut(y));
            if wanted != shown {
                self.pen.row(y, wanted, shown);
                shown.copy_from_slice(wanted);
            }
        }
    }
}

impl<W: io::Write> Backend for Writer<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Drawn)>,
    {
        self.reshape();
        let (cols, rows) = (self.wanted.cols(), self.wanted.rows());
        // Behind some glyphs ratatui hands over the cells they cover; those are not to be seen.
        let mut covered = (0, 0..0);
        for (x, y, drawn) in content {
            let (x, y) = (usize::from(x), usize::from(y));
            if x >= cols || y >= rows || (covered.0 == y && covered.1.contains(&x)) {
                continue;
            }
            let (cell, columns) = self.cell(drawn);
            let end = (x + columns).min(cols);
            self.drawn |= self.wanted.put(x, y, cell);
            covered = (y, x + 1..end);
            // Where ratatui expects a wider glyph than the one we print, blanks fill the rest.
            for x in x + cell.columns()..end {
                self.drawn |= self.wanted.put(x, y, Cell::blank(cell.style()));
            }
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.cursor_visible = false;
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.cursor_visible = true;
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.cursor = position.into();
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        self.reshape();
        let (x, y) = (self.cursor.x.into(), self.cursor.y.into());
        let here = self.wanted.index(self.wanted.cols().min(x), y);
        let (row, next_row) = (self.wanted.index(0, y), self.wanted.index(0, y + 1));
        self.wanted.clear_range(match clear_type {
            ClearType::All => 0..usize::MAX,
            ClearType::AfterCursor => here..usize::MAX,
            ClearType::BeforeCursor => 0..next_row.min(here + 1),
            ClearType::CurrentLine => row..next_row,
            ClearType::UntilNewLine => here..next_row,
        });
        self.drawn = true;
        Ok(())
    }

    /// The size last told.
    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::ZERO })
    }

    fn flush(&mut self) -> io::Result<()> {
        self.reshape();
        self.pen.bytes.clear();
        if self.drawn || !self.known {
            self.compose();
        }
        let within = |at: u16, length: u16| usize::from(at.min(length.saturating_sub(1)));
        let x = within(self.cursor.x, self.size.width);
        let y = within(self.cursor.y, self.size.height);
        self.pen.cursor(x, y, self.cursor_visible);
        if self.bell {
            self.pen.bytes.push(b'\x07');
        }
        if self.pen.bytes.is_empty() {
            self.drawn = false;
            return Ok(());
        }
        // If this fails, nobody knows how much of it the terminal got.
        self.known = false;
        self.out.write_all(&self.pen.bytes)?;
        self.out.flush()?;
        self.known = true;
        self.drawn = false;
        self.bell = false;
        Ok(())
    }
}

/// Makes the cells behind wide characters blank and of the same style. Call it last in every
/// frame.
///
/// ratatui sends only cells that changed, and a cell covered by a wide character does not count as
/// changed when it comes to light looking as it did underneath. Widgets leave various things
/// there; after this it is always what the screen shows when the character goes.
///
/// Also takes away what may not be printed in the last column (a wide character) or makes
/// ratatui's debug builds panic (a lone control character).
pub fn settle(buffer: &mut Buffer) {
    let width = usize::from(buffer.area.width);
    if width == 0 {
        return;
    }
    for row in buffer.content.chunks_exact_mut(width) {
        let mut x = 0;
        while x < width {
            let drawn = &mut row[x];
            let columns = cell::columns(drawn.symbol()).max(1);
            let alone = matches!(drawn.symbol().as_bytes(), [byte] if byte.is_ascii_control());
            if alone || x + columns > width {
                drawn.set_symbol(" ");
            } else if columns > 1 {
                let (fg, bg, modifier) = (drawn.fg, drawn.bg, drawn.modifier);
                for hidden in &mut row[x + 1..x + columns] {
                    hidden.reset();
                    (hidden.fg, hidden.bg, hidden.modifier) = (fg, bg, modifier);
                }
            }
            x += columns;
        }
    }
}
