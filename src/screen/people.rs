//! 名单: everybody of a joint visit, and whoever speaks or signs for somebody, as a grid.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::pen::Pen;
use super::{Context, Effect, Handback, Hint, Input, Screen};
use crate::domain::id_number::IdNumber;
use crate::domain::intake::PersonDraft;
use crate::domain::masked;
use crate::domain::party::{PartyRole, SHEET_MAX};
use crate::domain::phone;
use crate::domain::problem::Problem;
use crate::domain::text;
use crate::form::{Cell, Choice, Entry, Grid, Line};
use crate::keymap::{Action, Key, Place, Stroke};
use crate::theme::Meaning;
use crate::widget::cells;

const NAME: usize = 0;
const NUMBER: usize = 1;
const PHONE: usize = 2;
const ROLE: usize = 3;
/// Columns of a row.
const COLUMNS: usize = 4;
/// Where each column begins, and how wide it is.
const AT: [(u16, u16); COLUMNS] = [(6, 12), (19, 21), (41, 14), (56, 10)];
/// Where the remark of a row stands.
const REMARK: u16 = 67;
/// The line of the first row.
const TOP: u16 = 2;
/// Lines below the rows.
const BELOW: u16 = 5;

/// What the sheet is about.
#[derive(Clone)]
pub(super) struct Group {
    /// Title of the form it belongs to.
    pub(super) form: String,
    /// 标题 of the matter.
    pub(super) title: String,
    /// 人数
    pub(super) came: String,
    /// 涉及人数
    pub(super) concerned: String,
    /// 代表: how few and how many.
    pub(super) representatives: (usize, usize),
}

/// The sheet.
pub(super) struct People {
    grid: Grid,
    group: Group,
}

impl People {
    /// A sheet whose first row is the petitioner of the form.
    pub(super) fn new(cx: &Context<'_>, first: PersonDraft, others: &[PersonDraft], group: &Group) -> People {
        let wanted = group.came.trim().parse().unwrap_or(1_usize).clamp(2, SHEET_MAX);
        // Somebody the office knows has a number, and a name that nobody had to type.
        let named = !first.is_empty();
        let rows = wanted.max(others.len() + 1);
        let filled = std::iter::once(first).chain(others.iter().cloned());
        let drafts = filled.chain(std::iter::repeat_with(PersonDraft::default)).take(rows);
        let mut grid = Grid::new(drafts.map(|draft| cells_of(cx, &draft)).collect(), SHEET_MAX);
        grid.go((usize::from(named), NAME));
        People { grid, group: group.clone() }
    }

    fn drafts(&self) -> Vec<PersonDraft> {
        (0..self.grid.rows())
            .map(|row| PersonDraft {
                role: self.grid.value((row, ROLE)),
                name: self.grid.value((row, NAME)),
                id_number: self.grid.value((row, NUMBER)),
                phone: self.grid.value((row, PHONE)),
                address: String::new(),
            })
            .collect()
    }

    /// Everything that is written, as the form below takes it.
    fn written(&self) -> Handback {
        let mut drafts = self.drafts();
        let first = drafts.remove(0);
        while drafts.last().is_some_and(PersonDraft::is_empty) {
            drafts.pop();
        }
        Handback::People(Box::new(first), drafts)
    }

    fn filled(&self) -> usize {
        self.drafts().iter().filter(|row| !row.is_empty()).count()
    }

    fn speakers(&self) -> usize {
        let speaks = |row: &usize| self.grid.value((*row, ROLE)) == PartyRole::Representative.word();
        (0..self.grid.rows()).filter(speaks).count()
    }

    /// To the name of the next person; a row is added at the end.
    fn next_row(&mut self, cx: &Context<'_>) {
        if self.grid.is_last(self.grid.focus().0) {
            self.grid.push(cells_of(cx, &PersonDraft::default()));
        }
        self.grid.next_row();
    }

    /// `*`: he speaks for the others, or no longer. A sixth does not.
    fn speaks(&mut self, cx: &Context<'_>) -> Vec<Effect> {
        let (row, _) = self.grid.focus();
        let speaks = self.grid.value((row, ROLE)) == PartyRole::Representative.word();
        let (_, most) = self.group.representatives;
        if !speaks && self.speakers() >= most {
            return vec![Effect::Say((cx.words.problem)(&Problem::TooManyRepresentatives { max: most }))];
        }
        let role = if speaks { PartyRole::Petitioner } else { PartyRole::Representative };
        self.grid.replace((row, ROLE), role.word());
        Vec::new()
    }

    /// What there is to say about a row: the first thing that should be looked at.
    fn remark(&self, cx: &Context<'_>, row: usize) -> Option<(String, Meaning)> {
        let number = text::line(&self.grid.value((row, NUMBER)));
        let phone_number = text::line(&self.grid.value((row, PHONE)));
        if number.is_empty() {
            let bare = text::line(&self.grid.value((row, NAME))).is_empty() && phone_number.is_empty();
            return (!bare).then(|| (cx.words.people_sheet.remark.to_owned(), Meaning::Dim));
        }
        let same = (0..row).find(|other| text::line(&self.grid.value((*other, NUMBER))) == number);
        let problem = match (IdNumber::read(&number, cx.today()), same) {
            (Err(fault), _) => Some(Problem::IdNumber(fault)),
            (Ok(_), Some(other)) => Some(Problem::SameAsRow { row: other + 1 }),
            (Ok(_), None) if !phone_number.is_empty() => phone::read(&phone_number).err(),
            (Ok(_), None) => None,
        };
        problem.map(|problem| ((cx.words.problem)(&problem), Meaning::Complaint))
    }

    fn typed(&mut self, cx: &Context<'_>, stroke: Stroke) -> Vec<Effect> {
        if matches!(stroke.key, Key::Char('*' | '＊')) && !stroke.ctrl {
            return self.speaks(cx);
        }
        if self.grid.stroke(stroke) {
            self.tidy(cx, stroke);
        }
        Vec::new()
    }

    /// A card that is read fills the row in hand; where a number stands there already it is somebody
    /// else's, and the first row without one is taken.
    fn read_card(&mut self, cx: &Context<'_>, number: &str) -> Vec<Effect> {
        let (mut row, _) = self.grid.focus();
        let has_number = |at: usize| !text::line(&self.grid.value((at, NUMBER))).is_empty();
        if has_number(row) {
            let free = (row + 1..self.grid.rows()).find(|at| !has_number(*at));
            row = free.unwrap_or(self.grid.rows());
            if row == self.grid.rows() && !self.grid.push(cells_of(cx, &PersonDraft::default())) {
                return vec![Effect::Say((cx.words.problem)(&Problem::OutOfRange {
                    min: 1,
                    max: u32::try_from(SHEET_MAX).unwrap_or(u32::MAX),
                }))];
            }
        }
        self.grid.replace((row, NUMBER), number);
        let name = text::line(&self.grid.value((row, NAME)));
        self.grid.go((row, if name.is_empty() { NAME } else { PHONE }));
        vec![Effect::Hand(self.written())]
    }

    /// A number typed or read into a name goes to its cell; full cells go on.
    fn tidy(&mut self, cx: &Context<'_>, stroke: Stroke) {
        let (row, column) = self.grid.focus();
        let value = text::line(&self.grid.value((row, column)));
        let is_number = IdNumber::read_whole(&value, cx.today()).is_some();
        match column {
            NAME if is_number => {
                self.grid.replace((row, NUMBER), &value);
                self.grid.replace((row, NAME), "");
            }
            NUMBER if is_number && matches!(stroke.key, Key::Char(_)) => self.grid.go((row, column + 1)),
            PHONE if value.len() == 11 && phone::read(&value).is_ok() => self.grid.go((row, column + 1)),
            _ => {}
        }
    }
}

/// The cells of a person.
fn cells_of(cx: &Context<'_>, draft: &PersonDraft) -> Vec<Entry> {
    let roles = PartyRole::ALL.iter().map(|role| (role.word(), (cx.words.lists.party_role)(*role)));
    let role = PartyRole::from_word(&draft.role).unwrap_or(PartyRole::Petitioner);
    let at = PartyRole::ALL.iter().position(|known| *known == role);
    vec![
        Entry::Line(Line::new(&draft.name)),
        Entry::Line(Line::new(&draft.id_number)),
        Entry::Line(Line::new(&draft.phone)),
        Entry::Choice(Choice::new(roles.collect(), at)),
    ]
}

impl Screen for People {
    fn place(&self) -> Place {
        Place::PeopleSheet
    }

    fn title(&self, cx: &Context<'_>) -> String {
        format!("{} / {}", self.group.form, cx.words.people_sheet.title)
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        let words = &cx.words.people_sheet;
        vec![
            Hint::new(Action::Save, words.back),
            Hint::new(Action::NextField, cx.words.intake_screen.next),
            Hint::new(Action::Open, words.next_row),
            Hint::new(Action::Back, cx.words.back),
        ]
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        let (row, column) = self.grid.focus();
        if column == ROLE {
            return cx.words.people_sheet.role.to_owned();
        }
        (cx.words.people_sheet.hint)(row + 1, cx.words.people_sheet.headings[column + 1])
    }

    fn typing(&self) -> bool {
        true
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        match input {
            // What is written goes back either way: Esc loses nothing.
            Input::Do(Action::Save | Action::Back, _) => {
                return vec![Effect::Close(self.written())];
            }
            Input::Do(Action::Open, _) => self.next_row(cx),
            Input::Do(Action::NextField, _) if self.grid.focus().1 == ROLE => self.next_row(cx),
            Input::Do(action, _) => {
                self.grid.travel(action);
            }
            Input::Type(stroke) => {
                let mut effects = self.typed(cx, stroke);
                effects.push(Effect::Hand(self.written()));
                return effects;
            }
            Input::Paste(pasted) => {
                self.grid.paste(&pasted);
                self.tidy(cx, Stroke::plain(Key::Char(' ')));
                return vec![Effect::Hand(self.written())];
            }
            Input::Scan(number) => return self.read_card(cx, &number),
            Input::Click { x, y } => self.grid.click(x, y),
            _ => {}
        }
        Vec::new()
    }

    fn takes_scan(&self) -> bool {
        true
    }

    fn mark(&mut self) {
        self.grid.mark();
    }

    fn take_back(&mut self) {
        self.grid.take_back();
    }

    fn digit_chooses(&self) -> bool {
        self.grid.focus().1 == ROLE
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        let words = &cx.words.people_sheet;
        let mut pen = Pen::new(cx, frame, area);
        let (least, most) = self.group.representatives;
        let counts = (words.counts)(self.speakers(), most, self.filled(), &self.group.came);
        let right = format!("{}  {counts}", (words.came)(&self.group.came, &self.group.concerned));
        let right_at = area.width.saturating_sub(u16::try_from(cells::width(&right)).unwrap_or(0) + 2);
        pen.put_within(2, 0, usize::from(right_at.saturating_sub(4)), &self.group.title, Meaning::Plain);
        pen.put(right_at, 0, &right, Meaning::Plain);
        for (x, heading) in [2, 6, 19, 41, 56, REMARK].into_iter().zip(words.headings) {
            pen.put(x, 1, heading, Meaning::Label);
        }
        let height = usize::from(area.height.saturating_sub(TOP + BELOW)).max(1);
        let (focus, _) = self.grid.focus();
        let top = self.grid.top(height);
        let mut caret = None;
        for (line, row) in (0..).zip(top..self.grid.rows().min(top + height)) {
            let y = TOP + line;
            pen.put_within(1, y, 4, &format!("{:>3}", row + 1), Meaning::Dim);
            for (column, (x, width)) in AT.into_iter().enumerate() {
                let focused = self.grid.focus() == (row, column);
                let place = Rect { x: area.x + x, y: area.y + y, width, height: 1 };
                caret = self.grid.draw((row, column), pen.buffer, place).or(caret);
                if !focused && let Some(shown) = self.shown(cx, (row, column)) {
                    pen.put_within(
                        x,
                        y,
                        usize::from(width),
                        &cells::pad(&shown, usize::from(width)),
                        Meaning::Plain,
                    );
                }
            }
            if row == focus {
                pen.put(0, y, ">", Meaning::Plain);
            }
            if let Some((remark, meaning)) = self.remark(cx, row) {
                pen.put(REMARK, y, &remark, meaning);
            }
        }
        let foot = area.height.saturating_sub(BELOW - 1);
        pen.put(2, foot, &(words.rule)(most), Meaning::Dim);
        let (speak, filled) = (self.speakers(), self.filled());
        let many = self.group.came.trim().parse::<usize>().unwrap_or(0) > filled;
        if many {
            pen.put(2, foot + 1, &(words.fewer)(&self.group.came, filled), Meaning::Dim);
        }
        if speak < least {
            pen.put(2, foot + 2, &format!("{} {speak}/{least}-{most}", words.mark), Meaning::Dim);
        }
        if let Some((remark, _)) = self.remark(cx, focus) {
            pen.put(2, foot + 3, &remark, Meaning::Plain);
        }
        if let Some(caret) = caret {
            frame.set_cursor_position(caret);
        }
    }
}

impl People {
    /// A cell that has no focus: numbers in part, an ordinary role not at all.
    fn shown(&self, cx: &Context<'_>, (row, column): Cell) -> Option<String> {
        let value = text::line(&self.grid.value((row, column)));
        match column {
            NUMBER if IdNumber::read(&value, cx.today()).is_ok() => Some(masked::number(&value)),
            PHONE if phone::read(&value).is_ok() => Some(masked::phone(&value)),
            ROLE if value == PartyRole::Petitioner.word() => Some(String::new()),
            NAME | NUMBER | PHONE if value.is_empty() => Some(String::new()),
            _ => None,
        }
    }
}
