//! What can be asked of the data: what stood on a day and over a place, what came before and after, how bodies compare, and who did what.

mod at;
mod between;
mod contrast;
mod descent;
mod functions;
mod place;

pub use at::{Number, lost_by, number_on, standing_on};
pub use between::{Difference, Turn, between, reforms_between};
pub use contrast::{Cell, Contrast, Row, Subject, contrast};
pub use descent::{Branch, Way, descent, neighbours, stood_beside};
pub use functions::{
    bodies_with_functions, held_from, held_on, held_to, holders, role_of, role_on,
};
pub use place::{Cover, Spell, covered_by, gap, gaps, left_open, lineage, over, places_in};
