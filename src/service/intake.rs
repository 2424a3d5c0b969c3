//! 登记: a matter goes on the books, with its number, its clocks and its history line.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};
use serde_json::{Map, Value, json};

use super::accused::{IN_HIS_PLACE, Keeper, Out};
use super::law::Law;
use super::said::Said;
use super::triage::{Weight, before_the_leader};
use super::{Service, Told, allow, changed, day, stamp};
use crate::api::intake::{Answer, Filed, Request};
use crate::api::{self, Change, Refusal};
use crate::deadline::Addressee;
use crate::domain::access::REGISTERS;
use crate::domain::actor::{Actor, Role};
use crate::domain::case::{CaseId, Purpose, State, Urgency, to_complete};
use crate::domain::clock::next_due;
use crate::domain::intake::Intake;
use crate::domain::problem::{Field, Problem};
use crate::domain::queue::Key;
use crate::domain::similar::Verdict;
use crate::domain::step::{Given, Part, REGISTER, REPORT_URGENT};
use crate::domain::trouble::Trouble;
use crate::store::{Filing, NewLine, Write};

impl Service {
    pub(super) fn intake(&mut self, actor: &Actor, now: DateTime<FixedOffset>, request: Request) -> Told {
        allow((REGISTER.who)(actor))?;
        match request {
            Request::Desk => {
                let desk = self.directory.desk(day(now));
                Ok((api::Answer::Intake(Answer::Desk(Box::new(desk))), None))
            }
            Request::Preview(received) => {
                let clocks = self.law.clocks_from(received, Addressee::Known, day(now));
                Ok((api::Answer::Intake(Answer::Preview(clocks)), None))
            }
            Request::FileMany(intakes) => {
                let mut filed = Vec::with_capacity(intakes.len());
                for intake in &intakes {
                    let result = self.file(actor, now, intake);
                    // Trouble with the records is trouble for all that follow.
                    if let (Err(Refusal::Trouble { .. }), true) = (&result, filed.is_empty()) {
                        return Err(result.err().unwrap_or(Refusal::NoSuchCase));
                    }
                    filed.push(result);
                }
                Ok((api::Answer::Intake(Answer::FiledMany(filed)), Some(Change::Everything)))
            }
            Request::File(intake) => {
                let intake = super::people::complete(&self.store, *intake)?;
                let filed = self.file(actor, now, &intake)?;
                // Linking changes the other cases too.
                let alone = intake.links.is_empty() && intake.not_same.is_empty();
                let news = match filed.already {
                    true => None,
                    false if alone => changed(filed.id),
                    false => Some(Change::Everything),
                };
                Ok((api::Answer::Intake(Answer::Filed(filed)), news))
            }
        }
    }

    /// Files one matter in a transaction of its own.
    fn file(&mut self, actor: &Actor, now: DateTime<FixedOffset>, intake: &Intake) -> Result<Filed, Refusal> {
        let today = day(now);
        let accused = self.directory.accused(intake.purpose, intake.receipt.accused.reveal(), today);
        let out: Vec<String> = accused.iter().map(|(name, _)| name.clone()).collect();
        let book = Book { leader: self.leader_not_out(today, &out)?, ..self.book(actor, now)? };
        let let_in = self.directory.in_his_place(&out, today);
        let keepers = self.in_order(KEEPERS, today)?;
        let (links, not_same) = self.decided(actor, intake);
        let intake = &Intake { links, not_same, ..intake.clone() };
        let mut write = self.store.write()?;
        // A slip is its author's own: another account's tells nothing, and means another matter.
        let filed_before = match &intake.slip {
            Some(slip) => write.filed_as(slip)?,
            None => None,
        };
        let somebody_elses = filed_before.is_some_and(|(_, by)| by != book.account);
        let intake = &if somebody_elses { Intake { slip: None, ..intake.clone() } } else { intake.clone() };
        if let Some((id, _)) = filed_before.filter(|_| !somebody_elses) {
            let same = write.is_same(id, intake)?;
            drop(write);
            let detail = self.store.case(id)?.ok_or(Refusal::NoSuchCase)?;
            let clocks = self.law.clocks(&detail.listed, book.today);
            return Ok(Filed {
                id,
                key: Key { order: detail.listed.order, id },
                number: detail.listed.case.number.clone(),
                due: next_due(&clocks).cloned().map(Box::new),
                to_complete: super::cases::missing(&detail.listed),
                already: true,
                same,
                reported: intake.urgency.is_some(),
            });
        }
        self.law.keep_up(&write)?;
        let on = self.law.tracks(day(now));
        if intake.tracks.iter().any(|track| on.iter().all(|known| known.name != *track)) {
            return Err(Refusal::Invalid(vec![(Field::Tracks, Problem::NotThere)]));
        }
        let mut filed = put_on_the_books(&mut write, &self.law, &book, actor, intake)?;
        let side = Side { accused: &accused, let_in: let_in.as_deref(), keepers: &keepers };
        keep_out(&mut write, filed.id, &self.directory.own_names(actor), &side)?;
        write.commit()?;
        if let Some(kind) = intake.urgency {
            self.report_at_once(actor, now, &mut filed, kind)?;
        }
        Ok(filed)
    }

    /// 紧急: reported up in the moment it is registered, with the clock of its own (S003-33). Where
    /// the step cannot be taken, because nobody is the main leader's row, he is told by a task.
    fn report_at_once(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        filed: &mut Filed,
        kind: Urgency,
    ) -> Result<(), Refusal> {
        let taken = self.step_form(actor, now, filed.id, REPORT_URGENT.name).and_then(|form| {
            let mut given = form.start;
            given.set(Part::Urgency, kind.word());
            self.take(actor, now, filed.id, form.version, REPORT_URGENT.name, &Given::Filled(given))
        });
        if taken.is_err() {
            let out = self.store.listed(filed.id)?.case.out;
            let book = Book { leader: self.leader_not_out(day(now), &out)?, ..self.book(actor, now)? };
            let weight = Weight { urgent: Some(kind), ..Weight::default() };
            let mut write = self.store.write()?;
            before_the_leader(
                &mut write,
                book.leader,
                filed.id,
                weight,
                (&actor.account, &book.at, book.today),
            )?;
            write.commit()?;
        }
        if let Some(detail) = self.store.case(filed.id)? {
            let clocks = self.law.clocks(&detail.listed, day(now));
            filed.due = next_due(&clocks).cloned().map(Box::new);
            filed.key.order = detail.listed.order;
        }
        filed.reported = true;
        Ok(())
    }

    /// What every filing of this moment shares.
    pub(super) fn book(&self, actor: &Actor, now: DateTime<FixedOffset>) -> Result<Book, Refusal> {
        let leader = self.leader_account(day(now), &[Role::MainLeader], &[])?;
        Ok(Book { at: stamp(now), today: day(now), account: self.account_id(actor)?, leader })
    }

    /// Before whom an important matter is put: the main leader, and another where he is out of it.
    fn leader_not_out(&self, today: NaiveDate, out: &[String]) -> Result<Option<i64>, Refusal> {
        match self.leader_account(today, &[Role::MainLeader], out)? {
            None if !out.is_empty() => self.leader_account(today, IN_HIS_PLACE, out),
            leader => Ok(leader),
        }
    }
}

/// Keeps the accused side out of a new matter, and lets in who decides in the leaders' place. Where
/// who registers it is accused himself, another has it in hand.
pub(super) fn keep_out(
    write: &mut Write<'_>,
    case: CaseId,
    registrar: &[String],
    side: &Side<'_>,
) -> Result<(), Trouble> {
    for (name, because) in side.accused {
        write.leave_out(case, name, ("accused", because), None)?;
    }
    if let Some(account) = side.let_in {
        write.let_in(case, account, None)?;
    }
    let is_out = |names: &[String]| side.accused.iter().any(|(name, _)| names.contains(name));
    if is_out(registrar)
        && let Some((.., account)) = side.keepers.iter().find(|(names, ..)| !is_out(names))
    {
        write.give_to(case, *account)?;
    }
    Ok(())
}

/// 被反映的一方, as a registration finds it.
pub(super) struct Side<'a> {
    /// Whom it names.
    pub(super) accused: &'a [Out],
    /// 指定主持
    pub(super) let_in: Option<&'a str>,
    /// Who keeps it where the registrar is out, the first first.
    pub(super) keepers: &'a [Keeper],
}

/// Who has a matter in hand that its registrar is out of.
pub(super) const KEEPERS: &[Role] =
    &[Role::MainLeader, Role::LeaderInCharge, Role::Discipline, Role::Dispatcher, Role::Reception];

/// The open page of the register: what filings of one moment share.
pub(super) struct Book {
    pub(super) at: String,
    pub(super) today: NaiveDate,
    pub(super) account: i64,
    /// Before whom important matters are put; nobody where files of the past are taken over.
    pub(super) leader: Option<i64>,
}

/// The step itself: number, row, history line.
pub(super) fn put_on_the_books(
    write: &mut Write<'_>,
    law: &Law,
    book: &Book,
    actor: &Actor,
    intake: &Intake,
) -> Result<Filed, Refusal> {
    let clocks = law.clocks_of_new(intake, book.today);
    let due = next_due(&clocks);
    let (id, number) = write.file(&Filing {
        intake,
        state: State::Registered,
        at: &book.at,
        year: book.today.year(),
        pattern: &law.office.number_pattern,
        account: book.account,
        unit: &actor.unit,
        next_due: due.map(|due| due.due),
        law_version: law.version,
    })?;
    // What is urgent is reported by a step of its own, once it is on the books.
    let weight =
        Weight { people: intake.people, level_skipping: intake.receipt.level_skipping, ..Weight::default() };
    before_the_leader(write, book.leader, id, weight, (&actor.account, &book.at, book.today))?;
    let mut after = registered(intake, &number);
    super::for_whom(actor, REGISTERS, &mut after);
    write.add_line(NewLine {
        case: Some(id),
        actor,
        at: &book.at,
        what: REGISTER.name,
        before: Map::new(),
        after,
    })?;
    for (others, verdict) in [(&intake.links, Verdict::Same), (&intake.not_same, Verdict::NotSame)] {
        for other in others {
            super::similar::note(write, actor, &book.at, (id, *other), verdict)?;
        }
    }
    Ok(Filed {
        id,
        key: Key { order: due.map_or(crate::store::no_limit(), |due| due.due), id },
        number,
        due: due.cloned().map(Box::new),
        to_complete: to_complete(
            intake.petitioner.name.reveal(),
            intake.petitioner.address.reveal(),
            intake.category.as_deref(),
        ),
        already: false,
        same: true,
        reported: false,
    })
}

/// What the history keeps of a registration: plain facts, and a hash of everything that was
/// said, so that a later change of text or person shows.
fn registered(intake: &Intake, number: &str) -> Map<String, Value> {
    let salt = format!("{:032x}", rand::random::<u128>());
    let said = Said {
        title: intake.title.reveal(),
        body: intake.body.reveal(),
        petitioner: &intake.petitioner,
        purpose: intake.purpose.map(Purpose::word),
        category: intake.category.as_deref(),
    };
    let value = json!({
        "state": State::Registered.word(),
        "number": number,
        "channel": intake.channel.word(),
        "received": intake.received.day.to_string(),
        "people": intake.people,
        "said": said.hash(&salt),
        "salt": salt,
    });
    let Value::Object(mut map) = value else { return Map::new() };
    if !intake.tracks.is_empty() {
        map.insert("tracks".to_owned(), Value::from(intake.tracks.join(" ")));
    }
    map
}
