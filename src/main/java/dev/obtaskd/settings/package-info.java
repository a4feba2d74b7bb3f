/** How values of settings are read, and when they are checked. */
@NullMarked
package dev.obtaskd.settings;

import org.jspecify.annotations.NullMarked;
