/**
 * What happens to a request before an API sees it: connections and their limits, time-outs, the
 * form of requests, and their bodies, which are read without a thread that waits. Knows no API;
 * each API words the refusals of its own paths through {@link dev.obtaskd.http.RefusalWriter}.
 */
@NullMarked
package dev.obtaskd.http;

import org.jspecify.annotations.NullMarked;
