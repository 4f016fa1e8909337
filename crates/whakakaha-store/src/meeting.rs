//! Meetings and invitations.
