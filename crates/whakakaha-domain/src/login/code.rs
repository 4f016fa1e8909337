//! The text of a code: twelve letters and digits that are not mistaken for each other (Crockford's Base32).

use serde::{Deserialize, Serialize};

use crate::digest::sha256;

/// The characters of a code: no I, L, O or U.
const ALPHABET: [char; 32] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'M',
    'N', 'P', 'Q', 'R', 'S', 'T', 'V', 'W', 'X', 'Y', 'Z',
];
/// How many characters a code has.
const LENGTH: usize = 12;
/// How many of them are searched for; the others, 40 bits, are the secret.
const SOUGHT: usize = 4;

/// A code as it is handed over, such as `7KQF-9RTM-X2VD`.
pub struct CodeText(String);

/// What is kept of a code: nothing by which it could be told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spoken {
    /// The first four characters.
    pub beginning: String,
    /// SHA-256 of all twelve.
    pub sha256: String,
}

impl CodeText {
    /// The code that these random bytes spell: five bits of each are used.
    #[must_use]
    pub fn of(random: [u8; LENGTH]) -> Self {
        Self(random.iter().filter_map(|byte| ALPHABET.get(usize::from(byte % 32))).collect())
    }

    /// Reads what somebody types: in small letters, with or without dashes and spaces, O for 0 and I or L for 1.
    #[must_use]
    pub fn read(typed: &str) -> Option<Self> {
        let plain =
            typed.chars().filter(|it| !matches!(it, '-' | ' ')).map(|it| match it.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            });
        let text: String = plain.take(LENGTH + 1).collect();
        let fits = text.chars().count() == LENGTH && text.chars().all(|it| ALPHABET.contains(&it));
        fits.then_some(Self(text))
    }

    /// As it is shown to whoever hands it over.
    #[must_use]
    pub fn shown(&self) -> String {
        let parts: Vec<String> =
            self.0.as_bytes().chunks(4).map(|part| String::from_utf8_lossy(part).into_owned()).collect();
        parts.join("-")
    }

    /// What is kept of it, and searched for.
    #[must_use]
    pub fn spoken(&self) -> Spoken {
        Spoken { beginning: self.0.chars().take(SOUGHT).collect(), sha256: sha256(self.0.as_bytes()) }
    }
}
