//! 练习单位: an invented year that can be believed, the same for the same seed.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset, NaiveDateTime};
use xinfang::api::cases::CaseCard;
use xinfang::api::registers::Sheet;
use xinfang::api::{Answer, Refusal, Request, cases, door, home, tasks};
use xinfang::domain::actor::Actor;
use xinfang::domain::case::{Channel, Purpose, State};
use xinfang::domain::clock::Lamp;
use xinfang::domain::number::NumberPattern;
use xinfang::domain::office::{Office, OfficeKind, beijing_time};
use xinfang::domain::queue::{Queue, Stretch};
use xinfang::domain::register::{Kind, shipped};
use xinfang::domain::task::{TaskKind, TaskState};
use xinfang::service::practice::{ACCOUNTS, OFFICE, Wish, opened};
use xinfang::service::{Founding, Health, Service};

/// A Wednesday.
const NOW: &str = "2026-09-16 09:00";

fn instant(text: &str) -> DateTime<FixedOffset> {
    let naive = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("an instant");
    naive.and_local_timezone(beijing_time()).single().expect("one instant")
}

fn founded(now: &str) -> Service {
    let founding = Founding {
        office: Office {
            name: OFFICE.to_owned(),
            kind: OfficeKind::PetitionOffice,
            practice: true,
            number_pattern: NumberPattern::default(),
            offset: beijing_time(),
        },
        accounts: &ACCOUNTS,
        system_user: "practice",
        now: opened(instant(now)),
        profiles: &[],
    };
    Service::found_in_memory(&founding).expect("an office")
}

fn office(cases: usize, seed: u64, now: &str) -> Service {
    let mut service = founded(now);
    service.invent(Wish { cases, seed, now: instant(now) }, |_| {}).expect("a year");
    service
}

fn count_of(service: &mut Service, account: &str, queue: Queue) -> usize {
    let actor = actor(service, account);
    let list = cases::Request::List { queue, stretch: Stretch::First, limit: 50 };
    match service.answer(&actor, instant(NOW), Request::Cases(list)).result {
        Ok(Answer::Cases(cases::Answer::List(page))) => page.rows.len(),
        other => panic!("{account} {queue:?}: {other:?}"),
    }
}

#[test]
fn what_is_open_in_a_big_office_stands_in_mixed_states_and_every_list_is_in_order() {
    let mut service = office(6_000, 7, NOW);
    for finding in service.checkup(instant(NOW)).expect("findings") {
        assert!(finding.health == Health::Good, "{finding:?}");
    }
    let mut states: BTreeMap<&str, usize> = BTreeMap::new();
    for card in cards(&mut service, "qin") {
        *states.entry(card.line.state.word()).or_default() += 1;
    }
    let open = State::open().filter(|state| *state != State::Redo);
    for state in open.chain([State::Done]) {
        assert!(states.get(state.word()).is_some_and(|count| *count >= 3), "{state:?} of {states:?}");
    }
}

#[test]
fn the_steps_let_every_story_go_to_its_end() {
    let mut found = Vec::new();
    for (cases, seed, now) in [
        (400, 7, NOW),
        (900, 3, "2026-11-22 09:00"),
        (300, 9, "2026-02-24 09:00"),
        (60, 7, "2025-06-11 14:00"),
    ] {
        let mut service = founded(now);
        let refused = service.invent(Wish { cases, seed, now: instant(now) }, |_| {}).expect("a year");
        found.extend(refused.into_iter().map(|refused| format!("{now} {refused}")));
    }
    assert_eq!(found, Vec::<String>::new(), "{}", found.join("\n"));
}

#[test]
fn every_queue_of_every_role_holds_a_case() {
    let mut service = office(400, 7, NOW);
    let all: Vec<(Queue, usize)> =
        Queue::ALL.into_iter().map(|queue| (queue, count_of(&mut service, "qin", queue))).collect();
    let empty: Vec<Queue> = all.iter().filter(|(_, count)| *count == 0).map(|(queue, _)| *queue).collect();
    assert!(empty.is_empty(), "{empty:?} of {all:?}");
    let lacks = |card: &&CaseCard| {
        let party = &card.parties[0].person;
        card.category.is_none() || party.name.is_empty() || party.address.is_empty()
    };
    let cards = cards(&mut service, "qin");
    let lacking = cards.iter().filter(|card| card.line.state.is_open()).filter(lacks).count();
    assert_eq!(count_of(&mut service, "qin", Queue::ToComplete), lacking);
    for (account, queues) in [
        ("desk", &[Queue::Triage, Queue::ToComplete, Queue::ToServe, Queue::Urgent][..]),
        ("lin", &[Queue::ToDispatch, Queue::ToSignFor, Queue::ToClose, Queue::ToArchive]),
        ("dou", &[Queue::ToSignFor, Queue::ToNotify, Queue::Working, Queue::ToAudit]),
        ("pang", &[Queue::ToNotify, Queue::Working, Queue::ToServe, Queue::ToClose]),
        ("ji", &[Queue::ToApprove, Queue::Undecided]),
        ("yu", &[Queue::Review, Queue::Reexamine, Queue::AfterTermination]),
        ("gu", &[Queue::ToAudit]),
        ("miao", &[Queue::ToArchive]),
    ] {
        for queue in queues {
            assert!(count_of(&mut service, account, *queue) > 0, "{account}: {queue:?}");
        }
    }
}

fn actor(service: &mut Service, account: &str) -> Actor {
    service.actor(account, "tests", instant(NOW)).expect("a store").expect("an account")
}

fn cards(service: &mut Service, account: &str) -> Vec<CaseCard> {
    let actor = actor(service, account);
    let mut cards = Vec::new();
    let keep = |card| {
        cards.push(card);
        Ok::<(), Refusal>(())
    };
    service.export(&actor, instant(NOW), Some("tests"), keep).expect("an export");
    cards
}

/// Every register with its rows, as somebody sees it who may.
fn sheets(service: &mut Service) -> Vec<Sheet> {
    let seers = [actor(service, "admin"), actor(service, "han")];
    let sheet = |name: &str| seers.iter().find_map(|actor| service.sheet(actor, name).ok());
    shipped::registers()
        .expect("the registers")
        .iter()
        .map(|r| sheet(&r.name).unwrap_or_else(|| panic!("{}", r.name)))
        .collect()
}

fn tasks_of(service: &mut Service, account: &str) -> Vec<xinfang::domain::task::Task> {
    let actor = actor(service, account);
    match service.answer(&actor, instant(NOW), Request::Tasks(tasks::Request::Mine)).result {
        Ok(Answer::Tasks(tasks::Answer::Mine { tasks, .. })) => tasks,
        other => panic!("{other:?}"),
    }
}

fn home_of(service: &mut Service, account: &str) -> home::Today {
    let nobody = Actor::nobody("tests");
    let log_in = door::Request::LogIn {
        account: account.to_owned(),
        password: xinfang::domain::masked::Personal::new(String::new()),
    };
    service.answer(&nobody, instant(NOW), Request::Door(log_in)).result.expect("an open door");
    let actor = actor(service, account);
    match service.answer(&actor, instant(NOW), Request::Home(home::Request::Today)).result {
        Ok(Answer::Home(home::Answer::Today(today))) => *today,
        other => panic!("{other:?}"),
    }
}

/// Everything of an office as text, without what is random in every office: the salts.
fn told(service: &mut Service) -> String {
    let mut told = String::new();
    for card in cards(service, "han") {
        let CaseCard {
            line, version, purpose, category, body, parties, source_numbers, answer, history, ..
        } = card;
        let answer = answer.map(|answer| (answer.basis, answer.words, answer.paper));
        let party: Vec<String> = parties
            .iter()
            .map(|party| {
                let p = &party.person;
                let values =
                    [&p.name, &p.id_number, &p.phone, &p.address].map(|value| value.reveal().to_owned());
                format!("{values:?} {:?} {:?}", p.sex, p.age)
            })
            .collect();
        let history: Vec<String> =
            history.iter().map(|line| format!("{} {} {}", line.at, line.who, line.what)).collect();
        told.push_str(&format!(
            "{} {} {} {:?} {:?} {version} {purpose:?} {category:?} {} {party:?} {source_numbers:?} {answer:?} {history:?}\n",
            line.number, line.title, line.people, line.channel, line.received, body.reveal()
        ));
    }
    for sheet in sheets(service) {
        told.push_str(&format!("{} {:?}\n", sheet.register.name, sheet.rows));
    }
    for account in ["desk", "han", "wen", "lin", "pang", "yue", "ji", "qin"] {
        told.push_str(&format!("{account} {:?}\n", tasks_of(service, account)));
    }
    told
}

#[test]
fn the_same_wish_makes_the_same_office_to_the_last_byte() {
    let (first, second) = (told(&mut office(300, 7, NOW)), told(&mut office(300, 7, NOW)));
    assert!(first == second);
    assert_ne!(first, told(&mut office(300, 8, NOW)));
}

#[test]
fn four_hundred_cases_are_of_every_first_level_class_and_do_not_read_alike() {
    let mut service = office(400, 7, NOW);
    let cards = cards(&mut service, "qin");
    assert_eq!(cards.len(), 400);
    let classes: BTreeSet<String> =
        cards.iter().filter_map(|card| Some(card.category.as_ref()?.0[..2].to_owned())).collect();
    assert_eq!(classes.len(), 17, "{classes:?}");
    let second: BTreeSet<String> =
        cards.iter().filter_map(|card| Some(card.category.as_ref()?.0[..4].to_owned())).collect();
    assert!(second.len() >= 40, "{}", second.len());
    let titles: BTreeSet<&str> = cards.iter().map(|card| card.line.title.as_str()).collect();
    assert!(titles.len() >= 290, "{} titles", titles.len());
    let bodies: BTreeSet<&str> = cards.iter().map(|card| card.body.reveal()).collect();
    assert!(bodies.len() >= 395, "{} texts", bodies.len());
    for channel in Channel::ALL {
        assert!(cards.iter().any(|card| card.line.channel == *channel), "{channel:?}");
    }
    assert!(cards.iter().any(|card| (5..=60).contains(&card.line.people)), "joint visits");
    assert!(cards.iter().all(|card| card.line.people <= 60));
    // As in life: something missing, something wrong, numbers that others gave.
    assert!(cards.iter().any(|card| card.category.is_none()));
    assert!(cards.iter().any(|card| card.parties[0].person.address.is_empty()));
    assert!(cards.iter().any(|card| card.parties[0].person.name.is_empty()));
    assert!(cards.iter().any(|card| !card.doubts.is_empty()), "a wrong phone");
    assert!(cards.iter().any(|card| !card.source_numbers.is_empty()));
    let lamp = |fits: fn(&Lamp) -> bool| cards.iter().filter(|card| fits(&card.line.lamp)).count();
    assert!((2..=30).contains(&lamp(|lamp| matches!(lamp, Lamp::Overdue(_)))));
    assert!(lamp(|lamp| matches!(lamp, Lamp::DoneLate(_))) >= 2);
}

#[test]
fn some_come_again_and_some_bring_what_another_brought() {
    let mut service = office(400, 7, NOW);
    let mut by_person: BTreeMap<(String, String), usize> = BTreeMap::new();
    for card in cards(&mut service, "han") {
        let party = &card.parties[0].person;
        let who = (party.name.reveal().to_owned(), party.phone.reveal().to_owned());
        *by_person.entry(who).or_default() += 1;
    }
    let again = by_person.iter().filter(|(who, count)| !who.0.is_empty() && **count > 1).count();
    assert!((8..=40).contains(&again), "{again} people came again");
}

#[test]
fn every_register_has_rows_and_every_reference_leads_somewhere() {
    let mut service = office(60, 7, NOW);
    for sheet in sheets(&mut service) {
        let register = &sheet.register;
        assert!(!sheet.rows.is_empty(), "{} is empty", register.name);
        for row in &sheet.rows {
            for column in &register.columns {
                assert!(
                    !column.required || !row.value(&column.name).is_empty(),
                    "{} {}",
                    register.name,
                    column.name
                );
                let Kind::Reference { register: to, .. } = &column.kind else { continue };
                for key in row.words(&column.name) {
                    let known = sheet.options[to].iter().any(|(known, _)| known == key);
                    assert!(known, "{} {}: no {key} in {to}", register.name, row.key);
                }
            }
        }
    }
}

#[test]
fn nothing_is_bad_in_the_records_of_any_day() {
    for (cases, now) in
        [(400, NOW), (1, NOW), (41, "2026-02-24 09:00"), (90, "2026-10-05 08:00"), (30, "2024-02-29 23:59")]
    {
        let mut service = office(cases, 3, now);
        for finding in service.checkup(instant(now)).expect("findings") {
            assert!(finding.health != Health::Bad || finding.what == "calendar", "{now}: {finding:?}");
        }
        assert_eq!(cards(&mut service, "qin").len(), cases);
    }
}

#[test]
fn a_route_is_proposed_for_nearly_every_open_case() {
    let mut service = office(400, 7, NOW);
    let open: Vec<CaseCard> =
        cards(&mut service, "han").into_iter().filter(|card| card.line.state == State::Registered).collect();
    let proposed = open.iter().filter(|card| card.suggestion.is_some()).count();
    assert!(open.len() >= 20 && proposed * 10 >= open.len() * 9, "{proposed} of {}", open.len());
    let bodies: BTreeSet<&str> =
        open.iter().filter_map(|card| Some(card.suggestion.as_ref()?.to.as_str())).collect();
    assert!(bodies.len() >= 8, "{bodies:?}");
    assert!(open.iter().any(|card| card.suggestion.as_ref().is_some_and(|s| !s.nearest.is_empty())));
}

#[test]
fn in_the_morning_the_news_is_what_the_evening_did() {
    let mut service = office(400, 7, NOW);
    let since = instant("2026-09-15 17:32");
    let today = home_of(&mut service, "desk");
    assert!((3..=14).contains(&today.news.len()), "{:?}", today.news);
    for news in &today.news {
        assert!(news.at > since && news.who != "叶青", "{news:?}");
    }
    let [handover] = today.handovers.as_slice() else { panic!("one handover: {:?}", today.handovers) };
    assert_eq!((handover.made_at, handover.made_by.as_str()), (since, "韩露"));
    assert!(today.sittings.len() >= 6, "{:?}", today.sittings);
    assert!(today.sittings.iter().any(|sitting| sitting.day == instant(NOW).date_naive()));
    assert!(today.sittings.iter().any(|sitting| sitting.state == "substituted"));
}

#[test]
fn scopes_show_different_lists() {
    let mut service = office(400, 7, NOW);
    let mut seen = BTreeMap::new();
    for account in ["qin", "desk", "dou", "yue", "pang"] {
        seen.insert(account, cards(&mut service, account).len());
    }
    assert_eq!(seen["qin"], 400);
    // Accusations are absent for whoever does not have them in hand.
    assert!(seen["desk"] < 400 && seen["desk"] > 390, "{seen:?}");
    assert!(seen["dou"] > seen["yue"] && seen["dou"] > seen["pang"], "{seen:?}");
    assert!(seen["yue"] > 0 && seen["pang"] > 0, "{seen:?}");
}

#[test]
fn tasks_wait_today_are_late_or_have_no_day() {
    let mut service = office(400, 7, NOW);
    let mine = tasks_of(&mut service, "desk");
    let today = instant(NOW).date_naive();
    let call_back =
        |due| mine.iter().any(|t| t.kind == TaskKind::FollowUp && t.due == Some(due) && t.case.is_some());
    assert!(call_back(today));
    assert!(mine.iter().any(|task| task.due.is_some_and(|due| due < today)));
    assert!(mine.iter().any(|task| task.due.is_none() && task.kind == TaskKind::Reminder));
    assert!(mine.iter().all(|task| task.state == TaskState::Open));
    let all: usize = ["desk", "han", "wen", "lin", "pang", "yue", "dou", "ji", "qin", "huo", "miao"]
        .iter()
        .map(|account| tasks_of(&mut service, account).len())
        .sum();
    assert!((35..=70).contains(&all), "{all}");
}

#[test]
fn titles_fit_the_list_of_eighty_columns() {
    let mut service = office(2_000, 7, NOW);
    let desk = actor(&mut service, "desk");
    let list = cases::Request::List { queue: Queue::All, stretch: Stretch::First, limit: 1_000 };
    let page = match service.answer(&desk, instant(NOW), Request::Cases(list)).result {
        Ok(Answer::Cases(cases::Answer::List(page))) => page,
        other => panic!("{other:?}"),
    };
    for row in &page.rows {
        assert!(row.title.chars().count() <= 16, "{}", row.title);
        assert!(!row.title.contains('{'), "{}", row.title);
    }
}

#[test]
fn an_accusation_is_never_answered_on_the_spot() {
    let mut service = office(2_000, 7, NOW);
    let accusations: Vec<CaseCard> = cards(&mut service, "han")
        .into_iter()
        .filter(|card| card.purpose == Some(Purpose::Accusation))
        .collect();
    assert!(!accusations.is_empty());
    assert!(accusations.iter().all(|card| card.line.state == State::Registered));
}
