/**
 * Files of attempts on this host: one directory each with the log, the files for download and the
 * working files of the step kind. Does not use the store, which has only metadata.
 */
@NullMarked
package dev.obtaskd.log;

import org.jspecify.annotations.NullMarked;
