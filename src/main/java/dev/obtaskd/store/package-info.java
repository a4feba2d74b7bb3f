/**
 * What must outlive the daemon: tasks, holds, audit, users and settings in the agent's own
 * database. All writing goes through one thread, and nothing is acknowledged before it is forced to
 * disk. Knows only {@code task} and {@code exclusion}.
 */
@NullMarked
package dev.obtaskd.store;

import org.jspecify.annotations.NullMarked;
