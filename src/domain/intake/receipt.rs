//! Reading how and when a matter came.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};

use super::people::read_count;
use super::{Draft, coded, short};
use crate::domain::case::{Channel, Received};
use crate::domain::day::{self, Toward};
use crate::domain::masked::Personal;
use crate::domain::moment::{self, Moment, MomentFault};
use crate::domain::problem::{Field, Problem};
use crate::domain::receipt::{Completeness, Platform, RINGS_MAX, Receipt, ReplyWay, Signed, Source};
use crate::domain::text;

/// Before this day nothing is taken: the office's books do not go back further, and a typing
/// error does (0206 for 2026).
const FIRST_DAY: (i32, u32, u32) = (1980, 1, 1);

pub(super) fn read_receipt(
    draft: &Draft,
    received: NaiveDate,
    note: &mut impl FnMut(Field, Problem),
) -> Receipt {
    let yes = |word: &str| text::line(word) == "yes";
    let postmark = read_postmark(&draft.postmark, received).unwrap_or_else(|problem| {
        note(Field::Postmark, problem);
        None
    });
    let rings = read_rings(&draft.rings).unwrap_or_else(|problem| {
        note(Field::Rings, problem);
        None
    });
    Receipt {
        source: coded(&draft.source, Field::Source, Source::from_word, note),
        source_body: short(&draft.source_body, Field::SourceBody, note),
        accused: Personal::new(short(&draft.accused, Field::Accused, note)),
        publish: yes(&draft.publish),
        asked_secret: yes(&draft.confidential),
        reply: coded(&draft.reply, Field::Reply, ReplyWay::from_word, note),
        signed: coded(&draft.signed, Field::Signed, Signed::from_word, note),
        level_skipping: yes(&draft.level_skipping),
        window: short(&draft.window, Field::Window, note),
        postmark,
        addressee: short(&draft.addressee, Field::Addressee, note),
        completeness: coded(&draft.completeness, Field::Completeness, Completeness::from_word, note),
        caller: Personal::new(short(&draft.caller, Field::Caller, note)),
        rings,
        platform: coded(&draft.platform, Field::Platform, Platform::from_word, note),
        online_user: Personal::new(short(&draft.online_user, Field::OnlineUser, note)),
    }
}

/// 邮戳日期: not after the letter came.
///
/// # Errors
/// What is wrong with it.
pub fn read_postmark(typed: &str, received: NaiveDate) -> Result<Option<NaiveDate>, Problem> {
    let typed = text::line(typed);
    if typed.is_empty() {
        return Ok(None);
    }
    let day = day::read_toward(&typed, received, Toward::Past)?;
    if day > received {
        return Err(Problem::InFuture);
    }
    not_too_early(day).map(Some)
}

/// 响铃次数
///
/// # Errors
/// What is wrong with it.
pub fn read_rings(typed: &str) -> Result<Option<u32>, Problem> {
    match text::line(typed).as_str() {
        "" => Ok(None),
        digits => read_count(digits, "声", 0, RINGS_MAX).map(Some),
    }
}

/// 收到日期: empty is today; the future and the far past are typing errors. Whole moments are
/// read as everywhere; what is typed short is a day (`昨天`, `-2`, `周三`, `0915`), a time of
/// today where somebody came or called (`1430`), or a day and a time with a blank between them.
///
/// # Errors
/// What is wrong with the date.
pub fn read_received(typed: &str, channel: Channel, now: DateTime<FixedOffset>) -> Result<Received, Problem> {
    let today = now.date_naive();
    let typed = text::line(typed);
    if typed.is_empty() {
        return Ok(Received { day: today, time: None });
    }
    let received = match moment::parse(&typed) {
        Ok(moment) => in_zone(moment, *now.offset()),
        Err(fault) => typed_short(&typed, channel, today).map_err(|problem| match fault {
            MomentFault::Impossible => Problem::NoSuchDay,
            MomentFault::Unreadable => problem,
        })?,
    };
    let later_today =
        received.day == today && received.time.is_some_and(|time| time > now.time() && is_live(channel));
    if received.day > today || later_today {
        return Err(Problem::InFuture);
    }
    let day = not_too_early(received.day)?;
    Ok(Received { day, ..received })
}

/// Does somebody wait at the desk or on the line? Then the time of day matters most.
fn is_live(channel: Channel) -> bool {
    matches!(channel, Channel::Visit | Channel::Call)
}

fn typed_short(typed: &str, channel: Channel, today: NaiveDate) -> Result<Received, Problem> {
    let past = |text: &str| day::read_toward(text, today, Toward::Past);
    if let Some((first, second)) = typed.split_once(' ')
        && let Some(time) = day::time(second)
    {
        return Ok(Received { day: past(first)?, time: Some(time) });
    }
    let time: Option<NaiveTime> = day::time(typed);
    match time {
        Some(time) if is_live(channel) => Ok(Received { day: today, time: Some(time) }),
        _ => past(typed).map(|day| Received { day, time: None }),
    }
}

fn not_too_early(day: NaiveDate) -> Result<NaiveDate, Problem> {
    let (year, month, of_month) = FIRST_DAY;
    let first = NaiveDate::from_ymd_opt(year, month, of_month).unwrap_or_default();
    if day < first { Err(Problem::TooEarly { first }) } else { Ok(day) }
}

/// The legal day is the office's: an instant written with another offset may fall on the day
/// before or after.
fn in_zone(moment: Moment, office: FixedOffset) -> Received {
    let written = moment.offset.and_then(|minutes| FixedOffset::east_opt(minutes * 60));
    let shifted = moment
        .time
        .zip(written)
        .and_then(|(time, written)| moment.date.and_time(time).and_local_timezone(written).single())
        .map(|instant| instant.with_timezone(&office));
    match shifted {
        Some(instant) => Received { day: instant.date_naive(), time: Some(instant.time()) },
        None => Received { day: moment.date, time: moment.time },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn received(typed: &str, channel: Channel) -> Result<(String, String), Problem> {
        let now = DateTime::parse_from_rfc3339("2026-09-16T15:00:00+08:00").expect("an instant");
        let received = read_received(typed, channel, now)?;
        let time = received.time.map(|time| time.format("%H:%M").to_string()).unwrap_or_default();
        Ok((received.day.to_string(), time))
    }

    #[test]
    fn the_day_of_receipt_may_be_typed_short() {
        let ok = |day: &str, time: &str| Ok((day.to_owned(), time.to_owned()));
        assert_eq!(received("1430", Channel::Visit), ok("2026-09-16", "14:30"));
        assert_eq!(received("0915", Channel::Letter), ok("2026-09-15", ""));
        assert_eq!(received("昨天", Channel::Letter), ok("2026-09-15", ""));
        assert_eq!(received("-2", Channel::Online), ok("2026-09-14", ""));
        assert_eq!(received("周一 1430", Channel::Visit), ok("2026-09-14", "14:30"));
        assert_eq!(received("2026-09-16 09:14", Channel::Visit), ok("2026-09-16", "09:14"));
        assert_eq!(received("1630", Channel::Visit), Err(Problem::InFuture));
        assert_eq!(received("soon", Channel::Visit), Err(Problem::NotADate));
        assert_eq!(received("2026-02-30", Channel::Visit), Err(Problem::NoSuchDay));
    }
}
