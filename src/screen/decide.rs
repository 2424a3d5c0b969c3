//! 审批: what was proposed, in full; a leader agrees or returns it.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::newer::{Newer, Seen};
use super::pen::{Pen, short_day};
use super::reason::{AskReason, Ending};
use super::{Context, Effect, Handback, Hint, Input, MAIN_COLUMNS, Screen};
use crate::api::cases::CaseCard;
use crate::api::steps::{Answer as Told, Request as Ask, Waiting};
use crate::api::{Answer, Refusal, Request};
use crate::domain::case::CaseId;
use crate::i18n::refusal;
use crate::keymap::{Action, Place};
use crate::theme::Meaning;
use crate::widget::cells;

const VALUE: u16 = 13;

/// The page.
pub struct Decide {
    case: CaseId,
    number: String,
    title: String,
    /// How far the case was seen.
    seen: Seen,
    waiting: Waiting,
    saving: bool,
}

impl Decide {
    /// The proposal that waits, if this person decides it.
    pub fn new(card: &CaseCard) -> Option<Decide> {
        let waiting = card.triage.waiting.clone()?;
        Some(Decide {
            case: card.line.id,
            number: card.line.number.clone(),
            title: card.line.title.clone(),
            seen: Seen { version: card.version, lines: card.history.len() },
            waiting,
            saving: false,
        })
    }

    fn request(&self, agree: bool, reason: String) -> Request {
        Request::Steps(Ask::Decide { proposal: self.waiting.id, version: self.seen.version, agree, reason })
    }

    fn send_back(&self) -> AskReason {
        let what = format!("{} {}", self.number, self.title);
        AskReason::new(what, Ending::Step { id: self.waiting.id, case: self.case, seen: self.seen })
    }
}

impl Screen for Decide {
    fn place(&self) -> Place {
        Place::Decide
    }

    fn title(&self, cx: &Context<'_>) -> String {
        format!("{} / {}", cx.words.triage.decide_title, (cx.words.step)(&self.waiting.step))
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        let words = &cx.words.triage;
        vec![
            Hint::new(Action::Save, words.agree),
            Hint::new(Action::Drop, words.send_back),
            Hint::new(Action::Back, cx.words.back),
        ]
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        if self.saving { cx.words.saving.to_owned() } else { cx.words.triage.decide_hint.to_owned() }
    }

    fn in_hand(&self) -> Option<CaseId> {
        Some(self.case)
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        match input {
            Input::Do(Action::Back, _) => vec![Effect::Close(Handback::Nothing)],
            Input::Do(Action::Save | Action::Open, _) if !self.saving => {
                self.saving = true;
                vec![Effect::Ask(self.request(true, String::new()))]
            }
            Input::Do(Action::Drop, _) => vec![Effect::Open(Box::new(self.send_back()))],
            Input::Told(Ok(Answer::Steps(Told::Taken { number, state }))) => vec![
                Effect::Say((cx.words.triage.taken)(&number, (cx.words.state)(state))),
                Effect::Close(Handback::Nothing),
            ],
            // It was returned with a reason.
            Input::Back(Handback::Yes) => vec![Effect::Close(Handback::Nothing)],
            // Somebody saved first: what he did is shown before anything is decided.
            Input::Told(Err(Refusal::Outdated { .. })) => {
                self.saving = false;
                let what =
                    format!("{} / {}", cx.words.triage.decide_title, (cx.words.step)(&self.waiting.step));
                vec![Effect::Open(Box::new(Newer::new(self.case, self.seen.lines, what, Vec::new())))]
            }
            Input::Back(Handback::GoOn(seen)) => {
                (self.seen, self.saving) = (seen, true);
                vec![Effect::Ask(self.request(true, String::new()))]
            }
            Input::Back(Handback::Beside(theirs)) => {
                self.seen = theirs.seen;
                Vec::new()
            }
            Input::Back(Handback::Leave) => vec![Effect::Close(Handback::Nothing)],
            Input::Told(Err(refused)) => {
                self.saving = false;
                vec![Effect::Say(refusal(cx.words, &refused))]
            }
            _ => Vec::new(),
        }
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        let area = Rect { width: area.width.min(MAIN_COLUMNS), ..area };
        let mut pen = Pen::new(cx, frame, area);
        let words = &cx.words.triage;
        pen.put(2, 0, &self.number, Meaning::Label);
        pen.put(VALUE, 0, &self.title, Meaning::Plain);
        let when =
            format!("{} {}", short_day(cx, self.waiting.at.date_naive()), self.waiting.at.format("%H:%M"));
        let said = (words.waits)((cx.words.step)(&self.waiting.step), &self.waiting.by, &when);
        pen.put(2, 2, words.waiting, Meaning::Label);
        pen.put(VALUE, 2, &said, Meaning::Plain);
        let mut y = 4;
        let width = usize::from(area.width - VALUE - 1);
        for (part, value) in &self.waiting.fields {
            pen.put_within(2, y, 10, (words.part)(*part), Meaning::Label);
            for line in cells::wrap((words.choice)(*part, value), width).iter().take(6) {
                pen.put(VALUE, y, line, Meaning::Plain);
                y += 1;
            }
        }
        let cursor = pen.position(0, 2);
        pen.put(0, 2, ">", Meaning::Plain);
        frame.set_cursor_position(cursor);
    }
}
