package dev.obtaskd.security;

import com.github.benmanes.caffeine.cache.Cache;
import dev.obtaskd.cache.Caches;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
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
 * Passwords that were verified in the last five minutes, so that not every request costs a password
 * hash. Contains only a keyed hash of each password; the key exists as long as the process.
 * Thread-safe.
 */
@ApplicationScoped
public class CredentialCache {

    static final Duration REMEMBERED = Duration.ofMinutes(5);
    static final int MAXIMUM = 1_000;
    private static final String ALGORITHM = "HmacSHA256";

    /** Cloned for each use: a new one costs more than the keyed hash itself. */
    private final Mac keyed;

    private final VerifiedAccounts accounts;
    private final Cache<String, Entry> byName;

    CredentialCache(@Identifier("steady") Clock clock, VerifiedAccounts accounts) {
        this.accounts = accounts;
        this.byName =
                Caches.expiring(clock).expireAfterWrite(REMEMBERED).maximumSize(MAXIMUM).build();
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        this.keyed = keyed(bytes);
    }

    /** The first of the named accounts for which exactly this password was verified recently. */
    public Optional<UserAccount> recall(List<String> names, char[] password) {
        var mac = mac(password);
        return names.stream()
                .map(byName::getIfPresent)
                .filter(entry -> entry != null && MessageDigest.isEqual(mac, entry.mac()))
                .flatMap(entry -> accounts.current(entry.account()).stream())
                .findFirst();
    }

    /** Remembers a password that was verified. */
    public void remember(UserAccount account, char[] password) {
        byName.put(account.name(), new Entry(mac(password), account));
    }

    /** Removes an account after its password or role changed or it was deleted. */
    public void forget(String name) {
        byName.invalidate(name);
    }

    /** A keyed hash of the password; differs after a restart. */
    String fingerprint(char[] password) {
        return HexFormat.of().formatHex(mac(password));
    }

    private static Mac keyed(byte[] key) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is not available", e);
        }
    }

    private byte[] mac(char[] password) {
        try {
            var mac = (Mac) keyed.clone();
            mac.update(StandardCharsets.UTF_8.encode(CharBuffer.wrap(password)));
            return mac.doFinal();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(ALGORITHM + " cannot be cloned", e);
        }
    }

    private record Entry(byte[] mac, UserAccount account) {}
}
