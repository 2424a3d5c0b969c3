//! Colours by meaning. Colour only repeats what words say already: mono loses nothing.

use ratatui::style::{Color, Modifier, Style};

/// What a style says.
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
}

/// How meanings look on one session's terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// The sixteen colours that every terminal has.
    Sixteen,
    /// Bold and reverse alone.
    Mono,
}

impl Theme {
    /// The style of a meaning.
    pub fn style(self, meaning: Meaning) -> Style {
        let plain = Style::new();
        let style = match meaning {
            Meaning::Frame | Meaning::Focus => plain.add_modifier(Modifier::REVERSED),
            Meaning::Over => plain.fg(Color::LightRed).add_modifier(Modifier::BOLD),
            Meaning::Today => plain.fg(Color::LightYellow).add_modifier(Modifier::BOLD),
            Meaning::Near => plain.fg(Color::LightYellow),
            Meaning::Done => plain.fg(Color::LightGreen),
            Meaning::Label => plain.fg(Color::LightCyan),
            Meaning::Dim => plain.fg(Color::Gray),
            Meaning::Complaint => plain.fg(Color::LightRed),
            Meaning::Plain => plain,
        };
        match self {
            Theme::Sixteen => style,
            Theme::Mono => Style { fg: None, bg: None, ..style },
        }
    }
}
