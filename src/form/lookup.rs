//! One of many, or several of them: keys, names and initials are typed, what fits is offered.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::Line;
use crate::domain::register::resembling;
use crate::keymap::{Key, Stroke};
use crate::widget::cells;

/// Something that may be chosen: the key that is kept, and its name.
pub type Offer = (String, String);

/// A field that is filled from a list.
pub struct Lookup {
    offers: Vec<Offer>,
    many: bool,
    /// Chosen before what is being typed; at most one unless several are allowed.
    chosen: Vec<String>,
    line: Line,
    /// Which of those that fit is shown.
    at: usize,
}

impl Lookup {
    /// A field that holds `value`: keys apart by blanks where several are allowed.
    pub fn new(offers: Vec<Offer>, many: bool, value: &str) -> Lookup {
        let chosen = if many {
            value.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
        } else {
            Some(value.to_owned()).filter(|value| !value.is_empty()).into_iter().collect()
        };
        Lookup { offers, many, chosen, line: Line::default(), at: 0 }
    }

    /// What is chosen, what is being typed behind it, and the caret there.
    pub fn parts(&self) -> (&[String], &str, usize) {
        (&self.chosen, self.line.value(), self.line.caret())
    }

    /// Puts back what [`Lookup::parts`] gave.
    pub fn put_back(&mut self, chosen: Vec<String>, typed: &str, caret: usize) {
        (self.chosen, self.line, self.at) = (chosen, Line::with_caret(typed, caret), 0);
    }

    /// Keys apart by blanks; what was typed and is none stands there as it is, to be complained of.
    pub fn value(&self) -> String {
        let typed = self.line.value().trim();
        let typed = match self.exact(typed) {
            Some(key) => key.to_owned(),
            None => typed.to_owned(),
        };
        if !self.many && !typed.is_empty() {
            return typed;
        }
        let mut words = self.chosen.clone();
        if !typed.is_empty() && !words.contains(&typed) {
            words.push(typed);
        }
        words.join(" ")
    }

    fn exact(&self, typed: &str) -> Option<&str> {
        let called = self.offers.iter().find(|(key, name)| key == typed || name == typed);
        let place = || typed.parse::<usize>().ok().and_then(|number| self.offers.get(number.checked_sub(1)?));
        called.or_else(place).map(|(key, _)| key.as_str())
    }

    /// The number of an offer in the whole list.
    pub fn number(&self, key: &str) -> usize {
        self.offers.iter().position(|(known, _)| known == key).map_or(0, |at| at + 1)
    }

    /// What fits what is typed, best first.
    pub fn fitting(&self) -> Vec<&Offer> {
        let typed = self.line.value();
        let mut found: Vec<(u8, &Offer)> = self
            .offers
            .iter()
            .filter(|(key, _)| !self.chosen.contains(key))
            .filter_map(|offer| resembling(&offer.0, &offer.1, typed).map(|fit| (fit, offer)))
            .collect();
        found.sort_by_key(|(fit, _)| *fit);
        if found.is_empty() {
            // A digit that is part of no name is a place in the list.
            let place = typed.trim().parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            return place.and_then(|place| self.offers.get(place)).into_iter().collect();
        }
        found.into_iter().map(|(_, offer)| offer).collect()
    }

    /// Which of [`Lookup::fitting`] is proposed.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Is anything typed that has not been taken yet?
    pub fn is_typing(&self) -> bool {
        !self.line.value().trim().is_empty()
    }

    /// Is there nothing to choose from at all?
    pub fn is_empty(&self) -> bool {
        self.offers.is_empty()
    }

    /// May several be chosen?
    pub fn many(&self) -> bool {
        self.many
    }

    /// Takes the proposal: when something is typed, or one was picked with the arrows.
    pub fn take(&mut self) -> bool {
        if !self.is_typing() && self.at == 0 {
            return false;
        }
        let Some(key) =
            self.fitting().get(self.at.saturating_sub(usize::from(!self.is_typing()))).map(|o| o.0.clone())
        else {
            return false;
        };
        if !self.many {
            self.chosen.clear();
        }
        self.chosen.push(key);
        (self.line, self.at) = (Line::default(), 0);
        true
    }

    /// Types; answers whether the value changed. Backspace in an empty line takes the last one out.
    pub fn stroke(&mut self, stroke: Stroke) -> bool {
        if stroke.key == Key::Backspace && self.line.value().is_empty() {
            return self.chosen.pop().is_some();
        }
        let changed = self.line.stroke(stroke);
        if changed {
            self.at = 0;
        }
        changed
    }

    /// Up and down walk through what fits; answers whether there was somewhere to go. With nothing
    /// typed the first step down begins the list.
    pub fn moved(&mut self, stroke: Stroke) -> bool {
        let last = self.fitting().len().saturating_sub(usize::from(self.is_typing()));
        match stroke.key {
            Key::Down if self.at < last => self.at += 1,
            Key::Up if self.at > 0 => self.at -= 1,
            _ => return false,
        }
        true
    }

    /// Puts this in its place: a key that is known, or a text that stands as it is.
    pub fn set(&mut self, value: &str) {
        (self.line, self.at) = (Line::default(), 0);
        self.chosen = Some(value.to_owned()).filter(|value| !value.is_empty()).into_iter().collect();
    }

    /// Offers these instead; what is chosen and what is being typed stay.
    pub fn offer(&mut self, offers: Vec<Offer>) {
        (self.offers, self.at) = (offers, 0);
    }

    /// Everything that may be chosen.
    pub fn offers(&self) -> &[Offer] {
        &self.offers
    }

    /// Puts a pasted text into the line; answers how many characters had no room.
    pub fn paste(&mut self, pasted: &str) -> usize {
        self.at = 0;
        self.line.paste(pasted)
    }

    /// Names of what is chosen.
    pub fn names(&self) -> String {
        let name = |key: &String| {
            self.offers
                .iter()
                .find(|(known, _)| known == key)
                .map_or_else(|| key.clone(), |(_, name)| name.clone())
        };
        let names: Vec<String> = self.chosen.iter().map(name).collect();
        names.join(" ")
    }

    /// Draws what is chosen and, with the focus, the line being typed behind it.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, focused: bool) -> Option<Position> {
        let names = self.names();
        if !focused {
            let text = match (names.is_empty(), self.line.value().trim()) {
                (true, "") => "____".to_owned(),
                (_, "") => names,
                (true, typed) => typed.to_owned(),
                (false, typed) if self.many => format!("{names} {typed}"),
                (false, typed) => typed.to_owned(),
            };
            cells::put(buffer, area.x, area.y, usize::from(area.width), &text, Style::new());
            return None;
        }
        // At least a dozen cells stay for typing.
        let room = usize::from(area.width).saturating_sub(14);
        let shown = cells::cut(&names, room);
        let taken = cells::put(buffer, area.x, area.y, room, &shown, Style::new());
        let gap = u16::from(taken > 0);
        let rest = Rect { x: area.x + taken + gap, width: area.width - taken - gap, ..area };
        self.line.draw(buffer, rest, true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offers() -> Vec<Offer> {
        [("ye", "叶青"), ("han", "韩露"), ("cen", "岑怀川")]
            .map(|(k, n)| (k.to_owned(), n.to_owned()))
            .to_vec()
    }

    fn type_in(lookup: &mut Lookup, text: &str) {
        for c in text.chars() {
            lookup.stroke(Stroke::plain(Key::Char(c)));
        }
    }

    #[test]
    fn initials_find_a_name_and_enter_takes_its_key() {
        let mut one = Lookup::new(offers(), false, "");
        type_in(&mut one, "hl");
        assert_eq!(one.fitting().first().map(|offer| offer.0.as_str()), Some("han"));
        assert!(one.take());
        assert_eq!(one.value(), "han");
        type_in(&mut one, "叶青");
        assert_eq!(one.value(), "ye", "a whole name needs no taking");
    }

    #[test]
    fn several_are_chosen_one_after_the_other_and_taken_out_again() {
        let mut many = Lookup::new(offers(), true, "ye");
        type_in(&mut many, "ch");
        assert!(many.take());
        assert_eq!(many.value(), "ye cen");
        many.stroke(Stroke::plain(Key::Backspace));
        assert_eq!(many.value(), "ye");
        type_in(&mut many, "nobody");
        assert_eq!(many.value(), "ye nobody", "what fits nothing is kept and complained of");
    }

    #[test]
    fn arrows_walk_through_the_list_without_typing() {
        let mut one = Lookup::new(offers(), false, "");
        assert!(!one.take(), "nothing is typed and nothing picked");
        one.moved(Stroke::plain(Key::Down));
        one.moved(Stroke::plain(Key::Down));
        assert!(one.take());
        assert_eq!(one.value(), "han");
    }
}
