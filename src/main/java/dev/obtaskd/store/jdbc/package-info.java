/** Rows, SQL and readers of the local store. */
@NullMarked
package dev.obtaskd.store.jdbc;

import org.jspecify.annotations.NullMarked;
