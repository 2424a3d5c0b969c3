//! `profile`: the rule sets that come with the program, and whether a file can be one.

use std::path::Path;

use serde_json::{Value, json};

use super::args::{Common, RulesWanted};
use super::print::{Printer, Stop};
use super::say;
use super::{calendar, office, year};
use crate::api;
use crate::api::home::Gap;
use crate::api::rules::{Request, What};
use crate::deadline::profile::names;
use crate::deadline::rule::{Rule, RuleFault};
use crate::deadline::{Profile, RuleSet, shipped};
use crate::domain::rule::{ByRuleProblem, ProfileKind, RuleDoubt};
use crate::i18n::{Language, words};
use crate::runtime::clock::Clock;
use crate::service::{Checked, ProfileFile, Service, check as check_file};

/// The profile that says: the law alone.
pub(super) const LAW: &str = "regulation-2022";

/// The rule sets that come with the program.
pub(super) fn sets() -> Result<Vec<RuleSet>, Stop> {
    shipped::profiles().map_err(|fault| Stop::Use(fault.to_string()))
}

pub(super) fn list(common: &Common, printer: &mut Printer) -> Result<u8, Stop> {
    for set in sets()? {
        let offered = is_offered(&set);
        if common.json {
            printer.json(&head(&set, printer.language(), offered))?;
        } else {
            let rule = &say(printer).rule;
            let line = format!(
                "{:<22} {}  {}  {}",
                set.name,
                (rule.kind)(set.kind),
                document(&set, printer.language()),
                (rule.clocks)(set.clocks.len()),
            );
            printer.line(line.trim_end())?;
        }
    }
    printer.flush()?;
    Ok(0)
}

/// May an office begin with it, as its profile or as a track?
fn is_offered(set: &RuleSet) -> bool {
    set.kind != ProfileKind::Law || set.name == LAW
}

/// The files that `--profile` and `--track` name, without the laws, which every office has.
pub(super) fn wanted(rules: &RulesWanted, printer: &mut Printer) -> Result<Vec<ProfileFile>, Stop> {
    // A new office begins with the calendars that come with the program.
    let calendar = shipped::calendar().map_err(|fault| Stop::Use(fault.to_string()))?;
    let sets = sets()?;
    let mut files = Vec::new();
    let given = (rules.profile != LAW).then_some((&rules.profile, false));
    for (given, track) in given.into_iter().chain(rules.track.iter().map(|track| (track, true))) {
        let shipped =
            shipped::PROFILES.iter().find(|file| RuleSet::read(file).is_ok_and(|set| set.name == *given));
        let toml = match shipped {
            Some(file) => (*file).to_owned(),
            None if Path::new(given).is_file() => year::read(Path::new(given), printer)?,
            None => {
                let known = names(&sets);
                let problem = ByRuleProblem::UnknownProfile { name: given.clone(), known };
                return Err(Stop::Use((say(printer).rule.by_rule)(&problem)));
            }
        };
        let checked = check_file(&toml, &[], &calendar);
        if let Some(fault) = checked.faults.first() {
            let RuleFault { line, key, problem } = fault;
            let problem = (say(printer).rule.problem)(problem);
            return Err(Stop::Office(format!("{given}:{line}  {key}  {problem}")));
        }
        let fits = |profile: &Profile| match profile.set.kind {
            ProfileKind::Law => false,
            ProfileKind::Track => track,
            ProfileKind::Office | ProfileKind::Example => !track,
        };
        let Some(profile) = checked.profile.filter(fits) else {
            return Err(Stop::Use((say(printer).rule.wrong_kind)(given, track)));
        };
        let mut bases = Vec::new();
        let mut below = profile.base.as_deref();
        while let Some(Profile { set, base }) = below {
            if set.kind != ProfileKind::Law {
                let file = shipped::PROFILES
                    .iter()
                    .find(|file| RuleSet::read(file).is_ok_and(|known| known == *set));
                bases.extend(file.map(|file| (*file).to_owned()));
            }
            below = base.as_deref();
        }
        files.push(ProfileFile { toml, bases });
    }
    Ok(files)
}

fn document(set: &RuleSet, language: Language) -> &str {
    match language {
        Language::Chinese => &set.document,
        Language::English => &set.document_en,
    }
}

fn head(set: &RuleSet, language: Language, offered: bool) -> Value {
    json!({
        "name": set.name, "kind": set.kind.word(), "document": document(set, language),
        "version": set.version, "from": set.from, "until": set.until, "base": set.base,
        "clocks": set.clocks.len(), "offered": offered,
    })
}

pub(super) fn show(common: &Common, name: &str, printer: &mut Printer) -> Result<u8, Stop> {
    let sets = sets()?;
    let language = printer.language();
    let profile =
        Profile::named(&sets, name).map_err(|problem| Stop::Use((say(printer).rule.by_rule)(&problem)))?;
    if common.json {
        let mut object = head(&profile.set, language, is_offered(&profile.set));
        let clocks = profile.book().rows().into_iter().map(|(rule, set)| row_json(rule, set, language));
        object["clocks"] = Value::Array(clocks.collect());
        printer.json(&object)?;
    } else {
        let set = &profile.set;
        printer.line(&format!("{}  {}", set.name, document(set, language)))?;
        for (rule, _) in profile.book().rows() {
            printer.line(&format!("  {}", row_line(rule, printer)))?;
        }
    }
    printer.flush()?;
    Ok(0)
}

/// What people call the clock.
fn title(rule: &Rule, language: Language) -> String {
    (words(language).clock)(&rule.clock, &rule.title).to_owned()
}

fn row_json(rule: &Rule, set: &RuleSet, language: Language) -> Value {
    let extension = rule.extension.as_ref().map(|extension| {
        json!({
            "max": extension.max.map(|max| max.to_string()), "times": extension.times,
            "approver": extension.approver.word(), "tell": extension.tell,
            "ask": extension.ask.map(|(mode, length)| format!("{} {length}", mode.word())),
        })
    });
    json!({
        "clock": rule.clock.word(), "title": title(rule, language), "profile": set.name,
        "office": rule.office.map(|office| office.word()), "start": rule.start.word(),
        "length": rule.length.map(|length| length.to_string()),
        "roll": rule.roll == crate::deadline::count::Roll::On, "extension": extension,
        "pauses": rule.pauses.iter().map(|reason| reason.word()).collect::<Vec<_>>(),
        "cap": rule.cap.as_ref().map(|cap| cap.word()), "expiry": rule.expiry.word(),
        "purposes": rule.purposes.iter().map(|purpose| purpose.word()).collect::<Vec<_>>(),
        "deemed": rule.deemed.map(|start| start.word()),
        "warn": rule.warn, "ends_by": rule.ends_by, "basis": language.basis(&rule.basis),
    })
}

fn row_line(rule: &Rule, printer: &Printer) -> String {
    let language = printer.language();
    let (all, say) = (words(language), &say(printer).rule);
    let length = match rule.length {
        Some(length) => (all.length)(&length.to_string()),
        None => say.unset.to_owned(),
    };
    let mut line =
        format!("{}  {}  {}  {length}", rule.clock.word(), title(rule, language), (say.start)(rule.start));
    if let Some(extension) = &rule.extension {
        let most = extension.max.map_or_else(|| say.unset.to_owned(), |max| (all.length)(&max.to_string()));
        line.push_str(&format!("  {}", (say.extension)(&most, (say.approver)(extension.approver))));
    }
    if !rule.pauses.is_empty() {
        let reasons: Vec<&str> = rule.pauses.iter().map(|reason| (say.pause)(*reason)).collect();
        line.push_str(&format!("  {}", (say.stops)(&reasons.join(all.comma))));
    }
    if let Some(cap) = &rule.cap {
        line.push_str(&format!("  {}", (say.capped)(cap.word())));
    }
    line.push_str(&format!("  {}", language.basis(&rule.basis)));
    line
}

pub(super) fn check(common: &Common, file: &Path, printer: &mut Printer) -> Result<u8, Stop> {
    let text = year::read(file, printer)?;
    let calendar = calendar::in_use(common)?;
    let name = file.display().to_string();
    let Checked { faults: found, doubts: doubtful, profile } = check_file(&text, &[], &calendar);
    for fault in &found {
        let RuleFault { line, key, problem } = fault;
        let problem = (say(printer).rule.problem)(problem);
        finding(common, printer, &name, (*line, key), "fault", &problem)?;
    }
    let (mut unset, mut warnings) = (0, 0);
    for doubt in &doubtful {
        let level = match doubt.doubt {
            RuleDoubt::Unset | RuleDoubt::ExtensionUnset => "unset",
            RuleDoubt::CanPassCap { .. } | RuleDoubt::LongerThanBase { .. } => "warning",
        };
        *(if level == "unset" { &mut unset } else { &mut warnings }) += 1;
        let text = (say(printer).rule.doubt)(&doubt.doubt);
        finding(common, printer, &name, (doubt.line, doubt.clock.word()), level, &text)?;
    }
    for gap in profile.map(|profile| gaps(common, &profile)).transpose()?.unwrap_or_default() {
        warnings += 1;
        let all = words(printer.language());
        let roles: Vec<&str> = gap.roles.iter().map(|role| (all.role)(*role)).collect();
        let text = (all.sign.gap)((all.step)(&gap.step), &roles.join(all.sign.or));
        finding(common, printer, &name, (1, &gap.step), "warning", &text)?;
    }
    if common.json {
        printer.json(&json!({
            "file": name, "good": found.is_empty(), "faults": found.len(), "warnings": warnings, "unset": unset,
        }))?;
    } else {
        printer.line(&(say(printer).rule.checked)(found.len(), warnings, unset))?;
    }
    printer.flush()?;
    Ok(u8::from(!found.is_empty()))
}

/// Steps that nobody in the office that is here could decide by these rules.
fn gaps(common: &Common, profile: &Profile) -> Result<Vec<Gap>, Stop> {
    let file = office::file(common);
    // An office that is named must be there; one that would be taken by default need not.
    if common.db.is_none() && !file.exists() {
        return Ok(Vec::new());
    }
    let service = Service::open_file(&file)?;
    let now = Clock::Real.now(service.office().offset);
    Ok(service.gaps_with(profile, now))
}

fn finding(
    common: &Common,
    printer: &mut Printer,
    file: &str,
    (line, key): (usize, &str),
    level: &str,
    problem: &str,
) -> Result<(), Stop> {
    if common.json {
        printer.json(&json!({ "file": file, "line": line, "key": key, "level": level, "problem": problem }))
    } else {
        let level = (say(printer).rule.level)(level);
        printer.line(&format!("{file}:{line}  {level}  {key}  {problem}"))
    }
}

/// Proposes to count by a rule file, or no longer; the main leader accepts it at his desk, where he
/// has logged in (decision 32).
pub(super) fn propose(common: &Common, given: &str, what: What, printer: &mut Printer) -> Result<u8, Stop> {
    let account = common.account.as_deref().unwrap_or(office::KEEPER);
    let mut open = office::open_as(common, account, printer)?;
    let file = Path::new(given);
    let request = if what == What::Use && file.is_file() {
        Request::ProposeFile { toml: year::read(file, printer)? }
    } else {
        Request::Propose { name: given.to_owned(), what }
    };
    let now = open.now();
    if let Err(refused) = open.service.answer(&open.actor, now, api::Request::Rules(request)).result {
        open.log.note(now, &refused);
        return Err(Stop::Refused(refused));
    }
    let said = words(printer.language()).rules.waits;
    if common.json {
        printer.json(&json!({ "rules": given, "what": what.word(), "state": "waits" }))?;
    } else {
        printer.line(said)?;
    }
    printer.flush()?;
    Ok(0)
}
