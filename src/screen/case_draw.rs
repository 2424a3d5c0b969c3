//! 案卷怎样画: limits on top, then promises and hands, people, what was asked, what can be done.

use super::block::{Block, VALUE};
use super::card::{self, clock_note};
use super::case_story;
use super::pen::{Pen, lamp_meaning, short_day};
use super::{Context, case_receipt};
use crate::api::cases::{CaseCard, Suggestion};
use crate::domain::clock::{Deadline, Lamp};
use crate::domain::party::Party;
use crate::domain::step::{Part, by_name};
use crate::theme::Meaning;
use crate::widget::cells;

/// Where lamp, day and start of a limit stand.
const LAMP: u16 = 30;
const DAY: u16 = 43;
const FROM: u16 = 60;
/// Lines of what can be done.
const MENU_LINES: usize = 2;
/// Lines that the responsibility table may take.
const ANSWERABLE_LINES: usize = 2;
/// Limits that have a line even where there is little room.
const LIMITS: usize = 3;

/// Everything of the page above text and history.
pub(super) fn blocks(cx: &Context<'_>, card: &CaseCard, width: u16) -> Vec<Block> {
    let story = &card.story;
    let mut blocks = vec![head(cx, card, width)];
    blocks.extend(limits(cx, card, width));
    blocks.extend(case_story::extensions(cx, story, width));
    blocks.extend(case_story::promises_and_hands(cx, story, width));
    blocks.push(received(cx, card, width));
    blocks.extend(petitioner(cx, card, width));
    blocks.extend(case_receipt::blocks(cx, card, width));
    blocks.extend(kinds(cx, card, width));
    blocks.extend(gaps(cx, card, width));
    blocks.extend(answer(cx, card, width));
    blocks.extend(case_story::demands_and_proceedings(cx, story, width));
    blocks.extend(triage(cx, card, width));
    blocks.extend(reads(cx, card, width));
    blocks.extend(whose(cx, card, width));
    let mut can = Block::new(0);
    let room = usize::from(width.saturating_sub(VALUE + 1));
    for line in card::menu_lines(cx.words, &card.line.menu, room, MENU_LINES) {
        can.line(VALUE, &line, Meaning::Plain);
    }
    can.label(cx.words.case_screen.can);
    blocks.push(can);
    blocks.extend(case_story::papers(cx, story, width));
    blocks
}

fn head(cx: &Context<'_>, card: &CaseCard, width: u16) -> Block {
    let words = cx.words;
    let tracks: Vec<&str> = card.tracks.iter().map(|(_, title)| words.of(title)).collect();
    let track = if tracks.is_empty() { String::new() } else { format!("{}  ", tracks.join(words.comma)) };
    let (state, channel) = ((words.state)(card.line.state), (words.channel)(card.line.channel));
    let state = format!("{state}  {track}{channel}");
    let state_at = width.saturating_sub(u16::try_from(cells::width(&state)).unwrap_or(0) + 1);
    let mut block = Block::new(0);
    block.line(2, &card.line.number, Meaning::Label);
    let room = usize::from(state_at.saturating_sub(VALUE + 1));
    block.beside(VALUE, room, &card.line.title, Meaning::Plain);
    block.beside(state_at, usize::MAX, &state, Meaning::Plain);
    block
}

fn received(cx: &Context<'_>, card: &CaseCard, width: u16) -> Block {
    let screen = &cx.words.case_screen;
    let received = match card.line.received.time {
        Some(time) => format!("{} {}", card.line.received.day, time.format("%H:%M")),
        None => card.line.received.day.to_string(),
    };
    let people = (screen.people)(card.line.people);
    let handler = &card.line.handler;
    let in_hand = if handler.is_empty() { String::new() } else { format!("  {} {handler}", screen.handler) };
    let said = format!("{received}  {people}{in_hand}");
    Block::labelled(1, screen.received, &said, (width, 1), Meaning::Plain)
}

fn petitioner(cx: &Context<'_>, card: &CaseCard, width: u16) -> Option<Block> {
    let (words, screen) = (cx.words, &cx.words.case_screen);
    let Party { person: party, .. } = card.parties.first()?;
    let who = [
        party.name.reveal().to_owned(),
        party.sex.map(|sex| (words.sex)(sex).to_owned()).unwrap_or_default(),
        party.age.map(|age| (screen.age)(age)).unwrap_or_default(),
    ];
    let values: Vec<String> = who
        .into_iter()
        .chain([&party.id_number, &party.phone, &party.address].map(|value| value.reveal().to_owned()))
        .filter(|value| !value.is_empty())
        .collect();
    let shown = if values.is_empty() { screen.nobody.to_owned() } else { values.join("  ") };
    // Nothing that was revealed is cut off.
    Some(Block::labelled(0, screen.petitioner, &shown, (width, 4), Meaning::Plain))
}

/// Class, numbers of other offices, the same matter.
fn kinds(cx: &Context<'_>, card: &CaseCard, width: u16) -> Vec<Block> {
    let (words, screen) = (cx.words, &cx.words.case_screen);
    let mut blocks = Vec::new();
    let mut put = |rank: u8, label: &str, value: &str| {
        if !value.is_empty() {
            blocks.push(Block::labelled(rank, label, value, (width, 1), Meaning::Plain));
        }
    };
    let kind = [
        card.purpose.map(|purpose| (words.purpose)(purpose).to_owned()),
        card.category.as_ref().map(|(code, path)| format!("{code} {path}")),
    ];
    put(4, screen.kind, &kind.into_iter().flatten().collect::<Vec<_>>().join("  "));
    put(4, screen.outside, &card.source_numbers.join("  "));
    if !card.links.is_empty() {
        put(3, words.similar.links, &links(cx, card, usize::from(width.saturating_sub(VALUE + 1))));
    }
    blocks
}

/// What is to add, and what to check again.
fn gaps(cx: &Context<'_>, card: &CaseCard, width: u16) -> Vec<Block> {
    let words = cx.words;
    let mut blocks = Vec::new();
    if !card.line.to_complete.is_empty() {
        let fields: Vec<&str> = card.line.to_complete.iter().map(|field| (words.field)(*field)).collect();
        let fields = fields.join(words.comma);
        blocks.push(Block::labelled(1, words.to_add, &fields, (width, 1), Meaning::Near));
    }
    for (field, problem) in &card.doubts {
        let text = (words.complaint)((words.field)(*field), &(words.problem)(problem));
        blocks.push(Block::labelled(1, words.case_screen.check_again, &text, (width, 1), Meaning::Near));
    }
    blocks
}

/// 当场答复
fn answer(cx: &Context<'_>, card: &CaseCard, width: u16) -> Option<Block> {
    let words = cx.words;
    let answer = card.answer.as_ref()?;
    let mut block = Block::labelled(1, words.case_screen.answer, &answer.words, (width, 2), Meaning::Plain);
    let ground = format!("{}{}{}", answer.basis, words.semicolon, (words.paper)(answer.paper));
    block.line(VALUE, &ground, Meaning::Dim);
    Some(block)
}

fn reads(cx: &Context<'_>, card: &CaseCard, width: u16) -> Option<Block> {
    let screen = &cx.words.case_screen;
    let read = card.reads.first()?;
    let when = format!("{} {}", short_day(cx, read.at.date_naive()), read.at.format("%H:%M"));
    let said = (screen.reads)(&when, &read.who, &read.reason, card.reads.len());
    Some(Block::labelled(5, screen.read_by, &said, (width, 1), Meaning::Dim))
}

/// 诉求 in full, as far as there is room.
pub(super) fn draw_text(cx: &Context<'_>, pen: &mut Pen<'_>, card: &CaseCard, (from, to): (u16, u16)) {
    let screen = &cx.words.case_screen;
    let width = usize::from(pen.area.width);
    let lines = cells::wrap(card.body.reveal(), width.saturating_sub(usize::from(VALUE) + 2));
    pen.put(2, from, screen.text, Meaning::Label);
    let room = to.saturating_sub(from);
    for (y, line) in (from..to).zip(&lines) {
        let last = y + 1 == to && lines.len() > usize::from(room);
        let more = format!("{} {}", cells::cut(line, width.saturating_sub(30)), screen.more);
        pen.put(VALUE, y, if last { &more } else { line }, Meaning::Plain);
    }
}

/// 关联: as many as one line holds, and whether the petitioner comes again with it.
fn links(cx: &Context<'_>, card: &CaseCard, width: usize) -> String {
    let words = &cx.words.similar;
    let mut said =
        if card.repeats == 0 { String::new() } else { format!("{}  ", (words.repeats)(card.repeats)) };
    for (at, link) in card.links.iter().enumerate() {
        let shown = (words.link_line)(&link.number, (cx.words.state)(link.state), link.other_petitioner);
        let left = card.links.len() - at;
        // Room for how many more there are.
        if cells::width(&said) + cells::width(&shown) + 8 > width {
            said.push_str(&format!("+{left}"));
            break;
        }
        said.push_str(&shown);
        if left > 1 {
            said.push_str(cx.words.comma);
        }
    }
    said
}

/// Every clock on a line of its own, those that run first; under the one that is due first why its
/// day is not the plain count, and where its rule stands.
fn limits(cx: &Context<'_>, card: &CaseCard, width: u16) -> Vec<Block> {
    let words = cx.words;
    let mut clocks: Vec<&(Deadline, Lamp)> = card.clocks.iter().collect();
    clocks.sort_by_key(|(clock, _)| !clock.runs());
    let next = card.line.due.as_ref();
    let is_next = |clock: &Deadline| {
        next.map_or(card.clocks.len() == 1, |due| due.clock == clock.clock && due.day == clock.due)
    };
    let mut told = false;
    let mut blocks = Vec::new();
    for (at, (clock, lamp)) in clocks.into_iter().enumerate() {
        let room = usize::from(LAMP - VALUE) - 1;
        let line = card::clock_line(cx, clock, room);
        let rank = if at < LIMITS || clock.runs() { 0 } else { 4 };
        let mut block = Block::new(rank);
        block.line(VALUE, "", Meaning::Plain);
        block.beside(VALUE, room, &line.name, Meaning::Plain);
        block.beside(LAMP, usize::from(DAY - LAMP) - 1, &card::lamp_words(words, *lamp), lamp_meaning(*lamp));
        block.beside(DAY, usize::MAX, &line.day, Meaning::Plain);
        block.beside(FROM, usize::from(width.saturating_sub(FROM + 1)), &line.from, Meaning::Dim);
        block.label(if at == 0 { words.case_screen.limits } else { "" });
        blocks.push(block);
        if is_next(clock) && !std::mem::replace(&mut told, true) {
            let note = clock_note(words, clock).map(|note| format!("{}{note}", words.semicolon));
            let text = format!("{}{}", line.basis, note.unwrap_or_default());
            blocks.push(Block::labelled(1, "", &text, (width, usize::MAX), Meaning::Dim));
        }
    }
    blocks
}

/// What waits for a leader or came back, what was decided and on what ground.
fn triage(cx: &Context<'_>, card: &CaseCard, width: u16) -> Vec<Block> {
    let words = &cx.words.triage;
    let fields = |fields: &[(Part, String)]| {
        let said = |(part, value): &(Part, String)| {
            format!("{} {}", (words.part)(*part), (words.choice)(*part, value).replace('\n', " "))
        };
        fields.iter().map(said).collect::<Vec<_>>().join(cx.words.semicolon)
    };
    let mut lines: Vec<(u8, &str, String, Meaning)> = Vec::new();
    if let Some(waiting) = &card.triage.waiting {
        let when = format!("{} {}", short_day(cx, waiting.at.date_naive()), waiting.at.format("%H:%M"));
        let said = (words.waits)((cx.words.step)(&waiting.step), &waiting.by, &when);
        lines.push((0, words.waiting, said, Meaning::Near));
        lines.push((2, "", fields(&waiting.fields), Meaning::Dim));
    }
    if let Some((step, who, why)) = &card.triage.returned {
        let said = (words.sent_back)((cx.words.step)(step), who, why);
        lines.push((0, words.returned, said, Meaning::Near));
    }
    if let Some(urgent) = &card.triage.urgent {
        let (known, told) = (urgent.known.format("%H:%M"), urgent.told.format("%H:%M"));
        let late = urgent.took() > i64::from(urgent.minutes);
        let clock =
            (words.urgent_clock)(&known.to_string(), &told.to_string(), urgent.took(), urgent.minutes);
        let kind = (words.choice)(Part::Urgency, urgent.kind.word());
        let said = format!("{kind}{}{clock}", cx.words.semicolon);
        lines.push((1, words.urgent, said, if late { Meaning::Over } else { Meaning::Plain }));
    }
    if !card.triage.assessment.is_empty() {
        lines.push((2, words.assessed, fields(&card.triage.assessment), Meaning::Plain));
    }
    // The newest decides; what led to it stands in the history.
    if let Some((step, given)) = card.triage.brought.iter().rfind(|(step, _)| decides(step)) {
        let said = format!("{}{}{}", (cx.words.step)(step), cx.words.colon, fields(given));
        lines.push((3, words.way, said, Meaning::Plain));
    }
    let block = |(rank, label, said, meaning): (u8, &str, String, Meaning)| {
        Block::labelled(rank, label, &said, (width, 2), meaning)
    };
    lines.into_iter().map(block).collect()
}

/// Does it say which way the matter goes? What is only noted does not; an urgent report has a line
/// of its own.
fn decides(step: &str) -> bool {
    step != "report_urgent" && by_name(step).is_some_and(|step| !step.is_note)
}

/// Who has it in hand, whose matter the rules say it is, which posts answer for it.
fn whose(cx: &Context<'_>, card: &CaseCard, width: u16) -> Vec<Block> {
    let words = &cx.words.case_screen;
    let mut blocks = Vec::new();
    if let Some(suggestion) = &card.suggestion {
        let Suggestion { to, place_body, leader, note, nearest } = suggestion;
        let mut said = (words.suggested)(to, place_body, leader);
        if !note.is_empty() {
            said.push_str(&format!("{}{note}", cx.words.semicolon));
        }
        blocks.push(Block::labelled(2, words.suggestion, &said, (width, 1), Meaning::Plain));
        if !nearest.is_empty() {
            let past: Vec<String> = nearest
                .iter()
                .map(|(number, state)| format!("{number} {}", (cx.words.state)(*state)))
                .collect();
            let past = (words.nearest)(&past.join(cx.words.comma));
            blocks.push(Block::labelled(5, "", &past, (width, 1), Meaning::Dim));
        }
    }
    let posts: Vec<String> =
        card.answerable.iter().map(|a| (words.answers)(&a.post, &a.name, &a.signs, &a.told)).collect();
    if !posts.is_empty() {
        let room = usize::from(width.saturating_sub(VALUE + 1));
        let lines = cells::wrap(&posts.join(cx.words.semicolon), room);
        let more = lines.len() > ANSWERABLE_LINES;
        let mut block = Block::new(5);
        for (at, line) in lines.iter().take(ANSWERABLE_LINES).enumerate() {
            let last = more && at + 1 == ANSWERABLE_LINES;
            let cut = format!("{}..", cells::cut(line, room.saturating_sub(3)));
            block.line(VALUE, if last { &cut } else { line }, Meaning::Dim);
        }
        block.label(words.answerable);
        blocks.push(block);
    }
    blocks
}
