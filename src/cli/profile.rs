//! `profile`: the rule sets that come with the program, and whether a file can be one.

use std::path::Path;

use serde_json::{Value, json};

use super::args::Common;
use super::calendar;
use super::print::{Printer, Stop};
use super::say;
use crate::deadline::profile::{doubts, faults};
use crate::deadline::rule::{Rule, RuleFault};
use crate::deadline::{Profile, RuleSet, rule_file, shipped};
use crate::domain::clock::Clock;
use crate::domain::rule::RuleDoubt;
use crate::i18n::{Language, words};

/// Names that `init --profile` takes today.
pub(super) const OFFERED: [&str; 1] = ["regulation-2022"];

/// The rule sets that come with the program.
pub(super) fn sets() -> Result<Vec<RuleSet>, Stop> {
    shipped::profiles().map_err(|fault| Stop::Use(fault.to_string()))
}

pub(super) fn list(common: &Common, printer: &mut Printer) -> Result<u8, Stop> {
    for set in sets()? {
        let offered = OFFERED.contains(&set.name.as_str());
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
        let mut object = head(&profile.set, language, OFFERED.contains(&name));
        let clocks = profile.rows().into_iter().map(|(rule, set)| row_json(rule, set, language));
        object["clocks"] = Value::Array(clocks.collect());
        printer.json(&object)?;
    } else {
        let set = &profile.set;
        printer.line(&format!("{}  {}", set.name, document(set, language)))?;
        for (rule, set) in profile.rows() {
            printer.line(&format!("  {}", row_line(rule, set, printer)))?;
        }
    }
    printer.flush()?;
    Ok(0)
}

/// What people call the clock.
fn title(rule: &Rule, language: Language) -> String {
    let known = || Clock::from_word(rule.clock.word()).map(|clock| (words(language).clock)(clock).to_owned());
    let given = rule.titles.as_ref().map(|(zh, en)| match language {
        Language::Chinese => zh.clone(),
        Language::English => en.clone(),
    });
    given.or_else(known).unwrap_or_else(|| rule.clock.word().to_owned())
}

pub(super) fn basis(rule: &Rule, set: &RuleSet, language: Language) -> String {
    match language {
        Language::Chinese => format!("{}{}", set.document, rule.article),
        Language::English => format!("{} {}", set.document_en, rule.article_en),
    }
}

fn row_json(rule: &Rule, set: &RuleSet, language: Language) -> Value {
    let extension = rule.extension.as_ref().map(|extension| {
        json!({
            "max": extension.max.map(|max| max.to_string()), "times": extension.times,
            "approver": extension.approver.word(), "tell": extension.tell,
            "ask": extension.ask.map(|ask| format!("last {ask}")),
        })
    });
    json!({
        "clock": rule.clock.word(), "title": title(rule, language), "profile": set.name,
        "office": rule.office.map(|office| office.word()), "start": rule.start.word(),
        "length": rule.length.map(|length| length.to_string()),
        "roll": rule.roll == crate::deadline::count::Roll::On, "extension": extension,
        "pauses": rule.pauses.iter().map(|reason| reason.word()).collect::<Vec<_>>(),
        "cap": rule.cap.as_ref().map(|cap| cap.word()), "expiry": rule.expiry.word(),
        "warn": rule.warn, "ends_by": rule.ends_by, "basis": basis(rule, set, language),
    })
}

fn row_line(rule: &Rule, set: &RuleSet, printer: &Printer) -> String {
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
    line.push_str(&format!("  {}", basis(rule, set, language)));
    line
}

pub(super) fn check(common: &Common, file: &Path, printer: &mut Printer) -> Result<u8, Stop> {
    let text = std::fs::read_to_string(file)?;
    let sets = sets()?;
    let calendar = calendar::in_use(common)?;
    let name = file.display().to_string();
    let mut found = Vec::new();
    let mut doubtful = Vec::new();
    match rule_file::read(&text) {
        Err(wrong) => found = wrong,
        Ok(set) => {
            let same = |known: &RuleSet| {
                let mut shipped = shipped::PROFILES.iter();
                shipped.any(|file| **file == *text && RuleSet::read(file).is_ok_and(|set| set == *known))
            };
            found.extend(faults(&sets, &set, same));
            if let Some(profile) = Profile::on(&sets, set) {
                doubtful = doubts(&profile, &calendar);
            }
        }
    }
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
