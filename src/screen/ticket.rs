//! 发票: who has come, in three short fields. No name is asked for.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::pen::Pen;
use super::{Context, Effect, Handback, Hint, Input, MAIN_COLUMNS, Screen};
use crate::api::waiting::{Answer as Told, Request as Ask};
use crate::api::{Answer, Refusal, Request};
use crate::domain::problem::{Field, Problem};
use crate::domain::visitor::read;
use crate::form::{Entry, Form, Line, Lookup};
use crate::i18n::refusal;
use crate::keymap::{Action, Place};
use crate::theme::Meaning;

const VALUE: u16 = 13;

/// A ticket on its way.
pub struct NewTicket {
    form: Form,
}

impl NewTicket {
    /// An empty form; the window is whoever's calls them, unless one is named.
    pub fn new(windows: Vec<String>) -> NewTicket {
        let offers = windows.into_iter().map(|name| (name.clone(), name)).collect();
        NewTicket {
            form: Form::new(vec![
                (Field::People, Entry::Line(Line::default())),
                (Field::Visit, Entry::Line(Line::default())),
                (Field::Window, Entry::Lookup(Box::new(Lookup::new(offers, false, "")))),
            ]),
        }
    }

    fn save(&mut self, cx: &Context<'_>) -> Vec<Effect> {
        let value = |field| self.form.value(field);
        match read(&value(Field::People), &value(Field::Visit), &value(Field::Window)) {
            Ok(visit) => vec![Effect::Ask(Request::Waiting(Ask::Add(visit)))],
            Err(complaints) => {
                let said = complaint(cx, &complaints);
                self.form.complain(complaints);
                vec![Effect::Say(said)]
            }
        }
    }
}

fn complaint(cx: &Context<'_>, complaints: &[(Field, Problem)]) -> String {
    let words = cx.words;
    let said = |(field, problem): &(Field, Problem)| {
        (words.complaint)((words.field)(*field), &(words.problem)(problem))
    };
    complaints.iter().map(said).collect::<Vec<_>>().join(words.semicolon)
}

impl Screen for NewTicket {
    fn place(&self) -> Place {
        Place::Form
    }

    fn title(&self, cx: &Context<'_>) -> String {
        format!("{} / {}", cx.words.waiting.title, cx.words.waiting.new_title)
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        vec![
            Hint::new(Action::Save, cx.words.waiting.new),
            Hint::new(Action::NextField, cx.words.intake_screen.next),
            Hint::new(Action::Back, cx.words.back),
        ]
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        cx.words.waiting.new_hint.to_owned()
    }

    fn typing(&self) -> bool {
        true
    }

    fn unsaved(&self) -> bool {
        self.form.touched()
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        match input {
            Input::Do(Action::Back, _) | Input::Back(Handback::Leave) => {
                return vec![Effect::Close(Handback::Nothing)];
            }
            Input::Do(Action::Save, _) => return self.save(cx),
            Input::Do(Action::Open, stroke) => {
                // Somebody stands there: Enter through what is asked draws the ticket. The window is
                // asked only of whoever goes to it.
                let goes_on = self.form.focus() == Field::People;
                if goes_on {
                    self.form.travel(Action::Open, stroke);
                } else if !self.form.take_offer() {
                    return self.save(cx);
                }
            }
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
            Input::Told(Ok(Answer::Waiting(Told::Added(ticket)))) => {
                let said = (cx.words.waiting.added)(&ticket.label(), ticket.people);
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
        for (field, y, width) in [(Field::People, 1, 8), (Field::Visit, 3, 62), (Field::Window, 5, 30)] {
            caret = caret.or(super::draw_field(cx, &mut pen, &self.form, field, y, width));
        }
        if let Some(lookup) = self.form.lookup() {
            for (y, (_, name)) in (7..area.height).zip(lookup.fitting()) {
                pen.put(VALUE, y, name, Meaning::Dim);
            }
        }
        if let Some(caret) = caret {
            frame.set_cursor_position(caret);
        }
    }
}
