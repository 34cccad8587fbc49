//! What can be asked of the data: what stood on a day, and how two bodies compare.

mod at;
mod contrast;

pub use at::{Number, number_on, standing_on};
pub use contrast::{Cell, Contrast, Row, contrast};
