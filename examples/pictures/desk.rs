//! A desk without a terminal, in a practice office that is the same every time.

use std::collections::VecDeque;
use std::sync::Arc;

use anyhow::{Context, Result, anyhow};
use chrono::{DateTime, FixedOffset, TimeZone};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Size};
use xinfang::api::{Answer, Request, door};
use xinfang::domain::actor::Actor;
use xinfang::domain::number::NumberPattern;
use xinfang::domain::office::{Office, OfficeKind, beijing_time};
use xinfang::i18n::Language;
use xinfang::keymap::{Keymap, strokes};
use xinfang::runtime::writer::settle;
use xinfang::service::practice::{ACCOUNTS, OFFICE, Wish};
use xinfang::service::{Founding, Service};
use xinfang::session::{Arrival, Opening, Order, Session, Ticket};
use xinfang::theme::Theme;

/// Cases of the office, as many as `xinfang demo` makes.
const CASES: usize = 400;
const SEED: u64 = 7;
const SYSTEM_USER: &str = "practice";

/// One person's desk and the office behind it.
pub struct Desk {
    service: Service,
    session: Session,
    /// Who has logged in.
    seat: String,
    now: DateTime<FixedOffset>,
    terminal: Terminal<TestBackend>,
    asked: VecDeque<(Ticket, Request)>,
}

impl Desk {
    /// Sits down in a new office, or before its door without an account, at a terminal of so many columns and lines.
    pub fn sit(account: &'static str, language: Language, (width, height): (u16, u16)) -> Result<Desk> {
        let now = beijing_time().with_ymd_and_hms(2026, 9, 16, 9, 12, 0).single().context("one instant")?;
        let office = Office {
            name: OFFICE.to_owned(),
            kind: OfficeKind::PetitionOffice,
            practice: true,
            number_pattern: NumberPattern::default(),
            offset: beijing_time(),
        };
        let founding = Founding {
            office: office.clone(),
            accounts: &ACCOUNTS,
            system_user: SYSTEM_USER,
            now,
            profiles: &[],
        };
        let mut service = Service::found_in_memory(&founding)?;
        let wish = Wish { cases: CASES, seed: SEED, now };
        service.invent(wish, |_| {}).map_err(|refusal| anyhow!("no practice office: {refusal:?}"))?;
        let (session, orders) = Session::new(Opening {
            account: Some(account.to_owned()).filter(|account| !account.is_empty()),
            report: None,
            office,
            language,
            theme: Theme::sixteen(),
            keymap: Arc::new(Keymap::shipped()?),
            size: Size::new(width, height),
            seed: SEED,
            now,
        });
        let terminal = Terminal::new(TestBackend::new(width, height))?;
        let mut desk = Desk { service, session, seat: String::new(), now, terminal, asked: VecDeque::new() };
        desk.obey(orders)?;
        Ok(desk)
    }

    /// Presses keys written as `<f2>张三<tab>`.
    pub fn press(&mut self, keys: &str) -> Result<()> {
        for stroke in strokes(keys).map_err(|key| anyhow!("no key: {key}"))? {
            // The loop draws whenever no key waits.
            self.draw()?;
            self.arrive(Arrival::Key(stroke))?;
        }
        Ok(())
    }

    /// The frame, and where the cursor stands if it is to be seen.
    pub fn frame(&mut self) -> Result<(Buffer, Option<Position>)> {
        let frame = self.draw()?;
        let shown = self.terminal.backend();
        Ok((frame, shown.cursor_visible().then(|| shown.cursor_position())))
    }

    /// Draws; the frame is the whole one. What the test backend has put together of differences is
    /// not: unlike a terminal it keeps what stood under the second half of a wide character.
    fn draw(&mut self) -> Result<Buffer> {
        let frame = self.terminal.draw(|frame| {
            self.session.draw(frame);
            settle(frame.buffer_mut());
        })?;
        Ok(frame.buffer.clone())
    }

    fn arrive(&mut self, arrival: Arrival) -> Result<()> {
        let orders = self.session.arrive(self.now, arrival);
        self.obey(orders)
    }

    fn obey(&mut self, orders: Vec<Order>) -> Result<()> {
        self.note(orders);
        while let Some((ticket, request)) = self.asked.pop_front() {
            let actor = self.service.actor(&self.seat, SYSTEM_USER, self.now)?;
            let actor = actor.unwrap_or_else(|_| Actor::nobody(SYSTEM_USER));
            let reply = self.service.answer(&actor, self.now, request);
            if let Ok(Answer::Door(door::Answer::Welcome(welcome))) = &reply.result {
                self.seat.clone_from(&welcome.actor.account);
            }
            let changed = reply.change.map(Arrival::Changed);
            for arrival in std::iter::once(Arrival::Told(ticket, reply.result)).chain(changed) {
                let orders = self.session.arrive(self.now, arrival);
                self.note(orders);
            }
        }
        Ok(())
    }

    /// Of all orders, only questions change what is seen.
    fn note(&mut self, orders: Vec<Order>) {
        self.asked.extend(orders.into_iter().filter_map(|order| match order {
            Order::Ask(ticket, request) => Some((ticket, request)),
            _ => None,
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_an_earlier_screen_stays_behind() -> Result<()> {
        let mut desk = Desk::sit("desk", Language::Chinese, (80, 24))?;
        let first = desk.frame()?;
        desk.press("<enter><esc><f2><esc>")?;
        assert_eq!(desk.frame()?, first);
        Ok(())
    }
}
