//! Words of triage: the form of a step, what waits for a leader, a refusal with its barriers.

use crate::domain::problem::Barrier;
use crate::domain::step::Part;

/// 甄别
#[allow(missing_docs, reason = "each field is named for what it says")]
pub struct TriageWords {
    pub title: &'static str,
    pub key: &'static str,
    pub part: fn(Part) -> &'static str,
    /// a word of a field's list; itself where it is none
    pub choice: for<'a> fn(Part, &'a str) -> &'a str,
    pub hint: fn(Part) -> &'static str,
    /// what a step is for, in a line
    pub about: fn(&str) -> &'static str,
    pub take: &'static str,
    pub propose: &'static str,
    pub you_decide: &'static str,
    /// who decides
    pub decides: fn(&str) -> String,
    pub menu_hint: &'static str,
    pub needs: &'static str,
    pub needs_nothing: &'static str,
    pub more_steps: &'static str,
    pub bodies_hint: &'static str,
    pub waiting: &'static str,
    /// step, who, when
    pub waits: fn(&str, &str, &str) -> String,
    pub returned: &'static str,
    /// step, who returned it, why
    pub sent_back: fn(&str, &str, &str) -> String,
    pub assessed: &'static str,
    pub way: &'static str,
    pub urgent: &'static str,
    /// known, told, minutes it took, minutes allowed
    pub urgent_clock: fn(&str, &str, i64, u32) -> String,
    /// until when, minutes
    pub tell_by: fn(&str, u32) -> String,
    /// number, state
    pub taken: fn(&str, &str) -> String,
    /// number, step that moves nothing
    pub noted: fn(&str, &str) -> String,
    /// number
    pub proposed: fn(&str) -> String,
    pub sent: fn(&str) -> String,
    /// number, state
    pub undone: fn(&str, &str) -> String,
    /// leader
    pub urged: fn(&str) -> String,
    pub agree: &'static str,
    pub send_back: &'static str,
    pub why_back: &'static str,
    pub undo: &'static str,
    pub decide_title: &'static str,
    pub decide_hint: &'static str,
    pub undo_title: &'static str,
    /// what is taken back
    pub undo_question: fn(&str) -> String,
    pub leave_title: &'static str,
    pub leave_question: &'static str,
    pub refused_title: fn(&str) -> String,
    /// how many barriers, how many of them this person can lift
    pub refused_count: fn(usize, usize) -> String,
    pub refused_notice: fn(&str, usize) -> String,
    pub who_can: &'static str,
    pub ground: &'static str,
    pub lifts: fn(&Barrier) -> String,
    pub basis: fn(&Barrier) -> &'static str,
    pub nothing_changed: &'static str,
    pub to_step: &'static str,
}
