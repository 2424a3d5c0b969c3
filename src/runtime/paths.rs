//! Where the platform keeps the program's files, and who runs it.

use std::path::{Path, PathBuf};

use directories::ProjectDirs;

/// The office's file when nobody names one.
pub fn office() -> PathBuf {
    data().join("office.db")
}

/// The office's file that `XINFANG_DB` names.
pub fn office_of_environment() -> Option<PathBuf> {
    std::env::var_os("XINFANG_DB").filter(|name| !name.is_empty()).map(PathBuf::from)
}

fn data() -> PathBuf {
    ProjectDirs::from("", "", "xinfang").map_or_else(PathBuf::new, |dirs| dirs.data_dir().to_owned())
}

/// The user of the operating system, recorded beside the account.
pub fn system_user() -> String {
    whoami::username().unwrap_or_else(|_| "unknown".to_owned())
}

/// The language that the environment asks for.
pub fn environment_language() -> Option<String> {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty())
}

/// `NO_COLOR` is set to anything.
pub fn no_colour() -> bool {
    std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}

/// `XINFANG_MOUSE` is set to `off`.
pub fn no_mouse() -> bool {
    std::env::var_os("XINFANG_MOUSE").is_some_and(|value| value == "off")
}

/// The office's own colours, beside its database.
pub fn keymap(database: &Path) -> PathBuf {
    database.with_file_name("keymap.toml")
}

/// Where an office's own colours stand: beside its database.
pub fn theme(database: &Path) -> PathBuf {
    database.with_file_name("theme.toml")
}
