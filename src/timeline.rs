//! Time ↔ columns: the axis and its zoom, the lanes that bars are packed into, the bars and their labels, the ticks. Numbers and names only.

mod axis;
mod bars;
mod eras;
mod labels;
mod lanes;
mod roomy;
mod rows;
mod ticks;

pub use axis::{Axis, Mode, Window};
pub use bars::{Bar, Scale, Segment};
pub use eras::era_name;
pub use labels::{Turn, columns, in_view};
pub use lanes::{Lane, Lanes, a_row_for_each_type, pack_spells};
pub use roomy::{Ruler, rows_of_bodies, rows_of_spells};
pub use rows::PlotRow;
pub use ticks::{Tick, ticks};

#[cfg(test)]
mod tests;
