//! The one door to the database.
//!
//! Whoever holds a connection can write without authorising, auditing, announcing or opening a
//! transaction; so nobody outside this crate is ever handed one. A change goes through
//! [`unit::WriteUnit::execute`], which loads, authorises, decides and writes row, audit entry and
//! event in one transaction; a read through [`unit::ReadUnit`], whose answers are [`authorized::Authorized`].
//!
//! ```compile_fail
//! // There is no way to a connection …
//! fn steal(db: &whakakaha_store::db::Db) { let _ = db.connection(); }
//! ```
//! ```compile_fail,E0616
//! // … not even for those whom the door lets in …
//! fn steal(unit: &mut whakakaha_store::unit::WriteUnit<'_>) { let _ = &mut unit.door; }
//! ```
//! ```compile_fail,E0423
//! // … and nobody but the store can call a thing authorised.
//! let forged = whakakaha_store::authorized::Authorized("everything");
//! ```
//!
//! Every read of personal data leaves an [`access`] record, so whatever can be read has to say whom it
//! tells something about:
//!
//! ```compile_fail,E0277
//! use whakakaha_store::{error::Failure, unit::{Door, Find, Found, Read}};
//! struct Secret;
//! impl Find for Secret {
//!     type Key = ();
//!     fn find(_: &mut Door<'_>, (): &()) -> Result<Option<Found<Self>>, Failure> { Ok(None) }
//! }
//! impl Read for Secret {
//!     const OPERATION: whakakaha_domain::operation::Operation = whakakaha_domain::operation::Operation::ReadCase;
//! }
//! ```

pub mod access;
pub mod action;
pub mod assignment;
mod audit;
pub mod authorized;
pub mod break_glass;
pub mod calendar_link;
pub mod case;
pub mod consent;
pub mod contact;
pub mod correction;
mod counts;
pub mod db;
mod departure;
mod desk;
mod dialect;
pub mod directory;
pub mod disclosure;
pub mod error;
pub mod event;
pub mod export;
pub mod family;
pub mod final_report;
mod hidden;
pub mod idempotency;
pub mod identity;
pub mod intake;
mod lane;
pub mod measure;
pub mod meeting;
mod mention;
pub mod migrations;
pub mod oversight;
pub mod page;
pub mod person;
pub mod plan;
pub mod preparation;
pub mod progress_report;
pub mod recall;
mod record;
pub mod review;
pub mod safety;
mod schema;
pub mod statement;
mod sweep;
pub mod unit;
pub mod verify;
pub mod viewer;
pub mod webhook;
