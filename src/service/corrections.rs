//! 更正: what a correction changes, who is out of the case then, and the seal that the history keeps
//! of what stands there now.

use serde_json::{Map, Value};

use super::accused::IN_HIS_PLACE;
use super::intake::KEEPERS;
use super::said::Said;
use super::triage::{Aftermath, NewTask};
use super::{Refusal, Service};
use crate::domain::actor::Actor;
use crate::domain::case::{Case, Purpose};
use crate::domain::masked::Personal;
use crate::domain::petitioner::Petitioner;
use crate::domain::problem::{Barrier, Problem};
use crate::domain::step::{Filled, Part};
use crate::domain::task::TaskKind;
use crate::store::{CaseDetail, Correction, Listed};

/// The fields that can be put right.
const PARTS: &[Part] = &[Part::Category, Part::Purpose, Part::Title, Part::Name, Part::Accused];

/// What the case says in such a field.
fn stands(detail: &CaseDetail, part: Part) -> String {
    let case = &detail.listed.case;
    match part {
        Part::Category => case.category.clone().unwrap_or_default(),
        Part::Purpose => case.purpose.map(Purpose::word).unwrap_or_default().to_owned(),
        Part::Title => case.title.clone(),
        Part::Name => detail.listed.name.reveal().to_owned(),
        Part::Accused => {
            detail.receipt.as_ref().map(|receipt| receipt.accused.reveal().to_owned()).unwrap_or_default()
        }
        _ => String::new(),
    }
}

/// 要求保密
pub(super) fn asked_secret(detail: &CaseDetail) -> bool {
    detail.receipt.as_ref().is_some_and(|receipt| receipt.asked_secret)
}

/// What these fields change.
///
/// # Errors
/// Nothing of it is another than what stands there.
pub(super) fn corrections(detail: &CaseDetail, given: &Filled) -> Result<Vec<Correction>, Refusal> {
    let filled = PARTS.iter().filter(|part| !given.get(**part).is_empty());
    let all = filled.map(|part| Correction {
        part: *part,
        was: stands(detail, *part),
        became: given.get(*part).to_owned(),
    });
    let (other, same): (Vec<_>, Vec<_>) = all.partition(|correction| correction.was != correction.became);
    match same.first() {
        Some(same) if other.is_empty() => {
            Err(Refusal::Denied(vec![Barrier::Part(same.part, Problem::MustBeAnother)]))
        }
        _ => Ok(other),
    }
}

/// The row of a case with these values in it, for what is computed from them.
pub(super) fn put_into<'a>(
    listed: &mut Listed,
    asked_secret: bool,
    values: impl IntoIterator<Item = (Part, &'a str)>,
) {
    for (part, value) in values {
        match part {
            Part::Category => listed.case.category = Some(value.to_owned()).filter(|code| !code.is_empty()),
            Part::Purpose => listed.case.purpose = Purpose::from_word(value),
            Part::Title => value.clone_into(&mut listed.case.title),
            Part::Name => listed.name = Personal::new(value),
            _ => {}
        }
    }
    listed.case.confidential = asked_secret || listed.case.purpose == Some(Purpose::Accusation);
}

/// The hash of what a case says with these values in it, for its history line.
pub(super) fn seal<'a>(
    detail: &CaseDetail,
    values: impl IntoIterator<Item = (Part, &'a str)>,
) -> Map<String, Value> {
    let mut listed = detail.listed.clone();
    put_into(&mut listed, false, values);
    let main = detail.parties.first().map(|party| party.person.clone()).unwrap_or_default();
    let petitioner = Petitioner { name: listed.name.clone(), ..main };
    let said = Said {
        title: &listed.case.title,
        body: detail.body.reveal(),
        petitioner: &petitioner,
        purpose: listed.case.purpose.map(Purpose::word),
        category: listed.case.category.as_deref(),
    };
    let salt = format!("{:032x}", rand::random::<u128>());
    let mut sealed = Map::new();
    sealed.insert("said".to_owned(), Value::from(said.hash(&salt)));
    sealed.insert("salt".to_owned(), Value::from(salt));
    sealed
}

impl Service {
    /// What follows from a correction: the values, and who is out of the case with them.
    pub(super) fn put_right(
        &self,
        actor: &Actor,
        today: chrono::NaiveDate,
        detail: &CaseDetail,
        given: &Filled,
    ) -> Result<Aftermath, Refusal> {
        let corrections = corrections(detail, given)?;
        let mut after = Aftermath {
            sealed: seal(detail, corrections.iter().map(|c| (c.part, c.became.as_str()))),
            ..Aftermath::default()
        };
        if corrections.iter().any(|c| matches!(c.part, Part::Purpose | Part::Accused)) {
            let now = |part| {
                let became = corrections.iter().find(|c| c.part == part).map(|c| c.became.clone());
                became.unwrap_or_else(|| stands(detail, part))
            };
            let purpose = Purpose::from_word(&now(Part::Purpose));
            let accused = self.directory.accused(purpose, &now(Part::Accused), today);
            self.accuse(actor, today, &detail.listed, accused, &mut after)?;
        }
        after.corrections = corrections;
        Ok(after)
    }

    /// Those whom the matter accuses from now on are out, and those whom it does not any more are
    /// back; whoever had it in hand and is out now has it no longer.
    fn accuse(
        &self,
        actor: &Actor,
        today: chrono::NaiveDate,
        listed: &Listed,
        accused: Vec<super::accused::Out>,
        after: &mut Aftermath,
    ) -> Result<(), Refusal> {
        let Case { out, accused: before, handler, unit, .. } = &listed.case;
        let names: Vec<String> = accused.iter().map(|(name, _)| name.clone()).collect();
        let recused = out.iter().filter(|name| !before.contains(name) || listed.life.recused.contains(name));
        let now: Vec<String> = names.iter().chain(recused).cloned().collect();
        after.back = before.iter().filter(|name| !names.contains(name)).cloned().collect();
        after.out = accused.into_iter().map(|out| ("accused", out)).collect();
        if !names.is_empty() {
            after.let_in = self.directory.in_his_place(&now, today);
        }
        let is_out = |account: &str| {
            self.directory.person(account).is_some_and(|person| self.directory.is_out(person, &now))
        };
        let head = || self.directory.head_of(unit, today, &now);
        if is_out(handler) {
            let himself = Some(actor.account.clone()).filter(|account| !is_out(account));
            let keeper = || self.directory.first_of(KEEPERS, today, &now).map(|p| p.account.clone());
            after.handler = head().or(himself).or_else(keeper);
        }
        let side = self.directory.accused_side(&names, today);
        if listed.life.body().is_some_and(|body| side.contains(&body.body)) {
            let whom = after.handler.clone().or_else(|| Some(handler.clone()));
            let owner = match whom {
                Some(account) => self.store.account(&account)?.map(|account| account.id),
                None => self.leader_account(today, IN_HIS_PLACE, &now)?,
            };
            after.tasks.extend(owner.map(|owner| NewTask {
                kind: TaskKind::Reminder,
                what: "被反映的单位不能办理，请收回改派".to_owned(),
                owner,
                due: Some(today),
            }));
        }
        Ok(())
    }
}
