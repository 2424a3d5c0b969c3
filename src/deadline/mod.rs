//! When and why: calendars, counting, rules, and the clocks that run. Pure: dates in, dates out.

pub mod appeal;
pub mod by_rule;
pub mod calendar;
pub mod count;
pub mod duty;
pub mod explain;
pub mod lamp;
pub mod length;
pub mod notice;
pub mod profile;
pub mod rule;
pub mod rule_file;
pub mod rules;
pub mod running;
pub mod shipped;

pub use appeal::appeal;
pub use by_rule::{Above, Asked, ByRule, by_rule, may_extend};
pub use calendar::{Calendar, DayKind, Year};
pub use count::Counted;
pub use duty::{Occurrence, duties};
pub use explain::explain;
pub use lamp::{case_lamp, lamp};
pub use length::Length;
pub use notice::Notice;
pub use profile::Profile;
pub use rule::RuleSet;
pub use rules::{Book, Rules, Use};
pub use running::{
    Addressee, Facts, Happened, SET, Trial, may_extend_clock, pending, running, running_since, tried,
};
