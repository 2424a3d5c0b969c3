//! 草稿: what I have typed and not saved, and the way back into it.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::answer_on_spot::AnswerOnSpot;
use super::confirm::Confirm;
use super::hand_over::HandOver;
use super::intake::Intake;
use super::many::Many;
use super::pen::Pen;
use super::post::Post;
use super::reason::AskReason;
use super::row::Row;
use super::step_form::StepForm;
use super::task::NewTask;
use super::years::Years;
use super::{Context, Effect, Handback, Hint, Input, Screen};
use crate::api::cases::Answer as CasesAnswer;
use crate::api::drafts::{Answer as Told, DraftLine, Request as Ask};
use crate::api::registers::Answer as RegistersAnswer;
use crate::api::tasks::Answer as TasksAnswer;
use crate::api::{Answer, Refusal, Request};
use crate::domain::draft::{FormKind, Kept};
use crate::i18n::refusal;
use crate::keymap::{Action, Place};
use crate::theme::Meaning;
use crate::widget::cells;
use crate::widget::list::Bar;

/// When, which form, which field, how it begins.
const COLUMNS: [u16; 4] = [2, 15, 37, 58];
/// Cells of a draft's own words.
const BEGINNING: usize = 20;

/// The form of a draft, as it was left; `about` is what it is about, read anew. `None` when that is
/// no more what it was. A form that can be kept has a line here.
pub fn reopen(cx: &Context<'_>, kept: &Kept, about: Option<Answer>) -> Option<Box<dyn Screen>> {
    Some(match (kept.form, about) {
        (FormKind::Intake, _) => Box::new(Intake::reopened(cx, kept)),
        (FormKind::AnswerOnSpot, Some(Answer::Cases(CasesAnswer::Case(card)))) => {
            Box::new(AnswerOnSpot::reopened(cx, &card, kept))
        }
        (FormKind::Task, Some(Answer::Tasks(TasksAnswer::Mine { colleagues, .. }))) => {
            Box::new(NewTask::reopened(cx, colleagues, kept))
        }
        (FormKind::Row, Some(Answer::Registers(RegistersAnswer::Sheet(sheet)))) => {
            Box::new(Row::reopened(cx, &sheet, kept)?)
        }
        (FormKind::HandOver, _) => Box::new(HandOver::reopened(kept)),
        (FormKind::Years, _) => Box::new(Years::reopened(kept)),
        (FormKind::Reason, _) => Box::new(AskReason::reopened(kept)?),
        (FormKind::Post, _) => Box::new(Post::reopened(cx, kept)),
        (FormKind::Step, Some(Answer::Cases(CasesAnswer::Case(card)))) => {
            Box::new(StepForm::reopened(kept, Some(&card))?)
        }
        // One that was kept before it said what it is about.
        (FormKind::Step, _) => Box::new(StepForm::reopened(kept, None)?),
        (FormKind::Many, _) => Box::new(Many::reopened(kept)?),
        (FormKind::AnswerOnSpot | FormKind::Task | FormKind::Row, _) => return None,
    })
}

/// When something was typed last: the time today, else the day too.
pub(super) fn when(cx: &Context<'_>, draft: &DraftLine) -> String {
    let at = draft.at.with_timezone(cx.now.offset());
    at.format(if at.date_naive() == cx.today() { "%H:%M" } else { "%m-%d %H:%M" }).to_string()
}

/// The list of drafts.
#[derive(Default)]
pub struct Drafts {
    drafts: Option<Vec<DraftLine>>,
    refused: Option<Refusal>,
    bar: Bar,
    /// It has been asked whether to throw this one away.
    going: Option<String>,
}

impl Drafts {
    /// Asks what there is.
    pub fn new() -> Drafts {
        Drafts::default()
    }

    fn rows(&self) -> &[DraftLine] {
        self.drafts.as_deref().unwrap_or_default()
    }

    fn current(&self) -> Option<&DraftLine> {
        self.rows().get(self.bar.at)
    }

    fn ask(cx: &Context<'_>) -> Vec<Effect> {
        vec![Effect::Ask(Request::Drafts(Ask::Mine { desk: cx.desk.to_owned() }))]
    }

    fn take_up(&self) -> Vec<Effect> {
        let draft = self.current();
        draft.map(|draft| Effect::TakeUp(draft.key.clone())).into_iter().collect()
    }
}

impl Screen for Drafts {
    fn place(&self) -> Place {
        Place::Drafts
    }

    fn title(&self, cx: &Context<'_>) -> String {
        cx.words.drafts.title.to_owned()
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        let words = &cx.words.drafts;
        let mut hints = Vec::new();
        if self.current().is_some() {
            hints.push(Hint::new(Action::Open, words.go_on));
            hints.push(Hint::new(Action::ThrowAway, words.throw_away));
        }
        hints.push(Hint::new(Action::Back, cx.words.back));
        hints
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        let words = &cx.words.drafts;
        match (&self.refused, &self.drafts, self.current()) {
            (Some(refused), ..) => refusal(cx.words, refused),
            (None, None, _) => cx.words.reading.to_owned(),
            (None, Some(_), Some(draft)) if draft.elsewhere => words.elsewhere.to_owned(),
            (None, Some(_), Some(_)) => words.hint.to_owned(),
            (None, Some(_), None) => words.none.to_owned(),
        }
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        let len = self.rows().len();
        match input {
            Input::Back(Handback::Yes) => {
                let gone = self.going.take();
                let ask = |key| Effect::Ask(Request::Drafts(Ask::Drop { key }));
                return gone.map(ask).into_iter().collect();
            }
            Input::Opened | Input::Back(_) | Input::Changed(_) => return Drafts::ask(cx),
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
            Input::Do(Action::Open, _) => return self.take_up(),
            Input::Do(Action::ThrowAway, _) => {
                self.going = self.current().map(|draft| draft.key.clone());
                let words = &cx.words.drafts;
                let ask = || Confirm::new(words.throw_title, words.throw_question, Handback::Yes);
                return self.going.iter().map(|_| Effect::Open(Box::new(ask()))).collect();
            }
            Input::Click { y, .. } => {
                let height = usize::from(cx.size.height.saturating_sub(4));
                let at = self.bar.top(height, len) + usize::from(y.saturating_sub(2));
                if at == self.bar.at {
                    return self.take_up();
                }
                self.bar.go(at, len);
            }
            Input::Told(Ok(Answer::Drafts(Told::Mine(drafts)))) => {
                self.bar.go(self.bar.at, drafts.len());
                (self.drafts, self.refused) = (Some(drafts), None);
            }
            Input::Told(Ok(Answer::Drafts(Told::Dropped))) => {
                let said = Effect::Say(cx.words.drafts.thrown.to_owned());
                return std::iter::once(said).chain(Drafts::ask(cx)).collect();
            }
            Input::Told(Err(refused)) => self.refused = Some(refused),
            _ => {}
        }
        Vec::new()
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        let mut pen = Pen::new(cx, frame, area);
        for (x, heading) in COLUMNS.into_iter().zip(cx.words.drafts.heading) {
            pen.put(x, 0, heading, Meaning::Label);
        }
        let height = area.height.saturating_sub(1);
        let top = self.bar.top(usize::from(height), self.rows().len());
        let mut cursor = pen.position(0, 0);
        for (line, (at, draft)) in (0..height).zip(self.rows().iter().enumerate().skip(top)) {
            let y = line + 1;
            let within = |column: usize| usize::from(COLUMNS[column + 1] - COLUMNS[column]) - 1;
            pen.put_within(COLUMNS[0], y, within(0), &when(cx, draft), Meaning::Plain);
            pen.put_within(COLUMNS[1], y, within(1), &draft.title, Meaning::Plain);
            let label = (cx.words.drafts.up_to)(&draft.label);
            pen.put_within(COLUMNS[2], y, within(2), &label, Meaning::Plain);
            let beginning = cells::start(draft.beginning.reveal(), BEGINNING);
            pen.put(COLUMNS[3], y, beginning, Meaning::Dim);
            if at == self.bar.at {
                pen.bar(y);
                pen.put(0, y, ">", Meaning::Focus);
                cursor = pen.position(0, y);
            }
        }
        frame.set_cursor_position(cursor);
    }
}
