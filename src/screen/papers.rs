//! 材料清单: papers handed in, one line each (F08).

use ratatui::Frame;
use ratatui::layout::Rect;

use super::pen::Pen;
use super::{Context, Effect, Handback, Hint, Input, Screen};
use crate::domain::intake::MaterialDraft;
use crate::domain::material::{MaterialKind, SHEET_MAX};
use crate::form::{Choice, Entry, Form, Line};
use crate::keymap::{Action, Key, Place};
use crate::theme::Meaning;

/// A cell: row and column.
type Cell = (usize, usize);

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
    form: Form<Cell>,
    rows: usize,
    /// Title of the form it belongs to.
    of: String,
}

impl Papers {
    /// A list that begins with what was written before.
    pub(super) fn new(cx: &Context<'_>, of: String, before: &[MaterialDraft]) -> Papers {
        let mut papers =
            Papers { form: Form::new(vec![((0, NAME), Entry::Line(Line::default()))]), rows: 0, of };
        let rows = READY.max(before.len() + 1).min(SHEET_MAX);
        let drafts = before.iter().cloned().chain(std::iter::repeat_with(MaterialDraft::default)).take(rows);
        papers.lay_out(cx, &drafts.collect::<Vec<_>>());
        papers.form.go((before.len().min(rows - 1), NAME));
        papers
    }

    fn lay_out(&mut self, cx: &Context<'_>, drafts: &[MaterialDraft]) {
        let kinds =
            || MaterialKind::ALL.iter().map(|kind| (kind.word(), (cx.words.lists.material_kind)(*kind)));
        let mut entries = Vec::new();
        for (row, draft) in drafts.iter().enumerate() {
            let kind = MaterialKind::from_word(&draft.kind).unwrap_or(MaterialKind::Copy);
            let at = MaterialKind::ALL.iter().position(|known| *known == kind);
            entries.push(((row, NAME), Entry::Line(Line::new(&draft.name))));
            entries.push(((row, KIND), Entry::Choice(Choice::new(kinds().collect(), at))));
            entries.push(((row, COPIES), Entry::Line(Line::new(&draft.copies))));
            entries.push(((row, PAGES), Entry::Line(Line::new(&draft.pages))));
        }
        self.rows = drafts.len();
        self.form = Form::new(entries);
    }

    fn drafts(&self) -> Vec<MaterialDraft> {
        let value = |row, column| self.form.value((row, column));
        (0..self.rows)
            .map(|row| MaterialDraft {
                name: value(row, NAME),
                kind: value(row, KIND),
                copies: value(row, COPIES),
                pages: value(row, PAGES),
            })
            .collect()
    }

    fn next_row(&mut self, cx: &Context<'_>) {
        let (row, _) = self.form.focus();
        if row + 1 == self.rows && self.rows < SHEET_MAX {
            let mut drafts = self.drafts();
            drafts.push(MaterialDraft::default());
            self.lay_out(cx, &drafts);
        }
        self.form.go(((row + 1).min(self.rows - 1), NAME));
    }
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
        let (row, column) = self.form.focus();
        (cx.words.papers_sheet.hint)(row + 1, cx.words.papers_sheet.headings[column + 1])
    }

    fn typing(&self) -> bool {
        true
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        match input {
            // What is written goes back either way: Esc loses nothing.
            Input::Do(Action::Save | Action::Back, _) => {
                let rows = self.drafts().into_iter().filter(|row| !row.is_empty()).collect();
                return vec![Effect::Close(Handback::Papers(rows))];
            }
            Input::Do(Action::Open, _) => self.next_row(cx),
            Input::Do(Action::NextField, _) => {
                let (_, column) = self.form.focus();
                if column == PAGES { self.next_row(cx) } else { self.form.next() }
            }
            Input::Do(Action::PreviousField, _) => self.form.previous(),
            Input::Do(Action::Up, _) => {
                let (row, column) = self.form.focus();
                self.form.go((row.saturating_sub(1), column));
            }
            Input::Do(Action::Down, _) => {
                let (row, column) = self.form.focus();
                self.form.go(((row + 1).min(self.rows - 1), column));
            }
            Input::Type(stroke) => {
                let (row, column) = self.form.focus();
                let empty = self.form.value((row, column)).is_empty();
                match stroke.key {
                    Key::Char('=' | '＝') if empty && row > 0 => {
                        let above = self.form.value((row - 1, column));
                        self.form.replace((row, column), &above);
                    }
                    _ => {
                        self.form.stroke(stroke);
                    }
                }
            }
            Input::Paste(pasted) => self.form.paste(&pasted),
            Input::Click { x, y } => {
                self.form.click(x, y);
            }
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
        let (focus, _) = self.form.focus();
        let top = focus.saturating_sub(height - 1);
        let drafts = self.drafts();
        let mut caret = None;
        for (line, row) in (0..).zip(top..self.rows.min(top + height)) {
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
                caret = self.form.draw((row, column), pen.buffer, place).or(caret);
            }
        }
        pen.put(2, area.height.saturating_sub(1), words.note, Meaning::Dim);
        if let Some(caret) = caret {
            frame.set_cursor_position(caret);
        }
    }
}
