//! 材料清单: papers handed in, one line each (F08).

use ratatui::Frame;
use ratatui::layout::Rect;

use super::pen::Pen;
use super::{Context, Effect, Handback, Hint, Input, Screen};
use crate::domain::intake::MaterialDraft;
use crate::domain::material::{MaterialKind, SHEET_MAX};
use crate::form::{Choice, Entry, Grid, Line};
use crate::keymap::{Action, Place};
use crate::theme::Meaning;

const NAME: usize = 0;
const KIND: usize = 1;
const COPIES: usize = 2;
const PAGES: usize = 3;
const COLUMNS: usize = 4;
const AT: [(u16, u16); COLUMNS] = [(6, 36), (44, 14), (60, 8), (70, 8)];
const TOP: u16 = 1;
const BELOW: u16 = 3;
/// Empty rows that stand ready.
const READY: usize = 8;

/// The list.
pub(super) struct Papers {
    grid: Grid,
    /// Title of the form it belongs to.
    of: String,
}

impl Papers {
    /// A list that begins with what was written before.
    pub(super) fn new(cx: &Context<'_>, of: String, before: &[MaterialDraft]) -> Papers {
        let rows = READY.max(before.len() + 1).min(SHEET_MAX);
        let drafts = before.iter().cloned().chain(std::iter::repeat_with(MaterialDraft::default)).take(rows);
        let mut grid = Grid::new(drafts.map(|draft| row(cx, &draft)).collect(), SHEET_MAX);
        grid.go((before.len().min(rows - 1), NAME));
        Papers { grid, of }
    }

    fn drafts(&self) -> Vec<MaterialDraft> {
        let value = |row, column| self.grid.value((row, column));
        (0..self.grid.rows())
            .map(|row| MaterialDraft {
                name: value(row, NAME),
                kind: value(row, KIND),
                copies: value(row, COPIES),
                pages: value(row, PAGES),
            })
            .collect()
    }

    /// Everything that is written, as the form below takes it.
    fn written(&self) -> Handback {
        Handback::Papers(self.drafts().into_iter().filter(|row| !row.is_empty()).collect())
    }

    fn next_row(&mut self, cx: &Context<'_>) {
        if self.grid.is_last(self.grid.focus().0) {
            self.grid.push(row(cx, &MaterialDraft::default()));
        }
        self.grid.next_row();
    }
}

/// The cells of a paper.
fn row(cx: &Context<'_>, draft: &MaterialDraft) -> Vec<Entry> {
    let kinds = MaterialKind::ALL.iter().map(|kind| (kind.word(), (cx.words.lists.material_kind)(*kind)));
    let kind = MaterialKind::from_word(&draft.kind).unwrap_or(MaterialKind::Copy);
    let at = MaterialKind::ALL.iter().position(|known| *known == kind);
    vec![
        Entry::Line(Line::new(&draft.name)),
        Entry::Choice(Choice::new(kinds.collect(), at)),
        Entry::Line(Line::new(&draft.copies)),
        Entry::Line(Line::new(&draft.pages)),
    ]
}

impl Screen for Papers {
    fn place(&self) -> Place {
        Place::PapersSheet
    }

    fn title(&self, cx: &Context<'_>) -> String {
        format!("{} / {}", self.of, cx.words.papers_sheet.title)
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        vec![
            Hint::new(Action::Save, cx.words.people_sheet.back),
            Hint::new(Action::NextField, cx.words.intake_screen.next),
            Hint::new(Action::Open, cx.words.people_sheet.next_row),
            Hint::new(Action::Back, cx.words.back),
        ]
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        let (row, column) = self.grid.focus();
        (cx.words.papers_sheet.hint)(row + 1, cx.words.papers_sheet.headings[column + 1])
    }

    fn typing(&self) -> bool {
        true
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        match input {
            // What is written goes back either way: Esc loses nothing.
            Input::Do(Action::Save | Action::Back, _) => {
                return vec![Effect::Close(self.written())];
            }
            Input::Do(Action::Open, _) => self.next_row(cx),
            Input::Do(Action::NextField, _) if self.grid.focus().1 == PAGES => self.next_row(cx),
            Input::Do(action, _) => {
                self.grid.travel(action);
            }
            Input::Type(stroke) => {
                self.grid.stroke(stroke);
                return vec![Effect::Hand(self.written())];
            }
            Input::Paste(pasted) => {
                self.grid.paste(&pasted);
                return vec![Effect::Hand(self.written())];
            }
            Input::Click { x, y } => self.grid.click(x, y),
            _ => {}
        }
        Vec::new()
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        let words = &cx.words.papers_sheet;
        let mut pen = Pen::new(cx, frame, area);
        for (x, heading) in [2, 6, 44, 60, 70].into_iter().zip(words.headings) {
            pen.put(x, 0, heading, Meaning::Label);
        }
        let height = usize::from(area.height.saturating_sub(TOP + BELOW)).max(1);
        let (focus, _) = self.grid.focus();
        let top = self.grid.top(height);
        let drafts = self.drafts();
        let mut caret = None;
        for (line, row) in (0..).zip(top..self.grid.rows().min(top + height)) {
            let y = TOP + line;
            pen.put_within(1, y, 4, &format!("{:>3}", row + 1), Meaning::Dim);
            if row == focus {
                pen.put(0, y, ">", Meaning::Plain);
            }
            for (column, (x, width)) in AT.into_iter().enumerate() {
                // A row nobody has written in says nothing.
                if drafts[row].is_empty() && row != focus {
                    continue;
                }
                let place = Rect { x: area.x + x, y: area.y + y, width, height: 1 };
                caret = self.grid.draw((row, column), pen.buffer, place).or(caret);
            }
        }
        pen.put(2, area.height.saturating_sub(1), words.note, Meaning::Dim);
        if let Some(caret) = caret {
            frame.set_cursor_position(caret);
        }
    }
}
