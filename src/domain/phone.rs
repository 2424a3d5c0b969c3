//! 电话: what may be a phone number.

use unicode_normalization::UnicodeNormalization;

use super::problem::Problem;

/// Digits of a mobile number.
const MOBILE: usize = 11;

/// Reads a mobile number, a fixed line with or without area code and extension, or a service
/// number. Blanks, brackets and full-width digits are understood; the number comes back in
/// plain digits with at most hyphens.
///
/// # Errors
/// [`Problem::PhoneShort`], [`Problem::PhoneLong`] for what begins like a mobile number,
/// [`Problem::NotAPhone`] for the rest.
pub fn read(text: &str) -> Result<String, Problem> {
    let plain: String = text
        .nfkc()
        .filter(|c| !c.is_whitespace() && !matches!(c, '(' | ')'))
        .map(|c| if matches!(c, '—' | '–' | '－' | '~') { '-' } else { c })
        .collect();
    let plain = plain.strip_prefix("+86").unwrap_or(&plain).trim_matches('-').to_owned();
    if !plain.chars().all(|c| c.is_ascii_digit() || c == '-') || plain.is_empty() {
        return Err(Problem::NotAPhone);
    }
    let digits: String = plain.chars().filter(char::is_ascii_digit).collect();
    let looks_mobile =
        digits.starts_with('1') && digits.chars().nth(1).is_some_and(|c| ('3'..='9').contains(&c));
    if looks_mobile && digits.len() != 7 && digits.len() != 8 {
        return match digits.len() {
            MOBILE => Ok(digits),
            n if n < MOBILE => Err(Problem::PhoneShort { missing: MOBILE - n }),
            n => Err(Problem::PhoneLong { extra: n - MOBILE }),
        };
    }
    let service = digits.len() >= 5 && ["95", "96", "400", "800"].iter().any(|p| digits.starts_with(p));
    let fixed = match digits.strip_prefix('0') {
        Some(rest) => (9..=17).contains(&rest.len()),
        None => (7..=14).contains(&digits.len()),
    };
    if service || fixed || ["110", "119", "120", "12315", "12345"].contains(&digits.as_str()) {
        Ok(plain)
    } else {
        Err(Problem::NotAPhone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_are_read_as_people_write_them() {
        assert_eq!(read("138 1234 5678").as_deref(), Ok("13812345678"));
        assert_eq!(read("１３８１２３４５６７８").as_deref(), Ok("13812345678"));
        assert_eq!(read("+8613812345678").as_deref(), Ok("13812345678"));
        assert_eq!(read("010-85120000").as_deref(), Ok("010-85120000"));
        assert_eq!(read("85120000-801").as_deref(), Ok("85120000-801"));
        assert_eq!(read("95598").as_deref(), Ok("95598"));
    }

    #[test]
    fn a_phone_that_cannot_be_says_what_is_wrong() {
        assert_eq!(read("1381234567"), Err(Problem::PhoneShort { missing: 1 }));
        assert_eq!(read("138123456789"), Err(Problem::PhoneLong { extra: 1 }));
        assert_eq!(read("没有"), Err(Problem::NotAPhone));
        assert_eq!(read("12"), Err(Problem::NotAPhone));
    }
}
