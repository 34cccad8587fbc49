//! The compact form, in which the data set is part of the program.
//!
//! A text of it is a place in one long text, in which each text stands once: a source that is cited a thousand times is there once, and
//! reading it is taking a slice. The compiler has seen that the long text is UTF-8; to look at every byte again took a third of the time
//! of a short answer.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use serde::de::Error;
use serde::{Deserialize, Serialize};

/// Something in the compact form: bytes, and the long text that they point into.
#[derive(Clone, Copy, Debug, Default)]
pub struct Compact {
    bytes: &'static [u8],
    texts: &'static str,
}

impl Compact {
    /// What was written within one [`gather`], with the texts of it.
    #[must_use]
    pub const fn new(bytes: &'static [u8], texts: &'static str) -> Self {
        Self { bytes, texts }
    }

    /// A part of what is being read, which is read later.
    pub(super) fn part(bytes: &'static [u8]) -> Self {
        Self::new(bytes, READ.get())
    }

    /// Reads it, borrowing all text.
    ///
    /// # Errors
    /// When it is not what [`write()`] wrote of the same type.
    pub fn read<T: Deserialize<'static>>(self) -> Result<T, postcard::Error> {
        let outer = READ.replace(self.texts);
        let read = postcard::from_bytes(self.bytes);
        READ.set(outer);
        read
    }
}

thread_local! {
    /// Where the texts are that are being read.
    static READ: Cell<&'static str> = const { Cell::new("") };
    /// The texts that are being written.
    static WRITTEN: RefCell<Option<Texts>> = const { RefCell::new(None) };
}

/// Each text once.
#[derive(Default)]
struct Texts {
    long: String,
    places: HashMap<String, u32>,
}

/// Writes what is to share its texts, and gives the long text that they are in with what came of it.
pub fn gather<T>(write: impl FnOnce() -> T) -> (T, String) {
    WRITTEN.set(Some(Texts::default()));
    let written = write();
    (written, WRITTEN.take().unwrap_or_default().long)
}

/// The bytes of a value in the compact form. If there is text in it, within [`gather`].
///
/// # Errors
/// When the form cannot hold it: texts that are not gathered, or more than 4 GiB of them.
pub fn write(value: &impl Serialize) -> Result<Vec<u8>, postcard::Error> {
    postcard::to_stdvec(value)
}

/// A text as its place and its length in bytes.
pub(super) fn place(text: &str) -> Option<(u32, u32)> {
    WRITTEN.with_borrow_mut(|written| {
        let written = written.as_mut()?;
        let length = u32::try_from(text.len()).ok()?;
        if let Some(place) = written.places.get(text) {
            return Some((*place, length));
        }
        let place = u32::try_from(written.long.len()).ok()?;
        written.long.push_str(text);
        written.places.insert(text.to_owned(), place);
        Some((place, length))
    })
}

/// Text that is in the compact form when it is read, and was made before that: for `#[serde(with)]`.
pub mod borrowed {
    use std::borrow::Cow;

    use serde::ser::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    /// Writes its place.
    ///
    /// # Errors
    /// Outside of a [`gather`](super::gather).
    pub fn serialize<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
        let place = super::place(text);
        let place = place.ok_or_else(|| S::Error::custom("text that is not gathered"))?;
        place.serialize(serializer)
    }

    /// Reads what stands at the place.
    ///
    /// # Errors
    /// When nothing does.
    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Cow<'static, str>, D::Error> {
        let place = Deserialize::deserialize(deserializer)?;
        super::text_at(place).map(Cow::Borrowed)
    }
}

/// The text at a place.
pub(super) fn text_at<E: Error>((place, length): (u32, u32)) -> Result<&'static str, E> {
    let place = place as usize;
    let text = READ.get().get(place..place.saturating_add(length as usize));
    text.ok_or_else(|| E::custom("there is no text at this place"))
}

#[cfg(test)]
mod tests {
    use super::super::Text;
    use super::*;

    #[test]
    fn a_text_stands_once_however_often_it_is_said() {
        let said = ["region", "area", "région", "region", ""].map(Text::of);
        let (bytes, texts) = gather(|| write(&said).unwrap());
        assert_eq!(texts, "regionarearégion");
        let form = Compact::new(bytes.leak(), texts.leak());
        assert_eq!(form.read::<[Text; 5]>().unwrap(), said);
    }

    #[test]
    fn what_points_nowhere_is_no_text() {
        let (bytes, _) = gather(|| write(&Text::of("region")).unwrap());
        let bytes: &'static [u8] = bytes.leak();
        for texts in ["", "regio", "régiö"] {
            assert!(Compact::new(bytes, texts).read::<Text>().is_err());
        }
    }

    #[test]
    fn text_that_is_not_gathered_cannot_be_written() {
        assert!(write(&Text::of("region")).is_err());
    }
}
