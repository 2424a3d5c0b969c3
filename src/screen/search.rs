//! 查找: by words, names, pinyin initials, numbers; the list follows what is typed.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::case::Case;
use super::pen::{Pen, lamp_meaning, short_day};
use super::person::Person;
use super::{Context, Effect, Handback, Hint, Input, Screen};
use crate::api::cases::{Answer as CasesAnswer, CaseLine, Request as Ask};
use crate::api::{Answer, Request};
use crate::domain::id_number::IdNumber;
use crate::domain::masked::Personal;
use crate::domain::page::Page;
use crate::domain::problem::Field;
use crate::form::{Entry, Form, Line};
use crate::i18n::refusal;
use crate::keymap::{Action, Place};
use crate::theme::Meaning;
use crate::widget::list::Bar;

/// Rows asked for: a page of the tallest terminal. Whoever needs more types one more character.
const LIMIT: usize = 60;

/// Search as you type.
pub struct Search {
    form: Form,
    found: Option<Page<CaseLine>>,
    bar: Bar,
    /// A question is under way; what is typed meanwhile is asked when its answer is here.
    under_way: bool,
    again: bool,
    /// Enter was pressed before the last answer came: its first row is meant.
    open_when_told: bool,
}

impl Search {
    /// An empty search.
    pub fn new() -> Search {
        Search::with("")
    }

    /// A search for these words.
    pub fn with(words: &str) -> Search {
        Search {
            form: Form::new(vec![(Field::Name, Entry::Line(Line::new(words)))]),
            found: None,
            bar: Bar::default(),
            under_way: false,
            again: false,
            open_when_told: false,
        }
    }

    fn typed(&self) -> String {
        self.form.value(Field::Name)
    }

    /// A whole identity number is a person: his card opens in the place of the search, without a
    /// further key.
    fn person(&self, cx: &Context<'_>) -> Option<Vec<Effect>> {
        let number = IdNumber::read_whole(&self.typed(), cx.today())?;
        let card = Box::new(Person::new(number.as_str()));
        Some(vec![Effect::Close(Handback::Nothing), Effect::Open(card)])
    }

    fn ask(&mut self) -> Vec<Effect> {
        if self.typed().trim().is_empty() {
            self.found = None;
            return Vec::new();
        }
        if self.under_way {
            self.again = true;
            return Vec::new();
        }
        self.under_way = true;
        vec![Effect::Ask(Request::Cases(Ask::Search { typed: Personal::new(self.typed()), limit: LIMIT }))]
    }

    fn open(&self) -> Vec<Effect> {
        let row = self.rows().get(self.bar.at);
        row.map(|row| Effect::Open(Box::new(Case::new(row.id, None)))).into_iter().collect()
    }

    fn rows(&self) -> &[CaseLine] {
        self.found.as_ref().map_or(&[], |page| &page.rows)
    }
}

impl Screen for Search {
    fn place(&self) -> Place {
        Place::Search
    }

    fn title(&self, cx: &Context<'_>) -> String {
        cx.words.search_screen.title.to_owned()
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        let open = if self.rows().is_empty() { Hint::barred } else { Hint::new };
        vec![
            open(Action::Open, cx.words.open),
            Hint::new(Action::Down, cx.words.search_screen.choose),
            Hint::new(Action::Back, cx.words.back),
        ]
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        let words = &cx.words.search_screen;
        match &self.found {
            None => words.hint.to_owned(),
            Some(page) if page.rows.is_empty() && !self.under_way => (words.nothing)(&self.typed()),
            Some(page) if page.rows.is_empty() => cx.words.reading.to_owned(),
            Some(page) => (words.found)(&page.total.to_string()),
        }
    }

    fn mark(&mut self) {
        self.form.mark();
    }

    fn take_back(&mut self) {
        self.form.take_back();
    }

    fn typing(&self) -> bool {
        true
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        let len = self.rows().len();
        // One line of the page stays.
        let page = usize::from(cx.size.height.saturating_sub(8)).max(1);
        if matches!(input, Input::Do(..) | Input::Type(_) | Input::Paste(_)) {
            self.open_when_told = false;
        }
        match input {
            Input::Do(Action::Open, _) if self.under_way => self.open_when_told = true,
            Input::Do(Action::Back, _) => return vec![Effect::Close(Handback::Nothing)],
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
            Input::Do(Action::Open, _) => {
                return self.open();
            }
            Input::Do(..) => {}
            Input::Type(stroke) => {
                if self.form.stroke(stroke) {
                    if let Some(effects) = self.person(cx) {
                        return effects;
                    }
                    self.bar = Bar::default();
                    return self.ask();
                }
            }
            Input::Paste(text) => {
                self.form.paste(&text);
                if let Some(effects) = self.person(cx) {
                    return effects;
                }
                self.bar = Bar::default();
                return self.ask();
            }
            Input::Told(Ok(Answer::Cases(CasesAnswer::Found(page)))) => {
                self.under_way = false;
                // An answer to fewer letters than stand here now is already old.
                if std::mem::take(&mut self.again) {
                    return self.ask();
                }
                if !self.typed().trim().is_empty() {
                    self.bar.go(self.bar.at, page.rows.len());
                    self.found = Some(page);
                    if std::mem::take(&mut self.open_when_told) {
                        return self.open();
                    }
                }
            }
            Input::Told(Err(refused)) => {
                (self.under_way, self.again) = (false, false);
                self.open_when_told = false;
                return vec![Effect::Say(refusal(cx.words, &refused))];
            }
            Input::Click { y, .. } => {
                let height = usize::from(cx.size.height.saturating_sub(7));
                let at = self.bar.top(height, len) + usize::from(y.saturating_sub(3));
                if at == self.bar.at {
                    return self.open();
                }
                self.bar.go(at, len);
            }
            Input::Opened | Input::Changed(_) => return self.ask(),
            Input::Told(Ok(_)) | Input::Back(_) | Input::Resized | Input::Scan(_) | Input::Handed(_) => {}
        }
        Vec::new()
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        let words = cx.words;
        let mut pen = Pen::new(cx, frame, area);
        pen.put(2, 0, words.search_screen.what, Meaning::Label);
        let field = Rect { x: area.x + 12, width: 40.min(area.width.saturating_sub(14)), height: 1, ..area };
        let caret = self.form.draw(Field::Name, pen.buffer, field);
        let height = area.height.saturating_sub(4);
        let top = self.bar.top(usize::from(height), self.rows().len());
        if !self.rows().is_empty() {
            let queue = &words.queue_screen;
            let received = (words.field)(Field::Received);
            let name = (words.field)(Field::Name);
            for (x, heading) in
                [(2, queue.number), (13, queue.lamp), (26, received), (37, name), (48, queue.matter)]
            {
                pen.put(x, 1, heading, Meaning::Label);
            }
        }
        for (line, row) in (0..height).zip(self.rows().iter().skip(top)) {
            let y = 2 + line;
            pen.put_within(2, y, 10, &row.number, Meaning::Plain);
            pen.put_within(13, y, 12, &(words.lamp)(row.lamp), lamp_meaning(row.lamp));
            pen.put_within(26, y, 10, &short_day(cx, row.received.day), Meaning::Dim);
            pen.put_within(37, y, 10, row.name.reveal(), Meaning::Plain);
            pen.put(48, y, &row.title, Meaning::Plain);
            if usize::from(line) + top == self.bar.at {
                pen.bar(y);
                pen.put(0, y, ">", Meaning::Focus);
            }
        }
        if let Some(excerpt) = self.rows().get(self.bar.at).and_then(|row| row.excerpt.as_ref()) {
            let y = area.height - 1;
            pen.put(2, y, words.search_screen.here, Meaning::Label);
            pen.put(13, y, excerpt.reveal(), Meaning::Dim);
        }
        if let Some(caret) = caret {
            frame.set_cursor_position(caret);
        }
    }
}
