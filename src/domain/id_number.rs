//! Reads the number of a resident identity card and says what is wrong with it.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use unicode_normalization::UnicodeNormalization;

use super::division;

/// 居民身份证号码 (GB 11643-1999): a number that passed every check of [`IdNumber::read`].
///
/// It never prints itself in full: `Debug` shows the masked form, and there is no `Display`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct IdNumber {
    text: String,
    birth: NaiveDate,
}

/// What is wrong with a number, in the order of checking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdFault {
    /// 位数不对: neither 18 nor 15 characters.
    Length,
    /// 含有非数字: something that is no digit, or an X before the last place.
    Digits,
    /// 出生日期不对: no such day, after today, or before 1880.
    Date,
    /// 区划代码不存在: no division ever had the first six digits.
    Division,
    /// 末位校验码不对: a digit was mistyped, or two changed places.
    CheckDigit {
        /// What the last place should be, if all the others are right.
        expected: char,
    },
}

/// 性别, as the number tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sex {
    /// 女
    Female,
    /// 男
    Male,
}

impl Sex {
    /// In the order of lists.
    pub const ALL: [Sex; 2] = [Sex::Female, Sex::Male];

    /// The word of records and scripts.
    pub fn word(self) -> &'static str {
        match self {
            Sex::Female => "female",
            Sex::Male => "male",
        }
    }

    /// Reads [`Sex::word`] back; 女 and 男 are understood too.
    pub fn from_word(word: &str) -> Option<Sex> {
        match word {
            "female" | "女" => Some(Sex::Female),
            "male" | "男" => Some(Sex::Male),
            _ => None,
        }
    }
}

/// Nobody born before this is alive, so an earlier year is a slip of the hand.
const EARLIEST_BIRTH: i32 = 1880;

/// 居民身份证试行条例: cards, and with them numbers, were first given out this year.
const FIRST_CARDS: i32 = 1984;

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];

impl IdNumber {
    /// 校验: reads a number as people type or paste it: full-width digits, spaces anywhere, a
    /// small x. `today` is the office's day; a birth after it is a fault.
    ///
    /// # Errors
    /// The first fault found, in the order of [`IdFault`]. An old number of 15 digits has no
    /// check digit, so it can pass with a slip in it: see [`IdNumber::is_old_form`].
    pub fn read(text: &str, today: NaiveDate) -> Result<IdNumber, IdFault> {
        // NFKC also turns the Roman numeral Ⅹ, which some input methods offer, into the letter.
        let text: String = text
            .nfkc()
            .filter(|character| !character.is_whitespace())
            .map(|character| character.to_ascii_uppercase())
            .collect();
        let digits = match text.chars().count() {
            18 => text.strip_suffix('X').unwrap_or(&text),
            15 => &text,
            _ => return Err(IdFault::Length),
        };
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(IdFault::Digits);
        }
        let birth = birth(&text)
            .filter(|birth| birth.year() >= EARLIEST_BIRTH && *birth <= today)
            .ok_or(IdFault::Date)?;
        if !text.get(..6).is_some_and(division::exists) {
            return Err(IdFault::Division);
        }
        let number = IdNumber { text, birth };
        if number.is_old_form() {
            return Ok(number);
        }
        let expected = check_digit(&number.text);
        if number.text.ends_with(expected) { Ok(number) } else { Err(IdFault::CheckDigit { expected }) }
    }

    /// A whole number as it is being typed or read: eighteen places, checked. Fifteen may be the
    /// beginning of one.
    pub fn read_whole(text: &str, today: NaiveDate) -> Option<IdNumber> {
        IdNumber::read(text, today).ok().filter(|number| !number.is_old_form())
    }

    /// The number in full, plain digits and a capital X. For the record, not for a screen.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// 旧证 (15位): given out before 1999, no check digit, so nothing proves it was typed right.
    pub fn is_old_form(&self) -> bool {
        self.text.len() == 15
    }

    /// 性别: an odd serial is a man's.
    pub fn sex(&self) -> Sex {
        let place = if self.is_old_form() { 14 } else { 16 };
        match self.text.as_bytes().get(place) {
            // The codes of the digits 0 to 9 are even and odd like the digits.
            Some(digit) if digit % 2 == 1 => Sex::Male,
            _ => Sex::Female,
        }
    }

    /// 出生日期. An old number has two digits for the year, read as 19xx.
    pub fn birth(&self) -> NaiveDate {
        self.birth
    }

    /// 周岁 on a day. A day before the birth counts as 0.
    pub fn age_on(&self, day: NaiveDate) -> u32 {
        day.years_since(self.birth).unwrap_or(0)
    }

    /// 区划: where the number was first given, such as 北京市朝阳区, under the name of that time.
    ///
    /// The time is the birth, or 1984 for people born before there were numbers: a code that
    /// changed hands in between then names the place that could have given it.
    pub fn division(&self) -> Option<String> {
        let year = self.birth.year().max(FIRST_CARDS);
        division::name(self.text.get(..6)?, year)
    }

    /// 脱敏: 110105********002X, and 130503******001 for an old number.
    pub fn masked(&self) -> String {
        let tail = if self.is_old_form() { 12 } else { 14 };
        let (head, rest) = self.text.split_at(6);
        let (hidden, shown) = rest.split_at(tail - 6);
        format!("{head}{}{shown}", "*".repeat(hidden.len()))
    }
}

impl fmt::Debug for IdNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IdNumber({})", self.masked())
    }
}

impl IdFault {
    /// The word programs see, on the command line and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            IdFault::Length => "length",
            IdFault::Digits => "digits",
            IdFault::Date => "date",
            IdFault::Division => "division",
            IdFault::CheckDigit { .. } => "check_digit",
        }
    }
}

/// The day written in the number, if there is such a day.
fn birth(text: &str) -> Option<NaiveDate> {
    let day: u32 = match text.len() {
        15 => 19_000_000 + text.get(6..12)?.parse::<u32>().ok()?,
        _ => text.get(6..14)?.parse().ok()?,
    };
    let year = i32::try_from(day / 10_000).ok()?;
    NaiveDate::from_ymd_opt(year, day / 100 % 100, day % 100)
}

/// The last place that belongs to the first 17 digits: ISO 7064, MOD 11-2.
fn check_digit(text: &str) -> char {
    let sum: u32 = text
        .chars()
        .filter_map(|digit| digit.to_digit(10))
        .zip(WEIGHTS)
        .map(|(digit, weight)| digit * weight)
        .sum();
    CHECK_DIGITS[sum as usize % CHECK_DIGITS.len()]
}
