package dev.obtaskd.security;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Hashes passwords. The text form of a hash names its scheme and contains the costs, so that both
 * can change:
 *
 * <ul>
 *   <li>{@code $argon2id$v=19$m=<KiB>,t=<passes>,p=1$<salt>$<hash>}: the present scheme
 *   <li>{@code pbkdf2-sha512$<iterations>$<salt>$<hash>}: accepted, and replaced when the user logs
 *       in
 *   <li>{@code sha256$<salt>$<hash>}: for random passwords, which need no slow hash; also replaced
 *       when the user logs in
 * </ul>
 *
 * Salt and hash are in base64 without padding.
 */
public final class PasswordHasher {

    private static final String PBKDF2 = "pbkdf2-sha512";
    private static final String PBKDF2_ALGORITHM = "PBKDF2WithHmacSHA512";
    private static final String SHA256 = "sha256";
    private static final String ARGON2 = "argon2id";
    private static final Pattern ARGON2_COSTS = Pattern.compile("m=([0-9]+),t=([0-9]+),p=1");
    private static final int SALT_BYTES = 16;

    /** Matches no password, at the same cost as any other hash of the present scheme. */
    static final String UNMATCHABLE = argon2(Argon2.DEFAULT, "A".repeat(22), "A".repeat(43));

    private static final String UNMATCHABLE_PBKDF2 =
            PBKDF2 + "$210000$" + "A".repeat(22) + "$" + "A".repeat(86);

    private PasswordHasher() {}

    /** Hashes a password with a new salt; deliberately expensive. */
    public static String hash(char[] password) {
        var salt = salt();
        return argon2(
                Argon2.DEFAULT, encode(salt), encode(Argon2.DEFAULT.derive(bytes(password), salt)));
    }

    /** Hashes a password with at least 128 random bits; guesses are hopeless at any speed. */
    static String hashRandom(char[] password) {
        var salt = salt();
        return SHA256 + "$" + encode(salt) + "$" + encode(sha256(bytes(password), salt));
    }

    /**
     * Whether a password is the one a hash was made from.
     *
     * @param hash text form of one of the schemes
     * @throws IllegalArgumentException if the text form is another one
     */
    public static boolean matches(char[] password, String hash) {
        var parts = hash.split("\\$");
        var derived =
                switch (scheme(hash)) {
                    case ARGON2 -> costs(parts[3]).derive(bytes(password), decode(parts[4]));
                    case PBKDF2 -> pbkdf2(password, decode(parts[2]), Integer.parseInt(parts[1]));
                    default -> sha256(bytes(password), decode(parts[1]));
                };
        return MessageDigest.isEqual(derived, decode(parts[parts.length - 1]));
    }

    /** Whether a hash is to be replaced when its password is known. */
    static boolean outdated(String hash) {
        return !scheme(hash).equals(ARGON2);
    }

    /** Whether a hash is of the earlier slow scheme. */
    static boolean pbkdf2(String hash) {
        return hash.startsWith(PBKDF2 + "$");
    }

    /**
     * Spends what a failed check of a hash has cost less than that of another one, so that the
     * duration of a failure does not tell which user exists or has which scheme.
     *
     * @param pbkdf2 whether some user has a hash of the earlier slow scheme
     */
    static void spendRest(char[] password, String hash, boolean pbkdf2) {
        if (outdated(hash)) {
            matches(password, UNMATCHABLE);
        }
        if (pbkdf2 && !pbkdf2(hash)) {
            matches(password, UNMATCHABLE_PBKDF2);
        }
    }

    private static String scheme(String hash) {
        var parts = hash.split("\\$");
        if (parts.length == 6 && parts[1].equals(ARGON2) && parts[2].equals("v=19")) {
            return ARGON2;
        }
        if (parts.length == 4 && parts[0].equals(PBKDF2)) {
            return PBKDF2;
        }
        if (parts.length == 3 && parts[0].equals(SHA256)) {
            return SHA256;
        }
        throw new IllegalArgumentException("not a hash of a password");
    }

    private static String argon2(Argon2 costs, String salt, String hash) {
        return "$%s$v=19$m=%d,t=%d,p=1$%s$%s"
                .formatted(ARGON2, costs.memoryKib(), costs.passes(), salt, hash);
    }

    private static Argon2 costs(String text) {
        var matcher = ARGON2_COSTS.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not the costs of " + ARGON2);
        }
        return new Argon2(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    private static byte[] pbkdf2(char[] password, byte[] salt, int iterations) {
        var spec = new PBEKeySpec(password, salt, iterations, 512);
        try {
            return SecretKeyFactory.getInstance(PBKDF2_ALGORITHM).generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(PBKDF2_ALGORITHM + " is not available", e);
        } finally {
            spec.clearPassword();
        }
    }

    private static byte[] sha256(byte[] password, byte[] salt) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            return digest.digest(password);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }

    private static byte[] bytes(char[] password) {
        var encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
        var bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        return bytes;
    }

    private static byte[] salt() {
        var salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return salt;
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] decode(String text) {
        return Base64.getDecoder().decode(text);
    }

    /**
     * Argon2id with one lane, by the classes of Bouncy Castle below its security provider, which
     * needs reflection.
     *
     * @param memoryKib memory of one computation
     * @param passes over that memory
     */
    private record Argon2(int memoryKib, int passes) {

        /** The recommendation of OWASP with the least memory. */
        static final Argon2 DEFAULT = new Argon2(7 * 1024, 5);

        private static final int BYTES = 32;

        /** Bounds the memory of computations at the same time; the whole heap has 64 MB. */
        private static final Semaphore RUNNING = new Semaphore(2, true);

        /** The hash of a password; deliberately expensive. */
        byte[] derive(byte[] password, byte[] salt) {
            var parameters =
                    new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                            .withMemoryAsKB(memoryKib)
                            .withIterations(passes)
                            .withParallelism(1)
                            .withSalt(salt)
                            .build();
            var derived = new byte[BYTES];
            RUNNING.acquireUninterruptibly();
            try {
                var generator = new Argon2BytesGenerator();
                generator.init(parameters);
                generator.generateBytes(password, derived);
                return derived;
            } finally {
                RUNNING.release();
            }
        }
    }
}
