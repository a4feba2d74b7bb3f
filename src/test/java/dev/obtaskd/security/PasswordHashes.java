package dev.obtaskd.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Hashes as earlier versions stored them. */
public final class PasswordHashes {

    private PasswordHashes() {}

    /** With 210,000 iterations of PBKDF2. */
    public static String pbkdf2(String password) {
        var salt = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
        var encoder = Base64.getEncoder().withoutPadding();
        try {
            var hash =
                    SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                            .generateSecret(
                                    new PBEKeySpec(password.toCharArray(), salt, 210_000, 512))
                            .getEncoded();
            return "pbkdf2-sha512$210000$"
                    + encoder.encodeToString(salt)
                    + "$"
                    + encoder.encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
