/**
 * The roof: what the whole daemon has one of. The rooms are the packages below, each with one duty;
 * {@code docs/architecture.md} names them and who may use whom, and {@code ArchitectureTest} holds
 * that.
 */
@NullMarked
package dev.obtaskd;

import org.jspecify.annotations.NullMarked;
