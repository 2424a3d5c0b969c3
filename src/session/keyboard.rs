//! What comes from the keyboard beside plain keys: pastes, cards, F-keys by digit, strokes that wait.

use super::{Order, Session, WAITING_MAX, Waiting};
use crate::domain::access;
use crate::domain::id_number::IdNumber;
use crate::keymap::{Key, Place, Stroke};
use crate::screen::{Input, Person};

impl Session {
    pub(super) fn paste(&mut self, text: String, orders: &mut Vec<Order>) {
        self.function_key = false;
        // Below its smallest size the screen takes nothing: it would act unseen.
        if self.is_too_small() {
            return;
        }
        let typing = self.layers.last().is_some_and(|top| top.screen.typing());
        match IdNumber::read_whole(&text, self.now.date_naive()) {
            // Where nothing is typed a pasted number is a person.
            Some(number) if !typing => self.scan(number.as_str().to_owned(), 0, orders),
            _ => {
                self.notice = None;
                self.deliver(Input::Paste(text), orders);
            }
        }
    }

    /// A digit may be the first of a card's: the screen remembers how things stand.
    pub(super) fn mark(&mut self, stroke: Stroke) {
        let digit = matches!(stroke.key, Key::Char(c) if c.is_ascii_digit()) && !stroke.ctrl && !stroke.alt;
        if let (true, Some(top)) = (digit, self.layers.last_mut()) {
            top.screen.mark();
        }
    }

    /// Does a digit mean something by itself here, so that it must not pass before it is known to
    /// stand alone?
    pub fn digit_chooses(&self) -> bool {
        self.layers.last().is_some_and(|top| !top.screen.typing() || top.screen.digit_chooses())
    }

    /// A card that was read: into the sheet that waits for one, else it opens the person's card over
    /// whatever is being done (decision 30).
    pub(super) fn scan(&mut self, number: String, typed: usize, orders: &mut Vec<Order>) {
        if self.is_too_small() {
            orders.push(Order::Bell);
            return;
        }
        if self.writing.is_some() {
            self.wait(Waiting::Scan(number), orders);
            return;
        }
        self.function_key = false;
        if typed > 0
            && let Some(top) = self.layers.last_mut()
        {
            top.screen.take_back();
        }
        let Some(top) = self.layers.last() else { return };
        // Before the door, under the lock and over a question nobody is looked up.
        if self.is_outside() || matches!(top.screen.place(), Place::Confirm) {
            return;
        }
        self.notice = None;
        if top.screen.takes_scan() {
            self.deliver(Input::Scan(number), orders);
        } else if access::may_search_people(&self.actor).is_empty() {
            self.open(Box::new(Person::new(&number)), orders);
        } else {
            self.notice = Some(self.words.person.not_for_you.to_owned());
        }
    }

    /// A burst that is no valid number: nothing of it is a command, and somebody should know.
    pub(super) fn misread(&mut self, orders: &mut Vec<Order>) {
        if !self.is_outside() {
            self.notice = Some(self.words.person.misread.to_owned());
        }
        orders.push(Order::Bell);
    }

    /// Ctrl-G and a digit is that F-key, for terminals that swallow F-keys.
    pub(super) fn function_key(&mut self, stroke: Stroke) -> Option<Stroke> {
        if std::mem::take(&mut self.function_key) {
            let number = match stroke.key {
                Key::Char('0' | '０') => 10,
                Key::Char('-') => 11,
                Key::Char('=') => 12,
                Key::Char(c) => match c.to_digit(10) {
                    Some(digit) => u8::try_from(digit).unwrap_or(0),
                    None => return Some(stroke),
                },
                _ => return Some(stroke),
            };
            return Some(Stroke::plain(Key::F(number)));
        }
        if stroke == (Stroke { key: Key::Char('g'), ctrl: true, alt: false }) {
            self.function_key = true;
            return None;
        }
        Some(stroke)
    }

    pub(super) fn wait(&mut self, waiting: Waiting, orders: &mut Vec<Order>) {
        if self.waiting.len() < WAITING_MAX {
            self.waiting.push_back(waiting);
            self.notice = Some(self.words.saving.to_owned());
        } else {
            self.notice = Some(self.words.too_many_keys.to_owned());
            orders.push(Order::Bell);
        }
    }
}
