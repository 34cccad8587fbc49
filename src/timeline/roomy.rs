//! Rows in which every bar has room for its name: for pictures, which may have as many rows as they need.

use super::bars::{Bar, Scale, part};
use super::lanes::Item;
use crate::model::{Body, End, RecordRef, Tier};
use crate::query::Spell;

/// How much room names need, in columns.
#[derive(Clone, Copy)]
pub struct Ruler<'a> {
    /// The length of a text.
    pub measure: &'a dyn Fn(&str) -> i32,
    /// In a bar, before its name.
    pub before: i32,
    /// In a bar, behind its name.
    pub behind: i32,
    /// Between a bar and the name beside it, and between a name and the next bar.
    pub gap: i32,
    /// The sign behind a bar that goes on, or whose end is not established.
    pub sign: i32,
    /// In a bar that is not solid all along, besides: its filling must be seen beside its name.
    pub shaded: i32,
    /// A name beside its bar is no longer than this.
    pub longest: i32,
}

/// How many gaps a bar keeps from others whose name stands before it.
const FAR: i32 = 8;

/// Where a name stands.
#[derive(Clone, Copy)]
struct Place {
    column: i32,
    length: i32,
    inside: bool,
}

/// A bar with what is needed to find its row.
struct Placed {
    item: Item,
    bar: Bar,
    place: Option<Place>,
}

/// The bars of bodies, in rows in which each has its name.
#[must_use]
pub fn rows_of_bodies<'a>(
    bodies: impl IntoIterator<Item = &'a Body>,
    scale: Scale<'_>,
    ruler: Ruler<'_>,
) -> Vec<(Tier, Vec<Bar>)> {
    let found = bodies.into_iter().filter_map(|body| {
        let item = Item::of_body(body, scale.as_of)?;
        Some((item, Bar::of_body(scale, body)?))
    });
    rows(found.collect(), scale, ruler)
}

/// The bars of the organisations over a place, in rows in which each has its name.
#[must_use]
pub fn rows_of_spells(
    spells: &[Spell<'_>],
    scale: Scale<'_>,
    ruler: Ruler<'_>,
) -> Vec<(Tier, Vec<Bar>)> {
    let found = spells.iter().map(|spell| {
        let record = RecordRef::organisation(spell.organisation.id);
        // Nobody can be asked what a bare "South Yorkshire" on paper is.
        let bar = Bar::of_spell(scale, spell, record).without_bare_name();
        (Item::of_spell(spell, scale.as_of), bar)
    });
    rows(found.collect(), scale, ruler)
}

fn rows(found: Vec<(Item, Bar)>, scale: Scale<'_>, ruler: Ruler<'_>) -> Vec<(Tier, Vec<Bar>)> {
    let width = i32::from(scale.width);
    let mut found: Vec<Placed> = found
        .into_iter()
        .filter(|(_, bar)| bar.to >= 0 && bar.from < width)
        .map(|(item, bar)| Placed {
            item,
            bar,
            place: None,
        })
        .collect();
    found.sort_by_key(|placed| (placed.item.standing, placed.item.from, placed.item.id));
    let mut rows: Vec<(Tier, Vec<Placed>)> = Vec::new();
    let mut overlong = 0;
    for mut new in found {
        let places = short_places(&mut new.bar, width, ruler, &mut overlong);
        let tier = new.item.tier;
        let found = best_row(&rows, &new, &places, ruler);
        new.place = found
            .map(|(_, place)| place)
            .or_else(|| places.first().copied());
        match found.and_then(|(row, _)| rows.get_mut(row)) {
            Some((_, row)) => row.push(new),
            None => rows.push((tier, vec![new])),
        }
    }
    rows.sort_by_key(|(tier, _)| *tier);
    rows.into_iter()
        .map(|(tier, row)| (tier, named(row, width, ruler)))
        .collect()
}

/// The places of the shortest name. One too long for a picture is left to the list below it, under a number.
fn short_places(bar: &mut Bar, width: i32, ruler: Ruler<'_>, overlong: &mut usize) -> Vec<Place> {
    let found = places(bar, bar.shortest(), width, ruler);
    if !found.is_empty() {
        return found;
    }
    *overlong += 1;
    bar.names.push(format!("*{overlong}"));
    bar.short_names += 1;
    let found = places(bar, bar.shortest(), width, ruler);
    if !found.is_empty() {
        return found;
    }
    let length = (ruler.measure)(bar.shortest());
    vec![Place {
        column: bar.from.clamp(0, (width - length).max(0)),
        length,
        inside: false,
    }]
}

/// Where a name can stand: in its bar, behind it, before it.
fn places(bar: &Bar, name: &str, width: i32, ruler: Ruler<'_>) -> Vec<Place> {
    let (first, last) = (bar.from.max(0), bar.to.min(width - 1));
    let length = (ruler.measure)(name);
    let (behind, before) = (
        last + 1 + sign(bar, ruler) + ruler.gap,
        first - ruler.gap - length,
    );
    let shaded = if bar.is_solid() { 0 } else { ruler.shaded };
    let inside = ruler.before + length + ruler.behind + shaded <= last - first + 1;
    let short = length <= ruler.longest;
    [
        (first + ruler.before, true, inside),
        (behind, false, short && behind + length <= width),
        (before, false, short && before >= 0),
    ]
    .into_iter()
    .filter(|(_, _, fits)| *fits)
    .map(|(column, inside, _)| Place {
        column,
        length,
        inside,
    })
    .collect()
}

const fn sign(bar: &Bar, ruler: Ruler<'_>) -> i32 {
    match bar.end {
        End::On(_) => 0,
        End::Ongoing | End::Unknown { .. } => ruler.sign,
    }
}

/// The row for a bar: that of what it came from, that of its line, or any, if there is room; and the place of its name there.
fn best_row(
    rows: &[(Tier, Vec<Placed>)],
    new: &Placed,
    places: &[Place],
    ruler: Ruler<'_>,
) -> Option<(usize, Place)> {
    let with_room = |wanted: &dyn Fn(&Item) -> bool| {
        rows.iter().enumerate().find_map(|(index, (tier, row))| {
            let belongs = *tier == new.item.tier && row.iter().any(|placed| wanted(&placed.item));
            let fits = |place: &&Place| {
                row.iter()
                    .all(|other| stand_apart((&new.bar, **place), other, ruler))
            };
            let place = places.iter().find(fits).filter(|_| belongs)?;
            Some((index, *place))
        })
    };
    with_room(&|known| new.item.follows.contains(&known.id))
        .or_else(|| with_room(&|known| known.line == new.item.line))
        .or_else(|| with_room(&|_| true))
}

/// Whether neither the bars nor the names of two meet. Bars that follow each other may share a column: they are told apart later.
fn stand_apart((bar, place): (&Bar, Place), other: &Placed, ruler: Ruler<'_>) -> bool {
    let bars_meet = bar.from < other.bar.to && other.bar.from < bar.to
        || bar.from == other.bar.from
        || bar.to == other.bar.to;
    let whole = |bar: &Bar| (bar.from, bar.to + sign(bar, ruler));
    let name = |bar: &Bar, place: Place| {
        let last = place.column + place.length - 1;
        match place.inside {
            true => None,
            // A name is read with the bar behind it only where no other bar or name is near.
            false if last < bar.from => {
                let apart = FAR * ruler.gap;
                Some((place.column - apart, bar.to + sign(bar, ruler) + apart))
            }
            false => Some((place.column - ruler.gap, last + ruler.gap)),
        }
    };
    let meet = |one: (i32, i32), other: (i32, i32)| one.0 <= other.1 && other.0 <= one.1;
    let mine = name(bar, place);
    let theirs = other.place.and_then(|place| name(&other.bar, place));
    let (my_bar, their_bar) = (whole(bar), whole(&other.bar));
    let signs_meet = |one: &Bar, other: &Bar| {
        sign(one, ruler) > 0 && meet((one.to + 1, one.to + sign(one, ruler)), whole(other))
    };
    !(bars_meet
        || signs_meet(bar, &other.bar)
        || signs_meet(&other.bar, bar)
        || mine.is_some_and(|name| meet(name, their_bar))
        || theirs.is_some_and(|name| meet(name, my_bar))
        || mine
            .zip(theirs)
            .is_some_and(|(one, other)| meet(one, other)))
}

/// The bars of a row from the left, told apart, each with the longest of its names that has room.
fn named(mut row: Vec<Placed>, width: i32, ruler: Ruler<'_>) -> Vec<Bar> {
    row.sort_by_key(|placed| (placed.bar.from, placed.bar.to));
    let mut bars: Vec<Bar> = row.iter().map(|placed| placed.bar.clone()).collect();
    part(&mut bars);
    for (placed, bar) in row.iter_mut().zip(bars) {
        placed.bar = bar;
    }
    for index in 0..row.len() {
        let Some(this) = row.get(index) else { continue };
        let others = || row.iter().enumerate().filter(|(other, _)| *other != index);
        let fits = |place: &Place| {
            others().all(|(_, other)| stand_apart((&this.bar, *place), other, ruler))
        };
        let longer = this.bar.names.iter().find_map(|name| {
            let places = places(&this.bar, name, width, ruler);
            let place = places.into_iter().find(fits)?;
            Some((name.clone(), place))
        });
        let kept = || Some((this.bar.shortest().to_owned(), this.place?));
        let found = longer.or_else(kept);
        if let (Some((name, place)), Some(this)) = (found, row.get_mut(index)) {
            this.place = Some(place);
            this.bar.inside = place.inside;
            this.bar.label = u16::try_from(place.column)
                .ok()
                .map(|column| (column, name));
        }
    }
    row.into_iter().map(|placed| placed.bar).collect()
}
