//! Stories of a working day: keys in, screen out. No sleep, a fixed clock, the real service on
//! an in-memory office.

mod attack;
mod door;
mod duties;
mod every_screen;
mod frame;
mod harness;
mod home;
mod intake;
mod palette;
mod practice;
mod queue;
mod registers;
mod roles;
mod routing;
mod rules;
mod search;
mod steps;
mod tasks;
mod triage;
mod waiting;
mod why;
mod years;
