//! What place a division code stands for, and stood for in a given year.

/// One line a code and name, sorted by code: `code,name,first year,last year`.
const TABLE: &str = include_str!("../../assets/codes/divisions.csv");

/// Entries that only group others. They say nothing a person would write in an address.
const GROUPS: [&str; 4] = ["市辖区", "县", "市", "林区"];

/// 行政区划名称: the full name of a code in a year, such as 北京市朝阳区.
///
/// A code that was not in force that year gets the name nearest in time, because a number once
/// given keeps its code for ever. Entries that only group others (市辖区, 省直辖县级行政单位)
/// are left out, and so is a parent the table does not know. `None`: the code never existed.
pub fn name(code: &str, year: i32) -> Option<String> {
    let own = entry(code, year)?;
    // The parents are named as they were when the code itself was in force.
    let year = own.nearest(year);
    let province = format!("{}0000", code.get(..2)?);
    let prefecture = format!("{}00", code.get(..4)?);
    let mut codes = vec![province.as_str(), prefecture.as_str(), code];
    codes.dedup();
    Some(
        codes
            .into_iter()
            .filter_map(|code| entry(code, year))
            .filter(|entry| !entry.only_groups())
            .map(|entry| entry.name)
            .collect(),
    )
}

/// 区划代码是否存在过: whether the code was ever in force, abolished ones included.
pub fn exists(code: &str) -> bool {
    entries(code).next().is_some()
}

/// A name a code had for some years.
struct Entry {
    code: &'static str,
    name: &'static str,
    first: i32,
    last: i32,
}

impl Entry {
    /// Years the table leaves empty are open: the list starts in 1980 and knows no earlier year.
    fn read(line: &'static str) -> Entry {
        let mut fields = line.split(',');
        let code = fields.next().unwrap_or_default();
        let name = fields.next().unwrap_or_default();
        let mut year = || fields.next().and_then(|field| field.parse().ok());
        let first = year().unwrap_or(i32::MIN);
        let last = year().unwrap_or(i32::MAX);
        Entry { code, name, first, last }
    }

    /// The year itself, or the first or last year of this name.
    fn nearest(&self, year: i32) -> i32 {
        year.max(self.first).min(self.last)
    }

    fn only_groups(&self) -> bool {
        GROUPS.contains(&self.name) || self.name.contains("直辖")
    }
}

/// The entry in force in the year, else the one nearest in time.
fn entry(code: &str, year: i32) -> Option<Entry> {
    entries(code).min_by_key(|entry| entry.nearest(year).abs_diff(year))
}

/// All entries of a code. The text is searched as it stands, so nothing is parsed ahead or kept.
fn entries(code: &str) -> impl Iterator<Item = Entry> {
    let is_code = code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit());
    let found = if is_code { from(code) } else { "" };
    found.lines().map(Entry::read).take_while(move |entry| entry.code == code)
}

/// The table from the first line whose code is not below `code`. The heading begins with `#`,
/// which sorts before every digit.
fn from(code: &str) -> &'static str {
    let bytes = TABLE.as_bytes();
    // Both ends always stand at the start of a line.
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = bytes[..middle].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let end =
            bytes[middle..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |at| middle + at + 1);
        if &bytes[start..end] < code.as_bytes() {
            low = end;
        } else {
            high = start;
        }
    }
    TABLE.get(low..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn full(code: &str, year: i32) -> String {
        name(code, year).unwrap_or_else(|| format!("no {code}"))
    }

    #[test]
    fn a_name_runs_from_the_province_down_and_leaves_grouping_entries_out() {
        assert_eq!(full("110105", 1990), "北京市朝阳区");
        assert_eq!(full("130102", 2020), "河北省石家庄市长安区");
        assert_eq!(full("429004", 2020), "湖北省仙桃市");
        assert_eq!(full("659001", 2020), "新疆维吾尔自治区石河子市");
        assert_eq!(full("500381", 2000), "重庆市江津市");
        assert_eq!(full("110228", 2000), "北京市密云县");
    }

    #[test]
    fn provinces_and_prefectures_are_named_once() {
        assert_eq!(full("110000", 2020), "北京市");
        assert_eq!(full("110100", 2020), "北京市");
        assert_eq!(full("441900", 2020), "广东省东莞市");
        assert_eq!(full("810000", 2020), "香港特别行政区");
    }

    #[test]
    fn a_code_is_named_as_it_was_in_that_year() {
        assert_eq!(full("120110", 1991), "天津市东郊区");
        assert_eq!(full("120110", 1992), "天津市东丽区");
        assert_eq!(full("650107", 1988), "新疆维吾尔自治区乌鲁木齐市南山区");
        assert_eq!(full("650107", 2020), "新疆维吾尔自治区乌鲁木齐市达坂城区");
    }

    #[test]
    fn a_year_without_an_entry_takes_the_nearest_name_and_its_parents_of_that_time() {
        assert_eq!(full("440524", 1950), "广东省汕头市潮阳县");
        assert_eq!(full("440524", 2020), "广东省汕头市潮阳县");
        assert_eq!(full("310228", 1890), "上海市金山县");
        // 530800 was 思茅市 until 2006, and the county's code begins in 2003.
        assert_eq!(full("530827", 1902), "云南省思茅市孟连傣族拉祜族佤族自治县");
        assert_eq!(full("510281", 2020), "四川省重庆市永川市");
    }

    #[test]
    fn a_missing_parent_is_left_out() {
        // 369000 is not in the table.
        assert_eq!(full("369001", 1990), "江西省瑞昌市");
    }

    #[test]
    fn the_made_up_county_of_the_public_sample_has_only_parents() {
        assert!(exists("340524"));
        assert_eq!(full("340524", 1990), "安徽省马鞍山市");
    }

    #[test]
    fn what_never_was_a_code_has_no_name() {
        for code in ["000000", "999999", "110104x", "1101", "", "# code", "340525", "１１０１０５"] {
            assert!(!exists(code), "{code}");
            assert_eq!(name(code, 2000), None, "{code}");
        }
    }

    #[test]
    fn every_line_of_the_table_is_found_and_its_years_do_not_cross() {
        let mut before = ("", i32::MAX);
        for line in TABLE.lines().skip(1) {
            let entry = Entry::read(line);
            assert!(exists(entry.code), "{line}");
            assert!(name(entry.code, 2026).is_some_and(|name| !name.is_empty()));
            assert!(entry.first <= entry.last, "{line}");
            let sorted = entry.code > before.0 || entry.code == before.0 && entry.first > before.1;
            assert!(sorted, "{line}");
            before = (entry.code, entry.last);
        }
    }
}
