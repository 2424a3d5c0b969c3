//! Words of the value lists, in Chinese.

use crate::domain::actor::{Role, Scope};
use crate::domain::queue::Queue;
use crate::domain::task::TaskKind;

pub(super) fn role(role: Role) -> &'static str {
    match role {
        Role::Reception => "接待",
        Role::Dispatcher => "信访办",
        Role::Handler => "承办",
        Role::DepartmentHead => "部门负责人",
        Role::LeaderInCharge => "分管领导",
        Role::MainLeader => "主要领导",
        Role::ReceivingLeader => "接访领导",
        Role::LegalAdviser => "法律顾问",
        Role::Discipline => "监察",
        Role::UpperReviewer => "上级机构",
        Role::ReviewOfficer => "复查复核",
        Role::Archivist => "档案",
        Role::Supervisor => "督查",
        Role::Statistician => "统计",
        Role::Administrator => "管理员",
        Role::Auditor => "审计",
    }
}

pub(super) fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::Own => "本人",
        Scope::Department => "本部门",
        Scope::Below => "部门及下属",
        Scope::All => "全部",
    }
}

pub(super) fn queue(queue: Queue) -> &'static str {
    match queue {
        Queue::Triage => "待甄别",
        Queue::Overdue => "超期",
        Queue::DueToday => "今日到期",
        Queue::DueSoon => "临期",
        Queue::Coming => "七日内",
        Queue::Later => "更远",
        Queue::ToComplete => "待补",
        Queue::ToApprove => "待审批",
        Queue::Undecided => "诉求待认定",
        Queue::ToDispatch => "待转交办",
        Queue::ToSignFor => "待签收",
        Queue::ToNotify => "待告知",
        Queue::Working => "办理中",
        Queue::ToAudit => "待审核",
        Queue::ToServe => "待送达",
        Queue::ToClose => "待办结",
        Queue::ToFollowUp => "待回访",
        Queue::ToArchive => "待归档",
        Queue::Review => "复查",
        Queue::Reexamine => "复核",
        Queue::AfterTermination => "终结后",
        Queue::Urgent => "紧急",
        Queue::Open => "在办",
        Queue::All => "全部",
    }
}

pub(super) fn task_kind(kind: TaskKind) -> &'static str {
    match kind {
        TaskKind::Reminder => "提醒",
        TaskKind::Promise => "承诺",
        TaskKind::FollowUp => "回访",
        TaskKind::Duty => "定期",
        TaskKind::ForLeader => "报请",
        TaskKind::Urge => "催办",
        TaskKind::Handover => "交接",
    }
}
