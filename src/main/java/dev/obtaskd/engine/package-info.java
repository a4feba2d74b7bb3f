/**
 * Runs tasks: submits them, starts what can start, takes results, operates them for people, finds
 * them again after a restart. Decisions are the pure functions of {@code task} and {@code
 * exclusion}; the engine only joins them with the store, the step kinds and the clock. Read {@link
 * TaskSubmitter}, then {@link EngineTransaction}, {@link TaskAdvancer} and {@code AttemptLauncher}.
 */
@NullMarked
package dev.obtaskd.engine;

import org.jspecify.annotations.NullMarked;
