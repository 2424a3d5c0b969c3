//! 同办: a step with several cases. What is the same for all stands once on top; the body, unit or
//! person of each stands in its row, and what became of it.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::many_draw;
use super::step_form::entry;
use super::{Context, Effect, Handback, Hint, Input, Screen};
use crate::api::steps::{Answer as Told, ManyForm, ManyRow, Request as Ask};
use crate::api::{Answer, Refusal, Request};
use crate::domain::case::CaseId;
use crate::domain::draft::{FormKind, FormState, Kept};
use crate::domain::problem::{Barrier, Problem};
use crate::domain::step::{Asked, Filled, Given, Kind, Part, Step, by_name};
use crate::form::{Entry, Form};
use crate::i18n::refusal;
use crate::keymap::{Action, Place};
use crate::widget::list::Bar;

/// Fields that a row has room for; further ones are the same for all.
const PER_ROW: usize = 2;

/// What a draft remembers: the step and the cases.
const STEP: &str = "step";
const CASES: &str = "cases";

/// A field of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cell {
    /// The same for all.
    Shared(Part),
    /// That of one row.
    Row(usize, Part),
}

/// The table.
pub(super) struct Many {
    pub(super) step: &'static Step,
    cases: Vec<CaseId>,
    pub(super) card: Option<Box<ManyForm>>,
    pub(super) form: Option<Form<Cell>>,
    /// What became of each row, as far as it was tried.
    pub(super) became: Vec<Option<Result<Told, Refusal>>>,
    /// The row with the focus.
    pub(super) bar: Bar,
    saving: bool,
    /// What a draft has kept, until the office has said what the fields offer.
    kept: Option<FormState>,
}

impl Many {
    /// This step with these cases.
    pub(super) fn new(step: &'static Step, cases: Vec<CaseId>) -> Many {
        let (card, form, became, bar, kept) = (None, None, Vec::new(), Bar::default(), None);
        Many { step, cases, card, form, became, bar, saving: false, kept }
    }

    /// The table of a draft, as it was left.
    pub(super) fn reopened(kept: &Kept) -> Option<Many> {
        let cases = kept.mark(CASES).split(' ').filter_map(|id| id.parse().ok()).map(CaseId).collect();
        Some(Many { kept: Some(kept.state.clone()), ..Many::new(by_name(kept.mark(STEP))?, cases) })
    }

    /// Fields that each row has for itself.
    pub(super) fn of_rows(&self) -> impl Iterator<Item = &'static Asked> {
        let own = |asked: &&Asked| matches!(asked.kind, Kind::Body | Kind::To | Kind::Unit | Kind::Person);
        self.step.parts.iter().filter(own).take(PER_ROW)
    }

    /// Fields that are the same for all.
    pub(super) fn shared(&self) -> impl Iterator<Item = &'static Asked> {
        let own: Vec<Part> = self.of_rows().map(|asked| asked.part).collect();
        self.step.parts.iter().filter(move |asked| !own.contains(&asked.part))
    }

    pub(super) fn rows(&self) -> &[ManyRow] {
        self.card.as_ref().map_or(&[], |card| &card.rows)
    }

    fn is_done(&self, at: usize) -> bool {
        matches!(self.became.get(at), Some(Some(Ok(_))))
    }

    /// Rows that the step can still be taken with.
    fn open_rows(&self) -> Vec<usize> {
        let rows = self.rows().iter().enumerate();
        rows.filter(|(at, row)| row.refused.is_none() && !self.is_done(*at)).map(|(at, _)| at).collect()
    }

    pub(super) fn all_done(&self) -> bool {
        self.card.is_some() && (0..self.rows().len()).all(|at| self.is_done(at))
    }

    fn close(&self) -> Vec<Effect> {
        let rows = self.rows().iter().enumerate();
        let done = rows.filter(|(at, _)| self.is_done(*at)).map(|(_, row)| row.case).collect();
        vec![Effect::Close(Handback::Did(done))]
    }

    fn value(&self, cell: Cell) -> String {
        self.form.as_ref().map(|form| form.value(cell)).unwrap_or_default()
    }

    fn filled(&self, at: usize) -> Filled {
        let own: Vec<Part> = self.of_rows().map(|asked| asked.part).collect();
        let cell = |part| if own.contains(&part) { Cell::Row(at, part) } else { Cell::Shared(part) };
        Filled::of(self.step.parts.iter().map(|asked| (asked.part, self.value(cell(asked.part)))))
    }

    fn save(&mut self, cx: &Context<'_>) -> Vec<Effect> {
        if self.saving || self.card.is_none() {
            return Vec::new();
        }
        let open = self.open_rows();
        if open.is_empty() {
            return self.close();
        }
        let mut wrong: Vec<(Cell, Problem)> = Vec::new();
        let mut rows = Vec::new();
        for at in open {
            let filled = self.filled(at);
            for barrier in filled.read(self.step.parts, cx.today()).1 {
                let Barrier::Part(part, problem) = barrier else { continue };
                let own = self.of_rows().any(|asked| asked.part == part);
                let cell = if own { Cell::Row(at, part) } else { Cell::Shared(part) };
                if wrong.iter().all(|(known, _)| *known != cell) {
                    wrong.push((cell, problem));
                }
            }
            let row = &self.rows()[at];
            rows.push((row.case, row.version, Given::Filled(filled)));
        }
        if let (false, Some(form)) = (wrong.is_empty(), &mut self.form) {
            form.complain(wrong);
            self.follow();
            return Vec::new();
        }
        self.saving = true;
        vec![Effect::Ask(Request::Steps(Ask::TakeMany { step: self.step.name, rows }))]
    }

    /// The bar goes where the focus is.
    fn follow(&mut self) {
        if let Some(Cell::Row(at, _)) = self.form.as_ref().map(Form::focus) {
            self.bar.go(at, self.rows().len());
        }
    }

    fn take_form(&mut self, cx: &Context<'_>, card: Box<ManyForm>) {
        if let Some(known) = &mut self.card {
            // Only the versions are new: what is typed stays.
            for row in card.rows {
                if let Some(old) = known.rows.iter_mut().find(|old| old.case == row.case) {
                    (old.version, old.refused) = (row.version, row.refused);
                }
            }
            return;
        }
        self.became = card.rows.iter().map(|row| row.refused.clone().map(Err)).collect();
        let open = || card.rows.iter().filter(|row| row.refused.is_none());
        let mut entries: Vec<(Cell, Entry)> = Vec::new();
        for asked in self.shared().filter(|_| open().next().is_some()) {
            // Where the cases begin differently, nothing stands there.
            let first = open().next().map_or("", |row| row.start.get(asked.part));
            let same = open().all(|row| row.start.get(asked.part) == first);
            let start = if same { first } else { "" };
            entries.push((Cell::Shared(asked.part), entry(cx, asked, start, &card.offers)));
        }
        for (at, row) in card.rows.iter().enumerate().filter(|(_, row)| row.refused.is_none()) {
            for asked in self.of_rows() {
                let start = row.start.get(asked.part);
                entries.push((Cell::Row(at, asked.part), entry(cx, asked, start, &card.offers)));
            }
        }
        self.card = Some(card);
        let mut form = (!entries.is_empty()).then(|| Form::new(entries));
        if let (Some(form), Some(kept)) = (&mut form, self.kept.take()) {
            form.restore_as(&kept, |cell| self.name(cell));
        }
        self.form = form;
        self.begin();
    }

    /// The focus is on the first field that must be filled in and is not.
    fn begin(&mut self) {
        let shared = self.shared().map(|asked| (Cell::Shared(asked.part), asked));
        let own = self.open_rows().into_iter();
        let own = own.flat_map(|at| self.of_rows().map(move |asked| (Cell::Row(at, asked.part), asked)));
        let empty = shared
            .chain(own)
            .find(|(cell, asked)| asked.must && self.value(*cell).is_empty())
            .map(|(c, _)| c);
        if let (Some(cell), Some(form)) = (empty, &mut self.form) {
            form.go(cell);
        }
        self.follow();
    }

    /// The name a field is kept under.
    fn name(&self, cell: Cell) -> String {
        match cell {
            Cell::Shared(part) => part.word().to_owned(),
            Cell::Row(at, part) => {
                let case = self.rows().get(at).map_or(0, |row| row.case.0);
                format!("{case}:{}", part.word())
            }
        }
    }

    fn told(&mut self, cx: &Context<'_>, results: Vec<(CaseId, Result<Told, Refusal>)>) -> Vec<Effect> {
        self.saving = false;
        let mut outdated = Vec::new();
        for (case, result) in results {
            let Some(at) = self.rows().iter().position(|row| row.case == case) else { continue };
            if matches!(result, Err(Refusal::Outdated { .. })) {
                outdated.push(case);
            }
            self.became[at] = Some(result);
        }
        let done = (0..self.rows().len()).filter(|at| self.is_done(*at)).count();
        let not = self.rows().len() - done;
        let words = &cx.words.many;
        let said = if not == 0 { (words.done)(done) } else { (words.partly)(done, not) };
        let failed = self.became.iter().position(|became| matches!(became, Some(Err(_))));
        if let Some(at) = failed {
            self.bar.go(at, self.rows().len());
            let cell = self.of_rows().next().map(|asked| Cell::Row(at, asked.part));
            if let (Some(cell), Some(form)) = (cell, &mut self.form) {
                form.go(cell);
            }
        }
        let mut effects = vec![Effect::Say(said)];
        if !outdated.is_empty() {
            let (step, cases) = (self.step.name, outdated);
            effects.push(Effect::Ask(Request::Steps(Ask::FormMany { step, cases })));
        }
        effects
    }

    /// What became of a row, in words; and whether it is done.
    pub(super) fn verdict(&self, cx: &Context<'_>, at: usize) -> Option<(String, bool)> {
        let words = &cx.words.many;
        Some(match self.became.get(at)?.as_ref()? {
            Ok(Told::Taken { .. }) if self.step.to.is_none() => (words.noted.to_owned(), true),
            Ok(Told::Taken { state, .. }) => ((cx.words.state)(*state).to_owned(), true),
            Ok(Told::Proposed { .. }) => (words.proposed.to_owned(), true),
            Ok(_) => (words.urged.to_owned(), true),
            Err(Refusal::Denied(barriers)) => {
                let reasons: Vec<String> = barriers.iter().map(|b| (cx.words.barrier)(b)).collect();
                (reasons.join(cx.words.semicolon), false)
            }
            Err(Refusal::Outdated { by, at }) => {
                ((words.moved_on)(by, &at.format("%H:%M").to_string()), false)
            }
            Err(other) => (refusal(cx.words, other), false),
        })
    }
}

impl Screen for Many {
    fn place(&self) -> Place {
        Place::Form
    }

    fn title(&self, cx: &Context<'_>) -> String {
        format!("{} / {}", cx.words.many.title, (cx.words.step)(self.step.name))
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        if self.all_done() {
            return vec![Hint::new(Action::Back, cx.words.many.back)];
        }
        let words = &cx.words.triage;
        let save = if self.step.decides.is_empty() { words.take } else { words.propose };
        vec![
            Hint::new(Action::Save, save),
            Hint::new(Action::NextField, cx.words.intake_screen.next),
            Hint::new(Action::Back, cx.words.many.back),
        ]
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        let words = &cx.words.many;
        let Some(_) = &self.card else { return cx.words.reading.to_owned() };
        if self.saving {
            return cx.words.saving.to_owned();
        }
        let focus = self.form.as_ref().map(Form::focus);
        let part = focus.map(|(Cell::Shared(part) | Cell::Row(_, part))| part);
        let complaint = self.form.as_ref().and_then(|form| form.complaint(form.focus()));
        if let (Some(part), Some(problem)) = (part, complaint) {
            return (cx.words.barrier)(&Barrier::Part(part, problem.clone()));
        }
        if !matches!(focus, Some(Cell::Shared(_)))
            && let Some(row) = self.rows().get(self.bar.at)
        {
            let said = self.verdict(cx, self.bar.at).map_or(row.title.clone(), |(said, _)| said);
            return format!("{} {said}", row.number);
        }
        words.hint.to_owned()
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
        self.form.is_some()
    }

    fn unsaved(&self) -> bool {
        !self.saving && !self.all_done() && self.form.as_ref().is_some_and(Form::touched)
    }

    fn draft(&self, cx: &Context<'_>) -> Option<Kept> {
        let form = self.form.as_ref().filter(|form| form.touched() && !self.all_done())?;
        let (Cell::Shared(part) | Cell::Row(_, part)) = form.focus();
        let left = self.rows().iter().enumerate().filter(|(at, _)| !self.is_done(*at));
        let cases: Vec<String> = left.map(|(_, row)| row.case.0.to_string()).collect();
        let state = form.snapshot_as(|cell| self.name(cell));
        let mark = |word: &str, value: String| (word.to_owned(), value);
        Some(Kept {
            marks: vec![mark(STEP, self.step.name.to_owned()), mark(CASES, cases.join(" "))],
            ..Kept::new(FormKind::Many, self.title(cx), (cx.words.triage.part)(part), state)
        })
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        match input {
            Input::Opened => {
                let (step, cases) = (self.step.name, self.cases.clone());
                return vec![Effect::Ask(Request::Steps(Ask::FormMany { step, cases }))];
            }
            Input::Do(Action::Back, _) | Input::Back(Handback::Leave) => return self.close(),
            Input::Do(Action::Open, _) if self.all_done() => return self.close(),
            Input::Do(Action::Save, _) => return self.save(cx),
            Input::Told(Ok(Answer::Steps(Told::FormMany(card)))) => self.take_form(cx, card),
            Input::Told(Ok(Answer::Steps(Told::Many(results)))) => return self.told(cx, results),
            Input::Told(Err(refused)) => {
                self.saving = false;
                return vec![Effect::Say(refusal(cx.words, &refused))];
            }
            Input::Do(Action::Up, _) if self.form.is_none() => {
                self.bar.up(1);
            }
            Input::Do(Action::Down, _) if self.form.is_none() => {
                self.bar.down(1, self.rows().len());
            }
            input => {
                let Some(form) = &mut self.form else { return Vec::new() };
                match input {
                    Input::Do(action, stroke) => {
                        form.travel(action, stroke);
                    }
                    Input::Type(stroke) => {
                        form.stroke(stroke);
                    }
                    Input::Paste(pasted) => form.paste(&pasted),
                    Input::Click { x, y } => {
                        form.click(x, y);
                    }
                    _ => {}
                }
                self.follow();
            }
        }
        Vec::new()
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        many_draw::draw(cx, self, frame, area);
    }
}
