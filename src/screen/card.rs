//! What a case looks like, in full and at a glance: shared by the case view and the pane.

use super::Context;
use super::pen::{Pen, lamp_meaning, long_day, short_day};
use crate::api::cases::CaseCard;
use crate::domain::clock::{Certainty, Deadline, Lamp};
use crate::domain::history::Line;
use crate::domain::party::Party;
use crate::domain::problem::Barrier;
use crate::i18n::Words;
use crate::theme::Meaning;
use crate::widget::cells;

/// Steps that a digit reaches.
const DIGITS: usize = 9;

/// 正在办: who else works on it at this moment, and that nobody is locked out by it.
pub(super) fn held(cx: &Context<'_>, card: &CaseCard) -> Option<String> {
    let (name, since) = card.held.as_ref()?;
    let today = since.date_naive() == cx.today();
    let since = since.format(if today { "%H:%M" } else { "%m-%d %H:%M" }).to_string();
    Some((cx.words.case_screen.held)(name, &since, &card.line.number))
}

/// `1 当场答复  (2 转送)`: steps with their digits, barred ones in brackets.
pub(super) fn menu(words: &Words, menu: &[(&'static str, Vec<Barrier>)]) -> String {
    if menu.is_empty() {
        return words.case_screen.no_steps.to_owned();
    }
    let items: Vec<String> = menu
        .iter()
        .enumerate()
        .map(|(at, (step, barriers))| {
            let item = format!("{} {}", at + 1, (words.step)(step));
            if barriers.is_empty() { item } else { format!("({item})") }
        })
        .collect();
    items.join("  ")
}

/// As many steps as there is room for on this many lines; the rest is a key away.
pub(super) fn menu_lines(
    words: &Words,
    steps: &[(&'static str, Vec<Barrier>)],
    room: usize,
    most: usize,
) -> Vec<String> {
    let more = words.triage.more_steps;
    let mut lines = vec![String::new()];
    for (at, item) in menu(words, steps).split("  ").enumerate() {
        // What comes behind the last digit, or would leave no room for the way to it, is not shown.
        let last = at + 1 == steps.len();
        let needs = cells::width(item) + if last { 0 } else { cells::width(more) + 2 };
        let (full, count) = (lines.len() == most, lines.len() - 1);
        let line = &mut lines[count];
        let wide = if full { needs } else { cells::width(item) };
        if at >= DIGITS || (full && cells::width(line) + wide + 2 > room) {
            line.push_str(if line.is_empty() { "" } else { "  " });
            line.push_str(more);
            return lines;
        }
        if !line.is_empty() && cells::width(line) + wide + 2 > room {
            lines.push(item.to_owned());
        } else {
            line.push_str(if line.is_empty() { "" } else { "  " });
            line.push_str(item);
        }
    }
    lines
}

/// One clock as a line of a page.
pub(super) struct ClockLine {
    /// Its name, with the length where there is room for both.
    pub(super) name: String,
    /// The day that binds.
    pub(super) day: String,
    /// What it counts from.
    pub(super) from: String,
    /// Document and article.
    pub(super) basis: String,
}

/// Name, day, start and article of a clock; `room` is what there is for the name.
pub(super) fn clock_line(cx: &Context<'_>, clock: &Deadline, room: usize) -> ClockLine {
    let words = cx.words;
    let title = (words.clock)(&clock.clock, &clock.title);
    let whole = format!("{title} {}", (words.length)(&clock.length));
    let name = if cells::width(&whole) <= room { whole } else { title.to_owned() };
    let mark = if clock.certainty == Certainty::Unpublished { "?" } else { "" };
    let day = format!("{}{mark}", long_day(words, clock.due));
    let event = (words.why.event)(clock.event, clock.deemed);
    let from = (words.case_screen.from)(&event, &short_day(cx, clock.start));
    ClockLine { name, day, from, basis: words.language.basis(&clock.basis) }
}

/// Why the day is not the plain count, in one sentence; nothing when it is.
pub(super) fn clock_note(words: &Words, clock: &Deadline) -> Option<String> {
    let mut notes = Vec::new();
    if let Some((own, cap)) = clock.own_passes_cap() {
        notes.push((words.case_screen.own_passes_cap)(&long_day(words, own), &long_day(words, cap)));
    }
    if clock.due != clock.nominal {
        notes.push((words.case_screen.rolled)(
            &long_day(words, clock.nominal),
            &long_day(words, clock.due),
            &long_day(words, clock.last_working_day),
        ));
    }
    if clock.on_make_up_day {
        notes.push(words.case_screen.make_up.to_owned());
    }
    if clock.certainty == Certainty::Unpublished {
        notes.push((words.year_unpublished)(clock.due));
    }
    if clock.before_known_law {
        notes.push(words.case_screen.before_known_law.to_owned());
    }
    (!notes.is_empty()).then(|| notes.join(words.semicolon))
}

/// The facts that a history line sets, in words.
pub(super) fn history_facts(words: &Words, line: &Line) -> Vec<String> {
    let mut facts = Vec::new();
    // The step has named the state already, where there is more to tell.
    let tells = |key: &str| key == "state" || key == "channel";
    let more = line.after.keys().any(|key| !tells(key) && (words.history_fact)(key, "").is_some());
    for (key, value) in line.after.iter().filter(|(key, _)| !(more && *key == "state")) {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        facts.extend((words.history_fact)(key, &text));
    }
    // 更正: what stood there before.
    for (key, value) in line.before.iter().filter(|(key, _)| *key != "state") {
        let text = value.as_str().unwrap_or_default();
        facts.extend((words.history_fact)(&format!("was_{key}"), text));
    }
    facts
}

/// A history line in words: what was done, and the facts it set.
pub(super) fn history_words(words: &Words, line: &Line) -> String {
    let facts = history_facts(words, line);
    let step = (words.step)(&line.what);
    if facts.is_empty() {
        step.to_owned()
    } else {
        format!("{step}{}{}", words.colon, facts.join(words.comma))
    }
}

/// The pane at 120 columns: limits, parties, text, the last lines of history.
pub(super) fn glance(cx: &Context<'_>, pen: &mut Pen<'_>, card: &CaseCard) {
    let words = cx.words;
    let width = usize::from(pen.area.width);
    let height = pen.area.height;
    let mut y = 0;
    let mut say = |pen: &mut Pen<'_>, text: &str, meaning: Meaning| {
        pen.put(0, y, text, meaning);
        y += 1;
    };
    say(pen, &card.line.number, Meaning::Label);
    for line in cells::wrap(&card.line.title, width).iter().take(3) {
        say(pen, line, Meaning::Plain);
    }
    for (clock, lamp) in &card.clocks {
        let ClockLine { name, day, from, basis } = clock_line(cx, clock, width);
        say(pen, &format!("{name}  {}", lamp_words(words, *lamp)), lamp_meaning(*lamp));
        say(pen, &format!("  {day}"), Meaning::Plain);
        say(pen, &format!("  {from}  {basis}"), Meaning::Dim);
    }
    for Party { person: party, .. } in &card.parties {
        let name = party.name.reveal();
        say(
            pen,
            &format!("{} {}  {}", words.case_screen.petitioner, name, party.phone.reveal()),
            Meaning::Plain,
        );
    }
    say(pen, "", Meaning::Plain);
    let history: Vec<&Line> = card.history.iter().rev().take(6).collect();
    let room = usize::from(height).saturating_sub(usize::from(y) + history.len() * 2 + 2);
    for line in cells::wrap(card.body.reveal(), width).iter().take(room) {
        pen.put(0, y, line, Meaning::Plain);
        y += 1;
    }
    y += 1;
    for line in history {
        pen.put(0, y, &format!("{} {}", line.at.format("%m-%d %H:%M"), line.who), Meaning::Dim);
        pen.put(2, y + 1, &history_words(words, line), Meaning::Plain);
        y += 2;
    }
}

pub(super) fn lamp_words(words: &Words, lamp: Lamp) -> String {
    (words.lamp)(lamp)
}
