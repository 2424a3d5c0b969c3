//! A desk without a terminal, a thread or a clock.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDateTime};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::{Position, Size};
use xinfang::api::{Answer, Change, Refusal, Request, door, registers};
use xinfang::deadline::shipped;
use xinfang::domain::actor::{Actor, Reach, Role};
use xinfang::domain::number::NumberPattern;
use xinfang::domain::office::{Office, OfficeKind, beijing_time};
use xinfang::domain::trouble::TroubleKind;
use xinfang::i18n::Language;
use xinfang::keymap::{Keymap, strokes};
use xinfang::service::practice::Wish;
use xinfang::service::{Finding, Founding, Health, ProfileFile, Service};
use xinfang::session::{Arrival, Opening, Order, Session, Ticket};
use xinfang::theme::Theme;

/// Account, name and role of those who are there from the beginning.
const FIRST_PEOPLE: [(&str, &str, Role); 3] = [
    ("admin", "岑怀川", Role::Administrator),
    ("desk", "叶青", Role::Reception),
    ("han", "韩露", Role::Reception),
];

/// One office that several people sit in.
#[derive(Clone)]
pub struct House {
    service: Rc<RefCell<Service>>,
    /// How many have sat down: no two forms may get one slip number.
    desks: Rc<Cell<u64>>,
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
    /// Nothing that is typed can be kept.
    pub drafts_fail: Option<TroubleKind>,
    pub bells: usize,
    /// Pages, each with its name.
    pub printed: Vec<(String, String)>,
    pub redraws: usize,
    pub ended: bool,
    pub keys: usize,
    pub writes: usize,
}

impl House {
    /// An empty practice office.
    pub fn new() -> House {
        House::founded("云浦县信访局", true, &FIRST_PEOPLE)
    }

    /// An office in earnest: passwords count.
    pub fn real() -> House {
        House::founded("云浦县信访局", false, &FIRST_PEOPLE)
    }

    /// A practice office with these rules and tracks beside the law.
    pub fn with_rules(names: &[&str]) -> House {
        let file = |name: &&str| {
            let named = |file: &&&str| file.contains(&format!("\nname = \"{name}\"\n"));
            let toml = shipped::PROFILES.iter().find(named).expect("a profile");
            ProfileFile { toml: (*toml).to_owned(), bases: Vec::new() }
        };
        let profiles: Vec<ProfileFile> = names.iter().map(file).collect();
        House::begun("云浦县信访局", true, &FIRST_PEOPLE, &profiles)
    }

    /// An office of this name with these first people.
    pub fn founded(name: &str, practice: bool, accounts: &[(&str, &str, Role)]) -> House {
        House::begun(name, practice, accounts, &[])
    }

    fn begun(name: &str, practice: bool, accounts: &[(&str, &str, Role)], profiles: &[ProfileFile]) -> House {
        let founding = Founding {
            office: Office {
                name: name.to_owned(),
                kind: OfficeKind::PetitionOffice,
                practice,
                number_pattern: NumberPattern::default(),
                offset: beijing_time(),
            },
            accounts,
            system_user: "tests",
            now: instant("2026-01-05 08:30"),
            profiles,
        };
        let service = Service::found_in_memory(&founding).expect("an office");
        House { service: Rc::new(RefCell::new(service)), desks: Rc::default() }
    }

    /// An office with a year of invented cases.
    pub fn practice(cases: usize) -> House {
        let house = House::new();
        let wish = Wish { cases, seed: 7, now: instant("2026-09-16 09:00") };
        house.service.borrow_mut().invent(wish, |_| {}).expect("a practice office");
        house
    }

    /// Puts a row into a register, whoever keeps it.
    pub fn row(&self, register: &str, values: &[(&str, &str)]) -> &House {
        let keeper = Actor {
            account: "admin".to_owned(),
            roles: Role::ALL.to_vec(),
            reach: Reach::All,
            ..Actor::nobody("tests")
        };
        let values =
            values.iter().map(|(column, value)| ((*column).to_owned(), (*value).to_owned())).collect();
        let save = registers::Request::Save { register: register.to_owned(), row: None, values };
        let now = instant("2026-01-05 08:40");
        let reply = self.service.borrow_mut().answer(&keeper, now, Request::Registers(save));
        reply.result.unwrap_or_else(|refused| panic!("{register}: {refused:?}"));
        self
    }

    /// Somebody new who sees everything.
    pub fn person(&self, account: &str, name: &str, roles: &str) -> &House {
        self.row("people", &[("account", account), ("name", name), ("roles", roles), ("scope", "all")])
    }

    /// Asks the service as this account does, without a screen.
    pub fn ask(&self, account: &str, now: &str, request: Request) -> Result<Answer, Refusal> {
        let actor = self.actor(account, now);
        self.service.borrow_mut().answer(&actor, instant(now), request).result
    }

    /// The numbers of the cases that an export by this account holds.
    pub fn exported(&self, account: &str, now: &str) -> Result<Vec<String>, Refusal> {
        let actor = self.actor(account, now);
        let mut numbers = Vec::new();
        self.service.borrow_mut().export(&actor, instant(now), None, |card| {
            numbers.push(card.line.number);
            Ok(())
        })?;
        Ok(numbers)
    }

    /// Lets the disk take so many pages more, and no limit again with `None`.
    pub fn leave_room(&self, pages: Option<u32>) {
        self.service.borrow().leave_room(pages).expect("a store");
    }

    /// What the check-up finds broken.
    pub fn broken(&self, now: &str) -> Vec<Finding> {
        let mut found = self.service.borrow().checkup(instant(now)).expect("a store");
        found.retain(|finding| finding.health == Health::Bad);
        found
    }

    fn actor(&self, account: &str, now: &str) -> Actor {
        let found = self.service.borrow_mut().actor(account, "tests", instant(now)).expect("a store");
        found.unwrap_or_else(|_| Actor::nobody("tests"))
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
        let mut desk = self.at_the_door(Some(account), language, now, Size::new(80, 24));
        desk.writes = 0;
        desk
    }

    /// Stands before the door.
    pub fn at_the_door(&self, account: Option<&str>, language: Language, now: &str, size: Size) -> Desk {
        let now = instant(now);
        let office = self.service.borrow().office().clone();
        self.desks.set(self.desks.get() + 1);
        let (session, orders) = Session::new(Opening {
            account: account.map(str::to_owned),
            office,
            language,
            theme: Theme::mono(),
            keymap: Arc::new(Keymap::shipped().expect("the keymap")),
            size,
            seed: self.desks.get(),
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
            drafts_fail: None,
            bells: 0,
            printed: Vec::new(),
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

    /// A card is read: its number arrives in one burst.
    pub fn scan(&mut self, number: &str) -> &mut Desk {
        self.keys += 1;
        self.arrive(Arrival::Scan { number: number.to_owned(), typed: 0 });
        self.screen();
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

    /// Nobody has touched a key for a while.
    pub fn idle(&mut self) -> &mut Desk {
        self.arrive(Arrival::Idle);
        self
    }

    /// A full minute goes by, with nobody touching a key.
    pub fn minute(&mut self, now: &str) -> &mut Desk {
        self.now = instant(now);
        self.arrive(Arrival::Minute);
        self
    }

    /// Does what stands here grow older by itself?
    pub fn ages(&self) -> bool {
        self.session.ages()
    }

    /// Clicks at this column and line of the window.
    pub fn click(&mut self, column: u16, line: u16) -> &mut Desk {
        self.screen();
        self.arrive(Arrival::Click { column, line });
        self
    }

    /// Minutes after which this desk wants to be locked; 0 never, or locked already.
    pub fn patience(&self) -> u32 {
        self.session.idle_minutes()
    }

    /// Who the session says has logged in.
    pub fn account(&self) -> &str {
        self.session.account()
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

    /// The line of the window that shows this first.
    pub fn line_of(&mut self, text: &str) -> u16 {
        let screen = self.screen();
        let at = screen.lines().position(|line| line.contains(text));
        let at = at.unwrap_or_else(|| panic!("no line shows {text:?}:\n{screen}"));
        u16::try_from(at).expect("a line of the window")
    }

    /// Does a cell show a character of two cells that the next one runs into?
    pub fn has_half_character(&mut self) -> bool {
        let session = &self.session;
        let frame = self
            .terminal
            .draw(|frame| {
                session.draw(frame);
                xinfang::runtime::writer::settle(frame.buffer_mut());
            })
            .expect("a frame");
        let buffer = frame.buffer;
        let wide = |x: u16, y: u16| xinfang::widget::cells::width(buffer[(x, y)].symbol()) > 1;
        let area = buffer.area;
        (0..area.height).any(|y| {
            (0..area.width)
                .any(|x| wide(x, y) && (x + 1 == area.width || buffer[(x + 1, y)].symbol().trim() != ""))
        })
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
                // What is typed is kept while the service is held back: stories about waiting are
                // not about drafts.
                Order::Ask(ticket, request @ Request::Drafts(_)) => match &self.drafts_fail {
                    None => self.serve(ticket, request),
                    Some(kind) => {
                        let (reference, detail) = ("7F3A".to_owned(), String::new());
                        self.told(ticket, Err(Refusal::Trouble { reference, kind: kind.clone(), detail }));
                    }
                },
                // Nor about who has what in hand.
                Order::Ask(ticket, request @ Request::Holds(_)) => self.serve(ticket, request),
                Order::Ask(ticket, request) => {
                    self.writes += usize::from(request.writes());
                    self.asked.push_back((ticket, request));
                }
                Order::Print { name, text } => self.printed.push((name, text)),
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
            self.serve(ticket, request);
        }
    }

    fn serve(&mut self, ticket: Ticket, request: Request) {
        let actor = self.house.service.borrow_mut().actor(&self.seat, "tests", self.now).expect("a store");
        let actor = actor.unwrap_or_else(|_| Actor::ended(&self.seat, "tests"));
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

    /// The service carries out everything that waits, and nobody hears of it any more: the desk is
    /// killed in between.
    pub fn killed_before_it_was_told(mut self) {
        for (_, request) in std::mem::take(&mut self.asked) {
            let actor = self.house.actor(&self.seat, &self.now.format("%Y-%m-%d %H:%M").to_string());
            let reply = self.house.service.borrow_mut().answer(&actor, self.now, request);
            reply.result.expect("the service agrees");
        }
    }

    /// Answers the oldest open question with a refusal.
    pub fn refuse(&mut self, refusal: Refusal) -> &mut Desk {
        let (ticket, _) = self.asked.pop_front().expect("an open question");
        self.told(ticket, Err(refusal));
        self
    }
}

/// The keys from home to this register, for somebody with these roles.
pub fn to_register(name: &str, roles: &[Role]) -> String {
    let actor = Actor { roles: roles.to_vec(), ..Actor::nobody("tests") };
    let mut shown = xinfang::domain::register::shipped::registers().expect("the registers");
    shown.retain(|register| register.may_read(&actor).is_empty());
    shown.sort_by_key(|register| register.group);
    let at = shown.iter().position(|register| register.name == name).expect("a register he may read");
    format!("<f3>r{}<enter>", "<down>".repeat(at))
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
