//! `xinfang` 信访: the desk of an office of letters and visits.
//!
//! **Screens ask, the service answers, the store remembers, the session sits between.** A
//! session is one person at one terminal: a stack of screens. It is a plain value: arrivals go
//! in, orders come out.
//!
//! ```text
//!    outside world                    one session                      one screen
//!  ┌───────────────┐   Arrival   ┌──────────────────┐   Input    ┌─────────────────┐
//!  │ runtime       │ ──────────▶ │ Session::arrive  │ ─────────▶ │ Screen::handle  │
//!  │ tty, threads, │             │ stack, tickets,  │            │ form, list,     │
//!  │ time          │ ◀────────── │ keymap           │ ◀───────── │ its own state   │
//!  └───────────────┘   Order     └──────────────────┘   Effect   └─────────────────┘
//!         │  Request (plain data)
//!         ▼
//!  ┌───────────────┐   load → decide → save, one transaction    ┌────────────────┐
//!  │ service       │ ─────────────────────────────────────────▶ │ store (SQLite) │
//!  └───────────────┘   decide = domain + deadline (pure)        └────────────────┘
//! ```
//!
//! # The map
//!
//! | room | what is in it | may use |
//! |---|---|---|
//! | [`domain`] | the nouns, the steps, who may; pure | – |
//! | [`deadline`] | when and why: calendars, counting, rules, running clocks; pure | `domain` |
//! | [`table`] | files of rows: csv, tsv, xlsx, JSON lines, read and written | `domain` |
//! | [`api`] | what may be asked and what is told: plain data | `domain` |
//! | [`keymap`] | what a key means where | – |
//! | [`theme`] | colours by meaning | – |
//! | [`i18n`] | every word on screen, language by language | `domain`, `table`, `api`, `keymap` |
//! | [`widget`] | text in cells, the bar of a list | `theme` |
//! | [`document`] | papers in plain text: facts in, lines out; pure | `domain`, `i18n`, `widget` |
//! | [`form`] | fields, focus, complaints | `domain`, `keymap`, `widget` |
//! | [`screen`] | one file a screen; popups too | `domain`, `api`, `i18n`, `theme`, `keymap`, `form`, `widget` |
//! | [`session`] | one person at one terminal: stack, tickets, the frame | `domain`, `api`, `i18n`, `theme`, `keymap`, `screen`, `widget` |
//! | [`store`] | the only SQL | `domain` |
//! | [`service`] | each thing that can be asked, in one transaction | `domain`, `deadline`, `api`, `document`, `store` |
//! | [`runtime`] | the world: terminal, threads, time, log | `domain`, `api`, `i18n`, `theme`, `keymap`, `session`, `service` |
//! | [`cli`] | subcommands: they ask the service the same questions | `domain`, `deadline`, `api`, `table`, `i18n`, `service`, `runtime` |
//!
//! There is no way back up, so there are no circles. `tests/structure.rs` holds this table, and
//! words to their rooms: `rusqlite` only in `store`, `crossterm` and asking for the time only in
//! `runtime`, `ratatui` nowhere below `theme`.
//!
//! The same word in every room: intake is `intake` in `domain`, `api`, `service`, `screen`,
//! `keymap.toml` and `tests/desk`. Know the word, know the file.
//!
//! # Invariants
//!
//! 1. `domain` and `deadline` do no I/O, read no clock, and fail only with a `Problem` or a
//!    `Barrier`.
//! 2. A screen sees neither store, terminal, nor the time of day, except through its context; of
//!    other screens only the one it opens.
//! 3. One key goes to one screen.
//! 4. What crosses a room is data you can print; nothing is a closure over the application.
//! 5. Every write is one transaction with one history line, made in `service`.
//! 6. A lamp's colour and every date shown are computed when read, from facts. One derived
//!    column, `next_due`, orders lists; `state`, `closed`, `beside` and `lacking` only say which
//!    lists a case stands in. What has become of a case is told from its steps.
//! 7. No state belongs to the process: two sessions can differ in everything.
//! 8. Every queue has a bound and a rule at the bound.
//! 9. Nothing is drawn unless something arrived: idle costs no CPU and no bytes.
//! 10. No personal value reaches a log; none leaves the service unmasked without a line in the
//!     read log.
//! 11. Nothing is deleted. (Drafts, and who has what in hand, are not records.)
//!
//! # Adding things
//!
//! - **a deadline rule**: a block in a file of `assets/profiles`. No Rust.
//! - **a holiday year**: `calendar add`, or a file in `assets/calendar`.
//! - **a form field**: start at the noun, follow the compiler.
//! - **a word**: a field of that screen's words, a line in every language.
//! - **a screen**: the same word, room by room. No registry.
//! - **a step**: a file in `domain/step` and a line in its list, its words in every language; the
//!   form, the menu, the proposal, the undo and `case step` come with it.

pub mod api;
pub mod cli;
pub mod deadline;
pub mod document;
pub mod domain;
pub mod form;
pub mod i18n;
pub mod keymap;
pub mod runtime;
pub mod screen;
pub mod service;
pub mod session;
pub mod store;
pub mod table;
pub mod theme;
pub mod widget;
