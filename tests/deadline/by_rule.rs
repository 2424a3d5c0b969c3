//! Limits by their rules: extension, pauses, own target and limit of the law, every profile.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use xinfang::deadline::profile::{doubts, faults};
use xinfang::deadline::{Above, Asked, ByRule, Length, Profile, RuleSet, by_rule, shipped};
use xinfang::domain::clock::Pause;
use xinfang::domain::rule::{
    ByRuleProblem, ClockKey, PauseReason, ProfileKind, RuleDoubt, RuleProblem, STATUTORY, Warning,
};

use super::naive::Wall;
use super::{day, shipped_calendar};

pub fn sets() -> Vec<RuleSet> {
    shipped::profiles().expect("the shipped profiles")
}

fn profile(name: &str) -> Profile {
    Profile::named(&sets(), name).expect("a profile")
}

fn hearing(from: &str, to: &str) -> Pause {
    Pause::plain(day(from), day(to), PauseReason::Hearing)
}

fn ask(name: &str, clock: &str, start: &str, extend: u32, pauses: &[Pause]) -> Result<ByRule, ByRuleProblem> {
    let asked = Asked { clock, start: day(start), cap: Above::default(), extend, pauses };
    by_rule(&profile(name).book(), &shipped_calendar(), &asked)
}

#[track_caller]
fn law(clock: &str, start: &str, extend: u32, pauses: &[Pause]) -> ByRule {
    ask("regulation-2022", clock, start, extend, pauses).expect("a limit")
}

#[test]
fn the_worked_examples_of_the_law_hold_by_rule() {
    for (clock, start, extend, nominal, due) in [
        ("notify", "2026-01-28", 0, "2026-02-12", "2026-02-12"),
        ("notify", "2026-02-02", 0, "2026-02-17", "2026-02-24"),
        ("notify", "2026-04-24", 0, "2026-05-09", "2026-05-09"),
        ("dispatch", "2025-12-17", 0, "2026-01-01", "2026-01-04"),
        ("finish", "2026-08-02", 0, "2026-10-01", "2026-10-08"),
        ("finish", "2026-07-03", 0, "2026-09-01", "2026-09-01"),
        ("finish", "2026-07-03", 30, "2026-10-01", "2026-10-08"),
        ("finish", "2026-08-02", 30, "2026-10-31", "2026-11-02"),
        ("object", "2026-02-12", 0, "2026-02-26", "2026-02-26"),
        ("object", "2026-09-24", 0, "2026-10-09", "2026-10-09"),
    ] {
        let counted = law(clock, start, extend, &[]);
        assert_eq!((counted.live.nominal, counted.live.due), (day(nominal), day(due)), "{clock} {start}");
        assert_eq!((counted.own, counted.cap), (None, Some(counted.live)), "the law has no own target");
    }
}

#[test]
fn the_window_for_more_time_opens_five_working_days_before_the_end_without_it() {
    assert_eq!(law("finish", "2026-08-02", 0, &[]).opens, Some(day("2026-09-23")));
    assert_eq!(law("finish", "2026-08-02", 30, &[]).opens, Some(day("2026-09-23")));
    assert_eq!(law("review", "2026-08-02", 0, &[]).opens, None, "there is nothing to ask for");
}

#[test]
fn hearing_days_do_not_count_in_a_reexamination_and_overlaps_count_once() {
    let twelve = law("reexamine", "2026-05-11", 0, &[hearing("2026-05-20", "2026-05-31")]);
    assert_eq!((twelve.live.nominal, twelve.live.due), (day("2026-06-22"), day("2026-06-22")));
    let twice = [hearing("2026-05-25", "2026-05-31"), hearing("2026-05-20", "2026-05-28")];
    assert_eq!(law("reexamine", "2026-05-11", 0, &twice).live, twelve.live);
    // A day that only a pause made part of the limit may itself be paused.
    let later = [hearing("2026-05-20", "2026-05-31"), hearing("2026-06-15", "2026-06-15")];
    assert_eq!(law("reexamine", "2026-05-11", 0, &later).live.nominal, day("2026-06-23"));
}

#[test]
fn the_earlier_of_own_target_and_limit_of_the_law_binds() {
    let notice = |start| ask("education-bureau", "s004.notice", start, 0, &[]).expect("a limit");
    for (start, own, cap) in
        [("2026-03-02", "2026-03-23", "2026-03-17"), ("2026-09-14", "2026-10-10", "2026-09-29")]
    {
        let counted = notice(start);
        assert_eq!(counted.own.map(|own| own.due), Some(day(own)));
        assert_eq!(counted.cap.map(|cap| cap.due), Some(day(cap)));
        assert_eq!(counted.live.due, day(cap));
        assert_eq!(counted.warnings, [Warning::OwnPassesCap]);
    }
    let quick = ask("enterprise", "s001p.receipt", "2026-03-02", 0, &[]).expect("a limit");
    assert_eq!((quick.live.due, quick.warnings), (day("2026-03-05"), vec![]));
}

#[test]
fn a_target_that_counts_from_another_event_says_what_the_law_can_be() {
    let early = ask("fifteen-day", "s001k.finish", "2026-03-02", 30, &[]).expect("a limit");
    assert_eq!((early.live.due, early.warnings), (day("2026-04-16"), vec![Warning::CapCountedEarly]));
    let asked = Asked {
        clock: "s004.draft",
        start: day("2026-03-02"),
        cap: Above::default(),
        extend: 0,
        pauses: &[],
    };
    let (bureau, calendar) = (profile("education-bureau"), shipped_calendar());
    let missing = by_rule(&bureau.book(), &calendar, &asked).expect("a limit");
    assert_eq!((missing.cap, missing.warnings), (None, vec![Warning::CapStartMissing]));
    let asked = Asked { cap: Above { start: Some(day("2026-01-05")), extend: 0, office: None }, ..asked };
    let given = by_rule(&bureau.book(), &calendar, &asked).expect("a limit");
    assert_eq!((given.live.due, given.warnings), (day("2026-03-06"), vec![Warning::OwnPassesCap]));
}

#[test]
fn an_unset_target_leaves_the_law_alone() {
    let unset = ask("training-company", "s000.accept", "2026-03-02", 0, &[]).expect("a limit");
    assert_eq!((unset.own, unset.live.due), (None, day("2026-03-17")));
    assert_eq!(unset.warnings, [Warning::Unset]);
    assert_eq!(ask("training-company", "s000.retention", "2026-03-02", 0, &[]), Err(ByRuleProblem::Unset));
}

#[test]
fn what_a_rule_does_not_allow_is_refused_with_what_it_does() {
    let refused = |clock, extend, pauses: &[Pause]| {
        ask("regulation-2022", clock, "2026-05-11", extend, pauses).expect_err("a refusal")
    };
    assert_eq!(refused("finish", 31, &[]), ByRuleProblem::ExtensionTooLong { most: "30d".to_owned() });
    assert_eq!(refused("review", 1, &[]), ByRuleProblem::NoExtension);
    assert_eq!(refused("assigned", 1, &[]), ByRuleProblem::ExtensionUnset);
    let days = [hearing("2026-05-20", "2026-05-31")];
    let none = ByRuleProblem::PauseNotAllowed { reason: PauseReason::Hearing, allowed: vec![] };
    assert_eq!(refused("finish", 0, &days), none);
    for (from, to) in [("2026-05-11", "2026-05-12"), ("2026-06-11", "2026-06-12")] {
        let outside = refused("reexamine", 0, &[hearing(from, to)]);
        assert!(matches!(outside, ByRuleProblem::PauseOutside { .. }), "{from}: {outside:?}");
    }
    let backwards = refused("reexamine", 0, &[hearing("2026-05-22", "2026-05-21")]);
    assert!(matches!(backwards, ByRuleProblem::PauseBackwards { .. }), "{backwards:?}");
    assert!(matches!(refused("finnish", 0, &[]), ByRuleProblem::UnknownClock { .. }));
    let on_site = ask("contractor", "s001c.onsite", "2026-03-02", 0, &[]);
    assert_eq!(on_site, Err(ByRuleProblem::NeedsMoment));
}

#[test]
fn every_clock_of_every_profile_ends_where_a_walk_ends() {
    let (sets, wall) = (sets(), Wall::with(|_| true));
    let profiles: Vec<Profile> =
        sets.iter().map(|set| Profile::named(&sets, &set.name).expect("a profile")).collect();
    let rows: Vec<(usize, ClockKey)> = profiles
        .iter()
        .enumerate()
        .flat_map(|(at, profile)| {
            profile.book().rows().into_iter().map(move |(rule, _)| (at, rule.clock.clone()))
        })
        .collect();
    let config = ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() };
    let given = (0..rows.len(), 0..7300u64, 0..=100u32, proptest::option::of((1..20u64, 0..40u64)));
    let outcome = TestRunner::new(config).run(&given, |(row, since, share, pause)| {
        let (profile, key) = (&profiles[rows[row].0], &rows[row].1);
        let book = profile.book();
        let (rule, _) = book.rule(key).expect("a row");
        let Some(length) = rule.length.filter(|length| !matches!(length, Length::Minutes(_))) else {
            return Ok(());
        };
        let start = day("2007-01-01") + Days::new(since);
        let most = rule.extension.as_ref().and_then(|extension| extension.max).map_or(0, Length::number);
        let extend = most * share / 100;
        let pauses: Vec<Pause> = rule
            .pauses
            .iter()
            .zip(pause)
            .map(|(reason, (after, more))| {
                let from = start + Days::new(after);
                Pause::plain(from, from + Days::new(more), *reason)
            })
            .collect();
        let paused: BTreeSet<NaiveDate> = pauses
            .iter()
            .flat_map(|pause| pause.from.iter_days().take_while(|day| *day <= pause.to))
            .collect();
        let asked = Asked { clock: key.word(), start, cap: Above::default(), extend, pauses: &pauses };
        let counted = by_rule(&profile.book(), &wall.calendar, &asked).expect("a limit");
        let own = counted.own.or(counted.cap).expect("a length");
        let walked = wall.count_without(&paused, start, length.plus(extend), rule.roll);
        prop_assert_eq!(own.due, walked.due, "{} from {}", key.word(), start);
        prop_assert_eq!(
            Some(counted.live.due),
            [counted.own, counted.cap].into_iter().flatten().map(|end| end.due).min()
        );
        Ok(())
    });
    if let Err(fault) = outcome {
        panic!("{fault}");
    }
}

// ---------------------------------------------------------------- the files

#[test]
fn every_shipped_profile_stands_on_its_base_without_a_fault() {
    let (sets, calendar) = (sets(), shipped_calendar());
    for set in &sets {
        let found = faults(&sets, set, |known| known == set);
        assert!(found.is_empty(), "{}: {found:?}", set.name);
        assert!(Profile::named(&sets, &set.name).is_ok(), "{}", set.name);
    }
    let law = sets.iter().find(|set| set.name == "regulation-2022").expect("the law");
    let keys: BTreeSet<&str> = law.clocks.iter().map(|rule| rule.clock.word()).collect();
    assert_eq!(keys, STATUTORY.into_iter().collect(), "every statutory clock");
    let passes = doubts(&profile("education-bureau"), &calendar);
    let passes: Vec<&str> = passes
        .iter()
        .filter(|doubt| matches!(doubt.doubt, RuleDoubt::CanPassCap { .. }))
        .map(|doubt| doubt.clock.word())
        .collect();
    assert_eq!(passes, ["s004.notice", "s004.notice_direct", "s004.county_notice"]);
    let unset = doubts(&profile("training-company"), &calendar);
    assert_eq!(unset.iter().filter(|doubt| doubt.doubt == RuleDoubt::Unset).count(), 8);
}

#[test]
fn version_1_of_the_laws_is_read_as_before() {
    for file in
        [include_str!("version_1/regulation-2005.toml"), include_str!("version_1/regulation-2022.toml")]
    {
        let set = RuleSet::read(file).expect("an accepted file");
        assert_eq!((set.version, set.kind, set.clocks.len()), (1, ProfileKind::Law, 2), "{}", set.name);
        let clocks: Vec<_> = set.clocks.iter().map(|rule| (rule.clock.word(), rule.length)).collect();
        let days = Some(Length::Days(15));
        assert_eq!(clocks, [("dispatch", days), ("notify_direct", days)]);
        // The new version gives both the same.
        let new = sets().into_iter().find(|new| new.name == set.name).expect("its new version");
        let same = new.clocks.iter().filter(|rule| set.clocks.iter().any(|old| old.clock == rule.clock));
        assert_eq!(same.map(|rule| (rule.clock.word(), rule.length)).collect::<Vec<_>>(), clocks);
    }
}

#[test]
fn an_own_rule_neither_replaces_nor_lengthens_a_limit_of_the_law() {
    let file = |kind: &str, clock: &str, rest: &str| {
        let text = format!(
            "name = \"x\"\ndocument = \"x\"\ndocument_en = \"x\"\nversion = 1\nfrom = \"2022-05-01\"\n\
             kind = \"{kind}\"\nbase = \"regulation-2022\"\n[[clock]]\nclock = \"{clock}\"\nzh = \"x\"\nen = \"x\"\n\
             {rest}\narticle = \"x\"\narticle_en = \"x\"\n"
        );
        let set = RuleSet::read(&text).expect("a file");
        faults(&sets(), &set, |_| false)
            .into_iter()
            .map(|fault| (fault.line, fault.problem))
            .collect::<Vec<_>>()
    };
    let start = "start = \"accepted\"\nlength = ";
    let replaces = RuleProblem::ReplacesCap("finish".to_owned());
    assert_eq!(file("office", "finish", &format!("{start}\"45d\"")), [(8, replaces)]);
    let lengthens = RuleProblem::LengthensCap { own: "120d".to_owned(), cap: "90d".to_owned() };
    assert_eq!(file("track", "finish", &format!("{start}\"120d\"")), [(8, lengthens)]);
    assert_eq!(file("example", "finish", &format!("{start}\"30d\"")), [], "a local law may");
    let unknown = RuleProblem::UnknownCap("x.y".to_owned());
    assert_eq!(file("office", "x.a", &format!("{start}\"45d\"\ncap = \"x.y\"")), [(8, unknown)]);
}
