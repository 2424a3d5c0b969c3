//! 信访件编号: how a case number looks and how one is recognised.

/// A pattern such as `{year}-{serial:4}`: the year of registration and a serial of at least
/// so many digits that grows past them (decision 16). The pattern is data of the office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberPattern {
    text: String,
}

/// Why a pattern cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PatternFault {
    /// `{year}` and `{serial:N}` must each stand in it once.
    #[error("a number pattern needs {{year}} once and {{serial:N}} once")]
    Parts,
}

impl Default for NumberPattern {
    fn default() -> Self {
        NumberPattern { text: "{year}-{serial:4}".to_owned() }
    }
}

impl NumberPattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// [`PatternFault::Parts`] when the year or the serial is missing or doubled: two cases
    /// could get one number.
    pub fn read(text: &str) -> Result<Self, PatternFault> {
        let pattern = NumberPattern { text: text.to_owned() };
        let once = |part: &str| text.matches(part).count() == 1;
        if once("{year}") && once("{serial:") && pattern.split().is_some() {
            Ok(pattern)
        } else {
            Err(PatternFault::Parts)
        }
    }

    /// The pattern as written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The number of the `serial`th case of `year`.
    pub fn number(&self, year: i32, serial: u32) -> String {
        let year = format!("{year:04}");
        match self.split() {
            Some((before, width, after)) => {
                let serial = format!("{serial:0width$}");
                format!("{before}{serial}{after}").replace("{year}", &year)
            }
            None => format!("{year}-{serial:04}"),
        }
    }

    fn split(&self) -> Option<(&str, usize, &str)> {
        let (before, rest) = self.text.split_once("{serial:")?;
        let (width, after) = rest.split_once('}')?;
        let width = width.parse().ok().filter(|w| (1..=12).contains(w))?;
        Some((before, width, after))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_serial_grows_past_its_digits() {
        let pattern = NumberPattern::default();
        assert_eq!(pattern.number(2026, 1), "2026-0001");
        assert_eq!(pattern.number(2026, 12_345), "2026-12345");
    }

    #[test]
    fn a_pattern_keeps_what_stands_around_its_parts() {
        let pattern = NumberPattern::read("XF{year}第{serial:6}号").expect("a good pattern");
        assert_eq!(pattern.number(2026, 7), "XF2026第000007号");
    }

    #[test]
    fn a_pattern_that_could_give_one_number_twice_is_refused() {
        for bad in ["{serial:4}", "{year}", "{year}-{serial:x}", "{year}{year}{serial:4}"] {
            assert_eq!(NumberPattern::read(bad), Err(PatternFault::Parts), "{bad}");
        }
    }
}
