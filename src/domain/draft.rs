//! 草稿: what stands in a form before it is saved. No record: its author may throw it away.

use super::case::CaseId;
use super::masked::Personal;
use super::register::RowId;

/// Which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FormKind {
    /// 登记
    Intake,
    /// 当场答复
    AnswerOnSpot,
    /// 添任务
    Task,
    /// 一行
    Row,
    /// 交接
    HandOver,
    /// 添加年历
    Years,
    /// 写明理由
    Reason,
    /// 当天的信
    Post,
    /// 办理表: a step
    Step,
    /// 同办: a step with several cases
    Many,
}

impl FormKind {
    /// Every form that is kept.
    pub const ALL: &'static [FormKind] = &[
        FormKind::Intake,
        FormKind::AnswerOnSpot,
        FormKind::Task,
        FormKind::Row,
        FormKind::HandOver,
        FormKind::Years,
        FormKind::Reason,
        FormKind::Post,
        FormKind::Step,
        FormKind::Many,
    ];

    /// The word it is kept under.
    pub fn word(self) -> &'static str {
        match self {
            FormKind::Intake => "intake",
            FormKind::AnswerOnSpot => "answer_on_spot",
            FormKind::Task => "task",
            FormKind::Row => "row",
            FormKind::HandOver => "hand_over",
            FormKind::Years => "years",
            FormKind::Reason => "reason",
            FormKind::Post => "post",
            FormKind::Step => "step",
            FormKind::Many => "many",
        }
    }

    /// Reads [`FormKind::word`] back.
    pub fn from_word(word: &str) -> Option<FormKind> {
        FormKind::ALL.iter().copied().find(|kind| kind.word() == word)
    }
}

/// What a form is about, and so what has to be read again before it can be shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum About {
    /// Nothing but itself.
    #[default]
    Nothing,
    /// A case: whether its author may still see it is asked anew.
    Case(CaseId),
    /// A register, and the row that is changed.
    Register {
        /// the register's word
        name: String,
        /// none for a new row
        row: Option<RowId>,
    },
    /// The people something can be given to.
    Colleagues,
}

/// One field as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KeptField {
    /// The field's word, or the name of a register's column.
    pub name: String,
    /// What stands in it; of a field that is filled from a list, what is chosen.
    pub value: Personal,
    /// What is being typed beyond that.
    pub typed: Personal,
    /// Line and character the caret stands before, counted from zero.
    pub caret: (usize, usize),
    /// A text of many lines.
    pub long: bool,
}

/// All fields of a form, and where the focus is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FormState {
    /// The fields; passwords are never among them.
    pub fields: Vec<KeptField>,
    /// The field with the focus.
    pub focus: String,
}

/// A form as it is kept while somebody types.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Which form.
    pub form: FormKind,
    /// What it is about.
    pub about: About,
    /// The version of it that its author saw; 0 where there is none.
    pub version: i64,
    /// What the form was called on the screen. Never a personal value.
    pub title: String,
    /// What the field with the focus was called there.
    pub label: String,
    /// The slip number: what was filed before is not filed twice.
    pub slip: String,
    /// Small things that the form remembers beside its fields. Never a personal value.
    pub marks: Vec<(String, String)>,
    /// What stands in it.
    pub state: FormState,
}

impl Kept {
    /// A form about nothing but itself.
    pub fn new(form: FormKind, title: String, label: &str, state: FormState) -> Kept {
        Kept {
            form,
            about: About::Nothing,
            version: 0,
            title,
            label: label.to_owned(),
            slip: String::new(),
            marks: Vec::new(),
            state,
        }
    }

    /// What the form remembers under this word; empty when it does not.
    pub fn mark(&self, word: &str) -> &str {
        self.marks.iter().find(|(known, _)| known == word).map_or("", |(_, value)| value)
    }

    /// The first characters of its longest field, for its author to know it by.
    pub fn beginning(&self, characters: usize) -> Personal {
        let long = self.state.fields.iter().find(|field| field.long && !field.value.is_empty());
        let text = long.map_or("", |field| field.value.reveal());
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        Personal::new(words.chars().take(characters).collect::<String>())
    }
}
