//! 签不签: what cannot be taken back asks once more, and takes a remark. Enter signs, never the key
//! that began.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::pen::Pen;
use super::{Context, Effect, Handback, Hint, Input, Screen};
use crate::form::{Entry, Form, Line};
use crate::keymap::{Action, Place};
use crate::theme::Meaning;

const VALUE: u16 = 13;

/// The question.
pub(super) struct SignAsk {
    /// What is signed: each in a line.
    what: Vec<String>,
    /// How many of them have not been opened.
    unread: usize,
    /// A report among them wants words.
    wants_words: bool,
    form: Form<()>,
}

/// Lines of what is signed.
const SHOWN: usize = 6;

impl SignAsk {
    /// Asks whether to sign these.
    pub(super) fn new(what: Vec<String>, unread: usize, remark: &str) -> SignAsk {
        let form = Form::new(vec![((), Entry::Line(Line::new(remark)))]);
        SignAsk { what, unread, wants_words: false, form }
    }

    /// The same, where one of them is a report.
    pub(super) fn wanting_words(mut self) -> SignAsk {
        self.wants_words = true;
        self
    }

    fn hint<'a>(&self, cx: &'a Context<'_>) -> &'a str {
        if self.wants_words { cx.words.sign.said_hint } else { cx.words.sign.remark_hint }
    }

    fn shown(&self) -> usize {
        self.what.len().min(SHOWN)
    }
}

impl Screen for SignAsk {
    fn place(&self) -> Place {
        Place::Form
    }

    fn title(&self, cx: &Context<'_>) -> String {
        cx.words.sign.ask_title.to_owned()
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        vec![Hint::new(Action::Open, cx.words.sign.sign), Hint::new(Action::Back, cx.words.no)]
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        self.hint(cx).to_owned()
    }

    fn typing(&self) -> bool {
        true
    }

    fn band(&self, _cx: &Context<'_>) -> Option<u16> {
        u16::try_from(self.shown() + 5).ok()
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        match input {
            // What was typed stands there again the next time.
            Input::Do(Action::Back, _) => {
                let typed = Handback::Words(self.form.value(()));
                return vec![Effect::Hand(typed), Effect::Close(Handback::Nothing)];
            }
            Input::Do(Action::Open, _) => {
                return vec![Effect::Close(Handback::Words(self.form.value(())))];
            }
            // The key that began it does not answer it.
            Input::Do(Action::Save, _) => return vec![Effect::Say(cx.words.sign.enter_signs.to_owned())],
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
        let words = &cx.words.sign;
        let mut y = 0;
        if self.what.len() > 1 {
            pen.put(2, y, &(words.ask)(self.what.len()), Meaning::Label);
            y += 1;
        }
        for what in self.what.iter().take(self.shown()) {
            pen.put(VALUE, y, what, Meaning::Plain);
            y += 1;
        }
        if self.unread > 0 {
            pen.put(VALUE, y, &(words.unread)(self.unread), Meaning::Near);
            y += 1;
        }
        pen.put_within(2, y, 10, words.remark, Meaning::Label);
        pen.put(0, y, ">", Meaning::Plain);
        let place = Rect { x: pen.area.x + VALUE, y: pen.area.y + y, width: 60, height: 1 };
        if let Some(caret) = self.form.draw((), pen.buffer, place) {
            frame.set_cursor_position(caret);
        }
    }
}
