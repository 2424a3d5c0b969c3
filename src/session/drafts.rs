//! What is typed is kept: after each arrival the forms that changed are told to the office, the
//! newest state of each, and what a killed desk left behind is opened again at the next log-in.

use super::{Arrived, Layer, LayerId, Order, Session, Ticket};
use crate::api::drafts::{Answer as Told, Opened, Request as Ask};
use crate::api::{Answer, Refusal, Request};
use crate::domain::draft::Kept;
use crate::domain::problem::Barrier;
use crate::i18n::refusal;
use crate::keymap::{Key, Stroke};
use crate::screen::{Confirm, Context, Handback, Input, reopen};

/// What the office has of one layer's form.
#[derive(Default)]
pub(super) struct Journal {
    /// The draft's key; empty until there is something to keep.
    key: String,
    /// What was told last, or is to be told next.
    kept: Option<Kept>,
    /// A state of it is on its way.
    under_way: bool,
    /// The form has changed since.
    changed: bool,
    /// It could not be kept.
    missed: bool,
    /// Its write succeeded; set only while it is told so.
    saved: bool,
    /// Whether to lose it has been asked.
    asked: bool,
}

/// Something asked about drafts, by the session itself.
pub(super) enum Errand {
    /// Keep the form of this layer.
    Keep(LayerId),
    /// Throw away what is saved.
    Forget,
    /// Open what a desk left behind.
    Resume,
    /// Open this one.
    TakeUp,
    /// Say what lies open here; nothing follows from the answer.
    Hold,
}

impl Session {
    /// After an arrival: has the form of this layer changed?
    pub(super) fn note(&mut self, id: LayerId, orders: &mut Vec<Order>) {
        let Some(at) = self.layers.iter().position(|layer| layer.id == id) else { return };
        let cx = context!(self, "");
        let now = self.layers[at].screen.draft(&cx);
        let journal = &mut self.layers[at].journal;
        if now == journal.kept && !journal.missed {
            return;
        }
        journal.kept = now;
        if journal.kept.is_none() {
            (journal.missed, journal.changed) = (false, false);
            let key = journal.key.clone();
            self.errand(Ask::Drop { key }, Errand::Forget, orders);
        } else if journal.under_way {
            journal.changed = true;
        } else {
            self.keep(at, false, orders);
        }
    }

    /// Asks the office to keep the form of a layer as it stands.
    fn keep(&mut self, at: usize, put_aside: bool, orders: &mut Vec<Order>) {
        let desk = self.desk.clone();
        let Layer { id, journal, .. } = &mut self.layers[at];
        let Some(kept) = journal.kept.clone() else { return };
        if journal.key.is_empty() {
            journal.key = format!("{desk}-{id:08}");
        }
        (journal.under_way, journal.changed, journal.missed) = (true, false, false);
        let (id, key) = (*id, journal.key.clone());
        self.errand(Ask::Keep { desk, key, put_aside, kept: Box::new(kept) }, Errand::Keep(id), orders);
    }

    /// Before the desk ends: what has changed while a state was on its way.
    pub(super) fn keep_the_rest(&mut self, orders: &mut Vec<Order>) {
        for at in 0..self.layers.len() {
            if self.layers[at].journal.changed {
                self.keep(at, false, orders);
            }
        }
    }

    /// A layer is about to close. Answers whether it may: where drafts cannot be kept, text is only
    /// lost after a question.
    pub(super) fn may_close(&mut self, at: usize, orders: &mut Vec<Order>) -> bool {
        let journal = &mut self.layers[at].journal;
        if journal.saved || journal.kept.is_none() || !self.unkept || journal.asked {
            return true;
        }
        journal.asked = true;
        let words = &self.words.drafts;
        let confirm = Confirm::new(words.leave_title, words.leave_question, Handback::Leave);
        self.open(Box::new(confirm), orders);
        false
    }

    /// A question about losing it was answered otherwise, or something else happened since.
    pub(super) fn heard(&mut self, at: usize, input: &Input) {
        if !matches!(input, Input::Back(Handback::Leave)) {
            self.layers[at].journal.asked = false;
        }
    }

    /// A layer closes: what is saved needs no draft, what is not stays one. Answers whether a draft
    /// stays.
    pub(super) fn settle(&mut self, at: usize, orders: &mut Vec<Order>) -> bool {
        let journal = &self.layers[at].journal;
        if journal.kept.is_none() {
            return false;
        }
        if journal.saved {
            let key = journal.key.clone();
            self.errand(Ask::Drop { key }, Errand::Forget, orders);
            return false;
        }
        self.keep(at, true, orders);
        !self.unkept
    }

    /// What closes while it is told that its write succeeded leaves no draft.
    pub(super) fn mark_saved(&mut self, id: LayerId, saved: bool) {
        if let Some(layer) = self.layers.iter_mut().find(|layer| layer.id == id) {
            layer.journal.saved = saved;
        }
    }

    /// Would ending the session lose something?
    pub(super) fn would_lose(&self) -> bool {
        self.layers
            .iter()
            .any(|layer| layer.screen.unsaved() && (layer.journal.kept.is_none() || self.unkept))
    }

    /// Asks for what a killed or hung-up desk left behind. Strokes wait: they are meant for the
    /// screen that comes back.
    pub(super) fn resume(&mut self, orders: &mut Vec<Order>) {
        let (desk, key) = self.new_draft();
        let ticket = self.errand(Ask::Resume { desk, key }, Errand::Resume, orders);
        self.writing = Some((ticket, self.last.unwrap_or(Stroke::plain(Key::Enter))));
    }

    /// Opens one of the drafts, or brings it up where it lies open here already.
    pub(super) fn take_up(&mut self, from: String, orders: &mut Vec<Order>) {
        if let Some(at) = self.layers.iter().position(|layer| layer.journal.key == from) {
            let layer = self.layers.remove(at);
            self.layers.push(layer);
            return;
        }
        let (desk, key) = self.new_draft();
        let ticket = self.errand(Ask::Open { desk, from, key }, Errand::TakeUp, orders);
        self.writing = Some((ticket, self.last.unwrap_or(Stroke::plain(Key::Enter))));
    }

    /// The answer to an errand.
    pub(super) fn run(&mut self, errand: &Errand, told: Arrived, orders: &mut Vec<Order>) {
        match (errand, told) {
            (Errand::Keep(id), told) => self.kept(*id, told, orders),
            (Errand::Resume | Errand::TakeUp, Ok(Answer::Drafts(Told::Opened(opened)))) => {
                self.opened(*opened, orders);
            }
            (Errand::TakeUp, told) => {
                self.deliver(Input::Back(Handback::Nothing), orders);
                self.notice = Some(match told {
                    Ok(_) => self.words.drafts.gone.to_owned(),
                    Err(refused) => refusal(self.words, &refused),
                });
            }
            (Errand::Resume | Errand::Forget | Errand::Hold, _) => {}
        }
    }

    fn kept(&mut self, id: LayerId, told: Arrived, orders: &mut Vec<Order>) {
        let is_kept = matches!(told, Ok(Answer::Drafts(Told::Kept)));
        if !is_kept && !self.unkept {
            self.notice = Some(self.words.drafts.not_kept.to_owned());
        }
        self.unkept = !is_kept;
        let Some(at) = self.layers.iter().position(|layer| layer.id == id) else { return };
        let journal = &mut self.layers[at].journal;
        journal.under_way = false;
        journal.missed = !is_kept;
        if journal.changed {
            self.keep(at, false, orders);
        }
    }

    fn opened(&mut self, opened: Opened, orders: &mut Vec<Order>) {
        let Opened { key, at, kept, about } = opened;
        let today = at.date_naive() == self.now.date_naive();
        let when = at.with_timezone(self.now.offset()).format(if today { "%H:%M" } else { "%m-%d %H:%M" });
        let notice = (self.words.drafts.restored)(&kept.label, &when.to_string());
        let cx = context!(self, "");
        match reopen(&cx, &kept, about) {
            Some(screen) => {
                let journal = Journal { key, kept: Some(kept), ..Journal::default() };
                self.open_with(self.layers.len(), screen, journal, orders);
                self.notice = Some(notice);
            }
            // What it was about is no more what it was: it stays in the list.
            None => {
                let (desk, kept) = (self.desk.clone(), Box::new(kept));
                self.errand(Ask::Keep { desk, key, put_aside: true, kept }, Errand::Forget, orders);
                self.notice = Some(self.words.drafts.gone.to_owned());
            }
        }
    }

    fn new_draft(&mut self) -> (String, String) {
        self.slips += 1;
        let desk = self.desk.clone();
        let key = format!("{desk}-{:08}", self.slips);
        (desk, key)
    }

    fn errand(&mut self, ask: Ask, errand: Errand, orders: &mut Vec<Order>) -> Ticket {
        self.tickets += 1;
        let ticket = Ticket(self.tickets);
        self.errands.push((ticket, errand));
        orders.push(Order::Ask(ticket, Request::Drafts(ask)));
        ticket
    }
}

/// Was this account shut out in the middle of the day?
pub(super) fn is_ended(told: &Arrived) -> bool {
    matches!(told, Err(Refusal::Denied(barriers)) if barriers.contains(&Barrier::AccountEnded))
}
