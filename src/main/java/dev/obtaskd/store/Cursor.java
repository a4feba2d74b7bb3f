package dev.obtaskd.store;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where a list goes on.
 *
 * @param value of the sorted field in the last task of the page: microseconds or a name; null if it has none
 * @param id row id of that task
 */
public record Cursor(@Nullable String value, long id) {

    /** The cursor as opaque text for a URL. */
    public String text() {
        var plain = id + (value == null ? "" : "=" + value);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws IllegalArgumentException if it is not the text of a cursor */
    public static Cursor parse(String text) {
        var plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        var parts = plain.split("=", 2);
        return new Cursor(parts.length == 1 ? null : parts[1], Long.parseLong(parts[0]));
    }
}
