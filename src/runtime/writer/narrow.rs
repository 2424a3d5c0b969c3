//! 歧义宽度: glyphs that are one column wide on some terminals and two on others, and what stands
//! for them where they are two.

use unicode_normalization::UnicodeNormalization;
use unicode_width::UnicodeWidthChar;

/// What to do with glyphs of which terminals disagree whether they are one column wide or two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ambiguous {
    /// Nobody asked the terminal: send them, and place the cursor anew after each.
    #[default]
    Guarded,
    /// The terminal was asked and they are one column wide: punctuation and box drawing, of which
    /// samples were tried, are sent like any text; the cursor is placed anew after the others.
    Narrow,
    /// They are two columns wide, or the terminal would not say: send an ASCII character that
    /// reads alike instead.
    Replaced,
}

/// Is the character ambiguous?
pub(super) fn is_ambiguous(c: char) -> bool {
    c.width() == Some(1) && (c.width_cjk() == Some(2) || is_letter(c))
}

/// Of a kind of which the terminal was shown a sample: “ … ─.
pub(super) fn is_sampled(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{2500}'..='\u{257f}')
}

/// One ASCII character, one column wide everywhere, that reads as nearly like an ambiguous one as
/// it can.
pub(super) fn replacement(c: char) -> char {
    match c {
        '“' | '”' | '„' | '‟' | '″' | '˝' | '¨' => '"',
        '‘' | '’' | '‚' | '‛' | '′' | '´' | '‵' => '\'',
        '…' | '‥' | '·' | '˙' => '.',
        '\u{ad}' | '\u{2010}'..='\u{2015}' | '¯' | 'ˉ' | '‾' => '-',
        '•' | '※' | '●' | '★' | '◆' | '■' | '▪' | '♦' | '♠' | '♥' | '♣' | '⊙' | '✽' => {
            '*'
        }
        '○' | '□' | '☆' | '◇' | '◎' | '◯' | '▣'..='▩' | '°' | 'º' | '˚' => 'o',
        '±' => '+',
        '×' => 'x',
        '÷' | '∕' => '/',
        '→' | '⇒' | '▶' | '▷' | '≥' | '≧' | '≫' | '≯' | '⊃' | '⊇' => '>',
        '←' | '⇐' | '◀' | '◁' | '≤' | '≦' | '≪' | '≮' | '⊂' | '⊆' => '<',
        '↑' | '▲' | '△' | '∧' | '∩' | 'ˇ' => '^',
        '↓' | '▼' | '▽' | '∨' | '∪' | '√' => 'v',
        '↔' | '↕' | '⇔' | '─' | '━' | '═' => '-',
        '∥' | '∣' | '¦' | '‖' => '|',
        '∶' | '∷' => ':',
        '∼' | '≈' | '∽' | '≌' | '˜' => '~',
        '≡' | '≒' => '=',
        '№' | '⊕' | '≠' | '█' | '▓' | '▒' => '#',
        '℃' | '℉' => {
            if c == '℃' {
                'C'
            } else {
                'F'
            }
        }
        '‰' => '%',
        '§' => 'S',
        '¡' => '!',
        'ª' => 'a',
        '▏'..='▕' => '|',
        '\u{2500}'..='\u{257f}' => box_drawing(c),
        '\u{2160}'..='\u{2168}' => digit(u32::from(c) - 0x215f),
        '\u{2170}'..='\u{2178}' => digit(u32::from(c) - 0x216f),
        'Ⅹ' | 'ⅹ' => 'X',
        '\u{216a}'..='\u{216f}' | '\u{217a}'..='\u{217f}' => '#',
        '\u{2460}'..='\u{2468}' => digit(u32::from(c) - 0x245f),
        '\u{2474}'..='\u{247c}' => digit(u32::from(c) - 0x2473),
        '\u{2488}'..='\u{2490}' => digit(u32::from(c) - 0x2487),
        '\u{24f5}'..='\u{24fd}' => digit(u32::from(c) - 0x24f4),
        '\u{2776}'..='\u{277e}' => digit(u32::from(c) - 0x2775),
        '\u{2469}'..='\u{249b}' | '\u{24eb}'..='\u{24fe}' | '\u{277f}' => '#',
        '\u{249c}'..='\u{24b5}' => letter(b'a', u32::from(c) - 0x249c),
        _ => base(c),
    }
}

/// The letter under the marks, or what is nearest to it.
fn base(c: char) -> char {
    let plain = match c {
        'Æ' | 'Å' => 'A',
        'æ' | 'ɑ' | 'α' | 'а' => 'a',
        'Ð' | 'Đ' => 'D',
        'ð' | 'đ' => 'd',
        'Ø' | 'Œ' => 'O',
        'ø' | 'œ' | 'о' | 'ο' => 'o',
        'Þ' => 'P',
        'þ' | 'ρ' | 'р' => 'p',
        'ß' | 'β' | 'В' => 'B',
        'ħ' | 'Ħ' => 'h',
        'ı' => 'i',
        'ł' => 'l',
        'Ł' => 'L',
        'ŋ' => 'n',
        'ŧ' | 'Ŧ' => 't',
        'ɡ' => 'g',
        'Α' | 'А' => 'A',
        'Β' => 'B',
        'Ε' | 'Е' | 'Ё' => 'E',
        'ε' | 'е' | 'ё' => 'e',
        'Ζ' => 'Z',
        'Η' | 'Н' => 'H',
        'Ι' => 'I',
        'ι' => 'i',
        'Κ' | 'К' => 'K',
        'κ' | 'к' => 'k',
        'Μ' | 'М' => 'M',
        'Ν' => 'N',
        'Ο' | 'О' => 'O',
        'Ρ' | 'Р' => 'P',
        'Τ' | 'Т' => 'T',
        'Υ' => 'Y',
        'Χ' | 'Х' => 'X',
        'χ' | 'х' => 'x',
        'С' => 'C',
        'с' => 'c',
        'у' | 'У' => 'y',
        'μ' => 'u',
        'ν' => 'v',
        'υ' => 'u',
        'ω' => 'w',
        'τ' => 't',
        _ => c.nfkd().next().filter(char::is_ascii_graphic).unwrap_or('?'),
    };
    // What decomposes into a blank and a mark has no letter.
    if plain.is_ascii_graphic() { plain } else { '?' }
}

fn box_drawing(c: char) -> char {
    match c {
        '━' | '┄' | '┅' | '┈' | '┉' | '╌' | '╍' | '═' | '╴' | '╶' | '╸' | '╺' | '╼' | '╾' | '─' => {
            '-'
        }
        '│' | '┃' | '┆' | '┇' | '┊' | '┋' | '╎' | '╏' | '║' | '╵' | '╷' | '╹' | '╻' | '╽' | '╿' => {
            '|'
        }
        '╱' => '/',
        '╲' => '\\',
        '╳' => 'X',
        _ => '+',
    }
}

fn digit(value: u32) -> char {
    char::from_digit(value, 10).unwrap_or('?')
}

fn letter(first: u8, at: u32) -> char {
    char::from_u32(u32::from(first) + at).filter(char::is_ascii_graphic).unwrap_or('?')
}

/// Letters that East Asian character sets hold, and that are two columns wide where terminals go
/// by them. The width table calls them narrow everywhere.
fn is_letter(c: char) -> bool {
    matches!(c,
        'ª' | 'º' | 'Æ' | 'Ð' | 'Ø' | 'Þ'..='á' | 'æ' | 'è'..='ê' | 'ì' | 'í' | 'ð' | 'ò' | 'ó'
        | 'ø'..='ú' | 'ü' | 'þ' | 'ā' | 'đ' | 'ē' | 'ě' | 'Ħ' | 'ħ' | 'ī' | 'ı'..='ĳ' | 'ĸ'
        | 'Ŀ'..='ł' | 'ń' | 'ň'..='ŋ' | 'ō' | 'Œ' | 'œ' | 'Ŧ' | 'ŧ' | 'ū' | 'ǎ' | 'ǐ' | 'ǒ' | 'ǔ'
        | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' | 'ǹ' | 'ɑ' | 'ɡ' | 'Α'..='Ρ' | 'Σ'..='Ω' | 'α'..='ρ' | 'σ'..='ω'
        | 'Ё' | 'А'..='я' | 'ё')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_ambiguous_becomes_one_ascii_character() {
        let mut count = 0;
        for c in ('\0'..=char::MAX).filter(|&c| is_ambiguous(c)) {
            let plain = replacement(c);
            assert!(plain.is_ascii_graphic(), "{c} becomes {plain:?}");
            count += 1;
        }
        assert!(count > 1000, "{count}");
    }

    #[test]
    fn replacements_read_alike() {
        let glyphs = "“停水三天”……—·①⑨⑩Ⅰ℃№─│┌●○★→←↑↓±×÷°āéüΑЖ℡";
        let read: String = glyphs.chars().map(|c| if is_ambiguous(c) { replacement(c) } else { c }).collect();
        assert_eq!(read, "\"停水三天\"..-.19#1C#-|+*o*><^v+x/oaeuA?T");
    }

    #[test]
    fn what_every_terminal_agrees_on_is_left_alone() {
        for c in "aZ~ 水，。（）㎡￥ｅäöñ日本語한국\u{3000}".chars() {
            assert!(!is_ambiguous(c), "{c}");
        }
    }
}
