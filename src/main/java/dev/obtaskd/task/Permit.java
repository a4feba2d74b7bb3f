package dev.obtaskd.task;

import org.jspecify.annotations.Nullable;

/**
 * Whether an operation is possible now.
 *
 * @param op the operation's word
 * @param reasonCode why not, for programs; null when allowed
 * @param reason why not, for people; null when allowed
 */
public record Permit(String op, boolean allowed, @Nullable String reasonCode, @Nullable Text reason) {

    static Permit yes(String op) {
        return new Permit(op, true, null, null);
    }

    static Permit no(String op, String code, String en, String zh) {
        return new Permit(op, false, code, new Text(en, zh));
    }
}
