//! What a key means where: strokes, actions, places, and the table between them.

mod stroke;

use std::collections::BTreeMap;

pub use stroke::{Key, Stroke, strokes};

/// Something a key can ask for. The name is the key of `assets/keymap.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Action {
    /// 帮助
    Help,
    /// 返回
    Back,
    /// 退出
    Quit,
    /// 重画
    Redraw,
    /// 登记
    New,
    /// 查找
    Search,
    /// 打开，采用
    Open,
    /// 存，办
    Save,
    /// 上
    Up,
    /// 下
    Down,
    /// 左
    Left,
    /// 右
    Right,
    /// 上一页
    PageUp,
    /// 下一页
    PageDown,
    /// 到头
    First,
    /// 到尾
    Last,
    /// 下一栏
    NextField,
    /// 上一栏
    PreviousField,
    /// 显示掩住的内容
    Reveal,
    /// 去哪里
    Go,
    /// 找操作
    Palette,
    /// 首页
    Home,
    /// 队列
    Queues,
    /// 当天的信
    Post,
    /// 任务
    Tasks,
    /// 设置和台账
    Registers,
    /// 晨会条
    Strip,
    /// 规则和年历
    Law,
    /// 交接
    HandOver,
    /// 锁屏
    Lock,
    /// 改口令
    Password,
    /// 做了
    Done,
    /// 不做了
    Drop,
    /// 停用，恢复
    End,
    /// 改动经过
    Versions,
    /// 重设口令
    ResetPassword,
    /// 为什么是这一天
    Why,
    /// 换一天试
    Try,
    /// 代码表
    Codes,
    /// 就这件再来
    Again,
    /// 打印
    Print,
    /// 添加年历
    AddYear,
    /// 登记凭证
    Slip,
    /// 候访室
    Waiting,
    /// 往前一步
    Forward,
    /// 退一步
    StepBack,
    /// 叫下一位
    CallNext,
    /// 发票
    AddTicket,
    /// 走了
    Leave,
    /// 同一事项
    SidePane,
    /// 关联
    Link,
    /// 不是同一件
    NotSame,
    /// 撤销
    Undo,
    /// 草稿
    Drafts,
    /// 扔掉草稿
    ThrowAway,
    /// 筛选
    Filter,
    /// 下一件
    NextCase,
    /// 标记
    Mark,
    /// 同办
    Act,
    /// 换排法
    Sort,
    /// 倒排
    Reverse,
    /// 视图
    Views,
    /// 甄别
    Triage,
    /// 同意
    Agree,
    /// 记联系
    Contact,
    /// 文书
    Papers,
    /// 看前一步以前的样子
    Earlier,
    /// 往今天走一步
    Later,
    /// 待签
    Sign,
    /// 批示
    Instruct,
    /// 按数字选
    Choose(u8),
}

impl Action {
    const NAMED: &'static [(&'static str, Action)] = &[
        ("help", Action::Help),
        ("back", Action::Back),
        ("quit", Action::Quit),
        ("redraw", Action::Redraw),
        ("new", Action::New),
        ("search", Action::Search),
        ("open", Action::Open),
        ("save", Action::Save),
        ("up", Action::Up),
        ("down", Action::Down),
        ("left", Action::Left),
        ("right", Action::Right),
        ("page_up", Action::PageUp),
        ("page_down", Action::PageDown),
        ("first", Action::First),
        ("last", Action::Last),
        ("next_field", Action::NextField),
        ("previous_field", Action::PreviousField),
        ("reveal", Action::Reveal),
        ("go", Action::Go),
        ("palette", Action::Palette),
        ("home", Action::Home),
        ("queues", Action::Queues),
        ("post", Action::Post),
        ("tasks", Action::Tasks),
        ("registers", Action::Registers),
        ("strip", Action::Strip),
        ("law", Action::Law),
        ("hand_over", Action::HandOver),
        ("lock", Action::Lock),
        ("password", Action::Password),
        ("done", Action::Done),
        ("drop", Action::Drop),
        ("end", Action::End),
        ("versions", Action::Versions),
        ("reset_password", Action::ResetPassword),
        ("why", Action::Why),
        ("try", Action::Try),
        ("codes", Action::Codes),
        ("again", Action::Again),
        ("print", Action::Print),
        ("add_year", Action::AddYear),
        ("slip", Action::Slip),
        ("waiting", Action::Waiting),
        ("forward", Action::Forward),
        ("step_back", Action::StepBack),
        ("call_next", Action::CallNext),
        ("leave", Action::Leave),
        ("add_ticket", Action::AddTicket),
        ("side_pane", Action::SidePane),
        ("link", Action::Link),
        ("not_same", Action::NotSame),
        ("undo", Action::Undo),
        ("drafts", Action::Drafts),
        ("throw_away", Action::ThrowAway),
        ("filter", Action::Filter),
        ("next_case", Action::NextCase),
        ("mark", Action::Mark),
        ("act", Action::Act),
        ("sort", Action::Sort),
        ("reverse", Action::Reverse),
        ("views", Action::Views),
        ("triage", Action::Triage),
        ("agree", Action::Agree),
        ("contact", Action::Contact),
        ("papers", Action::Papers),
        ("earlier", Action::Earlier),
        ("later", Action::Later),
        ("sign", Action::Sign),
        ("instruct", Action::Instruct),
    ];

    fn from_name(name: &str) -> Option<Action> {
        if let Some(digit) = name.strip_prefix("choose_") {
            return digit.parse().ok().filter(|digit| *digit <= 9).map(Action::Choose);
        }
        Action::NAMED.iter().find(|(known, _)| *known == name).map(|(_, action)| *action)
    }
}

/// Whose table applies: one a screen. `Everywhere` is looked up last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// every screen
    Everywhere,
    /// 登录
    Door,
    /// 锁屏
    Lock,
    /// 首页
    Home,
    /// 晨会条
    Strip,
    /// 去哪里
    Go,
    /// 找操作
    Palette,
    /// 设置和台账
    Registers,
    /// 一本
    Sheet,
    /// 一行
    Row,
    /// 改动经过
    Versions,
    /// 规则的采用
    Rules,
    /// 规则和年历
    Law,
    /// 添加年历
    Years,
    /// 任务
    Tasks,
    /// 草稿
    Drafts,
    /// 添任务、交接、改口令
    Form,
    /// 队列
    Queue,
    /// 筛选一个队列
    Filter,
    /// 视图
    Views,
    /// 案卷
    Case,
    /// 文书
    CasePapers,
    /// 甄别
    Triage,
    /// 审批
    Decide,
    /// 待签
    Sign,
    /// 待签的一份
    Paper,
    /// 有人先存了
    Newer,
    /// 为什么是这一天
    Why,
    /// 登记
    Intake,
    /// 代码
    Codes,
    /// 名单
    PeopleSheet,
    /// 材料清单
    PapersSheet,
    /// 当天的信
    Post,
    /// 信访人
    Person,
    /// 当场答复
    AnswerOnSpot,
    /// 查找
    Search,
    /// 同一事项
    Similar,
    /// 全文
    Reading,
    /// 帮助
    Help,
    /// 确认
    Confirm,
    /// 登记凭证
    Slip,
    /// 候访室
    Waiting,
}

impl Place {
    const NAMED: &'static [(&'static str, Place)] = &[
        ("everywhere", Place::Everywhere),
        ("door", Place::Door),
        ("lock", Place::Lock),
        ("home", Place::Home),
        ("strip", Place::Strip),
        ("go", Place::Go),
        ("palette", Place::Palette),
        ("registers", Place::Registers),
        ("sheet", Place::Sheet),
        ("row", Place::Row),
        ("versions", Place::Versions),
        ("rules", Place::Rules),
        ("law", Place::Law),
        ("years", Place::Years),
        ("tasks", Place::Tasks),
        ("drafts", Place::Drafts),
        ("form", Place::Form),
        ("queue", Place::Queue),
        ("filter", Place::Filter),
        ("views", Place::Views),
        ("case", Place::Case),
        ("case_papers", Place::CasePapers),
        ("triage", Place::Triage),
        ("decide", Place::Decide),
        ("sign", Place::Sign),
        ("paper", Place::Paper),
        ("newer", Place::Newer),
        ("why", Place::Why),
        ("intake", Place::Intake),
        ("codes", Place::Codes),
        ("people_sheet", Place::PeopleSheet),
        ("papers_sheet", Place::PapersSheet),
        ("post", Place::Post),
        ("person", Place::Person),
        ("answer_on_spot", Place::AnswerOnSpot),
        ("search", Place::Search),
        ("similar", Place::Similar),
        ("reading", Place::Reading),
        ("help", Place::Help),
        ("confirm", Place::Confirm),
        ("slip", Place::Slip),
        ("waiting", Place::Waiting),
    ];
}

/// The table.
#[derive(Debug, Clone)]
pub struct Keymap {
    /// In the order of the file, which is the order of the help page.
    bindings: Vec<Binding>,
}

/// In this place this action has these keys.
type Binding = (Place, Action, Vec<Stroke>);

/// What is wrong with a keymap file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeymapFault {
    /// Not TOML, or not of this form.
    #[error("{0}")]
    Form(String),
    /// No place of this name.
    #[error("there is no place called {0}")]
    Place(String),
    /// No action of this name.
    #[error("there is no action called {0}")]
    Action(String),
    /// No key is written so.
    #[error("no key is written {0}")]
    Stroke(String),
    /// An action that nobody can do without has no key that works while somebody types.
    #[error("no key is left for {0:?}")]
    NoKey(Action),
    /// One key, two meanings, one place.
    #[error("{stroke} means two things in {place}")]
    Clash {
        /// the key
        stroke: String,
        /// the place
        place: String,
    },
}

impl Keymap {
    /// Reads a keymap file.
    ///
    /// # Errors
    /// What is wrong and where; a key that means two things in one place is a fault.
    pub fn read(toml_text: &str) -> Result<Keymap, KeymapFault> {
        Keymap { bindings: Keymap::bindings(toml_text)? }.without_clashes()
    }

    /// This table with what an office's file says otherwise: an action named there has the keys
    /// named there and no others.
    ///
    /// # Errors
    /// What is wrong in the file, and a key that would mean two things in one place.
    pub fn with(&self, toml_text: &str) -> Result<Keymap, KeymapFault> {
        let mut keymap = self.clone();
        for (place, action, strokes) in Keymap::bindings(toml_text)? {
            match keymap.bindings.iter_mut().find(|(at, known, _)| (*at, *known) == (place, action)) {
                Some((.., known)) => *known = strokes,
                None => keymap.bindings.push((place, action, strokes)),
            }
        }
        keymap.without_clashes()
    }

    fn bindings(toml_text: &str) -> Result<Vec<Binding>, KeymapFault> {
        type Tables = BTreeMap<String, toml::Table>;
        let tables: Tables =
            toml::from_str(toml_text).map_err(|fault| KeymapFault::Form(fault.to_string()))?;
        let mut bindings = Vec::new();
        for (place_name, table) in &tables {
            let place = Place::NAMED
                .iter()
                .find(|(name, _)| name == place_name)
                .map(|(_, place)| *place)
                .ok_or_else(|| KeymapFault::Place(place_name.clone()))?;
            for (name, keys) in table {
                let action = Action::from_name(name).ok_or_else(|| KeymapFault::Action(name.clone()))?;
                let keys = keys.as_array().ok_or_else(|| {
                    KeymapFault::Form(format!("{place_name}.{name} must be a list of keys"))
                })?;
                let read = |key: &toml::Value| {
                    let text = key.as_str().unwrap_or_default();
                    Stroke::read(text).ok_or_else(|| KeymapFault::Stroke(text.to_owned()))
                };
                bindings.push((place, action, keys.iter().map(read).collect::<Result<_, _>>()?));
            }
        }
        Ok(bindings)
    }

    fn without_clashes(self) -> Result<Keymap, KeymapFault> {
        for &(name, place) in Place::NAMED {
            let mut taken: Vec<Stroke> = Vec::new();
            let here = self.bindings.iter().filter(|(at, ..)| *at == place);
            for stroke in here.flat_map(|(.., strokes)| strokes) {
                if taken.contains(stroke) {
                    return Err(KeymapFault::Clash { stroke: stroke.to_string(), place: name.to_owned() });
                }
                taken.push(*stroke);
            }
        }
        // Without these nobody finds out of a screen any more.
        for action in [Action::Quit, Action::Back, Action::Help] {
            let bound = self.bindings.iter().any(|(place, known, strokes)| {
                *place == Place::Everywhere
                    && *known == action
                    && strokes.iter().any(|stroke| !stroke.is_text())
            });
            if !bound {
                return Err(KeymapFault::NoKey(action));
            }
        }
        Ok(self)
    }

    /// The table that comes with the program.
    ///
    /// # Errors
    /// None in a program whose tests passed.
    pub fn shipped() -> Result<Keymap, KeymapFault> {
        Keymap::read(include_str!("../../assets/keymap.toml"))
    }

    /// What a stroke asks for here. While somebody types, a printable key is text.
    pub fn action(&self, place: Place, typing: bool, stroke: Stroke) -> Option<Action> {
        if typing && stroke.is_text() {
            return None;
        }
        [place, Place::Everywhere].into_iter().find_map(|place| {
            self.bindings
                .iter()
                .find(|(at, _, strokes)| *at == place && strokes.contains(&stroke))
                .map(|(_, action, _)| *action)
        })
    }

    /// Every action of a place with its keys, then those of every place.
    pub fn of(&self, place: Place) -> impl Iterator<Item = (Action, &[Stroke])> {
        [place, Place::Everywhere].into_iter().flat_map(move |wanted| {
            self.bindings
                .iter()
                .filter(move |(at, _, _)| *at == wanted)
                .map(|(_, action, strokes)| (*action, strokes.as_slice()))
        })
    }

    /// The key to show for an action here; while somebody types, one that works then.
    pub fn label(&self, place: Place, typing: bool, action: Action) -> Option<String> {
        self.of(place)
            .filter(|(known, _)| *known == action)
            .flat_map(|(_, strokes)| strokes)
            .find(|stroke| !typing || !stroke.is_text())
            .map(ToString::to_string)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_keymap_can_be_read() {
        let keymap = Keymap::shipped().expect("the shipped keymap");
        let f2 = Stroke::read("f2").expect("a key");
        assert_eq!(keymap.action(Place::Queue, false, f2), Some(Action::New));
    }

    #[test]
    fn a_letter_is_text_while_somebody_types() {
        let keymap = Keymap::shipped().expect("the shipped keymap");
        let n = Stroke::read("n").expect("a key");
        assert_eq!(keymap.action(Place::Queue, false, n), Some(Action::New));
        assert_eq!(keymap.action(Place::Intake, true, n), None);
    }

    #[test]
    fn an_office_changes_some_keys_and_the_rest_stay() {
        let shipped = Keymap::shipped().expect("the shipped keymap");
        let own = shipped.with("[queue]\nnew = [\"f11\"]\n").expect("a good file");
        let stroke = |text| Stroke::read(text).expect("a key");
        assert_eq!(own.action(Place::Queue, false, stroke("f11")), Some(Action::New));
        assert_eq!(own.action(Place::Queue, false, stroke("f2")), None);
        assert_eq!(own.action(Place::Case, false, stroke("f2")), Some(Action::New));
        let clash = shipped.with("[queue]\nnew = [\"k\"]\n");
        assert!(matches!(clash, Err(KeymapFault::Clash { .. })), "a key that the shipped table has already");
        let locked_in = shipped.with("[everywhere]\nquit = [\"x\"]\n");
        assert_eq!(locked_in.err(), Some(KeymapFault::NoKey(Action::Quit)));
    }

    #[test]
    fn a_key_with_two_meanings_in_one_place_is_a_fault() {
        let shipped = Keymap::shipped().expect("the shipped keymap");
        let clash = shipped.with("[queue]\nup = [\"k\"]\ndown = [\"k\"]\n");
        assert!(matches!(clash, Err(KeymapFault::Clash { .. })));
        assert!(matches!(Keymap::read("[nowhere]\n"), Err(KeymapFault::Place(_))));
        assert!(matches!(Keymap::read("[queue]\nfly = []\n"), Err(KeymapFault::Action(_))));
        assert!(matches!(Keymap::read("[queue]\nup = [\"ctrl-\"]\n"), Err(KeymapFault::Stroke(_))));
    }
}
