//! 办不了: a no that says everything at once: each barrier, who can lift it, on what ground.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::pen::Pen;
use super::{Context, Effect, Handback, Hint, Input, MAIN_COLUMNS, Screen};
use crate::domain::problem::Barrier;
use crate::keymap::{Action, Place};
use crate::theme::Meaning;
use crate::widget::cells;

const WORDS: u16 = 13;

/// The page.
pub struct Refused {
    step: &'static str,
    case: String,
    barriers: Vec<Barrier>,
    top: usize,
}

impl Refused {
    /// Why `step` cannot be done with this case.
    pub fn new(step: &'static str, case: String, barriers: Vec<Barrier>) -> Refused {
        Refused { step, case, barriers, top: 0 }
    }

    /// The barriers as lines: number and words, who, on what ground.
    fn lines(&self, cx: &Context<'_>, width: usize) -> Vec<(u16, String, Meaning)> {
        let words = &cx.words.triage;
        let mut lines = Vec::new();
        for (at, barrier) in self.barriers.iter().enumerate() {
            let said = format!("{} {}", at + 1, (cx.words.barrier)(barrier));
            for line in cells::wrap(&said, width.saturating_sub(4)) {
                lines.push((2, line, Meaning::Plain));
            }
            let who = (words.lifts)(barrier);
            let basis = (words.basis)(barrier);
            for (label, value) in [(words.who_can, who.as_str()), (words.ground, basis)] {
                if !value.is_empty() {
                    lines.push((4, format!("{label}\t{value}"), Meaning::Dim));
                }
            }
        }
        lines
    }

    fn mine(&self) -> usize {
        self.barriers
            .iter()
            .filter(|barrier| matches!(barrier, Barrier::Part(..) | Barrier::Needs(_)))
            .count()
    }
}

impl Screen for Refused {
    fn place(&self) -> Place {
        Place::Reading
    }

    fn title(&self, cx: &Context<'_>) -> String {
        (cx.words.triage.refused_title)((cx.words.step)(self.step))
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        vec![
            Hint::new(Action::Back, cx.words.triage.to_step),
            Hint::new(Action::Down, cx.words.reading_screen.scroll),
        ]
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        (cx.words.triage.refused_notice)((cx.words.step)(self.step), self.barriers.len())
    }

    fn handle(&mut self, _cx: &Context<'_>, input: Input) -> Vec<Effect> {
        match input {
            Input::Do(Action::Back, _) => return vec![Effect::Close(Handback::Nothing)],
            Input::Do(Action::Down, _) => self.top += 1,
            Input::Do(Action::Up, _) => self.top = self.top.saturating_sub(1),
            Input::Do(Action::First, _) => self.top = 0,
            _ => {}
        }
        Vec::new()
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        let area = Rect { width: area.width.min(MAIN_COLUMNS), ..area };
        let mut pen = Pen::new(cx, frame, area);
        let words = &cx.words.triage;
        pen.put(2, 0, &self.case, Meaning::Plain);
        pen.put(2, 2, &(words.refused_count)(self.barriers.len(), self.mine()), Meaning::Plain);
        let lines = self.lines(cx, usize::from(area.width));
        let room = usize::from(area.height.saturating_sub(6));
        let top = self.top.min(lines.len().saturating_sub(room));
        for (y, (x, line, meaning)) in (4..).zip(lines.iter().skip(top).take(room)) {
            match line.split_once('\t') {
                Some((label, value)) => {
                    pen.put(*x, y, label, Meaning::Label);
                    pen.put(WORDS, y, value, *meaning);
                }
                None => pen.put(*x, y, line, *meaning),
            }
        }
        pen.put(2, area.height.saturating_sub(1), words.nothing_changed, Meaning::Dim);
        pen.put(0, 4, ">", Meaning::Plain);
        let cursor = pen.position(0, 4);
        frame.set_cursor_position(cursor);
    }
}
