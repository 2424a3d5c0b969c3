//! 案卷里的收件: how the matter came, who came along, which papers were handed in.

use super::Context;
use super::block::Block;
use super::pen::short_day;
use crate::api::cases::CaseCard;
use crate::domain::problem::Field;
use crate::theme::Meaning;

/// Lines of each of them.
const LINES: usize = 3;

/// What belongs to the receipt.
pub(super) fn blocks(cx: &Context<'_>, card: &CaseCard, width: u16) -> Vec<Block> {
    let words = cx.words;
    let mut blocks = Vec::new();
    let mut put = |label: &str, text: &str| {
        blocks.push(Block::labelled(4, label, text, (width, LINES), Meaning::Plain));
    };
    let others: Vec<String> = card
        .parties
        .iter()
        .skip(1)
        .map(|party| format!("{} {}", (words.lists.party_role)(party.role), party.person.name.reveal()))
        .collect();
    if !others.is_empty() {
        put((words.field)(Field::Others), &others.join(words.comma));
    }
    let facts = facts(cx, card);
    if !facts.is_empty() {
        put(words.case_screen.came, &facts.join("  "));
    }
    let papers: Vec<String> = card
        .materials
        .iter()
        .map(|material| {
            let pages = material.pages.map(|pages| format!("/{pages}")).unwrap_or_default();
            let kind = (words.lists.material_kind)(material.kind);
            format!("{} {kind} {}{pages}", material.name, material.copies)
        })
        .collect();
    if !papers.is_empty() {
        put((words.field)(Field::Materials), &papers.join(words.comma));
    }
    blocks
}

/// What was said beside the matter itself, each with its label; what is as always says nothing.
fn facts(cx: &Context<'_>, card: &CaseCard) -> Vec<String> {
    let (words, lists) = (cx.words, &cx.words.lists);
    let mut facts = Vec::new();
    let mut fact = |field: Field, value: &str| {
        if !value.is_empty() {
            facts.push(format!("{} {value}", (words.field)(field)));
        }
    };
    fact(Field::Urgency, card.urgency.map_or("", |urgency| (lists.urgency)(urgency)));
    fact(Field::Concerned, &card.concerned.map(|count| count.to_string()).unwrap_or_default());
    fact(Field::Place, &card.place);
    let Some(receipt) = &card.receipt else { return facts };
    let direct = crate::domain::receipt::Source::Direct;
    fact(Field::Accused, receipt.accused.reveal());
    let source =
        receipt.source.filter(|source| *source != direct).map_or("", |source| (lists.source)(source));
    fact(Field::Source, source);
    fact(Field::SourceBody, &receipt.source_body);
    fact(Field::Confidential, if receipt.asked_secret { lists.yes } else { "" });
    fact(Field::LevelSkipping, if receipt.level_skipping { lists.yes } else { "" });
    fact(Field::Publish, if receipt.publish { lists.yes } else { "" });
    fact(Field::Reply, receipt.reply.map_or("", |reply| (lists.reply)(reply)));
    fact(Field::Signed, receipt.signed.map_or("", |signed| (lists.signed)(signed)));
    fact(Field::Window, &receipt.window);
    fact(Field::Postmark, &receipt.postmark.map(|day| short_day(cx, day)).unwrap_or_default());
    fact(Field::Addressee, &receipt.addressee);
    fact(Field::Completeness, receipt.completeness.map_or("", |found| (lists.completeness)(found)));
    fact(Field::Caller, receipt.caller.reveal());
    fact(Field::Rings, &receipt.rings.map(|rings| rings.to_string()).unwrap_or_default());
    fact(Field::Platform, receipt.platform.map_or("", |platform| (lists.platform)(platform)));
    fact(Field::OnlineUser, receipt.online_user.reveal());
    facts
}
