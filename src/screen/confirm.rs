//! 确认: what cannot be taken back asks once more, and Enter answers; never the key that began.

use std::borrow::Cow;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::pen::Pen;
use super::{Context, Effect, Handback, Hint, Input, Screen};
use crate::keymap::{Action, Place};
use crate::theme::Meaning;
use crate::widget::cells;

/// One question.
pub struct Confirm {
    title: &'static str,
    question: Cow<'static, str>,
    yes: Handback,
}

impl Confirm {
    /// Asks `question`; Enter hands back `yes`, Esc nothing.
    pub fn new(title: &'static str, question: impl Into<Cow<'static, str>>, yes: Handback) -> Confirm {
        Confirm { title, question: question.into(), yes }
    }
}

impl Screen for Confirm {
    fn place(&self) -> Place {
        Place::Confirm
    }

    fn title(&self, _cx: &Context<'_>) -> String {
        self.title.to_owned()
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        vec![Hint::new(Action::Open, cx.words.yes), Hint::new(Action::Back, cx.words.no)]
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        cx.words.confirm_hint.to_owned()
    }

    fn band(&self, _cx: &Context<'_>) -> Option<u16> {
        Some(5)
    }

    fn handle(&mut self, _cx: &Context<'_>, input: Input) -> Vec<Effect> {
        match input {
            Input::Do(Action::Open, _) => vec![Effect::Close(self.yes.clone())],
            Input::Do(Action::Back, _) => vec![Effect::Close(Handback::Nothing)],
            _ => Vec::new(),
        }
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        let mut pen = Pen::new(cx, frame, area);
        for (y, line) in (1..).zip(cells::wrap(&self.question, usize::from(area.width).saturating_sub(6))) {
            pen.put(2, y, &line, Meaning::Plain);
        }
        let cursor = pen.position(0, 1);
        frame.set_cursor_position(cursor);
    }
}
