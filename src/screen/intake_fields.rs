//! 登记表里走动: from field to field, and what leaving one does.

use super::intake::{Intake, Sheet};
use super::intake_form;
use super::intake_page::stops;
use super::{Context, Effect};
use crate::domain::case::Channel;
use crate::domain::content_class;
use crate::domain::id_number::IdNumber;
use crate::domain::intake::{self, Doubts};
use crate::domain::phone;
use crate::domain::problem::{Field, Problem};
use crate::domain::text;

impl Intake {
    /// Leaving a field looks at what stands in it, and says what is wrong beside it.
    pub(super) fn leave(&mut self, cx: &Context<'_>) {
        self.fresh = true;
        let field = self.form.focus();
        if field == Field::Category {
            self.take_class(false);
        }
        let problem = self.check(cx, field);
        self.form.complain_about(field, problem);
        if field == Field::Address {
            self.expand_town();
        }
    }

    /// What is wrong with what stands in a field.
    pub(super) fn check(&self, cx: &Context<'_>, field: Field) -> Option<Problem> {
        let typed = text::line(&self.form.value(field));
        let received = || {
            intake::read_received(&self.form.value(Field::Received), self.channel(), cx.now).map(|r| r.day)
        };
        match field {
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
        }
    }

    /// Initials of a town at the beginning of an address are written out; the town is where the
    /// matter happened, until somebody says otherwise.
    pub(super) fn expand_town(&mut self) {
        let typed = text::line(&self.form.value(Field::Address));
        if let Some((_, name)) = intake_form::town(&self.desk.places, &typed) {
            self.form.replace(Field::Address, name);
        }
        self.place_from_address();
    }

    /// Where somebody lives is where his matter happened, until somebody says otherwise.
    pub(super) fn place_from_address(&mut self) {
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
    pub(super) fn go_on(&mut self, cx: &Context<'_>) -> Vec<Effect> {
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
            if stops(self.channel(), field) && !filled && field != before {
                break;
            }
            // Behind the last of those come the seldom ones, one by one.
            if field == before {
                self.form.go(left);
                self.form.next();
                break;
            }
        }
        let mut effects = self.ask_preview(cx);
        effects.extend(self.wrong_with(cx, left));
        // More than one person stands at the desk: their names come next.
        if left == Field::People
            && self.are_many()
            && self.others.is_empty()
            && self.channel() == Channel::Visit
        {
            effects.push(self.open_sheet(cx, Sheet::People));
        }
        effects
    }

    pub(super) fn step(&mut self, cx: &Context<'_>, next: bool) -> Vec<Effect> {
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

    /// Does more than one person bring it?
    pub(super) fn are_many(&self) -> bool {
        intake::read_people(&self.form.value(Field::People)).is_ok_and(|people| people > 1)
    }

    /// A pasted text, whole; what has no room is said.
    pub(super) fn pasted(&mut self, cx: &Context<'_>, pasted: &str) -> Vec<Effect> {
        let words = &cx.words.intake_screen;
        let field = self.form.focus();
        self.advanced = None;
        self.fresh = false;
        if matches!(field, Field::Others | Field::Materials) {
            return vec![Effect::Say(words.opens_sheet.to_owned())];
        }
        let left_out = self.form.take_in(pasted);
        if field == Field::IdNumber {
            self.known = None;
        }
        let mut effects = self.after_typing(cx);
        if field == Field::Name && self.number_in_name(cx) {
            effects.extend(self.ask_person());
            effects.push(Effect::Say(words.number_moved.to_owned()));
        } else if field == Field::IdNumber && self.has_number(cx) {
            effects.extend(self.ask_person());
        }
        if left_out > 0 {
            effects.push(Effect::Say((words.no_room)(left_out)));
        }
        effects.extend(self.look_for_alike(cx));
        effects
    }

    /// What is wrong with a field that was just left.
    pub(super) fn wrong_with(&self, cx: &Context<'_>, field: Field) -> Option<Effect> {
        let problem = self.form.complaint(field)?;
        let said = (cx.words.complaint)((cx.words.field)(field), &(cx.words.problem)(problem));
        Some(Effect::Say(said))
    }

    /// Writes out the class that was typed short: the only one that fits, or, with Enter, the one
    /// of several that is shown.
    pub(super) fn take_class(&mut self, chosen: bool) {
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
    pub(super) fn browse_classes(&mut self, down: bool) -> bool {
        let fitting = intake_form::classes(&text::line(&self.form.value(Field::Category))).len();
        if !self.form.is_focused(Field::Category) || fitting < 2 {
            return false;
        }
        self.class_at =
            if down { (self.class_at + 1) % fitting } else { (self.class_at + fitting - 1) % fitting };
        true
    }

    /// `=`: what stood in this field of the matter registered before.
    pub(super) fn copy_previous(&mut self, cx: &Context<'_>, field: Field) -> Vec<Effect> {
        let before = cx.previous.map(|draft| intake_form::value_of(draft, field)).unwrap_or_default();
        if before.is_empty() {
            return vec![Effect::Say(cx.words.intake_screen.nothing_before.to_owned())];
        }
        self.form.replace(field, &before);
        self.form.touch();
        self.after_typing(cx)
    }

    pub(super) fn takes_town(&self) -> bool {
        let typed = text::line(&self.form.value(Field::Address));
        self.form.is_focused(Field::Address) && intake_form::town(&self.desk.places, &typed).is_some()
    }
}

/// Fields that the office knows of a person.
fn is_of_person(field: Field) -> bool {
    matches!(field, Field::Name | Field::IdNumber | Field::Sex | Field::Age | Field::Phone | Field::Address)
}
