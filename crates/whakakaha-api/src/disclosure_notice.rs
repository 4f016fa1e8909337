//! Notices: what a member of the family was told in writing before anything is shared.

mod get;
mod give;
mod list;

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use whakakaha_domain::{
    disclosure::{DisclosureNotice, NoticeLine},
    entity::{Entity, Version},
};

use crate::{
    code::{InformationCategoryCode, NoticeChannelCode},
    decision::named,
    view::{Item, View},
};

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(give::give_notice).service(list::list_notices).service(get::get_notice);
}

/// What one member of the family was told in writing, as it was worded at the time.
#[derive(Serialize, ToSchema)]
#[schema(as = DisclosureNotice)]
pub(crate) struct NoticeView {
    id: Uuid,
    /// The case.
    case_id: Uuid,
    /// Who was told.
    person_id: Uuid,
    /// Who told them; absent where they are kept from you.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    told_by: Option<Uuid>,
    /// How.
    channel: NoticeChannelCode,
    /// When.
    told_at: DateTime<Utc>,
    /// The items, one by one.
    #[schema(max_items = 100)]
    items: Vec<NoticeLineView>,
    /// Where the agencies named can be reached: as the directory said it, and whoever gave the notice.
    #[schema(max_length = 80_000)]
    addresses: String,
    /// The family's rights to see, to correct and to object.
    #[schema(max_length = 2000)]
    rights: String,
}

/// One item of a notice.
#[derive(Serialize, ToSchema)]
#[schema(as = DisclosureNoticeItem)]
pub(crate) struct NoticeLineView {
    /// The item.
    disclosure_id: Uuid,
    /// Whom it is about.
    #[schema(max_items = 50, max_length = 200)]
    about: Vec<String>,
    /// What kind of information.
    category: InformationCategoryCode,
    /// What is shared.
    #[schema(max_length = 4000)]
    what: String,
    /// The agency that has it.
    #[schema(max_length = 200)]
    from: String,
    /// Who receives and keeps it.
    #[schema(max_items = 150, max_length = 500)]
    to: Vec<String>,
    /// What for.
    #[schema(max_length = 2000)]
    purpose: String,
    /// Why that needs it.
    #[schema(max_length = 2000)]
    necessity: String,
    /// On which legal ground.
    #[schema(max_length = 1000)]
    ground: String,
}

impl From<&NoticeLine> for NoticeLineView {
    fn from(line: &NoticeLine) -> Self {
        Self {
            disclosure_id: line.disclosure_id.uuid(),
            about: line.about.clone(),
            category: line.category.into(),
            what: line.what.clone(),
            from: line.from.clone(),
            to: line.to.clone(),
            purpose: line.purpose.clone(),
            necessity: line.necessity.clone(),
            ground: line.ground.clone(),
        }
    }
}

impl From<&Entity<DisclosureNotice>> for NoticeView {
    fn from(notice: &Entity<DisclosureNotice>) -> Self {
        Self {
            id: notice.id.uuid(),
            case_id: notice.case_id.uuid(),
            person_id: notice.person_id.uuid(),
            told_by: named(notice.told_by),
            channel: notice.channel.into(),
            told_at: notice.told_at,
            items: notice.lines.iter().map(Into::into).collect(),
            addresses: notice.addresses.clone(),
            rights: notice.rights.clone(),
        }
    }
}

impl View for NoticeView {
    type Of = Entity<DisclosureNotice>;

    fn of(notice: &Entity<DisclosureNotice>, _: Version) -> Self {
        notice.into()
    }

    fn id(&self) -> Uuid {
        self.id
    }
}

impl Item for NoticeView {
    type Of = Entity<DisclosureNotice>;

    fn of(notice: &Entity<DisclosureNotice>) -> Self {
        notice.into()
    }
}
