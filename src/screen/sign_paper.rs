//! 待签的一份: all there is to read before one signs: the draft, the report or the proposal, what is
//! answered to each demand, what others have said of it.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::case::Case;
use super::pen::{Pen, lamp_meaning, long_day, short_day};
use super::sign::{asks, back, said, to_sign};
use super::step_form::StepForm;
use super::why::Why;
use super::{Context, Effect, Handback, Hint, Input, MAIN_COLUMNS, Screen};
use crate::api::sign::{Answer as Told, Piece, Request as Ask, Text};
use crate::api::{Answer, Refusal, Request};
use crate::domain::case::CaseId;
use crate::domain::life::Demand;
use crate::domain::problem::Barrier;
use crate::domain::step::{self, Part};
use crate::i18n::refusal;
use crate::keymap::{Action, Place};
use crate::theme::Meaning;
use crate::widget::cells;

/// Lines above the text.
const HEAD: u16 = 3;
/// Where values stand.
const VALUE: usize = 11;

/// One paper.
pub(super) struct SignPaper {
    case: CaseId,
    text: Option<Box<Text>>,
    refused: Option<Refusal>,
    top: usize,
    signing: bool,
    /// The remark that was not signed with: it stands there again.
    remark: String,
}

impl SignPaper {
    /// Reads what waits about this case.
    pub(super) fn new(case: CaseId) -> SignPaper {
        SignPaper { case, text: None, refused: None, top: 0, signing: false, remark: String::new() }
    }

    fn ask(&self) -> Vec<Effect> {
        vec![Effect::Ask(Request::Sign(Ask::Read(self.case)))]
    }

    fn lines(&self, cx: &Context<'_>) -> Vec<(String, Meaning)> {
        let Some(text) = &self.text else { return Vec::new() };
        let width = usize::from(cx.size.width.min(MAIN_COLUMNS)).saturating_sub(4);
        let mut lines = Vec::new();
        let mut pieces = text.pieces.iter();
        if let Some(first) = pieces.next() {
            piece(cx, first, width, &mut lines);
        }
        if !text.demands.is_empty() {
            lines.push((String::new(), Meaning::Plain));
            lines.push((cx.words.sign.demands.to_owned(), Meaning::Label));
        }
        for (at, demand) in text.demands.iter().enumerate() {
            let line = format!("{} {}", at + 1, self::demand(cx, demand));
            lines.extend(cells::wrap(&line, width).into_iter().map(|line| (line, Meaning::Plain)));
        }
        for other in pieces {
            lines.push((String::new(), Meaning::Plain));
            piece(cx, other, width, &mut lines);
        }
        lines
    }

    fn height(cx: &Context<'_>) -> usize {
        usize::from(cx.size.height.saturating_sub(3 + HEAD)).max(1)
    }

    fn sign(&self, cx: &Context<'_>) -> Vec<Effect> {
        let Some(text) = self.text.as_ref().filter(|_| !self.signing) else { return Vec::new() };
        asks(cx, &[&text.paper], 0, &self.remark)
    }

    fn signed(&mut self, cx: &Context<'_>, told: Told) -> Vec<Effect> {
        match told {
            Told::Read(text) => (self.text, self.refused) = (Some(text), None),
            Told::Signed(results) => {
                self.signing = false;
                let Some((_, result)) = results.into_iter().next() else { return Vec::new() };
                let step = self.text.as_ref().map_or("", |text| text.paper.step.as_str());
                let number = self.text.as_ref().map_or("", |text| text.paper.line.number.as_str());
                let done = result.is_ok();
                let mut effects = vec![Effect::Say(said(cx, number, step, &result))];
                if done {
                    effects.push(Effect::Close(Handback::Did(vec![self.case])));
                } else {
                    // What changed meanwhile is read before anybody signs it.
                    effects.extend(self.ask());
                }
                return effects;
            }
            Told::Waiting(_) | Told::Sponsored(_) => {}
        }
        Vec::new()
    }
}

/// What somebody wrote: who and when, then its fields.
fn piece(cx: &Context<'_>, piece: &Piece, width: usize, lines: &mut Vec<(String, Meaning)>) {
    let Piece { step, by, day, fields } = piece;
    let head = format!("{}  {by} {}", (cx.words.step)(step), short_day(cx, *day));
    lines.push((head, Meaning::Label));
    let words = &cx.words.triage;
    for (part, value) in fields {
        let value = (words.choice)(*part, value);
        // The paper itself has the whole width.
        if matches!(part, Part::Text | Part::Told | Part::Said) {
            lines.extend(cells::wrap(value, width).into_iter().map(|line| (line, Meaning::Plain)));
            continue;
        }
        let wrapped = cells::wrap(value, width.saturating_sub(VALUE));
        for (at, line) in wrapped.into_iter().enumerate() {
            let label = if at == 0 { (words.part)(*part) } else { "" };
            lines.push((format!("{}{line}", cells::pad(label, VALUE)), Meaning::Plain));
        }
    }
}

/// `拨付工资  支持  ...`
fn demand(cx: &Context<'_>, demand: &Demand) -> String {
    let words = &cx.words.triage;
    let result =
        demand.result.map_or(cx.words.sign.open_demand, |r| (words.choice)(Part::Verdicts, r.word()));
    let mut said = format!("{}  {result}", demand.what);
    for (part, word) in [(Part::Outcome, &demand.outcome), (Part::Executed, &demand.executed)] {
        if !word.is_empty() {
            said.push_str(&format!("  {} {}", (words.part)(part), (words.choice)(part, word)));
        }
    }
    said
}

impl Screen for SignPaper {
    fn place(&self) -> Place {
        Place::Paper
    }

    fn title(&self, cx: &Context<'_>) -> String {
        let step = self.text.as_ref().map_or("", |text| (cx.words.step)(&text.paper.step));
        format!("{} / {step}", cx.words.sign.title)
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        let words = &cx.words.sign;
        let mut hints = Vec::new();
        if let Some(text) = &self.text {
            let paper = &text.paper;
            let said = super::sign::verb(cx, paper);
            hints.push(Hint::unless(cx, &paper.barriers, Action::Save, said));
            hints.push(if super::sign::can_go_back(paper) {
                Hint::new(Action::Drop, words.send_back)
            } else {
                Hint::barred(Action::Drop, words.send_back)
            });
            hints.push(Hint::new(Action::Open, words.open_case));
            hints.push(Hint::new(Action::Why, cx.words.why.key));
            hints.push(Hint::new(Action::NextCase, words.next));
            hints.push(Hint::new(Action::Instruct, words.instruct));
        }
        if self.lines(cx).len() > SignPaper::height(cx) {
            hints.push(Hint::new(Action::PageDown, cx.words.reading_screen.page));
        }
        hints.push(Hint::new(Action::Back, cx.words.back));
        hints
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        match (&self.refused, &self.text) {
            (Some(refused), _) => refusal(cx.words, refused),
            (None, None) => cx.words.reading.to_owned(),
            (None, Some(_)) if self.signing => cx.words.saving.to_owned(),
            (None, Some(text)) if !text.paper.barriers.is_empty() => {
                super::sign::barred(cx, &text.paper.barriers)
            }
            (None, Some(_)) => {
                let all = self.lines(cx).len();
                let to = (self.top + SignPaper::height(cx)).min(all);
                (cx.words.sign.lines)(self.top + 1, to, all)
            }
        }
    }

    fn in_hand(&self) -> Option<CaseId> {
        Some(self.case)
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        let height = SignPaper::height(cx);
        let last = self.lines(cx).len().saturating_sub(height);
        match input {
            Input::Do(Action::Back, _) => return vec![Effect::Close(Handback::Nothing)],
            Input::Do(Action::Save, _) => return self.sign(cx),
            Input::Do(Action::Drop, _) => {
                return self.text.as_ref().map(|text| back(cx, &text.paper)).unwrap_or_default();
            }
            Input::Do(Action::Open, _) => return vec![Effect::Open(Box::new(Case::new(self.case, None)))],
            Input::Do(Action::Instruct, _) => {
                return vec![Effect::Open(Box::new(StepForm::new(self.case, &step::INSTRUCT)))];
            }
            Input::Do(Action::Why, _) => {
                let due = self.text.as_ref().and_then(|text| text.paper.line.due.as_ref());
                let why = Why::of_case(self.case, due.map(|due| due.clock.clone()));
                return vec![Effect::Open(Box::new(why))];
            }
            Input::Do(Action::NextCase, _) => return vec![Effect::Close(Handback::NextCase)],
            Input::Do(Action::Up, _) => self.top = self.top.saturating_sub(1),
            Input::Do(Action::Down, _) => self.top += 1,
            Input::Do(Action::PageUp, _) => self.top = self.top.saturating_sub(height - 1),
            Input::Do(Action::PageDown, _) => self.top += height - 1,
            Input::Do(Action::First, _) => self.top = 0,
            Input::Do(Action::Last, _) => self.top = last,
            Input::Back(Handback::Words(remark)) => {
                let Some(text) = &self.text else { return Vec::new() };
                self.signing = true;
                self.remark.clone_from(&remark);
                let papers = vec![to_sign(&text.paper)];
                return vec![Effect::Ask(Request::Sign(Ask::Sign { papers, remark }))];
            }
            Input::Handed(Handback::Words(remark)) => self.remark = remark,
            // It was sent back.
            Input::Back(Handback::Yes) => return vec![Effect::Close(Handback::Did(vec![self.case]))],
            Input::Opened | Input::Back(_) | Input::Changed(_) if !self.signing => return self.ask(),
            Input::Told(Ok(Answer::Sign(told))) => return self.signed(cx, told),
            // It waits no more: decided on its own form, or by another.
            Input::Told(Err(Refusal::Denied(barriers))) if barriers == [Barrier::Decided] => {
                return vec![Effect::Close(Handback::Did(vec![self.case]))];
            }
            Input::Told(Err(refused)) => {
                (self.signing, self.refused) = (false, Some(refused));
            }
            _ => {}
        }
        self.top = self.top.min(last);
        Vec::new()
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        let area = Rect { width: area.width.min(MAIN_COLUMNS), ..area };
        let mut pen = Pen::new(cx, frame, area);
        if let Some(text) = &self.text {
            let paper = &text.paper;
            let head = format!("{}  {}", paper.line.number, paper.line.title);
            pen.put(2, 0, &head, Meaning::Plain);
            pen.put_within(2, 1, 12, &(cx.words.lamp)(paper.line.lamp), lamp_meaning(paper.line.lamp));
            if let Some(due) = &paper.line.due {
                let clock = (cx.words.clock)(&due.clock, &due.title);
                pen.put_within(
                    15,
                    1,
                    36,
                    &format!("{} {clock}", long_day(cx.words, due.day)),
                    Meaning::Plain,
                );
            }
            let by = (cx.words.sign.put_by)(&paper.by, &short_day(cx, paper.since));
            pen.put(52, 1, &by, Meaning::Dim);
            pen.put(0, 2, &"-".repeat(usize::from(area.width)), Meaning::Dim);
        }
        let room = area.height.saturating_sub(HEAD);
        for (y, (line, meaning)) in (0..room).zip(self.lines(cx).iter().skip(self.top)) {
            pen.put(2, HEAD + y, line, *meaning);
        }
        pen.put(0, 0, ">", Meaning::Focus);
        let cursor = pen.position(0, 0);
        frame.set_cursor_position(cursor);
    }
}
