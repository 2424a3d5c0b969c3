//! 正在办: what lies open here in a form is told to the office, and its end too, however it ends.

use chrono::{DateTime, FixedOffset, TimeDelta};

use super::drafts::Errand;
use super::{Order, Session, Ticket};
use crate::api::Request;
use crate::api::holds::Request as Ask;
use crate::domain::case::CaseId;
use crate::domain::hold::SAY_AGAIN;

/// A case in hand, and when the office was last told so.
pub(super) type Held = (CaseId, DateTime<FixedOffset>);

impl Session {
    /// After an arrival: what has come into hand, what has gone out of it, and, after a touch, what
    /// is still being worked on.
    pub(super) fn tell_holds(&mut self, touched: bool, orders: &mut Vec<Order>) {
        if self.leaving {
            return;
        }
        let open: Vec<CaseId> = self.layers.iter().filter_map(|layer| layer.screen.in_hand()).collect();
        let stays = |held: &Held| open.contains(&held.0);
        let (held, gone) = std::mem::take(&mut self.held).into_iter().partition(stays);
        self.held = held;
        for (case, _) in gone {
            self.say_hold(Ask::Release { case, desk: self.desk.clone() }, orders);
        }
        let again = self.now - TimeDelta::minutes(SAY_AGAIN);
        for case in open {
            let told = self.held.iter().find(|held| held.0 == case).map(|held| held.1);
            if told.is_none_or(|told| touched && told <= again && !self.is_outside()) {
                self.held.retain(|held| held.0 != case);
                self.held.push((case, self.now));
                self.say_hold(Ask::Hold { case, desk: self.desk.clone() }, orders);
            }
        }
    }

    /// Before the desk ends: nothing stays in hand.
    pub(super) fn release_all(&mut self, orders: &mut Vec<Order>) {
        self.leaving = true;
        for (case, _) in std::mem::take(&mut self.held) {
            self.say_hold(Ask::Release { case, desk: self.desk.clone() }, orders);
        }
    }

    fn say_hold(&mut self, ask: Ask, orders: &mut Vec<Order>) {
        self.tickets += 1;
        let ticket = Ticket(self.tickets);
        self.errands.push((ticket, Errand::Hold));
        orders.push(Order::Ask(ticket, Request::Holds(ask)));
    }
}
