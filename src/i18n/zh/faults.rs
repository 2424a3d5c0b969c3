//! Words for what is wrong, in Chinese: fields, problems, barriers, trouble.

use crate::domain::credit_code::CreditFault;
use crate::domain::id_number::IdFault;
use crate::domain::notice::{NoticeFault, Wrong, YearFault};
use crate::domain::problem::{Barrier, Field, Problem};
use crate::domain::trouble::TroubleKind;
use crate::domain::visitor::TicketState;

pub(super) fn field(field: Field) -> &'static str {
    match field {
        Field::Channel => "形式",
        Field::Received => "收到",
        Field::Title => "标题",
        Field::Body => "诉求",
        Field::People => "人数",
        Field::Purpose => "目的",
        Field::Category => "分类",
        Field::SourceNumber => "来源编号",
        Field::Tracks => "专项",
        Field::Slip => "流水号",
        Field::Name => "姓名",
        Field::IdNumber => "证件号码",
        Field::Sex => "性别",
        Field::Age => "年龄",
        Field::Phone => "电话",
        Field::Address => "住址",
        Field::Basis => "依据",
        Field::Answer => "答复内容",
        Field::Paper => "书面答复",
        Field::Reason => "理由",
        Field::Row => "这一行",
        Field::Account => "账号",
        Field::Password => "口令",
        Field::Again => "再打一遍",
        Field::Task => "什么事",
        Field::Owner => "谁办",
        Field::Due => "期限",
        Field::Number => "编号",
        Field::From => "起",
        Field::Until => "止",
        Field::Note => "交接的话",
        Field::Visit => "事由",
        Field::Extend => "延期",
        Field::Pause => "中止",
        Field::Calendar => "年历",
        Field::Concerned => "涉及人数",
        Field::IdKind => "证件",
        Field::Source => "来源",
        Field::SourceBody => "来源单位",
        Field::Place => "属地",
        Field::Accused => "反映谁",
        Field::Confidential => "保密",
        Field::Publish => "公开",
        Field::Reply => "答复",
        Field::Signed => "签名",
        Field::LevelSkipping => "越级",
        Field::Window => "窗口",
        Field::Postmark => "邮戳",
        Field::Addressee => "受信人",
        Field::Completeness => "完整",
        Field::Caller => "来电号码",
        Field::Rings => "响铃",
        Field::Platform => "平台",
        Field::OnlineUser => "用户",
        Field::Urgency => "紧急",
        Field::Others => "随来的人",
        Field::Materials => "材料",
        Field::PartyRole => "身份",
        Field::Copies => "份数",
        Field::Pages => "页数",
        Field::MaterialKind => "原复印",
    }
}

pub(super) fn barrier(barrier: &Barrier) -> String {
    match barrier {
        Barrier::NotThisRole { may } => {
            format!("这件事归{}岗位", (super::WORDS.role)(*may))
        }
        Barrier::NotFromHere { state } => format!("这一件已经是{}", (super::WORDS.state)(*state)),
        Barrier::Needs(field) => format!("缺{}", (super::WORDS.field)(*field)),
        Barrier::AccusationNotOnTheSpot => "揭发控告不能当场答复，要转有权处理的机关".to_owned(),
        Barrier::NotLoggedIn => "还没有登录".to_owned(),
        Barrier::WrongPassword { left: 0 } => "账号或口令不对".to_owned(),
        Barrier::WrongPassword { left } => format!("账号或口令不对，还可以试 {left} 次"),
        Barrier::ClosedUntil { at } => {
            format!("试错太多，{} 以后再试，或请管理员重设口令", at.format("%H:%M"))
        }
        Barrier::AccountEnded => "这个账号已经停用或还没启用，请找管理员".to_owned(),
        Barrier::NoPasswordYet => "还没有设口令，退出重新登录时设".to_owned(),
        Barrier::FixedRows => "这里的行是固定的，只能改".to_owned(),
        Barrier::ProgramsOwn => "这一本的栏目程序要用，不能换".to_owned(),
        Barrier::ReadsNoCase => "接手的人的岗位看不到信访事项".to_owned(),
        Barrier::ToHimself => "不能交给自己".to_owned(),
        Barrier::TaskEnded => "这个任务已经了结".to_owned(),
        Barrier::RulesInUse => "已经在用".to_owned(),
        Barrier::RulesNotInUse => "没有在用".to_owned(),
        Barrier::RulesOver => "这部规则已经废止".to_owned(),
        Barrier::LawStays => "法规不能停用".to_owned(),
        Barrier::Proposed => "已经提请，等主要领导同意".to_owned(),
        Barrier::Decided => "已经定了".to_owned(),
        Barrier::TooManyCodes { at } => format!("查询码错得太多，{} 以后再试", at.format("%H:%M")),
        Barrier::TicketMoved { number, state, window, by, at } => {
            let place = if window.is_empty() { String::new() } else { format!("在 {window} ") };
            let did = match state {
                TicketState::Waiting => "退回来等了",
                TicketState::Called => "叫进去了",
                TicketState::Inside => "进去了",
                TicketState::Done => "接完了",
                TicketState::Left => "走了",
            };
            format!("{number:03} 已经{place}{did}（{by} {}）", at.format("%H:%M"))
        }
        Barrier::NobodyWaits => "没有人在等".to_owned(),
        Barrier::TooMany { max } => format!("最多 {max} 个，先去掉一些"),
        Barrier::NoSuchStep => "这张票没有这一步".to_owned(),
        Barrier::OwnProposal => "自己提请的，要由别人同意".to_owned(),
        other => super::triage::barrier(other),
    }
}

pub(super) fn problem(problem: &Problem) -> String {
    match problem {
        Problem::Missing => "还没有填".to_owned(),
        Problem::TooLong { max } => format!("太长，最多 {max} 字"),
        Problem::NotADate => "不是日期，如 2026-10-08、+3".to_owned(),
        Problem::NoSuchDay => "没有这一天".to_owned(),
        Problem::InPast => "日期在过去".to_owned(),
        Problem::InFuture => "日期在将来".to_owned(),
        Problem::TooEarly { first } => format!("太早，最早 {first}"),
        Problem::NotANumber => "要写数字".to_owned(),
        Problem::OutOfRange { min, max } => format!("要在 {min} 到 {max} 之间"),
        Problem::NotThere => "没有这一个，或者同名的不止一个".to_owned(),
        Problem::Taken => "已经有了，换一个".to_owned(),
        Problem::EndsBeforeItBegins => "止在起之前".to_owned(),
        Problem::NotAnAccountName => "只用小写字母、数字、点、横线".to_owned(),
        Problem::NotAPattern => "{year} 和 {serial:4} 各要一次".to_owned(),
        Problem::NotATime => "不是时间，如 08:30".to_owned(),
        Problem::PasswordWeak => "太容易猜，不要含账号，不要只有一两种字".to_owned(),
        Problem::NotTheSame => "两遍不一样".to_owned(),
        Problem::LastAdministrator => "这是最后一个管理员".to_owned(),
        Problem::NeedsAdministrator => "代管理员要由管理员来定".to_owned(),
        Problem::KeyStays => "不能改，别处记着它".to_owned(),
        Problem::Circle => "绕回自己了".to_owned(),
        Problem::PasswordShort { min } => format!("太短，至少 {min} 个字"),
        Problem::UnknownColumn(name) => format!("没有 {name} 这一栏"),
        Problem::UnknownCode => "没有这个代码".to_owned(),
        Problem::IdNumber(IdFault::Length) => "应为 18 位，请核对".to_owned(),
        Problem::IdNumber(IdFault::Digits) => "只能是数字，末位可以是 X".to_owned(),
        Problem::IdNumber(IdFault::Date) => "出生日期不对，请核对第 7 到 14 位".to_owned(),
        Problem::IdNumber(IdFault::Division) => "没有这个区划，请核对前 6 位".to_owned(),
        Problem::IdNumber(IdFault::CheckDigit { expected }) => format!("末位应是 {expected}，请核对证件"),
        Problem::NotAsIdNumber => "和证件号码不符，请核对".to_owned(),
        Problem::PhoneShort { missing } => format!("手机号少 {missing} 位"),
        Problem::PhoneLong { extra } => format!("手机号多 {extra} 位"),
        Problem::CreditCode(CreditFault::Length { found }) => format!("信用代码是 18 位，现在 {found} 位"),
        Problem::CreditCode(CreditFault::Sign) => "信用代码里没有 I O S V Z 和标点".to_owned(),
        Problem::CreditCode(CreditFault::Check { expected }) => format!("末位应是 {expected}，请核对代码"),
        Problem::TooManyRepresentatives { max } => {
            format!("代表最多 {max} 人（《信访工作条例》第二十条第三款），请推选；名单照常登记")
        }
        Problem::MustBeAnother => "要另一个人或另一个单位".to_owned(),
        Problem::FewerThanCame => "比来的人少".to_owned(),
        Problem::SameAsRow { row } => format!("与 {row} 号是同一个号码"),
        Problem::NotAPhone => "不像电话号码，手机 11 位，座机可带区号".to_owned(),
        Problem::TooManyCells { expected, found } => format!("有 {found} 格，表头只有 {expected} 格"),
        Problem::Undecodable => "有读不出的字，请用 UTF-8 或 GB18030 重存文件".to_owned(),
        Problem::CellUnreadable => "表格里有一格读不出来".to_owned(),
        Problem::QuoteNotClosed => "引号没有配对，后面的读不下去".to_owned(),
        Problem::CutShort => "文件到这里断了".to_owned(),
        Problem::Unreadable(why) => format!("读不懂：{why}"),
        Problem::Notice(fault) => notice(fault),
        Problem::Year(fault) => year(fault),
    }
}

pub(super) fn trouble(kind: &TroubleKind, reference: &str) -> String {
    match kind {
        TroubleKind::Locked => "别的程序正占着数据，没有办成。写的都在，过一会儿再试。".to_owned(),
        TroubleKind::DiskFull => "磁盘满了，没有办成。写的都在，请管理员腾出空间后再试。".to_owned(),
        TroubleKind::ReadOnly => "数据文件不能写，什么都没有改。请管理员检查文件和文件夹的权限。".to_owned(),
        TroubleKind::Damaged => "数据文件坏了或者不是数据文件，没有动它。请管理员用备份恢复。".to_owned(),
        TroubleKind::Newer { found, known } => {
            format!("数据文件是新版程序写的（结构 {found}，本程序认到 {known}），没有动它。请换新版程序。")
        }
        TroubleKind::NotAnOffice => "这个文件不是信访单位的数据，没有动它。请检查文件名。".to_owned(),
        TroubleKind::Missing => {
            "没有这个数据文件。先用 xinfang init --office 名称 开办，或用 xinfang demo 试用。".to_owned()
        }
        TroubleKind::OfficeExists => "文件里已经有数据，没有动它。请换一个文件名。".to_owned(),
        TroubleKind::Other => {
            format!("没有办成，编号 {reference}。写的都在，再试一次；还不行请告诉管理员这个编号。")
        }
    }
}

fn year(fault: &YearFault) -> String {
    match fault {
        // Why is said in the reader's own English; the line shows it.
        YearFault::Form { line: Some(line), words, .. } => {
            format!("第 {line} 行  不是年历文件的写法：{words}")
        }
        YearFault::Form { line: None, .. } => "不是年历文件的写法".to_owned(),
        YearFault::KeyMissing(key) => format!("缺 {key} 这一项"),
        YearFault::NotADate(day) => format!("{day} 不是日期，要写 2026-10-01 这样"),
        YearFault::OtherYear { day, year } => format!("{day} 不在 {year} 年"),
        YearFault::OffOnWeekend(day) => format!("{day} 是周末，本来就休息，不列在放假里"),
        YearFault::WorkOnWeekday(day) => format!("{day} 不是周末，本来就上班，不列在上班里"),
        YearFault::StatutoryDayMissing(day) => format!("{day} 是法定节日，没有列出来"),
        YearFault::NoSource => "没有写来源：这些日子出自哪个通知".to_owned(),
        YearFault::OutOfRange(year) => format!("{year} 年不在 1970 到 2170 年之间"),
    }
}

fn notice(fault: &NoticeFault) -> String {
    let words = &fault.words;
    let what = match &fault.wrong {
        Wrong::NoYear => "没有找到是哪一年的通知".to_owned(),
        Wrong::HolidayMissing => format!("没有{words}"),
        Wrong::NoDays => format!("{words}没有放假的日子"),
        Wrong::NotUnderstood => format!("看不懂：{words}"),
        Wrong::NoSuchDay => format!("没有这一天：{words}"),
        Wrong::Weekday { is } => {
            let day = ["一", "二", "三", "四", "五", "六", "日"][is.num_days_from_monday() as usize];
            format!("星期不对，应是周{day}：{words}")
        }
        Wrong::Count { named } => format!("天数不对，列出的是 {named} 天：{words}"),
        Wrong::NoWeekend => format!("不是周末，本来就上班：{words}"),
        Wrong::Twice { day } => format!("{day} 说了两次：{words}"),
        Wrong::Range => format!("起止不对：{words}"),
    };
    fault.line.map_or(what.clone(), |line| format!("第 {line} 行  {what}"))
}
