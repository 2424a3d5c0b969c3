//! 规则: what a rule file says, and which law counts for a matter of a given day.

use chrono::NaiveDate;
use serde::Deserialize;

use super::count::Roll;
use super::length::Length;
use crate::domain::clock::{Basis, Clock};
use crate::domain::office::OfficeKind;
use crate::domain::step;

/// One rule file: a law or an office's own rules, in one version.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
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
    #[serde(default)]
    pub until: Option<NaiveDate>,
    /// The clocks.
    #[serde(default, rename = "clock")]
    pub clocks: Vec<Rule>,
}

/// One clock of a rule file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Which clock, by its word.
    #[serde(deserialize_with = "clock")]
    pub clock: Clock,
    /// Whose duty it is.
    pub office: OfficeKind,
    /// What starts it.
    pub start: Start,
    /// How long: `15d`, `5wd`.
    #[serde(deserialize_with = "length")]
    pub length: Length,
    /// Whether the end rolls off a day off; on unless the file says `roll = false`.
    #[serde(default = "roll_on", deserialize_with = "roll")]
    pub roll: Roll,
    /// The duty is a notice, and falls away where nobody can be told.
    #[serde(default)]
    pub needs_addressee: bool,
    /// Steps that end it, by their names.
    #[serde(deserialize_with = "steps")]
    pub ends_by: Vec<String>,
    /// Natural days before the end at which the lamp warns, the largest first.
    pub warn: Vec<u32>,
    /// 第二十二条第一款
    pub article: String,
    /// Article 22(1)
    pub article_en: String,
}

/// The event from which a clock counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Start {
    /// 收到之日
    Received,
}

/// What is wrong with a rule file; the words name line and key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct RuleFault(pub String);

impl RuleSet {
    /// Reads a rule file.
    ///
    /// # Errors
    /// [`RuleFault`] with line and key.
    pub fn read(toml: &str) -> Result<RuleSet, RuleFault> {
        let rules: RuleSet = toml::from_str(toml).map_err(|fault| RuleFault(fault.to_string()))?;
        if rules.until.is_some_and(|until| until < rules.from) {
            return Err(RuleFault(format!("{}: until lies before from", rules.name)));
        }
        for (at, rule) in rules.clocks.iter().enumerate() {
            let fault =
                |why: &str| Err(RuleFault(format!("{}: clock {}: {why}", rules.name, rule.clock.word())));
            let Start::Received = rule.start;
            if matches!(rule.length, Length::Minutes(_)) {
                return fault("minutes count from a moment, and the day of receipt has none");
            }
            if rule.ends_by.is_empty() {
                return fault("ends_by names no step, so nothing could end it");
            }
            if rules.clocks[..at].iter().any(|other| (other.clock, other.office) == (rule.clock, rule.office))
            {
                return fault("stands here twice for the same kind of office");
            }
        }
        Ok(rules)
    }

    fn in_force_on(&self, day: NaiveDate) -> bool {
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

fn clock<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Clock, D::Error> {
    let word = String::deserialize(deserializer)?;
    Clock::from_word(&word).ok_or_else(|| serde::de::Error::custom(format!("no clock is called {word}")))
}

fn length<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Length, D::Error> {
    let text = String::deserialize(deserializer)?;
    Length::read(&text).map_err(serde::de::Error::custom)
}

fn steps<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    let names = Vec::<String>::deserialize(deserializer)?;
    match names.iter().find(|name| step::by_name(name).is_none()) {
        Some(name) => Err(serde::de::Error::custom(format!("no step is called {name}"))),
        None => Ok(names),
    }
}

fn roll<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Roll, D::Error> {
    Ok(if bool::deserialize(deserializer)? { Roll::On } else { Roll::Off })
}

fn roll_on() -> Roll {
    Roll::On
}
