//! 任务: what I still have to do, due first.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::case::Case;
use super::pen::{Pen, lamp_meaning, short_day};
use super::reason::{AskReason, Ending};
use super::task::NewTask;
use super::{Context, Effect, Handback, Hint, Input, Screen};
use crate::api::tasks::{Answer as Told, Request as Ask};
use crate::api::{Answer, Refusal, Request};
use crate::domain::task::{Task, TaskState};
use crate::form::Offer;
use crate::i18n::refusal;
use crate::keymap::{Action, Place};
use crate::theme::Meaning;
use crate::widget::list::Bar;

const COLUMNS: [u16; 5] = [2, 15, 22, 33, 68];

/// The list of tasks.
#[derive(Default)]
pub struct Tasks {
    tasks: Option<Vec<Task>>,
    colleagues: Vec<Offer>,
    refused: Option<Refusal>,
    bar: Bar,
}

impl Tasks {
    /// Asks what there is.
    pub fn new() -> Tasks {
        Tasks::default()
    }

    fn rows(&self) -> &[Task] {
        self.tasks.as_deref().unwrap_or_default()
    }

    fn current(&self) -> Option<&Task> {
        self.rows().get(self.bar.at)
    }
}

/// Asks to end a task or a duty of a period.
pub(super) fn end(task: &Task, to: TaskState, reason: String) -> Effect {
    let request = match &task.duty {
        Some(duty) => Ask::EndDuty { key: duty.key.clone(), to, reason },
        None => Ask::End { id: task.id, version: task.version, to, reason },
    };
    Effect::Ask(Request::Tasks(request))
}

/// What is to be done, on one line; of a duty that wants several times which of them.
pub(super) fn what(cx: &Context<'_>, task: &Task) -> String {
    match &task.duty {
        Some(duty) => {
            let what = cx.words.of(&duty.title);
            let (nth, times) = duty.nth;
            if times > 1 { format!("{what} {nth}/{times}") } else { what.to_owned() }
        }
        None => task.what.replace('\n', " "),
    }
}

impl Screen for Tasks {
    fn place(&self) -> Place {
        Place::Tasks
    }

    fn title(&self, cx: &Context<'_>) -> String {
        cx.words.tasks.title.to_owned()
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        let words = &cx.words.tasks;
        let mut hints = Vec::new();
        if let Some(task) = self.current() {
            hints.push(Hint::new(Action::Done, words.done));
            hints.push(Hint::new(Action::Drop, words.drop));
            if task.case.is_some() {
                hints.push(Hint::new(Action::Open, words.open_case));
            }
        }
        hints.push(Hint::new(Action::New, words.new));
        hints.push(Hint::new(Action::HandOver, cx.words.home.hand_over));
        hints.push(Hint::new(Action::Back, cx.words.back));
        hints
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        let words = &cx.words.tasks;
        match (&self.refused, &self.tasks, self.current()) {
            (Some(refused), ..) => refusal(cx.words, refused),
            (None, None, _) => cx.words.reading.to_owned(),
            (None, Some(_), Some(Task { duty: Some(duty), .. })) => {
                let (first, last) = duty.days;
                let days = if first == last {
                    short_day(cx, first)
                } else {
                    format!("{} - {}", short_day(cx, first), short_day(cx, last))
                };
                (words.duty)(&days, &cx.words.language.basis(&duty.basis))
            }
            (None, Some(_), Some(task)) => {
                (words.hint)(&task.made_by, &task.made_at.format("%m-%d %H:%M").to_string())
            }
            (None, Some(_), None) => words.empty.to_owned(),
        }
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        let len = self.rows().len();
        let ask = || vec![Effect::Ask(Request::Tasks(Ask::Mine))];
        match input {
            Input::Opened | Input::Back(_) | Input::Changed(_) => return ask(),
            Input::Do(Action::Back, _) => return vec![Effect::Close(Handback::Nothing)],
            Input::Do(Action::Up, _) => {
                self.bar.up(1);
            }
            Input::Do(Action::Down, _) => {
                self.bar.down(1, len);
            }
            Input::Do(Action::PageUp, _) => {
                self.bar.up(15);
            }
            Input::Do(Action::PageDown, _) => {
                self.bar.down(15, len);
            }
            Input::Do(Action::First, _) => self.bar.go(0, len),
            Input::Do(Action::Last, _) => self.bar.go(usize::MAX, len),
            Input::Do(Action::New, _) => {
                let form = NewTask::new(cx, self.colleagues.clone());
                return vec![Effect::Open(Box::new(form))];
            }
            Input::Do(Action::Done, _) => {
                let Some(task) = self.current() else { return Vec::new() };
                return vec![end(task, TaskState::Done, String::new())];
            }
            Input::Do(Action::Drop, _) => {
                let Some(task) = self.current() else { return Vec::new() };
                let ask = AskReason::new(what(cx, task), Ending::of(task));
                return vec![Effect::Open(Box::new(ask))];
            }
            Input::Do(Action::Open, _) => {
                let case = self.current().and_then(|task| task.case.as_ref());
                return case
                    .map(|(id, _)| Effect::Open(Box::new(Case::new(*id, None))))
                    .into_iter()
                    .collect();
            }
            Input::Click { y, .. } => {
                let height = usize::from(cx.size.height.saturating_sub(4));
                let at = self.bar.top(height, len) + usize::from(y.saturating_sub(2));
                self.bar.go(at, len);
            }
            Input::Told(Ok(Answer::Tasks(Told::Mine { tasks, colleagues, .. }))) => {
                self.bar.go(self.bar.at, tasks.len());
                (self.tasks, self.colleagues, self.refused) = (Some(tasks), colleagues, None);
            }
            Input::Told(Ok(Answer::Tasks(Told::Ended(state)))) => {
                let said = Effect::Say((cx.words.tasks.ended)(state).to_owned());
                return std::iter::once(said).chain(ask()).collect();
            }
            Input::Told(Err(refused)) if self.tasks.is_some() => {
                let said = Effect::Say(refusal(cx.words, &refused));
                return std::iter::once(said).chain(ask()).collect();
            }
            Input::Told(Err(refused)) => self.refused = Some(refused),
            _ => {}
        }
        Vec::new()
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        let mut pen = Pen::new(cx, frame, area);
        for (x, heading) in COLUMNS.into_iter().zip(cx.words.tasks.heading) {
            pen.put(x, 0, heading, Meaning::Label);
        }
        let height = area.height.saturating_sub(1);
        let top = self.bar.top(usize::from(height), self.rows().len());
        let mut cursor = pen.position(0, 0);
        for (line, (at, task)) in (0..height).zip(self.rows().iter().enumerate().skip(top)) {
            let y = line + 1;
            let lamp = task.lamp(cx.today());
            let due = task.due.map(|due| short_day(cx, due)).unwrap_or_default();
            let number = task.case.as_ref().map_or("", |(_, number)| number);
            pen.put_within(COLUMNS[0], y, 12, &(cx.words.lamp)(lamp), lamp_meaning(lamp));
            pen.put_within(COLUMNS[1], y, 6, &due, Meaning::Plain);
            pen.put_within(COLUMNS[2], y, 10, (cx.words.task_kind)(task.kind), Meaning::Plain);
            pen.put_within(
                COLUMNS[3],
                y,
                usize::from(COLUMNS[4] - COLUMNS[3]) - 1,
                &what(cx, task),
                Meaning::Plain,
            );
            pen.put(COLUMNS[4], y, number, Meaning::Plain);
            if at == self.bar.at {
                pen.bar(y);
                pen.put(0, y, ">", Meaning::Focus);
                cursor = pen.position(0, y);
            }
        }
        frame.set_cursor_position(cursor);
    }
}
