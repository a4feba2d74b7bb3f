/** The rules for operation files; each reports flaws with their positions. */
@NullMarked
package dev.obtaskd.catalogue.check;

import org.jspecify.annotations.NullMarked;
