//! 添任务、不做了: two short forms.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::pen::Pen;
use super::{Context, Effect, Handback, Hint, Input, MAIN_COLUMNS, Screen};
use crate::api::tasks::{Answer as Told, Request as Ask};
use crate::api::{Answer, Refusal, Request};
use crate::domain::draft::{About, FormKind, Kept};
use crate::domain::problem::Field;
use crate::domain::task::read;
use crate::form::{Entry, Form, Line, Lookup, Offer};
use crate::i18n::refusal;
use crate::keymap::{Action, Place};
use crate::theme::Meaning;

const VALUE: u16 = 13;

/// A task on its way.
pub struct NewTask {
    form: Form,
}

impl NewTask {
    /// An empty form; the task is mine unless somebody else is named.
    pub fn new(cx: &Context<'_>, colleagues: Vec<Offer>) -> NewTask {
        let owner = Lookup::new(colleagues, false, &cx.actor.account);
        NewTask {
            form: Form::new(vec![
                (Field::Task, Entry::Line(Line::default())),
                (Field::Due, Entry::Line(Line::default())),
                (Field::Owner, Entry::Lookup(Box::new(owner))),
                (Field::Number, Entry::Line(Line::default())),
            ]),
        }
    }

    /// The form of a draft, as it was left.
    pub fn reopened(cx: &Context<'_>, colleagues: Vec<Offer>, kept: &Kept) -> NewTask {
        let mut task = NewTask::new(cx, colleagues);
        task.form.restore(&kept.state);
        task
    }

    fn save(&mut self, cx: &Context<'_>) -> Vec<Effect> {
        let value = |field| self.form.value(field);
        let (what, owner) = (value(Field::Task), value(Field::Owner));
        match read(&what, &owner, &value(Field::Due), &value(Field::Number), cx.today()) {
            Ok(task) => vec![Effect::Ask(Request::Tasks(Ask::Add(task)))],
            Err(complaints) => {
                self.form.complain(complaints);
                vec![Effect::Say(complaint(cx, &self.form))]
            }
        }
    }
}

fn complaint(cx: &Context<'_>, form: &Form) -> String {
    let list: Vec<String> = form
        .complaints()
        .iter()
        .map(|(field, problem)| (cx.words.complaint)((cx.words.field)(*field), &(cx.words.problem)(problem)))
        .collect();
    list.join(cx.words.semicolon)
}

/// The hints of both forms.
fn hints(cx: &Context<'_>) -> Vec<Hint> {
    vec![
        Hint::new(Action::Save, cx.words.registers.save),
        Hint::new(Action::NextField, cx.words.intake_screen.next),
        Hint::new(Action::Back, cx.words.back),
    ]
}

impl Screen for NewTask {
    fn place(&self) -> Place {
        Place::Form
    }

    fn title(&self, cx: &Context<'_>) -> String {
        cx.words.tasks.new_title.to_owned()
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        hints(cx)
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        cx.words.tasks.form_hint.to_owned()
    }

    fn typing(&self) -> bool {
        true
    }

    fn unsaved(&self) -> bool {
        self.form.touched()
    }

    fn draft(&self, cx: &Context<'_>) -> Option<Kept> {
        let label = (cx.words.field)(self.form.focus());
        let kept = || Kept {
            about: About::Colleagues,
            ..Kept::new(FormKind::Task, self.title(cx), label, self.form.snapshot())
        };
        self.form.touched().then(kept)
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        match input {
            Input::Do(Action::Back, _) | Input::Back(Handback::Leave) => {
                return vec![Effect::Close(Handback::Nothing)];
            }
            Input::Do(Action::Save, _) => return self.save(cx),
            Input::Do(action, stroke) => {
                self.form.travel(action, stroke);
            }
            Input::Type(stroke) => {
                self.form.stroke(stroke);
            }
            Input::Paste(pasted) => self.form.paste(&pasted),
            Input::Click { x, y } => {
                self.form.click(x, y);
            }
            Input::Told(Ok(Answer::Tasks(Told::Added))) => {
                let said = cx.words.tasks.added.to_owned();
                return vec![Effect::Say(said), Effect::Close(Handback::Nothing)];
            }
            Input::Told(Err(refused)) => {
                if let Refusal::Invalid(complaints) = &refused {
                    self.form.complain(complaints.clone());
                }
                return vec![Effect::Say(refusal(cx.words, &refused))];
            }
            _ => {}
        }
        Vec::new()
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        let area = Rect { width: area.width.min(MAIN_COLUMNS), ..area };
        let mut pen = Pen::new(cx, frame, area);
        let mut caret = None;
        for (field, y, width) in
            [(Field::Task, 1, 62), (Field::Due, 3, 20), (Field::Owner, 5, 30), (Field::Number, 7, 20)]
        {
            caret = caret.or(super::draw_field(cx, &mut pen, &self.form, field, y, width));
        }
        if let Some(lookup) = self.form.lookup() {
            for (y, (key, name)) in (9..area.height).zip(lookup.fitting()) {
                pen.put(VALUE, y, &format!("{name}  {key}"), Meaning::Dim);
            }
        }
        if let Some(caret) = caret {
            frame.set_cursor_position(caret);
        }
    }
}
