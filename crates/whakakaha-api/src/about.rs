//! What words are about: restrictions on people and on kinds of information find them by that.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{ids::Id, restriction::About};

use crate::code::InformationCategoryCode;

/// What words are about. From whom one of these people, or one of these kinds of information, is kept, the words are
/// kept as well; name them all. Where nobody is named, the words concern the family as a whole.
#[derive(Clone, Default, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct AboutRequest {
    /// Members of the family.
    #[validate(length(max = 50))]
    #[schema(max_items = 50)]
    people: Vec<Uuid>,
    /// Kinds of information.
    #[validate(length(max = 7))]
    #[schema(max_items = 7)]
    categories: Vec<InformationCategoryCode>,
}

impl From<AboutRequest> for About {
    fn from(request: AboutRequest) -> Self {
        Self {
            people: request.people.into_iter().map(Id::new).collect(),
            categories: request.categories.into_iter().map(|it| it.0).collect(),
        }
    }
}

/// What words are about, as whoever wrote them down says.
#[derive(Serialize, ToSchema)]
#[schema(as = About)]
pub(crate) struct AboutView {
    /// Members of the family.
    #[schema(max_items = 50)]
    people: Vec<Uuid>,
    /// Kinds of information.
    #[schema(max_items = 7)]
    categories: Vec<InformationCategoryCode>,
}

impl AboutView {
    /// Nothing where nobody and nothing in particular was named.
    pub(crate) fn of(about: &About) -> Option<Self> {
        (!about.is_empty()).then(|| Self {
            people: about.people.iter().map(|person| person.uuid()).collect(),
            categories: about.categories.iter().copied().map(Into::into).collect(),
        })
    }
}
