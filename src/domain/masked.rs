//! 掩码: personal values, shown in part until somebody gives a reason (decision 33).

/// A personal value. Its `Debug` prints no value, so that a logged request gives nothing away.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
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
    if all == 1 {
        return "*".to_owned();
    }
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
/// everything but the first three characters. Markers count only before the first digit or
/// bracket: 市 in 市场 behind a house number is no city.
pub fn address(value: &str) -> String {
    if value.is_empty() {
        return String::new();
    }
    let limit = value.find(|c: char| c.is_numeric() || "(（".contains(c)).unwrap_or(value.len());
    let head = &value[..limit];
    let after = |marks: &[&str]| {
        marks
            .iter()
            .filter_map(|mark| {
                head.match_indices(mark).map(|(at, mark)| (at, at + mark.len())).find(|(at, end)| {
                    // A mark names a division only behind a name, and not inside another word.
                    *at > 0
                        && !NOT_DIVISIONS.iter().any(|word| {
                            head.match_indices(word)
                                .any(|(from, word)| from <= *at && *end <= from + word.len())
                        })
                })
            })
            .map(|(_, end)| end)
            .min()
    };
    let kept = after(&["镇", "乡", "街道"])
        .or_else(|| after(&["县", "区", "旗"]))
        .or_else(|| after(&["市"]))
        .unwrap_or_else(|| head.char_indices().nth(3).map_or(head.len(), |(at, _)| at));
    format!("{}****", &head[..kept])
}

/// Words with a division's mark in them that name none.
const NOT_DIVISIONS: [&str; 12] =
    ["小区", "社区", "园区", "校区", "厂区", "景区", "片区", "市场", "超市", "城镇", "老乡", "集镇"];

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
        assert_eq!(address("建设路12号市场三楼"), "建设路****");
        assert_eq!(address("河西村3组12号(原老乡政府旁)"), "河西村****");
        assert_eq!(address("北门小区3号楼"), "北门小****");
        assert_eq!(name("张"), "*");
    }

    #[test]
    fn a_personal_value_prints_nothing_of_itself() {
        assert_eq!(format!("{:?}", Personal::new("张三")), "<personal>");
        assert_eq!(format!("{:?}", Personal::default()), "<empty>");
    }
}
