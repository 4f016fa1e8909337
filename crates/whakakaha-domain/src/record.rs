//! Everything that is stored, as one closed list.

use crate::{
    action::{Action, FollowUpCheck, ProgressUpdate},
    agency::Agency,
    assignment::Assignment,
    break_glass::BreakGlassGrant,
    calendar_link::CalendarLink,
    case::Case,
    client::Client,
    consent::{Consent, state::ConsentStanding},
    contact::Contact,
    coordinator::Coordinator,
    correction::{Correction, CorrectionNotice},
    disclosure::{AdviceRequest, Disclosure, DisclosureNotice},
    entity::Entity,
    facilitator::Facilitator,
    family::Family,
    final_report::FinalReport,
    intake::Intake,
    login::{Login, LoginCode},
    meeting::{Invitation, Meeting, MeetingPack},
    membership::{Membership, Relationship},
    need::Need,
    person::Person,
    plan::{PlanRendering, PlanVersion},
    profile::{ProfileEntry, ProfileWording},
    progress_report::ProgressReport,
    recall::Recall,
    region::Region,
    restriction::Restriction,
    review::Review,
    safety::{Safeguard, SafetyAlert},
    session::Session,
    statement::Statement,
    webhook::Webhook,
    worker::Worker,
};

macro_rules! records {
    ($($kind:ident $name:literal,)+) => {
        /// One thing to write.
        pub enum Record {
            $(#[doc = concat!("A `", $name, "`.")] $kind(Entity<$kind>),)+
            /// What the consents of a case add up to, all purposes and agencies: replaces what was there.
            ConsentStandings(Vec<ConsentStanding>),
        }

        $(impl From<Entity<$kind>> for Record {
            fn from(entity: Entity<$kind>) -> Self {
                Self::$kind(entity)
            }
        }

        impl Stored for $kind {
            const KIND: &'static str = $name;
        })+
    };
}

/// A kind of thing that is stored, with the name by which events and the audit log call it.
pub trait Stored {
    /// The name of the kind, such as `final_report`.
    const KIND: &'static str;
}

records! {
    Region "region",
    Agency "agency",
    Worker "worker",
    Coordinator "coordinator",
    Facilitator "facilitator",
    Client "client",
    LoginCode "login_code",
    Login "login",
    Session "session",
    CalendarLink "calendar_link",
    Person "person",
    Family "family",
    Membership "membership",
    Relationship "relationship",
    Intake "intake",
    Case "case",
    Assignment "assignment",
    Consent "consent",
    ProfileEntry "profile_entry",
    ProfileWording "profile_wording",
    Need "need",
    Restriction "restriction",
    Meeting "meeting",
    Invitation "invitation",
    MeetingPack "meeting_pack",
    PlanVersion "plan_version",
    PlanRendering "plan_rendering",
    Action "action",
    ProgressUpdate "progress_update",
    FollowUpCheck "follow_up_check",
    Review "review",
    FinalReport "final_report",
    Contact "contact",
    ProgressReport "progress_report",
    Statement "statement",
    Correction "correction",
    Disclosure "disclosure",
    DisclosureNotice "disclosure_notice",
    AdviceRequest "advice_request",
    SafetyAlert "safety_alert",
    Safeguard "safeguard",
    BreakGlassGrant "break_glass_grant",
    Webhook "webhook",
    CorrectionNotice "correction_notice",
    Recall "recall",
}
