//! What an office counts by changes: a year is accepted, a newer program takes its file over.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "../cli/door.rs"]
mod door;
mod migrations;
mod seat;
mod years;
