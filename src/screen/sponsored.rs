//! 包案: the cases that a leader answers for to their end.

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::case::Case;
use super::pen::{Pen, lamp_meaning, short_day};
use super::{Context, Effect, Handback, Hint, Input, MAIN_COLUMNS, Screen};
use crate::api::cases::CaseLine;
use crate::api::sign::{Answer as Told, Request as Ask};
use crate::api::{Answer, Refusal, Request};
use crate::i18n::refusal;
use crate::keymap::{Action, Place};
use crate::theme::Meaning;
use crate::widget::list::Bar;

/// Number, lamp, the last record, title.
const COLUMNS: [u16; 4] = [2, 13, 26, 46];

/// The list.
#[derive(Default)]
pub(super) struct Sponsored {
    rows: Option<Vec<(CaseLine, Option<NaiveDate>)>>,
    refused: Option<Refusal>,
    bar: Bar,
}

impl Sponsored {
    fn rows(&self) -> &[(CaseLine, Option<NaiveDate>)] {
        self.rows.as_deref().unwrap_or_default()
    }

    fn open(&self) -> Vec<Effect> {
        let row = self.rows().get(self.bar.at);
        row.map(|(line, _)| Effect::Open(Box::new(Case::new(line.id, None)))).into_iter().collect()
    }
}

impl Screen for Sponsored {
    fn place(&self) -> Place {
        Place::Registers
    }

    fn title(&self, cx: &Context<'_>) -> String {
        cx.words.sign.sponsored_title.to_owned()
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        let mut hints = Vec::new();
        if !self.rows().is_empty() {
            hints.push(Hint::new(Action::Open, cx.words.sign.open_case));
        }
        hints.push(Hint::new(Action::Back, cx.words.back));
        hints
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        let words = &cx.words.sign;
        match (&self.refused, &self.rows) {
            (Some(refused), _) => refusal(cx.words, refused),
            (None, None) => cx.words.reading.to_owned(),
            (None, Some(rows)) if rows.is_empty() => words.sponsored_empty.to_owned(),
            (None, Some(_)) => words.sponsored_hint.to_owned(),
        }
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        let len = self.rows().len();
        match input {
            Input::Opened | Input::Back(_) | Input::Changed(_) => {
                return vec![Effect::Ask(Request::Sign(Ask::Sponsored))];
            }
            Input::Do(Action::Back, _) => return vec![Effect::Close(Handback::Nothing)],
            Input::Do(Action::Open, _) => return self.open(),
            Input::Do(Action::Up, _) => {
                self.bar.up(1);
            }
            Input::Do(Action::Down, _) => {
                self.bar.down(1, len);
            }
            Input::Do(Action::PageUp, _) => {
                self.bar.up(15);
            }
            Input::Do(Action::PageDown, _) => {
                self.bar.down(15, len);
            }
            Input::Do(Action::First, _) => self.bar.go(0, len),
            Input::Do(Action::Last, _) => self.bar.go(usize::MAX, len),
            Input::Click { y, .. } => {
                let height = usize::from(cx.size.height.saturating_sub(3));
                let at = self.bar.top(height, len) + usize::from(y.saturating_sub(1));
                if at == self.bar.at {
                    return self.open();
                }
                self.bar.go(at, len);
            }
            Input::Told(Ok(Answer::Sign(Told::Sponsored(rows)))) => {
                self.bar.go(self.bar.at, rows.len());
                (self.rows, self.refused) = (Some(rows), None);
            }
            Input::Told(Err(refused)) => self.refused = Some(refused),
            _ => {}
        }
        Vec::new()
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        let area = Rect { width: area.width.min(MAIN_COLUMNS), ..area };
        let mut pen = Pen::new(cx, frame, area);
        let top = self.bar.top(usize::from(area.height), self.rows().len());
        let mut cursor = pen.position(0, 0);
        for (y, (at, (line, last))) in (0..area.height).zip(self.rows().iter().enumerate().skip(top)) {
            pen.put_within(COLUMNS[0], y, 10, &line.number, Meaning::Plain);
            pen.put_within(COLUMNS[1], y, 12, &(cx.words.lamp)(line.lamp), lamp_meaning(line.lamp));
            let last = last.map(|day| (cx.words.sign.last_record)(&short_day(cx, day)));
            pen.put_within(COLUMNS[2], y, 19, &last.unwrap_or_default(), Meaning::Dim);
            pen.put(COLUMNS[3], y, &line.title, Meaning::Plain);
            if at == self.bar.at {
                pen.bar(y);
                pen.put(0, y, ">", Meaning::Focus);
                cursor = pen.position(0, y);
            }
        }
        frame.set_cursor_position(cursor);
    }
}
