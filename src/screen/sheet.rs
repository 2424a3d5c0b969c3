//! 一本: the rows of one register. One pattern for people, units, tables and the house's books.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::confirm::Confirm;
use super::pen::Pen;
use super::row::Row;
use super::versions::Versions;
use super::{Context, Effect, Handback, Hint, Input, Screen};
use crate::api::door::{Answer as DoorAnswer, Request as AskDoor};
use crate::api::registers::{Answer as Told, Request as Ask, Sheet as Content};
use crate::api::{Answer, Refusal, Request};
use crate::domain::access;
use crate::domain::actor::{Role, Scope};
use crate::domain::content_class;
use crate::domain::register::{self, Column, Kind, resembling};
use crate::i18n::{Words, refusal};
use crate::keymap::{Action, Place};
use crate::theme::Meaning;
use crate::widget::list::Bar;

/// The rows of a register.
pub struct Sheet {
    register: String,
    content: Option<Box<Content>>,
    refused: Option<Refusal>,
    bar: Bar,
    /// What was asked before a confirmation.
    asked: Option<Action>,
    /// Opens this row as soon as the register is here.
    open_row: Option<String>,
    /// Puts the bar on this row: it was just saved.
    go_to: Option<register::RowId>,
}

impl Sheet {
    /// Opens this register.
    pub fn new(register: &str) -> Sheet {
        Sheet {
            register: register.to_owned(),
            content: None,
            refused: None,
            bar: Bar::default(),
            asked: None,
            open_row: None,
            go_to: None,
        }
    }

    /// Opens this register and the row of this key.
    pub fn at_row(register: &str, key: &str) -> Sheet {
        Sheet { open_row: Some(key.to_owned()), ..Sheet::new(register) }
    }

    fn ask(&self) -> Vec<Effect> {
        vec![Effect::Ask(Request::Registers(Ask::Open { register: self.register.clone() }))]
    }

    fn current(&self) -> Option<&register::Row> {
        self.content.as_ref()?.rows.get(self.bar.at)
    }

    fn barred(&self, cx: &Context<'_>) -> Option<Effect> {
        let barriers = &self.content.as_ref()?.barriers;
        if barriers.is_empty() {
            return None;
        }
        Some(Effect::Say(refusal(cx.words, &Refusal::Denied(barriers.clone()))))
    }

    fn end(&self, ended: bool) -> Vec<Effect> {
        let Some(row) = self.current() else { return Vec::new() };
        let (register, id, version) = (self.register.clone(), row.id, row.version);
        vec![Effect::Ask(Request::Registers(Ask::End { register, row: id, version, ended }))]
    }

    fn act(&mut self, cx: &Context<'_>, action: Action) -> Vec<Effect> {
        let len = self.content.as_ref().map_or(0, |content| content.rows.len());
        let page = usize::from(cx.size.height.saturating_sub(6)).max(1);
        match action {
            Action::Back => return vec![Effect::Close(Handback::Nothing)],
            Action::Up => {
                self.bar.up(1);
            }
            Action::Down => {
                self.bar.down(1, len);
            }
            Action::PageUp => {
                self.bar.up(page);
            }
            Action::PageDown => {
                self.bar.down(page, len);
            }
            Action::First => self.bar.go(0, len),
            Action::Last => self.bar.go(usize::MAX, len),
            Action::Open => {
                let Some(content) = &self.content else { return Vec::new() };
                let row = content.rows.get(self.bar.at);
                return row
                    .map(|row| Effect::Open(Box::new(Row::new(cx, content, Some(row)))))
                    .into_iter()
                    .collect();
            }
            Action::New | Action::End | Action::ResetPassword if self.barred(cx).is_some() => {
                return self.barred(cx).into_iter().collect();
            }
            Action::New => {
                let Some(content) = &self.content else { return Vec::new() };
                if content.register.fixed {
                    return vec![Effect::Say((cx.words.barrier)(
                        &crate::domain::problem::Barrier::FixedRows,
                    ))];
                }
                return vec![Effect::Open(Box::new(Row::new(cx, content, None)))];
            }
            Action::End => {
                let Some(row) = self.current() else { return Vec::new() };
                if row.ended {
                    return self.end(false);
                }
                self.asked = Some(Action::End);
                let words = &cx.words.registers;
                return vec![Effect::Open(Box::new(Confirm::new(
                    words.end,
                    words.end_question,
                    Handback::Yes,
                )))];
            }
            Action::ResetPassword if self.register == "people" => {
                self.asked = Some(Action::ResetPassword);
                let words = &cx.words.registers;
                let confirm = Confirm::new(words.reset_password, words.reset_question, Handback::Yes);
                return vec![Effect::Open(Box::new(confirm))];
            }
            Action::Versions => {
                let (Some(content), Some(row)) = (&self.content, self.current()) else { return Vec::new() };
                return vec![Effect::Open(Box::new(Versions::new((**content).clone(), row)))];
            }
            _ => {}
        }
        Vec::new()
    }

    fn confirmed(&mut self) -> Vec<Effect> {
        match self.asked.take() {
            Some(Action::End) => self.end(true),
            Some(Action::ResetPassword) => {
                let account = self.current().map(|row| row.key.clone()).unwrap_or_default();
                vec![Effect::Ask(Request::Door(AskDoor::ResetPassword { account }))]
            }
            _ => Vec::new(),
        }
    }
}

impl Screen for Sheet {
    fn place(&self) -> Place {
        Place::Sheet
    }

    fn title(&self, cx: &Context<'_>) -> String {
        let name = self.content.as_ref().map_or("", |content| cx.words.of(&content.register.title));
        let len = self.content.as_ref().map_or(0, |content| content.rows.len());
        let position = if len == 0 { String::new() } else { format!("  {}/{len}", self.bar.at + 1) };
        format!("{name}{position}")
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        let words = &cx.words.registers;
        let Some(content) = &self.content else { return vec![Hint::new(Action::Back, cx.words.back)] };
        let keep = &content.barriers;
        let mut hints = Vec::new();
        if self.current().is_some() {
            hints.push(Hint::new(Action::Open, if keep.is_empty() { words.change } else { cx.words.open }));
        }
        if !content.register.fixed {
            hints.push(Hint::unless(cx, keep, Action::New, words.new));
        }
        if let Some(row) = self.current() {
            let word = if row.ended { words.back_in_use } else { words.end };
            if !content.register.fixed {
                hints.push(Hint::unless(cx, keep, Action::End, word));
            }
            hints.push(Hint::new(Action::Versions, words.versions));
            if self.register == "people" {
                let reset = access::only(cx.actor, &[Role::Administrator]);
                hints.push(Hint::unless(cx, &reset, Action::ResetPassword, words.reset_password));
            }
        }
        hints.push(Hint::new(Action::Back, cx.words.back));
        hints
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        let words = &cx.words.registers;
        match (&self.refused, &self.content) {
            (Some(refused), _) => refusal(cx.words, refused),
            (None, None) => cx.words.reading.to_owned(),
            (None, Some(content)) if !content.barriers.is_empty() => {
                let keepers: Vec<&str> =
                    content.register.keepers.iter().map(|role| (cx.words.role)(*role)).collect();
                (words.kept_by)(&keepers.join(cx.words.comma))
            }
            (None, Some(content)) if content.rows.is_empty() => words.empty.to_owned(),
            (None, Some(content)) => cx.words.of(&content.register.about).to_owned(),
        }
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        match input {
            Input::Opened | Input::Changed(_) => self.ask(),
            Input::Back(Handback::Yes) => self.confirmed(),
            Input::Back(handback) => {
                self.asked = None;
                if let Handback::Row(row) = handback {
                    self.go_to = Some(row);
                }
                self.ask()
            }
            Input::Do(action, _) => self.act(cx, action),
            Input::Told(Ok(Answer::Registers(Told::Sheet(content)))) => {
                let stood_on = self.go_to.take().or(self.current().map(|row| row.id));
                let at = content.rows.iter().position(|row| Some(row.id) == stood_on);
                self.bar.go(at.unwrap_or(self.bar.at), content.rows.len());
                self.refused = None;
                let wanted = self.open_row.take();
                let row = wanted.and_then(|key| content.rows.iter().position(|row| row.key == key));
                self.content = Some(content);
                match row {
                    Some(at) => {
                        self.bar.go(at, usize::MAX);
                        self.act(cx, Action::Open)
                    }
                    None => Vec::new(),
                }
            }
            Input::Told(Ok(Answer::Registers(Told::Saved { label, .. }))) => {
                let ended = self.current().is_some_and(|row| !row.ended);
                let words = &cx.words.registers;
                let said = if ended { (words.ended)(&label) } else { (words.in_use)(&label) };
                std::iter::once(Effect::Say(said)).chain(self.ask()).collect()
            }
            Input::Told(Ok(Answer::Door(DoorAnswer::PasswordReset { name }))) => {
                vec![Effect::Say((cx.words.registers.was_reset)(&name))]
            }
            Input::Told(Err(refused)) if self.content.is_some() => {
                vec![Effect::Say(row_refusal(cx.words, self.content.as_deref(), &refused))]
            }
            Input::Told(Err(refused)) => {
                self.refused = Some(refused);
                Vec::new()
            }
            Input::Click { y, .. } => {
                let len = self.content.as_ref().map_or(0, |content| content.rows.len());
                let height = usize::from(cx.size.height.saturating_sub(4));
                let at = self.bar.top(height, len) + usize::from(y.saturating_sub(2));
                if at >= len {
                    return Vec::new();
                }
                if at == self.bar.at {
                    return self.act(cx, Action::Open);
                }
                self.bar.go(at, len);
                Vec::new()
            }
            Input::Told(Ok(_))
            | Input::Type(_)
            | Input::Paste(_)
            | Input::Resized
            | Input::Scan(_)
            | Input::Handed(_) => Vec::new(),
        }
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        let mut pen = Pen::new(cx, frame, area);
        let mut cursor = pen.position(0, 0);
        if let Some(content) = &self.content {
            let shown: Vec<&Column> =
                content.register.columns.iter().filter(|column| column.width > 0).collect();
            let mut x = 3;
            for column in &shown {
                pen.put_within(x, 0, usize::from(column.width), cx.words.of(&column.title), Meaning::Label);
                x += column.width + 1;
            }
            let height = area.height.saturating_sub(1);
            let top = self.bar.top(usize::from(height), content.rows.len());
            for (line, (at, row)) in (0..height).zip(content.rows.iter().enumerate().skip(top)) {
                let y = line + 1;
                let meaning = if row.ended { Meaning::Dim } else { Meaning::Plain };
                if row.ended {
                    pen.put(1, y, cx.words.registers.ended_mark, Meaning::Dim);
                }
                let mut x = 3;
                for column in &shown {
                    let text = words_of(cx.words, content, column, row.value(&column.name));
                    pen.put_within(x, y, usize::from(column.width), &text, meaning);
                    x += column.width + 1;
                }
                if at == self.bar.at {
                    pen.bar(y);
                    pen.put(0, y, ">", Meaning::Focus);
                    cursor = pen.position(0, y);
                }
            }
        }
        frame.set_cursor_position(cursor);
    }
}

/// What a value looks like: names for keys, words for codes.
pub(super) fn words_of(words: &Words, content: &Content, column: &Column, value: &str) -> String {
    let each = |name: &dyn Fn(&str) -> String| -> String {
        let names: Vec<String> = value.split(' ').filter(|word| !word.is_empty()).map(name).collect();
        names.join(words.comma)
    };
    match &column.kind {
        Kind::Choice { options, .. } => each(&|word| choice_words(words, options, word)),
        Kind::Reference { register, .. } => each(&|key| {
            let names = content.options.get(register);
            let name = names.and_then(|names| names.iter().find(|(known, _)| known == key));
            name.map_or_else(|| key.to_owned(), |(_, name)| name.clone())
        }),
        Kind::ContentClass => each(&|code| {
            content_class::by_code(code).map_or_else(|| code.to_owned(), |class| class.name().to_owned())
        }),
        Kind::Long => value.replace('\n', " "),
        Kind::Text | Kind::Date | Kind::Number { .. } | Kind::Account | Kind::Time => value.to_owned(),
    }
}

/// The words of one choice; roles and scopes have theirs in the program.
pub(super) fn choice_words(words: &Words, options: &[register::Choice], word: &str) -> String {
    let titled = options.iter().find(|option| option.word == word).map(|option| words.of(&option.title));
    match titled {
        Some(title) if !title.is_empty() => title.to_owned(),
        _ => Role::from_word(word)
            .map(words.role)
            .or_else(|| Scope::from_word(word).map(words.scope))
            .map_or_else(|| word.to_owned(), str::to_owned),
    }
}

/// A refusal with the columns' names on screen.
pub(super) fn row_refusal(words: &Words, content: Option<&Content>, refused: &Refusal) -> String {
    match (refused, content) {
        (Refusal::Row(complaints), Some(content)) => {
            // The others stand beside their fields.
            let Some((at, name, problem)) = complaints.first() else { return String::new() };
            let column = content.register.columns.get(*at);
            let title = column.map_or(name.as_str(), |column| words.of(&column.title));
            let mut said = (words.complaint)(title, &(words.problem)(problem));
            if complaints.len() > 1 {
                said.push_str(&(words.registers.and_others)(complaints.len() - 1));
            }
            said
        }
        _ => refusal(words, refused),
    }
}

/// Does a row have something that is called so? For the palette.
pub(super) fn fits(key: &str, name: &str, typed: &str) -> bool {
    resembling(key, name, typed).is_some()
}
