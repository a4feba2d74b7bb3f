/**
 * The entry point and what the whole daemon shares. {@code docs/architecture.md} lists the packages
 * and their dependencies, and {@code ArchitectureTest} enforces them.
 */
@NullMarked
package dev.obtaskd;

import org.jspecify.annotations.NullMarked;
