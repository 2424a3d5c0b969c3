//! 当场答复: what was said, on what ground, and whether the petitioner wants it on paper.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::newer::{self, Newer, Seen, Theirs};
use super::pen::Pen;
use super::step_form::SEEN;
use super::{Context, Effect, Handback, Hint, Input, MAIN_COLUMNS, Screen};
use crate::api::cases::CaseCard;
use crate::api::steps::{Answer as StepsAnswer, Request as Ask};
use crate::api::{Answer, Refusal, Request};
use crate::domain::case::{CaseId, Channel};
use crate::domain::contact::{PaperOffer, SpotAnswer};
use crate::domain::draft::{About, FormKind, Kept};
use crate::domain::problem::{Complaint, Field, Problem};
use crate::domain::step::{ANSWER_ON_SPOT, Given, Part};
use crate::domain::text;
use crate::form::{Choice, Entry, Form, Line, Text};
use crate::i18n::refusal;
use crate::keymap::{Action, Place};
use crate::theme::Meaning;

const VALUE: u16 = 13;

/// The form of the step.
pub struct AnswerOnSpot {
    case: CaseId,
    /// How far the case was seen.
    seen: Seen,
    /// What others have saved meanwhile, to be had in view.
    theirs: Option<Box<Theirs>>,
    number: String,
    heading: String,
    channel: Channel,
    form: Form,
    saving: bool,
}

impl AnswerOnSpot {
    /// The form for this case.
    pub fn new(cx: &Context<'_>, card: &CaseCard) -> AnswerOnSpot {
        let paper = [PaperOffer::Wanted, PaperOffer::Declined]
            .into_iter()
            .map(|offer| (offer.word(), (cx.words.paper)(offer)))
            .collect();
        AnswerOnSpot {
            case: card.line.id,
            seen: Seen { version: card.version, lines: card.history.len() },
            theirs: None,
            number: card.line.number.clone(),
            heading: card.line.title.clone(),
            channel: card.line.channel,
            form: Form::new(vec![
                (Field::Answer, Entry::Text(Box::<Text>::default())),
                (Field::Basis, Entry::Line(Line::default())),
                (Field::Paper, Entry::Choice(Choice::new(paper, None))),
            ]),
            saving: false,
        }
    }

    /// The form of a draft, as it was left: over the version that its author saw.
    pub fn reopened(cx: &Context<'_>, card: &CaseCard, kept: &Kept) -> AnswerOnSpot {
        let mut answer = AnswerOnSpot::new(cx, card);
        let lines = kept.mark(SEEN).parse().unwrap_or(answer.seen.lines);
        answer.seen = Seen { version: kept.version, lines };
        answer.form.restore(&kept.state);
        answer
    }

    fn read(&self) -> Result<SpotAnswer, Vec<Complaint>> {
        let words = text::paragraphs(&self.form.value(Field::Answer));
        let basis = text::line(&self.form.value(Field::Basis));
        let paper = PaperOffer::from_word(&self.form.value(Field::Paper));
        let mut complaints = Vec::new();
        if words.is_empty() {
            complaints.push((Field::Answer, Problem::Missing));
        }
        if basis.is_empty() {
            complaints.push((Field::Basis, Problem::Missing));
        }
        match paper {
            Some(paper) if complaints.is_empty() => {
                Ok(SpotAnswer { basis, words, paper, channel: self.channel })
            }
            Some(_) => Err(complaints),
            None => {
                complaints.push((Field::Paper, Problem::Missing));
                Err(complaints)
            }
        }
    }

    fn save(&mut self, cx: &Context<'_>) -> Vec<Effect> {
        match self.read() {
            Ok(answer) => {
                self.saving = true;
                vec![Effect::Ask(Request::Steps(Ask::Take {
                    case: self.case,
                    version: self.seen.version,
                    step: ANSWER_ON_SPOT.name,
                    given: Given::SpotAnswer(answer),
                }))]
            }
            Err(complaints) => {
                self.form.complain(complaints);
                vec![Effect::Say(self.complaint(cx))]
            }
        }
    }

    /// The page that shows what somebody saved first, beside what stands here.
    fn newer(&self, cx: &Context<'_>) -> Newer {
        let parts = [(Part::Answer, Field::Answer), (Part::Basis, Field::Basis), (Part::Paper, Field::Paper)];
        let fields = parts.into_iter().map(|(part, field)| newer::Field {
            part: Some(part),
            label: (cx.words.field)(field).to_owned(),
            value: match PaperOffer::from_word(&self.form.value(field)) {
                Some(paper) if field == Field::Paper => (cx.words.paper)(paper).to_owned(),
                _ => self.form.value(field),
            },
        });
        let filled = fields.filter(|field| !field.value.trim().is_empty()).collect();
        Newer::new(self.case, self.seen.lines, (cx.words.step)(ANSWER_ON_SPOT.name).to_owned(), filled)
    }

    fn complaint(&self, cx: &Context<'_>) -> String {
        let field = self.form.focus();
        let problem = self.form.complaint(field);
        problem
            .map(|p| (cx.words.complaint)((cx.words.field)(field), &(cx.words.problem)(p)))
            .unwrap_or_default()
    }
}

impl Screen for AnswerOnSpot {
    fn place(&self) -> Place {
        Place::AnswerOnSpot
    }

    fn title(&self, cx: &Context<'_>) -> String {
        format!("{} / {}", cx.words.case_screen.title, (cx.words.step)(ANSWER_ON_SPOT.name))
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        vec![
            Hint::new(Action::Save, cx.words.answer_screen.save),
            Hint::new(Action::NextField, cx.words.intake_screen.next),
            Hint::new(Action::Back, cx.words.back),
        ]
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        if self.saving {
            return cx.words.saving.to_owned();
        }
        let complaint = self.complaint(cx);
        if !complaint.is_empty() && self.form.focus() != Field::Paper {
            return complaint;
        }
        match self.form.entry(self.form.focus()) {
            Some(Entry::Choice(choice)) => choice.menu(),
            _ => (cx.words.answer_screen.hint)(self.form.focus()).to_owned(),
        }
    }

    fn mark(&mut self) {
        self.form.mark();
    }

    fn take_back(&mut self) {
        self.form.take_back();
    }

    fn typing(&self) -> bool {
        true
    }

    fn in_hand(&self) -> Option<CaseId> {
        Some(self.case)
    }

    fn unsaved(&self) -> bool {
        self.form.touched() && !self.saving
    }

    fn draft(&self, cx: &Context<'_>) -> Option<Kept> {
        let title = format!("{}  {}", (cx.words.step)(ANSWER_ON_SPOT.name), self.number);
        let label = (cx.words.field)(self.form.focus());
        let kept = || Kept {
            about: About::Case(self.case),
            version: self.seen.version,
            marks: vec![(SEEN.to_owned(), self.seen.lines.to_string())],
            ..Kept::new(FormKind::AnswerOnSpot, title, label, self.form.snapshot())
        };
        self.form.touched().then(kept)
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        match input {
            Input::Do(Action::Back, _) | Input::Back(Handback::Leave) => {
                vec![Effect::Close(Handback::Nothing)]
            }
            Input::Do(Action::Save, _) => self.save(cx),
            Input::Do(action, stroke) => {
                self.form.travel(action, stroke);
                Vec::new()
            }
            Input::Click { x, y } => {
                self.form.click(x, y);
                Vec::new()
            }
            Input::Type(stroke) => {
                self.form.stroke(stroke);
                Vec::new()
            }
            Input::Paste(pasted) => {
                self.form.paste(&pasted);
                Vec::new()
            }
            Input::Told(Ok(Answer::Steps(StepsAnswer::Taken { number, state }))) => vec![
                Effect::Say((cx.words.answer_screen.done)(&number, (cx.words.state)(state))),
                Effect::Close(Handback::Nothing),
            ],
            // Somebody saved first: what is typed stays, and both are shown.
            Input::Told(Err(Refusal::Outdated { .. })) => {
                self.saving = false;
                vec![Effect::Open(Box::new(self.newer(cx)))]
            }
            Input::Back(Handback::GoOn(seen)) => {
                self.seen = seen;
                self.save(cx)
            }
            Input::Back(Handback::Beside(theirs)) => {
                (self.seen, self.theirs) = (theirs.seen, Some(theirs));
                Vec::new()
            }
            Input::Told(Err(refused)) => {
                self.saving = false;
                vec![Effect::Say(refusal(cx.words, &refused))]
            }
            Input::Opened
            | Input::Told(Ok(_))
            | Input::Back(_)
            | Input::Changed(_)
            | Input::Resized
            | Input::Scan(_)
            | Input::Handed(_) => Vec::new(),
        }
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        let area = Rect { width: area.width.min(MAIN_COLUMNS), ..area };
        let mut pen = Pen::new(cx, frame, area);
        pen.put(2, 0, &self.number, Meaning::Label);
        pen.put(VALUE, 0, &self.heading, Meaning::Plain);
        let beside = if self.theirs.is_some() { newer::BESIDE + 1 } else { 0 };
        let text_lines = area.height.saturating_sub(12 + beside).max(4);
        let places = [
            (Field::Answer, 2, text_lines, area.width.saturating_sub(VALUE + 2)),
            (Field::Basis, 3 + text_lines, 1, 60),
            (Field::Paper, 4 + text_lines, 1, 40),
        ];
        let mut caret = None;
        for (field, y, height, width) in places {
            if y >= area.height {
                break;
            }
            pen.put_within(2, y, 10, &format!("{}*", (cx.words.field)(field)), Meaning::Label);
            if self.form.is_focused(field) {
                pen.put(0, y, ">", Meaning::Plain);
            }
            let place = Rect { x: area.x + VALUE, y: area.y + y, width, height: height.min(area.height - y) };
            caret = caret.or(self.form.draw(field, pen.buffer, place));
        }
        if let Some(theirs) = &self.theirs {
            newer::draw_beside(cx, &mut pen, theirs, 6 + text_lines);
        }
        for (y, line) in (6 + text_lines + beside..).zip(cx.words.answer_screen.means) {
            pen.put(VALUE, y, line, Meaning::Dim);
        }
        if let Some(caret) = caret {
            frame.set_cursor_position(caret);
        }
    }
}
