//! `backup` and `restore`.

use std::path::{Path, PathBuf};

use super::args::Common;
use super::office;
use super::print::{Printer, Stop};
use super::say;
use crate::domain::trouble::{Trouble, TroubleKind};
use crate::service::{Health, Service};

/// `backup FILE`
pub(super) fn backup(common: &Common, file: &Path, printer: &mut Printer) -> Result<u8, Stop> {
    let service = Service::open_file(&office::file(common))?;
    service.backup(file)?;
    // A copy that cannot be read is none.
    sound(file)?;
    printer.line(&(say(printer).backed_up)(&file.display().to_string()))?;
    printer.flush()?;
    Ok(0)
}

/// `restore FILE`: a copy of the backup is looked at before anything is moved, and what stood there
/// comes back if the last step fails.
pub(super) fn restore(common: &Common, file: &Path, printer: &mut Printer) -> Result<u8, Stop> {
    let place = office::file(common);
    let (aside, coming) = (aside(&place), with_ending(&place, ".restoring"));
    // The backup itself stays as it is: opening would bring an older one up to date.
    if !file.is_file() {
        return Err(Trouble::new(TroubleKind::Missing, file.display().to_string()).into());
    }
    remove(&coming)?;
    std::fs::copy(file, &coming)?;
    if let Err(trouble) = sound(&coming) {
        remove(&coming)?;
        return Err(trouble.into());
    }
    if place.exists() {
        // Everything is in the one file, or it is in use and stays where it is.
        drop(Service::open_file(&place)?);
        if with_ending(&place, "-wal").exists() {
            remove(&coming)?;
            return Err(Stop::Office((say(printer).in_use)(&place.display().to_string())));
        }
        std::fs::rename(&place, &aside)?;
    }
    if let Err(fault) = std::fs::rename(&coming, &place) {
        if aside.exists() {
            std::fs::rename(&aside, &place)?;
        }
        return Err(fault.into());
    }
    let kept = if aside.exists() { aside.display().to_string() } else { String::new() };
    printer.line(&(say(printer).restored)(&place.display().to_string(), &kept))?;
    printer.flush()?;
    Ok(0)
}

fn remove(file: &Path) -> std::io::Result<()> {
    for ending in ["", "-wal", "-shm"] {
        match std::fs::remove_file(with_ending(file, ending)) {
            Err(fault) if fault.kind() != std::io::ErrorKind::NotFound => return Err(fault),
            _ => {}
        }
    }
    Ok(())
}

/// A name beside the office that nothing has yet.
fn aside(place: &Path) -> PathBuf {
    (1..)
        .map(|number| with_ending(place, &format!(".before-restore-{number}")))
        .find(|name| !name.exists())
        .unwrap_or_else(|| with_ending(place, ".before-restore"))
}

fn with_ending(place: &Path, ending: &str) -> PathBuf {
    let mut name = place.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

fn sound(file: &Path) -> Result<(), Trouble> {
    let service = Service::open_file(file)?;
    let now = crate::runtime::clock::Clock::Real.now(service.office().offset);
    let bad = service.checkup(now)?.into_iter().find(|found| {
        found.health == Health::Bad && matches!(found.what, "schema" | "integrity" | "history")
    });
    match bad {
        None => Ok(()),
        Some(found) => Err(Trouble::new(TroubleKind::Damaged, format!("{}: {}", found.what, found.detail))),
    }
}
