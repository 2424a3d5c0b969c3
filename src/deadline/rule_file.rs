//! Reading rule files: every fault at once, each with its line and its key.

use std::sync::Arc;

use chrono::NaiveDate;
use toml::de::{DeTable, DeValue};

use super::count::Roll;
use super::length::Length;
use super::rule::{AskMode, Duty, Extension, Rule, RuleFault, RuleSet};
use crate::domain::access::DECIDES;
use crate::domain::actor::Role;
use crate::domain::case::Purpose;
use crate::domain::clock::{Basis, RulesUsed};
use crate::domain::office::OfficeKind;
use crate::domain::rule::{
    Approver, ClockKey, Every, Expiry, LocalRefusal, PauseReason, ProfileKind, RuleProblem, Start,
};
use crate::domain::step::{self, Issues};
use crate::domain::text::Titled;

const FILE_KEYS: &[&str] = &[
    "name",
    "document",
    "document_en",
    "zh",
    "en",
    "version",
    "from",
    "until",
    "kind",
    "base",
    "refuses",
    "issues_ordinary",
    "issues_important",
    "two_investigators",
    "terminates_by_silence",
    "clock",
    "duty",
];
const CLOCK_KEYS: &[&str] = &[
    "clock",
    "zh",
    "en",
    "office",
    "purposes",
    "start",
    "length",
    "unset",
    "roll",
    "extension",
    "pauses",
    "cap",
    "expiry",
    "deemed",
    "needs_addressee",
    "ends_by",
    "warn",
    "article",
    "article_en",
];
const DUTY_KEYS: &[&str] = &[
    "duty",
    "zh",
    "en",
    "every",
    "unset",
    "role",
    "times",
    "each",
    "after",
    "office",
    "article",
    "article_en",
];
const EXTENSION_KEYS: &[&str] = &["max", "unset", "times", "approver", "ask", "tell"];

/// Reads a rule file.
///
/// # Errors
/// Everything that is wrong with it, in the order of its lines.
pub fn read(toml: &str) -> Result<RuleSet, Vec<RuleFault>> {
    let table = DeTable::parse(toml).map_err(|fault| {
        let at = fault.span().map_or(0, |span| span.start);
        let problem = RuleProblem::NotToml(fault.message().to_owned());
        vec![RuleFault { line: line_of(toml, at), key: "TOML".to_owned(), problem }]
    })?;
    let mut reader = Reader { toml, faults: Vec::new() };
    let set = reader.file(&Block { table: table.get_ref(), at: 0, name: String::new() });
    let Reader { mut faults, .. } = reader;
    match set {
        Some(set) if faults.is_empty() => Ok(set),
        _ => {
            faults.sort_by_key(|fault| fault.line);
            Err(faults)
        }
    }
}

/// A table of the file, where it begins, and what its keys are called by.
struct Block<'a> {
    table: &'a DeTable<'a>,
    at: usize,
    name: String,
}

struct Reader<'a> {
    toml: &'a str,
    faults: Vec<RuleFault>,
}

impl Reader<'_> {
    fn file(&mut self, file: &Block<'_>) -> Option<RuleSet> {
        self.known_keys(file, FILE_KEYS);
        let name = self.text(file, "name");
        let document = self.text(file, "document");
        let document_en = self.text(file, "document_en");
        let zh = self.maybe_text(file, "zh").or_else(|| document.clone());
        let en = self.maybe_text(file, "en").or_else(|| document_en.clone());
        let version = self.number(file, "version").or_else(|| self.missing(file, "version"));
        let from = self.date(file, "from").or_else(|| self.missing(file, "from"));
        let until = self.date(file, "until");
        if until.zip(from).is_some_and(|(until, from)| until < from) {
            self.fault(file, "until", RuleProblem::UntilBeforeFrom);
        }
        let kind = self.word(file, "kind", ProfileKind::ALL, ProfileKind::from_word, ProfileKind::word);
        let base = self.maybe_text(file, "base");
        // What builds on another is no law: it would stand in the law's place without its clocks.
        if base.is_some() {
            match kind {
                None => self.missing(file, "kind").unwrap_or(()),
                Some(ProfileKind::Law) => self.fault(file, "base", RuleProblem::LawOnBase),
                Some(_) => {}
            }
        }
        let refuses =
            self.words(file, "refuses", LocalRefusal::ALL, LocalRefusal::from_word, LocalRefusal::word);
        let ordinary = self.word(file, "issues_ordinary", DECIDES, Role::from_word, Role::word);
        let important = self.word(file, "issues_important", DECIDES, Role::from_word, Role::word);
        let usual = Issues::default();
        let issues = (ordinary.is_some() || important.is_some()).then(|| Issues {
            ordinary: ordinary.unwrap_or(usual.ordinary),
            important: important.unwrap_or(usual.important),
        });
        let two_investigators = self.flag(file, "two_investigators").unwrap_or(false);
        let terminates_by_silence = self.flag(file, "terminates_by_silence").unwrap_or(false);
        let mut clocks: Vec<Rule> = Vec::new();
        for block in self.blocks(file, "clock") {
            let papers = (document.clone().unwrap_or_default(), document_en.clone().unwrap_or_default());
            let Some(rule) = self.clock(&block, papers) else { continue };
            let same = |other: &Rule| {
                other.clock == rule.clock
                    && (other.office == rule.office || other.office.is_none() || rule.office.is_none())
            };
            if clocks.iter().any(same) {
                self.fault(&block, "clock", RuleProblem::Doubled);
            }
            clocks.push(rule);
        }
        let mut duties: Vec<Duty> = Vec::new();
        for block in self.blocks(file, "duty") {
            let papers = (document.clone().unwrap_or_default(), document_en.clone().unwrap_or_default());
            let Some(duty) = self.duty(&block, papers) else { continue };
            if duties.iter().any(|other| other.key == duty.key) {
                self.fault(&block, "duty", RuleProblem::Doubled);
            }
            duties.push(duty);
        }
        let used = RulesUsed { name: name.clone()?, version: version?, from: from? };
        Some(RuleSet {
            used: Arc::new(used),
            name: name?,
            title: Titled { zh: zh?, en: en? },
            document: document?,
            document_en: document_en?,
            version: version?,
            from: from?,
            until,
            kind: kind.unwrap_or(ProfileKind::Law),
            base,
            refuses,
            issues,
            two_investigators,
            terminates_by_silence,
            clocks,
            duties,
        })
    }

    fn clock(&mut self, block: &Block<'_>, (document, document_en): (String, String)) -> Option<Rule> {
        self.known_keys(block, CLOCK_KEYS);
        let clock = self.clock_key(block, "clock").or_else(|| self.missing(block, "clock"));
        let zh = self.maybe_text(block, "zh");
        let en = self.maybe_text(block, "en");
        if clock.as_ref().is_some_and(|clock| !clock.is_statutory()) {
            for (key, title) in [("zh", &zh), ("en", &en)] {
                if title.is_none() && !block.table.contains_key(key) {
                    self.fault(block, key, RuleProblem::Missing);
                }
            }
        }
        let kinds = [OfficeKind::PetitionOffice, OfficeKind::OtherBody];
        let office = self.word(block, "office", &kinds, OfficeKind::from_word, OfficeKind::word);
        let purposes = self.words(block, "purposes", Purpose::ALL, Purpose::from_word, Purpose::word);
        let start = self.word(block, "start", Start::ALL, Start::from_word, Start::word);
        let start = start.or_else(|| self.missing(block, "start"));
        let length = self.length(block);
        if start.is_some_and(|start| !start.is_moment()) && matches!(length, Some(Length::Minutes(_))) {
            self.fault(block, "length", RuleProblem::MinutesNeedMoment);
        }
        let roll = if self.flag(block, "roll").unwrap_or(true) { Roll::On } else { Roll::Off };
        let extension = self.extension(block, length);
        let pauses = self.words(block, "pauses", PauseReason::ALL, PauseReason::from_word, PauseReason::word);
        let cap = self.clock_key(block, "cap");
        let expiry = self.word(block, "expiry", Expiry::ALL, Expiry::from_word, Expiry::word);
        let deemed = self.word(block, "deemed", Start::ALL, Start::from_word, Start::word);
        let needs_addressee = self.flag(block, "needs_addressee").unwrap_or(false);
        let ends_by = self.steps(block);
        let warn = self.numbers(block, "warn");
        let article = self.text(block, "article");
        let article_en = self.text(block, "article_en");
        Some(Rule {
            clock: clock?,
            title: Arc::new(Titled { zh: zh.unwrap_or_default(), en: en.unwrap_or_default() }),
            office,
            purposes,
            start: start?,
            length,
            roll,
            extension,
            pauses,
            cap,
            expiry: expiry.unwrap_or(Expiry::Overdue),
            deemed,
            needs_addressee,
            ends_by,
            warn,
            basis: Arc::new(Basis { document, document_en, article: article?, article_en: article_en? }),
            line: line_of(self.toml, block.at),
        })
    }

    fn duty(&mut self, block: &Block<'_>, (document, document_en): (String, String)) -> Option<Duty> {
        self.known_keys(block, DUTY_KEYS);
        let key = self.text(block, "duty");
        if let Some(key) = key.as_ref().filter(|key| ClockKey::read(key).is_none_or(|key| key.is_statutory()))
        {
            self.fault(block, "duty", RuleProblem::BadDutyKey(key.clone()));
        }
        let (zh, en) = (self.text(block, "zh"), self.text(block, "en"));
        let every = self.word(block, "every", Every::ALL, Every::from_word, Every::word);
        let unset = self.flag(block, "unset").unwrap_or(false);
        match (block.table.contains_key("every"), unset) {
            (true, true) => self.fault(block, "unset", RuleProblem::PeriodAndUnset),
            (false, false) => self.fault(block, "every", RuleProblem::NoPeriod),
            _ => {}
        }
        let role = self.word(block, "role", Role::ALL, Role::from_word, Role::word);
        let role = role.or_else(|| self.missing(block, "role"));
        let times = self.number(block, "times").unwrap_or(1);
        if !(1..=366).contains(&times) {
            self.fault(block, "times", RuleProblem::NotTimes);
        }
        let each = self.flag(block, "each").unwrap_or(false);
        let after = self.one_length(block, "after");
        if matches!(after, Some(Length::Minutes(_))) {
            self.fault(block, "after", RuleProblem::MinutesNeedMoment);
        }
        let kinds = [OfficeKind::PetitionOffice, OfficeKind::OtherBody];
        let office = self.word(block, "office", &kinds, OfficeKind::from_word, OfficeKind::word);
        let (article, article_en) = (self.text(block, "article"), self.text(block, "article_en"));
        Some(Duty {
            key: key?,
            title: Arc::new(Titled { zh: zh?, en: en? }),
            every,
            role: role?,
            times,
            each,
            after,
            office,
            basis: Arc::new(Basis { document, document_en, article: article?, article_en: article_en? }),
            line: line_of(self.toml, block.at),
        })
    }

    /// The length, which is given or unset, and not both.
    fn length(&mut self, block: &Block<'_>) -> Option<Length> {
        let unset = self.flag(block, "unset").unwrap_or(false);
        match (block.table.contains_key("length"), unset) {
            (true, true) => self.fault(block, "unset", RuleProblem::LengthAndUnset),
            (false, false) => self.fault(block, "length", RuleProblem::NoLength),
            _ => {}
        }
        self.one_length(block, "length")
    }

    fn extension(&mut self, block: &Block<'_>, length: Option<Length>) -> Option<Extension> {
        let value = block.table.get("extension")?;
        let Some(table) = value.get_ref().as_table() else {
            self.fault(block, "extension", RuleProblem::NotTable);
            return None;
        };
        let name = format!("{} extension", block.name).trim().to_owned();
        let inner = Block { table, at: value.span().start, name };
        self.known_keys(&inner, EXTENSION_KEYS);
        let unset = self.flag(&inner, "unset").unwrap_or(false);
        let max = self.one_length(&inner, "max");
        match (table.contains_key("max"), unset) {
            (true, true) => self.fault(&inner, "unset", RuleProblem::LengthAndUnset),
            (false, false) => self.fault(&inner, "max", RuleProblem::Missing),
            _ => {}
        }
        if let (Some(length), Some(max)) = (length, max)
            && !length.same_unit(max)
        {
            self.fault(&inner, "max", RuleProblem::OtherUnit(length.to_string()));
        }
        let times = self.number(&inner, "times").unwrap_or(1);
        let approver = self.word(&inner, "approver", Approver::ALL, Approver::from_word, Approver::word);
        let approver = approver.or_else(|| self.missing(&inner, "approver"))?;
        let ask = self.window(&inner);
        let tell = self.flag(&inner, "tell").unwrap_or(false);
        Some(Extension { max, times, approver, ask, tell })
    }

    /// `last 5wd`, `within 5wd`, `at_least 5wd`
    fn window(&mut self, block: &Block<'_>) -> Option<(AskMode, Length)> {
        let text = self.maybe_text(block, "ask")?;
        let modes = [AskMode::Last, AskMode::Within, AskMode::AtLeast];
        let read = text.split_once(' ').and_then(|(word, length)| {
            let mode = modes.into_iter().find(|mode| mode.word() == word)?;
            Some((mode, Length::read(length).ok()?))
        });
        match read {
            Some(window @ (_, Length::Days(_) | Length::WorkingDays(_))) => Some(window),
            _ => {
                self.fault(block, "ask", RuleProblem::BadWindow(text));
                None
            }
        }
    }

    fn clock_key(&mut self, block: &Block<'_>, key: &str) -> Option<ClockKey> {
        let word = self.maybe_text(block, key)?;
        let read = ClockKey::read(&word);
        if read.is_none() {
            self.fault(block, key, RuleProblem::UnknownClock(word));
        }
        read
    }

    fn one_length(&mut self, block: &Block<'_>, key: &str) -> Option<Length> {
        let text = self.maybe_text(block, key)?;
        let read = Length::read(&text).ok();
        if read.is_none() {
            self.fault(block, key, RuleProblem::BadLength(text));
        }
        read
    }

    fn date(&mut self, block: &Block<'_>, key: &str) -> Option<NaiveDate> {
        let text = self.maybe_text(block, key)?;
        let read = text.parse().ok();
        if read.is_none() {
            self.fault(block, key, RuleProblem::BadDate(text));
        }
        read
    }

    fn steps(&mut self, block: &Block<'_>) -> Vec<String> {
        let names = self.texts(block, "ends_by");
        for name in names.iter().filter(|name| step::by_name(name).is_none()) {
            self.fault(block, "ends_by", RuleProblem::UnknownStep(name.clone()));
        }
        names
    }

    fn word<T: Copy>(
        &mut self,
        block: &Block<'_>,
        key: &str,
        all: &[T],
        from_word: fn(&str) -> Option<T>,
        word: fn(T) -> &'static str,
    ) -> Option<T> {
        let text = self.maybe_text(block, key)?;
        // A word that is known elsewhere is none of these.
        let read = from_word(&text).filter(|read| all.iter().any(|known| word(*known) == word(*read)));
        if read.is_none() {
            self.unknown_word(block, key, text, all, word);
        }
        read
    }

    fn words<T: Copy>(
        &mut self,
        block: &Block<'_>,
        key: &str,
        all: &[T],
        from_word: fn(&str) -> Option<T>,
        word: fn(T) -> &'static str,
    ) -> Vec<T> {
        let mut found = Vec::new();
        for text in self.texts(block, key) {
            match from_word(&text) {
                Some(value) => found.push(value),
                None => self.unknown_word(block, key, text, all, word),
            }
        }
        found
    }

    fn unknown_word<T: Copy>(
        &mut self,
        block: &Block<'_>,
        key: &str,
        text: String,
        all: &[T],
        word: fn(T) -> &'static str,
    ) {
        let known = all.iter().map(|value| word(*value)).collect::<Vec<_>>().join(" ");
        self.fault(block, key, RuleProblem::UnknownWord { word: text, known });
    }

    /// Text that must be there.
    fn text(&mut self, block: &Block<'_>, key: &str) -> Option<String> {
        if block.table.contains_key(key) { self.maybe_text(block, key) } else { self.missing(block, key) }
    }

    fn maybe_text(&mut self, block: &Block<'_>, key: &str) -> Option<String> {
        let text = block.table.get(key)?.get_ref().as_str().map(str::to_owned);
        if text.is_none() {
            self.fault(block, key, RuleProblem::NotText);
        }
        text
    }

    fn number(&mut self, block: &Block<'_>, key: &str) -> Option<u32> {
        let number = whole(block.table.get(key)?.get_ref());
        if number.is_none() {
            self.fault(block, key, RuleProblem::NotNumber);
        }
        number
    }

    fn flag(&mut self, block: &Block<'_>, key: &str) -> Option<bool> {
        let flag = block.table.get(key)?.get_ref().as_bool();
        if flag.is_none() {
            self.fault(block, key, RuleProblem::NotFlag);
        }
        flag
    }

    fn texts(&mut self, block: &Block<'_>, key: &str) -> Vec<String> {
        self.list(block, key, |value| value.as_str().map(str::to_owned), RuleProblem::NotText)
    }

    fn numbers(&mut self, block: &Block<'_>, key: &str) -> Vec<u32> {
        self.list(block, key, whole, RuleProblem::NotNumber)
    }

    fn list<T>(
        &mut self,
        block: &Block<'_>,
        key: &str,
        read: impl Fn(&DeValue<'_>) -> Option<T>,
        problem: RuleProblem,
    ) -> Vec<T> {
        let Some(value) = block.table.get(key) else { return Vec::new() };
        let Some(values) = value.get_ref().as_array() else {
            self.fault(block, key, RuleProblem::NotList);
            return Vec::new();
        };
        let read: Option<Vec<T>> = values.iter().map(|value| read(value.get_ref())).collect();
        if read.is_none() {
            self.fault(block, key, problem);
        }
        read.unwrap_or_default()
    }

    /// The tables of a list of tables, each called by the clock it is about.
    fn blocks<'a>(&mut self, file: &Block<'a>, key: &str) -> Vec<Block<'a>> {
        let Some(value) = file.table.get(key) else { return Vec::new() };
        let Some(values) = value.get_ref().as_array() else {
            self.fault(file, key, RuleProblem::NotList);
            return Vec::new();
        };
        let mut blocks = Vec::new();
        for value in values.iter() {
            match value.get_ref().as_table() {
                Some(table) => {
                    let name = table.get(key).and_then(|name| name.get_ref().as_str()).unwrap_or_default();
                    blocks.push(Block { table, at: value.span().start, name: name.to_owned() });
                }
                None => self.fault(file, key, RuleProblem::NotTable),
            }
        }
        blocks
    }

    fn known_keys(&mut self, block: &Block<'_>, known: &[&str]) {
        for key in block.table.keys().map(|key| key.get_ref().as_ref()) {
            if !known.contains(&key) {
                self.fault(block, key, RuleProblem::UnknownKey(known.join(" ")));
            }
        }
    }

    fn missing<T>(&mut self, block: &Block<'_>, key: &str) -> Option<T> {
        // One that is there and cannot be read was complained about already.
        if !block.table.contains_key(key) {
            self.fault(block, key, RuleProblem::Missing);
        }
        None
    }

    fn fault(&mut self, block: &Block<'_>, key: &str, problem: RuleProblem) {
        let at =
            block.table.iter().find(|(name, _)| name.get_ref() == key).map(|(name, _)| name.span().start);
        let key = if block.name.is_empty() {
            key.to_owned()
        } else if block.name.ends_with(" extension") {
            format!("{}.{key}", block.name)
        } else {
            format!("{} {key}", block.name)
        };
        self.faults.push(RuleFault { line: line_of(self.toml, at.unwrap_or(block.at)), key, problem });
    }
}

fn whole(value: &DeValue<'_>) -> Option<u32> {
    let number = value.as_integer()?;
    u32::from_str_radix(number.as_str(), number.radix()).ok()
}

fn line_of(text: &str, at: usize) -> usize {
    text.as_bytes()[..at.min(text.len())].iter().filter(|byte| **byte == b'\n').count() + 1
}
