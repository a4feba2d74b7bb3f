package dev.obtaskd.api.obshell.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.obtaskd.api.obshell.mapping.Envelope;
import dev.obtaskd.api.obshell.mapping.ObshellErrorCode;
import dev.obtaskd.api.obshell.mapping.ObshellException;
import dev.obtaskd.cache.Caches;
import dev.obtaskd.security.AcceptedRequestStore;
import dev.obtaskd.store.StoreUnavailableException;
import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Runs each request that changes something at most once. A second request with the same header was
 * recorded in transit or repeated by a proxy; clients that retry make a new header.
 *
 * <p>The store keeps the hash of every accepted header as long as the header is valid, so that a
 * restart does not make it usable again. Memory keeps the answer for the same time: a repetition
 * with the same body gets the answer of the first request. No entry is dropped while its header is
 * valid: when there are too many, new requests are refused. Thread-safe.
 */
@ApplicationScoped
class ReplayGuard {
    private static final Messages MESSAGES = Messages.of("obshell");

    /** Not less than what the store accepts: below that limit memory refuses nothing. */
    private static final int MAXIMUM = 100_000;

    /** A header is valid until the end of its last second. */
    private static final Duration LAST_SECOND = Duration.ofSeconds(1);

    private static final LocalizedText TOO_MANY = MESSAGES.text("auth.too-many-valid");

    private final AcceptedRequestStore accepted;
    private final int maximum;
    private final Cache<String, Entry> byHeader;

    @Inject
    ReplayGuard(AcceptedRequestStore accepted, Clock clock) {
        this(accepted, clock, MAXIMUM);
    }

    /**
     * @param clock the wall clock, which also decides whether a header is valid
     * @param maximum number of entries in memory
     */
    ReplayGuard(AcceptedRequestStore accepted, Clock clock, int maximum) {
        this.accepted = accepted;
        this.maximum = maximum;
        this.byHeader =
                Caches.expiring(clock)
                        .expireAfter(
                                Expiry.<String, Entry>creating(
                                        (key, entry) ->
                                                Duration.between(clock.instant(), entry.until())
                                                        .plus(LAST_SECOND)))
                        .build();
    }

    /** Result of {@link #check}. */
    sealed interface Known {
        /** The request is new; the caller runs it and completes the answer. */
        record First(CompletableFuture<Envelope> answer) implements Known {}

        /** The request is a repetition; this is, or will be, its answer. */
        record Repeated(CompletableFuture<Envelope> answer) implements Known {}

        /** The header was used with another body, or before the daemon restarted. */
        record Used() implements Known {}
    }

    /**
     * Looks up a request, and accepts it if it is new.
     *
     * @param header base64 as sent; unique per request
     * @param body as sent
     * @param until end of the header's validity
     * @param stored whether the request writes to the store; others are accepted even if the store
     *     is lost
     * @throws StoreUnavailableException if the acceptance cannot be stored
     */
    Known check(String header, byte[] body, Instant until, boolean stored) {
        // Not of the text: the same bytes have more than one base64.
        var key = hash(Base64.getDecoder().decode(header));
        var mine = new Entry(hash(body), until, new CompletableFuture<>());
        var earlier = enter(key, mine);
        if (earlier != null) {
            return earlier.bodyHash().equals(mine.bodyHash())
                    ? new Known.Repeated(earlier.answer())
                    : new Known.Used();
        }
        try {
            return accept(key, mine, until);
        } catch (StoreUnavailableException lost) {
            if (!stored) {
                return new Known.First(mine.answer());
            }
            throw refused(key, mine, lost);
        }
    }

    private Known accept(String key, Entry mine, Instant until) {
        return switch (accepted.accept(key, until)) {
            case FIRST -> new Known.First(mine.answer());
            case AGAIN -> {
                refused(key, mine, new ObshellException(ObshellErrorCode.AUTH_EXPIRED));
                yield new Known.Used();
            }
            case TOO_MANY ->
                    throw refused(
                            key,
                            mine,
                            new ObshellException(ObshellErrorCode.COMMON_UNEXPECTED, TOO_MANY));
        };
    }

    /** Also answers requests with the same header that arrived meanwhile. */
    private RuntimeException refused(String key, Entry mine, RuntimeException why) {
        byHeader.invalidate(key);
        mine.answer().completeExceptionally(why);
        return why;
    }

    /** Adds an entry unless the header has one; returns the entry that was there, or null. */
    private @Nullable Entry enter(String key, Entry mine) {
        if (full() && byHeader.getIfPresent(key) == null) {
            throw new ObshellException(ObshellErrorCode.COMMON_UNEXPECTED, TOO_MANY);
        }
        return byHeader.asMap().putIfAbsent(key, mine);
    }

    private boolean full() {
        if (byHeader.estimatedSize() < maximum) {
            return false;
        }
        // Removes the expired entries, which count until then.
        byHeader.cleanUp();
        return byHeader.estimatedSize() >= maximum;
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }

    private record Entry(String bodyHash, Instant until, CompletableFuture<Envelope> answer) {}
}
