//! What commands print, and how they end.

use std::io::{self, Write};

use serde::Serialize;

use crate::api::Refusal;
use crate::domain::trouble::{Trouble, TroubleKind};
use crate::i18n::{Language, refusal, words};

/// Why a command ended before it was done.
#[derive(Debug)]
pub(super) enum Stop {
    /// 2: wrong use; the sentence says what would be right.
    Use(String),
    /// 3: the office refused.
    Office(String),
    /// 3 or 4, with the refusal's own words.
    Refused(Refusal),
    /// 4: trouble with the records.
    Trouble(Trouble),
    /// 4: something could not be read or written.
    Io(io::Error),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Stop {
        Stop::Io(error)
    }
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Stop {
        Stop::Refused(refusal)
    }
}

impl From<Trouble> for Stop {
    fn from(trouble: Trouble) -> Stop {
        Stop::Trouble(trouble)
    }
}

/// Standard output, buffered, in one language.
pub(super) struct Printer {
    language: Language,
    out: io::BufWriter<io::Stdout>,
    /// Nobody listens any more, and the work goes on all the same.
    silent: bool,
    keep_going: bool,
}

impl Printer {
    pub(super) fn new(language: Language) -> Printer {
        Printer { language, out: io::BufWriter::new(io::stdout()), silent: false, keep_going: false }
    }

    pub(super) fn language(&self) -> Language {
        self.language
    }

    /// From here on a reader that has gone stops the telling, not the work: what is being filed
    /// is filed to the end.
    pub(super) fn keep_going(&mut self) {
        self.keep_going = true;
    }

    /// One JSON object, one line.
    pub(super) fn json(&mut self, value: &impl Serialize) -> Result<(), Stop> {
        let text = serde_json::to_string(value).map_err(io::Error::from)?;
        self.put(&escaped(&text))
    }

    /// A line for people.
    pub(super) fn line(&mut self, text: &str) -> Result<(), Stop> {
        self.put(&harmless(text))
    }

    fn put(&mut self, line: &str) -> Result<(), Stop> {
        self.attempt(|out| {
            out.write_all(line.as_bytes())?;
            out.write_all(b"\n")
        })
    }

    pub(super) fn bytes(&mut self, bytes: &[u8]) -> Result<(), Stop> {
        self.attempt(|out| out.write_all(bytes))
    }

    /// Sends what is buffered: answers of a conversation must not wait for its end.
    pub(super) fn flush(&mut self) -> Result<(), Stop> {
        self.attempt(Write::flush)
    }

    fn attempt(
        &mut self,
        write: impl FnOnce(&mut io::BufWriter<io::Stdout>) -> io::Result<()>,
    ) -> Result<(), Stop> {
        if self.silent {
            return Ok(());
        }
        match write(&mut self.out) {
            Err(fault) if fault.kind() == io::ErrorKind::BrokenPipe && self.keep_going => {
                self.silent = true;
                Ok(())
            }
            done => Ok(done?),
        }
    }

    /// The stream itself, for writers of files.
    pub(super) fn stream(&mut self) -> &mut (impl Write + Send + use<>) {
        &mut self.out
    }

    /// A sentence on standard error.
    pub(super) fn warn(&self, text: &str) {
        // Whoever closed standard error does not want to hear it.
        let _ = writeln!(io::stderr(), "{}", harmless(text));
    }

    /// Says why it ended and answers the exit code.
    pub(super) fn stop(&mut self, stop: &Stop) -> u8 {
        let words = words(self.language);
        let (code, text) = match stop {
            Stop::Use(text) => (2, text.clone()),
            Stop::Office(text) => (3, text.clone()),
            Stop::Refused(refused) => {
                let code = if matches!(refused, Refusal::Trouble { .. }) { 4 } else { 3 };
                (code, refusal(words, refused))
            }
            // An office in the way is a no, not trouble.
            Stop::Trouble(trouble) if trouble.kind == TroubleKind::OfficeExists => {
                (3, (words.trouble)(&trouble.kind, "-"))
            }
            Stop::Trouble(trouble) if trouble.kind == TroubleKind::Other => (4, trouble.detail.clone()),
            Stop::Trouble(trouble) => (4, (words.trouble)(&trouble.kind, "-")),
            // A reader that has seen enough is no error.
            Stop::Io(error) if error.kind() == io::ErrorKind::BrokenPipe => return 0,
            Stop::Io(error) => (4, error.to_string()),
        };
        // What was printed so far stays true.
        let _ = self.out.flush();
        self.warn(&text);
        code
    }
}

/// The text without what a terminal would obey or nobody sees: headings of a file and words of
/// the command line are repeated in messages as they came.
fn harmless(text: &str) -> String {
    let lines: Vec<String> =
        text.split('\n').map(|line| line.chars().filter(|c| !is_hidden(*c)).collect()).collect();
    lines.join("\n")
}

/// JSON with everything hidden written out: it is the same value to a program.
fn escaped(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    let mut units = [0; 2];
    for c in json.chars() {
        if is_hidden(c) {
            for unit in c.encode_utf16(&mut units) {
                text.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            text.push(c);
        }
    }
    text
}

/// Controls, and the marks that turn the direction of what follows.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}
