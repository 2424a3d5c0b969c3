//! Text in cells: a Chinese character is two. Nothing here counts bytes or characters.

use ratatui::buffer::Buffer;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Cells that a text takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// The text in at most `cells`, with `..` where something was cut; never half a character.
pub fn cut(text: &str, cells: usize) -> String {
    if width(text) <= cells {
        return text.to_owned();
    }
    let mut kept = start(text, cells.saturating_sub(2)).to_owned();
    kept.push_str(&".."[..cells.min(2)]);
    kept
}

/// The text in exactly `cells`: cut or filled with blanks.
pub fn pad(text: &str, cells: usize) -> String {
    let mut padded = cut(text, cells);
    padded.extend(std::iter::repeat_n(' ', cells.saturating_sub(width(&padded))));
    padded
}

/// The longest beginning that fits into `cells`.
pub fn start(text: &str, cells: usize) -> &str {
    let mut used = 0;
    let mut end = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += width(grapheme);
        if used > cells {
            break;
        }
        end = at + grapheme.len();
    }
    &text[..end]
}

/// Signs that must not begin a line (避头).
const NOT_FIRST: &str = "，。、；：？！）》〕”’%,.;:?!)]}";

/// The text in lines of at most `cells`: Chinese breaks anywhere but before a closing sign,
/// Latin words stay whole where they fit.
pub fn wrap(text: &str, cells: usize) -> Vec<String> {
    let cells = cells.max(2);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        let mut used = 0;
        for piece in pieces(paragraph) {
            let mut piece = piece;
            let mut size = width(piece);
            while used + size > cells {
                if used > 0 {
                    let hangs = piece.chars().next().is_some_and(|c| NOT_FIRST.contains(c));
                    let carried = if hangs { last_piece(&mut line) } else { String::new() };
                    lines.push(std::mem::take(&mut line).trim_end().to_owned());
                    used = width(&carried);
                    line = carried;
                    if used + size <= cells {
                        break;
                    }
                    if used == 0 && size <= cells {
                        break;
                    }
                }
                let head = start(piece, cells - used);
                if head.is_empty() {
                    lines.push(std::mem::take(&mut line));
                    used = 0;
                    continue;
                }
                line.push_str(head);
                lines.push(std::mem::take(&mut line));
                used = 0;
                piece = &piece[head.len()..];
                size = width(piece);
            }
            if !(line.is_empty() && piece == " ") {
                line.push_str(piece);
                used += size;
            }
        }
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// Takes the last character off a line, or the whole word it belongs to.
fn last_piece(line: &mut String) -> String {
    // A line of one word gives its last character, a line of one character has nothing to give.
    let word = pieces(line).last().map(|piece| line.len() - piece.len()).filter(|at| *at > 0);
    let character = line.grapheme_indices(true).next_back().map(|(at, _)| at).filter(|at| *at > 0);
    match word.or(character) {
        Some(at) => line.split_off(at),
        None => String::new(),
    }
}

/// Latin words, and every other character by itself.
fn pieces(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut word: Option<usize> = None;
    for (at, grapheme) in text.grapheme_indices(true) {
        let latin = grapheme.chars().all(|c| c.is_ascii_alphanumeric() || "-_'@/.*".contains(c));
        match (latin, word) {
            (true, None) => word = Some(at),
            (true, Some(_)) => {}
            (false, open) => {
                if let Some(from) = open {
                    found.push(&text[from..at]);
                    word = None;
                }
                found.push(&text[at..at + grapheme.len()]);
            }
        }
    }
    if let Some(from) = word {
        found.push(&text[from..]);
    }
    found
}

/// Writes text at a place, at most `cells` of it, and answers the cells it took.
pub fn put(buffer: &mut Buffer, x: u16, y: u16, cells: usize, text: &str, style: Style) -> u16 {
    if !buffer.area.contains((x, y).into()) {
        return 0;
    }
    let (end, _) = buffer.set_stringn(x, y, cut(text, cells), cells, style);
    end - x
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cutting_never_halves_a_character() {
        assert_eq!(cut("自来水停供", 10), "自来水停供");
        assert_eq!(cut("自来水停供", 9), "自来水..");
        assert_eq!(cut("自来水停供", 8), "自来水..");
        assert_eq!(cut("自来水停供", 7), "自来..");
        assert_eq!(cut("水", 1), ".");
    }

    #[test]
    fn padding_counts_cells() {
        assert_eq!(pad("水a", 5), "水a  ");
        for cells in 0..12 {
            assert_eq!(width(&pad("自来水abc", cells)), cells);
        }
    }

    #[test]
    fn a_wrapped_line_is_never_too_wide_and_loses_nothing() {
        let text = "6月至8月在北门小区改造工地做抹灰，包工头一直说公司没付款，23个人 three months' wages";
        for cells in 2..40 {
            let lines = wrap(text, cells);
            assert!(lines.iter().all(|line| width(line) <= cells), "{cells}: {lines:?}");
            let bare = |text: &str| text.chars().filter(|c| *c != ' ').collect::<String>();
            assert_eq!(bare(&lines.concat()), bare(text), "{cells}");
        }
    }

    #[test]
    fn a_closing_sign_never_begins_a_line() {
        let lines = wrap("停水三天，请恢复。", 8);
        assert_eq!(lines, ["停水三", "天，请恢", "复。"]);
    }
}
