//! 登记: one matter on one screen, at any of the four desks. Nothing stops it; what is missing is
//! marked.

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use super::codes::{Code, Codes};
use super::confirm::Confirm;
use super::intake_form::{self, Offered};
use super::intake_page::{self, Row, is_wanted, stops};
use super::papers::Papers;
use super::pen::{Pen, short_day};
use super::people::{Group, People};
use super::why::Why;
use super::{Context, Effect, Handback, Hint, Input, MAIN_COLUMNS, Screen};
use crate::api::intake::{Answer as IntakeAnswer, Desk, Filed, Request as Ask};
use crate::api::people::{Answer as PeopleAnswer, Matter, PersonCard, Request as AskPeople};
use crate::api::{Answer, Refusal, Request};
use crate::domain::case::{CaseId, Channel, Purpose};
use crate::domain::clock::Deadline;
use crate::domain::content_class;
use crate::domain::id_number::IdNumber;
use crate::domain::intake::{self, Doubts, Draft, MaterialDraft, PersonDraft};
use crate::domain::masked::Personal;
use crate::domain::party::PartyRole;
use crate::domain::problem::{Field, Problem};
use crate::domain::receipt::Source;
use crate::domain::{phone, text};
use crate::form::{Entry, Form};
use crate::i18n::refusal;
use crate::keymap::{Action, Key, Place, Stroke};
use crate::theme::Meaning;
use crate::widget::cells;

/// The registration form.
pub struct Intake {
    pub(super) form: Form,
    slip: String,
    desk: Desk,
    pub(super) others: Vec<PersonDraft>,
    pub(super) materials: Vec<MaterialDraft>,
    /// Somebody the office knows; what is left empty is taken from what it knows of him.
    pub(super) known: Option<Box<PersonCard>>,
    /// He comes again about this.
    again: Option<(CaseId, String)>,
    pub(super) preview: Vec<Deadline>,
    previewed: Option<NaiveDate>,
    /// The complaint about a number has been shown; saving again keeps it as it is.
    insisted: bool,
    saving: bool,
    /// Which of several fitting classes is shown.
    pub(super) class_at: usize,
    /// The focus has just come to its field: what stands there by default gives way to typing.
    fresh: bool,
    /// A full field has gone on by itself: the Tab that follows out of habit does nothing.
    advanced: bool,
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
            form: Form::new(intake_form::entries(cx, &Offered::default())),
            slip: cx.slip.to_owned(),
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
            advanced: false,
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
    fn is_direct(&self) -> bool {
        matches!(Source::from_word(&self.form.value(Field::Source)), None | Some(Source::Direct))
    }

    fn arrange(&mut self) {
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
    fn draft(&self) -> Draft {
        let mut draft = intake_form::draft(&self.form);
        draft.slip.clone_from(&self.slip);
        draft.known = self.known.as_ref().and_then(|person| person.known);
        draft.others.clone_from(&self.others);
        draft.materials.clone_from(&self.materials);
        draft
    }

    /// Asks which clocks would start, when the day of receipt has changed.
    fn ask_preview(&mut self, cx: &Context<'_>) -> Vec<Effect> {
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
        match intake::read(&self.draft(), cx.now, doubts) {
            Ok(intake) => {
                self.saving = true;
                vec![Effect::Ask(Request::Intake(Ask::File(Box::new(intake))))]
            }
            Err(complaints) => {
                // A number that fails its check does not stop a registration: saving again keeps it.
                self.insisted = intake::read(&self.draft(), cx.now, Doubts::Keep).is_ok();
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

    /// Leaving a field looks at what stands in it, and says what is wrong beside it.
    fn leave(&mut self, cx: &Context<'_>) {
        self.fresh = true;
        let field = self.form.focus();
        if field == Field::Category {
            self.take_class(false);
        }
        let typed = text::line(&self.form.value(field));
        let received = || {
            intake::read_received(&self.form.value(Field::Received), self.channel(), cx.now).map(|r| r.day)
        };
        let problem = match field {
            _ if typed.is_empty() => None,
            Field::IdNumber => intake_form::number_problem(&self.form, cx.today()),
            Field::Phone => phone::read(&typed).err(),
            Field::Received => intake::read_received(&typed, self.channel(), cx.now).err(),
            Field::People | Field::Concerned => intake::read_people(&typed).err(),
            Field::Age => intake::read_age(&typed, None, Doubts::Keep).err(),
            Field::Postmark => intake::read_postmark(&typed, received().unwrap_or(cx.today())).err(),
            Field::Rings => intake::read_rings(&typed).err(),
            Field::Category => content_class::read(&typed).is_none().then_some(Problem::UnknownCode),
            _ => None,
        };
        self.form.complain_about(field, problem);
        if field == Field::Address {
            self.expand_town();
        }
    }

    /// Initials of a town at the beginning of an address are written out; the town is where the
    /// matter happened, until somebody says otherwise.
    fn expand_town(&mut self) {
        let typed = text::line(&self.form.value(Field::Address));
        if let Some((_, name)) = intake_form::town(&self.desk.places, &typed) {
            self.form.replace(Field::Address, name);
        }
        self.place_from_address();
    }

    /// Where somebody lives is where his matter happened, until somebody says otherwise.
    fn place_from_address(&mut self) {
        let mut address = self.form.value(Field::Address);
        if let (true, Some(person)) = (address.is_empty(), &self.known) {
            person.address.reveal().clone_into(&mut address);
        }
        let here = self.desk.places.iter().find(|(_, name)| address.contains(name.as_str()));
        if let (Some((code, _)), true) = (here, self.form.value(Field::Place).is_empty()) {
            self.form.replace(Field::Place, code);
        }
    }

    /// To the next field that is asked every time, or to the one before in the order of the eyes.
    fn go_on(&mut self, cx: &Context<'_>) -> Vec<Effect> {
        let left = self.form.focus();
        self.leave(cx);
        let told = IdNumber::read(&self.form.value(Field::IdNumber), cx.today()).is_ok();
        loop {
            let before = self.form.focus();
            self.form.next();
            let field = self.form.focus();
            // A valid number has filled number, sex and age; Up goes back to them.
            let filled = (told && matches!(field, Field::IdNumber | Field::Sex | Field::Age))
                || (self.known.is_some() && is_of_person(field));
            if field == before || (stops(self.channel(), field) && !filled) {
                break;
            }
        }
        let mut effects = self.ask_preview(cx);
        effects.extend(self.wrong_with(cx, left));
        // More than one person stands at the desk: their names come next.
        let many = intake::read_people(&self.form.value(Field::People)).is_ok_and(|people| people > 1);
        if left == Field::People && many && self.others.is_empty() && self.channel() == Channel::Visit {
            effects.push(self.open_people(cx));
        }
        effects
    }

    fn step(&mut self, cx: &Context<'_>, next: bool) -> Vec<Effect> {
        let left = self.form.focus();
        self.leave(cx);
        if next {
            self.form.next();
        } else {
            self.form.previous();
        }
        let mut effects = self.ask_preview(cx);
        effects.extend(self.wrong_with(cx, left));
        effects
    }

    /// What is wrong with a field that was just left.
    fn wrong_with(&self, cx: &Context<'_>, field: Field) -> Option<Effect> {
        let problem = self.form.complaint(field)?;
        let said = (cx.words.complaint)((cx.words.field)(field), &(cx.words.problem)(problem));
        Some(Effect::Say(said))
    }

    /// Writes out the class that was typed short: the only one that fits, or, with Enter, the one
    /// of several that is shown.
    fn take_class(&mut self, chosen: bool) {
        let typed = text::line(&self.form.value(Field::Category));
        let fitting = intake_form::classes(&typed);
        let class = match fitting.as_slice() {
            [only] => Some(only),
            several if chosen => several.get(self.class_at),
            _ => None,
        };
        if let Some(class) = class.filter(|class| class.code != typed) {
            let code = class.code;
            self.form.replace(Field::Category, code);
        }
        self.class_at = 0;
    }

    /// Up and Down go through the classes that fit, while there are several.
    fn browse_classes(&mut self, down: bool) -> bool {
        let fitting = intake_form::classes(&text::line(&self.form.value(Field::Category))).len();
        if !self.form.is_focused(Field::Category) || fitting < 2 {
            return false;
        }
        self.class_at =
            if down { (self.class_at + 1) % fitting } else { (self.class_at + fitting - 1) % fitting };
        true
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
        let said = Effect::Say(format!("{said}{gaps}"));
        let remembered = Effect::Remember(Box::new(self.draft()));
        // The post comes in a pile: the next letter follows at once.
        if self.channel() == Channel::Letter {
            let mut next = Intake::new(cx, Beginning::Empty);
            next.turn_to(cx, Channel::Letter);
            next.form.replace(Field::Received, &self.form.value(Field::Received));
            next.set_desk(cx, std::mem::take(&mut self.desk));
            *self = next;
            let mut effects = vec![remembered, said];
            effects.extend(self.ask_preview(cx));
            return effects;
        }
        vec![remembered, said, Effect::Close(Handback::Registered(filed.key))]
    }

    /// Takes over what the desk offers: the look-ups are made of it.
    fn set_desk(&mut self, cx: &Context<'_>, desk: Desk) {
        let before = self.form.focus();
        let entries = intake_form::entries(cx, &Offered { places: &desk.places, bodies: &desk.bodies });
        for (field, entry) in entries {
            if matches!(entry, Entry::Lookup(_)) {
                let value = self.form.value(field);
                self.form.put(field, entry);
                self.form.replace(field, &value);
            }
        }
        self.arrange();
        self.form.go(before);
        self.desk = desk;
        self.place_from_address();
    }

    fn open_people(&self, cx: &Context<'_>) -> Effect {
        let first = PersonDraft {
            role: String::new(),
            name: self.form.value(Field::Name),
            id_number: self.form.value(Field::IdNumber),
            phone: self.form.value(Field::Phone),
            address: String::new(),
        };
        let title = text::line(&self.form.value(Field::Title));
        let came = self.form.value(Field::People);
        let concerned = self.form.value(Field::Concerned);
        let sheet = People::new(
            cx,
            first,
            &self.others,
            &Group {
                form: self.title(cx),
                title,
                came,
                concerned,
                representatives: self.desk.representatives,
            },
        );
        Effect::Open(Box::new(sheet))
    }

    /// The list behind a coded field; phrases in a text.
    fn open_codes(&self, cx: &Context<'_>) -> Vec<Effect> {
        let words = &cx.words.intake_screen;
        let field = self.form.focus();
        let title = (cx.words.field)(field);
        let codes: Vec<Code> = match self.form.entry(field) {
            Some(Entry::Choice(choice)) => {
                (1..).zip(choice.options()).map(|(at, (_, name))| Code::new(&at.to_string(), name)).collect()
            }
            Some(Entry::Lookup(lookup)) => {
                lookup.offers().iter().map(|(code, name)| Code::new(code, name)).collect()
            }
            Some(Entry::Text(_)) => {
                if self.desk.phrases.is_empty() {
                    return vec![Effect::Say(words.no_phrases.to_owned())];
                }
                let phrases = self.desk.phrases.iter();
                let phrases = (1..).zip(phrases).map(|(at, text)| Code::new(&at.to_string(), text)).collect();
                return vec![Effect::Open(Box::new(Codes::new(words.phrases_title, phrases)))];
            }
            _ if field == Field::Category => {
                content_class::all().iter().map(|class| Code::new(class.code, class.path)).collect()
            }
            _ if field == Field::Address => {
                self.desk.places.iter().map(|(code, name)| Code::new(code, name)).collect()
            }
            _ => Vec::new(),
        };
        if codes.is_empty() {
            return vec![Effect::Say(words.no_codes.to_owned())];
        }
        vec![Effect::Open(Box::new(Codes::new(title, codes)))]
    }

    /// Puts what was picked from the list into the field.
    fn picked(&mut self, cx: &Context<'_>, at: usize) -> Vec<Effect> {
        let field = self.form.focus();
        let value = match self.form.entry(field) {
            Some(Entry::Choice(choice)) => choice.options().get(at).map(|(word, _)| (*word).to_owned()),
            Some(Entry::Lookup(lookup)) => lookup.offers().get(at).map(|(key, _)| key.clone()),
            Some(Entry::Text(_)) => {
                if let Some(phrase) = self.desk.phrases.get(at) {
                    self.form.paste(phrase);
                }
                return Vec::new();
            }
            _ if field == Field::Category => content_class::all().get(at).map(|class| class.code.to_owned()),
            _ => self.desk.places.get(at).map(|(_, name)| name.clone()),
        };
        if let Some(value) = value {
            self.form.replace(field, &value);
            return self.after_typing(cx);
        }
        Vec::new()
    }

    /// Another channel has other fields.
    fn after_typing(&mut self, cx: &Context<'_>) -> Vec<Effect> {
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
        self.advanced = false;
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
            return Vec::new();
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
            self.advanced = true;
        }
        effects
    }

    /// A number typed or read into the name goes where it belongs.
    fn number_in_name(&mut self, cx: &Context<'_>) -> bool {
        let typed = self.form.value(Field::Name);
        let Some(number) = IdNumber::read_whole(&typed, cx.today()) else { return false };
        self.form.replace(Field::IdNumber, number.as_str());
        self.form.replace(Field::Name, "");
        true
    }

    /// Asks what the office knows of whoever has the number that stands there now.
    fn ask_person(&self) -> Vec<Effect> {
        let number = Personal::new(self.form.value(Field::IdNumber));
        vec![Effect::Ask(Request::People(AskPeople::Card(number)))]
    }

    /// The office knows him, or not. What has been typed stands.
    fn met(&mut self, cx: &Context<'_>, card: Box<PersonCard>) -> Vec<Effect> {
        // The number may have been changed since.
        let same = IdNumber::read(&self.form.value(Field::IdNumber), cx.today())
            .is_ok_and(|number| number.as_str() == card.number.reveal());
        if !same || card.known.is_none() {
            return Vec::new();
        }
        if self.form.is_focused(Field::Name) && self.form.value(Field::Name).is_empty() {
            self.form.go(Field::Body);
        }
        self.known = Some(card);
        self.place_from_address();
        Vec::new()
    }

    /// `=`: what stood in this field of the matter registered before.
    fn copy_previous(&mut self, cx: &Context<'_>, field: Field) -> Vec<Effect> {
        let before = cx.previous.map(|draft| intake_form::value_of(draft, field)).unwrap_or_default();
        if before.is_empty() {
            return vec![Effect::Say(cx.words.intake_screen.nothing_before.to_owned())];
        }
        self.form.replace(field, &before);
        self.form.touch();
        self.after_typing(cx)
    }

    fn act(&mut self, cx: &Context<'_>, action: Action, stroke: Stroke) -> Vec<Effect> {
        let advanced = std::mem::take(&mut self.advanced);
        match action {
            Action::Back if self.unsaved() => {
                let words = &cx.words.intake_screen;
                vec![Effect::Open(Box::new(Confirm::new(
                    words.leave_title,
                    words.leave_question,
                    Handback::Leave,
                )))]
            }
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
            Action::Open if self.form.is_focused(Field::Others) => vec![self.open_people(cx)],
            Action::Open if self.form.is_focused(Field::People) && self.form.value(Field::People) != "1" => {
                vec![self.open_people(cx)]
            }
            Action::Open if self.form.is_focused(Field::Materials) => {
                vec![Effect::Open(Box::new(Papers::new(cx, self.title(cx), &self.materials)))]
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
            _ => Vec::new(),
        }
    }

    fn takes_town(&self) -> bool {
        let typed = text::line(&self.form.value(Field::Address));
        self.form.is_focused(Field::Address) && intake_form::town(&self.desk.places, &typed).is_some()
    }
}

/// Fields that the office knows of a person.
fn is_of_person(field: Field) -> bool {
    matches!(field, Field::Name | Field::IdNumber | Field::Sex | Field::Age | Field::Phone | Field::Address)
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
            Hint::new(Action::Codes, words.codes),
            Hint::new(Action::New, words.other_desk),
            Hint::new(Action::Why, cx.words.why.key),
            Hint::new(Action::Back, cx.words.back),
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

    fn typing(&self) -> bool {
        true
    }

    fn unsaved(&self) -> bool {
        self.form.touched() && !self.saving
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        match input {
            Input::Opened => {
                let mut effects = vec![Effect::Ask(Request::Intake(Ask::Desk))];
                effects.extend(self.ask_preview(cx));
                effects
            }
            Input::Do(action, stroke) => self.act(cx, action, stroke),
            Input::Type(stroke) => self.typed(cx, stroke),
            Input::Paste(pasted) => {
                self.advanced = false;
                self.form.paste(&pasted);
                self.after_typing(cx);
                if self.form.is_focused(Field::Name) && self.number_in_name(cx) {
                    let mut effects = self.ask_person();
                    effects.push(Effect::Say(cx.words.intake_screen.number_moved.to_owned()));
                    return effects;
                }
                Vec::new()
            }
            Input::Click { x, y } => {
                self.leave(cx);
                self.form.click(x, y);
                Vec::new()
            }
            Input::Told(Ok(Answer::Intake(answer))) => match answer {
                IntakeAnswer::Desk(desk) => {
                    self.set_desk(cx, *desk);
                    Vec::new()
                }
                IntakeAnswer::Preview(clocks) => {
                    // An answer about the day that stood there before is old.
                    if clocks.first().is_none_or(|clock| Some(clock.start) == self.previewed) {
                        self.preview = clocks;
                    }
                    Vec::new()
                }
                IntakeAnswer::Filed(filed) => self.filed(cx, &filed),
            },
            Input::Told(Err(refused)) => {
                self.saving = false;
                if let Refusal::Invalid(complaints) = &refused {
                    self.form.complain(complaints.clone());
                }
                vec![Effect::Say(refusal(cx.words, &refused))]
            }
            Input::Back(Handback::Leave) => vec![Effect::Close(Handback::Nothing)],
            Input::Back(Handback::Picked(at)) => self.picked(cx, at),
            Input::Back(Handback::People(first, others)) => {
                let count = others.iter().filter(|row| {
                    let role = PartyRole::from_word(&row.role).unwrap_or(PartyRole::Petitioner);
                    !row.is_empty() && role.brings()
                });
                let count = count.count() + 1;
                for (field, value) in [
                    (Field::Name, &first.name),
                    (Field::IdNumber, &first.id_number),
                    (Field::Phone, &first.phone),
                ] {
                    self.form.replace(field, value);
                }
                let came = intake::read_people(&self.form.value(Field::People)).unwrap_or(1);
                if usize::try_from(came).is_ok_and(|came| came < count) {
                    self.form.replace(Field::People, &count.to_string());
                }
                self.others = others;
                self.form.touch();
                Vec::new()
            }
            Input::Back(Handback::Papers(materials)) => {
                self.materials = materials;
                self.form.touch();
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
            for (y, line) in (1..).zip(cells::wrap(hint, usize::from(pane.width))) {
                pen.put(0, y, &line, Meaning::Plain);
            }
        }
    }
}

/// Where values stand, the second pair of a line, and the short third.
const VALUE: u16 = 13;
const SECOND: u16 = 46;
const SECOND_VALUE: u16 = 56;
const THIRD: u16 = 64;
const THIRD_VALUE: u16 = 71;
/// Cells of a class while it is typed.
const CLASS: u16 = 16;
/// Lines of the request's text at 24 lines.
const TEXT_LINES: u16 = 5;
/// Lines of the body at 24 lines.
const BODY_LINES: u16 = 21;

impl Intake {
    fn draw_page(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) -> Option<Position> {
        let mut pen = Pen::new(cx, frame, area);
        let mut caret = None;
        let mut y = 0;
        for row in intake_page::above(self.channel()) {
            caret = self.draw_row(cx, &mut pen, row, y).or(caret);
            y += 1;
        }
        // Who handed it on takes a line of the text.
        let text_lines = area.height.saturating_sub(BODY_LINES) + TEXT_LINES - u16::from(!self.is_direct());
        caret = self.draw_text(cx, &mut pen, y, text_lines).or(caret);
        y += text_lines;
        for row in intake_page::below(self.channel(), self.is_direct()) {
            caret = self.draw_row(cx, &mut pen, row, y).or(caret);
            y += 1;
        }
        intake_form::draw_foot(self, cx, &mut pen, y);
        caret
    }

    fn draw_text(&self, cx: &Context<'_>, pen: &mut Pen<'_>, top: u16, lines: u16) -> Option<Position> {
        pen.put(2, top, &format!("{}*", (cx.words.field)(Field::Body)), Meaning::Label);
        if self.form.is_focused(Field::Body) {
            pen.put(0, top, ">", Meaning::Plain);
        }
        if let Some(Entry::Text(text)) = self.form.entry(Field::Body)
            && text.hidden_above() > 0
        {
            let above = (cx.words.intake_screen.above)(text.hidden_above());
            pen.put_within(2, top + 1, 10, &above, Meaning::Dim);
        }
        let area = Rect {
            x: pen.area.x + VALUE,
            y: pen.area.y + top,
            width: pen.area.width.saturating_sub(VALUE + 2),
            height: lines.min(pen.area.height.saturating_sub(top)),
        };
        self.form.draw(Field::Body, pen.buffer, area)
    }

    fn draw_row(&self, cx: &Context<'_>, pen: &mut Pen<'_>, row: Row, y: u16) -> Option<Position> {
        let mut caret = None;
        let whole = row.right.is_none();
        // What is understood of a class stands beside it while it is typed.
        let typing_class = row.left == Field::Category && self.form.is_focused(Field::Category);
        let width = if typing_class {
            CLASS
        } else if whole {
            pen.area.width.saturating_sub(VALUE + 1)
        } else {
            SECOND - VALUE - 2
        };
        caret = self.draw_field(cx, pen, row.left, (2, VALUE, y), width).or(caret);
        // What a valid number tells stands where it would be typed.
        if let Some(told) = self.told_by_number(cx, row) {
            pen.put(SECOND, y, &told, Meaning::Dim);
            return caret;
        }
        if let Some(right) = row.right {
            let end = if row.third.is_some() { THIRD - 1 } else { pen.area.width };
            let width = end.saturating_sub(SECOND_VALUE);
            caret = self.draw_field(cx, pen, right, (SECOND, SECOND_VALUE, y), width).or(caret);
        }
        if let Some(third) = row.third {
            let width = pen.area.width.saturating_sub(THIRD_VALUE);
            caret = self.draw_field(cx, pen, third, (THIRD, THIRD_VALUE, y), width).or(caret);
        }
        caret
    }

    /// Sex, age and place in words, on the line of a valid number, while nobody types over them.
    fn told_by_number(&self, cx: &Context<'_>, row: Row) -> Option<String> {
        let typing = matches!(self.form.focus(), Field::Sex | Field::Age);
        if row.left != Field::IdNumber || typing {
            return None;
        }
        let said = !self.form.value(Field::Sex).is_empty() || !self.form.value(Field::Age).is_empty();
        intake_form::told(cx, &self.form).filter(|_| !said)
    }

    fn draw_field(
        &self,
        cx: &Context<'_>,
        pen: &mut Pen<'_>,
        field: Field,
        at: (u16, u16, u16),
        width: u16,
    ) -> Option<Position> {
        let (label_x, value_x, y) = at;
        if y >= pen.area.height {
            return None;
        }
        let label =
            if label_x == THIRD { (cx.words.intake_screen.third)(field) } else { (cx.words.field)(field) };
        let star = if is_wanted(field) { "*" } else { "" };
        let room = usize::from(value_x - label_x);
        pen.put_within(label_x, y, room, &format!("{label}{star}"), Meaning::Label);
        let focused = self.form.is_focused(field);
        if focused {
            pen.put_within(label_x.saturating_sub(2), y, 1, ">", Meaning::Plain);
        }
        // A complaint about a field with a neighbour stands in the notice line; its field is marked.
        if self.form.complaint(field).is_some() {
            pen.put(value_x.saturating_sub(2), y, "!", Meaning::Complaint);
        }
        let area = Rect { x: pen.area.x + value_x, y: pen.area.y + y, width, height: 1 };
        let caret = self.form.draw(field, pen.buffer, area);
        if !focused && let Some((shown, meaning)) = intake_form::shown(self, cx, field) {
            let blank = " ".repeat(usize::from(width));
            pen.put_within(value_x, y, usize::from(width), &blank, Meaning::Plain);
            pen.put_within(value_x, y, usize::from(width), &shown, meaning);
        }
        if focused && field == Field::Category {
            let beside = intake_form::class_words(self, cx);
            pen.put(value_x + CLASS + 1, y, &beside, Meaning::Dim);
        }
        caret
    }
}
