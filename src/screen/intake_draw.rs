//! 登记表怎么画: the fields at their places, what is understood beside them.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use super::Context;
use super::intake::Intake;
use super::intake_form;
use super::intake_page::{self, Row, is_wanted};
use super::pen::Pen;
use crate::domain::problem::Field;
use crate::form::Entry;
use crate::theme::Meaning;

/// Where values stand, the second pair of a line, and the short third.
const VALUE: u16 = 13;
const SECOND: u16 = 46;
const SECOND_VALUE: u16 = 56;
const THIRD: u16 = 64;
const THIRD_VALUE: u16 = 71;
/// Cells of a class while it is typed.
const CLASS: u16 = 16;
/// Lines of the request's text at 24 lines.
const TEXT_LINES: u16 = 5;
/// Lines of the body at 24 lines.
const BODY_LINES: u16 = 21;

impl Intake {
    pub(super) fn draw_page(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) -> Option<Position> {
        let mut pen = Pen::new(cx, frame, area);
        let mut caret = None;
        let mut y = 0;
        for row in intake_page::above(self.channel()) {
            caret = self.draw_row(cx, &mut pen, row, y).or(caret);
            y += 1;
        }
        // The text takes the lines that the terminal has more than 24, but for one: a note below may
        // need it. Who handed the matter on takes a line of the text.
        let more = area.height.saturating_sub(BODY_LINES).saturating_sub(1);
        let text_lines = more + TEXT_LINES - u16::from(!self.is_direct());
        caret = self.draw_text(cx, &mut pen, y, text_lines).or(caret);
        y += text_lines;
        for row in intake_page::below(self.channel(), self.is_direct()) {
            caret = self.draw_row(cx, &mut pen, row, y).or(caret);
            y += 1;
        }
        intake_form::draw_foot(self, cx, &mut pen, y);
        caret
    }

    fn draw_text(&self, cx: &Context<'_>, pen: &mut Pen<'_>, top: u16, lines: u16) -> Option<Position> {
        pen.put(2, top, &format!("{}*", (cx.words.field)(Field::Body)), Meaning::Label);
        if self.form.is_focused(Field::Body) {
            pen.put(0, top, ">", Meaning::Plain);
        }
        if let Some(Entry::Text(text)) = self.form.entry(Field::Body)
            && text.hidden_above() > 0
        {
            let above = (cx.words.intake_screen.above)(text.hidden_above());
            pen.put_within(2, top + 1, 10, &above, Meaning::Dim);
        }
        let area = Rect {
            x: pen.area.x + VALUE,
            y: pen.area.y + top,
            width: pen.area.width.saturating_sub(VALUE + 2),
            height: lines.min(pen.area.height.saturating_sub(top)),
        };
        self.form.draw(Field::Body, pen.buffer, area)
    }

    fn draw_row(&self, cx: &Context<'_>, pen: &mut Pen<'_>, row: Row, y: u16) -> Option<Position> {
        let mut caret = None;
        let whole = row.right.is_none();
        // What is understood of a class stands beside it while it is typed.
        let typing_class = row.left == Field::Category && self.form.is_focused(Field::Category);
        let width = if typing_class {
            CLASS
        } else if whole {
            pen.area.width.saturating_sub(VALUE + 1)
        } else {
            SECOND - VALUE - 2
        };
        caret = self.draw_field(cx, pen, row.left, (2, VALUE, y), width).or(caret);
        // What a valid number tells stands where it would be typed.
        if let Some(told) = self.told_by_number(cx, row) {
            pen.put(SECOND, y, &told, Meaning::Dim);
            return caret;
        }
        if let Some(right) = row.right {
            let end = if row.third.is_some() { THIRD - 1 } else { pen.area.width };
            let width = end.saturating_sub(SECOND_VALUE);
            caret = self.draw_field(cx, pen, right, (SECOND, SECOND_VALUE, y), width).or(caret);
        }
        if let Some(third) = row.third {
            let width = pen.area.width.saturating_sub(THIRD_VALUE);
            caret = self.draw_field(cx, pen, third, (THIRD, THIRD_VALUE, y), width).or(caret);
        }
        caret
    }

    /// Sex, age and place in words, on the line of a valid number, while nobody types over them.
    fn told_by_number(&self, cx: &Context<'_>, row: Row) -> Option<String> {
        let typing = matches!(self.form.focus(), Field::Sex | Field::Age);
        if row.left != Field::IdNumber || typing {
            return None;
        }
        let said = !self.form.value(Field::Sex).is_empty() || !self.form.value(Field::Age).is_empty();
        intake_form::told(cx, &self.form).filter(|_| !said)
    }

    fn draw_field(
        &self,
        cx: &Context<'_>,
        pen: &mut Pen<'_>,
        field: Field,
        at: (u16, u16, u16),
        width: u16,
    ) -> Option<Position> {
        let (label_x, value_x, y) = at;
        if y >= pen.area.height {
            return None;
        }
        let label =
            if label_x == THIRD { (cx.words.intake_screen.third)(field) } else { (cx.words.field)(field) };
        let star = if is_wanted(field) { "*" } else { "" };
        let room = usize::from(value_x - label_x);
        pen.put_within(label_x, y, room, &format!("{label}{star}"), Meaning::Label);
        let focused = self.form.is_focused(field);
        if focused {
            pen.put_within(label_x.saturating_sub(2), y, 1, ">", Meaning::Plain);
        }
        // A complaint about a field with a neighbour stands in the notice line; its field is marked.
        if self.form.complaint(field).is_some() {
            pen.put(value_x.saturating_sub(2), y, "!", Meaning::Complaint);
        }
        let area = Rect { x: pen.area.x + value_x, y: pen.area.y + y, width, height: 1 };
        let caret = self.form.draw(field, pen.buffer, area);
        // A sheet is opened, not typed: what it holds stands there with the focus too.
        let sheet = matches!(field, Field::Others | Field::Materials);
        if (!focused || sheet)
            && let Some((shown, meaning)) = intake_form::shown(self, cx, field)
        {
            let blank = " ".repeat(usize::from(width));
            pen.put_within(value_x, y, usize::from(width), &blank, Meaning::Plain);
            pen.put_within(value_x, y, usize::from(width), &shown, meaning);
        }
        if focused && field == Field::Category {
            let beside = intake_form::class_words(self, cx);
            pen.put(value_x + CLASS + 1, y, &beside, Meaning::Dim);
        }
        caret
    }
}
