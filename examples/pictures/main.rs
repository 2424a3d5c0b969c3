//! The pictures of the documentation: `cargo run --example pictures` draws every scene into
//! `docs/pictures`, from the program's own frames.

mod desk;
mod svg;

use std::path::Path;

use anyhow::{Context, Result};
use xinfang::i18n::Language::{self, Chinese, English};

use crate::desk::Desk;

/// File name, account, language, columns and lines, keys. Each scene begins in a practice office of
/// its own, so that none sees what another did.
type Scene = (&'static str, &'static str, Language, (u16, u16), &'static str);

const SCENES: &[Scene] = &[
    ("door-zh", "", Chinese, (80, 24), ""),
    ("home-zh", "desk", Chinese, (80, 24), ""),
    ("home-en", "desk", English, (80, 24), ""),
    ("queue-zh", "desk", Chinese, (80, 24), "<f3>q<down><down>"),
    ("queue-wide-en", "desk", English, (120, 40), "<f3>q<down><down>"),
    ("case-zh", "desk", Chinese, (80, 24), "<f3>q<down><down><enter>"),
    ("register-zh", "desk", Chinese, (80, 24), HALF_FILLED),
    ("palette-zh", "desk", Chinese, (80, 24), "<ctrl-p>cq"),
    ("registers-zh", "admin", Chinese, (80, 24), "<f3>r"),
    ("person-zh", "admin", Chinese, (80, 24), "<f3>r<down><enter>n"),
    ("strip-en", "desk", English, (80, 24), "b"),
    ("help-en", "desk", English, (80, 24), "?"),
];

const HALF_FILLED: &str = "<f2>邬大勇<tab>13800000123<tab>34052419800101001x<tab>城关镇北门路3号\
                           <tab><tab>6月至8月在工地做抹灰，公司没付款。要求付清";

fn main() -> Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/pictures");
    std::fs::create_dir_all(&folder)?;
    for scene in SCENES {
        let (name, ..) = scene;
        let picture = picture(scene).with_context(|| format!("scene {name}"))?;
        std::fs::write(folder.join(name).with_extension("svg"), picture)?;
    }
    Ok(())
}

fn picture(&(_, account, language, size, keys): &Scene) -> Result<String> {
    let mut desk = Desk::sit(account, language, size)?;
    desk.press(keys)?;
    let (frame, cursor) = desk.frame()?;
    Ok(svg::svg(&frame, cursor)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scene_is_the_same_picture_every_time() -> Result<()> {
        let first = picture(&SCENES[0])?;
        assert!(first.contains("<text"));
        assert_eq!(first, picture(&SCENES[0])?);
        Ok(())
    }

    #[test]
    fn every_scene_has_a_file_of_its_own() {
        let names: std::collections::BTreeSet<&str> = SCENES.iter().map(|(name, ..)| *name).collect();
        assert_eq!(names.len(), SCENES.len());
    }
}
