//! Words of the desks where matters come in, in Chinese.

use crate::domain::case::{Channel, Urgency};
use crate::domain::material::MaterialKind;
use crate::domain::party::{IdKind, PartyRole};
use crate::domain::problem::Field;
use crate::domain::receipt::{Completeness, Platform, ReplyWay, Signed, Source};
use crate::i18n::words::{
    IntakeWords, ListWords, PapersSheetWords, PeopleSheetWords, PersonWords, PostWords,
};

pub(super) const INTAKE: IntakeWords = IntakeWords {
    title: |channel| format!("{channel}登记"),
    save: "登记",
    next: "下一栏",
    previous: "上一栏",
    codes: "代码",
    other_desk: "换形式",
    sheet: "名单",
    will_start: "将起算",
    does_not_stop: "不影响登记，受理前补齐",
    insist: "再按一次 Ctrl-S 照这样登记",
    leave_title: "离开登记",
    leave_question: "写了还没有登记。离开就没有了。按 Enter 离开，按 Esc 回去接着写。",
    hint,
    third: |field| match field {
        Field::Age => "年龄",
        Field::Concerned => "涉及",
        Field::Publish => "公开",
        Field::LevelSkipping => "越级",
        _ => "",
    },
    id_number: |sex, age, division| format!("{sex} {age}岁  校验通过  {division}"),
    organisation: "统一社会信用代码，校验通过",
    also: |fields| format!("；还有 {fields}"),
    no_class: "没有这样的分类",
    above: |lines| format!("上 {lines} 行"),
    title_from_text: |title| format!("取自诉求：{title}"),
    registered: |number, due| match due {
        Some((day, clock)) => format!("已登记 {number}，{day} 前{clock}。"),
        None => format!("已登记 {number}。"),
    },
    reported: "已报主要领导。",
    gaps: |count, fields| format!("待补 {count} 项：{fields}，受理前补齐。"),
    others: |count| format!("{count} 人"),
    representatives: |count, most| format!("代表 {count}/{most}"),
    papers: |count| format!("{count} 件"),
    opens_sheet: "按 Enter 打开名单：代表、代理人、监护人、翻译、见证人都写在这里。",
    nothing_before: "这一栏上一件没有写过，没有可抄的。",
    known: |day| format!("本局有此人记录，上次 {day}；空着的照记录，打了的以这次为准。"),
    number_moved: "号码已放到证件一栏。",
    no_room: |count| format!("这一栏满了，后面 {count} 个字没有收。原文可作材料附上。"),
    registered_otherwise: |number| {
        format!("这张表在别处已登记为 {number}；您后来写的还没有登记，再按 Ctrl-S 另立一件。")
    },
    codes_title: "代码",
    codes_hint: "打名称、代码或拼音首字母筛选，上下键选，Enter 采用，Esc 不改。",
    no_codes: "这一栏没有代码表，照实写就行。",
    phrases_title: "套语",
    no_phrases: "还没有套语。管理员可以在 设置和台账 的 套语 里添。",
    guidance: "怎么问",
    again: |number| format!("再次来访，同一事项 {number}；本件另有编号和时限。"),
};

/// What to ask, in words that may be said aloud (S003-14, S003-30).
fn hint(channel: Channel, field: Field) -> &'static str {
    match (field, channel) {
        (Field::Received, Channel::Visit | Channel::Call) => {
            "什么时候来的：1430 是今天 14:30，昨天、-2、周三、2026-11-22 都可以；空着是现在这天。"
        }
        (Field::Received, _) => "收到的日期：昨天、-2、周三、0915、2026-11-22 都可以；空着是今天。",
        (Field::Name, Channel::Visit) => {
            "（请坐。请问您贵姓？）照证件写姓名或单位名称；刷证、打号码都行，可以空着。"
        }
        (Field::Name, Channel::Call) => "（您好，信访局。请问您贵姓？）不愿说可以空着，照样登记。",
        (Field::Name, _) => "姓名或单位名称；没有写的空着，照样登记。",
        (Field::Age, _) => "周岁，可以空着；有证件号码的自动算出。",
        (Field::Phone, Channel::Visit | Channel::Call) => {
            "（方便留一个电话吗？有结果我们告诉您。）手机或座机，可以空着。"
        }
        (Field::Phone, _) => "手机或座机，可以空着。",
        (Field::IdNumber, Channel::Visit) => {
            "（麻烦看一下您的证件。）18 位号码或信用代码；没带的空着，登记后补。"
        }
        (Field::IdNumber, _) => "证件号码，可以空着；来信来电不要求。",
        (Field::Address, _) => "（您住在哪里？）写到乡镇街道和门牌；打拼音首字母如 cgz 出乡镇，可以空着。",
        (Field::People, Channel::Letter) => "几个人署名；多于 1 人按 Enter 打开名单。",
        (Field::People, _) => "来了几个人；多于 1 人按 Enter 打开名单。",
        (Field::Concerned, _) => "事情一共关系到多少人，可以空着。",
        (Field::Body, Channel::Visit | Channel::Call) => {
            "（您慢慢说，我记下来。）请求、事实、理由，照说的记。Enter 换行，F4 套语。"
        }
        (Field::Body, _) => "请求、事实、理由，照信上摘。Enter 换行，Tab 下一栏，F4 套语。",
        (Field::Title, _) => "空着就取诉求第一句。",
        (Field::Category, _) => {
            "打代码、名称或拼音首字母，如 gzff；上下键选，Enter 采用，F4 看全部；可以空着。"
        }
        (Field::Place, _) => "事情发生在哪里：打代码、名称或拼音首字母，Enter 采用；可以空着。",
        (Field::Accused, _) => "反映的是哪个单位或什么人；名录里没有的照写。揭发控告不会给被反映的人看。",
        (Field::SourceNumber, _) => "上级或别的机关给的编号，几个用分号隔开；可以空着。",
        (Field::SourceBody, _) => "哪个机关、哪位领导转来的。",
        (Field::Window, _) => "在哪个窗口接的。",
        (Field::Postmark, _) => "信封上邮戳的日期：0912、-3、2026-09-12。",
        (Field::Addressee, _) => "信是写给谁的。",
        (Field::Caller, _) => "来电显示的号码。",
        (Field::Rings, _) => "响了几声接的；要求三声以内。",
        (Field::OnlineUser, _) => "网上的用户名。",
        (Field::Others, _) => "一起来的人、代表、代理人、监护人、翻译、见证人。Enter 打开名单。",
        (Field::Materials, _) => "交来的材料，逐件记，出收件清单。Enter 打开清单。",
        _ => "",
    }
}

pub(super) const LISTS: ListWords = ListWords {
    source: |source| match source {
        Source::Direct => "信访人直接提出",
        Source::Assigned => "上级机关交办",
        Source::Leader => "领导交办",
        Source::Department => "部门转办",
        Source::Hotline => "12345 转来",
        Source::HandedOn => "其他机关转来",
    },
    reply: |reply| match reply {
        ReplyWay::Paper => "书面",
        ReplyWay::Call => "电话",
        ReplyWay::Meeting => "当面",
        ReplyWay::Online => "网上",
    },
    signed: |signed| match signed {
        Signed::Himself => "本人签",
        Signed::Thumbprint => "按指印，有见证人",
        Signed::Agent => "代理人签",
        Signed::Unsigned => "没有签",
    },
    completeness: |found| match found {
        Completeness::Whole => "完整",
        Completeness::Pages => "缺页或看不清",
        Completeness::Sender => "缺姓名或住址",
        Completeness::Enclosures => "缺附件",
    },
    platform: |platform| match platform {
        Platform::Website => "网站",
        Platform::Mailbox => "邮箱",
        Platform::Wechat => "微信公众号",
        Platform::Weibo => "微博",
        Platform::App => "手机 APP",
        Platform::Fax => "传真",
        Platform::Other => "其他",
    },
    urgency: |urgency| match urgency {
        Urgency::MassEvent => "可能引发群体性事件",
        Urgency::Stability => "严重影响社会稳定",
        Urgency::Extreme => "极端行为",
    },
    id_kind: |kind| match kind {
        IdKind::Card => "身份证",
        IdKind::Service => "军警证件",
        IdKind::Permit => "港澳台",
        IdKind::Passport => "护照",
        IdKind::Household => "户口簿",
        IdKind::CreditCode => "信用代码",
        IdKind::Other => "其他",
    },
    party_role: |role| match role {
        PartyRole::Petitioner => "信访人",
        PartyRole::Representative => "代表",
        PartyRole::Agent => "代理人",
        PartyRole::Guardian => "监护人",
        PartyRole::Interpreter => "翻译",
        PartyRole::Witness => "见证人",
    },
    material_kind: |kind| match kind {
        MaterialKind::Copy => "复印件",
        MaterialKind::Original => "原件",
        MaterialKind::Photo => "照片",
        MaterialKind::Recording => "录音录像",
    },
    yes: "是",
    no: "否",
};

pub(super) const PEOPLE_SHEET: PeopleSheetWords = PeopleSheetWords {
    title: "名单",
    headings: ["序", "姓名", "证件号码", "电话", "身份", "提示"],
    came: |came, concerned| {
        if concerned.is_empty() {
            format!("来了 {came} 人")
        } else {
            format!("来了 {came} 人  涉及 {concerned} 人")
        }
    },
    counts: |representatives, most, filled, came| {
        format!("代表 {representatives}/{most}  已填 {filled}/{came}")
    },
    rule: |most| format!("多人走访应推选代表，不超过 {most} 人（《信访工作条例》第二十条第三款）。"),
    back: "回表格",
    copy: "抄上格",
    mark: "代表",
    next_row: "下一人",
    role: "1 信访人  2 代表  3 代理人  4 监护人  5 翻译  6 见证人",
    hint: |row, column| format!("第 {row} 人，{column}。空格子里 = 抄上一格，* 设或取消代表，刷证填号码。"),
    fewer: |came, filled| format!("来了 {came} 人，写了 {filled} 人，也可以存。"),
    remark: "没有号码",
};

pub(super) const PAPERS_SHEET: PapersSheetWords = PapersSheetWords {
    title: "材料清单",
    headings: ["序", "名称", "原复印", "份数", "页数"],
    note: "收复印件，原件由信访人自己保管；收了原件的当面点清。登记凭证上列出这张清单。",
    hint: |row, column| format!("第 {row} 件，{column}。1 复印件  2 原件  3 照片  4 录音录像。"),
};

pub(super) const PERSON: PersonWords = PersonWords {
    title: "信访人",
    nobody: "本局没有此人记录。n 登记，证件已填好。",
    counts: |all, open, closed| format!("本局 {all} 件  在办 {open}  已办结 {closed}"),
    last: |day| format!("上次 {day}"),
    promised: "答应过的",
    open: "在办",
    closed: "已办结",
    none_open: "没有在办的。",
    again: "就这件再来",
    new: "新登记",
    looked_up: |time| format!("查阅已记 {time}。Enter 看这件；r 就这件再来访；n 另一件事。"),
    kept: |what| format!("留着        {what}。Esc 回去接着写。"),
    not_for_you: "您的岗位不能查人，号码没有留下。",
    misread: "读到的不是有效的证件号码，没有当按键用。请再刷一次，或手工登记。",
    more: |count| format!("还有 {count} 件，/ 查找"),
    newest: |day, what| format!("{day} {what}"),
};

pub(super) const POST: PostWords = PostWords {
    title: "当天的信",
    summary: "摘编",
    next_row: "下一封",
    hint: |row, column| format!("第 {row} 封，{column}。空格子里 = 抄上一封；没有写的空着。"),
    note: "一行一封，Ctrl-S 一起登记，每封各有编号；有问题的留在原处，改了再存。细项到案卷里补。",
    empty: "还没有写。一行一封信：邮戳、姓名、住址、摘编、是否完整。",
    filed_row: "这一封已登记。Enter 下一封。",
    wrong: |count| format!("{count} 封有问题，没有登记；光标到那一行看原因。"),
    filed: |filed, left| {
        if left == 0 {
            format!("已登记 {filed} 封。")
        } else {
            format!("已登记 {filed} 封，还有 {left} 封没有登记，带 ! 的看原因。")
        }
    },
};
