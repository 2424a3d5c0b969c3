//! Words of the value lists.

use crate::domain::actor::{Role, Scope};
use crate::domain::queue::Queue;
use crate::domain::task::TaskKind;

/// Holidays by their names in the notices; one that is not known keeps its own.
pub(super) fn holiday(name: &str) -> &str {
    match name {
        "元旦" => "New Year",
        "春节" => "Spring Festival",
        "清明节" => "Qingming",
        "劳动节" => "Labour Day",
        "“五一”" => "Labour Day",
        "“五一”国际劳动节" => "Labour Day",
        "端午节" => "Dragon Boat",
        "中秋节" => "Mid-Autumn",
        "国庆节" => "National Day",
        "“十一”" => "National Day",
        "中秋节、国庆节" => "Mid-Autumn and National Day",
        "国庆节、中秋节" => "National Day and Mid-Autumn",
        "抗日战争暨世界反法西斯战争胜利70周年纪念日" => "Victory Day",
        other => other,
    }
}

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
        Queue::Coming => "within 7 days",
        Queue::Later => "later",
        Queue::ToComplete => "to complete",
        Queue::ToApprove => "to approve",
        Queue::Undecided => "undecided",
        Queue::ToDispatch => "to pass on",
        Queue::ToSignFor => "to sign for",
        Queue::ToNotify => "to notify",
        Queue::Working => "under way",
        Queue::ToAudit => "to audit",
        Queue::ToServe => "to serve",
        Queue::ToClose => "to close",
        Queue::ToFollowUp => "to call back",
        Queue::ToArchive => "to archive",
        Queue::Review => "review",
        Queue::Reexamine => "re-examination",
        Queue::AfterTermination => "terminated",
        Queue::Urgent => "urgent",
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
        TaskKind::ForLeader => "for leader",
        TaskKind::Urge => "urge",
        TaskKind::Handover => "handover",
    }
}
