package dev.obtaskd.api.v2.http;

import dev.obtaskd.text.Messages;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Identifies retries of a request.
 *
 * @param value value of the header {@code Idempotency-Key}; null if absent
 * @param requestHash SHA-256 of method, path and body, lower-case hex
 */
public record IdempotencyKey(@Nullable String value, String requestHash) {

    private static final Messages MESSAGES = Messages.of("api");

    static final String HEADER = "Idempotency-Key";

    /**
     * Reads a request.
     *
     * @throws ProblemException {@code request.malformed} for an invalid key
     */
    static IdempotencyKey of(HttpServerRequest request, byte[] body) {
        return of(
                request.headers().getAll(HEADER),
                request.method().name() + " " + request.path(),
                body);
    }

    static IdempotencyKey of(List<String> keys, String line, byte[] body) {
        return new IdempotencyKey(keys.isEmpty() ? null : checked(keys), hash(line, body));
    }

    private static String checked(List<String> keys) {
        if (keys.size() > 1 || !keys.getFirst().matches("[\\x20-\\x7e]{1,200}")) {
            throw ProblemException.of(
                    ErrorCode.REQUEST_MALFORMED, MESSAGES.text("request.idempotency-key", HEADER));
        }
        return keys.getFirst();
    }

    private static String hash(String line, byte[] body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(body));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }
}
