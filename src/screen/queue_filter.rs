//! 筛选: the words that narrow a queue, typed on its own first line, or taken from a saved view.

use super::queue::Queue;
use super::{Context, Effect, Input, new_search, person_card, search_for};
use crate::domain::id_number::IdNumber;
use crate::domain::problem::Field;
use crate::domain::view::SavedView;
use crate::form::{Entry, Form, Line};
use crate::keymap::{Action, Key, Stroke};

impl Queue {
    /// An empty line for the words.
    pub(super) fn type_words(&mut self) {
        self.typed = Some(Form::new(vec![(Field::Name, Entry::Line(Line::default()))]));
    }

    pub(super) fn set_filter(&mut self, cx: &Context<'_>, typed: &str) -> Vec<Effect> {
        self.words = cx.words.filter_words(typed);
        let words: Vec<&str> = self.words.iter().map(|word| word.text.reveal()).collect();
        self.filter = words.join(" ");
        self.anew()
    }

    pub(super) fn take_view(&mut self, cx: &Context<'_>, view: &SavedView) -> Vec<Effect> {
        (self.queue, self.sort) = (view.queue, view.sort);
        self.marks.clear();
        self.set_filter(cx, view.filter.reveal())
    }

    /// What arrives while a filter is being typed.
    pub(super) fn type_filter(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        let Some(form) = &mut self.typed else { return Vec::new() };
        match input {
            Input::Do(Action::Back, _) => self.typed = None,
            Input::Do(Action::Open, _) => {
                let typed = form.value(Field::Name);
                self.typed = None;
                return self.set_filter(cx, &typed);
            }
            Input::Do(Action::Search, _) => {
                let typed = form.value(Field::Name);
                self.typed = None;
                return search_for(cx, &typed);
            }
            // Twice the same key: the whole office is meant.
            Input::Type(Stroke { key: Key::Char('/' | '、' | '／'), .. })
                if form.value(Field::Name).is_empty() =>
            {
                self.typed = None;
                return new_search(cx);
            }
            Input::Type(stroke) => {
                form.stroke(stroke);
            }
            Input::Paste(text) => form.paste(&text),
            _ => {}
        }
        // A whole identity number is a person: his card opens without a further key (K3).
        let typed = self.typed.as_ref().map(|form| form.value(Field::Name)).unwrap_or_default();
        match IdNumber::read_whole(&typed, cx.today()) {
            Some(number) => {
                self.typed = None;
                person_card(cx, number.as_str())
            }
            None => Vec::new(),
        }
    }
}
