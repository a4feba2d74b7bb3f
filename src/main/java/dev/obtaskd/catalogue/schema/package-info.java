/** JSON Schema 2020-12 with patterns that match in linear time and a limited amount of work. */
@NullMarked
package dev.obtaskd.catalogue.schema;

import org.jspecify.annotations.NullMarked;
