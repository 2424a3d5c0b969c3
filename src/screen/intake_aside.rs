//! 登记表旁边: lists of codes, sheets of people and papers, what the office knows of a person.

use super::codes::{Code, Codes};
use super::intake::{Intake, Sheet};
use super::papers::Papers;
use super::people::{Group, People};
use super::{Context, Effect, Handback, Screen};
use crate::api::Request;
use crate::api::intake::Desk;
use crate::api::people::{PersonCard, Request as AskPeople};
use crate::domain::content_class;
use crate::domain::id_number::IdNumber;
use crate::domain::intake::{self, PersonDraft};
use crate::domain::masked::Personal;
use crate::domain::party::PartyRole;
use crate::domain::problem::Field;
use crate::domain::text;
use crate::form::Entry;

impl Intake {
    /// Takes over what the desk offers.
    pub(super) fn set_desk(&mut self, desk: Desk) {
        self.form.offer(Field::Place, desk.places.clone());
        // A body that is complained of is kept by its name: a register may change, what was said not.
        let named = desk.bodies.iter().map(|(_, name)| (name.clone(), name.clone()));
        self.form.offer(Field::Accused, named.collect());
        self.desk = desk;
        self.place_from_address();
    }

    /// Opens a sheet over the form.
    pub(super) fn open_sheet(&mut self, cx: &Context<'_>, sheet: Sheet) -> Effect {
        self.sheet = Some(sheet);
        match sheet {
            Sheet::People => self.open_people(cx),
            Sheet::Papers => Effect::Open(Box::new(Papers::new(cx, self.title(cx), &self.materials))),
        }
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
    pub(super) fn open_codes(&self, cx: &Context<'_>) -> Vec<Effect> {
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
            _ if field == Field::Category => content_class::all()
                .iter()
                .map(|class| Code::called(class.code, class.path, class.name()))
                .collect(),
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
    pub(super) fn picked(&mut self, cx: &Context<'_>, at: usize) -> Vec<Effect> {
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

    /// A number typed or read into the name goes where it belongs.
    pub(super) fn number_in_name(&mut self, cx: &Context<'_>) -> bool {
        let typed = self.form.value(Field::Name);
        let Some(number) = IdNumber::read_whole(&typed, cx.today()) else { return false };
        self.form.replace(Field::IdNumber, number.as_str());
        self.form.replace(Field::Name, "");
        true
    }

    /// Asks what the office knows of whoever has the number that stands there now.
    pub(super) fn ask_person(&self) -> Vec<Effect> {
        let number = Personal::new(self.form.value(Field::IdNumber));
        vec![Effect::Ask(Request::People(AskPeople::Card(number)))]
    }

    /// The office knows him, or not. What has been typed stands.
    pub(super) fn met(&mut self, cx: &Context<'_>, card: Box<PersonCard>) -> Vec<Effect> {
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

    /// What a sheet brings back.
    pub(super) fn take_sheet(&mut self, handback: Handback) {
        match handback {
            Handback::People(first, others) => self.take_people(&first, others),
            Handback::Papers(materials) => self.materials = materials,
            _ => return,
        }
        self.form.touch();
    }

    /// What the sheet of people brings back.
    fn take_people(&mut self, first: &PersonDraft, others: Vec<PersonDraft>) {
        if first.id_number != self.form.value(Field::IdNumber) {
            self.known = None;
        }
        for (field, value) in
            [(Field::Name, &first.name), (Field::IdNumber, &first.id_number), (Field::Phone, &first.phone)]
        {
            self.form.replace(field, value);
        }
        self.others = others;
    }

    /// The sheet is closed: as many came as bring the matter, at least.
    pub(super) fn count_people(&mut self) {
        let bring = self.others.iter().filter(|row| {
            let role = PartyRole::from_word(&row.role).unwrap_or(PartyRole::Petitioner);
            !row.is_empty() && role.brings()
        });
        let listed = bring.count() + 1;
        let came = intake::read_people(&self.form.value(Field::People)).unwrap_or(1);
        if usize::try_from(came).is_ok_and(|came| came < listed) {
            self.form.replace(Field::People, &listed.to_string());
        }
    }
}
