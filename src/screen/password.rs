//! 改口令: the one that holds, and the new one twice.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::pen::Pen;
use super::{Context, Effect, Handback, Hint, Input, Screen};
use crate::api::door::{Answer as DoorAnswer, Request as Ask};
use crate::api::{Answer, Refusal, Request};
use crate::domain::masked::Personal;
use crate::domain::problem::{Barrier, Field, Problem};
use crate::form::{Entry, Form, Line};
use crate::i18n::refusal;
use crate::keymap::{Action, Place};
use crate::theme::Meaning;

const VALUE: u16 = 15;

/// The form.
pub struct Password {
    form: Form,
}

impl Password {
    /// An empty form.
    pub fn new() -> Password {
        let fields = [Field::Name, Field::Password, Field::Again];
        Password { form: Form::new(fields.map(|field| (field, Entry::Secret(Line::default()))).into()) }
    }

    fn save(&mut self, cx: &Context<'_>) -> Vec<Effect> {
        if cx.practice {
            return vec![Effect::Say(cx.words.door.practice_has_none.to_owned())];
        }
        let value = |field| self.form.value(field);
        if value(Field::Password) != value(Field::Again) {
            self.form.complain(vec![(Field::Again, Problem::NotTheSame)]);
            return vec![Effect::Say((cx.words.problem)(&Problem::NotTheSame))];
        }
        let (old, new) = (Personal::new(value(Field::Name)), Personal::new(value(Field::Password)));
        vec![Effect::Ask(Request::Door(Ask::ChangePassword { old, new }))]
    }
}

impl Default for Password {
    fn default() -> Self {
        Password::new()
    }
}

impl Screen for Password {
    fn place(&self) -> Place {
        Place::Form
    }

    fn title(&self, cx: &Context<'_>) -> String {
        cx.words.door.change_title.to_owned()
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        vec![
            Hint::new(Action::Save, cx.words.registers.save),
            Hint::new(Action::NextField, cx.words.intake_screen.next),
            Hint::new(Action::Back, cx.words.back),
        ]
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        if cx.practice { cx.words.door.practice_has_none } else { cx.words.door.change_hint }.to_owned()
    }

    fn typing(&self) -> bool {
        true
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        match input {
            Input::Do(Action::Back, _) => return vec![Effect::Close(Handback::Nothing)],
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
            Input::Told(Ok(Answer::Door(DoorAnswer::PasswordChanged))) => {
                let said = cx.words.door.changed.to_owned();
                return vec![Effect::Say(said), Effect::Close(Handback::Nothing)];
            }
            Input::Told(Err(refused)) => {
                // The focus goes where the fault is.
                match &refused {
                    Refusal::Denied(barriers) if matches!(barriers[..], [Barrier::WrongPassword { .. }]) => {
                        self.form.go(Field::Name);
                    }
                    Refusal::Invalid(complaints) => self.form.complain(complaints.clone()),
                    _ => {}
                }
                return vec![Effect::Say(refusal(cx.words, &refused))];
            }
            _ => {}
        }
        Vec::new()
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        let words = &cx.words.door;
        let mut pen = Pen::new(cx, frame, area);
        let labels = [words.old, words.new, (cx.words.field)(Field::Again)];
        let mut caret = None;
        for ((y, field), label) in
            [(2, Field::Name), (4, Field::Password), (6, Field::Again)].into_iter().zip(labels)
        {
            pen.put(2, y, label, Meaning::Label);
            if self.form.is_focused(field) {
                pen.put(0, y, ">", Meaning::Plain);
            }
            let place = Rect { x: area.x + VALUE, y: area.y + y, width: 32, height: 1 };
            caret = caret.or(self.form.draw(field, pen.buffer, place));
        }
        if let Some(caret) = caret {
            frame.set_cursor_position(caret);
        }
    }
}
