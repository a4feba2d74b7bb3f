/**
 * Processing of requests before they reach an API: connections and their limits, timeouts, request
 * syntax, and non-blocking reading of bodies. Independent of the APIs, which write the error
 * responses for their paths through {@link dev.obtaskd.http.RefusalWriter}.
 */
@NullMarked
package dev.obtaskd.http;

import org.jspecify.annotations.NullMarked;
