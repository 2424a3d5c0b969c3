//! 规则的采用: the administrator prepares, the main leader accepts; clocks that run keep the rule
//! they started under, so whatever is accepted counts from the next day on.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde_json::{Map, Value, json};

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
use crate::domain::trouble::{Trouble, TroubleKind};
use crate::store::{NewLine, NewProposal, NewRules};

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
    let faults = faults(&sets, &set, same);
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
            Request::Propose { name, what } => {
                let toml = self.text_of(&name).ok_or_else(|| self.unknown(&name))?;
                (self.propose(actor, now, &toml, what)?, true)
            }
            Request::ProposeFile { toml } => (self.propose(actor, now, &toml, What::Use)?, true),
            Request::Decide { id, accept, reason } => (self.decide(actor, now, id, accept, &reason)?, true),
        };
        Ok((api::Answer::Rules(answer), changed.then_some(Change::Everything)))
    }

    /// What waits for the main leader.
    pub(super) fn rule_proposals(&self) -> Result<usize, Refusal> {
        Ok(self.store.proposals()?.len())
    }

    /// The text of a rule file: the newest that the office or the program has.
    fn text_of(&self, name: &str) -> Option<String> {
        let shipped = shipped::PROFILES.iter().filter_map(|file| Some((RuleSet::read(file).ok()?, *file)));
        let kept = self.law.sets.iter().zip(&self.law.texts).map(|(set, text)| (set.clone(), text.as_str()));
        shipped
            .chain(kept)
            .filter(|(set, _)| set.name == name)
            .max_by_key(|(set, _)| set.version)
            .map(|(_, text)| text.to_owned())
    }

    fn rule_lines(&self, actor: &Actor, today: NaiveDate) -> Result<Vec<Line>, Refusal> {
        let shipped = shipped::profiles().unwrap_or_default();
        let proposals = self.store.proposals()?;
        let proposed = proposals.iter().filter_map(|row| RuleSet::read(&row.toml).ok());
        let more: Vec<RuleSet> = self.law.sets.iter().cloned().chain(proposed).collect();
        let mut lines: Vec<Line> = known(&more)
            .into_iter()
            .map(|set| {
                let uses = self.law.rules.uses();
                // The one that counts now or will, else the last that did.
                let own = || uses.iter().filter(|used| used.set.name == set.name);
                let ends_later = |until: Option<NaiveDate>| until.is_none_or(|until| today <= until);
                let used = own().find(|used| ends_later(used.until)).or_else(|| own().next_back());
                let shown = used.map_or(&set, |used| &used.set);
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
                    newer: newer.filter(|_| used.is_some()).map(|file| file.version),
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

    fn propose(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        toml: &str,
        what: What,
    ) -> Result<Answer, Refusal> {
        allow(access::only(actor, &[Role::Administrator]))?;
        let checked = check(toml, &self.law.sets, &self.law.calendar);
        if let Some(RuleFault { line, key, problem }) = checked.faults.into_iter().next() {
            return Err(Refusal::Rule { line, key, problem });
        }
        let set = checked.profile.ok_or_else(|| self.unknown(""))?.set;
        let today = day(now);
        let in_use = self
            .law
            .rules
            .uses()
            .iter()
            .find(|used| used.set.name == set.name && used.until.is_none_or(|until| until > today));
        let version = in_use.map(|used| used.set.version);
        match what {
            What::Use if version == Some(set.version) => return Err(denied(Barrier::RulesInUse)),
            What::Stop if version.is_none() => return Err(denied(Barrier::RulesNotInUse)),
            // The law is no office's to switch off.
            What::Stop if set.kind == ProfileKind::Law => return Err(denied(Barrier::LawStays)),
            _ => {}
        }
        if self.store.proposals()?.iter().any(|row| row.name == set.name) {
            return Err(denied(Barrier::Proposed));
        }
        let at = stamp(now);
        let mut write = self.store.write()?;
        let by = actor.account.as_str();
        let (name, version) = (set.name.as_str(), set.version);
        write.propose(&NewProposal { what: what.word(), name, version, toml, at: &at, by })?;
        let after = object(json!({ "rules": name, "version": version, "what": what.word() }));
        write.add_line(NewLine {
            case: None,
            actor,
            at: &at,
            what: "rules.propose",
            before: Map::new(),
            after,
        })?;
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
        let row = self.store.proposals()?.into_iter().find(|row| row.id == id);
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
        let set = RuleSet::read(&row.toml)
            .map_err(|fault| Trouble::new(TroubleKind::Damaged, fault.to_string()))?;
        let (today, at) = (day(now), stamp(now));
        // Whatever started today started under the rules of this morning.
        let from = today.succ_opt().unwrap_or(today).max(set.from);
        let ended = self.replaced(&set, row.what == What::Stop.word());
        let bases = self.bases_of(&set);
        let mut write = self.store.write()?;
        if !write.decide(id, if accept { "accepted" } else { "refused" }, &reason, &at, &actor.account)? {
            return Err(denied(Barrier::Decided));
        }
        if accept {
            let by = actor.account.as_str();
            write.grow_law()?;
            for name in &ended {
                write.stop_rules(name, from.pred_opt().unwrap_or(today))?;
            }
            for (base, toml) in &bases {
                let (name, version) = (base.name.as_str(), base.version);
                write.keep_rules(&NewRules { name, version, toml, at: &at, by })?;
            }
            if row.what == What::Use.word() {
                let (name, version) = (set.name.as_str(), set.version);
                write.use_rules(&NewRules { name, version, toml: &row.toml, at: &at, by }, Some(from))?;
            }
        }
        let mut after = object(json!({ "rules": set.name, "version": set.version, "what": row.what }));
        after.insert("verdict".to_owned(), Value::from(if accept { "accepted" } else { "refused" }));
        if accept {
            after.insert("from".to_owned(), Value::from(from.to_string()));
        } else {
            after.insert("reason".to_owned(), Value::from(reason));
        }
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
        Ok(Answer::Decided(accept.then_some(from)))
    }

    fn unknown(&self, name: &str) -> Refusal {
        let known = names(&known(&self.law.sets));
        let problem = RuleProblem::UnknownBase { name: name.to_owned(), known };
        Refusal::Rule { line: 1, key: "name".to_owned(), problem }
    }

    /// What no longer counts once this does: its own older version, and for an office's rules those
    /// that it had before.
    fn replaced(&self, set: &RuleSet, stops: bool) -> Vec<String> {
        let own = |kind| matches!(kind, ProfileKind::Office | ProfileKind::Example);
        let uses = self.law.rules.uses().iter().map(|used| &used.set);
        let mut names: Vec<String> = uses
            .filter(|used| {
                let same = used.name == set.name && used.kind != ProfileKind::Law;
                same || (!stops && own(set.kind) && own(used.kind))
            })
            .map(|used| used.name.clone())
            .collect();
        names.dedup();
        names
    }

    /// The files below this one, without the law, as texts.
    fn bases_of(&self, set: &RuleSet) -> Vec<(RuleSet, String)> {
        let mut bases: Vec<(RuleSet, String)> = Vec::new();
        let mut below = set.base.clone();
        while let Some(name) = below.take() {
            let Some(toml) = self.text_of(&name) else { break };
            let Ok(base) = RuleSet::read(&toml) else { break };
            if base.kind == ProfileKind::Law || bases.iter().any(|(known, _)| known.name == base.name) {
                break;
            }
            below = base.base.clone();
            bases.push((base, toml));
        }
        bases
    }
}

fn denied(barrier: Barrier) -> Refusal {
    Refusal::Denied(vec![barrier])
}

fn object(value: Value) -> Map<String, Value> {
    if let Value::Object(map) = value { map } else { Map::new() }
}
