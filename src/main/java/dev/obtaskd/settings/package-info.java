/** How values of settings are read. */
@NullMarked
package dev.obtaskd.settings;

import org.jspecify.annotations.NullMarked;
