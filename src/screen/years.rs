//! 添加年历: a notice is pasted whole, every day and every limit that it moves is shown, and only
//! then is it accepted. Administrators read no petition, so a case is its number and nothing else.

use std::ops::Range;

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::confirm::Confirm;
use super::pen::{Pen, day_and_weekday, long_day};
use super::{Context, Effect, Handback, Hint, Input, MAIN_COLUMNS, Screen};
use crate::api::years::{Answer as Told, Move, Proposal, Request as Ask, Standing, YearDays};
use crate::api::{Answer, Change, Refusal, Request};
use crate::domain::draft::{FormKind, Kept};
use crate::domain::problem::{Field, Problem};
use crate::form::{Entry, Form, Text};
use crate::i18n::{Words, refusal};
use crate::keymap::{Action, Key, Place, Stroke};
use crate::theme::Meaning;
use crate::widget::cells;

const VALUE: u16 = 13;
/// Line on which the text begins.
const TEXT: u16 = 3;
/// Lines for what is wrong with it.
const FAULTS: usize = 7;
/// Lines of one of them: a notice without full stops is one long sentence.
const LONGEST: usize = 3;
/// Lines that a page of the text has, wherever it is scrolled to.
const PAGE: usize = 10;
/// Columns of a case that moves.
const CLOCK: u16 = 19;
const FROM: u16 = 44;
const ARROW: u16 = 60;
const TO: u16 = 63;

/// The page.
pub struct Years {
    form: Form,
    /// Questions that wait for their answer; only that of the last one counts.
    asked: usize,
    /// Something was typed since, so that the answer is about another text.
    typed_since: bool,
    /// What accepting the text would do; it is shown in its place.
    weighed: Option<Box<Proposal>>,
    saving: bool,
    top: usize,
}

/// The days of one holiday that have one thing in common.
struct DayRow {
    name: String,
    label: &'static str,
    days: Vec<String>,
}

impl Years {
    /// An empty text.
    pub fn new() -> Years {
        Years {
            form: Form::new(vec![(Field::Calendar, Entry::Text(Box::<Text>::default()))]),
            asked: 0,
            typed_since: false,
            weighed: None,
            saving: false,
            top: 0,
        }
    }

    /// The text of a draft, as it was left.
    pub fn reopened(kept: &Kept) -> Years {
        let mut years = Years::new();
        years.form.restore(&kept.state);
        years
    }

    fn weigh(&mut self) -> Vec<Effect> {
        self.asked += 1;
        self.typed_since = false;
        vec![Effect::Ask(Request::Years(Ask::Weigh(self.form.value(Field::Calendar))))]
    }

    /// The first time it is read and weighed, the second time it is asked whether to accept it.
    fn save(&mut self, cx: &Context<'_>) -> Vec<Effect> {
        // What is shown may be old already.
        if self.asked > 0 || self.saving {
            return Vec::new();
        }
        match &self.weighed {
            None => self.weigh(),
            Some(proposal) if !proposal.is_news() => {
                vec![Effect::Say(cx.words.command.years_known.to_owned())]
            }
            // The key that shows is never the key that accepts: it may still be held down.
            Some(_) => {
                let words = &cx.words.years;
                let confirm = Confirm::new(words.accept, words.accept_question, Handback::Yes);
                vec![Effect::Open(Box::new(confirm))]
            }
        }
    }

    fn accept(&mut self) -> Vec<Effect> {
        if self.asked > 0 || self.saving || self.weighed.is_none() {
            return Vec::new();
        }
        self.saving = true;
        vec![Effect::Ask(Request::Years(Ask::Accept(self.form.value(Field::Calendar))))]
    }

    fn refused(&mut self, cx: &Context<'_>, refused: &Refusal) -> Vec<Effect> {
        self.saving = false;
        let Refusal::Invalid(complaints) = refused else {
            return vec![Effect::Say(refusal(cx.words, refused))];
        };
        self.weighed = None;
        self.form.complain(complaints.clone());
        let line = complaints.iter().find_map(|(_, problem)| match problem {
            Problem::Notice(fault) => fault.line,
            _ => None,
        });
        if let Some(line) = line {
            self.form.go_to_line(Field::Calendar, line);
        }
        Vec::new()
    }

    fn told(&mut self, cx: &Context<'_>, told: Result<Answer, Refusal>) -> Vec<Effect> {
        if let Ok(Answer::Years(Told::Accepted(proposal))) = told {
            // Somebody else accepted the same meanwhile.
            if !proposal.is_news() {
                let known = cx.words.command.years_known.to_owned();
                return vec![Effect::Say(known), Effect::Close(Handback::Nothing)];
            }
            let news = proposal.years.iter().filter(|year| year.standing != Standing::Same);
            let news: Vec<String> = news.map(|year| year.year.to_string()).collect();
            let names = news.join(cx.words.comma);
            let said = (cx.words.years.accepted)(&names, proposal.moves.len(), proposal.cases);
            return vec![Effect::Say(said), Effect::Close(Handback::Nothing)];
        }
        let weighing = !self.saving;
        if weighing {
            self.asked = self.asked.saturating_sub(1);
        }
        match told {
            _ if weighing && (self.asked > 0 || self.typed_since) => Vec::new(),
            Err(refused) => self.refused(cx, &refused),
            Ok(Answer::Years(Told::Weighed(proposal))) => {
                self.top = if self.weighed.is_some() { self.top } else { 0 };
                self.weighed = Some(proposal);
                self.top = self.top.min(self.last(cx));
                Vec::new()
            }
            Ok(_) => Vec::new(),
        }
    }

    fn in_text(&mut self, input: Input) -> Vec<Effect> {
        match input {
            Input::Do(Action::Back, _) => return vec![Effect::Close(Handback::Nothing)],
            Input::Do(action @ (Action::PageUp | Action::PageDown), _) => {
                let key = Stroke::plain(if action == Action::PageUp { Key::Up } else { Key::Down });
                for _ in 0..PAGE {
                    self.form.line_move(key);
                }
            }
            Input::Do(action @ (Action::Open | Action::Up | Action::Down), stroke) => {
                self.form.travel(action, stroke);
                self.typed_since |= action == Action::Open;
            }
            Input::Do(_, stroke) | Input::Type(stroke) => self.typed_since |= self.form.stroke(stroke),
            Input::Paste(pasted) => {
                self.form.paste(&pasted);
                self.typed_since = true;
            }
            Input::Click { x, y } => {
                self.form.click(x, y);
            }
            _ => {}
        }
        Vec::new()
    }

    fn in_proposal(&mut self, cx: &Context<'_>, input: &Input) {
        let (page, last) = (page(cx), self.last(cx));
        let Input::Do(action, _) = input else { return };
        self.top = match action {
            Action::Back => {
                self.weighed = None;
                // An answer that is still to come would take him away from the text again.
                self.typed_since = true;
                0
            }
            Action::Up => self.top.saturating_sub(1),
            Action::Down => self.top + 1,
            Action::PageUp => self.top.saturating_sub(page - 1),
            Action::PageDown => self.top + page - 1,
            Action::First => 0,
            Action::Last => last,
            _ => self.top,
        }
        .min(last);
    }

    /// Lines of what is shown for confirmation.
    fn length(&self, cx: &Context<'_>) -> usize {
        self.weighed.as_ref().map_or(0, |proposal| days(cx, proposal).len() + proposal.moves.len())
    }

    fn last(&self, cx: &Context<'_>) -> usize {
        self.length(cx).saturating_sub(page(cx))
    }

    fn shown(&self, cx: &Context<'_>) -> Range<usize> {
        self.top..(self.top + page(cx)).min(self.length(cx))
    }

    /// What is wrong with the text, in as many lines as there is room for.
    fn faults(&self, cx: &Context<'_>, width: usize) -> Vec<String> {
        let complaints = self.form.complaints();
        let mut lines: Vec<String> = Vec::new();
        for (at, (_, problem)) in complaints.iter().enumerate() {
            let mut fault = cells::wrap(&(cx.words.problem)(problem), width);
            if fault.len() > LONGEST {
                fault.truncate(LONGEST);
                if let Some(last) = fault.last_mut() {
                    *last = format!("{}..", cells::start(last, width.saturating_sub(2)));
                }
            }
            let rest = complaints.len() - at;
            // The last line is kept for how many are left out.
            if lines.len() + fault.len() + usize::from(rest > 1) > FAULTS {
                lines.push((cx.words.years.more)(rest));
                break;
            }
            lines.extend(fault);
        }
        lines.truncate(FAULTS);
        lines
    }

    fn draw_text(&self, cx: &Context<'_>, pen: &mut Pen<'_>) -> Option<ratatui::layout::Position> {
        let words = &cx.words.years;
        for (y, line) in (0..).zip(words.intro) {
            pen.put(2, y, line, Meaning::Dim);
        }
        let width = pen.area.width.saturating_sub(VALUE + 2);
        let faults = self.faults(cx, usize::from(width));
        let below = u16::try_from(faults.len()).unwrap_or(0);
        let below = if below > 0 { below + 1 } else { 0 };
        let height = pen.area.height.saturating_sub(TEXT + below);
        pen.put_within(2, TEXT, 10, words.text, Meaning::Label);
        pen.put(0, TEXT, ">", Meaning::Plain);
        let place = Rect { x: pen.area.x + VALUE, y: pen.area.y + TEXT, width, height };
        let caret = self.form.draw(Field::Calendar, pen.buffer, place);
        for (y, fault) in (TEXT + height + 1..).zip(&faults) {
            pen.put(VALUE, y, fault, Meaning::Complaint);
        }
        caret
    }

    fn draw_proposal(&self, cx: &Context<'_>, pen: &mut Pen<'_>, proposal: &Proposal) {
        let days = days(cx, proposal);
        for (y, at) in (0..).zip(self.shown(cx)) {
            match (days.get(at), proposal.moves.get(at.saturating_sub(days.len()))) {
                (Some(parts), _) => {
                    parts.iter().for_each(|(x, text, meaning)| pen.put(*x, y, text, *meaning));
                }
                (None, Some(moved)) => draw_move(cx.words, pen, y, moved),
                (None, None) => {}
            }
        }
    }
}

fn page(cx: &Context<'_>) -> usize {
    usize::from(cx.size.height.saturating_sub(3)).max(2)
}

fn draw_move(words: &Words, pen: &mut Pen<'_>, y: u16, moved: &Move) {
    pen.put_within(4, y, usize::from(CLOCK) - 5, &moved.number, Meaning::Plain);
    let clock = (words.clock)(&moved.clock, &moved.title);
    pen.put_within(CLOCK, y, usize::from(FROM - CLOCK) - 1, clock, Meaning::Plain);
    pen.put(FROM, y, &long_day(words, moved.from), Meaning::Dim);
    pen.put(ARROW, y, "->", Meaning::Dim);
    pen.put(TO, y, &long_day(words, moved.to), Meaning::Plain);
}

/// A line in parts, each at its column.
type Parts = Vec<(u16, String, Meaning)>;

/// The years day by day, and how many limits move.
fn days(cx: &Context<'_>, proposal: &Proposal) -> Vec<Parts> {
    let words = &cx.words.years;
    let years: Vec<(&YearDays, Vec<DayRow>)> =
        proposal.years.iter().map(|year| (year, rows(cx, year))).collect();
    let every = || years.iter().flat_map(|(_, rows)| rows);
    let label = 4 + every().map(|row| cells::width(&row.name)).max().unwrap_or(0) + 2;
    let first = label + every().map(|row| cells::width(row.label)).max().unwrap_or(0) + 2;
    let one = every().flat_map(|row| &row.days).map(|day| cells::width(day)).max().unwrap_or(0) + 1;
    let many = (usize::from(MAIN_COLUMNS).saturating_sub(first) / one).max(1);
    let column = |cells: usize| u16::try_from(cells).unwrap_or(0);
    let mut lines: Vec<Parts> = Vec::new();
    for (year, rows) in &years {
        let (standing, meaning) = match year.standing {
            Standing::New => (words.new, Meaning::Near),
            Standing::Changed => (words.changed, Meaning::Near),
            Standing::Same => (words.same, Meaning::Dim),
        };
        let head = (cx.words.command.year_line)(year.year, year.off.len(), year.work.len());
        let after = column(2 + cells::width(&head) + 2);
        lines.push(vec![(2, head, Meaning::Label), (after, standing.to_owned(), meaning)]);
        let mut named = "";
        for row in rows {
            let name = if row.name == named { "" } else { &row.name };
            for (at, days) in row.days.chunks(many).enumerate() {
                let mut parts: Parts = Vec::new();
                if at == 0 {
                    parts.push((4, name.to_owned(), Meaning::Plain));
                    parts.push((column(label), row.label.to_owned(), Meaning::Dim));
                }
                let place = |at: usize| column(first + at * one);
                let days = days.iter().enumerate();
                parts.extend(days.map(|(at, day)| (place(at), day.clone(), Meaning::Plain)));
                lines.push(parts);
            }
            named = &row.name;
        }
    }
    let moves = (cx.words.command.year_moves)(proposal.moves.len(), proposal.cases);
    lines.push(Vec::new());
    lines.push(vec![(2, moves, Meaning::Label)]);
    lines
}

/// The days of a year by holiday, as `calendar add` groups them. Of a year that the office has
/// already, only the holidays in which something changes: what does is marked.
fn rows(cx: &Context<'_>, year: &YearDays) -> Vec<DayRow> {
    type Days<'a> = &'a [(NaiveDate, String)];
    let words = &cx.words.years;
    let (known_off, known_work): (Days<'_>, Days<'_>) = match &year.before {
        Some(before) => (&before.off, &before.work),
        None => (&[], &[]),
    };
    let has = |days: Days<'_>, day: NaiveDate| days.iter().any(|(known, _)| *known == day);
    let gone = |known: Days<'_>, now: Days<'_>| -> Vec<(NaiveDate, String)> {
        known.iter().filter(|(day, _)| !has(now, *day)).cloned().collect()
    };
    let (no_off, no_work) = (gone(known_off, &year.off), gone(known_work, &year.work));
    let kinds: [(&'static str, Days<'_>, Days<'_>); 4] = [
        (words.off, &year.off, known_off),
        (words.work, &year.work, known_work),
        (words.no_more_off, &no_off, &[]),
        (words.no_more_work, &no_work, &[]),
    ];
    let mut names: Vec<&String> = Vec::new();
    for (_, name) in kinds.iter().flat_map(|(_, days, _)| days.iter()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if year.standing == Standing::Changed {
        names.retain(|name| {
            kinds.iter().any(|(_, days, known)| days.iter().any(|(day, of)| of == *name && !has(known, *day)))
        });
    }
    let mut rows = Vec::new();
    for name in names {
        for (label, days, known) in kinds {
            let days: Vec<String> = days
                .iter()
                .filter(|(_, of)| of == name)
                .map(|(day, _)| {
                    let changed = year.standing == Standing::Changed && !has(known, *day);
                    format!("{}{}", day_and_weekday(cx, *day), if changed { "*" } else { " " })
                })
                .collect();
            if !days.is_empty() {
                rows.push(DayRow { name: (cx.words.holiday)(name).to_owned(), label, days });
            }
        }
    }
    rows
}

impl Screen for Years {
    fn place(&self) -> Place {
        Place::Years
    }

    fn title(&self, cx: &Context<'_>) -> String {
        cx.words.years.title.to_owned()
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        let words = &cx.words.years;
        let Some(proposal) = &self.weighed else {
            return vec![Hint::new(Action::Save, words.read), Hint::new(Action::Back, cx.words.back)];
        };
        let accept = if proposal.is_news() {
            Hint::new(Action::Save, words.accept)
        } else {
            let why = cx.words.command.years_known.to_owned();
            Hint { why, ..Hint::barred(Action::Save, words.accept) }
        };
        let turn = if self.last(cx) > 0 { Hint::new } else { Hint::barred };
        vec![
            accept,
            turn(Action::PageDown, cx.words.reading_screen.page),
            Hint::new(Action::Back, words.to_text),
        ]
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        let words = &cx.words.years;
        if self.saving {
            return cx.words.saving.to_owned();
        }
        match &self.weighed {
            _ if self.asked > 0 => cx.words.reading.to_owned(),
            Some(proposal) if !proposal.is_news() => cx.words.command.years_known.to_owned(),
            Some(proposal) => {
                let (shown, moved) = (self.shown(cx), (proposal.moves.len(), proposal.cases));
                (words.shown)(moved, shown.start + 1, shown.end, self.length(cx))
            }
            None => match self.form.complaints().len() {
                0 => words.hint.to_owned(),
                count => (words.faults)(count),
            },
        }
    }

    fn typing(&self) -> bool {
        self.weighed.is_none()
    }

    fn unsaved(&self) -> bool {
        self.form.touched() && !self.saving
    }

    fn draft(&self, cx: &Context<'_>) -> Option<Kept> {
        let label = (cx.words.field)(Field::Calendar);
        let kept = || Kept::new(FormKind::Years, self.title(cx), label, self.form.snapshot());
        self.form.touched().then(kept)
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        match input {
            Input::Do(Action::Save, _) => self.save(cx),
            Input::Told(told) => self.told(cx, told),
            Input::Back(Handback::Leave) => vec![Effect::Close(Handback::Nothing)],
            Input::Back(Handback::Yes) => self.accept(),
            // Somebody changed the records: what would move may be something else now.
            Input::Changed(Change::Everything) if self.weighed.is_some() && !self.saving => self.weigh(),
            Input::Resized => {
                self.top = self.top.min(self.last(cx));
                Vec::new()
            }
            Input::Opened | Input::Back(_) | Input::Changed(_) => Vec::new(),
            input if self.weighed.is_some() => {
                self.in_proposal(cx, &input);
                Vec::new()
            }
            input => self.in_text(input),
        }
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        let area = Rect { width: area.width.min(MAIN_COLUMNS), ..area };
        let mut pen = Pen::new(cx, frame, area);
        let mut cursor = pen.position(0, 0);
        match &self.weighed {
            Some(proposal) => self.draw_proposal(cx, &mut pen, proposal),
            None => cursor = self.draw_text(cx, &mut pen).unwrap_or(cursor),
        }
        frame.set_cursor_position(cursor);
    }
}
