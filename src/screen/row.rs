//! 一行: filling in a row of a register, or looking at one.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::pen::Pen;
use super::sheet::{choice_words, row_refusal, words_of};
use super::versions::Versions;
use super::{Context, Effect, Handback, Hint, Input, MAIN_COLUMNS, Screen};
use crate::api::registers::{Answer as Told, Request as Ask, Sheet as Content};
use crate::api::{Answer, Refusal, Request};
use crate::domain::content_class;
use crate::domain::draft::{About, FormKind, Kept};
use crate::domain::register::{self, Column, Kind, Values};
use crate::form::{Entry, Form, Line, Lookup, Offer, Text};
use crate::i18n::Words;
use crate::keymap::{Action, Place};
use crate::theme::Meaning;
use crate::widget::cells;

const VALUE: u16 = 16;
/// Lines of a text of many lines.
const LONG_LINES: u16 = 4;
/// Lines below the form that show what fits.
const OFFERS: u16 = 6;

/// One row.
pub struct Row {
    content: Content,
    row: Option<register::Row>,
    form: Form<usize>,
    saving: bool,
}

impl Row {
    /// The form of this row, or of a new one.
    pub fn new(cx: &Context<'_>, content: &Content, row: Option<&register::Row>) -> Row {
        let columns = content.register.columns.iter().enumerate();
        let entries = columns
            .map(|(at, column)| {
                let value = row.map_or("", |row| row.value(&column.name));
                (at, entry(cx.words, content, column, value))
            })
            .collect();
        Row { content: content.clone(), row: row.cloned(), form: Form::new(entries), saving: false }
    }

    /// The form of a draft, as it was left: over the version that its author saw. `None` when the
    /// row is no more there.
    pub fn reopened(cx: &Context<'_>, content: &Content, kept: &Kept) -> Option<Row> {
        let About::Register { row: id, .. } = &kept.about else { return None };
        let before = content.rows.iter().find(|row| Some(row.id) == *id);
        if id.is_some() && before.is_none() {
            return None;
        }
        let mut row = Row::new(cx, content, before);
        if let Some(before) = &mut row.row {
            before.version = kept.version;
        }
        let columns = &content.register.columns;
        row.form.restore_as(&kept.state, |at| columns.get(at).map_or_else(String::new, |c| c.name.clone()));
        Some(row)
    }

    fn may_keep(&self) -> bool {
        self.content.barriers.is_empty()
    }

    fn save(&mut self) -> Vec<Effect> {
        let columns = self.content.register.columns.iter().enumerate();
        let values: Values = columns
            .map(|(at, column)| (column.name.clone(), self.form.value(at)))
            .filter(|(_, value)| !value.is_empty())
            .collect();
        self.saving = true;
        let register = self.content.register.name.clone();
        let row = self.row.as_ref().map(|row| (row.id, row.version));
        vec![Effect::Ask(Request::Registers(Ask::Save { register, row, values }))]
    }

    fn column(&self) -> &Column {
        &self.content.register.columns[self.form.focus()]
    }

    fn complaint(&self, cx: &Context<'_>, at: usize) -> Option<String> {
        self.form.complaint(at).map(|problem| (cx.words.problem)(problem))
    }

    /// Lines a field takes.
    fn height(&self, at: usize) -> u16 {
        match self.form.entry(at) {
            Some(Entry::Text(_)) => LONG_LINES,
            _ => 1,
        }
    }

    fn draw_fields(
        &self,
        cx: &Context<'_>,
        pen: &mut Pen<'_>,
        room: u16,
    ) -> Option<ratatui::layout::Position> {
        let focus = self.form.focus();
        let before: u16 = (0..focus).map(|at| self.height(at)).sum();
        // The field with the focus is always in sight.
        let skip = (before + self.height(focus)).saturating_sub(room);
        let mut caret = None;
        let mut line = 0;
        for (at, column) in self.content.register.columns.iter().enumerate() {
            let height = self.height(at);
            let top = line;
            line += height;
            if top < skip || top - skip + height > room {
                continue;
            }
            let y = top - skip;
            let star = if column.required { "*" } else { "" };
            pen.put_within(2, y, 13, &format!("{}{star}", cx.words.of(&column.title)), Meaning::Label);
            let focused = at == focus;
            if focused {
                pen.put(0, y, ">", Meaning::Plain);
            }
            let complaint = self.complaint(cx, at);
            let wanted = if complaint.is_some() { 30 } else { 60 };
            let width = wanted.min(pen.area.width.saturating_sub(VALUE + 1));
            let place = Rect { x: pen.area.x + VALUE, y: pen.area.y + y, width, height };
            caret = caret.or(self.form.draw(at, pen.buffer, place));
            if let Some(complaint) = complaint {
                pen.put(VALUE + width + 1, y, &complaint, Meaning::Complaint);
            }
        }
        caret
    }

    fn draw_offers(&self, cx: &Context<'_>, pen: &mut Pen<'_>, from: u16) {
        let Some(lookup) = self.form.lookup() else { return };
        let fitting = lookup.fitting();
        let words = &cx.words.registers;
        if fitting.is_empty() {
            if lookup.is_empty() {
                pen.put(VALUE, from, words.nothing_to_choose, Meaning::Near);
            } else if lookup.is_typing() {
                pen.put(VALUE, from, words.nothing_fits, Meaning::Near);
            }
            return;
        }
        let picked = lookup.at().checked_sub(usize::from(!lookup.is_typing()));
        let shown = usize::from(OFFERS) - 1;
        let top = picked.unwrap_or(0).saturating_sub(shown - 1);
        for (y, (at, (key, name))) in (from..).zip(fitting.iter().enumerate().skip(top).take(shown)) {
            let number = lookup.number(key);
            let bare = name == key || matches!(self.column().kind, Kind::Choice { .. });
            let line = format!("{number:>3} {}", if bare { name.clone() } else { format!("{name}  {key}") });
            pen.put(VALUE, y, &line, if picked == Some(at) { Meaning::Focus } else { Meaning::Dim });
        }
        if fitting.len() > top + shown {
            let more = (words.more)(fitting.len() - top - shown);
            pen.put(VALUE + 4, from + OFFERS - 1, &more, Meaning::Dim);
        }
    }

    /// The row as text, for those who only look.
    fn draw_values(&self, cx: &Context<'_>, pen: &mut Pen<'_>) {
        let Some(row) = &self.row else { return };
        let mut y = 0;
        for column in &self.content.register.columns {
            let value = match column.kind {
                Kind::Long => row.value(&column.name).to_owned(),
                _ => words_of(cx.words, &self.content, column, row.value(&column.name)),
            };
            pen.put_within(2, y, 13, cx.words.of(&column.title), Meaning::Label);
            for line in cells::wrap(&value, usize::from(pen.area.width.saturating_sub(VALUE + 2))) {
                pen.put(VALUE, y, &line, Meaning::Plain);
                y += 1;
            }
        }
    }
}

impl Screen for Row {
    fn place(&self) -> Place {
        Place::Row
    }

    fn title(&self, cx: &Context<'_>) -> String {
        let words = &cx.words.registers;
        let name = cx.words.of(&self.content.register.title);
        let what = match &self.row {
            None => words.new_title.to_owned(),
            Some(row) => self.content.register.label(row),
        };
        format!("{name} / {what}")
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        let words = &cx.words.registers;
        let mut hints = Vec::new();
        if self.may_keep() {
            hints.push(Hint::new(Action::Save, words.save));
            let takes = self.form.lookup().is_some_and(|lookup| lookup.is_typing() || lookup.at() > 0);
            hints.push(Hint::new(Action::Open, if takes { words.take } else { words.next }));
        }
        if self.row.is_some() {
            hints.push(Hint::new(Action::Versions, words.versions));
        }
        hints.push(Hint::new(Action::Back, cx.words.back));
        hints
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        if self.saving {
            return cx.words.saving.to_owned();
        }
        let words = &cx.words.registers;
        if !self.may_keep() {
            return cx.words.of(&self.content.register.about).to_owned();
        }
        let column = self.column();
        let hint = cx.words.of(&column.hint);
        let general = match &column.kind {
            Kind::Date => words.date_hint,
            Kind::Choice { many: true, .. } | Kind::Reference { many: true, .. } | Kind::ContentClass => {
                words.many_hint
            }
            _ => "",
        };
        let about = if hint.is_empty() { general } else { hint };
        let title = cx.words.of(&column.title);
        match (about.is_empty(), column.required) {
            (true, true) => (cx.words.complaint)(title, words.required),
            (true, false) => cx.words.of(&self.content.register.about).to_owned(),
            (false, _) => (cx.words.complaint)(title, about),
        }
    }

    fn typing(&self) -> bool {
        self.may_keep()
    }

    fn unsaved(&self) -> bool {
        self.form.touched() && !self.saving
    }

    fn draft(&self, cx: &Context<'_>) -> Option<Kept> {
        if !self.form.touched() {
            return None;
        }
        let register = &self.content.register;
        let name = |at: usize| register.columns.get(at).map_or_else(String::new, |c| c.name.clone());
        let title = cx.words.of(&register.title).to_owned();
        let label = cx.words.of(&self.column().title);
        let row = self.row.as_ref().map(|row| row.id);
        Some(Kept {
            about: About::Register { name: register.name.clone(), row },
            version: self.row.as_ref().map_or(0, |row| row.version),
            ..Kept::new(FormKind::Row, title, label, self.form.snapshot_as(name))
        })
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        match input {
            Input::Do(Action::Back, _) | Input::Back(Handback::Leave) => {
                return vec![Effect::Close(Handback::Nothing)];
            }
            Input::Do(Action::Versions, _) => {
                let Some(row) = &self.row else { return Vec::new() };
                return vec![Effect::Open(Box::new(Versions::new(self.content.clone(), row)))];
            }
            Input::Do(Action::Open, _) if !self.may_keep() => return vec![Effect::Close(Handback::Nothing)],
            Input::Do(Action::Save, _) if self.may_keep() => return self.save(),
            Input::Do(action, stroke) if self.may_keep() => {
                self.form.travel(action, stroke);
            }
            Input::Type(stroke) if self.may_keep() => {
                self.form.stroke(stroke);
            }
            Input::Paste(pasted) if self.may_keep() => self.form.paste(&pasted),
            Input::Click { x, y } => {
                self.form.click(x, y);
            }
            Input::Told(Ok(Answer::Registers(Told::Saved { row, label, version }))) => {
                let said = (cx.words.registers.saved)(&label, version);
                return vec![Effect::Say(said), Effect::Close(Handback::Row(row))];
            }
            Input::Told(Err(refused)) => {
                self.saving = false;
                let said = match &refused {
                    Refusal::Outdated { by, at } => {
                        (cx.words.registers.outdated)(by, &at.format("%H:%M").to_string())
                    }
                    other => row_refusal(cx.words, Some(&self.content), other),
                };
                // What is typed stays; the version that somebody else saved is the one to save over, once
                // it has been looked at.
                let again = matches!(refused, Refusal::Outdated { .. });
                if let Refusal::Row(complaints) = refused {
                    self.form
                        .complain(complaints.into_iter().map(|(at, _, problem)| (at, problem)).collect());
                }
                let mut effects = vec![Effect::Say(said)];
                if again {
                    let register = self.content.register.name.clone();
                    effects.push(Effect::Ask(Request::Registers(Ask::Open { register })));
                }
                return effects;
            }
            Input::Told(Ok(Answer::Registers(Told::Sheet(sheet)))) => {
                let id = self.row.as_ref().map(|row| row.id);
                if let Some(newest) = sheet.rows.iter().find(|row| Some(row.id) == id) {
                    self.row = Some(newest.clone());
                }
                self.content = *sheet;
            }
            _ => {}
        }
        Vec::new()
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        let area = Rect { width: area.width.min(MAIN_COLUMNS), ..area };
        let mut pen = Pen::new(cx, frame, area);
        if !self.may_keep() {
            self.draw_values(cx, &mut pen);
            let cursor = pen.position(0, 0);
            frame.set_cursor_position(cursor);
            return;
        }
        let lines: u16 = (0..self.content.register.columns.len()).map(|at| self.height(at)).sum();
        let room = area.height.saturating_sub(OFFERS + 1).min(lines);
        let caret = self.draw_fields(cx, &mut pen, room);
        self.draw_offers(cx, &mut pen, room + 1);
        if let Some(caret) = caret {
            frame.set_cursor_position(caret);
        }
    }
}

/// The field of a column.
fn entry(words: &Words, content: &Content, column: &Column, value: &str) -> Entry {
    let lookup = |offers, many| Entry::Lookup(Box::new(Lookup::new(offers, many, value)));
    match &column.kind {
        Kind::Long => {
            let mut text = Text::default();
            text.paste(value);
            Entry::Text(Box::new(text))
        }
        Kind::Choice { options, many } => {
            let offers =
                options.iter().map(|o| (o.word.clone(), choice_words(words, options, &o.word))).collect();
            lookup(offers, *many)
        }
        Kind::Reference { register, many } => {
            lookup(content.options.get(register).cloned().unwrap_or_default(), *many)
        }
        Kind::ContentClass => lookup(classes(), true),
        Kind::Text | Kind::Date | Kind::Number { .. } | Kind::Account | Kind::Time => {
            Entry::Line(Line::new(value))
        }
    }
}

/// Every content class, its own name before those above it.
fn classes() -> Vec<Offer> {
    content_class::matching("", usize::MAX)
        .into_iter()
        .map(|class| {
            let above = class.path.strip_suffix(class.name()).unwrap_or_default().trim_end_matches('/');
            let name =
                if above.is_empty() { class.name().to_owned() } else { format!("{}  {above}", class.name()) };
            (class.code.to_owned(), name)
        })
        .collect()
}
