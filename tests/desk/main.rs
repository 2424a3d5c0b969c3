//! Stories of a working day: keys in, screen out. No sleep, a fixed clock, the real service on
//! an in-memory office.

mod attack;
mod door;
mod drafts;
mod duties;
mod every_screen;
mod filter;
mod frame;
mod full_disk;
mod harness;
mod home;
mod intake;
mod marks;
mod next_case;
mod out;
mod palette;
mod person;
mod practice;
mod queue;
mod registers;
mod roles;
mod routing;
mod rules;
mod search;
mod sheets;
mod similar;
mod slip;
mod steps;
mod tasks;
mod together;
mod triage;
mod views;
mod waiting;
mod waiting_room;
mod why;
mod years;
