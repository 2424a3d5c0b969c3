//! 帮助: drawn from the keymap, so that it cannot be wrong.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::pen::Pen;
use super::{Context, Effect, Handback, Hint, Input, Screen};
use crate::keymap::{Action, Place};
use crate::theme::Meaning;
use crate::widget::cells;

/// The keys of the screen below.
pub struct Help {
    about: Place,
    typing: bool,
    notice: String,
    top: usize,
}

impl Help {
    /// Explains the keys of `about`, and shows whole the notice that may have been cut.
    pub fn new(about: Place, typing: bool, notice: String) -> Help {
        Help { about, typing, notice, top: 0 }
    }

    fn lines(&self, cx: &Context<'_>) -> Vec<(String, String)> {
        let mut lines: Vec<(String, String)> = Vec::new();
        let width = usize::from(cx.size.width).saturating_sub(6).min(76);
        for line in cells::wrap(&self.notice, width).into_iter().filter(|line| !line.is_empty()) {
            lines.push((String::new(), line));
        }
        if !lines.is_empty() {
            lines.push((String::new(), String::new()));
        }
        let mut digits = false;
        for (action, strokes) in cx.keymap.of(self.about) {
            // The digits are one line: what they choose stands on the screen.
            if matches!(action, Action::Choose(_)) {
                if !digits {
                    lines.push(("1-9".to_owned(), (cx.words.action)(action).to_owned()));
                }
                digits = true;
                continue;
            }
            let keys: Vec<String> = strokes
                .iter()
                .filter(|stroke| !self.typing || !stroke.is_text())
                .map(ToString::to_string)
                .collect();
            if !keys.is_empty() {
                lines.push((keys.join("  "), (cx.words.action)(action).to_owned()));
            }
        }
        lines
    }
}

impl Screen for Help {
    fn place(&self) -> Place {
        Place::Help
    }

    fn title(&self, cx: &Context<'_>) -> String {
        cx.words.help.to_owned()
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        vec![Hint::new(Action::Down, cx.words.reading_screen.scroll), Hint::new(Action::Back, cx.words.back)]
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        if self.typing { cx.words.help_typing.to_owned() } else { cx.words.help_hint.to_owned() }
    }

    fn band(&self, cx: &Context<'_>) -> Option<u16> {
        u16::try_from(self.lines(cx).len() + 2).ok()
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        let last = self.lines(cx).len().saturating_sub(usize::from(cx.size.height.saturating_sub(5)));
        match input {
            Input::Do(Action::Back | Action::Help | Action::Open, _) => {
                return vec![Effect::Close(Handback::Nothing)];
            }
            Input::Do(Action::Up, _) => self.top = self.top.saturating_sub(1),
            Input::Do(Action::Down, _) => self.top = (self.top + 1).min(last),
            Input::Do(Action::PageUp, _) => self.top = self.top.saturating_sub(10),
            Input::Do(Action::PageDown, _) => self.top = (self.top + 10).min(last),
            _ => {}
        }
        Vec::new()
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        let mut pen = Pen::new(cx, frame, area);
        for (y, (keys, words)) in (0..area.height).zip(self.lines(cx).iter().skip(self.top)) {
            if keys.is_empty() {
                pen.put(2, y, words, Meaning::Plain);
            } else {
                pen.put_within(2, y, 24, keys, Meaning::Label);
                pen.put(28, y, words, Meaning::Plain);
            }
        }
        let cursor = pen.position(0, 0);
        frame.set_cursor_position(cursor);
    }
}
