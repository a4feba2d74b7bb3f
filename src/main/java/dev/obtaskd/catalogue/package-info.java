/** Operations from built-in and site YAML files: loading, checks, and planning of tasks. */
@NullMarked
package dev.obtaskd.catalogue;

import org.jspecify.annotations.NullMarked;
