//! Text of many lines, wrapped, with the terminal's own cursor at the caret.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::widgets::Widget;
use ratatui_textarea::{CursorMove, Input, TextArea, WrapMode};

use crate::domain::text;
use crate::keymap::{Key, Stroke};

/// Text of many lines.
pub struct Text {
    area: TextArea<'static>,
}

impl Default for Text {
    fn default() -> Self {
        let mut area = TextArea::default();
        // The terminal's cursor stands at the caret, so that input methods open there; a painted
        // one would be a second.
        area.set_cursor_style(Style::new());
        area.set_cursor_line_style(Style::new());
        area.set_wrap_mode(WrapMode::WordOrGlyph);
        area.set_max_histories(200);
        Text { area }
    }
}

impl Text {
    /// A text that holds `value`, the caret in this line before this character.
    pub fn with_caret(value: &str, (line, character): (usize, usize)) -> Text {
        let mut text = Text::default();
        text.area.insert_str(value);
        let place = |at| u16::try_from(at).unwrap_or(u16::MAX);
        text.area.move_cursor(CursorMove::Jump(place(line), place(character)));
        text
    }

    /// The line the caret stands in, and the character it stands before.
    pub fn caret(&self) -> (usize, usize) {
        let caret = self.area.cursor();
        (caret.0, caret.1)
    }

    /// A text that begins with `value`.
    pub fn new(value: &str) -> Text {
        let mut text = Text::default();
        text.paste(value);
        text
    }

    /// What stands in it.
    pub fn value(&self) -> String {
        self.area.lines().join("\n")
    }

    /// Types; answers whether the value changed.
    pub fn stroke(&mut self, stroke: Stroke) -> bool {
        use ratatui_textarea::Key as To;
        let key = match (stroke.key, stroke.ctrl, stroke.alt) {
            (Key::Char('z'), true, false) => return self.area.undo(),
            (Key::Char('y'), true, false) => return self.area.redo(),
            (Key::Char('w'), true, false) => return self.area.delete_word(),
            (Key::Char('k'), true, false) => return self.area.delete_line_by_end(),
            (Key::Char('u'), true, false) => return self.area.delete_line_by_head(),
            (Key::Char(c), false, false) if !c.is_control() => To::Char(c),
            (Key::Enter, ..) => To::Enter,
            (Key::Backspace, ..) => To::Backspace,
            (Key::Delete, ..) => To::Delete,
            (Key::Left, ..) => return self.go(CursorMove::Back),
            (Key::Right, ..) => return self.go(CursorMove::Forward),
            (Key::Home, ..) => return self.go(CursorMove::Head),
            (Key::End, ..) => return self.go(CursorMove::End),
            _ => return false,
        };
        if matches!(key, To::Char(_) | To::Enter) && self.is_full() {
            return false;
        }
        self.area.input_without_shortcuts(Input { key, ctrl: false, alt: false, shift: false })
    }

    /// Puts `value` in the place of what stands there, the caret behind it.
    pub fn set(&mut self, value: &str) {
        self.area.select_all();
        self.area.cut();
        self.area.insert_str(value);
    }

    fn go(&mut self, to: CursorMove) -> bool {
        self.area.move_cursor(to);
        false
    }

    /// Lines of the screen that stand above the part in sight.
    pub fn hidden_above(&self) -> u16 {
        self.area.scroll_offset().0
    }

    /// Up or down one line on the screen; answers whether there was one.
    pub fn moved(&mut self, stroke: Stroke) -> bool {
        let to = match stroke.key {
            Key::Up => CursorMove::Up,
            Key::Down => CursorMove::Down,
            _ => return false,
        };
        let before = self.area.screen_cursor().row;
        self.area.move_cursor(to);
        self.area.screen_cursor().row != before
    }

    /// Puts the caret at the beginning of this line, counted from 1.
    pub fn go_to_line(&mut self, line: usize) {
        let row = u16::try_from(line.saturating_sub(1)).unwrap_or(u16::MAX);
        self.area.move_cursor(CursorMove::Jump(row, 0));
    }

    /// Puts a pasted text in at the caret, in one piece, without what a terminal would obey.
    /// Answers how many characters had no room.
    pub fn paste(&mut self, pasted: &str) -> usize {
        let room = text::BODY_MAX.saturating_sub(self.length());
        let whole = text::paragraphs(pasted);
        let left_out = whole.chars().count().saturating_sub(room);
        let pasted: String = whole.chars().take(room).collect();
        self.area.insert_str(pasted);
        left_out
    }

    /// Does no further character fit?
    pub fn is_full(&self) -> bool {
        self.length() >= text::BODY_MAX
    }

    fn length(&self) -> usize {
        self.area.lines().iter().map(|line| line.chars().count() + 1).sum()
    }

    /// Draws the part around the caret and answers where the caret stands.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, focused: bool) -> Option<Position> {
        (&self.area).render(area, buffer);
        if !focused {
            return None;
        }
        let caret = self.area.screen_cursor();
        let (top, left) = self.area.scroll_offset();
        let row = u16::try_from(caret.row).ok()?.checked_sub(top)?;
        let column = u16::try_from(caret.col).ok()?.checked_sub(left)?;
        Some(Position::new(
            area.x + column.min(area.width.saturating_sub(1)),
            area.y + row.min(area.height.saturating_sub(1)),
        ))
    }
}
