//! The page of a queue: which list it is, its rows, what explains the row under the bar.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use super::card;
use super::pen::{Pen, lamp_meaning, short_day};
use super::queue::Queue;
use super::{Context, MAIN_COLUMNS};
use crate::api::cases::CaseLine;
use crate::domain::problem::Field;
use crate::domain::queue::Queue as Which;
use crate::domain::view::Sort;
use crate::theme::Meaning;
use crate::widget::cells;

/// Column of the mark.
const MARK: u16 = 1;
const NUMBER: u16 = 2;
/// Cells of a lamp, of a clock, of who has a case open, and what the others have at least.
const LAMP: u16 = 12;
const CLOCK: u16 = 8;
const HOLDER: u16 = 7;
const NUMBER_LEAST: u16 = 9;
const DUE_LEAST: u16 = 6;
const PLACE_LEAST: u16 = 6;
/// A place that is longer is cut: below the list it stands in full.
const PLACE_MOST: u16 = 10;
/// Lines below the list: an empty one, two that explain the row, one of steps.
const FOOT: u16 = 4;
/// Lines above it: which list it is, and the heading.
const HEAD: u16 = 2;

/// Rows that fit on this terminal.
pub(super) fn list_height(cx: &Context<'_>) -> usize {
    usize::from(height(cx.size.height.saturating_sub(3)))
}

fn height(body: u16) -> u16 {
    body.saturating_sub(HEAD + FOOT).max(1)
}

/// The row of the list that is drawn on this line of the terminal.
pub(super) fn row_at(cx: &Context<'_>, queue: &Queue, y: u16) -> Option<usize> {
    let height = list_height(cx);
    let line = y.checked_sub(1 + HEAD).map(usize::from).filter(|line| *line < height)?;
    Some(queue.list.bar.top(height, queue.list.len()) + line).filter(|at| *at < queue.list.len())
}

/// Where the columns of the list begin. Numbers and dates are never cut: where one is longer than
/// usual, the title gives way.
struct Columns {
    lamp: u16,
    due: u16,
    clock: u16,
    title: u16,
    place: u16,
    holder: u16,
    end: u16,
}

impl Columns {
    fn of(cx: &Context<'_>, rows: &[CaseLine], width: u16) -> Columns {
        let longest = |text: fn(&Context<'_>, &CaseLine) -> String| {
            let cells = rows.iter().map(|row| cells::width(&text(cx, row))).max().unwrap_or(0);
            u16::try_from(cells).unwrap_or(0)
        };
        let lamp = NUMBER + longest(|_, row| row.number.clone()).max(NUMBER_LEAST) + 1;
        let due = lamp + LAMP + 1;
        let clock = due + longest(due_day).max(DUE_LEAST) + 1;
        let title = clock + CLOCK + 1;
        let holder = width.saturating_sub(HOLDER + 1);
        let place = longest(place_name).clamp(PLACE_LEAST, PLACE_MOST);
        Columns { lamp, due, clock, title, place: holder.saturating_sub(place + 1), holder, end: width }
    }
}

fn due_day(cx: &Context<'_>, row: &CaseLine) -> String {
    let due = row.due.as_ref();
    due.map(|due| format!("{}{}", short_day(cx, due.day), if due.may_move { "?" } else { "" }))
        .unwrap_or_default()
}

fn place_name(cx: &Context<'_>, row: &CaseLine) -> String {
    if row.place.is_empty() { cx.words.queue_screen.here.to_owned() } else { row.place.clone() }
}

/// Draws the page.
pub(super) fn draw(cx: &Context<'_>, queue: &Queue, frame: &mut Frame<'_>, area: Rect) {
    let main = if cx.has_pane() { Rect { width: MAIN_COLUMNS, ..area } } else { area };
    let mut pen = Pen::new(cx, frame, main);
    let height = height(main.height);
    let top = queue.list.bar.top(usize::from(height), queue.list.len());
    let seen = queue.list.rows.get(top..).unwrap_or_default();
    let seen = &seen[..seen.len().min(usize::from(height))];
    let columns = Columns::of(cx, seen, main.width);
    let caret = draw_head(cx, queue, &mut pen, height);
    draw_headings(cx, &mut pen, &columns);
    draw_rows(cx, queue, &mut pen, &columns, (top, seen));
    draw_foot(cx, queue, &mut pen, &columns, HEAD + height + 1);
    let line = u16::try_from(queue.list.bar.at.saturating_sub(top)).unwrap_or(0);
    let cursor = caret.unwrap_or(pen.position(0, HEAD + line));
    frame.set_cursor_position(cursor);
    if cx.has_pane() {
        let pane = Rect { x: area.x + MAIN_COLUMNS + 2, width: area.width - MAIN_COLUMNS - 2, ..area };
        let mut pen = Pen::new(cx, frame, pane);
        if let Some(card) = &queue.glance {
            card::glance(cx, &mut pen, card);
        }
    }
}

/// Which queue; its order, filter and marks as soon as they are not the usual ones, else the other
/// queues; how many rows. Answers where the caret of a filter stands.
fn draw_head(cx: &Context<'_>, queue: &Queue, pen: &mut Pen<'_>, height: u16) -> Option<Position> {
    let words = &cx.words.queue_screen;
    let width = |text: &str| u16::try_from(cells::width(text)).unwrap_or(0);
    let usual = queue.sort == Sort::default() && queue.filter.is_empty() && queue.marks.is_empty();
    let sorted = (words.sorted)(queue.sort);
    let mut right = queue.list.position(usize::from(height));
    if usual && !right.is_empty() {
        right = format!("{sorted}  {right}");
    }
    let end = pen.area.width.saturating_sub(width(&right) + 1);
    pen.put(end, 0, &right, Meaning::Dim);
    let here = format!("[{}]", (cx.words.queue)(queue.queue));
    if let Some(form) = &queue.typed {
        pen.put(2, 0, &here, Meaning::Plain);
        let label = 2 + width(&here) + 2;
        pen.put(label, 0, words.filter, Meaning::Label);
        let x = label + width(words.filter) + 1;
        let place =
            Rect { x: pen.area.x + x, y: pen.area.y, width: end.saturating_sub(x + 2).min(40), height: 1 };
        return form.draw(Field::Name, pen.buffer, place);
    }
    if !usual {
        let mut parts = vec![sorted.to_owned()];
        if !queue.filter.is_empty() {
            parts.push((words.filtered)(&queue.filter));
        }
        if !queue.marks.is_empty() {
            parts.push((words.marked)(queue.marks.len()));
        }
        // What was not looked at is said before anything else.
        if let Some(cases) = queue.list.looked_at {
            parts.insert(0, (words.looked_at)(cases));
        }
        pen.put(2, 0, &here, Meaning::Plain);
        let x = 2 + width(&here) + 2;
        pen.put_within(x, 0, usize::from(end.saturating_sub(x + 2)), &parts.join("  "), Meaning::Label);
        return None;
    }
    let tabs = queue.tabs(cx);
    let name = |tab: Which| (cx.words.queue)(tab);
    let wide = |tabs: &[Which]| tabs.iter().map(|tab| width(name(*tab)) + 3).sum::<u16>();
    let at = tabs.iter().position(|tab| *tab == queue.queue).unwrap_or(0);
    // The one that stands here is always in sight; those before it give way.
    let first = (0..at).find(|first| 2 + wide(&tabs[*first..=at]) < end).unwrap_or(at);
    let mut x = 2;
    for tab in tabs.into_iter().skip(first) {
        let name = name(tab);
        let (text, meaning) = if tab == queue.queue {
            (format!("[{name}]"), Meaning::Plain)
        } else {
            (format!(" {name} "), Meaning::Dim)
        };
        if x + width(&text) + 1 < end {
            pen.put(x, 0, &text, meaning);
        }
        x += width(&text) + 1;
    }
    None
}

fn draw_headings(cx: &Context<'_>, pen: &mut Pen<'_>, columns: &Columns) {
    let words = &cx.words.queue_screen;
    for (x, heading) in [
        (NUMBER, words.number),
        (columns.lamp, words.lamp),
        (columns.due, words.due_on),
        (columns.clock, words.limit),
        (columns.title, words.matter),
        (columns.place, words.place),
        (columns.holder, words.holder),
    ] {
        pen.put(x, 1, heading, Meaning::Label);
    }
}

fn draw_rows(
    cx: &Context<'_>,
    queue: &Queue,
    pen: &mut Pen<'_>,
    columns: &Columns,
    (top, seen): (usize, &[CaseLine]),
) {
    let words = cx.words;
    let within = |from: u16, to: u16| usize::from(to.saturating_sub(from + 1));
    for (line, row) in (0..).zip(seen) {
        let y = HEAD + line;
        let Columns { lamp, due, clock, title, place, holder, end } = *columns;
        pen.put_within(NUMBER, y, within(NUMBER, lamp), &row.number, Meaning::Plain);
        pen.put_within(lamp, y, within(lamp, due), &(words.lamp)(row.lamp), lamp_meaning(row.lamp));
        pen.put_within(due, y, within(due, clock), &due_day(cx, row), Meaning::Plain);
        if let Some(next) = &row.due {
            let name = (words.clock)(&next.clock, &next.title);
            pen.put_within(clock, y, within(clock, title), name, Meaning::Plain);
        }
        pen.put_within(title, y, within(title, place), &row.title, Meaning::Plain);
        pen.put_within(place, y, within(place, holder), &place_name(cx, row), Meaning::Plain);
        pen.put_within(holder, y, within(holder, end + 1), &row.holder, Meaning::Plain);
        if usize::from(line) + top == queue.list.bar.at {
            // Up to the title: over a slow line a title sent twice is half the cost of a key.
            pen.bar_until(title - 1, y);
            pen.put(0, y, ">", Meaning::Focus);
        }
        if queue.marks.iter().any(|mark| mark.id == row.id) {
            let meaning =
                if usize::from(line) + top == queue.list.bar.at { Meaning::Focus } else { Meaning::Plain };
            pen.put(MARK, y, "+", meaning);
        }
    }
}

fn draw_foot(cx: &Context<'_>, queue: &Queue, pen: &mut Pen<'_>, columns: &Columns, y: u16) {
    let Some(row) = queue.current() else { return };
    let words = cx.words;
    let received = short_day(cx, row.received.day);
    let mut facts = (words.queue_screen.about)((words.channel)(row.channel), &received, row.people);
    // The whole title, where the list had to cut it.
    let room = usize::from(columns.place.saturating_sub(columns.title + 1));
    if cells::width(&row.title) > room {
        pen.put(2, y, &row.title, Meaning::Plain);
    }
    if !row.to_complete.is_empty() {
        let fields: Vec<&str> = row.to_complete.iter().map(|field| (words.field)(*field)).collect();
        facts.push_str(&format!("   {}", (words.to_complete)(&fields.join(words.comma))));
    }
    // What else there is room for.
    let handler = format!("{} {}", words.case_screen.handler, row.handler);
    let place = Some(&row.place).filter(|place| cells::width(place) > usize::from(PLACE_MOST));
    for more in Some(&handler).filter(|_| !row.handler.is_empty()).into_iter().chain(place) {
        if cells::width(&facts) + 3 + cells::width(more) < usize::from(pen.area.width - 2) {
            facts.push_str(&format!("   {more}"));
        }
    }
    pen.put(2, y + 1, &facts, Meaning::Dim);
    pen.put(2, y + 2, words.queue_screen.can, Meaning::Label);
    let room = usize::from(pen.area.width - 13);
    for line in card::menu_lines(words, &row.menu, room, 1) {
        pen.put(12, y + 2, &line, Meaning::Plain);
    }
}
