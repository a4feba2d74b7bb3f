package dev.obtaskd.api.obshell.auth;

import com.github.benmanes.caffeine.cache.Cache;
import dev.obtaskd.api.obshell.mapping.ObshellErrorCode;
import dev.obtaskd.api.obshell.mapping.ObshellException;
import dev.obtaskd.cache.Caches;
import dev.obtaskd.security.CallerAddress;
import dev.obtaskd.security.FairQueue;
import dev.obtaskd.security.QueueFullException;
import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;

/**
 * Decrypts headers. That takes a millisecond of a processor for each of their blocks, so it happens
 * on threads of its own, of which there are no more than processors, and once for a header that
 * comes again.
 */
@ApplicationScoped
class HeaderDecryptor {
    private static final Messages MESSAGES = Messages.of("obshell");

    /** As long as the longest that clients send with long addresses. */
    static final int LONGEST = 8_192;

    private static final int MAXIMUM = 1_000;

    /**
     * Saves decryption for clients that send many requests with one header. Short, because a header
     * contains a password.
     */
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private static final int MOST_WAITING = 256;
    private static final LocalizedText BUSY = MESSAGES.text("auth.busy");
    private static final LocalizedText UNREADABLE = MESSAGES.text("auth.unreadable");

    private final ServerKeyPair key;
    private final FairQueue<CallerAddress> threads;
    private final Cache<String, AuthHeader> decrypted;

    HeaderDecryptor(ServerKeyPair key, @Identifier("steady") Clock clock) {
        this.key = key;
        this.decrypted =
                Caches.expiring(clock).expireAfterWrite(REMEMBERED).maximumSize(MAXIMUM).build();
        this.threads =
                new FairQueue<>(
                        "obshell-headers",
                        Runtime.getRuntime().availableProcessors(),
                        MOST_WAITING);
    }

    /** The content of a header that a caller sent; fails with {@code HEADER_DECRYPT_FAILED}. */
    Uni<AuthHeader> open(String header, CallerAddress caller) {
        var known = decrypted.getIfPresent(header);
        if (known != null) {
            return Uni.createFrom().item(known);
        }
        var opened =
                Uni.createFrom()
                        .completionStage(() -> threads.submit(caller, () -> decrypt(header)))
                        .onFailure(QueueFullException.class)
                        .transform(
                                full ->
                                        new ObshellException(
                                                ObshellErrorCode.AUTH_UNAUTHORIZED, BUSY));
        var origin = Vertx.currentContext();
        return origin == null
                ? opened
                : opened.emitOn(rest -> origin.runOnContext(ignored -> rest.run()));
    }

    private AuthHeader decrypt(String header) {
        if (header.length() > LONGEST) {
            throw new ObshellException(ObshellErrorCode.HEADER_DECRYPT_FAILED, UNREADABLE);
        }
        try {
            var content = AuthHeader.read(key.decrypt(Base64.getDecoder().decode(header)));
            // Not put: another use of the header must not prolong how long it is kept.
            decrypted.asMap().putIfAbsent(header, content);
            return content;
        } catch (IllegalArgumentException | GeneralSecurityException | IOException e) {
            throw new ObshellException(ObshellErrorCode.HEADER_DECRYPT_FAILED, UNREADABLE);
        }
    }
}
