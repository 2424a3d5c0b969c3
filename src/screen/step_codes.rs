//! 代码 and 套语 in the form of a step: the list behind a field, what is said often in a text.

use super::codes::{Code, Codes};
use super::step_form::StepForm;
use super::{Context, Effect};
use crate::domain::content_class;
use crate::domain::step::Kind;
use crate::form::Entry;

impl StepForm {
    /// The list behind the field with the focus; phrases in a text.
    pub(super) fn open_codes(&self, cx: &Context<'_>) -> Vec<Effect> {
        let words = &cx.words.intake_screen;
        let (Some(form), Some(asked)) = (self.form(), self.focus()) else { return Vec::new() };
        let numbered = |at: usize, text: &str| Code::new(&(at + 1).to_string(), text);
        let mut title = (cx.words.triage.part)(asked.part);
        let codes: Vec<Code> = match form.entry(asked.part) {
            Some(Entry::Choice(choice)) => {
                choice.options().iter().enumerate().map(|(at, (_, name))| numbered(at, name)).collect()
            }
            Some(Entry::Lookup(lookup)) => {
                lookup.offers().iter().map(|(code, name)| Code::new(code, name)).collect()
            }
            Some(Entry::Text(_)) if self.phrases().is_empty() => {
                return vec![Effect::Say(words.no_phrases.to_owned())];
            }
            Some(Entry::Text(_)) => {
                title = words.phrases_title;
                self.phrases().iter().enumerate().map(|(at, text)| numbered(at, text)).collect()
            }
            _ if asked.kind == Kind::Category => content_class::all()
                .iter()
                .map(|class| Code::called(class.code, class.path, class.name()))
                .collect(),
            _ => Vec::new(),
        };
        if codes.is_empty() {
            return vec![Effect::Say(words.no_codes.to_owned())];
        }
        vec![Effect::Open(Box::new(Codes::new(title, codes)))]
    }

    /// Puts what was picked from the list into the field.
    pub(super) fn picked(&mut self, at: usize) {
        let Some(asked) = self.focus().copied() else { return };
        let phrase = self.phrases().get(at).cloned();
        let Some(form) = self.form_mut() else { return };
        let value = match form.entry(asked.part) {
            Some(Entry::Choice(choice)) => choice.options().get(at).map(|(word, _)| (*word).to_owned()),
            Some(Entry::Lookup(lookup)) => lookup.offers().get(at).map(|(key, _)| key.clone()),
            Some(Entry::Text(_)) => {
                if let Some(phrase) = phrase {
                    form.paste(&phrase);
                }
                return;
            }
            _ => content_class::all().get(at).map(|class| class.code.to_owned()),
        };
        if let Some(value) = value {
            form.replace(asked.part, &value);
        }
    }
}
