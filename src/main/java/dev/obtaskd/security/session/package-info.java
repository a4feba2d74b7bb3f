/** Sessions of the page and bearer tokens: their secrets, and the log-in by them. */
@NullMarked
package dev.obtaskd.security.session;

import org.jspecify.annotations.NullMarked;
