//! Dates and times as people write them.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};
use thiserror::Error;

/// A date, and as much of the time as was written. It is the time on the wall where it was
/// written; an offset that stood behind it is kept but not applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The day.
    pub date: NaiveDate,
    /// The time of day, if one was written. Parts of a second are dropped.
    pub time: Option<NaiveTime>,
    /// Minutes east of Greenwich, if written: `+08:00` is 480.
    pub offset: Option<i32>,
}

/// Why a text is no moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum MomentFault {
    /// Written like a date, but there is no such day or time: `2020-02-30`, `25:00`.
    #[error("there is no such day or time")]
    Impossible,
    /// Not written like a date.
    #[error("not readable as a date")]
    Unreadable,
}

/// Reads a date that a person or a program wrote: `2020-01-08 09:05:31`, `2020/1/8 9:05`,
/// `2020.1.8`, `20200108`, `2020年1月8日9时5分`, `2020-01-08T09:05:31+08:00`, or the number that a
/// spreadsheet keeps for it (`43838.378`, see [`of_serial`]). Full-width digits and signs, and
/// blanks around it, are fine. The year comes first and has four digits: `1/8/2020` could mean
/// two days.
pub fn parse(text: &str) -> Result<Moment, MomentFault> {
    let plain: String = super::text::line(text).chars().map(narrow).collect();
    if is_serial(&plain) {
        let serial = plain.parse().map_err(|_| MomentFault::Unreadable)?;
        return of_serial(serial).ok_or(MomentFault::Unreadable);
    }
    // First the whole shape, then the calendar: `2020-02-30 or so` is no impossible date, it is
    // no date.
    let written = Written::read(&mut Scan { rest: &plain }).ok_or(MomentFault::Unreadable)?;
    written.on_the_calendar().ok_or(MomentFault::Impossible)
}

/// The moment that a spreadsheet means by this number of days, to the nearest second; a whole
/// number has no time. Only 1990 to 2099: outside of these a number is more likely something
/// else, a row number or an amount of money.
///
/// Spreadsheets count from 1900-01-01 as day 1 and believe in a 1900-02-29, so for every later
/// day the count starts at 1899-12-30.
pub fn of_serial(serial: f64) -> Option<Moment> {
    const FIRST: f64 = 32_874.0; // 1990-01-01
    const END: f64 = 73_051.0; // 2100-01-01
    if !(FIRST..END).contains(&serial) {
        return None;
    }
    let days = serial.floor();
    let seconds = ((serial - days) * 86_400.0).round();
    // Within the range both are small whole numbers, so the casts cut nothing.
    let (days, seconds) = match seconds as u32 {
        86_400 => (days as u64 + 1, 0),
        seconds => (days as u64, seconds),
    };
    let date = NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(days))?;
    let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0)?;
    Some(Moment { date, time: Some(time).filter(|_| serial.fract() != 0.0), offset: None })
}

impl Moment {
    /// Day and time in one, midnight where no time was written.
    pub fn or_midnight(self) -> NaiveDateTime {
        self.date.and_time(self.time.unwrap_or(NaiveTime::MIN))
    }
}

/// Full-width signs become plain ones and every blank a space.
fn narrow(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// Whether this is a plain number. Eight digits are not: they are year, month and day.
fn is_serial(text: &str) -> bool {
    let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    match text.split_once('.') {
        Some((whole, part)) => is_number(whole) && is_number(part),
        None => is_number(text) && text.len() != 8,
    }
}

/// The numbers of a date as they were written, not yet held against the calendar.
struct Written {
    day: [u32; 3],
    time: Option<[u32; 3]>,
    offset: Option<Shift>,
}

struct Shift {
    west: bool,
    hours: u32,
    minutes: u32,
}

impl Written {
    fn read(scan: &mut Scan<'_>) -> Option<Self> {
        let (day, spelled_out) = read_day(scan)?;
        let parted = scan.blanks() | scan.eat(['T', 't']);
        if scan.at_end() {
            return (!parted).then_some(Self { day, time: None, offset: None });
        }
        if !parted && !spelled_out {
            return None;
        }
        let time = read_time(scan)?;
        scan.blanks();
        let offset = if scan.at_end() { None } else { Some(read_shift(scan)?) };
        scan.at_end().then_some(Self { day, time: Some(time), offset })
    }

    fn on_the_calendar(&self) -> Option<Moment> {
        let [year, month, day] = self.day;
        let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
        let time = match self.time {
            None => None,
            Some([hour, minute, second]) => Some(NaiveTime::from_hms_opt(hour, minute, second)?),
        };
        let offset = match &self.offset {
            None => None,
            Some(shift) => Some(shift.minutes()?),
        };
        Some(Moment { date, time, offset })
    }
}

impl Shift {
    fn minutes(&self) -> Option<i32> {
        // No clock on earth is further from Greenwich than 14 hours.
        if self.minutes > 59 || self.hours * 60 + self.minutes > 14 * 60 {
            return None;
        }
        let minutes = i32::try_from(self.hours * 60 + self.minutes).ok()?;
        Some(if self.west { -minutes } else { minutes })
    }
}

/// Year, month, day, and whether they were spelled out with 年月日: then the time may follow
/// without a blank.
fn read_day(scan: &mut Scan<'_>) -> Option<([u32; 3], bool)> {
    let (number, length) = scan.number(8)?;
    match length {
        8 => Some(([number / 10_000, number / 100 % 100, number % 100], false)),
        4 => {
            if let Some(sign) = scan.eat_one(['-', '/', '.']) {
                let month = scan.short()?;
                scan.eat_one([sign])?;
                return Some(([number, month, scan.short()?], false));
            }
            // Word processors put blanks between digits and characters.
            scan.blanks();
            scan.eat_one(['年'])?;
            scan.blanks();
            let month = scan.short()?;
            scan.blanks();
            scan.eat_one(['月'])?;
            scan.blanks();
            let day = scan.short()?;
            scan.blanks();
            scan.eat_one(['日', '号'])?;
            Some(([number, month, day], true))
        }
        _ => None,
    }
}

/// `9:05`, `9:05:31`, `9:05:31.250`, `9时5分`, `9时5分31秒`, `9点`.
fn read_time(scan: &mut Scan<'_>) -> Option<[u32; 3]> {
    let hour = scan.short()?;
    if scan.eat([':']) {
        let minute = scan.short()?;
        if !scan.eat([':']) {
            return Some([hour, minute, 0]);
        }
        let second = scan.short()?;
        if scan.eat(['.', ',']) {
            scan.digits()?;
        }
        return Some([hour, minute, second]);
    }
    scan.blanks();
    scan.eat_one(['时', '点'])?;
    scan.blanks();
    if scan.at_end() {
        return Some([hour, 0, 0]);
    }
    let minute = scan.short()?;
    scan.blanks();
    if scan.at_end() {
        return Some([hour, minute, 0]);
    }
    scan.eat_one(['分'])?;
    scan.blanks();
    if scan.at_end() {
        return Some([hour, minute, 0]);
    }
    let second = scan.short()?;
    scan.blanks();
    scan.eat_one(['秒'])?;
    Some([hour, minute, second])
}

/// `Z`, `+08:00`, `+0800`, `+08`.
fn read_shift(scan: &mut Scan<'_>) -> Option<Shift> {
    if scan.eat(['Z', 'z']) {
        return Some(Shift { west: false, hours: 0, minutes: 0 });
    }
    let west = scan.eat_one(['+', '-'])? == '-';
    let (hours, minutes) = match scan.number(4)? {
        (number, 4) => (number / 100, number % 100),
        (hours, 1 | 2) if scan.eat([':']) => (hours, scan.short()?),
        (hours, 1 | 2) => (hours, 0),
        _ => return None,
    };
    Some(Shift { west, hours, minutes })
}

/// What is left to read.
struct Scan<'a> {
    rest: &'a str,
}

impl<'a> Scan<'a> {
    fn at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// Whether there were any blanks.
    fn blanks(&mut self) -> bool {
        let before = self.rest.len();
        self.rest = self.rest.trim_start_matches(' ');
        self.rest.len() < before
    }

    fn eat<const N: usize>(&mut self, any: [char; N]) -> bool {
        self.eat_one(any).is_some()
    }

    fn eat_one<const N: usize>(&mut self, any: [char; N]) -> Option<char> {
        let first = self.rest.chars().next().filter(|c| any.contains(c))?;
        self.rest = &self.rest[first.len_utf8()..];
        Some(first)
    }

    /// All the digits that follow, one at least.
    fn digits(&mut self) -> Option<&'a str> {
        let rest = self.rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = &self.rest[..self.rest.len() - rest.len()];
        self.rest = rest;
        (!digits.is_empty()).then_some(digits)
    }

    /// A number of at most so many digits, and how many it has.
    fn number(&mut self, most: usize) -> Option<(u32, usize)> {
        let digits = self.digits().filter(|digits| digits.len() <= most)?;
        Some((digits.parse().ok()?, digits.len()))
    }

    /// A number of one or two digits.
    fn short(&mut self) -> Option<u32> {
        self.number(2).map(|(number, _)| number)
    }
}
