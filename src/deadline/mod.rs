//! When and why: calendars, counting, rules, and the clocks that run. Pure: dates in, dates out.

pub mod by_rule;
pub mod calendar;
pub mod count;
pub mod explain;
pub mod length;
pub mod notice;
pub mod profile;
pub mod rule;
pub mod rule_file;
pub mod running;
pub mod shipped;

pub use by_rule::{Asked, ByRule, Pause, by_rule};
pub use calendar::{Calendar, DayKind, Year};
pub use count::Counted;
pub use explain::{Told, explain};
pub use length::Length;
pub use notice::Notice;
pub use profile::Profile;
pub use rule::{RuleSet, Rules};
pub use running::{Addressee, Facts, running};
