//! 为什么是这一天: the steps of a count, lines to read aloud, and another start to try. It looks,
//! and never changes anything.

use chrono::{Datelike, Days, NaiveDate};
use ratatui::Frame;
use ratatui::layout::Rect;

use super::pen::{Pen, lamp_meaning, long_day};
use super::{Context, Effect, Handback, Hint, Input, MAIN_COLUMNS, Screen};
use crate::api::cases::{Answer as CasesAnswer, Explained, Request as Ask};
use crate::api::{Answer, Change, Refusal, Request};
use crate::domain::case::CaseId;
use crate::domain::clock::{Certainty, Clock};
use crate::domain::day;
use crate::domain::explanation::{Explanation, Mark, StretchKind};
use crate::domain::problem::{Field, Problem};
use crate::domain::text;
use crate::form::{Entry, Form, Line};
use crate::i18n::refusal;
use crate::keymap::{Action, Place};
use crate::theme::Meaning;
use crate::widget::cells;

const VALUE: u16 = 13;
const LAMP: u16 = 30;
const DAY: u16 = 43;
const POSITION: u16 = 74;
/// Lines above the steps: which matter, which limit.
const HEAD: u16 = 2;
/// Lines below: the day to try.
const FOOT: u16 = 1;
/// Cells of the field for the day.
const FIELD: u16 = 14;

/// Why one limit ends when it does.
pub struct Why {
    /// None is a matter that is still on its form.
    case: Option<CaseId>,
    clock: Option<Clock>,
    /// The day of receipt on the form.
    on_form: Option<NaiveDate>,
    tried: Option<NaiveDate>,
    /// The field in which another day is typed.
    field: Option<Form>,
    explained: Option<Box<Explained>>,
    refused: Option<Refusal>,
    top: usize,
}

impl Why {
    /// The limit of a case: this one, else the one due first.
    pub fn of_case(case: CaseId, clock: Option<Clock>) -> Why {
        Why {
            case: Some(case),
            clock,
            on_form: None,
            tried: None,
            field: None,
            explained: None,
            refused: None,
            top: 0,
        }
    }

    /// The limit that a matter on its form would start.
    pub fn of_form(received: NaiveDate, clock: Option<Clock>) -> Why {
        Why { case: None, on_form: Some(received), ..Why::of_case(CaseId(0), clock) }
    }

    fn start(&self) -> Option<NaiveDate> {
        self.tried.or(self.on_form)
    }

    fn ask(&self) -> Vec<Effect> {
        let (case, clock, start) = (self.case, self.clock, self.start());
        vec![Effect::Ask(Request::Cases(Ask::Explain { case, clock, start }))]
    }

    fn told(&self) -> Option<&Explanation> {
        self.explained.as_ref()?.clock.as_ref().map(|(told, _)| told)
    }

    /// After the field has changed: every line follows at once.
    fn typed(&mut self, cx: &Context<'_>) -> Vec<Effect> {
        let Some(form) = &mut self.field else { return Vec::new() };
        let typed = text::line(&form.value(Field::From));
        let tried = match day::read(&typed, cx.today()) {
            Ok(day) => Some(day),
            Err(_) if typed.is_empty() => None,
            Err(problem) => {
                // Half a day is no fault yet; one that does not exist is.
                form.complain_about(Field::From, (problem == Problem::NoSuchDay).then_some(problem));
                return Vec::new();
            }
        };
        if tried == self.tried {
            return Vec::new();
        }
        self.tried = tried;
        self.ask()
    }

    /// Enter: the field closes, what was tried stays in sight.
    fn taken(&mut self, cx: &Context<'_>) -> Vec<Effect> {
        let Some(form) = &mut self.field else { return Vec::new() };
        let typed = text::line(&form.value(Field::From));
        match day::read(&typed, cx.today()) {
            Err(problem) if !typed.is_empty() => form.complain_about(Field::From, Some(problem)),
            _ => self.field = None,
        }
        Vec::new()
    }

    fn back(&mut self) -> Vec<Effect> {
        if self.field.take().is_none() && self.tried.is_none() {
            return vec![Effect::Close(Handback::Nothing)];
        }
        if self.tried.take().is_some() { self.ask() } else { Vec::new() }
    }

    /// Another limit of the same case.
    fn other(&mut self, down: bool) -> Vec<Effect> {
        let Some(explained) = &self.explained else { return Vec::new() };
        let at = self.told().and_then(|told| explained.clocks.iter().position(|clock| *clock == told.clock));
        let next = at.map(|at| if down { at + 1 } else { at.wrapping_sub(1) });
        let Some(clock) = next.and_then(|next| explained.clocks.get(next)) else { return Vec::new() };
        self.clock = Some(*clock);
        self.top = 0;
        self.ask()
    }

    fn act(&mut self, cx: &Context<'_>, action: Action) -> Vec<Effect> {
        let page = usize::from(room(cx.size.height.saturating_sub(3)));
        match action {
            Action::Back => return self.back(),
            Action::Open => return self.taken(cx),
            Action::Try if self.told().is_some() || self.tried.is_some() => {
                self.field = Some(Form::new(vec![(Field::From, Entry::Line(Line::default()))]));
            }
            Action::Up | Action::Down => return self.other(action == Action::Down),
            Action::PageUp => self.top = 0,
            Action::PageDown => self.top = self.lines(cx).len().saturating_sub(page),
            _ => {}
        }
        Vec::new()
    }

    /// Everything between head and foot: label, text.
    fn lines(&self, cx: &Context<'_>) -> Vec<(String, String, Meaning)> {
        let words = &cx.words.why;
        let Some(told) = self.told() else { return Vec::new() };
        let width = usize::from(cx.size.width.min(MAIN_COLUMNS) - VALUE - 1);
        let blocks = |gaps: bool| {
            let mut lines: Vec<(String, String, Meaning)> = Vec::new();
            let mut block = |label: String, text: &str, meaning| {
                for (at, line) in cells::wrap(text, width).into_iter().enumerate() {
                    lines.push((if at == 0 { label.clone() } else { String::new() }, line, meaning));
                }
            };
            let gap = |block: &mut dyn FnMut(String, &str, Meaning)| {
                if gaps {
                    block(String::new(), "", Meaning::Plain);
                }
            };
            gap(&mut block);
            for (at, (label, step)) in (words.steps)(told).into_iter().enumerate() {
                block(format!("{} {label}", at + 1), &step, Meaning::Plain);
            }
            gap(&mut block);
            block(words.inside_label.to_owned(), &(words.inside)(told), Meaning::Dim);
            block(words.used_label.to_owned(), &(words.used)(told), Meaning::Dim);
            gap(&mut block);
            block(words.aloud_label.to_owned(), &(words.aloud)(told), Meaning::Plain);
            gap(&mut block);
            lines
        };
        // Empty lines go first where there is no room.
        let spaced = blocks(true);
        if spaced.len() <= usize::from(room(cx.size.height.saturating_sub(3))) {
            spaced
        } else {
            blocks(false)
        }
    }

    fn draw_head(&self, cx: &Context<'_>, pen: &mut Pen<'_>, explained: &Explained) {
        let words = cx.words;
        pen.put(2, 0, &explained.number, Meaning::Label);
        let title = if self.case.is_none() { words.why.on_form } else { &explained.title };
        pen.put(VALUE, 0, title, Meaning::Plain);
        let Some((told, lamp)) = &explained.clock else {
            let none = match self.start() {
                Some(day) => (words.why.none_from)(day),
                None => words.why.none.to_owned(),
            };
            pen.put(VALUE, HEAD, &none, Meaning::Plain);
            return;
        };
        let name = format!("{} {}", (words.clock)(told.clock), (words.length)(&told.length.to_string()));
        pen.put_within(VALUE, 1, usize::from(LAMP - VALUE) - 1, &name, Meaning::Plain);
        pen.put_within(LAMP, 1, usize::from(DAY - LAMP) - 1, &(words.lamp)(*lamp), lamp_meaning(*lamp));
        let mark = if told.certainty == Certainty::Unpublished { "?" } else { "" };
        pen.put(DAY, 1, &format!("{}{mark}", long_day(words, told.due)), Meaning::Plain);
        let at = explained.clocks.iter().position(|clock| *clock == told.clock).unwrap_or(0);
        if explained.clocks.len() > 1 {
            pen.put(POSITION, 1, &format!("{}/{}", at + 1, explained.clocks.len()), Meaning::Dim);
        }
    }

    /// The day to try, and what was understood of it.
    fn draw_foot(&self, cx: &Context<'_>, pen: &mut Pen<'_>, y: u16) -> Option<ratatui::layout::Position> {
        let words = &cx.words.why;
        pen.put(2, y, words.try_label, Meaning::Label);
        let Some(form) = &self.field else {
            match self.tried {
                Some(day) => pen.put(VALUE, y, &(words.trying)(&long_day(cx.words, day)), Meaning::Near),
                None => pen.put(VALUE, y, words.try_hint, Meaning::Dim),
            }
            return None;
        };
        pen.put(0, y, ">", Meaning::Plain);
        let place = Rect { x: pen.area.x + VALUE, y: pen.area.y + y, width: FIELD, height: 1 };
        let caret = form.draw(Field::From, pen.buffer, place);
        let beside = VALUE + FIELD + 1;
        match form.complaint(Field::From) {
            Some(problem) => pen.put(beside, y, &(cx.words.problem)(problem), Meaning::Complaint),
            None => pen.put(beside, y, words.try_field, Meaning::Dim),
        }
        caret
    }
}

/// Lines between head and foot.
fn room(body: u16) -> u16 {
    body.saturating_sub(HEAD + FOOT)
}

impl Screen for Why {
    fn place(&self) -> Place {
        Place::Why
    }

    fn title(&self, cx: &Context<'_>) -> String {
        cx.words.why.title.to_owned()
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        let words = &cx.words.why;
        let mut hints = Vec::new();
        if self.field.is_some() {
            hints.push(Hint::new(Action::Open, words.show));
        } else {
            hints.push(Hint::new(Action::Try, words.try_key));
        }
        if self.explained.as_ref().is_some_and(|explained| explained.clocks.len() > 1) {
            hints.push(Hint::new(Action::Down, words.other_limits));
        }
        if self.lines(cx).len() > usize::from(room(cx.size.height.saturating_sub(3))) {
            hints.push(Hint::new(Action::PageDown, cx.words.reading_screen.page));
        }
        hints.push(Hint::new(Action::Back, cx.words.back));
        hints
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        let words = &cx.words.why;
        match (&self.refused, &self.explained) {
            (Some(refused), _) => refusal(cx.words, refused),
            (None, None) => cx.words.reading.to_owned(),
            (None, Some(_)) => words.computed.to_owned(),
        }
    }

    fn typing(&self) -> bool {
        self.field.is_some()
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        match input {
            Input::Opened | Input::Changed(Change::Everything) => return self.ask(),
            Input::Changed(Change::Case(id)) if Some(id) == self.case => return self.ask(),
            Input::Do(action, _) => return self.act(cx, action),
            Input::Type(stroke) => {
                if self.field.as_mut().is_some_and(|form| form.stroke(stroke)) {
                    return self.typed(cx);
                }
            }
            Input::Paste(pasted) => {
                if let Some(form) = &mut self.field {
                    form.paste(&pasted);
                    return self.typed(cx);
                }
            }
            Input::Told(Ok(Answer::Cases(CasesAnswer::Explained(explained)))) => {
                // An answer about a day that was typed before is old.
                if explained.tried == self.start() {
                    self.refused = None;
                    self.top = 0;
                    // A line further on follows the same limit.
                    self.clock = explained.clock.as_ref().map(|(told, _)| told.clock).or(self.clock);
                    self.explained = Some(explained);
                }
            }
            Input::Told(Err(refused)) => self.refused = Some(refused),
            Input::Told(Ok(_))
            | Input::Changed(_)
            | Input::Back(_)
            | Input::Resized
            | Input::Click { .. } => {}
        }
        Vec::new()
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        let main = Rect { width: area.width.min(MAIN_COLUMNS), ..area };
        let mut pen = Pen::new(cx, frame, main);
        let mut cursor = pen.position(0, 0);
        if let Some(explained) = &self.explained {
            self.draw_head(cx, &mut pen, explained);
            let lines = self.lines(cx);
            for (y, (label, line, meaning)) in
                (HEAD..HEAD + room(main.height)).zip(lines.iter().skip(self.top))
            {
                pen.put_within(2, y, 10, label, Meaning::Label);
                pen.put(VALUE, y, line, *meaning);
            }
            if explained.clock.is_some() || self.tried.is_some() {
                let under = HEAD + u16::try_from(lines.len().saturating_sub(self.top)).unwrap_or(0);
                let foot = under.min(main.height.saturating_sub(FOOT));
                cursor = self.draw_foot(cx, &mut pen, foot.max(HEAD + 1)).unwrap_or(cursor);
            }
        }
        if cx.has_pane()
            && let Some(told) = self.told()
        {
            let pane = Rect { x: area.x + MAIN_COLUMNS + 2, width: area.width - MAIN_COLUMNS - 2, ..area };
            draw_strip(cx, &mut Pen::new(cx, frame, pane), told);
        }
        frame.set_cursor_position(cursor);
    }
}

/// The days from the first to the one that binds: a week a line, a sign a day.
fn draw_strip(cx: &Context<'_>, pen: &mut Pen<'_>, told: &Explanation) {
    const SIGNS: u16 = 6;
    const UNTIL: u16 = 14;
    const NAME: u16 = 20;
    pen.put(0, 0, cx.words.why.legend, Meaning::Dim);
    let Some(first) = told.start.succ_opt() else { return };
    let monday = first - Days::new(u64::from(first.weekday().num_days_from_monday()));
    let days: Vec<(NaiveDate, Mark)> = first.iter_days().zip(told.days.iter().copied()).collect();
    let mut y = 1;
    for start in monday.iter_days().step_by(7).take_while(|start| *start <= told.due) {
        if y >= pen.area.height {
            return;
        }
        let week: Vec<&(NaiveDate, Mark)> =
            days.iter().filter(|(day, _)| (0..7).contains(&(*day - start).num_days())).collect();
        let (Some((from, _)), Some((until, _))) = (week.first(), week.last()) else { continue };
        pen.put(0, y, &from.format("%m-%d").to_string(), Meaning::Dim);
        pen.put(UNTIL, y, &until.format("%m-%d").to_string(), Meaning::Dim);
        for (day, mark) in &week {
            let sign = match mark {
                Mark::Worked => ".",
                Mark::Off => "x",
                Mark::MakeUp => "+",
                Mark::Paused => "-",
            };
            let at = u16::try_from((*day - start).num_days()).unwrap_or(0);
            let meaning = if *day == told.due { Meaning::Focus } else { Meaning::Plain };
            pen.put(SIGNS + at, y, sign, meaning);
        }
        let met = told.inside.iter().filter(|s| s.from <= *until && *from <= s.until);
        let mut names: Vec<String> = met
            .map(|stretch| {
                let sign = if stretch.kind == StretchKind::MakeUp { "+" } else { "" };
                format!("{sign}{}", (cx.words.holiday)(&stretch.name))
            })
            .collect();
        names.dedup();
        pen.put(NAME, y, &names.join(cx.words.comma), Meaning::Dim);
        y += 1;
    }
}
