/**
 * Health checks and metrics. They use what the store and the engine know already, so that frequent
 * requests cost little.
 */
@NullMarked
package dev.obtaskd.health;

import org.jspecify.annotations.NullMarked;
