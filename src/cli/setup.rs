//! Opening offices: `init`, `demo`, the desk itself, and `doctor`.

use std::io::IsTerminal;
use std::path::Path;

use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;

use super::args::{Common, Demo, Init};
use super::office;
use super::print::{Printer, Stop};
use super::profile;
use super::say;
use crate::domain::actor::Role;
use crate::domain::number::NumberPattern;
use crate::domain::office::{Office, OfficeKind, beijing_time};
use crate::domain::text;
use crate::i18n::{Language, words};
use crate::runtime::clock::Clock;
use crate::runtime::desk::{Desk, run};
use crate::runtime::kind::Kind;
use crate::runtime::papers::Papers;
use crate::runtime::{Log, Mouse, paths, report};
use crate::service::practice::{ACCOUNTS, OFFICE, Wish, opened};
use crate::service::{Founding, Health, Service};

/// `xinfang` alone: the desk.
pub(super) fn desk(common: &Common, printer: &mut Printer) -> Result<u8, Stop> {
    if let Some(code) = inside(common)? {
        return Ok(code);
    }
    let file = office::file(common);
    if !file.exists() {
        return Err(Stop::Use((say(printer).no_office)(&file.display().to_string())));
    }
    let service = Service::open_file(&file)?;
    let clock = office::clock(common, &service, printer)?;
    sit(service, common, clock, &file, printer)
}

/// On a terminal that takes GB18030 or GBK the program runs once more, inside one of our own; how
/// that ended.
#[cfg(unix)]
fn inside(common: &Common) -> Result<Option<u8>, Stop> {
    use crate::runtime::transcode::{run, wanted};
    // Where no desk can open anyway, the reason is told as it always is.
    let terminal = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    if !terminal || Kind::of_environment() == Kind::Refused {
        return Ok(None);
    }
    Ok(match wanted(common.charset.as_deref()) {
        Some(charset) => Some(run(&charset)?),
        None => None,
    })
}

#[cfg(not(unix))]
fn inside(_common: &Common) -> Result<Option<u8>, Stop> {
    Ok(None)
}

/// Opens the desk: whoever sits down logs in there.
fn sit(
    service: Service,
    common: &Common,
    clock: Clock,
    file: &Path,
    printer: &mut Printer,
) -> Result<u8, Stop> {
    if !std::io::stdin().is_terminal() || !std::io::stdout().is_terminal() {
        return Err(Stop::Use(say(printer).no_terminal.to_owned()));
    }
    let kind = Kind::of_environment();
    let language = printer.language();
    if kind == Kind::Refused {
        let term = std::env::var("TERM").unwrap_or_default();
        return Err(Stop::Use((words(language).terminal.refused)(&term)));
    }
    let (log, papers) = (Log::beside(file), Papers::beside(file));
    let account = common.account.clone();
    let mouse = if common.no_mouse || paths::no_mouse() { Mouse::Theirs } else { Mouse::Ours };
    let (mono, theme, keymap) = (paths::no_colour(), paths::theme(file), paths::keymap(file));
    run(Desk { service, account, language, kind, mono, mouse, theme, keymap, clock, log, papers })?;
    Ok(0)
}

/// `init`: a real, empty office.
pub(super) fn init(common: &Common, init: &Init, printer: &mut Printer) -> Result<u8, Stop> {
    let file = office::file(common);
    let name = text::line(&init.office);
    if name.is_empty() {
        return Err(Stop::Use(say(printer).name_missing.to_owned()));
    }
    if common.now.is_some() {
        return Err(Stop::Office(say(printer).now_refused.to_owned()));
    }
    // Names in the records are Chinese, whatever the language of who types the command.
    let chinese = words(Language::Chinese);
    let system_user = paths::system_user();
    let founding = Founding {
        office: Office {
            name: name.clone(),
            kind: OfficeKind::from(init.kind),
            practice: false,
            number_pattern: NumberPattern::default(),
            offset: beijing_time(),
        },
        accounts: &[
            ("admin", (chinese.role)(Role::Administrator), Role::Administrator),
            ("desk", (chinese.role)(Role::Reception), Role::Reception),
        ],
        system_user: &system_user,
        now: Clock::Real.now(beijing_time()),
        profiles: &profile::wanted(&init.rules, printer)?,
    };
    Service::found_file(&file, &founding)?;
    if common.json {
        printer.json(
            &json!({ "office": name, "db": file.display().to_string(), "profile": init.rules.profile, "tracks": init.rules.track, "accounts": ["admin", "desk"] }),
        )?;
    } else {
        printer.line(&(say(printer).opened)(&name, &file.display().to_string()))?;
        printer.line(&(say(printer).accounts)("admin, desk"))?;
    }
    printer.flush()?;
    Ok(0)
}

/// Cases of a practice office, and the dice it is made with, where nobody says otherwise.
const CASES: u32 = 400;
const SEED: u64 = 1;

/// `demo`: a practice office and its desk. The one of last time goes on.
pub(super) fn demo(common: &Common, demo: &Demo, printer: &mut Printer) -> Result<u8, Stop> {
    if !demo.no_tui
        && let Some(code) = inside(common)?
    {
        return Ok(code);
    }
    let named = common.db.clone().or_else(paths::office_of_environment);
    let file = named.unwrap_or_else(|| paths::office().with_file_name("practice.db"));
    let (cases, seed) = (demo.cases.unwrap_or(CASES), demo.seed.unwrap_or(SEED));
    let offset = beijing_time();
    let clock = common.now.map_or(Clock::Real, |now| Clock::set(office::instant(now, offset)));
    let now = clock.now(offset);
    // The practice office of last time is thrown away, a real one never.
    if file.exists() {
        let existing = Service::open_file(&file)?;
        if !existing.office().practice {
            return Err(Stop::Office((say(printer).office_exists)(&file.display().to_string())));
        }
        // Yesterday's practice goes on, unless another office is asked for.
        let rules = demo.rules.profile != profile::LAW || !demo.rules.track.is_empty();
        let another = demo.fresh || demo.no_tui || demo.cases.is_some() || demo.seed.is_some() || rules;
        if !another {
            return sit(existing, common, clock, &file, printer);
        }
        drop(existing);
        Service::remove_drafts(&file)?;
        for ending in ["", "-wal", "-shm"] {
            let mut part = file.clone().into_os_string();
            part.push(ending);
            match std::fs::remove_file(&part) {
                Err(fault) if fault.kind() != std::io::ErrorKind::NotFound => return Err(fault.into()),
                _ => {}
            }
        }
    }
    let founding = Founding {
        office: Office {
            name: OFFICE.to_owned(),
            kind: OfficeKind::from(demo.kind),
            practice: true,
            number_pattern: NumberPattern::default(),
            offset,
        },
        accounts: &ACCOUNTS,
        system_user: "practice",
        now: opened(now),
        profiles: &profile::wanted(&demo.rules, printer)?,
    };
    let mut service = Service::found_file(&file, &founding)?;
    let bar = progress(u64::from(cases), say(printer).making_practice);
    let wish = Wish { cases: usize::try_from(cases).unwrap_or(usize::MAX), seed, now };
    service.invent(wish, |done| bar.set_position(done as u64))?;
    bar.finish_and_clear();
    if demo.no_tui {
        let file_name = file.display().to_string();
        if common.json {
            printer.json(&json!({ "db": file_name, "cases": cases, "seed": seed }))?;
        } else {
            printer.line(&(say(printer).opened)(OFFICE, &file_name))?;
        }
        printer.flush()?;
        return Ok(0);
    }
    sit(service, common, clock, &file, printer)
}

/// `doctor`: what is well and what is not.
pub(super) fn doctor(common: &Common, printer: &mut Printer) -> Result<u8, Stop> {
    let open = office::open(common, printer)?;
    let mut findings = open.service.checkup(open.now())?;
    findings.push(report::checkup(paths::no_colour())?);
    for finding in &findings {
        let (word, health) = match finding.health {
            Health::Good => ("good", say(printer).good),
            Health::Warning => ("warning", say(printer).warning),
            Health::Bad => ("bad", say(printer).bad),
        };
        if common.json {
            printer.json(&json!({ "check": finding.what, "health": word, "detail": finding.detail }))?;
        } else {
            printer.line(&format!(
                "{health}  {}  {}",
                (say(printer).finding)(finding.what),
                finding.detail
            ))?;
        }
    }
    printer.flush()?;
    Ok(u8::from(findings.iter().any(|finding| finding.health == Health::Bad)))
}

/// A progress bar on a terminal; silent elsewhere.
pub(super) fn progress(total: u64, what: &'static str) -> ProgressBar {
    let bar = ProgressBar::new(total);
    if let Ok(style) = ProgressStyle::with_template("{msg} {bar:30} {pos}/{len} {eta}") {
        bar.set_style(style.progress_chars("=>-"));
    }
    bar.set_message(what);
    bar
}
