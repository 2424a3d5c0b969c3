//! What a petitioner said, as one salted hash in the history line of the registration.

use sha2::{Digest, Sha256};

use crate::domain::petitioner::Petitioner;

/// Everything personal or worded in a registration.
pub(super) struct Said<'a> {
    pub(super) title: &'a str,
    pub(super) body: &'a str,
    pub(super) petitioner: &'a Petitioner,
    pub(super) purpose: Option<&'a str>,
    pub(super) category: Option<&'a str>,
}

impl Said<'_> {
    /// The hash under this salt, in hex.
    pub(super) fn hash(&self, salt: &str) -> String {
        let Said { title, body, petitioner, purpose, category } = self;
        // What kind of document it is goes with the number.
        let Petitioner { name, id_kind: _, id_number, sex, age, phone, address } = petitioner;
        let age = age.map(|age| age.to_string()).unwrap_or_default();
        let mut hash = Sha256::new();
        for part in [
            salt,
            title,
            body,
            name.reveal(),
            id_number.reveal(),
            sex.map(|sex| sex.word()).unwrap_or_default(),
            &age,
            phone.reveal(),
            address.reveal(),
            purpose.unwrap_or_default(),
            category.unwrap_or_default(),
        ] {
            hash.update(part);
            hash.update([0]);
        }
        hash.finalize()[..16].iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
