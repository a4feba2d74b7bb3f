/**
 * Authentication and authorization: accounts, roles, passwords, sessions. Independent of the APIs
 * that use it; the store is used only through {@link dev.obtaskd.security.AccountStore} and {@link
 * dev.obtaskd.security.AcceptedRequestStore}.
 */
@NullMarked
package dev.obtaskd.security;

import org.jspecify.annotations.NullMarked;
