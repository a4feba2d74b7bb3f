package dev.obtaskd.http;

/** Why a request is refused before an API sees it. */
public enum RequestFault {
    /** The head cannot be parsed. */
    HEAD_MALFORMED(true),
    /** The request line is longer than the server reads. */
    LINE_TOO_LONG(true),
    /** The headers are larger than the server reads. */
    HEADERS_TOO_LARGE(true),
    /** There is not exactly one {@code Host}, or its value is no host. */
    HOST(true),
    /** {@code Transfer-Encoding} is something else than {@code chunked}. */
    TRANSFER_ENCODING(true),
    /** The path is not in its normal form. */
    PATH(false),
    /** A page of another origin wants to write. */
    ORIGIN(false),
    /** Head or body came too slowly. */
    TIMEOUT(true),
    /** The body ended in the middle, or its chunks cannot be parsed. */
    BODY_BROKEN(true),
    /** The body is larger than allowed. */
    BODY_TOO_LARGE(true),
    /** There are too many connections. */
    BUSY(true);

    private final boolean closes;

    RequestFault(boolean closes) {
        this.closes = closes;
    }

    /** Whether the connection ends, as what follows on it cannot be trusted or is not wanted. */
    boolean closes() {
        return closes;
    }
}
