package dev.obtaskd.api.obshell.auth;

import dev.obtaskd.account.SettingRepository;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.http.DomainSocketServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The RSA key pair (2048 bits) for which callers encrypt their headers. It is generated at the
 * first start and stored in the store, which only the user of the daemon can read.
 */
@ApplicationScoped
public class ServerKeyPair {

    private static final Logger LOG = Logger.getLogger(ServerKeyPair.class);

    static final int BITS = 2048;
    private static final int BLOCK = BITS / 8;
    private static final String SETTING = "obshell.private-key";

    private final SettingRepository settings;
    private final Object storeAccess = new Object();
    private volatile boolean stopping;
    private volatile @Nullable RSAPrivateCrtKey key;

    @Inject
    ServerKeyPair(SettingRepository settings) {
        this.settings = settings;
    }

    /**
     * Makes the key when the server has started, which it would delay by up to a second. It has a
     * thread of its own, because the observers of an event run one after the other.
     */
    void opened(@ObservesAsync DomainSocketServerStart event) {
        Thread.ofPlatform().daemon().name("key-pair").start(this::makeEarly);
    }

    private void makeEarly() {
        try {
            key();
        } catch (RuntimeException e) {
            if (!stopping) {
                LOG.warnf("The key of API v1 is made when it is needed: %s", e);
            }
        }
    }

    /** Waits for an access to the store, and lets none begin any more: the store closes next. */
    void stop(@Observes ShutdownEvent event) {
        synchronized (storeAccess) {
            stopping = true;
        }
    }

    private <T> T inStore(Supplier<T> access) {
        synchronized (storeAccess) {
            if (stopping) {
                throw new IllegalStateException("the daemon stops");
            }
            return access.get();
        }
    }

    /** The public key: base64 of a PKCS#1 {@code RSAPublicKey}. */
    public String publicKey() {
        return Base64.getEncoder()
                .encodeToString(
                        DerEncoder.publicKey(key().getModulus(), key().getPublicExponent()));
    }

    /**
     * Decrypts PKCS#1 v1.5 blocks.
     *
     * @throws GeneralSecurityException if a block or the length is invalid; the message does not
     *     tell which
     */
    byte[] decrypt(byte[] blocks) throws GeneralSecurityException {
        if (blocks.length == 0 || blocks.length % BLOCK != 0) {
            throw new GeneralSecurityException("length is not a multiple of the block size");
        }
        var cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
        cipher.init(Cipher.DECRYPT_MODE, key());
        var text = new ByteArrayOutputStream();
        for (var at = 0; at < blocks.length; at += BLOCK) {
            text.writeBytes(cipher.doFinal(blocks, at, BLOCK));
        }
        return text.toByteArray();
    }

    /** The key; waits until it is made. */
    private RSAPrivateCrtKey key() {
        var present = key;
        return present == null ? load() : present;
    }

    private synchronized RSAPrivateCrtKey load() {
        var loaded = key;
        if (loaded == null) {
            loaded =
                    inStore(() -> settings.find(SETTING))
                            .map(ServerKeyPair::read)
                            .orElseGet(this::make);
            key = loaded;
        }
        return loaded;
    }

    private RSAPrivateCrtKey make() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            var made = generator.generateKeyPair().getPrivate();
            return inStore(
                    () -> {
                        var text = Base64.getEncoder().encodeToString(made.getEncoded());
                        settings.saveSecret(SETTING, text);
                        return (RSAPrivateCrtKey) made;
                    });
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("RSA is not available", e);
        }
    }

    private static RSAPrivateCrtKey read(String stored) {
        try {
            var spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(stored));
            return (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(spec);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the setting " + SETTING + " is not an RSA key", e);
        }
    }
}
