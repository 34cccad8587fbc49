//! What can be asked of the data: what stood on a day and over a place, what came before and after, and how two bodies compare.

mod at;
mod between;
mod contrast;
mod descent;
mod functions;
mod place;

pub use at::{Number, number_on, standing_on};
pub use between::{Difference, Turn, between, reforms_between};
pub use contrast::{Cell, Contrast, Row, contrast};
pub use descent::{Branch, Way, descent, neighbours, stood_beside};
pub use functions::{held_to, holders};
pub use place::{Cover, Spell, covered_by, gap, gaps, left_open, lineage, over, places_in};
