//! How wide the terminal shows a quotation mark, a line, a Chinese character: asked by printing
//! one of each and asking where the cursor then stands.
//!
//! Whatever else arrives meanwhile was typed by somebody, and is kept.

#![cfg_attr(not(unix), allow(dead_code, reason = "only Unix can be asked"))]

use std::io::{self, Write};
use std::time::Duration;

use ratatui::layout::Size;

use crate::keymap::{Key, Stroke};

/// Longer than this nobody waits for a screen. A terminal that needs longer counts as silent.
const PATIENCE: Duration = Duration::from_millis(300);
/// An answer that has begun gets this much more, so that its end is not taken for keys.
const GRACE: Duration = Duration::from_millis(150);
/// What is typed meanwhile is less; a flood is left to the terminal's own queue.
const MOST: usize = 16 * 1024;

/// What is printed, in the order of the answers.
const SAMPLES: [char; 4] = ['“', '─', '…', '水'];
/// Shift-F3 looks like an answer from the first row. So the question is asked on the second.
const ROW: u16 = 2;

/// Columns of a glyph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Width {
    /// one
    One,
    /// two
    Two,
    /// No answer, or one that cannot be.
    #[default]
    Unknown,
}

impl Width {
    /// The number as it is written in a report.
    pub fn digit(self) -> &'static str {
        match self {
            Width::One => "1",
            Width::Two => "2",
            Width::Unknown => "?",
        }
    }
}

/// How wide a terminal shows what it was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Probe {
    /// “
    pub quote: Width,
    /// ─
    pub border: Width,
    /// …
    pub ellipsis: Width,
    /// 水
    pub hanzi: Width,
}

impl Probe {
    /// Are glyphs of ambiguous width known to be one column wide?
    pub fn is_narrow(&self) -> bool {
        [self.quote, self.border, self.ellipsis] == [Width::One; 3]
    }

    /// Did the terminal answer nothing of use?
    pub fn is_silent(&self) -> bool {
        *self == Probe::default()
    }
}

/// Asks the terminal, which must be in raw mode; answers what was typed meanwhile too. Nobody
/// else may be reading from it.
///
/// # Errors
/// When the question cannot be written.
pub(super) fn ask(out: &mut impl Write, size: Size) -> io::Result<(Probe, Vec<Stroke>)> {
    let mut question = format!("\x1b[{ROW};1H");
    for sample in SAMPLES {
        question.push('\r');
        question.push(sample);
        question.push_str("\x1b[6n");
    }
    question.push_str("\r\x1b[K");
    out.write_all(question.as_bytes())?;
    out.flush()?;
    let mut hearing = Hearing::new(ROW.min(size.height), size.width);
    hear(&mut hearing);
    Ok(hearing.end())
}

/// Reads until all is answered or nobody waits any longer.
#[cfg(unix)]
fn hear(hearing: &mut Hearing) {
    use std::time::Instant;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    let stdin = rustix::stdio::stdin();
    let begun = Instant::now();
    let mut buffer = [0; 1024];
    while !hearing.is_over() && hearing.bytes.len() < MOST {
        let limit = if hearing.is_half_said() { PATIENCE + GRACE } else { PATIENCE };
        let Some(left) = limit.checked_sub(begun.elapsed()) else { return };
        let Ok(timeout) = Timespec::try_from(left) else { return };
        let mut waiting = [PollFd::new(&stdin, PollFlags::IN)];
        match poll(&mut waiting, Some(&timeout)) {
            Err(rustix::io::Errno::INTR) => continue,
            // Reading from anything that is not ready would wait for ever.
            Ok(1..) if waiting[0].revents().intersects(PollFlags::IN | PollFlags::HUP) => {}
            Ok(1..) => return,
            Ok(0) if hearing.is_half_said() && limit == PATIENCE => continue,
            Ok(0) | Err(_) => return,
        }
        match rustix::io::read(stdin, &mut buffer) {
            Err(rustix::io::Errno::INTR) => {}
            // The line is gone: the loop will hear of it too.
            Ok(0) | Err(_) => return,
            Ok(count) => hearing.take(&buffer[..count]),
        }
    }
}

/// Elsewhere nobody can be asked without waiting for ever.
#[cfg(not(unix))]
fn hear(_hearing: &mut Hearing) {}

/// What has been heard so far.
struct Hearing {
    row: u16,
    columns: u16,
    bytes: Vec<u8>,
}

impl Hearing {
    fn new(row: u16, columns: u16) -> Hearing {
        Hearing { row, columns, bytes: Vec::new() }
    }

    fn take(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Has every question its answer, and every key its end?
    fn is_over(&self) -> bool {
        let answers = pieces(&self.bytes).filter(|piece| self.is_answer(piece)).count();
        answers >= SAMPLES.len() && !self.is_half_said()
    }

    /// Shift-F3 is none.
    fn is_answer(&self, piece: &Piece<'_>) -> bool {
        matches!(*piece, Piece::Answer(row, column) if row == self.row || row != 1 || column > 16)
    }

    /// Does it end in the middle of something that may become an answer?
    fn is_half_said(&self) -> bool {
        matches!(pieces(&self.bytes).last(), Some(Piece::Cut(_)))
    }

    /// The widths, and the keys. A terminal that answers more often than it was asked, or from
    /// another row or column than there is, is believed nothing.
    fn end(self) -> (Probe, Vec<Stroke>) {
        let mut answers = Vec::new();
        let mut typed = Vec::new();
        for piece in pieces(&self.bytes) {
            match piece {
                Piece::Answer(at, column) if self.is_answer(&piece) => answers.push((at, column)),
                Piece::Key(stroke) => typed.push(stroke),
                // A lone Esc at the end is the key.
                Piece::Cut(b"\x1b") => typed.push(Stroke::plain(Key::Esc)),
                Piece::Answer(..) | Piece::Cut(_) | Piece::Other => {}
            }
        }
        let believed = answers.len() == SAMPLES.len()
            && answers.iter().all(|&(at, column)| at == self.row && (1..=self.columns).contains(&column));
        let width = |sample: usize| match answers.get(sample) {
            Some((_, 2)) if believed => Width::One,
            Some((_, 3)) if believed => Width::Two,
            _ => Width::Unknown,
        };
        let probe = Probe { quote: width(0), border: width(1), ellipsis: width(2), hanzi: width(3) };
        (probe, typed)
    }
}

/// One thing among what arrives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece<'a> {
    /// Where the cursor stands: row, column.
    Answer(u16, u16),
    Key(Stroke),
    /// A sequence that nobody knows, or bytes that are no character: left out.
    Other,
    /// The end came before its end.
    Cut(&'a [u8]),
}

/// Cuts what arrives into its pieces.
fn pieces(bytes: &[u8]) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (piece, length) = first(rest);
        rest = &rest[length..];
        Some(piece)
    })
}

/// The first piece and its length, which is at least one.
fn first(bytes: &[u8]) -> (Piece<'_>, usize) {
    match bytes {
        [0x1b, b'[', rest @ ..] => match rest.iter().position(|byte| !(0x20..0x40).contains(byte)) {
            None => (Piece::Cut(bytes), bytes.len()),
            // Another sequence begins before this one has ended.
            Some(end) if !(0x40..0x7f).contains(&rest[end]) => (Piece::Other, 2 + end),
            Some(end) => (sequence(&rest[..end], rest[end]), 2 + end + 1),
        },
        [0x1b, b'O', key @ 0x40..0x7f, ..] => {
            (after_escape(*key).map_or(Piece::Other, |key| Piece::Key(Stroke::plain(key))), 3)
        }
        [0x1b] | [0x1b, b'O'] => (Piece::Cut(bytes), bytes.len()),
        [byte @ ..0x20 | byte @ 0x7f, ..] => (control(*byte), 1),
        _ => character(bytes),
    }
}

/// A sequence of parameters and the letter that ends it.
fn sequence(parameters: &[u8], letter: u8) -> Piece<'_> {
    let text = std::str::from_utf8(parameters).unwrap_or_default();
    match letter {
        // An answer as long as a book is none.
        b'R' if text.len() <= 16 => {
            match text.split_once(';').map(|(row, column)| (row.parse(), column.parse())) {
                Some((Ok(row), Ok(column))) => Piece::Answer(row, column),
                // One that cannot be is an answer all the same, and makes the others worthless.
                _ => Piece::Answer(0, 0),
            }
        }
        b'R' => Piece::Answer(0, 0),
        b'~' => match text {
            "1" | "7" => Piece::Key(Stroke::plain(Key::Home)),
            "2" => Piece::Key(Stroke::plain(Key::Insert)),
            "3" => Piece::Key(Stroke::plain(Key::Delete)),
            "4" | "8" => Piece::Key(Stroke::plain(Key::End)),
            "5" => Piece::Key(Stroke::plain(Key::PageUp)),
            "6" => Piece::Key(Stroke::plain(Key::PageDown)),
            _ => text
                .parse()
                .ok()
                .and_then(|code: u8| match code {
                    11..=15 => Some(code - 10),
                    17..=21 => Some(code - 11),
                    23 | 24 => Some(code - 12),
                    _ => None,
                })
                .map_or(Piece::Other, |number| Piece::Key(Stroke::plain(Key::F(number)))),
        },
        b'Z' => Piece::Key(Stroke::plain(Key::BackTab)),
        _ if parameters.is_empty() => {
            after_escape(letter).map_or(Piece::Other, |key| Piece::Key(Stroke::plain(key)))
        }
        _ => Piece::Other,
    }
}

/// Keys that are one letter after `ESC [` or `ESC O`.
fn after_escape(letter: u8) -> Option<Key> {
    Some(match letter {
        b'A' => Key::Up,
        b'B' => Key::Down,
        b'C' => Key::Right,
        b'D' => Key::Left,
        b'H' => Key::Home,
        b'F' => Key::End,
        b'P'..=b'S' => Key::F(letter - b'P' + 1),
        _ => return None,
    })
}

fn control<'a>(byte: u8) -> Piece<'a> {
    Piece::Key(match byte {
        // Typed while the shell still had the terminal, Enter is a line feed.
        b'\r' | b'\n' => Stroke::plain(Key::Enter),
        b'\t' => Stroke::plain(Key::Tab),
        0x08 | 0x7f => Stroke::plain(Key::Backspace),
        0x1b => Stroke::plain(Key::Esc),
        1..=26 => Stroke { key: Key::Char(char::from(byte - 1 + b'a')), ctrl: true, alt: false },
        _ => return Piece::Other,
    })
}

/// The character at the start, of one to four bytes.
fn character(bytes: &[u8]) -> (Piece<'_>, usize) {
    let few = &bytes[..bytes.len().min(4)];
    let (text, fault) = match std::str::from_utf8(few) {
        Ok(text) => (text, None),
        Err(fault) => {
            (std::str::from_utf8(&few[..fault.valid_up_to()]).unwrap_or_default(), fault.error_len())
        }
    };
    match (text.chars().next(), fault) {
        (Some(c), _) => (Piece::Key(Stroke::plain(Key::Char(c))), c.len_utf8()),
        (None, Some(length)) => (Piece::Other, length),
        // Its other bytes are on their way.
        (None, None) if bytes.len() < 4 => (Piece::Cut(bytes), bytes.len()),
        (None, None) => (Piece::Other, 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(bytes: &[u8]) -> (Probe, Vec<Stroke>) {
        let mut hearing = Hearing::new(2, 80);
        hearing.take(bytes);
        hearing.end()
    }

    const GOOD: &[u8] = b"\x1b[2;2R\x1b[2;2R\x1b[2;2R\x1b[2;3R";

    #[test]
    fn a_terminal_that_answers_is_believed() {
        let (probe, typed) = heard(GOOD);
        assert_eq!((probe.quote, probe.hanzi), (Width::One, Width::Two));
        assert!(probe.is_narrow() && typed.is_empty());
        let (probe, _) = heard(b"\x1b[2;3R\x1b[2;3R\x1b[2;2R\x1b[2;3R");
        assert_eq!((probe.quote, probe.border, probe.ellipsis), (Width::Two, Width::Two, Width::One));
        assert!(!probe.is_narrow() && !probe.is_silent());
    }

    #[test]
    fn a_terminal_that_lies_or_is_silent_is_believed_nothing() {
        let twice = [GOOD, GOOD].concat();
        let huge = b"\x1b[2;2R\x1b[2;2R\x1b[2;99999999999R\x1b[2;3R";
        for bytes in [
            &b""[..],
            &twice,
            huge,
            b"\x1b[2;2R\x1b[2;2R",
            b"\x1b[5;2R\x1b[5;2R\x1b[5;2R\x1b[5;3R",
            b"\x1b[0;0R\x1b[0;0R\x1b[0;0R\x1b[0;0R",
            b"\x1b[R\x1b[;R\x1b[2R\x1b[-1;-1R",
            b"\x1b[?1;2c\x1b[0n",
            b"\xff\xfe\x80\x1b[\x1b[\x1b[",
        ] {
            let (probe, typed) = heard(bytes);
            assert!(probe.is_silent(), "{bytes:?}: {probe:?}");
            assert!(typed.iter().all(|stroke| stroke.key == Key::Esc), "{bytes:?}: {typed:?}");
        }
        // A column that is no width of a glyph.
        let (probe, _) = heard(b"\x1b[2;9R\x1b[2;2R\x1b[2;1R\x1b[2;3R");
        assert_eq!((probe.quote, probe.ellipsis), (Width::Unknown, Width::Unknown));
    }

    #[test]
    fn what_is_typed_between_the_answers_is_kept_in_order() {
        let bytes = "张\x1b[2;2R\x1bOQn\x1b[2;2R\r\x7f\t\x1b[B\x1b[2;2R\x1b[15~\x13\x1b[1;2R三\x1b[2;3R\x1b";
        let (_, typed) = heard(bytes.as_bytes());
        let wanted =
            crate::keymap::strokes("张<f2>n<enter><backspace><tab><down><f5><ctrl-s>三<esc>").unwrap();
        assert_eq!(typed, wanted);
    }

    #[test]
    fn an_answer_or_a_character_in_pieces_is_waited_for() {
        for cut in 1..GOOD.len() {
            let mut hearing = Hearing::new(2, 80);
            hearing.take(&GOOD[..cut]);
            assert!(!hearing.is_over(), "{cut}");
            hearing.take(&GOOD[cut..]);
            assert!(hearing.is_over(), "{cut}");
            assert!(hearing.end().0.is_narrow(), "{cut}");
        }
        let mut hearing = Hearing::new(2, 80);
        hearing.take(&"水".as_bytes()[..2]);
        assert!(hearing.is_half_said());
        hearing.take(&"水".as_bytes()[2..]);
        assert_eq!(hearing.end().1, [Stroke::plain(Key::Char('水'))]);
    }

    #[test]
    fn no_bytes_at_all_can_stop_it() {
        let mut seed = 1_u64;
        let alphabet = b"\x1b[O;?0129RABZ~\r\n\x7f\x80\xe6\xb0\xb4\xff n\x00";
        for _ in 0..20_000 {
            let bytes: Vec<u8> = (0..24)
                .map(|_| {
                    seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    alphabet[usize::try_from(seed >> 33).unwrap() % alphabet.len()]
                })
                .collect();
            let _ = heard(&bytes);
        }
    }
}
