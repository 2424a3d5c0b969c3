//! One person at one terminal: a stack of screens. A plain value: arrivals go in, orders come
//! out. Nothing in it opens a file, reads a clock, or knows where the terminal is.

use std::collections::VecDeque;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use ratatui::Frame;
use ratatui::layout::Size;

use crate::api::{Answer, Change, Refusal, Request};
use crate::domain::actor::Actor;
use crate::domain::intake::Draft;
use crate::domain::office::Office;
use crate::i18n::{Language, Words, words};
use crate::keymap::{Action, Key, Keymap, Place, Stroke};
use crate::screen::places::{self, PLACES};
use crate::screen::{Context, Door, Effect, Go, Handback, Help, Input, Palette, Screen};
use crate::theme::Theme;

/// The context of this moment, borrowing only the fields it shows.
macro_rules! context {
    ($session:ident, $slip:expr) => {
        Context {
            now: $session.now,
            words: $session.words,
            theme: $session.theme,
            keymap: &$session.keymap,
            size: $session.size,
            slip: $slip,
            desk: &$session.desk,
            actor: &$session.actor,
            practice: $session.office.practice,
            previous: $session.previous.as_deref(),
        }
    };
}

mod door;
mod drafts;
mod frame;
mod holds;
mod keyboard;

use drafts::{Errand, Journal, is_ended};

/// What came back.
type Arrived = Result<Answer, Refusal>;

/// Strokes that may wait for an answer; at the bound the bell rings.
const WAITING_MAX: usize = 256;

/// The smallest window that the screens are drawn for.
pub const SMALLEST: Size = Size { width: 80, height: 24 };

/// Lines that one turn of the wheel moves.
const WHEEL_LINES: usize = 3;

/// Nobody has come in, or whoever has is away: nothing of the office may show.
fn at_the_door(place: Place) -> bool {
    matches!(place, Place::Door | Place::Lock)
}

/// Is it somebody's hand, and not the world's?
fn is_a_touch(arrival: &Arrival) -> bool {
    match arrival {
        Arrival::Key(_)
        | Arrival::Paste(_)
        | Arrival::Scan { .. }
        | Arrival::Misread
        | Arrival::Click { .. }
        | Arrival::Wheel { .. } => true,
        Arrival::Told(..)
        | Arrival::Printed(_)
        | Arrival::Changed(_)
        | Arrival::Midnight
        | Arrival::Resized(_)
        | Arrival::Minute
        | Arrival::Idle => false,
    }
}

/// Number of an open question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ticket(u64);

/// Something that reaches the session.
#[derive(Debug)]
pub enum Arrival {
    /// A key.
    Key(Stroke),
    /// A pasted text, whole.
    Paste(String),
    /// A card was read, or its number pasted where no text is typed: eighteen characters that pass
    /// their check, in one burst. Strokes of it that came before the burst was known are taken back.
    Scan {
        /// the number
        number: String,
        /// strokes that have reached the screen already
        typed: usize,
    },
    /// A burst of characters that no hand types and that is no valid number.
    Misread,
    /// The left button was pressed there, counted from zero.
    Click {
        /// from the left
        column: u16,
        /// from the top
        line: u16,
    },
    /// The wheel was turned by one notch.
    Wheel {
        /// away from the person
        up: bool,
    },
    /// The answer to an order.
    Told(Ticket, Result<Answer, Refusal>),
    /// A page was printed: where it lies, or why it does not.
    Printed(Result<String, String>),
    /// News from the records.
    Changed(Change),
    /// The day has changed: lamps are of yesterday.
    Midnight,
    /// The terminal has another size.
    Resized(Size),
    /// A full minute: what is shown has grown older.
    Minute,
    /// Nobody has touched a key for as long as the office lets a desk stand open.
    Idle,
}

/// Something the session wants done.
#[derive(Debug)]
pub enum Order {
    /// Ask the office and bring the answer back under this number.
    Ask(Ticket, Request),
    /// Print a page under this name.
    Print {
        /// without its ending
        name: String,
        /// the page
        text: String,
    },
    /// Ring the bell.
    Bell,
    /// Paint everything again.
    Redraw,
    /// End the session.
    Quit,
}

/// What a session begins with.
pub struct Opening {
    /// The account that is expected; a practice office lets it in at once.
    pub account: Option<String>,
    /// Where.
    pub office: Office,
    /// In which language.
    pub language: Language,
    /// On what kind of terminal.
    pub theme: Theme,
    /// What keys mean.
    pub keymap: Arc<Keymap>,
    /// The terminal's size.
    pub size: Size,
    /// Makes the session's slip numbers unlike those of any other session.
    pub seed: u64,
    /// When it begins.
    pub now: DateTime<FixedOffset>,
    /// What is to be said first: something about the terminal that is not as it should be.
    pub report: Option<String>,
}

/// One person at one terminal.
pub struct Session {
    actor: Actor,
    office: Office,
    words: &'static Words,
    theme: Theme,
    keymap: Arc<Keymap>,
    size: Size,
    now: DateTime<FixedOffset>,
    seed: u64,
    /// What drafts call this desk.
    desk: String,
    slips: u64,
    tickets: u64,
    layers: Vec<Layer>,
    open_questions: Vec<(Ticket, LayerId)>,
    /// What the session itself has asked about drafts.
    errands: Vec<(Ticket, Errand)>,
    /// 正在办: what the office was told lies open here.
    held: Vec<holds::Held>,
    /// The end was ordered.
    leaving: bool,
    /// Drafts cannot be kept just now; it has been said.
    unkept: bool,
    /// Set while a layer waits for a write; its strokes wait here in order.
    writing: Option<(Ticket, Stroke)>,
    waiting: VecDeque<Waiting>,
    notice: Option<String>,
    /// Said at the door and once more at home: nobody reads while logging in.
    report: Option<String>,
    /// Minutes without a stroke after which the desk locks; 0 never.
    idle_minutes: u32,
    /// Ctrl-G was pressed: the next digit is an F-key (K1).
    function_key: bool,
    last: Option<Stroke>,
    /// What was registered last: `=` repeats it. It lives as long as the session.
    previous: Option<Box<Draft>>,
    /// When saving was last asked for.
    saved_at: Option<DateTime<FixedOffset>>,
}

/// A screen on the stack. Its id finds it again when an answer comes.
struct Layer {
    id: LayerId,
    screen: Box<dyn Screen>,
    journal: Journal,
}

type LayerId = u64;

enum Waiting {
    Key(Stroke),
    Paste(String),
    Scan(String),
}

impl Session {
    /// Sits down at the door.
    pub fn new(opening: Opening) -> (Session, Vec<Order>) {
        let Opening { account, report, office, language, theme, keymap, size, seed, now } = opening;
        let mut session = Session {
            actor: Actor::nobody(""),
            office,
            words: words(language),
            theme,
            keymap,
            size,
            now,
            seed,
            desk: format!("{seed:016x}"),
            slips: 0,
            tickets: 0,
            layers: Vec::new(),
            open_questions: Vec::new(),
            errands: Vec::new(),
            held: Vec::new(),
            leaving: false,
            unkept: false,
            writing: None,
            waiting: VecDeque::new(),
            notice: None,
            report: None,
            idle_minutes: 0,
            function_key: false,
            last: None,
            previous: None,
            saved_at: None,
        };
        let mut orders = Vec::new();
        session.open(Box::new(Door::new(account)), &mut orders);
        session.notice.clone_from(&report);
        session.report = report;
        (session, orders)
    }

    /// Minutes without a stroke after which this desk wants to hear [`Arrival::Idle`].
    pub fn idle_minutes(&self) -> u32 {
        if self.is_outside() { 0 } else { self.idle_minutes }
    }

    /// Does what stands on top show how long something lasts? Then this desk wants to hear
    /// [`Arrival::Minute`]; nowhere else does an idle desk draw (K11).
    pub fn ages(&self) -> bool {
        self.layers.last().is_some_and(|top| top.screen.ages()) && !self.is_too_small()
    }

    /// Nobody has come in, or whoever has is away: also while help or a question lies over it.
    fn is_outside(&self) -> bool {
        self.layers.iter().any(|layer| at_the_door(layer.screen.place()))
    }

    /// The account that has logged in; empty before.
    pub fn account(&self) -> &str {
        &self.actor.account
    }

    /// Takes one arrival. `now` is the instant in the office's zone.
    pub fn arrive(&mut self, now: DateTime<FixedOffset>, arrival: Arrival) -> Vec<Order> {
        self.now = now;
        let mut orders = Vec::new();
        let touched = is_a_touch(&arrival);
        match arrival {
            Arrival::Key(stroke) => self.key(stroke, &mut orders),
            Arrival::Paste(text) if self.writing.is_some() => self.wait(Waiting::Paste(text), &mut orders),
            Arrival::Paste(text) => self.paste(text, &mut orders),
            Arrival::Told(ticket, result) => self.told(ticket, result, &mut orders),
            Arrival::Printed(told) => {
                self.notice = Some(match told {
                    Ok(path) => (self.words.why.printed)(&path),
                    Err(fault) => (self.words.why.not_printed)(&fault),
                });
            }
            Arrival::Changed(change) => self.everybody(|| Input::Changed(change), &mut orders),
            Arrival::Midnight => self.everybody(|| Input::Changed(Change::Everything), &mut orders),
            Arrival::Resized(size) => {
                self.size = size;
                self.everybody(|| Input::Resized, &mut orders);
                orders.push(Order::Redraw);
            }
            Arrival::Scan { number, typed } => self.scan(number, typed, &mut orders),
            Arrival::Misread => self.misread(&mut orders),
            Arrival::Click { column, line } => self.click(column, line, &mut orders),
            Arrival::Wheel { up } => {
                let key = Stroke::plain(if up { Key::Up } else { Key::Down });
                for _ in 0..WHEEL_LINES {
                    self.key(key, &mut orders);
                }
            }
            // The instant alone is new.
            Arrival::Minute => {}
            Arrival::Idle => self.lock(&mut orders),
        }
        self.tell_holds(touched, &mut orders);
        orders
    }

    /// Draws the frame and the screen inside it.
    pub fn draw(&self, frame: &mut Frame<'_>) {
        self.draw_frame(frame);
    }

    fn key(&mut self, stroke: Stroke, orders: &mut Vec<Order>) {
        let Some(stroke) = self.function_key(stroke) else { return };
        if let Some((_, began)) = self.writing {
            // A repeat of the very order that is under way is swallowed: nothing files twice.
            if stroke != began || !self.waiting.is_empty() {
                self.wait(Waiting::Key(stroke), orders);
            }
            return;
        }
        self.press(stroke, orders);
    }

    fn press(&mut self, stroke: Stroke, orders: &mut Vec<Order>) {
        // Below its smallest size the screen takes no strokes but the last: they would act unseen.
        if self.is_too_small() && stroke != (Stroke { key: Key::Char('q'), ctrl: true, alt: false }) {
            return;
        }
        let Some(top) = self.layers.last() else { return };
        let (place, typing) = (top.screen.place(), top.screen.typing());
        self.last = Some(stroke);
        let action = self.keymap.action(place, typing, stroke);
        if !matches!(action, Some(Action::Redraw | Action::Help)) {
            self.notice = None;
        }
        match action {
            Some(Action::Help) if place != Place::Help => {
                let notice = self.notice_line();
                let hints = top.screen.hints(&context!(self, ""));
                self.open(Box::new(Help::new(place, typing, notice, &hints)), orders);
            }
            Some(action) => self.perform(action, stroke, orders),
            None if stroke == (Stroke { key: Key::Char('c'), ctrl: true, alt: false }) => {
                self.notice = Some(self.words.how_to_quit.to_owned());
            }
            None => {
                let chinese = matches!(stroke.key, Key::Char(c) if !c.is_ascii());
                if chinese && !typing {
                    self.notice = Some(self.words.input_method.to_owned());
                    return;
                }
                self.mark(stroke);
                self.deliver(Input::Type(stroke), orders);
            }
        }
    }

    /// Does what an action means: what the session does itself, where it leads, else what the
    /// screen makes of it.
    fn perform(&mut self, action: Action, stroke: Stroke, orders: &mut Vec<Order>) {
        let Some(top) = self.layers.last() else { return };
        let place = top.screen.place();
        let outside = self.is_outside();
        match action {
            Action::Quit => self.quit(orders),
            Action::Redraw => orders.push(Order::Redraw),
            // A question wants its answer first, and before the door there is nowhere to go.
            Action::Palette | Action::Go if outside || place == Place::Confirm => {}
            Action::Palette if place == Place::Palette => {}
            Action::Palette => {
                let cx = context!(self, "");
                let hints = top.screen.hints(&cx);
                let palette = Palette::new(&cx, place, hints);
                self.open(Box::new(palette), orders);
            }
            Action::Go if place == Place::Go => {}
            Action::Go => self.open(Box::new(Go::new()), orders),
            _ if !outside && PLACES.contains(&action) => self.go(action, orders),
            _ => self.deliver(Input::Do(action, stroke), orders),
        }
    }

    /// Goes to another place: home first, unless something typed would be lost on the way.
    fn go(&mut self, to: Action, orders: &mut Vec<Order>) {
        while self.layers.last().is_some_and(|top| matches!(top.screen.place(), Place::Go | Place::Palette)) {
            self.layers.pop();
        }
        if to == Action::Lock {
            self.lock(orders);
            return;
        }
        // What was opened over something unsaved goes; the unsaved itself waits below.
        let unsaved = self.layers.iter().rposition(|layer| layer.screen.unsaved());
        self.layers.truncate(unsaved.map_or(1, |at| at + 1));
        if unsaved.is_none() {
            self.deliver(Input::Back(Handback::Nothing), orders);
        }
        if let Some(screen) = places::open(to) {
            self.open(screen, orders);
        }
    }

    fn told(&mut self, ticket: Ticket, result: Result<Answer, Refusal>, orders: &mut Vec<Order>) {
        let errand = self.errands.iter().position(|(open, _)| *open == ticket);
        let errand = errand.map(|at| self.errands.swap_remove(at).1);
        let layer = self.open_questions.iter().position(|(open, _)| *open == ticket);
        let layer = layer.map(|at| self.open_questions.swap_remove(at).1);
        if errand.is_none() && layer.is_none() {
            return;
        }
        if is_ended(&result) && !self.actor.account.is_empty() {
            self.throw_out(orders);
            return;
        }
        let wrote = self.writing.is_some_and(|(open, _)| open == ticket);
        if wrote {
            self.writing = None;
            // What else was said stands there for somebody to read.
            self.notice.take_if(|said| errand.is_none() || *said == *self.words.saving);
        }
        let saved = wrote && result.is_ok();
        if let Some(errand) = errand {
            self.run(&errand, result, orders);
        } else if let Some(layer) = layer {
            self.mark_saved(layer, saved);
            self.deliver_to(layer, Input::Told(result), orders);
            self.mark_saved(layer, false);
        }
        while self.writing.is_none() {
            match self.waiting.pop_front() {
                Some(Waiting::Key(stroke)) => self.press(stroke, orders),
                Some(Waiting::Paste(text)) => self.paste(text, orders),
                Some(Waiting::Scan(number)) => self.scan(number, 0, orders),
                None => break,
            }
        }
    }

    fn everybody(&mut self, input: impl Fn() -> Input, orders: &mut Vec<Order>) {
        let ids: Vec<LayerId> = self.layers.iter().map(|layer| layer.id).collect();
        for id in ids {
            self.deliver_to(id, input(), orders);
        }
    }

    fn deliver(&mut self, input: Input, orders: &mut Vec<Order>) {
        if let Some(id) = self.layers.last().map(|layer| layer.id) {
            self.deliver_to(id, input, orders);
        }
    }

    /// Hands an input to one layer and carries out what follows from it.
    fn deliver_to(&mut self, id: LayerId, input: Input, orders: &mut Vec<Order>) {
        let Some(at) = self.layers.iter().position(|layer| layer.id == id) else { return };
        let slip = format!("{:016x}-{}", self.seed, self.slips);
        self.slips += 1;
        self.heard(at, &input);
        let cx = context!(self, &slip);
        let effects = self.layers[at].screen.handle(&cx, input);
        self.note(id, orders);
        for effect in effects {
            match effect {
                Effect::Ask(request) => self.ask(id, request, orders),
                Effect::Open(screen) => self.open_from(id, screen, orders),
                Effect::Close(handback) => self.close(id, handback, orders),
                Effect::Hand(handback) => self.hand(id, handback, orders),
                // What comes late, under a lock, says nothing above it.
                Effect::Say(_) if self.is_covered(id) => {}
                Effect::Say(text) => self.notice = Some(text),
                Effect::Enter(welcome) => self.enter(*welcome, orders),
                Effect::Print { name, text } => orders.push(Order::Print { name, text }),
                Effect::Named(office) => self.office.name = office,
                Effect::Remember(draft) => self.previous = Some(draft),
                Effect::TakeUp(draft) => self.take_up(draft, orders),
                Effect::Act(action) => {
                    self.layers.retain(|layer| layer.id != id);
                    self.perform(action, Stroke::plain(Key::Enter), orders);
                }
            }
        }
    }

    fn ask(&mut self, layer: LayerId, request: Request, orders: &mut Vec<Order>) {
        self.tickets += 1;
        let ticket = Ticket(self.tickets);
        if request.writes() {
            // Coming in is no save.
            if !matches!(request, Request::Door(_)) {
                self.saved_at = Some(self.now);
            }
            self.writing = Some((ticket, self.last.unwrap_or(Stroke::plain(Key::Enter))));
        }
        self.open_questions.push((ticket, layer));
        orders.push(Order::Ask(ticket, request));
    }

    fn open(&mut self, screen: Box<dyn Screen>, orders: &mut Vec<Order>) {
        self.open_at(self.layers.len(), screen, orders);
    }

    /// Opens over everything; what a screen under a lock opens stays under it.
    fn open_from(&mut self, id: LayerId, screen: Box<dyn Screen>, orders: &mut Vec<Order>) {
        let lock = self.layers.iter().position(|layer| layer.screen.place() == Place::Lock);
        let at = lock.filter(|_| self.is_covered(id)).unwrap_or(self.layers.len());
        self.open_at(at, screen, orders);
    }

    /// Does this layer lie under a lock?
    fn is_covered(&self, id: LayerId) -> bool {
        let place = |wanted: &dyn Fn(&Layer) -> bool| self.layers.iter().position(wanted);
        match (place(&|layer| layer.id == id), place(&|layer| layer.screen.place() == Place::Lock)) {
            (Some(at), Some(lock)) => at < lock,
            _ => false,
        }
    }

    fn open_at(&mut self, at: usize, screen: Box<dyn Screen>, orders: &mut Vec<Order>) {
        self.open_with(at, screen, Journal::default(), orders);
    }

    fn open_with(&mut self, at: usize, screen: Box<dyn Screen>, journal: Journal, orders: &mut Vec<Order>) {
        self.slips += 1;
        let id = self.slips;
        self.layers.insert(at, Layer { id, screen, journal });
        self.deliver_to(id, Input::Opened, orders);
    }

    fn hand(&mut self, id: LayerId, handback: Handback, orders: &mut Vec<Order>) {
        let at = self.layers.iter().position(|layer| layer.id == id);
        if let Some(below) = at.and_then(|at| at.checked_sub(1)).map(|at| self.layers[at].id) {
            self.deliver_to(below, Input::Handed(handback), orders);
        }
    }

    fn close(&mut self, id: LayerId, handback: Handback, orders: &mut Vec<Order>) {
        if handback == Handback::Quit {
            self.leave(orders);
            return;
        }
        let Some(at) = self.layers.iter().position(|layer| layer.id == id) else { return };
        // The first screen is home: there is nothing below it.
        if at == 0 || !self.may_close(at, orders) {
            return;
        }
        let stays = self.settle(at, orders);
        self.layers.remove(at);
        let below = self.layers[at - 1].id;
        self.deliver_to(below, Input::Back(handback), orders);
        if stays {
            self.notice = Some(self.words.drafts.left.to_owned());
        }
    }

    fn is_too_small(&self) -> bool {
        self.size.width < SMALLEST.width || self.size.height < SMALLEST.height
    }

    /// What the notice line says: the last result, else what the screen says of itself.
    fn notice_line(&self) -> String {
        match (&self.notice, self.layers.last()) {
            (Some(notice), _) => notice.clone(),
            (None, Some(top)) => top.screen.notice(&context!(self, "")),
            (None, None) => String::new(),
        }
    }
}
