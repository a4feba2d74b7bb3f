/** Commands for operations, locks, the audit, users, tokens and agents. */
@NullMarked
package dev.obtaskd.cli.manage;

import org.jspecify.annotations.NullMarked;
