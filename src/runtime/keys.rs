//! The terminal's events as strokes.

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use ratatui::layout::Size;

use crate::keymap::{Key, Stroke};
use crate::session::Arrival;

/// Larger windows are a lie or an attack; the buffer grows with the area.
const WIDEST: u16 = 500;
const HIGHEST: u16 = 200;

/// What an event means to a session; nothing for releases and focus.
pub(super) fn arrival(event: Event) -> Option<Arrival> {
    match event {
        Event::Key(key) => stroke(key).map(Arrival::Key),
        Event::Paste(text) => Some(Arrival::Paste(text)),
        Event::Resize(columns, lines) => Some(Arrival::Resized(clamp(columns, lines))),
        Event::Mouse(event) => mouse(event),
        Event::FocusGained | Event::FocusLost => None,
    }
}

/// A size that can be drawn.
pub(super) fn clamp(columns: u16, lines: u16) -> Size {
    Size::new(columns.clamp(1, WIDEST), lines.clamp(1, HIGHEST))
}

/// A press of the left button, or a turn of the wheel.
fn mouse(event: MouseEvent) -> Option<Arrival> {
    match event.kind {
        MouseEventKind::Down(MouseButton::Left) => {
            Some(Arrival::Click { column: event.column, line: event.row })
        }
        MouseEventKind::ScrollUp => Some(Arrival::Wheel { up: true }),
        MouseEventKind::ScrollDown => Some(Arrival::Wheel { up: false }),
        _ => None,
    }
}

fn stroke(event: KeyEvent) -> Option<Stroke> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    let alt = event.modifiers.contains(KeyModifiers::ALT);
    let key = match event.code {
        // Old terminals send Ctrl-H for Backspace.
        KeyCode::Char('h') if ctrl => return Some(Stroke::plain(Key::Backspace)),
        KeyCode::Char(c) if ctrl => Key::Char(c.to_ascii_lowercase()),
        KeyCode::Char(c) => Key::Char(c),
        KeyCode::F(number) => Key::F(number),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => Key::BackTab,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Insert => Key::Insert,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        _ => return None,
    };
    Some(Stroke { key, ctrl, alt })
}
