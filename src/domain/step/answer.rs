//! 送达和答复 (G20): the paper reaches the petitioner, or the answer is given by word of mouth, and
//! then no time for an appeal begins (decision 2).

use super::part::{may, must};
use super::{HOW, Kind, Part, Step, YES_NO};
use crate::domain::access;
use crate::domain::case::{Purpose, State};
use crate::domain::paper::PaperKind;
use crate::domain::problem::{Barrier, Problem};
use crate::domain::rule::Start;

/// 送达: the service receipt (F30). An important opinion is handed over and signed for (S004-50).
pub const SERVE: Step = Step {
    name: "serve",
    from: &[State::Issued],
    to: Some(State::Served),
    begins: &[Start::Served],
    who: access::may_tell,
    parts: &[
        must(Part::ServedBy, Kind::OneOf(&["in_person", "registered_post", "other"])),
        must(Part::On, Kind::PastDay),
        must(Part::Server, Kind::Line),
        must(Part::Receipt, Kind::OneOf(&["signed", "refused"])),
        may(Part::Witness, Kind::Line),
        may(Part::Mail, Kind::Line),
    ],
    needs: |given, ground| {
        let mut found = Vec::new();
        let missing = |part| Barrier::Part(part, Problem::Missing);
        if given.is(Part::Receipt, "refused") && given.get(Part::Witness).is_empty() {
            found.push(missing(Part::Witness));
        }
        if given.is(Part::ServedBy, "registered_post") && given.get(Part::Mail).is_empty() {
            found.push(missing(Part::Mail));
        }
        if ground.is_important() && !given.is(Part::ServedBy, "in_person") {
            found.push(Barrier::InPerson);
        }
        found
    },
    papers: &[PaperKind::ServiceReceipt],
    leaves: true,
    ..Step::PLAIN
};

/// 口头答复: a simple matter or an enquiry is answered by word of mouth, with the offer of a paper;
/// no time for an appeal begins.
pub const ANSWER_ORALLY: Step = Step {
    name: "answer_orally",
    from: &[State::SignedFor, State::Accepted, State::Working],
    to: Some(State::Done),
    begins: &[Start::Finished],
    who: access::may_handle,
    parts: &[
        must(Part::Answer, Kind::Text),
        must(Part::Basis, Kind::Line),
        must(Part::By, Kind::OneOf(&["called", "came", "visited", "message"])),
        must(Part::Paper, Kind::OneOf(&["declined"])),
        may(Part::On, Kind::PastDay),
    ],
    fits: |ground| ground.is_simplified() || ground.case.purpose == Some(Purpose::Enquiry),
    ..Step::PLAIN
};

/// 建议答复: adopted, partly, not, and why (article 29, F28). Article 34 has no limit for it.
pub const ANSWER_SUGGESTION: Step = Step {
    name: "answer_suggestion",
    from: &[State::SignedFor, State::Accepted, State::Working],
    to: Some(State::Done),
    begins: &[Start::Finished],
    who: access::may_handle,
    parts: &[
        must(Part::Adoption, Kind::OneOf(&["adopted", "partly", "not"])),
        must(Part::Why, Kind::Text),
        must(Part::How, HOW),
        may(Part::Reward, YES_NO),
        may(Part::On, Kind::PastDay),
    ],
    fits: |ground| ground.case.purpose == Some(Purpose::Suggestion),
    papers: &[PaperKind::SuggestionReply],
    leaves: true,
    ..Step::PLAIN
};

/// 答复热线中心: what the department found goes back to the hotline (S004-54 to 56, F19).
pub const ANSWER_ORDER: Step = Step {
    name: "answer_order",
    from: &[State::Audited],
    to: Some(State::Done),
    begins: &[Start::OrderClosed, Start::Finished],
    who: access::may_dispatch,
    parts: &[must(Part::Answer, Kind::Text), may(Part::Number, Kind::Line), may(Part::On, Kind::PastDay)],
    guard: |ground| {
        // S004-56: an important one is seen by the leader in charge first.
        let seen = ground.life.has_taken_since("approve", &["draft"]);
        if ground.is_important() && !seen { vec![Barrier::First { step: "approve" }] } else { Vec::new() }
    },
    fits: |ground| ground.is_hotline(),
    papers: &[PaperKind::HotlineOrder],
    leaves: true,
    ..Step::PLAIN
};
