//! 改动经过: every version of a row, who made it so and when.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::pen::Pen;
use super::sheet::words_of;
use super::{Context, Effect, Handback, Hint, Input, Screen};
use crate::api::registers::{Answer as Told, Request as Ask, Sheet as Content};
use crate::api::{Answer, Refusal, Request};
use crate::domain::register::{Row, RowId, Version};
use crate::i18n::refusal;
use crate::keymap::{Action, Place};
use crate::theme::Meaning;
use crate::widget::cells;

/// The versions of one row.
pub struct Versions {
    content: Content,
    row: RowId,
    label: String,
    versions: Option<Vec<Version>>,
    refused: Option<Refusal>,
    top: usize,
}

impl Versions {
    /// The versions of this row.
    pub fn new(content: Content, row: &Row) -> Versions {
        let label = content.register.label(row);
        Versions { content, row: row.id, label, versions: None, refused: None, top: 0 }
    }

    fn lines(&self, cx: &Context<'_>) -> Vec<(String, Meaning)> {
        let words = &cx.words.registers;
        let mut lines = Vec::new();
        let versions = self.versions.as_deref().unwrap_or_default();
        for (at, version) in versions.iter().enumerate() {
            let when = version.at.get(..16).unwrap_or(&version.at).replace('T', " ");
            let mut heading = (words.version)(version.version, &when, &version.by);
            let before = versions.get(at + 1);
            if before.is_none() {
                heading.push_str(&format!("  {}", words.first_version));
            }
            if version.ended {
                heading.push_str(&format!("  {}", words.was_ended));
            }
            lines.push((heading, Meaning::Label));
            for column in &self.content.register.columns {
                let value = version.values.get(&column.name);
                let old = before.and_then(|before| before.values.get(&column.name));
                // Of older versions only what they changed; the newest stands there whole.
                let changed = before.is_some() && value != old;
                if (at > 0 && !changed && before.is_some()) || (value.is_none() && !changed) {
                    continue;
                }
                let mark = if changed { "*" } else { " " };
                let title = cells::pad(cx.words.of(&column.title), 12);
                let value = match value {
                    Some(value) => words_of(cx.words, &self.content, column, value),
                    None => "____".to_owned(),
                };
                lines.push((format!("{mark} {title}  {value}"), Meaning::Plain));
            }
        }
        lines
    }
}

impl Screen for Versions {
    fn place(&self) -> Place {
        Place::Versions
    }

    fn title(&self, cx: &Context<'_>) -> String {
        format!("{} / {}", self.label, cx.words.registers.versions_title)
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        vec![Hint::new(Action::Down, cx.words.reading_screen.scroll), Hint::new(Action::Back, cx.words.back)]
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        match (&self.refused, &self.versions) {
            (Some(refused), _) => refusal(cx.words, refused),
            (None, None) => cx.words.reading.to_owned(),
            (None, Some(_)) => cx.words.registers.versions_hint.to_owned(),
        }
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        let last = self.lines(cx).len().saturating_sub(1);
        match input {
            Input::Opened => {
                let register = self.content.register.name.clone();
                return vec![Effect::Ask(Request::Registers(Ask::Versions { register, row: self.row }))];
            }
            Input::Do(Action::Back | Action::Open, _) => return vec![Effect::Close(Handback::Nothing)],
            Input::Do(Action::Up, _) => self.top = self.top.saturating_sub(1),
            Input::Do(Action::Down, _) => self.top = (self.top + 1).min(last),
            Input::Do(Action::PageUp, _) => self.top = self.top.saturating_sub(15),
            Input::Do(Action::PageDown, _) => self.top = (self.top + 15).min(last),
            Input::Do(Action::First, _) => self.top = 0,
            Input::Do(Action::Last, _) => self.top = last,
            Input::Told(Ok(Answer::Registers(Told::Versions(versions)))) => self.versions = Some(versions),
            Input::Told(Err(refused)) => self.refused = Some(refused),
            _ => {}
        }
        Vec::new()
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        let mut pen = Pen::new(cx, frame, area);
        for (y, (line, meaning)) in (0..area.height).zip(self.lines(cx).iter().skip(self.top)) {
            pen.put(2, y, line, *meaning);
        }
        let cursor = pen.position(0, 0);
        frame.set_cursor_position(cursor);
    }
}
