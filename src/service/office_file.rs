//! Setting up an office from a file: rows of any register, each known, added, changed or refused.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::registers::{Wanted, beyond_the_row, put};
use super::{Service, allow, day, stamp};
use crate::api::Refusal;
use crate::domain::access;
use crate::domain::actor::{Actor, Role};
use crate::domain::problem::{Barrier, Problem};
use crate::domain::register::{self, Group, Register, Row, RowFault, Values};
use crate::store::{NewLine, Put};

/// A row of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeRow {
    /// The register's word.
    pub register: String,
    /// What stands in it, as written.
    pub values: Values,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OfficeVerdict {
    /// A new row, called so.
    Added(String),
    /// A row that was there stands otherwise now.
    Changed(String),
    /// It stood so already: nothing was written.
    Known(String),
    /// Nothing was written: each column with its problem.
    Refused(Vec<(String, Problem)>),
}

impl Service {
    /// Takes over the rows of a file, all good ones in one transaction. Rows may refer to each
    /// other in any order. The second run of the same file changes nothing. With `try_only` nothing
    /// is kept.
    ///
    /// # Errors
    /// What bars the actor, or what the store says; then nothing was taken over.
    pub fn take_over(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        rows: &[OfficeRow],
        try_only: bool,
    ) -> Result<Vec<OfficeVerdict>, Refusal> {
        let mut there: BTreeMap<String, Vec<Row>> = BTreeMap::new();
        let mut registers: BTreeMap<String, Register> = BTreeMap::new();
        for row in rows {
            let Some(register) = self.directory.register(&row.register).cloned() else { continue };
            allow(register.may_keep(actor))?;
            there.insert(row.register.clone(), self.store.rows(&row.register)?);
            registers.insert(row.register.clone(), register);
        }
        let read = self.read_rows(actor, now, rows, &registers)?;
        let at = stamp(now);
        let mut verdicts = Vec::new();
        let Service { store, directory, .. } = self;
        let mut write = store.write()?;
        for (row, read) in rows.iter().zip(read) {
            let Some(register) = registers.get(&row.register) else {
                verdicts.push(OfficeVerdict::Refused(vec![(row.register.clone(), Problem::NotThere)]));
                continue;
            };
            let named = |fault: RowFault| {
                let name = |at: usize, problem: &Problem| match (register.columns.get(at), problem) {
                    (Some(column), _) => column.name.clone(),
                    (None, Problem::UnknownColumn(name)) => name.clone(),
                    (None, _) => String::new(),
                };
                let named = fault.into_iter().map(|(at, problem)| (name(at, &problem), problem));
                OfficeVerdict::Refused(named.collect())
            };
            let values = match read {
                Ok(values) => values,
                Err(fault) => {
                    verdicts.push(named(fault));
                    continue;
                }
            };
            let known = there.entry(row.register.clone()).or_default();
            let before = known.iter().find(|other| same_row(register, other, &values)).cloned();
            if let Some(before) = before.as_ref().filter(|before| before.values == values) {
                verdicts.push(OfficeVerdict::Known(register.label(before)));
                continue;
            }
            // Rows of this file that came before may have changed what is allowed.
            let wrong = beyond_the_row(directory, actor, register, &values, now, known, before.as_ref());
            if !wrong.is_empty() {
                verdicts.push(named(wrong));
                continue;
            }
            let ended = before.as_ref().is_some_and(|row| row.ended);
            let wanted = Wanted { register, before: before.as_ref(), values, ended };
            match put(&mut write, actor, &at, &wanted)? {
                Put::Saved { row: id, version } => {
                    let key = register.key.and_then(|key| wanted.values.get(&register.columns[key].name));
                    let now_there = Row {
                        id,
                        key: key.cloned().unwrap_or_default(),
                        version,
                        values: wanted.values.clone(),
                        ended,
                    };
                    let label = register.label(&now_there);
                    known.retain(|other| other.id != id);
                    known.push(now_there);
                    verdicts.push(match version {
                        1 => OfficeVerdict::Added(label),
                        _ => OfficeVerdict::Changed(label),
                    });
                }
                Put::Taken | Put::Outdated => {
                    verdicts.push(named(vec![(register.key.unwrap_or(0), Problem::Taken)]))
                }
            }
        }
        if try_only {
            return Ok(verdicts);
        }
        write.commit()?;
        self.refresh()?;
        Ok(verdicts)
    }

    /// Accepts the file of a register of the office's own.
    ///
    /// # Errors
    /// What bars the actor, or what the store says.
    pub fn accept_register(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        register: &Register,
        toml: &str,
    ) -> Result<(), Refusal> {
        allow(access::only(actor, &[Role::Administrator]))?;
        // The program acts on the columns of its own tables.
        let own = self.directory.register(&register.name).is_some_and(|known| known.group == Group::Office);
        if own || register.name == "reception_days" {
            return Err(Refusal::Denied(vec![Barrier::ProgramsOwn]));
        }
        let at = stamp(now);
        let hash: String = Sha256::digest(toml).iter().map(|byte| format!("{byte:02x}")).collect();
        let mut after = Map::new();
        after.insert("register".to_owned(), Value::from(register.name.as_str()));
        after.insert("sha256".to_owned(), Value::from(hash));
        let mut write = self.store.write()?;
        write.accept_register(&register.name, toml, &at, &actor.account)?;
        write.add_line(NewLine {
            case: None,
            actor,
            at: &at,
            what: "register_file",
            before: Map::new(),
            after,
        })?;
        write.commit()?;
        self.refresh()?;
        Ok(())
    }

    /// Each row read, or what is wrong with it. A row may name another row of the same file, and
    /// is refused with it when that one is.
    fn read_rows(
        &self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        rows: &[OfficeRow],
        registers: &BTreeMap<String, Register>,
    ) -> Result<Vec<Result<Values, RowFault>>, Refusal> {
        let mut names: BTreeMap<&str, Vec<(String, String)>> = BTreeMap::new();
        for register in registers.values() {
            for column in &register.columns {
                if let register::Kind::Reference { register, .. } = &column.kind {
                    names.insert(register, self.names_of(register)?);
                }
            }
        }
        let mut good: Vec<bool> = vec![true; rows.len()];
        loop {
            let coming: Vec<(&str, String, String)> = rows
                .iter()
                .zip(&good)
                .filter(|(_, good)| **good)
                .filter_map(|(row, _)| {
                    let register = registers.get(&row.register)?;
                    let key = row.values.get(&register.columns[register.key?].name)?.trim().to_lowercase();
                    let name = row.values.get("name").map(|name| name.trim().to_owned()).unwrap_or_default();
                    Some((row.register.as_str(), key, name))
                })
                .collect();
            let find = |register: &str, typed: &str| {
                let there = names
                    .get(register)
                    .into_iter()
                    .flatten()
                    .map(|(key, name)| (key.as_str(), name.as_str()));
                let here = coming
                    .iter()
                    .filter(|(of, ..)| *of == register)
                    .map(|(_, key, name)| (key.as_str(), name.as_str()));
                let all: Vec<(&str, &str)> = there.chain(here).collect();
                if let Some((key, _)) = all.iter().find(|(key, _)| key.eq_ignore_ascii_case(typed)) {
                    return Some((*key).to_owned());
                }
                let mut called: Vec<&str> =
                    all.iter().filter(|(_, name)| *name == typed).map(|(key, _)| *key).collect();
                called.sort_unstable();
                called.dedup();
                match called[..] {
                    [key] => Some(key.to_owned()),
                    _ => None,
                }
            };
            let read: Vec<Result<Values, RowFault>> = rows
                .iter()
                .map(|row| match registers.get(&row.register) {
                    Some(register) => self.read_one(actor, register, row, now, find),
                    None => Err(Vec::new()),
                })
                .collect();
            let now_good: Vec<bool> = read.iter().map(Result::is_ok).collect();
            if now_good == good {
                return Ok(read);
            }
            good = now_good;
        }
    }

    fn read_one(
        &self,
        actor: &Actor,
        register: &Register,
        row: &OfficeRow,
        now: DateTime<FixedOffset>,
        find: impl Fn(&str, &str) -> Option<String>,
    ) -> Result<Values, RowFault> {
        let unknown = row.values.keys().find(|name| register.column(name).is_none());
        if let Some(name) = unknown {
            return Err(vec![(usize::MAX, Problem::UnknownColumn(name.clone()))]);
        }
        let values = register::read(register, &row.values, day(now), find)?;
        let there = self.store.rows(&register.name).unwrap_or_default();
        let before = there.iter().find(|other| same_row(register, other, &values));
        if before.is_none() && register.fixed && !there.is_empty() {
            return Err(vec![(0, Problem::Taken)]);
        }
        let wrong = beyond_the_row(&self.directory, actor, register, &values, now, &there, before);
        if wrong.is_empty() { Ok(values) } else { Err(wrong) }
    }
}

/// Is this the row that a file means? By its key; without one by everything that stands in it; the
/// one row of settings is always meant.
fn same_row(register: &Register, row: &Row, values: &Values) -> bool {
    if register.fixed {
        return true;
    }
    match register.key {
        Some(key) => {
            values.get(&register.columns[key].name).is_some_and(|key| row.key.eq_ignore_ascii_case(key))
        }
        None => row.values == *values,
    }
}
