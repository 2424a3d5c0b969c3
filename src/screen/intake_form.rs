//! 登记的栏: what stands in each field of the registration form, how it is read back, and what is
//! shown of it.

use chrono::NaiveDate;

use super::Context;
use super::card::{ClockLine, clock_line, clock_note};
use super::intake::Intake;
use super::intake_page;
use super::pen::{Pen, short_day};
use crate::domain::case::{Channel, Purpose, Urgency, to_complete};
use crate::domain::clock::next_due;
use crate::domain::content_class::{self, ContentClass};
use crate::domain::credit_code;
use crate::domain::id_number::{IdNumber, Sex};
use crate::domain::initials;
use crate::domain::intake::Draft;
use crate::domain::masked::{self, Personal};
use crate::domain::party::{IdKind, PartyRole};
use crate::domain::problem::{Field, Problem};
use crate::domain::receipt::{Completeness, Platform, ReplyWay, Signed, Source};
use crate::domain::{phone, text};
use crate::form::{Choice, Entry, Form, Line, Lookup, Offer};
use crate::theme::Meaning;
use crate::widget::cells;

const VALUE: u16 = 13;
/// Lines of the body at 24 lines.
const SMALL: u16 = 21;

/// Fields that are looked at when they are left.
pub(super) const CHECKED: [Field; 9] = [
    Field::IdNumber,
    Field::Phone,
    Field::Received,
    Field::People,
    Field::Concerned,
    Field::Age,
    Field::Postmark,
    Field::Rings,
    Field::Category,
];

/// The field of this form that is kept under this word.
pub(super) fn field_of(word: &str) -> Option<Field> {
    let mut fields = Channel::ALL.iter().flat_map(|channel| intake_page::order(*channel, false));
    fields.find(|field| field.word() == word)
}

/// Every field of every desk, empty or filled by default.
pub(super) fn entries(cx: &Context<'_>) -> Vec<(Field, Entry)> {
    let words = cx.words;
    let lists = &words.lists;
    /// The values of a list as a coded field.
    macro_rules! choice {
        ($list:ident, $words:expr, $chosen:expr) => {{
            let options = $list::ALL.iter().map(|value| (value.word(), ($words)(*value))).collect();
            Entry::Choice(Choice::new(options, $chosen))
        }};
    }
    let line = |value: &str| Entry::Line(Line::new(value));
    let yes_no = || Entry::Choice(Choice::new(vec![("yes", lists.yes), ("no", lists.no)], Some(1)));
    // What they offer comes from the office.
    let lookup = || Entry::Lookup(Box::new(Lookup::new(Vec::new(), false, "")));
    vec![
        (Field::Channel, choice!(Channel, words.channel, Some(0))),
        (Field::Source, choice!(Source, lists.source, Some(0))),
        (Field::Received, line(&received_now(cx, Channel::Visit))),
        (Field::Window, line("")),
        (Field::Postmark, line("")),
        (Field::Caller, line("")),
        (Field::Platform, choice!(Platform, lists.platform, None)),
        (Field::Name, line("")),
        (Field::Phone, line("")),
        (Field::IdNumber, line("")),
        (Field::Sex, choice!(Sex, words.sex, None)),
        (Field::Age, line("")),
        (Field::Address, line("")),
        (Field::People, line("1")),
        (Field::Concerned, line("")),
        (Field::Others, line("")),
        (Field::Signed, choice!(Signed, lists.signed, None)),
        (Field::Addressee, line("")),
        (Field::Completeness, choice!(Completeness, lists.completeness, None)),
        (Field::Rings, line("")),
        (Field::OnlineUser, line("")),
        (Field::Body, Entry::Text(Box::default())),
        (Field::Title, line("")),
        (Field::Purpose, choice!(Purpose, words.purpose, None)),
        (Field::Reply, choice!(ReplyWay, lists.reply, Some(0))),
        (Field::Publish, yes_no()),
        (Field::Category, line("")),
        (Field::Place, lookup()),
        (Field::Accused, lookup()),
        (Field::Urgency, choice!(Urgency, lists.urgency, None)),
        (Field::Confidential, yes_no()),
        (Field::LevelSkipping, yes_no()),
        (Field::SourceNumber, line("")),
        (Field::SourceBody, line("")),
        (Field::Materials, line("")),
        (Field::IdKind, choice!(IdKind, lists.id_kind, None)),
    ]
}

/// What the receipt says until somebody says otherwise: now where somebody came or called, today
/// where something arrived.
pub(super) fn received_now(cx: &Context<'_>, channel: Channel) -> String {
    match channel {
        Channel::Visit | Channel::Call => cx.now.format("%Y-%m-%d %H:%M").to_string(),
        Channel::Letter | Channel::Online => cx.today().to_string(),
    }
}

/// What stands in the fields. Fields that this desk does not have say nothing.
pub(super) fn draft(form: &Form) -> Draft {
    let value = |field| if form.is_shown(field) { form.value(field) } else { String::new() };
    Draft {
        channel: value(Field::Channel),
        received: value(Field::Received),
        title: value(Field::Title),
        body: value(Field::Body),
        people: value(Field::People),
        purpose: value(Field::Purpose),
        category: value(Field::Category),
        source_number: value(Field::SourceNumber),
        name: value(Field::Name),
        id_kind: value(Field::IdKind),
        id_number: value(Field::IdNumber),
        sex: value(Field::Sex),
        age: value(Field::Age),
        phone: value(Field::Phone),
        address: value(Field::Address),
        concerned: value(Field::Concerned),
        place: value(Field::Place),
        urgency: value(Field::Urgency),
        source: value(Field::Source),
        source_body: value(Field::SourceBody),
        accused: value(Field::Accused),
        confidential: value(Field::Confidential),
        publish: value(Field::Publish),
        reply: value(Field::Reply),
        signed: value(Field::Signed),
        level_skipping: value(Field::LevelSkipping),
        window: value(Field::Window),
        postmark: value(Field::Postmark),
        addressee: value(Field::Addressee),
        completeness: value(Field::Completeness),
        caller: value(Field::Caller),
        rings: value(Field::Rings),
        platform: value(Field::Platform),
        online_user: value(Field::OnlineUser),
        ..Draft::default()
    }
}

/// What stood in this field of a matter registered before.
pub(super) fn value_of(draft: &Draft, field: Field) -> String {
    let value = match field {
        Field::Received => &draft.received,
        Field::Title => &draft.title,
        Field::Body => &draft.body,
        Field::People => &draft.people,
        Field::Purpose => &draft.purpose,
        Field::Category => &draft.category,
        Field::SourceNumber => &draft.source_number,
        Field::Name => &draft.name,
        Field::IdKind => &draft.id_kind,
        Field::IdNumber => &draft.id_number,
        Field::Sex => &draft.sex,
        Field::Age => &draft.age,
        Field::Phone => &draft.phone,
        Field::Address => &draft.address,
        Field::Concerned => &draft.concerned,
        Field::Place => &draft.place,
        Field::Urgency => &draft.urgency,
        Field::Source => &draft.source,
        Field::SourceBody => &draft.source_body,
        Field::Accused => &draft.accused,
        Field::Reply => &draft.reply,
        Field::Signed => &draft.signed,
        Field::Window => &draft.window,
        Field::Postmark => &draft.postmark,
        Field::Addressee => &draft.addressee,
        Field::Completeness => &draft.completeness,
        Field::Caller => &draft.caller,
        Field::Rings => &draft.rings,
        Field::Platform => &draft.platform,
        Field::OnlineUser => &draft.online_user,
        _ => return String::new(),
    };
    value.clone()
}

/// Can nothing more follow? Then the field goes on by itself.
pub(super) fn is_full(form: &Form, field: Field, today: NaiveDate) -> bool {
    let typed = text::line(&form.value(field));
    match form.entry(field) {
        // A digit has chosen; of letters more may follow.
        Some(Entry::Choice(choice)) => choice.is_settled() && field != Field::Channel,
        _ => match field {
            Field::IdNumber => {
                IdNumber::read_whole(&typed, today).is_some() || credit_code::read(&typed).is_ok()
            }
            Field::Phone | Field::Caller => typed.len() == 11 && phone::read(&typed).is_ok(),
            Field::Category => typed.len() == 6 && content_class::by_code(&typed).is_some(),
            _ => false,
        },
    }
}

/// What is wrong with the number, by the kind of document that was chosen.
pub(super) fn number_problem(form: &Form, today: NaiveDate) -> Option<Problem> {
    let typed = text::line(&form.value(Field::IdNumber));
    match IdKind::from_word(&form.value(Field::IdKind)) {
        None | Some(IdKind::Card) => {
            let fault = IdNumber::read(&typed, today).err()?;
            credit_code::read(&typed).is_err().then_some(Problem::IdNumber(fault))
        }
        Some(IdKind::CreditCode) => credit_code::read(&typed).err().map(Problem::CreditCode),
        Some(_) => None,
    }
}

/// Sex, age and division that a valid number tells.
pub(super) fn told(cx: &Context<'_>, form: &Form) -> Option<String> {
    let typed = text::line(&form.value(Field::IdNumber));
    let words = &cx.words.intake_screen;
    match IdNumber::read(&typed, cx.today()) {
        Ok(number) => {
            let age = number.age_on(cx.today());
            let division = number.division().unwrap_or_default();
            Some((words.id_number)((cx.words.sex)(number.sex()), age, &division))
        }
        Err(_) => credit_code::read(&typed).is_ok().then(|| words.organisation.to_owned()),
    }
}

/// The town whose initials or name were typed and nothing else.
pub(super) fn town<'a>(places: &'a [Offer], typed: &str) -> Option<&'a Offer> {
    let folded = typed.to_lowercase();
    if !initials::looks_like(&folded) {
        return None;
    }
    places.iter().find(|(_, name)| initials::of(name).contains(&folded))
}

/// The class whose code or name was typed, else all whose initials or name fit.
pub(super) fn classes(typed: &str) -> Vec<ContentClass> {
    const MANY: usize = 99;
    if typed.is_empty() {
        return Vec::new();
    }
    content_class::read(typed).map_or_else(|| content_class::matching(typed, MANY), |class| vec![class])
}

/// What was understood of a class, while it is typed.
pub(super) fn class_words(intake: &Intake, cx: &Context<'_>) -> String {
    let typed = text::line(&intake.form.value(Field::Category));
    match classes(&typed).as_slice() {
        [] if typed.is_empty() => String::new(),
        [] => cx.words.intake_screen.no_class.to_owned(),
        [only] => only.path.to_owned(),
        several => several
            .get(intake.class_at)
            .map(|class| format!("{}/{} {}", intake.class_at + 1, several.len(), class.path))
            .unwrap_or_default(),
    }
}

/// What is shown in the place of a field that has no focus, where that is not simply its value.
pub(super) fn shown(intake: &Intake, cx: &Context<'_>, field: Field) -> Option<(String, Meaning)> {
    let words = &cx.words.intake_screen;
    let value = intake.form.value(field);
    let typed = text::line(&value);
    let plain = |text: String| Some((text, Meaning::Plain));
    let known = intake.known.as_ref();
    match field {
        // Shown in full only while it is being typed; wrong ones stay readable for correction.
        Field::Phone | Field::Caller if phone::read(&typed).is_ok() => plain(masked::phone(&typed)),
        Field::IdNumber if !typed.is_empty() && number_problem(&intake.form, cx.today()).is_none() => {
            plain(masked::number(&typed))
        }
        Field::Address if !typed.is_empty() => plain(masked::address(&typed)),
        Field::Name if typed.is_empty() => known.and_then(|person| from_record(&person.name)),
        Field::Phone if typed.is_empty() => known.and_then(|person| from_record(&person.phone)),
        Field::Address if typed.is_empty() => known.and_then(|person| from_record(&person.address)),
        Field::Category if !typed.is_empty() => {
            let path = content_class::read(&typed).map_or(String::new(), |class| class.path.to_owned());
            if path.is_empty() {
                return plain(format!("{typed}  {}", class_words(intake, cx)));
            }
            plain(format!("{typed}  {path}"))
        }
        Field::Place if !typed.is_empty() => {
            let Some(Entry::Lookup(lookup)) = intake.form.entry(field) else { return None };
            let name = lookup.offers().iter().find(|(code, _)| *code == typed).map(|(_, name)| name.clone());
            plain(name.unwrap_or(typed))
        }
        Field::Title if typed.is_empty() => {
            let title = text::first_sentence(&text::paragraphs(&intake.form.value(Field::Body)), 40);
            (!title.is_empty()).then(|| ((words.title_from_text)(&title), Meaning::Dim))
        }
        Field::Others => {
            let rows = intake.others.iter().filter(|row| !row.is_empty());
            let count = rows.clone().count();
            let speak = rows.filter(|row| row.role == PartyRole::Representative.word()).count();
            if count == 0 {
                return None;
            }
            let most = crate::domain::party::REPRESENTATIVES_MAX;
            let speak = if speak == 0 {
                String::new()
            } else {
                format!("  {}", (words.representatives)(speak, most))
            };
            plain(format!("{}{speak}", (words.others)(count)))
        }
        Field::Materials => {
            let count = intake.materials.iter().filter(|row| !row.is_empty()).count();
            (count > 0).then(|| ((words.papers)(count), Meaning::Plain))
        }
        _ => None,
    }
}

/// What the records know and nobody has typed.
fn from_record(value: &Personal) -> Option<(String, Meaning)> {
    (!value.is_empty()).then(|| (value.reveal().to_owned(), Meaning::Dim))
}

/// Below the fields: what will start, what is still to add.
pub(super) fn draw_foot(intake: &Intake, cx: &Context<'_>, pen: &mut Pen<'_>, top: u16) {
    let words = &cx.words.intake_screen;
    let wide = usize::from(pen.area.width - VALUE - 1);
    if let Some(alike) = intake.alike.line(cx) {
        pen.put(2, top, cx.words.similar.label, Meaning::Label);
        pen.put(VALUE, top, &alike, Meaning::Near);
    }
    let mut y = top + 1;
    if let Some(clock) = next_due(&intake.preview) {
        let ClockLine { name, day, from, basis } = clock_line(cx, clock, wide);
        pen.put(2, y, words.will_start, Meaning::Label);
        let note = clock_note(cx.words, clock).unwrap_or_default();
        // What does not fit whole is left for F9.
        let mut said = format!("{name}  {day}");
        for part in [from, basis] {
            if cells::width(&said) + 2 + cells::width(&part) <= wide {
                said.push_str(&format!("  {part}"));
            }
        }
        pen.put(VALUE, y, &said, Meaning::Plain);
        y += 1;
        if !note.is_empty() {
            // Where there is room for one line, whole clauses of it; F9 tells the rest.
            let lines = cells::wrap(&note, wide);
            let tall = pen.area.height > SMALL;
            let whole = |line: &String| match line.rsplit_once(cx.words.semicolon) {
                Some((clauses, _)) if lines.len() > 1 => clauses.to_owned(),
                _ => line.clone(),
            };
            let shown: Vec<String> = if tall {
                lines.iter().take(2).cloned().collect()
            } else {
                lines.first().map(whole).into_iter().collect()
            };
            for line in shown {
                pen.put(VALUE, y, &line, Meaning::Dim);
                y += 1;
            }
        }
    }
    if let Some(person) = &intake.known
        && let Some(last) = person.last
    {
        // The complaint of what is missing gives way: the office knows name and address.
        pen.put_within(VALUE, y, wide, &(words.known)(&short_day(cx, last)), Meaning::Dim);
        return;
    }
    let fitting = classes(&text::line(&intake.form.value(Field::Category)));
    let category = if let [only] = fitting.as_slice() { only.code } else { "" };
    let missing =
        to_complete(&intake.form.value(Field::Name), &intake.form.value(Field::Address), Some(category));
    if !missing.is_empty() {
        let fields: Vec<&str> = missing.iter().map(|field| (cx.words.field)(*field)).collect();
        pen.put(2, y, cx.words.to_add, Meaning::Label);
        let said = format!("{}  {}", fields.join(cx.words.comma), words.does_not_stop);
        pen.put_within(VALUE, y, wide, &cells::cut(&said, wide), Meaning::Plain);
    }
}
