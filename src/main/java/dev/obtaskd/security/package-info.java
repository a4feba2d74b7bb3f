/**
 * Who may do what: accounts, roles, passwords, and the check of what a caller presents. Knows the
 * store only through {@link dev.obtaskd.security.AccountStore}, and nothing of the APIs that call
 * it.
 */
@NullMarked
package dev.obtaskd.security;

import org.jspecify.annotations.NullMarked;
