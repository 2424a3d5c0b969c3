//! Words of rule files: what stands in them, what is wrong with them.

use crate::api::rules::What;
use crate::domain::rule::{Approver, ByRuleProblem, PauseReason, ProfileKind, RuleDoubt, RuleProblem, Start};

/// 规则
#[allow(missing_docs, reason = "each field is named for what it says")]
pub struct RuleWords {
    pub kind: fn(ProfileKind) -> &'static str,
    pub clocks: fn(usize) -> String,
    pub unset: &'static str,
    pub start: fn(Start) -> &'static str,
    pub approver: fn(Approver) -> &'static str,
    pub pause: fn(PauseReason) -> &'static str,
    /// the most, who grants it
    pub extension: fn(&str, &str) -> String,
    pub stops: fn(&str) -> String,
    pub capped: fn(&str) -> String,
    pub level: fn(&str) -> &'static str,
    /// faults, warnings, unset
    pub checked: fn(usize, usize, usize) -> String,
    pub problem: fn(&RuleProblem) -> String,
    pub doubt: fn(&RuleDoubt) -> String,
    pub by_rule: fn(&ByRuleProblem) -> String,
    /// the name, whether a track was wanted
    pub wrong_kind: fn(&str, bool) -> String,
    /// what cannot be, the rule it is about
    pub of_rule: fn(&str, &str) -> String,
}

/// 规则的采用
#[allow(missing_docs, reason = "each field is named for what it says")]
pub struct RulesWords {
    pub title: &'static str,
    pub choose: &'static str,
    pub hint: &'static str,
    /// what, version, who
    pub proposed: fn(What, u32, &str) -> String,
    /// version
    pub in_use: fn(u32) -> String,
    /// version, the newer one
    pub newer: fn(u32, u32) -> String,
    pub from: fn(&str) -> String,
    pub until: fn(&str) -> String,
    /// name, clocks, duties
    pub head: fn(&str, usize, usize) -> String,
    pub more: fn(usize) -> String,
    pub propose_use: &'static str,
    pub propose_stop: &'static str,
    pub accept: &'static str,
    pub accept_question: &'static str,
    pub refuse: &'static str,
    pub withdraw: &'static str,
    pub waits: &'static str,
    /// from which day
    pub accepted: fn(&str) -> String,
    pub refused: &'static str,
}
