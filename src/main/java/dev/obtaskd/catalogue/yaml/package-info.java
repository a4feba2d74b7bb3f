/** Operation files in YAML, read into JSON that remembers its lines. */
@NullMarked
package dev.obtaskd.catalogue.yaml;

import org.jspecify.annotations.NullMarked;
