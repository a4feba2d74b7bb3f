/** Control groups of attempts, of version 1 and 2. */
@NullMarked
package dev.obtaskd.step.exec.cgroup;

import org.jspecify.annotations.NullMarked;
