//! Writing to the agencies of whose webhooks the service has stopped (R23).

use whakakaha_store::{
    db::Execution,
    error::Failure,
    webhook::{DueMail, claim_mails, settle_mail},
};

use crate::app::Service;

/// Sends every e-mail that is due now; answers how many.
pub async fn notify(service: &Service, executions: fn(&Service) -> Execution) -> Result<usize, Failure> {
    let due = claim_mails(&service.db, executions(service).now).await?;
    for mail in &due {
        if write(service, mail).await {
            settle_mail(&service.db, mail.id).await?;
        }
    }
    Ok(due.len())
}

/// Writes to an agency. Whether that is done with: it was sent, or this service sends no e-mails.
async fn write(service: &Service, mail: &DueMail) -> bool {
    let webhook = &mail.webhook;
    let (Some(mailer), Some(to)) = (&service.mailer, &webhook.contact_email) else {
        tracing::warn!(webhook = %webhook.id, "a webhook was disabled, and there is no way to say so by e-mail");
        return true;
    };
    let sent = mailer.send(to, SUBJECT, text(&service.base_url, mail)).await;
    if let Err(failure) = &sent {
        tracing::error!(webhook = %webhook.id, %failure, "an e-mail was not sent");
    }
    sent.is_ok()
}

const SUBJECT: &str = "Whakakaha has stopped sending to your webhook";

fn text(base_url: &str, mail: &DueMail) -> String {
    let webhook = mail.webhook.id;
    format!(
        "Kia ora\n\nWhakakaha at {base_url} has stopped sending events to your webhook {webhook}: its address said that it \
        is gone, or took nothing for three days.\n\nWhat came of each attempt: GET {base_url}/v1/webhooks/{webhook}/deliveries\n\
        To begin again: PUT {base_url}/v1/webhooks/{webhook} with \"active\": true. What was missed is in the feed of events, \
        and is sent by POST {base_url}/v1/webhooks/{webhook}/replay.\n\nNgā mihi\nWhakakaha\n"
    )
}
