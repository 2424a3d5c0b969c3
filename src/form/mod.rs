//! Fields of a form: what is typed, where the focus is, what is complained of.
//!
//! A form is strings; reading it makes typed values or complaints (`domain::intake`). Nothing
//! typed is ever lost to a complaint.

mod choice;
mod grid;
mod kept;
mod line;
mod lookup;
mod text;

pub use choice::Choice;
pub use grid::{Cell, Grid};
pub use line::Line;
pub use lookup::{Lookup, Offer};
pub use text::Text;

use std::cell::RefCell;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::draft::KeptField;
use crate::domain::problem::{Field, Problem};
use crate::keymap::{Action, Stroke};

/// One field.
pub enum Entry {
    /// One line.
    Line(Line),
    /// Many lines.
    Text(Box<Text>),
    /// One of a few.
    Choice(Choice),
    /// One of many, or several of them, found by what is typed.
    Lookup(Box<Lookup>),
    /// One line that nobody else should read.
    Secret(Line),
}

impl Entry {
    /// What stands in it, as its reader expects it.
    pub fn value(&self) -> String {
        match self {
            Entry::Line(line) => line.value().to_owned(),
            Entry::Text(text) => text.value(),
            Entry::Choice(choice) => choice.word().to_owned(),
            Entry::Lookup(lookup) => lookup.value(),
            Entry::Secret(line) => line.value().to_owned(),
        }
    }

    /// Puts a value there, as [`Entry::value`] gives it. A line and a text can be taken back to
    /// what stood there before.
    fn set(&mut self, value: &str) {
        match self {
            Entry::Line(line) | Entry::Secret(line) => line.set(value),
            Entry::Text(text) => text.set(value),
            Entry::Choice(choice) => choice.choose(value),
            Entry::Lookup(lookup) => lookup.set(value),
        }
    }

    fn stroke(&mut self, stroke: Stroke) -> bool {
        match self {
            Entry::Line(line) | Entry::Secret(line) => line.stroke(stroke),
            Entry::Lookup(lookup) => lookup.stroke(stroke),
            Entry::Text(text) => text.stroke(stroke),
            Entry::Choice(choice) => choice.stroke(stroke),
        }
    }
}

/// Fields in the order of the Tab key. A field is named by `F`: a [`Field`] of the records, or the
/// number of a register's column.
pub struct Form<F = Field> {
    entries: Vec<(F, Entry)>,
    /// How many of them, from the first, are there for the keys; the others keep their values.
    shown: usize,
    focus: usize,
    complaints: Vec<(F, Problem)>,
    touched: bool,
    /// How a field stood before the last digit, and whether anything had been typed.
    before: Option<(F, KeptField, bool)>,
    /// Where each field was drawn last: a click goes there. With the first visible row of a list
    /// the one thing that `draw` changes.
    drawn: RefCell<Vec<(F, Rect)>>,
}

impl<F: Copy + PartialEq> Form<F> {
    /// A form with the focus on its first field.
    pub fn new(entries: Vec<(F, Entry)>) -> Form<F> {
        let shown = entries.len();
        Form {
            entries,
            shown,
            focus: 0,
            complaints: Vec::new(),
            touched: false,
            before: None,
            drawn: RefCell::default(),
        }
    }

    /// Shows these fields in this order; the others keep what stands in them. The focus stays on
    /// its field, or goes to the first.
    pub fn arrange(&mut self, order: &[F]) {
        let focus = self.focus();
        let place = |field: &F| order.iter().position(|known| known == field).unwrap_or(usize::MAX);
        self.entries.sort_by_key(|(field, _)| place(field));
        self.shown = self.entries.iter().filter(|(field, _)| order.contains(field)).count().max(1);
        self.drawn.borrow_mut().clear();
        self.focus = 0;
        if order.contains(&focus) {
            self.go(focus);
        }
    }

    /// Is this field there for the keys?
    pub fn is_shown(&self, field: F) -> bool {
        self.entries.iter().take(self.shown).any(|(known, _)| *known == field)
    }

    /// Puts the focus on the field that was drawn at this place; answers whether there is one.
    pub fn click(&mut self, x: u16, y: u16) -> bool {
        let hit = self
            .drawn
            .borrow()
            .iter()
            .find(|(_, area)| area.contains((x, y).into()))
            .map(|(field, _)| *field);
        hit.map(|field| self.go(field)).is_some()
    }

    /// Takes what the field with the focus proposes; answers whether there was a proposal.
    pub fn take_offer(&mut self) -> bool {
        let (field, entry) = &mut self.entries[self.focus];
        let Entry::Lookup(lookup) = entry else { return false };
        if !lookup.take() {
            return false;
        }
        self.touched = true;
        let field = *field;
        self.complaints.retain(|(about, _)| *about != field);
        true
    }

    /// The look-up with the focus, if the focus is in one.
    pub fn lookup(&self) -> Option<&Lookup> {
        match &self.entries[self.focus].1 {
            Entry::Lookup(lookup) => Some(lookup),
            _ => None,
        }
    }

    /// The field that is being typed in.
    pub fn focus(&self) -> F {
        self.entries[self.focus].0
    }

    /// Is this the field that is being typed in?
    pub fn is_focused(&self, field: F) -> bool {
        self.focus() == field
    }

    /// Does the field with the focus break lines at Enter?
    pub fn in_text(&self) -> bool {
        matches!(self.entries[self.focus].1, Entry::Text(_))
    }

    /// Moves the focus to a field.
    pub fn go(&mut self, field: F) {
        if let Some(at) = self.entries.iter().take(self.shown).position(|(known, _)| *known == field) {
            self.focus = at;
        }
    }

    /// What every form does with the keys that go through it; answers whether this was one of them.
    /// Enter takes a proposal, breaks a line of a text, or goes on; it never saves.
    pub fn travel(&mut self, action: Action, stroke: Stroke) -> bool {
        match action {
            Action::Open if self.in_text() => {
                self.stroke(stroke);
            }
            Action::Open => {
                let taken = self.take_offer();
                // Where several may be chosen the next one is typed in the same place.
                if !(taken && self.lookup().is_some_and(Lookup::many)) {
                    self.next();
                }
            }
            Action::Up | Action::Down if self.line_move(stroke) => {}
            Action::NextField | Action::Down => self.next(),
            Action::PreviousField | Action::Up => self.previous(),
            _ => return false,
        }
        true
    }

    /// To the next field; stays on the last.
    pub fn next(&mut self) {
        self.focus = (self.focus + 1).min(self.shown.saturating_sub(1));
    }

    /// To the field before; stays on the first.
    pub fn previous(&mut self) {
        self.focus = self.focus.saturating_sub(1);
    }

    /// Up or down inside a text of many lines; answers whether there was a line to go to.
    pub fn line_move(&mut self, stroke: Stroke) -> bool {
        match &mut self.entries[self.focus].1 {
            Entry::Text(text) => text.moved(stroke),
            Entry::Lookup(lookup) => lookup.moved(stroke),
            Entry::Line(_) | Entry::Secret(_) | Entry::Choice(_) => false,
        }
    }

    /// Puts the caret of a text at the beginning of this line, counted from 1.
    pub fn go_to_line(&mut self, field: F, line: usize) {
        for (known, entry) in &mut self.entries {
            if let (true, Entry::Text(text)) = (*known == field, entry) {
                text.go_to_line(line);
            }
        }
    }

    /// Types into the field with the focus; answers whether its value changed. The complaint
    /// about it goes, for it is about what stood there before.
    pub fn stroke(&mut self, stroke: Stroke) -> bool {
        let (field, entry) = &mut self.entries[self.focus];
        let changed = entry.stroke(stroke);
        if changed {
            self.touched = true;
            let field = *field;
            self.complaints.retain(|(about, _)| *about != field);
        }
        changed
    }

    /// Remembers how the field with the focus stands, before a digit that may be a card's first.
    pub fn mark(&mut self) {
        let (field, entry) = &self.entries[self.focus];
        self.before = entry.kept().map(|kept| (*field, kept, self.touched));
    }

    /// Puts the field back as it stood, the focus on it: the digit was no word of anybody's.
    pub fn take_back(&mut self) {
        let Some((field, kept, touched)) = self.before.take() else { return };
        if let Some((_, entry)) = self.entries.iter_mut().find(|(known, _)| *known == field) {
            entry.put_back(&kept);
        }
        self.go(field);
        self.touched = touched;
    }

    /// Puts a pasted text into the field with the focus, as much of it as there is room for.
    pub fn paste(&mut self, pasted: &str) {
        self.take_in(pasted);
    }

    /// The same; answers how many characters had no room.
    pub fn take_in(&mut self, pasted: &str) -> usize {
        let (field, entry) = &mut self.entries[self.focus];
        let left_out = match entry {
            Entry::Line(line) | Entry::Secret(line) => line.paste(pasted),
            Entry::Lookup(lookup) => lookup.paste(pasted),
            Entry::Text(text) => text.paste(pasted),
            Entry::Choice(_) => return 0,
        };
        self.touched = true;
        let field = *field;
        self.complaints.retain(|(about, _)| *about != field);
        left_out
    }

    /// Puts `value` into a field: what was typed short is written out, what is known is filled in.
    pub fn replace(&mut self, field: F, value: &str) {
        for (known, entry) in &mut self.entries {
            if *known == field {
                entry.set(value);
            }
        }
        self.complaints.retain(|(about, _)| *about != field);
    }

    /// What stands in a field; empty if the form has no such field.
    pub fn value(&self, field: F) -> String {
        self.entry(field).map(Entry::value).unwrap_or_default()
    }

    /// The field itself.
    pub fn entry(&self, field: F) -> Option<&Entry> {
        self.entries.iter().find(|(known, _)| *known == field).map(|(_, entry)| entry)
    }

    /// Takes over complaints and puts the focus on the first of them.
    pub fn complain(&mut self, mut complaints: Vec<(F, Problem)>) {
        let place = |field: F| self.entries.iter().position(|(known, _)| *known == field);
        complaints.sort_by_key(|(field, _)| place(*field));
        if let Some((field, _)) = complaints.first() {
            self.go(*field);
        }
        self.complaints = complaints;
    }

    /// Replaces the complaint about one field.
    pub fn complain_about(&mut self, field: F, problem: Option<Problem>) {
        self.complaints.retain(|(about, _)| *about != field);
        self.complaints.extend(problem.map(|problem| (field, problem)));
    }

    /// Every complaint, in the order of the form after [`Form::complain`].
    pub fn complaints(&self) -> &[(F, Problem)] {
        &self.complaints
    }

    /// The complaint about a field.
    pub fn complaint(&self, field: F) -> Option<&Problem> {
        self.complaints.iter().find(|(about, _)| *about == field).map(|(_, problem)| problem)
    }

    /// Adds fields behind the others.
    pub fn extend(&mut self, entries: Vec<(F, Entry)>) {
        self.shown += entries.len();
        self.entries.extend(entries);
    }

    /// Offers these in a look-up; what is chosen and what is being typed stay.
    pub fn offer(&mut self, field: F, offers: Vec<Offer>) {
        for (known, entry) in &mut self.entries {
            if let (true, Entry::Lookup(lookup)) = (*known == field, entry) {
                lookup.offer(offers);
                return;
            }
        }
    }

    /// Something was filled in that was not typed.
    pub fn touch(&mut self) {
        self.touched = true;
    }

    /// Has anything been typed?
    pub fn touched(&self) -> bool {
        self.touched
    }

    /// Draws a field and answers where its caret stands when it has the focus.
    pub fn draw(&self, field: F, buffer: &mut Buffer, area: Rect) -> Option<Position> {
        let focused = self.is_focused(field);
        let mut drawn = self.drawn.borrow_mut();
        drawn.retain(|(known, _)| *known != field);
        drawn.push((field, area));
        match self.entry(field)? {
            Entry::Line(line) => line.draw(buffer, area, focused),
            Entry::Text(text) => text.draw(buffer, area, focused),
            Entry::Choice(choice) => choice.draw(buffer, area, focused),
            Entry::Lookup(lookup) => lookup.draw(buffer, area, focused),
            Entry::Secret(line) => line.draw_secret(buffer, area, focused),
        }
    }
}
