//! Opening the file: settings, migrations, and what a check-up finds.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::{Store, trouble};
use crate::domain::trouble::{Trouble, TroubleKind};

/// Marks the file as ours: "XINF" in SQLite's header.
const APPLICATION_ID: i64 = 0x5849_4e46;

/// The migrations, in order; `user_version` says how many have been run.
const MIGRATIONS: &[&str] = &[
    include_str!("../../assets/migrations/0001_open.sql"),
    include_str!("../../assets/migrations/0002_people.sql"),
    include_str!("../../assets/migrations/0003_years.sql"),
    include_str!("../../assets/migrations/0004_rules.sql"),
    include_str!("../../assets/migrations/0005_intake.sql"),
    include_str!("../../assets/migrations/0006_links.sql"),
    include_str!("../../assets/migrations/0007_waiting.sql"),
    include_str!("../../assets/migrations/0008_triage.sql"),
    include_str!("../../assets/migrations/0009_life.sql"),
    include_str!("../../assets/migrations/0010_views.sql"),
    include_str!("../../assets/migrations/0011_corrections.sql"),
];

/// The newest schema this program knows.
pub const SCHEMA: i64 = MIGRATIONS.len() as i64;

/// Tries before a locked database is given up: five seconds at the mean nap.
const TRIES: i32 = 2_800;

/// What `doctor` asks of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkup {
    /// Schema of the file.
    pub schema: i64,
    /// SQLite's own words; `ok` alone is sound.
    pub integrity: Vec<String>,
}

impl Store {
    /// Makes a new file with an empty schema. The file is readable by its owner alone.
    ///
    /// # Errors
    /// [`TroubleKind::OfficeExists`] when something stands there already.
    pub fn create(path: &Path) -> Result<Store, Trouble> {
        if std::fs::metadata(path).is_ok_and(|meta| meta.len() > 0) {
            return Err(Trouble::new(TroubleKind::OfficeExists, path.display().to_string()));
        }
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(read_only)?;
        }
        restrict(path).map_err(read_only)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(plain(path), flags).map_err(trouble)?;
        Store::prepare(connection)
    }

    /// A name beside `path` for an office that is being founded.
    ///
    /// # Errors
    /// [`TroubleKind::OfficeExists`] when something stands at `path` already.
    pub fn beside(path: &Path) -> Result<PathBuf, Trouble> {
        if std::fs::metadata(path).is_ok_and(|meta| meta.is_dir() || meta.len() > 0) {
            return Err(Trouble::new(TroubleKind::OfficeExists, path.display().to_string()));
        }
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".new-{}", std::process::id()));
        Ok(PathBuf::from(name))
    }

    /// Puts a founded office where it belongs, in one go and over nothing but an empty file.
    ///
    /// # Errors
    /// [`TroubleKind::OfficeExists`] when somebody else was faster.
    pub fn put_in_place(beside: &Path, path: &Path) -> Result<(), Trouble> {
        if std::fs::metadata(path).is_ok_and(|meta| meta.len() == 0) {
            std::fs::remove_file(path).map_err(read_only)?;
        }
        // A link fails where a name is taken; a rename would write over it.
        let linked = std::fs::hard_link(beside, path);
        let taken = linked.as_ref().is_err_and(|fault| fault.kind() == std::io::ErrorKind::AlreadyExists);
        let placed = match linked {
            Ok(()) => std::fs::remove_file(beside),
            Err(_) if taken => std::fs::remove_file(beside),
            // A file system without links.
            Err(_) => std::fs::rename(beside, path),
        };
        placed.map_err(read_only)?;
        if taken {
            return Err(Trouble::new(TroubleKind::OfficeExists, path.display().to_string()));
        }
        Ok(())
    }

    /// Opens an office's file, and brings an older schema up to date.
    ///
    /// # Errors
    /// What is wrong with the file; it is left as it was.
    pub fn open(path: &Path) -> Result<Store, Trouble> {
        let meta =
            std::fs::metadata(path).map_err(|fault| Trouble::new(TroubleKind::Missing, fault.to_string()))?;
        if meta.is_dir() || meta.len() == 0 {
            return Err(Trouble::new(TroubleKind::NotAnOffice, path.display().to_string()));
        }
        // Opening for writing would leave a journal beside a file that is not ours.
        check(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(plain(path), flags).map_err(trouble)?;
        if connection.is_readonly("main").map_err(trouble)? {
            return Err(Trouble::new(TroubleKind::ReadOnly, path.display().to_string()));
        }
        Store::prepare(connection)
    }

    /// An office that lives as long as the program: tests and examples.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn in_memory() -> Result<Store, Trouble> {
        Store::prepare(Connection::open_in_memory().map_err(trouble)?)
    }

    /// Copies the office as it stands this moment into a new file, also while people work in it.
    /// The copy is readable by its owner alone.
    ///
    /// # Errors
    /// [`TroubleKind::OfficeExists`] when something stands there already, and what SQLite says.
    pub fn copy_to(&self, path: &Path) -> Result<(), Trouble> {
        let beside = Store::beside(path)?;
        restrict(&beside).map_err(read_only)?;
        let name = plain(&beside).to_string_lossy().into_owned();
        // Everything another process has committed is in it, and nothing half done.
        self.connection.execute("VACUUM INTO ?1", [name]).map_err(trouble)?;
        Store::put_in_place(&beside, path)
    }

    /// For tests: the disk takes so many pages more, and no limit again with `None`.
    ///
    /// # Errors
    /// What SQLite says.
    #[doc(hidden)]
    pub fn leave_room(&self, pages: Option<u32>) -> Result<(), Trouble> {
        let used: u32 =
            self.connection.query_row("PRAGMA page_count", [], |row| row.get(0)).map_err(trouble)?;
        let most = pages.map_or(u32::MAX - 1, |pages| used + pages);
        let sql = format!("PRAGMA max_page_count = {most}");
        self.connection.query_row(&sql, [], |_| Ok(())).map_err(trouble)
    }

    /// The file's soundness.
    ///
    /// # Errors
    /// When even asking fails.
    pub fn checkup(&self) -> Result<Checkup, Trouble> {
        let schema = version(&self.connection)?;
        let mut statement = self.connection.prepare("PRAGMA integrity_check(20)").map_err(trouble)?;
        let integrity =
            statement.query_map([], |row| row.get(0)).and_then(Iterator::collect).map_err(trouble)?;
        Ok(Checkup { schema, integrity })
    }

    fn prepare(mut connection: Connection) -> Result<Store, Trouble> {
        connection.busy_handler(Some(nap)).map_err(trouble)?;
        connection.set_prepared_statement_cache_capacity(64);
        connection
            .execute_batch("PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8000;")
            .map_err(trouble)?;
        let mut store = Store { connection };
        // A new file gets its header before the journal is switched on: the header says whose file
        // it is, and must not lie in a journal that a killed process left behind.
        store.migrate()?;
        store
            .connection
            .execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")
            .map_err(trouble)?;
        Ok(store)
    }

    fn migrate(&mut self) -> Result<(), Trouble> {
        let found = version(&self.connection)?;
        if found == SCHEMA {
            return Ok(());
        }
        if found > SCHEMA {
            return Err(newer(found));
        }
        let write = self.write()?;
        // Another process may have migrated while this one waited for the lock.
        let found = version(&write.tx)?;
        for (at, sql) in (1..).zip(MIGRATIONS).skip(usize::try_from(found).unwrap_or(0)) {
            write.tx.execute_batch(sql).map_err(trouble)?;
            write.tx.pragma_update(None, "user_version", at).map_err(trouble)?;
        }
        write.tx.pragma_update(None, "application_id", APPLICATION_ID).map_err(trouble)?;
        write.commit()
    }
}

/// Reads the header without touching the file.
fn check(path: &Path) -> Result<(), Trouble> {
    use std::io::Read;
    let mut header = [0u8; 100];
    let mut file =
        std::fs::File::open(path).map_err(|fault| Trouble::new(TroubleKind::ReadOnly, fault.to_string()))?;
    let short = file.read_exact(&mut header).is_err();
    if short || &header[..16] != b"SQLite format 3\0" {
        return Err(Trouble::new(TroubleKind::Damaged, "the file has no database header"));
    }
    let at = |from: usize| {
        i64::from(u32::from_be_bytes([header[from], header[from + 1], header[from + 2], header[from + 3]]))
    };
    let (found, owner) = (at(60), at(68));
    if owner != APPLICATION_ID {
        return Err(Trouble::new(TroubleKind::NotAnOffice, format!("application id {owner:#x}")));
    }
    if found > SCHEMA {
        return Err(newer(found));
    }
    Ok(())
}

fn newer(found: i64) -> Trouble {
    let kind = TroubleKind::Newer { found, known: SCHEMA };
    Trouble::new(kind, format!("schema {found}, known {SCHEMA}"))
}

fn version(connection: &Connection) -> Result<i64, Trouble> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(trouble)
}

/// Uneven naps of half a millisecond to three: processes that wait together wake apart, and the
/// slowest of fifty waits a sixth of what the plain timeout costs.
fn nap(tries: i32) -> bool {
    if tries >= TRIES {
        return false;
    }
    std::thread::sleep(Duration::from_micros(rand::random_range(500..3_000)));
    true
}

/// SQLite takes `:memory:` and the like for more than names; a file is called what it is called.
fn plain(path: &Path) -> PathBuf {
    let text = path.to_string_lossy();
    if text.starts_with(':') || text.starts_with("file:") {
        Path::new(".").join(path)
    } else {
        path.to_owned()
    }
}

fn read_only(fault: std::io::Error) -> Trouble {
    Trouble::new(TroubleKind::ReadOnly, fault.to_string())
}

/// Makes the file, readable by its owner alone, also if it stood open before.
pub(super) fn restrict(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    #[cfg(unix)]
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    drop(file);
    Ok(())
}
