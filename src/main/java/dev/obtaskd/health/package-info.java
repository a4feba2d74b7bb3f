/**
 * Tells machines how the daemon is: alive, ready, started, and in numbers. Asks the store and the
 * engine for what they know anyway; a question must cost them nothing, however often it is asked.
 */
@NullMarked
package dev.obtaskd.health;

import org.jspecify.annotations.NullMarked;
