//! A desk inside this process: the path of `runtime::desk` without its threads.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow};
use chrono::{DateTime, FixedOffset};
use ratatui::Terminal;
use ratatui::layout::Size;
use xinfang::api::{Answer, Change, Request, drafts, intake};
use xinfang::domain::actor::Actor;
use xinfang::i18n::Language;
use xinfang::keymap::{Keymap, Stroke};
use xinfang::runtime::writer::{Colours, Writer, settle};
use xinfang::service::Service;
use xinfang::session::{Arrival, Opening, Order, Session};
use xinfang::theme::Theme;

use crate::NOW;

/// One key, or whatever was measured.
#[derive(Debug, Clone, Copy)]
pub struct Sample {
    pub time: Duration,
    pub bytes: usize,
}

/// Somebody at a terminal whose bytes are only counted.
pub struct Seat {
    service: Service,
    actor: Actor,
    session: Session,
    terminal: Terminal<Writer<Vec<u8>>>,
    now: DateTime<FixedOffset>,
    /// Matters registered here.
    pub filed: usize,
    /// What keeping a form took, each time it was kept.
    pub kept: Vec<Sample>,
}

impl Seat {
    /// Sits down; answers how long opening the file took, and all until the frame with the first
    /// rows was drawn.
    pub fn take(file: &Path, size: Size) -> Result<(Seat, Sample, Sample)> {
        let now = DateTime::parse_from_rfc3339(NOW)?;
        let begun = Instant::now();
        let mut service = Service::open_file(file).map_err(|trouble| anyhow!("{trouble:?}"))?;
        let opened = Sample { time: begun.elapsed(), bytes: 0 };
        let actor = service
            .actor("desk", "bench", now)
            .map_err(|trouble| anyhow!("{trouble:?}"))?
            .map_err(|known| anyhow!("accounts are {known:?}"))?;
        let keymap = Keymap::shipped()?;
        let terminal = Terminal::new(Writer::new(Vec::new(), size, Colours::Sixteen))?;
        let (session, orders) = Session::new(Opening {
            account: Some("desk".to_owned()),
            office: service.office().clone(),
            language: Language::Chinese,
            theme: Theme::sixteen(),
            keymap: Arc::new(keymap),
            size,
            seed: rand::random(),
            now,
            report: None,
        });
        let mut seat = Seat { service, actor, session, terminal, now, filed: 0, kept: Vec::new() };
        seat.obey(orders)?;
        let bytes = seat.draw()?;
        Ok((seat, opened, Sample { time: begun.elapsed(), bytes }))
    }

    /// Does the frame show these characters in one row?
    pub fn shows(&mut self, text: &str) -> Result<bool> {
        let session = &self.session;
        let frame = self.terminal.draw(|frame| {
            session.draw(frame);
            settle(frame.buffer_mut());
        })?;
        // What a wide character covers is blank in the buffer.
        let shown: String = frame.buffer.content.iter().map(|cell| cell.symbol()).collect();
        Ok(shown.replace(' ', "").contains(text))
    }

    /// Presses keys that nobody measures, written as in the stories: `<f2>Zhang San<tab>`.
    pub fn type_in(&mut self, keys: &str) -> Result<()> {
        for stroke in strokes(keys)? {
            self.press(&[stroke])?;
        }
        Ok(())
    }

    /// Presses all but the last key, and measures that one.
    pub fn last_of(&mut self, keys: &str) -> Result<Sample> {
        let strokes = strokes(keys)?;
        let (last, before) = strokes.split_last().ok_or_else(|| anyhow!("no key"))?;
        for stroke in before {
            self.press(&[*stroke])?;
        }
        self.press(&[*last])
    }

    /// Measures keys that arrive together, as an input method sends a phrase: one draw.
    pub fn burst(&mut self, keys: &str) -> Result<Sample> {
        self.press(&strokes(keys)?)
    }

    /// Measures news that much has changed: what another desk's writes come to.
    pub fn news(&mut self) -> Result<Sample> {
        let begun = Instant::now();
        let orders = self.session.arrive(self.now, Arrival::Changed(Change::Everything));
        self.obey(orders)?;
        let bytes = self.draw()?;
        Ok(Sample { time: begun.elapsed(), bytes })
    }

    fn press(&mut self, strokes: &[Stroke]) -> Result<Sample> {
        let begun = Instant::now();
        let mut orders = Vec::new();
        for stroke in strokes {
            orders.extend(self.session.arrive(self.now, Arrival::Key(*stroke)));
        }
        self.obey(orders)?;
        let bytes = self.draw()?;
        Ok(Sample { time: begun.elapsed(), bytes })
    }

    /// Carries out orders until there are none left.
    fn obey(&mut self, orders: Vec<Order>) -> Result<()> {
        let mut waiting = VecDeque::from(orders);
        while let Some(order) = waiting.pop_front() {
            match order {
                Order::Ask(ticket, request) => {
                    let keeps = matches!(request, Request::Drafts(drafts::Request::Keep { .. }));
                    let begun = Instant::now();
                    let reply = self.service.answer(&self.actor, self.now, request);
                    if keeps {
                        self.kept.push(Sample { time: begun.elapsed(), bytes: 0 });
                    }
                    // A refusal is quick: its figure would be none of the key's.
                    if let Ok(Answer::Intake(intake::Answer::Filed(_))) = &reply.result {
                        self.filed += 1;
                    }
                    let result = Ok(reply.result.map_err(|refused| anyhow!("refused: {refused:?}"))?);
                    waiting.extend(self.session.arrive(self.now, Arrival::Told(ticket, result)));
                    if let Some(change) = reply.change {
                        waiting.extend(self.session.arrive(self.now, Arrival::Changed(change)));
                    }
                }
                Order::Print { .. } => {}
                Order::Bell => self.terminal.backend_mut().bell(),
                Order::Redraw => self.terminal.backend_mut().redraw(),
                Order::Quit => return Err(anyhow!("a measured key ended the session")),
            }
        }
        Ok(())
    }

    /// Draws; answers the bytes it took.
    fn draw(&mut self) -> Result<usize> {
        let session = &self.session;
        self.terminal.draw(|frame| {
            session.draw(frame);
            settle(frame.buffer_mut());
        })?;
        let sent = self.terminal.backend_mut().out_mut();
        let bytes = sent.len();
        sent.clear();
        Ok(bytes)
    }
}

fn strokes(keys: &str) -> Result<Vec<Stroke>> {
    xinfang::keymap::strokes(keys).map_err(|part| anyhow!("no key is written <{part}>"))
}
