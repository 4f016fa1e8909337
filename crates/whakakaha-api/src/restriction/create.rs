//! Hiding something from somebody.

use actix_web::{post, web::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{
    ids::Id,
    restriction::{Concealment, Reach, Restrict, RestrictedKind, Withheld},
};
use whakakaha_store::preparation::{RestrictedKey, Wanted};

use super::{RestrictionView, audience::AudienceRequest};
use crate::{
    code::{ConcealmentCode, InformationCategoryCode, RestrictedKindCode},
    context::RequestContext,
    decision::FamilyDecisionRequest,
    problem::{ApiResult, FieldError, Problem},
    valid::Valid,
};

/// What is to be hidden from whom. Exactly one of `hidden_from` and `known_only_to` is sent.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct RestrictRequest {
    /// What is hidden: a thing, a kind of information, or a person.
    kind: RestrictedKindCode,
    /// For a thing: which, of this case; an action also as long as it is only in the draft of a plan.
    #[schema(nullable = false)]
    item_id: Option<Uuid>,
    /// For a kind of information: which. It hides what is written down later, too.
    #[schema(nullable = false)]
    category: Option<InformationCategoryCode>,
    /// For a person: which member of the family. It hides what is written down about them later, too.
    #[schema(nullable = false)]
    person_id: Option<Uuid>,
    /// Who may not know of it.
    #[validate(length(min = 1, max = 50))]
    #[schema(nullable = false, min_items = 1, max_items = 50)]
    hidden_from: Option<Vec<AudienceRequest>>,
    /// Who alone may know of it, beside whoever decides and the person whom it concerns; nobody, where it is empty.
    #[validate(length(max = 50))]
    #[schema(nullable = false, max_items = 50)]
    known_only_to: Option<Vec<AudienceRequest>>,
    /// What is found in place of a hidden action in a version of the plan that is sent; absent: nothing.
    #[schema(nullable = false)]
    in_plan: Option<ConcealmentCode>,
    /// Who of the family decided; a worker who records the decision sends it.
    #[validate(nested)]
    #[schema(nullable = false)]
    family_decision: Option<FamilyDecisionRequest>,
}

impl RestrictRequest {
    fn withheld(&self) -> Result<Withheld, Problem> {
        match (self.kind.0, self.item_id, self.category, self.person_id) {
            (RestrictedKind::ProfileEntry, Some(id), None, None) => Ok(Withheld::ProfileEntry(Id::new(id))),
            (RestrictedKind::Need, Some(id), None, None) => Ok(Withheld::Need(Id::new(id))),
            (RestrictedKind::Action, Some(id), None, None) => Ok(Withheld::Action(Id::new(id))),
            (RestrictedKind::Category, None, Some(category), None) => Ok(Withheld::Category(category.0)),
            (RestrictedKind::Person, None, None, Some(id)) => Ok(Withheld::Person(Id::new(id))),
            (RestrictedKind::ProfileEntry | RestrictedKind::Need | RestrictedKind::Action, ..) => {
                Err(Problem::misnamed("#", "item_id"))
            }
            (RestrictedKind::Category, ..) => Err(Problem::misnamed("#", "category")),
            (RestrictedKind::Person, ..) => Err(Problem::misnamed("#", "person_id")),
        }
    }

    fn reach(&self) -> Result<(Reach, Vec<Wanted>), Problem> {
        let (reach, pointer, named) = match (&self.hidden_from, &self.known_only_to) {
            (Some(named), None) => (Reach::HiddenFrom, "#/hidden_from", named),
            (None, Some(named)) => (Reach::KnownOnlyTo, "#/known_only_to", named),
            (Some(_), Some(_)) | (None, None) => {
                let detail = "exactly one of hidden_from and known_only_to is sent";
                return Err(Problem::invalid(vec![FieldError::at("#/hidden_from", "required", detail)]));
            }
        };
        let named = named.iter().enumerate().map(|(n, one)| one.wanted(&format!("{pointer}/{n}")));
        Ok((reach, named.collect::<Result<_, _>>()?))
    }
}

/// Hide something
///
/// Because the family wants it: a thing, a kind of information, or a person, from an agency, a worker, a member of the
/// family, or from everybody but some. For them it does not exist from now on, whether they look for it, count, compare
/// or make a mistake.
///
/// An owner cannot be kept from an action. From the lead agency, and from whoever coordinates the process, no action,
/// kind of information or person can be kept; words of the profile and needs can. What somebody wrote down is not kept
/// from them for the kind of information that it is or the person whom it concerns; hide the thing itself.
#[utoipa::path(
    tag = "Preparation",
    request_body = RestrictRequest,
    responses((status = 201, description = "The restriction as made.", body = RestrictionView)),
)]
#[post("/v1/cases/{case_id}/restrictions")]
pub(super) async fn create_restriction(
    cx: RequestContext,
    case_id: Path<Uuid>,
    body: Valid<RestrictRequest>,
) -> ApiResult {
    let withheld = body.0.withheld()?;
    let (reach, named) = body.0.reach()?;
    let key = RestrictedKey { case: Id::new(*case_id), withheld, named };
    let in_plan = body.0.in_plan.map_or(Concealment::Omit, |code| code.0);
    let evidence = body.0.family_decision.map(Into::into);
    let command = Restrict { withheld, reach, in_plan, evidence };
    cx.create::<RestrictionView, _>(key, command, "/v1/restrictions").await
}
