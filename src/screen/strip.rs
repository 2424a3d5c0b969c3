//! 晨会条: twelve figures of the morning that agree with each other and with the queues.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::pen::{Pen, day_and_weekday};
use super::queue::Queue as QueueScreen;
use super::{Context, Effect, Handback, Hint, Input, Screen};
use crate::api::home::{Answer as HomeAnswer, Request as Ask, Strip as Figures};
use crate::api::{Answer, Refusal, Request};
use crate::domain::queue::Queue;
use crate::i18n::refusal;
use crate::keymap::{Action, Place};
use crate::theme::Meaning;
use crate::widget::cells;
use crate::widget::list::Bar;

/// Lines of the strip.
const LINES: usize = 12;
const FIGURE_END: u16 = 44;

/// The strip.
#[derive(Default)]
pub struct Strip {
    figures: Option<Box<Figures>>,
    refused: Option<Refusal>,
    bar: Bar,
}

impl Strip {
    /// Reads the figures.
    pub fn new() -> Strip {
        Strip::default()
    }

    fn figure(figures: &Figures, line: usize) -> i64 {
        let Figures {
            yesterday: _,
            open_before,
            registered,
            closed,
            open_this_morning,
            registered_today,
            closed_today,
            open,
            overdue,
            due_today,
            due_soon,
            later,
        } = figures;
        let lines = [
            *open_before,
            *registered,
            *closed,
            *open_this_morning,
            *registered_today,
            *closed_today,
            *open,
            *overdue,
            *due_today,
            *due_soon,
            *later,
            overdue + due_today + due_soon + later,
        ];
        lines.get(line).copied().unwrap_or(0)
    }

    /// The queue that holds the cases of a line, where one does.
    fn queue(line: usize) -> Option<Queue> {
        match line {
            6 | 11 => Some(Queue::Open),
            7 => Some(Queue::Overdue),
            8 => Some(Queue::DueToday),
            9 => Some(Queue::Coming),
            10 => Some(Queue::Later),
            _ => None,
        }
    }
}

impl Screen for Strip {
    fn place(&self) -> Place {
        Place::Strip
    }

    fn title(&self, cx: &Context<'_>) -> String {
        cx.words.home.strip_title.to_owned()
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        let open = if Strip::queue(self.bar.at).is_some() { Hint::new } else { Hint::barred };
        vec![open(Action::Open, cx.words.open), Hint::new(Action::Back, cx.words.back)]
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        let words = &cx.words.home;
        match (&self.refused, &self.figures) {
            (Some(refused), _) => refusal(cx.words, refused),
            (None, None) => cx.words.reading.to_owned(),
            (None, Some(figures)) if !figures.reconciles() => words.strip_breaks.to_owned(),
            (None, Some(_)) => words.strip_holds.to_owned(),
        }
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        match input {
            Input::Opened | Input::Back(_) | Input::Changed(_) => {
                return vec![Effect::Ask(Request::Home(Ask::Strip))];
            }
            Input::Do(Action::Back, _) => return vec![Effect::Close(Handback::Nothing)],
            Input::Do(Action::PageUp | Action::First, _) => self.bar.go(0, LINES),
            Input::Do(Action::PageDown | Action::Last, _) => self.bar.go(usize::MAX, LINES),
            Input::Do(Action::Up, _) => {
                self.bar.up(1);
            }
            Input::Do(Action::Down, _) => {
                self.bar.down(1, LINES);
            }
            Input::Do(Action::Open, _) => {
                return match Strip::queue(self.bar.at) {
                    Some(queue) => vec![Effect::Open(Box::new(QueueScreen::new(queue)))],
                    None => vec![Effect::Say(cx.words.home.strip_hint.to_owned())],
                };
            }
            Input::Click { y, .. } => self.bar.go(usize::from(y.saturating_sub(2)), LINES),
            Input::Told(Ok(Answer::Home(HomeAnswer::Strip(figures)))) => self.figures = Some(figures),
            Input::Told(Err(refused)) => self.refused = Some(refused),
            _ => {}
        }
        Vec::new()
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        let mut pen = Pen::new(cx, frame, area);
        if let Some(figures) = &self.figures {
            let day = day_and_weekday(cx, figures.yesterday);
            for line in 0..LINES {
                let y = u16::try_from(line).unwrap_or(0) + 1;
                let figure = Strip::figure(figures, line).to_string();
                let width = u16::try_from(cells::width(&figure)).unwrap_or(0);
                pen.put(2, y, &(cx.words.home.strip_line)(line, &day), Meaning::Plain);
                let meaning = if line == 7 && figures.overdue > 0 { Meaning::Over } else { Meaning::Plain };
                pen.put(FIGURE_END - width, y, &figure, meaning);
            }
        }
        let y = u16::try_from(self.bar.at).unwrap_or(0) + 1;
        pen.bar_until(FIGURE_END + 1, y);
        pen.put(0, y, ">", Meaning::Focus);
        let cursor = pen.position(0, y);
        frame.set_cursor_position(cursor);
    }
}
