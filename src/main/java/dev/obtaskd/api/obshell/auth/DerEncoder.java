package dev.obtaskd.api.obshell.auth;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;

/** Encodes a PKCS#1 RSA public key in DER, which the JDK cannot do (RFC 8017, A.1.1). */
final class DerEncoder {

    private static final int INTEGER = 0x02;
    private static final int SEQUENCE = 0x30;

    private DerEncoder() {}

    static byte[] publicKey(BigInteger modulus, BigInteger exponent) {
        var numbers = new ByteArrayOutputStream();
        numbers.writeBytes(element(INTEGER, modulus.toByteArray()));
        numbers.writeBytes(element(INTEGER, exponent.toByteArray()));
        return element(SEQUENCE, numbers.toByteArray());
    }

    private static byte[] element(int tag, byte[] content) {
        var out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length >= 0x80) {
            var length = BigInteger.valueOf(content.length).toByteArray();
            var digits = length[0] == 0 ? length.length - 1 : length.length;
            out.write(0x80 | digits);
            out.write(length, length.length - digits, digits);
        } else {
            out.write(content.length);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }
}
