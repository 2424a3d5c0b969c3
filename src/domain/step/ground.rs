//! 办理的底: what the guards of the steps look at.

use chrono::NaiveDate;

use crate::domain::actor::{Actor, Role};
use crate::domain::assessment::Verdict;
use crate::domain::case::Case;
use crate::domain::clock::Deadline;
use crate::domain::life::Life;
use crate::domain::problem::Field;
use crate::domain::rule::LocalRefusal;

/// A case with what has become of it, who looks at it, and what the office's rules allow.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// The case.
    pub case: &'a Case,
    /// What has become of it.
    pub life: &'a Life,
    /// 专项: the tracks it is on.
    pub tracks: &'a [String],
    /// The step that waits for a leader.
    pub waits: Option<&'a str>,
    /// 诉求认定, the newest.
    pub verdict: Option<Verdict>,
    /// 待补: what is missing before it can be accepted (G11).
    pub missing: &'a [Field],
    /// Every clock of the case.
    pub clocks: &'a [Deadline],
    /// 被反映的一方: keys of units, bodies and leaders, and accounts, that it is about.
    pub accused: &'a [String],
    /// Who wants to take a step.
    pub actor: &'a Actor,
    /// The day in the office's zone.
    pub today: NaiveDate,
    /// What the office's rules allow.
    pub office: &'a Allowed,
}

/// What an office's rules allow beyond the regulation, and whom they want to decide.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Allowed {
    /// The name of the simplified track, where it is switched on.
    pub simplified: Option<String>,
    /// The name of the hotline's track, where it is switched on.
    pub hotline: Option<String>,
    /// Reasons of local law for which a matter may be refused.
    pub refuses: Vec<LocalRefusal>,
    /// Clocks that may be lengthened, each with who of the office grants it.
    pub extensions: Vec<(String, &'static [Role])>,
    /// Clocks that may stop, by their words.
    pub pauses: Vec<String>,
    /// 二人调查: an investigation wants two people.
    pub two_investigators: bool,
    /// 视为放弃即终结 (S002-05): off unless the rules say otherwise (decision 4).
    pub terminates_by_silence: bool,
    /// Who issues an ordinary opinion, and who an important one (S001-001, S001-005, S004-49).
    pub issues: Issues,
}

/// 审批权限: whose signature an opinion needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Issues {
    /// 一般事项
    pub ordinary: Role,
    /// 重大、复杂、疑难事项
    pub important: Role,
}

impl Default for Issues {
    fn default() -> Issues {
        Issues { ordinary: Role::LeaderInCharge, important: Role::MainLeader }
    }
}

impl Ground<'_> {
    /// Was this step taken, and not taken back?
    pub fn has_taken(&self, step: &str) -> bool {
        self.life.has_taken(step)
    }

    /// Is the case on the simplified track?
    pub fn is_simplified(&self) -> bool {
        self.is_on(self.office.simplified.as_ref())
    }

    /// Is it an order of the hotline?
    pub fn is_hotline(&self) -> bool {
        self.is_on(self.office.hotline.as_ref())
    }

    fn is_on(&self, track: Option<&String>) -> bool {
        track.is_some_and(|name| self.tracks.contains(name))
    }

    /// 重大: assessed so, reported to a leader, urgent, or of many people.
    pub fn is_important(&self) -> bool {
        self.life.important
    }

    /// The running clock of this word.
    pub fn clock(&self, word: &str) -> Option<&Deadline> {
        self.clocks.iter().rfind(|clock| clock.clock.word() == word && clock.runs())
    }

    /// Do the rules let this clock be lengthened?
    pub fn may_extend(&self, word: &str) -> bool {
        self.office.extensions.iter().any(|(clock, _)| clock == word)
    }

    /// Has the actor worked on the draft in hand, so that another must pass it?
    pub fn is_own_draft(&self) -> bool {
        self.life.drafter == self.actor.account
    }
}
