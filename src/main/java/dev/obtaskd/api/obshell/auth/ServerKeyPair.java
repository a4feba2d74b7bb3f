package dev.obtaskd.api.obshell.auth;

import dev.obtaskd.account.SettingRepository;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;

/**
 * The RSA key pair (2048 bits) for which callers encrypt their headers. It is generated at the
 * first start and stored in the store, which only the user of the daemon can read.
 */
@ApplicationScoped
public class ServerKeyPair {

    static final int BITS = 2048;
    private static final int BLOCK = BITS / 8;
    private static final String SETTING = "obshell.private-key";

    private final SettingRepository settings;
    private volatile @Nullable RSAPrivateCrtKey key;

    @Inject
    ServerKeyPair(SettingRepository settings) {
        this.settings = settings;
    }

    /** Runs after the store is open and before the port opens. */
    void start(@Observes StartupEvent event) {
        key = settings.find(SETTING).map(ServerKeyPair::read).orElseGet(this::make);
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

    private RSAPrivateCrtKey key() {
        var made = key;
        if (made == null) {
            throw new IllegalStateException("not started");
        }
        return made;
    }

    private RSAPrivateCrtKey make() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            var made = generator.generateKeyPair().getPrivate();
            settings.saveSecret(SETTING, Base64.getEncoder().encodeToString(made.getEncoded()));
            return (RSAPrivateCrtKey) made;
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
