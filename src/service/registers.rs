//! 台账: listed, filled in, changed, ended, looked back on. Every change is a version with who and
//! when, and a line in the history.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::directory::Directory;
use super::{Service, Told, allow, day, stamp};
use crate::api::registers::{Answer, Request, Sheet, Summary};
use crate::api::{self, Change, Refusal};
use crate::domain::access;
use crate::domain::actor::{Actor, Role};
use crate::domain::number::NumberPattern;
use crate::domain::problem::{Barrier, Problem};
use crate::domain::register::{self, Kind, Register, Row, RowFault, RowId, Values};
use crate::domain::trouble::Trouble;
use crate::store::{NewLine, NewVersion, Put, Store, Write};

/// What becomes of a row.
pub(super) struct Wanted<'a> {
    pub(super) register: &'a Register,
    /// The row as it stands; none for a new one.
    pub(super) before: Option<&'a Row>,
    pub(super) values: Values,
    pub(super) ended: bool,
}

impl Service {
    pub(super) fn registers(&mut self, actor: &Actor, now: DateTime<FixedOffset>, request: Request) -> Told {
        allow(access::may_enter(actor))?;
        let (answer, change) = match request {
            Request::Index => (Answer::Index(self.index(actor)?), None),
            Request::Open { register } => (Answer::Sheet(Box::new(self.sheet(actor, &register)?)), None),
            Request::Save { register, row, values } => {
                let (row, label, version) = self.save_row(actor, now, &register, row, &values)?;
                (Answer::Saved { row, label, version }, Some(Change::Office))
            }
            Request::End { register, row, version, ended } => {
                let (row, label, version) = self.end_row(actor, now, &register, row, version, ended)?;
                (Answer::Saved { row, label, version }, Some(Change::Office))
            }
            Request::Versions { register, row } => {
                let register = self.known(&register)?;
                allow(register.may_read(actor))?;
                let known = self.store.rows(&register.name)?.iter().any(|other| other.id == row);
                if !known {
                    return Err(Refusal::NoSuchCase);
                }
                (Answer::Versions(self.store.versions(row)?), None)
            }
        };
        Ok((api::Answer::Registers(answer), change))
    }

    pub(super) fn known(&self, register: &str) -> Result<Register, Refusal> {
        self.directory.register(register).cloned().ok_or(Refusal::NoSuchCase)
    }

    fn index(&self, actor: &Actor) -> Result<Vec<Summary>, Refusal> {
        let readable = self.directory.registers.iter().filter(|register| register.may_read(actor).is_empty());
        readable
            .map(|register| {
                let rows = self.store.rows(&register.name)?.iter().filter(|row| !row.ended).count();
                Ok(Summary { register: register.clone(), rows })
            })
            .collect()
    }

    /// The register of this word.
    pub fn register(&self, name: &str) -> Option<&Register> {
        self.directory.register(name)
    }

    /// The words of all registers.
    pub fn register_names(&self) -> impl Iterator<Item = &str> {
        self.directory.registers.iter().map(|register| register.name.as_str())
    }

    /// A register with everything a form needs.
    ///
    /// # Errors
    /// What bars the actor, or what the store says.
    pub fn sheet(&self, actor: &Actor, register: &str) -> Result<Sheet, Refusal> {
        let register = self.known(register)?;
        allow(register.may_read(actor))?;
        let mut rows = self.store.rows(&register.name)?;
        rows.sort_by_key(|row| row.ended);
        let mut options = BTreeMap::new();
        for column in &register.columns {
            if let Kind::Reference { register: to, .. } = &column.kind
                && !options.contains_key(to)
            {
                options.insert(to.clone(), names(&self.store, &self.directory, to)?);
            }
        }
        let barriers = register.may_keep(actor);
        Ok(Sheet { register, rows, options, barriers })
    }

    fn save_row(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        register: &str,
        row: Option<(RowId, i64)>,
        typed: &Values,
    ) -> Result<(RowId, String, i64), Refusal> {
        let register = self.known(register)?;
        allow(register.may_keep(actor))?;
        let rows = self.store.rows(&register.name)?;
        let before = match row {
            None if register.fixed => return Err(Refusal::Denied(vec![Barrier::FixedRows])),
            None => None,
            Some((id, version)) => {
                let before = rows.iter().find(|row| row.id == id).ok_or(Refusal::NoSuchCase)?;
                if before.version != version {
                    return Err(self.row_outdated(id)?);
                }
                Some(before)
            }
        };
        let values = self
            .read_row(actor, &register, typed, now, &rows, before)
            .map_err(|fault| row_refusal(&register, fault))?;
        let ended = before.is_some_and(|row| row.ended);
        self.put_row(actor, now, &Wanted { register: &register, before, values, ended })
    }

    fn end_row(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        register: &str,
        id: RowId,
        version: i64,
        ended: bool,
    ) -> Result<(RowId, String, i64), Refusal> {
        let register = self.known(register)?;
        allow(register.may_keep(actor))?;
        if register.fixed {
            return Err(Refusal::Denied(vec![Barrier::FixedRows]));
        }
        let rows = self.store.rows(&register.name)?;
        let before = rows.iter().find(|row| row.id == id).ok_or(Refusal::NoSuchCase)?;
        if before.version != version {
            return Err(self.row_outdated(id)?);
        }
        if ended && register.name == "people" && !leaves_an_administrator(&rows, id, None, now) {
            return Err(row_refusal(&register, vec![(0, Problem::LastAdministrator)]));
        }
        let values = before.values.clone();
        self.put_row(actor, now, &Wanted { register: &register, before: Some(before), values, ended })
    }

    /// Reads what was typed, and holds it against the rest of the office.
    fn read_row(
        &self,
        actor: &Actor,
        register: &Register,
        typed: &Values,
        now: DateTime<FixedOffset>,
        rows: &[Row],
        before: Option<&Row>,
    ) -> Result<Values, RowFault> {
        // What the row names already stays, also where it is out of use meanwhile.
        let named = |typed: &str| {
            before.is_some_and(|row| row.values.values().any(|v| v.split(' ').any(|k| k == typed)))
        };
        let find = |register: &str, typed: &str| {
            let found = self.find(register, typed).ok().flatten();
            found.or_else(|| named(typed).then(|| typed.to_owned()))
        };
        let values = register::read(register, typed, day(now), find)?;
        let wrong = beyond_the_row(&self.directory, actor, register, &values, now, rows, before);
        if wrong.is_empty() { Ok(values) } else { Err(wrong) }
    }

    /// Keys and names of a register's rows in use.
    pub(super) fn names_of(&self, register: &str) -> Result<Vec<(String, String)>, Trouble> {
        names(&self.store, &self.directory, register)
    }

    /// The key that people mean in a register: a key, or a name that one row alone has.
    pub(super) fn find(&self, register: &str, typed: &str) -> Result<Option<String>, Trouble> {
        let names = self.names_of(register)?;
        if let Some((key, _)) = names.iter().find(|(key, _)| key.eq_ignore_ascii_case(typed)) {
            return Ok(Some(key.clone()));
        }
        let mut called = names.iter().filter(|(_, name)| name == typed);
        Ok(match (called.next(), called.next()) {
            (Some((key, _)), None) => Some(key.clone()),
            _ => None,
        })
    }

    fn put_row(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        wanted: &Wanted<'_>,
    ) -> Result<(RowId, String, i64), Refusal> {
        let at = stamp(now);
        let mut write = self.store.write()?;
        let put = put(&mut write, actor, &at, wanted)?;
        let (row, version) = match put {
            Put::Saved { row, version } => (row, version),
            Put::Taken => {
                let key = wanted.register.key.unwrap_or(0);
                return Err(row_refusal(wanted.register, vec![(key, Problem::Taken)]));
            }
            Put::Outdated => {
                drop(write);
                return Err(self.row_outdated(wanted.before.map_or(RowId(0), |row| row.id))?);
            }
        };
        write.commit()?;
        self.refresh()?;
        let row_now =
            Row { id: row, key: String::new(), version, values: wanted.values.clone(), ended: wanted.ended };
        Ok((row, wanted.register.label(&row_now), version))
    }

    /// Who changed a row first, and when.
    fn row_outdated(&self, row: RowId) -> Result<Refusal, Refusal> {
        let versions = self.store.versions(row)?;
        let newest = versions.first().ok_or(Refusal::NoSuchCase)?;
        let at = newest.at.parse().map_err(|_| Refusal::NoSuchCase)?;
        Ok(Refusal::Outdated { by: newest.by.clone(), at })
    }
}

/// Would standing in so make somebody an administrator or an auditor?
fn gives_power(directory: &Directory, values: &Values) -> bool {
    let value = |column: &str| values.get(column).map_or("", String::as_str);
    let absent = directory.person(value("absent"));
    let named: Vec<Role> = value("roles").split(' ').filter_map(Role::from_word).collect();
    absent.is_some_and(|absent| {
        let gives = |role: &Role| named.is_empty() || named.contains(role);
        absent
            .roles
            .iter()
            .filter(|role| gives(role))
            .any(|role| matches!(role, Role::Administrator | Role::Auditor))
    })
}

/// What can only be seen with the other rows in sight.
pub(super) fn beyond_the_row(
    directory: &Directory,
    actor: &Actor,
    register: &Register,
    values: &Values,
    now: DateTime<FixedOffset>,
    rows: &[Row],
    before: Option<&Row>,
) -> RowFault {
    let mut wrong = RowFault::new();
    let value = |column: &str| values.get(column).map_or("", String::as_str);
    let mut complain = |column: &str, problem| {
        wrong.push((register.column(column).unwrap_or(0), problem));
    };
    match register.name.as_str() {
        "settings" if NumberPattern::read(value("number_pattern")).is_err() => {
            complain("number_pattern", Problem::NotAPattern);
        }
        "people" => {
            let id = before.map_or(RowId(0), |row| row.id);
            if before.is_some() && !leaves_an_administrator(rows, id, Some(values), now) {
                complain("roles", Problem::LastAdministrator);
            }
        }
        "stand_ins" if value("absent") == value("by") => complain("by", Problem::Circle),
        // Else whoever plans stand-ins could make himself an administrator.
        "stand_ins" if !actor.is_himself(&[Role::Administrator]) && gives_power(directory, values) => {
            complain("absent", Problem::NeedsAdministrator);
        }
        "units" | "bodies" => {
            for column in ["parent", "successor"] {
                if is_circle(rows, register, values, column) {
                    complain(column, Problem::Circle);
                }
            }
        }
        _ => {}
    }
    // A row keeps its key: cases, other rows and the history call it by it.
    if let (Some(key), Some(before)) = (register.key, before)
        && values.get(&register.columns[key].name).is_none_or(|new| !new.eq_ignore_ascii_case(&before.key))
    {
        wrong.push((key, Problem::KeyStays));
    }
    wrong
}

/// Would somebody still be able to set up the office?
fn leaves_an_administrator(
    rows: &[Row],
    changed: RowId,
    values: Option<&Values>,
    now: DateTime<FixedOffset>,
) -> bool {
    let today = day(now).to_string();
    let stays = |values: &Values| {
        let value = |column: &str| values.get(column).map_or("", String::as_str);
        value("roles").split(' ').any(|role| role == Role::Administrator.word())
            && (value("until").is_empty() || value("until") >= today.as_str())
            && value("from") <= today.as_str()
    };
    rows.iter().any(|row| match (row.id == changed, values) {
        (false, _) => !row.ended && stays(&row.values),
        (true, Some(values)) => !row.ended && stays(values),
        (true, None) => false,
    })
}

/// Puts a row down inside a write: the row, its version, what follows from it, the history line.
pub(super) fn put(
    write: &mut Write<'_>,
    actor: &Actor,
    at: &str,
    wanted: &Wanted<'_>,
) -> Result<Put, Trouble> {
    let Wanted { register, before, values, ended } = wanted;
    let key = register.key.and_then(|key| values.get(&register.columns[key].name)).map(String::as_str);
    let new =
        NewVersion { register: &register.name, key, values, ended: *ended, at, account: &actor.account };
    let put = match before {
        None => write.add_row(&new)?,
        Some(row) => write.change_row(row.id, row.version, &new)?,
    };
    let Put::Saved { version, .. } = put else { return Ok(put) };
    let value = |column: &str| values.get(column).map_or("", String::as_str);
    match register.name.as_str() {
        "people" => {
            write.put_account(value("account"), value("name"), at)?;
        }
        "settings" => {
            if let Ok(pattern) = NumberPattern::read(value("number_pattern")) {
                write.rename_office(value("name"), &pattern)?;
            }
        }
        _ => {}
    }
    let old = before.map(|row| &row.values);
    let key = key.or(before.map(|row| row.key.as_str())).unwrap_or_default();
    let mut after = facts(key, version, Some(values), old);
    super::for_whom(actor, &register.keepers, &mut after);
    write.add_line(NewLine {
        case: None,
        actor,
        at,
        what: &format!("register.{}", register.name),
        before: facts(key, before.map_or(0, |row| row.version), old, None),
        after,
    })?;
    Ok(put)
}

/// What the history keeps of a row: its key and version, the names of the columns that changed,
/// and a salted hash of what stands there. The values themselves stand with the version.
fn facts(key: &str, version: i64, values: Option<&Values>, old: Option<&Values>) -> Map<String, Value> {
    let mut facts = Map::new();
    let Some(values) = values else { return facts };
    let salt = format!("{:016x}", rand::random::<u64>());
    let mut hash = Sha256::new();
    hash.update(&salt);
    for (column, value) in values {
        for part in [column, value] {
            hash.update(part);
            hash.update([0]);
        }
    }
    let hash: String = hash.finalize()[..16].iter().map(|byte| format!("{byte:02x}")).collect();
    facts.insert("key".to_owned(), Value::from(key));
    facts.insert("version".to_owned(), Value::from(version));
    if let Some(old) = old {
        let mut changed: Vec<&String> = values
            .keys()
            .chain(old.keys())
            .filter(|column| values.get(*column) != old.get(*column))
            .collect();
        changed.sort();
        changed.dedup();
        facts.insert("columns".to_owned(), Value::from(changed.into_iter().cloned().collect::<Vec<_>>()));
    }
    facts.insert("hash".to_owned(), Value::from(hash));
    facts.insert("salt".to_owned(), Value::from(salt));
    facts
}

/// Keys and names of a register's rows in use.
fn names(store: &Store, directory: &Directory, register: &str) -> Result<Vec<(String, String)>, Trouble> {
    let Some(known) = directory.register(register) else { return Ok(Vec::new()) };
    let rows = store.rows(register)?;
    Ok(rows.iter().filter(|row| !row.ended).map(|row| (row.key.clone(), known.label(row))).collect())
}

/// Complaints about a row, with the columns' names.
pub(super) fn row_refusal(register: &Register, fault: RowFault) -> Refusal {
    Refusal::Row(
        fault
            .into_iter()
            .map(|(at, problem)| (at, register.columns.get(at).map_or("", |c| &c.name).to_owned(), problem))
            .collect(),
    )
}

/// Does going up from this row by `column` lead back to it?
fn is_circle(rows: &[Row], register: &Register, values: &Values, column: &str) -> bool {
    let Some(key) = register.key.and_then(|key| values.get(&register.columns[key].name)) else {
        return false;
    };
    let mut above = values.get(column).map(String::as_str);
    for _ in 0..=rows.len() {
        match above {
            None | Some("") => return false,
            Some(at) if at.eq_ignore_ascii_case(key) => return true,
            Some(at) => {
                above = rows.iter().find(|row| row.key.eq_ignore_ascii_case(at)).map(|row| row.value(column));
            }
        }
    }
    true
}
