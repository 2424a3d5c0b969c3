//! 登记: one matter on one screen, at any of the four desks. Nothing stops it; what is missing is
//! marked.

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};
use ratatui::Frame;
use ratatui::layout::Rect;

use super::intake_form;
use super::intake_page;
use super::pen::{Pen, short_day};
use super::similar::Alike;
use super::why::Why;
use super::{Context, Effect, Handback, Hint, Input, MAIN_COLUMNS, Screen};
use crate::api::intake::{Answer as IntakeAnswer, Desk, Filed, Request as Ask};
use crate::api::people::{Answer as PeopleAnswer, Matter, PersonCard};
use crate::api::similar::Answer as SimilarAnswer;
use crate::api::{Answer, Refusal, Request};
use crate::domain::case::{CaseId, Channel, Purpose};
use crate::domain::clock::Deadline;
use crate::domain::draft::Kept;
use crate::domain::id_number::IdNumber;
use crate::domain::intake::{self, Doubts, Draft, MaterialDraft, PersonDraft};
use crate::domain::problem::Field;
use crate::domain::receipt::Source;
use crate::form::{Entry, Form};
use crate::i18n::refusal;
use crate::keymap::{Action, Key, Place, Stroke};
use crate::theme::Meaning;
use crate::widget::cells;

/// A Tab this soon after a field went on by itself was meant for that field.
const HABIT: TimeDelta = TimeDelta::milliseconds(600);

/// The registration form.
pub struct Intake {
    pub(super) form: Form,
    pub(super) slip: String,
    /// 同一事项
    pub(super) alike: Alike,
    /// Which sheet lies open over the form.
    pub(super) sheet: Option<Sheet>,
    pub(super) desk: Desk,
    pub(super) others: Vec<PersonDraft>,
    pub(super) materials: Vec<MaterialDraft>,
    /// Somebody the office knows; what is left empty is taken from what it knows of him.
    pub(super) known: Option<Box<PersonCard>>,
    /// He comes again about this.
    pub(super) again: Option<(CaseId, String)>,
    pub(super) preview: Vec<Deadline>,
    pub(super) previewed: Option<NaiveDate>,
    /// The complaint about a number has been shown; saving again keeps it as it is.
    pub(super) insisted: bool,
    pub(super) saving: bool,
    /// Which of several fitting classes is shown.
    pub(super) class_at: usize,
    /// The focus has just come to its field: what stands there by default gives way to typing.
    pub(super) fresh: bool,
    /// When a full field has gone on by itself: the Tab that follows out of habit does nothing.
    pub(super) advanced: Option<DateTime<FixedOffset>>,
}

/// A sheet of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sheet {
    /// 名单
    People,
    /// 材料清单
    Papers,
}

/// What a form begins with.
pub(super) enum Beginning {
    /// Nothing but today.
    Empty,
    /// Somebody at the desk: known here, or a number alone.
    Person(Box<PersonCard>),
    /// The same, about a matter of his.
    Again {
        /// who
        person: Box<PersonCard>,
        /// the matter
        matter: Box<Matter>,
    },
}

impl Intake {
    /// The form for a matter that came today.
    pub(super) fn new(cx: &Context<'_>, beginning: Beginning) -> Intake {
        let mut intake = Intake {
            form: Form::new(intake_form::entries(cx)),
            slip: cx.slip.to_owned(),
            alike: Alike::default(),
            sheet: None,
            desk: Desk::default(),
            others: Vec::new(),
            materials: Vec::new(),
            known: None,
            again: None,
            preview: Vec::new(),
            previewed: None,
            insisted: false,
            saving: false,
            class_at: 0,
            fresh: true,
            advanced: None,
        };
        intake.arrange();
        intake.form.go(Field::Name);
        match beginning {
            Beginning::Empty => {}
            Beginning::Person(person) => intake.take_person(person),
            Beginning::Again { person, matter } => {
                intake.take_person(person);
                let Matter { line, same, .. } = *matter;
                intake.form.replace(Field::Title, &line.title);
                intake.form.replace(Field::Purpose, same.purpose.map_or("", Purpose::word));
                intake.form.replace(Field::Category, &same.category.unwrap_or_default());
                intake.form.replace(Field::Place, &same.place);
                intake.form.replace(Field::Accused, same.accused.reveal());
                intake.again = Some((line.id, line.number));
            }
        }
        intake
    }

    /// Somebody the office knows: his number stands there, the rest is known; the request comes next.
    fn take_person(&mut self, person: Box<PersonCard>) {
        self.form.replace(Field::IdNumber, person.number.reveal());
        if person.known.is_some() {
            self.form.go(Field::Body);
            self.known = Some(person);
        }
    }

    pub(super) fn channel(&self) -> Channel {
        Channel::from_word(&self.form.value(Field::Channel)).unwrap_or(Channel::Visit)
    }

    /// Did the petitioner bring it himself, so that nobody handed it on?
    pub(super) fn is_direct(&self) -> bool {
        matches!(Source::from_word(&self.form.value(Field::Source)), None | Some(Source::Direct))
    }

    pub(super) fn has_number(&self, cx: &Context<'_>) -> bool {
        IdNumber::read_whole(&self.form.value(Field::IdNumber), cx.today()).is_some()
    }

    /// Looks for what may be the same matter, while nothing is being saved.
    pub(super) fn look_for_alike(&mut self, cx: &Context<'_>) -> Vec<Effect> {
        if self.saving {
            return Vec::new();
        }
        let draft = self.typed_so_far();
        self.alike.ask(&draft, cx.today())
    }

    pub(super) fn arrange(&mut self) {
        let order = intake_page::order(self.channel(), self.is_direct());
        self.form.arrange(&order);
    }

    /// Another desk: its own fields, and a receipt as that desk writes it.
    fn turn_to(&mut self, cx: &Context<'_>, channel: Channel) -> Vec<Effect> {
        let untouched = Channel::ALL
            .iter()
            .any(|other| self.form.value(Field::Received) == intake_form::received_now(cx, *other));
        self.form.replace(Field::Channel, channel.word());
        if untouched {
            self.form.replace(Field::Received, &intake_form::received_now(cx, channel));
        }
        self.arrange();
        self.ask_preview(cx)
    }

    /// The desk after this one: F2 goes round.
    fn next_desk(&mut self, cx: &Context<'_>) -> Vec<Effect> {
        let at = Channel::ALL.iter().position(|channel| *channel == self.channel()).unwrap_or(0);
        let next = Channel::ALL[(at + 1) % Channel::ALL.len()];
        self.turn_to(cx, next)
    }

    /// What stands in the fields, for reading.
    pub(super) fn typed_so_far(&self) -> Draft {
        let mut draft = intake_form::draft(&self.form);
        draft.slip.clone_from(&self.slip);
        draft.known = self.known.as_ref().and_then(|person| person.known);
        draft.others.clone_from(&self.others);
        draft.materials.clone_from(&self.materials);
        draft.links = self.alike.links();
        // Who comes again about a matter brings the same one.
        draft.links.extend(self.again.iter().map(|(case, _)| *case));
        draft.not_same = self.alike.not_same();
        draft
    }

    /// Asks which clocks would start, when the day of receipt has changed.
    pub(super) fn ask_preview(&mut self, cx: &Context<'_>) -> Vec<Effect> {
        let received = intake::read_received(&self.form.value(Field::Received), self.channel(), cx.now);
        let day = received.ok().map(|received| received.day);
        if day == self.previewed {
            return Vec::new();
        }
        self.previewed = day;
        self.preview.clear();
        day.map(|day| Effect::Ask(Request::Intake(Ask::Preview(day)))).into_iter().collect()
    }

    fn save(&mut self, cx: &Context<'_>) -> Vec<Effect> {
        let doubts = if self.insisted { Doubts::Keep } else { Doubts::Complain };
        match intake::read(&self.typed_so_far(), cx.now, doubts) {
            Ok(intake) => {
                self.saving = true;
                vec![Effect::Ask(Request::Intake(Ask::File(Box::new(intake))))]
            }
            Err(complaints) => {
                // A number that fails its check does not stop a registration: saving again keeps it.
                self.insisted = intake::read(&self.typed_so_far(), cx.now, Doubts::Keep).is_ok();
                self.form.complain(complaints);
                let mut said = self.first_complaint(cx).unwrap_or_default();
                let others: Vec<&str> = self
                    .form
                    .complaints()
                    .iter()
                    .skip(1)
                    .map(|(field, _)| (cx.words.field)(*field))
                    .collect();
                if !others.is_empty() {
                    let named = (cx.words.intake_screen.also)(&others.join(cx.words.comma));
                    // Where the line has no room for their names it says how many there are.
                    let fits = cells::width(&said) + cells::width(&named) < usize::from(MAIN_COLUMNS) - 2;
                    let counted = || (cx.words.registers.and_others)(others.len());
                    said.push_str(&if fits { named } else { counted() });
                }
                if self.insisted {
                    said.push_str(cx.words.semicolon);
                    said.push_str(cx.words.intake_screen.insist);
                }
                vec![Effect::Say(said)]
            }
        }
    }

    /// The complaint about the field with the focus, else the first one there is.
    fn first_complaint(&self, cx: &Context<'_>) -> Option<String> {
        let focus = self.form.focus();
        let here = self.form.complaints().iter().find(|(field, _)| *field == focus);
        here.or_else(|| self.form.complaints().first()).map(|(field, problem)| {
            (cx.words.complaint)((cx.words.field)(*field), &(cx.words.problem)(problem))
        })
    }

    fn filed(&mut self, cx: &Context<'_>, filed: &Filed) -> Vec<Effect> {
        let words = &cx.words.intake_screen;
        let due =
            filed.due.as_ref().map(|due| (short_day(cx, due.due), (cx.words.clock)(&due.clock, &due.title)));
        let said = (words.registered)(&filed.number, due.as_ref().map(|(day, clock)| (day.as_str(), *clock)));
        let fields: Vec<&str> = filed.to_complete.iter().map(|field| (cx.words.field)(*field)).collect();
        let gaps = if fields.is_empty() {
            String::new()
        } else {
            (words.gaps)(fields.len(), &fields.join(cx.words.comma))
        };
        let told = if filed.reported { words.reported } else { "" };
        let said = Effect::Say(format!("{said}{told}{gaps}"));
        let remembered = Effect::Remember(Box::new(self.typed_so_far()));
        // The post comes in a pile: the next letter follows at once.
        if self.channel() == Channel::Letter {
            let mut next = Intake::new(cx, Beginning::Empty);
            next.turn_to(cx, Channel::Letter);
            next.form.replace(Field::Received, &self.form.value(Field::Received));
            next.set_desk(std::mem::take(&mut self.desk));
            *self = next;
            let mut effects = vec![remembered, said];
            effects.extend(self.ask_preview(cx));
            return effects;
        }
        vec![remembered, said, Effect::Close(Handback::Registered(filed.key))]
    }

    /// Another channel has other fields.
    pub(super) fn after_typing(&mut self, cx: &Context<'_>) -> Vec<Effect> {
        self.insisted = false;
        self.class_at = 0;
        match self.form.focus() {
            Field::Channel => self.turn_to(cx, self.channel()),
            Field::Source => {
                self.arrange();
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn typed(&mut self, cx: &Context<'_>, stroke: Stroke) -> Vec<Effect> {
        self.advanced = None;
        let field = self.form.focus();
        if matches!(stroke.key, Key::Char('=' | '＝')) && !stroke.ctrl && self.form.value(field).is_empty() {
            return self.copy_previous(cx, field);
        }
        if matches!(field, Field::Others | Field::Materials) {
            return vec![Effect::Say(cx.words.intake_screen.opens_sheet.to_owned())];
        }
        // The default of a field gives way to the first character.
        let fresh = std::mem::replace(&mut self.fresh, false);
        let typing = matches!(stroke.key, Key::Char(_)) && !stroke.ctrl && !stroke.alt;
        if fresh && typing && matches!(field, Field::People | Field::Received) {
            self.form.replace(field, "");
        }
        if !self.form.stroke(stroke) {
            let full = typing && matches!(self.form.entry(field), Some(Entry::Text(text)) if text.is_full());
            let said = full.then(|| Effect::Say((cx.words.intake_screen.no_room)(1)));
            return said.into_iter().collect();
        }
        let mut effects = self.after_typing(cx);
        if field == Field::IdNumber {
            self.known = None;
        }
        if field == Field::Name && self.number_in_name(cx) {
            effects.push(Effect::Say(cx.words.intake_screen.number_moved.to_owned()));
            effects.extend(self.ask_person());
        } else if matches!(stroke.key, Key::Char(_)) && intake_form::is_full(&self.form, field, cx.today()) {
            if field == Field::IdNumber {
                effects.extend(self.ask_person());
            }
            effects.extend(self.go_on(cx));
            self.advanced = Some(cx.now);
        }
        effects
    }

    fn act(&mut self, cx: &Context<'_>, action: Action, stroke: Stroke) -> Vec<Effect> {
        let advanced = self.advanced.take().is_some_and(|at| cx.now - at < HABIT);
        match action {
            Action::Back => vec![Effect::Close(Handback::Nothing)],
            Action::Save => {
                self.take_class(false);
                self.save(cx)
            }
            Action::Codes => self.open_codes(cx),
            Action::New => self.next_desk(cx),
            // The field was full and has gone on already.
            Action::Open | Action::NextField if advanced => Vec::new(),
            // In a text of many lines Enter breaks the line and Tab leaves.
            Action::Open if self.form.in_text() => {
                self.form.stroke(stroke);
                Vec::new()
            }
            Action::Open if self.form.is_focused(Field::Others) => vec![self.open_sheet(cx, Sheet::People)],
            // The names come next, and after them the request.
            Action::Open if self.form.is_focused(Field::People) && self.are_many() => {
                let mut effects = self.go_on(cx);
                if self.sheet.is_none() {
                    effects.push(self.open_sheet(cx, Sheet::People));
                }
                effects
            }
            Action::Open if self.form.is_focused(Field::Materials) => {
                vec![self.open_sheet(cx, Sheet::Papers)]
            }
            // The town is written out, the street follows in the same field.
            Action::Open if self.takes_town() => {
                self.expand_town();
                Vec::new()
            }
            Action::Up | Action::Down if self.form.line_move(stroke) => Vec::new(),
            Action::Up | Action::Down if self.browse_classes(action == Action::Down) => Vec::new(),
            Action::Open | Action::NextField => {
                if action == Action::Open {
                    if self.form.is_focused(Field::Category) {
                        self.take_class(true);
                    }
                    self.form.take_offer();
                }
                self.go_on(cx)
            }
            Action::Down => self.step(cx, true),
            Action::PreviousField | Action::Up => self.step(cx, false),
            Action::Why => {
                let first = self.preview.first();
                let why = first.map(|clock| Why::of_form(clock.start));
                why.map(|why| Effect::Open(Box::new(why))).into_iter().collect()
            }
            Action::SidePane => self.alike.open(&self.title(cx)),
            _ => Vec::new(),
        }
    }
}

impl Screen for Intake {
    fn place(&self) -> Place {
        Place::Intake
    }

    fn title(&self, cx: &Context<'_>) -> String {
        (cx.words.intake_screen.title)((cx.words.channel)(self.channel()))
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        let words = &cx.words.intake_screen;
        vec![
            Hint::new(Action::Save, words.save),
            Hint::new(Action::NextField, words.next),
            Hint::new(Action::SidePane, cx.words.similar.title),
            Hint::new(Action::Codes, words.codes),
            Hint::new(Action::New, words.other_desk),
            Hint::new(Action::Back, cx.words.back),
            Hint::new(Action::Why, cx.words.why.key),
        ]
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        let words = &cx.words.intake_screen;
        if self.saving {
            return cx.words.saving.to_owned();
        }
        // What is wrong elsewhere has been said once, and is said again at the save.
        let field = self.form.focus();
        if self.form.complaint(field).is_some() && !matches!(self.form.entry(field), Some(Entry::Choice(_))) {
            return self.first_complaint(cx).unwrap_or_default();
        }
        if let (Field::Body, Some((_, number)), true) =
            (field, &self.again, self.form.value(Field::Body).is_empty())
        {
            return (words.again)(number);
        }
        match self.form.entry(field) {
            Some(Entry::Choice(choice)) => choice.menu(),
            _ => (words.hint)(self.channel(), field).to_owned(),
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

    fn unsaved(&self) -> bool {
        self.form.touched() && !self.saving
    }

    fn draft(&self, cx: &Context<'_>) -> Option<Kept> {
        self.kept(cx, self.title(cx))
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        match input {
            Input::Opened => {
                let mut effects = vec![Effect::Ask(Request::Intake(Ask::Desk))];
                // A form that comes back with a number asks anew whose it is.
                if self.form.touched() && self.known.is_none() && self.has_number(cx) {
                    effects.extend(self.ask_person());
                }
                effects.extend(self.ask_preview(cx));
                if let Some(sheet) = self.sheet {
                    effects.push(self.open_sheet(cx, sheet));
                }
                effects
            }
            Input::Do(action, stroke) => {
                let mut effects = self.act(cx, action, stroke);
                effects.extend(self.look_for_alike(cx));
                effects
            }
            Input::Type(stroke) => {
                let mut effects = self.typed(cx, stroke);
                effects.extend(self.look_for_alike(cx));
                effects
            }
            Input::Paste(pasted) => self.pasted(cx, &pasted),
            Input::Click { x, y } => {
                self.leave(cx);
                self.form.click(x, y);
                Vec::new()
            }
            Input::Told(Ok(Answer::Intake(answer))) => match answer {
                IntakeAnswer::Desk(desk) => {
                    self.set_desk(*desk);
                    Vec::new()
                }
                IntakeAnswer::Preview(clocks) => {
                    // An answer about the day that stood there before is old.
                    if clocks.first().is_none_or(|clock| Some(clock.start) == self.previewed) {
                        self.preview = clocks;
                    }
                    Vec::new()
                }
                // Another desk has registered this draft meanwhile, and this one has gone on writing.
                IntakeAnswer::Filed(filed) if filed.already && !filed.same => {
                    self.saving = false;
                    cx.slip.clone_into(&mut self.slip);
                    vec![Effect::Say((cx.words.intake_screen.registered_otherwise)(&filed.number))]
                }
                // A draft whose matter was registered in the moment before its desk was killed.
                IntakeAnswer::Filed(filed) if filed.already => vec![
                    Effect::Say((cx.words.drafts.already)(&filed.number)),
                    Effect::Close(Handback::Registered(filed.key)),
                ],
                IntakeAnswer::Filed(filed) => self.filed(cx, &filed),
                IntakeAnswer::FiledMany(_) => Vec::new(),
            },
            Input::Told(Ok(Answer::Similar(SimilarAnswer::Candidates(found)))) => self.alike.told(found),
            // A check that failed does not matter to the registration.
            Input::Told(Err(_)) if self.alike.refused() => Vec::new(),
            Input::Back(Handback::Similar(said)) => {
                self.alike.back(said);
                self.form.touch();
                Vec::new()
            }
            Input::Told(Err(refused)) => {
                self.saving = false;
                if let Refusal::Invalid(complaints) = &refused {
                    self.form.complain(complaints.clone());
                }
                vec![Effect::Say(refusal(cx.words, &refused))]
            }
            Input::Back(Handback::Leave) => vec![Effect::Close(Handback::Nothing)],
            Input::Back(Handback::Picked(at)) => self.picked(cx, at),
            Input::Handed(handback) => {
                self.take_sheet(handback);
                Vec::new()
            }
            Input::Back(handback @ (Handback::People(..) | Handback::Papers(_))) => {
                self.sheet = None;
                self.take_sheet(handback);
                self.count_people();
                Vec::new()
            }
            Input::Scan(number) => {
                self.form.replace(Field::IdNumber, &number);
                self.form.touch();
                self.ask_person()
            }
            Input::Told(Ok(Answer::People(PeopleAnswer::Card(card)))) => self.met(cx, card),
            Input::Told(Ok(_)) | Input::Back(_) | Input::Changed(_) | Input::Resized => Vec::new(),
        }
    }

    fn digit_chooses(&self) -> bool {
        matches!(self.form.entry(self.form.focus()), Some(Entry::Choice(_)))
    }

    /// A card belongs into the form while its number is still to come (K3).
    fn takes_scan(&self) -> bool {
        let here = matches!(self.form.focus(), Field::Name | Field::IdNumber);
        here && self.form.value(Field::IdNumber).is_empty()
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        if let Some(caret) = self.draw_page(cx, frame, Rect { width: area.width.min(MAIN_COLUMNS), ..area }) {
            frame.set_cursor_position(caret);
        }
        if cx.has_pane() && area.width > MAIN_COLUMNS + 2 {
            let pane = Rect { x: area.x + MAIN_COLUMNS + 1, width: area.width - MAIN_COLUMNS - 2, ..area };
            let mut pen = Pen::new(cx, frame, pane);
            let words = &cx.words.intake_screen;
            pen.put(0, 0, words.guidance, Meaning::Label);
            let hint = (words.hint)(self.channel(), self.form.focus());
            let wide = usize::from(pane.width);
            let guidance = cells::wrap(hint, wide);
            for (y, line) in (1..).zip(&guidance) {
                pen.put(0, y, line, Meaning::Plain);
            }
            let top = u16::try_from(guidance.len()).unwrap_or(0) + 2;
            let alike = self.alike.lines(cx, wide);
            if !alike.is_empty() {
                pen.put(0, top, cx.words.similar.label, Meaning::Label);
            }
            for (y, (line, meaning)) in (top + 1..).zip(alike) {
                pen.put(0, y, &line, meaning);
            }
        }
    }
}
