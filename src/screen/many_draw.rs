//! The page of a step with several cases: the shared fields, the table, what may be chosen.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use super::many::{Cell, Many};
use super::pen::Pen;
use super::{Context, MAIN_COLUMNS};
use crate::domain::step::{Asked, Kind};
use crate::form::{Entry, Form};
use crate::theme::Meaning;
use crate::widget::cells;

const NUMBER: u16 = 2;
const VALUE: u16 = 13;
/// Cells of a field on top.
const FIELD: u16 = 40;
/// Lines of a text, and fields on top from which it has fewer.
const TEXT_LINES: u16 = 3;
const MANY_FIELDS: usize = 5;
/// Lines of what may be chosen.
const OFFERS: u16 = 2;
/// Where the fields of a row begin and the result, by how many fields there are.
const LAYOUTS: [(&[u16], u16); 3] = [(&[], 52), (&[34], 58), (&[26, 43], 60)];

/// Draws the page.
pub(super) fn draw(cx: &Context<'_>, many: &Many, frame: &mut Frame<'_>, area: Rect) {
    let area = Rect { width: area.width.min(MAIN_COLUMNS), ..area };
    let mut pen = Pen::new(cx, frame, area);
    let rows = many.rows();
    let mut caret = None;
    if many.card.is_some() {
        let heading = (cx.words.many.heading)((cx.words.step)(many.step.name), rows.len());
        pen.put(NUMBER, 0, &heading, Meaning::Label);
        let (y, at) = draw_shared(cx, many, &mut pen);
        let height = area.height.saturating_sub(y + 1 + OFFERS);
        caret = at.or(draw_table(cx, many, &mut pen, y, height));
        if !many.all_done() {
            draw_offers(many, &mut pen, area.height.saturating_sub(OFFERS));
        }
    }
    let cursor = caret.unwrap_or(pen.position(0, 0));
    frame.set_cursor_position(cursor);
}

/// Answers the line below, and where the caret stands.
fn draw_shared(cx: &Context<'_>, many: &Many, pen: &mut Pen<'_>) -> (u16, Option<Position>) {
    let Some(form) = &many.form else { return (1, None) };
    let text = if many.shared().count() < MANY_FIELDS { TEXT_LINES } else { 1 };
    let (mut y, mut caret) = (1, None);
    for Asked { part, kind, must } in many.shared() {
        let cell = Cell::Shared(*part);
        let is_text = *kind == Kind::Text;
        let height = if is_text { text } else { 1 };
        let width = if is_text { pen.area.width - VALUE - 2 } else { FIELD };
        let mark = if *must { "*" } else { "" };
        let label = format!("{}{mark}", (cx.words.triage.part)(*part));
        pen.put_within(NUMBER, y, 11, &label, Meaning::Label);
        if form.is_focused(cell) {
            pen.put(0, y, ">", Meaning::Plain);
        }
        let place = Rect { x: pen.area.x + VALUE, y: pen.area.y + y, width, height };
        caret = caret.or(form.draw(cell, pen.buffer, place));
        if let Some(problem) = form.complaint(cell) {
            pen.put(VALUE + FIELD + 1, y + height - 1, &(cx.words.problem)(problem), Meaning::Complaint);
        }
        y += height;
    }
    (y, caret)
}

fn draw_table(cx: &Context<'_>, many: &Many, pen: &mut Pen<'_>, y: u16, height: u16) -> Option<Position> {
    let words = &cx.words.queue_screen;
    let own: Vec<&Asked> = many.of_rows().collect();
    let (columns, result) = LAYOUTS[own.len().min(LAYOUTS.len() - 1)];
    let title_end = columns.first().copied().unwrap_or(result);
    let headings = [(NUMBER, words.number), (VALUE, words.matter), (result, cx.words.many.became)];
    for (x, heading) in headings {
        pen.put(x, y, heading, Meaning::Label);
    }
    for (x, asked) in columns.iter().zip(&own) {
        pen.put(*x, y, (cx.words.triage.part)(asked.part), Meaning::Label);
    }
    let rows = many.rows();
    let top = many.bar.top(usize::from(height), rows.len());
    let position = format!("{}-{}/{}", top + 1, (top + usize::from(height)).min(rows.len()), rows.len());
    let right = pen.area.width.saturating_sub(u16::try_from(position.len()).unwrap_or(0) + 1);
    pen.put(right, 0, &position, Meaning::Dim);
    let mut caret = None;
    let on_rows = !matches!(many.form.as_ref().map(Form::focus), Some(Cell::Shared(_)));
    for (line, (at, row)) in (0..height).zip(rows.iter().enumerate().skip(top)) {
        let y = y + 1 + line;
        pen.put_within(NUMBER, y, usize::from(VALUE - NUMBER) - 1, &row.number, Meaning::Plain);
        pen.put_within(VALUE, y, usize::from(title_end - VALUE) - 1, &row.title, Meaning::Plain);
        let verdict = many.verdict(cx, at);
        if let Some(form) = &many.form {
            for (nth, (x, asked)) in columns.iter().zip(&own).enumerate() {
                let end = columns.get(nth + 1).copied().unwrap_or(result);
                let cell = Cell::Row(at, asked.part);
                let place = Rect { x: pen.area.x + x, y: pen.area.y + y, width: end - x - 1, height: 1 };
                caret = caret.or(form.draw(cell, pen.buffer, place));
                if let (None, Some(problem)) = (&verdict, form.complaint(cell)) {
                    pen.put(result, y, &(cx.words.problem)(problem), Meaning::Complaint);
                }
            }
        }
        if let Some((said, done)) = &verdict {
            let meaning = if *done { Meaning::Done } else { Meaning::Complaint };
            pen.put(result, y, said, meaning);
        }
        if on_rows && at == many.bar.at {
            pen.put(0, y, ">", Meaning::Plain);
            caret = caret.or(many.form.is_none().then(|| pen.position(0, y)));
        }
    }
    caret
}

/// What may be chosen in the field with the focus; what Enter would take comes first.
fn draw_offers(many: &Many, pen: &mut Pen<'_>, y: u16) {
    let Some(form) = &many.form else { return };
    let items: Vec<String> = match form.entry(form.focus()) {
        Some(Entry::Choice(choice)) => choice.menu().split("  ").map(str::to_owned).collect(),
        Some(Entry::Lookup(lookup)) => {
            let walked = lookup.at().saturating_sub(usize::from(!lookup.is_typing()));
            lookup.fitting().into_iter().skip(walked).map(|(_, name)| name.clone()).collect()
        }
        _ => return,
    };
    let room = usize::from(pen.area.width - VALUE - 1);
    let (mut line, mut text) = (0, String::new());
    for item in items {
        if !text.is_empty() && cells::width(&text) + 2 + cells::width(&item) > room {
            pen.put(VALUE, y + line, &text, Meaning::Dim);
            (line, text) = (line + 1, String::new());
            if line == OFFERS {
                return;
            }
        }
        if !text.is_empty() {
            text.push_str("  ");
        }
        text.push_str(&item);
    }
    pen.put(VALUE, y + line, &text, Meaning::Dim);
}
