/**
 * What a task is: its steps, sub tasks and attempts, the states they pass through, and every rule
 * that moves them. Plain values and pure functions; no clock, no store, no side effect. Knows only
 * {@code exclusion}.
 */
@NullMarked
package dev.obtaskd.task;

import org.jspecify.annotations.NullMarked;
