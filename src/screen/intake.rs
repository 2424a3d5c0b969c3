//! 登记: one matter on one screen. Nothing stops it; what is missing is marked.

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::card::{ClockLine, clock_line, clock_note};
use super::pen::{Pen, short_day};
use super::why::Why;
use super::{Context, Effect, Handback, Hint, Input, MAIN_COLUMNS, Screen};
use crate::api::intake::{Answer as IntakeAnswer, Filed, Request as Ask};
use crate::api::{Answer, Refusal, Request};
use crate::domain::case::{Channel, Purpose, to_complete};
use crate::domain::clock::{Deadline, next_due};
use crate::domain::content_class::{self, ContentClass};
use crate::domain::draft::{FormKind, Kept};
use crate::domain::id_number::{IdNumber, Sex};
use crate::domain::intake::{self, Doubts, Draft};
use crate::domain::problem::{Field, Problem};
use crate::domain::{phone, text};
use crate::form::{Choice, Entry, Form, Line};
use crate::i18n::refusal;
use crate::keymap::{Action, Place};
use crate::theme::Meaning;
use crate::widget::cells;

/// Where values stand, and the second pair of a line.
const VALUE: u16 = 13;
const SECOND: u16 = 46;
const SECOND_VALUE: u16 = 56;
/// Lines of the request's text at 24 lines.
const TEXT_LINES: u16 = 5;
/// What a draft remembers beside its fields: the complaint about a number has been shown.
const INSISTED: &str = "insisted";

/// The registration form.
pub struct Intake {
    form: Form,
    slip: String,
    preview: Vec<Deadline>,
    previewed: Option<NaiveDate>,
    /// The complaint about a number has been shown; saving again keeps it as it is.
    insisted: bool,
    saving: bool,
    /// Which of several fitting classes is shown.
    class_at: usize,
}

impl Intake {
    /// An empty form for a matter that came today.
    pub fn new(cx: &Context<'_>) -> Intake {
        let words = cx.words;
        let channels =
            Channel::ALL.iter().map(|channel| (channel.word(), (words.channel)(*channel))).collect();
        let purposes =
            Purpose::ALL.iter().map(|purpose| (purpose.word(), (words.purpose)(*purpose))).collect();
        let sexes = Sex::ALL.iter().map(|sex| (sex.word(), (words.sex)(*sex))).collect();
        let line = |value: &str| Entry::Line(Line::new(value));
        let mut form = Form::new(vec![
            (Field::Channel, Entry::Choice(Choice::new(channels, Some(0)))),
            (Field::Received, line(&cx.today().to_string())),
            (Field::Name, line("")),
            (Field::Phone, line("")),
            (Field::IdNumber, line("")),
            (Field::Sex, Entry::Choice(Choice::new(sexes, None))),
            (Field::Age, line("")),
            (Field::Address, line("")),
            (Field::People, line("1")),
            (Field::Body, Entry::Text(Box::default())),
            (Field::Title, line("")),
            (Field::Purpose, Entry::Choice(Choice::new(purposes, None))),
            (Field::Category, line("")),
            (Field::SourceNumber, line("")),
        ]);
        form.go(Field::Name);
        Intake {
            form,
            slip: cx.slip.to_owned(),
            preview: Vec::new(),
            previewed: None,
            insisted: false,
            saving: false,
            class_at: 0,
        }
    }

    /// The form of a draft, as it was left.
    pub fn reopened(cx: &Context<'_>, kept: &Kept) -> Intake {
        let mut intake = Intake::new(cx);
        intake.form.restore(&kept.state);
        intake.slip.clone_from(&kept.slip);
        intake.insisted = kept.mark(INSISTED) == INSISTED;
        // What has been left was looked at then.
        for field in [Field::IdNumber, Field::Phone, Field::Received, Field::People, Field::Age] {
            if !intake.form.is_focused(field) {
                let problem = intake.check(cx, field);
                intake.form.complain_about(field, problem);
            }
        }
        intake
    }

    fn typed(&self) -> Draft {
        let value = |field| self.form.value(field);
        Draft {
            channel: value(Field::Channel),
            received: value(Field::Received),
            title: value(Field::Title),
            body: value(Field::Body),
            people: value(Field::People),
            purpose: value(Field::Purpose),
            category: value(Field::Category),
            source_number: value(Field::SourceNumber),
            tracks: String::new(),
            slip: self.slip.clone(),
            name: value(Field::Name),
            id_number: value(Field::IdNumber),
            sex: value(Field::Sex),
            age: value(Field::Age),
            phone: value(Field::Phone),
            address: value(Field::Address),
        }
    }

    /// Asks which clocks would start, when the day of receipt has changed.
    fn ask_preview(&mut self, cx: &Context<'_>) -> Vec<Effect> {
        let received = intake::read_received(&self.form.value(Field::Received), cx.now);
        let day = received.ok().map(|received| received.day);
        if day == self.previewed {
            return Vec::new();
        }
        self.previewed = day;
        self.preview.clear();
        day.map(|day| Effect::Ask(Request::Intake(Ask::Preview(day)))).into_iter().collect()
    }

    fn save(&mut self, cx: &Context<'_>) -> Vec<Effect> {
        let doubts = if self.insisted { Doubts::Keep } else { Doubts::Complain };
        match intake::read(&self.typed(), cx.now, doubts) {
            Ok(intake) => {
                self.saving = true;
                vec![Effect::Ask(Request::Intake(Ask::File(Box::new(intake))))]
            }
            Err(complaints) => {
                // A number that fails its check does not stop a registration: saving again keeps it.
                self.insisted = intake::read(&self.typed(), cx.now, Doubts::Keep).is_ok();
                self.form.complain(complaints);
                let mut said = self.first_complaint(cx).unwrap_or_default();
                let others: Vec<&str> = self
                    .form
                    .complaints()
                    .iter()
                    .skip(1)
                    .map(|(field, _)| (cx.words.field)(*field))
                    .collect();
                if !others.is_empty() {
                    said.push_str(&(cx.words.intake_screen.also)(&others.join(cx.words.comma)));
                }
                if self.insisted {
                    said.push_str(cx.words.semicolon);
                    said.push_str(cx.words.intake_screen.insist);
                }
                vec![Effect::Say(said)]
            }
        }
    }

    /// The complaint about the field with the focus, else the first one there is.
    fn first_complaint(&self, cx: &Context<'_>) -> Option<String> {
        let focus = self.form.focus();
        let here = self.form.complaints().iter().find(|(field, _)| *field == focus);
        here.or_else(|| self.form.complaints().first()).map(|(field, problem)| {
            (cx.words.complaint)((cx.words.field)(*field), &(cx.words.problem)(problem))
        })
    }

    /// Leaving a field looks at what stands in it, and says what is wrong beside it.
    fn leave(&mut self, cx: &Context<'_>) -> Vec<Effect> {
        let field = self.form.focus();
        let problem = self.check(cx, field);
        self.form.complain_about(field, problem);
        Vec::new()
    }

    fn check(&self, cx: &Context<'_>, field: Field) -> Option<Problem> {
        let typed = text::line(&self.form.value(field));
        match field {
            _ if typed.is_empty() => None,
            Field::IdNumber => IdNumber::read(&typed, cx.today()).err().map(Problem::IdNumber),
            Field::Phone => phone::read(&typed).err(),
            Field::Received => intake::read_received(&typed, cx.now).err(),
            Field::People => intake::read_people(&typed).err(),
            Field::Age => intake::read_age(&typed, None, Doubts::Keep).err(),
            Field::Category => content_class::read(&typed).is_none().then_some(Problem::UnknownCode),
            _ => None,
        }
    }

    fn go(&mut self, cx: &Context<'_>, next: bool) -> Vec<Effect> {
        if self.form.is_focused(Field::Category) {
            self.take_class(false);
        }
        let mut effects = self.leave(cx);
        if next {
            let told = self.form.is_focused(Field::IdNumber)
                && IdNumber::read(&self.form.value(Field::IdNumber), cx.today()).is_ok();
            self.form.next();
            // The number has filled sex and age; Up goes back to them.
            if told {
                self.form.go(Field::Address);
            }
        } else {
            self.form.previous();
        }
        effects.extend(self.ask_preview(cx));
        effects
    }

    /// Writes out the class that was typed short: the only one that fits, or, with Enter, the one
    /// of several that is shown.
    fn take_class(&mut self, chosen: bool) {
        let typed = text::line(&self.form.value(Field::Category));
        let fitting = proposals(&typed);
        let class = match fitting.as_slice() {
            [only] => Some(only),
            several if chosen => several.get(self.class_at),
            _ => None,
        };
        if let Some(class) = class.filter(|class| class.code != typed) {
            let code = class.code;
            self.form.replace(Field::Category, code);
        }
        self.class_at = 0;
    }

    /// Up and Down go through the classes that fit, while there are several.
    fn browse_classes(&mut self, down: bool) -> bool {
        let fitting = proposals(&text::line(&self.form.value(Field::Category))).len();
        if !self.form.is_focused(Field::Category) || fitting < 2 {
            return false;
        }
        self.class_at =
            if down { (self.class_at + 1) % fitting } else { (self.class_at + fitting - 1) % fitting };
        true
    }

    fn filed(&self, cx: &Context<'_>, filed: &Filed) -> Vec<Effect> {
        let words = &cx.words.intake_screen;
        let due =
            filed.due.as_ref().map(|due| (short_day(cx, due.due), (cx.words.clock)(&due.clock, &due.title)));
        let said = (words.registered)(&filed.number, due.as_ref().map(|(day, clock)| (day.as_str(), *clock)));
        let fields: Vec<&str> = filed.to_complete.iter().map(|field| (cx.words.field)(*field)).collect();
        let gaps = if fields.is_empty() {
            String::new()
        } else {
            (words.gaps)(fields.len(), &fields.join(cx.words.comma))
        };
        vec![Effect::Say(format!("{said}{gaps}")), Effect::Close(Handback::Registered(filed.key))]
    }

    fn act(&mut self, cx: &Context<'_>, action: Action, stroke: crate::keymap::Stroke) -> Vec<Effect> {
        match action {
            Action::Back => vec![Effect::Close(Handback::Nothing)],
            Action::Save => {
                self.take_class(false);
                self.save(cx)
            }
            // In a text of many lines Enter breaks the line and Tab leaves.
            Action::Open if self.form.in_text() => {
                self.form.stroke(stroke);
                Vec::new()
            }
            Action::Up | Action::Down if self.form.line_move(stroke) => Vec::new(),
            Action::Up | Action::Down if self.browse_classes(action == Action::Down) => Vec::new(),
            Action::Open | Action::NextField | Action::Down => {
                if action == Action::Open && self.form.is_focused(Field::Category) {
                    self.take_class(true);
                }
                self.go(cx, true)
            }
            Action::PreviousField | Action::Up => self.go(cx, false),
            Action::Why => {
                let first = self.preview.first();
                let why = first.map(|clock| Why::of_form(clock.start));
                why.map(|why| Effect::Open(Box::new(why))).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    /// What stands at the right of a field: its complaint, else what was understood.
    fn beside(&self, cx: &Context<'_>, field: Field) -> (String, Meaning) {
        let words = cx.words;
        if let Some(problem) = self.form.complaint(field) {
            return ((words.problem)(problem), Meaning::Complaint);
        }
        let typed = text::line(&self.form.value(field));
        let understood = match field {
            Field::IdNumber => IdNumber::read(&typed, cx.today()).ok().map(|number| {
                let sex = (words.sex)(number.sex());
                (words.intake_screen.id_number)(
                    sex,
                    number.age_on(cx.today()),
                    &number.division().unwrap_or_default(),
                )
            }),
            Field::Category => match proposals(&typed).as_slice() {
                [] if typed.is_empty() => None,
                [] => Some(words.intake_screen.no_class.to_owned()),
                [only] => Some(only.path.to_owned()),
                several => several
                    .get(self.class_at)
                    .map(|class| format!("{}/{} {}", self.class_at + 1, several.len(), class.path)),
            },
            Field::Title if typed.is_empty() => {
                let title = text::first_sentence(&text::paragraphs(&self.form.value(Field::Body)), 40);
                (!title.is_empty()).then(|| (words.intake_screen.title_from_text)(&title))
            }
            _ => None,
        };
        (understood.unwrap_or_default(), Meaning::Dim)
    }

    fn draw_field(
        &self,
        cx: &Context<'_>,
        pen: &mut Pen<'_>,
        field: Field,
        at: (u16, u16),
        width: u16,
    ) -> Option<ratatui::layout::Position> {
        let (x, y) = at;
        if y >= pen.area.height {
            return None;
        }
        let label = (cx.words.field)(field);
        let mark = if matches!(field, Field::Name | Field::Address | Field::Body | Field::Category) {
            "*"
        } else {
            ""
        };
        let (label_x, value_x) = if x < SECOND { (2, VALUE) } else { (SECOND, SECOND_VALUE) };
        pen.put_within(label_x, y, usize::from(value_x - label_x), &format!("{label}{mark}"), Meaning::Label);
        if self.form.is_focused(field) {
            let at = label_x.saturating_sub(2);
            pen.put_within(at, y, 1, ">", Meaning::Plain);
        }
        let area = Rect { x: pen.area.x + value_x, y: pen.area.y + y, width, height: 1 };
        self.form.draw(field, pen.buffer, area)
    }
}

/// The class whose code or name was typed, else all whose initials or name fit.
fn proposals(typed: &str) -> Vec<ContentClass> {
    const MANY: usize = 99;
    if typed.is_empty() {
        return Vec::new();
    }
    content_class::read(typed).map_or_else(|| content_class::matching(typed, MANY), |class| vec![class])
}

impl Screen for Intake {
    fn place(&self) -> Place {
        Place::Intake
    }

    fn title(&self, cx: &Context<'_>) -> String {
        let channel = Channel::from_word(&self.form.value(Field::Channel)).unwrap_or(Channel::Visit);
        (cx.words.intake_screen.title)((cx.words.channel)(channel))
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        let words = &cx.words.intake_screen;
        vec![
            Hint::new(Action::Save, words.save),
            Hint::new(Action::NextField, words.next),
            Hint::new(Action::PreviousField, words.previous),
            Hint::new(Action::Back, cx.words.back),
            Hint::new(Action::Why, cx.words.why.key),
        ]
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        if self.saving {
            return cx.words.saving.to_owned();
        }
        // What is wrong elsewhere has been said once, and is said again at the save.
        let field = self.form.focus();
        if self.form.complaint(field).is_some() && !matches!(self.form.entry(field), Some(Entry::Choice(_))) {
            return self.first_complaint(cx).unwrap_or_default();
        }
        match self.form.entry(field) {
            Some(Entry::Choice(choice)) => choice.menu(),
            _ => (cx.words.intake_screen.hint)(field).to_owned(),
        }
    }

    fn typing(&self) -> bool {
        true
    }

    fn unsaved(&self) -> bool {
        self.form.touched() && !self.saving
    }

    fn draft(&self, cx: &Context<'_>) -> Option<Kept> {
        let label = (cx.words.field)(self.form.focus());
        let kept = || Kept {
            slip: self.slip.clone(),
            marks: self.insisted.then(|| (INSISTED.to_owned(), INSISTED.to_owned())).into_iter().collect(),
            ..Kept::new(FormKind::Intake, self.title(cx), label, self.form.snapshot())
        };
        self.form.touched().then(kept)
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        match input {
            Input::Opened => self.ask_preview(cx),
            Input::Do(action, stroke) => self.act(cx, action, stroke),
            Input::Type(stroke) => {
                if self.form.stroke(stroke) {
                    self.insisted = false;
                    self.class_at = 0;
                }
                Vec::new()
            }
            Input::Paste(pasted) => {
                self.form.paste(&pasted);
                self.insisted = false;
                Vec::new()
            }
            Input::Click { x, y } => {
                self.form.click(x, y);
                Vec::new()
            }
            Input::Told(Ok(Answer::Intake(IntakeAnswer::Preview(clocks)))) => {
                // An answer about the day that stood there before is old.
                if clocks.first().is_none_or(|clock| Some(clock.start) == self.previewed) {
                    self.preview = clocks;
                }
                Vec::new()
            }
            // A draft whose matter was registered in the moment before its desk was killed.
            Input::Told(Ok(Answer::Intake(IntakeAnswer::Filed(filed)))) if filed.already => vec![
                Effect::Say((cx.words.drafts.already)(&filed.number)),
                Effect::Close(Handback::Registered(filed.key)),
            ],
            Input::Told(Ok(Answer::Intake(IntakeAnswer::Filed(filed)))) => self.filed(cx, &filed),
            Input::Told(Err(refused)) => {
                self.saving = false;
                if let Refusal::Invalid(complaints) = &refused {
                    self.form.complain(complaints.clone());
                }
                vec![Effect::Say(refusal(cx.words, &refused))]
            }
            Input::Back(Handback::Leave) => vec![Effect::Close(Handback::Nothing)],
            Input::Told(Ok(_)) | Input::Back(_) | Input::Changed(_) | Input::Resized => Vec::new(),
        }
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        let area = Rect { width: area.width.min(MAIN_COLUMNS), ..area };
        let mut pen = Pen::new(cx, frame, area);
        let words = &cx.words.intake_screen;
        let mut caret = None;
        // Left and right of the same line; then what stands beside a lone field.
        let lines = [
            (0, Field::Channel, 28, Some((Field::Received, 22))),
            (1, Field::Name, 30, Some((Field::Phone, 22))),
            (2, Field::IdNumber, 24, None),
            (3, Field::Sex, 10, Some((Field::Age, 10))),
            (4, Field::Address, 30, Some((Field::People, 10))),
        ];
        for (y, left, width, right) in lines {
            caret = caret.or(self.draw_field(cx, &mut pen, left, (2, y), width));
            if let Some((right, width)) = right {
                caret = caret.or(self.draw_field(cx, &mut pen, right, (SECOND, y), width));
            }
        }
        let (beside, meaning) = self.beside(cx, Field::IdNumber);
        pen.put(VALUE + 25, 2, &beside, meaning);

        // The text takes the lines that the terminal has more than 24.
        let text_top = 6;
        let text_lines = area.height.saturating_sub(21) + TEXT_LINES;
        pen.put(2, text_top, &format!("{}*", (cx.words.field)(Field::Body)), Meaning::Label);
        if self.form.is_focused(Field::Body) {
            pen.put(0, text_top, ">", Meaning::Plain);
        }
        if let Some(Entry::Text(text)) = self.form.entry(Field::Body)
            && text.hidden_above() > 0
        {
            pen.put_within(2, text_top + 1, 10, &(words.above)(text.hidden_above()), Meaning::Dim);
        }
        let text_area = Rect {
            x: area.x + VALUE,
            y: area.y + text_top,
            width: area.width.saturating_sub(VALUE + 2),
            height: text_lines.min(area.height.saturating_sub(text_top)),
        };
        caret = caret.or(self.form.draw(Field::Body, pen.buffer, text_area));

        let mut y = text_top + text_lines + 1;
        for (field, width) in
            [(Field::Title, 63), (Field::Purpose, 30), (Field::Category, 16), (Field::SourceNumber, 30)]
        {
            caret = caret.or(self.draw_field(cx, &mut pen, field, (2, y), width));
            let (beside, meaning) = self.beside(cx, field);
            if field == Field::Title && !self.form.is_focused(Field::Title) {
                if !beside.is_empty() {
                    pen.put(VALUE, y, &beside, meaning);
                }
            } else if field != Field::Title {
                pen.put(VALUE + width + 1, y, &beside, meaning);
            }
            y += 1;
        }
        y += 1;
        let first = next_due(&self.preview);
        let wide = usize::from(area.width - VALUE - 1);
        for (at, clock) in self.preview.iter().enumerate() {
            let ClockLine { name, day, from, basis } = clock_line(cx, clock, wide);
            if at == 0 {
                pen.put(2, y, words.will_start, Meaning::Label);
            }
            pen.put_within(VALUE, y, wide, &format!("{name}  {day}"), Meaning::Plain);
            y += 1;
            if first.is_some_and(|first| first == clock) {
                pen.put_within(VALUE, y, wide, &format!("{from}  {basis}"), Meaning::Dim);
                y += 1;
                if let Some(note) = clock_note(cx.words, clock) {
                    for line in cells::wrap(&note, wide).iter().take(2) {
                        pen.put(VALUE, y, line, Meaning::Dim);
                        y += 1;
                    }
                }
            }
        }
        let fitting = proposals(&text::line(&self.form.value(Field::Category)));
        let category = if let [only] = fitting.as_slice() { only.code } else { "" };
        let missing =
            to_complete(&self.form.value(Field::Name), &self.form.value(Field::Address), Some(category));
        if !missing.is_empty() {
            let fields: Vec<&str> = missing.iter().map(|field| (cx.words.field)(*field)).collect();
            pen.put(2, y, cx.words.to_add, Meaning::Label);
            pen.put(
                VALUE,
                y,
                &format!("{}  {}", fields.join(cx.words.comma), words.does_not_stop),
                Meaning::Plain,
            );
        }
        // A complaint about a field in a pair stands in the notice line; its field is marked.
        for (field, x, y) in [
            (Field::Received, 53, 0),
            (Field::Phone, 53, 1),
            (Field::Age, 53, 3),
            (Field::People, 53, 4),
            (Field::Name, 11, 1),
            (Field::Sex, 11, 3),
            (Field::Address, 11, 4),
        ] {
            if self.form.complaint(field).is_some() {
                pen.put(x, y, "!", Meaning::Complaint);
            }
        }
        if let Some(caret) = caret {
            frame.set_cursor_position(caret);
        }
    }
}
