//! Through a queue: the next case that needs somebody, and what is done with all that is marked.

use super::act::Act;
use super::many::Many;
use super::queue::{Asked, Queue};
use super::queue_rows::Wanted;
use super::{Context, Effect, Handback};
use crate::api::Request;
use crate::api::cases::Request as Ask;
use crate::api::steps::MANY;
use crate::domain::case::CaseId;
use crate::domain::queue::{self, Key, Stretch};
use crate::domain::step::by_name;

/// A marked case: what could be done with it when it was marked.
pub(super) struct Mark {
    pub(super) id: CaseId,
    steps: Vec<&'static str>,
}

impl Queue {
    /// 下一件: the case that was found takes the place of the one that is looked at, in its list.
    pub(super) fn instead(cx: &Context<'_>, found: Option<(queue::Queue, Key)>) -> Vec<Effect> {
        match found {
            Some((queue, key)) => {
                vec![Effect::Close(Handback::Nothing), Effect::Open(Box::new(Queue::at(queue, key)))]
            }
            None => vec![Effect::Say(cx.words.queue_screen.no_next_at_all.to_owned())],
        }
    }

    /// 下一件: from the row under the bar, and behind it where it was looked at already.
    pub(super) fn next_from(&self) -> Stretch {
        match (self.current(), self.opened) {
            (Some(row), Some(opened)) if row.id == opened.id => Stretch::After(opened),
            (Some(row), _) => Stretch::From(row.key),
            (None, _) => Stretch::First,
        }
    }

    pub(super) fn ask_next(&mut self, from: Stretch) -> Vec<Effect> {
        if self.asked.contains(&Asked::Next) {
            return Vec::new();
        }
        self.asked.push_back(Asked::Next);
        vec![Effect::Ask(Request::Cases(Ask::Next { view: Some(self.view()), from }))]
    }

    pub(super) fn go_on(&mut self, cx: &Context<'_>, key: Key) -> Vec<Effect> {
        let at = self.list.rows.iter().position(|row| row.id == key.id);
        let mut effects = match at {
            Some(at) => {
                self.list.bar.go(at, self.list.len());
                self.moved(cx)
            }
            None => self.ask(Wanted::Case(key)),
        };
        effects.extend(self.open(key, None));
        effects
    }

    pub(super) fn mark_or_unmark(&mut self, cx: &Context<'_>) -> Vec<Effect> {
        let Some(row) = self.current() else { return Vec::new() };
        let id = row.id;
        match self.marks.iter().position(|mark| mark.id == id) {
            Some(at) => drop(self.marks.remove(at)),
            None if self.marks.len() >= MANY => {
                return vec![Effect::Say((cx.words.queue_screen.marks_full)(MANY))];
            }
            None => {
                let open = row.menu.iter().filter(|(_, barriers)| barriers.is_empty());
                let steps = open.map(|(step, _)| *step).collect();
                self.marks.push(Mark { id, steps });
            }
        }
        self.list.bar.down(1, self.list.len());
        self.moved(cx)
    }

    pub(super) fn act_on_marked(&self, cx: &Context<'_>) -> Vec<Effect> {
        if self.marks.is_empty() {
            return vec![Effect::Say(cx.words.queue_screen.nothing_marked.to_owned())];
        }
        let steps: Vec<&'static str> = self.marks.iter().flat_map(|mark| mark.steps.clone()).collect();
        vec![Effect::Open(Box::new(Act::new(self.marks.len(), &steps)))]
    }

    pub(super) fn with_marked(&self, step: &str) -> Vec<Effect> {
        let cases = self.marks.iter().map(|mark| mark.id).collect();
        let many = by_name(step).map(|step| Many::new(step, cases));
        many.map(|many| Effect::Open(Box::new(many))).into_iter().collect()
    }
}
