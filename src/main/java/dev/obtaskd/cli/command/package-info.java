/** What all commands share: options, context, exit codes, messages. */
@NullMarked
package dev.obtaskd.cli.command;

import org.jspecify.annotations.NullMarked;
