//! Meetings.

mod adjourn;
mod agenda;
mod appoint_facilitator;
mod approve;
mod cancel;
mod change;
mod complete;
mod confirm;
mod convene;
mod get;
mod list;
mod pack;
mod plan;
mod reschedule;
mod send_invitations;
mod start;
mod summary;
mod view;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) use agenda::AgendaPointView;

use agenda::AgendaPointRequest;
use plan::VenueRequest;
use summary::MeetingSummaryView;
pub(crate) use view::MeetingView;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list::list_meetings)
        .service(convene::convene_meeting)
        .service(get::get_meeting)
        .service(pack::get_pack)
        .service(change::change_meeting)
        .service(approve::approve_meeting)
        .service(appoint_facilitator::appoint_facilitator)
        .service(send_invitations::send_invitations)
        .service(confirm::confirm_meeting)
        .service(start::start_meeting)
        .service(complete::complete_meeting)
        .service(adjourn::adjourn_meeting)
        .service(cancel::cancel_meeting)
        .service(reschedule::reschedule_meeting);
}
