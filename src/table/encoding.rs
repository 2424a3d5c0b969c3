//! Which encoding a text file is in, from its beginning.

/// An encoding that text files come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, low byte first: what Excel calls Unicode text.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// GB18030 (GB 18030-2022) and with it GBK and GB2312: what a Chinese Windows calls ANSI.
    Gb18030,
}

impl Encoding {
    /// The codec that reads it.
    pub(super) fn codec(self) -> &'static encoding_rs::Encoding {
        match self {
            Self::Utf8 => encoding_rs::UTF_8,
            Self::Utf16Le => encoding_rs::UTF_16LE,
            Self::Utf16Be => encoding_rs::UTF_16BE,
            Self::Gb18030 => encoding_rs::GB18030,
        }
    }
}

/// What the beginning of a file tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sniffed {
    /// The encoding of the file.
    pub encoding: Encoding,
    /// How many bytes the byte order mark takes; 0 without one.
    pub mark: usize,
}

const MARKS: [(&[u8], Encoding); 4] = [
    (b"\xEF\xBB\xBF", Encoding::Utf8),
    (b"\xFF\xFE", Encoding::Utf16Le),
    (b"\xFE\xFF", Encoding::Utf16Be),
    (b"\x84\x31\x95\x33", Encoding::Gb18030),
];

/// Tells the encoding from the first bytes of a file, or `None` if this is no text. `whole` says
/// that the file ends with these bytes; otherwise a character may be cut at their end, which is
/// no sign against UTF-8.
pub fn sniff(beginning: &[u8], whole: bool) -> Option<Sniffed> {
    for (mark, encoding) in MARKS {
        if beginning.starts_with(mark) {
            return Some(Sniffed { encoding, mark: mark.len() });
        }
    }
    let encoding = if beginning.contains(&0) {
        // Text in one byte or in GB18030 never has a zero byte; UTF-16 has one in each comma.
        utf16(beginning)?
    } else if looks_like_utf8(beginning, whole) {
        Encoding::Utf8
    } else {
        Encoding::Gb18030
    };
    Some(Sniffed { encoding, mark: 0 })
}

/// A whole text in its own encoding, without its byte order mark; `None` where this is no text, or
/// one with signs that its encoding cannot have written.
pub fn decode(bytes: &[u8]) -> Option<String> {
    let Sniffed { encoding, mark } = sniff(bytes, true)?;
    let text = encoding.codec().decode_without_bom_handling_and_without_replacement(&bytes[mark..])?;
    Some(text.into_owned())
}

/// Which UTF-16 it is. Counting zero bytes at odd places is not enough: `一` is 4E00, so its zero
/// byte stands on the other side. Instead both ways are read, and the right one looks like a
/// Chinese table while the wrong one is scattered over all the world's scripts.
fn utf16(bytes: &[u8]) -> Option<Encoding> {
    let little = likely_share(bytes, u16::from_le_bytes);
    let big = likely_share(bytes, u16::from_be_bytes);
    let (share, encoding) =
        if little >= big { (little, Encoding::Utf16Le) } else { (big, Encoding::Utf16Be) };
    (share >= 60).then_some(encoding)
}

/// How many of a hundred code units are what a table of petitions is made of.
fn likely_share(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> usize {
    let (pairs, _) = bytes.as_chunks::<2>();
    let likely = pairs
        .iter()
        .filter(|pair| {
            matches!(unit(**pair),
                0x09 | 0x0A | 0x0D | 0x20..=0x7E // tabs, line ends, ASCII
                | 0x2010..=0x2026 | 0x3000..=0x303F | 0xFF00..=0xFFEF // punctuation, full width
                | 0x3400..=0x9FFF) // hanzi
        })
        .count();
    likely * 100 / pairs.len().max(1)
}

/// Whether these bytes are UTF-8, perhaps with a few bad bytes in them. Chinese in GB18030 breaks
/// the rules of UTF-8 at nearly every character, so a file in which four characters of five keep
/// them is UTF-8 that was damaged.
fn looks_like_utf8(bytes: &[u8], whole: bool) -> bool {
    let mut kept = 0_usize;
    let mut broken = 0_usize;
    let chunks = bytes.utf8_chunks();
    let mut bad_tail = 0;
    for chunk in chunks {
        kept += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad_tail = chunk.invalid().len();
        broken += usize::from(bad_tail > 0);
    }
    let cut = !whole && bad_tail > 0 && is_cut(&bytes[bytes.len() - bad_tail..]);
    if cut {
        broken -= 1;
    }
    broken == 0 || kept >= broken * 4
}

/// Whether these last bytes are a UTF-8 character of which the end is missing.
fn is_cut(tail: &[u8]) -> bool {
    std::str::from_utf8(tail).is_err_and(|error| error.error_len().is_none())
}
