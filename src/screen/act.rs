//! 同办: which step is to be taken with everything that is marked.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::pen::Pen;
use super::{Context, Effect, Handback, Hint, Input, MAIN_COLUMNS, Screen};
use crate::domain::step::{STEPS, Step};
use crate::keymap::{Action, Place};
use crate::theme::Meaning;
use crate::widget::list::Bar;

const WHAT: u16 = 4;
const OPEN_TO: u16 = 30;
const ABOUT: u16 = 52;

/// The menu.
pub(super) struct Act {
    marked: usize,
    /// Each step that is open with one of them, with how many.
    ways: Vec<(&'static Step, usize)>,
    bar: Bar,
}

impl Act {
    /// So many cases are marked; each is named once by every step that is open with it.
    pub(super) fn new(marked: usize, open: &[&'static str]) -> Act {
        let count = |step: &Step| open.iter().filter(|name| **name == step.name).count();
        let ways = STEPS.iter().map(|step| (*step, count(step))).filter(|(_, cases)| *cases > 0);
        Act { marked, ways: ways.collect(), bar: Bar::default() }
    }

    fn choose(&self, at: usize) -> Vec<Effect> {
        let way = self.ways.get(at);
        way.map(|(step, _)| Effect::Close(Handback::Step(step.name))).into_iter().collect()
    }
}

impl Screen for Act {
    fn place(&self) -> Place {
        Place::Triage
    }

    fn title(&self, cx: &Context<'_>) -> String {
        cx.words.many.title.to_owned()
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        let mut hints = Vec::new();
        if let Some((step, _)) = self.ways.get(self.bar.at) {
            hints.push(Hint::new(Action::Open, (cx.words.step)(step.name)));
        }
        hints.push(Hint::new(Action::Back, cx.words.back));
        hints
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        let words = &cx.words.many;
        if self.ways.is_empty() { words.no_step } else { words.choose_hint }.to_owned()
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
        let words = &cx.words.many;
        pen.put(2, 0, &(cx.words.queue_screen.marked)(self.marked), Meaning::Label);
        let height = area.height.saturating_sub(2);
        let top = self.bar.top(usize::from(height), self.ways.len());
        for (line, (at, (step, cases))) in (0..height).zip(self.ways.iter().enumerate().skip(top)) {
            let y = line + 2;
            let digit = if at < 9 { (at + 1).to_string() } else { " ".to_owned() };
            let name = format!("{digit} {}", (cx.words.step)(step.name));
            pen.put_within(WHAT, y, usize::from(OPEN_TO - WHAT) - 1, &name, Meaning::Plain);
            let open = (words.open_to)(*cases, self.marked);
            pen.put_within(OPEN_TO, y, usize::from(ABOUT - OPEN_TO) - 1, &open, Meaning::Dim);
            let decides = step.decides.first();
            let who = decides.map(|role| (cx.words.triage.decides)((cx.words.role)(*role)));
            pen.put(ABOUT, y, &who.unwrap_or_default(), Meaning::Dim);
            if at == self.bar.at {
                pen.bar(y);
                pen.put(0, y, ">", Meaning::Focus);
            }
        }
        let line = u16::try_from(self.bar.at.saturating_sub(top)).unwrap_or(0);
        let cursor = pen.position(0, line + 2);
        frame.set_cursor_position(cursor);
    }
}
