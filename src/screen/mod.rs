//! One file a screen; popups are screens too. A screen is an island: it sees neither store nor
//! terminal, and of other screens only the one it opens.

mod answer_on_spot;
mod card;
mod case;
mod confirm;
mod help;
mod intake;
mod pen;
mod queue;
mod reading;
mod search;

pub use confirm::Confirm;
pub use help::Help;
pub use queue::Queue;

use chrono::{DateTime, FixedOffset, NaiveDate};
use ratatui::Frame;
use ratatui::layout::{Rect, Size};

use crate::api::{Answer, Change, Refusal, Request};
use crate::domain::queue::Key;
use crate::i18n::Words;
use crate::keymap::{Action, Keymap, Place, Stroke};
use crate::theme::Theme;

/// What a screen may know of the world.
pub struct Context<'a> {
    /// The instant of the last arrival, in the office's zone.
    pub now: DateTime<FixedOffset>,
    /// Words of this session's language.
    pub words: &'static Words,
    /// Looks of this session's terminal.
    pub theme: Theme,
    /// What keys mean.
    pub keymap: &'a Keymap,
    /// The terminal's size.
    pub size: Size,
    /// A slip number that no other form gets.
    pub slip: &'a str,
}

impl Context<'_> {
    /// The legal day.
    pub fn today(&self) -> NaiveDate {
        self.now.date_naive()
    }

    /// Is there room for the pane beside the eighty columns?
    pub fn has_pane(&self) -> bool {
        self.size.width >= PANE_FROM
    }
}

/// Width from which a pane stands beside the screen (screens.md, 120×40).
pub const PANE_FROM: u16 = 120;
/// Columns of the screen itself when a pane stands beside it.
pub const MAIN_COLUMNS: u16 = 80;

/// What comes in.
pub enum Input {
    /// It was put on the stack.
    Opened,
    /// A key that means something here.
    Do(Action, Stroke),
    /// A key that means nothing here: text, where text is typed.
    Type(Stroke),
    /// A pasted text, whole.
    Paste(String),
    /// The answer to what it asked.
    Told(Result<Answer, Refusal>),
    /// The screen it opened has closed.
    Back(Handback),
    /// Something changed in the records.
    Changed(Change),
    /// The terminal has another size.
    Resized,
}

/// What goes out.
pub enum Effect {
    /// Ask the office.
    Ask(Request),
    /// Put a screen on top.
    Open(Box<dyn Screen>),
    /// Leave, and hand something to the screen below.
    Close(Handback),
    /// A sentence in the notice line.
    Say(String),
}

/// What a closing screen hands back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handback {
    /// Nothing.
    Nothing,
    /// Yes to leaving what was typed.
    Leave,
    /// Yes to showing personal values.
    Reveal,
    /// A matter was registered and stands here in lists.
    Registered(Key),
    /// Yes to ending the session; the session itself takes it.
    Quit,
}

/// A key of the key line.
pub struct Hint {
    /// What it does.
    pub action: Action,
    /// In a word or two.
    pub words: &'static str,
    /// It cannot be done now; shown in brackets.
    pub barred: bool,
}

impl Hint {
    /// A key that works.
    pub fn new(action: Action, words: &'static str) -> Hint {
        Hint { action, words, barred: false }
    }

    /// A key that does not work now.
    pub fn barred(action: Action, words: &'static str) -> Hint {
        Hint { action, words, barred: true }
    }
}

/// One screen of one session.
pub trait Screen: Send {
    /// Whose key table applies.
    fn place(&self) -> Place;
    /// The title line's left side.
    fn title(&self, cx: &Context<'_>) -> String;
    /// The key line, the most used first.
    fn hints(&self, cx: &Context<'_>) -> Vec<Hint>;
    /// The notice line when nobody said anything.
    fn notice(&self, cx: &Context<'_>) -> String;
    /// Is text being typed? Then printable keys are text.
    fn typing(&self) -> bool {
        false
    }
    /// Would closing it lose something typed?
    fn unsaved(&self) -> bool {
        false
    }
    /// A band of full width that covers the body only in part leaves this many lines for what
    /// lies under it; `None` covers all.
    fn band(&self, _cx: &Context<'_>) -> Option<u16> {
        None
    }
    /// One arrival, and what it leads to.
    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect>;
    /// Draws the body. Sets the cursor; changes nothing.
    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect);
}
