//! Who comes in: the programs of agencies, codes, logins of other organisations, and the sessions that follow.

pub mod client;
pub mod code;
pub mod login;
pub mod session;
