//! Coming in and going out: the log-in, the lock, the end of an account, quitting.

use chrono::TimeDelta;

use super::{Order, Session};
use crate::api::Refusal;
use crate::api::door::Welcome;
use crate::domain::actor::Actor;
use crate::domain::problem::Barrier;
use crate::i18n::{Language, refusal, words};
use crate::keymap::Place;
use crate::screen::{Confirm, Door, Handback, Home, Lock};

impl Session {
    /// Covers everything until the same person is back; what was typed lies below.
    pub(super) fn lock(&mut self, orders: &mut Vec<Order>) {
        if !self.is_outside() && self.writing.is_none() {
            self.notice = None;
            self.open(Box::new(Lock::new()), orders);
        }
    }

    pub(super) fn enter(&mut self, welcome: Welcome, orders: &mut Vec<Order>) {
        let Welcome { actor, language, idle_minutes } = welcome;
        self.actor = actor;
        self.idle_minutes = idle_minutes;
        if let Some(language) = Language::read(&language) {
            self.words = words(language);
        }
        self.layers.clear();
        self.previous = None;
        self.open(Box::new(Home::new()), orders);
        self.notice = self.report.take();
        self.resume(orders);
    }

    /// The account has ended in the middle of the day: nothing of the office stays on the screen.
    pub(super) fn throw_out(&mut self, orders: &mut Vec<Order>) {
        self.actor = Actor::nobody(&self.actor.system_user);
        self.layers.clear();
        self.open_questions.clear();
        self.errands.clear();
        self.waiting.clear();
        self.writing = None;
        self.notice = None;
        let why = refusal(self.words, &Refusal::Denied(vec![Barrier::AccountEnded]));
        self.open(Box::new(Door::out(why)), orders);
    }

    pub(super) fn quit(&mut self, orders: &mut Vec<Order>) {
        // A question already stands there: the key that asked it never answers it.
        if self.layers.last().is_some_and(|top| top.screen.place() == Place::Confirm) {
            return;
        }
        // On serial lines Ctrl-S stops the screen and Ctrl-Q is pressed to free it (K8).
        let freed = self.saved_at.is_some_and(|saved| self.now - saved < TimeDelta::seconds(2));
        let unsaved = self.would_lose();
        if unsaved || freed {
            let question = if unsaved { self.words.quit_question } else { self.words.quit_after_save };
            let confirm = Confirm::new(self.words.quit, question, Handback::Quit);
            self.open(Box::new(confirm), orders);
        } else {
            self.leave(orders);
        }
    }

    /// The desk ends; what is typed stays as drafts.
    pub(super) fn leave(&mut self, orders: &mut Vec<Order>) {
        self.keep_the_rest(orders);
        self.release_all(orders);
        orders.push(Order::Quit);
    }
}
