package dev.obtaskd.cli.command;

import dev.obtaskd.api.v2.wire.LockView;
import dev.obtaskd.cli.output.Times;
import dev.obtaskd.text.Messages;

/** The table of claims that are held. */
public final class LockColumns {

    private static final Messages MESSAGES = Messages.of("cli");

    private LockColumns() {}

    public static Columns<LockView> of(CommandContext context) {
        return new Columns<LockView>()
                .with(MESSAGES.text("column.lock"), LockView::id)
                .with(MESSAGES.text("column.scope"), LockView::scope)
                .with(
                        MESSAGES.text("column.type"),
                        lock -> lock.type() + (lock.key() == null ? "" : " " + lock.key()))
                .with(MESSAGES.text("column.agent"), LockView::agent)
                .with(
                        MESSAGES.text("column.since"),
                        lock -> Times.at(lock.since(), context.clock().getZone()))
                .with(
                        MESSAGES.text("column.task"),
                        lock -> lock.task() == null ? "" : context.say(lock.task().name()))
                .with(
                        MESSAGES.text("column.state"),
                        lock -> lock.task() == null ? "" : lock.task().state())
                .with(MESSAGES.text("column.freed-by"), LockView::freedBy);
    }
}
