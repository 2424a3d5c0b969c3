//! 登记凭证、查询码: the slip of a case, and how a matter stands for whoever asks by its code.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset, TimeDelta};
use serde_json::{Map, json};

use super::tasks::object;
use super::{Service, Told, allow, changed, day, stamp};
use crate::api::cases::Due;
use crate::api::slip::{Answer, Request, Standing};
use crate::api::{self, Refusal};
use crate::deadline::pending;
use crate::domain::access;
use crate::domain::actor::Actor;
use crate::domain::case::CaseId;
use crate::domain::clock::{Certainty, next_due};
use crate::domain::problem::Barrier;
use crate::domain::register::Row;
use crate::domain::slip::{Ask, CODE_DIGITS, Facts, Slip};
use crate::store::NewLine;

/// Codes that no case has, after which an account waits.
const MISSES: usize = 10;
/// Minutes in which they are counted, and that it waits.
const MISS_MINUTES: i64 = 10;

impl Service {
    pub(super) fn slips(&mut self, actor: &Actor, now: DateTime<FixedOffset>, request: Request) -> Told {
        allow(access::may_read_cases(actor))?;
        let (answer, change) = match request {
            Request::Show(case) => {
                let (slip, given) = self.slip(actor, now, case, false)?;
                (Answer::Slip(Box::new(slip)), if given { changed(case) } else { None })
            }
            Request::Print(case) => {
                let (slip, _) = self.slip(actor, now, case, true)?;
                (Answer::Printed(Box::new(slip)), changed(case))
            }
            Request::Query(typed) => {
                (Answer::Standing(Box::new(self.query(actor, now, typed.reveal())?)), None)
            }
        };
        Ok((api::Answer::Slip(answer), change))
    }

    /// The slip, and whether the case got its code for it.
    fn slip(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        case: CaseId,
        print: bool,
    ) -> Result<(Slip, bool), Refusal> {
        let listed = self.in_reach(actor, case)?.listed;
        let known = self.store.query_code(case)?;
        let (code, given) = match (known, print) {
            (Some(code), false) => (code, false),
            (_, print) => {
                let at = stamp(now);
                let mut write = self.store.write()?;
                let (code, given) = write.give_code(case)?;
                // The code itself stays out of the history: that is read by more people.
                let (what, after) = if print {
                    ("slip", object(json!({ "code_given": given })))
                } else {
                    ("query_code", Map::new())
                };
                write.add_line(NewLine {
                    case: Some(case),
                    actor,
                    at: &at,
                    what,
                    before: Map::new(),
                    after,
                })?;
                write.commit()?;
                (code, given)
            }
        };
        let today = day(now);
        let clocks = self.law.clocks(&listed, today);
        let waiting = pending(&self.law.rules, &self.law.facts(&listed, today), today, &clocks);
        let slip = Slip::of(&Facts {
            case,
            office: &self.law.office.name,
            number: &listed.case.number,
            code: &code,
            received: listed.case.received.day,
            open: listed.case.state.is_open(),
            clocks: &clocks,
            waiting: &waiting,
            ask: &self.ask_ways()?,
            today,
        });
        Ok((slip, given))
    }

    /// How a matter stands. Whoever guesses codes has to wait.
    fn query(&mut self, actor: &Actor, now: DateTime<FixedOffset>, typed: &str) -> Result<Standing, Refusal> {
        let plain = plain(typed);
        let coded = plain.len() == CODE_DIGITS && plain.bytes().all(|digit| digit.is_ascii_digit());
        if coded {
            let since = stamp(now - TimeDelta::minutes(MISS_MINUTES));
            let misses = self.store.query_misses(&actor.account, &since)?;
            if let Some(first) = misses.len().checked_sub(MISSES).and_then(|at| misses.get(at)) {
                let first: DateTime<FixedOffset> = first.parse().unwrap_or(now);
                let at = first + TimeDelta::minutes(MISS_MINUTES);
                return Err(Refusal::Denied(vec![Barrier::TooManyCodes { at }]));
            }
        }
        let by_code = if coded { self.store.case_by_code(&plain)? } else { None };
        let found = match by_code {
            Some(case) => Some(case),
            None => self.store.case_by_number(&plain)?,
        };
        // A case of somebody else's is none: the words are the same, and so is the count.
        let seen = found.and_then(|case| self.in_reach(actor, case).ok());
        let Some(detail) = seen else {
            if coded {
                let mut write = self.store.write()?;
                let at = stamp(now);
                write.note_query_miss(&actor.account, &at)?;
                let (before, after) = (Map::new(), Map::new());
                write.add_line(NewLine { case: None, actor, at: &at, what: "query.miss", before, after })?;
                write.commit()?;
            }
            return Err(Refusal::NoSuchCase);
        };
        let today = day(now);
        let listed = detail.listed;
        let clocks = self.law.clocks(&listed, today);
        let case = &listed.case;
        let with = if case.unit.is_empty() {
            self.law.office.name.clone()
        } else {
            self.directory.body_name(&case.unit, today)
        };
        Ok(Standing {
            case: case.id,
            number: case.number.clone(),
            received: case.received.day,
            state: case.state,
            open: case.state.is_open(),
            due: next_due(&clocks).map(|next| Due {
                clock: next.clock.clone(),
                title: Arc::clone(&next.title),
                day: next.due,
                may_move: next.certainty == Certainty::Unpublished,
            }),
            with,
            ask: self.ask_ways()?,
        })
    }

    /// How to ask, from the office's own tables.
    fn ask_ways(&self) -> Result<Ask, Refusal> {
        let settings = self.store.rows("settings")?;
        let setting = |column| settings.first().map_or("", |row: &Row| row.value(column)).to_owned();
        let hours = self.store.rows("hours")?.iter().filter(|row| !row.ended).map(hours).collect();
        Ok(Ask { phone: setting("phone"), address: setting("address"), online: setting("ask_at"), hours })
    }
}

/// Full-width digits and blanks as people type them.
fn plain(typed: &str) -> String {
    let narrow = |c: char| match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    };
    typed.chars().map(narrow).filter(|c| !c.is_whitespace()).collect()
}

/// 周一、周二 08:30-11:30 接待大厅: papers are Chinese.
fn hours(row: &Row) -> String {
    const DAYS: [(&str, &str); 7] = [
        ("mon", "周一"),
        ("tue", "周二"),
        ("wed", "周三"),
        ("thu", "周四"),
        ("fri", "周五"),
        ("sat", "周六"),
        ("sun", "周日"),
    ];
    let open: Vec<bool> = DAYS.iter().map(|(word, _)| row.words("days").any(|day| day == *word)).collect();
    let first = open.iter().position(|open| *open);
    let last = open.iter().rposition(|open| *open);
    let days = match (first, last) {
        (Some(first), Some(last)) if last > first + 1 && open[first..=last].iter().all(|open| *open) => {
            format!("{}至{}", DAYS[first].1, DAYS[last].1)
        }
        _ => {
            let named = DAYS.iter().zip(&open).filter(|(_, open)| **open);
            named.map(|((_, name), _)| *name).collect::<Vec<_>>().join("、")
        }
    };
    format!("{days} {}-{} {}", row.value("opens"), row.value("closes"), row.value("place"))
}
