//! Each thing that can be asked, in one transaction: load, decide, save.
//!
//! Deciding is `domain` and `deadline`, which are pure; remembering is `store`. Nothing leaves
//! here unmasked without a line in the read log.

mod accused;
mod cases;
mod checkup;
mod corrections;
mod decide;
mod directory;
mod door;
mod drafts;
mod explain;
mod export;
mod founding;
mod gaps;
mod hands;
mod holds;
mod home;
mod import;
mod intake;
mod law;
mod listing;
mod many;
mod office_file;
mod opinion;
mod paper;
mod people;
pub mod practice;
mod registers;
mod rules;
mod said;
mod sign;
mod similar;
mod since;
mod slip;
mod steps;
mod story;
mod tasks;
mod triage;
mod undo;
mod views;
mod waiting;
mod years;

pub use checkup::{Finding, Health};
pub use founding::{Founding, ProfileFile};
pub use holds::news_of_holds;
pub use import::{Feed, Filed, ImportVerdict, Keep};
pub use office_file::{OfficeRow, OfficeVerdict};
pub use rules::{Checked, check};
pub use years::{GivenYear, read_years};

use directory::Directory;
use law::Law;

use std::collections::HashMap;
use std::path::Path;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde_json::{Map, Value};

use crate::api::{Answer, Change, Refusal, Request};
use crate::deadline::Calendar;
use crate::domain::actor::{Actor, Role};
use crate::domain::case::CaseId;
use crate::domain::office::Office;
use crate::domain::problem::Barrier;
use crate::domain::similar::Rarity;
use crate::domain::trouble::Trouble;
use crate::store::Store;

/// The office at work: its records, its calendar and its rules.
pub struct Service {
    store: Store,
    law: Law,
    directory: Directory,
    /// The last line of history when each account logged in before: what came later is news.
    seen_before: HashMap<String, i64>,
    /// How rare words are in the petitions, as far as it was counted.
    rarity: Rarity,
    drafts: drafts::Keeping,
}

/// An answer, and the news that every session should hear.
#[derive(Debug)]
pub struct Reply {
    /// For the one who asked.
    pub result: Result<Answer, Refusal>,
    /// For everybody.
    pub change: Option<Change>,
}

impl Service {
    /// Takes over an opened database: reads the office, its calendars and its rules.
    ///
    /// # Errors
    /// [`NotAnOffice`](crate::domain::trouble::TroubleKind::NotAnOffice) when the file was never made an office.
    pub fn open(store: Store) -> Result<Service, Trouble> {
        let law = Law::read(&store)?;
        let directory = Directory::read(&store)?;
        let (seen_before, drafts) = (HashMap::new(), drafts::Keeping::default());
        Ok(Service { store, law, directory, seen_before, drafts, rarity: Rarity::default() })
    }

    /// Opens an office's file.
    ///
    /// # Errors
    /// What is wrong with the file; it is left as it was.
    pub fn open_file(path: &Path) -> Result<Service, Trouble> {
        Service::open(Store::open(path)?)
    }

    /// Makes an office in a new file.
    ///
    /// # Errors
    /// [`OfficeExists`](crate::domain::trouble::TroubleKind::OfficeExists) when something stands there already.
    pub fn found_file(path: &Path, founding: &Founding<'_>) -> Result<Service, Trouble> {
        // Founded beside its place and put there whole: a program killed on the way leaves no half
        // office in the way of the next.
        let beside = Store::beside(path)?;
        drop(Service::found(Store::create(&beside)?, founding)?);
        Store::put_in_place(&beside, path)?;
        Service::open_file(path)
    }

    /// Makes an office that lives as long as the program.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn found_in_memory(founding: &Founding<'_>) -> Result<Service, Trouble> {
        Service::found(Store::in_memory()?, founding)
    }

    /// Takes the drafts of an office away: a practice office that is made anew.
    ///
    /// # Errors
    /// What the file system says.
    pub fn remove_drafts(path: &Path) -> std::io::Result<()> {
        crate::store::Drafts::remove(path)
    }

    /// For tests: the disk takes so many pages more, and no limit again with `None`.
    ///
    /// # Errors
    /// What SQLite says.
    #[doc(hidden)]
    pub fn leave_room(&self, pages: Option<u32>) -> Result<(), Trouble> {
        self.store.leave_room(pages)
    }

    /// Copies the office as it stands into a new file.
    ///
    /// # Errors
    /// [`OfficeExists`](crate::domain::trouble::TroubleKind::OfficeExists) when something stands there already.
    pub fn backup(&self, path: &Path) -> Result<(), Trouble> {
        self.store.copy_to(path)
    }

    /// The office.
    pub fn office(&self) -> &Office {
        &self.law.office
    }

    /// The calendar in use.
    pub fn calendar(&self) -> &Calendar {
        &self.law.calendar
    }

    /// Grows whenever another process has written.
    ///
    /// # Errors
    /// What the store says.
    pub fn data_version(&self) -> Result<i64, Trouble> {
        self.store.data_version()
    }

    /// Makes the actor of an account as it stands today: roles, reach, whom it stands in for.
    ///
    /// # Errors
    /// The accounts of the people who work here, when this is none of them.
    pub fn actor(
        &mut self,
        account: &str,
        system_user: &str,
        now: DateTime<FixedOffset>,
    ) -> Result<Result<Actor, Vec<String>>, Trouble> {
        self.refresh()?;
        let actor = self.directory.actor(account, system_user, day(now));
        Ok(actor.ok_or_else(|| self.directory.accounts(day(now))))
    }

    /// Minutes without a stroke after which a desk locks; 0 never.
    pub fn idle_minutes(&self) -> u32 {
        self.directory.idle_minutes
    }

    /// Answers one request. `now` is the instant in the office's zone.
    pub fn answer(&mut self, actor: &Actor, now: DateTime<FixedOffset>, request: Request) -> Reply {
        if let Err(trouble) = self.refresh() {
            return Reply { result: Err(trouble.into()), change: None };
        }
        let (result, change) = match request {
            Request::Intake(request) => split(self.intake(actor, now, request)),
            Request::People(request) => (self.people(actor, now, request).map(Answer::People), None),
            Request::Cases(request) => (self.cases(actor, now, request).map(Answer::Cases), None),
            Request::Steps(request) => split(self.steps(actor, now, request)),
            Request::Door(request) => split(self.door(actor, now, request)),
            Request::Home(request) => (self.home(actor, now, request).map(Answer::Home), None),
            Request::Registers(request) => split(self.registers(actor, now, request)),
            Request::Tasks(request) => split(self.tasks(actor, now, request)),
            Request::Rules(request) => split(self.rules(actor, now, request)),
            Request::Years(request) => split(self.years(actor, now, request)),
            Request::Slip(request) => split(self.slips(actor, now, request)),
            Request::Waiting(request) => split(self.waiting(actor, now, request)),
            Request::Similar(request) => split(self.similar(actor, now, request)),
            Request::Drafts(request) => (self.drafts(actor, now, request).map(Answer::Drafts), None),
            Request::Views(request) => split(self.views(actor, now, request)),
            Request::Sign(request) => split(self.sign(actor, now, request)),
            Request::Holds(request) => split(self.holds(actor, now, request)),
        };
        Reply { result, change }
    }

    /// Takes over what another process, or this one, has changed in the office's tables.
    fn refresh(&mut self) -> Result<(), Trouble> {
        let before = self.directory.stamp();
        self.directory.refresh(&self.store)?;
        if self.directory.stamp() != before {
            self.law.office = self.store.office()?;
        }
        if self.store.law_version()? != self.law.version {
            self.law = Law::read(&self.store)?;
        }
        Ok(())
    }

    fn account_id(&self, actor: &Actor) -> Result<i64, Refusal> {
        match self.store.account(&actor.account).map_err(refuse)? {
            Some(account) => Ok(account.id),
            None => Err(Refusal::Denied(vec![Barrier::NotLoggedIn])),
        }
    }
}

/// A result with its news.
type Told = Result<(Answer, Option<Change>), Refusal>;

fn split(told: Told) -> (Result<Answer, Refusal>, Option<Change>) {
    match told {
        Ok((answer, change)) => (Ok(answer), change),
        Err(refusal) => (Err(refusal), None),
    }
}

/// Nothing in the way, or the refusal that names all of it.
fn allow(barriers: Vec<Barrier>) -> Result<(), Refusal> {
    if barriers.is_empty() { Ok(()) } else { Err(Refusal::Denied(barriers)) }
}

/// Store trouble becomes a refusal with a reference that the log shares.
pub(crate) fn refuse(trouble: Trouble) -> Refusal {
    Refusal::Trouble {
        reference: format!("{:04X}", rand::random::<u16>()),
        kind: trouble.kind,
        detail: trouble.detail,
    }
}

impl From<Trouble> for Refusal {
    fn from(trouble: Trouble) -> Refusal {
        refuse(trouble)
    }
}

/// The legal day of an instant in the office's zone.
fn day(now: DateTime<FixedOffset>) -> NaiveDate {
    now.date_naive()
}

/// The instant as the records keep it.
fn stamp(now: DateTime<FixedOffset>) -> String {
    now.to_rfc3339_opts(chrono::SecondsFormat::Secs, false)
}

/// Notes in a history line for whom somebody acted, where the right to do it is not his own
/// (decision 35).
fn for_whom(actor: &Actor, roles: &[Role], line: &mut Map<String, Value>) {
    if let Some(absent) = actor.in_whose_place(roles) {
        line.insert("for".to_owned(), Value::from(absent.name.as_str()));
    }
}

/// News about one case.
fn changed(case: CaseId) -> Option<Change> {
    Some(Change::Case(case))
}
