/**
 * The file format of H2, its disk, and all code that depends on the internals of H2. Only {@code
 * store.writer} and {@code backup.restore} use it.
 */
@NullMarked
package dev.obtaskd.store.h2;

import org.jspecify.annotations.NullMarked;
