//! 规则: what a rule file says, and which law counts for a matter of a given day.
//!
//! A rule names its clock by a [`ClockKey`]: an open set, the statutory words and the keys of a
//! file's own. [`Clock`] stays the closed and copied set of clocks that cases have in this version;
//! [`Rule::running`] says which of them a rule makes, if any. A screen therefore never meets a
//! clock it has no words for, and a rule file may say what no step can do yet.

use chrono::NaiveDate;

use super::count::Roll;
use super::length::Length;
use super::rule_file;
use crate::domain::clock::{Basis, Clock};
use crate::domain::office::OfficeKind;
use crate::domain::rule::RuleProblem;
pub use crate::domain::rule::{Approver, ClockKey, Expiry, PauseReason, ProfileKind, Start};

/// One rule file: a law or an office's own rules, in one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleSet {
    /// The name of `--profile`: `regulation-2022`.
    pub name: String,
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
    /// The clocks.
    pub clocks: Vec<Rule>,
}

/// One clock of a rule file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Which clock, by its word.
    pub clock: ClockKey,
    /// Its name in Chinese and in English, where the file gives one.
    pub titles: Option<(String, String)>,
    /// Whose duty it is; either kind's where the file does not say.
    pub office: Option<OfficeKind>,
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
    /// The duty is a notice, and falls away where nobody can be told.
    pub needs_addressee: bool,
    /// Steps that end it, by their names; none where the steps come with a later version.
    pub ends_by: Vec<String>,
    /// Natural days before the end at which the lamp warns, the largest first.
    pub warn: Vec<u32>,
    /// 第二十二条第一款
    pub article: String,
    /// Article 22(1)
    pub article_en: String,
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
    /// From when it may be asked for; at any time before the end where the file does not say.
    pub ask: Option<Length>,
    /// Whether the petitioner must be told the reason.
    pub tell: bool,
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
    /// The clock of a case that this rule makes: none while cases of this version have no such
    /// clock, it counts from another event than receipt, or its length is unset.
    pub fn running(&self) -> Option<(Clock, Length)> {
        let clock = Clock::from_word(self.clock.word())?;
        (self.start == Start::Received).then_some((clock, self.length?))
    }

    /// Does it bind this kind of office?
    pub fn binds(&self, office: OfficeKind) -> bool {
        self.office.is_none_or(|bound| bound == office)
    }

    /// Base and all extensions together; the base alone where there are none, or they are unset.
    pub fn longest(&self) -> Option<Length> {
        let extra = self.extension.as_ref().and_then(|extension| extension.max).map_or(0, Length::number);
        self.length.map(|length| length.plus(extra))
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

    /// The basis that a clock of this file shows.
    pub fn basis(&self, rule: &Rule) -> Basis {
        Basis {
            document: self.document.clone(),
            document_en: self.document_en.clone(),
            article: rule.article.clone(),
            article_en: rule.article_en.clone(),
        }
    }
}

/// The laws of an office, in the order of their first days.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rules {
    sets: Vec<RuleSet>,
}

/// The law for a matter, and whether it was already known then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Law<'a> {
    /// The rule file.
    pub set: &'a RuleSet,
    /// The matter is older than every law known; the earliest stands in (decision 17).
    pub before_known_law: bool,
}

impl Rules {
    /// Orders the files by the day they come into force.
    pub fn new(sets: impl IntoIterator<Item = RuleSet>) -> Rules {
        let mut sets: Vec<RuleSet> = sets.into_iter().collect();
        sets.sort_by_key(|set| (set.from, set.version));
        Rules { sets }
    }

    /// Every file.
    pub fn sets(&self) -> &[RuleSet] {
        &self.sets
    }

    /// 收到之日在用的规定: the law in force on the day of receipt.
    pub fn in_force_on(&self, day: NaiveDate) -> Option<Law<'_>> {
        let newest = |fits: &dyn Fn(&RuleSet) -> bool| self.sets.iter().rev().find(|set| fits(set));
        // Between two laws the older one goes on; before the first, the first stands in.
        newest(&|set| set.in_force_on(day))
            .or_else(|| newest(&|set| set.from <= day))
            .map(|set| Law { set, before_known_law: false })
            .or_else(|| self.sets.first().map(|set| Law { set, before_known_law: true }))
    }
}
