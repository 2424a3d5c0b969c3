//! 设置和台账: every register this person may look at.

use std::cell::Cell;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::pen::Pen;
use super::sheet::Sheet;
use super::{Context, Effect, Handback, Hint, Input, Screen};
use crate::api::registers::{Answer as Told, Request as Ask, Summary};
use crate::api::{Answer, Refusal, Request};
use crate::i18n::refusal;
use crate::keymap::{Action, Place};
use crate::theme::Meaning;
use crate::widget::cells;
use crate::widget::list::Bar;

/// The list of registers.
#[derive(Default)]
pub struct Registers {
    all: Vec<Summary>,
    refused: Option<Refusal>,
    bar: Bar,
    /// The first line in sight, headings counted: drawing decides it.
    top_line: Cell<usize>,
}

impl Registers {
    /// Asks which there are.
    pub fn new() -> Registers {
        Registers::default()
    }

    fn open(&self) -> Vec<Effect> {
        let row = self.all.get(self.bar.at);
        row.map(|row| Effect::Open(Box::new(Sheet::new(&row.register.name)))).into_iter().collect()
    }

    /// Lines with a heading before each group: the register's place, or nothing for a heading.
    fn lines(&self) -> Vec<Option<usize>> {
        let mut lines = Vec::new();
        let mut group = None;
        for (at, row) in self.all.iter().enumerate() {
            if group != Some(row.register.group) {
                lines.push(None);
                group = Some(row.register.group);
            }
            lines.push(Some(at));
        }
        lines
    }
}

impl Screen for Registers {
    fn place(&self) -> Place {
        Place::Registers
    }

    fn title(&self, cx: &Context<'_>) -> String {
        cx.words.registers.title.to_owned()
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        vec![
            Hint::new(Action::Open, cx.words.open),
            Hint::new(Action::Go, cx.words.palette.go_title),
            Hint::new(Action::Back, cx.words.back),
        ]
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        match (&self.refused, self.all.get(self.bar.at)) {
            (Some(refused), _) => refusal(cx.words, refused),
            (None, Some(row)) => cx.words.of(&row.register.about).to_owned(),
            (None, None) => cx.words.reading.to_owned(),
        }
    }

    fn handle(&mut self, _cx: &Context<'_>, input: Input) -> Vec<Effect> {
        let len = self.all.len();
        match input {
            Input::Opened | Input::Back(_) | Input::Changed(_) => {
                return vec![Effect::Ask(Request::Registers(Ask::Index))];
            }
            Input::Do(Action::Back, _) => return vec![Effect::Close(Handback::Nothing)],
            Input::Do(Action::Up, _) => {
                self.bar.up(1);
            }
            Input::Do(Action::Down, _) => {
                self.bar.down(1, len);
            }
            Input::Do(Action::PageUp, _) => {
                self.bar.up(10);
            }
            Input::Do(Action::PageDown, _) => {
                self.bar.down(10, len);
            }
            Input::Do(Action::First, _) => self.bar.go(0, len),
            Input::Do(Action::Last, _) => self.bar.go(usize::MAX, len),
            Input::Do(Action::Open, _) => return self.open(),
            Input::Click { y, .. } => {
                let line = self.top_line.get() + usize::from(y.saturating_sub(1));
                if let Some(Some(at)) = self.lines().get(line) {
                    if *at == self.bar.at {
                        return self.open();
                    }
                    self.bar.go(*at, len);
                }
            }
            Input::Told(Ok(Answer::Registers(Told::Index(all)))) => {
                // Those of one group stand together.
                let mut all = all;
                all.sort_by_key(|row| row.register.group);
                self.refused = None;
                self.bar.go(self.bar.at, all.len());
                self.all = all;
            }
            Input::Told(Err(refused)) => self.refused = Some(refused),
            _ => {}
        }
        Vec::new()
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        let words = &cx.words.registers;
        let mut pen = Pen::new(cx, frame, area);
        let lines = self.lines();
        let at = lines.iter().position(|line| *line == Some(self.bar.at)).unwrap_or(0);
        let height = usize::from(area.height);
        let top = (at + 1).saturating_sub(height).max(self.top_line.get().min(at.saturating_sub(1)));
        let top = top.min(lines.len().saturating_sub(height));
        self.top_line.set(top);
        let mut cursor = pen.position(0, 0);
        for (y, line) in (0..area.height).zip(lines.iter().skip(top)) {
            match line {
                None => {
                    let next = lines.iter().skip(top + usize::from(y) + 1).flatten().next();
                    let group = next.and_then(|at| self.all.get(*at)).map(|row| row.register.group);
                    pen.put(2, y, group.map_or("", words.group), Meaning::Label);
                }
                Some(at) => {
                    let row = &self.all[*at];
                    pen.put_within(4, y, 26, cx.words.of(&row.register.title), Meaning::Plain);
                    let count = row.rows.to_string();
                    let width = u16::try_from(cells::width(&count)).unwrap_or(0);
                    pen.put(36 - width, y, &count, Meaning::Plain);
                    pen.put(37, y, words.rows, Meaning::Dim);
                    if *at == self.bar.at {
                        pen.bar_until(44, y);
                        pen.put(0, y, ">", Meaning::Focus);
                        cursor = pen.position(0, y);
                    }
                }
            }
        }
        frame.set_cursor_position(cursor);
    }
}
