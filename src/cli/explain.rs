//! `deadline explain`: every step that led to a date, as lines or as one JSON object.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::args::{Common, Explain};
use super::office;
use super::print::{Printer, Stop};
use crate::api::cases::{Answer as CasesAnswer, Explained, Request as Ask};
use crate::api::{Answer, Refusal, Request};
use crate::domain::clock::{Certainty, Clock, Lamp};
use crate::domain::explanation::{EndDay, Explanation, StretchKind};
use crate::i18n::{Language, words};

pub(super) fn explain(common: &Common, wanted: &Explain, printer: &mut Printer) -> Result<u8, Stop> {
    let mut open = office::open(common, printer)?;
    let case = open.service.case_by_number(&open.actor, wanted.number.trim())?;
    let clock = wanted.clock.as_deref().and_then(Clock::from_word);
    let now = open.now();
    let request = Request::Cases(Ask::Explain { case: Some(case), clock, start: None });
    let explained = match open.service.answer(&open.actor, now, request).result {
        Ok(Answer::Cases(CasesAnswer::Explained(explained))) => explained,
        Ok(_) => return Err(Stop::Refused(Refusal::NoSuchCase)),
        Err(refused) => {
            open.log.note(now, &refused);
            return Err(Stop::Refused(refused));
        }
    };
    let Some((told, lamp)) = &explained.clock else {
        return Err(Stop::Office(words(printer.language()).why.none.to_owned()));
    };
    if common.json {
        printer.json(&as_json(&explained, told, *lamp, printer.language()))?;
    } else {
        for line in lines(&explained, told, *lamp, printer.language()) {
            printer.line(&line)?;
        }
    }
    printer.flush()?;
    Ok(0)
}

fn lines(explained: &Explained, told: &Explanation, lamp: Lamp, language: Language) -> Vec<String> {
    let words = words(language);
    let why = &words.why;
    let mark = if told.certainty == Certainty::Unpublished { "?" } else { "" };
    let mut lines = vec![
        format!("{}  {}", explained.number, explained.title),
        format!(
            "{} {}  {}{mark}  {}",
            (words.clock)(told.clock),
            (words.length)(&told.length.to_string()),
            told.due,
            (words.lamp)(lamp)
        ),
    ];
    for (at, (label, step)) in (why.steps)(told).into_iter().enumerate() {
        lines.push(format!("{} {label}{}{step}", at + 1, words.colon));
    }
    lines.push(format!("{}{}{}", why.inside_label, words.colon, (why.inside)(told)));
    lines.push(format!("{}{}{}", why.used_label, words.colon, (why.used)(told)));
    lines.push(format!("{}{}{}", why.aloud_label, words.colon, (why.aloud)(told)));
    lines
}

fn as_json(explained: &Explained, told: &Explanation, lamp: Lamp, language: Language) -> Value {
    let words = words(language);
    let (document, article) = match language {
        Language::Chinese => (&told.basis.document, &told.basis.article),
        Language::English => (&told.basis.document_en, &told.basis.article_en),
    };
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
        .map(|pause| json!({"from": pause.from, "to": pause.until, "reason": pause.reason}))
        .collect();
    let extension = told.extension.as_ref().map(|more| {
        json!({
            "days": more.days,
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
    let live: NaiveDate = told.cap.map_or(told.due, |cap| cap.min(told.due));
    json!({
        "number": explained.number,
        "clock": told.clock.word(),
        "event": told.event.word(),
        "start": told.start,
        "entered_by": told.entered.as_ref().map(|entered| &entered.who),
        "entered_at": told.entered.as_ref().map(|entered| entered.at.to_rfc3339()),
        "basis": {"document": document, "article": article},
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
        "live": live,
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
