/**
 * Kills the daemon repeatedly while clients submit and operate tasks. In the end the answers that
 * the clients received, the marks that the programs left, and the stored tasks must agree.
 */
@NullMarked
package dev.obtaskd.daemon.storm;

import org.jspecify.annotations.NullMarked;
