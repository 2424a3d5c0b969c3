//! 为什么是这一天: the steps of a count, lines to read aloud, and another start to try. It looks,
//! and never changes anything.

use chrono::{Datelike, Days, NaiveDate};
use ratatui::Frame;
use ratatui::layout::Rect;

use super::pen::{Pen, lamp_meaning, long_day};
use super::{Context, Effect, Handback, Hint, Input, MAIN_COLUMNS, Screen};
use crate::api::cases::{Allowed, Answer as CasesAnswer, Explained, Request as Ask, Told, Tried, Wanted};
use crate::api::{Answer, Change, Refusal, Request};
use crate::domain::case::CaseId;
use crate::domain::clock::{Certainty, ClockLine};
use crate::domain::day;
use crate::domain::explanation::{Explanation, Mark, StretchKind};
use crate::domain::problem::{Field, Problem};
use crate::domain::rule::ClockKey;
use crate::domain::text;
use crate::form::{Entry, Form, Line};
use crate::i18n::{Language, explained_lines, refusal, words};
use crate::keymap::{Action, Place};
use crate::theme::Meaning;
use crate::widget::cells;

const VALUE: u16 = 13;
const LAMP: u16 = 30;
const DAY: u16 = 43;
const POSITION: u16 = 74;
/// Lines above the steps: which matter, which limit.
const HEAD: u16 = 2;
/// Lines below: what is tried, and what is wrong with it.
const FOOT: u16 = 2;
/// Cells of the fields: a day, a number, two days.
const START: u16 = 11;
const EXTEND: u16 = 4;
const PAUSE: u16 = 12;

/// Why one limit ends when it does.
pub struct Why {
    /// Which limit, and what is tried with it.
    wanted: Wanted,
    /// The fields in which it is typed.
    form: Option<Form>,
    explained: Option<Box<Explained>>,
    refused: Option<Refusal>,
    top: usize,
}

impl Why {
    /// The limit of a case: this one, else the one due first.
    pub fn of_case(case: CaseId, clock: Option<ClockKey>) -> Why {
        Why::of(Wanted { case: Some(case), clock, ..Wanted::default() })
    }

    /// The limit that a matter on its form would start.
    pub fn of_form(received: NaiveDate) -> Why {
        Why::of(Wanted { received: Some(received), ..Wanted::default() })
    }

    fn of(wanted: Wanted) -> Why {
        Why { wanted, form: None, explained: None, refused: None, top: 0 }
    }

    fn ask(&self) -> Vec<Effect> {
        vec![Effect::Ask(Request::Cases(Ask::Explain(self.wanted.clone())))]
    }

    /// The steps, where there are any.
    fn told(&self) -> Option<&Explanation> {
        match self.explained.as_ref()?.told.as_ref()? {
            Told::Counted(counted) => Some(&counted.explanation),
            Told::Waits(..) | Told::Cannot(..) => None,
        }
    }

    /// Which clock is on the page, and what may be tried with it.
    fn shown(&self) -> Option<(&ClockKey, &Allowed)> {
        Some(match self.explained.as_ref()?.told.as_ref()? {
            Told::Counted(counted) => (&counted.explanation.clock, &counted.allowed),
            Told::Waits(line, allowed) | Told::Cannot(line, allowed, _) => (&line.clock, allowed),
        })
    }

    /// The fields that this clock has a use for, with what was typed into them already.
    fn open_form(&mut self) {
        let Some((_, allowed)) = self.shown() else { return };
        let wanted = [
            (Field::From, true),
            (Field::Extend, allowed.extension.is_some()),
            (Field::Pause, !allowed.pauses.is_empty()),
        ];
        let fields = wanted.iter().filter(|(_, used)| *used).map(|(field, _)| {
            let typed = self.form.as_ref().map(|form| form.value(*field)).unwrap_or_default();
            (*field, Entry::Line(Line::new(&typed)))
        });
        let form = Form::new(fields.collect());
        let same = |old: &Form| wanted.iter().all(|(field, used)| old.entry(*field).is_some() == *used);
        if !self.form.as_ref().is_some_and(same) {
            self.form = Some(form);
        }
    }

    /// What the fields say; nothing where they are empty.
    ///
    /// # Errors
    /// The first field that cannot be read.
    fn read(form: &Form, today: NaiveDate) -> Result<Option<Tried>, (Field, Problem)> {
        let typed = |field| text::line(&form.value(field));
        let one = |field, typed: &str| match typed {
            "" => Ok(None),
            typed => day::read(typed, today).map(Some).map_err(|problem| (field, problem)),
        };
        let start = one(Field::From, &typed(Field::From))?;
        let extend = typed(Field::Extend);
        let extend = match extend.as_str() {
            "" => 0,
            typed => typed.parse().map_err(|_| (Field::Extend, Problem::NotANumber))?,
        };
        let pause = typed(Field::Pause);
        let pause = match two_days(&pause) {
            _ if pause.is_empty() => None,
            Some((from, to)) => {
                let day = |text: &str| one(Field::Pause, text.trim());
                day(from)?.zip(day(to)?)
            }
            None => return Err((Field::Pause, Problem::NotADate)),
        };
        let tried = Tried { start, extend, pause };
        Ok((tried != Tried::default()).then_some(tried))
    }

    /// After a field has changed: every line follows at once.
    fn typed(&mut self, cx: &Context<'_>) -> Vec<Effect> {
        let Some(form) = &mut self.form else { return Vec::new() };
        let tried = match Why::read(form, cx.today()) {
            Ok(tried) => tried,
            Err((field, problem)) => {
                // Half a day is no fault yet; one that does not exist is.
                form.complain_about(field, (problem == Problem::NoSuchDay).then_some(problem));
                return Vec::new();
            }
        };
        if tried == self.wanted.tried {
            return Vec::new();
        }
        self.wanted.tried = tried;
        self.ask()
    }

    /// Enter: the fields close, what was tried stays in sight.
    fn taken(&mut self, cx: &Context<'_>) -> Vec<Effect> {
        let Some(form) = &mut self.form else { return Vec::new() };
        match Why::read(form, cx.today()) {
            Err((field, problem)) => form.complain_about(field, Some(problem)),
            Ok(_) => self.form = None,
        }
        Vec::new()
    }

    fn back(&mut self) -> Vec<Effect> {
        if self.form.take().is_none() && self.wanted.tried.is_none() {
            return vec![Effect::Close(Handback::Nothing)];
        }
        if self.wanted.tried.take().is_some() { self.ask() } else { Vec::new() }
    }

    /// Another limit of the same case.
    fn other(&mut self, down: bool) -> Vec<Effect> {
        let Some(explained) = &self.explained else { return Vec::new() };
        // Quick strokes go on from what was asked last, not from what was answered last.
        let shown = self.wanted.clock.as_ref().or(self.shown().map(|(clock, _)| clock));
        let at = explained.clocks.iter().position(|clock| Some(clock) == shown);
        let next = at.map(|at| if down { at + 1 } else { at.wrapping_sub(1) });
        let Some(clock) = next.and_then(|next| explained.clocks.get(next)) else { return Vec::new() };
        self.wanted = Wanted { clock: Some(clock.clone()), tried: None, ..self.wanted.clone() };
        self.top = 0;
        self.ask()
    }

    fn act(&mut self, cx: &Context<'_>, action: Action) -> Vec<Effect> {
        let page = usize::from(room(cx.size.height.saturating_sub(3)));
        match action {
            Action::Back => return self.back(),
            Action::Open => return self.taken(cx),
            Action::Try => self.open_form(),
            Action::Print => return self.print(cx),
            Action::NextField | Action::PreviousField => {
                if let Some(form) = &mut self.form {
                    if action == Action::NextField { form.next() } else { form.previous() }
                }
            }
            Action::Up | Action::Down if self.form.is_none() => return self.other(action == Action::Down),
            Action::PageUp => self.top = 0,
            Action::PageDown => self.top = self.lines(cx).len().saturating_sub(page),
            _ => {}
        }
        Vec::new()
    }

    /// The page as a paper for the file. Papers are Chinese, whatever the screen speaks (decision
    /// 24); a matter on its form has no file yet, and what is only tried belongs in none.
    fn print(&self, cx: &Context<'_>) -> Vec<Effect> {
        let Some(explained) = self.explained.as_ref().filter(|_| self.can_print()) else {
            return Vec::new();
        };
        let Some(Told::Counted(counted)) = &explained.told else { return Vec::new() };
        let words = words(Language::Chinese);
        let at = cx.now.format("%Y-%m-%d %H:%M").to_string();
        let mut lines = vec![words.why.title.to_owned(), String::new()];
        lines.extend(explained_lines(words, explained, counted));
        lines.extend([String::new(), (words.why.printed_by)(&cx.actor.name, &at), String::new()]);
        let clock = counted.explanation.clock.word().replace('.', "-");
        let name = format!("{}-{clock}-{}", explained.number, cx.today());
        vec![Effect::Print { name, text: lines.join("\n") }]
    }

    fn can_print(&self) -> bool {
        self.wanted.case.is_some() && self.wanted.tried.is_none() && self.told().is_some()
    }

    /// Everything between head and foot: label, text.
    fn lines(&self, cx: &Context<'_>) -> Vec<(String, String, Meaning)> {
        let words = &cx.words.why;
        let Some(Told::Counted(counted)) =
            self.explained.as_ref().and_then(|explained| explained.told.as_ref())
        else {
            return Vec::new();
        };
        let told = &counted.explanation;
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
            if let Some(appeal) = &counted.appeal {
                block(words.appeal_label.to_owned(), &(words.appeal)(appeal), Meaning::Plain);
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
        let title = if self.wanted.case.is_none() { words.why.on_form } else { &explained.title };
        pen.put(VALUE, 0, title, Meaning::Plain);
        let position = |pen: &mut Pen<'_>, clock: &ClockKey| {
            let at = explained.clocks.iter().position(|known| known == clock).unwrap_or(0);
            if explained.clocks.len() > 1 {
                pen.put(POSITION, 1, &format!("{}/{}", at + 1, explained.clocks.len()), Meaning::Dim);
            }
        };
        let named = |pen: &mut Pen<'_>, line: &ClockLine, state: &str, said: &str| {
            let length = line.length.as_deref().map(words.length).unwrap_or_default();
            let name = format!("{} {length}", (words.clock)(&line.clock, &line.title));
            pen.put_within(VALUE, 1, usize::from(LAMP - VALUE) - 1, name.trim_end(), Meaning::Plain);
            pen.put(LAMP, 1, state, Meaning::Dim);
            let basis = words.language.basis(&line.basis);
            pen.put_within(DAY, 1, usize::from(POSITION - DAY) - 1, &basis, Meaning::Dim);
            for (y, text) in (HEAD + 1..).zip(cells::wrap(said, usize::from(MAIN_COLUMNS - VALUE) - 2)) {
                pen.put(VALUE, y, &text, Meaning::Plain);
            }
            position(pen, &line.clock);
        };
        match &explained.told {
            None => pen.put(VALUE, HEAD, words.why.none, Meaning::Plain),
            Some(Told::Waits(line, _)) => {
                let state = if line.length.is_some() { words.why.waiting } else { words.why.unset };
                named(pen, line, state, &(words.why.waits)(line));
            }
            Some(Told::Cannot(line, _, problem)) => {
                let said = (words.why.cannot)(&(words.command.rule.by_rule)(problem));
                named(pen, line, "", &said);
            }
            Some(Told::Counted(counted)) => {
                let (told, lamp) = (&counted.explanation, counted.lamp);
                let length = (words.length)(&told.length.to_string());
                let name = format!("{} {length}", (words.clock)(&told.clock, &told.title));
                pen.put_within(VALUE, 1, usize::from(LAMP - VALUE) - 1, &name, Meaning::Plain);
                pen.put_within(LAMP, 1, usize::from(DAY - LAMP) - 1, &(words.lamp)(lamp), lamp_meaning(lamp));
                let mark = if told.certainty == Certainty::Unpublished { "?" } else { "" };
                pen.put(DAY, 1, &format!("{}{mark}", long_day(words, told.live)), Meaning::Plain);
                position(pen, &told.clock);
            }
        }
    }

    /// What is tried, and what was understood of it.
    fn draw_foot(&self, cx: &Context<'_>, pen: &mut Pen<'_>, y: u16) -> Option<ratatui::layout::Position> {
        let words = &cx.words.why;
        pen.put(2, y, words.try_label, Meaning::Label);
        let Some(form) = &self.form else {
            match self.wanted.tried.as_ref().map(|tried| tried.start) {
                Some(start) => {
                    let start = start.or(self.told().map(|told| told.start)).unwrap_or(cx.today());
                    pen.put(VALUE, y, &(words.trying)(&long_day(cx.words, start)), Meaning::Near);
                }
                None => pen.put(VALUE, y, words.try_hint, Meaning::Dim),
            }
            return None;
        };
        pen.put(0, y, ">", Meaning::Plain);
        let (_, allowed) = self.shown()?;
        let extend = allowed.extension.as_deref().map(words.try_extend).unwrap_or_default();
        let pause = allowed.pauses.first().map(|reason| (words.try_pause)(*reason)).unwrap_or_default();
        let (mut x, mut caret) = (VALUE, None);
        let fields = [
            (Field::From, words.try_start, START),
            (Field::Extend, extend.as_str(), EXTEND),
            (Field::Pause, pause.as_str(), PAUSE),
        ];
        for (field, label, width) in fields {
            if form.entry(field).is_none() {
                continue;
            }
            pen.put(x, y, label, Meaning::Dim);
            x += u16::try_from(cells::width(label)).unwrap_or(0) + 1;
            let place = Rect { x: pen.area.x + x, y: pen.area.y + y, width, height: 1 };
            caret = form.draw(field, pen.buffer, place).or(caret);
            x += width + 2;
        }
        match form.complaints().first() {
            Some((_, problem)) => pen.put(VALUE, y + 1, &(cx.words.problem)(problem), Meaning::Complaint),
            None => pen.put(VALUE, y + 1, words.try_field, Meaning::Dim),
        }
        caret
    }
}

/// `0520-0531`, `05-20 05-31`, `2026-05-20至2026-05-31`: the first day and the last.
fn two_days(typed: &str) -> Option<(&str, &str)> {
    let dash = || {
        let dashes: Vec<usize> = typed.match_indices('-').map(|(at, _)| at).collect();
        // A day has none, one or two dashes of its own.
        let middle = *dashes.get(dashes.len() / 2).filter(|_| dashes.len() % 2 == 1)?;
        Some((&typed[..middle], &typed[middle + 1..]))
    };
    let (from, to) = typed.split_once([' ', '至', '到', '—', '~']).or_else(dash)?;
    (!from.is_empty() && !to.trim().is_empty()).then_some((from, to))
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
        match &self.form {
            Some(form) => {
                hints.push(Hint::new(Action::Open, words.show));
                if [Field::Extend, Field::Pause].iter().any(|field| form.entry(*field).is_some()) {
                    hints.push(Hint::new(Action::NextField, words.next_field));
                }
            }
            None => {
                hints.push(Hint::new(Action::Try, words.try_key));
                if self.can_print() {
                    hints.push(Hint::new(Action::Print, words.print));
                }
            }
        }
        if self.form.is_none() && self.explained.as_ref().is_some_and(|explained| explained.clocks.len() > 1)
        {
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
        self.form.is_some()
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        match input {
            Input::Opened | Input::Changed(Change::Everything) => return self.ask(),
            Input::Changed(Change::Case(id)) if Some(id) == self.wanted.case => return self.ask(),
            Input::Do(action, _) => return self.act(cx, action),
            Input::Type(stroke) => {
                if self.form.as_mut().is_some_and(|form| form.stroke(stroke)) {
                    return self.typed(cx);
                }
            }
            Input::Paste(pasted) => {
                if let Some(form) = &mut self.form {
                    form.paste(&pasted);
                    return self.typed(cx);
                }
            }
            Input::Told(Ok(Answer::Cases(CasesAnswer::Explained(explained)))) => {
                // An answer about a day that was typed before is old.
                if explained.wanted == self.wanted {
                    self.refused = None;
                    self.top = 0;
                    self.explained = Some(explained);
                    // What is tried next follows the same limit.
                    self.wanted.clock = self.shown().map(|(clock, _)| clock.clone());
                    if self.form.is_some() {
                        self.open_form();
                    }
                }
            }
            Input::Told(Err(refused)) => self.refused = Some(refused),
            Input::Told(Ok(_))
            | Input::Changed(_)
            | Input::Back(_)
            | Input::Resized
            | Input::Scan(_)
            | Input::Handed(_)
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
            if explained.told.is_some() {
                let none = if lines.is_empty() { 4 } else { 0 };
                let under = HEAD + none + u16::try_from(lines.len().saturating_sub(self.top)).unwrap_or(0);
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
