//! 规则: what a rule file says.

use std::sync::Arc;

use chrono::NaiveDate;

use super::count::Roll;
use super::length::Length;
use super::rule_file;
use crate::domain::actor::Role;
use crate::domain::case::Purpose;
use crate::domain::clock::{Basis, ClockLine, RulesUsed, Whose};
use crate::domain::office::OfficeKind;
pub use crate::domain::rule::{Approver, ClockKey, Every, Expiry, PauseReason, ProfileKind, Start};
use crate::domain::rule::{LocalRefusal, RuleProblem};
use crate::domain::step::Issues;
use crate::domain::text::Titled;

/// One rule file: a law or an office's own rules, in one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleSet {
    /// The name of `--profile`: `regulation-2022`.
    pub name: String,
    /// 简易办理: what it is called where there is little room; its document where the file says
    /// nothing.
    pub title: Titled,
    /// 《信访工作条例》
    pub document: String,
    /// The document in English.
    pub document_en: String,
    /// Grows with every change of the file.
    pub version: u32,
    /// First day in force.
    pub from: NaiveDate,
    /// Last day in force; none while it still is.
    pub until: Option<NaiveDate>,
    /// A law, an office's own, a track or an example; a law where the file does not say.
    pub kind: ProfileKind,
    /// The profile it builds on; its own rows come before those.
    pub base: Option<String>,
    /// Reasons of local law for which a matter may be refused.
    pub refuses: Vec<LocalRefusal>,
    /// 审批权限: who issues opinions, where the file says so.
    pub issues: Option<Issues>,
    /// 二人调查: an investigation wants two people.
    pub two_investigators: bool,
    /// 视为终结 by silence (S002-05); off unless the file says so (decision 4).
    pub terminates_by_silence: bool,
    /// The clocks.
    pub clocks: Vec<Rule>,
    /// 定期任务
    pub duties: Vec<Duty>,
    /// Name, version and first day, as every clock of the file carries them.
    pub used: Arc<RulesUsed>,
}

/// One clock of a rule file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Which clock, by its word.
    pub clock: ClockKey,
    /// Its name; empty for a statutory clock that the file gives none.
    pub title: Arc<Titled>,
    /// Whose duty it is; either kind's where the file does not say.
    pub office: Option<OfficeKind>,
    /// 信访目的: for what is wanted; for whatever it is where the file does not say.
    pub purposes: Vec<Purpose>,
    /// What starts it.
    pub start: Start,
    /// How long: `15d`, `5wd`; nothing while it is unset.
    pub length: Option<Length>,
    /// Whether the end rolls off a day off; on unless the file says `roll = false`.
    pub roll: Roll,
    /// 延期: how much more time there may be.
    pub extension: Option<Extension>,
    /// Why days may not count.
    pub pauses: Vec<PauseReason>,
    /// The statutory clock that this own rule can never outlast.
    pub cap: Option<ClockKey>,
    /// What happens once it has passed.
    pub expiry: Expiry,
    /// 视为: what the law takes as happened on its last day, if nothing was done by then.
    pub deemed: Option<Start>,
    /// The duty is a notice, and falls away where nobody can be told.
    pub needs_addressee: bool,
    /// Steps that end it, by their names, beside the closing of the case, which ends every duty.
    pub ends_by: Vec<String>,
    /// How long before the end the lamp warns, in the unit of the length.
    pub warn: Vec<u32>,
    /// Document and article.
    pub basis: Arc<Basis>,
    /// The line of the file on which it begins.
    pub line: usize,
}

/// 定期任务: something that is to be done in every period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// Its key: `s003.week`.
    pub key: String,
    /// What is to be done.
    pub title: Arc<Titled>,
    /// How often; nothing while the office has not said.
    pub every: Option<Every>,
    /// Whose job it is.
    pub role: Role,
    /// How often in each period.
    pub times: u32,
    /// Every person of the role, not the office once.
    pub each: bool,
    /// How long after the period's end it is due; its last working day where nothing is said.
    pub after: Option<Length>,
    /// Which kind of office; either where the file does not say.
    pub office: Option<OfficeKind>,
    /// Document and article.
    pub basis: Arc<Basis>,
    /// The line of the file on which it begins.
    pub line: usize,
}

/// 延期
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extension {
    /// The most of all extensions together, in the unit of the length; nothing while it is unset.
    pub max: Option<Length>,
    /// How often it may be granted.
    pub times: u32,
    /// Who grants it.
    pub approver: Approver,
    /// When it may be asked for; at any time before the end where the file does not say.
    pub ask: Option<(AskMode, Length)>,
    /// Whether the petitioner must be told the reason.
    pub tell: bool,
}

/// How the window of a request is meant (T14).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskMode {
    /// `last 5wd`: the days in which to think of it; an earlier request is taken.
    Last,
    /// `within 5wd`: only in these last days.
    Within,
    /// `at_least 5wd`: so long before the end at the latest.
    AtLeast,
}

impl AskMode {
    /// The word of rule files.
    pub fn word(self) -> &'static str {
        match self {
            AskMode::Last => "last",
            AskMode::Within => "within",
            AskMode::AtLeast => "at_least",
        }
    }
}

/// What is wrong with a rule file, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {key}: {problem}")]
pub struct RuleFault {
    /// The line of the file; the first is 1.
    pub line: usize,
    /// The key: `from`, `s004.notice extension.approver`.
    pub key: String,
    /// What about it.
    pub problem: RuleProblem,
}

impl Rule {
    /// Does it bind this kind of office?
    pub fn binds(&self, office: OfficeKind) -> bool {
        self.office.is_none_or(|bound| bound == office)
    }

    /// Is it one for what is wanted here? Where nobody has said, every clock counts: the first
    /// limit is kept until it is known.
    pub fn is_for(&self, purpose: Option<Purpose>) -> bool {
        self.purposes.is_empty() || purpose.is_none_or(|purpose| self.purposes.contains(&purpose))
    }

    /// Base and all extensions together; the base alone where there are none, or they are unset.
    pub fn longest(&self) -> Option<Length> {
        let extra = self.extension.as_ref().and_then(|extension| extension.max).map_or(0, Length::number);
        self.length.map(|length| length.plus(extra))
    }

    /// Whose time it measures: time that lapses is the petitioner's.
    pub fn whose(&self) -> Whose {
        if self.expiry == Expiry::Lapses { Whose::Petitioner } else { Whose::Office }
    }

    /// The rule as a line of a list.
    pub fn line(&self) -> ClockLine {
        ClockLine {
            clock: self.clock.clone(),
            title: Arc::clone(&self.title),
            event: self.start,
            length: self.length.map(|length| length.to_string()),
            basis: Arc::clone(&self.basis),
        }
    }

    /// How long before the end the lamp turns to near: the largest of its warnings, a week where
    /// there is none; of working days never more than half the length (decision 22).
    pub fn near(&self) -> u32 {
        const WEEK: u32 = 7;
        let most = self.warn.iter().copied().max();
        match self.length {
            Some(Length::WorkingDays(n)) => most.unwrap_or(WEEK).min(n / 2),
            Some(Length::Days(n)) => most.unwrap_or(WEEK.min(n / 2)),
            _ => most.unwrap_or(WEEK),
        }
    }
}

impl RuleSet {
    /// Reads a rule file.
    ///
    /// # Errors
    /// The first [`RuleFault`], with line and key; [`rule_file::read`] has them all.
    pub fn read(toml: &str) -> Result<RuleSet, RuleFault> {
        rule_file::read(toml).map_err(|faults| {
            let first = faults.into_iter().next();
            first.unwrap_or(RuleFault { line: 1, key: String::new(), problem: RuleProblem::Missing })
        })
    }

    /// Is it in force on this day?
    pub fn in_force_on(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}
