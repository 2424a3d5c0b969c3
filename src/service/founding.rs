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
use crate::store::{NewLine, NewRules, NewVersion, NewYear, Store};

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
    /// 单位自定规则、专项: rule files that count beside the law from the first day, each with what it
    /// builds on. Their faults were found by whoever read them.
    pub profiles: &'a [ProfileFile],
}

/// A rule file with what it builds on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileFile {
    /// The file.
    pub toml: String,
    /// The files below it, without the law.
    pub bases: Vec<String>,
}

impl Service {
    /// Makes an office of an empty database, in one transaction.
    ///
    /// # Errors
    /// What the store says.
    pub fn found(mut store: Store, founding: &Founding<'_>) -> Result<Service, Trouble> {
        let Founding { office, accounts, system_user, now, profiles } = founding;
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
        let mut keep = |toml: &str, counts: bool| -> Result<(), Trouble> {
            let set = RuleSet::read(toml).map_err(|fault| unreadable(fault.to_string()))?;
            let (name, version) = (set.name.as_str(), set.version);
            let rules = NewRules { name, version, toml, at: &at, by: system_user };
            if counts { write.use_rules(&rules, None) } else { write.keep_rules(&rules) }
        };
        for file in shipped::LAWS {
            keep(file, true)?;
        }
        for ProfileFile { toml, bases } in *profiles {
            for base in bases {
                keep(base, false)?;
            }
            keep(toml, true)?;
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
