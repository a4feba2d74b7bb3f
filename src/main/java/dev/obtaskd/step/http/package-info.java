/**
 * HTTP requests: one request, an expected status, output values from a JSON response. A call is a
 * future, so that a stop cancels it without interrupting a thread.
 */
@NullMarked
package dev.obtaskd.step.http;

import org.jspecify.annotations.NullMarked;
