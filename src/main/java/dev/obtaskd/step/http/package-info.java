/**
 * Calls over HTTP: one request, an expected status, values from a JSON answer. Each call is a
 * future of one shared client, so that a request to stop ends it without a thread being
 * interrupted.
 */
@NullMarked
package dev.obtaskd.step.http;

import org.jspecify.annotations.NullMarked;
