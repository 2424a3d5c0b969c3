//! Whole lives of cases: what starts a clock, what ends it, what lengthens it, which rules count.

use chrono::NaiveDate;
use xinfang::deadline::by_rule::{Request, may_extend};
use xinfang::deadline::{
    Addressee, Asked, Facts, Happened, Profile, RuleSet, Rules, Trial, Use, appeal, case_lamp, lamp, pending,
    running, shipped, tried,
};
use xinfang::domain::actor::Role;
use xinfang::domain::case::Purpose;
use xinfang::domain::clock::{Deadline, Extension, Lamp, Left, Pause, Unit, next_due};
use xinfang::domain::office::OfficeKind;
use xinfang::domain::rule::{Approver, ByRuleProblem, ClockKey, PauseReason, Start};

use super::{day, shipped_calendar};

fn key(word: &str) -> ClockKey {
    ClockKey::read(word).expect("a clock")
}

/// The laws, with these profiles in use from their first days.
fn rules(profiles: &[&str]) -> Rules {
    let sets = shipped::profiles().expect("the profiles");
    let laws = ["regulation-2005", "regulation-2022"];
    Rules::new(sets.into_iter().filter(|set| laws.iter().chain(profiles).any(|name| *name == set.name)))
}

/// A matter of another body, received and registered on this day.
fn received(on: &str) -> Facts {
    Facts::registered(OfficeKind::OtherBody, day(on), day(on))
}

/// The step with what it is, on its day.
fn then(mut facts: Facts, step: &str, on: &str, events: &[Start]) -> Facts {
    facts.happened.push(Happened {
        step: step.to_owned(),
        day: day(on),
        events: events.iter().map(|event| (*event, day(on))).collect(),
        ..Happened::default()
    });
    facts
}

fn closed(facts: Facts, on: &str) -> Facts {
    let mut facts = then(facts, "answer_on_spot", on, &[Start::Finished]);
    if let Some(last) = facts.happened.last_mut() {
        last.closes = true;
    }
    facts
}

fn clocks(rules: &Rules, facts: &Facts, today: &str) -> Vec<Deadline> {
    running(rules, &shipped_calendar(), facts, day(today))
}

#[track_caller]
fn one(rules: &Rules, facts: &Facts, clock: &str, today: &str) -> Deadline {
    let mut found = clocks(rules, facts, today);
    found.retain(|deadline| deadline.clock.word() == clock);
    assert_eq!(found.len(), 1, "{clock}: {found:?}");
    found.remove(0)
}

fn words(clocks: &[Deadline]) -> Vec<&str> {
    clocks.iter().map(|deadline| deadline.clock.word()).collect()
}

// ---------------------------------------------------------------- starts and ends

#[test]
fn a_clock_starts_with_its_event_and_not_before() {
    let rules = rules(&[]);
    let new = received("2026-03-02");
    assert_eq!(words(&clocks(&rules, &new, "2026-03-02")), ["notify_direct"]);
    let accepted = then(new, "accept", "2026-03-10", &[Start::Accepted]);
    let finish = one(&rules, &accepted, "finish", "2026-03-10");
    assert_eq!(
        (finish.event, finish.start, finish.due),
        (Start::Accepted, day("2026-03-10"), day("2026-05-09"))
    );
    assert_eq!(finish.basis.article_en, "Article 34");
    assert!(
        clocks(&rules, &accepted, "2026-03-10").iter().all(|deadline| deadline.clock != key("ask_review"))
    );
}

#[test]
fn clocks_that_wait_are_told_with_what_they_wait_for() {
    let rules = rules(&["training-company"]);
    let new = received("2026-03-02");
    let started = clocks(&rules, &new, "2026-03-02");
    let waiting = pending(&rules, &new, day("2026-03-02"), &started);
    let line =
        |word: &str| waiting.iter().find(|line| line.clock == key(word)).map(|l| (l.event, l.length.clone()));
    assert_eq!(line("ask_review"), Some((Start::Served, Some("30d".to_owned()))));
    assert_eq!(line("finish"), Some((Start::Accepted, Some("60d".to_owned()))));
    // What the office has not set runs no own clock, and is told as unset.
    assert_eq!(line("s000.accept"), Some((Start::Received, None)));
    assert_eq!(line("dispatch"), None, "a duty of petition offices");
    assert_eq!(line("notify_direct"), None, "it runs");
}

#[test]
fn closing_ends_every_duty_and_never_the_petitioners_time() {
    let rules = rules(&[]);
    let facts = then(received("2026-03-02"), "accept", "2026-03-10", &[Start::Accepted]);
    let facts = then(facts, "serve", "2026-04-20", &[Start::Served]);
    let facts = closed(facts, "2026-04-21");
    let appeal = one(&rules, &facts, "ask_review", "2026-04-22");
    assert_eq!((appeal.finished, appeal.due), (None, day("2026-05-20")));
    assert_eq!(one(&rules, &facts, "finish", "2026-04-22").finished, Some(day("2026-04-21")));
    // The petitioner's time orders no list and is never overdue.
    let all = clocks(&rules, &facts, "2026-06-01");
    assert_eq!(next_due(&all), None);
    assert_eq!(lamp(&shipped_calendar(), &appeal, day("2026-06-01")), Lamp::Passed);
    assert_eq!(case_lamp(&shipped_calendar(), &all, day("2026-06-01")), Lamp::DoneInTime);
}

#[test]
fn without_a_served_paper_no_appeal_clock_starts() {
    let facts = closed(received("2026-03-02"), "2026-03-05");
    assert_eq!(words(&clocks(&rules(&[]), &facts, "2026-08-01")), ["notify_direct"]);
}

#[test]
fn each_body_has_its_own_clocks_from_arrival() {
    let mut facts = received("2026-03-02");
    for (body, on) in [("建设局", "2026-03-05"), ("城管局", "2026-03-12")] {
        let events = vec![(Start::Arrived, day(on))];
        let (step, day, of) = ("transfer".to_owned(), day(on), body.to_owned());
        facts.happened.push(Happened { step, day, events, of, closes: false, limit: None });
    }
    let all = clocks(&rules(&[]), &facts, "2026-03-12");
    let due = |clock: &str| -> Vec<(&str, NaiveDate)> {
        let own = all.iter().filter(|deadline| deadline.clock.word() == clock);
        own.map(|deadline| (deadline.of.as_str(), deadline.due)).collect()
    };
    assert_eq!(due("notify"), [("建设局", day("2026-03-20")), ("城管局", day("2026-03-27"))]);
    assert_eq!(due("object"), [("建设局", day("2026-03-12")), ("城管局", day("2026-03-19"))]);
}

// ---------------------------------------------------------------- deemed acceptance

#[test]
fn whoever_is_not_told_by_day_fifteen_is_deemed_accepted_on_it() {
    let rules = rules(&[]);
    let new = received("2026-03-02");
    assert_eq!(words(&clocks(&rules, &new, "2026-03-17")), ["notify_direct"], "the last day is still open");
    let deemed = one(&rules, &new, "finish", "2026-03-18");
    assert_eq!((deemed.start, deemed.deemed), (day("2026-03-17"), true));
    assert_eq!(deemed.due, day("2026-05-18"), "sixty days from day fifteen; the 16th is a Saturday");
    // The order of lists does not change with the day: what is overdue comes first anyway.
    let all = clocks(&rules, &new, "2026-03-18");
    assert_eq!(next_due(&all).map(|next| next.clock.word()), Some("notify_direct"));
}

#[test]
fn a_late_acceptance_does_not_gain_time_and_a_timely_one_counts_as_entered() {
    let rules = rules(&[]);
    let late = then(received("2026-03-02"), "accept", "2026-03-30", &[Start::Accepted]);
    let finish = one(&rules, &late, "finish", "2026-04-01");
    assert_eq!((finish.start, finish.deemed), (day("2026-03-17"), true));
    let timely = then(received("2026-03-02"), "accept", "2026-03-12", &[Start::Accepted]);
    let finish = one(&rules, &timely, "finish", "2026-04-01");
    assert_eq!((finish.start, finish.deemed), (day("2026-03-12"), false));
}

#[test]
fn an_acceptance_while_the_rolled_limit_is_open_counts_as_entered() {
    let rules = rules(&[]);
    // Day 15 is 02-17 in the Spring Festival; the limit ends on 02-24.
    let timely = then(received("2026-02-02"), "accept", "2026-02-24", &[Start::Accepted]);
    let finish = one(&rules, &timely, "finish", "2026-03-01");
    assert_eq!((finish.start, finish.deemed), (day("2026-02-24"), false));
    let late = then(received("2026-02-02"), "accept", "2026-02-25", &[Start::Accepted]);
    let finish = one(&rules, &late, "finish", "2026-03-01");
    assert_eq!((finish.start, finish.deemed), (day("2026-02-24"), true));
}

#[test]
fn what_is_tried_stands_under_the_same_limit_of_the_law() {
    let rules = rules(&["education-bureau"]);
    let facts = then(received("2026-03-02"), "accept", "2026-03-04", &[Start::Accepted]);
    let facts = then(facts, "assign", "2026-04-20", &[Start::Assigned]);
    let real = one(&rules, &facts, "s004.draft", "2026-04-20");
    let trial = Trial { start: day("2026-04-20"), extend: 0, pause: None };
    let same = tried(&rules, &shipped_calendar(), &facts, &key("s004.draft"), &trial).expect("a limit");
    assert_eq!((same.due, same.cap), (real.due, real.cap));
    assert_eq!(same.finished, None);
}

#[test]
fn what_was_answered_in_time_is_not_deemed_accepted_and_nobody_reachable_neither() {
    let rules = rules(&[]);
    let answered = closed(received("2026-03-02"), "2026-03-17");
    assert_eq!(words(&clocks(&rules, &answered, "2026-08-01")), ["notify_direct"]);
    let unclear = Facts { addressee: Addressee::Unclear, ..received("2026-03-02") };
    assert_eq!(clocks(&rules, &unclear, "2026-08-01"), []);
    let office = Facts::registered(OfficeKind::PetitionOffice, day("2026-03-02"), day("2026-03-02"));
    assert_eq!(words(&clocks(&rules, &office, "2026-08-01")), ["dispatch"]);
}

// ---------------------------------------------------------------- own targets and caps

#[test]
fn an_own_target_that_passes_its_cap_gives_way_to_it_on_the_case() {
    let rules = rules(&["education-bureau"]);
    let notice = one(&rules, &received("2026-03-02"), "s004.notice_direct", "2026-03-02");
    assert_eq!(notice.own.map(|end| end.due), Some(day("2026-03-23")));
    assert_eq!(notice.cap.map(|end| end.due), Some(day("2026-03-17")));
    assert_eq!(notice.due, day("2026-03-17"));
    assert_eq!(notice.own_passes_cap(), Some((day("2026-03-23"), day("2026-03-17"))));
    let quick = self::rules(&["enterprise"]);
    let receipt = one(&quick, &received("2026-03-02"), "s001p.receipt", "2026-03-02");
    assert_eq!((receipt.due, receipt.own_passes_cap()), (day("2026-03-05"), None));
}

#[test]
fn an_extension_of_the_law_moves_the_cap_of_a_target_too() {
    let rules = rules(&["education-bureau"]);
    let facts = then(received("2026-03-02"), "accept", "2026-03-04", &[Start::Accepted]);
    let mut facts = then(facts, "assign", "2026-04-20", &[Start::Assigned]);
    let draft = one(&rules, &facts, "s004.draft", "2026-04-20");
    assert_eq!(draft.cap.map(|end| end.due), Some(day("2026-05-06")), "sixty days from acceptance");
    assert_eq!(draft.due, day("2026-05-06"));
    facts.extensions.push((key("finish"), Extension { amount: 30, ..Extension::default() }));
    let draft = one(&rules, &facts, "s004.draft", "2026-04-20");
    assert_eq!(draft.cap.map(|end| end.due), Some(day("2026-06-02")));
    assert_eq!(draft.due, day("2026-05-20"), "now the own twenty working days");
}

// ---------------------------------------------------------------- extensions and pauses

#[test]
fn a_granted_extension_counts_from_the_start_and_rolls_once() {
    let rules = rules(&[]);
    let mut facts = then(received("2026-07-20"), "accept", "2026-08-02", &[Start::Accepted]);
    assert_eq!(one(&rules, &facts, "finish", "2026-08-03").due, day("2026-10-08"));
    facts.extensions.push((key("finish"), Extension { amount: 30, ..Extension::default() }));
    let finish = one(&rules, &facts, "finish", "2026-10-05");
    assert_eq!((finish.nominal, finish.due), (day("2026-10-31"), day("2026-11-02")));
    // What the rule does not bear lengthens nothing.
    facts.extensions.push((key("finish"), Extension { amount: 1, ..Extension::default() }));
    assert_eq!(one(&rules, &facts, "finish", "2026-10-05").due, day("2026-10-08"));
    // Two grants count together.
    facts.extensions = vec![(key("finish"), Extension { amount: 10, ..Extension::default() }); 3];
    assert_eq!(one(&rules, &facts, "finish", "2026-10-05").due, day("2026-11-02"));
    // A pause that the rule does not know takes nothing away from them.
    let pause = Pause::plain(day("2026-08-10"), day("2026-08-20"), PauseReason::Hearing);
    facts.pauses.push((key("finish"), pause));
    assert_eq!(one(&rules, &facts, "finish", "2026-10-05").due, day("2026-11-02"));
}

#[test]
fn hearing_days_stop_a_re_examination_and_show_as_paused() {
    let rules = rules(&[]);
    let mut facts = then(received("2026-01-05"), "ask", "2026-05-11", &[Start::ReexaminationRequested]);
    let hearing = Pause::plain(day("2026-05-20"), day("2026-05-31"), PauseReason::Hearing);
    facts.pauses.push((key("reexamine"), hearing));
    let clock = one(&rules, &facts, "reexamine", "2026-05-25");
    assert_eq!(clock.due, day("2026-06-22"));
    let on = |text: &str| lamp(&shipped_calendar(), &clock, day(text));
    assert_eq!(on("2026-05-19"), Lamp::InTime(Left::days(34)));
    assert_eq!((on("2026-05-20"), on("2026-05-31")), (Lamp::Paused, Lamp::Paused));
    assert_eq!(on("2026-06-01"), Lamp::InTime(Left::days(21)));
    assert_eq!(
        (on("2026-06-21"), on("2026-06-22"), on("2026-06-23")),
        (Lamp::Near(Left::days(1)), Lamp::DueToday, Lamp::Overdue(1))
    );
}

#[test]
fn more_time_is_asked_before_the_end_in_its_window_by_its_approver_and_once() {
    let sets = shipped::profiles().expect("the profiles");
    let law = Profile::named(&sets, "regulation-2022").expect("the law");
    let bureau = Profile::named(&sets, "market-bureau").expect("a profile");
    let calendar = shipped_calendar();
    let ask = |profile: &Profile, clock, start, extend, request| {
        let asked = Asked { clock, start: day(start), cap: Default::default(), extend, pauses: &[] };
        may_extend(&profile.book(), &calendar, &asked, request)
    };
    let on = |text| Request { on: day(text), before: 0, by: Some(&[Role::MainLeader]) };
    // 60 days from 2026-08-02 end on 10-08, after the holiday.
    assert_eq!(ask(&law, "finish", "2026-08-02", 30, on("2026-08-10")), Ok(()), "an early request is taken");
    assert_eq!(ask(&law, "finish", "2026-08-02", 30, on("2026-10-08")), Ok(()), "the last day");
    let late = ByRuleProblem::ExtensionTooLate { closes: day("2026-10-08") };
    assert_eq!(ask(&law, "finish", "2026-08-02", 30, on("2026-10-09")), Err(late));
    let again = Request { before: 1, ..on("2026-09-28") };
    assert_eq!(
        ask(&law, "finish", "2026-08-02", 30, again),
        Err(ByRuleProblem::ExtensionTooOften { times: 1 })
    );
    let handler = Request { by: Some(&[Role::Handler]), ..on("2026-09-28") };
    assert_eq!(
        ask(&law, "finish", "2026-08-02", 30, handler),
        Err(ByRuleProblem::NotItsApprover { approver: Approver::UnitHead })
    );
    assert_eq!(ask(&law, "review", "2026-08-02", 1, on("2026-08-03")), Err(ByRuleProblem::NoExtension));
    assert!(ask(&bureau, "s001a.handle", "2026-08-02", 1, on("2026-08-03")).is_err(), "its length is unset");
}

#[test]
fn a_strict_window_refuses_what_comes_before_it_and_at_least_what_comes_after() {
    let law = |ask: &str| {
        let [_, law] = shipped::LAWS;
        let set = RuleSet::read(&law.replace("last 5wd", ask)).expect("the law");
        Profile::on(&[], set).expect("a profile")
    };
    let calendar = shipped_calendar();
    let ask = |profile: &Profile, on: &str| {
        let (clock, start) = ("finish", day("2026-08-02"));
        let asked = Asked { clock, start, cap: Default::default(), extend: 30, pauses: &[] };
        may_extend(&profile.book(), &calendar, &asked, Request { on: day(on), before: 0, by: None })
    };
    // Five working days before 10-08, over Mid-Autumn and National Day: 09-23.
    let within = law("within 5wd");
    let early = ByRuleProblem::ExtensionTooEarly { opens: day("2026-09-23") };
    assert_eq!(ask(&within, "2026-09-22"), Err(early));
    assert_eq!(ask(&within, "2026-09-23"), Ok(()));
    let at_least = law("at_least 5wd");
    assert_eq!(ask(&at_least, "2026-09-23"), Ok(()));
    let late = ByRuleProblem::ExtensionTooLate { closes: day("2026-09-23") };
    assert_eq!(ask(&at_least, "2026-09-24"), Err(late));
}

// ---------------------------------------------------------------- which rules

#[test]
fn a_track_counts_only_for_the_cases_that_are_on_it() {
    let rules = rules(&["simplified"]);
    let mut facts = then(received("2026-03-02"), "accept", "2026-03-03", &[Start::Accepted]);
    assert!(!words(&clocks(&rules, &facts, "2026-03-03")).contains(&"simplified.finish"));
    facts.tracks.push("simplified".to_owned());
    let quick = one(&rules, &facts, "simplified.finish", "2026-03-03");
    assert_eq!((quick.due, quick.unit), (day("2026-03-17"), Unit::WorkingDay));
    assert_eq!(quick.cap.map(|end| end.due), Some(day("2026-05-06")));
}

#[test]
fn an_order_has_the_clock_of_what_is_wanted_and_the_centre_sets_another() {
    let rules = rules(&["hotline-12345"]);
    let order = |purpose| {
        let mut facts = then(received("2026-03-02"), "take_order", "2026-03-03", &[Start::OrderReceived]);
        facts.tracks.push("hotline-12345".to_owned());
        facts.purpose = purpose;
        facts
    };
    let of = |facts: &Facts, on| {
        let all = clocks(&rules, facts, on).into_iter();
        let runs = all.filter(|clock| clock.runs() && clock.clock.word().starts_with("hotline."));
        runs.map(|clock| clock.clock.word().to_owned()).collect::<Vec<_>>()
    };
    let both = ["hotline.order", "hotline.enquiry", "hotline.complaint"];
    let (enquiry, complaint) = (["hotline.order", "hotline.enquiry"], ["hotline.order", "hotline.complaint"]);
    let sorted = |mut words: Vec<String>| {
        words.sort();
        words
    };
    let wanted = |words: &[&str]| sorted(words.iter().map(|word| (*word).to_owned()).collect());
    assert_eq!(sorted(of(&order(Some(Purpose::Enquiry)), "2026-03-03")), wanted(&enquiry));
    assert_eq!(sorted(of(&order(Some(Purpose::Request)), "2026-03-03")), wanted(&complaint));
    // Where nobody has said, the first limit is kept.
    assert_eq!(sorted(of(&order(None), "2026-03-03")), wanted(&both));
    // 续报: the clocks of the rules end; the limit on the order is the one that counts, and was moved.
    let mut renewed = then(order(Some(Purpose::Enquiry)), "renew", "2026-03-04", &[]);
    renewed.happened[1].limit = Some(day("2026-03-20"));
    assert_eq!(of(&renewed, "2026-03-04"), ["hotline.on_the_order"]);
    assert_eq!(one(&rules, &renewed, "hotline.on_the_order", "2026-03-04").due, day("2026-03-20"));
    let answered = then(renewed, "answer_order", "2026-03-05", &[]);
    assert_eq!(of(&answered, "2026-03-05"), Vec::<String>::new());
}

#[test]
fn a_purpose_that_nobody_knows_is_refused_by_its_line() {
    let hotline = shipped::PROFILES.iter().find(|file| file.contains("name = \"hotline-12345\""));
    let wrong = hotline.expect("the file").replace("[\"enquiry\"]", "[\"revenge\"]");
    let fault = RuleSet::read(&wrong).expect_err("a fault").to_string();
    assert!(fault.contains("purposes") && fault.contains("revenge"), "{fault}");
}

#[test]
fn a_running_clock_keeps_the_rule_it_started_under() {
    let sets = shipped::profiles().expect("the profiles");
    let set = |name: &str| sets.iter().find(|set| set.name == name).expect("a profile").clone();
    let enterprise = Use { until: Some(day("2026-06-30")), ..Use::of(set("enterprise")) };
    let bureau = Use { from: day("2026-07-01"), ..Use::of(set("education-bureau")) };
    let rules = Rules::of([Use::of(set("regulation-2022")), enterprise, bureau]);
    let own = |on: &str| {
        let all = clocks(&rules, &received(on), on);
        all.iter().map(|deadline| deadline.clock.word().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(own("2026-06-30"), ["s001p.receipt", "notify_direct"]);
    assert_eq!(own("2026-07-01"), ["s004.notice_direct", "notify_direct"]);
    // A clock that starts after the change goes by the new rules, in the same case.
    let facts = then(received("2026-06-30"), "assign", "2026-07-02", &[Start::Assigned]);
    let all = clocks(&rules, &facts, "2026-07-02");
    assert_eq!(words(&all), ["s001p.receipt", "notify_direct", "s004.draft"]);
    assert_eq!(all[0].rules.name, "enterprise");
}

#[test]
fn a_local_law_replaces_the_row_of_the_regulation_in_its_place() {
    let facts = then(received("2026-03-02"), "accept", "2026-03-04", &[Start::Accepted]);
    let finish = one(&rules(&["zhejiang"]), &facts, "finish", "2026-03-04");
    assert_eq!((finish.length.as_str(), finish.due), ("30d", day("2026-04-03")));
    assert_eq!(finish.rules.name, "zhejiang");
}

// ---------------------------------------------------------------- lamps

#[test]
fn working_day_clocks_warn_in_working_days_and_at_most_half_their_length() {
    let rules = rules(&[]);
    let facts = then(received("2026-09-20"), "transfer", "2026-09-24", &[Start::Arrived]);
    let object = one(&rules, &facts, "object", "2026-09-24");
    // Over Mid-Autumn and National Day: 09-28, 29, 30, 10-08, 10-09.
    assert_eq!((object.due, object.near), (day("2026-10-09"), 2));
    let on = |text: &str| lamp(&shipped_calendar(), &object, day(text));
    let left = |count| Left { count, unit: Unit::WorkingDay };
    assert_eq!(on("2026-09-24"), Lamp::InTime(left(5)));
    assert_eq!(on("2026-09-29"), Lamp::InTime(left(3)));
    assert_eq!(on("2026-09-30"), Lamp::Near(left(2)));
    assert_eq!(on("2026-10-07"), Lamp::Near(left(2)), "no day of the holiday counts");
    assert_eq!(on("2026-10-08"), Lamp::Near(left(1)));
    assert_eq!((on("2026-10-09"), on("2026-10-10")), (Lamp::DueToday, Lamp::Overdue(1)));
    let sets = shipped::profiles().expect("the profiles");
    for rule in sets.iter().flat_map(|set| &set.clocks) {
        if let Some(xinfang::deadline::Length::WorkingDays(n)) = rule.length {
            assert!(rule.near() <= n / 2, "{}", rule.clock.word());
        }
    }
}

/// The day before, the day itself and the day after, in every state that a clock can be in.
#[test]
fn no_state_goes_blank_on_the_last_day() {
    let rules = rules(&[]);
    let calendar = shipped_calendar();
    let open = then(received("2026-03-02"), "accept", "2026-03-10", &[Start::Accepted]);
    let mut paused = then(received("2026-01-05"), "ask", "2026-05-11", &[Start::ReexaminationRequested]);
    let hearing = Pause::plain(day("2026-06-10"), day("2026-06-21"), PauseReason::Hearing);
    paused.pauses.push((key("reexamine"), hearing));
    let mut longer = open.clone();
    longer.extensions.push((key("finish"), Extension { amount: 30, ..Extension::default() }));
    let served = then(open.clone(), "serve", "2026-04-20", &[Start::Served]);
    let near = Lamp::Near(Left::days(1));
    let over = Lamp::Overdue(1);
    for (facts, clock, shown) in [
        (&open, "finish", [near, Lamp::DueToday, over]),
        (&longer, "finish", [near, Lamp::DueToday, over]),
        (&paused, "reexamine", [Lamp::Paused, Lamp::DueToday, over]),
        (&served, "ask_review", [near, Lamp::DueToday, Lamp::Passed]),
        (&closed(open.clone(), "2026-05-01"), "finish", [Lamp::DoneInTime; 3]),
        (&closed(open.clone(), "2026-05-12"), "finish", [Lamp::DoneLate(3); 3]),
    ] {
        let deadline = one(&rules, facts, clock, "2026-03-11");
        let days = [deadline.due.pred_opt(), Some(deadline.due), deadline.due.succ_opt()];
        let lamps = days.map(|day| lamp(&calendar, &deadline, day.expect("a day")));
        assert_eq!(lamps, shown, "{clock} {}", deadline.due);
    }
}

// ---------------------------------------------------------------- what is only tried, where it lands

#[test]
fn what_is_tried_counts_like_the_rule_and_says_what_it_does_not_allow() {
    let rules = rules(&[]);
    let facts = received("2026-01-05");
    let calendar = shipped_calendar();
    let trial = |clock: &str, start: &str, extend, pause: Option<(&str, &str)>| {
        let pause = pause.map(|(from, to)| (day(from), day(to)));
        let trial = Trial { start: day(start), extend, pause };
        tried(&rules, &calendar, &facts, &key(clock), &trial).map(|deadline| deadline.due)
    };
    assert_eq!(trial("finish", "2026-08-02", 30, None), Ok(day("2026-11-02")));
    assert_eq!(
        trial("reexamine", "2026-05-11", 0, Some(("2026-05-20", "2026-05-31"))),
        Ok(day("2026-06-22"))
    );
    assert_eq!(
        trial("finish", "2026-08-02", 31, None),
        Err(ByRuleProblem::ExtensionTooLong { most: "30d".to_owned() })
    );
    assert_eq!(
        trial("finish", "2026-08-02", 0, Some(("2026-08-05", "2026-08-06"))),
        Err(ByRuleProblem::NoPause)
    );
    assert!(matches!(trial("dispatch", "2026-08-02", 0, None), Err(ByRuleProblem::UnknownClock { .. })));
    // Another day of receipt is held against the law of that day.
    let old = Trial { start: day("2021-03-01"), extend: 0, pause: None };
    let old = tried(&rules, &calendar, &facts, &key("notify_direct"), &old).expect("a limit");
    assert_eq!(old.rules.name, "regulation-2005");
}

#[test]
fn a_limit_tells_whether_the_appeal_would_fall_into_the_spring_festival() {
    let rules = rules(&[]);
    let calendar = shipped_calendar();
    let follows = |accepted: &str| {
        let facts = then(received(accepted), "accept", accepted, &[Start::Accepted]);
        let finish = one(&rules, &facts, "finish", accepted);
        (finish.due, appeal(&rules, &calendar, &facts, &finish).expect("an appeal follows"))
    };
    // Sixty days from 2025-12-01 end on 01-30; thirty more for the petitioner reach 03-02.
    let (due, winter) = follows("2025-12-01");
    assert_eq!(due, day("2026-01-30"));
    assert_eq!((winter.from, winter.until), (day("2026-01-31"), day("2026-03-02")));
    assert_eq!(winter.spring_festival, Some((day("2026-02-16"), day("2026-02-23"))));
    assert_eq!(follows("2026-04-01").1.spring_festival, None);
    let notice = one(&rules, &received("2026-09-05"), "notify_direct", "2026-09-05");
    assert_eq!((notice.due, notice.on_make_up_day), (day("2026-09-20"), true));
    assert_eq!(appeal(&rules, &calendar, &received("2026-09-05"), &notice), None);
}
