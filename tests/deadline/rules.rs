//! Rule files, the law of the day of receipt, the clocks of a case and their lamps.

use chrono::Days;
use xinfang::deadline::count::Roll;
use xinfang::deadline::shipped::{self, LAWS, profiles};
use xinfang::deadline::{Addressee, Calendar, Facts, Happened, Length, RuleSet, Rules, case_lamp, running};
use xinfang::domain::actor::Role;
use xinfang::domain::clock::{Certainty, Deadline, Lamp, Left, next_due};
use xinfang::domain::office::OfficeKind;
use xinfang::domain::step::{self, Issues};

use super::{day, shipped_calendar};

fn rules() -> Rules {
    shipped::rules().expect("the shipped laws")
}

fn facts(office: OfficeKind, received: &str) -> Facts {
    Facts::registered(office, day(received), day(received))
}

/// On the day on which it is received.
fn clocks_of(rules: &Rules, facts: &Facts) -> Vec<Deadline> {
    running(rules, &shipped_calendar(), facts, facts.received)
}

fn lamp(deadline: &Deadline, today: chrono::NaiveDate) -> Lamp {
    xinfang::deadline::lamp(&shipped_calendar(), deadline, today)
}

fn in_time(days: i64) -> Lamp {
    Lamp::InTime(Left::days(days))
}

fn near(days: i64) -> Lamp {
    Lamp::Near(Left::days(days))
}

/// The clock of article 22 that a matter received on this day has in a petition office.
#[track_caller]
fn dispatch(received: &str, steps: &[(&str, &str)]) -> Deadline {
    let mut facts = facts(OfficeKind::PetitionOffice, received);
    facts.happened.extend(steps.iter().map(|(name, on)| Happened {
        step: (*name).to_owned(),
        day: day(on),
        closes: step::by_name(name).is_some_and(|step| step.closes()),
        ..Happened::default()
    }));
    let mut clocks = clocks_of(&rules(), &facts);
    clocks.retain(|deadline| deadline.clock.word() == "dispatch");
    assert_eq!(clocks.len(), 1, "{clocks:?}");
    clocks.remove(0)
}

/// Why the law of 2022 cannot be read once `from` is replaced by `to`.
#[track_caller]
fn refused_with(from: &str, to: &str) -> String {
    let [_, law] = LAWS;
    assert!(law.contains(from), "{from} is not in the file");
    match RuleSet::read(&law.replacen(from, to, 1)) {
        Err(fault) => fault.to_string(),
        Ok(set) => panic!("{} was read with {to}", set.name),
    }
}

// ---------------------------------------------------------------- the shipped laws

#[test]
fn the_shipped_laws_are_read_and_follow_each_other_without_a_gap() {
    let rules = rules();
    let names: Vec<&str> = rules.uses().iter().map(|used| used.set.name.as_str()).collect();
    assert_eq!(names, ["regulation-2005", "regulation-2022"]);
    for pair in rules.uses().windows(2) {
        assert_eq!(
            pair[0].until.and_then(|last| last.succ_opt()),
            Some(pair[1].from),
            "{}",
            pair[0].set.name
        );
    }
    assert_eq!(rules.uses().last().and_then(|set| set.until), None, "the last law is still in force");
}

#[test]
fn every_law_gives_a_new_matter_fifteen_days_in_either_kind_of_office() {
    for used in rules().uses() {
        let set = &used.set;
        for (clock, office) in
            [("dispatch", OfficeKind::PetitionOffice), ("notify_direct", OfficeKind::OtherBody)]
        {
            let found: Vec<_> = set.clocks.iter().filter(|rule| rule.clock.word() == clock).collect();
            let &[rule] = found.as_slice() else { panic!("{}: {} of {clock:?}", set.name, found.len()) };
            assert_eq!(rule.office, Some(office), "{} {clock:?}", set.name);
            assert_eq!(
                (rule.length, rule.roll),
                (Some(Length::Days(15)), Roll::On),
                "{} {clock:?}",
                set.name
            );
        }
    }
}

#[test]
fn every_shipped_clock_names_its_article_and_a_warning() {
    for used in rules().uses() {
        let set = &used.set;
        for rule in &set.clocks {
            let clock = format!("{} {:?}", set.name, rule.clock);
            assert!(rule.basis.article.starts_with('第'), "{clock}: {}", rule.basis.article);
            assert!(rule.basis.article_en.starts_with("Article "), "{clock}: {}", rule.basis.article_en);
            assert!(
                rule.warn.is_sorted_by(|a, b| a > b) && rule.warn.is_empty() == rule.length.is_none(),
                "{clock}: {:?}",
                rule.warn
            );
            assert!(rule.ends_by.iter().all(|name| step::by_name(name).is_some()), "{clock}");
        }
    }
}

#[test]
fn the_law_of_the_day_of_receipt_counts() {
    let rules = rules();
    let law = |text| rules.law_on(day(text)).map(|law| (law.set.name.as_str(), law.before_known_law));
    assert_eq!(law("2005-05-01"), Some(("regulation-2005", false)));
    assert_eq!(law("2022-04-30"), Some(("regulation-2005", false)));
    assert_eq!(law("2022-05-01"), Some(("regulation-2022", false)));
    assert_eq!(law("2026-03-02"), Some(("regulation-2022", false)));
}

#[test]
fn before_every_known_law_the_earliest_stands_in_and_is_marked() {
    let rules = rules();
    let law = rules.law_on(day("2005-04-30")).expect("a law");
    assert_eq!((law.set.name.as_str(), law.before_known_law), ("regulation-2005", true));
    assert!(dispatch("2005-04-30", &[]).before_known_law);
    assert!(!dispatch("2005-05-01", &[]).before_known_law);
    assert_eq!(dispatch("2005-04-30", &[]).basis.article, "第二十一条第一款");
    assert_eq!(dispatch("2022-04-30", &[]).basis.document, "《信访条例》（2005）");
    assert_eq!(dispatch("2022-05-01", &[]).basis.document, "《信访工作条例》");
}

#[test]
fn the_first_and_the_last_day_of_a_law_belong_to_it() {
    // With an older law beside it nothing stands in for the law of 2005 on its last day.
    let [law, _] = LAWS;
    let older = law
        .replace("regulation-2005", "older")
        .replace("from = \"2005-05-01\"", "from = \"1996-01-01\"")
        .replace("until = \"2022-04-30\"", "until = \"2005-04-30\"");
    let rules =
        Rules::new(LAWS.into_iter().chain([older.as_str()]).map(|law| RuleSet::read(law).expect("a law")));
    let law = |text| rules.law_on(day(text)).map(|law| (law.set.name.as_str(), law.before_known_law));
    assert_eq!(law("1995-12-31"), Some(("older", true)));
    assert_eq!(law("1996-01-01"), Some(("older", false)));
    assert_eq!(law("2005-04-30"), Some(("older", false)));
    assert_eq!(law("2005-05-01"), Some(("regulation-2005", false)));
    assert_eq!(law("2022-04-30"), Some(("regulation-2005", false)));
    assert_eq!(law("2022-05-01"), Some(("regulation-2022", false)));
}

#[test]
fn without_a_law_there_is_no_clock() {
    let none = Rules::new([]);
    let facts = facts(OfficeKind::PetitionOffice, "2026-03-02");
    assert!(none.law_on(facts.received).is_none());
    assert_eq!(clocks_of(&none, &facts), []);
}

#[test]
fn a_newer_version_of_a_law_replaces_the_older_whatever_their_order() {
    let [_, law] = LAWS;
    let old = RuleSet::read(law).expect("a law");
    let new = RuleSet::read(&law.replace("version = 3", "version = 4")).expect("a law");
    for sets in [[old.clone(), new.clone()], [new.clone(), old.clone()]] {
        let rules = Rules::new(sets);
        assert_eq!(rules.law_on(day("2026-03-02")).map(|law| law.set.version), Some(4));
    }
}

// ---------------------------------------------------------------- the clocks of a case

#[test]
fn a_petition_office_has_to_dispatch_and_another_body_to_notify() {
    let clocks = |office| clocks_of(&rules(), &facts(office, "2026-03-02"));
    let has = |office, clock| clocks(office).iter().any(|deadline| deadline.clock.word() == clock);
    assert!(has(OfficeKind::PetitionOffice, "dispatch"));
    assert!(!has(OfficeKind::PetitionOffice, "notify_direct"));
    assert!(has(OfficeKind::OtherBody, "notify_direct"));
    assert!(!has(OfficeKind::OtherBody, "dispatch"));
    let article = |office| clocks(office)[0].basis.article_en.clone();
    assert_eq!(article(OfficeKind::PetitionOffice), "Article 22(1)");
    assert_eq!(article(OfficeKind::OtherBody), "Article 23(2)");
}

#[test]
fn where_nobody_can_be_told_no_notice_is_owed_but_dispatch_is() {
    let clocks = |office, received| {
        let facts = Facts { addressee: Addressee::Unclear, ..facts(office, received) };
        clocks_of(&rules(), &facts).iter().map(|due| due.clock.word().to_owned()).collect::<Vec<_>>()
    };
    for received in ["2021-03-02", "2026-03-02"] {
        assert!(!clocks(OfficeKind::OtherBody, received).contains(&"notify_direct".to_owned()), "{received}");
        assert!(clocks(OfficeKind::PetitionOffice, received).contains(&"dispatch".to_owned()), "{received}");
    }
}

#[test]
fn a_new_matter_has_fifteen_days_that_end_after_the_festival() {
    let deadline = dispatch("2026-02-02", &[]);
    assert_eq!(deadline.clock.word(), "dispatch");
    assert_eq!(deadline.start, day("2026-02-02 Mon"));
    assert_eq!(deadline.nominal, day("2026-02-17 Tue"));
    assert_eq!(deadline.due, day("2026-02-24 Tue"));
    // For people who plan: the last day before the festival on which the office works.
    assert_eq!(deadline.last_working_day, day("2026-02-14 Sat"));
    assert_eq!(deadline.certainty, Certainty::Published);
    assert_eq!(deadline.finished, None);
    assert_eq!(deadline.near, 7);
    assert_eq!(deadline.length, "15d");
}

#[test]
fn a_limit_in_a_year_nobody_has_announced_is_marked() {
    assert_eq!(dispatch("2026-12-11", &[]).certainty, Certainty::Published);
    let deadline = dispatch("2026-12-17", &[]);
    assert_eq!(deadline.nominal, day("2027-01-01 Fri"));
    assert_eq!(deadline.due, day("2027-01-04 Mon"));
    assert_eq!(deadline.certainty, Certainty::Unpublished);
}

#[test]
fn a_step_that_ends_the_clock_ends_it_on_the_day_it_took_effect() {
    let deadline = dispatch("2026-03-02", &[("answer_on_spot", "2026-03-05")]);
    assert_eq!(deadline.finished, Some(day("2026-03-05")));
    assert_eq!(deadline.due, day("2026-03-17"), "the limit itself stays");
}

#[test]
fn the_first_of_two_ending_steps_counts_and_other_steps_end_nothing() {
    let twice = [("answer_on_spot", "2026-03-09"), ("answer_on_spot", "2026-03-04")];
    assert_eq!(dispatch("2026-03-02", &twice).finished, Some(day("2026-03-04")));
    assert_eq!(dispatch("2026-03-02", &[("register", "2026-03-03")]).finished, None);
}

#[test]
fn a_rule_may_switch_the_roll_off() {
    let [_, law] = LAWS;
    let plain = law.replace("length = \"15d\"", "length = \"15d\"\nroll = false");
    let rules = Rules::new([RuleSet::read(&plain).expect("a law")]);
    let facts = facts(OfficeKind::PetitionOffice, "2026-02-02");
    let clocks = clocks_of(&rules, &facts);
    assert_eq!(clocks.iter().map(|deadline| deadline.due).collect::<Vec<_>>(), [day("2026-02-17")]);
}

// ---------------------------------------------------------------- lamps

#[test]
fn the_day_before_the_day_itself_and_the_day_after_are_three_lamps() {
    let deadline = dispatch("2026-03-02", &[]);
    let on = |text| lamp(&deadline, day(text));
    assert_eq!(deadline.due, day("2026-03-17"));
    assert_eq!(on("2026-03-02"), in_time(15));
    assert_eq!(on("2026-03-09"), in_time(8));
    assert_eq!(on("2026-03-10"), near(7));
    assert_eq!(on("2026-03-16"), near(1));
    assert_eq!(on("2026-03-17"), Lamp::DueToday);
    assert_eq!(on("2026-03-18"), Lamp::Overdue(1));
    assert_eq!(on("2026-04-17"), Lamp::Overdue(31));
}

#[test]
fn between_the_nominal_end_and_the_rolled_one_nothing_is_overdue() {
    let deadline = dispatch("2026-02-02", &[]);
    assert_eq!(lamp(&deadline, day("2026-02-18")), near(6));
    assert_eq!(lamp(&deadline, day("2026-02-24")), Lamp::DueToday);
}

#[test]
fn what_is_done_stays_in_time_or_late_whatever_today_is() {
    let done = |on| dispatch("2026-03-02", &[("answer_on_spot", on)]);
    for today in ["2026-03-05", "2026-03-17", "2026-12-31"].map(day) {
        assert_eq!(lamp(&done("2026-03-02"), today), Lamp::DoneInTime);
        assert_eq!(lamp(&done("2026-03-17"), today), Lamp::DoneInTime);
        assert_eq!(lamp(&done("2026-03-18"), today), Lamp::DoneLate(1));
        assert_eq!(lamp(&done("2026-03-27"), today), Lamp::DoneLate(10));
    }
}

#[test]
fn days_left_and_the_lamp_word_say_the_same() {
    let deadline = dispatch("2026-03-02", &[]);
    for (before, word) in [(15, "in_time"), (7, "near"), (1, "near"), (0, "due_today")] {
        let shown = lamp(&deadline, deadline.due - Days::new(before));
        assert_eq!(shown.days(), Some(before.cast_signed()));
        assert_eq!(shown.word(), word);
    }
    let late = lamp(&deadline, deadline.due + Days::new(3));
    assert_eq!((late.days(), late.word()), (Some(-3), "overdue"));
    assert_eq!((Lamp::DoneLate(2).days(), Lamp::DoneLate(2).word()), (None, "done_late"));
}

#[test]
fn a_case_shows_the_limit_that_is_due_first_and_still_runs() {
    let done = dispatch("2026-03-02", &[("answer_on_spot", "2026-03-20")]);
    let soon = dispatch("2026-03-09", &[]);
    let later = dispatch("2026-03-12", &[]);
    let calendar: Calendar = shipped_calendar();
    let clocks = [later, done.clone(), soon.clone()];
    assert_eq!(next_due(&clocks), Some(&soon));
    assert_eq!(case_lamp(&calendar, &clocks, soon.due), Lamp::DueToday);
    assert_eq!(case_lamp(&calendar, std::slice::from_ref(&done), soon.due), Lamp::DoneLate(3));
    let earlier = dispatch("2026-03-02", &[("answer_on_spot", "2026-03-03")]);
    assert_eq!(case_lamp(&calendar, &[done, earlier], soon.due), Lamp::DoneLate(3), "the one finished last");
    assert_eq!(case_lamp(&calendar, &[], soon.due), Lamp::NoLimit);
}

// ---------------------------------------------------------------- what a rule file may not say

#[test]
fn an_unknown_clock_is_refused_by_name() {
    let words = refused_with("clock = \"dispatch\"", "clock = \"dispach\"");
    assert!(words.contains("no clock is called dispach"), "{words}");
}

#[test]
fn an_unknown_step_is_refused_by_name() {
    let words = refused_with("[\"answer_on_spot\", ", "[\"answer_on_sport\", ");
    assert!(words.contains("no step is called answer_on_sport"), "{words}");
}

#[test]
fn a_bad_length_is_refused_with_the_forms_there_are() {
    for bad in ["15 days", "15", "d", "-15d", ""] {
        let words = refused_with("\"15d\"", &format!("\"{bad}\""));
        assert!(words.contains("15d natural days, 5wd working days"), "{bad}: {words}");
    }
    let words = refused_with("\"15d\"", "\"150000d\"");
    assert!(words.contains("from 1 to 36525"), "{words}");
}

#[test]
fn a_law_that_ends_before_it_begins_is_refused() {
    let words = refused_with("from = \"2022-05-01\"", "from = \"2022-05-01\"\nuntil = \"2022-04-30\"");
    assert!(words.contains("until lies before from"), "{words}");
    // One day in force is the least there is.
    let [_, law] = LAWS;
    let one_day = law.replace("from = \"2022-05-01\"", "from = \"2022-05-01\"\nuntil = \"2022-05-01\"");
    assert!(RuleSet::read(&one_day).is_ok());
}

#[test]
fn a_misspelt_or_missing_key_is_refused_with_its_line() {
    let words = refused_with("warn = ", "warning = ");
    assert!(words.contains("warning") && words.contains("line"), "{words}");
    let words = refused_with("version = 3", "");
    assert!(words.contains("version"), "{words}");
    let words = refused_with("office = \"petition_office\"", "office = \"post_office\"");
    assert!(words.contains("post_office") && words.contains("line"), "{words}");
    let words = refused_with("start = \"received\"", "start = \"sometime\"");
    assert!(words.contains("sometime"), "{words}");
    let words = refused_with("from = \"2022-05-01\"", "from = \"2022-02-30\"");
    assert!(words.contains("from") && words.contains("line"), "{words}");
}

#[test]
fn a_rule_that_could_lose_its_clock_is_refused() {
    let file = |clock: &str| {
        format!(
            "name = \"x\"\ndocument = \"x\"\ndocument_en = \"x\"\nversion = 1\nfrom = \"2022-05-01\"\n{clock}"
        )
    };
    let block = |length: &str, ends_by: &str| {
        format!(
            "[[clock]]\nclock = \"dispatch\"\noffice = \"petition_office\"\nstart = \"received\"\n\
             length = \"{length}\"\nends_by = [{ends_by}]\nwarn = []\narticle = \"x\"\narticle_en = \"x\"\n"
        )
    };
    let good = block("15d", "\"answer_on_spot\"");
    assert!(RuleSet::read(&file(&good)).is_ok());
    for (bad, why) in [(block("30min", "\"answer_on_spot\""), "minutes"), (format!("{good}{good}"), "twice")]
    {
        let fault = RuleSet::read(&file(&bad)).expect_err("a fault").to_string();
        assert!(fault.contains(why), "{fault}");
    }
}

#[test]
fn between_two_laws_the_older_one_goes_on() {
    let set = |name: &str, from: &str, until: &str| {
        RuleSet::read(&format!(
            "name = \"{name}\"\ndocument = \"x\"\ndocument_en = \"x\"\nversion = 1\nfrom = \"{from}\"\nuntil = \"{until}\"\n"
        ))
        .expect("a rule set")
    };
    let rules = Rules::new([set("a", "2000-01-01", "2004-12-31"), set("b", "2005-01-01", "2009-12-31")]);
    let day = |text: &str| text.parse().expect("a day");
    let law = rules.law_on(day("2010-06-01")).expect("a law");
    assert_eq!((law.set.name.as_str(), law.before_known_law), ("b", false));
    let law = rules.law_on(day("1999-06-01")).expect("a law");
    assert_eq!((law.set.name.as_str(), law.before_known_law), ("a", true));
}

// ---------------------------------------------------------------- who signs, who inquires

/// A rule file with this line more.
fn with_line(line: &str) -> Result<RuleSet, String> {
    let toml = format!(
        "name = \"x\"\ndocument = \"x\"\ndocument_en = \"x\"\nversion = 1\nfrom = \"2022-05-01\"\n{line}\n"
    );
    RuleSet::read(&toml).map_err(|fault| fault.to_string())
}

#[test]
fn who_signs_is_said_by_the_rules_and_the_other_half_stays_as_usual() {
    let issues = |line: &str| with_line(line).expect("a rule set").issues;
    assert_eq!(issues(""), None);
    let both = |ordinary, important| Some(Issues { ordinary, important });
    assert_eq!(issues("issues_ordinary = \"main_leader\""), both(Role::MainLeader, Role::MainLeader));
    assert_eq!(
        issues("issues_important = \"leader_in_charge\""),
        both(Role::LeaderInCharge, Role::LeaderInCharge)
    );
    for bad in ["issues_ordinary = \"handler\"", "issues_important = \"boss\"", "issues_ordinary = 1"] {
        let fault = with_line(bad).expect_err("a fault");
        assert!(fault.contains("issues_"), "{bad}: {fault}");
    }
}

#[test]
fn two_investigators_and_an_end_by_silence_are_off_unless_the_rules_say_so() {
    let flags = |line: &str| with_line(line).map(|set| (set.two_investigators, set.terminates_by_silence));
    assert_eq!(flags(""), Ok((false, false)));
    assert_eq!(flags("two_investigators = true"), Ok((true, false)));
    assert_eq!(flags("terminates_by_silence = true"), Ok((false, true)));
    assert!(flags("two_investigators = \"yes\"").is_err_and(|fault| fault.contains("two_investigators")));
    assert!(flags("terminates_by_silence = 1").is_err_and(|fault| fault.contains("terminates_by_silence")));
}

#[test]
fn the_samples_say_who_signs_where_their_texts_do() {
    let sets = profiles().expect("the profiles");
    let set = |name: &str| sets.iter().find(|set| set.name == name).expect("a profile");
    let usual = Some(Issues::default());
    assert_eq!((set("market-bureau").issues, set("education-bureau").issues), (usual, usual));
    let main = Some(Issues { ordinary: Role::MainLeader, important: Role::MainLeader });
    assert_eq!((set("bureau-i").issues, set("bureau-t").issues), (main, main));
    assert!(set("baise").two_investigators);
    // Decision 4: off everywhere, article 36 bars repeats only after the re-examination.
    assert!(sets.iter().all(|set| !set.terminates_by_silence));
}
