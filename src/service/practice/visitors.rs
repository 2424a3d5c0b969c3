//! 候访室 of the practice office: who has come this morning. The same for the same seed and day.

use chrono::{DateTime, FixedOffset, TimeDelta};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};

use super::super::waiting::{draw, put};
use super::{Past, Wish};
use crate::api::Refusal;
use crate::domain::visitor::{NewVisit, TicketState};
use crate::store::Write;

/// Minutes before now at which each group came, and how far it has got.
const GROUPS: [(i64, TicketState); 6] = [
    (46, TicketState::Done),
    (39, TicketState::Done),
    (31, TicketState::Left),
    (24, TicketState::Inside),
    (12, TicketState::Waiting),
    (5, TicketState::Waiting),
];

/// Minutes that the doors have been open on such a morning.
const LONG: i64 = 50;

/// What people come for, in the words of whoever draws the ticket.
const NOTES: [&str; 8] = ["问进度", "补材料", "", "领书面答复", "工资", "小区漏水", "第一次来", "养老待遇"];
/// What a larger group comes for.
const JOINT: [&str; 3] = ["同村几户", "集体访，石桥乡", "小区业主"];

/// The accounts whose windows receive them.
const WINDOWS: [(&str, &str); 2] = [("desk", "一号窗口"), ("wen", "二号窗口")];

/// Something that happened this morning.
struct Event {
    at: DateTime<FixedOffset>,
    group: usize,
    /// Where they went; none for coming.
    to: Option<TicketState>,
}

impl Past<'_> {
    /// The groups that have come today; before the doors open nobody has.
    pub(super) fn visitors(&mut self, write: &mut Write<'_>, wish: Wish) -> Result<(), Refusal> {
        // Dice of its own: the year does not change with who waits.
        let mut dice = StdRng::seed_from_u64(wish.seed ^ 0x0007_1C4E);
        let open = (wish.now - self.year.at(wish.now.date_naive(), 8, 30)).num_minutes();
        if open < 10 {
            return Ok(());
        }
        // A morning that is still young has everything nearer together.
        let near = |minutes: i64| TimeDelta::minutes(minutes * open.min(LONG) / LONG);
        let mut visits = Vec::new();
        let mut events = Vec::new();
        for (group, (ago, state)) in GROUPS.into_iter().enumerate() {
            let last = group + 1 == GROUPS.len();
            let people = if last { dice.random_range(5..10) } else { dice.random_range(1..3) };
            let from: &[&str] = if last { &JOINT } else { &NOTES };
            let note = from.choose(&mut dice).copied().unwrap_or_default().to_owned();
            visits.push((NewVisit { people, note, window: String::new() }, None));
            let arrived = wish.now - near(ago);
            events.push(Event { at: arrived, group, to: None });
            events.extend(way(state).iter().map(|(minutes, to)| {
                let at = (arrived + near(*minutes)).min(wish.now);
                Event { at, group, to: Some(*to) }
            }));
        }
        events.sort_by_key(|event| event.at);
        for Event { at, group, to } in events {
            let (account, window) = WINDOWS[group % WINDOWS.len()];
            let actor = &self.seats[self.seat(account)].actor;
            let (visit, id) = &mut visits[group];
            match (to, *id) {
                (None, _) => *id = Some(draw(write, actor, at, visit)?),
                (Some(to), Some(known)) => {
                    if let Some(ticket) = write.ticket(known)? {
                        put(write, actor, at, ticket, to, window)?;
                    }
                }
                (Some(_), None) => {}
            }
        }
        Ok(())
    }
}

/// The steps that lead there, with the minutes after the arrival.
fn way(state: TicketState) -> &'static [(i64, TicketState)] {
    const ALL: [(i64, TicketState); 3] =
        [(5, TicketState::Called), (6, TicketState::Inside), (19, TicketState::Done)];
    match state {
        TicketState::Waiting => &[],
        TicketState::Called => &ALL[..1],
        TicketState::Inside => &ALL[..2],
        TicketState::Done => &ALL,
        TicketState::Left => &[(14, TicketState::Left)],
    }
}
