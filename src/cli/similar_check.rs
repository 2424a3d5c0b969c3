//! `similar --check`: how often the candidates are right, on petitions of which it is known which
//! belong together. The office is a scratch one and leaves nothing behind.

use std::collections::HashMap;
use std::path::Path;

use serde_json::json;

use super::args::Common;
use super::import;
use super::print::{Printer, Stop};
use super::say;
use super::similar::rounded;
use crate::api::similar::{Answer as SimilarAnswer, Candidate, Request as Ask};
use crate::api::{Answer, Refusal, Request, intake};
use crate::domain::actor::Role;
use crate::domain::intake::Intake;
use crate::domain::number::NumberPattern;
use crate::domain::office::{Office, OfficeKind, beijing_time};
use crate::domain::similar::{LINK_FROM, Probe, Reason, SHOWN_MAX};
use crate::i18n::words;
use crate::runtime::clock::Clock;
use crate::service::{Founding, Service};
use crate::table::read;

/// The column that says which petitions belong together.
const CLUSTER: &str = "dup_cluster";
/// Columns of a file of look-alikes: two source numbers.
const PAIR: [&str; 2] = ["id_a", "id_b"];
/// Candidates looked at for the look-alikes.
const LOOK: usize = 50;

/// What was found.
#[derive(Default)]
struct Tally {
    petitions: usize,
    with_earlier: usize,
    found: usize,
    shown: usize,
    right: usize,
    likely: usize,
    likely_right: usize,
    missed: Vec<String>,
}

struct Known {
    cluster: String,
    intake: Intake,
}

pub(super) fn check(
    common: &Common,
    file: &Path,
    look_alikes: Option<&Path>,
    printer: &mut Printer,
) -> Result<u8, Stop> {
    let now = Clock::Real.now(beijing_time());
    let known = petitions(file, printer)?;
    let pairs = look_alikes.map_or(Ok(Vec::new()), |file| pairs(file, printer))?;
    let founding = Founding {
        office: Office {
            name: CLUSTER.to_owned(),
            kind: OfficeKind::PetitionOffice,
            practice: true,
            number_pattern: NumberPattern::default(),
            offset: beijing_time(),
        },
        accounts: &[("desk", "desk", Role::Reception)],
        system_user: "",
        now,
        profiles: &[],
    };
    let mut service = Service::found_in_memory(&founding)?;
    let actor = service
        .actor("desk", "", now)?
        .map_err(|known| Stop::Use((say(printer).no_account)("desk", &known.join(", "))))?;
    let mut ask = |request: Request| service.answer(&actor, now, request).result.map_err(Stop::Refused);

    let mut tally = Tally { petitions: known.len(), ..Tally::default() };
    let mut clusters: HashMap<String, String> = HashMap::new();
    let mut seen: Vec<(String, Vec<Candidate>)> = Vec::new();
    for Known { cluster, intake } in known {
        let ask_similar = Ask::Like { probe: Box::new(probe(&intake)), top: LOOK };
        let Answer::Similar(SimilarAnswer::Candidates(candidates)) = ask(Request::Similar(ask_similar))?
        else {
            return Err(Stop::Refused(Refusal::NoSuchCase));
        };
        let same = |candidate: &Candidate| {
            !cluster.is_empty() && clusters.get(&candidate.number).is_some_and(|other| *other == cluster)
        };
        let shown = &candidates[..candidates.len().min(SHOWN_MAX)];
        let right = shown.iter().filter(|candidate| same(candidate)).count();
        let source = intake.source_numbers.first().cloned().unwrap_or_default();
        if !cluster.is_empty() && clusters.values().any(|other| *other == cluster) {
            tally.with_earlier += 1;
            if right > 0 {
                tally.found += 1;
            } else {
                tally.missed.push(source.clone());
            }
        }
        tally.shown += shown.len();
        tally.right += right;
        let likely = shown.iter().filter(|candidate| candidate.score >= LINK_FROM);
        tally.likely += likely.clone().count();
        tally.likely_right += likely.filter(|candidate| same(candidate)).count();
        let filed = ask(Request::Intake(intake::Request::File(Box::new(intake))))?;
        if let Answer::Intake(intake::Answer::Filed(filed)) = filed {
            clusters.insert(filed.number, cluster);
        }
        seen.push((source, candidates));
    }
    tell(common, &tally, printer)?;
    let mut alike = 0;
    for (one, other) in &pairs {
        let found = seen.iter().find_map(|(source, candidates)| {
            let wanted = if source == one {
                other
            } else if source == other {
                one
            } else {
                return None;
            };
            candidates.iter().find(|candidate| candidate.source_number.as_ref() == Some(wanted))
        });
        // What is not among the candidates is below every threshold.
        let apart = found.is_none_or(|candidate| {
            candidate.score < LINK_FROM || candidate.reasons.contains(&Reason::DifferentPlace)
        });
        alike += usize::from(!apart);
        let score = found.map_or(0.0, |candidate| candidate.score);
        let reasons: Vec<&str> =
            found.iter().flat_map(|candidate| &candidate.reasons).map(|reason| reason.word()).collect();
        if common.json {
            printer.json(&json!({
                "a": one, "b": other, "told_apart": apart, "score": rounded(score), "reasons": reasons,
            }))?;
        } else if !apart {
            printer.line(&format!("{one}  {other}  {score:.2}  {}", reasons.join(" ")))?;
        }
    }
    if !pairs.is_empty() && !common.json {
        let language = words(printer.language());
        printer.line(&(language.similar.told_apart)(pairs.len() - alike, pairs.len()))?;
    }
    printer.flush()?;
    Ok(0)
}

fn tell(common: &Common, tally: &Tally, printer: &mut Printer) -> Result<(), Stop> {
    let Tally { petitions, with_earlier, found, shown, right, likely, likely_right, missed } = tally;
    if common.json {
        return printer.json(&json!({
            "petitions": petitions, "with_earlier": with_earlier, "found": found, "shown": shown,
            "right": right, "likely": likely, "likely_right": likely_right, "missed": missed,
        }));
    }
    let language = words(printer.language());
    for line in (language.similar.checked)(
        *petitions,
        (*found, *with_earlier),
        (*right, *shown),
        (*likely_right, *likely),
    ) {
        printer.line(&line)?;
    }
    Ok(())
}

/// The petitions of a file in order of time.
fn petitions(file: &Path, printer: &Printer) -> Result<Vec<Known>, Stop> {
    let rows = import::whole(file, printer)?;
    let cluster = rows.heading.iter().position(|name| name.trim() == CLUSTER);
    let mut found: Vec<Known> = rows
        .rows
        .into_iter()
        .filter_map(|(row, read)| {
            let cell = cluster.and_then(|at| row.cells.get(at)).and_then(|cell| cell.text());
            let cluster = cell.map_or_else(String::new, |text| text.trim().to_owned());
            read.ok().map(|intake| Known { cluster, intake })
        })
        .collect();
    found.sort_by_key(|known| (known.intake.received.day, known.intake.received.time));
    Ok(found)
}

fn pairs(file: &Path, printer: &Printer) -> Result<Vec<(String, String)>, Stop> {
    let language = words(printer.language());
    let fault = |fault| {
        Stop::Use(format!("{}{}{}", file.display(), language.colon, (language.command.file_fault)(&fault)))
    };
    let rows = read::open(file).map_err(fault)?;
    let at = PAIR.map(|wanted| rows.heading.iter().position(|name| name.trim() == wanted));
    let [Some(a), Some(b)] = at else {
        return Err(Stop::Use(format!("{}{}{}", file.display(), language.colon, PAIR.join(", "))));
    };
    let cell = |row: &crate::table::Row, at: usize| {
        row.cells.get(at).and_then(|cell| cell.text()).map_or_else(String::new, |text| text.trim().to_owned())
    };
    Ok(rows.map(|row| (cell(&row, a), cell(&row, b))).collect())
}

fn probe(intake: &Intake) -> Probe {
    let person = &intake.petitioner;
    Probe {
        case: None,
        title: intake.title.clone(),
        body: intake.body.clone(),
        name: person.name.clone(),
        id_number: person.id_number.clone(),
        phone: person.phone.clone(),
        address: person.address.clone(),
        category: intake.category.clone(),
    }
}
