package dev.obtaskd.api.obshell;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Answers to requests that change something, as long as their headers are valid: one that comes again, byte
 * by byte, was caught on its way or sent again by a proxy. It does not run again but gets the first answer.
 * Clients that try again make a new header. In memory; thread-safe.
 */
@ApplicationScoped
class Replays {

    static final int MOST = 10_000;

    private final Clock clock;
    private final Map<String, Seen> byHeader = new LinkedHashMap<>();

    Replays(Clock clock) {
        this.clock = clock;
    }

    /** What is known of a request. */
    sealed interface Known {
        /** It has not been here; whoever runs it completes the answer. */
        record First(CompletableFuture<Envelope> answer) implements Known {}

        /** It has: this is, or will be, its answer. */
        record Again(CompletableFuture<Envelope> answer) implements Known {}

        /** Its header has, but with another body. */
        record Altered() implements Known {}
    }

    /**
     * Looks a request up, and remembers it.
     *
     * @param header as it was sent; nobody makes the same one twice
     * @param body as it was sent
     * @param until when the header ends
     */
    Known seen(String header, byte[] body, Instant until) {
        var key = hash(header.getBytes(StandardCharsets.ISO_8859_1));
        var bodyHash = hash(body);
        synchronized (byHeader) {
            var earlier = byHeader.get(key);
            if (earlier == null) {
                makeRoom();
                var first = new Seen(bodyHash, until, new CompletableFuture<>());
                byHeader.put(key, first);
                return new Known.First(first.answer());
            }
            return earlier.bodyHash().equals(bodyHash) ? new Known.Again(earlier.answer()) : new Known.Altered();
        }
    }

    private void makeRoom() {
        if (byHeader.size() >= MOST) {
            var now = clock.instant();
            byHeader.values().removeIf(seen -> seen.until().isBefore(now));
        }
        if (byHeader.size() >= MOST) {
            byHeader.remove(byHeader.keySet().iterator().next());
        }
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }

    private record Seen(String bodyHash, Instant until, CompletableFuture<Envelope> answer) {}
}
