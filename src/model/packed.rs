//! Parts of the data that most sessions never look at.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::OnceLock;

use serde::ser::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::compact::{self, Compact};

/// A value that stays packed until it is first looked at: in the embedded form bytes inside the bytes, in RON the value itself.
///
/// The lineages of hundreds of places would cost the start more time and memory than everything else together, and few sessions
/// look at more than one of them.
#[derive(Clone)]
pub struct Packed<T> {
    form: Compact,
    value: OnceLock<T>,
}

impl<T> Packed<T> {
    /// A value that was never packed.
    #[must_use]
    pub fn new(value: T) -> Self {
        Self {
            form: Compact::default(),
            value: OnceLock::from(value),
        }
    }
}

impl<T: Deserialize<'static>> Packed<T> {
    /// The value.
    #[must_use]
    pub fn into_inner(self) -> T {
        let form = self.form;
        self.value.into_inner().unwrap_or_else(|| unpack(form))
    }
}

impl<T: Default> Default for Packed<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

#[expect(
    clippy::expect_used,
    reason = "the bytes were written by the build from the same types, and a test unpacks them all"
)]
fn unpack<T: Deserialize<'static>>(form: Compact) -> T {
    form.read().expect("what was packed is what is unpacked")
}

impl<T: Deserialize<'static>> Deref for Packed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.value.get_or_init(|| unpack(self.form))
    }
}

impl<T: Deserialize<'static>> DerefMut for Packed<T> {
    fn deref_mut(&mut self) -> &mut T {
        let value = self.value.take().unwrap_or_else(|| unpack(self.form));
        self.value = OnceLock::from(value);
        #[expect(clippy::expect_used, reason = "it was put there the line before")]
        self.value.get_mut().expect("a value")
    }
}

impl<'a, T: Deserialize<'static>> IntoIterator for &'a Packed<Vec<T>> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: Deserialize<'static> + PartialEq> PartialEq for Packed<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Deserialize<'static> + fmt::Debug> fmt::Debug for Packed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: Deserialize<'static> + Serialize> Serialize for Packed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return (**self).serialize(serializer);
        }
        let bytes = compact::write(&**self).map_err(S::Error::custom)?;
        serializer.serialize_bytes(&bytes)
    }
}

impl<'de: 'static, T: Deserialize<'de>> Deserialize<'de> for Packed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return T::deserialize(deserializer).map(Self::new);
        }
        let bytes = <&'de [u8]>::deserialize(deserializer)?;
        Ok(Self {
            form: Compact::part(bytes),
            value: OnceLock::new(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Text, gather, write};
    use super::*;

    #[test]
    fn what_is_packed_is_unpacked_when_it_is_looked_at() {
        let value = Packed::new(vec![Text::of("region"), Text::of("area")]);
        let (bytes, texts) = gather(|| write(&value).unwrap());
        let form = Compact::new(bytes.leak(), texts.leak());
        let packed: Packed<Vec<Text>> = form.read().unwrap();
        assert!(packed.value.get().is_none());
        assert_eq!(*packed, *value);
    }
}
