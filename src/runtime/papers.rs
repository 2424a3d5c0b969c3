//! 入卷的纸: pages that somebody printed, as text files beside the office's file, for its owner
//! alone. Their names carry a case's number and no petitioner (decision 8).

use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The folder of printed pages.
#[derive(Debug, Clone)]
pub struct Papers {
    folder: PathBuf,
}

impl Papers {
    /// The folder beside this office's file.
    pub fn beside(database: &Path) -> Papers {
        let name = database.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        Papers { folder: database.with_file_name(format!("{name}-papers")) }
    }

    /// Writes a page under this name, in the place of an older one of the same name; answers where.
    ///
    /// # Errors
    /// What the file system says.
    pub fn print(&self, name: &str, text: &str) -> io::Result<PathBuf> {
        let mut folder = std::fs::DirBuilder::new();
        folder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
        folder.create(&self.folder)?;
        let path = self.folder.join(format!("{name}.txt"));
        let mut options = std::fs::OpenOptions::new();
        options.create(true).write(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(&path)?.write_all(text.as_bytes())?;
        Ok(path)
    }
}
