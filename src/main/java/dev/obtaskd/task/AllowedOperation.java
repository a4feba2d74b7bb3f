package dev.obtaskd.task;

import dev.obtaskd.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * Whether an operation is possible now.
 *
 * @param op name of the operation in the APIs
 * @param reasonCode why not, for programs; null when allowed
 * @param reason why not, for people; null when allowed
 */
public record AllowedOperation(
        String op, boolean allowed, @Nullable String reasonCode, @Nullable LocalizedText reason) {

    static AllowedOperation allow(String op) {
        return new AllowedOperation(op, true, null, null);
    }

    static AllowedOperation refuse(String op, String code, LocalizedText reason) {
        return new AllowedOperation(op, false, code, reason);
    }
}
