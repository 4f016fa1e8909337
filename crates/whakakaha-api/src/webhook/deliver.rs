//! Delivering what is due: told as to the agency's system, signed, sent, and kept with what came of it (R21 to R23).

use std::time::{Duration, Instant};

use actix_web::rt::{spawn, task::JoinHandle};
use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;
use whakakaha_domain::webhook::{Answer, AttemptOutcome, Verdict, WebhookStatus, judge};
use whakakaha_store::{
    db::Execution,
    error::Failure,
    webhook::{Attempt, Due, claim, confirm, disable, settle_attempt, tell},
};

use super::tested::TestView;
use crate::{
    app::Service,
    event::{EventView, look},
    outbound::{Answered, Message, Method, Unanswered, Url},
    view::Item,
};

/// How long an address has to answer.
const PATIENCE: Duration = Duration::from_secs(15);

/// Begins to deliver everything that is due now; answers what goes on.
pub async fn deliver(
    service: &Service,
    executions: fn(&Service) -> Execution,
) -> Result<Vec<JoinHandle<()>>, Failure> {
    let due = claim(&service.db, executions(service).now).await?;
    let one = |due| {
        let service = service.clone();
        spawn(async move {
            if let Err(failure) = deliver_one(&service, executions, &due).await {
                let cause = std::error::Error::source(&failure).map(ToString::to_string);
                tracing::error!(delivery = %due.delivery, %failure, cause, "a delivery was not kept");
            }
        })
    };
    Ok(due.into_iter().map(one).collect())
}

async fn deliver_one(
    service: &Service,
    executions: fn(&Service) -> Execution,
    due: &Due,
) -> Result<(), Failure> {
    let at = executions(service).now;
    let asks = due.webhook.status == WebhookStatus::Unconfirmed;
    let (event, message) = if asks {
        (due.event, question(&service.base_url))
    } else if let Some(told) = event(service, executions(service), due).await? {
        told
    } else {
        return Ok(());
    };
    let (attempt, answer) = send(service, due, &message, at).await;
    let tried = usize::try_from(due.tried).unwrap_or(0) + 1;
    let verdict = judge(tried, answer, service.clock.now(), chance(event));
    match verdict {
        Verdict::Delivered if asks => confirm(&service.db, executions(service), &due.webhook).await?,
        Verdict::GivenUp => {
            tracing::warn!(webhook = %due.webhook.id, "nothing is sent to a webhook any more");
            disable(&service.db, executions(service), &due.webhook).await?;
        }
        Verdict::Delivered | Verdict::Again(_) => {}
    }
    settle_attempt(&service.db, due, event, attempt, verdict).await
}

/// The event to be sent, and the message that tells it; none where the agency may not read of it now.
async fn event(
    service: &Service,
    execution: Execution,
    due: &Due,
) -> Result<Option<(Uuid, Message)>, Failure> {
    let at = execution.now;
    let (event, body) = if due.about.is_some() {
        let Some(told) = tell(&service.db, execution, due, look).await? else { return Ok(None) };
        (told.event, text(&EventView::of(&told).based_on(&service.base_url))?)
    } else {
        (due.event, text(&TestView::from(due))?)
    };
    let headers = service.webhook_secrets.headers(&due.webhook, (event, &body), at)?;
    Ok(Some((event, Message { method: Method::POST, headers, body })))
}

/// Asks whether the address wants to be sent anything (CloudEvents 1.0, HTTP Webhook, section 4).
fn question(base_url: &str) -> Message {
    let headers = vec![("webhook-request-origin", origin(base_url))];
    Message { method: Method::OPTIONS, headers, body: String::new() }
}

/// The name by which the service asks: its host.
fn origin(base_url: &str) -> String {
    let host = Url::parse(base_url).ok().and_then(|url| url.host_str().map(str::to_owned));
    host.unwrap_or_default()
}

fn text(message: &impl serde::Serialize) -> Result<String, Failure> {
    serde_json::to_string(message).map_err(|error| Failure::Bug(error.into()))
}

/// Something that differs from event to event: its last byte.
fn chance(event: Uuid) -> u8 {
    event.as_bytes().last().copied().unwrap_or_default()
}

async fn send(service: &Service, due: &Due, message: &Message, at: DateTime<Utc>) -> (Attempt, Answer) {
    let begun = Instant::now();
    let sent = service.outbound.send(&due.webhook.url, message, PATIENCE).await;
    let elapsed_ms = i32::try_from(begun.elapsed().as_millis()).unwrap_or(i32::MAX);
    let outcome = match &sent {
        Ok(answered) if message.method == Method::OPTIONS => outcome_of_question(answered, &service.base_url),
        Ok(answered) => outcome(answered.status),
        Err(why) => silence(*why),
    };
    let (status, retry_after) = match sent {
        Ok(answered) => (Some(answered.status.into()), answered.retry_after),
        Err(_) => (None, None),
    };
    let retry_after = retry_after.and_then(|wait| TimeDelta::from_std(wait).ok());
    (Attempt { at, outcome, status, elapsed_ms }, Answer { outcome, retry_after })
}

/// What came of asking: success is only that the address wants to be sent something by this service.
fn outcome_of_question(answered: &Answered, base_url: &str) -> AttemptOutcome {
    let allowed = answered.allowed_origin.as_deref().unwrap_or_default();
    let wanted = allowed == "*" || allowed.eq_ignore_ascii_case(&origin(base_url));
    let outcome = outcome(answered.status);
    if outcome == AttemptOutcome::Accepted && !wanted { AttemptOutcome::NotAllowed } else { outcome }
}

/// What came of it: an answer that leads elsewhere is no success (R23).
const fn outcome(status: u16) -> AttemptOutcome {
    match status {
        200..=299 => AttemptOutcome::Accepted,
        410 => AttemptOutcome::Gone,
        _ => AttemptOutcome::Refused,
    }
}

/// What it means that there was no answer.
const fn silence(why: Unanswered) -> AttemptOutcome {
    match why {
        Unanswered::TimedOut => AttemptOutcome::TimedOut,
        Unanswered::Untrusted => AttemptOutcome::Untrusted,
        Unanswered::Address(_) | Unanswered::NotPublic => AttemptOutcome::NotPublic,
        Unanswered::Unreachable | Unanswered::Unreadable => AttemptOutcome::Unreachable,
    }
}
