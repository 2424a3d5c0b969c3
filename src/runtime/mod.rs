//! Everything that touches the world: terminal, threads, time, log.

pub mod clock;
pub mod desk;
mod keys;
pub mod kind;
mod log;
mod looks;
mod mailbox;
pub mod papers;
pub mod paths;
mod probe;
pub mod report;
mod scan;
mod terminal;
pub mod transcode;
pub mod writer;

pub use log::Log;
pub use terminal::Mouse;
