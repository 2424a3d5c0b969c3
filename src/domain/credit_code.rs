//! 统一社会信用代码 (GB 32100): eighteen characters, the last one a check.

use unicode_normalization::UnicodeNormalization;

/// Digits and letters of the code; I, O, S, V and Z are left out.
const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// Weight of each of the first seventeen: powers of 3 modulo 31.
const WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/// What is wrong with a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CreditFault {
    /// Not eighteen characters.
    Length {
        /// how many there are
        found: usize,
    },
    /// A sign that no code has, such as I or O.
    Sign,
    /// The last one should be another.
    Check {
        /// which
        expected: char,
    },
}

/// Reads a code as people write it: full-width, small letters and blanks are fine.
///
/// # Errors
/// What is wrong with it.
pub fn read(typed: &str) -> Result<String, CreditFault> {
    let code: String = typed.nfkc().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase();
    let found = code.chars().count();
    if found != 18 {
        return Err(CreditFault::Length { found });
    }
    let values: Option<Vec<usize>> = code.chars().map(|c| ALPHABET.find(c)).collect();
    let Some(values) = values else { return Err(CreditFault::Sign) };
    let sum: usize = values.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
    let expected = ALPHABET.chars().nth((31 - sum % 31) % 31).unwrap_or('0');
    if code.ends_with(expected) { Ok(code) } else { Err(CreditFault::Check { expected }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_write_it() {
        // The standard's own example.
        assert_eq!(read("91350100M000100Y43").as_deref(), Ok("91350100M000100Y43"));
        assert_eq!(read(" ９１350100m000100y43 ").as_deref(), Ok("91350100M000100Y43"));
    }

    #[test]
    fn a_wrong_code_says_what_is_wrong() {
        assert_eq!(read("91350100M000100Y4"), Err(CreditFault::Length { found: 17 }));
        assert_eq!(read("91350100M000100Y44"), Err(CreditFault::Check { expected: '3' }));
        assert_eq!(read("91350100I000100Y43"), Err(CreditFault::Sign));
    }
}
