/**
 * The kinds of work a step can do, one package each, behind one interface. A kind gets its
 * specification and a context and answers with a result; it never sees the store.
 */
@NullMarked
package dev.obtaskd.step;

import org.jspecify.annotations.NullMarked;
