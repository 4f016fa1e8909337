//! Delivering what is due: told as to the agency's system, signed, sent, and kept with what came of it (R21 to R23).

use std::time::{Duration, Instant};

use actix_web::rt::{spawn, task::JoinHandle};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use uuid::Uuid;
use whakakaha_domain::webhook::{Answer, AttemptOutcome, Verdict, judge};
use whakakaha_store::{
    db::Execution,
    error::Failure,
    event::written,
    webhook::{Attempt, Due, claim, disable, settle_attempt, tell},
};

use crate::{
    app::Service,
    event::{EventView, look},
    outbound::{Answered, Unanswered},
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
    let execution = executions(service);
    let at = execution.now;
    let (event, body) = if due.about.is_some() {
        match tell(&service.db, execution, due, look).await? {
            Some(told) => (told.event, text(&EventView::of(&told))?),
            None => return Ok(()),
        }
    } else {
        (due.event, text(&test(due))?)
    };
    let (attempt, answer) = send(service, due, (event, body), at).await;
    let tried = usize::try_from(due.tried).unwrap_or(0) + 1;
    let verdict = judge(tried, answer, service.clock.now(), chance(event));
    settle_attempt(&service.db, due, event, attempt, verdict).await?;
    if verdict == Verdict::GivenUp {
        disable(&service.db, executions(service), due.webhook.id).await?;
    }
    Ok(())
}

fn text(message: &impl serde::Serialize) -> Result<String, Failure> {
    serde_json::to_string(message).map_err(|error| Failure::Bug(error.into()))
}

/// A message that says nothing: the same however often it is sent.
fn test(due: &Due) -> serde_json::Value {
    let (webhook, at) = (due.webhook.id, due.made_at);
    json!({
        "specversion": "1.0", "id": due.event, "source": format!("/v1/agencies/{}", due.webhook.agency_id),
        "type": "nz.whakakaha.webhook.tested.v1", "subject": format!("webhooks/{webhook}"),
        "time": at, "sequence": written(at), "datacontenttype": "application/json", "data": { "id": webhook },
    })
}

/// Something that differs from event to event: its last byte.
fn chance(event: Uuid) -> u8 {
    event.as_bytes().last().copied().unwrap_or_default()
}

async fn send(
    service: &Service,
    due: &Due,
    (id, body): (Uuid, String),
    at: DateTime<Utc>,
) -> (Attempt, Answer) {
    let headers = service.webhook_secrets.headers(&due.webhook, (id, &body), at);
    let begun = Instant::now();
    let sent = service.outbound.post(&due.webhook.url, &headers, body, PATIENCE).await;
    let elapsed_ms = i32::try_from(begun.elapsed().as_millis()).unwrap_or(i32::MAX);
    let outcome = outcome(&sent);
    let (status, retry_after) = match sent {
        Ok(answered) => (Some(answered.status.into()), answered.retry_after),
        Err(_) => (None, None),
    };
    let retry_after = retry_after.and_then(|wait| TimeDelta::from_std(wait).ok());
    (Attempt { at, outcome, status, elapsed_ms }, Answer { outcome, retry_after })
}

/// What came of it: an answer that leads elsewhere is no success (R23).
const fn outcome(sent: &Result<Answered, Unanswered>) -> AttemptOutcome {
    match sent {
        Ok(Answered { status: 200..=299, .. }) => AttemptOutcome::Accepted,
        Ok(Answered { status: 410, .. }) => AttemptOutcome::Gone,
        Ok(_) => AttemptOutcome::Refused,
        Err(Unanswered::TimedOut) => AttemptOutcome::TimedOut,
        Err(Unanswered::Address(_) | Unanswered::NotPublic) => AttemptOutcome::NotPublic,
        Err(Unanswered::Unreachable | Unanswered::Unreadable) => AttemptOutcome::Unreachable,
    }
}
