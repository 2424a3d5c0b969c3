//! 锁屏: covers everything until the same person is back. What was typed lies below.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::pen::Pen;
use super::{Context, Effect, Handback, Hint, Input, Screen};
use crate::api::door::{Answer as DoorAnswer, Request as Ask};
use crate::api::{Answer, Request};
use crate::domain::masked::Personal;
use crate::domain::problem::Field;
use crate::form::{Entry, Form, Line};
use crate::i18n::refusal;
use crate::keymap::{Action, Place};
use crate::theme::Meaning;

const LABEL: u16 = 22;
const VALUE: u16 = 34;

/// The lock.
pub struct Lock {
    form: Form,
    waiting: bool,
}

impl Lock {
    /// Locks.
    pub fn new() -> Lock {
        Lock { form: Form::new(vec![(Field::Password, Entry::Secret(Line::default()))]), waiting: false }
    }

    fn sentence(cx: &Context<'_>) -> &'static str {
        if cx.practice { cx.words.door.locked_practice } else { cx.words.door.locked }
    }
}

impl Default for Lock {
    fn default() -> Self {
        Lock::new()
    }
}

impl Screen for Lock {
    fn place(&self) -> Place {
        Place::Lock
    }

    fn title(&self, cx: &Context<'_>) -> String {
        cx.words.door.locked_title.to_owned()
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        vec![Hint::new(Action::Open, cx.words.door.unlock), Hint::new(Action::Quit, cx.words.quit)]
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        Lock::sentence(cx).to_owned()
    }

    fn typing(&self) -> bool {
        true
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        match input {
            Input::Do(Action::Open, _) if !self.waiting => {
                self.waiting = true;
                let password = Personal::new(self.form.value(Field::Password));
                return vec![Effect::Ask(Request::Door(Ask::Unlock { password }))];
            }
            Input::Told(Ok(Answer::Door(DoorAnswer::Unlocked))) => {
                return vec![Effect::Close(Handback::Nothing)];
            }
            Input::Told(Err(refused)) => {
                *self = Lock::new();
                return vec![Effect::Say(refusal(cx.words, &refused))];
            }
            Input::Type(stroke) => {
                self.form.stroke(stroke);
            }
            Input::Paste(pasted) => self.form.paste(&pasted),
            _ => {}
        }
        Vec::new()
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        let mut pen = Pen::new(cx, frame, area);
        let y = area.height / 2 - 2;
        pen.put(LABEL, y, &cx.actor.name, Meaning::Label);
        if cx.practice {
            let cursor = pen.position(LABEL, y + 2);
            frame.set_cursor_position(cursor);
            return;
        }
        pen.put(LABEL, y + 2, (cx.words.field)(Field::Password), Meaning::Label);
        let place = Rect { x: area.x + VALUE, y: area.y + y + 2, width: 30, height: 1 };
        if let Some(caret) = self.form.draw(Field::Password, pen.buffer, place) {
            frame.set_cursor_position(caret);
        }
    }
}
