//! The commands that scripts rely on: exit codes, JSON, both languages, nothing but the truth.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod cases;
mod deadline;
mod door;
mod founding;
mod import;
mod others;
mod profiles;
mod registers;
mod search;
mod step;
mod years;
