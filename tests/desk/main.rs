//! Stories of a working day: keys in, screen out. No sleep, a fixed clock, the real service on
//! an in-memory office.

mod frame;
mod harness;
mod intake;
mod practice;
mod queue;
mod search;
mod steps;
mod waiting;
