//! 规则的采用: the administrator prepares, the main leader accepts; clocks that run keep the rule
//! they started under, so whatever is accepted counts from the next day on.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde_json::{Map, Value, json};

use super::law::Law;
use super::tasks::object;
use super::{Service, Told, allow, day, stamp};
use crate::api::rules::{Answer, Line, Proposal, Request, What};
use crate::api::{self, Change, Refusal};
use crate::deadline::profile::{Doubt, doubts, faults, names};
use crate::deadline::rule::{Rule, RuleFault};
use crate::deadline::{Calendar, Profile, RuleSet, rule_file, shipped};
use crate::domain::access;
use crate::domain::actor::{Actor, Role};
use crate::domain::problem::{Barrier, Field, Problem};
use crate::domain::rule::{ProfileKind, RuleProblem};
use crate::domain::text;
use crate::store::{NewLine, NewProposal, NewRules, ProposalRow, Write};

/// A rule file, held against those that are known.
#[derive(Debug, Clone)]
pub struct Checked {
    /// What is wrong with it; then nobody can count by it.
    pub faults: Vec<RuleFault>,
    /// What to know about it.
    pub doubts: Vec<Doubt>,
    /// The file on its base.
    pub profile: Option<Profile>,
}

/// Holds a rule file against the shipped ones and these more, which the office knows.
pub fn check(text: &str, more: &[RuleSet], calendar: &Calendar) -> Checked {
    let set = match rule_file::read(text) {
        Ok(set) => set,
        Err(faults) => return Checked { faults, doubts: Vec::new(), profile: None },
    };
    let sets = known(more);
    // A file that is known word for word is no other version of itself.
    let same = |known: &RuleSet| *known == set;
    let mut faults = faults(&sets, &set, same);
    // Of every version that was ever kept the text stays what it is.
    let taken = |known: &&RuleSet| known.name == set.name && known.version == set.version && **known != set;
    if faults.is_empty() && more.iter().find(taken).is_some() {
        let problem = RuleProblem::VersionTaken(set.version);
        faults.push(RuleFault { line: 1, key: "version".to_owned(), problem });
    }
    let profile = Profile::on(&sets, set);
    let doubts = profile.as_ref().map(|profile| doubts(profile, calendar)).unwrap_or_default();
    Checked { faults, doubts, profile }
}

/// The shipped files and these; of a name that both have, the newer version.
fn known(more: &[RuleSet]) -> Vec<RuleSet> {
    let mut sets: Vec<RuleSet> = shipped::profiles().unwrap_or_default();
    for set in more {
        match sets.iter_mut().find(|known| known.name == set.name) {
            Some(known) if known.version < set.version => *known = set.clone(),
            Some(_) => {}
            None => sets.push(set.clone()),
        }
    }
    sets
}

impl Service {
    pub(super) fn rules(&mut self, actor: &Actor, now: DateTime<FixedOffset>, request: Request) -> Told {
        allow(access::may_enter(actor))?;
        let (answer, changed) = match request {
            Request::List => (Answer::List(self.rule_lines(actor, day(now))?), false),
            Request::Propose { name, what: What::Use } => {
                let toml = text_of(&self.law, &name).ok_or_else(|| unknown(&self.law, &name))?;
                (self.propose(actor, now, &toml)?, true)
            }
            Request::Propose { name, what: What::Stop } => (self.propose_stop(actor, now, &name)?, true),
            Request::ProposeFile { toml } => (self.propose(actor, now, &toml)?, true),
            Request::Decide { id, accept, reason } => (self.decide(actor, now, id, accept, &reason)?, true),
        };
        Ok((api::Answer::Rules(answer), changed.then_some(Change::Everything)))
    }

    /// What waits for the main leader.
    pub(super) fn rule_proposals(&self) -> Result<usize, Refusal> {
        Ok(self.store.proposals()?.len())
    }

    fn rule_lines(&self, actor: &Actor, today: NaiveDate) -> Result<Vec<Line>, Refusal> {
        let shipped = shipped::profiles().unwrap_or_default();
        let proposals = self.store.proposals()?;
        let proposed: Vec<RuleSet> =
            proposals.iter().filter_map(|row| RuleSet::read(&row.toml).ok()).collect();
        let more: Vec<RuleSet> = self.law.sets.iter().chain(&proposed).cloned().collect();
        let mut lines: Vec<Line> = known(&more)
            .into_iter()
            .map(|set| {
                let uses = self.law.rules.uses();
                // The one that counts now or will, else the last that did.
                let own = || uses.iter().filter(|used| used.set.name == set.name);
                let ends_later = |until: Option<NaiveDate>| until.is_none_or(|until| today <= until);
                let used = own().find(|used| ends_later(used.until)).or_else(|| own().next_back());
                let proposed = proposed.iter().find(|file| file.name == set.name);
                // What waits is shown as it would be, not as what it replaces is.
                let shown = proposed.or(used.map(|used| &used.set)).unwrap_or(&set);
                let newer = shipped.iter().find(|file| file.name == set.name && file.version > shown.version);
                let proposal = proposals.iter().find(|row| row.name == set.name).map(|row| Proposal {
                    id: row.id,
                    what: What::from_word(&row.what).unwrap_or(What::Use),
                    version: row.version,
                    by: self
                        .directory
                        .person(&row.by)
                        .map_or_else(|| row.by.clone(), |person| person.name.clone()),
                    on: row.at.get(..10).unwrap_or(&row.at).to_owned(),
                    mine: row.by == actor.account,
                });
                Line {
                    name: set.name.clone(),
                    version: shown.version,
                    kind: set.kind,
                    title: shown.title.clone(),
                    counts: used.map(|used| (used.from, used.until)),
                    proposal,
                    clocks: shown.clocks.iter().map(Rule::line).collect(),
                    duties: shown.duties.len(),
                    newer: newer
                        .filter(|_| used.is_some_and(|used| ends_later(used.until)))
                        .map(|file| file.version),
                }
            })
            .collect();
        let kind = |kind: ProfileKind| ProfileKind::ALL.iter().position(|known| *known == kind);
        lines.sort_by_key(|line| {
            let counts = line.counts.is_some_and(|(_, until)| until.is_none_or(|until| today <= until));
            (line.proposal.is_none(), !counts, kind(line.kind), line.name.clone())
        });
        Ok(lines)
    }

    fn propose(&mut self, actor: &Actor, now: DateTime<FixedOffset>, toml: &str) -> Result<Answer, Refusal> {
        allow(access::only(actor, &[Role::Administrator]))?;
        let mut write = self.store.write()?;
        self.law.keep_up(&write)?;
        let set = sound(&self.law, toml)?;
        let today = day(now);
        if counting(&self.law, &set.name, today).is_some_and(|used| used.version == set.version) {
            return Err(denied(Barrier::RulesInUse));
        }
        still_in_force(&set, today)?;
        put_down(&mut write, actor, now, &set, What::Use, toml)?;
        write.commit()?;
        Ok(Answer::Proposed)
    }

    fn propose_stop(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        name: &str,
    ) -> Result<Answer, Refusal> {
        allow(access::only(actor, &[Role::Administrator]))?;
        let mut write = self.store.write()?;
        self.law.keep_up(&write)?;
        let set = counting(&self.law, name, day(now)).ok_or_else(|| denied(Barrier::RulesNotInUse))?.clone();
        // The law is no office's to switch off.
        if set.kind == ProfileKind::Law {
            return Err(denied(Barrier::LawStays));
        }
        let toml = text_of_version(&self.law, &set).unwrap_or_default();
        put_down(&mut write, actor, now, &set, What::Stop, &toml)?;
        write.commit()?;
        Ok(Answer::Proposed)
    }

    fn decide(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        id: i64,
        accept: bool,
        reason: &str,
    ) -> Result<Answer, Refusal> {
        let mut write = self.store.write()?;
        // Whatever was accepted since the proposal counts here.
        self.law.keep_up(&write)?;
        let row = write.proposals()?.into_iter().find(|row| row.id == id);
        let row = row.ok_or_else(|| denied(Barrier::Decided))?;
        // Whoever proposed it may take it back, and nobody accepts what he proposed himself.
        let own = row.by == actor.account;
        let mut barriers = if own && !accept { Vec::new() } else { access::only(actor, &[Role::MainLeader]) };
        if own && accept {
            barriers.push(Barrier::OwnProposal);
        }
        allow(barriers)?;
        let reason = text::line(reason);
        if !accept && reason.is_empty() {
            return Err(Refusal::Invalid(vec![(Field::Reason, Problem::Missing)]));
        }
        let (today, at) = (day(now), stamp(now));
        let mut after = object(json!({ "rules": row.name, "version": row.version, "what": row.what }));
        let from = match (accept, What::from_word(&row.what)) {
            (false, _) => None,
            (true, Some(What::Stop)) => Some(stop(&mut write, &row.name, today)?),
            (true, _) => Some(put_in_use(&mut write, &self.law, &row, (today, &at, &actor.account))?),
        };
        if !write.decide(id, if accept { "accepted" } else { "refused" }, &reason, &at, &actor.account)? {
            return Err(denied(Barrier::Decided));
        }
        let (key, value) = match from {
            Some(from) => ("from", from.to_string()),
            None => ("reason", reason),
        };
        after.insert(key.to_owned(), Value::from(value));
        after.insert("verdict".to_owned(), Value::from(if accept { "accepted" } else { "refused" }));
        super::for_whom(actor, &[Role::MainLeader], &mut after);
        write.add_line(NewLine {
            case: None,
            actor,
            at: &at,
            what: "rules.decide",
            before: Map::new(),
            after,
        })?;
        write.commit()?;
        self.refresh()?;
        Ok(Answer::Decided(from))
    }
}

/// The first day of what is accepted today: whatever started today started under the rules of this
/// morning.
fn tomorrow(today: NaiveDate) -> NaiveDate {
    today.succ_opt().unwrap_or(today)
}

/// Puts a proposal down, unless one about the same file waits.
fn put_down(
    write: &mut Write<'_>,
    actor: &Actor,
    now: DateTime<FixedOffset>,
    set: &RuleSet,
    what: What,
    toml: &str,
) -> Result<(), Refusal> {
    if write.proposals()?.iter().any(|row| row.name == set.name) {
        return Err(denied(Barrier::Proposed));
    }
    let (at, by) = (stamp(now), actor.account.as_str());
    let (name, version) = (set.name.as_str(), set.version);
    write.propose(&NewProposal { what: what.word(), name, version, toml, at: &at, by })?;
    let mut after = object(json!({ "rules": name, "version": version, "what": what.word() }));
    super::for_whom(actor, &[Role::Administrator], &mut after);
    write.add_line(NewLine {
        case: None,
        actor,
        at: &at,
        what: "rules.propose",
        before: Map::new(),
        after,
    })?;
    Ok(())
}

/// Ends what counts under this name; answers the first day without it.
fn stop(write: &mut Write<'_>, name: &str, today: NaiveDate) -> Result<NaiveDate, Refusal> {
    write.grow_law()?;
    write.stop_rules(name, today)?;
    Ok(tomorrow(today))
}

/// Counts by the proposed file, held against the others once more; answers from which day on.
fn put_in_use(
    write: &mut Write<'_>,
    law: &Law,
    row: &ProposalRow,
    (today, at, by): (NaiveDate, &str, &str),
) -> Result<NaiveDate, Refusal> {
    let set = sound(law, &row.toml)?;
    still_in_force(&set, today)?;
    let from = tomorrow(today).max(set.from);
    write.grow_law()?;
    for name in replaced(law, &set, today) {
        write.stop_rules(&name, from.pred_opt().unwrap_or(today))?;
    }
    for (base, toml) in bases_of(law, &set) {
        let (name, version) = (base.name.as_str(), base.version);
        write.keep_rules(&NewRules { name, version, toml: &toml, at, by })?;
    }
    let (name, version) = (set.name.as_str(), set.version);
    write.use_rules(&NewRules { name, version, toml: &row.toml, at, by }, Some(from))?;
    Ok(from)
}

/// The file, if nothing is wrong with it.
fn sound(law: &Law, toml: &str) -> Result<RuleSet, Refusal> {
    let checked = check(toml, &law.sets, &law.calendar);
    if let Some(RuleFault { line, key, problem }) = checked.faults.into_iter().next() {
        return Err(Refusal::Rule { line, key, problem });
    }
    checked.profile.map(|profile| profile.set).ok_or_else(|| unknown(law, ""))
}

/// Rules whose own end has passed count for nothing that is to come.
fn still_in_force(set: &RuleSet, today: NaiveDate) -> Result<(), Refusal> {
    let over = set.until.is_some_and(|until| until <= today);
    if over { Err(denied(Barrier::RulesOver)) } else { Ok(()) }
}

/// The version of this file that counts, or will, beyond today.
fn counting<'a>(law: &'a Law, name: &str, today: NaiveDate) -> Option<&'a RuleSet> {
    let uses = law.rules.uses().iter();
    let mut goes_on = uses.filter(|used| used.until.is_none_or(|until| until > today));
    goes_on.find(|used| used.set.name == name).map(|used| &used.set)
}

/// The text of a rule file: the newest that the office or the program has.
fn text_of(law: &Law, name: &str) -> Option<String> {
    let shipped = shipped::PROFILES.iter().filter_map(|file| Some((RuleSet::read(file).ok()?, *file)));
    let kept = law.sets.iter().zip(&law.texts).map(|(set, text)| (set.clone(), text.as_str()));
    shipped
        .chain(kept)
        .filter(|(set, _)| set.name == name)
        .max_by_key(|(set, _)| set.version)
        .map(|(_, text)| text.to_owned())
}

fn text_of_version(law: &Law, set: &RuleSet) -> Option<String> {
    law.sets.iter().zip(&law.texts).find(|(known, _)| *known == set).map(|(_, text)| text.clone())
}

fn unknown(law: &Law, name: &str) -> Refusal {
    let known = names(&known(&law.sets));
    let problem = RuleProblem::UnknownBase { name: name.to_owned(), known };
    Refusal::Rule { line: 1, key: "name".to_owned(), problem }
}

/// What no longer counts once this does: its own older version, and for an office's rules those
/// that it had before. What has ended keeps its end.
fn replaced(law: &Law, set: &RuleSet, today: NaiveDate) -> Vec<String> {
    let own = |kind| matches!(kind, ProfileKind::Office | ProfileKind::Example);
    let goes_on = law.rules.uses().iter().filter(|used| used.until.is_none_or(|until| until > today));
    let mut names: Vec<String> = goes_on
        .map(|used| &used.set)
        .filter(|used| {
            let same = used.name == set.name && used.kind != ProfileKind::Law;
            same || (own(set.kind) && own(used.kind))
        })
        .map(|used| used.name.clone())
        .collect();
    names.sort();
    names.dedup();
    names
}

/// The files below this one, without the law, as texts.
fn bases_of(law: &Law, set: &RuleSet) -> Vec<(RuleSet, String)> {
    let mut bases: Vec<(RuleSet, String)> = Vec::new();
    let mut below = set.base.clone();
    while let Some(name) = below.take() {
        let Some(toml) = text_of(law, &name) else { break };
        let Ok(base) = RuleSet::read(&toml) else { break };
        if base.kind == ProfileKind::Law || bases.iter().any(|(known, _)| known.name == base.name) {
            break;
        }
        below = base.base.clone();
        bases.push((base, toml));
    }
    bases
}

fn denied(barrier: Barrier) -> Refusal {
    Refusal::Denied(vec![barrier])
}
