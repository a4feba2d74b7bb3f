/**
 * JSON input with exact numbers: parsed digit by digit within limits, written in plain notation.
 */
@NullMarked
package dev.obtaskd.json;

import org.jspecify.annotations.NullMarked;
