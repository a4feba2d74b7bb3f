/**
 * JSON from outside and numbers in it: read digit by digit within limits, written in plain
 * notation. Every package may use it; it uses none.
 */
@NullMarked
package dev.obtaskd.json;

import org.jspecify.annotations.NullMarked;
