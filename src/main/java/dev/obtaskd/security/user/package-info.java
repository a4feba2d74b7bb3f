/** Management of users: rules of names, passwords and the last administrator. */
@NullMarked
package dev.obtaskd.security.user;

import org.jspecify.annotations.NullMarked;
