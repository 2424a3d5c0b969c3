//! 当天的信: the day's post as a sheet, a line a letter (S003-19 to 21, S004-45). Each line is a
//! registration of its own: what is wrong with one keeps no other from its number.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::pen::Pen;
use super::{Context, Effect, Handback, Hint, Input, Screen};
use crate::api::intake::{Answer as IntakeAnswer, Request as Ask};
use crate::api::{Answer, Refusal, Request};
use crate::domain::case::Channel;
use crate::domain::draft::{FormKind, Kept, KeptField};
use crate::domain::intake::{self, Doubts, Draft, Intake};
use crate::domain::masked::Personal;
use crate::domain::problem::{Complaint, Field, Problem};
use crate::domain::receipt::Completeness;
use crate::form::{Choice, Entry, Form, Grid, Line};
use crate::i18n::refusal;
use crate::keymap::{Action, Place};
use crate::theme::Meaning;
use crate::widget::cells;

const POSTMARK: usize = 0;
const NAME: usize = 1;
const ADDRESS: usize = 2;
const BODY: usize = 3;
const COMPLETENESS: usize = 4;
const COLUMNS: usize = 5;
/// Where each column begins, and how wide it is.
const AT: [(u16, u16); COLUMNS] = [(5, 10), (16, 12), (29, 18), (48, 20), (69, 11)];
const FIELDS: [Field; COLUMNS] =
    [Field::Postmark, Field::Name, Field::Address, Field::Body, Field::Completeness];
/// What a draft keeps the day of receipt under.
const RECEIVED: &str = "received";
/// The line of the first row.
const TOP: u16 = 3;
/// Lines below the rows.
const BELOW: u16 = 3;
/// Rows that stand ready, and the most of one day.
const READY: usize = 15;
const MOST: usize = 500;

/// What became of a line.
#[derive(Clone, PartialEq)]
enum Verdict {
    /// On the books, under this number.
    Filed(String),
    /// Something is wrong with it; it stands as it was.
    Wrong(Vec<Complaint>),
}

/// The sheet.
pub struct Post {
    /// The day it all came.
    received: Form,
    grid: Grid,
    /// The day stands above the rows and is gone to with the arrow.
    in_rows: bool,
    verdicts: Vec<Option<Verdict>>,
    slip: String,
    /// Rows that are being registered now.
    under_way: Vec<usize>,
}

impl Default for Post {
    fn default() -> Post {
        Post::new()
    }
}

impl Post {
    /// An empty sheet for the post of today.
    pub fn new() -> Post {
        Post {
            received: Form::new(vec![(Field::Received, Entry::Line(Line::default()))]),
            grid: Grid::new(vec![vec![Entry::Line(Line::default())]], 1),
            in_rows: true,
            verdicts: Vec::new(),
            slip: String::new(),
            under_way: Vec::new(),
        }
    }

    /// The sheet of a draft, as it was left.
    pub(super) fn reopened(cx: &Context<'_>, kept: &Kept) -> Post {
        let mut post = Post::new();
        post.open(cx);
        post.slip.clone_from(&kept.slip);
        let rows = kept.state.fields.iter().filter_map(|field| field.name.split('.').next()?.parse().ok());
        while post.grid.rows() <= rows.clone().max().unwrap_or(0_usize) && post.grid.push(row(cx)) {
            post.verdicts.push(None);
        }
        post.grid.restore(&kept.state);
        if let Some(received) = kept.state.fields.iter().find(|field| field.name == RECEIVED) {
            post.received.replace(Field::Received, received.value.reveal());
        }
        for (row, number) in &kept.marks {
            if let Some(verdict) = row.parse().ok().and_then(|row: usize| post.verdicts.get_mut(row)) {
                *verdict = Some(Verdict::Filed(number.clone()));
            }
        }
        post
    }

    fn open(&mut self, cx: &Context<'_>) {
        if !self.verdicts.is_empty() {
            return;
        }
        self.slip = cx.slip.to_owned();
        self.received.replace(Field::Received, &cx.today().to_string());
        self.grid = Grid::new((0..READY).map(|_| row(cx)).collect(), MOST);
        self.verdicts = vec![None; READY];
    }

    fn draft(&self, row: usize) -> Draft {
        let value = |column| self.grid.value((row, column));
        Draft {
            channel: Channel::Letter.word().to_owned(),
            received: self.received.value(Field::Received),
            postmark: value(POSTMARK),
            name: value(NAME),
            address: value(ADDRESS),
            body: value(BODY),
            completeness: value(COMPLETENESS),
            slip: format!("{}-{row}", self.slip),
            ..Draft::default()
        }
    }

    /// Rows in which something stands and that have no number yet.
    fn open_rows(&self) -> Vec<usize> {
        (0..self.grid.rows())
            .filter(|row| !matches!(self.verdicts.get(*row), Some(Some(Verdict::Filed(_)))))
            .filter(|row| {
                [POSTMARK, NAME, ADDRESS, BODY].iter().any(|c| !self.grid.value((*row, *c)).is_empty())
            })
            .collect()
    }

    /// Reads every line and sends those that can be filed; the others say what is wrong.
    fn save(&mut self, cx: &Context<'_>) -> Vec<Effect> {
        if !self.under_way.is_empty() {
            return Vec::new();
        }
        let mut intakes: Vec<Intake> = Vec::new();
        for row in self.open_rows() {
            match intake::read(&self.draft(row), cx.now, Doubts::Keep) {
                Ok(intake) => {
                    intakes.push(intake);
                    self.under_way.push(row);
                }
                Err(complaints) => self.verdicts[row] = Some(Verdict::Wrong(complaints)),
            }
        }
        if intakes.is_empty() {
            let wrong = self.open_rows().len();
            let words = &cx.words.post;
            return vec![Effect::Say(if wrong == 0 { words.empty.to_owned() } else { (words.wrong)(wrong) })];
        }
        vec![Effect::Ask(Request::Intake(Ask::FileMany(intakes)))]
    }

    fn next_row(&mut self, cx: &Context<'_>) {
        if self.grid.is_last(self.grid.focus().0) && self.grid.push(row(cx)) {
            self.verdicts.push(None);
        }
        self.grid.next_row();
    }

    fn is_filed(&self, row: usize) -> bool {
        matches!(self.verdicts.get(row), Some(Some(Verdict::Filed(_))))
    }

    /// What is wrong with the line in hand.
    fn complaint(&self, cx: &Context<'_>) -> Option<String> {
        let (row, _) = self.grid.focus();
        let Some(Some(Verdict::Wrong(complaints))) = self.verdicts.get(row) else { return None };
        let (field, problem): &(Field, Problem) = complaints.first()?;
        Some((cx.words.complaint)((cx.words.field)(*field), &(cx.words.problem)(problem)))
    }
}

/// The cells of a letter.
fn row(cx: &Context<'_>) -> Vec<Entry> {
    let found = Completeness::ALL.iter().map(|found| (found.word(), (cx.words.lists.completeness)(*found)));
    let line = || Entry::Line(Line::default());
    vec![line(), line(), line(), line(), Entry::Choice(Choice::new(found.collect(), Some(0)))]
}

impl Screen for Post {
    fn place(&self) -> Place {
        Place::Post
    }

    fn title(&self, cx: &Context<'_>) -> String {
        cx.words.post.title.to_owned()
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        vec![
            Hint::new(Action::Save, cx.words.intake_screen.save),
            Hint::new(Action::NextField, cx.words.intake_screen.next),
            Hint::new(Action::Open, cx.words.post.next_row),
            Hint::new(Action::Back, cx.words.back),
        ]
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        let words = &cx.words.post;
        if !self.under_way.is_empty() {
            return cx.words.saving.to_owned();
        }
        if !self.in_rows {
            return (cx.words.intake_screen.hint)(Channel::Letter, Field::Received).to_owned();
        }
        let (row, column) = self.grid.focus();
        match self.complaint(cx) {
            Some(complaint) => complaint,
            None if self.is_filed(row) => words.filed_row.to_owned(),
            None if column == COMPLETENESS => {
                let found = (1..).zip(Completeness::ALL);
                let found: Vec<String> = found
                    .map(|(at, found)| format!("{at} {}", (cx.words.lists.completeness)(*found)))
                    .collect();
                found.join("  ")
            }
            None => (words.hint)(row + 1, (cx.words.field)(FIELDS[column])),
        }
    }

    fn mark(&mut self) {
        self.grid.mark();
        self.received.mark();
    }

    fn take_back(&mut self) {
        if self.in_rows { self.grid.take_back() } else { self.received.take_back() }
    }

    fn typing(&self) -> bool {
        true
    }

    fn unsaved(&self) -> bool {
        !self.open_rows().is_empty()
    }

    fn draft(&self, cx: &Context<'_>) -> Option<Kept> {
        if !self.unsaved() {
            return None;
        }
        let mut state = self.grid.snapshot();
        let received = Personal::new(self.received.value(Field::Received));
        state.fields.push(KeptField { name: RECEIVED.to_owned(), value: received, ..KeptField::default() });
        let filed = self.verdicts.iter().enumerate().filter_map(|(row, verdict)| match verdict {
            Some(Verdict::Filed(number)) => Some((row.to_string(), number.clone())),
            _ => None,
        });
        let label = (cx.words.field)(FIELDS[self.grid.focus().1]);
        let title = self.title(cx);
        Some(Kept {
            slip: self.slip.clone(),
            marks: filed.collect(),
            ..Kept::new(FormKind::Post, title, label, state)
        })
    }

    fn digit_chooses(&self) -> bool {
        self.in_rows && self.grid.focus().1 == COMPLETENESS
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        match input {
            Input::Opened => self.open(cx),
            Input::Do(Action::Back, _) | Input::Back(Handback::Leave) => {
                return vec![Effect::Close(Handback::Nothing)];
            }
            Input::Do(Action::Save, _) => return self.save(cx),
            Input::Do(Action::Up, _) if self.in_rows && self.grid.focus().0 == 0 => self.in_rows = false,
            Input::Do(Action::Down | Action::Open | Action::NextField, _) if !self.in_rows => {
                self.in_rows = true;
            }
            Input::Do(Action::Open, _) => self.next_row(cx),
            Input::Do(Action::NextField, _) if self.grid.focus().1 == COMPLETENESS => self.next_row(cx),
            Input::Do(action, _) => {
                self.grid.travel(action);
            }
            Input::Type(stroke) if !self.in_rows => {
                self.received.stroke(stroke);
            }
            Input::Type(stroke) => {
                let (row, _) = self.grid.focus();
                if !self.is_filed(row) && self.grid.stroke(stroke) {
                    self.verdicts[row] = None;
                }
            }
            Input::Paste(pasted) if self.in_rows && !self.is_filed(self.grid.focus().0) => {
                self.grid.paste(&pasted);
            }
            Input::Click { x, y } => self.grid.click(x, y),
            Input::Told(Ok(Answer::Intake(IntakeAnswer::FiledMany(results)))) => {
                let rows = std::mem::take(&mut self.under_way);
                let mut filed = 0;
                for (row, result) in rows.into_iter().zip(results) {
                    self.verdicts[row] = match result {
                        Ok(done) => {
                            filed += 1;
                            Some(Verdict::Filed(done.number))
                        }
                        Err(Refusal::Invalid(complaints)) => Some(Verdict::Wrong(complaints)),
                        Err(_) => None,
                    };
                }
                return vec![Effect::Say((cx.words.post.filed)(filed, self.open_rows().len()))];
            }
            Input::Told(Err(refused)) => {
                self.under_way.clear();
                return vec![Effect::Say(refusal(cx.words, &refused))];
            }
            _ => {}
        }
        Vec::new()
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        let words = &cx.words.post;
        let mut pen = Pen::new(cx, frame, area);
        pen.put_within(2, 0, 10, (cx.words.field)(Field::Received), Meaning::Label);
        let day = Rect { x: area.x + 13, y: area.y, width: 22, height: 1 };
        let mut caret = None;
        if self.in_rows {
            pen.put(13, 0, &self.received.value(Field::Received), Meaning::Plain);
        } else {
            pen.put(0, 0, ">", Meaning::Plain);
            caret = self.received.draw(Field::Received, pen.buffer, day);
        }
        for (x, field) in AT.into_iter().map(|(x, _)| x).zip(FIELDS) {
            let heading = if field == Field::Body { words.summary } else { (cx.words.field)(field) };
            pen.put(x, 2, heading, Meaning::Label);
        }
        let height = usize::from(area.height.saturating_sub(TOP + BELOW)).max(1);
        let top = self.grid.top(height);
        let (focus, at_column) = self.grid.focus();
        for (line, row) in (0..).zip(top..self.grid.rows().min(top + height)) {
            let y = TOP + line;
            let here = self.in_rows && row == focus;
            if here {
                pen.put(0, y, ">", Meaning::Plain);
            }
            pen.put_within(1, y, 3, &format!("{:>3}", row + 1), Meaning::Dim);
            let written = self.open_rows().contains(&row);
            match self.verdicts.get(row) {
                Some(Some(Verdict::Filed(number))) => {
                    let said = format!("{number}  {}", self.grid.value((row, NAME)));
                    pen.put(AT[0].0, y, &said, Meaning::Done);
                    let text = cells::cut(&self.grid.value((row, BODY)), 30);
                    pen.put_within(AT[BODY].0, y, 30, &text, Meaning::Dim);
                    if here {
                        caret = Some(pen.position(AT[0].0, y));
                    }
                    continue;
                }
                Some(Some(Verdict::Wrong(_))) => pen.put(4, y, "!", Meaning::Complaint),
                _ => {}
            }
            for (column, (x, width)) in AT.into_iter().enumerate() {
                // A row nobody has written in says nothing.
                if !written && !here {
                    continue;
                }
                let place = Rect { x: area.x + x, y: area.y + y, width, height: 1 };
                if here && column == at_column {
                    caret = self.grid.draw((row, column), pen.buffer, place).or(caret);
                } else {
                    let value = self.shown(cx, (row, column));
                    pen.put_within(
                        x,
                        y,
                        usize::from(width) - 1,
                        &cells::cut(&value, usize::from(width) - 1),
                        Meaning::Plain,
                    );
                }
            }
        }
        pen.put(2, area.height.saturating_sub(1), words.note, Meaning::Dim);
        if let Some(caret) = caret {
            frame.set_cursor_position(caret);
        }
    }
}

impl Post {
    fn shown(&self, cx: &Context<'_>, cell: (usize, usize)) -> String {
        let value = self.grid.value(cell);
        match cell.1 {
            COMPLETENESS => Completeness::from_word(&value)
                .map(|found| (cx.words.lists.completeness)(found).to_owned())
                .unwrap_or_default(),
            ADDRESS => crate::domain::masked::address(&value),
            _ => value,
        }
    }
}
