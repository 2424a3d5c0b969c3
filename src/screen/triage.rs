//! 甄别: every way a matter can go from here, what each needs and who decides it.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::pen::Pen;
use super::{Context, Effect, Handback, Hint, Input, MAIN_COLUMNS, Screen};
use crate::api::cases::CaseCard;
use crate::domain::problem::Barrier;
use crate::domain::step::{self, Step};
use crate::keymap::{Action, Place};
use crate::theme::Meaning;
use crate::widget::cells;
use crate::widget::list::Bar;

const WHAT: u16 = 4;
const ABOUT: u16 = 27;
const WHO: u16 = 66;
const VALUE: u16 = 13;
/// Lines above the list.
const HEAD: u16 = 2;
/// Lines below it: an empty one, what is to be filled in, what bars it.
const FOOT: u16 = 5;

/// The menu.
pub struct Triage {
    number: String,
    title: String,
    ways: Vec<(&'static Step, Vec<Barrier>)>,
    bar: Bar,
}

impl Triage {
    /// The ways open to this person with this case.
    pub fn new(card: &CaseCard) -> Triage {
        let menu = card.line.menu.iter();
        let ways = menu.filter_map(|(name, barriers)| Some((step::by_name(name)?, barriers.clone())));
        Triage {
            number: card.line.number.clone(),
            title: card.line.title.clone(),
            ways: ways.collect(),
            bar: Bar::default(),
        }
    }

    fn choose(&self, at: usize) -> Vec<Effect> {
        let way = self.ways.get(at);
        way.map(|(step, _)| Effect::Close(Handback::Step(step.name))).into_iter().collect()
    }
}

impl Screen for Triage {
    fn place(&self) -> Place {
        Place::Triage
    }

    fn title(&self, cx: &Context<'_>) -> String {
        format!("{} / {}", cx.words.case_screen.title, cx.words.triage.title)
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        let mut hints = Vec::new();
        if let Some((step, barriers)) = self.ways.get(self.bar.at) {
            hints.push(Hint::unless(cx, barriers, Action::Open, (cx.words.step)(step.name)));
        }
        hints.push(Hint::new(Action::Back, cx.words.back));
        hints
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        cx.words.triage.menu_hint.to_owned()
    }

    fn handle(&mut self, _cx: &Context<'_>, input: Input) -> Vec<Effect> {
        let all = self.ways.len();
        match input {
            Input::Do(Action::Back, _) => return vec![Effect::Close(Handback::Nothing)],
            Input::Do(Action::Open, _) => return self.choose(self.bar.at),
            Input::Do(Action::Choose(digit), _) => return self.choose(usize::from(digit).wrapping_sub(1)),
            Input::Do(Action::Up, _) => {
                self.bar.up(1);
            }
            Input::Do(Action::Down, _) => {
                self.bar.down(1, all);
            }
            Input::Do(Action::First, _) => self.bar.go(0, all),
            Input::Do(Action::Last, _) => self.bar.go(usize::MAX, all),
            _ => {}
        }
        Vec::new()
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        let area = Rect { width: area.width.min(MAIN_COLUMNS), ..area };
        let mut pen = Pen::new(cx, frame, area);
        let words = &cx.words.triage;
        pen.put(2, 0, &self.number, Meaning::Label);
        pen.put(VALUE, 0, &self.title, Meaning::Plain);
        let height = usize::from(area.height.saturating_sub(HEAD + FOOT)).min(self.ways.len());
        let top = self.bar.top(height, self.ways.len());
        for (y, (at, (step, barriers))) in (HEAD..).zip(self.ways.iter().enumerate().skip(top).take(height)) {
            let digit = if at < 9 { (at + 1).to_string() } else { " ".to_owned() };
            let name = format!("{digit} {}", (cx.words.step)(step.name));
            let name = if barriers.is_empty() { name } else { format!("({name})") };
            let meaning = if barriers.is_empty() { Meaning::Plain } else { Meaning::Dim };
            pen.put_within(WHAT, y, usize::from(ABOUT - WHAT) - 1, &name, meaning);
            pen.put_within(ABOUT, y, usize::from(WHO - ABOUT) - 1, (words.about)(step.name), Meaning::Dim);
            pen.put(WHO, y, &who(cx, step), Meaning::Dim);
        }
        if let Some((step, barriers)) = self.ways.get(self.bar.at) {
            let below = HEAD + u16::try_from(height).unwrap_or(0) + 1;
            let parts: Vec<&str> = step.parts.iter().map(|asked| (words.part)(asked.part)).collect();
            let needs =
                if parts.is_empty() { words.needs_nothing.to_owned() } else { parts.join(cx.words.comma) };
            let why: Vec<String> = barriers.iter().map(|barrier| (cx.words.barrier)(barrier)).collect();
            pen.put(2, below, words.needs, Meaning::Label);
            let mut y = below;
            let width = usize::from(area.width - VALUE - 1);
            for line in cells::wrap(&needs, width) {
                pen.put(VALUE, y, &line, Meaning::Plain);
                y += 1;
            }
            for line in cells::wrap(&why.join(cx.words.semicolon), width) {
                pen.put(VALUE, y, &line, Meaning::Near);
                y += 1;
            }
        }
        let y = HEAD + u16::try_from(self.bar.at - top).unwrap_or(0);
        pen.bar(y);
        pen.put(0, y, ">", Meaning::Focus);
        let cursor = pen.position(0, y);
        frame.set_cursor_position(cursor);
    }
}

/// Whoever wants it, or the leaders.
fn who(cx: &Context<'_>, step: &Step) -> String {
    match step.decides.first() {
        None => cx.words.triage.you_decide.to_owned(),
        Some(role) => (cx.words.triage.decides)((cx.words.role)(*role)),
    }
}
