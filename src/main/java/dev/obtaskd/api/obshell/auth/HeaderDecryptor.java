package dev.obtaskd.api.obshell.auth;

import dev.obtaskd.api.obshell.mapping.ObshellErrorCode;
import dev.obtaskd.api.obshell.mapping.ObshellException;
import dev.obtaskd.security.CallerAddress;
import dev.obtaskd.security.FairQueue;
import dev.obtaskd.security.QueueFullException;
import dev.obtaskd.text.LocalizedText;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Decrypts headers. That takes a millisecond of a processor for each of their blocks, so it happens
 * on threads of its own, of which there are no more than processors, and once for a header that
 * comes again.
 */
@ApplicationScoped
class HeaderDecryptor {

    /** As long as the longest that clients send with long addresses. */
    static final int LONGEST = 8_192;

    static final int MOST = 1_000;

    /**
     * Short, as a header holds a password: it saves those the work who send many requests with one
     * header.
     */
    static final Duration REMEMBERED = Duration.ofMinutes(1);

    private static final int MOST_WAITING = 256;
    private static final LocalizedText BUSY =
            new LocalizedText("too many headers are waiting, try again", "等待解密的请求过多, 请重试");
    private static final LocalizedText UNREADABLE =
            new LocalizedText("it was not made with the key of this daemon", "并非用本服务的公钥加密");

    private final ServerKeyPair key;
    private final FairQueue<CallerAddress> threads;
    private final Clock clock;
    private final LinkedHashMap<String, Opened> opened = new LinkedHashMap<>();

    HeaderDecryptor(ServerKeyPair key, @Identifier("steady") Clock clock) {
        this.key = key;
        this.clock = clock;
        this.threads =
                new FairQueue<>(
                        "obshell-headers",
                        Runtime.getRuntime().availableProcessors(),
                        MOST_WAITING);
    }

    /** The content of a header that a caller sent; fails with {@code HEADER_DECRYPT_FAILED}. */
    Uni<AuthHeader> open(String header, CallerAddress caller) {
        var known = recall(header);
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
            remember(header, content);
            return content;
        } catch (IllegalArgumentException | GeneralSecurityException | IOException e) {
            throw new ObshellException(ObshellErrorCode.HEADER_DECRYPT_FAILED, UNREADABLE);
        }
    }

    private @Nullable AuthHeader recall(String header) {
        synchronized (opened) {
            forgetOld();
            var known = opened.get(header);
            return known == null ? null : known.content();
        }
    }

    private void remember(String header, AuthHeader content) {
        synchronized (opened) {
            forgetOld();
            if (opened.size() >= MOST) {
                opened.pollFirstEntry();
            }
            opened.putIfAbsent(header, new Opened(content, clock.instant().plus(REMEMBERED)));
        }
    }

    /** The map keeps the order in which they came, and all stay equally long. */
    private void forgetOld() {
        var now = clock.instant();
        while (!opened.isEmpty() && opened.firstEntry().getValue().until().isBefore(now)) {
            opened.pollFirstEntry();
        }
    }

    private record Opened(AuthHeader content, Instant until) {}
}
