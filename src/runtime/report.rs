//! What is told of the terminal: the first notice, and `doctor`'s line.

use std::io::{self, IsTerminal};

use super::kind::{Charset, Kind};
use super::looks::{KeysUnread, Unread};
use super::probe::{Probe, Width, ask};
use super::terminal::Held;
use crate::i18n::Words;
use crate::service::{Finding, Health};
use crate::theme::Wrong;

/// The first notice. A good terminal needs no news.
pub(super) fn notice(
    words: &Words,
    kind: Kind,
    probe: &Probe,
    colours: &'static str,
    theme: Option<Unread>,
    keys: Option<KeysUnread>,
) -> Option<String> {
    let mut said = Vec::new();
    match keys {
        Some(KeysUnread::Fault(fault)) => said.push((words.terminal.keymap_fault)(&fault)),
        Some(KeysUnread::Io(error)) => said.push((words.terminal.keymap_unreadable)(&error.to_string())),
        None => {}
    }
    let words = &words.terminal;
    match theme {
        Some(Unread::Fault(fault)) => {
            let what = match fault.what {
                Wrong::Form(what) => what,
                Wrong::Meaning(word) => (words.no_meaning)(&word),
                Wrong::Colour(word) => (words.no_colour)(&word),
                Wrong::NotAList(word) => (words.not_a_list)(&word),
            };
            said.push((words.theme_fault)(fault.line, &what));
        }
        Some(Unread::Io(error)) => said.push((words.theme_unreadable)(&error.to_string())),
        None => {}
    }
    if kind == Kind::Console {
        said.push(words.console.to_owned());
    } else if cfg!(unix) && probe.is_silent() {
        said.push(words.silent.to_owned());
    } else if cfg!(unix) && !is_as_it_should_be(probe) {
        let Probe { quote, border, hanzi, .. } = probe;
        said.push((words.widths)(hanzi.digit(), quote.digit(), border.digit(), colours));
    }
    (!said.is_empty()).then(|| said.join(" "))
}

fn is_as_it_should_be(probe: &Probe) -> bool {
    probe.is_narrow() && probe.hanzi == Width::Two
}

/// What `doctor` finds. The detail is figures and names, the same in every language.
///
/// # Errors
/// When the terminal goes away meanwhile.
pub fn checkup(mono: bool) -> io::Result<Finding> {
    let found = |health, detail: String| Finding { what: "terminal", health, detail };
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Ok(found(Health::Good, "not a terminal".to_owned()));
    }
    let term = std::env::var("TERM").unwrap_or_default();
    let (kind, charset) = (Kind::of_environment(), Charset::of_environment());
    if kind == Kind::Refused {
        return Ok(found(Health::Warning, format!("TERM={term} moves no cursor")));
    }
    let mut detail = format!("TERM={term} {}", charset.name());
    let mut good = charset == Charset::Utf8;
    // The samples are sent in UTF-8.
    if charset == Charset::Utf8 {
        let (held, size) = Held::take()?;
        // What is typed meanwhile was meant for the shell, and cannot be given back to it.
        let (probe, _) = ask(&mut io::stdout(), size)?;
        drop(held);
        good = is_as_it_should_be(&probe);
        let Probe { quote, border, ellipsis, hanzi } = probe;
        detail.push_str(&format!(
            " {}x{} hanzi={} quote={} border={} ellipsis={}",
            size.width,
            size.height,
            hanzi.digit(),
            quote.digit(),
            border.digit(),
            ellipsis.digit()
        ));
    } else {
        let (columns, lines) = crossterm::terminal::size()?;
        detail.push_str(&format!(" {columns}x{lines}"));
    }
    detail.push_str(if mono || kind == Kind::Mono { " mono" } else { " colours=16" });
    if kind == Kind::Console {
        good = false;
        detail.push_str(" no Chinese glyphs");
    }
    Ok(found(if good { Health::Good } else { Health::Warning }, detail))
}
