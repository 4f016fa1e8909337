//! On which versions a write depends, and what the caller is told who has read an earlier one (R10).

use actix_web::http::Method;
use uuid::Uuid;
use whakakaha_domain::entity::Version;
use whakakaha_store::{error::Failure, unit::WriteUnit};

use super::RequestContext;
use crate::{
    agency::AgencyView,
    case::CaseView,
    disclosure::DisclosureView,
    etag,
    family::FamilyView,
    intake::IntakeView,
    meeting::MeetingView,
    person::PersonView,
    problem::{Problem, Transport},
    reply::current_etag,
};

impl RequestContext {
    /// The versions of which the caller has read one. Whatever replaces or changes a thing in place needs it.
    pub(super) fn expected(&self) -> Result<Option<Vec<Version>>, Problem> {
        let mandatory = matches!(*self.request.method(), Method::PUT | Method::PATCH | Method::DELETE);
        let sent = self.request.headers().get_all("if-match").map(|line| line.to_str());
        let lines: Vec<_> = sent.collect::<Result<_, _>>().map_err(|_| Transport::HeaderInvalid)?;
        let tags = lines.join(",");
        match tags.trim() {
            _ if lines.is_empty() && !mandatory => Ok(None),
            _ if lines.is_empty() => Err(Transport::PreconditionRequired.into()),
            "*" => Err(Transport::PreconditionRequired.into()),
            list if list.len() > etag::LONGEST_LIST => Err(Transport::HeaderInvalid.into()),
            list => Ok(Some(etag::versions(list))),
        }
    }
}

/// The tag that the caller would read now of the thing below whose address a list is; none where they may not read it.
pub(super) fn tag_above(unit: &mut WriteUnit<'_>, path: &str) -> Result<Option<String>, Failure> {
    let mut parts = path.split('/').skip(2);
    let (things, id) = (parts.next().unwrap_or_default(), parts.next().map(str::parse::<Uuid>));
    let Some(Ok(id)) = id else { return Ok(None) };
    match things {
        "agencies" => current_etag::<AgencyView>(unit, &id.into()),
        "cases" => current_etag::<CaseView>(unit, &id.into()),
        "disclosures" => current_etag::<DisclosureView>(unit, &id.into()),
        "families" => current_etag::<FamilyView>(unit, &id.into()),
        "intakes" => current_etag::<IntakeView>(unit, &id.into()),
        "meetings" => current_etag::<MeetingView>(unit, &id.into()),
        "people" => current_etag::<PersonView>(unit, &id.into()),
        _ => Ok(None),
    }
}
