//! 候访室: who has come today, who waits, who is inside; whose turn it is.

use std::cmp::Ordering;

use chrono::{DateTime, FixedOffset};
use ratatui::Frame;
use ratatui::layout::Rect;

use super::case::Case;
use super::pen::Pen;
use super::slip::Slip;
use super::ticket::NewTicket;
use super::{Context, Effect, Handback, Hint, Input, MAIN_COLUMNS, Screen, new_intake, new_search};
use crate::api::waiting::{Answer as Told, Request as Ask, Room};
use crate::api::{Answer, Refusal, Request};
use crate::domain::access;
use crate::domain::case::CaseId;
use crate::domain::visitor::{Step, Ticket, TicketId, TicketState};
use crate::i18n::refusal;
use crate::keymap::{Action, Place};
use crate::theme::Meaning;
use crate::widget::cells;
use crate::widget::list::Bar;

/// Ticket, arrived, waits, people, what for, window, where they are.
const COLUMNS: [u16; 7] = [2, 7, 14, 22, 27, 47, 63];
/// Which of them is a number, and stands to the right.
const PEOPLE: usize = 3;
/// Lines above the list, and below it: an empty one, who waits, the sums.
const HEAD: u16 = 1;
const FOOT: u16 = 3;

/// The waiting room.
#[derive(Default)]
pub struct WaitingRoom {
    room: Option<Room>,
    refused: Option<Refusal>,
    bar: Bar,
    /// The ticket whose matter is being registered.
    registering: Option<TicketId>,
    /// What was just registered: its slip is one key away.
    registered: Option<CaseId>,
}

impl WaitingRoom {
    /// Asks who is here.
    pub fn new() -> WaitingRoom {
        WaitingRoom::default()
    }

    fn tickets(&self) -> &[Ticket] {
        self.room.as_ref().map_or(&[], |room| &room.tickets)
    }

    fn current(&self) -> Option<&Ticket> {
        self.tickets().get(self.bar.at)
    }

    fn first_waiting(&self) -> Option<usize> {
        self.tickets().iter().position(|ticket| ticket.state == TicketState::Waiting)
    }

    fn take(&mut self, room: Room) {
        let stood_on = self.current().map(|ticket| ticket.id);
        let first = self.room.is_none();
        self.room = Some(room);
        self.refused = None;
        let at = stood_on.and_then(|id| self.tickets().iter().position(|ticket| ticket.id == id));
        let start = if first { self.first_waiting() } else { None };
        self.bar.go(at.or(start).unwrap_or(self.bar.at), self.tickets().len());
    }

    fn step(&self, step: Step) -> Vec<Effect> {
        match (self.current(), &self.room) {
            (Some(ticket), _) => {
                let Ticket { id, version, .. } = *ticket;
                vec![Effect::Ask(Request::Waiting(Ask::Move { id, version, step }))]
            }
            // Pressed before the list was here: whoever waits longest is meant.
            (None, None) if step == Step::Forward => vec![Effect::Ask(Request::Waiting(Ask::Next))],
            _ => Vec::new(),
        }
    }

    fn act(&mut self, cx: &Context<'_>, action: Action) -> Vec<Effect> {
        let len = self.tickets().len();
        match action {
            Action::Back => return vec![Effect::Close(Handback::Nothing)],
            Action::Up => {
                self.bar.up(1);
            }
            Action::Down => {
                self.bar.down(1, len);
            }
            Action::PageUp => {
                self.bar.up(15);
            }
            Action::PageDown => {
                self.bar.down(15, len);
            }
            Action::First => self.bar.go(0, len),
            Action::Last => self.bar.go(usize::MAX, len),
            Action::Forward => return self.step(Step::Forward),
            Action::StepBack => return self.step(Step::Back),
            Action::Leave => return self.step(Step::Leave),
            Action::CallNext => return vec![Effect::Ask(Request::Waiting(Ask::Next))],
            Action::AddTicket => {
                let windows = self.room.as_ref().map(|room| room.windows.clone()).unwrap_or_default();
                return vec![Effect::Open(Box::new(NewTicket::new(windows)))];
            }
            Action::New => {
                self.registering = self.current().map(|ticket| ticket.id);
                return new_intake(cx);
            }
            // Somebody at the window asks by his number or code.
            Action::Search => return new_search(cx),
            Action::Slip => {
                let bound = self.current().and_then(|ticket| ticket.case.as_ref()).map(|(id, _)| *id);
                let case = self.registered.take().or(bound);
                return case.map(|id| Effect::Open(Box::new(Slip::new(id)))).into_iter().collect();
            }
            Action::Open => {
                let bound = self.current().and_then(|ticket| ticket.case.as_ref());
                return bound
                    .map(|(id, _)| Effect::Open(Box::new(Case::new(*id, None))))
                    .into_iter()
                    .collect();
            }
            _ => {}
        }
        Vec::new()
    }

    fn told(&mut self, cx: &Context<'_>, told: Told) -> Vec<Effect> {
        let words = &cx.words.waiting;
        let (ticket, said) = match told {
            Told::Today(room) => {
                self.take(room);
                return Vec::new();
            }
            Told::Added(ticket) => {
                let said = (words.added)(&ticket.label(), ticket.people);
                (ticket, said)
            }
            Told::Moved(ticket) => {
                let said = (words.moved)(&ticket.label(), &ticket.window, ticket.state);
                (ticket, said)
            }
            Told::Bound(ticket) => {
                let number = ticket.case.as_ref().map_or("", |(_, number)| number);
                let said = (words.bound)(&ticket.label(), number);
                (ticket, said)
            }
        };
        self.stands_so(ticket);
        vec![Effect::Say(said), Effect::Ask(Request::Waiting(Ask::Today))]
    }

    /// A ticket as it stands now. Keys that waited for the answer act on it before the list is here.
    fn stands_so(&mut self, ticket: Ticket) {
        let Some(room) = &mut self.room else { return };
        let at = match room.tickets.iter().position(|known| known.id == ticket.id) {
            Some(at) => {
                room.tickets[at] = ticket;
                at
            }
            None => {
                room.tickets.push(ticket);
                room.tickets.len() - 1
            }
        };
        self.bar.go(at, room.tickets.len());
    }

    fn draw_rows(&self, cx: &Context<'_>, pen: &mut Pen<'_>, height: u16) {
        let top = self.bar.top(usize::from(height), self.tickets().len());
        let [number, arrived, waits, people, note, window, state] = COLUMNS;
        for (line, ticket) in (0..height).zip(self.tickets().iter().skip(top)) {
            let y = HEAD + line;
            let meaning = match ticket.state {
                TicketState::Done | TicketState::Left => Meaning::Dim,
                TicketState::Inside => Meaning::Today,
                TicketState::Waiting | TicketState::Called => Meaning::Plain,
            };
            pen.put_within(number, y, 4, &ticket.label(), meaning);
            pen.put_within(arrived, y, 6, &ticket.arrived.format("%H:%M").to_string(), meaning);
            pen.put_within(waits, y, 7, &(cx.words.waiting.minutes)(ticket.waited(cx.now)), meaning);
            put_right(pen, people + 3, y, &ticket.people.to_string(), meaning);
            let case = ticket.case.as_ref().map_or("", |(_, number)| number);
            let about = if case.is_empty() { ticket.note.clone() } else { format!("{case} {}", ticket.note) };
            pen.put_within(note, y, usize::from(window - note) - 1, &about, meaning);
            pen.put_within(window, y, usize::from(state - window) - 1, &ticket.window, meaning);
            pen.put(state, y, &where_they_are(cx, ticket), meaning);
            if usize::from(line) + top == self.bar.at {
                pen.bar(y);
                pen.put(0, y, ">", Meaning::Focus);
            }
        }
    }

    fn sums(&self, cx: &Context<'_>) -> String {
        let count = |state| self.tickets().iter().filter(|ticket| ticket.state == state).count();
        let people = self.tickets().iter().map(|ticket| ticket.people).sum();
        let states = [TicketState::Called, TicketState::Inside, TicketState::Done, TicketState::Left];
        (cx.words.waiting.today)(self.tickets().len(), people, states.map(count))
    }
}

/// `在里面 4分`
fn where_they_are(cx: &Context<'_>, ticket: &Ticket) -> String {
    let words = &cx.words.waiting;
    let state = (words.state)(ticket.state);
    let clock = |at: Option<DateTime<FixedOffset>>| at.map(|at| at.format("%H:%M").to_string());
    let since = match ticket.state {
        TicketState::Waiting => None,
        TicketState::Called => clock(ticket.called),
        TicketState::Inside | TicketState::Done => ticket.received(cx.now).map(words.minutes),
        TicketState::Left => clock(ticket.ended),
    };
    since.map_or_else(|| state.to_owned(), |since| format!("{state} {since}"))
}

/// Groups and people that wait.
pub(super) fn waits(cx: &Context<'_>, tickets: &[Ticket]) -> String {
    let waiting = tickets.iter().filter(|ticket| ticket.state == TicketState::Waiting);
    let (groups, people) = waiting.fold((0, 0), |(groups, people), t| (groups + 1, people + t.people));
    (cx.words.waiting.waits)(groups, people)
}

/// Writes so that the text ends before column `end`.
fn put_right(pen: &mut Pen<'_>, end: u16, y: u16, text: &str, meaning: Meaning) {
    let width = u16::try_from(cells::width(text)).unwrap_or(0);
    pen.put(end.saturating_sub(width), y, text, meaning);
}

fn list_height(body: u16) -> u16 {
    body.saturating_sub(HEAD + FOOT).max(1)
}

impl Screen for WaitingRoom {
    fn place(&self) -> Place {
        Place::Waiting
    }

    fn title(&self, cx: &Context<'_>) -> String {
        cx.words.waiting.title.to_owned()
    }

    fn ages(&self) -> bool {
        true
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        let words = &cx.words.waiting;
        let guides = access::may_guide_visitors(cx.actor);
        let mut hints = Vec::new();
        if let Some(ticket) = self.current() {
            for (step, action, said) in [
                (Step::Forward, Action::Forward, words.forward),
                (Step::Back, Action::StepBack, words.back),
                (Step::Leave, Action::Leave, words.left),
            ] {
                let hint = if ticket.state.after(step).is_some() { Hint::new } else { Hint::barred };
                hints.push(hint(action, said));
            }
        }
        if self.first_waiting().is_some() {
            hints.push(Hint::new(Action::CallNext, words.next));
        }
        hints.push(Hint::unless(cx, &guides, Action::AddTicket, words.new));
        hints.push(Hint::unless(cx, &access::may_register(cx.actor), Action::New, words.register));
        let search = access::may_search_people(cx.actor);
        hints.push(Hint::unless(cx, &search, Action::Search, cx.words.queue_screen.search));
        if self.current().is_some_and(|ticket| ticket.case.is_some()) {
            hints.push(Hint::new(Action::Open, cx.words.open));
            hints.push(Hint::new(Action::Slip, cx.words.slip.key));
        }
        hints.push(Hint::new(Action::Back, cx.words.back));
        hints
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        let words = &cx.words.waiting;
        let Some(ticket) = self.current() else {
            return match (&self.refused, &self.room) {
                (Some(refused), _) => refusal(cx.words, refused),
                (None, None) => cx.words.reading.to_owned(),
                (None, Some(_)) => words.empty.to_owned(),
            };
        };
        let stands = (words.stands)(&ticket.label(), &where_they_are(cx, ticket));
        let next = self.first_waiting().and_then(|at| self.tickets().get(at));
        next.map_or(stands.clone(), |next| format!("{stands}{}", (words.comes)(&next.label())))
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        let ask = || vec![Effect::Ask(Request::Waiting(Ask::Today))];
        match input {
            Input::Back(Handback::Registered(key)) => {
                self.registered = Some(key.id);
                let bind = |id| Effect::Ask(Request::Waiting(Ask::Bind { id, case: key.id }));
                self.registering.take().map(bind).into_iter().chain(ask()).collect()
            }
            Input::Back(_) => {
                self.registering = None;
                ask()
            }
            Input::Opened | Input::Changed(_) => ask(),
            Input::Do(action, _) => self.act(cx, action),
            Input::Told(Ok(Answer::Waiting(told))) => self.told(cx, told),
            Input::Told(Err(refused)) => {
                let said = Effect::Say(refusal(cx.words, &refused));
                // What he could see before, he may see no more.
                let locked_out = access::may_guide_visitors(cx.actor).is_empty();
                if !locked_out {
                    self.room = None;
                }
                self.refused = Some(refused);
                if self.room.is_some() { std::iter::once(said).chain(ask()).collect() } else { vec![said] }
            }
            Input::Click { y, .. } => {
                let height = usize::from(list_height(cx.size.height.saturating_sub(3)));
                let len = self.tickets().len();
                let at = self.bar.top(height, len) + usize::from(y.saturating_sub(1 + HEAD));
                match at.cmp(&self.bar.at) {
                    Ordering::Equal => return self.act(cx, Action::Open),
                    _ => self.bar.go(at, len),
                }
                Vec::new()
            }
            Input::Told(Ok(_))
            | Input::Type(_)
            | Input::Paste(_)
            | Input::Resized
            | Input::Scan(_)
            | Input::Handed(_) => Vec::new(),
        }
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        let area = Rect { width: area.width.min(MAIN_COLUMNS), ..area };
        let mut pen = Pen::new(cx, frame, area);
        let height = list_height(area.height);
        for (at, (x, heading)) in COLUMNS.into_iter().zip(cx.words.waiting.heading).enumerate() {
            match at {
                PEOPLE => put_right(&mut pen, x + 3, 0, heading, Meaning::Label),
                _ => pen.put(x, 0, heading, Meaning::Label),
            }
        }
        let waits = waits(cx, self.tickets());
        self.draw_rows(cx, &mut pen, height);
        pen.put(2, area.height.saturating_sub(2), &waits, Meaning::Plain);
        pen.put(2, area.height.saturating_sub(1), &self.sums(cx), Meaning::Plain);
        let top = self.bar.top(usize::from(height), self.tickets().len());
        let line = u16::try_from(self.bar.at.saturating_sub(top)).unwrap_or(0);
        let cursor = pen.position(0, HEAD + line);
        frame.set_cursor_position(cursor);
    }
}
