//! How the desk looks on this terminal: its colours, an office's own among them, and what is done
//! with glyphs of ambiguous width.

use std::io::{self, Read};
use std::path::Path;

use super::probe::Probe;
use super::writer::Ambiguous;
use crate::keymap::{Keymap, KeymapFault};
use crate::theme::{Theme, ThemeFault};

/// A theme is a few lines; whatever is larger is something else.
const LONGEST: u64 = 64 * 1024;

/// Why an office's theme is not used.
#[derive(Debug)]
pub(super) enum Unread {
    /// A line of it is wrong.
    Fault(ThemeFault),
    /// The file is there and cannot be read.
    Io(io::Error),
}

/// The theme, with what the office's file overrides if there is one, and what is wrong with that.
pub(super) fn theme(shipped: Theme, file: &Path) -> (Theme, Option<Unread>) {
    let text = match read(file) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return (shipped, None),
        Err(error) => return (shipped, Some(Unread::Io(error))),
    };
    match shipped.with(text.trim_start_matches('\u{feff}')) {
        Ok(theme) => (theme, None),
        Err(fault) => (shipped, Some(Unread::Fault(fault))),
    }
}

/// Why an office's keys are not used.
#[derive(Debug)]
pub(super) enum KeysUnread {
    /// Something in it is wrong.
    Fault(KeymapFault),
    /// The file is there and cannot be read.
    Io(io::Error),
}

/// The keys, with what the office's file says otherwise if there is one, and what is wrong with that.
pub(super) fn keys(shipped: Keymap, file: &Path) -> (Keymap, Option<KeysUnread>) {
    let text = match read(file) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return (shipped, None),
        Err(error) => return (shipped, Some(KeysUnread::Io(error))),
    };
    match shipped.with(text.trim_start_matches('\u{feff}')) {
        Ok(keymap) => (keymap, None),
        Err(fault) => (shipped, Some(KeysUnread::Fault(fault))),
    }
}

fn read(file: &Path) -> io::Result<String> {
    // A pipe in its place would keep the desk waiting.
    if !std::fs::metadata(file)?.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let mut text = String::new();
    std::fs::File::open(file)?.take(LONGEST).read_to_string(&mut text)?;
    Ok(text)
}

/// What to do with glyphs of ambiguous width: `XINFANG_AMBIGUOUS` says it (`wide` or `narrow`),
/// else the terminal did.
pub(super) fn ambiguous(probe: &Probe) -> Ambiguous {
    match std::env::var("XINFANG_AMBIGUOUS").as_deref() {
        Ok("wide") => Ambiguous::Replaced,
        Ok("narrow") => Ambiguous::Guarded,
        _ if cfg!(not(unix)) => Ambiguous::Guarded,
        _ if probe.is_narrow() => Ambiguous::Narrow,
        _ => Ambiguous::Replaced,
    }
}
