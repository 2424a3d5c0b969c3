//! What reaches the loop: keys, answers, news, the end. One queue with a bound.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Instant;

use crate::keymap::Stroke;
use crate::session::Arrival;

/// Arrivals that may wait. At the bound the senders wait in turn: keys stay in the terminal,
/// answers stay with the service. The loop always drains it, so nobody waits long.
const BOUND: usize = 512;

/// One piece of mail.
pub(super) enum Mail {
    /// For the session.
    Arrival(Box<Arrival>),
    /// A stroke, and when it came.
    Key(Stroke, Instant),
    /// The terminal hung up, or somebody stops the program.
    Gone,
}

/// The two ends of the queue.
pub(super) fn mailbox() -> (SyncSender<Mail>, Receiver<Mail>) {
    sync_channel(BOUND)
}
