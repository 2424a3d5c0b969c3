//! Every word on screen: one struct of words, one file a language. A missing word does not
//! compile, and there is nothing to look up at run time.

mod en;
mod words;
mod zh;

pub use words::*;

use crate::api::Refusal;
use crate::api::cases::{Counted, Explained};
use crate::domain::clock::{Basis, Certainty};

/// A language of the screens. Papers are always Chinese (decision 24).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// 简体中文
    Chinese,
    /// English
    English,
}

impl Language {
    /// Reads `zh` or `en`, and what the environment calls them: `zh_CN.UTF-8`.
    pub fn read(text: &str) -> Option<Language> {
        let text = text.to_ascii_lowercase();
        if text.starts_with("zh") {
            Some(Language::Chinese)
        } else if text.starts_with("en") || text == "c" || text.starts_with("c.") || text == "posix" {
            Some(Language::English)
        } else {
            None
        }
    }

    /// Document and article, in one.
    pub fn basis(self, basis: &Basis) -> String {
        match self {
            Language::Chinese => format!("{}{}", basis.document, basis.article),
            Language::English => format!("{} {}", basis.document_en, basis.article_en),
        }
    }

    /// What stands between two words of a phrase: Chinese has no blank.
    pub fn joint(self) -> &'static str {
        match self {
            Language::Chinese => "",
            Language::English => " ",
        }
    }
}

/// The words of a language.
pub fn words(language: Language) -> &'static Words {
    match language {
        Language::Chinese => &zh::WORDS,
        Language::English => &en::WORDS,
    }
}

/// A refusal as one sentence that says what to do next.
pub fn refusal(words: &Words, refusal: &Refusal) -> String {
    match refusal {
        Refusal::Denied(barriers) => {
            let reasons: Vec<String> = barriers.iter().map(|barrier| (words.barrier)(barrier)).collect();
            (words.denied)(&reasons.join(words.semicolon))
        }
        Refusal::Rule { line, key, problem } => {
            format!("{line}  {key}  {}", (words.command.rule.problem)(problem))
        }
        Refusal::Invalid(complaints) => {
            let list: Vec<String> = complaints
                .iter()
                .map(|(field, problem)| (words.complaint)((words.field)(*field), &(words.problem)(problem)))
                .collect();
            list.join(words.semicolon)
        }
        Refusal::Row(complaints) => {
            let list: Vec<String> = complaints
                .iter()
                .map(|(_, column, problem)| (words.complaint)(column, &(words.problem)(problem)))
                .collect();
            list.join(words.semicolon)
        }
        Refusal::Outdated { by, at } => (words.outdated)(by, &at.format("%H:%M").to_string()),
        Refusal::NoSuchCase => words.no_such_case.to_owned(),
        Refusal::Trouble { reference, kind, .. } => (words.trouble)(kind, reference),
    }
}

/// Why a limit ends when it does, a step a line: for the file, and for a terminal without a screen.
pub fn explained_lines(words: &Words, explained: &Explained, counted: &Counted) -> Vec<String> {
    let why = &words.why;
    let told = &counted.explanation;
    let mark = if told.certainty == Certainty::Unpublished { "?" } else { "" };
    let mut lines = vec![
        format!("{}  {}", explained.number, explained.title),
        format!(
            "{} {}  {}{mark}  {}",
            (words.clock)(&told.clock, &told.title),
            (words.length)(&told.length.to_string()),
            told.live,
            (words.lamp)(counted.lamp)
        ),
    ];
    for (at, (label, step)) in (why.steps)(told).into_iter().enumerate() {
        lines.push(format!("{} {label}{}{step}", at + 1, words.colon));
    }
    if let Some(appeal) = &counted.appeal {
        lines.push(format!("{}{}{}", why.appeal_label, words.colon, (why.appeal)(appeal)));
    }
    lines.push(format!("{}{}{}", why.inside_label, words.colon, (why.inside)(told)));
    lines.push(format!("{}{}{}", why.used_label, words.colon, (why.used)(told)));
    lines.push(format!("{}{}{}", why.aloud_label, words.colon, (why.aloud)(told)));
    lines
}

/// The number and the unit of a rule's length: 15日, 15 days.
fn length(text: &str, units: &[(&str, &str)]) -> String {
    let split = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, unit) = text.split_at(split);
    let words = units.iter().find(|(known, _)| *known == unit).map_or(unit, |(_, words)| *words);
    format!("{digits}{words}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::step::STEPS;

    #[test]
    fn every_step_has_words_of_its_own_in_every_language() {
        for language in [Language::Chinese, Language::English] {
            let words = words(language);
            let other = (words.step)("no such step");
            for step in STEPS {
                assert_ne!((words.step)(step.name), other, "{}", step.name);
            }
        }
    }

    #[test]
    fn a_language_is_read_from_options_and_environments() {
        assert_eq!(Language::read("zh_CN.UTF-8"), Some(Language::Chinese));
        assert_eq!(Language::read("C.UTF-8"), Some(Language::English));
        assert_eq!(Language::read("tlh"), None);
    }
}
