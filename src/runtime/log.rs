//! The log: store trouble with its reference. Personal values never reach it.

use std::io::Write;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use crate::api::Refusal;

/// A file beside the database, opened for each line: trouble is rare, and a log that is held
/// open cannot be moved away.
#[derive(Debug, Clone)]
pub struct Log {
    file: PathBuf,
}

impl Log {
    /// The log of the office in `database`.
    pub fn beside(database: &Path) -> Log {
        // A database that is itself called *.log keeps its name.
        let taken = database.extension().is_some_and(|ending| ending == "log");
        Log { file: database.with_extension(if taken { "log.log" } else { "log" }) }
    }

    /// Notes a refusal, if it is trouble. When even the log cannot be written, the person still
    /// has the sentence on the screen.
    pub fn note(&self, now: DateTime<FixedOffset>, refusal: &Refusal) {
        let Refusal::Trouble { reference, kind, detail } = refusal else { return };
        let line = format!("{} {reference} {kind:?} {detail}\n", now.to_rfc3339());
        let opened = open(&self.file);
        if let Ok(mut file) = opened {
            // Nothing can be done about a log on a full disk.
            let _ = file.write_all(line.as_bytes());
        }
    }
}

fn open(path: &Path) -> std::io::Result<std::fs::File> {
    let mut options = std::fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
