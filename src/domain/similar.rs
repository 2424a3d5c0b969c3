//! 同一事项？ How alike two matters are, and why that is said. It decides nothing: a person links.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};
use unicode_normalization::UnicodeNormalization;

use super::case::CaseId;
use super::masked::Personal;
use super::place::{Judged, Places};
use super::word_list::word_list;

/// Most candidates shown: more is a list, and nobody reads a list while somebody speaks.
pub const SHOWN_MAX: usize = 5;

/// From this score on a candidate is shown. On three hundred real petitions more than 95 of a
/// hundred that have an earlier one of their matter show it, and of six shown five are right.
pub const SHOW_FROM: f64 = 0.18;

/// From this score on it is likely the same matter. Below it stand all that name another place and
/// all that share only their petitioner.
pub const LINK_FROM: f64 = 0.30;

/// What sharing a number, a phone, an address adds: enough to be shown, by itself never enough to
/// be likely the same matter.
const SAME_ID: f64 = 0.28;
const SAME_PHONE: f64 = 0.25;
const SAME_ADDRESS: f64 = 0.20;
/// Two people may have one name: it adds to a text that is alike, and shows nothing by itself.
const SAME_NAME: f64 = 0.10;

/// What is left of a score where the named places differ: the same words about another estate are
/// another matter.
const OTHER_PLACE: f64 = 0.5;

/// Terms in common from which a likeness of texts counts in full: two short texts soon share a word
/// or two, and say nothing by it.
const COMMON: f64 = 8.0;

/// Characters of a text that are compared: the matter is told by then.
pub const COMPARED: usize = 3_000;

/// Characters of a sentence that is shown.
const SENTENCE_MAX: usize = 60;

word_list! {
    /// Why a candidate is shown, and what speaks against it.
    Reason {
        /// 同证件
        SameId = "same_id",
        /// 同电话
        SamePhone = "same_phone",
        /// 同住址、同类别
        SameAddress = "same_address",
        /// 同姓名
        SameName = "same_name",
        /// 文字相近
        Text = "text",
        /// 同地点
        SamePlace = "same_place",
        /// 地点不同
        DifferentPlace = "different_place",
        /// 说的月份不同
        DifferentMonth = "different_month",
    }
}

/// What somebody says of two matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// 是同一事项: link them.
    Same,
    /// 不是同一件: do not show it again.
    NotSame,
    /// Nothing is said, or no longer.
    Open,
}

/// What is being asked about: a matter on its form, or on the books.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Probe {
    /// The case itself, where it is on the books: it is not like itself.
    pub case: Option<CaseId>,
    /// 标题
    pub title: Personal,
    /// 诉求、事实、理由
    pub body: Personal,
    /// 姓名
    pub name: Personal,
    /// 证件号码, as the records write it
    pub id_number: Personal,
    /// 电话, as the records write it
    pub phone: Personal,
    /// 住址
    pub address: Personal,
    /// 内容分类, its code
    pub category: Option<String>,
}

impl Probe {
    /// Is a person looked for, and not a matter alone?
    pub fn names_somebody(&self) -> bool {
        [&self.name, &self.id_number, &self.phone, &self.address].iter().any(|value| !value.is_empty())
    }

    /// Is there anything to look for?
    pub fn is_empty(&self) -> bool {
        self.id_number.is_empty()
            && self.phone.is_empty()
            && self.address.is_empty()
            && keys(&format!("{}\n{}", self.title.reveal(), self.body.reveal())).is_empty()
    }
}

/// A matter made ready to be compared.
#[derive(Debug)]
pub struct Matter {
    title: Vec<u64>,
    whole: Vec<u64>,
}

/// How alike two matters are.
#[derive(Debug, Clone, PartialEq)]
pub struct Likeness {
    /// From 0 to 1.
    pub score: f64,
    /// Of the texts alone, in percent.
    pub text: u8,
    /// Why, the strongest first; what speaks against it last.
    pub reasons: Vec<Reason>,
}

/// How rare each pair of characters is in the office's petitions: counted in a sample, a little at
/// every question, so that no key ever waits for it.
#[derive(Debug, Default)]
pub struct Rarity {
    texts: u32,
    holding: HashMap<u64, u32>,
}

impl Rarity {
    /// Texts counted so far.
    pub fn texts(&self) -> u32 {
        self.texts
    }

    /// Counts one more text.
    pub fn count(&mut self, text: &str) {
        self.texts += 1;
        for key in keys(text) {
            *self.holding.entry(key).or_default() += 1;
        }
    }

    /// What a shared pair is worth: nothing where every text has it.
    pub fn weight(&self, key: u64) -> f64 {
        let holding = f64::from(self.holding.get(&key).copied().unwrap_or(0));
        ((f64::from(self.texts) + 1.5) / (holding + 0.5)).ln().max(0.01)
    }

    fn sum(&self, keys: &[u64]) -> f64 {
        keys.iter().map(|key| self.weight(*key)).sum()
    }

    fn shared(&self, left: &[u64], right: &[u64]) -> f64 {
        let (mut sum, mut at) = (0.0, 0);
        for key in left {
            while right.get(at).is_some_and(|other| other < key) {
                at += 1;
            }
            if right.get(at) == Some(key) {
                sum += self.weight(*key);
            }
        }
        sum
    }

    /// 1 for the same pairs, 0 for none in common.
    fn alike(&self, left: &[u64], right: &[u64]) -> f64 {
        let whole = (self.sum(left) * self.sum(right)).sqrt();
        if whole > 0.0 { self.shared(left, right) / whole } else { 0.0 }
    }

    /// How much of a title is said in the other's text.
    fn told(&self, title: &[u64], whole: &[u64]) -> Option<f64> {
        let all = self.sum(title);
        (all > 0.0).then(|| self.shared(title, whole) / all)
    }
}

impl Matter {
    /// Reads title and text.
    pub fn new(title: &str, body: &str) -> Matter {
        let body = beginning(body);
        Matter { title: keys(title), whole: keys(&format!("{title}\n{body}")) }
    }

    /// How alike the texts are. A title weighs as much as the whole text: it says what the matter
    /// is, where the same matter is told at another length.
    fn text(&self, other: &Matter, rarity: &Rarity) -> f64 {
        let common = self.whole.iter().filter(|key| other.whole.binary_search(key).is_ok()).count();
        let enough = (common as f64 / COMMON).min(1.0);
        let whole = rarity.alike(&self.whole, &other.whole) * enough;
        let told: Vec<f64> = [(&self.title, &other.whole), (&other.title, &self.whole)]
            .into_iter()
            .filter_map(|(title, whole)| rarity.told(title, whole))
            .collect();
        if told.is_empty() {
            return whole;
        }
        let title = told.iter().sum::<f64>() / told.len() as f64 * enough;
        whole.max((whole + title) / 2.0).min(1.0)
    }
}

/// How alike the matter asked about and one on the books are.
pub fn compare(probe: (&Probe, &Matter), other: (&Probe, &Matter), rarity: &Rarity) -> Likeness {
    let (asked, asked_matter) = probe;
    let (known, known_matter) = other;
    let same = |left: &Personal, right: &Personal| !left.is_empty() && left.reveal() == right.reveal();
    let mut reasons = Vec::new();
    let mut person: f64 = 0.0;
    let mut add = |is: bool, reason: Reason, worth: f64| {
        if is {
            reasons.push(reason);
            person = person.max(worth);
        }
    };
    add(same(&asked.id_number, &known.id_number), Reason::SameId, SAME_ID);
    add(same(&asked.phone, &known.phone), Reason::SamePhone, SAME_PHONE);
    let classed = asked.category.is_some() && asked.category == known.category;
    add(classed && same(&asked.address, &known.address), Reason::SameAddress, SAME_ADDRESS);
    let named = !NOBODY.iter().any(|word| asked.name.reveal().contains(word));
    add(named && same(&asked.name, &known.name), Reason::SameName, SAME_NAME);

    let text = asked_matter.text(known_matter, rarity);
    if text >= SHOW_FROM {
        reasons.push(Reason::Text);
    }
    let mut score = 1.0 - (1.0 - text) * (1.0 - person);
    // Reading places costs more than counting words: only what would be shown is read for them.
    if score >= SHOW_FROM {
        match places(asked).against(&places(known)) {
            Judged::Same => reasons.push(Reason::SamePlace),
            Judged::Different => {
                reasons.push(Reason::DifferentPlace);
                score = (score * OTHER_PLACE).max(person).min(LINK_FROM - 0.01);
            }
            Judged::Unknown => {}
        }
        let (here, there) = (named_months(asked), named_months(known));
        if here & there == 0 && here != 0 && there != 0 {
            reasons.push(Reason::DifferentMonth);
        }
    }
    Likeness { score: score.clamp(0.0, 1.0), text: percent(text), reasons }
}

fn places(of: &Probe) -> Places {
    Places::read(of.title.reveal(), &beginning(of.body.reveal()))
}

fn named_months(of: &Probe) -> u16 {
    months(of.title.reveal()) | months(&beginning(of.body.reveal()))
}

fn beginning(body: &str) -> String {
    body.chars().take(COMPARED).collect()
}

/// Names that say that nobody gave one.
const NOBODY: [&str; 5] = ["匿名", "不明", "不详", "未留", "无名"];

fn percent(share: f64) -> u8 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 100")]
    {
        (share * 100.0).round().clamp(0.0, 100.0) as u8
    }
}

/// 并排看: the sentence of a candidate that says the most of what is asked about, and the sentence
/// asked about that says the most of it.
pub fn side_by_side(asked: &Probe, known: &Probe, rarity: &Rarity) -> (String, String) {
    let whole = keys(&format!("{}\n{}", asked.title.reveal(), asked.body.reveal()));
    let theirs = best_sentence(known, &whole, rarity);
    let own = best_sentence(asked, &keys(&theirs), rarity);
    (theirs, own)
}

fn best_sentence(of: &Probe, wanted: &[u64], rarity: &Rarity) -> String {
    let body = beginning(of.body.reveal());
    let mut best = (-1.0, String::new());
    let mut first = true;
    for sentence in sentences(&body) {
        let keys = keys(&sentence);
        let all = rarity.sum(&keys);
        let worth = if all > 0.0 { rarity.shared(&keys, wanted) / all.sqrt() } else { 0.0 };
        if worth > best.0 {
            best = (worth, format!("{}{sentence}", if first { "" } else { ".." }));
        }
        first = false;
    }
    if best.1.is_empty() { of.title.reveal().to_owned() } else { best.1 }
}

/// The sentences of a text; a long one in parts, cut at its commas.
fn sentences(text: &str) -> Vec<String> {
    let end = |c: char| matches!(c, '。' | '！' | '？' | '；' | '!' | '?' | ';' | '\n');
    let mut found = Vec::new();
    for sentence in text.split(end).map(str::trim).filter(|sentence| !sentence.is_empty()) {
        let mut part = String::new();
        for piece in sentence.split_inclusive(['，', ',', '、', ' ']) {
            if !part.is_empty() && part.chars().count() + piece.chars().count() > SENTENCE_MAX {
                found.push(std::mem::take(&mut part));
            }
            part.push_str(piece);
        }
        let mut rest: Vec<char> = part.chars().collect();
        while rest.len() > SENTENCE_MAX {
            let tail = rest.split_off(SENTENCE_MAX);
            found.push(rest.into_iter().collect());
            rest = tail;
        }
        if !rest.is_empty() {
            found.push(rest.into_iter().collect());
        }
    }
    found
}

/// The terms of a text that the index knows, those worth most first: pairs of characters and Latin
/// words, each once. A term of the title counts more than one of the text.
pub fn terms(probe: &Probe, rarity: &Rarity) -> Vec<(String, f64)> {
    const TITLE: f64 = 1.5;
    let title = keys(probe.title.reveal());
    let body = beginning(probe.body.reveal());
    let mut found: Vec<(u64, String, f64)> = Vec::new();
    each_term(&format!("{}\n{body}", probe.title.reveal()), |term| {
        let key = key(term);
        let weight = rarity.weight(key) * if title.binary_search(&key).is_ok() { TITLE } else { 1.0 };
        found.push((key, term.to_owned(), weight));
    });
    found.sort_by_key(|(key, ..)| *key);
    found.dedup_by_key(|(key, ..)| *key);
    // Where many are equally rare, those tried come from the whole text and not from its beginning.
    found.sort_by(|left, right| right.2.total_cmp(&left.2).then(spread(left.0).cmp(&spread(right.0))));
    found.into_iter().map(|(_, term, weight)| (term, weight)).collect()
}

fn spread(key: u64) -> u64 {
    key.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The keys of a text's terms, in order, each once.
fn keys(text: &str) -> Vec<u64> {
    let mut keys = Vec::new();
    each_term(text, |term| keys.push(key(term)));
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// FNV-1a: small, quick, the same on every machine.
fn key(term: &str) -> u64 {
    term.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Hands over pairs of neighbouring characters, and Latin words and numbers as they stand: cut as the
/// search index cuts them.
fn each_term(text: &str, mut take: impl FnMut(&str)) {
    let mut word = String::new();
    let mut pair = String::new();
    let mut before: Option<char> = None;
    for c in fold(text).chars() {
        if c.is_ascii_alphanumeric() {
            word.push(c);
            before = None;
            continue;
        }
        if !word.is_empty() {
            take(&word);
            word.clear();
        }
        if !c.is_alphanumeric() {
            before = None;
            continue;
        }
        if let Some(before) = before {
            pair.clear();
            pair.extend([before, c]);
            take(&pair);
        }
        before = Some(c);
    }
    if !word.is_empty() {
        take(&word);
    }
}

/// Full-width letters become plain ones, capitals small; nearly all of a petition stays as it is.
fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\0'..='\u{7f}' => folded.push(c.to_ascii_lowercase()),
            '\u{4e00}'..='\u{9fff}' | '、' | '。' | '“' | '”' => folded.push(c),
            '！'..='～' => {
                folded.extend(char::from_u32(u32::from(c) - 0xfee0).map(|c| c.to_ascii_lowercase()));
            }
            _ => return text.nfkc().flat_map(char::to_lowercase).collect(),
        }
    }
    folded
}

/// The months that a text names, a bit each: 6月 and 12月份, not 3个月.
fn months(text: &str) -> u16 {
    let mut found = 0;
    let mut number = String::new();
    for c in text.chars() {
        if c.is_ascii_digit() {
            number.push(c);
            continue;
        }
        if c == '月'
            && let Ok(month @ 1..=12) = number.parse::<u16>()
        {
            found |= 1 << month;
        }
        number.clear();
    }
    found
}

/// 初次、重复: which visit this is among the linked cases of one petitioner, by the day of receipt;
/// 0 is the first.
pub fn nth(own: (NaiveDate, CaseId), others: &[(NaiveDate, CaseId)]) -> u32 {
    let order = |(day, id): (NaiveDate, CaseId)| (day.num_days_from_ce(), id);
    let before = others.iter().filter(|other| order(**other) < order(own)).count();
    u32::try_from(before).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn probe(title: &str, body: &str) -> Probe {
        Probe { title: Personal::new(title), body: Personal::new(body), ..Probe::default() }
    }

    fn liken(left: &Probe, right: &Probe) -> Likeness {
        let mut rarity = Rarity::default();
        for text in ["停水三天了请处理", "路灯不亮请处理", "公交车太少请增加班次"] {
            rarity.count(text);
        }
        let matter = |probe: &Probe| Matter::new(probe.title.reveal(), probe.body.reveal());
        compare((left, &matter(left)), (right, &matter(right)), &rarity)
    }

    #[test]
    fn the_same_words_about_another_estate_are_another_matter() {
        let here =
            probe("A4区英祥春天小区一楼被搞成商业门面，噪音扰民严重", "一楼开了夜宵店，天天吵到两点。");
        let there =
            probe("A5区魅力之城小区一楼被搞成商业门面，噪音扰民严重", "一楼开了夜宵店，天天吵到两点。");
        let found = liken(&here, &there);
        assert!(found.reasons.contains(&Reason::DifferentPlace), "{found:?}");
        assert!(found.score < LINK_FROM, "{found:?}");
        assert!(liken(&here, &here).score > 0.99);
    }

    #[test]
    fn a_person_with_another_matter_is_shown_and_not_taken_for_the_same_matter() {
        let mut here = probe("拖欠工资", "工地拖欠三个月工资。");
        let mut there = probe("停水", "小区里停水已经一周。");
        let id = Personal::new("11010519491231002X");
        (here.id_number, there.id_number) = (id.clone(), id);
        let found = liken(&here, &there);
        assert_eq!(found.reasons, [Reason::SameId]);
        assert!((SHOW_FROM..LINK_FROM).contains(&found.score), "{found:?}");
    }

    #[test]
    fn the_sentences_that_say_the_same_stand_side_by_side() {
        let here = probe("欠薪", "您好。我们在北门工地抹灰，公司没付款。谢谢！");
        let there = probe("讨薪", "我是木工。在北门工地干活，公司没付款，三个月了。请处理。");
        let (theirs, own) = side_by_side(&here, &there, &Rarity::default());
        assert_eq!(theirs, "..在北门工地干活，公司没付款，三个月了");
        assert_eq!(own, "..我们在北门工地抹灰，公司没付款");
    }

    #[test]
    fn named_months_are_read_and_lengths_are_not() {
        assert_eq!(months("6月至8月，干了3个月"), 1 << 6 | 1 << 8);
    }

    #[test]
    fn texts_of_any_make_are_compared_without_harm() {
        for text in ["", "？", "a", "月", "区", "小区小区小区", "\u{10ffff}\u{10ffff}"] {
            let it = probe(text, text);
            assert!((0.0..=1.0).contains(&liken(&it, &it).score), "{text}");
        }
    }
}
