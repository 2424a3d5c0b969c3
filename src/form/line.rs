//! One line of text, with a caret that knows wide characters and an undo.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use tui_input::{Input, InputRequest};

use crate::domain::text;
use crate::keymap::{Key, Stroke};
use crate::widget::cells;

/// Values kept for undo.
const PAST: usize = 100;

/// One line of text.
#[derive(Default)]
pub struct Line {
    input: Input,
    past: Vec<String>,
}

impl Line {
    /// A line that holds `value`, the caret behind it.
    pub fn new(value: &str) -> Line {
        Line { input: Input::new(value.to_owned()), past: Vec::new() }
    }

    /// A line that holds `value`, the caret before this character.
    pub fn with_caret(value: &str, caret: usize) -> Line {
        let caret = caret.min(value.chars().count());
        Line { input: Input::new(value.to_owned()).with_cursor(caret), past: Vec::new() }
    }

    /// The character the caret stands before.
    pub fn caret(&self) -> usize {
        self.input.cursor()
    }

    /// What stands in it.
    pub fn value(&self) -> &str {
        self.input.value()
    }

    /// Types; answers whether the value changed.
    pub fn stroke(&mut self, stroke: Stroke) -> bool {
        use InputRequest as Ask;
        let request = match (stroke.key, stroke.ctrl, stroke.alt) {
            (Key::Char('z'), true, false) => {
                let Some(before) = self.past.pop() else { return false };
                self.input = Input::new(before);
                return true;
            }
            (Key::Char(c), false, false) if !c.is_control() => Ask::InsertChar(c),
            (Key::Backspace, false, false) => Ask::DeletePrevChar,
            (Key::Delete, false, false) => Ask::DeleteNextChar,
            (Key::Left, false, false) => Ask::GoToPrevChar,
            (Key::Right, false, false) => Ask::GoToNextChar,
            (Key::Left, true, false) => Ask::GoToPrevWord,
            (Key::Right, true, false) => Ask::GoToNextWord,
            (Key::Home, false, false) | (Key::Char('a'), true, false) => Ask::GoToStart,
            (Key::End, false, false) | (Key::Char('e'), true, false) => Ask::GoToEnd,
            (Key::Char('u'), true, false) => Ask::DeleteLine,
            (Key::Char('k'), true, false) => Ask::DeleteTillEnd,
            (Key::Char('w'), true, false) => Ask::DeletePrevWord,
            _ => return false,
        };
        if matches!(request, Ask::InsertChar(_)) && self.value().chars().count() >= text::LINE_MAX {
            return false;
        }
        let before = self.value().to_owned();
        let changed = self.input.handle(request).is_some_and(|change| change.value);
        if changed {
            self.remember(before);
        }
        changed
    }

    /// Puts a pasted text in at the caret, in one piece and in one line; answers how many characters
    /// had no room.
    pub fn paste(&mut self, pasted: &str) -> usize {
        let room = text::LINE_MAX.saturating_sub(self.value().chars().count());
        let whole = text::line(pasted);
        let left_out = whole.chars().count().saturating_sub(room);
        let pasted: String = whole.chars().take(room).collect();
        let at = self.input.cursor();
        let before = self.value().to_owned();
        let start: String = before.chars().take(at).collect();
        let rest: String = before.chars().skip(at).collect();
        let caret = at + pasted.chars().count();
        self.input = Input::new(format!("{start}{pasted}{rest}")).with_cursor(caret);
        self.remember(before);
        left_out
    }

    /// Puts `value` in the place of what stands there, the caret behind it.
    pub fn set(&mut self, value: &str) {
        let before = self.value().to_owned();
        if before != value {
            self.input = Input::new(value.to_owned());
            self.remember(before);
        }
    }

    fn remember(&mut self, before: String) {
        if self.past.len() == PAST {
            self.past.remove(0);
        }
        self.past.push(before);
    }

    /// Draws a star for each character; the caret stands behind them.
    pub fn draw_secret(&self, buffer: &mut Buffer, area: Rect, focused: bool) -> Option<Position> {
        let stars = Line { input: Input::new("*".repeat(self.value().chars().count())), past: Vec::new() };
        stars.draw(buffer, area, focused)
    }

    /// Draws `[value    ]` with the focus, the bare value or `____` without.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, focused: bool) -> Option<Position> {
        let plain = Style::new();
        let (x, y, cells) = (area.x, area.y, usize::from(area.width));
        if !focused {
            let shown = if self.value().is_empty() { "____" } else { self.value() };
            cells::put(buffer, x, y, cells, shown, plain);
            return None;
        }
        // Two brackets, and one cell for the caret behind the last character.
        let room = cells.saturating_sub(3).max(2);
        let scroll = self.input.visual_scroll(room);
        let hidden = cells::start(self.value(), scroll).len();
        let shown = cells::start(&self.value()[hidden..], room);
        cells::put(buffer, x, y, 1, "[", plain);
        cells::put(buffer, x + 1, y, room + 1, &cells::pad(shown, room + 1), plain);
        let end = x + u16::try_from(room + 2).unwrap_or(0);
        cells::put(buffer, end, y, 1, "]", plain);
        let caret = self.input.visual_cursor().saturating_sub(cells::width(&self.value()[..hidden]));
        Some(Position::new(x + 1 + u16::try_from(caret.min(room)).unwrap_or(0), y))
    }
}
