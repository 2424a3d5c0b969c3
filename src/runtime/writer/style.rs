//! Styles as a terminal of sixteen colours knows them, and the codes that switch between them.

use std::io::Write;

use ratatui::style::{Color, Modifier};

/// What the terminal may be asked to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colours {
    /// The sixteen colours every terminal has; others become the nearest of them.
    Sixteen,
    /// No colour and no italics: bold, dim, underline and reverse only.
    Mono,
}

/// Colours and attributes of a cell in sixteen bits, so that cells stay small and compare fast.
///
/// Foreground and background take five bits each: 0 is the terminal's own, 1 to 16 the palette.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Style(u16);

const COLOUR: u16 = 0b1_1111;
const BACKGROUND: u16 = 5;
const BOLD: u16 = 1 << 10;
const DIM: u16 = 1 << 11;
const ITALIC: u16 = 1 << 12;
const UNDERLINE: u16 = 1 << 13;
const REVERSE: u16 = 1 << 14;

/// Attribute, the code that sets it, the code that ends it. Bold and dim share their end.
const ATTRIBUTES: [(u16, u8, u8); 5] =
    [(BOLD, 1, 22), (DIM, 2, 22), (ITALIC, 3, 23), (UNDERLINE, 4, 24), (REVERSE, 7, 27)];

/// The palette as xterm shows it; users change theirs, but dark stays dark.
const PALETTE: [[u8; 3]; 16] = [
    [0, 0, 0],
    [205, 0, 0],
    [0, 205, 0],
    [205, 205, 0],
    [0, 0, 238],
    [205, 0, 205],
    [0, 205, 205],
    [229, 229, 229],
    [127, 127, 127],
    [255, 0, 0],
    [0, 255, 0],
    [255, 255, 0],
    [92, 92, 255],
    [255, 0, 255],
    [0, 255, 255],
    [255, 255, 255],
];

impl Style {
    /// The terminal's own colours, nothing added.
    pub(super) const PLAIN: Self = Self(0);

    pub(super) fn new(fg: Color, bg: Color, modifier: Modifier, colours: Colours) -> Self {
        let mut bits = 0;
        for (theirs, ours) in [
            (Modifier::BOLD, BOLD),
            (Modifier::DIM, DIM),
            (Modifier::UNDERLINED, UNDERLINE),
            (Modifier::REVERSED, REVERSE),
        ] {
            if modifier.contains(theirs) {
                bits |= ours;
            }
        }
        match colours {
            Colours::Mono => Self(bits),
            Colours::Sixteen => {
                if modifier.contains(Modifier::ITALIC) {
                    bits |= ITALIC;
                }
                Self(bits | palette(fg) | palette(bg) << BACKGROUND)
            }
        }
    }

    pub(super) fn from_bits(bits: u16) -> Self {
        Self(bits)
    }

    pub(super) fn bits(self) -> u16 {
        self.0
    }

    /// The part of the style that can be seen where there is no glyph. Dropping the rest lets
    /// blanks compare equal, so that they need not be written again and can be erased.
    pub(super) fn on_blank(self) -> Self {
        let seen = if self.0 & REVERSE != 0 {
            // The colours change places; bold may brighten what is now the background.
            !ITALIC
        } else if self.0 & UNDERLINE != 0 {
            UNDERLINE | COLOUR | COLOUR << BACKGROUND
        } else {
            COLOUR << BACKGROUND
        };
        Self(self.0 & seen)
    }

    /// Writes the shorter of two ways from this style to `next`: the changes only, or a reset and
    /// all that `next` has.
    pub(super) fn switch(self, next: Self, out: &mut Vec<u8>) {
        if self == next {
            return;
        }
        let start = out.len();
        self.write_changes(next, out);
        let second = out.len();
        next.write_from_reset(out);
        keep_shorter(out, start, second);
    }

    fn write_changes(self, next: Self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"\x1b[");
        let mut held = self.0;
        for (attribute, _, end) in ATTRIBUTES {
            if held & attribute != 0 && next.0 & attribute == 0 {
                code(end, out);
                // 22 ends bold and dim together: what is still wanted is set again below.
                let ended = if end == 22 { BOLD | DIM } else { attribute };
                held &= !ended;
            }
        }
        for (attribute, set, _) in ATTRIBUTES {
            if next.0 & attribute != 0 && held & attribute == 0 {
                code(set, out);
            }
        }
        if self.foreground() != next.foreground() {
            code(colour_code(next.foreground(), 30), out);
        }
        if self.background() != next.background() {
            code(colour_code(next.background(), 40), out);
        }
        end_codes(out);
    }

    fn write_from_reset(self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"\x1b[");
        if self != Self::PLAIN {
            code(0, out);
        }
        for (attribute, set, _) in ATTRIBUTES {
            if self.0 & attribute != 0 {
                code(set, out);
            }
        }
        if self.foreground() != 0 {
            code(colour_code(self.foreground(), 30), out);
        }
        if self.background() != 0 {
            code(colour_code(self.background(), 40), out);
        }
        end_codes(out);
    }

    fn foreground(self) -> u16 {
        self.0 & COLOUR
    }

    fn background(self) -> u16 {
        self.0 >> BACKGROUND & COLOUR
    }
}

/// Of two ways to say the same at the end of `out`, `start..second` and `second..`, keeps the
/// shorter; the first when they are equal.
pub(super) fn keep_shorter(out: &mut Vec<u8>, start: usize, second: usize) {
    if out.len() - second < second - start {
        out.drain(start..second);
    } else {
        out.truncate(second);
    }
}

/// Writes a decimal number.
pub(super) fn number(n: usize, out: &mut Vec<u8>) {
    // Writing to a Vec cannot fail.
    let _ = write!(out, "{n}");
}

fn code(n: u8, out: &mut Vec<u8>) {
    number(n.into(), out);
    out.push(b';');
}

/// Turns the separator after the last code into the end of the sequence.
fn end_codes(out: &mut Vec<u8>) {
    if out.last() == Some(&b';') {
        out.pop();
    }
    out.push(b'm');
}

/// The SGR code of a palette entry (0: the terminal's own), `base` being 30 or 40.
fn colour_code(entry: u16, base: u8) -> u8 {
    match u8::try_from(entry).unwrap_or(0) {
        0 => base + 9,
        dark @ 1..=8 => base + dark - 1,
        bright => base + 60 + bright - 9,
    }
}

/// The palette entry of a colour, 0 for the terminal's own.
fn palette(colour: Color) -> u16 {
    let index = match colour {
        Color::Reset => return 0,
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
        Color::Rgb(r, g, b) => nearest([r, g, b]),
        Color::Indexed(i) => indexed(i),
    };
    index + 1
}

/// One of the 256 indexed colours: the palette itself, a 6x6x6 cube, or a ramp of greys.
fn indexed(i: u8) -> u16 {
    let level = |n: u8| if n == 0 { 0 } else { 55 + 40 * n };
    match i {
        0..=15 => i.into(),
        16..=231 => {
            let cube = i - 16;
            nearest([level(cube / 36), level(cube / 6 % 6), level(cube % 6)])
        }
        232..=255 => nearest([8 + 10 * (i - 232); 3]),
    }
}

fn nearest(rgb: [u8; 3]) -> u16 {
    let distance = |entry: &[u8; 3]| -> u32 {
        entry.iter().zip(rgb).map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
    };
    (0..16).zip(&PALETTE).min_by_key(|(_, entry)| distance(entry)).map_or(0, |(index, _)| index)
}
