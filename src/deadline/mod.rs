//! When and why: calendars, counting, rules, and the clocks that run. Pure: dates in, dates out.

pub mod calendar;
pub mod count;
pub mod length;
pub mod notice;
pub mod rule;
pub mod running;
pub mod shipped;

pub use calendar::{Calendar, DayKind, Year};
pub use count::Counted;
pub use length::Length;
pub use notice::Notice;
pub use rule::{RuleSet, Rules};
pub use running::{Addressee, Facts, running};
