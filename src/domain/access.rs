//! Who may see and do what. Every answer is a list of barriers, not the first one alone.

use super::actor::{Actor, Role};
use super::problem::Barrier;

/// Everybody whose work is with cases. Not: who sets up the office, counts without names, or
/// reads logs (separation of duties), unless he also holds one of these posts.
pub const WORKS_WITH_CASES: &[Role] = &[
    Role::Reception,
    Role::Dispatcher,
    Role::Handler,
    Role::DepartmentHead,
    Role::LeaderInCharge,
    Role::MainLeader,
    Role::ReceivingLeader,
    Role::LegalAdviser,
    Role::Discipline,
    Role::ReviewOfficer,
    Role::Archivist,
    Role::Supervisor,
];

/// Leaders: who receives people, signs and approves.
pub const LEADERS: &[Role] = &[Role::LeaderInCharge, Role::MainLeader, Role::ReceivingLeader];

/// Leaders, and the office that keeps their books.
pub const LEADERS_AND_OFFICE: &[Role] =
    &[Role::LeaderInCharge, Role::MainLeader, Role::ReceivingLeader, Role::Dispatcher];

/// Who sees confidential matters and accusations that others have in hand (decision 6): whoever
/// answers for the office, and whoever inspects its discipline.
const SEES_CONFIDENTIAL: &[Role] = &[Role::MainLeader, Role::Discipline];

/// Leaders who decide what the desk proposes (G03 to G05).
pub const DECIDES: &[Role] = &[Role::LeaderInCharge, Role::MainLeader];

/// Who may register (G01).
pub const REGISTERS: &[Role] = &[Role::Reception];

/// Who guides visitors: draws tickets, calls, leads in.
pub const GUIDES_VISITORS: &[Role] = &[Role::Reception, Role::Dispatcher];
/// Who says at the desk which way a matter goes.
pub const TRIAGES: &[Role] = &[Role::Reception, Role::Dispatcher];

/// Who says what a matter is; what they cannot say a leader does.
pub const ASSESSES: &[Role] =
    &[Role::Reception, Role::Dispatcher, Role::Handler, Role::LeaderInCharge, Role::MainLeader];

/// Who finds people by number, phone or initials: those who meet or call them.
const SEARCHES_PEOPLE: &[Role] = &[
    Role::Reception,
    Role::Dispatcher,
    Role::Handler,
    Role::DepartmentHead,
    Role::ReviewOfficer,
    Role::Archivist,
    Role::Supervisor,
];

/// May this person register matters (G01: the reception officer)?
pub fn may_register(actor: &Actor) -> Vec<Barrier> {
    only(actor, REGISTERS)
}

/// May this person see and move the tickets of the waiting room?
pub fn may_guide_visitors(actor: &Actor) -> Vec<Barrier> {
    only(actor, GUIDES_VISITORS)
}

/// May this person say which way a matter goes?
pub fn may_triage(actor: &Actor) -> Vec<Barrier> {
    only(actor, TRIAGES)
}

/// May this person say so before the matter is accepted, at the desk or in the unit that has it?
pub fn may_triage_or_handle(actor: &Actor) -> Vec<Barrier> {
    only(actor, &[Role::Reception, Role::Dispatcher, Role::Handler, Role::DepartmentHead])
}

/// May this person pass matters on (G06, G07)?
pub fn may_dispatch(actor: &Actor) -> Vec<Barrier> {
    only(actor, &[Role::Dispatcher])
}

/// May this person do what a unit does with a matter? The dispatcher writes down what bodies
/// without an account here have done (decision 10).
pub fn may_handle(actor: &Actor) -> Vec<Barrier> {
    only(actor, &[Role::Handler, Role::DepartmentHead, Role::Dispatcher])
}

/// May this person name who works a case (G12)?
pub fn may_name_handler(actor: &Actor) -> Vec<Barrier> {
    only(actor, &[Role::DepartmentHead, Role::Dispatcher])
}

/// May this person call others to a table (S003-35)?
pub fn may_convene(actor: &Actor) -> Vec<Barrier> {
    only(
        actor,
        &[Role::Dispatcher, Role::DepartmentHead, Role::Handler, Role::LeaderInCharge, Role::MainLeader],
    )
}

/// May this person tell the petitioner something for the office, or hand him a paper?
pub fn may_tell(actor: &Actor) -> Vec<Barrier> {
    only(actor, &[Role::Reception, Role::Dispatcher, Role::Handler, Role::DepartmentHead])
}

/// May this person log a call, a visit or a letter?
pub fn may_contact(actor: &Actor) -> Vec<Barrier> {
    only(
        actor,
        &[
            Role::Reception,
            Role::Dispatcher,
            Role::Handler,
            Role::DepartmentHead,
            Role::ReviewOfficer,
            Role::ReceivingLeader,
        ],
    )
}

/// May this person give an instruction, decide what was reported, or open a case again?
pub fn may_lead(actor: &Actor) -> Vec<Barrier> {
    only(actor, DECIDES)
}

/// May this person send a draft back (G19)?
pub fn may_pass(actor: &Actor) -> Vec<Barrier> {
    only(actor, &[Role::DepartmentHead, Role::LeaderInCharge, Role::MainLeader])
}

/// May this person sign opinions at all (G18)? Which ones the rules say.
pub fn may_sign(actor: &Actor) -> Vec<Barrier> {
    only(actor, DECIDES)
}

/// May this person check what came back and close or return it (S003-45)?
pub fn may_close(actor: &Actor) -> Vec<Barrier> {
    only(actor, &[Role::Dispatcher])
}

/// May this person ask that somebody steps aside (F60)? Reception writes down the petitioner's wish.
pub fn may_ask_recusal(actor: &Actor) -> Vec<Barrier> {
    only(actor, &[Role::Reception, Role::Dispatcher, Role::Handler, Role::DepartmentHead])
}

/// May this person write down that a review was asked for, or hand over what was decided?
pub fn may_record_appeal(actor: &Actor) -> Vec<Barrier> {
    only(actor, &[Role::Reception, Role::Dispatcher, Role::ReviewOfficer])
}

/// May this person review what others decided (S003-49)? The dispatcher writes down what another
/// body decided.
pub fn may_review(actor: &Actor) -> Vec<Barrier> {
    only(actor, &[Role::ReviewOfficer, Role::Dispatcher])
}

/// May this person hold a hearing?
pub fn may_review_or_handle(actor: &Actor) -> Vec<Barrier> {
    only(actor, &[Role::Handler, Role::DepartmentHead, Role::Dispatcher, Role::ReviewOfficer])
}

/// May this person end a matter (S002-08), or write down that the body above did?
pub fn may_terminate(actor: &Actor) -> Vec<Barrier> {
    only(actor, &[Role::UpperReviewer, Role::Dispatcher])
}

/// May this person say what a matter is (S001-069)?
pub fn may_assess(actor: &Actor) -> Vec<Barrier> {
    only(actor, ASSESSES)
}

/// May this person read petitions at all? Which ones is his reach.
pub fn may_read_cases(actor: &Actor) -> Vec<Barrier> {
    only(actor, WORKS_WITH_CASES)
}

/// Do these roles see confidential matters that others have in hand?
pub fn sees_confidential(roles: &[Role]) -> bool {
    roles.iter().any(|role| SEES_CONFIDENTIAL.contains(role))
}

/// May this person look up people by number, phone or initials?
pub fn may_search_people(actor: &Actor) -> Vec<Barrier> {
    only(actor, SEARCHES_PEOPLE)
}

/// May this person accept a year's calendar, by which every limit moves?
pub fn may_accept_years(actor: &Actor) -> Vec<Barrier> {
    only(actor, &[Role::Administrator])
}

/// May this person be in the office at all? Nobody who has not logged in may ask for anything.
pub fn may_enter(actor: &Actor) -> Vec<Barrier> {
    match (actor.roles.is_empty(), actor.account.is_empty()) {
        (false, _) => Vec::new(),
        (true, true) => vec![Barrier::NotLoggedIn],
        // He was let in once, and may do nothing any more.
        (true, false) => vec![Barrier::AccountEnded],
    }
}

/// One of these roles, held or stood in for.
pub fn only(actor: &Actor, roles: &[Role]) -> Vec<Barrier> {
    match roles.first() {
        _ if actor.roles.is_empty() => may_enter(actor),
        Some(&may) if !actor.is_any(roles) => vec![Barrier::NotThisRole { may }],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::actor::{Absent, Reach};

    fn actor(roles: &[Role], absent: &[Role]) -> Actor {
        let stands_in_for = vec![Absent { name: "冉文舟".to_owned(), roles: absent.to_vec() }];
        Actor { roles: roles.to_vec(), stands_in_for, reach: Reach::All, ..Actor::nobody("tests") }
    }

    #[test]
    fn who_sets_up_the_office_reads_no_petition_unless_he_also_holds_a_desk() {
        for role in [Role::Administrator, Role::Statistician, Role::Auditor, Role::UpperReviewer] {
            assert!(!may_read_cases(&actor(&[role], &[])).is_empty(), "{role:?}");
        }
        assert!(may_read_cases(&actor(&[Role::Administrator, Role::Reception], &[])).is_empty());
    }

    #[test]
    fn who_stands_in_may_what_the_absent_may_and_it_is_known_in_whose_place() {
        let stand_in = actor(&[Role::Handler], &[Role::Reception]);
        assert!(may_register(&stand_in).is_empty());
        assert_eq!(stand_in.in_whose_place(REGISTERS).map(|absent| absent.name.as_str()), Some("冉文舟"));
        let himself = actor(&[Role::Reception], &[Role::Reception]);
        assert_eq!(himself.in_whose_place(REGISTERS), None);
    }

    #[test]
    fn nobody_may_do_anything() {
        let nobody = Actor::nobody("tests");
        for barriers in [may_register(&nobody), may_read_cases(&nobody), may_search_people(&nobody)] {
            assert!(!barriers.is_empty());
        }
        assert_eq!(may_enter(&nobody), [Barrier::NotLoggedIn]);
    }
}
