//! 规则和年历: what the office counts by, as it was accepted.

use chrono::Datelike;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::pen::Pen;
use super::rules::Rules;
use super::{Context, Effect, Handback, Hint, Input, Screen, new_year};
use crate::api::home::{Accepted, Answer as HomeAnswer, Request as Ask};
use crate::api::{Answer, Refusal, Request};
use crate::domain::access;
use crate::i18n::{Language, refusal};
use crate::keymap::{Action, Place};
use crate::theme::Meaning;
use crate::widget::cells;

/// Columns of a rule, and of its basis where that stands below.
const RULE: u16 = 6;
const BASIS: u16 = 8;

/// The page.
#[derive(Default)]
pub struct Law {
    accepted: Option<Vec<Accepted>>,
    refused: Option<Refusal>,
    top: usize,
}

impl Law {
    /// Asks what is in force.
    pub fn new() -> Law {
        Law::default()
    }

    fn lines(&self, cx: &Context<'_>) -> Vec<(u16, String, Meaning)> {
        let words = &cx.words.law;
        let mut lines = Vec::new();
        let all = self.accepted.as_deref().unwrap_or_default();
        // Home leads here when it is missing: what to do about it stands before everything else.
        let next = cx.today().year() + 1;
        if self.accepted.is_some() && !all.iter().any(|law| law.name == next.to_string()) {
            let may = access::may_accept_years(cx.actor).is_empty();
            let key = cx.keymap.label(Place::Law, false, Action::AddYear).filter(|_| may);
            lines.push((2, (words.missing)(next, key.as_deref()), Meaning::Near));
            lines.push((2, String::new(), Meaning::Plain));
        }
        lines.push((2, words.rules.to_owned(), Meaning::Label));
        for law in all.iter().filter(|law| law.version > 0) {
            let said = (words.accepted)(&law.on, &law.by);
            // The name is a file's; whoever reads knows the document.
            let name = match (&law.rules, cx.words.language) {
                (Some(rules), Language::Chinese) => &rules.document.0,
                (Some(rules), Language::English) => &rules.document.1,
                (None, _) => &law.name,
            };
            lines.push((4, format!("{name}  {}  {said}", (words.version)(law.version)), Meaning::Plain));
            for line in law.rules.iter().flat_map(|rules| &rules.clocks) {
                let name = (cx.words.clock)(&line.clock, &line.title);
                let length = match &line.length {
                    Some(length) => (cx.words.length)(length),
                    None => cx.words.why.unset.to_owned(),
                };
                let basis = cx.words.language.basis(&line.basis);
                let from = (cx.words.command.rule.start)(line.event);
                let rule = format!("{name}  {from} {length}");
                let whole = format!("{rule}  {basis}");
                // Half an article is none: where both do not fit each has its lines.
                let room = usize::from(cx.size.width.saturating_sub(BASIS + 1));
                if cells::width(&whole) + usize::from(RULE) < usize::from(cx.size.width) {
                    lines.push((RULE, whole, Meaning::Dim));
                } else {
                    lines.push((RULE, rule, Meaning::Dim));
                    lines.extend(
                        cells::wrap(&basis, room).into_iter().map(|line| (BASIS, line, Meaning::Dim)),
                    );
                }
            }
        }
        lines.push((2, String::new(), Meaning::Plain));
        lines.push((2, words.calendars.to_owned(), Meaning::Label));
        for law in all {
            if let Some((off, work)) = law.days {
                let said = (words.accepted)(&law.on, &law.by);
                lines.push((4, format!("{}  {}  {said}", law.name, (words.days)(off, work)), Meaning::Plain));
            }
        }
        lines
    }
}

impl Screen for Law {
    fn place(&self) -> Place {
        Place::Law
    }

    fn title(&self, cx: &Context<'_>) -> String {
        cx.words.law.title.to_owned()
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        let add = access::may_accept_years(cx.actor);
        vec![
            Hint::unless(cx, &add, Action::AddYear, (cx.words.action)(Action::AddYear)),
            Hint::new(Action::Open, cx.words.rules.choose),
            Hint::new(Action::Down, cx.words.reading_screen.scroll),
            Hint::new(Action::Back, cx.words.back),
        ]
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        match (&self.refused, &self.accepted) {
            (Some(refused), _) => refusal(cx.words, refused),
            (None, None) => cx.words.reading.to_owned(),
            (None, Some(_)) => cx.words.law.hint.to_owned(),
        }
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        let page = usize::from(cx.size.height.saturating_sub(5)).max(1);
        let last = self.lines(cx).len().saturating_sub(page);
        match input {
            Input::Opened | Input::Back(_) | Input::Changed(_) => {
                return vec![Effect::Ask(Request::Home(Ask::Law))];
            }
            Input::Do(Action::Back, _) => return vec![Effect::Close(Handback::Nothing)],
            Input::Do(Action::Open, _) => return vec![Effect::Open(Box::new(Rules::new()))],
            Input::Do(Action::AddYear, _) => return new_year(cx),
            Input::Do(Action::Up, _) => self.top = self.top.saturating_sub(1),
            Input::Do(Action::Down, _) => self.top = (self.top + 1).min(last),
            Input::Do(Action::PageUp, _) => self.top = self.top.saturating_sub(page),
            Input::Do(Action::PageDown, _) => self.top = (self.top + page).min(last),
            Input::Do(Action::First, _) => self.top = 0,
            Input::Do(Action::Last, _) => self.top = last,
            Input::Told(Ok(Answer::Home(HomeAnswer::Law(accepted)))) => self.accepted = Some(accepted),
            Input::Told(Err(refused)) => self.refused = Some(refused),
            _ => {}
        }
        Vec::new()
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        let mut pen = Pen::new(cx, frame, area);
        for (y, (x, line, meaning)) in (0..area.height).zip(self.lines(cx).iter().skip(self.top)) {
            pen.put(*x, y, line, *meaning);
        }
        let cursor = pen.position(0, 0);
        frame.set_cursor_position(cursor);
    }
}
