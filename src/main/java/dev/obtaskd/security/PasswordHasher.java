package dev.obtaskd.security;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Hashes passwords. The text form {@code pbkdf2-sha512$<iterations>$<salt>$<hash>}, with salt and
 * hash in base64, contains the number of iterations, so that it can be raised later.
 */
public final class PasswordHasher {

    private static final String SCHEME = "pbkdf2-sha512";
    private static final String ALGORITHM = "PBKDF2WithHmacSHA512";
    private static final int ITERATIONS = 210_000;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 64;

    /** Matches no password, at the same cost as any other hash. */
    static final String UNMATCHABLE =
            SCHEME + "$" + ITERATIONS + "$" + "A".repeat(22) + "$" + "A".repeat(86);

    private PasswordHasher() {}

    /** Hashes a password with a new salt; deliberately takes about 100 ms of processor time. */
    public static String hash(char[] password) {
        var salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        var encoder = Base64.getEncoder().withoutPadding();
        return SCHEME
                + "$"
                + ITERATIONS
                + "$"
                + encoder.encodeToString(salt)
                + "$"
                + encoder.encodeToString(derive(password, salt, ITERATIONS));
    }

    /**
     * Whether a password is the one a hash was made from; takes as long as {@link #hash}.
     *
     * @param hash text form made by {@link #hash}
     * @throws IllegalArgumentException if the text form is another one
     */
    public static boolean matches(char[] password, String hash) {
        var parts = hash.split("\\$");
        if (parts.length != 4 || !parts[0].equals(SCHEME)) {
            throw new IllegalArgumentException("not a " + SCHEME + " hash");
        }
        var decoder = Base64.getDecoder();
        var derived = derive(password, decoder.decode(parts[2]), Integer.parseInt(parts[1]));
        return MessageDigest.isEqual(derived, decoder.decode(parts[3]));
    }

    private static byte[] derive(char[] password, byte[] salt, int iterations) {
        var spec = new PBEKeySpec(password, salt, iterations, HASH_BYTES * 8);
        try {
            return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is not available", e);
        } finally {
            spec.clearPassword();
        }
    }
}
