//! 信访人: what the office knows of whoever stands at the desk.

use chrono::{DateTime, FixedOffset};

use super::cases::{Shown, party};
use super::{Service, allow, day, stamp};
use crate::api::Refusal;
use crate::api::people::{Answer, Matter, PersonCard, Promise, Request, Same};
use crate::domain::access;
use crate::domain::actor::Actor;
use crate::domain::credit_code;
use crate::domain::id_number::IdNumber;
use crate::domain::intake::Intake;
use crate::domain::masked::Personal;
use crate::domain::party::IdKind;
use crate::domain::petitioner::Petitioner;
use crate::domain::problem::{Field, Problem};
use crate::domain::task::TaskKind;
use crate::domain::text;
use crate::store::Store;

/// Matters looked at; nobody at a desk reads more.
const LOOK_AT: usize = 60;
/// Matters shown of each kind.
const SHOWN: usize = 12;

impl Service {
    pub(super) fn people(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        request: Request,
    ) -> Result<Answer, Refusal> {
        let Request::Card(number) = request;
        allow(access::may_search_people(actor))?;
        let today = day(now);
        let typed = text::line(number.reveal());
        let (plain, told) = match (IdNumber::read(&typed, today), credit_code::read(&typed)) {
            (Ok(number), _) => (number.as_str().to_owned(), Some((number.sex(), number.age_on(today)))),
            (Err(_), Ok(code)) => (code, None),
            (Err(fault), Err(_)) => {
                return Err(Refusal::Invalid(vec![(Field::IdNumber, Problem::IdNumber(fault))]));
            }
        };
        let mut card = PersonCard {
            number: Personal::new(plain.as_str()),
            known: None,
            name: Personal::default(),
            sex: told.map(|(sex, _)| sex),
            age: told.map(|(_, age)| age),
            id_number: Personal::new(crate::domain::masked::number(&plain)),
            phone: Personal::default(),
            address: Personal::default(),
            last: None,
            open: Vec::new(),
            closed: Vec::new(),
            more: 0,
            promises: Vec::new(),
        };
        let mut looked_at = Vec::new();
        for id in self.store.cases_of_number(&plain, LOOK_AT)? {
            let Ok(detail) = self.in_reach(actor, id) else { continue };
            let his = detail.parties.iter().find(|party| party.person.id_number.reveal() == plain);
            if let (None, Some(his)) = (card.known, his) {
                card.known = self.store.person_of_number(&plain)?;
                let masked = party(his.person.clone(), Shown::Masked);
                (card.name, card.phone, card.address) = (masked.name, masked.phone, masked.address);
                card.last = Some(detail.listed.case.received.day);
            }
            looked_at.push(id);
            for task in self.store.tasks_of_case(id)? {
                if task.kind == TaskKind::Promise {
                    card.promises.push(Promise {
                        lamp: task.lamp(today),
                        what: task.what,
                        due: task.due,
                        owner: task.owner.1,
                        number: detail.listed.case.number.clone(),
                    });
                }
            }
            let newest = self.store.history(id)?.pop();
            let same = Same {
                purpose: detail.listed.case.purpose,
                category: detail.listed.case.category.clone(),
                place: detail.place.clone(),
                accused: detail.receipt.map(|receipt| receipt.accused).unwrap_or_default(),
            };
            let line = self.line(actor, today, detail.listed);
            let list = if line.state.is_open() { &mut card.open } else { &mut card.closed };
            if list.len() < SHOWN {
                list.push(Matter { line, newest, same });
            } else {
                card.more += 1;
            }
        }
        card.open.sort_by_key(|matter| matter.line.key);
        card.promises.sort_by_key(|promise| (promise.due.is_none(), promise.due));
        // One line for each matter that was shown; for somebody unknown one of its own.
        let mut write = self.store.write()?;
        for case in looked_at.iter().map(|id| Some(*id)).chain(looked_at.is_empty().then_some(None)) {
            write.log_read(actor, case, "person", PERSON_AT_THE_DESK, &stamp(now))?;
        }
        write.commit()?;
        Ok(Answer::Card(Box::new(card)))
    }
}

/// Why a person's card is read: he stands there.
const PERSON_AT_THE_DESK: &str = "来访核对";

/// Fills in what was left empty from what the office knows of the person (screens.md 3: nothing
/// that the office knows is typed twice).
pub(super) fn complete(store: &Store, intake: Intake) -> Result<Intake, Refusal> {
    let Some(known) = intake.known else { return Ok(intake) };
    let Some(before) = store.known_person(known)? else { return Ok(intake) };
    // A number typed or read since is somebody else's.
    let number = intake.petitioner.id_number.reveal();
    if !number.is_empty() && number != before.id_number.reveal() {
        return Ok(intake);
    }
    let said = intake.petitioner;
    let or = |said: Personal, before: Personal| if said.is_empty() { before } else { said };
    let Petitioner { name, id_kind, id_number, sex, age, phone, address } = said;
    let id_kind = id_kind
        .or(before.id_kind)
        .or(Some(IdKind::Card))
        .filter(|_| !id_number.is_empty() || !before.id_number.is_empty());
    let petitioner = Petitioner {
        name: or(name, before.name),
        id_kind,
        id_number: or(id_number, before.id_number),
        sex: sex.or(before.sex),
        age,
        phone: or(phone, before.phone),
        address: or(address, before.address),
    };
    Ok(Intake { petitioner, ..intake })
}
