//! Request bodies as bytes: plain, of bounded size, and there in good time.

use std::{
    future::{Future, ready},
    pin::Pin,
    time::Duration,
};

use actix_web::{Error, FromRequest, HttpRequest, dev::Payload, error::PayloadError, http::header};
use tokio::time::timeout;

use crate::problem::{Problem, Transport};

/// The largest request body, in bytes.
pub(crate) const MAX_BODY: usize = 256 * 1024;

/// How long a request body may take.
const MAX_TIME: Duration = Duration::from_secs(10);

/// What is read from a body. A compressed one is refused before a byte of it is read: a few bytes can unfold
/// to gigabytes.
pub(crate) struct Body<T>(pub(crate) T);

impl<T: FromRequest + 'static> FromRequest for Body<T>
where
    T::Future: 'static,
{
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        if request.headers().get_all(header::CONTENT_ENCODING).any(|it| it != "identity") {
            let refused = Problem::from(Transport::ContentEncoding).with(header::ACCEPT_ENCODING, "identity");
            return Box::pin(ready(Err(refused)));
        }
        let reading = timeout(MAX_TIME, T::from_request(request, payload));
        Box::pin(async move {
            let read = reading.await.map_err(|_| Problem::from(Transport::TooSlow))?;
            read.map(Self).map_err(|error| unreadable(&error.into()))
        })
    }
}

fn unreadable(error: &Error) -> Problem {
    match error.as_error::<PayloadError>() {
        Some(PayloadError::Overflow) => Transport::TooLarge.into(),
        _ => Transport::Malformed.into(),
    }
}
