//! 拼音首字母: how people type a name in a hurry: 张三 is zs.

use pinyin::ToPinyinMulti;

/// More readings than this of one name are not kept; names with three many-sounded characters
/// are rare, and the officer can still type the characters.
const READINGS_MAX: usize = 12;

/// The initials of a name, every reading of every character: 单强 is `sq` and `dq`. Latin
/// letters and digits stand for themselves. Empty when nothing has a sound.
pub fn of(name: &str) -> Vec<String> {
    let mut readings = vec![String::new()];
    for c in name.chars() {
        let mut letters: Vec<char> = match c.to_pinyin_multi() {
            Some(multi) => multi.into_iter().filter_map(|sound| sound.plain().chars().next()).collect(),
            None if c.is_ascii_alphanumeric() => vec![c.to_ascii_lowercase()],
            None => continue,
        };
        letters.sort_unstable();
        letters.dedup();
        readings = readings
            .iter()
            .flat_map(|start| letters.iter().map(move |letter| format!("{start}{letter}")))
            .take(READINGS_MAX)
            .collect();
    }
    readings.retain(|reading| !reading.is_empty());
    readings
}

/// Could this be initials? Two or more Latin letters and nothing else.
pub fn looks_like(text: &str) -> bool {
    text.len() >= 2 && text.chars().all(|c| c.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reading_of_a_surname_is_known() {
        assert_eq!(of("张三"), ["zs"]);
        assert!(of("单强").contains(&"sq".to_owned()));
        assert!(of("曾国").contains(&"zg".to_owned()));
        assert!(of("仇英").contains(&"qy".to_owned()));
    }

    #[test]
    fn latin_names_stand_for_themselves() {
        assert_eq!(of("Zhang San"), ["zhangsan"]);
        assert_eq!(of("，"), Vec::<String>::new());
    }
}
