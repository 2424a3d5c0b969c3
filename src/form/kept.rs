//! A form as it stands, taken down and put back: fields, focus, carets.

use super::{Entry, Form, Line, Text};
use crate::domain::draft::{FormState, KeptField};
use crate::domain::masked::Personal;
use crate::domain::problem::Field;

/// Stands between the things chosen in a look-up: no key contains it.
const BETWEEN: char = '\n';

impl Entry {
    /// What stands in it and where its caret is; nothing of what nobody should read.
    pub(super) fn kept(&self) -> Option<KeptField> {
        let mut kept = KeptField::default();
        match self {
            Entry::Secret(_) => return None,
            Entry::Line(line) => kept.caret = (0, line.caret()),
            Entry::Text(text) => (kept.caret, kept.long) = (text.caret(), true),
            Entry::Choice(_) => {}
            Entry::Lookup(lookup) => {
                let (chosen, typed, caret) = lookup.parts();
                kept.value = Personal::new(chosen.join(&BETWEEN.to_string()));
                kept.typed = Personal::new(typed);
                kept.caret = (0, caret);
                return Some(kept);
            }
        }
        kept.value = Personal::new(self.value());
        Some(kept)
    }

    pub(super) fn put_back(&mut self, kept: &KeptField) {
        let value = kept.value.reveal();
        match self {
            Entry::Secret(_) => {}
            Entry::Line(line) => *line = Line::with_caret(value, kept.caret.1),
            Entry::Text(text) => **text = Text::with_caret(value, kept.caret),
            Entry::Choice(choice) => choice.put_back(value),
            Entry::Lookup(lookup) => {
                let chosen = value.split(BETWEEN).filter(|key| !key.is_empty()).map(str::to_owned).collect();
                lookup.put_back(chosen, kept.typed.reveal(), kept.caret.1);
            }
        }
    }
}

impl<F: Copy + PartialEq> Form<F> {
    /// Everything that stands in the form, each field under the name that `name` gives it.
    pub fn snapshot_as(&self, name: impl Fn(F) -> String) -> FormState {
        let fields = self.entries.iter().filter_map(|(field, entry)| {
            let kept = entry.kept()?;
            Some(KeptField { name: name(*field), ..kept })
        });
        FormState { fields: fields.collect(), focus: name(self.focus()) }
    }

    /// Puts back what [`Form::snapshot_as`] took down. Fields that it does not know stay as they are.
    pub fn restore_as(&mut self, state: &FormState, name: impl Fn(F) -> String) {
        for (field, entry) in &mut self.entries {
            let named = name(*field);
            if let Some(kept) = state.fields.iter().find(|kept| kept.name == named) {
                entry.put_back(kept);
            }
        }
        let focus = self.entries.iter().map(|(field, _)| *field).find(|field| name(*field) == state.focus);
        if let Some(field) = focus {
            self.go(field);
        }
        self.touched = true;
    }
}

impl Form<Field> {
    /// Everything that stands in the form.
    pub fn snapshot(&self) -> FormState {
        self.snapshot_as(|field| field.word().to_owned())
    }

    /// Puts back what [`Form::snapshot`] took down.
    pub fn restore(&mut self, state: &FormState) {
        self.restore_as(state, |field| field.word().to_owned());
    }
}
