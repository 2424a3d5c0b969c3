//! What time it is: asked here and nowhere else.

use std::time::Instant;

use chrono::{DateTime, FixedOffset, Utc};

/// Where the time comes from.
#[derive(Debug, Clone, Copy)]
pub enum Clock {
    /// The machine's clock.
    Real,
    /// A practice office opened with `--now`: it was this time when the program began.
    Set {
        /// the time given
        at: DateTime<FixedOffset>,
        /// when it was given
        since: Instant,
    },
}

impl Clock {
    /// A clock set to `at`.
    pub fn set(at: DateTime<FixedOffset>) -> Clock {
        Clock::Set { at, since: Instant::now() }
    }

    /// The instant, in the office's zone.
    pub fn now(self, offset: FixedOffset) -> DateTime<FixedOffset> {
        match self {
            Clock::Real => Utc::now().with_timezone(&offset),
            Clock::Set { at, since } => {
                let passed = chrono::TimeDelta::from_std(since.elapsed()).unwrap_or_default();
                (at + passed).with_timezone(&offset)
            }
        }
    }
}

/// Seconds that some work takes.
#[derive(Debug, Clone, Copy)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Begins.
    pub fn start() -> Stopwatch {
        Stopwatch(Instant::now())
    }

    /// Seconds since.
    pub fn seconds(self) -> f64 {
        self.0.elapsed().as_secs_f64()
    }
}
