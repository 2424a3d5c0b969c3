//! Words of triage in English: steps, states, fields and barriers.

use super::TriageWords;
use crate::domain::case::State;
use crate::domain::problem::{Barrier, SimpleBar};
use crate::domain::step::Part;

pub(super) const TRIAGE: TriageWords = TriageWords {
    title: "Triage",
    key: "triage",
    part,
    choice,
    hint,
    about,
    take: "do it",
    propose: "propose",
    you_decide: "you",
    decides: |_| "a leader".to_owned(),
    menu_hint: "A digit or Enter chooses a way; those in brackets cannot be taken now.",
    needs: "Needs",
    needs_nothing: "nothing",
    more_steps: "t all",
    bodies_hint: "Type a name or initials, Enter takes it; others stay as typed.",
    waiting: "To decide",
    waits: |step, who, when| format!("{step}: proposed by {who}, {when}"),
    returned: "Returned",
    sent_back: |step, who, why| format!("{step}: returned by {who}: {why}"),
    assessed: "Assessed",
    way: "Way",
    urgent: "Urgent",
    urgent_clock: |known, told, took, minutes| {
        format!("known {known}, told {told}, took {took} min of {minutes}")
    },
    tell_by: |until, minutes| format!("To be told within {minutes} minutes: by {until}."),
    taken: |number, state| format!("{number} is {state}."),
    noted: |number, step| format!("{number}: {step}, noted."),
    proposed: |number| format!("{number}: proposed, a leader decides. u takes it back."),
    sent: |number| format!("{number}: returned with the reason."),
    undone: |number, state| format!("{number}: taken back, it is {state} again."),
    urged: |leader| {
        format!("Not done: the earlier opinion is not carried out. A task for {leader}: urge it.")
    },
    agree: "agree",
    send_back: "return",
    why_back: "Say why it goes back; Ctrl-S returns it.",
    undo: "undo",
    decide_title: "Decide",
    decide_hint: "Ctrl-S or Enter agrees and does it, - returns it, Esc leaves it.",
    undo_title: "Undo",
    undo_question: |what| {
        format!(
            "Take back {what}, done by you today? The history keeps a line of it. Enter does it, Esc does not."
        )
    },
    leave_title: "Leave",
    leave_question: "What you wrote is not saved. Leave and it is lost. Enter leaves, Esc goes back.",
    refused_title: |step| format!("Cannot: {step}"),
    refused_count: |all, yours| format!("{all} in the way, {yours} of them you can lift."),
    refused_notice: |step, all| format!("{step} cannot be done: {all} in the way."),
    who_can: "Who can",
    ground: "Ground",
    lifts,
    basis,
    nothing_changed: "Nothing was changed; what you wrote is kept.",
    to_step: "go back",
};

pub(super) fn state(state: State) -> &'static str {
    match state {
        State::Registered => "to triage",
        State::Reported => "before a leader",
        State::AnsweredOnSpot => "answered on the spot",
        State::Redirected => "redirected",
        State::Refused => "refused",
        State::NotAcceptedAgain => "not accepted again",
        State::Diverted => "led to its legal way",
    }
}

pub(super) fn step(name: &str) -> &'static str {
    match name {
        "register" => "register",
        "answer_on_spot" => "answer on the spot",
        "open_office" => "open the office",
        "calendar" => "a calendar accepted",
        "hand_over" => "hand over",
        "link" => "link",
        "unlink" => "unlink",
        "not_same" => "not the same matter",
        "maybe_same" => "not the same: taken back",
        "slip" => "printed the slip",
        "query_code" => "gave a query code",
        "visit" => "registered from the waiting room",
        "redirect" => "redirect",
        "refuse" => "refuse",
        "close_to_repeat" => "not again",
        "divert" => "legal way",
        "report" => "to a leader",
        "report_urgent" => "report at once",
        "simplify" => "simplify",
        "ordinary" => "ordinary way",
        "assess" => "assess",
        "for_reception" => "reception day",
        "new_facts" => "new facts",
        "propose" => "propose",
        "return" => "return",
        "withdraw" => "withdraw",
        "undo" => "undo",
        "urge" => "urge",
        _ => "other",
    }
}

fn about(step: &str) -> &'static str {
    match step {
        "answer_on_spot" => "the policy is clear, answered at once",
        "redirect" => "not ours; say whose it is",
        "refuse" => "articles 19, 23: reason and body",
        "close_to_repeat" => "re-examined or terminated, same facts",
        "divert" => "article 31(1)-(5), courts, discipline",
        "report" => "important; its limits run on",
        "report_urgent" => "three urgent kinds, told at once",
        "simplify" => "first-time, clear, quick matters",
        "ordinary" => "back at any time",
        "assess" => "reasonable or not, why, whose",
        "for_reception" => "for a leader's reception day",
        "new_facts" => "new facts and reasons since its end",
        _ => "",
    }
}

fn part(part: Part) -> &'static str {
    match part {
        Part::Answer => "Answer",
        Part::Basis => "Basis",
        Part::Paper => "On paper",
        Part::Body => "Body",
        Part::Told => "Told",
        Part::How => "Told how",
        Part::Reason => "Reason",
        Part::Other => "Case",
        Part::Earlier => "Opinion",
        Part::EndedBy => "Ended by",
        Part::EndedOn => "Ended on",
        Part::Same => "Same facts",
        Part::NewFacts => "New facts",
        Part::CarriedOut => "Carried out",
        Part::Way => "Legal way",
        Part::Leader => "Leader",
        Part::Urgency => "Kind",
        Part::Known => "Known at",
        Part::Facts => "New facts",
        Part::FirstTime => "First time",
        Part::FromAbove => "Assigned",
        Part::Class => "Class",
        Part::Expected => "Expected",
        Part::OneBody => "One body",
        Part::Verdict => "Verdict",
        Part::Cause => "Cause",
        Part::Focus => "Focus",
        Part::Outcome => "Outcome",
        Part::Important => "Important",
        Part::LevelSkipping => "Skips lvl",
        Part::Unit => "Unit",
        Part::Handler => "Handler",
        Part::Day => "Day",
        Part::Note => "Note",
    }
}

fn choice(part: Part, word: &str) -> &str {
    match (part, word) {
        (_, "yes") => "yes",
        (_, "no") => "no",
        (Part::Paper, "wanted") => "wanted",
        (Part::Paper, "declined") => "declined",
        (Part::How, "spoken") => "spoken",
        (Part::How, "on_the_spot") => "paper at once",
        (Part::How, "post") => "post",
        (Part::How, "online") => "online",
        (Part::How, "unclear") => "no address",
        (Part::How, "anonymous") => "anonymous",
        (Part::Reason, "under_way") => "under way",
        (Part::Reason, "not_ours") => "not ours",
        (Part::Reason, "statutory") => "legal way",
        (Part::Reason, "level_skipping") => "level skipped",
        (Part::Reason, "representatives") => "representatives",
        (Part::Reason, "unclear") => "unclear",
        (Part::EndedBy, "reexamination") => "re-examination",
        (Part::EndedBy, "termination") => "termination",
        (Part::Way, "article_31_1") => "courts",
        (Part::Way, "article_31_2") => "arbitration",
        (Part::Way, "article_31_3") => "party",
        (Part::Way, "article_31_4") => "administr.",
        (Part::Way, "article_31_5") => "enforce",
        (Part::Way, "litigation") => "lawsuit",
        (Part::Way, "discipline") => "discipline",
        (Part::Urgency, "mass_event") => "may become a mass event",
        (Part::Urgency, "stability") => "grave for stability",
        (Part::Urgency, "extreme") => "extreme act",
        (Part::Class, "article_31_6") => "petition",
        (Part::Class, "enquiry") => "enquiry",
        (Part::Class, "suggestion") => "suggestion",
        (Part::Class, "article_31_1_5") => "legal way",
        (Part::Expected, "supported") => "supported",
        (Part::Expected, "explained") => "explained",
        (Part::Expected, "not_supported") => "not supported",
        (Part::Verdict, "reasonable") => "reasonable",
        (Part::Verdict, "partly") => "partly",
        (Part::Verdict, "not") => "not reasonable",
        (Part::Verdict, "undecided") => "undecided",
        (Part::Cause, "policy") => "policy",
        (Part::Cause, "decision") => "decision",
        (Part::Cause, "execution") => "execution",
        (Part::Cause, "conduct") => "conduct",
        (Part::Cause, "legacy") => "legacy",
        (Part::Cause, "petitioner") => "petitioner",
        (Part::Cause | Part::Focus, "other") => "other",
        (Part::Focus, "migrant_workers") => "migrant",
        (Part::Focus, "landless_farmers") => "landless",
        (Part::Focus, "veterans") => "veterans",
        (Part::Focus, "teachers") => "teachers",
        (Part::Focus, "parents") => "parents",
        (Part::Focus, "retired") => "retired",
        (Part::Focus, "owners") => "owners",
        (Part::Focus, "investors") => "invest.",
        (Part::Outcome, "solved") => "solved",
        (Part::Outcome, "explained") => "explained",
        (Part::Outcome, "helped") => "helped",
        (Part::Outcome, "by_law") => "by law",
        (_, other) => other,
    }
}

fn hint(part: Part) -> &'static str {
    match part {
        Part::Answer => "What was answered, as it was said.",
        Part::Basis => "The document, article or rule.",
        Part::Told => "What was explained, as it was said. Enter breaks the line, Tab goes on.",
        Part::Other => "For a matter under way: our number, or the body and its number.",
        Part::Earlier => "Number of the re-examination opinion or of the termination.",
        Part::EndedOn => "The day of that opinion or termination, such as 2025-11-20.",
        Part::Known => "When it was known, such as 0905. The minutes count from here.",
        Part::Facts => "Ask what is new, and write it down as it is said.",
        Part::Unit | Part::Handler => "Type a name or initials, Enter takes it; may stay empty.",
        Part::Day => "Up and Down choose a reception day, Enter takes it.",
        Part::Leader => "Type a name or initials, Enter takes it.",
        Part::Note => "May stay empty.",
        _ => "",
    }
}

pub(super) fn barrier(barrier: &Barrier) -> String {
    match barrier {
        Barrier::Part(part_, problem) => format!("{}: {}", part(*part_), super::faults::problem(problem)),
        Barrier::Waits { step: name } => format!("\"{}\" is proposed and waits for a leader", step(name)),
        Barrier::NoLocalLaw => {
            "only local law gives this reason, and no such rules are in use here".to_owned()
        }
        Barrier::NewFacts => {
            "there are new facts, so the earlier end does not bind; treat it as new".to_owned()
        }
        Barrier::OtherMatter => "not the same facts and reasons; treat it as new".to_owned(),
        Barrier::NotCarriedOut => "the earlier opinion is not carried out yet; urge that first".to_owned(),
        Barrier::NotSimple(bar) => simple(*bar).to_owned(),
        Barrier::NothingToUndo => "nothing that you did last today can be taken back".to_owned(),
        Barrier::LeftTheOffice => "a paper is in the petitioner's hand or on its way".to_owned(),
        Barrier::NeedsLogIn => "who signs logs in and does it at the desk".to_owned(),
        _ => String::new(),
    }
}

fn simple(bar: SimpleBar) -> &'static str {
    match bar {
        SimpleBar::TrackOff => "the simplified track is not in use here",
        SimpleBar::OnTrack => "it is on the simplified track already",
        SimpleBar::NotOnTrack => "it is not on the simplified track",
        SimpleBar::NotFirst => "not the first time, so not simplified",
        SimpleBar::FromAbove => "assigned from above, so not simplified",
        SimpleBar::Joint => "a joint matter, so not simplified",
        SimpleBar::SeveralBodies => "several bodies answer for it, so not simplified",
        SimpleBar::Class => "this class has a legal way of its own, so not simplified",
        SimpleBar::NotSupported => "it may not be supported, so not simplified",
    }
}

fn lifts(barrier: &Barrier) -> String {
    match barrier {
        Barrier::NotThisRole { may } => format!("someone of {}", super::lists::role(*may)),
        Barrier::Needs(_) | Barrier::Part(..) => "you, in the form".to_owned(),
        Barrier::Waits { .. } => "a leader agrees or returns it; its proposer may withdraw".to_owned(),
        Barrier::NoLocalLaw | Barrier::NotSimple(SimpleBar::TrackOff) => {
            "the administrator proposes rules, the main leader accepts".to_owned()
        }
        Barrier::NotCarriedOut => "the leader in charge urges, the body carries it out".to_owned(),
        Barrier::OwnProposal => "another leader".to_owned(),
        Barrier::NewFacts | Barrier::OtherMatter => "nobody has to: take another way".to_owned(),
        Barrier::NotLoggedIn | Barrier::NeedsLogIn => "whoever signs, logged in".to_owned(),
        _ => "nobody: take another way".to_owned(),
    }
}

fn basis(barrier: &Barrier) -> &'static str {
    match barrier {
        Barrier::AccusationNotOnTheSpot => "article 30",
        Barrier::NoLocalLaw => "local law has this reason, the regulation has not",
        Barrier::NewFacts | Barrier::OtherMatter => "article 36(3): the same facts and reasons",
        Barrier::NotCarriedOut => "rule of the house: closed only when carried out",
        Barrier::NotSimple(_) => "Measures on the simplified track, articles 4, 5",
        Barrier::OwnProposal => "who proposes does not decide",
        Barrier::LeftTheOffice => "a paper that is out is corrected by another paper",
        _ => "",
    }
}

pub(super) fn history_fact(key: &str, value: &str) -> Option<String> {
    match key {
        "step" => Some(step(value).to_owned()),
        "reason" if !value.is_empty() => Some(choice(Part::Reason, value).to_owned()),
        "how" | "way" | "urgency" | "verdict" | "ended_by" => {
            Part::from_word(key).map(|part| choice(part, value).to_owned())
        }
        "known" => Some(format!("known {value}")),
        "proposed_by" => Some(format!("proposed by {value}")),
        _ => None,
    }
}
