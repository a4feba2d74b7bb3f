/** Looks for problems of the daemon and its host. */
@NullMarked
package dev.obtaskd.cli.doctor;

import org.jspecify.annotations.NullMarked;
