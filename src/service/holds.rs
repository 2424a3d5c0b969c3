//! 正在办: who has a case in hand shows in lists and on the case. No record and no lock: kept beside
//! the drafts; where it cannot be kept or read, nobody is told and nothing waits.

use chrono::{DateTime, FixedOffset, TimeDelta};

use super::drafts::TRY_AGAIN;
use super::{Service, Told, allow, changed};
use crate::api::cases::{CaseCard, CaseLine};
use crate::api::holds::{Answer, Request};
use crate::api::{self, Change};
use crate::domain::access;
use crate::domain::actor::Actor;
use crate::domain::case::CaseId;
use crate::domain::hold::Hold;

/// More cases than that are not told one by one.
const TOLD_APART: usize = 8;

impl Service {
    pub(super) fn holds(&mut self, actor: &Actor, now: DateTime<FixedOffset>, request: Request) -> Told {
        let news = match request {
            Request::Hold { case, desk } => {
                allow(access::may_enter(actor))?;
                // Who may not see a case has nothing to say of it.
                self.in_reach(actor, case)?;
                let account = actor.account.clone();
                self.hold(&Hold { case, account, desk, since: now, last: now }).then_some(case)
            }
            Request::Release { case, desk } => {
                let gone = self.with_drafts(false, |drafts| drafts.release(case, &desk));
                gone.ok().flatten().filter(|gone| *gone).map(|_| case)
            }
        };
        Ok((api::Answer::Holds(Answer::Heard), news.and_then(changed)))
    }

    /// Answers whether it is news. What faded, and what a killed desk left behind, goes by the way.
    fn hold(&mut self, hold: &Hold) -> bool {
        if self.drafts.no_news_until.is_some_and(|until| hold.last < until) {
            return false;
        }
        let held = self.with_drafts(true, |drafts| {
            for old in drafts.holds()? {
                if old.has_faded(hold.last) || !drafts.is_held(&old) {
                    drafts.release(old.case, &old.desk)?;
                }
            }
            drafts.hold(hold)
        });
        if held.is_err() {
            self.drafts.no_news_until = Some(hold.last + TimeDelta::seconds(TRY_AGAIN));
        }
        held.ok().flatten().unwrap_or(false)
    }

    /// Every hold that is news now, the oldest first.
    fn live_holds(&mut self, now: DateTime<FixedOffset>) -> Vec<Hold> {
        if self.drafts.no_news_until.is_some_and(|until| now < until) {
            return Vec::new();
        }
        let read = self.with_drafts(false, |drafts| {
            let mut holds = drafts.holds()?;
            holds.retain(|hold| !hold.has_faded(now) && drafts.is_held(hold));
            Ok(holds)
        });
        match read {
            Ok(holds) => holds.unwrap_or_default(),
            Err(_) => {
                self.drafts.no_news_until = Some(now + TimeDelta::seconds(TRY_AGAIN));
                Vec::new()
            }
        }
    }

    /// Names in these lines whoever else has a case in hand. The lines are of cases in reach.
    pub(super) fn name_holders(&mut self, actor: &Actor, now: DateTime<FixedOffset>, lines: &mut [CaseLine]) {
        for hold in self.live_holds(now).into_iter().rev().filter(|hold| hold.account != actor.account) {
            for line in lines.iter_mut().filter(|line| line.id == hold.case) {
                line.holder = self.shown_as(&hold.account);
            }
        }
    }

    /// Names on a case whoever else has it in hand, and since when.
    pub(super) fn name_holder(&mut self, actor: &Actor, now: DateTime<FixedOffset>, card: &mut CaseCard) {
        let holds = self.live_holds(now);
        let others = holds.iter().find(|hold| hold.case == card.line.id && hold.account != actor.account);
        card.held = others.map(|hold| (self.shown_as(&hold.account), hold.since.with_timezone(now.offset())));
        card.line.holder = card.held.as_ref().map(|(name, _)| name.clone()).unwrap_or_default();
    }

    fn shown_as(&self, account: &str) -> String {
        self.directory.person(account).map_or_else(|| account.to_owned(), |person| person.name.clone())
    }

    /// What other processes' desks have in hand: the case and the desk, in order.
    pub fn held_elsewhere(&mut self, now: DateTime<FixedOffset>) -> Vec<(CaseId, String)> {
        let mut holds = self.live_holds(now);
        let own = |desk: &str| self.drafts.open.as_ref().is_some_and(|drafts| drafts.is_own_desk(desk));
        holds.retain(|hold| !own(&hold.desk));
        let mut held: Vec<(CaseId, String)> = holds.into_iter().map(|hold| (hold.case, hold.desk)).collect();
        held.sort();
        held
    }
}

/// The news in what changed hands elsewhere.
pub fn news_of_holds(before: &[(CaseId, String)], after: &[(CaseId, String)]) -> Vec<Change> {
    let gone = before.iter().filter(|held| !after.contains(held));
    let come = after.iter().filter(|held| !before.contains(held));
    let mut cases: Vec<CaseId> = gone.chain(come).map(|(case, _)| *case).collect();
    cases.sort();
    cases.dedup();
    if cases.len() > TOLD_APART {
        return vec![Change::Everything];
    }
    cases.into_iter().map(Change::Case).collect()
}
