//! 刷证: a card reader types like a keyboard, only faster. Its strokes are joined to one number.

use std::time::{Duration, Instant};

use chrono::NaiveDate;

use crate::domain::id_number::IdNumber;
use crate::keymap::{Key, Stroke};
use crate::session::Arrival;

/// Strokes of one reading lie no further apart than this; a person's do (decision 30).
const GAP: Duration = Duration::from_millis(30);

/// Characters of a number.
const LENGTH: usize = 18;

/// Characters that no hand types in one burst.
const NO_HAND: usize = 6;

/// Joins strokes that come in one burst. Whatever is no number comes out as it came in, in order.
#[derive(Default)]
pub(super) struct Joiner {
    /// Characters of the burst so far.
    burst: String,
    /// How many of them have reached the session already.
    passed: usize,
    last: Option<Instant>,
    /// A number was just read: readers end it with Enter.
    read_at: Option<Instant>,
    /// A burst was no number; what follows of it in one go is nothing either.
    misread_at: Option<Instant>,
}

impl Joiner {
    /// One stroke, and what comes out for it. Where a digit is a command it waits until it is
    /// known to stand alone; where it is text the first one of a burst passes at once, so that
    /// nobody waits for an echo, and is taken back if a number follows.
    pub(super) fn push(
        &mut self,
        stroke: Stroke,
        at: Instant,
        today: NaiveDate,
        digit_chooses: bool,
    ) -> Vec<Arrival> {
        let follows = |before: Option<Instant>| before.is_some_and(|before| at - before <= GAP);
        if stroke.key == Key::Enter && follows(self.read_at.take()) {
            return Vec::new();
        }
        if follows(self.misread_at) {
            self.misread_at = Some(at);
            return Vec::new();
        }
        let Some(c) = part_of_a_number(stroke, self.burst.len()) else {
            if follows(self.last) && self.is_misread() {
                return self.misread(at);
            }
            let mut out = self.flush();
            out.push(Arrival::Key(stroke));
            return out;
        };
        let mut out = Vec::new();
        if !follows(self.last) {
            out = self.flush();
        }
        self.last = Some(at);
        self.burst.push(c);
        if self.burst.len() == 1 && !digit_chooses {
            self.passed = 1;
            out.push(Arrival::Key(stroke));
        }
        if self.burst.len() == LENGTH {
            if let Some(number) = IdNumber::read_whole(&self.burst, today) {
                let typed = std::mem::take(&mut self.passed);
                self.burst.clear();
                self.read_at = Some(at);
                out.push(Arrival::Scan { number: number.as_str().to_owned(), typed });
            } else if self.is_misread() {
                out.extend(self.misread(at));
            } else {
                out.extend(self.flush());
            }
        }
        out
    }

    /// So many characters in one go, none of them through yet: no hand types them, and where they
    /// would be commands they are none.
    fn is_misread(&self) -> bool {
        self.passed == 0 && self.burst.len() >= NO_HAND
    }

    fn misread(&mut self, at: Instant) -> Vec<Arrival> {
        self.burst.clear();
        self.misread_at = Some(at);
        vec![Arrival::Misread]
    }

    /// When strokes that wait are to be let go.
    pub(super) fn due(&self) -> Option<Instant> {
        self.last.filter(|_| self.burst.len() > self.passed).map(|last| last + GAP)
    }

    /// Lets go what waits.
    pub(super) fn flush(&mut self) -> Vec<Arrival> {
        if self.is_misread() {
            self.burst.clear();
            return vec![Arrival::Misread];
        }
        let passed = std::mem::take(&mut self.passed);
        let waiting: Vec<char> = self.burst.chars().skip(passed).collect();
        self.burst.clear();
        waiting.into_iter().map(|c| Arrival::Key(Stroke::plain(Key::Char(c)))).collect()
    }
}

/// A digit, or an X in the last place.
fn part_of_a_number(stroke: Stroke, so_far: usize) -> Option<char> {
    match stroke {
        Stroke { key: Key::Char(c), ctrl: false, alt: false } => {
            (c.is_ascii_digit() || (so_far == LENGTH - 1 && matches!(c, 'x' | 'X'))).then_some(c)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NUMBER: &str = "11010519491231002X";

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 9, 16).expect("a day")
    }

    /// Types `text`, a stroke every `gap` milliseconds, and tells what came out.
    fn typed(text: &str, gap: u64, digit_chooses: bool) -> Vec<String> {
        let mut joiner = Joiner::default();
        let start = Instant::now();
        let mut out = Vec::new();
        for (at, c) in (0..).zip(text.chars()) {
            let now = start + Duration::from_millis(at * gap);
            if joiner.due().is_some_and(|due| due < now) {
                out.extend(joiner.flush());
            }
            let key = if c == '\n' { Key::Enter } else { Key::Char(c) };
            out.extend(joiner.push(Stroke::plain(key), now, today(), digit_chooses));
        }
        out.extend(joiner.flush());
        out.iter()
            .map(|arrival| match arrival {
                Arrival::Key(Stroke { key: Key::Char(c), .. }) => c.to_string(),
                Arrival::Key(_) => "enter".to_owned(),
                Arrival::Scan { number, typed } => format!("{number} {typed}"),
                other => format!("{other:?}"),
            })
            .collect()
    }

    #[test]
    fn a_burst_of_a_valid_number_is_one_scan_with_its_enter() {
        assert_eq!(typed(&format!("{NUMBER}\n"), 5, true), [format!("{NUMBER} 0")]);
        assert_eq!(typed(&NUMBER.to_lowercase(), 5, true), [format!("{NUMBER} 0")]);
    }

    #[test]
    fn in_a_text_the_first_digit_shows_at_once_and_is_taken_back() {
        assert_eq!(typed(NUMBER, 5, false), ["1".to_owned(), format!("{NUMBER} 1")]);
    }

    #[test]
    fn what_a_person_types_comes_out_as_it_came_in() {
        let every: Vec<String> = NUMBER.chars().map(|c| c.to_string()).collect();
        assert_eq!(typed(NUMBER, 80, true), every);
        assert_eq!(typed(NUMBER, 80, false), every);
        assert_eq!(typed("4a12\n", 5, true), ["4", "a", "1", "2", "enter"]);
    }

    #[test]
    fn a_burst_that_fails_its_check_is_only_strokes() {
        let wrong = "110105194912310021";
        let every: Vec<String> = wrong.chars().map(|c| c.to_string()).collect();
        assert_eq!(typed(wrong, 5, false), every);
    }

    #[test]
    fn where_digits_are_commands_a_burst_that_is_no_number_is_none() {
        assert_eq!(typed("110105194912310021", 5, true), ["Misread"]);
        assert_eq!(typed("91110000600037341L\n", 5, true), ["Misread"]);
        assert_eq!(typed(&"1".repeat(40), 5, true), ["Misread"]);
        assert_eq!(typed("1234567", 5, true), ["Misread"]);
        assert_eq!(typed("123", 5, true), ["1", "2", "3"]);
    }
}
