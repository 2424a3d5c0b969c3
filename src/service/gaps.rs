//! 没有人能批: steps that wait for a post which nobody in the office holds.

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::law::take_in;
use super::{Service, day};
use crate::api::home::Gap;
use crate::deadline::Profile;
use crate::domain::access;
use crate::domain::actor::Role;
use crate::domain::step::{Allowed, EXTEND, RECUSE, STEPS};

impl Service {
    /// Steps that nobody here may decide on that day.
    pub(super) fn gaps(&self, today: NaiveDate) -> Vec<Gap> {
        self.gaps_under(&self.law.allowed(today), today)
    }

    /// The same, if the office also counted by this rule file.
    pub fn gaps_with(&self, profile: &Profile, now: DateTime<FixedOffset>) -> Vec<Gap> {
        let mut allowed = self.law.allowed(day(now));
        let mut sets = vec![&profile.set];
        let mut below = profile.base.as_deref();
        while let Some(base) = below {
            sets.push(&base.set);
            below = base.base.as_deref();
        }
        sets.into_iter().rev().for_each(|set| take_in(&mut allowed, set));
        self.gaps_under(&allowed, day(now))
    }

    /// Whoever stands in for somebody does so for a person of the office: the posts that people hold
    /// are all there are.
    fn gaps_under(&self, allowed: &Allowed, today: NaiveDate) -> Vec<Gap> {
        let mut gaps: Vec<Gap> = Vec::new();
        let mut needs = |step: &str, roles: &[Role]| {
            let holds = |role: &Role| roles.contains(role);
            let held = self.directory.people.iter().any(|p| p.is_here(today) && p.roles.iter().any(holds));
            let gap = Gap { step: step.to_owned(), roles: roles.to_vec() };
            if !held && !gaps.contains(&gap) {
                gaps.push(gap);
            }
        };
        for step in STEPS.iter().filter(|step| !step.decides.is_empty() && step.name != EXTEND.name) {
            needs(step.name, step.decides);
        }
        // 延期: the rule of each clock names who grants it.
        for (_, roles) in &allowed.extensions {
            needs(EXTEND.name, if roles.is_empty() { EXTEND.decides } else { roles });
        }
        // 领导回避由主要领导定.
        needs(RECUSE.name, &[Role::MainLeader]);
        needs("decide_report", access::DECIDES);
        needs("audit", &[Role::DepartmentHead]);
        let issues = allowed.issues;
        // Whoever signs the important signs the ordinary too.
        needs("issue", &[issues.ordinary, issues.important]);
        needs("issue", &[issues.important]);
        if issues.important == Role::MainLeader {
            needs("approve", &[Role::LeaderInCharge]);
        }
        gaps
    }
}
