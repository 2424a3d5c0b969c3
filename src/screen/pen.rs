//! The pen that screens draw with, and how dates and lamps look.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Context;
use crate::domain::clock::Lamp;
use crate::i18n::Words;
use crate::theme::{Meaning, Theme};
use crate::widget::cells;

/// The colour that repeats a lamp.
pub(super) fn lamp_meaning(lamp: Lamp) -> Meaning {
    match lamp {
        Lamp::Overdue(_) | Lamp::DoneLate(_) => Meaning::Over,
        Lamp::DueToday => Meaning::Today,
        Lamp::Near(_) => Meaning::Near,
        Lamp::DoneInTime => Meaning::Done,
        Lamp::Paused | Lamp::Passed => Meaning::Dim,
        Lamp::InTime(_) | Lamp::NoLimit => Meaning::Plain,
    }
}

/// Pen for one screen: text at a column and line of its body.
pub(super) struct Pen<'f> {
    pub(super) buffer: &'f mut Buffer,
    pub(super) area: Rect,
    pub(super) theme: Theme,
}

impl<'f> Pen<'f> {
    pub(super) fn new<'a: 'f>(cx: &Context<'_>, frame: &'f mut Frame<'a>, area: Rect) -> Pen<'f> {
        Pen { buffer: frame.buffer_mut(), area, theme: cx.theme }
    }

    /// Writes at column `x` of line `y`, up to the right edge.
    pub(super) fn put(&mut self, x: u16, y: u16, text: &str, meaning: Meaning) {
        self.put_within(x, y, usize::from(self.area.width.saturating_sub(x)), text, meaning);
    }

    /// Writes at column `x` of line `y`, in at most `cells`.
    pub(super) fn put_within(&mut self, x: u16, y: u16, cells: usize, text: &str, meaning: Meaning) {
        if y < self.area.height && x < self.area.width {
            let room = cells.min(usize::from(self.area.width - x));
            cells::put(self.buffer, self.area.x + x, self.area.y + y, room, text, self.theme.style(meaning));
        }
    }

    /// Reverses a whole line: the bar.
    pub(super) fn bar(&mut self, y: u16) {
        self.bar_until(self.area.width, y);
    }

    /// Reverses a line up to column `end`.
    pub(super) fn bar_until(&mut self, end: u16, y: u16) {
        if y < self.area.height {
            let line = Rect { y: self.area.y + y, height: 1, width: end.min(self.area.width), ..self.area };
            self.buffer.set_style(line, self.theme.style(Meaning::Focus));
        }
    }

    /// A place on the terminal.
    pub(super) fn position(&self, x: u16, y: u16) -> Position {
        Position::new(self.area.x + x, self.area.y + y)
    }
}

/// `2026-10-08 周四`
pub(super) fn long_day(words: &Words, day: chrono::NaiveDate) -> String {
    use chrono::Datelike;
    let weekday = words.weekdays[usize::try_from(day.weekday().num_days_from_monday()).unwrap_or(0)];
    format!("{day} {weekday}")
}

/// `10-08` this year, `2027-01-04` in another.
pub(super) fn short_day(cx: &Context<'_>, day: chrono::NaiveDate) -> String {
    use chrono::Datelike;
    if day.year() == cx.today().year() { day.format("%m-%d").to_string() } else { day.to_string() }
}

/// `10-08 周四`
pub(super) fn day_and_weekday(cx: &Context<'_>, day: chrono::NaiveDate) -> String {
    use chrono::Datelike;
    let weekday = cx.words.weekdays[usize::try_from(day.weekday().num_days_from_monday()).unwrap_or(0)];
    format!("{} {weekday}", day.format("%m-%d"))
}
