//! Opening an office: its row, its first accounts, the calendars and laws that come with the
//! program, one history line.

use chrono::{DateTime, FixedOffset};
use serde_json::{Map, Value};

use super::{Service, stamp};
use crate::deadline::{RuleSet, Year, shipped};
use crate::domain::actor::{Actor, Role, Scope};
use crate::domain::office::Office;
use crate::domain::register::Values;
use crate::domain::trouble::{Trouble, TroubleKind};
use crate::store::{NewLine, NewVersion, NewYear, Store};

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
        let first = accounts.first().map_or("", |(name, ..)| *name);
        for (register, values) in first_rows(office, accounts) {
            let key = values.get("account").map(String::as_str);
            let new = NewVersion { register, key, values: &values, ended: false, at: &at, account: first };
            write.add_row(&new)?;
        }
        for (name, shown_as, _) in *accounts {
            write.put_account(name, shown_as, &at)?;
        }
        for file in shipped::CALENDARS {
            let year = Year::read(file).map_err(|fault| unreadable(fault.to_string()))?;
            write.accept_year(&NewYear {
                year: year.year,
                toml: file,
                notice: None,
                at: &at,
                by: system_user,
            })?;
        }
        for file in shipped::LAWS {
            let rules = RuleSet::read(file).map_err(|fault| unreadable(fault.to_string()))?;
            write.accept_rules(&rules.name, rules.version, file, &at, system_user)?;
        }
        let actor = Actor { account: first.to_owned(), ..Actor::nobody(system_user) };
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

/// What the registers of a new office begin with: its settings and its first people.
fn first_rows<'a>(office: &Office, accounts: &[(&'a str, &'a str, Role)]) -> Vec<(&'static str, Values)> {
    let values = |pairs: &[(&str, &str)]| -> Values {
        pairs.iter().map(|(column, value)| ((*column).to_owned(), (*value).to_owned())).collect()
    };
    let settings = values(&[
        ("name", &office.name),
        ("number_pattern", office.number_pattern.as_str()),
        ("idle_minutes", &super::directory::IDLE_MINUTES.to_string()),
    ]);
    let people = accounts.iter().map(|(account, name, role)| {
        let person = values(&[
            ("account", account),
            ("name", name),
            ("roles", role.word()),
            ("scope", Scope::All.word()),
        ]);
        ("people", person)
    });
    std::iter::once(("settings", settings)).chain(people).collect()
}
