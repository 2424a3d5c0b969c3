//! 待签: what waits for somebody's own word, all there is to read of it, and his signature.

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::many::few_enough;
use super::steps::widely;
use super::{Service, Told, allow, day};
use crate::api::sign::{Answer, PAPERS, Paper, Papers, Piece, Request, Text, ToSign};
use crate::api::{self, Refusal};
use crate::domain::access;
use crate::domain::actor::{Actor, Role};
use crate::domain::case::CaseId;
use crate::domain::life::Life;
use crate::domain::problem::Barrier;
use crate::domain::queue::{Queue, Stretch};
use crate::domain::step::{self, Allowed, Filled, Given, Part};
use crate::store::{Listed, TakenRow};

/// Rows of a queue that are looked at for those that wait for this person.
const LOOKED_AT: usize = 1_000;

/// Steps that are somebody's own word on what others have put before him.
const OWN: &[&str] = &["decide_report", "audit", "approve", "issue"];

/// What is read before one signs, beside the paper itself.
const BESIDE: &[&str] = &["legal_opinion", "audit", "approve", "return_draft", "instruct", "decide_report"];

impl Service {
    pub(super) fn sign(&mut self, actor: &Actor, now: DateTime<FixedOffset>, request: Request) -> Told {
        allow(access::may_read_cases(actor))?;
        let answer = match request {
            Request::Waiting => Answer::Waiting(Box::new(self.to_sign(actor, day(now), PAPERS)?)),
            Request::Read(case) => Answer::Read(Box::new(self.text(actor, day(now), case)?)),
            Request::Sponsored => Answer::Sponsored(self.sponsored(actor, day(now))?),
            Request::Sign { papers, remark } => return self.sign_all(actor, now, papers, &remark),
        };
        Ok((api::Answer::Sign(answer), None))
    }

    /// What waits for this person, due first, so many at most.
    pub(super) fn to_sign(&self, actor: &Actor, today: NaiveDate, most: usize) -> Result<Papers, Refusal> {
        let posts: [(&[Role], Queue); 2] =
            [(access::DECIDES, Queue::ToApprove), (&[Role::DepartmentHead], Queue::ToAudit)];
        let allowed = self.law.allowed(today);
        let mut rows = Vec::new();
        let mut more = false;
        // Some of what lies there is another's word.
        let look = LOOKED_AT.min(most * 2);
        for (_, queue) in posts.into_iter().filter(|(roles, _)| actor.is_any(roles)) {
            let page = self.store.queue(&actor.reach, queue, today, Stretch::First, look)?;
            more |= page.more_after;
            for row in page.rows {
                rows.extend(self.one_to_sign(actor, today, row, &allowed)?);
            }
        }
        rows.sort_by_key(|paper: &Paper| (paper.line.key.order, paper.line.id));
        rows.dedup_by_key(|paper| paper.line.id);
        more |= rows.len() > most;
        rows.truncate(most);
        Ok(Papers { rows, more })
    }

    /// What waits for this person about one case; nothing where it is another's word.
    fn one_to_sign(
        &self,
        actor: &Actor,
        today: NaiveDate,
        row: Listed,
        allowed: &Allowed,
    ) -> Result<Option<Paper>, Refusal> {
        let standing = self.standing_by(&row, today, allowed);
        let version = row.case.version;
        if row.waits.is_some() {
            let waits = self.store.proposal_about(row.case.id)?.filter(|found| found.state == "waits");
            let Some(proposal) = waits else { return Ok(None) };
            let barriers = self.may_decide(&proposal, &standing.ground(actor, &row));
            if barriers.iter().any(is_anothers) {
                return Ok(None);
            }
            let line = self.line_by(actor, today, row, allowed);
            let (by, since) = (proposal.by.1, proposal.at.date_naive());
            let proposal_id = Some(proposal.id);
            let step = proposal.step;
            return Ok(Some(Paper { line, version, step, proposal: proposal_id, by, since, barriers }));
        }
        let ground = standing.ground(actor, &row);
        let own = OWN.iter().filter_map(|name| step::by_name(name)).find_map(|step| {
            let fits = step.from.contains(&row.case.state) && (step.fits)(&ground);
            let barriers = step::barriers(step, actor, &ground);
            (fits && !barriers.iter().any(is_anothers)).then_some((step, barriers))
        });
        let Some((step, barriers)) = own else { return Ok(None) };
        if step.name == "decide_report" && !self.is_reported_to(actor, &row.life) {
            return Ok(None);
        }
        let put = ["audit", "approve", "draft", "report", "report_urgent"];
        let put = row.life.taken.iter().rfind(|taken| put.contains(&taken.step.as_str()));
        let by = put.map_or(String::new(), |taken| self.name_of(&taken.account));
        let since = put.map_or(row.case.received.day, |taken| taken.day);
        let line = self.line_by(actor, today, row, allowed);
        Ok(Some(Paper { line, version, step: step.name.to_owned(), proposal: None, by, since, barriers }))
    }

    /// A report lies with the leader it names and whoever stands in for him; the main leader sees
    /// them all.
    fn is_reported_to(&self, actor: &Actor, life: &Life) -> bool {
        let report = life.taken.iter().rfind(|taken| taken.step.starts_with("report"));
        let key = report.map_or("", |taken| taken.given.get(Part::Leader));
        let (name, account) = self.directory.leader_or_person(key);
        let stands_in = actor.stands_in_for.iter().any(|absent| name.starts_with(&absent.name));
        account.is_empty() || account == actor.account || stands_in || actor.is_any(&[Role::MainLeader])
    }

    fn name_of(&self, account: &str) -> String {
        self.directory.person(account).map_or_else(|| account.to_owned(), |person| person.name.clone())
    }

    fn text(&self, actor: &Actor, today: NaiveDate, case: CaseId) -> Result<Text, Refusal> {
        let listed = self.in_reach(actor, case)?.listed;
        let demands = listed.life.demands.clone();
        let allowed = self.law.allowed(today);
        let Some(paper) = self.one_to_sign(actor, today, listed, &allowed)? else {
            return Err(Refusal::Denied(vec![Barrier::Decided]));
        };
        let mut pieces = Vec::new();
        if paper.proposal.is_some()
            && let Some(proposal) = self.store.proposal_about(case)?
        {
            let fields = self.readable(&proposal.step, &proposal.given, today)?;
            let (step, by) = (proposal.step, proposal.by.1);
            pieces.push(Piece { step, by, day: proposal.at.date_naive(), fields });
        }
        let taken = self.store.taken(case)?;
        let taken: Vec<&TakenRow> = taken.iter().filter(|row| !row.undone).collect();
        let newest = |names: &[&str]| taken.iter().rfind(|row| names.contains(&row.step.as_str()));
        // The paper itself comes first, whatever was written after it.
        let itself = match (paper.step.as_str(), paper.proposal) {
            ("decide_report", None) => newest(&["report", "report_urgent"]),
            (_, None) => newest(&["draft"]),
            (_, Some(_)) => newest(&["conclude"]),
        };
        let beside = taken.iter().rev().filter(|row| BESIDE.contains(&row.step.as_str()));
        for row in itself.into_iter().chain(beside) {
            let fields = self.readable(&row.step, &row.given, today)?;
            pieces.push(Piece {
                step: row.step.clone(),
                by: self.name_of(&row.account),
                day: row.day,
                fields,
            });
        }
        Ok(Text { paper, demands, pieces })
    }

    /// Signs each by itself: what is in the way of one stops no other.
    fn sign_all(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        papers: Vec<ToSign>,
        remark: &str,
    ) -> Told {
        few_enough(papers.len())?;
        let mut told = Vec::with_capacity(papers.len());
        let mut signed = false;
        for paper in papers {
            let result = match self.sign_one(actor, now, &paper, remark) {
                Ok((api::Answer::Steps(answer), _)) => {
                    signed = true;
                    Ok(answer)
                }
                Ok(_) => Err(Refusal::NoSuchCase),
                // Where nothing can be written any more the rest would only wait in vain.
                Err(trouble @ Refusal::Trouble { .. }) if !signed => return Err(trouble),
                Err(refused) => Err(refused),
            };
            told.push((paper.case, result));
        }
        let change = if signed { widely() } else { None };
        Ok((api::Answer::Sign(Answer::Signed(told)), change))
    }

    fn sign_one(&mut self, actor: &Actor, now: DateTime<FixedOffset>, paper: &ToSign, remark: &str) -> Told {
        if let Some(proposal) = paper.proposal {
            return self.decide_step(actor, now, proposal, paper.version, true, remark);
        }
        let own = OWN.iter().find(|name| **name == paper.step).copied();
        let step = own.ok_or(Refusal::Denied(vec![Barrier::NoSuchStep]))?;
        // What a leader decides on a report is his words themselves.
        let part = if step == "decide_report" { Part::Said } else { Part::Opinion };
        let given = Given::Filled(Filled::of([(part, remark.to_owned())]));
        self.take(actor, now, paper.case, paper.version, step, &given)
    }

    /// 包案: the open cases of this leader, due first.
    pub(super) fn sponsored(
        &self,
        actor: &Actor,
        today: NaiveDate,
    ) -> Result<Vec<(api::cases::CaseLine, Option<NaiveDate>)>, Refusal> {
        if !actor.is_any(access::LEADERS) {
            return Ok(Vec::new());
        }
        let allowed = self.law.allowed(today);
        let is_mine = |row: &Listed| {
            let sponsor = row.life.sponsor.as_deref().map(|key| self.directory.leader_or_person(key).1);
            sponsor.is_some_and(|account| account == actor.account)
        };
        let rows = self.store.sponsored(&actor.reach)?.into_iter().filter(is_mine);
        Ok(rows
            .map(|row| {
                let last = row.life.last("sponsor_log").or_else(|| row.life.last("sponsor"));
                let last = last.map(|taken| taken.day);
                (self.line_by(actor, today, row, &allowed), last)
            })
            .collect())
    }
}

/// Is it another's turn? Then it does not wait for this person.
fn is_anothers(barrier: &Barrier) -> bool {
    matches!(barrier, Barrier::NotThisRole { .. } | Barrier::First { step: "approve" })
}
