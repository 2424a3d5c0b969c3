//! One process at work on an office's file, on a day that the test sets.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime};
use xinfang::api::cases::{CaseCard, Explained, Wanted};
use xinfang::api::intake::Filed;
use xinfang::api::years::Proposal;
use xinfang::api::{Answer, Refusal, Request, cases, intake, steps};
use xinfang::domain::actor::{Actor, Role};
use xinfang::domain::case::{CaseId, Channel};
use xinfang::domain::clock::{Deadline, Lamp};
use xinfang::domain::contact::{PaperOffer, SpotAnswer};
use xinfang::domain::intake::{Doubts, Draft, read};
use xinfang::domain::number::NumberPattern;
use xinfang::domain::office::{Office, OfficeKind, beijing_time};
use xinfang::domain::step::Given;
use xinfang::service::{Founding, Health, Service};

use super::door::Place;

/// 2027 as it may be announced: 元旦 goes on through Monday the 4th, Saturday the 9th is worked.
pub const YEAR: &str = r#"year = 2027
source = ["国办发明电〔2026〕9号"]
[off]
2027-01-01 = "元旦"
2027-01-04 = "元旦"
2027-10-01 = "国庆节"
[work]
2027-01-09 = "元旦"
"#;

/// Nine in the morning of a day.
pub fn morning(day: &str) -> DateTime<FixedOffset> {
    let naive: NaiveDateTime = format!("{day}T09:00:00").parse().unwrap();
    naive.and_local_timezone(beijing_time()).single().unwrap()
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// An office, just opened.
pub fn office(place: &Place, kind: OfficeKind) -> Seat {
    let founding = Founding {
        office: Office {
            name: "云浦县建设局".to_owned(),
            kind,
            practice: true,
            number_pattern: NumberPattern::default(),
            offset: beijing_time(),
        },
        accounts: &[("admin", "岑怀川", Role::Administrator), ("desk", "叶青", Role::Reception)],
        system_user: "tests",
        now: morning("2026-07-01"),
        profiles: &[],
    };
    Seat(Service::found_file(&place.db(), &founding).unwrap())
}

/// The program as one process runs it.
pub struct Seat(pub Service);

impl Seat {
    /// Another process on the same file.
    pub fn beside(place: &Place) -> Seat {
        Seat(Service::open_file(&place.db()).unwrap())
    }

    pub fn actor(&mut self, account: &str, on: &str) -> Actor {
        self.0.actor(account, "tests", morning(on)).unwrap().unwrap()
    }

    #[track_caller]
    pub fn ask(&mut self, on: &str, request: Request) -> Result<Answer, Refusal> {
        let desk = self.actor("desk", on);
        self.0.answer(&desk, morning(on), request).result
    }

    /// Registers a matter on the day on which it comes.
    pub fn receives(&mut self, on: &str) -> Filed {
        self.receives_late(on, on)
    }

    pub fn receives_late(&mut self, received: &str, on: &str) -> Filed {
        let (name, address) = ("张三".to_owned(), "城关镇".to_owned());
        let draft = Draft {
            body: format!("{received}停水"),
            received: received.to_owned(),
            name,
            address,
            ..Draft::default()
        };
        let intake = read(&draft, morning(on), Doubts::Complain).unwrap();
        match self.ask(on, Request::Intake(intake::Request::File(Box::new(intake)))).unwrap() {
            Answer::Intake(intake::Answer::Filed(filed)) => filed,
            other => panic!("{other:?}"),
        }
    }

    pub fn card(&mut self, case: CaseId, on: &str) -> CaseCard {
        match self.ask(on, Request::Cases(cases::Request::Open(case))).unwrap() {
            Answer::Cases(cases::Answer::Case(card)) => *card,
            other => panic!("{other:?}"),
        }
    }

    /// How long the office has to tell the petitioner.
    pub fn clock(&mut self, case: CaseId, on: &str) -> (Deadline, Lamp) {
        let mut clocks = self.card(case, on).clocks;
        clocks.retain(|(clock, _)| clock.clock.word() == "notify_direct");
        assert_eq!(clocks.len(), 1, "{clocks:?}");
        clocks.remove(0)
    }

    pub fn answers(&mut self, case: CaseId, version: i64, on: &str) -> Result<Answer, Refusal> {
        let given = Given::SpotAnswer(SpotAnswer {
            basis: "供水条例".to_owned(),
            words: "已修好".to_owned(),
            paper: PaperOffer::Declined,
            channel: Channel::Visit,
        });
        self.ask(on, Request::Steps(steps::Request::Take { case, version, step: "answer_on_spot", given }))
    }

    pub fn accepts(&mut self, years: &str, on: &str) -> Proposal {
        let admin = self.actor("admin", on);
        let weighed = self.0.weigh_years(&admin, morning(on), years).unwrap();
        let accepted = self.0.accept_years(&admin, morning(on), years).unwrap();
        assert_eq!(accepted, weighed, "what was shown is what is done");
        accepted
    }

    #[track_caller]
    pub fn is_sound(&mut self, on: &str) {
        for found in self.0.checkup(morning(on)).unwrap() {
            // Nobody leads this office, and that is told.
            if found.what == "approvers" {
                continue;
            }
            assert_eq!(found.health, Health::Good, "{}: {}", found.what, found.detail);
        }
    }

    pub fn explained(&mut self, case: CaseId, clock: &Deadline, on: &str) -> Explained {
        let wanted = Wanted { case: Some(case), clock: Some(clock.clock.clone()), ..Wanted::default() };
        match self.ask(on, Request::Cases(cases::Request::Explain(wanted))).unwrap() {
            Answer::Cases(cases::Answer::Explained(told)) => *told,
            other => panic!("{other:?}"),
        }
    }
}
