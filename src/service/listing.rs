//! 视图 and 下一件: a queue filtered and in another order; the next case that needs somebody.

use chrono::NaiveDate;

use super::Service;
use super::triage::Standing;
use crate::api::Refusal;
use crate::api::cases::{Answer, Listing};
use crate::domain::access;
use crate::domain::actor::Actor;
use crate::domain::assessment::Verdict;
use crate::domain::queue::{Key, Queue, Stretch};
use crate::domain::step::{self, open_to};
use crate::domain::view::{FILTER_WORDS, FilterWord, View};
use crate::store::{Listed, Looking, Sift};

/// Rows looked at for the next case: mostly the first one is, so a few at first, then more.
const FIRST_CHUNK: usize = 8;
const CHUNK: usize = 200;
/// Rows looked at before the search for the next case gives up.
const MOST: usize = 2_000;

impl Service {
    /// A stretch of a view.
    pub(super) fn view(
        &self,
        actor: &Actor,
        today: NaiveDate,
        view: &View,
        stretch: Stretch,
        limit: usize,
    ) -> Result<Listing, Refusal> {
        let sifts = self.sifts(view);
        let unit_name = |key: &str| self.directory.body_name(key, today);
        let looking = looking(actor, today, view, &sifts, &unit_name);
        let (page, looked_at) = self.store.view(&looking, stretch, limit)?;
        Ok(Listing { page: self.lines(actor, today, page), looked_at })
    }

    /// What the directory calls by each word of a filter.
    fn sifts(&self, view: &View) -> Vec<Sift> {
        let sift = |word: &FilterWord| {
            let (units, accounts) = self.directory.called(word.text.reveal());
            Sift { word: word.clone(), units, accounts }
        };
        view.filter.iter().filter(|word| !word.text.is_empty()).take(FILTER_WORDS).map(sift).collect()
    }

    /// The next case that needs this person: in this list from there on, else in the first of his
    /// own queues that holds one.
    pub(super) fn next_case(
        &self,
        actor: &Actor,
        today: NaiveDate,
        view: Option<&View>,
        from: Stretch,
    ) -> Result<Answer, Refusal> {
        if let Some(view) = view {
            let key = self.next_in(actor, today, view, from)?;
            return Ok(Answer::Next(key.map(|key| (view.queue, key))));
        }
        for queue in all_queues_of(actor) {
            let view = View::of(queue);
            let mut found = self.next_in(actor, today, &view, Stretch::First)?;
            // The one he looks at is not the next.
            if let (Some(key), Stretch::After(here)) = (found, from)
                && key.id == here.id
            {
                found = self.next_in(actor, today, &view, Stretch::After(key))?;
            }
            if let Some(key) = found {
                return Ok(Answer::Next(Some((queue, key))));
            }
        }
        Ok(Answer::Next(None))
    }

    fn next_in(
        &self,
        actor: &Actor,
        today: NaiveDate,
        view: &View,
        from: Stretch,
    ) -> Result<Option<Key>, Refusal> {
        let sifts = self.sifts(view);
        let unit_name = |key: &str| self.directory.body_name(key, today);
        let looking = looking(actor, today, view, &sifts, &unit_name);
        let allowed = self.law.allowed(today);
        let mut stretch = match from {
            Stretch::From(_) | Stretch::After(_) => from,
            Stretch::First | Stretch::Last | Stretch::Before(_) => Stretch::First,
        };
        let (mut chunk, mut looked) = (FIRST_CHUNK, 0);
        while looked < MOST {
            let (page, _) = self.store.view(&looking, stretch, chunk)?;
            looked += chunk;
            chunk = (chunk * 5).min(CHUNK);
            let needs =
                page.rows.iter().find(|row| needs(actor, row, &self.standing_by(row, today, &allowed)));
            if let Some(row) = needs {
                return Ok(Some(key(row)));
            }
            match page.rows.last() {
                Some(last) if page.more_after => stretch = Stretch::After(key(last)),
                _ => break,
            }
        }
        Ok(None)
    }
}

fn looking<'a>(
    actor: &'a Actor,
    today: NaiveDate,
    view: &View,
    sifts: &'a [Sift],
    unit_name: &'a dyn Fn(&str) -> String,
) -> Looking<'a> {
    Looking { reach: &actor.reach, queue: view.queue, today, sifts, sort: view.sort, unit_name }
}

fn key(row: &Listed) -> Key {
    Key { order: row.order, id: row.case.id }
}

/// Does a case wait for this person? When a leader's word is wanted and he has it, or a step that
/// moves it is open to him.
fn needs(actor: &Actor, row: &Listed, standing: &Standing) -> bool {
    if !row.case.state.is_open() {
        return false;
    }
    if let Some(waits) = row.waits.as_deref().and_then(step::by_name) {
        return actor.is_any(waits.decides);
    }
    if row.verdict == Some(Verdict::Undecided) && actor.is_any(access::DECIDES) {
        return true;
    }
    // What may be done at any time is nothing that waits.
    let moves = |step: &step::Step| {
        !step.is_note && step.name != step::REDO.name && step.to.is_some_and(|to| to != row.case.state)
    };
    open_to(actor, &standing.ground(actor, row))
        .iter()
        .any(|(step, barriers)| moves(step) && barriers.is_empty())
}

/// The queues that a desk begins with, the most urgent first.
pub(super) fn queues_of(actor: &Actor) -> Vec<Queue> {
    let mut queues = vec![Queue::Overdue, Queue::DueToday, Queue::DueSoon];
    let own = Queue::of_posts(actor);
    if own.is_empty() || actor.is_any(access::DECIDES) {
        queues.push(Queue::Open);
    }
    // Whoever holds every post finds the others as tabs above a list.
    queues.extend(own.into_iter().take(HOME_LINES - queues.len()));
    queues
}

/// The same, with those that home has no line for.
fn all_queues_of(actor: &Actor) -> Vec<Queue> {
    let mut queues = queues_of(actor);
    queues.extend(Queue::of_posts(actor));
    queues
}

/// Lines of queues on home: with tasks and drafts each has a digit of its own.
const HOME_LINES: usize = 7;
