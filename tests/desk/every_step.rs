//! Every state and every step: reached, left, worded in both languages, with its papers and clocks.

use std::collections::BTreeSet;

use unicode_width::UnicodeWidthStr;
use xinfang::deadline::{RuleSet, shipped};
use xinfang::domain::case::State;
use xinfang::domain::paper::PaperKind;
use xinfang::domain::rule::Start;
use xinfang::domain::step::{Kind, STEPS, Step};
use xinfang::i18n::{Language, words};

/// Cells of a label and its star.
const LABEL: usize = 11;

fn leaving(state: State) -> impl Iterator<Item = &'static &'static Step> {
    STEPS.iter().filter(move |step| step.from.contains(&state))
}

#[test]
fn every_state_is_reached_from_registration_and_every_open_one_leads_to_an_end() {
    let mut reached = BTreeSet::from([State::Registered]);
    let mut edge = vec![State::Registered];
    while let Some(state) = edge.pop() {
        for to in leaving(state).filter_map(|step| step.to) {
            if reached.insert(to) {
                edge.push(to);
            }
        }
    }
    assert_eq!(reached.len(), State::ALL.len(), "{reached:?}");
    // From every open state a way that does not take the matter back ends in a closed one.
    for first in State::open() {
        let mut seen = BTreeSet::from([first]);
        let mut edge = vec![first];
        let mut ends = false;
        while let Some(state) = edge.pop() {
            let ways = leaving(state).filter(|step| !step.is_note).filter_map(|step| step.to);
            for to in ways {
                ends |= !to.is_open();
                if to.is_open() && seen.insert(to) {
                    edge.push(to);
                }
            }
        }
        assert!(ends, "{first:?}");
    }
}

#[test]
fn what_is_closed_is_opened_again_by_a_leader_or_what_a_review_orders_alone() {
    for state in State::ALL.iter().filter(|state| !state.is_open()) {
        let opens: Vec<&str> = leaving(*state)
            .filter(|step| step.to.is_some_and(State::is_open))
            .map(|step| step.name)
            .collect();
        assert!(opens.iter().all(|name| ["reopen", "redo"].contains(name)), "{state:?}: {opens:?}");
        assert!(opens.contains(&"reopen"), "{state:?}");
    }
}

#[test]
fn every_step_has_somebody_who_may_and_a_form_in_both_languages() {
    use xinfang::domain::actor::{Actor, Reach, Role};
    for step in STEPS.iter().filter(|step| !step.from.is_empty()) {
        let may = |role: &&Role| {
            let actor = Actor { roles: vec![**role], reach: Reach::All, ..Actor::nobody("tests") };
            (step.who)(&actor).is_empty()
        };
        let who: Vec<&Role> = Role::ALL.iter().filter(may).collect();
        assert!(!who.is_empty() && who.len() < Role::ALL.len(), "{}: {who:?}", step.name);
        for language in [Language::Chinese, Language::English] {
            let words = words(language);
            let none = (words.step)("no such step");
            assert_ne!((words.step)(step.name), none, "{} in {language:?}", step.name);
            assert_ne!((words.triage.about)(step.name), "", "{} in {language:?}", step.name);
            for asked in step.parts {
                let label = (words.triage.part)(asked.part);
                // A star stands behind what must be filled in.
                let cells = label.width() + usize::from(asked.must);
                assert!(cells <= LABEL, "{}: {label} in {language:?}", step.name);
                if let (Kind::OneOf(choices), Language::Chinese) = (asked.kind, language) {
                    for choice in choices {
                        let shown = (words.triage.choice)(asked.part, choice);
                        assert_ne!(shown, *choice, "{}: {:?} has no word for it", step.name, asked.part);
                    }
                }
            }
        }
    }
}

#[test]
fn every_paper_is_made_by_a_step_and_has_letters_of_its_own() {
    // The note of article 24 follows from a second return, not from one step.
    let made: BTreeSet<PaperKind> = STEPS.iter().flat_map(|step| step.papers).copied().collect();
    let mut letters = BTreeSet::new();
    for kind in PaperKind::ALL {
        assert!(made.contains(kind) || *kind == PaperKind::Dispute, "{kind:?}");
        assert!(letters.insert(kind.letters()), "{kind:?}");
    }
}

#[test]
fn every_clock_of_the_regulation_is_started_by_a_step() {
    let begun: BTreeSet<&str> =
        STEPS.iter().flat_map(|step| step.begins).map(|start: &Start| start.word()).collect();
    for law in shipped::LAWS {
        let set = RuleSet::read(law).expect("a law");
        for rule in &set.clocks {
            // Advice to other bodies is supervision's, and begins with it.
            if rule.start != Start::Recommended {
                assert!(begun.contains(rule.start.word()), "{}: {}", set.name, rule.start.word());
            }
        }
    }
}
