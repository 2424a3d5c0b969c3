//! 简体中文: Chinese.

mod drafts;
mod faults;
mod intake;
mod lists;
mod newer;
mod office;
mod parts;
mod queue;
mod rules;
mod sign;
mod similar;
mod slip;
mod story;
mod triage;
mod why;
mod years;

use super::{
    AnswerWords, CaseWords, CommandWords, Language, ReadingWords, SearchWords, TerminalWords, TriageWords,
    Words, length,
};
use crate::domain::case::{Channel, Purpose, State};
use crate::domain::clock::{Lamp, Left, Unit};
use crate::domain::contact::PaperOffer;
use crate::domain::id_number::Sex;
use crate::domain::problem::Field;
use crate::domain::rule::ClockKey;
use crate::domain::text::Titled;
use crate::keymap::{Action, KeymapFault};
use crate::table::read::Fault;

pub(super) const WORDS: Words = Words {
    language: Language::Chinese,
    weekdays: ["周一", "周二", "周三", "周四", "周五", "周六", "周日"],
    comma: "、",
    semicolon: "；",
    colon: "：",
    practice: "[练习]",
    help: "帮助",
    help_hint: "Esc 回去。",
    help_typing: "正在打字：字母和数字进栏里，上面这些键能用。Esc 回去接着写。",
    open: "打开",
    back: "返回",
    quit: "退出",
    yes: "是",
    no: "否",
    confirm_hint: "Enter 是，Esc 否。",
    quit_question: "有写了还没有存的内容，草稿也存不下来。现在退出就没有了。按 Enter 退出，按 Esc 回去接着写。",
    quit_after_save: "刚按过存。真要退出按 Enter，回去按 Esc。",
    reading: "正在读取。",
    saving: "正在存，您可以接着打，按键会排队。",
    too_many_keys: "按键太多，后面的没有收（响铃）。",
    input_method: "输入法是中文状态：按 Shift 换英文，或用数字键和 F 键。",
    how_to_quit: "Ctrl-Q 退出；Esc 返回。",
    to_add: "待补",
    no_such_case: "没有这一件。",
    too_small: |columns, lines| {
        [
            format!("窗口太小：要 80 列 24 行，现在 {columns} 列 {lines} 行。"),
            "放大就能接着用，写的都在。现在按的键不收。".to_owned(),
        ]
    },
    to_complete: |fields| format!("待补：{fields}"),
    denied: |reasons| format!("办不了：{reasons}。"),
    outdated: |by, at| format!("{by} {at} 先存了，您的没有存。返回重新打开这一件，看过改动再办。"),
    trouble: faults::trouble,
    year_unpublished: |day| {
        format!("{day} 按周末和法定节日估算：那一年的放假安排还没有公布，公布后可能变，带 ? 号。")
    },
    lamp,
    length: |text| {
        length(text, &[("d", "日"), ("wd", "个工作日"), ("m", "个月"), ("min", "分钟"), ("set", "写明日期")])
    },
    clock,
    state: triage::state,
    channel: |channel| match channel {
        Channel::Visit => "来访",
        Channel::Letter => "来信",
        Channel::Call => "来电",
        Channel::Online => "网信",
    },
    purpose: |purpose| match purpose {
        Purpose::Suggestion => "意见建议",
        Purpose::Appeal => "申诉",
        Purpose::Request => "求决",
        Purpose::Accusation => "揭发控告",
        Purpose::Enquiry => "咨询",
        Purpose::Other => "其他",
    },
    sex: |sex| match sex {
        Sex::Female => "女",
        Sex::Male => "男",
    },
    paper: |offer| match offer {
        PaperOffer::Wanted => "要书面答复",
        PaperOffer::Declined => "不要书面答复",
    },
    holiday: |name| name,
    role: lists::role,
    scope: lists::scope,
    queue: lists::queue,
    task_kind: lists::task_kind,
    step: triage::step,
    field: faults::field,
    problem: faults::problem,
    complaint: |field, problem| format!("{field}：{problem}"),
    barrier: faults::barrier,
    action: |action| match action {
        Action::Help => "帮助",
        Action::Back => "返回",
        Action::Quit => "退出程序",
        Action::Redraw => "重画屏幕",
        Action::New => "登记新的一件",
        Action::Search => "查找：姓名、拼音首字母、编号、词语",
        Action::Open => "打开；表格里到下一栏；问话时答是",
        Action::Save => "存，办",
        Action::Up => "上一行",
        Action::Down => "下一行",
        Action::Left => "左边的队列",
        Action::Right => "右边的队列",
        Action::PageUp => "上一页",
        Action::PageDown => "下一页",
        Action::First => "到头",
        Action::Last => "到尾",
        Action::NextField => "下一栏",
        Action::PreviousField => "上一栏",
        Action::Reveal => "显示证件号码、电话、住址（记下查阅）",
        Action::Go => "去哪里",
        Action::Palette => "找操作、画面、编号、人",
        Action::Home => "首页",
        Action::Queues => "队列",
        Action::Tasks => "任务",
        Action::Registers => "设置和台账",
        Action::Strip => "晨会条",
        Action::Law => "规则和年历",
        Action::HandOver => "交接",
        Action::Lock => "锁屏",
        Action::Drafts => "草稿",
        Action::Sign => "待签",
        Action::Instruct => "批示",
        Action::ThrowAway => "扔掉草稿",
        Action::Password => "改口令",
        Action::Done => "做了；看过了",
        Action::Drop => "不做了",
        Action::End => "停用，恢复",
        Action::Versions => "改动经过",
        Action::ResetPassword => "重设口令",
        Action::Post => "当天的信（批量登记）",
        Action::Codes => "代码表",
        Action::Again => "就这件再来访",
        Action::Why => "为什么是这一天",
        Action::Try => "换一天试",
        Action::Print => "打印这一页入卷",
        Action::Slip => "登记凭证",
        Action::Waiting => "候访室",
        Action::Forward => "往前一步：叫、进、完",
        Action::StepBack => "退一步",
        Action::CallNext => "叫下一位",
        Action::AddTicket => "发一张候访票",
        Action::Leave => "没有接就走了",
        Action::AddYear => "添加年历",
        Action::SidePane => "同一事项",
        Action::Link => "关联为同一事项",
        Action::NotSame => "不是同一件",
        Action::Filter => "筛选这个队列",
        Action::NextCase => "下一件等我办的",
        Action::Mark => "标记，去掉标记",
        Action::Act => "标记的一起办",
        Action::Sort => "换一种排法",
        Action::Reverse => "倒过来排",
        Action::Views => "我的视图",
        Action::Triage => "甄别：这一件往哪里去",
        Action::Agree => "看提请，同意或退回",
        Action::Undo => "撤销今天刚办的一步",
        Action::Contact => "记一次联系",
        Action::Papers => "文书",
        Action::Earlier => "看前一步以前的样子",
        Action::Later => "往今天走一步",
        Action::Choose(_) => "按数字办理 可办 里的那一步",
    },
    history_fact: |key, value| match key {
        "state" => State::from_word(value).map(|state| (WORDS.state)(state).to_owned()),
        "channel" => Channel::from_word(value).map(|channel| (WORDS.channel)(channel).to_owned()),
        "basis" => Some(format!("依据 {value}")),
        "for" => Some(format!("代 {value}")),
        "other" => Some(value.to_owned()),
        "paper" => PaperOffer::from_word(value).map(|offer| (WORDS.paper)(offer).to_owned()),
        _ => triage::history_fact(key, value),
    },
    queue_screen: queue::QUEUE,
    views: queue::VIEWS,
    many: queue::MANY,
    case_screen: CaseWords {
        title: "案卷",
        limits: "时限",
        received: "收到",
        petitioner: "信访人",
        nobody: "姓名、住址不清",
        kind: "目的分类",
        outside: "来源编号",
        came: "收件",
        check_again: "待核对",
        answer: "当场答复",
        can: "可办",
        no_steps: "没有您现在能办的",
        text: "诉求",
        more: ".. Enter 看全文",
        history: "经过",
        read_text: "看全文",
        reveal: "显示",
        reveal_title: "显示个人信息",
        reveal_question: "显示证件号码、电话和住址，理由：接待办理。查阅会记下您的姓名和时间。按 Enter 显示，按 Esc 不看。",
        reveal_reason: "接待办理",
        revealed: "个人信息已显示，查阅已记。离开这一页就重新隐去。",
        is_revealed: "已经全部显示。",
        masked: "证件号码、电话、住址部分隐去，v 显示。Enter 看诉求全文。",
        before_known_law: "早于系统收录的规定，按最早一部计算",
        age: |age| format!("{age}岁"),
        handler: "本件",
        held: |who, since, number| {
            format!("{who} {since} 起正在办 {number}。您照样能看能办；后存的会看到先存的改动。")
        },
        suggestion: "建议",
        suggested: |to, place, leader| {
            let mut said = format!("归 {to}");
            if !place.is_empty() {
                said.push_str(&format!("，属地 {place}"));
            }
            if !leader.is_empty() {
                said.push_str(&format!("，分管 {leader}"));
            }
            said
        },
        nearest: |cases| format!("同类近例 {cases}"),
        answerable: "责任",
        answers: |post, name, signs, told| {
            let mut said = format!("{post} {name}");
            if !signs.is_empty() {
                said.push_str(&format!("，签 {signs}"));
            }
            if !told.is_empty() {
                said.push_str(&format!("，告知 {told}"));
            }
            said
        },
        read_by: "查阅",
        reads: |when, who, why, times| format!("{when} {who} {why}，共 {times} 次"),
        people: |people| format!("{people} 人"),
        from: |event, day| format!("{day} {event}起算"),
        make_up: "那天是周末，调休上班",
        own_passes_cap: |own, cap| format!("自定的到 {own}，晚于法定的 {cap}，以法定的为准"),
        rolled: |nominal, _, last| format!("最后一日 {nominal} 休息，顺延；此前工作日 {last}"),
    },
    intake_screen: intake::INTAKE,
    lists: intake::LISTS,
    people_sheet: intake::PEOPLE_SHEET,
    papers_sheet: intake::PAPERS_SHEET,
    person: intake::PERSON,
    post: intake::POST,
    answer_screen: AnswerWords {
        save: "答复办结",
        leave_title: "离开当场答复",
        leave_question: "写了还没有存。离开就没有了。按 Enter 离开，按 Esc 回去接着写。",
        means: [
            "存后这一件办结，转送交办的时限到此为止；答复记为一次联系。",
            "要书面答复的，请另出书面材料。",
        ],
        hint: |field| match field {
            Field::Answer => "怎样答复的，照说的记。Enter 换行，Tab 到下一栏。",
            Field::Basis => "政策文件、条文或规定的名称。",
            _ => "",
        },
        done: |number, state| format!("{number} {state}，答复已记。"),
    },
    search_screen: SearchWords {
        title: "查找",
        what: "找什么",
        choose: "选",
        here: "在这里",
        hint: "打姓名、拼音首字母（张三 zs）、编号、电话，或诉求里的词；一个字也能找。",
        nothing: |typed| format!("没有找到 {typed}。换个说法，或少打几个字；电话和证件号码要打全。"),
        found: |total| format!("{total} 件，新的在前。上下键选，Enter 打开。"),
    },
    reading_screen: ReadingWords {
        title: "全文",
        scroll: "滚动",
        page: "翻页",
        position: |number, from, to, all| format!("{number}  第 {from}-{to} 行，共 {all} 行。"),
    },
    door: office::DOOR,
    home: office::HOME,
    registers: office::REGISTERS,
    tasks: office::TASKS,
    palette: office::PALETTE,
    law: office::LAW,
    rules: rules::RULES,
    triage: triage::TRIAGE,
    story: story::STORY,
    years: years::YEARS,
    similar: similar::SIMILAR,
    drafts: drafts::DRAFTS,
    sign: sign::SIGN,
    newer: newer::NEWER,
    why: why::WHY,
    slip: slip::SLIP,
    query: slip::QUERY,
    waiting: slip::WAITING,
    terminal: TerminalWords {
        widths: |hanzi, quote, border, colours| {
            format!("终端：汉字 {hanzi} 格，引号 {quote} 格，边线 {border} 格，{colours}。")
        },
        silent: "终端没有回答字宽：引号、破折号、圈号换成半角字符显示，存的不变。",
        sixteen: "16 色",
        mono: "单色",
        // Whoever reads it there reads no Chinese.
        console: "This console has no Chinese glyphs; --lang en works. 控制台没有汉字。",
        refused: |term| {
            format!("终端类型 TERM={term} 不能移动光标，打不开画面。请换一个终端，或设 TERM=xterm。")
        },
        no_meaning: |word| format!("没有 {word} 这一项"),
        no_colour: |word| format!("没有 {word} 这种颜色"),
        not_a_list: |word| format!("{word} 要写成方括号里的几个词"),
        theme_fault: |line, what| format!("theme.toml 第 {line} 行不对：{what}。已用自带的配色。"),
        keymap_fault: |fault| {
            let what = match fault {
                KeymapFault::Form(what) => what.clone(),
                KeymapFault::Place(name) => format!("没有 {name} 这个画面"),
                KeymapFault::Action(name) => format!("没有 {name} 这个操作"),
                KeymapFault::Stroke(text) => format!("没有写作 {text} 的键"),
                KeymapFault::Clash { stroke, place } => format!("{place} 里 {stroke} 有两个意思"),
                KeymapFault::NoKey(action) => format!("{} 没有键了", (WORDS.action)(*action)),
            };
            format!("keymap.toml：{what}。已用自带的按键。")
        },
        keymap_unreadable: |why| format!("keymap.toml 读不出来：{why}。已用自带的按键。"),
        theme_unreadable: |why| format!("theme.toml 读不出来：{why}。已用自带的配色。"),
    },
    command: CommandWords {
        opened: |office, file| format!("{office} 已开办，数据在 {file}。"),
        accounts: |names| format!("账号：{names}。"),
        no_account: |name, known| format!("没有账号 {name}。有：{known}。用 --as 选一个。"),
        no_office: |file| {
            format!("{file} 里还没有单位。先用 xinfang init --office 名称 开办，或用 xinfang demo 试用。")
        },
        office_exists: |file| format!("{file} 已经有数据，没有动它。换一个文件，或删去这个选项直接打开。"),
        now_refused: "--now 只能用于练习单位：真实单位的日期由时钟定。",
        filed: |number, due| format!("已登记 {number}，限期 {due}。"),
        filed_before: |number| format!("这个流水号登记过，编号 {number}。"),
        row_filed: |row, number| format!("第 {row} 行  登记为 {number}"),
        row_known: |row, number| format!("第 {row} 行  已有 {number}，没有再登记"),
        row_refused: |row, why| format!("第 {row} 行  没有登记：{why}"),
        summary: |filed, known, refused, seconds| {
            format!("登记 {filed} 件，已有 {known} 件，没有登记 {refused} 件，用时 {seconds:.1} 秒。")
        },
        would_summary: |filed, known, refused, seconds| {
            format!(
                "试运行：可登记 {filed} 件，已有 {known} 件，不能登记 {refused} 件，用时 {seconds:.1} 秒。什么都没有存。"
            )
        },
        backed_up: |file| format!("已备份到 {file}，并检查过能用。"),
        restored: |file, kept| {
            if kept.is_empty() {
                format!("{file} 已恢复。")
            } else {
                format!("{file} 已恢复；原来的留在 {kept}。")
            }
        },
        in_use: |file| format!("{file} 正有人在用，没有动它。请大家退出后再恢复。"),
        office_row: |place, what| format!("第 {place} 行  {what}"),
        office_added: |label| format!("已添 {label}"),
        office_changed: |label| format!("已改 {label}"),
        office_known: |label| format!("已有 {label}，没有改"),
        office_refused: |why| format!("没有收：{why}"),
        office_summary: |added, changed, known, refused| {
            format!("添 {added} 行，改 {changed} 行，已有 {known} 行，没有收 {refused} 行。")
        },
        office_tried: "试运行：什么都没有存。",
        register_accepted: |name| format!("台账 {name} 已收下。"),
        no_register: |name, known| format!("没有台账 {name}。有：{known}。"),
        nothing_found: "没有找到。",
        shown_of: |shown, total| format!("列出 {shown} 件，共 {total} 件。"),
        exported: |count, file| format!("导出 {count} 件到 {file}。"),
        making_practice: "正在生成练习数据",
        year_line: |year, off, work| format!("{year} 年  工作日放假 {off} 天，周末上班 {work} 天"),
        year_good: |year| format!("{year} 年没有问题"),
        year_next: |year| {
            format!("{year} 年放假安排还没有录入：落在那一年的日期按周末和法定节日估算，带 ? 号")
        },
        year_days: |name, off, work| match work {
            "" => format!("  {name}：放假 {off}"),
            _ => format!("  {name}：放假 {off}；上班 {work}"),
        },
        year_moves: |clocks, cases| format!("要变的期限 {clocks} 个，涉及 {cases} 件。"),
        year_tried: "还没有采用。核对无误后加 --yes 再来一次。",
        year_accepted: "已经采用，变动的每一件都记了一条经过。",
        years_known: "这一年的年历已经采用，日子一样，没有动。",
        not_a_number: |problem| format!("号码不对：{problem}"),
        valid_number: |sex, birth, division| format!("号码正确：{sex}，{birth} 出生，{division}"),
        old_form: "15 位旧号码，没有校验位",
        finding: |what| match what {
            "schema" => "数据结构",
            "integrity" => "文件完整",
            "history" => "经过校验",
            "order" => "列表排序不符",
            "registers" => "台账行数",
            "calendar" => "年历到",
            "approvers" => "没有人能批的",
            "terminal" => "终端",
            _ => "其他",
        },
        good: "正常",
        warning: "注意",
        bad: "异常",
        no_terminal: "这里不是终端，打不开画面。命令行用法见 xinfang --help。",
        nothing_typed: "标准输入是空的。",
        name_missing: "--office 后面要写单位名称。",
        out_is_office: "--out 指的是数据文件自己，没有动它。请换一个文件名。",
        reason_missing: "--reveal 后面要写查阅理由。",
        importing: "导入",
        file_fault: |fault| match fault {
            Fault::NotFound => "没有这个文件".to_owned(),
            Fault::IsDirectory => "这是文件夹".to_owned(),
            Fault::NotPermitted => "没有读这个文件的权限".to_owned(),
            Fault::Empty => "文件是空的".to_owned(),
            Fault::NoHeading => "没有表头".to_owned(),
            Fault::UnclosedQuote => "引号没有配对".to_owned(),
            Fault::OldXls => "旧的 .xls 读不了，请另存为 .xlsx".to_owned(),
            Fault::Encrypted => "文件有密码，请去掉密码再存".to_owned(),
            Fault::Damaged(_) => "文件坏了".to_owned(),
            Fault::NotXlsx => "不是 xlsx 工作簿".to_owned(),
            Fault::WebPage => "这是网页，请另存为 .xlsx 或 .csv".to_owned(),
            Fault::NotText => "既不是文字也不是工作簿".to_owned(),
            Fault::NoSuchSheet { wanted, .. } => format!("没有工作表 {wanted}"),
            Fault::Io(kind) => format!("读不出来（{kind}）"),
        },
        no_matter: |found| format!("没有哪一列是诉求或标题。有：{found}。用 --map body=列名 指明。"),
        not_taken: |columns| format!("没有用到的列：{columns}"),
        bad_map: |map, known| format!("--map {map}：应写 {known}"),
        mapped_twice: "一栏一列，不能指两次",
        cut_cells: |count| format!("{count} 处太长，工作簿一格放不下，已截短；csv 和 jsonl 里是全的。"),
        rule: rules::WORDS,
    },
};

fn lamp(lamp: Lamp) -> String {
    match lamp {
        Lamp::Overdue(days) => format!("超期{days}日"),
        Lamp::DueToday => "今日到期".to_owned(),
        Lamp::Near(Left { count, unit: Unit::WorkingDay })
        | Lamp::InTime(Left { count, unit: Unit::WorkingDay }) => format!("剩{count}个工作日"),
        Lamp::Near(left) | Lamp::InTime(left) => format!("剩{}日", left.count),
        Lamp::Paused => "中止".to_owned(),
        Lamp::DoneInTime => "按期完成".to_owned(),
        Lamp::DoneLate(days) => format!("超期{days}日完成"),
        Lamp::Passed => "期限已过".to_owned(),
        Lamp::NoLimit => "无时限".to_owned(),
    }
}

/// The name that the rule file gives; the first versions of the laws gave none.
fn clock<'a>(key: &ClockKey, title: &'a Titled) -> &'a str {
    match (title.zh.as_str(), key.word()) {
        ("", "dispatch") => "转送交办",
        ("", "notify_direct") => "书面告知",
        ("", _) => "时限",
        (given, _) => given,
    }
}
