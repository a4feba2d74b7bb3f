/**
 * The contract of a store of tasks: reads, units of work, committed changes, filters, results and
 * exceptions. A store acknowledges nothing before it is durable.
 */
@NullMarked
package dev.obtaskd.store;

import org.jspecify.annotations.NullMarked;
