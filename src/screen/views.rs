//! 视图: queues with filter and order that somebody keeps under a name.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::pen::Pen;
use super::{Context, Effect, Handback, Hint, Input, Screen};
use crate::api::views::{Answer as Told, Request as Ask};
use crate::api::{Answer, Request};
use crate::domain::problem::Field;
use crate::domain::view::SavedView;
use crate::form::{Entry, Form, Line};
use crate::i18n::refusal;
use crate::keymap::{Action, Place};
use crate::theme::Meaning;
use crate::widget::list::Bar;

/// Lines of the list that stay in sight.
const SHOWN: u16 = 10;
const NAME: u16 = 4;
const QUEUE: u16 = 28;
const ABOUT: u16 = 42;
const VALUE: u16 = 13;

/// My views.
pub(super) struct Views {
    /// What is looked at now: what `+` saves.
    now: SavedView,
    views: Option<Vec<SavedView>>,
    bar: Bar,
    /// The name of a new one is being typed.
    naming: Option<Form>,
}

impl Views {
    /// The views of whoever looks at this.
    pub(super) fn new(now: SavedView) -> Views {
        Views { now, views: None, bar: Bar::default(), naming: None }
    }

    fn rows(&self) -> &[SavedView] {
        self.views.as_deref().unwrap_or_default()
    }

    fn open(&self, at: usize) -> Vec<Effect> {
        let view = self.rows().get(at);
        view.map(|view| Effect::Close(Handback::View(Box::new(view.clone())))).into_iter().collect()
    }

    fn save(&self) -> Vec<Effect> {
        let Some(form) = &self.naming else { return Vec::new() };
        let SavedView { queue, filter, sort, .. } = self.now.clone();
        vec![Effect::Ask(Request::Views(Ask::Save { name: form.value(Field::Name), queue, filter, sort }))]
    }

    /// Queue, order and filter in a line.
    fn about(cx: &Context<'_>, view: &SavedView) -> String {
        let words = &cx.words.queue_screen;
        let sorted = (words.sorted)(view.sort);
        if view.filter.is_empty() {
            return sorted.to_owned();
        }
        format!("{sorted}  {}", (words.filtered)(view.filter.reveal()))
    }
}

impl Screen for Views {
    fn place(&self) -> Place {
        if self.naming.is_some() { Place::Form } else { Place::Views }
    }

    fn title(&self, cx: &Context<'_>) -> String {
        cx.words.views.title.to_owned()
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        let words = &cx.words.views;
        if self.naming.is_some() {
            return vec![Hint::new(Action::Save, words.save), Hint::new(Action::Back, cx.words.back)];
        }
        let mut hints = Vec::new();
        if !self.rows().is_empty() {
            hints.push(Hint::new(Action::Open, cx.words.open));
        }
        hints.push(Hint::new(Action::Done, words.save));
        if !self.rows().is_empty() {
            hints.push(Hint::new(Action::Drop, words.drop));
        }
        hints.push(Hint::new(Action::Back, cx.words.back));
        hints
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        let words = &cx.words.views;
        match (&self.naming, &self.views) {
            (Some(_), _) => words.name_hint,
            (None, None) => cx.words.reading,
            (None, Some(views)) if views.is_empty() => words.empty,
            (None, Some(_)) => words.hint,
        }
        .to_owned()
    }

    fn typing(&self) -> bool {
        self.naming.is_some()
    }

    fn mark(&mut self) {
        if let Some(form) = &mut self.naming {
            form.mark();
        }
    }

    fn take_back(&mut self) {
        if let Some(form) = &mut self.naming {
            form.take_back();
        }
    }

    fn band(&self, _cx: &Context<'_>) -> Option<u16> {
        Some(SHOWN + 4)
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        let len = self.rows().len();
        match (input, &mut self.naming) {
            (Input::Opened, _) => return vec![Effect::Ask(Request::Views(Ask::Mine))],
            (Input::Told(Ok(Answer::Views(Told::Mine(views)))), _) => {
                self.bar.go(self.bar.at, views.len());
                self.views = Some(views);
            }
            (Input::Told(Ok(Answer::Views(told))), _) => {
                self.naming = None;
                let said = match told {
                    Told::Saved(name) => (cx.words.views.saved)(&name),
                    Told::Dropped(name) => (cx.words.views.dropped)(&name),
                    Told::Mine(_) => return Vec::new(),
                };
                return vec![Effect::Say(said), Effect::Ask(Request::Views(Ask::Mine))];
            }
            (Input::Told(Err(refused)), _) => return vec![Effect::Say(refusal(cx.words, &refused))],
            (Input::Do(Action::Back, _), naming @ Some(_)) => *naming = None,
            (Input::Do(Action::Back, _), None) => return vec![Effect::Close(Handback::Nothing)],
            (Input::Do(Action::Save | Action::Open, _), Some(_)) => return self.save(),
            (Input::Type(stroke), Some(form)) => {
                form.stroke(stroke);
            }
            (Input::Paste(text), Some(form)) => form.paste(&text),
            (Input::Do(Action::Open, _), None) => return self.open(self.bar.at),
            (Input::Do(Action::Choose(digit), _), None) => {
                return self.open(usize::from(digit).wrapping_sub(1));
            }
            (Input::Do(Action::Done | Action::Save, _), naming @ None) => {
                *naming = Some(Form::new(vec![(Field::Name, Entry::Line(Line::default()))]));
            }
            (Input::Do(Action::Drop, _), None) => {
                let view = self.rows().get(self.bar.at);
                return view
                    .map(|view| Effect::Ask(Request::Views(Ask::Drop(view.id))))
                    .into_iter()
                    .collect();
            }
            (Input::Do(Action::Up, _), None) => {
                self.bar.up(1);
            }
            (Input::Do(Action::Down, _), None) => {
                self.bar.down(1, len);
            }
            (Input::Do(Action::First, _), None) => self.bar.go(0, len),
            (Input::Do(Action::Last, _), None) => self.bar.go(usize::MAX, len),
            _ => {}
        }
        Vec::new()
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        let mut pen = Pen::new(cx, frame, area);
        let words = &cx.words.views;
        let now = format!("{}  {}", (cx.words.queue)(self.now.queue), Views::about(cx, &self.now));
        pen.put(2, 0, words.now, Meaning::Label);
        pen.put(VALUE, 0, &now, Meaning::Plain);
        let top = self.bar.top(usize::from(SHOWN), self.rows().len());
        for (line, (at, view)) in (0..SHOWN).zip(self.rows().iter().enumerate().skip(top)) {
            let y = 2 + line;
            let digit = if at < 9 { (at + 1).to_string() } else { String::new() };
            pen.put(2, y, &digit, Meaning::Label);
            pen.put_within(NAME, y, usize::from(QUEUE - NAME) - 1, &view.name, Meaning::Plain);
            let queue = (cx.words.queue)(view.queue);
            pen.put_within(QUEUE, y, usize::from(ABOUT - QUEUE) - 1, queue, Meaning::Plain);
            pen.put(ABOUT, y, &Views::about(cx, view), Meaning::Dim);
            if at == self.bar.at && self.naming.is_none() {
                pen.bar(y);
                pen.put(0, y, ">", Meaning::Focus);
            }
        }
        let line = u16::try_from(self.bar.at.saturating_sub(top)).unwrap_or(0);
        let mut cursor = pen.position(0, 2 + line);
        if let Some(form) = &self.naming {
            pen.put(2, 1, words.name, Meaning::Label);
            let field = Rect { x: area.x + VALUE, y: area.y + 1, width: 40, height: 1 };
            cursor = form.draw(Field::Name, pen.buffer, field).unwrap_or(cursor);
        }
        frame.set_cursor_position(cursor);
    }
}
