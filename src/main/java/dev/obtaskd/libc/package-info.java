/** Functions of the C library that Java lacks. */
@NullMarked
package dev.obtaskd.libc;

import org.jspecify.annotations.NullMarked;
