/**
 * The step kinds, one package each, behind one interface. A kind gets its specification and a
 * context and returns a result; it has no access to the store.
 */
@NullMarked
package dev.obtaskd.step;

import org.jspecify.annotations.NullMarked;
