//! What is kept from whom in a case, for rules that make something for several readers at once.

use diesel::{dsl::not, prelude::*};
use whakakaha_domain::{
    case::Case,
    entity::Entity,
    ids::Id,
    restriction::{Confidences, Restriction, Topic},
};

use crate::{
    dialect::{Conn, Key, key},
    error::Failure,
    record::Row,
    safety::safeguards_in,
    schema::{item_topics, restrictions},
};

/// What is kept from whom in a case now.
pub(crate) fn confidences(conn: &mut Conn, case: Id<Case>) -> Result<Confidences, Failure> {
    Ok(Confidences {
        restrictions: restrictions_of(conn, case)?,
        safeguards: safeguards_in(conn, case)?,
        topics: topics_of(conn, case)?,
    })
}

fn restrictions_of(conn: &mut Conn, case: Id<Case>) -> Result<Vec<Entity<Restriction>>, Failure> {
    let rows = restrictions::table
        .filter(restrictions::case_id.eq(key(case)))
        .filter(restrictions::alert_id.is_null())
        .filter(not(restrictions::lifted))
        .select((restrictions::id, restrictions::version, restrictions::body))
        .load::<Row<Restriction>>(conn)?;
    Ok(Row::entities(rows))
}

/// What the things of a case are about.
fn topics_of(conn: &mut Conn, case: Id<Case>) -> Result<Vec<Topic>, Failure> {
    let rows = item_topics::table
        .filter(item_topics::case_id.eq(key(case)))
        .select((item_topics::item_id, item_topics::topic_id, item_topics::author_id))
        .load::<(Key, Key, Key)>(conn)?;
    let topic =
        |(item, topic, author): (Key, Key, Key)| Topic { item: item.0, topic: topic.0, author: author.0 };
    Ok(rows.into_iter().map(topic).collect())
}
