//! 写明理由: what is dropped or sent back says why.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::pen::{Pen, short_day};
use super::{Context, Effect, Handback, Hint, Input, Screen};
use crate::api::{Answer, rules, steps, tasks};
use crate::domain::problem::{Field, Problem};
use crate::form::{Entry, Form, Line};
use crate::i18n::refusal;
use crate::keymap::{Action, Place};
use crate::theme::Meaning;

const VALUE: u16 = 13;

/// One question: why.
pub struct AskReason {
    /// What it is about.
    what: String,
    /// It sends a proposal back, and drops nothing.
    returns: bool,
    /// What to ask the office once there is a reason.
    send: Box<dyn Fn(String) -> Effect + Send>,
    form: Form,
}

impl AskReason {
    /// Asks why; `send` makes the request of the reason.
    pub fn new(what: String, send: impl Fn(String) -> Effect + Send + 'static) -> AskReason {
        let form = Form::new(vec![(Field::Reason, Entry::Line(Line::default()))]);
        AskReason { what, returns: false, send: Box::new(send), form }
    }

    /// The same for a proposal that is sent back.
    pub fn returning(self) -> AskReason {
        AskReason { returns: true, ..self }
    }
}

impl Screen for AskReason {
    fn place(&self) -> Place {
        Place::Form
    }

    fn title(&self, cx: &Context<'_>) -> String {
        let title = if self.returns { cx.words.triage.send_back } else { cx.words.tasks.drop_title };
        title.to_owned()
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        vec![Hint::new(Action::Save, cx.words.registers.save), Hint::new(Action::Back, cx.words.back)]
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        let hint = if self.returns { cx.words.triage.why_back } else { cx.words.tasks.drop_hint };
        hint.to_owned()
    }

    fn typing(&self) -> bool {
        true
    }

    fn band(&self, _cx: &Context<'_>) -> Option<u16> {
        Some(5)
    }

    fn unsaved(&self) -> bool {
        self.form.touched()
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        match input {
            Input::Do(Action::Back, _) if self.unsaved() => return vec![super::leave(cx)],
            Input::Do(Action::Back, _) | Input::Back(Handback::Leave) => {
                return vec![Effect::Close(Handback::Nothing)];
            }
            Input::Do(Action::Save, _) => {
                let reason = self.form.value(Field::Reason);
                if reason.trim().is_empty() {
                    return vec![Effect::Say((cx.words.complaint)(
                        (cx.words.field)(Field::Reason),
                        &(cx.words.problem)(&Problem::Missing),
                    ))];
                }
                return vec![(self.send)(reason)];
            }
            Input::Type(stroke) => {
                self.form.stroke(stroke);
            }
            Input::Paste(pasted) => self.form.paste(&pasted),
            Input::Told(Ok(answer)) => {
                let said = match answer {
                    Answer::Steps(steps::Answer::Returned { number }) => {
                        let said = (cx.words.triage.sent)(&number);
                        return vec![Effect::Say(said), Effect::Close(Handback::Yes)];
                    }
                    Answer::Tasks(tasks::Answer::Ended(state)) => (cx.words.tasks.ended)(state).to_owned(),
                    Answer::Rules(rules::Answer::Decided(Some(from))) => {
                        (cx.words.rules.accepted)(&short_day(cx, from))
                    }
                    Answer::Rules(rules::Answer::Decided(None)) => cx.words.rules.refused.to_owned(),
                    _ => return Vec::new(),
                };
                return vec![Effect::Say(said), Effect::Close(Handback::Nothing)];
            }
            Input::Told(Err(refused)) => return vec![Effect::Say(refusal(cx.words, &refused))],
            _ => {}
        }
        Vec::new()
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        let mut pen = Pen::new(cx, frame, area);
        pen.put(VALUE, 0, &self.what, Meaning::Plain);
        if let Some(caret) = super::draw_field(cx, &mut pen, &self.form, Field::Reason, 2, 60) {
            frame.set_cursor_position(caret);
        }
    }
}
