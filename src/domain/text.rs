//! Clean text: what people paste and files carry, without what a terminal would obey.

/// Longest title, in characters.
pub const TITLE_MAX: usize = 120;
/// Longest text of a petition, in characters; a long letter has about ten thousand.
pub const BODY_MAX: usize = 50_000;
/// Longest one-line value, in characters.
pub const LINE_MAX: usize = 255;

/// One line: blanks of every kind become one space, invisible characters go, ends are trimmed.
pub fn line(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for c in text.chars() {
        match kind(c) {
            Kind::Visible => clean.push(c),
            Kind::Blank | Kind::Break => {
                if !clean.is_empty() && !clean.ends_with(' ') {
                    clean.push(' ');
                }
            }
            Kind::Invisible => {}
        }
    }
    if clean.ends_with(' ') {
        clean.pop();
    }
    clean
}

/// Text of many lines: each line trimmed at both ends (leading tabs and U+3000 are indents of
/// web forms), no more than one empty line in a row, none at the ends.
pub fn paragraphs(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut empty_lines = 0;
    let unified = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}', '\u{85}'], "\n");
    for raw in unified.split('\n') {
        let text = line(raw);
        if text.is_empty() {
            empty_lines += 1;
            continue;
        }
        if !clean.is_empty() {
            clean.push_str(if empty_lines > 0 { "\n\n" } else { "\n" });
        }
        clean.push_str(&text);
        empty_lines = 0;
    }
    clean
}

/// A title from the text: its first sentence that says something, at most `max` characters; a
/// text without one stands for itself.
pub fn first_sentence(body: &str, max: usize) -> String {
    let end = |c: char| matches!(c, '。' | '！' | '？' | '；' | '!' | '?' | ';' | '\n');
    let sentence = body.split(end).map(str::trim).find(|s| !s.is_empty() && !is_greeting(s));
    let title: String = sentence.unwrap_or(body).trim().chars().take(max).collect();
    line(&title)
}

/// 书记您好 is no matter.
fn is_greeting(sentence: &str) -> bool {
    const LONGEST: usize = 10;
    sentence.chars().count() <= LONGEST
        && ["您好", "你好", "尊敬的"].iter().any(|word| sentence.contains(word))
}

enum Kind {
    Visible,
    Blank,
    Break,
    Invisible,
}

fn kind(c: char) -> Kind {
    match c {
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Kind::Break,
        '\t' => Kind::Blank,
        // C0 and C1 controls: ESC and CSI would be obeyed by a terminal.
        c if c.is_control() => Kind::Invisible,
        // Zero-width characters, direction marks and overrides, soft hyphen, BOM, tags:
        // invisible, yet they break searching, matching and alignment.
        '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}' => Kind::Invisible,
        c if c.is_whitespace() => Kind::Blank,
        _ => Kind::Visible,
    }
}

/// Words in both languages, as they stand in the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Titled {
    /// 简体中文
    pub zh: String,
    /// English
    pub en: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leading_tabs_and_wide_blanks_go() {
        assert_eq!(
            paragraphs("\n\t\t\t\n\t\u{3000}\u{3000}书记您好，我是学生。\n\t\t\n\n"),
            "书记您好，我是学生。"
        );
        assert_eq!(paragraphs("一\r\n\r\n\r\n二\n三"), "一\n\n二\n三");
    }

    #[test]
    fn nothing_that_a_terminal_obeys_is_left() {
        let dirty = "停\u{1b}[31m水\u{7}三\u{9b}2J天\u{202e}了\u{200b}";
        assert_eq!(line(dirty), "停[31m水三2J天了");
        assert!(!line(dirty).chars().any(char::is_control));
    }

    #[test]
    fn a_title_is_the_first_sentence() {
        assert_eq!(first_sentence("工地拖欠工资。要求付清。", 40), "工地拖欠工资");
        assert_eq!(first_sentence("\n一二三四五", 3), "一二三");
        assert_eq!(first_sentence("书记您好！停水三天。", 40), "停水三天");
        assert_eq!(first_sentence("？？！", 40), "？？！");
        assert_eq!(first_sentence("一二 三四", 3), "一二");
    }
}
