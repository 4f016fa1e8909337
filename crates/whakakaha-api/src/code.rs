//! Code lists on the wire: one wrapper makes a domain code list a JSON string and an enum of the contract.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        RefOr, Schema,
        schema::{ObjectBuilder, Type},
    },
};
use whakakaha_domain::code::CodeList;

/// A member of a domain code list, as its code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code<T>(pub T);

impl<T> From<T> for Code<T> {
    fn from(member: T) -> Self {
        Self(member)
    }
}

impl<T: CodeList> Serialize for Code<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.code())
    }
}

impl<'de, T: CodeList> Deserialize<'de> for Code<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = Cow::<'de, str>::deserialize(deserializer)?;
        T::parse(&code)
            .map(Self)
            .ok_or_else(|| D::Error::custom(format!("must be one of: {}", codes::<T>().join(", "))))
    }
}

/// The lists of the contract. An alias each, because the contract's generator takes the parameter of a
/// generic type for a schema of its own.
macro_rules! wire {
    ($($alias:ident = $list:ty;)+) => {
        $(#[doc = concat!("`", stringify!($list), "` on the wire.")] pub(crate) type $alias = Code<$list>;)+
    };
}

wire! {
    ActionStatusCode = whakakaha_domain::action::ActionStatus;
    AgencyKindCode = whakakaha_domain::agency::AgencyKind;
    AnniversaryCode = whakakaha_domain::calendar::Anniversary;
    AnswerCode = whakakaha_domain::meeting::Answer;
    AspectCode = whakakaha_domain::meeting::Aspect;
    CaseStatusCode = whakakaha_domain::case::CaseStatus;
    CloseReasonCode = whakakaha_domain::case::CloseReason;
    ConsentStatusCode = whakakaha_domain::consent::ConsentStatus;
    ContactChannelCode = whakakaha_domain::contact::ContactChannel;
    ContactKindCode = whakakaha_domain::person::ContactKind;
    DomainCode = whakakaha_domain::intake::Domain;
    FamilyConsentCode = whakakaha_domain::consent::state::FamilyConsent;
    FamilyPositionCode = whakakaha_domain::meeting::FamilyPosition;
    FamilyRoleCode = whakakaha_domain::membership::FamilyRole;
    FinalReportStatusCode = whakakaha_domain::final_report::FinalReportStatus;
    FindingCode = whakakaha_domain::action::Finding;
    HeardCode = whakakaha_domain::meeting::Heard;
    HoldReasonCode = whakakaha_domain::case::HoldReason;
    IndependenceCode = whakakaha_domain::case::Independence;
    InformationCategoryCode = whakakaha_domain::consent::InformationCategory;
    IntakeOutcomeCode = whakakaha_domain::intake::IntakeOutcome;
    IntakeStatusCode = whakakaha_domain::intake::IntakeStatus;
    InvitationStateCode = whakakaha_domain::meeting::InvitationState;
    InviteeKindCode = whakakaha_domain::meeting::InviteeKind;
    InvolvementCode = whakakaha_domain::assignment::Involvement;
    MeetingKindCode = whakakaha_domain::meeting::MeetingKind;
    MeetingResultCode = whakakaha_domain::meeting::MeetingResult;
    MeetingStatusCode = whakakaha_domain::meeting::MeetingStatus;
    MeetingWarningCode = whakakaha_domain::meeting::MeetingWarning;
    NeedPriorityCode = whakakaha_domain::need::NeedPriority;
    NeutralityCode = whakakaha_domain::meeting::Neutrality;
    OfferResponseCode = whakakaha_domain::intake::OfferResponse;
    OutcomeCode = whakakaha_domain::case::Outcome;
    OwnerKindCode = whakakaha_domain::action::OwnerKind;
    PlanWorksCode = whakakaha_domain::contact::PlanWorks;
    PlanStatusCode = whakakaha_domain::plan::PlanStatus;
    PreparationItemCode = whakakaha_domain::case::PreparationItem;
    PresenceCode = whakakaha_domain::meeting::Presence;
    ProfileKindCode = whakakaha_domain::profile::ProfileKind;
    PurposeCode = whakakaha_domain::consent::Purpose;
    ReferrerKindCode = whakakaha_domain::intake::ReferrerKind;
    RelationshipKindCode = whakakaha_domain::membership::RelationshipKind;
    AudienceKindCode = whakakaha_domain::restriction::AudienceKind;
    ConcealmentCode = whakakaha_domain::restriction::Concealment;
    RestrictedKindCode = whakakaha_domain::restriction::RestrictedKind;
    ResolutionGroundCode = whakakaha_domain::consent::ResolutionGround;
    HeldKindCode = whakakaha_domain::consent::state::HeldKind;
    ResponseStateCode = whakakaha_domain::plan::ResponseState;
    ReviewOutcomeCode = whakakaha_domain::review::ReviewOutcome;
    ReviewStatusCode = whakakaha_domain::review::ReviewStatus;
    RoleCode = whakakaha_domain::assignment::Role;
    ScopeCode = whakakaha_domain::actor::Scope;
    SectorCode = whakakaha_domain::agency::Sector;
    SignatureMethodCode = whakakaha_domain::consent::SignatureMethod;
    SupporterKindCode = whakakaha_domain::action::SupporterKind;
    UncoveredReasonCode = whakakaha_domain::plan::UncoveredReason;
    VerdictCode = whakakaha_domain::plan::Verdict;
    ZoneCode = whakakaha_domain::calendar::Zone;
    DeedCode = whakakaha_domain::access::Deed;
    OnlookerKindCode = whakakaha_domain::access::OnlookerKind;
    StatementAudienceCode = whakakaha_domain::statement::StatementAudience;
    StatementTopicCode = whakakaha_domain::statement::StatementTopic;
    CorrectableCode = whakakaha_domain::correction::Correctable;
    CorrectionNewsCode = whakakaha_domain::correction::CorrectionNews;
    CorrectionStatusCode = whakakaha_domain::correction::CorrectionStatus;
    RecallActionCode = whakakaha_domain::recall::RecallAction;
    RecallExtentCode = whakakaha_domain::recall::RecallExtent;
    RecallStatusCode = whakakaha_domain::recall::RecallStatus;
    TopicCode = whakakaha_domain::access::Topic;
    AccessOutcomeCode = whakakaha_domain::access::AccessOutcome;
    CallerKindCode = whakakaha_domain::access::CallerKind;
    BreakGlassGroundCode = whakakaha_domain::break_glass::BreakGlassGround;
    BreakGlassPartCode = whakakaha_domain::break_glass::BreakGlassPart;
    BreakGlassStatusCode = whakakaha_domain::break_glass::BreakGlassStatus;
    BreakGlassOutcomeCode = whakakaha_domain::break_glass::BreakGlassOutcome;
    ResourceCode = whakakaha_domain::event::Resource;
    WebhookStatusCode = whakakaha_domain::webhook::WebhookStatus;
    DeliveryStatusCode = whakakaha_domain::webhook::DeliveryStatus;
    AttemptOutcomeCode = whakakaha_domain::webhook::AttemptOutcome;
    AdvicePositionCode = whakakaha_domain::disclosure::AdvicePosition;
    AdviserRoleCode = whakakaha_domain::disclosure::AdviserRole;
    DisclosureEndReasonCode = whakakaha_domain::disclosure::DisclosureEndReason;
    DisclosureReasonCode = whakakaha_domain::disclosure::DisclosureReason;
    DisclosureStatusCode = whakakaha_domain::disclosure::DisclosureStatus;
    ItemAnswerCode = whakakaha_domain::disclosure::ItemAnswer;
    LegalGroundCode = whakakaha_domain::disclosure::LegalGround;
    NoticeChannelCode = whakakaha_domain::disclosure::NoticeChannel;
    NoticeExceptionCode = whakakaha_domain::disclosure::NoticeException;
    NoticeStatusCode = whakakaha_domain::disclosure::NoticeStatus;
    PrivilegeCode = whakakaha_domain::disclosure::Privilege;
    RecipientKindCode = whakakaha_domain::disclosure::RecipientKind;
    AlertGroundCode = whakakaha_domain::safety::AlertGround;
    AlertKindCode = whakakaha_domain::safety::AlertKind;
    AlertStatusCode = whakakaha_domain::safety::AlertStatus;
    TieKindCode = whakakaha_domain::safety::TieKind;
}

/// The codes of a list.
pub(crate) fn codes<T: CodeList>() -> Vec<&'static str> {
    T::ALL.iter().map(|member| member.code()).collect()
}

impl<T: CodeList> PartialSchema for Code<T> {
    fn schema() -> RefOr<Schema> {
        let meaning = |member: &T| format!("- `{}`: {}", member.code(), member.meaning().trim());
        let meanings: Vec<String> = T::ALL.iter().map(meaning).collect();
        ObjectBuilder::new()
            .schema_type(Type::String)
            .enum_values(Some(codes::<T>()))
            .description(Some(format!("{}\n\n{}", T::MEANING.trim(), meanings.join("\n"))))
            .into()
    }
}

impl<T: CodeList> ToSchema for Code<T> {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed(T::NAME)
    }
}
