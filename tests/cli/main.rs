//! The commands that scripts rely on: exit codes, JSON, both languages, nothing but the truth.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod cases;
mod deadline;
mod door;
mod founding;
mod import;
mod list;
mod others;
mod paper;
mod profiles;
mod query;
mod registers;
mod search;
mod similar;
mod step;
mod years;
