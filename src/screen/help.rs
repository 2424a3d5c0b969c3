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
    /// What the screen itself calls its keys.
    own: Vec<(Action, &'static str)>,
    top: usize,
}

impl Help {
    /// Explains the keys of `about`, and shows whole the notice that may have been cut.
    pub fn new(about: Place, typing: bool, notice: String, hints: &[Hint]) -> Help {
        let own = hints.iter().map(|hint| (hint.action, hint.words)).collect();
        Help { about, typing, notice, own, top: 0 }
    }

    /// What an action does here: the same key adds a case in a queue and a row in a register.
    fn words_of(&self, cx: &Context<'_>, action: Action) -> String {
        let own = self.own.iter().find(|(known, _)| *known == action).map(|(_, words)| *words);
        match (self.about, action, own) {
            (Place::Home | Place::Door, Action::Choose(_), _) => cx.words.home.opens_list.to_owned(),
            (Place::Sheet | Place::Tasks, _, Some(own)) => own.to_owned(),
            _ => (cx.words.action)(action).to_owned(),
        }
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
        // Before the door there is nowhere to go, and only people have passwords.
        let shut = matches!(self.about, Place::Door | Place::Lock);
        let has = |action| self.own.iter().any(|(known, _)| *known == action);
        let fits = |action| match action {
            Action::Go | Action::Palette => !shut,
            Action::ResetPassword => has(action),
            _ => true,
        };
        for (action, strokes) in cx.keymap.of(self.about).filter(|(action, _)| fits(*action)) {
            // The digits are one line: what they choose stands on the screen.
            if matches!(action, Action::Choose(_)) {
                if !digits {
                    lines.push(("1-9".to_owned(), self.words_of(cx, action)));
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
                lines.push((keys.join("  "), self.words_of(cx, action)));
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
