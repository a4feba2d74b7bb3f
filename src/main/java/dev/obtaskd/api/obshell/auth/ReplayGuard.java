package dev.obtaskd.api.obshell.auth;

import dev.obtaskd.api.obshell.mapping.Envelope;
import dev.obtaskd.api.obshell.mapping.ObshellErrorCode;
import dev.obtaskd.api.obshell.mapping.ObshellException;
import dev.obtaskd.security.AcceptedRequestStore;
import dev.obtaskd.store.StoreUnavailableException;
import dev.obtaskd.text.LocalizedText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request that changes something run once: one that comes again, byte by byte, was recorded
 * on its way or sent again by a proxy. That it was accepted is on disk before it runs, and stays
 * there as long as its header is valid. The answers are in memory: while one is there it is given
 * again, else the request is refused. Clients that try again make a new header. Thread-safe.
 */
@ApplicationScoped
class ReplayGuard {

    private static final int MOST = 10_000;
    private static final LocalizedText TOO_MANY =
            new LocalizedText(
                    "too many requests were accepted whose headers are still valid, try again"
                            + " later",
                    "请求头仍有效的请求过多, 请稍后再试");

    private final AcceptedRequestStore accepted;
    private final int most;
    private final Map<String, Seen> byHeader = new LinkedHashMap<>();

    @Inject
    ReplayGuard(AcceptedRequestStore accepted) {
        this(accepted, MOST);
    }

    /**
     * @param most how many answers are kept in memory
     */
    ReplayGuard(AcceptedRequestStore accepted, int most) {
        this.accepted = accepted;
        this.most = most;
    }

    /** What is known of a request. */
    sealed interface Known {
        /** It has not been here; whoever runs it completes the answer. */
        record First(CompletableFuture<Envelope> answer) implements Known {}

        /** It has: this is, or will be, its answer. */
        record Again(CompletableFuture<Envelope> answer) implements Known {}

        /** Its header has, but with another body, or so long ago that the answer is forgotten. */
        record Used() implements Known {}
    }

    /**
     * Looks a request up, and accepts it if it is new.
     *
     * @param header base64, as it was sent; no two requests have the same bytes
     * @param body as it was sent
     * @param until when the header ends
     * @param stored whether the request changes what is stored; another one is accepted though the
     *     store is lost
     * @throws StoreUnavailableException if it cannot be stored that it is accepted
     */
    Known seen(String header, byte[] body, Instant until, boolean stored) {
        // Not of the text: the same bytes have more than one base64.
        var key = hash(Base64.getDecoder().decode(header));
        var mine = new Seen(hash(body), new CompletableFuture<>());
        var earlier = enter(key, mine);
        if (earlier != null) {
            return earlier.bodyHash().equals(mine.bodyHash())
                    ? new Known.Again(earlier.answer())
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

    private Known accept(String key, Seen mine, Instant until) {
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

    /** A request that was sent with the same header meanwhile is refused too. */
    private RuntimeException refused(String key, Seen mine, RuntimeException why) {
        synchronized (byHeader) {
            byHeader.remove(key);
        }
        mine.answer().completeExceptionally(why);
        return why;
    }

    /** The entry that is there already; null if this one is there now. */
    private @Nullable Seen enter(String key, Seen mine) {
        synchronized (byHeader) {
            var earlier = byHeader.get(key);
            if (earlier == null) {
                makeRoom();
                byHeader.put(key, mine);
            }
            return earlier;
        }
    }

    /** Of the oldest answers; the store knows of their requests as long as it has to. */
    private void makeRoom() {
        var oldest = byHeader.values().iterator();
        while (byHeader.size() >= most && oldest.hasNext()) {
            if (oldest.next().answer().isDone()) {
                oldest.remove();
            }
        }
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }

    private record Seen(String bodyHash, CompletableFuture<Envelope> answer) {}
}
