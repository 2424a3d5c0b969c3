//! 有人先存了: what was done with a case since somebody looked at it, and what was filled in.

use chrono::{DateTime, NaiveDate};

use super::Service;
use crate::api::Refusal;
use crate::api::cases::Since;
use crate::domain::actor::Actor;
use crate::domain::case::CaseId;
use crate::domain::history::Line;
use crate::domain::step::Part;
use crate::store::{StepProposal, TakenRow};

impl Service {
    /// Every line of its history beyond those that he has seen.
    pub(super) fn since(
        &self,
        actor: &Actor,
        today: NaiveDate,
        case: CaseId,
        seen: usize,
    ) -> Result<Since, Refusal> {
        // The version first: what is written while this is read is outdated once more, never lost.
        let detail = self.in_reach(actor, case)?;
        let lines = self.store.history(case)?;
        let taken = self.store.taken(case)?;
        let proposal = self.store.proposal_about(case)?;
        let all = lines.len();
        let mut news = Vec::new();
        for line in lines.into_iter().skip(seen) {
            let brought = self.brought(&line, &taken, proposal.as_ref(), today)?;
            news.push((line, brought));
        }
        let case = detail.listed.case;
        Ok(Since { number: case.number, title: case.title, version: case.version, seen: all, news })
    }

    /// What was filled in for the step or the proposal that a line is about.
    pub(super) fn brought(
        &self,
        line: &Line,
        taken: &[TakenRow],
        proposal: Option<&StepProposal>,
        today: NaiveDate,
    ) -> Result<Vec<(Part, String)>, Refusal> {
        let at_once = |row: &&TakenRow| {
            row.step == line.what && DateTime::parse_from_rfc3339(&row.at).is_ok_and(|at| at == line.at)
        };
        if let Some(row) = taken.iter().rfind(at_once) {
            return self.readable(&row.step, &row.given, today);
        }
        match proposal.filter(|proposal| line.what == "propose" && proposal.at == line.at) {
            Some(proposal) => self.readable(&proposal.step, &proposal.given, today),
            None => Ok(Vec::new()),
        }
    }
}
