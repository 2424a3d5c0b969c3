//! Everything that touches the world: terminal, threads, time, log.

pub mod clock;
pub mod desk;
mod keys;
pub mod kind;
mod log;
mod mailbox;
pub mod paths;
mod terminal;
pub mod writer;

pub use log::Log;
