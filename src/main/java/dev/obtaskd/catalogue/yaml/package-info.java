/** Reads YAML operation files into JSON with line numbers. */
@NullMarked
package dev.obtaskd.catalogue.yaml;

import org.jspecify.annotations.NullMarked;
