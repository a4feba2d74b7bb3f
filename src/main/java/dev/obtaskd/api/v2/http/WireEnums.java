package dev.obtaskd.api.v2.http;

import org.jspecify.annotations.Nullable;

/** Converts enumerations of the domain to those of the wire format, which have the same names. */
public final class WireEnums {

    private WireEnums() {}

    /** The constant of the wire format with the name of a constant of the domain. */
    public static <W extends Enum<W>> W of(Class<W> type, Enum<?> constant) {
        return Enum.valueOf(type, constant.name());
    }

    /** The same for a value that may be absent. */
    public static <W extends Enum<W>> @Nullable W ofNullable(
            Class<W> type, @Nullable Enum<?> constant) {
        return constant == null ? null : of(type, constant);
    }
}
