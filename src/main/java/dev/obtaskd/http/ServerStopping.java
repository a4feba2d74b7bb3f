package dev.obtaskd.http;

/**
 * The daemon is about to stop; fired as a CDI event. Long responses can still send their end: the
 * framework fires its own event after the server has closed all connections.
 */
public record ServerStopping() {}
