//! How text is cut up for the search index, and what a query asks of it.
//!
//! Chinese has no blanks between words, so every pair of neighbouring characters is a term, and
//! the last character of each run stands alone: one- and two-character words are found, which
//! trigrams cannot and dictionaries miss. Latin words and digits are terms as they stand.

use unicode_normalization::UnicodeNormalization;

use crate::domain::initials;

/// Stands before the initials of a name, so that `zs` the name and `zs` the word differ. A
/// private-use character, which the tokenizer takes for a letter.
const INITIALS_MARK: char = '\u{e000}';

/// Characters shown before and after what a search found.
const EXCERPT_BEFORE: usize = 10;
/// Characters from what a search found.
const EXCERPT_AFTER: usize = 40;

/// Longest Latin word or digit run that is indexed.
const WORD_MAX: usize = 40;

/// The text as it is compared: full-width letters become plain ones, capitals small.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match fold_alone(c) {
            Some(c) => folded.push(c),
            None => return text.nfkc().flat_map(char::to_lowercase).collect(),
        }
    }
    folded
}

/// Folds a character that no neighbour can change: nearly all of a petition. A search folds the
/// text of every candidate.
fn fold_alone(c: char) -> Option<char> {
    match c {
        '\0'..='\u{7f}' => Some(c.to_ascii_lowercase()),
        '\u{4e00}'..='\u{9fff}' | '、' | '。' | '〈'..='】' | '“' | '”' => Some(c),
        // The full-width forms stand in the order of ASCII.
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).map(|c| c.to_ascii_lowercase()),
        _ => None,
    }
}

/// Index terms of a case, separated by blanks.
pub(super) fn index_terms(texts: &[&str], names: &[&str]) -> String {
    let mut terms = String::new();
    let mut add = |term: &str| {
        terms.push_str(term);
        terms.push(' ');
    };
    for text in texts.iter().chain(names) {
        for run in runs(&fold(text)) {
            match run {
                Run::Latin(word) => add(&word),
                Run::Other(characters) => {
                    for at in 0..characters.len() {
                        let pair: String = characters[at..characters.len().min(at + 2)].iter().collect();
                        add(&pair);
                    }
                }
            }
        }
    }
    for reading in names.iter().flat_map(|name| initials::of(name)) {
        // Every beginning is a term of its own: typing letter by letter stays one look-up.
        for end in 2..=reading.len().min(WORD_MAX) {
            add(&format!("{INITIALS_MARK}{}", &reading[..end]));
        }
    }
    terms
}

/// What was asked for, ready for the index and for checking what it found.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Query {
    /// The expression for the index.
    pub(super) expression: String,
    /// Each of these must stand in the text, or begin the initials of a name.
    pub(super) wanted: Vec<String>,
}

/// Reads what somebody typed. Nothing when no letter or digit is in it.
pub(super) fn query(typed: &str) -> Option<Query> {
    let mut parts = Vec::new();
    let mut wanted = Vec::new();
    for word in typed.split_whitespace() {
        let word: String = fold(word);
        for piece in word.split(|c: char| !c.is_alphanumeric()).filter(|piece| !piece.is_empty()) {
            wanted.push(piece.to_owned());
            let terms: Vec<String> = runs(piece).into_iter().flat_map(|run| run_terms(&run)).collect();
            let text = terms.join(" AND ");
            if initials::looks_like(piece) {
                parts.push(format!("(\"{INITIALS_MARK}{piece}\" OR {text})"));
            } else {
                parts.push(text);
            }
        }
    }
    (!parts.is_empty()).then(|| Query { expression: parts.join(" AND "), wanted })
}

impl Query {
    /// Does the case really hold what was asked for? Pairs may stand apart in the text.
    pub(super) fn fits(&self, texts: &[&str], names: &[String]) -> bool {
        let folded: Vec<String> =
            texts.iter().copied().chain(names.iter().map(String::as_str)).map(fold).collect();
        let called = |piece: &str| {
            names.iter().any(|name| initials::of(name).iter().any(|reading| reading.starts_with(piece)))
        };
        self.wanted.iter().all(|piece| {
            folded.iter().any(|text| text.contains(piece.as_str()))
                || (initials::looks_like(piece) && called(piece))
        })
    }

    /// The stretch of the text around the first word that the title does not show.
    pub(super) fn excerpt(&self, title: &str, body: &str) -> Option<String> {
        let (title, body) = (fold(title), fold(body).replace('\n', " "));
        let piece = self.wanted.iter().find(|piece| !title.contains(piece.as_str()))?;
        let at = body.find(piece.as_str())?;
        let before: Vec<char> = body[..at].chars().rev().take(EXCERPT_BEFORE).collect();
        let cut = body[..at].chars().count() > before.len();
        let mut excerpt = String::from(if cut { ".." } else { "" });
        excerpt.extend(before.iter().rev());
        excerpt.extend(body[at..].chars().take(EXCERPT_AFTER));
        Some(excerpt)
    }
}

fn run_terms(run: &Run) -> Vec<String> {
    match run {
        Run::Latin(word) => vec![format!("\"{word}\"*")],
        Run::Other(characters) if characters.len() == 1 => vec![format!("\"{}\"*", characters[0])],
        Run::Other(characters) => {
            characters.windows(2).map(|pair| format!("\"{}{}\"", pair[0], pair[1])).collect()
        }
    }
}

enum Run {
    Latin(String),
    Other(Vec<char>),
}

/// Cuts folded text into runs of ASCII letters and digits and runs of other letters.
fn runs(text: &str) -> Vec<Run> {
    let mut found: Vec<Run> = Vec::new();
    let mut open = false;
    for c in text.chars() {
        if !c.is_alphanumeric() {
            open = false;
            continue;
        }
        match (found.last_mut().filter(|_| open), c.is_ascii()) {
            (Some(Run::Latin(word)), true) if word.len() < WORD_MAX => word.push(c),
            (Some(Run::Other(characters)), false) => characters.push(c),
            (_, true) => found.push(Run::Latin(c.to_string())),
            (_, false) => found.push(Run::Other(vec![c])),
        }
        open = true;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_is_indexed_in_pairs_and_a_last_single() {
        assert_eq!(index_terms(&["自来水，A市"], &[]), "自来 来水 水 a 市 ");
    }

    #[test]
    fn folding_character_by_character_changes_nothing() {
        let every: String = ('\0'..='\u{ffff}').collect();
        for c in every.chars().filter(|c| fold_alone(*c).is_some()) {
            let text = c.to_string();
            assert_eq!(fold(&text), text.nfkc().flat_map(char::to_lowercase).collect::<String>(), "{c:?}");
        }
        assert_eq!(fold("ＡB，e\u{301}…"), "ab,é...");
    }

    #[test]
    fn names_are_indexed_by_characters_and_initials() {
        assert_eq!(index_terms(&[], &["张三丰"]), "张三 三丰 丰 \u{e000}zs \u{e000}zsf ");
    }

    #[test]
    fn a_query_asks_for_pairs_prefixes_and_initials() {
        assert_eq!(query("水").expect("a query").expression, "\"水\"*");
        assert_eq!(query("停水 zs").expect("a query").expression, "\"停水\" AND (\"\u{e000}zs\" OR \"zs\"*)");
        assert_eq!(query("，。"), None);
    }

    #[test]
    fn quotes_and_operators_in_a_query_are_only_characters() {
        let query = query("\"a* OR b\" NEAR(").expect("a query");
        assert_eq!(query.wanted, ["a", "or", "b", "near"]);
    }

    #[test]
    fn an_excerpt_shows_what_the_title_does_not() {
        let query = query("停水").expect("a query");
        assert_eq!(query.excerpt("停水三天", "停水三天了"), None);
        let body = "我们小区在东边已经住了很多年从来没有停水";
        assert_eq!(query.excerpt("小区供水", body).as_deref(), Some("..经住了很多年从来没有停水"));
    }

    #[test]
    fn pairs_that_stand_apart_are_not_a_match() {
        let query = query("自来水").expect("a query");
        assert!(query.fits(&["恢复自来水供应"], &[]));
        assert!(!query.fits(&["自来，来水"], &[]));
    }
}
