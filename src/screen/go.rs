//! 去哪里: the places of the desk, each a letter or a digit away.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::pen::Pen;
use super::{Context, Effect, Handback, Hint, Input, Screen};
use crate::keymap::{Action, Place};
use crate::theme::Meaning;

/// The places.
#[derive(Default)]
pub struct Go;

impl Go {
    /// Asks where to.
    pub fn new() -> Go {
        Go
    }

    /// Each place with its keys, as the keymap has them.
    fn lines(cx: &Context<'_>) -> Vec<(String, &'static str)> {
        let here = cx.keymap.of(Place::Go).take_while(|(action, _)| *action != Action::Help);
        here.map(|(action, strokes)| {
            let keys: Vec<String> =
                strokes.iter().filter(|stroke| stroke.is_ascii()).map(ToString::to_string).collect();
            (keys.join("  "), (cx.words.action)(action))
        })
        .collect()
    }
}

impl Screen for Go {
    fn place(&self) -> Place {
        Place::Go
    }

    fn title(&self, cx: &Context<'_>) -> String {
        cx.words.palette.go_title.to_owned()
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        vec![Hint::new(Action::Back, cx.words.back)]
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        cx.words.palette.go_hint.to_owned()
    }

    fn band(&self, cx: &Context<'_>) -> Option<u16> {
        u16::try_from(Go::lines(cx).len() + 1).ok()
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        match input {
            Input::Do(Action::Back | Action::Open, _) => vec![Effect::Close(Handback::Nothing)],
            Input::Click { y, .. } => {
                let here = cx.keymap.of(Place::Go).take_while(|(action, _)| *action != Action::Help);
                let hit = here.map(|(action, _)| action).nth(usize::from(y.saturating_sub(1)));
                hit.map(Effect::Act).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        let mut pen = Pen::new(cx, frame, area);
        for (y, (keys, words)) in (0..area.height).zip(Go::lines(cx)) {
            pen.put_within(2, y, 10, &keys, Meaning::Label);
            pen.put(13, y, words, Meaning::Plain);
        }
        let cursor = pen.position(0, 0);
        frame.set_cursor_position(cursor);
    }
}
