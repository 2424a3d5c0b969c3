//! 草稿: what is typed is kept at once, for its author alone. Not a record: no history line, no
//! transaction with the records, and nothing else waits for it or fails with it.

use chrono::{DateTime, FixedOffset, TimeDelta};

use super::{Service, allow};
use crate::api::drafts::{Answer, DraftLine, Opened, Request};
use crate::api::{self, Refusal, cases, registers, tasks};
use crate::domain::access;
use crate::domain::actor::Actor;
use crate::domain::draft::About;
use crate::domain::trouble::Trouble;
use crate::store::{DraftRow, Drafts, Standing};

/// Seconds after which drafts that could not be kept are tried again.
pub(super) const TRY_AGAIN: i64 = 10;
/// Minutes after which a desk that nobody can tell of is taken to be gone.
const GONE_AFTER: i64 = 2;
/// Characters of a draft that its author sees in the list.
const BEGINNING: usize = 40;

/// The drafts of an office, as far as they can be reached.
#[derive(Default)]
pub(super) struct Keeping {
    pub(super) open: Option<Drafts>,
    /// They could not be kept; until then nobody tries again.
    quiet_until: Option<DateTime<FixedOffset>>,
    /// The same of who has what in hand.
    pub(super) no_news_until: Option<DateTime<FixedOffset>>,
}

impl Service {
    pub(super) fn drafts(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        request: Request,
    ) -> Result<Answer, Refusal> {
        allow(access::may_enter(actor))?;
        let account = actor.account.as_str();
        match request {
            Request::Keep { desk, key, put_aside, kept } => {
                if self.drafts.quiet_until.is_some_and(|until| now < until) {
                    return Ok(Answer::NotKept);
                }
                let row = DraftRow { key, desk, at: now, put_aside, kept: *kept };
                match self.with_drafts(true, |drafts| drafts.keep(account, &row)) {
                    Ok(_) => {
                        self.drafts.quiet_until = None;
                        Ok(Answer::Kept)
                    }
                    Err(trouble) => {
                        // Said and noted once, not with every key.
                        let said = self.drafts.quiet_until.is_some();
                        self.drafts.quiet_until = Some(now + TimeDelta::seconds(TRY_AGAIN));
                        if said { Ok(Answer::NotKept) } else { Err(trouble.into()) }
                    }
                }
            }
            Request::Drop { key } => {
                self.with_drafts(false, |drafts| drafts.throw_away(account, &key))?;
                Ok(Answer::Dropped)
            }
            Request::Mine { desk } => Ok(Answer::Mine(self.my_drafts(account, &desk, now)?)),
            Request::Resume { desk, key } => self.resume(actor, now, &desk, &key),
            Request::Open { desk, from, key } => {
                let found = self.with_drafts(false, |drafts| drafts.one(account, &from))?.flatten();
                let Some(row) = found else { return Ok(Answer::Nothing) };
                let about = self.about(actor, now, &row.kept.about)?;
                self.hand_out(account, row, about, (&desk, &key))
            }
        }
    }

    /// The newest draft whose desk is gone and whose author had not left it himself.
    fn resume(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        desk: &str,
        key: &str,
    ) -> Result<Answer, Refusal> {
        let account = actor.account.as_str();
        let rows = self.with_drafts(false, |drafts| drafts.of(account))?.unwrap_or_default();
        for mut row in rows.into_iter().filter(|row| !row.put_aside) {
            if row.desk != desk && !self.is_gone(&row, now) {
                continue;
            }
            match self.about(actor, now, &row.kept.about) {
                Ok(about) => return self.hand_out(account, row, about, (desk, key)),
                // What it is about is out of his sight by now: it waits in the list, with the reason.
                Err(_) => {
                    row.put_aside = true;
                    self.with_drafts(false, |drafts| drafts.keep(account, &row))?;
                }
            }
        }
        Ok(Answer::Nothing)
    }

    fn hand_out(
        &mut self,
        account: &str,
        row: DraftRow,
        about: Option<api::Answer>,
        (desk, key): (&str, &str),
    ) -> Result<Answer, Refusal> {
        let from = row.key;
        let taken = self.with_drafts(false, |drafts| drafts.take_over(account, &from, desk, key))?;
        if taken != Some(true) {
            return Ok(Answer::Nothing);
        }
        let opened = Opened { key: key.to_owned(), at: row.at, kept: row.kept, about };
        Ok(Answer::Opened(Box::new(opened)))
    }

    /// Reads anew what a form is about, with the eyes of its author as he stands today.
    fn about(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        about: &About,
    ) -> Result<Option<api::Answer>, Refusal> {
        let request = match about {
            About::Nothing => return Ok(None),
            About::Case(id) => api::Request::Cases(cases::Request::Open(*id)),
            About::Register { name, .. } => {
                api::Request::Registers(registers::Request::Open { register: name.clone() })
            }
            About::Colleagues => api::Request::Tasks(tasks::Request::Mine),
        };
        self.answer(actor, now, request).result.map(Some)
    }

    /// The drafts of an account, the newest first.
    pub(super) fn my_drafts(
        &mut self,
        account: &str,
        desk: &str,
        now: DateTime<FixedOffset>,
    ) -> Result<Vec<DraftLine>, Trouble> {
        let rows = self.with_drafts(false, |drafts| drafts.of(account))?.unwrap_or_default();
        let lines = rows.into_iter().map(|row| DraftLine {
            elsewhere: !row.put_aside && row.desk != desk && !self.is_gone(&row, now),
            beginning: row.kept.beginning(BEGINNING),
            key: row.key,
            at: row.at,
            title: row.kept.title,
            label: row.kept.label,
        });
        Ok(lines.collect())
    }

    fn is_gone(&self, row: &DraftRow, now: DateTime<FixedOffset>) -> bool {
        match self.drafts.open.as_ref().map(|drafts| drafts.standing(&row.desk)) {
            Some(Standing::Gone) => true,
            Some(Standing::There) => false,
            Some(Standing::Unknown) | None => now - row.at > TimeDelta::minutes(GONE_AFTER),
        }
    }

    /// Does something with the drafts; nothing where there are none and none are to be made.
    pub(super) fn with_drafts<T>(
        &mut self,
        make: bool,
        act: impl FnOnce(&mut Drafts) -> Result<T, Trouble>,
    ) -> Result<Option<T>, Trouble> {
        if self.drafts.open.is_none() {
            self.drafts.open = self.store.drafts(make)?;
        }
        self.drafts.open.as_mut().map(act).transpose()
    }
}
