//! 写明理由: what is dropped or sent back says why.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::newer::{self, Newer, Seen};
use super::pen::{Pen, short_day};
use super::step_form::SEEN;
use super::{Context, Effect, Handback, Hint, Input, Screen};
use crate::api::{Answer, Refusal, Request, rules, steps, tasks};
use crate::domain::case::CaseId;
use crate::domain::draft::{FormKind, Kept, KeptField};
use crate::domain::masked::Personal;
use crate::domain::problem::{Field, Problem};
use crate::domain::step::{Filled, Given, Part, RETURN_DRAFT};
use crate::domain::task::{DutyKey, Task, TaskId, TaskState};
use crate::form::{Entry, Form, Line};
use crate::i18n::refusal;
use crate::keymap::{Action, Place};
use crate::theme::Meaning;

const VALUE: u16 = 13;

/// Under this name a draft keeps what it is about: words of a task may name people.
const ABOUT: &str = "about";

/// What is dropped or sent back.
#[derive(Debug, Clone)]
pub enum Ending {
    /// A task, in the version that was seen.
    Task {
        /// which
        id: TaskId,
        /// the version
        version: i64,
    },
    /// A duty of a period.
    Duty(DutyKey),
    /// A proposal about the rules.
    Proposal(i64),
    /// Sends a draft back to whoever wrote it.
    Draft {
        /// the case
        case: CaseId,
        /// how far it was seen
        seen: Seen,
    },
    /// Sends a step back to whoever proposed it.
    Step {
        /// the proposal
        id: i64,
        /// the case
        case: CaseId,
        /// how far it was seen
        seen: Seen,
    },
}

impl Ending {
    /// Drops this task, or this duty for its period.
    pub fn of(task: &Task) -> Ending {
        match &task.duty {
            Some(duty) => Ending::Duty(duty.key.clone()),
            None => Ending::Task { id: task.id, version: task.version },
        }
    }
}

/// One question: why.
pub struct AskReason {
    /// What it is about.
    what: String,
    ending: Ending,
    form: Form,
}

impl AskReason {
    /// Asks why.
    pub fn new(what: String, ending: Ending) -> AskReason {
        let form = Form::new(vec![(Field::Reason, Entry::Line(Line::default()))]);
        AskReason { what, ending, form }
    }

    /// The question of a draft, as it was left.
    pub fn reopened(kept: &Kept) -> Option<AskReason> {
        let ending = Ending::from_marks(kept)?;
        let what = kept.state.fields.iter().find(|field| field.name == ABOUT);
        let mut ask = AskReason::new(what.map_or("", |field| field.value.reveal()).to_owned(), ending);
        ask.form.restore(&kept.state);
        Some(ask)
    }
}

impl AskReason {
    /// The page that shows what somebody saved first.
    fn newer(&self, cx: &Context<'_>) -> Vec<Effect> {
        let (Ending::Step { case, seen, .. } | Ending::Draft { case, seen }) = &self.ending else {
            return Vec::new();
        };
        let label = (cx.words.field)(Field::Reason).to_owned();
        let reason = newer::Field { part: None, label, value: self.form.value(Field::Reason) };
        vec![Effect::Open(Box::new(Newer::new(*case, seen.lines, self.title(cx), vec![reason])))]
    }

    fn see(&mut self, newer: Seen) {
        if let Ending::Step { seen, .. } | Ending::Draft { seen, .. } = &mut self.ending {
            *seen = newer;
        }
    }

    /// It sends a proposal or a draft back, and drops nothing.
    fn returns(&self) -> bool {
        matches!(self.ending, Ending::Step { .. } | Ending::Draft { .. })
    }
}

impl Ending {
    /// What to ask the office once there is a reason.
    fn request(&self, reason: String) -> Request {
        let to = TaskState::Dropped;
        match self {
            Ending::Task { id, version } => {
                Request::Tasks(tasks::Request::End { id: *id, version: *version, to, reason })
            }
            Ending::Duty(key) => Request::Tasks(tasks::Request::EndDuty { key: key.clone(), to, reason }),
            Ending::Proposal(id) => Request::Rules(rules::Request::Decide { id: *id, accept: false, reason }),
            Ending::Step { id, seen, .. } => Request::Steps(steps::Request::Decide {
                proposal: *id,
                version: seen.version,
                agree: false,
                reason,
            }),
            Ending::Draft { case, seen } => Request::Steps(steps::Request::Take {
                case: *case,
                version: seen.version,
                step: RETURN_DRAFT.name,
                given: Given::Filled(Filled::of([(Part::Why, reason)])),
            }),
        }
    }

    fn marks(&self) -> Vec<(String, String)> {
        let mark = |word: &str, value: String| (word.to_owned(), value);
        match self {
            Ending::Task { id, version } => {
                vec![mark("task", id.0.to_string()), mark("version", version.to_string())]
            }
            Ending::Duty(key) => vec![mark("duty", key.duty.clone()), mark("period", key.period.clone())],
            Ending::Proposal(id) => vec![mark("proposal", id.to_string())],
            Ending::Draft { case, seen } => vec![
                mark("case", case.0.to_string()),
                mark("version", seen.version.to_string()),
                mark(SEEN, seen.lines.to_string()),
            ],
            Ending::Step { id, case, seen } => vec![
                mark("step", id.to_string()),
                mark("case", case.0.to_string()),
                mark("version", seen.version.to_string()),
                mark(SEEN, seen.lines.to_string()),
            ],
        }
    }

    fn from_marks(kept: &Kept) -> Option<Ending> {
        let number = |word| kept.mark(word).parse().ok();
        if let (Some(id), Some(version)) = (number("task"), number("version")) {
            return Some(Ending::Task { id: TaskId(id), version });
        }
        if let (Some(id), Some(version)) = (number("step"), number("version")) {
            let case = CaseId(number("case")?);
            let lines = kept.mark(SEEN).parse().unwrap_or(0);
            return Some(Ending::Step { id, case, seen: Seen { version, lines } });
        }
        if let (Some(case), Some(version)) = (number("case"), number("version")) {
            let lines = kept.mark(SEEN).parse().unwrap_or(0);
            return Some(Ending::Draft { case: CaseId(case), seen: Seen { version, lines } });
        }
        if let Some(id) = number("proposal") {
            return Some(Ending::Proposal(id));
        }
        let (duty, period) = (kept.mark("duty").to_owned(), kept.mark("period").to_owned());
        (!duty.is_empty()).then_some(Ending::Duty(DutyKey { duty, period }))
    }
}

impl Screen for AskReason {
    fn place(&self) -> Place {
        Place::Form
    }

    fn title(&self, cx: &Context<'_>) -> String {
        let title = if self.returns() { cx.words.triage.send_back } else { cx.words.tasks.drop_title };
        title.to_owned()
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        vec![Hint::new(Action::Save, cx.words.registers.save), Hint::new(Action::Back, cx.words.back)]
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        let hint = if self.returns() { cx.words.triage.why_back } else { cx.words.tasks.drop_hint };
        hint.to_owned()
    }

    fn typing(&self) -> bool {
        true
    }

    fn band(&self, _cx: &Context<'_>) -> Option<u16> {
        Some(5)
    }

    fn unsaved(&self) -> bool {
        self.form.touched()
    }

    fn draft(&self, cx: &Context<'_>) -> Option<Kept> {
        if !self.form.touched() {
            return None;
        }
        let mut state = self.form.snapshot();
        let value = Personal::new(self.what.clone());
        state.fields.push(KeptField { name: ABOUT.to_owned(), value, ..KeptField::default() });
        let label = (cx.words.field)(Field::Reason);
        Some(Kept { marks: self.ending.marks(), ..Kept::new(FormKind::Reason, self.title(cx), label, state) })
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        match input {
            Input::Do(Action::Back, _) | Input::Back(Handback::Leave) => {
                return vec![Effect::Close(Handback::Nothing)];
            }
            Input::Do(Action::Save, _) => {
                let reason = self.form.value(Field::Reason);
                if reason.trim().is_empty() {
                    return vec![Effect::Say((cx.words.complaint)(
                        (cx.words.field)(Field::Reason),
                        &(cx.words.problem)(&Problem::Missing),
                    ))];
                }
                return vec![Effect::Ask(self.ending.request(reason))];
            }
            Input::Type(stroke) => {
                self.form.stroke(stroke);
            }
            Input::Paste(pasted) => self.form.paste(&pasted),
            Input::Told(Ok(answer)) => {
                let said = match answer {
                    Answer::Steps(
                        steps::Answer::Returned { number } | steps::Answer::Taken { number, .. },
                    ) => {
                        let said = (cx.words.triage.sent)(&number);
                        return vec![Effect::Say(said), Effect::Close(Handback::Yes)];
                    }
                    Answer::Tasks(tasks::Answer::Ended(state)) => (cx.words.tasks.ended)(state).to_owned(),
                    Answer::Rules(rules::Answer::Decided(Some(from))) => {
                        (cx.words.rules.accepted)(&short_day(cx, from))
                    }
                    Answer::Rules(rules::Answer::Decided(None)) => cx.words.rules.refused.to_owned(),
                    _ => return Vec::new(),
                };
                return vec![Effect::Say(said), Effect::Close(Handback::Nothing)];
            }
            // Somebody saved first: what he did is shown, and the reason stays.
            Input::Told(Err(Refusal::Outdated { .. })) if self.returns() => return self.newer(cx),
            Input::Back(Handback::GoOn(newer)) => {
                self.see(newer);
                return vec![Effect::Ask(self.ending.request(self.form.value(Field::Reason)))];
            }
            Input::Back(Handback::Beside(theirs)) => self.see(theirs.seen),
            Input::Told(Err(refused)) => return vec![Effect::Say(refusal(cx.words, &refused))],
            _ => {}
        }
        Vec::new()
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        let mut pen = Pen::new(cx, frame, area);
        pen.put(VALUE, 0, &self.what, Meaning::Plain);
        if let Some(caret) = super::draw_field(cx, &mut pen, &self.form, Field::Reason, 2, 60) {
            frame.set_cursor_position(caret);
        }
    }
}
