//! 登录: account and password; a practice office shows its people to choose from.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::pen::Pen;
use super::{Context, Effect, Hint, Input, Screen};
use crate::api::door::{Answer as DoorAnswer, Face, Request as Ask};
use crate::api::{Answer, Request};
use crate::domain::masked::Personal;
use crate::domain::problem::{Field, Problem};
use crate::form::{Entry, Form, Line};
use crate::i18n::refusal;
use crate::keymap::{Action, Place};
use crate::theme::Meaning;
use crate::widget::list::Bar;

const LABEL: u16 = 22;
const VALUE: u16 = 34;
/// First line of the list of people.
const FACES: u16 = 3;

/// The door.
pub struct Door {
    form: Form,
    /// Who is expected: named on the command line.
    expected: Option<String>,
    faces: Vec<Face>,
    bar: Bar,
    /// This account sets its first password.
    first: Option<String>,
    waiting: bool,
    /// Why somebody stands here again.
    told: Option<String>,
}

impl Door {
    /// The door, with an account that is expected or without.
    pub fn new(expected: Option<String>) -> Door {
        let account = expected.clone().unwrap_or_default();
        let mut form = Form::new(vec![
            (Field::Account, Entry::Line(Line::new(&account))),
            (Field::Password, Entry::Secret(Line::default())),
        ]);
        if !account.is_empty() {
            form.go(Field::Password);
        }
        Door {
            form,
            expected,
            faces: Vec::new(),
            bar: Bar::default(),
            first: None,
            waiting: false,
            told: None,
        }
    }

    /// The door, with the reason why somebody who was inside stands before it again.
    pub fn out(why: String) -> Door {
        Door { told: Some(why), ..Door::new(None) }
    }

    /// The form of a first password: typed twice, unseen, and so typed anew after a fault.
    fn two_passwords() -> Form {
        Form::new([Field::Password, Field::Again].map(|field| (field, Entry::Secret(Line::default()))).into())
    }

    fn ask(&mut self, request: Ask) -> Vec<Effect> {
        self.waiting = true;
        vec![Effect::Ask(Request::Door(request))]
    }

    fn sit(&mut self, at: usize) -> Vec<Effect> {
        let Some(face) = self.faces.get(at) else { return Vec::new() };
        let account = face.account.clone();
        self.ask(Ask::LogIn { account, password: Personal::default() })
    }

    fn submit(&mut self, cx: &Context<'_>) -> Vec<Effect> {
        let value = |field| self.form.value(field);
        if let Some(account) = self.first.clone() {
            let (new, again) = (value(Field::Password), value(Field::Again));
            if self.form.focus() == Field::Password {
                self.form.next();
                return Vec::new();
            }
            if new != again {
                self.form.complain(vec![(Field::Again, Problem::NotTheSame)]);
                return vec![Effect::Say((cx.words.problem)(&Problem::NotTheSame))];
            }
            return self.ask(Ask::FirstPassword { account, new: Personal::new(new) });
        }
        let account = value(Field::Account).trim().to_owned();
        if account.is_empty() || self.form.focus() == Field::Account {
            self.form.next();
            if account.is_empty() {
                self.form.go(Field::Account);
            }
            return Vec::new();
        }
        let password = Personal::new(value(Field::Password));
        self.ask(Ask::LogIn { account, password })
    }

    fn act(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        let len = self.faces.len();
        match input {
            Input::Do(Action::Up, _) if len > 0 => {
                self.bar.up(1);
            }
            Input::Do(Action::Down, _) if len > 0 => {
                self.bar.down(1, len);
            }
            Input::Do(Action::PageUp, _) => {
                self.bar.up(10);
            }
            Input::Do(Action::PageDown, _) => {
                self.bar.down(10, len);
            }
            Input::Do(Action::Choose(digit), _) => return self.sit(usize::from(digit).wrapping_sub(1)),
            Input::Do(Action::Open, _) if len > 0 => return self.sit(self.bar.at),
            Input::Do(Action::Open, _) => return self.submit(cx),
            Input::Do(Action::Back, _) if self.first.is_some() => *self = Door::new(None),
            Input::Do(action, stroke) => {
                self.form.travel(action, stroke);
            }
            Input::Type(stroke) => {
                self.form.stroke(stroke);
            }
            Input::Paste(pasted) => self.form.paste(&pasted),
            _ => {}
        }
        Vec::new()
    }
}

impl Screen for Door {
    fn place(&self) -> Place {
        Place::Door
    }

    fn title(&self, cx: &Context<'_>) -> String {
        let words = &cx.words.door;
        match (&self.first, cx.practice) {
            (Some(_), _) => words.first_title,
            (None, true) => words.pick_title,
            (None, false) => words.title,
        }
        .to_owned()
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        let words = &cx.words.door;
        let mut hints = vec![Hint::new(Action::Open, words.enter)];
        if self.faces.is_empty() {
            hints.push(Hint::new(Action::NextField, cx.words.intake_screen.next));
        } else {
            hints.push(Hint::new(Action::Down, words.choose));
        }
        hints.push(Hint::new(Action::Quit, cx.words.quit));
        hints
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        let words = &cx.words.door;
        if let Some(why) = self.told.as_ref().filter(|_| !self.waiting) {
            return why.clone();
        }
        match (&self.first, cx.practice, self.waiting) {
            (_, _, true) => cx.words.reading,
            (Some(_), ..) => words.first_hint,
            (None, true, _) => words.pick_hint,
            (None, false, _) => words.hint,
        }
        .to_owned()
    }

    fn typing(&self) -> bool {
        !self.waiting && self.faces.is_empty()
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        match input {
            Input::Opened if cx.practice => {
                // Somebody named on the command line sits down at once.
                match self.expected.take() {
                    Some(account) => self.ask(Ask::LogIn { account, password: Personal::default() }),
                    None => self.ask(Ask::Faces),
                }
            }
            Input::Told(Ok(Answer::Door(answer))) => {
                self.waiting = false;
                match answer {
                    DoorAnswer::Welcome(welcome) => return vec![Effect::Enter(welcome)],
                    DoorAnswer::Faces(faces) => {
                        let desk = faces.iter().position(|face| face.account == "desk");
                        self.bar.go(desk.unwrap_or(0), faces.len());
                        self.faces = faces;
                    }
                    DoorAnswer::SetOne { account } => {
                        self.form = Door::two_passwords();
                        self.first = Some(account);
                    }
                    _ => {}
                }
                Vec::new()
            }
            Input::Told(Err(refused)) => {
                self.waiting = false;
                // A wrong password is typed anew, the account stays.
                if self.first.is_some() {
                    self.form = Door::two_passwords();
                } else {
                    let account = self.form.value(Field::Account);
                    *self = Door { faces: std::mem::take(&mut self.faces), ..Door::new(Some(account)) };
                }
                let mut effects = vec![Effect::Say(refusal(cx.words, &refused))];
                if cx.practice && self.faces.is_empty() {
                    self.expected = None;
                    effects.extend(self.ask(Ask::Faces));
                }
                effects
            }
            Input::Click { y, .. } if !self.faces.is_empty() => {
                let at = usize::from(y.saturating_sub(1 + FACES));
                if at == self.bar.at {
                    self.sit(at)
                } else {
                    self.bar.go(at, self.faces.len());
                    Vec::new()
                }
            }
            Input::Click { x, y } => {
                self.form.click(x, y);
                Vec::new()
            }
            input if !self.waiting => self.act(cx, input),
            _ => Vec::new(),
        }
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        let words = &cx.words.door;
        let mut pen = Pen::new(cx, frame, area);
        if !self.faces.is_empty() {
            pen.put(2, 1, words.pick_title, Meaning::Label);
            let height = area.height.saturating_sub(FACES);
            let top = self.bar.top(usize::from(height), self.faces.len());
            for (line, (at, face)) in (0..height).zip(self.faces.iter().enumerate().skip(top)) {
                let y = FACES + line;
                let roles: Vec<&str> = face.roles.iter().map(|role| (cx.words.role)(*role)).collect();
                if at < 9 {
                    pen.put(2, y, &(at + 1).to_string(), Meaning::Label);
                }
                pen.put_within(4, y, 12, &face.name, Meaning::Plain);
                pen.put_within(17, y, 22, &face.post, Meaning::Plain);
                pen.put(40, y, &roles.join(cx.words.comma), Meaning::Dim);
                if at == self.bar.at {
                    pen.bar(y);
                    pen.put(0, y, ">", Meaning::Focus);
                }
            }
            let line = u16::try_from(self.bar.at.saturating_sub(top)).unwrap_or(0);
            let cursor = pen.position(0, FACES + line);
            frame.set_cursor_position(cursor);
            return;
        }
        if cx.practice {
            let cursor = pen.position(0, 0);
            frame.set_cursor_position(cursor);
            return;
        }
        let y = area.height / 2 - 4;
        let (text, fields): (&[&str], _) = match &self.first {
            Some(account) => {
                pen.put(LABEL, y - 1, (cx.words.field)(Field::Account), Meaning::Label);
                pen.put(VALUE, y - 1, account, Meaning::Plain);
                (&words.first_text, [Field::Password, Field::Again])
            }
            None => (&[words.greeting], [Field::Account, Field::Password]),
        };
        let mut caret = None;
        for (line, field) in (y + 1..).step_by(2).zip(fields) {
            pen.put(LABEL, line, (cx.words.field)(field), Meaning::Label);
            if self.form.is_focused(field) {
                pen.put(LABEL - 2, line, ">", Meaning::Plain);
            }
            let place = Rect { x: area.x + VALUE, y: area.y + line, width: 30, height: 1 };
            caret = caret.or(self.form.draw(field, pen.buffer, place));
        }
        for (line, text) in (y + 6..).zip(text) {
            pen.put(LABEL, line, text, Meaning::Dim);
        }
        if let Some(caret) = caret {
            frame.set_cursor_position(caret);
        }
    }
}
