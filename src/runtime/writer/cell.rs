//! One column of the screen in sixteen bytes: what may be printed there, and how wide it is.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::narrow::{Ambiguous, is_ambiguous, is_sampled, replacement};
use super::style::Style;

/// A column of the screen: a glyph, or the second half of the wide glyph before it.
///
/// Packed into one number, because a frame compares thousands of them: thirteen bytes of text
/// (the lowest, in order), one of length and flags, two of style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell(u128);

const TEXT_BYTES: usize = 13;
const SHAPE: u32 = 104;
const STYLE: u32 = 112;
const LENGTH: u8 = 0b1111;
const WIDE: u8 = 1 << 4;
const HALF: u8 = 1 << 5;
const UNSURE: u8 = 1 << 6;

impl Cell {
    /// A column with nothing in it, as the terminal leaves it after erasing.
    pub(super) const BLANK: Self = Self(b' ' as u128 | 1 << SHAPE);

    /// The glyph of a symbol. Never a control character or anything else that could change the
    /// terminal instead of being seen: a symbol that begins with one becomes a blank, and after
    /// the first character only combining marks are kept.
    pub(super) fn new(symbol: &str, style: Style, ambiguous: Ambiguous) -> Self {
        if let &[byte @ b'!'..=b'~'] = symbol.as_bytes() {
            return Self::pack(&[byte], 0, style);
        }
        let mut chars = symbol.chars();
        let Some(base) = chars.next() else {
            return Self::blank(style);
        };
        let Some(mut flags) = measure(base, ambiguous) else {
            return Self::blank(style);
        };
        if ambiguous == Ambiguous::Replaced && is_ambiguous(base) {
            // Marks on it are left out: they were made for another letter.
            return Self::pack(&[u8::try_from(replacement(base)).unwrap_or(b'?')], 0, style);
        }
        let mut text = [0; TEXT_BYTES];
        let mut length = base.encode_utf8(&mut text).len();
        for mark in chars.take_while(|&c| c.width() == Some(0) && !is_invisible(c)) {
            if length + mark.len_utf8() > TEXT_BYTES {
                break;
            }
            length += mark.encode_utf8(&mut text[length..]).len();
            // Some terminals give marks a column of their own.
            flags |= UNSURE;
        }
        Self::pack(&text[..length], flags, style)
    }

    pub(super) fn blank(style: Style) -> Self {
        Self::pack(b" ", 0, style.on_blank())
    }

    /// The second half of a wide glyph of that style.
    pub(super) fn half(style: Style) -> Self {
        Self::pack(&[], HALF, style)
    }

    fn pack(text: &[u8], flags: u8, style: Style) -> Self {
        let mut bytes = [0; 16];
        bytes[..text.len()].copy_from_slice(text);
        let shape = flags | u8::try_from(text.len()).unwrap_or(0);
        let style = u128::from(style.bits()) << STYLE;
        Self(u128::from_le_bytes(bytes) | u128::from(shape) << SHAPE | style)
    }

    /// The bytes to print: none for a half.
    pub(super) fn write(self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.0.to_le_bytes()[..self.len()]);
    }

    pub(super) fn len(self) -> usize {
        usize::from(self.shape() & LENGTH)
    }

    pub(super) fn style(self) -> Style {
        Style::from_bits((self.0 >> STYLE) as u16)
    }

    pub(super) fn is_wide(self) -> bool {
        self.shape() & WIDE != 0
    }

    pub(super) fn is_half(self) -> bool {
        self.shape() & HALF != 0
    }

    /// Whether terminals disagree on the columns of this glyph, so that nobody knows where the
    /// cursor stands after it.
    pub(super) fn is_unsure(self) -> bool {
        self.shape() & UNSURE != 0
    }

    /// Columns the glyph takes.
    pub(super) fn columns(self) -> usize {
        if self.is_wide() { 2 } else { 1 }
    }

    /// Whether there is no glyph, whatever the background.
    pub(super) fn is_space(self) -> bool {
        self.0.to_le_bytes()[0] == b' '
    }

    fn shape(self) -> u8 {
        (self.0 >> SHAPE) as u8
    }
}

/// Columns ratatui gives to a symbol, which decides what it hands over of the cells behind it.
pub(super) fn columns(symbol: &str) -> usize {
    match symbol.as_bytes() {
        [_] => 1,
        // U+5000 to U+9FFF, nearly every character on these screens, need no table.
        [0xe5..=0xe9, _, _] => 2,
        _ => symbol.width(),
    }
}

/// Flags of a character that may be printed, nothing if it may not.
fn measure(c: char, ambiguous: Ambiguous) -> Option<u8> {
    if matches!(c, '\u{4e00}'..='\u{9fff}') {
        return Some(WIDE);
    }
    if c == ' ' || is_invisible(c) {
        return None;
    }
    let width = match c.width() {
        Some(1) => 0,
        Some(2) => WIDE,
        // Control characters, marks without a base, and one Khmer sign three columns wide.
        _ => return None,
    };
    // “ ” … — · and box drawing take two columns on many Chinese terminals; pictographs take
    // one on old ones.
    let unsure = c.width_cjk() != c.width() || matches!(c, '\u{1f000}'..='\u{1faff}');
    let tried = ambiguous == Ambiguous::Narrow && is_sampled(c);
    Some(if unsure && !tried { width | UNSURE } else { width })
}

/// Characters that are not seen but steer the text around them: joiners, direction overrides,
/// separators, tags. U+FE0F turns some narrow signs into wide pictures on some terminals only,
/// and the two halfwidth sound marks are wide or not by the terminal's own mind.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe0f}' | '\u{feff}' | '\u{ff9e}'..='\u{ff9f}'
        | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e00ff}' | '\u{e01f0}'..='\u{e0fff}')
}
