//! The local terminal: taken on entry, given back whatever happens.

use std::io::{self, Write};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode, size};
use ratatui::layout::Size;

use super::keys::clamp;

/// Other screen.
const ENTER: &[u8] = b"\x1b[?1049h";
/// Pasted texts in brackets.
const PASTES: &[u8] = b"\x1b[?2004h";
/// Presses and the wheel of the mouse, with places beyond column 223.
const MOUSE: &[u8] = b"\x1b[?1000h\x1b[?1006h";
/// All of it undone; colours and scroll region reset, cursor shown.
const LEAVE: &[u8] = b"\x1b[0m\x1b[r\x1b[?1006l\x1b[?1000l\x1b[?2004l\x1b[?25h\x1b[?1049l";

/// Who gets the presses of the mouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mouse {
    /// The desk.
    Ours,
    /// The terminal, which marks and copies text with it.
    Theirs,
}

/// While it lives the terminal is ours.
pub(super) struct Held;

impl Held {
    /// Takes the terminal. If the program panics, the terminal is given back before the message
    /// is printed, so that it can be read.
    ///
    /// # Errors
    /// When there is no terminal.
    pub(super) fn take() -> io::Result<(Held, Size)> {
        let (columns, lines) = size()?;
        let held = Held::raw()?;
        let mut out = io::stdout();
        out.write_all(ENTER)?;
        out.flush()?;
        Ok((held, clamp(columns, lines)))
    }

    /// Takes keys and bytes as they come, and leaves the screen as it is: another program will
    /// draw on it.
    ///
    /// # Errors
    /// When there is no terminal.
    pub(super) fn raw() -> io::Result<Held> {
        enable_raw_mode()?;
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            give_back();
            before(panic);
        }));
        Ok(Held)
    }

    /// Ends without a word to the terminal: the other program has given its screen back, and said
    /// something on the one below, perhaps.
    #[cfg(unix)]
    pub(super) fn let_go(self) {
        // The line may be dead; there is nobody left to tell.
        let _ = disable_raw_mode();
        std::mem::forget(self);
    }

    /// Asks for pastes and presses of the mouse. Not before the terminal has answered what it was
    /// asked: these would come in between.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub(super) fn listen(&self, mouse: Mouse) -> io::Result<()> {
        let mut out = io::stdout();
        out.write_all(PASTES)?;
        if mouse == Mouse::Ours {
            out.write_all(MOUSE)?;
        }
        out.flush()
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        give_back();
    }
}

fn give_back() {
    let mut out = io::stdout();
    // The line may be dead; there is nobody left to tell.
    let _ = out.write_all(LEAVE);
    let _ = out.flush();
    let _ = disable_raw_mode();
}
