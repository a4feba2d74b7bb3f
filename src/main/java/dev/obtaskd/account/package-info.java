/** Users, sessions, tokens and settings of this agent, in its own store. */
@NullMarked
package dev.obtaskd.account;

import org.jspecify.annotations.NullMarked;
