//! Colours by meaning, read from files. Colour only repeats what words say already: mono loses
//! nothing.

use std::collections::BTreeMap;
use std::ops::Range;

use ratatui::style::{Color, Modifier, Style};
use toml::Spanned;

/// What a style says. The name is the key of `assets/themes/*.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// Title line and key line.
    Frame,
    /// The row or field where the keys go.
    Focus,
    /// A field's or column's name.
    Label,
    /// Something over its limit.
    Over,
    /// Something due today.
    Today,
    /// Something due soon.
    Near,
    /// Something done.
    Done,
    /// Less important.
    Dim,
    /// What is wrong, beside the field.
    Complaint,
    /// Plain text.
    Plain,
    /// Black on white, as on paper: the square that a telephone reads.
    Paper,
}

impl Meaning {
    const NAMED: [(&'static str, Meaning); 11] = [
        ("frame", Meaning::Frame),
        ("focus", Meaning::Focus),
        ("label", Meaning::Label),
        ("over", Meaning::Over),
        ("today", Meaning::Today),
        ("near", Meaning::Near),
        ("done", Meaning::Done),
        ("dim", Meaning::Dim),
        ("complaint", Meaning::Complaint),
        ("plain", Meaning::Plain),
        ("paper", Meaning::Paper),
    ];
}

/// How meanings look on one session's terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    styles: [Style; Meaning::NAMED.len()],
    /// No colour is ever shown, whatever a file says.
    mono: bool,
    /// Half blocks are drawn one column wide.
    blocks: bool,
}

/// What is wrong with a theme file, and in which line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct ThemeFault {
    /// Counted from one.
    pub line: usize,
    /// What stands there.
    pub what: Wrong,
}

/// Faults of a line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// Not TOML.
    #[error("{0}")]
    Form(String),
    /// No meaning of this name.
    #[error("there is no meaning called {0}")]
    Meaning(String),
    /// No colour and no attribute of this name.
    #[error("there is no colour called {0}")]
    Colour(String),
    /// The meaning's value is something else than a list of words.
    #[error("{0} must be a list of words")]
    NotAList(String),
}

impl Theme {
    /// The sixteen colours that every terminal has.
    pub fn sixteen() -> Theme {
        Theme::shipped(include_str!("../../assets/themes/sixteen.toml"), false)
    }

    /// Bold and reverse alone.
    pub fn mono() -> Theme {
        Theme::shipped(include_str!("../../assets/themes/mono.toml"), true)
    }

    /// A file that comes with the program; a test holds that it can be read.
    fn shipped(toml_text: &str, mono: bool) -> Theme {
        let plain = Theme { styles: [Style::new(); _], mono, blocks: !mono };
        plain.with(toml_text).unwrap_or(plain)
    }

    /// This theme, but with what a file says of some meanings. Where colours are not shown, a
    /// meaning that would have nothing else left keeps what it had.
    ///
    /// # Errors
    /// The first thing wrong and its line; nothing of the file holds then.
    pub fn with(mut self, toml_text: &str) -> Result<Theme, ThemeFault> {
        let fault = |span: Range<usize>, what| {
            // A byte order mark and the like may put the span beyond the text.
            let before = toml_text.get(..span.start).unwrap_or(toml_text);
            ThemeFault { line: before.matches('\n').count() + 1, what }
        };
        let file: BTreeMap<Spanned<String>, Spanned<toml::Value>> =
            toml::from_str(toml_text).map_err(|wrong| {
                fault(wrong.span().unwrap_or_default(), Wrong::Form(wrong.message().to_owned()))
            })?;
        // In the order of the file, so that the first fault is the one told.
        let mut entries: Vec<_> = file.into_iter().collect();
        entries.sort_by_key(|(name, _)| name.span().start);
        for (name, words) in entries {
            let (span, name) = (name.span(), name.into_inner());
            let Some(at) = Meaning::NAMED.iter().position(|(known, _)| *known == name) else {
                return Err(fault(span, Wrong::Meaning(name)));
            };
            let span = words.span();
            let Some(words) = words.get_ref().as_array() else {
                return Err(fault(span, Wrong::NotAList(name)));
            };
            let mut style = Style::new();
            for word in words {
                let Some(word) = word.as_str() else {
                    return Err(fault(span, Wrong::NotAList(name)));
                };
                style =
                    add(style, word).ok_or_else(|| fault(span.clone(), Wrong::Colour(word.to_owned())))?;
            }
            if self.mono {
                if style.add_modifier.is_empty() && !words.is_empty() {
                    continue;
                }
                style = Style { fg: None, bg: None, ..style };
            }
            self.styles[at] = style;
        }
        Ok(self)
    }

    /// This theme, for a terminal that has no half blocks, or draws them two columns wide.
    pub fn without_blocks(self) -> Theme {
        Theme { blocks: false, ..self }
    }

    /// May half blocks be drawn?
    pub fn draws_blocks(&self) -> bool {
        self.blocks
    }

    /// The style of a meaning.
    pub fn style(&self, meaning: Meaning) -> Style {
        self.styles[meaning as usize]
    }
}

/// The style with one more word of a file; nothing if there is no such word.
fn add(style: Style, word: &str) -> Option<Style> {
    Some(match word {
        "bold" => style.add_modifier(Modifier::BOLD),
        "reverse" => style.add_modifier(Modifier::REVERSED),
        "underline" => style.add_modifier(Modifier::UNDERLINED),
        _ => match word.strip_prefix("on-") {
            Some(behind) => style.bg(colour(behind)?),
            None => style.fg(colour(word)?),
        },
    })
}

fn colour(word: &str) -> Option<Color> {
    Some(match word {
        "black" => Color::Black,
        "red" => Color::Red,
        "green" => Color::Green,
        "yellow" => Color::Yellow,
        "blue" => Color::Blue,
        "magenta" => Color::Magenta,
        "cyan" => Color::Cyan,
        "gray" => Color::Gray,
        "dark-gray" => Color::DarkGray,
        "light-red" => Color::LightRed,
        "light-green" => Color::LightGreen,
        "light-yellow" => Color::LightYellow,
        "light-blue" => Color::LightBlue,
        "light-magenta" => Color::LightMagenta,
        "light-cyan" => Color::LightCyan,
        "white" => Color::White,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHIPPED: [&str; 2] =
        [include_str!("../../assets/themes/sixteen.toml"), include_str!("../../assets/themes/mono.toml")];

    #[test]
    fn the_shipped_files_can_be_read_and_speak_of_every_meaning() {
        for text in SHIPPED {
            let plain = Theme { styles: [Style::new(); _], mono: false, blocks: true };
            plain.with(text).unwrap();
            for (name, _) in Meaning::NAMED {
                assert!(text.lines().any(|line| line.starts_with(&format!("{name} = "))), "{name}");
            }
        }
    }

    #[test]
    fn names_stand_where_their_styles_are_looked_up() {
        for (at, (_, meaning)) in Meaning::NAMED.into_iter().enumerate() {
            assert_eq!(meaning as usize, at);
        }
        let red = Style::new().fg(Color::LightRed).add_modifier(Modifier::BOLD);
        assert_eq!(Theme::sixteen().style(Meaning::Over), red);
        assert_eq!(Theme::sixteen().style(Meaning::Plain), Style::new());
    }

    #[test]
    fn an_office_overrides_the_meanings_it_names_and_no_others() {
        let theme = Theme::sixteen().with("focus = [\"white\", \"on-blue\", \"underline\"]\n").unwrap();
        let style = Style::new().fg(Color::White).bg(Color::Blue).add_modifier(Modifier::UNDERLINED);
        assert_eq!(theme.style(Meaning::Focus), style);
        assert_eq!(theme.style(Meaning::Over), Theme::sixteen().style(Meaning::Over));
    }

    #[test]
    fn without_colours_no_file_brings_any_and_the_bar_stays_in_sight() {
        let theme = Theme::mono()
            .with("focus = [\"white\", \"on-blue\"]\nnear = [\"red\", \"bold\"]\nover = []\n")
            .unwrap();
        assert_eq!(theme.style(Meaning::Focus), Style::new().add_modifier(Modifier::REVERSED));
        assert_eq!(theme.style(Meaning::Near), Style::new().add_modifier(Modifier::BOLD));
        assert_eq!(theme.style(Meaning::Over), Style::new());
    }

    #[test]
    fn a_fault_says_what_is_wrong_and_where() {
        let fault = |text: &str| Theme::sixteen().with(text).unwrap_err().to_string();
        assert_eq!(fault("# 颜色\nplain = []\novre = []\n"), "line 3: there is no meaning called ovre");
        assert_eq!(fault("\nover = [\"rde\"]"), "line 2: there is no colour called rde");
        assert_eq!(fault("over = [\"on-bold\"]"), "line 1: there is no colour called on-bold");
        assert_eq!(fault("over = \"red\""), "line 1: over must be a list of words");
        assert_eq!(fault("over = [7]"), "line 1: over must be a list of words");
        // The first fault of the file, not of the alphabet.
        assert_eq!(fault("zzz = []\naaa = []"), "line 1: there is no meaning called zzz");
        assert!(fault("plain = []\nover = [\"red\"").starts_with("line 2: "));
        assert!(fault("over = []\nover = []").starts_with("line 2: "));
    }
}
