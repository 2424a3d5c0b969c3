//! Who may see and do what. Every answer is a list of barriers, not the first one alone.

use super::actor::{Actor, Role};
use super::problem::Barrier;

/// May this person register matters (G01: the reception officer)?
pub fn may_register(actor: &Actor) -> Vec<Barrier> {
    only(actor, Role::Reception)
}

/// May this person read petitions? An administrator sets up the office and reads no petition
/// unless he also holds a desk (separation of duties).
pub fn may_read_cases(actor: &Actor) -> Vec<Barrier> {
    only(actor, Role::Reception)
}

/// May this person look up people by number, phone or initials?
pub fn may_search_people(actor: &Actor) -> Vec<Barrier> {
    only(actor, Role::Reception)
}

fn only(actor: &Actor, role: Role) -> Vec<Barrier> {
    if actor.role == role { Vec::new() } else { vec![Barrier::NotThisRole { may: role }] }
}
