/** Authentication of the obshell API: encrypted headers, key pairs, sessions, replay protection. */
@NullMarked
package dev.obtaskd.api.obshell.auth;

import org.jspecify.annotations.NullMarked;
