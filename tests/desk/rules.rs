//! 规则的采用: the administrator prepares, the main leader accepts; what runs keeps its rule.

use xinfang::api::rules::{Answer as Told, Request as Ask, What};
use xinfang::api::{Answer, Refusal, Request};
use xinfang::domain::problem::Barrier;
use xinfang::i18n::Language::{Chinese, English};

use crate::harness::{Desk, House};
use crate::{assert_hides, assert_shows};

const NOW: &str = "2026-09-16 09:00";
const NEXT: &str = "2026-09-17 09:00";

fn house() -> House {
    let house = House::with_rules(&["enterprise"]);
    house.person("qin", "秦望山", "main_leader");
    house
}

fn page(house: &House, account: &str, now: &str) -> Desk {
    let mut desk = house.home(account, Chinese, now);
    desk.press("<f3>y<enter>");
    assert_shows!(desk, "规则的采用");
    desk
}

fn propose(house: &House, name: &str, what: What) -> Result<Answer, Refusal> {
    house.ask("admin", NOW, Request::Rules(Ask::Propose { name: name.to_owned(), what }))
}

#[test]
fn the_administrator_proposes_the_leader_accepts_and_it_counts_from_the_next_day() {
    let house = house();
    let mut admin = page(&house, "admin", NOW);
    assert_shows!(admin, "企业信访制度", "在用，第 1 版");
    // The list begins with what is in use; the education bureau's rules stand further down.
    while !admin.screen().contains("education-bureau：") {
        admin.press("<down>");
    }
    admin.press("<enter>");
    assert_shows!(admin, "已提请，等主要领导在规则页（g y）同意。", "提请采用第 2 版", "(+ 同意)", "- 撤回");
    let mut leader = house.home("qin", Chinese, NOW);
    assert_shows!(leader, "规则待同意        1");
    leader.press("<end>").press("<f3>y<enter>+<enter>");
    assert_shows!(leader, "同意了，09-17 起按它算；已经在走的时限不变。", "用到 09-16", "09-17 起用");
    leader.press("<esc><esc>");
    assert_hides!(leader, "规则待同意");
    // What comes in today starts under the rules of this morning, what comes tomorrow does not.
    let mut desk = house.home("desk", Chinese, NOW);
    desk.press("<f2>").press(&"<tab>".repeat(7)).press("今天的<ctrl-s>");
    desk.at(NEXT).press("<f2>").press(&"<tab>".repeat(7)).press("明天的<ctrl-s>");
    let clocks = |number: &str| {
        let mut desk = house.home("desk", Chinese, NEXT);
        desk.press(&format!("/{number}<enter>"));
        desk.screen()
    };
    assert!(clocks("2026-0001").contains("受理回执"), "{}", clocks("2026-0001"));
    let tomorrow = clocks("2026-0002");
    assert!(!tomorrow.contains("受理回执") && tomorrow.contains("转送交办"), "{tomorrow}");
}

#[test]
fn what_is_sent_back_says_why_and_changes_nothing() {
    let house = house();
    propose(&house, "enterprise", What::Stop).expect("a proposal");
    let mut leader = page(&house, "qin", NOW);
    assert_shows!(leader, "提请停用第 1 版");
    leader.press("-<ctrl-s>");
    assert_shows!(leader, "还没有填");
    leader.press("还要用<ctrl-s>");
    assert_shows!(leader, "没有采用，已记下理由。", "企业信访制度", "在用，第 1 版");
    assert_hides!(leader, "提请停用第 1 版");
}

#[test]
fn tracks_are_switched_on_and_off_the_same_way_and_the_proposer_may_take_it_back() {
    let house = house();
    propose(&house, "simplified", What::Use).expect("a proposal");
    let again = propose(&house, "simplified", What::Use);
    assert_eq!(again, Err(Refusal::Denied(vec![Barrier::Proposed])));
    let mut admin = page(&house, "admin", NOW);
    admin.press("<home>-不急<ctrl-s>");
    assert_shows!(admin, "没有采用，已记下理由。");
    propose(&house, "simplified", What::Use).expect("a proposal");
    let mut leader = page(&house, "qin", NOW);
    leader.press("<home>+<enter>");
    assert_shows!(leader, "简易办理", "09-17 起用");
    // The office's own rules stay beside a track.
    assert_shows!(leader, "企业信访制度", "在用，第 1 版");
}

#[test]
fn who_may_do_what_is_said_and_refused() {
    let house = house();
    let denied = |account: &str, request| match house.ask(account, NOW, Request::Rules(request)) {
        Err(Refusal::Denied(barriers)) => barriers,
        other => panic!("{account}: {other:?}"),
    };
    let stop = |name: &str| Ask::Propose { name: name.to_owned(), what: What::Stop };
    assert!(matches!(denied("desk", stop("enterprise"))[0], Barrier::NotThisRole { .. }));
    assert_eq!(denied("admin", stop("regulation-2022")), [Barrier::LawStays]);
    assert_eq!(denied("admin", stop("zhejiang")), [Barrier::RulesNotInUse]);
    let again = Ask::Propose { name: "enterprise".to_owned(), what: What::Use };
    assert_eq!(denied("admin", again), [Barrier::RulesInUse]);
    propose(&house, "enterprise", What::Stop).expect("a proposal");
    let accept = Ask::Decide { id: 1, accept: true, reason: String::new() };
    let barriers = denied("admin", accept.clone());
    assert!(barriers.contains(&Barrier::OwnProposal), "{barriers:?}");
    let decided = house.ask("qin", NOW, Request::Rules(accept.clone()));
    assert!(matches!(decided, Ok(Answer::Rules(Told::Decided(Some(_))))), "{decided:?}");
    assert_eq!(denied("qin", accept), [Barrier::Decided]);
    let mut desk = page(&house, "desk", NOW);
    desk.press("<end>");
    assert_shows!(desk, "(Enter 提请采用)");
}

#[test]
fn a_file_with_a_fault_is_refused_with_line_and_key() {
    let house = house();
    let toml = "name = \"own\"\ndocument = \"x\"\ndocument_en = \"x\"\nversion = 1\nfrom = \"2022-05-01\"\n\
                kind = \"office\"\nbase = \"regulation-2022\"\n[[clock]]\nclock = \"finish\"\nstart = \"accepted\"\n\
                length = \"120d\"\narticle = \"x\"\narticle_en = \"x\"\n";
    let ask =
        |toml: &str| house.ask("admin", NOW, Request::Rules(Ask::ProposeFile { toml: toml.to_owned() }));
    let refused = ask(toml);
    assert!(
        matches!(&refused, Err(Refusal::Rule { line: 8, key, .. }) if key == "finish length"),
        "{refused:?}"
    );
    let good = toml
        .replace("clock = \"finish\"", "clock = \"own.finish\"\nzh = \"办\"\nen = \"do\"\ncap = \"finish\"");
    assert_eq!(ask(&good), Ok(Answer::Rules(Told::Proposed)));
    let mut leader = page(&house, "qin", NOW);
    leader.press("<home>+<enter>");
    assert_shows!(leader, "09-17 起用", "自受理 120日");
}

#[test]
fn what_is_stopped_ends_with_the_day_on_which_that_is_accepted() {
    let house = house();
    propose(&house, "enterprise", What::Stop).expect("a proposal");
    let accept = Ask::Decide { id: 1, accept: true, reason: String::new() };
    let decided = house.ask("qin", NOW, Request::Rules(accept));
    let tomorrow = "2026-09-17".parse().expect("a day");
    assert_eq!(decided, Ok(Answer::Rules(Told::Decided(Some(tomorrow)))));
    let mut desk = house.home("desk", Chinese, NOW);
    desk.press("<f2>").press(&"<tab>".repeat(7)).press("今天的<ctrl-s>");
    desk.at(NEXT).press("<f2>").press(&"<tab>".repeat(7)).press("明天的<ctrl-s>");
    desk.press("/2026-0001<enter>");
    assert_shows!(desk, "受理回执");
    let mut desk = house.home("desk", Chinese, NEXT);
    desk.press("/2026-0002<enter>");
    assert_shows!(desk, "明天的", "转送交办");
    assert_hides!(desk, "受理回执");
    // It may be used again from another day on.
    assert!(propose(&house, "enterprise", What::Use).is_ok());
}

#[test]
fn no_file_takes_the_place_of_the_law_and_no_version_has_two_texts() {
    let house = house();
    let toml = "name = \"own\"\ndocument = \"x\"\ndocument_en = \"x\"\nversion = 1\nfrom = \"2022-05-01\"\n\
                base = \"regulation-2022\"\n";
    let ask =
        |toml: &str| house.ask("admin", NOW, Request::Rules(Ask::ProposeFile { toml: toml.to_owned() }));
    let missing = ask(toml);
    assert!(matches!(&missing, Err(Refusal::Rule { key, .. }) if key == "kind"), "{missing:?}");
    let law = ask(&format!("{toml}kind = \"law\"\n"));
    assert!(matches!(&law, Err(Refusal::Rule { key, .. }) if key == "base"), "{law:?}");
    let own = format!("{toml}kind = \"office\"\n");
    assert_eq!(ask(&own), Ok(Answer::Rules(Told::Proposed)));
    let accept = Ask::Decide { id: 1, accept: true, reason: String::new() };
    house.ask("qin", NOW, Request::Rules(accept)).expect("accepted");
    let two = ask(&own.replace("version = 1", "version = 2"));
    assert_eq!(two, Ok(Answer::Rules(Told::Proposed)));
    let accept = Ask::Decide { id: 2, accept: true, reason: String::new() };
    house.ask("qin", NEXT, Request::Rules(accept)).expect("accepted");
    // The first version again, with other words in it.
    let edited = ask(&own.replace("\"x\"", "\"y\""));
    assert!(matches!(&edited, Err(Refusal::Rule { key, .. }) if key == "version"), "{edited:?}");
    let over = propose(&house, "regulation-2005", What::Use);
    assert_eq!(over, Err(Refusal::Denied(vec![Barrier::RulesOver])));
}

#[test]
fn the_page_speaks_english() {
    let house = house();
    propose(&house, "simplified", What::Use).expect("a proposal");
    let mut desk = house.home("qin", English, NOW);
    assert_shows!(desk, "rules to accept");
    desk.press("<f3>y<enter>");
    assert_shows!(desk, "Rules in use", "proposes version 1", "in use, version 1", "+ accept", "- send back");
}
