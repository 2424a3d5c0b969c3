//! 交接: a word for the next shift, or everything one has in hand.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::confirm::Confirm;
use super::pen::Pen;
use super::{Context, Effect, Handback, Hint, Input, MAIN_COLUMNS, Screen};
use crate::api::tasks::{Answer as Told, Handover, Request as Ask};
use crate::api::{Answer, Refusal, Request};
use crate::domain::day;
use crate::domain::draft::{FormKind, Kept};
use crate::domain::problem::{Field, Problem};
use crate::form::{Choice, Entry, Form, Line, Lookup, Text};
use crate::i18n::refusal;
use crate::keymap::{Action, Place};
use crate::theme::Meaning;

const VALUE: u16 = 13;
const NOTE_ONLY: &str = "note";
const EVERYTHING: &str = "everything";

/// The form. `Field::Row` is what is handed over.
#[derive(Default)]
pub struct HandOver {
    form: Option<Form>,
    cases: usize,
    tasks: usize,
    /// A draft that waits for the names of the colleagues.
    kept: Option<Kept>,
}

impl HandOver {
    /// Asks what there is to hand over.
    pub fn new() -> HandOver {
        HandOver::default()
    }

    /// The form of a draft, as it was left.
    pub fn reopened(kept: &Kept) -> HandOver {
        HandOver { kept: Some(kept.clone()), ..HandOver::default() }
    }

    fn read(&self, cx: &Context<'_>) -> Result<Handover, Vec<(Field, Problem)>> {
        let value = |field| self.form.as_ref().map(|form| form.value(field)).unwrap_or_default();
        let mut wrong = Vec::new();
        if value(Field::Owner).is_empty() {
            wrong.push((Field::Owner, Problem::Missing));
        }
        let everything = value(Field::Row) == EVERYTHING;
        let until = match value(Field::Until).trim() {
            "" => None,
            typed => match day::read(typed, cx.today()) {
                Ok(day) => Some(day),
                Err(problem) => {
                    wrong.push((Field::Until, problem));
                    None
                }
            },
        };
        if !everything && value(Field::Note).trim().is_empty() {
            wrong.push((Field::Note, Problem::Missing));
        }
        if wrong.is_empty() {
            Ok(Handover { to: value(Field::Owner), everything, until, note: value(Field::Note) })
        } else {
            Err(wrong)
        }
    }

    fn save(&mut self, cx: &Context<'_>) -> Vec<Effect> {
        match self.read(cx) {
            Ok(handover) if handover.everything => {
                let words = &cx.words.tasks;
                vec![Effect::Open(Box::new(Confirm::new(
                    words.give_title,
                    words.give_question,
                    Handback::Yes,
                )))]
            }
            Ok(handover) => vec![Effect::Ask(Request::Tasks(Ask::HandOver(handover)))],
            Err(complaints) => {
                let said: Vec<String> = complaints
                    .iter()
                    .map(|(field, problem)| {
                        (cx.words.complaint)(label(cx, *field), &(cx.words.problem)(problem))
                    })
                    .collect();
                if let Some(form) = &mut self.form {
                    form.complain(complaints);
                }
                vec![Effect::Say(said.join(cx.words.semicolon))]
            }
        }
    }
}

fn label(cx: &Context<'_>, field: Field) -> &'static str {
    let words = &cx.words.tasks;
    match field {
        Field::Owner => words.give_to,
        Field::Row => words.give_what,
        Field::Until => words.give_until,
        other => (cx.words.field)(other),
    }
}

impl Screen for HandOver {
    fn place(&self) -> Place {
        Place::Form
    }

    fn title(&self, cx: &Context<'_>) -> String {
        cx.words.tasks.give_title.to_owned()
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        vec![
            Hint::new(Action::Save, cx.words.tasks.give),
            Hint::new(Action::NextField, cx.words.intake_screen.next),
            Hint::new(Action::Back, cx.words.back),
        ]
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        match &self.form {
            None => cx.words.reading.to_owned(),
            Some(form) => match form.entry(form.focus()) {
                Some(Entry::Choice(choice)) => choice.menu(),
                _ => cx.words.tasks.give_hint.to_owned(),
            },
        }
    }

    fn typing(&self) -> bool {
        true
    }

    fn unsaved(&self) -> bool {
        self.form.as_ref().is_some_and(Form::touched)
    }

    fn draft(&self, cx: &Context<'_>) -> Option<Kept> {
        let Some(form) = self.form.as_ref() else { return self.kept.clone() };
        let label = label(cx, form.focus());
        let kept = || Kept::new(FormKind::HandOver, self.title(cx), label, form.snapshot());
        form.touched().then(kept)
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        match input {
            Input::Opened => return vec![Effect::Ask(Request::Tasks(Ask::Mine))],
            Input::Told(Ok(Answer::Tasks(Told::Mine { tasks, colleagues, cases }))) => {
                (self.cases, self.tasks) = (cases, tasks.len());
                let others = colleagues.into_iter().filter(|(key, _)| *key != cx.actor.account).collect();
                let words = &cx.words.tasks;
                let what = Choice::new(
                    vec![(NOTE_ONLY, words.give_note_only), (EVERYTHING, words.give_everything)],
                    Some(0),
                );
                let form = self.form.get_or_insert_with(|| {
                    Form::new(vec![
                        (Field::Owner, Entry::Lookup(Box::new(Lookup::new(others, false, "")))),
                        (Field::Row, Entry::Choice(what)),
                        (Field::Until, Entry::Line(Line::default())),
                        (Field::Note, Entry::Text(Box::<Text>::default())),
                    ])
                });
                if let Some(kept) = self.kept.take() {
                    form.restore(&kept.state);
                }
                return Vec::new();
            }
            Input::Do(Action::Back, _) | Input::Back(Handback::Leave) => {
                return vec![Effect::Close(Handback::Nothing)];
            }
            Input::Do(Action::Save, _) => return self.save(cx),
            Input::Back(Handback::Yes) => {
                let handover = self.read(cx).ok();
                return handover.map(|h| Effect::Ask(Request::Tasks(Ask::HandOver(h)))).into_iter().collect();
            }
            Input::Told(Ok(Answer::Tasks(Told::HandedOver { to, cases, tasks }))) => {
                let said = (cx.words.tasks.given)(&to, cases, tasks);
                return vec![Effect::Say(said), Effect::Close(Handback::Nothing)];
            }
            Input::Told(Err(refused)) => {
                if let (Refusal::Invalid(complaints), Some(form)) = (&refused, &mut self.form) {
                    form.complain(complaints.clone());
                }
                let said = match &refused {
                    Refusal::Invalid(complaints) => complaints
                        .iter()
                        .map(|(field, problem)| {
                            (cx.words.complaint)(label(cx, *field), &(cx.words.problem)(problem))
                        })
                        .collect::<Vec<_>>()
                        .join(cx.words.semicolon),
                    other => refusal(cx.words, other),
                };
                return vec![Effect::Say(said)];
            }
            input => {
                let Some(form) = &mut self.form else { return Vec::new() };
                match input {
                    Input::Do(action, stroke) => {
                        form.travel(action, stroke);
                    }
                    Input::Type(stroke) => {
                        form.stroke(stroke);
                    }
                    Input::Paste(pasted) => form.paste(&pasted),
                    Input::Click { x, y } => {
                        form.click(x, y);
                    }
                    _ => {}
                }
            }
        }
        Vec::new()
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        let area = Rect { width: area.width.min(MAIN_COLUMNS), ..area };
        let mut pen = Pen::new(cx, frame, area);
        let words = &cx.words.tasks;
        pen.put(2, 0, &(words.give_count)(self.cases, self.tasks), Meaning::Dim);
        let Some(form) = &self.form else {
            let cursor = pen.position(0, 0);
            frame.set_cursor_position(cursor);
            return;
        };
        let mut caret = None;
        for (field, y, width, height) in [
            (Field::Owner, 2, 40, 1),
            (Field::Row, 4, 30, 1),
            (Field::Until, 6, 20, 1),
            (Field::Note, 9, 64, 6),
        ] {
            pen.put_within(2, y, 11, label(cx, field), Meaning::Label);
            if form.is_focused(field) {
                pen.put(0, y, ">", Meaning::Plain);
            }
            let place = Rect { x: area.x + VALUE, y: area.y + y, width, height };
            caret = caret.or(form.draw(field, pen.buffer, place));
            if let Some(problem) = form.complaint(field) {
                super::complain(cx, &mut pen, problem, (VALUE, y, width, height));
            }
        }
        pen.put(VALUE, 7, words.stands_in, Meaning::Dim);
        if let Some(lookup) = form.lookup() {
            for (y, (key, name)) in (16..area.height).zip(lookup.fitting()) {
                pen.put(VALUE, y, &format!("{name}  {key}"), Meaning::Dim);
            }
        }
        if let Some(caret) = caret {
            frame.set_cursor_position(caret);
        }
    }
}
