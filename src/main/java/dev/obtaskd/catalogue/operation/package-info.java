/** Operations: what they are made of, their parameters and their templates. */
@NullMarked
package dev.obtaskd.catalogue.operation;

import org.jspecify.annotations.NullMarked;
