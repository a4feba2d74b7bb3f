/** Operations with their parameters and templates. */
@NullMarked
package dev.obtaskd.catalogue.operation;

import org.jspecify.annotations.NullMarked;
