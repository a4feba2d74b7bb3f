package dev.obtaskd.security;

/**
 * An account, its sessions or its tokens have changed. Fired as a CDI event, so that long responses
 * check their callers at once.
 *
 * @param name of the account
 */
public record AccountChange(String name) {}
