package dev.obtaskd.account;

import dev.obtaskd.store.Transaction;

/** Writes the audit entry of a change of accounts in the transaction of the change. */
@FunctionalInterface
public interface ChangeAudit {

    /** For changes that are not audited, such as the time of the last use. */
    ChangeAudit NONE = (tx, before, after) -> {};

    /** Writes the entry. An exception rolls the change back. */
    void write(Transaction tx, Accounts before, Accounts after);
}
