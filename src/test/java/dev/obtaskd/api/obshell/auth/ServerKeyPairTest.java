package dev.obtaskd.api.obshell.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.obtaskd.account.SettingRepository;
import dev.obtaskd.security.CallerAddress;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ServerKeyPairTest {

    private static final CallerAddress HERE = new CallerAddress("127.0.0.1");

    @Inject ServerKeyPair key;

    @Inject SettingRepository settings;

    @Inject HeaderDecryptor decryptor;

    @Test
    void isTheSameAfterARestart() {
        var before = key.publicKey();
        assertThat(new ServerKeyPair(settings).publicKey()).isEqualTo(before);
    }

    @Test
    void isEncodedLikeTheInnerPartOfJavasEncoding() throws GeneralSecurityException {
        var spki = publicKey().getEncoded();
        var pkcs1 = Base64.getDecoder().decode(key.publicKey());
        assertThat(Arrays.copyOfRange(spki, spki.length - pkcs1.length, spki.length))
                .isEqualTo(pkcs1);
        assertThat(publicKey().getModulus().bitLength()).isEqualTo(ServerKeyPair.BITS);
    }

    @Test
    void decryptsBlocksOfAnyLength() throws GeneralSecurityException {
        var blocks = concat(encrypt("{\"Auth\":\""), encrypt(""), encrypt("中文\"}"));
        assertThat(key.decrypt(blocks)).asString().isEqualTo("{\"Auth\":\"中文\"}");
    }

    @Test
    void refusesInvalidBlocks() throws GeneralSecurityException {
        var block = encrypt("x");
        for (var wrong :
                new byte[][] {
                    {},
                    {1},
                    Arrays.copyOf(block, 255),
                    Arrays.copyOf(block, 257),
                    new byte[256],
                    new byte[512]
                }) {
            assertThatThrownBy(() -> key.decrypt(wrong))
                    .isInstanceOf(GeneralSecurityException.class);
        }
    }

    @Test
    void decryptsARepeatedHeaderOnce() throws GeneralSecurityException {
        var header =
                Base64.getEncoder().encodeToString(encrypt("{\"auth\":\"p\",\"UNKNOWN\":[1]}"));
        var first = decryptor.decrypt(header, HERE).await().indefinitely();
        assertThat(first.auth()).isEqualTo("p");
        assertThat(decryptor.decrypt(header, HERE).await().indefinitely()).isSameAs(first);
    }

    @Test
    void hidesThePasswordInItsTextForm() throws GeneralSecurityException {
        var header =
                Base64.getEncoder().encodeToString(encrypt("{\"Auth\":\"hidden\",\"Uri\":\"/x\"}"));
        assertThat(decryptor.decrypt(header, HERE).await().indefinitely().toString())
                .contains("/x")
                .doesNotContain("hidden");
    }

    private byte[] encrypt(String text) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
        cipher.init(Cipher.ENCRYPT_MODE, publicKey());
        return cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private RSAPublicKey publicKey() throws GeneralSecurityException {
        var der = Base64.getDecoder().decode(key.publicKey());
        // SEQUENCE (4 bytes), INTEGER (4 bytes) of 257 bytes, INTEGER (2 bytes) of 3.
        var modulus = new BigInteger(Arrays.copyOfRange(der, 8, 265));
        var exponent = new BigInteger(Arrays.copyOfRange(der, 267, 270));
        return (RSAPublicKey)
                KeyFactory.getInstance("RSA")
                        .generatePublic(new RSAPublicKeySpec(modulus, exponent));
    }

    private static byte[] concat(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }
}
