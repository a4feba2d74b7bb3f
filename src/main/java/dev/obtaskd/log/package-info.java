/**
 * What attempts leave on this host's disk: one directory each with its log, its files for download
 * and its kind's working files. Knows nothing of the store; the database has only metadata.
 */
@NullMarked
package dev.obtaskd.log;

import org.jspecify.annotations.NullMarked;
