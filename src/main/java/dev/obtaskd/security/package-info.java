/**
 * Authentication and authorization: accounts, roles, passwords, sessions of API v1, and the audit
 * of log-ins. Independent of the APIs that use it.
 */
@NullMarked
package dev.obtaskd.security;

import org.jspecify.annotations.NullMarked;
