//! What kind of terminal `TERM` names, and which characters the locale says it takes.

/// What a terminal of that name can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// No name, or one that says it moves no cursor: no screen can be drawn there.
    Refused,
    /// Bold and reverse, no colours.
    Mono,
    /// The bare Linux console: colours, but no Chinese glyphs.
    Console,
    /// Sixteen colours.
    Sixteen,
}

/// Names without colours; `-` and what follows changes nothing.
const MONO: [&str; 10] =
    ["vt52", "vt100", "vt102", "vt125", "vt132", "vt220", "vt320", "vt420", "ansi-mono", "cons25-m"];

impl Kind {
    /// Reads `TERM`.
    pub fn read(term: &str) -> Kind {
        let (base, ending) = term.split_once('-').unwrap_or((term, ""));
        if term.is_empty() || base == "dumb" || base == "unknown" {
            Kind::Refused
        } else if MONO.contains(&term) || MONO.contains(&base) || ending.split('-').any(|part| part == "mono")
        {
            Kind::Mono
        } else if base == "linux" {
            Kind::Console
        } else {
            Kind::Sixteen
        }
    }

    /// The kind of the terminal this program runs in. Only Unix names its terminals.
    pub fn of_environment() -> Kind {
        if cfg!(unix) { Kind::read(&std::env::var("TERM").unwrap_or_default()) } else { Kind::Sixteen }
    }
}

/// Which bytes the terminal takes for characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Charset {
    /// UTF-8, or the locale says nothing: nearly every terminal of today.
    Utf8,
    /// GB18030: everything, a character in one, two or four bytes.
    Gb18030,
    /// GBK: the characters of two bytes.
    Gbk,
    /// GB2312, also called EUC-CN: 6763 of them.
    Gb2312,
    /// Something else, by its name.
    Other(String),
}

impl Charset {
    /// Reads what follows the dot of a locale, or an option: `GB18030`, `gbk`, `eucCN`.
    pub fn read(name: &str) -> Charset {
        let plain: String =
            name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        match plain.as_str() {
            "" | "utf8" => Charset::Utf8,
            "gb18030" | "gb180302000" | "gb180302005" | "gb180302022" => Charset::Gb18030,
            "gbk" | "cp936" => Charset::Gbk,
            "gb2312" | "euccn" => Charset::Gb2312,
            _ => Charset::Other(name.to_owned()),
        }
    }

    /// What a locale such as `zh_CN.GB18030@stroke` says.
    pub fn of_locale(locale: &str) -> Charset {
        let charset = locale.split_once('.').map_or("", |(_, charset)| charset);
        Charset::read(charset.split_once('@').map_or(charset, |(charset, _)| charset))
    }

    /// What the environment says: the first of `LC_ALL`, `LC_CTYPE` and `LANG` that is set.
    pub fn of_environment() -> Charset {
        Charset::of_locale(&locale())
    }

    /// As it is written in a report.
    pub fn name(&self) -> &str {
        match self {
            Charset::Utf8 => "utf-8",
            Charset::Gb18030 => "gb18030",
            Charset::Gbk => "gbk",
            Charset::Gb2312 => "gb2312",
            Charset::Other(name) => name,
        }
    }
}

/// The locale of characters.
pub(super) fn locale() -> String {
    ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_what_the_terminal_can_show() {
        for (term, kind) in [
            ("xterm", Kind::Sixteen),
            ("xterm-256color", Kind::Sixteen),
            ("screen", Kind::Sixteen),
            ("screen.xterm-256color", Kind::Sixteen),
            ("tmux-256color", Kind::Sixteen),
            ("putty", Kind::Sixteen),
            ("rxvt-unicode-256color", Kind::Sixteen),
            ("cygwin", Kind::Sixteen),
            ("linux", Kind::Console),
            ("linux-16color", Kind::Console),
            ("vt52", Kind::Mono),
            ("vt100", Kind::Mono),
            ("vt100-nav", Kind::Mono),
            ("vt102", Kind::Mono),
            ("vt220", Kind::Mono),
            ("ansi-mono", Kind::Mono),
            ("xterm-mono", Kind::Mono),
            ("dumb", Kind::Refused),
            ("dumb-emacs-ansi", Kind::Refused),
            ("unknown", Kind::Refused),
            ("", Kind::Refused),
        ] {
            assert_eq!(Kind::read(term), kind, "{term:?}");
        }
    }

    #[test]
    fn a_locale_says_which_characters_are_taken() {
        for (locale, charset) in [
            ("zh_CN.GB18030", Charset::Gb18030),
            ("zh_CN.gb18030@stroke", Charset::Gb18030),
            ("zh_CN.GBK", Charset::Gbk),
            ("zh_CN.gb2312", Charset::Gb2312),
            ("zh_CN.eucCN", Charset::Gb2312),
            ("zh_CN.EUC-CN", Charset::Gb2312),
            ("zh_CN.UTF-8", Charset::Utf8),
            ("C.utf8", Charset::Utf8),
            ("zh_CN", Charset::Utf8),
            ("", Charset::Utf8),
            ("C", Charset::Utf8),
            ("zh_TW.Big5", Charset::Other("Big5".to_owned())),
        ] {
            assert_eq!(Charset::of_locale(locale), charset, "{locale:?}");
        }
    }
}
