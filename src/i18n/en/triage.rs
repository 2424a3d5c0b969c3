//! Words of triage in English: steps, states, fields and barriers.

use super::TriageWords;
use super::parts::{choice, hint, part};
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
        State::ToDispatch => "to pass on",
        State::Sent => "passed on",
        State::Assigned => "assigned",
        State::Objected => "objected to",
        State::SignedFor => "signed for",
        State::Accepted => "accepted",
        State::Working => "under way",
        State::Drafted => "to audit",
        State::Audited => "to approve",
        State::Issued => "to serve",
        State::Served => "served",
        State::Redo => "to do again",
        State::Done => "closed",
        State::Withdrawn => "taken back",
        State::Archived => "archived",
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
        "transfer" => "pass on",
        "assign" => "assign",
        "handle_here" => "handle here",
        "propose_route" => "propose a way",
        "decide_report" => "decide",
        "sign_for" => "sign for",
        "accept" => "accept",
        "object" => "object",
        "agree_objection" => "agree to objection",
        "refuse_objection" => "refuse objection",
        "plan" => "plan",
        "investigate" => "investigate",
        "conclude" => "conclude inquiry",
        "answer_demand" => "answer a demand",
        "draft" => "draft opinion",
        "audit" => "audit",
        "approve" => "approve",
        "issue" => "issue",
        "return_draft" => "send back",
        "serve" => "serve",
        "answer_orally" => "answer by word",
        "answer_suggestion" => "answer suggestion",
        "answer_order" => "answer the hotline",
        "feedback" => "report result",
        "close" => "close",
        "redo" => "do again",
        "take_order" => "take hotline order",
        "notify" => "tell the way",
        "name_handler" => "name handler",
        "ask_review" => "ask for review",
        "accept_review" => "accept review",
        "refuse_review" => "refuse review",
        "decide_review" => "review opinion",
        "serve_review" => "serve review",
        "ask_reexamination" => "ask re-exam",
        "accept_reexamination" => "accept re-exam",
        "refuse_reexamination" => "refuse re-exam",
        "decide_reexamination" => "re-exam opinion",
        "serve_reexamination" => "serve re-exam",
        "apply_termination" => "ask to terminate",
        "terminate" => "terminate",
        "return_termination" => "return request",
        "tell_termination" => "tell termination",
        "reopen" => "reopen",
        "archive" => "archive",
        "contact" => "log a contact",
        "extend" => "extend",
        "tell_extension" => "tell extension",
        "pause" => "pause",
        "resume" => "resume",
        "renew" => "renew order",
        "legal_opinion" => "legal opinion",
        "mediate" => "mediate",
        "coordinate" => "meeting",
        "offer_hearing" => "announce hearing",
        "hold_hearing" => "hold hearing",
        "special_team" => "special team",
        "instruct" => "instruct",
        "sponsor" => "sponsor",
        "sponsor_log" => "sponsor's log",
        "recuse" => "recusal",
        "let_back" => "let back",
        "correct" => "correct",
        "withdraw_case" => "taken back",
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
        "transfer" => "to the body in charge, no result asked",
        "assign" => "with content, requirement and limit",
        "handle_here" => "the office's own matter",
        "propose_route" => "for the dispatcher to send",
        "decide_report" => "what becomes of a reported matter",
        "sign_for" => "only recorded; clocks run from arrival",
        "accept" => "each demand that is taken on",
        "object" => "not ours, within 5 working days",
        "agree_objection" => "the papers come back",
        "refuse_objection" => "it stays where it is",
        "plan" => "after speaking with the petitioner",
        "investigate" => "one record of an inquiry",
        "conclude" => "facts, evidence, conclusion",
        "answer_demand" => "result and ground of one demand",
        "draft" => "goes to the department head",
        "audit" => "never by the drafter",
        "approve" => "important ones pass here first",
        "issue" => "signature, number and seal",
        "return_draft" => "with a reason",
        "serve" => "the service receipt",
        "answer_orally" => "simple matters and enquiries",
        "answer_suggestion" => "adopted or not, and why",
        "answer_order" => "goes back to the centre",
        "feedback" => "with what the petitioner thinks",
        "close" => "lawful and really solved",
        "redo" => "check failed or ordered",
        "take_order" => "with the limit on the order",
        "notify" => "in writing, article 23",
        "name_handler" => "declares no conflict",
        "ask_review" => "within 30 days of service",
        "accept_review" => "the applicant is told",
        "refuse_review" => "with a reason",
        "decide_review" => "upheld, changed, revoked, redo",
        "serve_review" => "re-examination time begins",
        "ask_reexamination" => "within 30 days",
        "accept_reexamination" => "the applicant is told",
        "refuse_reexamination" => "with a reason",
        "decide_reexamination" => "hearing days do not count",
        "serve_reexamination" => "the three stages are over",
        "apply_termination" => "after the re-examination",
        "terminate" => "agreed by the level above",
        "return_termination" => "with a reason",
        "tell_termination" => "in writing",
        "reopen" => "new facts, or a wrong end",
        "archive" => "the file is complete",
        "contact" => "call, visit, letter",
        "extend" => "asked before the end",
        "tell_extension" => "the petitioner is told why",
        "pause" => "where the rules allow it",
        "resume" => "the clock goes on",
        "renew" => "the centre sets another limit",
        "legal_opinion" => "from the legal adviser",
        "mediate" => "the agreement",
        "coordinate" => "who came, what was agreed",
        "offer_hearing" => "when, where, who chairs",
        "hold_hearing" => "days, record, conclusion",
        "special_team" => "for a hard matter",
        "instruct" => "becomes a task",
        "sponsor" => "a leader answers for it",
        "sponsor_log" => "the four duties",
        "recuse" => "decided by the head",
        "let_back" => "only a namesake of the accused",
        "correct" => "wrong person or class",
        "withdraw_case" => "signed, confirmed by another",
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
        Barrier::LooksBack { day } => super::story::looks_back(*day),
        Barrier::NothingToUndo => "nothing that you did last today can be taken back".to_owned(),
        Barrier::LeftTheOffice => "a paper is in the petitioner's hand or on its way".to_owned(),
        Barrier::NeedsLogIn => "who signs logs in and does it at the desk".to_owned(),
        Barrier::DoesNotFit => "this step has no sense with the case as it stands".to_owned(),
        Barrier::First { step: name } => format!("first: {}", step(name)),
        Barrier::Designated => "a common superior named this body; it cannot be given back".to_owned(),
        Barrier::TooLate { last } => format!("its last day was {last}"),
        Barrier::Conflict => "who has an interest in the matter cannot work it".to_owned(),
        Barrier::Recused { part: named } => format!("{}: out of this case", part(*named)),
        Barrier::YouAreRecused => "you are out of this case".to_owned(),
        Barrier::OwnRecusal => "nobody decides his own recusal".to_owned(),
        Barrier::Unanswered { demand } => format!("demand {demand} has no result yet"),
        Barrier::SameOpinion => "ordered to be done again: not the same opinion on the same facts".to_owned(),
        Barrier::OwnDraft => "you drafted, passed or worked it; another person is needed".to_owned(),
        Barrier::InPerson => "an important matter is handed over in person and signed for".to_owned(),
        Barrier::FailsCheck => "the two checks are not both passed; send it back instead".to_owned(),
        Barrier::InReview => "a review is still under way".to_owned(),
        Barrier::Paused => "it is paused already".to_owned(),
        Barrier::NoPauseHere => "the rules let this clock never stop".to_owned(),
        Barrier::NotEnded => "the conditions of termination are not met".to_owned(),
        Barrier::RunsAlready => "the same matter is under way as a petition already".to_owned(),
        Barrier::AccusedSide => "the accused side cannot have this case".to_owned(),
        Barrier::ByRule(problem) => super::rules::by_rule(problem),
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
        Barrier::First { step: name } => first_by(name),
        Barrier::OwnDraft => "somebody else of the same post".to_owned(),
        Barrier::Conflict | Barrier::Recused { .. } | Barrier::YouAreRecused => {
            "the department head names somebody else".to_owned()
        }
        Barrier::OwnRecusal => "the main leader".to_owned(),
        Barrier::Unanswered { .. } => "the handler, demand by demand".to_owned(),
        Barrier::InReview => "once the review is over".to_owned(),
        _ => "nobody: take another way".to_owned(),
    }
}

/// Who takes the step that comes first.
fn first_by(name: &str) -> String {
    match name {
        "legal_opinion" => "the legal adviser".to_owned(),
        "decide_report" => "a leader".to_owned(),
        "approve" => "the leader in charge".to_owned(),
        "serve" => "whoever serves it".to_owned(),
        _ => "the handler, by that step".to_owned(),
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
        Barrier::TooLate { .. } => "see the limits",
        Barrier::Designated => "Article 24",
        Barrier::Conflict | Barrier::Recused { .. } | Barrier::YouAreRecused => {
            "Article 28: who has a direct interest steps aside"
        }
        Barrier::OwnRecusal => "recusal is decided by another",
        Barrier::Unanswered { .. } => "Article 32: each demand with result and ground",
        Barrier::OwnDraft => "who drafts, audits and signs are different people",
        Barrier::SameOpinion => "what was ordered to be done again",
        Barrier::FailsCheck => "a result is lawful and really solves it",
        Barrier::NoPauseHere => "Article 34 knows no pause",
        Barrier::NotEnded => "Article 36; the rules on termination",
        Barrier::AccusedSide => "Article 30(3)",
        Barrier::Needs(_) => "Article 23: before acceptance",
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
        "title" | "name" | "accused" | "category" | "purpose" => said(key, value),
        "was_title" | "was_name" | "was_accused" | "was_category" | "was_purpose" => {
            said(key.strip_prefix("was_")?, value).map(|said| format!("was {said}"))
        }
        "proposed_by" => Some(format!("proposed by {value}")),
        _ => None,
    }
}

/// 更正: a field and what stands or stood in it.
fn said(key: &str, value: &str) -> Option<String> {
    let field = Part::from_word(key)?;
    let value = match field {
        _ if value.is_empty() => "(empty)",
        Part::Purpose => choice(field, value),
        Part::Category => crate::domain::content_class::by_code(value).map_or(value, |class| class.path),
        _ => value,
    };
    Some(format!("{}: {value}", part(field)))
}
