//! One stroke of a key, as every terminal can send it.

/// A key without what is held with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// A character.
    Char(char),
    /// F1 to F12.
    F(u8),
    /// Enter
    Enter,
    /// Esc
    Esc,
    /// Tab
    Tab,
    /// Shift-Tab, which terminals send as a key of its own.
    BackTab,
    /// Backspace
    Backspace,
    /// Delete
    Delete,
    /// Insert
    Insert,
    /// Up
    Up,
    /// Down
    Down,
    /// Left
    Left,
    /// Right
    Right,
    /// Page up
    PageUp,
    /// Page down
    PageDown,
    /// Home
    Home,
    /// End
    End,
}

/// A key with Ctrl or Alt. Shift is part of the character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Stroke {
    /// The key.
    pub key: Key,
    /// Ctrl held.
    pub ctrl: bool,
    /// Alt held, or Esc before it.
    pub alt: bool,
}

const NAMES: [(&str, Key); 15] = [
    ("enter", Key::Enter),
    ("esc", Key::Esc),
    ("tab", Key::Tab),
    ("backtab", Key::BackTab),
    ("backspace", Key::Backspace),
    ("delete", Key::Delete),
    ("insert", Key::Insert),
    ("up", Key::Up),
    ("down", Key::Down),
    ("left", Key::Left),
    ("right", Key::Right),
    ("pageup", Key::PageUp),
    ("pagedown", Key::PageDown),
    ("home", Key::Home),
    ("end", Key::End),
];

impl Stroke {
    /// A plain key.
    pub const fn plain(key: Key) -> Stroke {
        Stroke { key, ctrl: false, alt: false }
    }

    /// Reads `f2`, `ctrl-s`, `pageup`, `space`, `n`, `/`.
    pub fn read(text: &str) -> Option<Stroke> {
        let (ctrl, rest) = strip(text, "ctrl-");
        let (alt, rest) = strip(rest, "alt-");
        let key = if let Some((_, key)) = NAMES.iter().find(|(name, _)| *name == rest) {
            *key
        } else if rest == "space" {
            Key::Char(' ')
        } else if let Some(number) = rest.strip_prefix('f').and_then(|n| n.parse::<u8>().ok()) {
            (1..=12).contains(&number).then_some(Key::F(number))?
        } else {
            let mut characters = rest.chars();
            let only = characters.next()?;
            characters.next().is_none().then_some(Key::Char(only))?
        };
        Some(Stroke { key, ctrl, alt })
    }

    /// Can it be written in ASCII, and so be shown everywhere?
    pub fn is_ascii(self) -> bool {
        !matches!(self.key, Key::Char(c) if !c.is_ascii())
    }

    /// Would it put a character into a text field?
    pub fn is_text(self) -> bool {
        matches!(self.key, Key::Char(_)) && !self.ctrl && !self.alt
    }
}

fn strip<'a>(text: &'a str, start: &str) -> (bool, &'a str) {
    match text.strip_prefix(start) {
        Some(rest) if !rest.is_empty() => (true, rest),
        _ => (false, text),
    }
}

impl std::fmt::Display for Stroke {
    /// As the key line shows it: `Ctrl-S`, `F2`, `PgDn`, `n`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.ctrl {
            f.write_str("Ctrl-")?;
        }
        if self.alt {
            f.write_str("Alt-")?;
        }
        match self.key {
            Key::Char(' ') => f.write_str("Space"),
            Key::Char(c) if self.ctrl => write!(f, "{}", c.to_uppercase()),
            Key::Char(c) => write!(f, "{c}"),
            Key::F(n) => write!(f, "F{n}"),
            Key::PageUp => f.write_str("PgUp"),
            Key::PageDown => f.write_str("PgDn"),
            Key::BackTab => f.write_str("Shift-Tab"),
            other => write!(f, "{other:?}"),
        }
    }
}

/// Reads a story's keys: `<f2>Zhang San<tab>…<ctrl-s>`; `<lt>` is `<`.
///
/// # Errors
/// The part in angle brackets that is no key.
pub fn strokes(text: &str) -> Result<Vec<Stroke>, String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        match rest.strip_prefix('<').and_then(|inner| inner.split_once('>')) {
            Some(("lt", after)) => {
                found.push(Stroke::plain(Key::Char('<')));
                rest = after;
            }
            Some((name, after)) => {
                found.push(Stroke::read(name).ok_or_else(|| name.to_owned())?);
                rest = after;
            }
            None => {
                found.push(Stroke::plain(Key::Char(c)));
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    Ok(found)
}
