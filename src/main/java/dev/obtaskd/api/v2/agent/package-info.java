/** The agents that work together. */
@NullMarked
package dev.obtaskd.api.v2.agent;

import org.jspecify.annotations.NullMarked;
