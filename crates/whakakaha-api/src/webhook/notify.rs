//! Writing to the agencies of whose webhooks the service has stopped (R23).

use whakakaha_domain::{entity::Entity, webhook::Webhook};
use whakakaha_store::{
    db::Execution,
    error::Failure,
    webhook::{DueMail, claim_mails, settle_mail},
};

use crate::{app::Service, mail::Unsent};

/// Sends every e-mail that is due now; answers how many. A service without a server for e-mails leaves them to one that has it.
pub async fn notify(service: &Service, executions: fn(&Service) -> Execution) -> Result<usize, Failure> {
    let Some(mailer) = &service.mailer else { return Ok(0) };
    let due = claim_mails(&service.db, executions(service).now).await?;
    for DueMail { id, webhook } in &due {
        let to = webhook.contact_email.as_deref().unwrap_or_default();
        let sent = mailer.send(to, SUBJECT, text(&service.base_url, webhook)).await;
        if let Err(Unsent { code, for_good }) = sent {
            tracing::error!(webhook = %webhook.id, code, for_good, "an e-mail was not sent");
        }
        if sent.is_ok() || sent.is_err_and(|unsent| unsent.for_good) {
            settle_mail(&service.db, *id).await?;
        }
    }
    Ok(due.len())
}

const SUBJECT: &str = "Whakakaha has stopped sending to your webhook";

fn text(base_url: &str, webhook: &Entity<Webhook>) -> String {
    let webhook = format!("{base_url}/v1/webhooks/{}", webhook.id);
    format!(
        "Kia ora\n\nWhakakaha has stopped sending events to a webhook of your agency: its address said that it is gone, or took \
        nothing for three days. The webhook:\n{webhook}\n\nWhat came of each attempt:\nGET {webhook}/deliveries\n\nTo begin \
        again, read the webhook and send all of it back, with If-Match and \"active\": true:\nPUT {webhook}\n\nWhat was missed is \
        in the feed of events, and is sent by:\nPOST {webhook}/replay\n\nNgā mihi\nWhakakaha\n"
    )
}
