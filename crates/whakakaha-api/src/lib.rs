//! The JSON REST API and its OpenAPI contract.
//!
//! A handler is a sentence: it names what it needs in its signature and what it does in one
//! expression. A [`context::RequestContext`] is its only way to the data.

pub mod app;
pub mod auth;
mod body;
pub mod clock;
pub mod code;
pub mod context;
mod decision;
pub mod etag;
mod finish;
mod json;
pub mod metrics;
pub mod openapi;
pub mod outbound;
pub mod page;
pub mod problem;
mod query;
pub mod quota;
mod reply;
mod trace;
pub mod valid;
pub mod view;

mod about;
mod accept;
mod access;
mod action;
mod advice;
mod agency;
mod assignment;
mod break_glass;
mod case;
mod client;
mod consent;
mod contact;
mod coordinator;
mod correction;
mod disclosure;
mod disclosure_notice;
mod export;
mod facilitator;
mod family;
mod final_report;
mod home;
mod intake;
mod invitation;
mod login;
mod login_code;
mod meeting;
mod meta;
mod need;
mod oauth;
mod oversight;
mod person;
mod plan;
mod profile;
mod progress_report;
mod region;
mod restriction;
mod retirement;
mod review;
mod safety;
mod statement;
mod worker;
