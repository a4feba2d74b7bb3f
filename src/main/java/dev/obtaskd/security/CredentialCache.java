package dev.obtaskd.security;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What was verified in the last five minutes, so that not every request pays for a password hash.
 * Keeps a keyed hash of the password only; the key lives as long as the process. Thread-safe.
 */
@ApplicationScoped
public class CredentialCache {

    static final Duration REMEMBERED = Duration.ofMinutes(5);
    static final int MOST = 1_000;
    private static final String ALGORITHM = "HmacSHA256";

    private final Clock clock;
    private final SecretKeySpec key;
    private final Map<String, Entry> byName = new LinkedHashMap<>();

    CredentialCache(@Identifier("steady") Clock clock) {
        this.clock = clock;
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, ALGORITHM);
    }

    /**
     * The first account of these names for which this very password was verified a short while ago.
     */
    public Optional<UserAccount> recall(List<String> names, char[] password) {
        var mac = mac(password);
        synchronized (byName) {
            for (var name : names) {
                var entry = byName.get(name);
                if (entry != null
                        && clock.instant().isBefore(entry.until())
                        && MessageDigest.isEqual(mac, entry.mac())) {
                    return Optional.of(entry.account());
                }
            }
            return Optional.empty();
        }
    }

    /**
     * Remembers a password that was verified; the name verified longest ago goes when there are too
     * many.
     */
    public void remember(UserAccount account, char[] password) {
        var entry = new Entry(mac(password), account, clock.instant().plus(REMEMBERED));
        synchronized (byName) {
            byName.remove(account.name());
            if (byName.size() >= MOST) {
                byName.remove(byName.keySet().iterator().next());
            }
            byName.put(account.name(), entry);
        }
    }

    /** Forgets an account, because its password or its role changed or it is gone. */
    public void forget(String name) {
        synchronized (byName) {
            byName.remove(name);
        }
    }

    /** Tells passwords apart without keeping any; another one with every start. */
    String fingerprint(char[] password) {
        return HexFormat.of().formatHex(mac(password));
    }

    private byte[] mac(char[] password) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
            mac.update(bytes);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        }
    }

    private record Entry(byte[] mac, UserAccount account, Instant until) {}
}
