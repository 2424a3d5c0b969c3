//! 办理表: the form of any step, drawn from the fields that the step asks for.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::newer::{self, Newer, Seen, Theirs};
use super::pen::Pen;
use super::refused::Refused;
use super::{Context, Effect, Handback, Hint, Input, MAIN_COLUMNS, Screen};
use crate::api::cases::CaseCard;
use crate::api::steps::{Answer as Told, Request as Ask, StepForm as Card};
use crate::api::{Answer, Refusal, Request};
use crate::domain::case::CaseId;
use crate::domain::draft::{About, FormKind, Kept};
use crate::domain::problem::{Barrier, Problem};
use crate::domain::step::{Asked, Filled, Given, Kind, Part, Step, by_name};
use crate::form::{Choice, Entry, Form, Line, Lookup, Text};
use crate::i18n::refusal;
use crate::keymap::{Action, Key, Place};
use crate::theme::Meaning;
use crate::widget::cells;

const VALUE: u16 = 13;
/// Lines of a text.
const TEXT_LINES: u16 = 4;
/// Where the fields begin.
const TOP: u16 = 2;

/// The form of a step.
pub struct StepForm {
    case: CaseId,
    step: &'static Step,
    card: Option<Box<Card>>,
    form: Option<Form<Part>>,
    saving: bool,
    /// How far the case was seen: what was saved since is shown before anything is saved.
    seen: Seen,
    /// What others have saved meanwhile, to be had in view.
    theirs: Option<Box<Theirs>>,
    /// What a draft has kept, until the office has said what the fields offer.
    kept: Option<Kept>,
}

/// What a draft remembers: the case and the step.
const CASE: &str = "case";
const STEP: &str = "step";
/// How many lines of the history its author had seen.
pub(super) const SEEN: &str = "seen";

impl StepForm {
    /// The form of this step for this case.
    pub fn new(case: CaseId, step: &'static Step) -> StepForm {
        let seen = Seen::default();
        StepForm { case, step, card: None, form: None, saving: false, seen, theirs: None, kept: None }
    }

    /// The form of a draft, as it was left: over the version that its author saw. Where the step
    /// cannot be taken any more, what was typed is still there to be read.
    pub(super) fn reopened(kept: &Kept, about: Option<&CaseCard>) -> Option<StepForm> {
        let case = CaseId(kept.mark(CASE).parse().ok()?);
        let mut form = StepForm::new(case, by_name(kept.mark(STEP))?);
        form.seen = Seen { version: kept.version, lines: kept.mark(SEEN).parse().unwrap_or(0) };
        form.card = about.map(|card| {
            Box::new(Card {
                number: card.line.number.clone(),
                title: card.line.title.clone(),
                version: card.version,
                seen: card.history.len(),
                step: form.step.name,
                offers: Vec::new(),
                start: Filled::default(),
                minutes: 0,
                phrases: Vec::new(),
            })
        });
        form.kept = Some(kept.clone());
        Some(form)
    }

    fn ask(&self) -> Effect {
        Effect::Ask(Request::Steps(Ask::Form { case: self.case, step: self.step.name }))
    }

    fn entry(&self, cx: &Context<'_>, card: &Card, asked: &Asked) -> Entry {
        entry(cx, asked, card.start.get(asked.part), &card.offers)
    }

    /// Makes the fields, with what a draft has kept.
    fn fill(&mut self, cx: &Context<'_>, card: Box<Card>) {
        let entries = self.step.parts.iter().map(|asked| (asked.part, self.entry(cx, &card, asked)));
        let mut form = Form::new(entries.collect());
        if let Some(kept) = self.kept.take() {
            form.restore_as(&kept.state, |part| part.word().to_owned());
        }
        if self.seen.version == 0 {
            self.seen = Seen { version: card.version, lines: card.seen };
        }
        (self.form, self.card) = (Some(form), Some(card));
    }

    /// The page that shows what somebody saved first, beside what stands here.
    fn newer(&self, cx: &Context<'_>) -> Newer {
        let words = &cx.words.triage;
        let shown = |part| match self.form.as_ref().and_then(|form| form.entry(part)) {
            Some(Entry::Lookup(lookup)) => {
                let key = lookup.value();
                let offer = lookup.offers().iter().find(|(known, _)| *known == key);
                offer.map_or(key.clone(), |(_, name)| name.clone())
            }
            Some(entry) => (words.choice)(part, &entry.value()).to_owned(),
            None => String::new(),
        };
        let fields = self.step.parts.iter().map(|asked| newer::Field {
            part: Some(asked.part),
            label: (words.part)(asked.part).to_owned(),
            value: shown(asked.part),
        });
        let filled = fields.filter(|field| !field.value.trim().is_empty()).collect();
        Newer::new(self.case, self.seen.lines, (cx.words.step)(self.step.name).to_owned(), filled)
    }

    fn filled(&self) -> Filled {
        let form = self.form.as_ref();
        let value = |part| form.map(|form| form.value(part)).unwrap_or_default();
        Filled::of(self.step.parts.iter().map(|asked| (asked.part, value(asked.part))))
    }

    fn save(&mut self, cx: &Context<'_>) -> Vec<Effect> {
        if self.form.is_none() || self.saving {
            return Vec::new();
        }
        let version = self.seen.version;
        let given = self.filled();
        let (_, wrong) = given.read(self.step.parts, cx.today());
        if !wrong.is_empty() {
            return self.complain(cx, &wrong);
        }
        self.saving = true;
        let (case, step, given) = (self.case, self.step.name, Given::Filled(given));
        vec![Effect::Ask(Request::Steps(Ask::Take { case, version, step, given }))]
    }

    /// What is wrong with a field stands beside it; what else is in the way has a page.
    fn complain(&mut self, cx: &Context<'_>, barriers: &[Barrier]) -> Vec<Effect> {
        let of_fields = barriers.iter().filter_map(|barrier| match barrier {
            Barrier::Part(part, problem) => Some((*part, problem.clone())),
            _ => None,
        });
        if let Some(form) = &mut self.form {
            form.complain(of_fields.collect());
        }
        let others = barriers.iter().any(|barrier| !matches!(barrier, Barrier::Part(..)));
        if others {
            let title = self.card.as_ref().map(|card| format!("{} {}", card.number, card.title));
            return vec![Effect::Open(Box::new(Refused::new(
                self.step.name,
                title.unwrap_or_default(),
                barriers.to_vec(),
            )))];
        }
        // The first has the focus now; the others stand beside their fields.
        let focus = self.form.as_ref().map(Form::focus);
        let about =
            barriers.iter().find(|barrier| matches!(barrier, Barrier::Part(part, _) if Some(*part) == focus));
        about.map(|barrier| Effect::Say((cx.words.barrier)(barrier))).into_iter().collect()
    }

    /// The form, once it is here.
    pub(super) fn form(&self) -> Option<&Form<Part>> {
        self.form.as_ref()
    }

    pub(super) fn form_mut(&mut self) -> Option<&mut Form<Part>> {
        self.form.as_mut()
    }

    /// 套语
    pub(super) fn phrases(&self) -> &[String] {
        self.card.as_ref().map_or(&[], |card| &card.phrases)
    }

    pub(super) fn focus(&self) -> Option<&Asked> {
        let focus = self.form.as_ref()?.focus();
        self.step.parts.iter().find(|asked| asked.part == focus)
    }

    /// Until when an urgent matter has to be told, by the time that stands in the form.
    fn tell_by(&self, cx: &Context<'_>) -> Option<String> {
        let card = self.card.as_ref()?;
        let known = self.form.as_ref()?.value(Part::Known);
        let asked = self.step.parts.iter().find(|asked| asked.part == Part::Known)?;
        let (read, wrong) = Filled::of([(Part::Known, known)]).read(std::slice::from_ref(asked), cx.today());
        let known = chrono::NaiveTime::parse_from_str(read.get(Part::Known), "%H:%M").ok()?;
        let until = known + chrono::TimeDelta::minutes(i64::from(card.minutes));
        wrong.is_empty().then(|| (cx.words.triage.tell_by)(&until.format("%H:%M").to_string(), card.minutes))
    }

    /// What may be chosen in the field with the focus, as lines of a page.
    fn options(&self, width: usize) -> Vec<String> {
        let Some(form) = &self.form else { return Vec::new() };
        match form.entry(form.focus()) {
            Some(Entry::Choice(choice)) => {
                let mut lines = vec![String::new()];
                for item in choice.menu().split("  ") {
                    let last = lines.last_mut();
                    match last {
                        Some(line) if line.is_empty() => line.push_str(item),
                        Some(line) if cells::width(line) + cells::width(item) + 2 <= width => {
                            line.push_str("  ");
                            line.push_str(item);
                        }
                        _ => lines.push(item.to_owned()),
                    }
                }
                lines
            }
            Some(Entry::Lookup(lookup)) => {
                lookup.fitting().into_iter().map(|(key, name)| format!("{name}  {key}")).collect()
            }
            _ => Vec::new(),
        }
    }
}

impl Screen for StepForm {
    fn place(&self) -> Place {
        Place::Form
    }

    fn title(&self, cx: &Context<'_>) -> String {
        format!("{} / {}", cx.words.case_screen.title, (cx.words.step)(self.step.name))
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        let words = &cx.words.triage;
        let save = if self.step.decides.is_empty() { words.take } else { words.propose };
        vec![
            Hint::new(Action::Save, save),
            Hint::new(Action::NextField, cx.words.intake_screen.next),
            Hint::new(Action::Back, cx.words.back),
        ]
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        let words = &cx.words.triage;
        let (Some(form), Some(asked)) = (&self.form, self.focus()) else {
            return cx.words.reading.to_owned();
        };
        if self.saving {
            return cx.words.saving.to_owned();
        }
        if let Some(problem) = form.complaint(asked.part) {
            return (cx.words.barrier)(&Barrier::Part(asked.part, problem.clone()));
        }
        if let Some(until) = self.tell_by(cx) {
            return until;
        }
        match asked.kind {
            Kind::Body | Kind::To => words.bodies_hint.to_owned(),
            _ => (words.hint)(asked.part).to_owned(),
        }
    }

    fn mark(&mut self) {
        if let Some(form) = &mut self.form {
            form.mark();
        }
    }

    fn take_back(&mut self) {
        if let Some(form) = &mut self.form {
            form.take_back();
        }
    }

    fn typing(&self) -> bool {
        true
    }

    fn in_hand(&self) -> Option<CaseId> {
        Some(self.case)
    }

    fn unsaved(&self) -> bool {
        !self.saving && self.form.as_ref().is_some_and(Form::touched)
    }

    fn draft(&self, cx: &Context<'_>) -> Option<Kept> {
        // A draft that is on its way back is still the draft it was.
        let Some(form) = &self.form else { return self.kept.clone() };
        if !form.touched() {
            return None;
        }
        let number = self.card.as_ref().map_or("", |card| card.number.as_str());
        let title = format!("{}  {number}", (cx.words.step)(self.step.name));
        let label = (cx.words.triage.part)(form.focus());
        let state = form.snapshot_as(|part| part.word().to_owned());
        let mark = |word: &str, value: String| (word.to_owned(), value);
        Some(Kept {
            about: About::Case(self.case),
            version: self.seen.version,
            marks: vec![
                mark(CASE, self.case.0.to_string()),
                mark(STEP, self.step.name.to_owned()),
                mark(SEEN, self.seen.lines.to_string()),
            ],
            ..Kept::new(FormKind::Step, title, label, state)
        })
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        match input {
            Input::Opened => return vec![self.ask()],
            Input::Do(Action::Back, _) | Input::Back(Handback::Leave) => {
                return vec![Effect::Close(Handback::Nothing)];
            }
            Input::Do(Action::Save, _) => return self.save(cx),
            Input::Do(Action::Codes, _) => return self.open_codes(cx),
            Input::Back(Handback::Picked(at)) => {
                self.picked(at);
                return Vec::new();
            }
            Input::Back(Handback::GoOn(seen)) => {
                self.seen = seen;
                return self.save(cx);
            }
            Input::Back(Handback::Beside(theirs)) => {
                (self.seen, self.theirs) = (theirs.seen, Some(theirs));
                return Vec::new();
            }
            Input::Told(Ok(Answer::Steps(told))) => return self.told(cx, told),
            Input::Told(Err(refused)) => {
                self.saving = false;
                return match refused {
                    Refusal::Denied(barriers) => {
                        // A draft whose step is barred by now is shown all the same.
                        if let (None, Some(card)) = (&self.form, self.card.clone()) {
                            self.fill(cx, card);
                        }
                        self.complain(cx, &barriers)
                    }
                    // Somebody saved first: what is typed stays, and both are shown.
                    Refusal::Outdated { .. } => vec![Effect::Open(Box::new(self.newer(cx)))],
                    other => vec![Effect::Say(refusal(cx.words, &other))],
                };
            }
            input => {
                let Some(form) = &mut self.form else { return Vec::new() };
                match input {
                    Input::Do(action, stroke) => {
                        form.travel(action, stroke);
                    }
                    Input::Type(stroke) => {
                        // How they spoke takes one digit: the field is full, and goes on by itself.
                        let digit = matches!(stroke.key, Key::Char(c) if c.is_ascii_digit());
                        let by = form.focus() == Part::By;
                        if form.stroke(stroke) && by && digit {
                            form.next();
                        }
                    }
                    Input::Paste(pasted) => form.paste(&pasted),
                    Input::Click { x, y } => {
                        form.click(x, y);
                    }
                    _ => {}
                }
            }
        }
        Vec::new()
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        let area = Rect { width: area.width.min(MAIN_COLUMNS), ..area };
        let mut pen = Pen::new(cx, frame, area);
        let (Some(card), Some(form)) = (&self.card, &self.form) else {
            let cursor = pen.position(0, 0);
            frame.set_cursor_position(cursor);
            return;
        };
        pen.put(2, 0, &card.number, Meaning::Label);
        pen.put(VALUE, 0, &card.title, Meaning::Plain);
        let words = &cx.words.triage;
        let mut caret = None;
        let mut y = TOP;
        for Asked { part, kind, must } in self.step.parts {
            let height = if *kind == Kind::Text { TEXT_LINES } else { 1 };
            let width = if *kind == Kind::Text { area.width - VALUE - 2 } else { 40 };
            let mark = if *must { "*" } else { "" };
            pen.put_within(2, y, 11, &format!("{}{mark}", (words.part)(*part)), Meaning::Label);
            if form.is_focused(*part) {
                pen.put(0, y, ">", Meaning::Plain);
            }
            let place = Rect { x: area.x + VALUE, y: area.y + y, width, height };
            caret = caret.or(form.draw(*part, pen.buffer, place));
            if let Some(problem) = form.complaint(*part) {
                complaint(cx, &mut pen, problem, y, height);
            }
            y += height;
        }
        if let Some(theirs) = &self.theirs {
            newer::draw_beside(cx, &mut pen, theirs, y + 1);
            y += newer::BESIDE + 1;
        }
        let room = usize::from(area.width - VALUE - 1);
        for (y, line) in (y + 1..area.height).zip(self.options(room)) {
            pen.put(VALUE, y, &line, Meaning::Dim);
        }
        if let Some(caret) = caret {
            frame.set_cursor_position(caret);
        }
    }
}

/// The field of a form that is asked for, with what stands in it at the start.
pub(super) fn entry(
    cx: &Context<'_>,
    asked: &Asked,
    start: &str,
    offers: &[(Part, Vec<(String, String)>)],
) -> Entry {
    match asked.kind {
        Kind::OneOf(options) => {
            let words = &cx.words.triage;
            let shown = options.iter().map(|word| (*word, (words.choice)(asked.part, word))).collect();
            Entry::Choice(Choice::new(shown, options.iter().position(|word| *word == start)))
        }
        Kind::Text => Entry::Text(Box::new(Text::new(start))),
        Kind::Line
        | Kind::PastDay
        | Kind::ComingDay
        | Kind::AnyDay
        | Kind::Count(..)
        | Kind::Tos
        | Kind::Category
        | Kind::Time => Entry::Line(Line::new(start)),
        Kind::Body
        | Kind::To
        | Kind::Clock
        | Kind::Leader
        | Kind::Unit
        | Kind::Person
        | Kind::ReceptionDay => {
            let offers = offers.iter().find(|(part, _)| *part == asked.part);
            let offers = offers.map(|(_, offers)| offers.clone()).unwrap_or_default();
            Entry::Lookup(Box::new(Lookup::new(offers, false, start)))
        }
    }
}

/// Beside a line, or in the last line of a text, where it stands apart from what is typed.
fn complaint(cx: &Context<'_>, pen: &mut Pen<'_>, problem: &Problem, y: u16, height: u16) {
    const BESIDE: u16 = VALUE + 41;
    pen.put(BESIDE, y + height - 1, &(cx.words.problem)(problem), Meaning::Complaint);
}

impl StepForm {
    fn told(&mut self, cx: &Context<'_>, told: Told) -> Vec<Effect> {
        let words = &cx.words.triage;
        let said = match told {
            Told::Form(card) => {
                if self.form.is_none() {
                    self.fill(cx, card);
                }
                return Vec::new();
            }
            Told::Taken { number, .. } if self.step.to.is_none() => {
                (words.noted)(&number, (cx.words.step)(self.step.name))
            }
            Told::Taken { number, state } => (words.taken)(&number, (cx.words.state)(state)),
            Told::Proposed { number } => (words.proposed)(&number),
            Told::Urged { leader, .. } => (words.urged)(&leader),
            Told::FormMany(_) | Told::Many(_) | Told::Returned { .. } | Told::Undone { .. } => {
                return Vec::new();
            }
        };
        vec![Effect::Say(said), Effect::Close(Handback::Nothing)]
    }
}
