//! 视图: a queue that is filtered, or in another order than that of its index.
//!
//! What is due first, and the order of registration, are those of an index: a page costs what its
//! rows cost. Any other order, and every filter, looks at the first [`LOOK_AT`] cases of the queue
//! and says so where the queue holds more.

use chrono::NaiveDate;
use rusqlite::types::Value as Sql;
use rusqlite::{Row, params_from_iter};

use super::cases::{conditions, lists, reach_condition};
use super::row::{LISTED, LISTED_FROM, Listed, day, listed, word};
use super::words::fold;
use super::{Store, trouble};
use crate::domain::actor::Reach;
use crate::domain::case::{CaseId, Channel, State};
use crate::domain::initials;
use crate::domain::page::{Page, Total};
use crate::domain::queue::{Key, Queue, Stretch};
use crate::domain::trouble::Trouble;
use crate::domain::view::{Column, Direction, FilterWord, LOOK_AT, Sort};

/// A word of a filter, with what the office's directory calls so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sift {
    /// The word.
    pub word: FilterWord,
    /// Keys of units called so.
    pub units: Vec<String>,
    /// Accounts of people called so.
    pub accounts: Vec<String>,
}

/// What is looked at, by whom, in which order.
pub struct Looking<'a> {
    /// The cases he sees.
    pub reach: &'a Reach,
    /// Of which queue.
    pub queue: Queue,
    /// The legal day.
    pub today: NaiveDate,
    /// Each must fit.
    pub sifts: &'a [Sift],
    /// In which order.
    pub sort: Sort,
    /// What a unit is called.
    pub unit_name: &'a dyn Fn(&str) -> String,
}

/// What a case is filtered and sorted by.
struct Grain {
    id: CaseId,
    due: NaiveDate,
    number: String,
    title: String,
    state: State,
    channel: Channel,
    received: String,
    unit: String,
    account: String,
    handler: String,
    /// Of everybody who brings the matter.
    names: String,
    outside: String,
}

/// What a list is sorted by: the column, then what is due first, then age.
type Place = (Vec<u8>, NaiveDate, CaseId);

impl Store {
    /// A stretch of a view, and how many cases were looked at where the queue holds more.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn view(
        &self,
        looking: &Looking<'_>,
        stretch: Stretch,
        limit: usize,
    ) -> Result<(Page<Listed>, Option<usize>), Trouble> {
        let Looking { reach, queue, today, sort, .. } = *looking;
        let whole = looking.sifts.is_empty();
        match (sort.column, sort.direction) {
            (Column::Due, Direction::Up) if whole => {
                Ok((self.queue(reach, queue, today, stretch, limit)?, None))
            }
            (Column::Due, Direction::Down) if whole => Ok((self.last_first(looking, stretch, limit)?, None)),
            (Column::Number, _)
                if whole && matches!(self.count(reach, queue, today)?, Total::MoreThan(_)) =>
            {
                Ok((self.by_age(looking, stretch, limit)?, None))
            }
            _ => self.sifted(looking, stretch, limit),
        }
    }

    /// What is due last comes first.
    fn last_first(
        &self,
        looking: &Looking<'_>,
        stretch: Stretch,
        limit: usize,
    ) -> Result<Page<Listed>, Trouble> {
        let ask = |stretch, limit| self.queue(looking.reach, looking.queue, looking.today, stretch, limit);
        let page = match stretch {
            Stretch::First => ask(Stretch::Last, limit)?,
            Stretch::Last => ask(Stretch::First, limit)?,
            Stretch::After(key) => ask(Stretch::Before(key), limit)?,
            Stretch::Before(key) => ask(Stretch::After(key), limit)?,
            Stretch::From(key) => {
                let here = ask(Stretch::From(key), 1)?;
                let is_here = here.rows.first().is_some_and(|row| row.case.id == key.id);
                let more_after = if is_here { here.more_after } else { !here.rows.is_empty() };
                let mut page = ask(Stretch::Before(key), limit - usize::from(is_here).min(limit))?;
                page.rows.extend(here.rows.into_iter().filter(|_| is_here));
                Page { more_after, ..page }
            }
        };
        let Page { mut rows, more_before, more_after, total } = page;
        rows.reverse();
        Ok(Page { rows, more_before: more_after, more_after: more_before, total })
    }

    /// A long queue in the order of registration: cases are walked by their key, and as the queue
    /// is long, many of them belong to it.
    fn by_age(&self, looking: &Looking<'_>, stretch: Stretch, limit: usize) -> Result<Page<Listed>, Trouble> {
        let Looking { reach, queue, today, sort, .. } = *looking;
        let up = sort.direction == Direction::Up;
        // Which way the key is walked, and from where.
        let (forward, from) = match stretch {
            Stretch::First => (true, None),
            Stretch::Last => (false, None),
            Stretch::From(key) => (true, Some(("=", key.id))),
            Stretch::After(key) => (true, Some(("", key.id))),
            Stretch::Before(key) => (false, Some(("", key.id))),
        };
        let mut rows = self.walk(looking, forward == up, from, limit + 1)?;
        let more = rows.len() > limit;
        rows.truncate(limit);
        if !forward {
            rows.reverse();
        }
        let (more_before, more_after) = match stretch {
            Stretch::First => (false, more),
            Stretch::Last => (more, false),
            Stretch::After(_) => (true, more),
            Stretch::Before(_) => (more, true),
            Stretch::From(key) => (!self.walk(looking, !up, Some(("", key.id)), 1)?.is_empty(), more),
        };
        Ok(Page { rows, more_before, more_after, total: self.count(reach, queue, today)? })
    }

    fn walk(
        &self,
        looking: &Looking<'_>,
        up: bool,
        from: Option<(&str, CaseId)>,
        limit: usize,
    ) -> Result<Vec<Listed>, Trouble> {
        let (reach, mut values) = reach_condition(looking.reach);
        let mut parts = Vec::new();
        for (condition, of) in conditions(looking.queue, looking.today) {
            parts.push(format!("({condition})"));
            values.extend(of);
        }
        let (beyond, order) = if up { (">", "ASC") } else { ("<", "DESC") };
        let start = from.map_or(String::new(), |(equal, _)| format!("AND c.id {beyond}{equal} ?"));
        values.extend(from.map(|(_, id)| Sql::Integer(id.0)));
        values.push(Sql::Integer(i64::try_from(limit).unwrap_or(i64::MAX)));
        let tables = LISTED_FROM.replacen("cases AS c", "cases AS c NOT INDEXED", 1);
        let sql = format!(
            "SELECT {LISTED} FROM {tables} WHERE {reach} AND ({}) {start} ORDER BY c.id {order} LIMIT ?",
            parts.join(" OR ")
        );
        let mut statement = self.connection.prepare_cached(&sql).map_err(trouble)?;
        statement.query_map(params_from_iter(values), listed).and_then(Iterator::collect).map_err(trouble)
    }

    /// The first cases of the queue, those that fit, in the order asked.
    fn sifted(
        &self,
        looking: &Looking<'_>,
        stretch: Stretch,
        limit: usize,
    ) -> Result<(Page<Listed>, Option<usize>), Trouble> {
        let mut ids = self.due_first(looking)?;
        let looked_at = (ids.len() > LOOK_AT).then_some(LOOK_AT);
        ids.truncate(LOOK_AT);
        let grains = self.grains(looking, &ids)?;
        let mut places: Vec<Place> =
            grains.iter().filter(|grain| fits(looking, grain)).map(|grain| place(looking, grain)).collect();
        places.sort_unstable();
        if looking.sort.direction == Direction::Down {
            places.reverse();
        }
        let (from, to) = match stretch {
            Stretch::First => (0, limit),
            Stretch::Last => (places.len().saturating_sub(limit), places.len()),
            Stretch::From(key) => {
                let (at, _) = self.stands(looking, &places, key)?;
                (at, at + limit)
            }
            Stretch::After(key) => {
                let (at, is_there) = self.stands(looking, &places, key)?;
                (at + usize::from(is_there), at + usize::from(is_there) + limit)
            }
            Stretch::Before(key) => {
                let (at, _) = self.stands(looking, &places, key)?;
                (at.saturating_sub(limit), at)
            }
        };
        let to = to.min(places.len());
        let rows = places.get(from..to).unwrap_or_default().iter().map(|(_, _, id)| self.listed(*id));
        let total =
            if looked_at.is_some() { Total::MoreThan(places.len()) } else { Total::Exactly(places.len()) };
        let page = Page {
            rows: rows.collect::<Result<_, _>>()?,
            more_before: from > 0 && !places.is_empty(),
            more_after: to < places.len(),
            total,
        };
        Ok((page, looked_at))
    }

    /// Where a case stands, or would stand if it were there; and whether it is.
    fn stands(&self, looking: &Looking<'_>, places: &[Place], key: Key) -> Result<(usize, bool), Trouble> {
        if let Some(at) = places.iter().position(|(_, _, id)| *id == key.id) {
            return Ok((at, true));
        }
        let grains = self.grains(looking, &[key.id])?;
        let Some(own) = grains.first().map(|grain| place(looking, grain)) else { return Ok((0, false)) };
        let before = |other: &Place| match looking.sort.direction {
            Direction::Up => *other < own,
            Direction::Down => *other > own,
        };
        Ok((places.partition_point(before), false))
    }

    /// One more than are looked at, if there are so many.
    fn due_first(&self, looking: &Looking<'_>) -> Result<Vec<CaseId>, Trouble> {
        let mut found: Vec<(String, i64)> = Vec::new();
        for (source, mut values) in lists(looking.reach, looking.queue, looking.today) {
            let sql = format!(
                "SELECT c.next_due, c.id FROM cases AS c WHERE {source} ORDER BY c.next_due, c.id LIMIT ?"
            );
            values.push(Sql::Integer(i64::try_from(LOOK_AT + 1).unwrap_or(i64::MAX)));
            let mut statement = self.connection.prepare_cached(&sql).map_err(trouble)?;
            let rows = statement
                .query_map(params_from_iter(values), |row| Ok((row.get(0)?, row.get(1)?)))
                .map_err(trouble)?;
            for row in rows {
                found.push(row.map_err(trouble)?);
            }
        }
        found.sort_unstable();
        // A case of his unit that he has in hand is one case.
        found.dedup();
        Ok(found.into_iter().take(LOOK_AT + 1).map(|(_, id)| CaseId(id)).collect())
    }

    /// What cases are filtered and sorted by; names and numbers of other offices only where there
    /// is a word to look for in them.
    fn grains(&self, looking: &Looking<'_>, ids: &[CaseId]) -> Result<Vec<Grain>, Trouble> {
        let ids: Vec<String> = ids.iter().map(|id| id.0.to_string()).collect();
        let texts = if looking.sifts.is_empty() {
            "'', ''"
        } else {
            "coalesce((SELECT group_concat(name, ' ') FROM party WHERE case_id = c.id), ''),
             coalesce((SELECT group_concat(number, ' ') FROM outside_number WHERE case_id = c.id), '')"
        };
        let sql = format!(
            "SELECT c.id, c.next_due, c.number, c.title, c.state, c.channel,
                c.received_on || ' ' || coalesce(c.received_time, ''), c.unit,
                coalesce(w.name, ''), coalesce(w.shown_as, ''), {texts}
             FROM json_each(?1) AS wanted CROSS JOIN cases AS c ON c.id = wanted.value
                LEFT JOIN account AS w ON w.id = c.handler_id"
        );
        let mut statement = self.connection.prepare_cached(&sql).map_err(trouble)?;
        statement
            .query_map([format!("[{}]", ids.join(","))], grain)
            .and_then(Iterator::collect)
            .map_err(trouble)
    }
}

fn grain(row: &Row<'_>) -> rusqlite::Result<Grain> {
    Ok(Grain {
        id: CaseId(row.get(0)?),
        due: day(row, 1)?,
        number: row.get(2)?,
        title: row.get(3)?,
        state: word(row, 4, State::from_word)?,
        channel: word(row, 5, Channel::from_word)?,
        received: row.get(6)?,
        unit: row.get(7)?,
        account: row.get(8)?,
        handler: row.get(9)?,
        names: row.get(10)?,
        outside: row.get(11)?,
    })
}

/// Does a case fit every word?
fn fits(looking: &Looking<'_>, grain: &Grain) -> bool {
    looking.sifts.iter().all(|sift| {
        let Sift { word: FilterWord { text, states, channels, queues }, units, accounts } = sift;
        let text = fold(text.reveal());
        let holds = |where_: &str| fold(where_).contains(&text);
        states.contains(&grain.state)
            || channels.contains(&grain.channel)
            || queues.iter().any(|queue| stands_in(*queue, grain.due, looking.today))
            || units.contains(&grain.unit)
            || accounts.contains(&grain.account)
            || [&grain.number, &grain.title, &grain.names, &grain.outside].iter().any(|text| holds(text))
            || (initials::looks_like(&text) && by_initials(&grain.names, &text))
    })
}

fn by_initials(names: &str, typed: &str) -> bool {
    names.split(' ').any(|name| initials::of(name).iter().any(|reading| reading.starts_with(typed)))
}

/// What a lamp says, by the day that the list is ordered by.
fn stands_in(queue: Queue, due: NaiveDate, today: NaiveDate) -> bool {
    let days = (due - today).num_days();
    match queue {
        Queue::Overdue => days < 0,
        Queue::DueToday => days == 0,
        Queue::DueSoon => (0..=i64::try_from(Queue::SOON_DAYS).unwrap_or(0)).contains(&days),
        _ => false,
    }
}

fn place(looking: &Looking<'_>, grain: &Grain) -> Place {
    let first = match looking.sort.column {
        Column::Due => Vec::new(),
        Column::Number => grain.id.0.to_be_bytes().to_vec(),
        Column::Received => grain.received.clone().into_bytes(),
        Column::Title => spoken(&grain.title),
        // The office itself comes first.
        Column::Place if grain.unit.is_empty() => Vec::new(),
        Column::Place => spoken(&(looking.unit_name)(&grain.unit)),
        // What nobody has in hand comes last.
        Column::Handler if grain.handler.is_empty() => vec![u8::MAX],
        Column::Handler => spoken(&grain.handler),
        Column::Channel => {
            let at = Channel::ALL.iter().position(|channel| *channel == grain.channel);
            vec![u8::try_from(at.unwrap_or(0)).unwrap_or(0)]
        }
    };
    (first, grain.due, grain.id)
}

/// A text as a dictionary orders it: the common characters of GBK stand in the order of pinyin.
fn spoken(text: &str) -> Vec<u8> {
    encoding_rs::GBK.encode(&fold(text)).0.into_owned()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::masked::Personal;

    /// More cases than are looked at: the last registered is due first.
    fn store(cases: usize) -> Store {
        let store = Store::in_memory().expect("a store");
        let sql = "INSERT INTO cases (id, number, state, channel, received_on, registered_at, registered_by,
                title, body, people, sameness, next_due, next_due_law)
             WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < CASES)
             SELECT i, printf('2026-%04d', i), 'registered', 'visit', '2026-01-05',
                '2026-01-05T09:00:00+08:00', 1, printf('t%d', i), '', 1, x'00',
                date('2100-01-01', printf('-%d days', i / 3)), 1 FROM n";
        let account = "INSERT INTO account (name, shown_as, role, created_at) VALUES ('a', 'a', '', '')";
        store.connection.execute(account, []).expect("an account");
        store.connection.execute(&sql.replace("CASES", &cases.to_string()), []).expect("cases");
        store
    }

    fn looking<'a>(sifts: &'a [Sift], sort: &str, name: &'a dyn Fn(&str) -> String) -> Looking<'a> {
        Looking {
            reach: &Reach::All,
            queue: Queue::Triage,
            today: NaiveDate::from_ymd_opt(2026, 9, 16).expect("a day"),
            sifts,
            sort: Sort::from_word(sort).expect("an order"),
            unit_name: name,
        }
    }

    fn key(row: &Listed) -> Key {
        Key { order: row.order, id: row.case.id }
    }

    /// Every case once, page by page, there and back; answers the order.
    fn walked(store: &Store, looking: &Looking<'_>) -> Vec<i64> {
        let mut there = Vec::new();
        let mut stretch = Stretch::First;
        loop {
            let (page, _) = store.view(looking, stretch, 700).expect("a page");
            assert_eq!(page.more_before, !there.is_empty());
            there.extend(page.rows.iter().map(|row| row.case.id.0));
            match page.rows.last() {
                Some(last) if page.more_after => stretch = Stretch::After(key(last)),
                _ => break,
            }
        }
        let mut back = Vec::new();
        let mut stretch = Stretch::Last;
        loop {
            let (page, _) = store.view(looking, stretch, 700).expect("a page");
            assert_eq!(page.more_after, !back.is_empty());
            back.extend(page.rows.iter().rev().map(|row| row.case.id.0));
            match page.rows.first() {
                Some(first) if page.more_before => stretch = Stretch::Before(key(first)),
                _ => break,
            }
        }
        back.reverse();
        assert_eq!(there, back);
        let (page, _) = store
            .view(looking, Stretch::From(key(&store.listed(CaseId(there[5])).expect("a row"))), 3)
            .expect("a page");
        assert_eq!(page.rows.iter().map(|row| row.case.id.0).collect::<Vec<_>>(), there[5..8]);
        assert!(page.more_before && page.more_after);
        there
    }

    #[test]
    fn what_is_due_and_the_order_of_registration_are_whole_in_the_longest_queue() {
        let all = LOOK_AT + 150;
        let store = store(all);
        let name = |key: &str| key.to_owned();
        for (sort, first, last) in
            [("due", all, 1), ("-due", 1, all), ("number", 1, all), ("-number", all, 1)]
        {
            let looking = looking(&[], sort, &name);
            let (_, looked_at) = store.view(&looking, Stretch::First, 10).expect("a page");
            assert_eq!(looked_at, None, "{sort}");
            let order = walked(&store, &looking);
            assert_eq!(order.iter().collect::<BTreeSet<_>>().len(), all, "{sort}");
            // Three are due on a day.
            let near = |id: i64, wanted: usize| (id - i64::try_from(wanted).expect("a number")).abs() < 3;
            assert!(
                near(order[0], first) && near(order[all - 1], last),
                "{sort}: {} {}",
                order[0],
                order[all - 1]
            );
        }
    }

    #[test]
    fn what_was_not_looked_at_is_said() {
        let store = store(LOOK_AT + 150);
        let name = |key: &str| key.to_owned();
        let word = FilterWord { text: Personal::new("T7"), ..FilterWord::default() };
        let sifts = [Sift { word, units: Vec::new(), accounts: Vec::new() }];
        for looking in [looking(&sifts, "due", &name), looking(&[], "title", &name)] {
            let (page, looked_at) = store.view(&looking, Stretch::First, 10).expect("a page");
            assert_eq!((page.rows.len(), looked_at), (10, Some(LOOK_AT)));
            assert!(matches!(page.total, Total::MoreThan(_)));
        }
        // The first 150 are due last: nobody looked at them.
        let word = FilterWord { text: Personal::new("2026-0007"), ..FilterWord::default() };
        let sifts = [Sift { word, units: Vec::new(), accounts: Vec::new() }];
        let (page, looked_at) =
            store.view(&looking(&sifts, "due", &name), Stretch::First, 10).expect("a page");
        assert_eq!((page.rows.len(), looked_at, page.total), (0, Some(LOOK_AT), Total::MoreThan(0)));
        // In a queue that is no longer than that, everything is.
        let small = self::store(LOOK_AT);
        let (page, looked_at) =
            small.view(&looking(&sifts, "title", &name), Stretch::First, 10).expect("a page");
        assert_eq!((page.rows.len(), looked_at, page.total), (1, None, Total::Exactly(1)));
        let order = walked(&small, &looking(&[], "-title", &name));
        assert_eq!((order[0], order.len()), (9999, LOOK_AT));
    }
}
