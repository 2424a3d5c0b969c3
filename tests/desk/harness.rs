//! A desk without a terminal, a thread or a clock.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDateTime};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::{Position, Size};
use xinfang::api::{Answer, Change, Refusal, Request, door};
use xinfang::domain::actor::{Actor, Role};
use xinfang::domain::number::NumberPattern;
use xinfang::domain::office::{Office, OfficeKind, beijing_time};
use xinfang::i18n::Language;
use xinfang::keymap::{Keymap, strokes};
use xinfang::service::practice::Wish;
use xinfang::service::{Founding, Service};
use xinfang::session::{Arrival, Opening, Order, Session, Ticket};
use xinfang::theme::Theme;

/// One office that several people sit in.
#[derive(Clone)]
pub struct House {
    service: Rc<RefCell<Service>>,
}

/// One person's desk.
pub struct Desk {
    house: House,
    session: Session,
    /// Who has logged in; nobody before.
    seat: String,
    now: DateTime<FixedOffset>,
    terminal: Terminal<TestBackend>,
    slow: bool,
    asked: VecDeque<(Ticket, Request)>,
    pub bells: usize,
    pub redraws: usize,
    pub ended: bool,
    pub keys: usize,
    pub writes: usize,
}

impl House {
    /// An empty office.
    pub fn new() -> House {
        let founding = Founding {
            office: Office {
                name: "云浦县信访局".to_owned(),
                kind: OfficeKind::PetitionOffice,
                practice: true,
                number_pattern: NumberPattern::default(),
                offset: beijing_time(),
            },
            accounts: &[
                ("admin", "岑怀川", Role::Administrator),
                ("desk", "叶青", Role::Reception),
                ("han", "韩露", Role::Reception),
            ],
            system_user: "tests",
            now: instant("2026-01-05 08:30"),
        };
        let service = Service::found_in_memory(&founding).expect("an office");
        House { service: Rc::new(RefCell::new(service)) }
    }

    /// An office with a year of invented cases.
    pub fn practice(cases: usize) -> House {
        let house = House::new();
        let wish = Wish { cases, seed: 7, now: instant("2026-09-16 09:00") };
        house.service.borrow_mut().invent(wish, |_| {}).expect("a practice office");
        house
    }

    /// Sits down at 80×24.
    pub fn sit(&self, account: &'static str, language: Language, now: &str) -> Desk {
        self.sit_at(account, language, now, Size::new(80, 24))
    }

    /// Sits down at a terminal of this size.
    pub fn sit_at(&self, account: &'static str, language: Language, now: &str, size: Size) -> Desk {
        let mut desk = self.at_the_door(Some(account), language, now, size);
        // Most stories begin at the queue.
        desk.press("<f3>q");
        (desk.keys, desk.writes) = (0, 0);
        desk
    }

    /// Sits down at home.
    pub fn home(&self, account: &str, language: Language, now: &str) -> Desk {
        self.at_the_door(Some(account), language, now, Size::new(80, 24))
    }

    /// Stands before the door.
    pub fn at_the_door(&self, account: Option<&str>, language: Language, now: &str, size: Size) -> Desk {
        let now = instant(now);
        let office = self.service.borrow().office().clone();
        let (session, orders) = Session::new(Opening {
            account: account.map(str::to_owned),
            office,
            language,
            theme: Theme::mono(),
            keymap: Arc::new(Keymap::shipped().expect("the keymap")),
            size,
            seed: account.map_or(0, str::len) as u64,
            now,
            report: None,
        });
        let terminal = Terminal::new(TestBackend::new(size.width, size.height)).expect("a terminal");
        let mut desk = Desk {
            house: self.clone(),
            session,
            seat: String::new(),
            now,
            terminal,
            slow: false,
            asked: VecDeque::new(),
            bells: 0,
            redraws: 0,
            ended: false,
            keys: 0,
            writes: 0,
        };
        desk.obey(orders);
        desk
    }
}

impl Desk {
    /// Presses keys written as `<f2>张三<tab>`.
    pub fn press(&mut self, keys: &str) -> &mut Desk {
        for stroke in strokes(keys).expect("keys") {
            self.keys += 1;
            self.arrive(Arrival::Key(stroke));
            // The loop draws whenever no key waits.
            self.screen();
        }
        self
    }

    /// Pastes a text.
    pub fn paste(&mut self, text: &str) -> &mut Desk {
        self.arrive(Arrival::Paste(text.to_owned()));
        self
    }

    /// Changes the window's size.
    pub fn resize(&mut self, width: u16, height: u16) -> &mut Desk {
        self.terminal = Terminal::new(TestBackend::new(width, height)).expect("a terminal");
        self.arrive(Arrival::Resized(Size::new(width, height)));
        self
    }

    /// Lets it be another time.
    pub fn at(&mut self, now: &str) -> &mut Desk {
        let day = self.now.date_naive();
        self.now = instant(now);
        if self.now.date_naive() != day {
            self.arrive(Arrival::Midnight);
        }
        self
    }

    /// Holds the service back: what is asked waits until [`Desk::answer_all`].
    pub fn slow(&mut self) -> &mut Desk {
        self.slow = true;
        self
    }

    /// Lets the service answer everything that waits.
    pub fn answer_all(&mut self) -> &mut Desk {
        self.slow = false;
        self.work();
        self
    }

    /// Hears that somebody else changed the records.
    pub fn hear(&mut self, change: Change) -> &mut Desk {
        self.arrive(Arrival::Changed(change));
        self
    }

    /// The screen as lines.
    pub fn screen(&mut self) -> String {
        let session = &self.session;
        let frame = self
            .terminal
            .draw(|frame| {
                session.draw(frame);
                xinfang::runtime::writer::settle(frame.buffer_mut());
            })
            .expect("a frame");
        let buffer = frame.buffer;
        let mut text = String::new();
        for y in 0..buffer.area.height {
            let mut skip = 0;
            let mut line = String::new();
            for x in 0..buffer.area.width {
                if skip > 0 {
                    skip -= 1;
                    continue;
                }
                let symbol = buffer[(x, y)].symbol();
                skip = xinfang::widget::cells::width(symbol).saturating_sub(1);
                line.push_str(symbol);
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }

    /// Where the terminal's cursor stands.
    pub fn cursor(&mut self) -> Position {
        self.screen();
        self.terminal.get_cursor_position().expect("a cursor")
    }

    fn arrive(&mut self, arrival: Arrival) {
        let orders = self.session.arrive(self.now, arrival);
        self.obey(orders);
    }

    fn obey(&mut self, orders: Vec<Order>) {
        for order in orders {
            match order {
                Order::Ask(ticket, request) => {
                    self.writes += usize::from(request.writes());
                    self.asked.push_back((ticket, request));
                }
                Order::Bell => self.bells += 1,
                Order::Redraw => self.redraws += 1,
                Order::Quit => self.ended = true,
            }
        }
        if !self.slow {
            self.work();
        }
    }

    fn work(&mut self) {
        while let Some((ticket, request)) = self.asked.pop_front() {
            let actor =
                self.house.service.borrow_mut().actor(&self.seat, "tests", self.now).expect("a store");
            let actor = actor.unwrap_or_else(|_| Actor::nobody("tests"));
            let reply = self.house.service.borrow_mut().answer(&actor, self.now, request);
            if let Ok(Answer::Door(door::Answer::Welcome(welcome))) = &reply.result {
                self.seat.clone_from(&welcome.actor.account);
            }
            self.told(ticket, reply.result);
            if let Some(change) = reply.change {
                let orders = self.session.arrive(self.now, Arrival::Changed(change));
                self.obey(orders);
            }
        }
    }

    fn told(&mut self, ticket: Ticket, result: Result<Answer, Refusal>) {
        let orders = self.session.arrive(self.now, Arrival::Told(ticket, result));
        self.obey(orders);
    }

    /// Lets the service answer what only reads; writes go on waiting.
    pub fn answer_reads(&mut self) {
        let (writes, reads): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.asked).into_iter().partition(|(_, request)| request.writes());
        self.asked = reads.into();
        let slow = std::mem::replace(&mut self.slow, true);
        self.work();
        self.slow = slow;
        self.asked.extend(writes);
    }

    /// Answers the oldest open question with a refusal.
    pub fn refuse(&mut self, refusal: Refusal) -> &mut Desk {
        let (ticket, _) = self.asked.pop_front().expect("an open question");
        self.told(ticket, Err(refusal));
        self
    }
}

/// `2026-09-16 09:00` in the office's zone.
pub fn instant(text: &str) -> DateTime<FixedOffset> {
    let naive = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("an instant");
    naive.and_local_timezone(beijing_time()).single().expect("one instant")
}

/// The screen shows this, or the test fails with the screen.
#[macro_export]
macro_rules! assert_shows {
    ($desk:expr, $($text:expr),+ $(,)?) => {
        let screen = $desk.screen();
        $(assert!(screen.contains($text), "the screen does not show {:?}:\n{screen}", $text);)+
    };
}

/// The screen does not show this.
#[macro_export]
macro_rules! assert_hides {
    ($desk:expr, $($text:expr),+ $(,)?) => {
        let screen = $desk.screen();
        $(assert!(!screen.contains($text), "the screen shows {:?}:\n{screen}", $text);)+
    };
}
