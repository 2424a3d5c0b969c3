//! 名录: people, units, rules of routing and responsibility as the program uses them: the
//! registers of the office, read into types. Read anew when a register has changed.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use crate::api::cases::Answerable;
use crate::api::intake::Desk;
use crate::domain::access::{self, LEADERS, WORKS_WITH_CASES};
use crate::domain::actor::{Absent, Actor, Reach, Role, Scope};
use crate::domain::case::Purpose;
use crate::domain::division;
use crate::domain::party::REPRESENTATIVES_MAX;
use crate::domain::register::{Register, Row, shipped};
use crate::domain::routing::{Route, covers};
use crate::domain::trouble::{Trouble, TroubleKind};
use crate::store::Store;

/// Everything the program acts on in registers.
pub(super) struct Directory {
    /// The newest change it knows of.
    stamp: i64,
    /// The registers themselves: those that come with the program, and the office's own.
    pub(super) registers: Vec<Register>,
    pub(super) people: Vec<Person>,
    pub(super) units: Vec<Named>,
    pub(super) bodies: Vec<Named>,
    pub(super) leaders: Vec<Leader>,
    stand_ins: Vec<StandIn>,
    pub(super) routes: Vec<Route>,
    duties: Vec<Duty>,
    phrases: Vec<String>,
    /// 代表: how few and how many.
    representatives: (usize, usize),
    /// Minutes without a stroke after which a desk locks.
    pub(super) idle_minutes: u32,
}

/// 人员
pub(super) struct Person {
    pub(super) account: String,
    pub(super) name: String,
    pub(super) post: String,
    pub(super) roles: Vec<Role>,
    scope: Scope,
    pub(super) unit: String,
    pub(super) language: String,
    span: Span,
}

/// When something holds.
struct Span {
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    ended: bool,
}

/// 单位: a unit of the office, or another body.
pub(super) struct Named {
    pub(super) key: String,
    pub(super) name: String,
    /// 层级; empty for the office's own units.
    level: String,
    pub(super) parent: String,
    pub(super) successor: String,
    /// 负责人: the account; empty for bodies outside.
    head: String,
    span: Span,
}

/// 领导
pub(super) struct Leader {
    pub(super) key: String,
    pub(super) name: String,
    post: String,
    pub(super) account: String,
    span: Span,
}

struct StandIn {
    absent: String,
    by: String,
    roles: Vec<Role>,
    span: Span,
}

struct Duty {
    post: String,
    person: String,
    leader: String,
    classes: Vec<String>,
    signs: String,
    told: String,
}

impl Span {
    fn of(row: &Row) -> Span {
        let day = |column| row.value(column).parse().ok();
        Span { from: day("from"), until: day("until"), ended: row.ended }
    }

    fn holds(&self, today: NaiveDate) -> bool {
        !self.ended
            && self.from.is_none_or(|from| from <= today)
            && self.until.is_none_or(|until| today <= until)
    }
}

impl Person {
    /// Does this person work here on that day?
    pub(super) fn is_here(&self, today: NaiveDate) -> bool {
        self.span.holds(today)
    }
}

impl Directory {
    /// Reads it from the records.
    pub(super) fn read(store: &Store) -> Result<Directory, Trouble> {
        let unreadable = |fault: String| Trouble::new(TroubleKind::Other, fault);
        let stamp = store.register_stamp()?;
        let mut registers = shipped::registers().map_err(|fault| unreadable(fault.to_string()))?;
        for toml in store.register_schemas()? {
            let own = Register::from_toml(&toml).map_err(|fault| unreadable(fault.to_string()))?;
            match registers.iter_mut().find(|known| known.name == own.name) {
                Some(known) => *known = own,
                None => registers.push(own),
            }
        }
        let in_use = |register| Ok(store.rows(register)?.into_iter().filter(|row: &Row| !row.ended));
        let settings = store.rows("settings")?;
        let idle = settings.first().and_then(|row| row.value("idle_minutes").parse().ok());
        let number = |column, otherwise: usize| {
            let said = settings.first().and_then(|row| row.value(column).parse().ok());
            said.unwrap_or(otherwise).min(REPRESENTATIVES_MAX)
        };
        Ok(Directory {
            stamp,
            registers,
            people: store.rows("people")?.iter().map(person).collect(),
            // An ended unit still leads to those below it, and to its cases.
            units: store.rows("units")?.iter().map(named).collect(),
            bodies: store.rows("bodies")?.iter().map(named).collect(),
            leaders: store.rows("leaders")?.iter().map(leader).collect(),
            stand_ins: in_use("stand_ins")?.map(|row| stand_in(&row)).collect(),
            routes: in_use("routes")?.map(|row| route(&row)).collect(),
            duties: in_use("duties")?.map(|row| duty(&row)).collect(),
            phrases: in_use("phrases")?.map(|row| row.value("text").to_owned()).collect(),
            representatives: (
                number("representatives_min", 1),
                number("representatives_max", REPRESENTATIVES_MAX),
            ),
            idle_minutes: idle.unwrap_or(IDLE_MINUTES),
        })
    }

    /// The newest change it knows of.
    pub(super) fn stamp(&self) -> i64 {
        self.stamp
    }

    /// Reads it anew if a register has changed since.
    pub(super) fn refresh(&mut self, store: &Store) -> Result<(), Trouble> {
        if store.register_stamp()? != self.stamp {
            *self = Directory::read(store)?;
        }
        Ok(())
    }

    /// The register of this word.
    pub(super) fn register(&self, name: &str) -> Option<&Register> {
        self.registers.iter().find(|register| register.name == name)
    }

    /// The person of this account.
    pub(super) fn person(&self, account: &str) -> Option<&Person> {
        self.people.iter().find(|person| person.account.eq_ignore_ascii_case(account))
    }

    /// The accounts of the people who work here on that day.
    pub(super) fn accounts(&self, today: NaiveDate) -> Vec<String> {
        self.people.iter().filter(|p| p.is_here(today)).map(|p| p.account.clone()).collect()
    }

    /// Makes the actor of an account on that day; none for who does not work here.
    pub(super) fn actor(&self, account: &str, system_user: &str, today: NaiveDate) -> Option<Actor> {
        let person = self.person(account).filter(|person| person.is_here(today))?;
        let stands_in_for = self.absent(&person.account, today);
        let mut reach = if works_with_cases(&person.roles) {
            self.reach(person, &person.roles)
        } else {
            Reach::nothing()
        };
        for (absent, of) in &stands_in_for {
            if works_with_cases(&absent.roles) {
                reach = reach.or(self.reach(of, &absent.roles));
            }
        }
        Some(Actor {
            account: person.account.clone(),
            name: person.name.clone(),
            roles: person.roles.clone(),
            stands_in_for: stands_in_for.into_iter().map(|(absent, _)| absent).collect(),
            unit: person.unit.clone(),
            reach: reach.except(self.names_of(person)),
            system_user: system_user.to_owned(),
        })
    }

    /// The account that stands in for this one on that day.
    pub(super) fn stand_in_of(&self, account: &str, today: NaiveDate) -> Option<&str> {
        let found = self.stand_ins.iter().find(|s| s.absent == account && s.span.holds(today));
        found.map(|stand_in| stand_in.by.as_str())
    }

    /// Whom an account stands in for on that day, each with his row.
    fn absent(&self, account: &str, today: NaiveDate) -> Vec<(Absent, &Person)> {
        let stand_ins = self.stand_ins.iter().filter(|s| s.by == account && s.span.holds(today));
        stand_ins
            .filter_map(|stand_in| {
                // Who has left has nothing to be stood in for.
                let absent = self.person(&stand_in.absent).filter(|person| person.is_here(today))?;
                // Nobody stands in with more than the absent person could do himself.
                let may = |role: &Role| stand_in.roles.is_empty() || stand_in.roles.contains(role);
                let roles = absent.roles.iter().copied().filter(may).collect();
                Some((Absent { name: absent.name.clone(), roles }, absent))
            })
            .collect()
    }

    /// How far somebody sees who may act in these roles.
    fn reach(&self, person: &Person, roles: &[Role]) -> Reach {
        // What somebody has in hand he sees wherever he works.
        let accounts = vec![person.account.clone()];
        let units = match person.scope {
            Scope::All if access::sees_confidential(roles) => return Reach::All,
            Scope::All => return Reach::Ordinary { accounts },
            Scope::Own => Vec::new(),
            Scope::Department => vec![person.unit.clone()],
            Scope::Below => self.below(&person.unit),
        };
        Reach::Within { units, accounts }
    }

    /// This unit and every unit under it.
    fn below(&self, unit: &str) -> Vec<String> {
        let mut found = BTreeSet::from([unit.to_owned()]);
        loop {
            let before = found.len();
            let next: Vec<String> = self
                .units
                .iter()
                .filter(|other| !other.parent.is_empty() && found.contains(&other.parent))
                .map(|other| other.key.clone())
                .collect();
            found.extend(next);
            if found.len() == before {
                return found.into_iter().collect();
            }
        }
    }

    /// What a desk offers in its fields on that day.
    pub(super) fn desk(&self, today: NaiveDate) -> Desk {
        let pair = |named: &Named| (named.key.clone(), named.name.clone());
        let here = |named: &&Named| named.span.holds(today);
        let bodies = self.bodies.iter().filter(here);
        Desk {
            places: bodies.clone().filter(|body| body.level == "township").map(pair).collect(),
            bodies: bodies.chain(self.units.iter().filter(here)).map(pair).collect(),
            phrases: self.phrases.clone(),
            representatives: self.representatives,
        }
    }

    /// 问题属地 in words: one of the office's bodies, or a division by its code.
    pub(super) fn place_name(&self, place: &str, today: NaiveDate) -> String {
        division::name(place, today.year()).unwrap_or_else(|| self.body_name(place, today))
    }

    /// The name behind a key of units or bodies; a body that is no more by its successor, with the
    /// old name in brackets (article 24).
    pub(super) fn body_name(&self, key: &str, today: NaiveDate) -> String {
        let find = |key: &str| self.bodies.iter().chain(&self.units).find(|named| named.key == key);
        let Some(first) = find(key) else { return key.to_owned() };
        let mut body = first;
        // A chain of mergers ends somewhere; one that does not is left at its start.
        for _ in 0..self.bodies.len() {
            match find(&body.successor).filter(|_| !body.span.holds(today)) {
                Some(successor) => body = successor,
                None if body.key == first.key => return first.name.clone(),
                None => return format!("{}（原{}）", body.name, first.name),
            }
        }
        first.name.clone()
    }

    /// Name and post behind a key of leaders, and the account if there is one.
    pub(super) fn leader(&self, key: &str) -> (String, String) {
        self.leaders.iter().find(|leader| leader.key == key).map_or_else(
            || (key.to_owned(), String::new()),
            |leader| (format!("{} {}", leader.name, leader.post), leader.account.clone()),
        )
    }

    /// The main leader on that day, or the next who is not out: his key among the leaders, if he
    /// stands there, and his name.
    pub(super) fn main_leader(&self, today: NaiveDate, out: &[String]) -> Option<(String, String)> {
        let person = self.first_of(&[Role::MainLeader, Role::LeaderInCharge], today, out)?;
        let leader = self.leaders.iter().find(|leader| leader.account == person.account);
        Some((leader.map_or(&person.account, |leader| &leader.key).clone(), person.name.clone()))
    }

    /// The key, if it is one of a unit of the office itself.
    pub(super) fn own_unit(&self, key: &str) -> Option<String> {
        self.units.iter().find(|unit| unit.key == key).map(|unit| unit.key.clone())
    }

    /// 部门负责人: the account of who heads this unit that day and is not out of the case.
    pub(super) fn head_of(&self, unit: &str, today: NaiveDate, out: &[String]) -> Option<String> {
        let heads =
            |p: &&Person| p.is_here(today) && p.unit == unit && p.roles.contains(&Role::DepartmentHead);
        let by_post = self.people.iter().filter(heads).find(|person| !self.is_out(person, out));
        let by_post = by_post.filter(|_| !unit.is_empty());
        let listed = || {
            let row = self.units.iter().find(|row| row.key == unit)?;
            self.person(&row.head).filter(|person| person.is_here(today) && !self.is_out(person, out))
        };
        by_post.or_else(listed).map(|person| person.account.clone())
    }

    /// 外单位 of that day, to choose from.
    pub(super) fn bodies_on(&self, today: NaiveDate) -> Vec<(String, String)> {
        offers(self.bodies.iter().filter(|body| body.span.holds(today)).map(|body| (&body.key, &body.name)))
    }

    /// 部门 of that day.
    pub(super) fn units_on(&self, today: NaiveDate) -> Vec<(String, String)> {
        offers(self.units.iter().filter(|unit| unit.span.holds(today)).map(|unit| (&unit.key, &unit.name)))
    }

    /// 领导 of that day.
    pub(super) fn leaders_on(&self, today: NaiveDate) -> Vec<(String, String)> {
        let here = self.leaders.iter().filter(|leader| leader.span.holds(today));
        let mut found = offers(here.map(|leader| (&leader.key, &leader.name)));
        // Whoever holds a leader's post is one, also where nobody has written the list yet.
        let listed = |p: &&Person| self.leaders.iter().all(|leader| leader.account != p.account);
        let leads = |p: &&Person| p.is_here(today) && p.roles.iter().any(|role| LEADERS.contains(role));
        let others = self.people.iter().filter(leads).filter(listed);
        found.extend(offers(others.map(|person| (&person.account, &person.name))));
        found
    }

    /// Who may have a case in hand on that day.
    pub(super) fn handlers_on(&self, today: NaiveDate) -> Vec<(String, String)> {
        let here = self.people.iter().filter(|p| p.is_here(today) && works_with_cases(&p.roles));
        offers(here.map(|person| (&person.account, &person.name)))
    }

    /// Keys of bodies and units, and accounts of people, in whose names this stands.
    pub(super) fn called(&self, text: &str) -> (Vec<String>, Vec<String>) {
        let text = text.to_lowercase();
        let is_called = |name: &str| name.to_lowercase().contains(&text);
        let named = self.bodies.iter().chain(&self.units).filter(|named| is_called(&named.name));
        let people = self.people.iter().filter(|person| is_called(&person.name));
        (
            named.map(|named| named.key.clone()).collect(),
            people.map(|person| person.account.clone()).collect(),
        )
    }

    /// Name and account behind a key of leaders, or of somebody who holds a leader's post.
    pub(super) fn leader_or_person(&self, key: &str) -> (String, String) {
        if self.leaders.iter().any(|leader| leader.key == key) {
            return self.leader(key);
        }
        self.person(key).map_or_else(|| self.leader(key), |p| (p.name.clone(), p.account.clone()))
    }

    /// Who answers for a matter of this class (S001-067, 228).
    pub(super) fn answerable(&self, class: Option<&str>, today: NaiveDate) -> Vec<Answerable> {
        let about = self.duties.iter().filter(|duty| covers(&duty.classes, class).is_some());
        about
            .map(|duty| {
                let person = self.person(&duty.person).filter(|p| p.is_here(today)).map(|p| p.name.clone());
                let leader = self.leaders.iter().find(|l| l.key == duty.leader && l.span.holds(today));
                Answerable {
                    post: duty.post.clone(),
                    name: person.or_else(|| leader.map(|l| l.name.clone())).unwrap_or_default(),
                    signs: duty.signs.clone(),
                    told: duty.told.clone(),
                }
            })
            .collect()
    }
}

/// Minutes until the lock where nobody has said otherwise.
pub(super) const IDLE_MINUTES: u32 = 10;

fn offers<'a>(found: impl Iterator<Item = (&'a String, &'a String)>) -> Vec<(String, String)> {
    found.map(|(key, name)| (key.clone(), name.clone())).collect()
}

fn works_with_cases(roles: &[Role]) -> bool {
    roles.iter().any(|role| WORKS_WITH_CASES.contains(role))
}

fn roles(row: &Row) -> Vec<Role> {
    row.words("roles").filter_map(Role::from_word).collect()
}

fn words(row: &Row, column: &str) -> Vec<String> {
    row.words(column).map(str::to_owned).collect()
}

fn person(row: &Row) -> Person {
    Person {
        account: row.key.clone(),
        name: row.value("name").to_owned(),
        post: row.value("post").to_owned(),
        roles: roles(row),
        // A scope that nobody knows any more shows the least.
        scope: Scope::from_word(row.value("scope")).unwrap_or(Scope::Own),
        unit: row.value("unit").to_owned(),
        language: row.value("language").to_owned(),
        span: Span::of(row),
    }
}

fn named(row: &Row) -> Named {
    Named {
        key: row.key.clone(),
        name: row.value("name").to_owned(),
        level: row.value("level").to_owned(),
        parent: row.value("parent").to_owned(),
        successor: row.value("successor").to_owned(),
        head: row.value("head").to_owned(),
        span: Span::of(row),
    }
}

fn leader(row: &Row) -> Leader {
    Leader {
        key: row.key.clone(),
        name: row.value("name").to_owned(),
        post: row.value("post").to_owned(),
        account: row.value("account").to_owned(),
        span: Span::of(row),
    }
}

fn stand_in(row: &Row) -> StandIn {
    StandIn {
        absent: row.value("absent").to_owned(),
        by: row.value("by").to_owned(),
        roles: roles(row),
        span: Span::of(row),
    }
}

fn route(row: &Row) -> Route {
    let (body, unit) = (row.value("body"), row.value("unit"));
    Route {
        classes: words(row, "classes"),
        place: row.value("place").to_owned(),
        purpose: Purpose::from_word(row.value("purpose")),
        to: if body.is_empty() { unit } else { body }.to_owned(),
        place_body: row.value("place_body").to_owned(),
        leader: row.value("leader").to_owned(),
        note: row.value("note").to_owned(),
    }
}

fn duty(row: &Row) -> Duty {
    Duty {
        post: row.value("post").to_owned(),
        person: row.value("person").to_owned(),
        leader: row.value("leader").to_owned(),
        classes: words(row, "classes"),
        signs: row.value("signs").to_owned(),
        told: row.value("told").to_owned(),
    }
}
