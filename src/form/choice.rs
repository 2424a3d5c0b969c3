//! One of a few: a digit chooses, the words stand beside it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::keymap::{Key, Stroke};
use crate::widget::cells;

/// A coded field. Digits 1 and up choose, blank goes on to the next, 0 or Backspace empties it.
pub struct Choice {
    options: Vec<(&'static str, &'static str)>,
    chosen: Option<usize>,
}

impl Choice {
    /// A choice among words of the records, each with its words on screen.
    pub fn new(options: Vec<(&'static str, &'static str)>, chosen: Option<usize>) -> Choice {
        Choice { options, chosen }
    }

    /// The word of the records; empty when nothing is chosen.
    pub fn word(&self) -> &'static str {
        self.chosen.and_then(|at| self.options.get(at)).map_or("", |(word, _)| word)
    }

    /// Chooses what was chosen before, by its word.
    pub fn put_back(&mut self, word: &str) {
        self.chosen = self.options.iter().position(|(known, _)| *known == word);
    }

    /// Types; answers whether the choice changed.
    pub fn stroke(&mut self, stroke: Stroke) -> bool {
        let before = self.chosen;
        match stroke.key {
            Key::Char(c) if !stroke.ctrl && !stroke.alt => match plain_digit(c) {
                Some(0) => self.chosen = None,
                Some(digit) if digit <= self.options.len() => self.chosen = Some(digit - 1),
                Some(_) => {}
                None if c == ' ' || c == '\u{3000}' => {
                    self.chosen = Some(self.chosen.map_or(0, |at| (at + 1) % self.options.len()));
                }
                None => {}
            },
            Key::Backspace | Key::Delete => self.chosen = None,
            _ => {}
        }
        self.chosen != before
    }

    /// Draws `[3] 求决` with the focus, `3 求决` or `____` without.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, focused: bool) -> Option<Position> {
        let (x, y, cells) = (area.x, area.y, usize::from(area.width));
        let digit = self.chosen.map(|at| (at + 1).to_string());
        let words = self.chosen.and_then(|at| self.options.get(at)).map_or("", |(_, words)| words);
        let text = match (&digit, focused) {
            (Some(digit), true) => format!("[{digit}] {words}"),
            (None, true) => "[ ]".to_owned(),
            (Some(digit), false) => format!("{digit} {words}"),
            (None, false) => "____".to_owned(),
        };
        cells::put(buffer, x, y, cells, &text, Style::new());
        focused.then(|| Position::new(x + 1, y))
    }

    /// The choices in one line: `1 来访  2 来信`.
    pub fn menu(&self) -> String {
        let options: Vec<String> =
            self.options.iter().enumerate().map(|(at, (_, words))| format!("{} {words}", at + 1)).collect();
        options.join("  ")
    }
}

/// Input methods send full-width digits.
fn plain_digit(c: char) -> Option<usize> {
    let plain = match c {
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10)?,
        other => other,
    };
    plain.to_digit(10).and_then(|digit| usize::try_from(digit).ok())
}
