//! 找操作: anything without knowing its key: what can be done here, screens, cases, people, by
//! characters, pinyin initials, and the words people use.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::case::Case;
use super::pen::{Pen, lamp_meaning};
use super::places::PLACES;
use super::queue::Queue;
use super::sheet::{Sheet, fits};
use super::{Context, Effect, Handback, Hint, Input, Screen};
use crate::api::cases::{Answer as CasesAnswer, CaseLine, Request as AskCases};
use crate::api::registers::{Answer as Told, Request as AskRegisters};
use crate::api::{Answer, Request};
use crate::domain::access;
use crate::domain::masked::Personal;
use crate::domain::problem::Field;
use crate::domain::queue;
use crate::form::{Entry, Form, Line};
use crate::keymap::{Action, Place};
use crate::theme::Meaning;
use crate::widget::cells;
use crate::widget::list::Bar;

/// Cases shown at most.
const CASES: usize = 5;
const KEY_COLUMN: u16 = 66;

/// The palette.
pub struct Palette {
    about: Place,
    hints: Vec<Hint>,
    form: Form,
    registers: Vec<(String, String)>,
    people: Vec<(String, String, String)>,
    cases: Vec<CaseLine>,
    bar: Bar,
    /// A search is under way; what is typed meanwhile is asked afterwards.
    searching: bool,
    again: bool,
}

/// One line of the page.
enum PaletteLine {
    Heading(&'static str),
    /// With its place among those that can be chosen.
    Found(usize, Found),
}

/// One line that can be chosen.
#[derive(Clone)]
enum Found {
    Action { action: Action, words: &'static str, why: Option<String> },
    Queue(queue::Queue),
    Register { name: String, title: String },
    Case(Box<CaseLine>),
    Person { key: String, name: String, post: String },
}

impl Palette {
    /// What the screen at `about` offers, and everything else.
    pub fn new(_cx: &Context<'_>, about: Place, hints: Vec<Hint>) -> Palette {
        Palette {
            about,
            hints,
            form: Form::new(vec![(Field::Name, Entry::Line(Line::default()))]),
            registers: Vec::new(),
            people: Vec::new(),
            cases: Vec::new(),
            bar: Bar::default(),
            searching: false,
            again: false,
        }
    }

    fn typed(&self) -> String {
        self.form.value(Field::Name).trim().to_owned()
    }

    /// Everything that fits, section by section.
    fn sections(&self, cx: &Context<'_>) -> Vec<(&'static str, Vec<Found>)> {
        let words = &cx.words.palette;
        let typed = self.typed();
        let named = |name: &str| {
            let also = words.also.iter().find(|(known, _)| *known == name).map_or("", |(_, also)| also);
            fits("", name, &typed)
                || (!typed.is_empty() && also.split(' ').any(|word| fits("", word, &typed)))
        };
        let moves = |action| {
            matches!(action, Action::Back | Action::Open | Action::Up | Action::Down | Action::NextField)
        };
        let actions = self
            .hints
            .iter()
            .filter(|hint| !moves(hint.action) && !PLACES.contains(&hint.action))
            .filter(|hint| !matches!(hint.action, Action::Go | Action::Palette))
            .filter(|hint| named(hint.words) || named((cx.words.action)(hint.action)))
            .map(|hint| Found::Action {
                action: hint.action,
                words: hint.words,
                why: hint.barred.then(|| hint.why.clone()),
            })
            .collect();
        let mut screens: Vec<Found> = PLACES
            .iter()
            .copied()
            .filter(|action| named((cx.words.action)(*action)))
            .map(|action| Found::Action { action, words: (cx.words.action)(action), why: None })
            .collect();
        if access::may_read_cases(cx.actor).is_empty() {
            let queues = queue::Queue::ALL.into_iter().filter(|queue| named((cx.words.queue)(*queue)));
            screens.extend(queues.map(Found::Queue));
        }
        let registers = self.registers.iter().filter(|(name, title)| named(title) || fits(name, "", &typed));
        screens.extend(
            registers.map(|(name, title)| Found::Register { name: name.clone(), title: title.clone() }),
        );
        let cases = self.cases.iter().map(|line| Found::Case(Box::new(line.clone()))).collect();
        let people = self
            .people
            .iter()
            .filter(|(key, name, _)| !typed.is_empty() && fits(key, name, &typed))
            .map(|(key, name, post)| Found::Person {
                key: key.clone(),
                name: name.clone(),
                post: post.clone(),
            })
            .collect();
        vec![(words.actions, actions), (words.screens, screens), (words.cases, cases), (words.people, people)]
    }

    fn found(&self, cx: &Context<'_>) -> Vec<Found> {
        self.sections(cx).into_iter().flat_map(|(_, found)| found).collect()
    }

    fn search(&mut self, cx: &Context<'_>) -> Vec<Effect> {
        self.bar = Bar::default();
        if self.typed().is_empty() || !access::may_search_people(cx.actor).is_empty() {
            self.cases.clear();
            return Vec::new();
        }
        if self.searching {
            self.again = true;
            return Vec::new();
        }
        self.searching = true;
        let typed = Personal::new(self.typed());
        vec![Effect::Ask(Request::Cases(AskCases::Search { typed, limit: CASES }))]
    }

    fn choose(&self, cx: &Context<'_>) -> Vec<Effect> {
        let instead = |screen: Box<dyn Screen>| vec![Effect::Close(Handback::Nothing), Effect::Open(screen)];
        match self.found(cx).into_iter().nth(self.bar.at) {
            Some(Found::Action { words, why: Some(why), .. }) => {
                vec![Effect::Say((cx.words.palette.barred)(words, &why))]
            }
            Some(Found::Action { action, .. }) => vec![Effect::Act(action)],
            Some(Found::Queue(queue)) => instead(Box::new(Queue::new(queue))),
            Some(Found::Register { name, .. }) => instead(Box::new(Sheet::new(&name))),
            Some(Found::Case(line)) => instead(Box::new(Case::new(line.id, None))),
            Some(Found::Person { key, .. }) => instead(Box::new(Sheet::at_row("people", &key))),
            None => Vec::new(),
        }
    }

    fn draw_found(&self, cx: &Context<'_>, pen: &mut Pen<'_>, y: u16, found: &Found) {
        let key = |place, action| cx.keymap.label(place, false, action).unwrap_or_default();
        match found {
            Found::Action { action, words, why } => {
                let text = if why.is_some() { format!("({words})") } else { (*words).to_owned() };
                pen.put_within(4, y, 26, &text, Meaning::Plain);
                let about = why.clone().unwrap_or_else(|| {
                    let long = (cx.words.action)(*action);
                    if long == *words { String::new() } else { long.to_owned() }
                });
                pen.put_within(31, y, usize::from(KEY_COLUMN) - 32, &about, Meaning::Dim);
                let keys = if PLACES.contains(action) {
                    let (go, letter) = (key(Place::Everywhere, Action::Go), key(Place::Go, *action));
                    format!("{go} {letter}")
                } else {
                    key(self.about, *action)
                };
                pen.put(KEY_COLUMN, y, &keys, Meaning::Label);
            }
            Found::Queue(queue) => {
                pen.put_within(4, y, 26, (cx.words.queue)(*queue), Meaning::Plain);
                pen.put(31, y, &(cx.words.queue_screen.title)((cx.words.queue)(*queue)), Meaning::Dim);
            }
            Found::Register { title, .. } => {
                pen.put_within(4, y, 26, title, Meaning::Plain);
                pen.put(31, y, cx.words.registers.title, Meaning::Dim);
            }
            Found::Case(line) => {
                pen.put_within(4, y, 12, &line.number, Meaning::Plain);
                pen.put_within(17, y, 13, &(cx.words.lamp)(line.lamp), lamp_meaning(line.lamp));
                pen.put(31, y, &line.title, Meaning::Plain);
            }
            Found::Person { name, post, .. } => {
                pen.put_within(4, y, 26, name, Meaning::Plain);
                pen.put(31, y, post, Meaning::Dim);
            }
        }
    }
}

impl Screen for Palette {
    fn place(&self) -> Place {
        Place::Palette
    }

    fn title(&self, cx: &Context<'_>) -> String {
        cx.words.palette.title.to_owned()
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        vec![
            Hint::new(Action::Open, cx.words.open),
            Hint::new(Action::Down, cx.words.search_screen.choose),
            Hint::new(Action::Back, cx.words.back),
        ]
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        let words = &cx.words.palette;
        match self.found(cx).len() {
            0 if self.searching => cx.words.reading.to_owned(),
            0 => (words.nothing)(&self.typed(), access::may_search_people(cx.actor).is_empty()),
            _ if self.typed().is_empty() => words.hint.to_owned(),
            count => (words.found)(count),
        }
    }

    fn typing(&self) -> bool {
        true
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        let len = self.found(cx).len();
        match input {
            Input::Opened => {
                return vec![
                    Effect::Ask(Request::Registers(AskRegisters::Index)),
                    Effect::Ask(Request::Registers(AskRegisters::Open { register: "people".to_owned() })),
                ];
            }
            Input::Do(Action::Back, _) => return vec![Effect::Close(Handback::Nothing)],
            Input::Do(Action::Open, _) => return self.choose(cx),
            Input::Do(Action::Up, _) => {
                self.bar.up(1);
            }
            Input::Do(Action::Down, _) => {
                self.bar.down(1, len);
            }
            Input::Do(Action::PageUp, _) => {
                self.bar.up(10);
            }
            Input::Do(Action::PageDown, _) => {
                self.bar.down(10, len);
            }
            // To the first line of the next section.
            Input::Do(Action::NextField, _) => {
                let mut starts = Vec::new();
                let mut at = 0;
                for (_, found) in self.sections(cx) {
                    if !found.is_empty() {
                        starts.push(at);
                    }
                    at += found.len();
                }
                let next = starts.iter().find(|start| **start > self.bar.at).or(starts.first());
                self.bar.go(next.copied().unwrap_or(0), len);
            }
            Input::Type(stroke) if self.form.stroke(stroke) => return self.search(cx),
            Input::Paste(pasted) => {
                self.form.paste(&pasted);
                return self.search(cx);
            }
            Input::Told(Ok(Answer::Registers(Told::Index(all)))) => {
                self.registers = all
                    .iter()
                    .map(|row| (row.register.name.clone(), cx.words.of(&row.register.title).to_owned()))
                    .collect();
            }
            Input::Told(Ok(Answer::Registers(Told::Sheet(sheet)))) => {
                let here = sheet.rows.iter().filter(|row| !row.ended);
                self.people = here
                    .map(|row| (row.key.clone(), row.value("name").to_owned(), row.value("post").to_owned()))
                    .collect();
            }
            Input::Told(answer) => {
                self.searching = false;
                if let Ok(Answer::Cases(CasesAnswer::Found(page))) = answer {
                    self.cases = if self.typed().is_empty() { Vec::new() } else { page.rows };
                }
                if std::mem::take(&mut self.again) {
                    return self.search(cx);
                }
            }
            _ => {}
        }
        Vec::new()
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        let mut pen = Pen::new(cx, frame, area);
        let field = Rect { x: area.x + 2, width: 32, height: 1, ..area };
        let caret = self.form.draw(Field::Name, pen.buffer, field);
        pen.put(36, 0, cx.words.palette.prompt, Meaning::Dim);
        // Headings and lines; the line under the bar is always in sight.
        let mut lines: Vec<PaletteLine> = Vec::new();
        let mut at = 0;
        for (heading, found) in self.sections(cx) {
            if !found.is_empty() {
                lines.push(PaletteLine::Heading(heading));
            }
            for found in found {
                lines.push(PaletteLine::Found(at, found));
                at += 1;
            }
        }
        let under_bar = |line: &PaletteLine| matches!(line, PaletteLine::Found(at, _) if *at == self.bar.at);
        let height = usize::from(area.height.saturating_sub(1));
        let top = (lines.iter().position(under_bar).unwrap_or(0) + 1).saturating_sub(height);
        for (y, line) in (1..area.height).zip(lines.iter().skip(top)) {
            match line {
                PaletteLine::Heading(heading) => pen.put(2, y, heading, Meaning::Label),
                PaletteLine::Found(_, found) => self.draw_found(cx, &mut pen, y, found),
            }
            if under_bar(line) {
                pen.bar(y);
                pen.put(0, y, ">", Meaning::Focus);
            }
        }
        let position = if at == 0 { String::new() } else { format!("{}/{at}", self.bar.at + 1) };
        let right = area.width.saturating_sub(u16::try_from(cells::width(&position)).unwrap_or(0) + 1);
        pen.put(right, 0, &position, Meaning::Dim);
        if let Some(caret) = caret {
            frame.set_cursor_position(caret);
        }
    }
}
