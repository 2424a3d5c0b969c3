//! 案卷里的经手、诉求、承诺、文书: what has become of the case, in lines of its page.

use super::Context;
use super::block::{Block, VALUE};
use super::pen::{lamp_meaning, short_day};
use crate::api::story::{Hand, PaperLine, Promise, Story};
use crate::domain::life::{Demand, DemandResult, Proceeding};
use crate::domain::step::Part;
use crate::theme::Meaning;
use crate::widget::cells;

/// Promises and demands that have a line even where there is little room.
const FIRST: usize = 2;
/// Where lamp and day of a promise stand.
const LAMP: u16 = 30;
const DAY: u16 = 43;
const FROM: u16 = 60;

/// 承诺, 经手.
pub(super) fn promises_and_hands(cx: &Context<'_>, story: &Story, width: u16) -> Vec<Block> {
    let words = &cx.words.story;
    let mut blocks = Vec::new();
    for (at, Promise { what, due, lamp, by }) in story.promises.iter().enumerate() {
        let mut block = Block::new(if at < FIRST { 0 } else { 3 });
        block.line(VALUE, &cells::cut(what, usize::from(LAMP - VALUE) - 1), Meaning::Plain);
        block.beside(LAMP, usize::from(DAY - LAMP) - 1, &(cx.words.lamp)(*lamp), lamp_meaning(*lamp));
        let due = due.map(|day| super::pen::long_day(cx.words, day)).unwrap_or_default();
        block.beside(DAY, usize::from(FROM - DAY) - 1, &due, Meaning::Plain);
        let by = (words.promised)(&by.0, &short_day(cx, by.1));
        block.beside(FROM, usize::from(width.saturating_sub(FROM + 1)), &by, Meaning::Dim);
        block.label(if at == 0 { words.promises } else { "" });
        blocks.push(block);
    }
    // The office alone, as from the beginning, says nothing.
    if story.hands.len() > 1 {
        let hands = story.hands.iter().map(|Hand { name, days, still }| {
            let name = if name.is_empty() { words.office } else { name };
            (words.hand)(name, *days, if *still { words.still } else { "" })
        });
        let hands = hands.collect::<Vec<_>>().join(cx.words.comma);
        let said = format!("{hands}{}{}", cx.words.semicolon, (words.returned)(story.returns));
        blocks.push(Block::labelled(1, words.hands, &said, (width, 2), Meaning::Plain));
    }
    blocks
}

/// 延期、续报: what was added to a limit, and whether the petitioner knows.
pub(super) fn extensions(cx: &Context<'_>, story: &Story, width: u16) -> Vec<Block> {
    let words = &cx.words.story;
    let mut said = Vec::new();
    for (_, more) in &story.extensions {
        let when = |day: Option<chrono::NaiveDate>| day.map(|day| short_day(cx, day));
        let granted = when(more.approved).unwrap_or_default();
        let mut told = vec![(words.granted)(more.amount, &more.approver, &granted)];
        told.extend(when(more.asked).map(|day| (words.asked)(&day)));
        if !more.reason.is_empty() {
            told.push(more.reason.clone());
        }
        told.push(when(more.told).map_or(words.not_told.to_owned(), |day| (words.told)(&day)));
        said.push(told.join(cx.words.comma));
    }
    if story.renewals > 0 {
        said.push((words.renewed)(story.renewals));
    }
    if said.is_empty() {
        return Vec::new();
    }
    let said = said.join(cx.words.semicolon);
    vec![Block::labelled(2, words.extended, &said, (width, 2), Meaning::Dim)]
}

/// 诉求, each with what came of it; 复查、复核、终结.
pub(super) fn demands_and_proceedings(cx: &Context<'_>, story: &Story, width: u16) -> Vec<Block> {
    let words = &cx.words.story;
    let choice = cx.words.triage.choice;
    let mut blocks = Vec::new();
    for (at, demand) in story.demands.iter().enumerate() {
        let Demand { what, result, outcome, executed, answered } = demand;
        let mut said = vec![match result {
            Some(result) => choice(Part::Verdicts, result.word()).to_owned(),
            None => words.no_result.to_owned(),
        }];
        if !outcome.is_empty() {
            said.push(choice(Part::Outcome, outcome).to_owned());
        }
        if !executed.is_empty() && executed != "none" {
            said.push(choice(Part::Executed, executed).to_owned());
        }
        said.extend(answered.map(|day| short_day(cx, day)));
        let said = said.join(" ");
        let meaning = match result {
            None => Meaning::Near,
            Some(DemandResult::Supported | DemandResult::Partly) => Meaning::Done,
            Some(_) => Meaning::Plain,
        };
        let mut block = Block::new(if at < FIRST { 0 } else { 3 });
        let right = width.saturating_sub(u16::try_from(cells::width(&said)).unwrap_or(0) + 1);
        let room = usize::from(right.saturating_sub(VALUE + 2));
        block.line(VALUE, &cells::cut(&format!("{} {what}", at + 1), room), Meaning::Plain);
        block.beside(right, usize::MAX, &said, meaning);
        block.label(if at == 0 { cx.words.case_screen.text } else { "" });
        blocks.push(block);
    }
    let proceedings: Vec<String> = story
        .proceedings
        .iter()
        .map(|proceeding| {
            let Proceeding { kind, stage, body, asked: _, ruling, number, day } = proceeding;
            let ruling = ruling.map(|ruling| choice(Part::Ruling, ruling.word()).to_owned());
            let words = [
                Some((words.proceeding)(*kind).to_owned()),
                Some((words.stage)(*stage).to_owned()),
                Some(short_day(cx, *day)),
                ruling,
                Some(number.clone()),
                Some(body.clone()),
            ];
            let said = words.into_iter().flatten().filter(|word| !word.is_empty());
            said.collect::<Vec<_>>().join(" ")
        })
        .collect();
    if !proceedings.is_empty() {
        let said = proceedings.join(cx.words.semicolon);
        blocks.push(Block::labelled(1, words.proceedings, &said, (width, 2), Meaning::Plain));
    }
    blocks
}

/// 文书, the newest first, as many as one line holds.
pub(super) fn papers(cx: &Context<'_>, story: &Story, width: u16) -> Option<Block> {
    let words = &cx.words.story;
    let room = usize::from(width.saturating_sub(VALUE + 1));
    let mut said = String::new();
    for (at, paper) in story.papers.iter().rev().enumerate() {
        let line = paper_words(cx, paper);
        let more = format!("  +{}", story.papers.len() - at);
        if at > 0 && cells::width(&said) + cells::width(&line) + cells::width(&more) + 2 > room {
            said.push_str(&more);
            break;
        }
        said.push_str(if at > 0 { cx.words.comma } else { "" });
        said.push_str(&line);
    }
    (!said.is_empty()).then(|| Block::labelled(2, words.papers, &said, (width, 1), Meaning::Plain))
}

/// `受理告知书 访受〔2026〕12号`, and whether it is void.
pub(super) fn paper_words(cx: &Context<'_>, paper: &PaperLine) -> String {
    let words = &cx.words.story;
    let void = if paper.void { format!("（{}）", words.void) } else { String::new() };
    format!("{} {}{void}", (words.paper_kind)(paper.kind), paper.number)
}
