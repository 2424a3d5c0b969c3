//! 登记的版面: which fields each of the four desks has, in which order, and where they stand.

use crate::domain::case::Channel;
use crate::domain::problem::Field;

/// Up to three fields in one line: at the left, at the second pair of columns, and a short third.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    pub(super) left: Field,
    pub(super) right: Option<Field>,
    pub(super) third: Option<Field>,
}

const fn row(left: Field) -> Row {
    Row { left, right: None, third: None }
}

const fn pair(left: Field, right: Field) -> Row {
    Row { left, right: Some(right), third: None }
}

const fn three(left: Field, right: Field, third: Field) -> Row {
    Row { left, right: Some(right), third: Some(third) }
}

/// The lines above the text.
pub(super) fn above(channel: Channel) -> [Row; 6] {
    use Field::{
        Address, Addressee, Age, Caller, Channel as Form, Completeness, Concerned, IdNumber, Name,
        OnlineUser, Others, People, Phone, Platform, Postmark, Received, Rings, Sex, Signed, Source, Window,
    };
    let first = pair(Form, Source);
    let person = [pair(Name, Phone), three(IdNumber, Sex, Age), three(Address, People, Concerned)];
    let (second, last) = match channel {
        Channel::Visit => (pair(Window, Received), pair(Others, Signed)),
        Channel::Letter => (pair(Postmark, Received), pair(Addressee, Completeness)),
        Channel::Call => (pair(Caller, Received), pair(Others, Rings)),
        Channel::Online => (pair(Platform, Received), pair(Others, OnlineUser)),
    };
    let [name, number, address] = person;
    [first, second, name, number, address, last]
}

/// The lines below the text. Who handed it on is asked only where somebody did.
pub(super) fn below(channel: Channel, direct: bool) -> Vec<Row> {
    use Field::{
        Accused, Category, Confidential, IdKind, LevelSkipping, Materials, Others, Place, Publish, Purpose,
        Reply, SourceBody, SourceNumber, Title, Urgency,
    };
    // A letter's people stand beside its papers: both came in one envelope.
    let last = if channel == Channel::Letter { Others } else { IdKind };
    let mut rows = vec![
        row(Title),
        three(Purpose, Reply, Publish),
        row(Category),
        pair(Place, Accused),
        three(Urgency, Confidential, LevelSkipping),
    ];
    if !direct {
        rows.push(pair(SourceNumber, SourceBody));
    }
    rows.push(pair(Materials, last));
    rows
}

/// Every field of a desk, in the order of the eyes.
pub(super) fn order(channel: Channel, direct: bool) -> Vec<Field> {
    let fields = |row: &Row| [Some(row.left), row.right, row.third].into_iter().flatten();
    above(channel)
        .iter()
        .flat_map(fields)
        .chain([Field::Body])
        .chain(below(channel, direct).iter().flat_map(fields))
        .collect()
}

/// Fields at which Tab stops: those that are asked every time. The others are filled by default,
/// or seldom needed; the arrows go to them.
pub(super) fn stops(channel: Channel, field: Field) -> bool {
    match field {
        Field::Name
        | Field::Phone
        | Field::IdNumber
        | Field::Sex
        | Field::Age
        | Field::Address
        | Field::People
        | Field::Body
        | Field::Purpose
        | Field::Category
        | Field::Place
        | Field::Accused => true,
        Field::Postmark | Field::Completeness => channel == Channel::Letter,
        Field::Platform => channel == Channel::Online,
        _ => false,
    }
}

/// Fields marked with a star: needed before the matter can be accepted (domain.md 4.1).
pub(super) fn is_wanted(field: Field) -> bool {
    matches!(
        field,
        Field::Name
            | Field::Address
            | Field::People
            | Field::Body
            | Field::Category
            | Field::Place
            | Field::Purpose
    )
}
