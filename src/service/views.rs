//! 视图: what somebody looks at again and again, kept under a name for him alone.

use chrono::{DateTime, FixedOffset};
use serde_json::{Map, Value, json};

use super::tasks::object;
use super::{Service, Told, allow, stamp};
use crate::api::views::{Answer, NAME_MAX, Request, VIEWS};
use crate::api::{self, Refusal};
use crate::domain::access;
use crate::domain::actor::Actor;
use crate::domain::masked::Personal;
use crate::domain::problem::{Barrier, Field, Problem};
use crate::domain::text;
use crate::domain::view::{SavedView, ViewId};
use crate::store::NewLine;

impl Service {
    pub(super) fn views(&mut self, actor: &Actor, now: DateTime<FixedOffset>, request: Request) -> Told {
        allow(access::may_read_cases(actor))?;
        let answer = match request {
            Request::Mine => Answer::Mine(self.store.views_of(&actor.account)?),
            Request::Save { name, queue, filter, sort } => {
                let filter = Personal::new(text::line(filter.reveal()));
                let view = SavedView { id: ViewId(0), name: text::line(&name), queue, filter, sort };
                self.save_view(actor, now, view)?
            }
            Request::Drop(id) => self.drop_view(actor, now, id)?,
        };
        // Nobody else looks at it.
        Ok((api::Answer::Views(answer), None))
    }

    fn save_view(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        view: SavedView,
    ) -> Result<Answer, Refusal> {
        let wrong = |problem| Refusal::Invalid(vec![(Field::Name, problem)]);
        if view.name.is_empty() {
            return Err(wrong(Problem::Missing));
        }
        if view.name.chars().count() > NAME_MAX {
            return Err(wrong(Problem::TooLong { max: NAME_MAX }));
        }
        let mine = self.store.views_of(&actor.account)?;
        let same = mine.iter().find(|known| known.name == view.name);
        if same.is_none() && mine.len() >= VIEWS {
            return Err(Refusal::Denied(vec![Barrier::TooMany { max: VIEWS }]));
        }
        let at = stamp(now);
        let before = same.map(described).unwrap_or_default();
        let mut write = self.store.write()?;
        if let Some(same) = same {
            write.end_view(same.id, &at)?;
        }
        write.add_view(&actor.account, &view, &at)?;
        let after = described(&view);
        write.add_line(NewLine { case: None, actor, at: &at, what: "view.save", before, after })?;
        write.commit()?;
        Ok(Answer::Saved(view.name))
    }

    fn drop_view(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        id: ViewId,
    ) -> Result<Answer, Refusal> {
        let mine = self.store.views_of(&actor.account)?;
        let view = mine.into_iter().find(|view| view.id == id).ok_or(Refusal::NoSuchCase)?;
        let at = stamp(now);
        let mut write = self.store.write()?;
        write.end_view(id, &at)?;
        let (before, after) = (described(&view), Map::new());
        write.add_line(NewLine { case: None, actor, at: &at, what: "view.drop", before, after })?;
        write.commit()?;
        Ok(Answer::Dropped(view.name))
    }
}

fn described(view: &SavedView) -> Map<String, Value> {
    object(json!({
        "name": view.name, "queue": view.queue.word(), "filter": view.filter.reveal(), "sort": view.sort.word(),
    }))
}
