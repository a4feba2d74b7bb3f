/** Log-in, users and bearer tokens. */
@NullMarked
package dev.obtaskd.api.v2.account;

import org.jspecify.annotations.NullMarked;
