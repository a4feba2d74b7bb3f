/** Copies what a program writes from its output files into the log. */
@NullMarked
package dev.obtaskd.step.exec.output;

import org.jspecify.annotations.NullMarked;
