/**
 * The daemon dies again and again under people who submit and operate tasks. What they were told,
 * what the programs of the steps left behind, and what is stored have to fit together in the end.
 */
@NullMarked
package dev.obtaskd.daemon.storm;

import org.jspecify.annotations.NullMarked;
