//! Opening an office: its row, its first accounts, the calendars and laws that come with the
//! program, one history line.

use chrono::{DateTime, FixedOffset};
use serde_json::{Map, Value};

use super::{Service, stamp};
use crate::deadline::{RuleSet, Year, shipped};
use crate::domain::actor::{Actor, Role};
use crate::domain::office::Office;
use crate::domain::trouble::{Trouble, TroubleKind};
use crate::store::{NewLine, Store};

/// What an office begins with.
#[derive(Debug, Clone)]
pub struct Founding<'a> {
    /// The office.
    pub office: Office,
    /// Account, shown name and role of each first account.
    pub accounts: &'a [(&'a str, &'a str, Role)],
    /// Who opens it.
    pub system_user: &'a str,
    /// When, in the office's zone.
    pub now: DateTime<FixedOffset>,
}

impl Service {
    /// Makes an office of an empty database, in one transaction.
    ///
    /// # Errors
    /// What the store says.
    pub fn found(mut store: Store, founding: &Founding<'_>) -> Result<Service, Trouble> {
        let Founding { office, accounts, system_user, now } = founding;
        let at = stamp(*now);
        let unreadable = |fault: String| Trouble::new(TroubleKind::Other, fault);
        let mut write = store.write()?;
        write.open_office(office, &at)?;
        for (name, shown_as, role) in *accounts {
            write.add_account(name, shown_as, *role, &at)?;
        }
        for file in shipped::CALENDARS {
            let year = Year::read(file).map_err(|fault| unreadable(fault.to_string()))?;
            write.accept_year(year.year, file, &at, system_user)?;
        }
        for file in shipped::LAWS {
            let rules = RuleSet::read(file).map_err(|fault| unreadable(fault.to_string()))?;
            write.accept_rules(&rules.name, rules.version, file, &at, system_user)?;
        }
        let first = accounts.first().map_or("", |(name, ..)| *name);
        let actor = Actor {
            account: first.to_owned(),
            name: first.to_owned(),
            role: Role::Administrator,
            system_user: (*system_user).to_owned(),
        };
        let mut after = Map::new();
        after.insert("office".to_owned(), Value::from(office.name.as_str()));
        write.add_line(NewLine {
            case: None,
            actor: &actor,
            at: &at,
            what: "open_office",
            before: Map::new(),
            after,
        })?;
        write.commit()?;
        Service::open(store)
    }
}
