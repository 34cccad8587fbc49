//! Time ↔ columns: the axis and its zoom, the lanes that bars are packed into, the ticks. Numbers only.

mod axis;
mod lanes;
mod ticks;

pub use axis::{Axis, Mode, Window};
pub use lanes::{Item, Lane, Lanes, pack};
pub use ticks::{Tick, ticks};

#[cfg(test)]
mod tests;
