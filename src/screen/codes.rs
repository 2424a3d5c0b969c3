//! 代码: the list behind a coded field, narrowed by what is typed; it hands back which was picked.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::pen::Pen;
use super::{Context, Effect, Handback, Hint, Input, Screen};
use crate::domain::problem::Field;
use crate::domain::register::resembling;
use crate::form::{Entry, Form, Line};
use crate::keymap::{Action, Place};
use crate::theme::Meaning;
use crate::widget::cells;
use crate::widget::list::Bar;

/// One line of the list.
pub(super) struct Code {
    code: String,
    shown: String,
    name: String,
}

impl Code {
    pub(super) fn new(code: &str, name: &str) -> Code {
        Code::called(code, name, name)
    }

    /// One that is shown with more than the name it is found by.
    pub(super) fn called(code: &str, shown: &str, name: &str) -> Code {
        Code { code: code.to_owned(), shown: shown.to_owned(), name: name.to_owned() }
    }
}

/// Lines of the list that stay in sight.
const SHOWN: u16 = 12;

/// The list.
pub(super) struct Codes {
    title: &'static str,
    codes: Vec<Code>,
    form: Form,
    /// Which of [`Codes::codes`] fit what is typed, best first.
    fitting: Vec<usize>,
    bar: Bar,
}

impl Codes {
    /// The whole list under this title.
    pub(super) fn new(title: &'static str, codes: Vec<Code>) -> Codes {
        let fitting = (0..codes.len()).collect();
        let form = Form::new(vec![(Field::Name, Entry::Line(Line::default()))]);
        Codes { title, codes, form, fitting, bar: Bar::default() }
    }

    fn narrow(&mut self) {
        let typed = self.form.value(Field::Name);
        let mut fitting: Vec<(u8, usize)> = self
            .codes
            .iter()
            .enumerate()
            .filter_map(|(at, code)| resembling(&code.code, &code.name, &typed).map(|fit| (fit, at)))
            .collect();
        fitting.sort_unstable();
        self.fitting = fitting.into_iter().map(|(_, at)| at).collect();
        self.bar = Bar::default();
    }

    fn pick(&self) -> Vec<Effect> {
        let picked = self.fitting.get(self.bar.at).copied();
        picked.map(|at| Effect::Close(Handback::Picked(at))).into_iter().collect()
    }
}

impl Screen for Codes {
    fn place(&self) -> Place {
        Place::Codes
    }

    fn title(&self, cx: &Context<'_>) -> String {
        format!("{}{}{}", cx.words.intake_screen.codes_title, cx.words.colon, self.title)
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        vec![
            Hint::new(Action::Open, cx.words.registers.take),
            Hint::new(Action::Down, cx.words.search_screen.choose),
            Hint::new(Action::Back, cx.words.back),
        ]
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        cx.words.intake_screen.codes_hint.to_owned()
    }

    fn typing(&self) -> bool {
        true
    }

    fn band(&self, _cx: &Context<'_>) -> Option<u16> {
        Some(SHOWN + 3)
    }

    fn handle(&mut self, _cx: &Context<'_>, input: Input) -> Vec<Effect> {
        let (len, page) = (self.fitting.len(), usize::from(SHOWN) - 1);
        match input {
            Input::Do(Action::Back, _) => return vec![Effect::Close(Handback::Nothing)],
            Input::Do(Action::Open, _) => return self.pick(),
            Input::Do(Action::Up, _) => {
                self.bar.up(1);
            }
            Input::Do(Action::Down, _) => {
                self.bar.down(1, len);
            }
            Input::Do(Action::PageUp, _) => {
                self.bar.up(page);
            }
            Input::Do(Action::PageDown, _) => {
                self.bar.down(page, len);
            }
            Input::Type(stroke) if self.form.stroke(stroke) => self.narrow(),
            Input::Paste(text) => {
                self.form.paste(&text);
                self.narrow();
            }
            Input::Click { y, .. } => {
                let at = self.bar.top(usize::from(SHOWN), len) + usize::from(y.saturating_sub(2));
                if at == self.bar.at {
                    return self.pick();
                }
                self.bar.go(at, len);
            }
            _ => {}
        }
        Vec::new()
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        let mut pen = Pen::new(cx, frame, area);
        pen.put(2, 0, self.title, Meaning::Label);
        let field = Rect { x: area.x + 13, width: 30.min(area.width.saturating_sub(14)), height: 1, ..area };
        let caret = self.form.draw(Field::Name, pen.buffer, field);
        let position = format!("{}/{}", (self.bar.at + 1).min(self.fitting.len()), self.fitting.len());
        pen.put(
            area.width.saturating_sub(2 + u16::try_from(position.len()).unwrap_or(0)),
            0,
            &position,
            Meaning::Dim,
        );
        let height = SHOWN.min(area.height.saturating_sub(1));
        let top = self.bar.top(usize::from(height), self.fitting.len());
        for (line, at) in (0..height).zip(self.fitting.iter().skip(top)) {
            let code = &self.codes[*at];
            let y = 1 + line;
            pen.put_within(2, y, 10, &code.code, Meaning::Label);
            pen.put(
                13,
                y,
                &cells::cut(&code.shown, usize::from(area.width.saturating_sub(14))),
                Meaning::Plain,
            );
            if usize::from(line) + top == self.bar.at {
                pen.bar(y);
                pen.put(0, y, ">", Meaning::Focus);
            }
        }
        if let Some(caret) = caret {
            frame.set_cursor_position(caret);
        }
    }
}
