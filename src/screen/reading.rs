//! 全文: a long text, to be read.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::pen::Pen;
use super::search::Search;
use super::{Context, Effect, Handback, Hint, Input, MAIN_COLUMNS, Screen};
use crate::keymap::{Action, Place};
use crate::theme::Meaning;
use crate::widget::cells;

/// A long text on a screen of its own.
pub struct Reading {
    number: String,
    heading: String,
    text: Prose,
    top: usize,
}

/// What is read.
enum Prose {
    /// Broken into lines as wide as there is room.
    Running(String),
    /// 文书: its lines stand as they will be printed.
    Page(Vec<String>),
}

impl Reading {
    /// Shows `text` under its number and heading.
    pub fn new(number: String, heading: String, text: String) -> Reading {
        Reading { number, heading, text: Prose::Running(text), top: 0 }
    }

    /// Shows a page as it will be printed.
    pub(super) fn page(number: String, heading: String, lines: Vec<String>) -> Reading {
        Reading { number, heading, text: Prose::Page(lines), top: 0 }
    }

    fn lines(&self, cx: &Context<'_>) -> Vec<String> {
        let width = usize::from(cx.size.width.min(MAIN_COLUMNS)).saturating_sub(6);
        let mut lines = cells::wrap(&self.heading, width);
        lines.push(String::new());
        match &self.text {
            Prose::Running(text) => lines.extend(cells::wrap(text, width)),
            Prose::Page(page) => lines.extend(page.iter().cloned()),
        }
        lines
    }

    fn height(cx: &Context<'_>) -> usize {
        usize::from(cx.size.height.saturating_sub(3)).max(1)
    }
}

impl Screen for Reading {
    fn place(&self) -> Place {
        Place::Reading
    }

    fn title(&self, cx: &Context<'_>) -> String {
        format!("{} / {}", cx.words.case_screen.title, cx.words.reading_screen.title)
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        let hint = if self.lines(cx).len() > Reading::height(cx) { Hint::new } else { Hint::barred };
        vec![
            hint(Action::Down, cx.words.reading_screen.scroll),
            hint(Action::PageDown, cx.words.reading_screen.page),
            Hint::new(Action::Back, cx.words.back),
        ]
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        let all = self.lines(cx).len();
        let to = (self.top + Reading::height(cx)).min(all);
        (cx.words.reading_screen.position)(&self.number, self.top + 1, to, all)
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        let height = Reading::height(cx);
        let last = self.lines(cx).len().saturating_sub(height);
        match input {
            Input::Do(Action::Back, _) => return vec![Effect::Close(Handback::Nothing)],
            Input::Do(Action::Search, _) => return vec![Effect::Open(Box::new(Search::new()))],
            Input::Do(Action::Up, _) => self.top = self.top.saturating_sub(1),
            Input::Do(Action::Down, _) => self.top += 1,
            Input::Do(Action::PageUp, _) => self.top = self.top.saturating_sub(height - 1),
            Input::Do(Action::PageDown, _) => self.top += height - 1,
            Input::Do(Action::First, _) => self.top = 0,
            Input::Do(Action::Last, _) => self.top = last,
            _ => {}
        }
        self.top = self.top.min(last);
        Vec::new()
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        let mut pen = Pen::new(cx, frame, area);
        for (y, line) in (0..area.height).zip(self.lines(cx).iter().skip(self.top)) {
            pen.put(2, y, line, Meaning::Plain);
        }
        let cursor = pen.position(0, 0);
        frame.set_cursor_position(cursor);
    }
}
