//! Every way a case can move: from where, to where, by whom, and what bars it.
//!
//! A step is a line in [`STEPS`] and a file beside this one. The case screen draws its menu
//! from [`open_to`], the form from [`Step::parts`]; one function in `service` performs any step.
//! Which clock a step starts or ends is data: see the rule files.

mod answer;
mod answer_on_spot;
mod appeal;
mod arrival;
mod assess;
mod close;
mod close_to_repeat;
mod dispatch;
mod divert;
mod for_reception;
mod ground;
mod new_facts;
mod opinion;
mod ordinary;
mod part;
mod redirect;
mod refuse;
mod register;
mod report;
mod simplify;
mod time;
mod work;

pub use answer::{ANSWER_ORALLY, ANSWER_ORDER, ANSWER_SUGGESTION, SERVE};
pub use answer_on_spot::ANSWER_ON_SPOT;
pub use appeal::*;
pub use arrival::{ACCEPT, AGREE_OBJECTION, NAME_HANDLER, OBJECT, REFUSE_OBJECTION, SIGN_FOR};
pub use assess::ASSESS;
pub use close::{ARCHIVE, CLOSE, CORRECT, FEEDBACK, LET_BACK, RECUSE, REDO, REOPEN, WITHDRAW};
pub use close_to_repeat::CLOSE_TO_REPEAT;
pub use dispatch::{
    ASSIGN, DECIDE_REPORT, HANDLE_HERE, INSTRUCT, NOTIFY, PROPOSE_ROUTE, SPONSOR, SPONSOR_LOG, TRANSFER,
};
pub use divert::{DIVERT, Way};
pub use for_reception::FOR_RECEPTION;
pub use ground::{Allowed, Ground, Issues};
pub use new_facts::NEW_FACTS;
pub use opinion::{ANSWER_DEMAND, APPROVE, AUDIT, DRAFT, ISSUE, RETURN_DRAFT};
pub use ordinary::ORDINARY;
pub use part::{Asked, Filled, HOW, Kind, Part, YES_NO};
pub use redirect::REDIRECT;
pub use refuse::{REFUSE, RefusalReason};
pub use register::REGISTER;
pub use report::{REPORT, REPORT_URGENT};
pub use simplify::{Class, Expected, SIMPLIFY};
pub use time::{EXTEND, PAUSE, RENEW, RESUME, TAKE_ORDER, TELL_EXTENSION};
pub use work::{
    CONCLUDE, CONTACT, COORDINATE, HOLD_HEARING, INVESTIGATE, LEGAL_OPINION, MEDIATE, OFFER_HEARING, PLAN,
    SPECIAL_TEAM,
};

use super::access;
use super::actor::{Actor, Role};
use super::case::{Channel, State};
use super::contact::{PaperOffer, SpotAnswer};
use super::paper::PaperKind;
use super::problem::Barrier;
use super::rule::Start;

/// One way to move a case.
#[derive(Debug)]
pub struct Step {
    /// The word of scripts, history lines and rule files.
    pub name: &'static str,
    /// States it may leave; empty for the step that begins a case.
    pub from: &'static [State],
    /// The state it leads to; none where the case stays where it is.
    pub to: Option<State>,
    /// The events that it is, from which clocks count.
    pub begins: &'static [Start],
    /// Who may not, and why.
    pub who: fn(&Actor) -> Vec<Barrier>,
    /// Who decides, where whoever wants the step can only propose it; empty where nobody has to.
    pub decides: &'static [Role],
    /// What is filled in, in the order of the form.
    pub parts: &'static [Asked],
    /// What about the case forbids it, known before anything is filled in.
    pub guard: fn(&Ground<'_>) -> Vec<Barrier>,
    /// What in the fields forbids it, beside what is missing or cannot be read.
    pub needs: fn(&Filled, &Ground<'_>) -> Vec<Barrier>,
    /// Whether it has any sense with this case; else no menu has it.
    pub fits: fn(&Ground<'_>) -> bool,
    /// 文书: the papers that it makes.
    pub papers: &'static [PaperKind],
    /// 出门: a paper of it is in somebody's hand, and it cannot be taken back.
    pub leaves: bool,
    /// 随手记: beside the way of the case, so that menus have it last.
    pub is_note: bool,
}

impl Step {
    /// What most steps have in common: nobody may, nothing bars, nothing moves.
    pub const PLAIN: Step = Step {
        name: "",
        from: &[],
        to: None,
        begins: &[],
        who: access::may_enter,
        decides: &[],
        parts: &[],
        guard: |_| Vec::new(),
        needs: |_, _| Vec::new(),
        fits: |_| true,
        papers: &[],
        leaves: false,
        is_note: false,
    };

    /// Who decides it in this case, where another has to; nobody where whoever wants it takes it.
    pub fn deciders(&self, given: &Filled, ground: &Ground<'_>) -> &'static [Role] {
        if self.name != EXTEND.name {
            return self.decides;
        }
        // The rule of the clock names who grants more time; where it names another body, its paper
        // is recorded by a leader.
        let clock = given.get(Part::Clock);
        let rule = ground.office.extensions.iter().find(|(known, _)| known == clock);
        rule.map(|(_, roles)| *roles).filter(|roles| !roles.is_empty()).unwrap_or(self.decides)
    }

    /// The state of a case in `from` once the step is taken.
    pub fn leads_to(&self, from: State) -> State {
        self.to.unwrap_or(from)
    }

    /// Does it close the case, and with it every duty that still runs?
    pub fn closes(&self) -> bool {
        self.to.is_some_and(|to| !to.is_open())
    }
}

/// Open states in which it is still to be decided which way a matter goes.
const TRIAGE: &[State] = &[State::Registered, State::Reported, State::ToDispatch];

/// The same, and what a body has signed for and not accepted yet.
const BEFORE_ACCEPTANCE: &[State] =
    &[State::Registered, State::Reported, State::ToDispatch, State::SignedFor];

/// Every state in which there is still something to do.
const OPEN: &[State] = &[
    State::Registered,
    State::Reported,
    State::ToDispatch,
    State::Sent,
    State::Assigned,
    State::Objected,
    State::SignedFor,
    State::Accepted,
    State::Working,
    State::Drafted,
    State::Audited,
    State::Issued,
    State::Served,
    State::Redo,
];

/// What a person brings to a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// For [`ANSWER_ON_SPOT`].
    SpotAnswer(SpotAnswer),
    /// For every step that asks for nothing but its [`Step::parts`].
    Filled(Filled),
}

impl Given {
    /// The fields of the step, as proposals, records and scripts have them.
    pub fn filled(&self) -> Filled {
        match self {
            Given::Filled(filled) => filled.clone(),
            Given::SpotAnswer(SpotAnswer { basis, words, paper, channel: _ }) => Filled::of([
                (Part::Answer, words.clone()),
                (Part::Basis, basis.clone()),
                (Part::Paper, paper.word().to_owned()),
            ]),
        }
    }

    /// The answer that was given at once, if the fields are those of one.
    pub fn spot_answer(filled: &Filled, channel: Channel) -> Option<SpotAnswer> {
        Some(SpotAnswer {
            basis: filled.get(Part::Basis).to_owned(),
            words: filled.get(Part::Answer).to_owned(),
            paper: PaperOffer::from_word(filled.get(Part::Paper))?,
            channel,
        })
    }
}

/// The whole list, in the order of menus: first what moves the case on, last what is only noted.
pub const STEPS: &[&Step] = &[
    &REGISTER,
    &ANSWER_ON_SPOT,
    &TRANSFER,
    &ASSIGN,
    &HANDLE_HERE,
    &DECIDE_REPORT,
    &SIGN_FOR,
    &ACCEPT,
    &OBJECT,
    &AGREE_OBJECTION,
    &REFUSE_OBJECTION,
    &PLAN,
    &INVESTIGATE,
    &CONCLUDE,
    &ANSWER_DEMAND,
    &DRAFT,
    &AUDIT,
    &APPROVE,
    &ISSUE,
    &RETURN_DRAFT,
    &SERVE,
    &ANSWER_ORALLY,
    &ANSWER_SUGGESTION,
    &ANSWER_ORDER,
    &FEEDBACK,
    &CLOSE,
    &REDO,
    &REDIRECT,
    &REFUSE,
    &CLOSE_TO_REPEAT,
    &DIVERT,
    &REPORT,
    &REPORT_URGENT,
    &SIMPLIFY,
    &ORDINARY,
    &ASSESS,
    &FOR_RECEPTION,
    &NEW_FACTS,
    &TAKE_ORDER,
    &PROPOSE_ROUTE,
    &NOTIFY,
    &NAME_HANDLER,
    &ASK_REVIEW,
    &ACCEPT_REVIEW,
    &REFUSE_REVIEW,
    &DECIDE_REVIEW,
    &SERVE_REVIEW,
    &ASK_REEXAMINATION,
    &ACCEPT_REEXAMINATION,
    &REFUSE_REEXAMINATION,
    &DECIDE_REEXAMINATION,
    &SERVE_REEXAMINATION,
    &APPLY_TERMINATION,
    &TERMINATE,
    &RETURN_TERMINATION,
    &TELL_TERMINATION,
    &REOPEN,
    &ARCHIVE,
    &CONTACT,
    &EXTEND,
    &TELL_EXTENSION,
    &PAUSE,
    &RESUME,
    &RENEW,
    &LEGAL_OPINION,
    &MEDIATE,
    &COORDINATE,
    &OFFER_HEARING,
    &HOLD_HEARING,
    &SPECIAL_TEAM,
    &INSTRUCT,
    &SPONSOR,
    &SPONSOR_LOG,
    &RECUSE,
    &LET_BACK,
    &CORRECT,
    &WITHDRAW,
];

/// The step of this name.
pub fn by_name(name: &str) -> Option<&'static Step> {
    STEPS.iter().copied().find(|step| step.name == name)
}

/// Every step this person could take with this case, each with all that bars it now. A step
/// that the case can never take again is left out; a barred one stays, with its reasons.
pub fn open_to(actor: &Actor, ground: &Ground<'_>) -> Vec<(&'static Step, Vec<Barrier>)> {
    STEPS
        .iter()
        .copied()
        .filter(|step| !step.from.is_empty() && (step.who)(actor).is_empty())
        .filter(|step| step.from.contains(&ground.case.state) && (step.fits)(ground))
        .map(|step| (step, barriers(step, actor, ground)))
        .collect()
}

/// Everything that bars `step` for this person on this case before anything is filled in.
pub fn barriers(step: &Step, actor: &Actor, ground: &Ground<'_>) -> Vec<Barrier> {
    let mut found = (step.who)(actor);
    if !step.from.contains(&ground.case.state) {
        found.push(Barrier::NotFromHere { state: ground.case.state });
    }
    if !(step.fits)(ground) {
        found.push(Barrier::DoesNotFit);
    }
    // What is only noted goes on while a leader thinks.
    if let Some(waits) = ground.waits.and_then(by_name).filter(|_| !step.is_note || !step.decides.is_empty())
    {
        found.push(Barrier::Waits { step: waits.name });
    }
    if ground.case.out.contains(&ground.actor.account) {
        found.push(Barrier::YouAreRecused);
    }
    found.extend((step.guard)(ground));
    found
}

/// 回避、被反映: what bars a step because of those it would hand the case to. No case goes to whom
/// it accuses or to what is under him, and nobody works one that he is out of (article 30(3)).
pub fn barred_hands(step: &Step, given: &Filled, ground: &Ground<'_>) -> Vec<Barrier> {
    if step.name == RECUSE.name || step.name == LET_BACK.name {
        return Vec::new();
    }
    let mut found = Vec::new();
    for asked in step.parts {
        let named = match asked.kind {
            Kind::To | Kind::Unit | Kind::Leader | Kind::Person => vec![given.get(asked.part)],
            Kind::Tos => given.lines(asked.part),
            _ => continue,
        };
        if named.iter().any(|name| ground.accused.iter().any(|accused| accused == name)) {
            found.push(Barrier::AccusedSide);
        } else if named.iter().any(|name| ground.case.out.iter().any(|out| out == name)) {
            found.push(Barrier::Recused { part: asked.part });
        }
    }
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_is_reached_by_some_step() {
        for state in State::ALL {
            assert!(STEPS.iter().any(|step| step.to == Some(*state)), "{state:?}");
        }
    }

    #[test]
    fn every_state_but_the_last_can_be_left_without_taking_the_matter_back() {
        for state in State::ALL {
            let leaves = |step: &&&Step| {
                step.name != WITHDRAW.name
                    && step.name != REOPEN.name
                    && step.from.contains(state)
                    && step.to.is_some_and(|to| to != *state)
            };
            assert!(STEPS.iter().any(|step| leaves(&step)), "{state:?}");
        }
    }

    #[test]
    fn step_names_are_unique_and_found_again() {
        for step in STEPS {
            assert_eq!(STEPS.iter().filter(|other| other.name == step.name).count(), 1);
            assert_eq!(by_name(step.name).map(|found| found.to), Some(step.to));
        }
    }

    #[test]
    fn no_step_asks_twice_for_the_same_and_who_decides_never_takes_what_is_to_be_decided() {
        for step in STEPS {
            for asked in step.parts {
                let same = step.parts.iter().filter(|other| other.part == asked.part);
                assert_eq!(same.count(), 1, "{} asks for {:?}", step.name, asked.part);
            }
            if !step.decides.is_empty() {
                let leader = Actor { roles: step.decides.to_vec(), ..Actor::nobody("tests") };
                assert!(!(step.who)(&leader).is_empty(), "{}", step.name);
            }
        }
    }
}
