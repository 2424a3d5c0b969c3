//! Words of the slip, of asking by code, and of the waiting room, in English.

use crate::domain::visitor::TicketState;
use crate::i18n::words::{QueryWords, SlipWords, WaitingWords};

pub(super) const SLIP: SlipWords = SlipWords {
    title: "Slip",
    key: "slip",
    print: "print",
    scroll: "scroll",
    hint: "Papers are in Chinese, whatever the screen speaks. p prints and is noted.",
};

pub(super) const QUERY: QueryWords = QueryWords {
    matter: |number, day| format!("{number}  received {day}"),
    stands: |state| format!("Stands: {state}"),
    with: |body| format!("With: {body}"),
    next: |day, what| format!("Next: {what} by {day}"),
    no_limit: "Next: no limit runs",
    ended: "It is closed",
    ask: |phone, address| format!("To ask again: phone {phone}  address {address}"),
};

pub(super) const WAITING: WaitingWords = WaitingWords {
    title: "Waiting room",
    waits: |groups, people| format!("waiting: {groups} groups, {people} people"),
    people: |people| format!("{people} pers."),
    minutes: |minutes| format!("{minutes} min"),
    so_long: |minutes| format!("for {minutes} min"),
    arrived: |time| format!("came {time}"),
    ticket: |number| format!("no. {number}"),
    heading: ["no.", "came", "waits", "ppl", "what for", "window", "where"],
    state: |state| match state {
        TicketState::Waiting => "waiting",
        TicketState::Called => "called",
        TicketState::Inside => "inside",
        TicketState::Done => "done",
        TicketState::Left => "left",
    },
    today: |groups, people, [called, inside, done, left]| {
        format!(
            "today: {groups} groups, {people} people   called {called}  inside {inside}  done {done}  left {left}"
        )
    },
    empty: "Nobody has come today. n draws the first ticket.",
    new: "ticket",
    forward: "step on",
    back: "step back",
    next: "call next",
    left: "left",
    register: "register",
    stands: |ticket, state| format!("{ticket} {state}. "),
    comes: |ticket| format!(". calls {ticket} next."),
    moved: |ticket, window, state| match state {
        TicketState::Waiting => format!("{ticket} waits again."),
        TicketState::Called if window.is_empty() => format!("Calling {ticket}."),
        TicketState::Called => format!("Calling {ticket} to {window}."),
        TicketState::Inside => format!("{ticket} is inside."),
        TicketState::Done => format!("{ticket} is done."),
        TicketState::Left => format!("{ticket} left without being received; noted."),
    },
    bound: |ticket, number| format!("{ticket} is registered as {number}. p prints the slip."),
    new_title: "New ticket",
    new_hint: "Empty is one person; a few words what for, or none. Enter draws it; no names.",
    added: |ticket, people| format!("No. {ticket}, people: {people}, is in the line."),
};
