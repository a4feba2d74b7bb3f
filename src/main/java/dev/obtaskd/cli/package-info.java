/** The command line, a client of API v2. It starts without the daemon's classes. */
@NullMarked
package dev.obtaskd.cli;

import org.jspecify.annotations.NullMarked;
