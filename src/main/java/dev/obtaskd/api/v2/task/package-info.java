/** Tasks and sub tasks: submit, preview, list, read, operate. */
@NullMarked
package dev.obtaskd.api.v2.task;

import org.jspecify.annotations.NullMarked;
