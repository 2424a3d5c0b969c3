//! The nouns of the office and what may be said of them: pure values, no I/O, no clock.

mod word_list;

pub mod access;
pub mod actor;
pub mod assessment;
pub mod case;
pub mod clock;
pub mod contact;
pub mod content_class;
pub mod day;
pub mod division;
pub mod explanation;
pub mod history;
pub mod id_number;
pub mod initials;
pub mod intake;
pub mod masked;
pub mod moment;
pub mod notice;
pub mod number;
pub mod office;
pub mod page;
pub mod petitioner;
pub mod phone;
pub mod problem;
pub mod queue;
pub mod register;
pub mod routing;
pub mod rule;
pub mod step;
pub mod task;
pub mod text;
pub mod trouble;
