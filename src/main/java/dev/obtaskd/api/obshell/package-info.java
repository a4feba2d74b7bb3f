/**
 * obshell's HTTP API, so that its clients work unchanged: envelope, log-in, ids and words of
 * obshell, translated to isObshellPath and back. Nothing outside this package knows those words.
 */
@NullMarked
package dev.obtaskd.api.obshell;

import org.jspecify.annotations.NullMarked;
