//! Somewhere to go, whatever screen one is on: the one list that the session and 找操作 share.

use super::{
    Drafts, HandOver, Law, Password, Post, Queue, Registers, Screen, Sign, Strip, Tasks, WaitingRoom,
};
use crate::domain::queue;
use crate::keymap::Action;

/// The places, as they are listed.
pub const PLACES: &[Action] = &[
    Action::Home,
    Action::Queues,
    Action::Post,
    Action::Tasks,
    Action::Registers,
    Action::Strip,
    Action::Waiting,
    Action::Law,
    Action::HandOver,
    Action::Password,
    Action::Lock,
    Action::Drafts,
    Action::Sign,
];

/// The screen that the action leads to. Home is the ground everything stands on and the lock
/// covers all of it, so neither is opened here.
pub fn open(to: Action) -> Option<Box<dyn Screen>> {
    Some(match to {
        Action::Queues => Box::new(Queue::new(queue::Queue::Triage)),
        Action::Post => Box::new(Post::new()),
        Action::Tasks => Box::new(Tasks::new()),
        Action::Registers => Box::new(Registers::new()),
        Action::Strip => Box::new(Strip::new()),
        Action::Waiting => Box::new(WaitingRoom::new()),
        Action::Law => Box::new(Law::new()),
        Action::HandOver => Box::new(HandOver::new()),
        Action::Password => Box::new(Password::new()),
        Action::Drafts => Box::new(Drafts::new()),
        Action::Sign => Box::new(Sign::new()),
        _ => return None,
    })
}
