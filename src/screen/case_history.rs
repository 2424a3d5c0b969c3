//! 经过: all that happened to a case in one line of time, the newest first; each line in short,
//! and whole.

use ratatui::layout::Rect;

use super::card::history_facts;
use super::pen::{Pen, short_day};
use super::{Context, MAIN_COLUMNS};
use crate::api::story::{Event, Happened};
use crate::domain::history::Line;
use crate::domain::step::Part;
use crate::theme::Meaning;
use crate::widget::cells;
use crate::widget::list::Bar;

/// Where when, what and its content stand.
const WHEN: u16 = 4;
const WORD: u16 = 17;
const CONTENT: u16 = 25;
/// What the name at the right edge takes.
const NAME: u16 = 13;
/// Where the pane of a wide window begins.
const PANE: u16 = MAIN_COLUMNS + 2;

/// What tells most of a step, in the order in which it is said.
const TELLING: &[(&str, &[Part])] = &[
    ("answer_on_spot", &[Part::Answer, Part::Basis]),
    ("redirect", &[Part::Body, Part::Told]),
    ("refuse", &[Part::Reason, Part::Body, Part::Told]),
    ("close_to_repeat", &[Part::Earlier, Part::Told]),
    ("divert", &[Part::Way, Part::Body, Part::Told]),
    ("notify", &[Part::Told]),
    ("tell_extension", &[Part::Told]),
    ("contact", &[Part::Said, Part::Promise, Part::Limit]),
    ("instruct", &[Part::Leader, Part::Said, Part::Limit]),
    ("decide_report", &[Part::Leader, Part::Said, Part::Handling, Part::To, Part::Limit]),
    ("serve", &[Part::ServedBy, Part::Receipt, Part::Witness]),
    ("serve_review", &[Part::ServedBy, Part::Receipt, Part::Witness]),
    ("serve_reexamination", &[Part::ServedBy, Part::Receipt, Part::Witness]),
    ("transfer", &[Part::To, Part::Joint, Part::Opinion]),
    ("assign", &[Part::To, Part::Limit, Part::Content]),
    ("handle_here", &[Part::Unit, Part::Handler, Part::Opinion]),
    ("accept", &[Part::Items]),
    ("object", &[Part::Why, Part::Suggested]),
    ("investigate", &[Part::Method, Part::Record]),
    ("conclude", &[Part::Conclusion]),
    ("draft", &[Part::Text]),
    ("extend", &[Part::Days, Part::Why]),
    ("renew", &[Part::Limit, Part::Why]),
    ("correct", &[Part::Why]),
    ("recuse", &[Part::Whom, Part::Interest]),
];

/// The word of a line.
pub(super) fn word<'a>(cx: &Context<'_>, event: &'a Event) -> &'a str {
    let words = cx.words;
    match &event.what {
        Happened::Line(line, fields) => {
            // Of a contact the way says more than that it was one.
            let way = fields.iter().find(|(part, _)| *part == Part::By && line.what == "contact");
            way.map_or((words.step)(&line.what), |(part, way)| (words.triage.choice)(*part, way))
        }
        Happened::Paper(_) => words.story.paper,
        Happened::Read(_) => words.story.read,
    }
}

/// What of it tells most, on one line.
pub(super) fn content(cx: &Context<'_>, event: &Event) -> String {
    let words = cx.words;
    match &event.what {
        Happened::Line(line, fields) => {
            let value = |(part, value): &(Part, String)| {
                (words.triage.choice)(*part, value).replace('\n', words.semicolon)
            };
            let parts = TELLING.iter().find(|(step, _)| *step == line.what).map(|(_, parts)| *parts);
            let said: Vec<String> = match parts {
                Some(parts) => {
                    let found = |part: &Part| fields.iter().find(|(known, _)| known == part);
                    parts.iter().filter_map(found).map(value).collect()
                }
                None => {
                    let own = fields.iter().filter(|(part, _)| *part != Part::On);
                    own.map(|field| format!("{} {}", (words.triage.part)(field.0), value(field))).collect()
                }
            };
            let facts = history_facts(words, line);
            let told = if said.is_empty() {
                facts.join(words.comma)
            } else {
                [said, proposer(cx, line)].concat().join(words.semicolon)
            };
            let day = legal_day(cx, event, line).map(|day| format!("{day} ")).unwrap_or_default();
            format!("{day}{told}")
        }
        Happened::Paper(paper) => {
            let void = if paper.void { format!("  {}", words.story.void) } else { String::new() };
            format!("{} {}{void}", (words.story.paper_kind)(paper.kind), paper.number)
        }
        Happened::Read(why) => why.clone(),
    }
}

/// Who wanted it, where another decided.
fn proposer(cx: &Context<'_>, line: &Line) -> Vec<String> {
    let by = line.after.get("proposed_by").and_then(|by| by.as_str());
    by.and_then(|by| (cx.words.history_fact)("proposed_by", by)).into_iter().collect()
}

/// The day on which it took effect, where it was written down on another.
fn legal_day(cx: &Context<'_>, event: &Event, line: &Line) -> Option<String> {
    let day: chrono::NaiveDate = line.after.get("day")?.as_str()?.parse().ok()?;
    (day != event.at.date_naive()).then(|| short_day(cx, day))
}

/// A line whole, to be read.
pub(super) fn whole(cx: &Context<'_>, event: &Event) -> (String, String) {
    let words = cx.words;
    let when = event.at.format("%Y-%m-%d %H:%M");
    let heading = format!("{when}  {}  {}", word(cx, event), event.who);
    let mut said = Vec::new();
    match &event.what {
        Happened::Line(line, fields) => {
            if let Some(day) = legal_day(cx, event, line) {
                said.push(format!("{}{}{day}", (words.triage.part)(Part::On), words.colon));
            }
            for (part, value) in fields.iter().filter(|(part, _)| *part != Part::On) {
                let value = (words.triage.choice)(*part, value);
                let label = (words.triage.part)(*part);
                let apart = if value.contains('\n') { "\n" } else { "" };
                said.push(format!("{label}{}{apart}{value}", words.colon));
            }
            let facts = history_facts(words, line);
            if !facts.is_empty() {
                said.push(facts.join(words.comma));
            }
        }
        Happened::Paper(_) | Happened::Read(_) => said.push(content(cx, event)),
    }
    (heading, said.join("\n"))
}

/// Draws the heading and as many lines as there is room for; answers the line of the bar.
pub(super) fn draw(
    cx: &Context<'_>,
    pen: &mut Pen<'_>,
    events: &[Event],
    bar: &Bar,
    (heading, height): (u16, u16),
) -> u16 {
    let words = cx.words;
    let width = pen.area.width;
    let shown = usize::from(height);
    let top = bar.top(shown, events.len());
    pen.put(2, heading, words.case_screen.history, Meaning::Label);
    if let [only] = events
        && matches!(&only.what, Happened::Line(line, _) if line.what == "register")
    {
        pen.put(super::block::VALUE, heading, words.story.only_registered, Meaning::Dim);
    }
    if events.len() > shown {
        let position = format!("{}-{}/{}", top + 1, (top + shown).min(events.len()), events.len());
        let x = width.saturating_sub(u16::try_from(cells::width(&position)).unwrap_or(0) + 1);
        pen.put(x, heading, &position, Meaning::Dim);
    }
    for (y, event) in (heading + 1..heading + 1 + height).zip(events.iter().skip(top)) {
        let day = short_day(cx, event.at.date_naive());
        // A day of another year is long enough without its time.
        let when = if day.len() > 5 { day } else { format!("{day} {}", event.at.format("%H:%M")) };
        let word = word(cx, event);
        pen.put_within(WHEN, y, usize::from(WORD - WHEN) - 1, &when, Meaning::Dim);
        let right = width.saturating_sub(NAME);
        pen.put_within(WORD, y, usize::from(right - WORD) - 1, word, Meaning::Plain);
        let x = CONTENT.max(WORD + u16::try_from(cells::width(word)).unwrap_or(0) + 2);
        if x + 1 < right {
            let room = usize::from(right - x) - 1;
            pen.put(x, y, &cells::cut(&content(cx, event), room), Meaning::Plain);
        }
        pen.put(right, y, &event.who, Meaning::Dim);
    }
    heading + 1 + u16::try_from(bar.at.saturating_sub(top)).unwrap_or(0)
}

/// The pane of a wide window: the line under the bar, whole.
pub(super) fn draw_pane(cx: &Context<'_>, pen: &mut Pen<'_>, event: &Event) {
    let area = pen.area;
    if area.width <= PANE {
        return;
    }
    let narrow = Rect { x: area.x + PANE, width: area.width - PANE, ..area };
    let mut pane = Pen { buffer: &mut *pen.buffer, area: narrow, theme: pen.theme };
    let (heading, text) = whole(cx, event);
    let mut lines = cells::wrap(&heading, usize::from(narrow.width));
    lines.push(String::new());
    lines.extend(cells::wrap(&text, usize::from(narrow.width)));
    for (y, line) in (0..narrow.height).zip(&lines) {
        pane.put(0, y, line, if y == 0 { Meaning::Label } else { Meaning::Plain });
    }
}
