/**
 * The API of obshell below {@code /api/v1}: resources and records of its wire format. obshell's
 * terms are used in this package and its subpackages only.
 */
@NullMarked
package dev.obtaskd.api.obshell;

import org.jspecify.annotations.NullMarked;
