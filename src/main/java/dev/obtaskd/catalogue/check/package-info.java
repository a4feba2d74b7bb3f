/** The rules that an operation file has to obey, each of which reports flaws with their places. */
@NullMarked
package dev.obtaskd.catalogue.check;

import org.jspecify.annotations.NullMarked;
