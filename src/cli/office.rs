//! The office a command works on: file, account, time.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset, NaiveTime};

use super::args::{Common, Now};
use super::print::{Printer, Stop};
use super::say;
use crate::domain::actor::Actor;
use crate::runtime::clock::Clock;
use crate::runtime::{Log, paths};
use crate::service::Service;

/// The account that sets up the office, where nobody says otherwise.
pub(super) const KEEPER: &str = "admin";

/// An opened office and who works there now.
pub(super) struct Open {
    pub(super) service: Service,
    pub(super) actor: Actor,
    pub(super) clock: Clock,
    pub(super) log: Log,
}

impl Open {
    pub(super) fn now(&self) -> DateTime<FixedOffset> {
        self.clock.now(self.service.office().offset)
    }
}

/// The file that `--db` names, else the platform's.
pub(super) fn file(common: &Common) -> PathBuf {
    common.db.clone().or_else(paths::office_of_environment).unwrap_or_else(paths::office)
}

/// Opens the office of `--db` as the account of `--as`.
pub(super) fn open(common: &Common, printer: &Printer) -> Result<Open, Stop> {
    open_as(common, common.account(), printer)
}

/// Opens the office of `--db` as this account.
pub(super) fn open_as(common: &Common, account: &str, printer: &Printer) -> Result<Open, Stop> {
    let file = file(common);
    let mut service = Service::open_file(&file)?;
    let clock = clock(common, &service, printer)?;
    let now = clock.now(service.office().offset);
    let actor = match service.actor(account, &paths::system_user(), now)? {
        Ok(actor) => actor,
        Err(known) => {
            let known = known.join(", ");
            return Err(Stop::Use((say(printer).no_account)(account, &known)));
        }
    };
    Ok(Open { service, actor, clock, log: Log::beside(&file) })
}

/// `--now` sets the clock of a practice office and of no other.
pub(super) fn clock(common: &Common, service: &Service, printer: &Printer) -> Result<Clock, Stop> {
    match common.now {
        None => Ok(Clock::Real),
        Some(_) if !service.office().practice => Err(Stop::Office(say(printer).now_refused.to_owned())),
        Some(now) => Ok(Clock::set(instant(now, service.office().offset))),
    }
}

/// The instant of `--now`; a day means its nine o'clock.
pub(super) fn instant(now: Now, offset: FixedOffset) -> DateTime<FixedOffset> {
    match now {
        Now::Instant(instant) => instant.with_timezone(&offset),
        Now::Day(day) => {
            let nine = NaiveTime::from_hms_opt(9, 0, 0).unwrap_or_default();
            let utc = day.and_time(nine) - offset;
            DateTime::from_naive_utc_and_offset(utc, offset)
        }
    }
}
