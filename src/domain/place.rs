//! 地点: the places that a petition names, compared. The same words about another estate, school or
//! district are another matter.

/// The places of one matter: those its title names, and all it names.
#[derive(Debug, Default)]
pub struct Places {
    about: Vec<Place>,
    named: Vec<Place>,
}

/// What two matters say of their places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judged {
    /// Both name one.
    Same,
    /// Both name some of one kind, and none in common.
    Different,
    /// They do not say.
    Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    School,
    Estate,
    Village,
    District,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    kind: Kind,
    name: Vec<char>,
}

/// Words behind a name, and whether they belong to it: 魅力之城 is the name of 魅力之城小区.
const MARKS: [(Kind, &str, bool); 26] = [
    (Kind::School, "学院", false),
    (Kind::School, "学校", false),
    (Kind::School, "中学", false),
    (Kind::School, "小学", false),
    (Kind::School, "大学", false),
    (Kind::School, "幼儿园", false),
    (Kind::Estate, "小区", false),
    (Kind::Estate, "公寓", false),
    (Kind::Estate, "之城", true),
    (Kind::Estate, "家园", true),
    (Kind::Estate, "花园", true),
    (Kind::Estate, "嘉园", true),
    (Kind::Estate, "山庄", true),
    (Kind::Estate, "花苑", true),
    (Kind::Estate, "公馆", true),
    (Kind::Estate, "家苑", true),
    (Kind::Estate, "新城", true),
    (Kind::Estate, "名城", true),
    (Kind::Estate, "雅苑", true),
    (Kind::Estate, "佳苑", true),
    (Kind::Estate, "广场", true),
    (Kind::Village, "村", false),
    (Kind::Village, "社区", false),
    (Kind::District, "区", false),
    (Kind::District, "县", false),
    (Kind::District, "旗", false),
];

/// Longest name before its mark.
const NAME_MAX: usize = 10;

/// A name does not go back over these: they end another name, or belong to the sentence.
const STOPS: &str = "市区县省镇乡村路街道号期栋在的我了们为到和与对从由将把被以及某该本此各家这那个全每两所有外住办校于等向请让是致也内里去来自位就";

/// Common words that stand before a mark and name nothing.
const NO_NAMES: [&str; 32] = [
    "老旧",
    "周边",
    "附近",
    "其他",
    "其它",
    "很多",
    "整个",
    "安置",
    "安置房",
    "商品房",
    "封闭",
    "高档",
    "住宅",
    "居民",
    "城中",
    "农",
    "乡",
    "新",
    "老",
    "旧",
    "多",
    "大",
    "小",
    "隔壁",
    "旁边",
    "职业",
    "技术",
    "中等",
    "民办",
    "公办",
    "重点",
    "优质",
];

/// Words that belong to a kind of school and not to one school.
const SCHOOL_KINDS: [&str; 8] = ["职业技术", "职业", "技术", "实验", "师范", "中等", "专科", "高级"];

/// Words with 区 in them that name no district.
const NO_DISTRICTS: &str = "小社园校城地山景片辖市厂库矿住街老新";

impl Places {
    /// Reads a matter.
    pub fn read(title: &str, body: &str) -> Places {
        let about = named(title);
        let mut all = named(body);
        all.extend(about.iter().cloned());
        Places { about: if about.is_empty() { all.clone() } else { about }, named: all }
    }

    /// Compares with another. Schools, estates and villages decide; districts where none of these
    /// is named by both.
    pub fn against(&self, other: &Places) -> Judged {
        let mut different = false;
        for kind in [Kind::School, Kind::Estate, Kind::Village] {
            match self.of_kind(other, kind) {
                Judged::Same => return Judged::Same,
                Judged::Different => different = true,
                Judged::Unknown => {}
            }
        }
        if different {
            return Judged::Different;
        }
        match self.of_kind(other, Kind::District) {
            // One district has thousands of matters.
            Judged::Same => Judged::Unknown,
            judged => judged,
        }
    }

    fn of_kind(&self, other: &Places, kind: Kind) -> Judged {
        let of =
            |places: &[Place]| places.iter().filter(|place| place.kind == kind).cloned().collect::<Vec<_>>();
        let (about, others) = (of(&self.about), of(&other.about));
        let meets = |left: &[Place], right: &[Place]| {
            left.iter().any(|place| right.iter().any(|one| same(place, one)))
        };
        if meets(&about, &of(&other.named)) || meets(&others, &of(&self.named)) {
            Judged::Same
        } else if about.is_empty() || others.is_empty() {
            Judged::Unknown
        } else {
            Judged::Different
        }
    }
}

/// One name is often written with more before it: 万科魅力之城, 涉外经济. Codes such as A5 are the
/// same only when they are.
fn same(left: &Place, right: &Place) -> bool {
    if left.name == right.name {
        return true;
    }
    let alike =
        left.name.iter().rev().zip(right.name.iter().rev()).take_while(|(one, other)| one == other).count();
    let codes = left.name.iter().chain(&right.name).any(char::is_ascii);
    alike >= 2 && !codes
}

fn named(text: &str) -> Vec<Place> {
    let text: Vec<char> = text.chars().collect();
    let mut found: Vec<Place> = Vec::new();
    for (kind, mark, belongs) in MARKS {
        let mark: Vec<char> = mark.chars().collect();
        for at in text.windows(mark.len()).enumerate().filter(|(_, part)| **part == mark).map(|(at, _)| at) {
            let from = text[..at]
                .iter()
                .rev()
                .take(NAME_MAX)
                .take_while(|c| c.is_alphanumeric() && !STOPS.contains(**c))
                .count();
            let mut name = text[at - from..at].to_vec();
            if kind == Kind::District && text[..at].last().is_some_and(|c| NO_DISTRICTS.contains(*c)) {
                continue;
            }
            if kind == Kind::School {
                without_kind(&mut name);
            }
            let word: String = name.iter().collect();
            if word.chars().count() < 2 || NO_NAMES.contains(&word.as_str()) {
                continue;
            }
            if belongs {
                name.extend(&mark);
            }
            let place = Place { kind, name };
            if !found.contains(&place) {
                found.push(place);
            }
        }
    }
    found
}

fn without_kind(name: &mut Vec<char>) {
    for word in SCHOOL_KINDS {
        let word: Vec<char> = word.chars().collect();
        if name.ends_with(&word) {
            name.truncate(name.len() - word.len());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(left: &str, right: &str) -> Judged {
        Places::read(left, "").against(&Places::read(right, ""))
    }

    #[test]
    fn names_are_told_apart_and_found_again_with_more_before_them() {
        assert_eq!(judge("A4区英祥春天小区噪音", "A5区魅力之城小区噪音"), Judged::Different);
        assert_eq!(judge("万科魅力之城小区油烟", "A市魅力之城商铺油烟"), Judged::Same);
        assert_eq!(judge("A市经济学院强制实习", "A市涉外经济学院强制实习"), Judged::Same);
        assert_eq!(judge("楚都职业技术学校组织打工", "商贸旅游职业技术学院实习"), Judged::Different);
        assert_eq!(judge("A1区路灯", "A11区路灯"), Judged::Different);
        assert_eq!(judge("朝阳区路灯不亮", "请修路灯"), Judged::Unknown);
        assert_eq!(judge("我们小区停水", "老旧小区停水"), Judged::Unknown);
    }
}
