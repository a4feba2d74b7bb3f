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
 * Decrypts authentication headers. Decryption takes about a millisecond of processor time per
 * block, so it runs on separate threads, at most one per processor, and once for a repeated header.
 */
@ApplicationScoped
class HeaderDecryptor {
    private static final Messages MESSAGES = Messages.of("obshell");

    /** The longest header that clients send, with long addresses. */
    static final int MAX_LENGTH = 8_192;

    private static final int MAXIMUM = 1_000;

    /**
     * Saves decryption for clients that send many requests with one header. Short, because a header
     * contains a password.
     */
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private static final int MAX_WAITING = 256;
    private static final LocalizedText BUSY = MESSAGES.text("auth.busy");
    private static final LocalizedText UNREADABLE = MESSAGES.text("auth.unreadable");

    private final ServerKeyPair key;
    private final FairQueue<CallerAddress> queue;
    private final Cache<String, AuthHeader> decrypted;

    HeaderDecryptor(ServerKeyPair key, @Identifier("steady") Clock clock) {
        this.key = key;
        this.decrypted =
                Caches.expiring(clock).expireAfterWrite(REMEMBERED).maximumSize(MAXIMUM).build();
        this.queue =
                new FairQueue<>(
                        "obshell-headers", Runtime.getRuntime().availableProcessors(), MAX_WAITING);
    }

    /** Decrypts a header, or fails with {@code HEADER_DECRYPT_FAILED}. */
    Uni<AuthHeader> decrypt(String header, CallerAddress caller) {
        var known = decrypted.getIfPresent(header);
        if (known != null) {
            return Uni.createFrom().item(known);
        }
        var result =
                Uni.createFrom()
                        .completionStage(() -> queue.submit(caller, () -> decryptNow(header)))
                        .onFailure(QueueFullException.class)
                        .transform(
                                full ->
                                        new ObshellException(
                                                ObshellErrorCode.AUTH_UNAUTHORIZED, BUSY));
        var origin = Vertx.currentContext();
        return origin == null
                ? result
                : result.emitOn(rest -> origin.runOnContext(ignored -> rest.run()));
    }

    private AuthHeader decryptNow(String header) {
        if (header.length() > MAX_LENGTH) {
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
