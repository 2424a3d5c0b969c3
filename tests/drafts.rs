//! The file of drafts: beside the office's, its owner's alone, never in the way of work, and never
//! open at two living desks by itself.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset, TimeDelta};
use xinfang::api::drafts::{Answer as Told, DraftLine, Opened, Request as Ask};
use xinfang::api::holds::Request as HoldAsk;
use xinfang::api::home::{Answer as HomeAnswer, Request as AskHome};
use xinfang::api::{self, Answer, Change, Refusal, Request};
use xinfang::domain::actor::Role;
use xinfang::domain::case::CaseId;
use xinfang::domain::draft::{FormKind, FormState, Kept, KeptField};
use xinfang::domain::masked::Personal;
use xinfang::domain::number::NumberPattern;
use xinfang::domain::office::{Office, OfficeKind, beijing_time};
use xinfang::service::practice::Wish;
use xinfang::service::{Founding, Service, news_of_holds};

/// An office in a folder of its own, taken away in the end.
struct Place {
    folder: PathBuf,
}

impl Place {
    fn new(name: &str) -> Place {
        let folder = std::env::temp_dir().join(format!("xinfang-drafts-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        let place = Place { folder };
        let founding = Founding {
            office: Office {
                name: "云浦县信访局".to_owned(),
                kind: OfficeKind::PetitionOffice,
                practice: true,
                number_pattern: NumberPattern::default(),
                offset: beijing_time(),
            },
            accounts: &[("desk", "叶青", Role::Reception), ("han", "韩露", Role::Reception)],
            system_user: "tests",
            now: now(),
            profiles: &[],
        };
        Service::found_file(&place.office(), &founding).expect("an office");
        place
    }

    fn office(&self) -> PathBuf {
        self.folder.join("office.db")
    }

    fn drafts(&self) -> PathBuf {
        self.folder.join("office.db-drafts")
    }

    fn open(&self) -> Service {
        Service::open_file(&self.office()).expect("the office")
    }

    fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(&self.folder).expect("the folder").flatten();
        let mut names: Vec<String> =
            entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-09-16T09:00:00+08:00").expect("an instant")
}

fn form(text: &str) -> Kept {
    let field = KeptField {
        name: "body".to_owned(),
        value: Personal::new(text),
        caret: (0, text.chars().count()),
        long: true,
        ..KeptField::default()
    };
    let state = FormState { fields: vec![field], focus: "body".to_owned() };
    Kept::new(FormKind::Intake, "来访登记".to_owned(), "诉求", state)
}

fn ask(service: &mut Service, account: &str, at: DateTime<FixedOffset>, ask: Ask) -> Result<Told, Refusal> {
    let actor = service.actor(account, "tests", at).expect("a store").expect("an account");
    match service.answer(&actor, at, Request::Drafts(ask)).result? {
        Answer::Drafts(told) => Ok(told),
        told => panic!("{told:?}"),
    }
}

fn keep(service: &mut Service, desk: &str, key: &str, text: &str) -> Result<Told, Refusal> {
    let kept = Box::new(form(text));
    let keep = Ask::Keep { desk: desk.to_owned(), key: key.to_owned(), put_aside: false, kept };
    ask(service, "desk", now(), keep)
}

fn mine(service: &mut Service, account: &str) -> Vec<DraftLine> {
    match ask(service, account, now(), Ask::Mine { desk: "f".to_owned() }) {
        Ok(Told::Mine(drafts)) => drafts,
        told => panic!("{told:?}"),
    }
}

fn resume(service: &mut Service, desk: &str, at: DateTime<FixedOffset>) -> Option<Opened> {
    match ask(service, "desk", at, Ask::Resume { desk: desk.to_owned(), key: format!("{desk}-1") }) {
        Ok(Told::Opened(opened)) => Some(*opened),
        Ok(Told::Nothing) => None,
        told => panic!("{told:?}"),
    }
}

#[test]
fn the_file_comes_with_the_first_draft_and_is_its_owners_alone() {
    let place = Place::new("mode");
    let mut service = place.open();
    assert!(mine(&mut service, "desk").is_empty());
    assert!(!place.drafts().exists(), "looking makes no file");
    assert_eq!(keep(&mut service, "a1", "a1-1", "停水"), Ok(Told::Kept));
    #[cfg(unix)]
    for name in place.files() {
        use std::os::unix::fs::PermissionsExt;
        let meta = std::fs::metadata(place.folder.join(&name)).expect("a file");
        assert_eq!(meta.permissions().mode() & 0o777, 0o600, "{name}");
    }
    // Nothing of it is in the records, nor in a copy of them.
    let backup = place.folder.join("copy.db");
    service.backup(&backup).expect("a copy");
    let copy = std::fs::read(backup).expect("the copy");
    assert!(!copy.windows("停水".len()).any(|part| part == "停水".as_bytes()));
    drop(service);
    assert_eq!(place.files(), ["copy.db", "office.db", "office.db-drafts"], "nothing else is left");
}

#[test]
fn what_a_living_desk_has_open_is_not_taken_and_what_a_dead_one_had_is_at_once() {
    let place = Place::new("alive");
    let mut first = place.open();
    keep(&mut first, "a1", "a1-1", "停水").expect("kept");
    let mut second = place.open();
    assert_eq!(resume(&mut second, "b2", now()), None, "it is open there");
    let later = now() + TimeDelta::hours(5);
    assert_eq!(resume(&mut second, "b2", later), None, "however long nobody typed");
    assert!(mine(&mut second, "desk")[0].elsewhere);
    drop(first);
    let opened = resume(&mut second, "b2", now()).expect("the draft");
    assert_eq!((opened.key.as_str(), &opened.kept), ("b2-1", &form("停水")));
    assert_eq!(mine(&mut second, "desk").len(), 1, "taken over, not copied");
}

#[test]
fn a_process_that_was_killed_has_let_go_even_where_its_mark_stayed() {
    let place = Place::new("mark");
    let mut first = place.open();
    keep(&mut first, "a1", "a1-1", "停水").expect("kept");
    drop(first);
    std::fs::write(place.folder.join("office.db-drafts.desk-a1"), "").expect("a mark");
    let mut second = place.open();
    assert!(resume(&mut second, "b2", now()).is_some());
    drop(second);
    assert_eq!(place.files(), ["office.db", "office.db-drafts"], "the mark of the dead is taken away");
}

#[test]
fn whoever_lost_his_draft_to_another_desk_goes_on_in_a_new_one() {
    let place = Place::new("taken");
    let (mut first, mut second) = (place.open(), place.open());
    keep(&mut first, "a1", "a1-1", "停水").expect("kept");
    let open = Ask::Open { desk: "b2".to_owned(), from: "a1-1".to_owned(), key: "b2-1".to_owned() };
    assert!(matches!(ask(&mut second, "desk", now(), open.clone()), Ok(Told::Opened(_))));
    assert_eq!(ask(&mut second, "desk", now(), open), Ok(Told::Nothing), "it is no more there");
    keep(&mut first, "a1", "a1-1", "停水三天").expect("kept");
    keep(&mut second, "b2", "b2-1", "停水五天").expect("kept");
    let mut found: Vec<String> =
        mine(&mut first, "desk").iter().map(|line| line.beginning.reveal().to_owned()).collect();
    found.sort();
    assert_eq!(found, ["停水三天", "停水五天"]);
}

#[test]
fn no_other_account_reads_changes_or_throws_away_a_draft() {
    let place = Place::new("private");
    let mut service = place.open();
    keep(&mut service, "a1", "a1-1", "停水").expect("kept");
    assert!(mine(&mut service, "han").is_empty());
    let key = "a1-1".to_owned();
    let kept = Box::new(form("别的"));
    let over = Ask::Keep { desk: "c3".to_owned(), key: key.clone(), put_aside: false, kept };
    ask(&mut service, "han", now(), over).expect("an answer");
    ask(&mut service, "han", now(), Ask::Drop { key: key.clone() }).expect("an answer");
    let open = Ask::Open { desk: "c3".to_owned(), from: key, key: "c3-1".to_owned() };
    assert_eq!(ask(&mut service, "han", now(), open), Ok(Told::Nothing));
    assert_eq!(mine(&mut service, "desk")[0].beginning.reveal(), "停水");
    let said = format!("{:?}", form("停水"));
    assert!(!said.contains("停水"), "no log can say what was typed: {said}");
}

#[test]
fn a_file_that_is_no_file_of_drafts_stops_nobody_and_is_told_once() {
    for (name, spoil) in [
        ("folder", (|file| std::fs::create_dir(file)) as fn(&PathBuf) -> std::io::Result<()>),
        ("noise", |file| std::fs::write(file, "没有数据库".repeat(500))),
    ] {
        let place = Place::new(name);
        spoil(&place.drafts()).expect("a spoilt file");
        let mut service = place.open();
        let first = keep(&mut service, "a1", "a1-1", "停");
        assert!(matches!(first, Err(Refusal::Trouble { .. })), "{name}: {first:?}");
        for _ in 0..3 {
            assert_eq!(keep(&mut service, "a1", "a1-1", "停水"), Ok(Told::NotKept), "{name}");
        }
        let actor = service.actor("desk", "tests", now()).expect("a store").expect("an account");
        let home = service.answer(&actor, now(), Request::Home(AskHome::Today)).result;
        assert!(matches!(home, Ok(Answer::Home(HomeAnswer::Today(_)))), "{name}: {home:?}");
    }
}

#[test]
fn what_is_thrown_away_is_overwritten() {
    let place = Place::new("wiped");
    let mut service = place.open();
    keep(&mut service, "a1", "a1-1", "邬大勇反映停水").expect("kept");
    ask(&mut service, "desk", now(), Ask::Drop { key: "a1-1".to_owned() }).expect("gone");
    drop(service);
    let bytes = std::fs::read(place.drafts()).expect("the file");
    let words = "邬大勇".as_bytes();
    assert!(!bytes.windows(words.len()).any(|part| part == words));
}

// ---------------------------------------------------------------- 正在办, beside the drafts

/// An office with a few cases.
fn with_cases(name: &str) -> (Place, Service) {
    let place = Place::new(name);
    let mut service = place.open();
    service.invent(Wish { cases: 5, seed: 7, now: now() }, |_| {}).expect("a practice office");
    (place, service)
}

fn hold(service: &mut Service, account: &str, desk: &str, at: DateTime<FixedOffset>) -> Option<Change> {
    let actor = service.actor(account, "tests", at).expect("a store").expect("an account");
    let hold = HoldAsk::Hold { case: CaseId(1), desk: desk.to_owned() };
    let reply = service.answer(&actor, at, Request::Holds(hold));
    assert_eq!(reply.result, Ok(Answer::Holds(api::holds::Answer::Heard)));
    reply.change
}

fn holder(service: &mut Service, at: DateTime<FixedOffset>) -> Option<String> {
    let actor = service.actor("han", "tests", at).expect("a store").expect("an account");
    let open = api::cases::Request::Open(CaseId(1));
    match service.answer(&actor, at, Request::Cases(open)).result {
        Ok(Answer::Cases(api::cases::Answer::Case(card))) => card.held.map(|(name, _)| name),
        told => panic!("{told:?}"),
    }
}

#[test]
fn another_process_sees_who_has_a_case_in_hand_and_that_a_killed_desk_has_none() {
    let (place, mut one) = with_cases("holds");
    let mut other = place.open();
    assert_eq!(holder(&mut other, now()), None);
    assert!(!place.drafts().exists(), "looking makes no file");
    assert_eq!(hold(&mut one, "desk", "a1", now()), Some(Change::Case(CaseId(1))));
    assert_eq!(hold(&mut one, "desk", "a1", now()), None, "the same again is no news");
    assert_eq!(holder(&mut other, now()).as_deref(), Some("叶青"));
    assert_eq!(other.held_elsewhere(now()), [(CaseId(1), "a1".to_owned())]);
    assert_eq!(one.held_elsewhere(now()), [], "what one does oneself is no news");
    // It fades, and it goes at once with the process.
    assert_eq!(other.held_elsewhere(now() + TimeDelta::minutes(11)), []);
    drop(one);
    assert_eq!(holder(&mut other, now()), None);
}

#[test]
fn what_changes_hands_elsewhere_is_told_case_by_case_and_much_of_it_as_one() {
    let held = |case: i64| (CaseId(case), "a1".to_owned());
    assert_eq!(news_of_holds(&[held(1)], &[held(1)]), []);
    assert_eq!(news_of_holds(&[held(1)], &[held(2)]), [Change::Case(CaseId(1)), Change::Case(CaseId(2))]);
    let many: Vec<_> = (1..20).map(held).collect();
    assert_eq!(news_of_holds(&[], &many), [Change::Everything]);
}

#[test]
fn where_holds_cannot_be_kept_nobody_waits_and_nothing_fails() {
    let (place, mut service) = with_cases("no-holds");
    std::fs::create_dir(place.drafts()).expect("a folder in the way");
    assert_eq!(hold(&mut service, "desk", "a1", now()), None);
    assert_eq!(holder(&mut service, now()), None);
    std::fs::remove_dir(place.drafts()).expect("out of the way");
    let later = now() + TimeDelta::minutes(1);
    assert_eq!(hold(&mut service, "desk", "a1", later), Some(Change::Case(CaseId(1))));
    assert_eq!(holder(&mut service, later).as_deref(), Some("叶青"));
}
