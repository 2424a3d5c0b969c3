//! `paper list` and `paper show`: the papers of a case, and each in plain text. Papers are Chinese
//! whatever the language (decision 24).

use serde_json::{Value, json};

use super::args::{Common, PaperList, PaperShow};
use super::office::{self, Open};
use super::print::{Printer, Stop};
use crate::api::cases::{Answer as CasesAnswer, Request as Ask};
use crate::api::story::{PaperLine, PaperText, Wanted};
use crate::api::{Answer, Refusal, Request};
use crate::domain::case::CaseId;
use crate::i18n::words;

pub(super) fn list(common: &Common, wanted: &PaperList, printer: &mut Printer) -> Result<u8, Stop> {
    let mut open = office::open(common, printer)?;
    let (_, papers) = papers(&mut open, &wanted.number)?;
    let story = &words(printer.language()).story;
    for paper in &papers {
        if common.json {
            printer.json(&in_json(paper))?;
        } else {
            let void = if paper.void { format!("  {}", story.void) } else { String::new() };
            let kind = (story.paper_kind)(paper.kind);
            printer.line(&format!("{}  {}  {}  {kind}{void}", paper.id, paper.number, paper.day))?;
        }
    }
    if papers.is_empty() && !common.json {
        printer.line(story.no_papers)?;
    }
    printer.flush()?;
    Ok(0)
}

pub(super) fn show(common: &Common, wanted: &PaperShow, printer: &mut Printer) -> Result<u8, Stop> {
    let mut open = office::open(common, printer)?;
    let (case, papers) = papers(&mut open, &wanted.number)?;
    let typed = wanted.paper.trim();
    // A number that was given twice by other bodies means its newest paper; a key is always one.
    let by_number = papers.iter().rfind(|paper| paper.number == typed);
    let found = by_number.or_else(|| papers.iter().find(|paper| paper.id.to_string() == typed));
    let paper = found.ok_or(Stop::Refused(Refusal::NoSuchCase))?.id;
    let wanted = match &common.reveal {
        Some(reason) => Wanted::InFull(reason.clone()),
        None => Wanted::NamesToo,
    };
    let CasesAnswer::Paper(text) = ask(&mut open, Ask::Paper { case, paper, wanted })? else {
        return Err(Stop::Refused(Refusal::NoSuchCase));
    };
    let PaperText { paper, case, title, lines } = *text;
    if common.json {
        let mut value = in_json(&paper);
        value["case"] = json!(case);
        value["title"] = json!(title);
        value["text"] = json!(lines.join("\n"));
        printer.json(&value)?;
    } else {
        for line in &lines {
            printer.line(line)?;
        }
    }
    printer.flush()?;
    Ok(0)
}

/// The case of this number, and its papers, oldest first.
fn papers(open: &mut Open, number: &str) -> Result<(CaseId, Vec<PaperLine>), Stop> {
    let case = open.service.case_by_number(&open.actor, number.trim())?;
    match ask(open, Ask::Open(case))? {
        CasesAnswer::Case(card) => Ok((case, card.story.papers)),
        _ => Err(Stop::Refused(Refusal::NoSuchCase)),
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

fn in_json(paper: &PaperLine) -> Value {
    json!({
        "id": paper.id, "kind": paper.kind.word(), "number": paper.number, "day": paper.day, "void": paper.void,
    })
}
