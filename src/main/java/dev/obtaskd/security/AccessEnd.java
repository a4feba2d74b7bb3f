package dev.obtaskd.security;

/** Why a caller may no longer read a response that it was allowed to start. */
public enum AccessEnd {
    /** Its session or its password is no longer valid. */
    SESSION,
    /** Its token is no longer valid. */
    TOKEN,
    /** Its role has changed. */
    ROLE
}
