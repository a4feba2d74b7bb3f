/**
 * The operations that tasks are made from: built-in and site YAML files, checked when they are
 * loaded, and the filling in of their templates.
 */
@NullMarked
package dev.obtaskd.catalogue;

import org.jspecify.annotations.NullMarked;
