//! The rules of Strengthening Families: what each party may ask, what must hold, and what follows.
//!
//! Pure by construction: no input or output, no clock, no randomness, no logging. Time, identity and
//! the caller come in as a [`command::Moment`]; what must be written comes out as a [`command::Change`].

pub mod access;
pub mod action;
pub mod actor;
pub mod agency;
pub mod assignment;
pub mod break_glass;
pub mod calendar;
pub mod calendar_link;
pub mod case;
pub mod client;
pub mod code;
pub mod command;
pub mod consent;
pub mod contact;
pub mod coordinator;
pub mod correction;
pub mod decision;
pub mod digest;
pub mod disclosure;
pub mod entity;
pub mod event;
pub mod facilitator;
pub mod family;
pub mod filed;
pub mod final_report;
pub mod ids;
pub mod intake;
pub mod login;
pub mod machine;
pub mod meeting;
pub mod membership;
pub mod need;
pub mod operation;
mod period;
pub mod person;
pub mod plan;
pub mod policy;
pub mod profile;
pub mod progress_report;
pub mod recall;
pub mod record;
pub mod refusal;
pub mod region;
pub mod restriction;
pub mod review;
pub mod safety;
pub mod sample;
pub mod schedule;
pub mod session;
pub mod statement;
pub mod webhook;
pub mod worker;
