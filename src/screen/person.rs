//! 信访人: the card that a number opens on any screen. What was being typed lies below it.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::case::Case;
use super::intake::{Beginning, Intake};
use super::pen::{Pen, lamp_meaning, short_day};
use super::step_form::StepForm;
use super::{Context, Effect, Handback, Hint, Input, MAIN_COLUMNS, Screen, guarded};
use crate::api::people::{Answer as PeopleAnswer, Matter, PersonCard, Request as Ask};
use crate::api::{Answer, Request};
use crate::domain::access;
use crate::domain::masked::Personal;
use crate::domain::step::CONTACT;
use crate::i18n::refusal;
use crate::keymap::{Action, Place};
use crate::screen::card::history_words;
use crate::theme::Meaning;
use crate::widget::cells;
use crate::widget::list::Bar;

/// Matters of each kind in sight at 24 lines.
const OPEN_SHOWN: usize = 4;

/// The card.
pub struct Person {
    number: Personal,
    card: Option<Box<PersonCard>>,
    bar: Bar,
}

impl Person {
    /// The card of whoever has this number.
    pub fn new(number: &str) -> Person {
        Person { number: Personal::new(number), card: None, bar: Bar::default() }
    }

    fn ask(&self) -> Vec<Effect> {
        vec![Effect::Ask(Request::People(Ask::Card(self.number.clone())))]
    }

    fn matters(&self) -> Vec<&Matter> {
        let card = self.card.iter();
        card.flat_map(|card| card.open.iter().chain(&card.closed)).collect()
    }

    fn at_bar(&self) -> Option<&Matter> {
        self.matters().get(self.bar.at).copied()
    }

    /// 记联系: with the matter under the bar.
    fn contact(&self, cx: &Context<'_>) -> Vec<Effect> {
        let Some(Matter { line, .. }) = self.at_bar() else { return Vec::new() };
        let on_menu = line.menu.iter().find(|(step, _)| *step == CONTACT.name);
        let barriers = on_menu.map_or_else(|| access::may_contact(cx.actor), |(_, bars)| bars.clone());
        guarded(cx, barriers, || Box::new(StepForm::new(line.id, &CONTACT)))
    }

    fn register(&self, cx: &Context<'_>, again: bool) -> Vec<Effect> {
        let Some(card) = &self.card else { return Vec::new() };
        let person = card.clone();
        let beginning = match self.at_bar().filter(|_| again) {
            Some(matter) => Beginning::Again { person, matter: Box::new(matter.clone()) },
            None if again => return Vec::new(),
            None => Beginning::Person(person),
        };
        guarded(cx, access::may_register(cx.actor), || Box::new(Intake::new(cx, beginning)))
    }
}

impl Screen for Person {
    fn place(&self) -> Place {
        Place::Person
    }

    fn title(&self, cx: &Context<'_>) -> String {
        cx.words.person.title.to_owned()
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        let words = &cx.words.person;
        let here = if self.matters().is_empty() { Hint::barred } else { Hint::new };
        vec![
            here(Action::Open, cx.words.open),
            here(Action::Contact, cx.words.story.contact),
            here(Action::Again, words.again),
            Hint::unless(cx, &access::may_register(cx.actor), Action::New, words.new),
            here(Action::Why, cx.words.why.key),
            Hint::new(Action::Back, cx.words.back),
        ]
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        let words = &cx.words.person;
        match &self.card {
            None => cx.words.reading.to_owned(),
            Some(card) if card.known.is_none() => words.nobody.to_owned(),
            Some(_) => (words.looked_up)(&cx.now.format("%H:%M").to_string()),
        }
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        let len = self.matters().len();
        match input {
            Input::Opened => return self.ask(),
            Input::Do(Action::Back, _) => return vec![Effect::Close(Handback::Nothing)],
            Input::Do(Action::Up, _) => {
                self.bar.up(1);
            }
            Input::Do(Action::Down, _) => {
                self.bar.down(1, len);
            }
            Input::Do(Action::Open, _) => {
                let case = self.at_bar().map(|matter| matter.line.id);
                return case.map(|id| Effect::Open(Box::new(Case::new(id, None)))).into_iter().collect();
            }
            Input::Do(Action::Contact, _) => return self.contact(cx),
            Input::Do(Action::Again, _) => return self.register(cx, true),
            Input::Do(Action::New, _) => return self.register(cx, false),
            Input::Told(Ok(Answer::People(PeopleAnswer::Card(card)))) => {
                self.card = Some(card);
                self.bar.go(self.bar.at, self.matters().len());
            }
            // A number that fails its check opens nothing.
            Input::Told(Err(refused)) => {
                return vec![Effect::Say(refusal(cx.words, &refused)), Effect::Close(Handback::Nothing)];
            }
            // Registered: back to where the card was opened, which hears of it.
            Input::Back(handback @ Handback::Registered(_)) => return vec![Effect::Close(handback)],
            _ => {}
        }
        Vec::new()
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        let area = Rect { width: area.width.min(MAIN_COLUMNS), ..area };
        let mut pen = Pen::new(cx, frame, area);
        // Without a caret of its own the cursor stands on the bar.
        let mut cursor = (area.x, area.y);
        if let Some(card) = &self.card {
            cursor.1 = area.y + self.draw_card(cx, &mut pen, card);
        }
        frame.set_cursor_position(cursor);
    }
}

impl Person {
    /// Draws the card and answers the line of the bar.
    fn draw_card(&self, cx: &Context<'_>, pen: &mut Pen<'_>, card: &PersonCard) -> u16 {
        let words = &cx.words.person;
        let sex = card.sex.map(|sex| (cx.words.sex)(sex)).unwrap_or_default();
        let age = card.age.map(|age| (cx.words.case_screen.age)(age)).unwrap_or_default();
        let values = [
            card.name.reveal().to_owned(),
            format!("{sex} {age}").trim().to_owned(),
            card.id_number.reveal().to_owned(),
            card.phone.reveal().to_owned(),
            card.address.reveal().to_owned(),
        ];
        let values: Vec<&str> = values.iter().map(String::as_str).filter(|value| !value.is_empty()).collect();
        pen.put(2, 0, &values.join("  "), Meaning::Plain);
        let all = card.open.len() + card.closed.len() + card.more;
        let mut said =
            if all == 0 { String::new() } else { (words.counts)(all, card.open.len(), card.closed.len()) };
        if let Some(last) = card.last {
            said.push_str(&format!("  {}", (words.last)(&short_day(cx, last))));
        }
        pen.put(2, 1, &said, Meaning::Dim);
        let mut y = 3;
        if !card.promises.is_empty() {
            pen.put(2, y, words.promised, Meaning::Label);
            y += 1;
            for promise in card.promises.iter().take(3) {
                let due = promise.due.map(|day| short_day(cx, day)).unwrap_or_default();
                pen.put_within(4, y, 12, &(cx.words.lamp)(promise.lamp), lamp_meaning(promise.lamp));
                pen.put_within(17, y, 10, &due, Meaning::Plain);
                pen.put_within(28, y, 34, &promise.what, Meaning::Plain);
                pen.put(63, y, &format!("{} {}", promise.number, promise.owner), Meaning::Dim);
                y += 1;
            }
            y += 1;
        }
        let mut bar_line = y;
        let mut at = 0_usize;
        for (heading, matters, shown) in
            [(words.open, &card.open, OPEN_SHOWN), (words.closed, &card.closed, usize::MAX)]
        {
            if matters.is_empty() {
                continue;
            }
            pen.put(2, y, heading, Meaning::Label);
            y += 1;
            // The bar keeps its matter in sight.
            let skip = (self.bar.at + 1)
                .saturating_sub(at.saturating_add(shown))
                .min(matters.len().saturating_sub(shown));
            for (offset, matter) in matters.iter().enumerate().skip(skip).take(shown) {
                if y >= pen.area.height {
                    break;
                }
                let here = at + offset == self.bar.at;
                if here {
                    bar_line = y;
                }
                draw_matter(cx, pen, matter, y, here);
                y += 1;
                if let (true, Some(newest)) = (matter.line.state.is_open(), &matter.newest) {
                    let day = newest.at.format("%m-%d").to_string();
                    let text = (words.newest)(&day, &history_words(cx.words, newest));
                    pen.put(13, y, &cells::cut(&text, 64), Meaning::Dim);
                    y += 1;
                }
            }
            at += matters.len();
            y += 1;
        }
        if card.more > 0 {
            pen.put(2, y, &(words.more)(card.more), Meaning::Dim);
        }
        bar_line
    }
}

fn draw_matter(cx: &Context<'_>, pen: &mut Pen<'_>, matter: &Matter, y: u16, here: bool) {
    let line = &matter.line;
    let due = line.due.as_ref().map(|due| short_day(cx, due.day)).unwrap_or_default();
    pen.put_within(2, y, 10, &line.number, Meaning::Plain);
    pen.put_within(13, y, 30, &cells::cut(&line.title, 30), Meaning::Plain);
    pen.put_within(44, y, 12, (cx.words.state)(line.state), Meaning::Plain);
    pen.put_within(57, y, 12, &(cx.words.lamp)(line.lamp), lamp_meaning(line.lamp));
    pen.put_within(70, y, 10, if due.is_empty() { &line.handler } else { &due }, Meaning::Plain);
    if here {
        pen.bar(y);
        pen.put(0, y, ">", Meaning::Focus);
    }
}
