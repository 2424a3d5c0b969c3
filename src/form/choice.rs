//! One of a few: a digit or the initials of its words choose, the words stand beside it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::domain::initials;
use crate::keymap::{Key, Stroke};
use crate::widget::cells;

/// Choices kept for undo.
const PAST: usize = 20;

/// A coded field. Digits 1 and up choose, letters find by initials, blank goes on to the next, 0
/// or Backspace empties it, Ctrl-Z takes back.
pub struct Choice {
    options: Vec<(&'static str, &'static str)>,
    chosen: Option<usize>,
    /// Letters typed since the last digit or other key.
    letters: String,
    past: Vec<Option<usize>>,
}

impl Choice {
    /// A choice among words of the records, each with its words on screen.
    pub fn new(options: Vec<(&'static str, &'static str)>, chosen: Option<usize>) -> Choice {
        Choice { options, chosen, letters: String::new(), past: Vec::new() }
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
        let letters = std::mem::take(&mut self.letters);
        match stroke.key {
            Key::Char('z') if stroke.ctrl => {
                self.chosen = self.past.pop().unwrap_or(before);
                return self.chosen != before;
            }
            Key::Char(c) if !stroke.ctrl && !stroke.alt => match plain_digit(c) {
                Some(0) => self.chosen = None,
                Some(digit) if digit <= self.options.len() => self.chosen = Some(digit - 1),
                Some(_) => {}
                None if c == ' ' || c == '\u{3000}' => {
                    self.chosen = Some(self.chosen.map_or(0, |at| (at + 1) % self.options.len()));
                }
                None if c.is_ascii_alphabetic() => self.by_letters(letters, c),
                None => {}
            },
            Key::Backspace | Key::Delete => self.chosen = None,
            _ => {}
        }
        if self.chosen != before {
            if self.past.len() == PAST {
                self.past.remove(0);
            }
            self.past.push(before);
        }
        self.chosen != before
    }

    /// Letters find the first option whose initials, word or English name begins so.
    fn by_letters(&mut self, mut letters: String, c: char) {
        letters.push(c.to_ascii_lowercase());
        let fits = |typed: &str| {
            self.options.iter().position(|(word, words)| {
                word.starts_with(typed)
                    || words.to_lowercase().starts_with(typed)
                    || initials::of(words).iter().any(|reading| reading.starts_with(typed))
            })
        };
        // What fits nothing begins anew with its last letter.
        let last = c.to_ascii_lowercase().to_string();
        let found = fits(&letters).map(|at| (at, letters)).or_else(|| fits(&last).map(|at| (at, last)));
        if let Some((at, typed)) = found {
            self.chosen = Some(at);
            self.letters = typed;
        }
    }

    /// Chooses by the word of the records; an unknown one chooses nothing.
    pub fn choose(&mut self, word: &str) {
        self.past.push(self.chosen);
        self.chosen = self.options.iter().position(|(known, _)| *known == word);
    }

    /// Has something been chosen to which nothing more can be typed?
    pub fn is_settled(&self) -> bool {
        self.chosen.is_some() && self.letters.is_empty()
    }

    /// What there is to choose from: words of the records, words on screen.
    pub fn options(&self) -> &[(&'static str, &'static str)] {
        &self.options
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
