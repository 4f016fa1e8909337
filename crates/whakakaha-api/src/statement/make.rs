//! Making a statement.

use actix_web::post;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{
    ids::Id,
    statement::{MakeStatement, StatementAbout},
};
use whakakaha_store::statement::NewStatement;

use super::{AboutView, StatementView};
use crate::{code::StatementAudienceCode, context::RequestContext, problem::ApiResult, valid::Valid};

/// Something that a member of the family wants to say.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct StatementRequest {
    /// On which case.
    case_id: Uuid,
    /// What it is about; absent: the case.
    #[schema(nullable = false)]
    about: Option<AboutView>,
    /// The words.
    #[validate(length(min = 1, max = 10_000))]
    #[schema(min_length = 1, max_length = 10_000, example = "We want the school to hear this from us.")]
    text: String,
    /// Whom it is for.
    audience: StatementAudienceCode,
    /// An earlier statement of your own on the case that this one replaces.
    #[schema(nullable = false)]
    replaces: Option<Uuid>,
}

/// Say something in my own words
///
/// For a member of the family who speaks for themselves, at any time, whatever the state of the case. It is kept word
/// for word under your name; nobody can change or remove it, nor can you. You can replace it by another, once; it
/// stays on record as replaced.
#[utoipa::path(
    tag = "Own door",
    request_body = StatementRequest,
    responses((status = 201, description = "The statement as made.", body = StatementView)),
)]
#[post("/v1/my/statements")]
pub(super) async fn make_statement(cx: RequestContext, body: Valid<StatementRequest>) -> ApiResult {
    let Valid(StatementRequest { case_id, about, text, audience, replaces }) = body;
    let about = about.map(|it| StatementAbout { kind: it.kind.0, id: it.id });
    let replaces = replaces.map(Id::new);
    let target = NewStatement { case: Id::new(case_id), about, replaces };
    let command = MakeStatement { about, text, audience: audience.0, replaces };
    cx.create::<StatementView, _>(target, command, "/v1/statements").await
}
