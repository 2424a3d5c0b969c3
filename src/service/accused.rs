//! 被反映的一方 (article 30(3), decision 6): whom an accusation names, and who is out of a case.
//!
//! A name of the directory that stands in the text is out, also where it is a namesake's; a part of
//! a name counts where only one unit or body has it. What only looks alike is lifted again by the
//! step `let_back`.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::directory::{Directory, Named, Person};
use super::{Refusal, Service};
use crate::domain::actor::{Actor, Role, out_of};
use crate::domain::case::Purpose;

/// Characters from which a part of a unit's name is taken for it.
const PART_OF_NAME: usize = 3;
/// Characters from which a name is one.
const NAME: usize = 2;

/// One of those still has to be there to see a case and decide about it.
const DECIDE_ABOUT_ACCUSATIONS: &[Role] = &[Role::MainLeader, Role::LeaderInCharge, Role::Discipline];

/// Who is told in a main leader's place, the next one first.
pub(super) const IN_HIS_PLACE: &[Role] = &[Role::LeaderInCharge, Role::ReceivingLeader, Role::Discipline];

/// Somebody or some unit that is out, and the name for which it is.
pub(super) type Out = (String, String);

/// Somebody who could keep a case: the names under which he can be out of it, and his account.
pub(super) type Keeper = (Vec<String>, i64);

impl Directory {
    /// The names under which this person can be out of a case: his own, and those of his unit and
    /// of the units above it.
    pub(super) fn names_of(&self, person: &Person) -> Vec<String> {
        let mut names = vec![person.account.clone()];
        let mut unit = person.unit.as_str();
        // A chain of units ends somewhere; one that does not is left after so many.
        for _ in 0..=self.units.len() {
            if unit.is_empty() {
                break;
            }
            names.push(out_of(unit));
            unit = self.units.iter().find(|known| known.key == unit).map_or("", |known| &known.parent);
        }
        names
    }

    /// The same of whoever acts.
    pub(super) fn own_names(&self, actor: &Actor) -> Vec<String> {
        self.person(&actor.account).map(|person| self.names_of(person)).unwrap_or_default()
    }

    /// Is this person one of those who are out?
    pub(super) fn is_out(&self, person: &Person, out: &[String]) -> bool {
        !out.is_empty() && self.names_of(person).iter().any(|name| out.contains(name))
    }

    /// The first person who holds one of these roles and is not out, the first role first.
    pub(super) fn first_of(&self, roles: &[Role], today: NaiveDate, out: &[String]) -> Option<&Person> {
        roles.iter().find_map(|role| {
            let holds = |p: &&Person| p.is_here(today) && p.roles.contains(role);
            self.people.iter().filter(holds).find(|person| !self.is_out(person, out))
        })
    }

    /// Everybody and everything of the directory that an accusation names: accounts, units, bodies,
    /// each with the name for which it is out.
    pub(super) fn accused(&self, purpose: Option<Purpose>, text: &str, today: NaiveDate) -> Vec<Out> {
        if purpose != Some(Purpose::Accusation) || text.trim().is_empty() {
            return Vec::new();
        }
        let mut named: BTreeSet<Out> = BTreeSet::new();
        let is_named = |name: &str| name.chars().count() >= NAME && text.contains(name);
        for person in self.people.iter().filter(|person| is_named(&person.name)) {
            named.insert((person.account.clone(), person.account.clone()));
        }
        for leader in self.leaders.iter().filter(|leader| is_named(&leader.name)) {
            let key = out_of(&leader.key);
            if !leader.account.is_empty() {
                named.insert((leader.account.clone(), leader.account.clone()));
            }
            named.insert((key.clone(), key));
        }
        let mut units = BTreeSet::new();
        for unit in self.named_in(text) {
            let because = out_of(&unit.key);
            units.insert((because.clone(), because.clone()));
            // Who moves to another unit tomorrow was of this one today.
            for person in self.people.iter().filter(|person| person.is_here(today)) {
                if self.names_of(person).contains(&because) {
                    units.insert((person.account.clone(), because.clone()));
                }
            }
        }
        // 全机关被反映: a matter that nobody could see any more would be nobody's. Only those it names
        // are out then; the body above hears of it by the leader's hand.
        let out: Vec<String> = named.iter().chain(&units).map(|(name, _)| name.clone()).collect();
        if self.first_of(DECIDE_ABOUT_ACCUSATIONS, today, &out).is_some() {
            named.extend(units);
        }
        named.into_iter().collect()
    }

    /// Units and bodies named in a text, in full or by a part that no other has.
    fn named_in(&self, text: &str) -> Vec<&Named> {
        let all = || self.units.iter().chain(&self.bodies);
        let is_named = |name: &str| name.chars().count() >= NAME && text.contains(name);
        let mut found: Vec<&Named> = all().filter(|named| is_named(&named.name)).collect();
        let parts = text
            .split(|c: char| c.is_whitespace() || c.is_ascii_punctuation() || "、，；。：（）".contains(c));
        for part in parts.filter(|part| part.chars().count() >= PART_OF_NAME) {
            let mut like = all().filter(|named| named.name.contains(part));
            if let (Some(only), None) = (like.next(), like.next()) {
                found.push(only);
            }
        }
        found
    }

    /// Everything a case cannot be given to: keys of accused units and bodies, of those under them
    /// and of what became of them, accounts, and keys of leaders.
    pub(super) fn accused_side(&self, accused: &[String], today: NaiveDate) -> Vec<String> {
        if accused.is_empty() {
            return Vec::new();
        }
        let (keys, mut side): (Vec<String>, Vec<String>) =
            accused.iter().cloned().partition(|name| name.starts_with('@'));
        let mut units: BTreeSet<String> =
            keys.iter().filter_map(|key| key.strip_prefix('@')).map(str::to_owned).collect();
        loop {
            let before = units.len();
            for named in self.units.iter().chain(&self.bodies) {
                if !named.parent.is_empty() && units.contains(&named.parent) {
                    units.insert(named.key.clone());
                }
                if units.contains(&named.key) && !named.successor.is_empty() {
                    units.insert(named.successor.clone());
                }
            }
            if units.len() == before {
                break;
            }
        }
        let works = |person: &&Person| person.is_here(today) && self.is_out(person, accused);
        side.extend(self.people.iter().filter(works).map(|person| person.account.clone()));
        side.extend(
            self.leaders
                .iter()
                .filter(|l| side.contains(&l.account))
                .map(|l| l.key.clone())
                .collect::<Vec<_>>(),
        );
        side.extend(units);
        side
    }

    /// 上一级: the first body above this one that a case can be given to.
    pub(super) fn one_level_up(&self, key: &str, side: &[String]) -> Option<String> {
        let mut key = key.to_owned();
        for _ in 0..=self.units.len() + self.bodies.len() {
            if !side.contains(&key) {
                return Some(key);
            }
            let named = self.units.iter().chain(&self.bodies).find(|named| named.key == key)?;
            key = Some(named.parent.clone()).filter(|parent| !parent.is_empty())?;
        }
        None
    }

    /// 指定主持: who is let in to a case because every main leader is out of it, if somebody has to be.
    pub(super) fn in_his_place(&self, out: &[String], today: NaiveDate) -> Option<String> {
        let leads = |p: &&Person| p.is_here(today) && p.roles.contains(&Role::MainLeader);
        let mut leaders = self.people.iter().filter(leads).peekable();
        leaders.peek()?;
        if out.is_empty() || leaders.any(|leader| !self.is_out(leader, out)) {
            return None;
        }
        self.first_of(IN_HIS_PLACE, today, out).map(|person| person.account.clone())
    }
}

impl Service {
    /// Where a route leads that must not end with the accused side: one level up, or nowhere.
    pub(super) fn past_the_accused(&self, key: &str, side: &[String]) -> String {
        if key.is_empty() {
            String::new()
        } else {
            self.directory.one_level_up(key, side).unwrap_or_default()
        }
    }

    /// Who may take what the main leader would, in order, with the names under which each is out.
    pub(super) fn in_order(&self, roles: &[Role], today: NaiveDate) -> Result<Vec<Keeper>, Refusal> {
        let mut found = Vec::new();
        for role in roles {
            for person in self.directory.people.iter().filter(|p| p.is_here(today) && p.roles.contains(role))
            {
                if let Some(account) = self.store.account(&person.account)? {
                    found.push((self.directory.names_of(person), account.id));
                }
            }
        }
        Ok(found)
    }
}
