//! 掩码: personal values, shown in part until somebody gives a reason (decision 33).

use serde::{Deserialize, Serialize};

/// A personal value. Its `Debug` prints no value, so that a logged request gives nothing away.
#[derive(Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Personal(String);

impl Personal {
    /// Wraps a value.
    pub fn new(value: impl Into<String>) -> Self {
        Personal(value.into())
    }

    /// The value itself: for the store, for matching, and for a revealed record.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Nothing stands there.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl std::fmt::Debug for Personal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.0.is_empty() { "<empty>" } else { "<personal>" })
    }
}

/// Surnames of two characters, so that 欧阳修 becomes 欧阳* and not 欧**.
const DOUBLE_SURNAMES: [&str; 24] = [
    "欧阳", "太史", "端木", "上官", "司马", "东方", "独孤", "南宫", "万俟", "闻人", "夏侯", "诸葛", "尉迟",
    "公羊", "赫连", "澹台", "皇甫", "宗政", "濮阳", "公冶", "申屠", "公孙", "慕容", "令狐",
];

/// `张*`, `欧阳**`: the family name stays, each character of the given name is a star.
pub fn name(value: &str) -> String {
    let kept = DOUBLE_SURNAMES
        .iter()
        .find(|surname| value.starts_with(**surname) && value.chars().count() > 2)
        .map_or(1, |surname| surname.chars().count());
    let all = value.chars().count();
    // A Latin name or an account name would otherwise show its length in stars.
    let hidden = all.saturating_sub(kept).min(2);
    value.chars().take(kept).chain(std::iter::repeat_n('*', hidden)).collect()
}

/// `110105********002X`: place and last digits stay. Other numbers keep two at each end.
pub fn number(value: &str) -> String {
    let length = value.chars().count();
    match length {
        0 => String::new(),
        18 => middle(value, 6, 4),
        15 => middle(value, 6, 3),
        1..=4 => "*".repeat(length),
        _ => middle(value, 2, 2),
    }
}

/// `138****5678`; a fixed line keeps its last two digits.
pub fn phone(value: &str) -> String {
    let length = value.chars().count();
    match length {
        0 => String::new(),
        11 => middle(value, 3, 4),
        1..=4 => "*".repeat(length),
        _ => middle(value, 0, 2),
    }
}

/// `城关镇****`: what follows the township is hidden; without one, what follows the county, else
/// everything but the first three characters.
pub fn address(value: &str) -> String {
    if value.is_empty() {
        return String::new();
    }
    let cut = |marks: &[char]| {
        value.char_indices().skip(1).find(|(_, c)| marks.contains(c)).map(|(at, c)| at + c.len_utf8())
    };
    let kept = cut(&['镇', '乡'])
        .or_else(|| value.find("街道").map(|at| at + "街道".len()))
        .or_else(|| cut(&['县', '区', '旗']))
        .or_else(|| cut(&['市']))
        .or_else(|| value.char_indices().nth(3).map(|(at, _)| at))
        .unwrap_or(0);
    let mut shown: String = value.chars().take(value[..kept].chars().count()).collect();
    shown.push_str("****");
    shown
}

fn middle(value: &str, first: usize, last: usize) -> String {
    let length = value.chars().count();
    value.chars().enumerate().map(|(at, c)| if at < first || at >= length - last { c } else { '*' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masked_values_look_like_values() {
        assert_eq!(name("张三"), "张*");
        assert_eq!(name("欧阳修文"), "欧阳**");
        assert_eq!(name("A0182491"), "A**");
        assert_eq!(name(""), "");
        assert_eq!(number("11010519491231002X"), "110105********002X");
        assert_eq!(phone("13812345678"), "138****5678");
        assert_eq!(address("云浦县城关镇北门路3号"), "云浦县城关镇****");
        assert_eq!(address("北门路3号"), "北门路****");
        assert_eq!(address("朝阳区建外街道8号"), "朝阳区建外街道****");
    }

    #[test]
    fn a_personal_value_prints_nothing_of_itself() {
        assert_eq!(format!("{:?}", Personal::new("张三")), "<personal>");
        assert_eq!(format!("{:?}", Personal::default()), "<empty>");
    }
}
