package dev.obtaskd.api.obshell.auth;

import dev.obtaskd.api.obshell.mapping.ObshellErrorCode;
import dev.obtaskd.api.obshell.mapping.ObshellException;
import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The cipher of a request's body: AES with a 16-byte key and a 16-byte initialization vector, both
 * chosen by the caller.
 */
final class BodyCipher {
    private static final Messages MESSAGES = Messages.of("obshell");

    private static final int EACH = 16;
    private static final LocalizedText UNDECRYPTABLE = MESSAGES.text("body.not-decryptable");

    private final SecretKeySpec key;
    private final IvParameterSpec first;

    private BodyCipher(byte[] both) {
        this.key = new SecretKeySpec(both, 0, EACH, "AES");
        this.first = new IvParameterSpec(both, EACH, EACH);
    }

    /**
     * @throws ObshellException {@code REQUEST_BODY_KEYS_INVALID} if there are less than 32 bytes
     */
    static BodyCipher of(byte[] both) {
        if (both.length < 2 * EACH) {
            throw new ObshellException(ObshellErrorCode.REQUEST_BODY_KEYS_INVALID);
        }
        return new BodyCipher(Arrays.copyOf(both, 2 * EACH));
    }

    /**
     * Decrypts a body.
     *
     * @param body base64 of the encrypted body
     * @throws ObshellException if it cannot be decrypted
     */
    byte[] decrypt(byte[] body) {
        try {
            var encrypted =
                    Base64.getDecoder()
                            .decode(new String(body, StandardCharsets.ISO_8859_1).strip());
            if (encrypted.length % EACH != 0) {
                throw new ObshellException(ObshellErrorCode.REQUEST_BODY_LENGTH_INVALID);
            }
            return run(Cipher.DECRYPT_MODE, encrypted);
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new ObshellException(ObshellErrorCode.COMMON_UNEXPECTED, UNDECRYPTABLE);
        }
    }

    /** Encrypts a text for the response, in base64. */
    String encrypt(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            run(Cipher.ENCRYPT_MODE, text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES is not available", e);
        }
    }

    private byte[] run(int mode, byte[] bytes) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(mode, key, first);
        return cipher.doFinal(bytes);
    }
}
