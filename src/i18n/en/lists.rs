//! Words of the value lists.

use crate::domain::actor::{Role, Scope};
use crate::domain::queue::Queue;
use crate::domain::task::TaskKind;

pub(super) fn role(role: Role) -> &'static str {
    match role {
        Role::Reception => "reception",
        Role::Dispatcher => "dispatcher",
        Role::Handler => "handler",
        Role::DepartmentHead => "dept head",
        Role::LeaderInCharge => "leader in charge",
        Role::MainLeader => "main leader",
        Role::ReceivingLeader => "receiving leader",
        Role::LegalAdviser => "legal adviser",
        Role::Discipline => "discipline",
        Role::UpperReviewer => "upper reviewer",
        Role::ReviewOfficer => "review officer",
        Role::Archivist => "archivist",
        Role::Supervisor => "supervisor",
        Role::Statistician => "statistician",
        Role::Administrator => "administrator",
        Role::Auditor => "auditor",
    }
}

pub(super) fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::Own => "own",
        Scope::Department => "department",
        Scope::Below => "and below",
        Scope::All => "all",
    }
}

pub(super) fn queue(queue: Queue) -> &'static str {
    match queue {
        Queue::Triage => "to triage",
        Queue::Overdue => "overdue",
        Queue::DueToday => "due today",
        Queue::DueSoon => "due soon",
        Queue::Later => "later",
        Queue::ToComplete => "to complete",
        Queue::Open => "open",
        Queue::All => "all",
    }
}

pub(super) fn task_kind(kind: TaskKind) -> &'static str {
    match kind {
        TaskKind::Reminder => "reminder",
        TaskKind::Promise => "promise",
        TaskKind::FollowUp => "call-back",
        TaskKind::Duty => "duty",
        TaskKind::Handover => "handover",
    }
}
