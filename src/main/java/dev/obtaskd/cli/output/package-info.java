/** Text on a terminal: tables, colours, documents, and text of others made visible. */
@NullMarked
package dev.obtaskd.cli.output;

import org.jspecify.annotations.NullMarked;
