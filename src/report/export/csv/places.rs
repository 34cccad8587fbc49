//! The tables of places: what they are, who stood over them, and why nobody did.

use super::super::derived::{self, Claim, Ending};
use super::super::words::Word;
use super::Rows;
use crate::dataset::Dataset;
use crate::model::{Gap, Place, Stay, Text};
use crate::query;

pub(super) fn places(data: &Dataset) -> csv::Result<Rows> {
    let mut rows = Rows::new("places.csv", "id name kind county within note")?;
    for place in &data.places {
        let Place {
            id,
            name,
            kind,
            aliases: _,
            codes: _,
            county,
            within,
            lineage: _,
            gaps: _,
            note,
        } = place;
        rows.add(&[id, name, &kind.word(), county, within, note])?;
    }
    Ok(rows)
}

pub(super) fn lineage(data: &Dataset) -> csv::Result<Rows> {
    let mut rows = Rows::new(
        "lineage.csv",
        "place organisation body from to to_unknown known_until share certain inherited_from note confidence sources",
    )?;
    for place in &data.places {
        for spell in query::lineage(data, place) {
            // The dates are those that hold for this place.
            let Stay {
                organisation,
                from: _,
                to: _,
                share: _,
                note,
                sources,
                confidence,
            } = spell.stay;
            rows.add(&[
                &place.id,
                organisation,
                &spell.body.id,
                &spell.from,
                &Ending::from(spell.to),
                &derived::share(&spell).word(),
                &derived::is_certain(&spell),
                &spell.through.map(|larger| larger.id),
                note,
                &Claim::new(*confidence, sources),
            ])?;
        }
    }
    Ok(rows)
}

/// Those that hold everywhere, without a place, and then those of places.
pub(super) fn gaps(data: &Dataset) -> csv::Result<Rows> {
    let mut rows = Rows::new(
        "gaps.csv",
        "place tier from to to_unknown known_until reason confidence sources",
    )?;
    let everywhere = data.gaps.iter().map(|gap| (None::<Text>, gap));
    let of_places = data
        .places
        .iter()
        .flat_map(|place| place.gaps.iter().map(|gap| (Some(place.id), gap)));
    for (place, gap) in everywhere.chain(of_places) {
        let Gap {
            tier,
            from,
            to,
            reason,
            sources,
            confidence,
        } = gap;
        rows.add(&[
            &place,
            &tier.word(),
            from,
            &Ending::from(*to),
            reason,
            &Claim::new(*confidence, sources),
        ])?;
    }
    Ok(rows)
}
