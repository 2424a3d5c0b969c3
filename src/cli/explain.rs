//! `deadline explain`: every step that led to a date, as lines or as one JSON object.

use serde_json::{Value, json};

use super::args::{Common, Explain};
use super::office;
use super::print::{Printer, Stop};
use crate::api::cases::{Answer as CasesAnswer, Counted, Explained, Request as Ask, Told, Tried, Wanted};
use crate::api::{Answer, Refusal, Request};
use crate::domain::clock::{Basis, Certainty};
use crate::domain::explanation::{EndDay, StretchKind};
use crate::domain::rule::{ByRuleProblem, ClockKey};
use crate::i18n::{Language, explained_lines, words};

pub(super) fn explain(common: &Common, wanted: &Explain, printer: &mut Printer) -> Result<u8, Stop> {
    let mut open = office::open(common, printer)?;
    let case = open.service.case_by_number(&open.actor, wanted.number.trim())?;
    let Explain { clock, start, extend, pause, .. } = wanted;
    let tried = Tried { start: *start, extend: *extend, pause: *pause };
    let asked = Wanted {
        case: Some(case),
        clock: clock.clone(),
        received: None,
        tried: (tried != Tried::default()).then_some(tried),
    };
    let now = open.now();
    let explained = match open.service.answer(&open.actor, now, Request::Cases(Ask::Explain(asked))).result {
        Ok(Answer::Cases(CasesAnswer::Explained(explained))) => explained,
        Ok(_) => return Err(Stop::Refused(Refusal::NoSuchCase)),
        Err(refused) => {
            open.log.note(now, &refused);
            return Err(Stop::Refused(refused));
        }
    };
    let words = words(printer.language());
    if let Some(clock) = clock.as_ref().filter(|clock| !explained.clocks.contains(clock)) {
        let known: Vec<&str> = explained.clocks.iter().map(ClockKey::word).collect();
        let (clock, known) = (clock.word().to_owned(), known.join(" "));
        return Err(Stop::Office((words.command.rule.by_rule)(&ByRuleProblem::UnknownClock {
            clock,
            known,
        })));
    }
    match &explained.told {
        None => return Err(Stop::Office(words.why.none.to_owned())),
        Some(Told::Cannot(_, _, problem)) => {
            return Err(Stop::Use((words.why.cannot)(&(words.command.rule.by_rule)(problem))));
        }
        Some(Told::Waits(line, _)) => {
            let said = (words.why.waits)(line);
            if common.json {
                let standing = if line.length.is_some() { "not_started" } else { "unset" };
                printer.json(&json!({
                    "number": explained.number, "clock": line.clock.word(), "event": line.event.word(),
                    "length": line.length, "standing": standing, "aloud": said,
                    "basis": basis_json(&line.basis, printer.language()),
                }))?;
            } else {
                printer.line(&format!("{}  {}", explained.number, explained.title))?;
                printer.line(&format!("{}  {said}", (words.clock)(&line.clock, &line.title)))?;
            }
        }
        Some(Told::Counted(counted)) if common.json => {
            printer.json(&as_json(&explained, counted, printer.language()))?;
        }
        Some(Told::Counted(counted)) => {
            for line in explained_lines(words, &explained, counted) {
                printer.line(&line)?;
            }
        }
    }
    printer.flush()?;
    Ok(0)
}

fn as_json(explained: &Explained, counted: &Counted, language: Language) -> Value {
    let words = words(language);
    let (told, lamp) = (&counted.explanation, counted.lamp);
    let (nominal_is, name, from, until) = match &told.nominal_is {
        EndDay::Working => ("working", None, None, None),
        EndDay::MakeUp(name) => ("make_up", Some(name), None, None),
        EndDay::Weekend => ("weekend", None, None, None),
        EndDay::Holiday { name, from, until } => ("holiday", Some(name), Some(from), Some(until)),
    };
    let inside: Vec<Value> = told
        .inside
        .iter()
        .map(|stretch| {
            json!({
                "kind": match stretch.kind { StretchKind::Holiday => "holiday", StretchKind::MakeUp => "make_up" },
                "name": stretch.name,
                "from": stretch.from,
                "to": stretch.until,
                "counted": stretch.counted,
            })
        })
        .collect();
    let pauses: Vec<Value> = told
        .pauses
        .iter()
        .map(|pause| {
            json!({
                "from": pause.from, "to": pause.to, "reason": pause.reason.word(),
                "document": pause.document, "approver": pause.approver,
            })
        })
        .collect();
    let extension = told.extension.as_ref().map(|more| {
        json!({
            "amount": more.amount,
            "asked": more.asked,
            "approved": more.approved,
            "approver": more.approver,
            "reason": more.reason,
            "told": more.told,
        })
    });
    let years: Vec<Value> =
        told.years.iter().map(|year| json!({"year": year.year, "source": year.source})).collect();
    let steps: Vec<String> = (words.why.steps)(told)
        .into_iter()
        .map(|(label, step)| format!("{label}{}{step}", words.colon))
        .collect();
    let appeal = counted.appeal.as_ref().map(|appeal| {
        let festival = appeal.spring_festival.map(|(from, to)| json!({"from": from, "to": to}));
        json!({"from": appeal.from, "until": appeal.until, "spring_festival": festival})
    });
    json!({
        "number": explained.number,
        "clock": told.clock.word(),
        "event": told.event.word(),
        "start": told.start,
        "deemed": told.deemed,
        "entered_by": told.entered.as_ref().map(|entered| &entered.who),
        "entered_at": told.entered.as_ref().map(|entered| entered.at.to_rfc3339()),
        "basis": basis_json(&told.basis, language),
        "before_known_law": told.before_known_law,
        "first_counted": told.first_counted,
        "length": told.length.to_string(),
        "base_end": told.base_end,
        "extension": extension,
        "pauses": pauses,
        "paused_days": told.paused_days,
        "nominal": told.nominal,
        "nominal_is": {"kind": nominal_is, "name": name, "from": from, "to": until},
        "rolled": told.is_rolled(),
        "last_working_day": told.last_working_day,
        "cap": told.cap,
        "due": told.due,
        "live": told.live,
        "appeal": appeal,
        "finished": told.finished,
        "lamp": lamp.word(),
        "days": lamp.days(),
        "calendar": match told.certainty {
            Certainty::Published => "published",
            Certainty::Unpublished => "unpublished",
        },
        "inside": inside,
        "weekend_days": told.weekend_days,
        "rules": {"name": told.rules.name, "version": told.rules.version, "from": told.rules.from},
        "years": years,
        "steps": steps,
        "aloud": (words.why.aloud)(told),
    })
}

fn basis_json(basis: &Basis, language: Language) -> Value {
    let (document, article) = match language {
        Language::Chinese => (&basis.document, &basis.article),
        Language::English => (&basis.document_en, &basis.article_en),
    };
    json!({"document": document, "article": article})
}
