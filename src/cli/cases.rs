//! `case list`, `case show` and `search`.

use std::io::Read;

use serde::Serialize;
use serde_json::{Value, json};

use super::args::{Common, List, Search, Show};
use super::office::{self, Open};
use super::print::{Printer, Stop};
use super::say;
use crate::api::cases::{Answer as CasesAnswer, CaseCard, CaseLine, Listing, Request as Ask};
use crate::api::steps::Triage;
use crate::api::{Answer, Refusal, Request};
use crate::domain::clock::{Certainty, Lamp};
use crate::domain::history::Line;
use crate::domain::masked::{self, Personal};
use crate::domain::page::Page;
use crate::domain::party::Party;
use crate::domain::queue::{Queue, Stretch};
use crate::domain::step::Part;
use crate::domain::view::{Sort, View};
use crate::i18n::{Language, words};

/// A line of a list, as scripts read it.
#[derive(Serialize)]
struct ListedJson<'a> {
    number: &'a str,
    source_number: Option<&'a str>,
    title: &'a str,
    state: &'static str,
    petitioner: String,
    next_due: Option<chrono::NaiveDate>,
    lamp: &'static str,
    days: Option<i64>,
    clock: Option<&'a str>,
    may_move: bool,
    channel: &'static str,
    received: chrono::NaiveDate,
    people: u32,
    place: &'a str,
    handler: &'a str,
    to_complete: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    excerpt: Option<&'a str>,
}

/// A clock, as scripts read it.
#[derive(Serialize)]
struct ClockJson<'a> {
    clock: &'a str,
    event: &'static str,
    start: chrono::NaiveDate,
    due: chrono::NaiveDate,
    nominal: chrono::NaiveDate,
    own: Option<chrono::NaiveDate>,
    cap: Option<chrono::NaiveDate>,
    live: chrono::NaiveDate,
    finished: Option<chrono::NaiveDate>,
    lamp: &'static str,
    days: Option<i64>,
    calendar: &'static str,
    basis: String,
}

pub(super) fn list(common: &Common, list: &List, printer: &mut Printer) -> Result<u8, Stop> {
    let mut open = office::open(common, printer)?;
    let filter = typed(list.filter.clone().unwrap_or_default())?;
    let view = View {
        queue: Queue::from_word(&list.queue).unwrap_or(Queue::All),
        filter: words(printer.language()).filter_words(&filter),
        sort: list.sort.as_deref().and_then(Sort::from_word).unwrap_or_default(),
    };
    let mut left = list.limit;
    let mut stretch = Stretch::First;
    let mut shown = 0;
    let total = loop {
        // The service answers in pages; a long list is read page by page.
        let asked = Ask::View { view: view.clone(), stretch, limit: left.min(200) };
        let CasesAnswer::View(Listing { page, looked_at }) = ask(&mut open, asked)? else {
            return Err(Stop::Refused(Refusal::NoSuchCase));
        };
        if let Some(cases) = looked_at
            && shown == 0
        {
            printer.warn(&(words(printer.language()).queue_screen.looked_at)(cases));
        }
        if let Some(reason) = &common.reveal
            && shown == 0
        {
            let now = open.now();
            open.service.log_read(&open.actor, now, None, "list", reason)?;
        }
        print_rows(common, printer, &page)?;
        shown += page.rows.len();
        left -= page.rows.len().min(left);
        match page.rows.last() {
            Some(row) if page.more_after && left > 0 => stretch = Stretch::After(row.key),
            _ => break page.total,
        }
    };
    if !common.json {
        printer.line(&(say(printer).shown_of)(shown, &total.to_string()))?;
    }
    printer.flush()?;
    Ok(0)
}

/// What was given, or what stands on standard input where `-` was: names stay out of the history
/// of a shell.
fn typed(given: String) -> Result<String, Stop> {
    if given != "-" {
        return Ok(given);
    }
    let mut bytes = Vec::new();
    std::io::stdin().take(4_096).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).trim_end_matches('\u{fffd}').to_owned())
}

pub(super) fn search(common: &Common, search: &Search, printer: &mut Printer) -> Result<u8, Stop> {
    let mut open = office::open(common, printer)?;
    let typed = typed(search.words.join(" "))?;
    let page = rows(&mut open, Ask::Search { typed: Personal::new(typed), limit: search.limit })?;
    if let Some(reason) = &common.reveal {
        let now = open.now();
        open.service.log_read(&open.actor, now, None, "search", reason)?;
    }
    print_rows(common, printer, &page)?;
    if page.rows.is_empty() && !common.json {
        printer.line(say(printer).nothing_found)?;
    }
    printer.flush()?;
    Ok(0)
}

fn rows(open: &mut Open, request: Ask) -> Result<Page<CaseLine>, Stop> {
    match ask(open, request)? {
        CasesAnswer::List(page) | CasesAnswer::Found(page) => Ok(page),
        CasesAnswer::View(_)
        | CasesAnswer::Next(_)
        | CasesAnswer::Case(_)
        | CasesAnswer::Paper(_)
        | CasesAnswer::Since(_)
        | CasesAnswer::Explained(_) => Err(Stop::Refused(Refusal::NoSuchCase)),
    }
}

fn ask(open: &mut Open, request: Ask) -> Result<CasesAnswer, Stop> {
    let now = open.now();
    match open.service.answer(&open.actor, now, Request::Cases(request)).result {
        Ok(Answer::Cases(answer)) => Ok(answer),
        Ok(_) => Err(Stop::Refused(Refusal::NoSuchCase)),
        Err(refused) => {
            open.log.note(now, &refused);
            Err(Stop::Refused(refused))
        }
    }
}

fn print_rows(common: &Common, printer: &mut Printer, page: &Page<CaseLine>) -> Result<(), Stop> {
    let language = words(printer.language());
    for row in &page.rows {
        // On the command line a name is masked too, unless a reason was given (decision 33).
        let petitioner = if common.reveal.is_some() {
            row.name.reveal().to_owned()
        } else {
            masked::name(row.name.reveal())
        };
        if common.json {
            printer.json(&ListedJson {
                number: &row.number,
                source_number: row.source_number.as_deref(),
                title: &row.title,
                state: row.state.word(),
                petitioner,
                next_due: row.due.as_ref().map(|due| due.day),
                lamp: row.lamp.word(),
                days: row.lamp.days(),
                clock: row.due.as_ref().map(|due| due.clock.word()),
                may_move: row.due.as_ref().is_some_and(|due| due.may_move),
                channel: row.channel.word(),
                received: row.received.day,
                people: row.people,
                place: &row.place,
                handler: &row.handler,
                to_complete: row.to_complete.iter().map(|field| field.word()).collect(),
                excerpt: row.excerpt.as_ref().map(Personal::reveal),
            })?;
        } else {
            let due = row.due.as_ref().map_or_else(String::new, |due| {
                format!("{}{}", due.day, if due.may_move { "?" } else { "" })
            });
            let line =
                format!("{}  {}  {due}  {petitioner}  {}", row.number, (language.lamp)(row.lamp), row.title);
            printer.line(&line)?;
        }
    }
    Ok(())
}

pub(super) fn show(common: &Common, show: &Show, printer: &mut Printer) -> Result<u8, Stop> {
    let mut open = office::open(common, printer)?;
    let case = open.service.case_by_number(&open.actor, show.number.trim())?;
    let request = match &common.reveal {
        Some(reason) => Ask::Reveal { case, reason: reason.clone() },
        None => Ask::Open(case),
    };
    let CasesAnswer::Case(card) = ask(&mut open, request)? else {
        return Err(Stop::Refused(Refusal::NoSuchCase));
    };
    if common.json {
        printer.json(&card_json(&card, printer.language()))?;
    } else {
        print_card(&card, printer)?;
    }
    printer.flush()?;
    Ok(0)
}

fn card_json(card: &CaseCard, language: Language) -> Value {
    let line = &card.line;
    let clocks: Vec<ClockJson> = clocks_json(card, language);
    let people: Vec<Value> = card
        .parties
        .iter()
        .map(|party| {
            let Party { role, person: party } = party;
            json!({
                "role": role.word(),
                "name": shown_name(card, &party.name),
                "id_number": party.id_number.reveal(),
                "sex": party.sex.map(|sex| sex.word()),
                "age": party.age,
                "phone": party.phone.reveal(),
                "address": party.address.reveal(),
            })
        })
        .collect();
    let history: Vec<Value> = card.history.iter().map(history_json).collect();
    json!({
        "number": line.number,
        "source_number": line.source_number,
        "source_numbers": card.source_numbers,
        "title": line.title,
        "body": card.body.reveal(),
        "state": line.state.word(),
        "channel": line.channel.word(),
        "received": line.received.day,
        "received_time": line.received.time.map(|time| time.format("%H:%M:%S").to_string()),
        "people": line.people,
        "purpose": card.purpose.map(|purpose| purpose.word()),
        "category": card.category.as_ref().map(|(code, _)| code),
        "petitioner": card.parties.first().map(|party| shown_name(card, &party.person.name)),
        "petitioners": people,
        "to_complete": line.to_complete.iter().map(|field| field.word()).collect::<Vec<_>>(),
        "to_check": card.doubts.iter().map(|(field, _)| field.word()).collect::<Vec<_>>(),
        "next_due": line.due.as_ref().map(|due| due.day),
        "lamp": line.lamp.word(),
        "clocks": clocks,
        "waiting": card.waiting.iter().map(|line| line.clock.word()).collect::<Vec<_>>(),
        "materials": card.materials.iter().map(|material| json!({
            "name": material.name, "kind": material.kind.word(), "copies": material.copies, "pages": material.pages,
        })).collect::<Vec<_>>(),
        "concerned": card.concerned,
        "place": card.place,
        "urgency": card.urgency.map(|urgency| urgency.word()),
        "source": card.receipt.as_ref().and_then(|receipt| receipt.source).map(|source| source.word()),
        "tracks": card.tracks.iter().map(|(name, _)| name).collect::<Vec<_>>(),
        "answer": card.answer.as_ref().map(|answer| json!({
            "words": answer.words, "basis": answer.basis, "paper": answer.paper.word(),
        })),
        "triage": triage_json(&card.triage),
        "steps": line.menu.iter().map(|(step, barriers)| json!({
            "step": step, "barred": !barriers.is_empty(),
        })).collect::<Vec<_>>(),
        "history": history,
        "reads": card.reads.iter().map(|read| json!({
            "at": read.at.to_rfc3339_opts(chrono::SecondsFormat::Secs, false), "who": read.who, "reason": read.reason,
        })).collect::<Vec<_>>(),
        "revealed": card.revealed,
        "repeats": card.repeats,
        "links": card.links.iter().map(|link| json!({
            "number": link.number, "title": link.title, "state": link.state.word(),
            "other_petitioner": link.other_petitioner,
        })).collect::<Vec<_>>(),
    })
}

/// What was decided so far, and what waits.
fn triage_json(triage: &Triage) -> Value {
    let fields = |fields: &[(Part, String)]| -> serde_json::Map<String, Value> {
        fields.iter().map(|(part, value)| (part.word().to_owned(), json!(value))).collect()
    };
    json!({
        "waits": triage.waiting.as_ref().map(|waiting| json!({
            "step": waiting.step, "by": waiting.by, "fields": fields(&waiting.fields),
        })),
        "taken": triage.brought.iter().map(|(step, given)| json!({
            "step": step, "fields": fields(given),
        })).collect::<Vec<_>>(),
        "assessment": fields(&triage.assessment),
        "urgent": triage.urgent.as_ref().map(|urgent| json!({
            "kind": urgent.kind.word(), "minutes": urgent.took(), "limit": urgent.minutes,
        })),
    })
}

fn clocks_json(card: &CaseCard, language: Language) -> Vec<ClockJson<'_>> {
    card.clocks
        .iter()
        .map(|(clock, lamp): &(_, Lamp)| ClockJson {
            clock: clock.clock.word(),
            event: clock.event.word(),
            start: clock.start,
            due: clock.due,
            nominal: clock.nominal,
            own: clock.own.map(|own| own.due),
            cap: clock.cap.map(|cap| cap.due),
            live: clock.due,
            finished: clock.finished,
            lamp: lamp.word(),
            days: lamp.days(),
            calendar: match clock.certainty {
                Certainty::Published => "published",
                Certainty::Unpublished => "unpublished",
            },
            basis: language.basis(&clock.basis),
        })
        .collect()
}

fn history_json(line: &Line) -> Value {
    json!({
        "at": line.at.to_rfc3339_opts(chrono::SecondsFormat::Secs, false),
        "who": line.who,
        "what": line.what,
        "before": line.before,
        "after": line.after,
    })
}

pub(super) fn shown_name(card: &CaseCard, name: &Personal) -> String {
    if card.revealed { name.reveal().to_owned() } else { masked::name(name.reveal()) }
}

fn print_card(card: &CaseCard, printer: &mut Printer) -> Result<(), Stop> {
    let language = words(printer.language());
    let screen = &language.case_screen;
    let line = &card.line;
    printer.line(&format!("{}  {}  {}", line.number, (language.state)(line.state), line.title))?;
    for (clock, lamp) in &card.clocks {
        let name = (language.clock)(&clock.clock, &clock.title);
        let length = (language.length)(&clock.length);
        printer.line(&format!(
            "{}  {name} {length}  {}  {}",
            screen.limits,
            clock.due,
            (language.lamp)(*lamp)
        ))?;
    }
    for Party { person: party, .. } in &card.parties {
        let values = [shown_name(card, &party.name)]
            .into_iter()
            .chain([&party.id_number, &party.phone, &party.address].map(|value| value.reveal().to_owned()))
            .filter(|value| !value.is_empty())
            .collect::<Vec<_>>();
        let shown = if values.is_empty() { screen.nobody.to_owned() } else { values.join("  ") };
        printer.line(&format!("{}  {shown}", screen.petitioner))?;
    }
    if !line.to_complete.is_empty() {
        let fields: Vec<&str> = line.to_complete.iter().map(|field| (language.field)(*field)).collect();
        printer.line(&(language.to_complete)(&fields.join(language.comma)))?;
    }
    printer.line("")?;
    printer.line(card.body.reveal())?;
    printer.line("")?;
    for line in &card.history {
        printer.line(&format!(
            "{}  {}  {}",
            line.at.format("%Y-%m-%d %H:%M"),
            line.who,
            (language.step)(&line.what)
        ))?;
    }
    Ok(())
}
