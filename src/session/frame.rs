//! The frame around the top screen: title, body, notice, keys.

use std::ops::Range;

use chrono::Datelike;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;
use ratatui::widgets::{Clear, Widget};

use super::{Layer, Order, Session};
use crate::keymap::{Action, Key, Stroke};
use crate::screen::{Context, Input};
use crate::theme::Meaning;
use crate::widget::cells;

/// A key in the key line.
struct KeyItem {
    cells: Range<usize>,
    action: Action,
    text: String,
}

impl Session {
    /// A click on a key of the key line, or on the screen.
    pub(super) fn click(&mut self, column: u16, line: u16, orders: &mut Vec<Order>) {
        if self.writing.is_some() || self.is_too_small() {
            return;
        }
        if line + 1 == self.size.height {
            if let Some(action) = self.hint_at(column) {
                self.notice = None;
                match action {
                    Action::Help => self.press(Stroke::plain(Key::F(1)), orders),
                    action => self.perform(action, Stroke::plain(Key::Enter), orders),
                }
            }
        } else if (1..self.size.height - 2).contains(&line) {
            self.notice = None;
            self.deliver(Input::Click { x: column, y: line }, orders);
        }
    }

    pub(super) fn draw_frame(&self, frame: &mut Frame<'_>) {
        let area = frame.area();
        if self.is_too_small() {
            self.draw_too_small(frame, area);
            return;
        }
        let Some(top) = self.layers.last() else { return };
        let body = Rect { y: area.y + 1, height: area.height - 3, ..area };
        let cx = context!(self, "");
        match self.layers.split_last() {
            // A band lies over the screen below, which stays in sight.
            Some((_, below)) if top.screen.band(&cx).is_some() => {
                if let Some(under) = below.iter().rev().find(|layer| layer.screen.band(&cx).is_none()) {
                    under.screen.draw(&cx, frame, body);
                }
                // What lies under is seen and not mistaken for what can be used.
                let quiet =
                    self.theme.style(Meaning::Dim).remove_modifier(Modifier::REVERSED | Modifier::BOLD);
                frame.buffer_mut().set_style(body, quiet);
                let wanted = top.screen.band(&cx).unwrap_or(0);
                let height = wanted.min(body.height);
                let band = Rect { height, ..body };
                Clear.render(band, frame.buffer_mut());
                let inner = Rect { height: height.saturating_sub(1), ..band };
                top.screen.draw(&cx, frame, inner);
                let rule = "-".repeat(usize::from(band.width));
                let line = band.y + band.height.saturating_sub(1);
                let style = self.theme.style(Meaning::Dim);
                cells::put(frame.buffer_mut(), band.x, line, usize::from(band.width), &rule, style);
            }
            _ => top.screen.draw(&cx, frame, body),
        }
        self.draw_title(&cx, frame, area);
        let style = self.theme.style(Meaning::Plain);
        let notice = area.height - 2;
        cells::put(
            frame.buffer_mut(),
            area.x + 1,
            notice,
            usize::from(area.width) - 1,
            &self.notice_line(),
            style,
        );
        self.draw_keys(&cx, frame, area, top);
    }

    fn draw_title(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        let style = self.theme.style(Meaning::Frame);
        let width = usize::from(area.width);
        let weekday =
            self.words.weekdays[usize::try_from(self.now.weekday().num_days_from_monday()).unwrap_or(0)];
        let role = self.actor.roles.first().map_or("", |role| (self.words.role)(*role));
        // A new office's first accounts are named for what they do.
        let who =
            if self.actor.name == role { role.to_owned() } else { format!("{} {role}", self.actor.name) };
        let mut right = format!("{who}  {} {weekday} {}", self.now.format("%m-%d"), self.now.format("%H:%M"));
        // The mark of a practice office is never cut; the office's name is.
        if self.office.practice {
            right.push_str("  ");
            right.push_str(self.words.practice);
        }
        right.push(' ');
        let title = self.layers.last().map(|top| top.screen.title(cx)).unwrap_or_default();
        let room = width.saturating_sub(cells::width(&right) + 1);
        let name_room = room.saturating_sub(cells::width(&title) + 2);
        let left = format!(" {}  {title}", cells::cut(&self.office.name, name_room.saturating_sub(1)));
        let line = format!("{}{right}", cells::pad(&left, width.saturating_sub(cells::width(&right))));
        cells::put(frame.buffer_mut(), area.x, area.y, width, &line, style);
    }

    fn draw_keys(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect, top: &Layer) {
        let style = self.theme.style(Meaning::Frame);
        let width = usize::from(area.width);
        let mut line = String::new();
        for item in self.key_line(cx, top) {
            line = cells::pad(&line, item.cells.start);
            line.push_str(&item.text);
        }
        let y = area.y + area.height - 1;
        cells::put(frame.buffer_mut(), area.x, y, width, &cells::pad(&line, width), style);
    }

    /// What stands in the key line, each with the cells it takes; help always last, at the right.
    fn key_line(&self, cx: &Context<'_>, top: &Layer) -> Vec<KeyItem> {
        let width = usize::from(self.size.width);
        let (place, typing) = (top.screen.place(), top.screen.typing());
        let label = |action| self.keymap.label(place, typing, action).unwrap_or_default();
        let help = format!("{} {} ", label(Action::Help), self.words.help);
        let help_at = width.saturating_sub(cells::width(&help));
        let mut items = Vec::new();
        let mut at = 1;
        for hint in top.screen.hints(cx) {
            let key = label(hint.action);
            if key.is_empty() {
                continue;
            }
            let text = format!("{key} {}", hint.words);
            let text = if hint.barred { format!("({text})") } else { text };
            let end = at + cells::width(&text);
            // A key that does not fit is left out whole: half a key is no help.
            if end + 3 > help_at {
                break;
            }
            items.push(KeyItem { cells: at..end, action: hint.action, text });
            at = end + 2;
        }
        items.push(KeyItem { cells: help_at..width, action: Action::Help, text: help });
        items
    }

    /// The action of the key line at this column.
    pub(super) fn hint_at(&self, column: u16) -> Option<Action> {
        let top = self.layers.last()?;
        let items = self.key_line(&context!(self, ""), top);
        items.into_iter().find(|item| item.cells.contains(&usize::from(column))).map(|item| item.action)
    }

    fn draw_too_small(&self, frame: &mut Frame<'_>, area: Rect) {
        let style = self.theme.style(Meaning::Plain);
        let mut y = area.y;
        for text in (self.words.too_small)(area.width, area.height) {
            for line in cells::wrap(&text, usize::from(area.width)) {
                if y < area.y + area.height {
                    cells::put(frame.buffer_mut(), area.x, y, usize::from(area.width), &line, style);
                }
                y += 1;
            }
        }
        frame.set_cursor_position(Position::new(area.x, area.y));
    }
}
