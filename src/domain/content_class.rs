//! What a petition is about: the three-level list of content classes.

use unicode_normalization::UnicodeNormalization;

/// One line an entry: `code,path,initials`, a slash between the levels, sorted by code.
///
/// The names are those in use; the numbers are ours, because the official ones are not published
/// with them. A number is never given to another name: records keep it. 其他 is always 99.
const TABLE: &str = include_str!("../../assets/codes/content.csv");

/// 内容分类: one entry of the list, of any level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ContentClass {
    /// Six digits, two a level; 00 where there is no deeper level: 040000, 040200, 040206.
    pub code: &'static str,
    /// The names from the first level down: 劳动和社会保障/工资福利/工资发放.
    pub path: &'static str,
}

impl ContentClass {
    /// 名称: the name of its own level.
    pub fn name(self) -> &'static str {
        last(self.path)
    }

    /// 级别: 1, 2 or 3.
    pub fn level(self) -> usize {
        self.path.split('/').count()
    }
}

/// The class with this code.
pub fn by_code(code: &str) -> Option<ContentClass> {
    entries().map(|entry| entry.class).find(|class| class.code == code)
}

/// The class people mean by a name: a full path, or as many of its last levels as make it the
/// only one: 工资发放, or 工资福利/工资发放. The slash may be full-width, with spaces around it.
///
/// `None` when no class has the name, and when several have it: a wrong class is worse than none.
pub fn by_name(name: &str) -> Option<ContentClass> {
    let name = plain(name);
    if name.is_empty() {
        return None;
    }
    let is_tail = |path: &str| {
        path.strip_suffix(name.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
    };
    let found: Vec<ContentClass> =
        entries().map(|entry| entry.class).filter(|class| is_tail(class.path)).collect();
    // 其他 is the last name of many classes and the full path of one.
    let full = found.iter().find(|class| class.path == name);
    match (full, found.as_slice()) {
        (Some(class), _) | (None, [class]) => Some(*class),
        _ => None,
    }
}

/// The class that a code or a name means, if it means one.
pub fn read(typed: &str) -> Option<ContentClass> {
    by_code(typed).or_else(|| by_name(typed))
}

/// 检索: the classes that fit what a clerk typed, best first, at most `limit`.
///
/// Fits, best first: the code begins with it; the pinyin initials of its name do; those of a
/// level above do; its name contains it; the characters occur in its path in this order. An empty
/// text fits every class.
pub fn matching(text: &str, limit: usize) -> Vec<ContentClass> {
    let text = plain(text);
    let mut found: Vec<(Fit, ContentClass)> =
        entries().filter_map(|entry| entry.fit(&text).map(|fit| (fit, entry.class))).collect();
    // The sort is stable: classes that fit alike stay in the order of the list.
    found.sort_by_key(|(fit, _)| *fit);
    found.into_iter().map(|(_, class)| class).take(limit).collect()
}

/// How well a class fits a text, best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Code,
    OwnInitials,
    UpperInitials,
    Name,
    Characters,
}

/// A line of the table.
struct Entry {
    class: ContentClass,
    /// ldhshbz/gzfl/gzff
    initials: &'static str,
}

impl Entry {
    fn fit(&self, text: &str) -> Option<Fit> {
        if self.class.code.starts_with(text) {
            Some(Fit::Code)
        } else if last(self.initials).starts_with(text) {
            Some(Fit::OwnInitials)
        } else if self.initials.split('/').any(|part| part.starts_with(text)) {
            Some(Fit::UpperInitials)
        } else if self.class.name().contains(text) {
            Some(Fit::Name)
        } else {
            in_order(text, self.class.path).then_some(Fit::Characters)
        }
    }
}

/// Every class, in the order of the codes.
pub fn all() -> Vec<ContentClass> {
    entries().map(|entry| entry.class).collect()
}

/// The table, read anew each time: it is small, and nothing needs keeping.
fn entries() -> impl Iterator<Item = Entry> {
    TABLE.lines().skip(1).filter_map(|line| {
        let (code, rest) = line.split_once(',')?;
        let (path, initials) = rest.split_once(',')?;
        let class = ContentClass { code, path };
        Some(Entry { class, initials })
    })
}

/// The text without spaces, full-width forms made plain, letters small.
fn plain(text: &str) -> String {
    text.nfkc()
        .filter(|character| !character.is_whitespace())
        .map(|character| character.to_ascii_lowercase())
        .collect()
}

fn last(path: &'static str) -> &'static str {
    path.rsplit('/').next().unwrap_or(path)
}

fn in_order(text: &str, path: &str) -> bool {
    let mut rest = path.chars();
    text.chars().all(|wanted| rest.any(|character| character == wanted))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn codes(text: &str, limit: usize) -> Vec<&'static str> {
        matching(text, limit).iter().map(|class| class.code).collect()
    }

    #[test]
    fn a_code_names_a_class_of_any_level() {
        let path = |code| by_code(code).map(|class| (class.path, class.level()));
        assert_eq!(path("040000"), Some(("劳动和社会保障", 1)));
        assert_eq!(path("040200"), Some(("劳动和社会保障/工资福利", 2)));
        assert_eq!(path("040206"), Some(("劳动和社会保障/工资福利/工资发放", 3)));
        assert_eq!(path("990000"), Some(("其他", 1)));
        assert_eq!(path("000000"), None);
        assert_eq!(path("0402"), None);
        assert_eq!(path(""), None);
    }

    #[test]
    fn a_name_finds_its_class_when_only_one_can_be_meant() {
        let code = |name| by_name(name).map(|class| class.code);
        assert_eq!(code("工资发放"), Some("040206"));
        assert_eq!(code("劳动和社会保障/工资福利/工资发放"), Some("040206"));
        assert_eq!(code(" 劳动和社会保障 ／ 工资福利 / 工资发放 "), Some("040206"));
        assert_eq!(code("工资福利/工资发放"), Some("040206"));
        assert_eq!(code("环境保护"), by_code("130000").map(|class| class.code));
        assert_eq!(code("房产证登记、办理").map(|code| &code[..2]), Some("03"));
    }

    #[test]
    fn a_name_of_several_classes_finds_none() {
        // 住房公积金 is a matter of wages and of housing; 工资福利 also one of teachers.
        for name in ["住房公积金", "工资福利", "回迁房", "资发放", "/工资发放", "/", "", "没有"]
        {
            assert_eq!(by_name(name), None, "{name}");
        }
    }

    #[test]
    fn other_as_a_full_path_is_the_first_level_class() {
        assert_eq!(by_name("其他").map(|class| class.code), Some("990000"));
        assert_eq!(by_name("工资福利/其他").map(|class| class.code), Some("040299"));
    }

    #[test]
    fn every_path_finds_its_own_class() {
        for entry in entries() {
            assert_eq!(by_name(entry.class.path), Some(entry.class));
            assert_eq!(by_code(entry.class.code), Some(entry.class));
        }
    }

    #[test]
    fn a_clerk_finds_a_class_by_code_initials_or_characters() {
        assert_eq!(codes("0402", 3), ["040200", "040201", "040203"]);
        assert_eq!(codes("gzff", 1), ["040206"]);
        assert_eq!(codes("GZFF", 1), ["040206"]);
        assert_eq!(codes("ｇｚｆｆ", 1), ["040206"]);
        // First the class whose own initials these are, then what stands below it.
        assert_eq!(codes("gzfl", 20)[..1], ["040200"]);
        assert!(codes("gzfl", 20).contains(&"040206"));
        assert_eq!(codes("最低工资", 5), ["040204"]);
        assert_eq!(codes("劳动发放", 5), ["040206", "040905"]);
        assert_eq!(codes("zzzz", 5), Vec::<&str>::new());
    }

    #[test]
    fn the_limit_holds_and_an_empty_text_lists_from_the_top() {
        assert_eq!(codes("", 2), ["010000", "010100"]);
        assert_eq!(codes("gz", 0), Vec::<&str>::new());
        assert_eq!(codes("", usize::MAX).len(), entries().count());
    }

    #[test]
    fn the_first_level_stands_in_the_order_of_the_national_list() {
        let first: Vec<&str> =
            entries().filter(|entry| entry.class.level() == 1).map(|entry| entry.class.path).collect();
        assert_eq!(
            first.join(" "),
            "农村农业 国土资源 城乡建设 劳动和社会保障 卫生计生 教育文体 民政 政法 经济管理 \
             交通运输 商贸旅游 科技与信息产业 环境保护 党务政务 组织人事 纪检监察 其他"
        );
    }

    #[test]
    fn every_line_of_the_table_is_well_formed_and_has_its_parents() {
        let all: HashSet<&str> = entries().map(|entry| entry.class.code).collect();
        assert_eq!(all.len(), TABLE.lines().count() - 1, "a line twice or broken");
        let mut before = "";
        for Entry { class, initials } in entries() {
            let code = class.code;
            assert!(code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit()));
            assert!(code > before, "{code} out of order");
            before = code;
            assert_eq!(initials.split('/').count(), class.level(), "{code}");
            assert!(initials.bytes().all(|b| b == b'/' || b.is_ascii_lowercase()));
            let deepest = code.as_bytes().chunks(2).take_while(|pair| *pair != b"00");
            assert_eq!(deepest.count(), class.level(), "{code}");
            assert!(all.contains(format!("{}0000", &code[..2]).as_str()));
            assert!(all.contains(format!("{}00", &code[..4]).as_str()));
        }
    }
}
