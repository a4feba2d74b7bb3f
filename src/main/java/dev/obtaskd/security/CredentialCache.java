package dev.obtaskd.security;

import com.github.benmanes.caffeine.cache.Cache;
import dev.obtaskd.cache.Caches;
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
import java.util.HexFormat;
import java.util.List;
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
    static final int MAXIMUM = 1_000;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;
    private final Cache<String, Entry> byName;

    CredentialCache(@Identifier("steady") Clock clock) {
        this.byName =
                Caches.expiring(clock).expireAfterWrite(REMEMBERED).maximumSize(MAXIMUM).build();
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, ALGORITHM);
    }

    /**
     * The first account of these names for which this very password was verified a short while ago.
     */
    public Optional<UserAccount> recall(List<String> names, char[] password) {
        var mac = mac(password);
        return names.stream()
                .map(byName::getIfPresent)
                .filter(entry -> entry != null && MessageDigest.isEqual(mac, entry.mac()))
                .map(Entry::account)
                .findFirst();
    }

    /** Remembers a password that was verified. */
    public void remember(UserAccount account, char[] password) {
        byName.put(account.name(), new Entry(mac(password), account));
    }

    /** Forgets an account, because its password or its role changed or it is gone. */
    public void forget(String name) {
        byName.invalidate(name);
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

    private record Entry(byte[] mac, UserAccount account) {}
}
