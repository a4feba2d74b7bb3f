package dev.obtaskd.api.obshell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A small client of obshell's API, independent of the code of the daemon. */
public final class ObshellClient {

    /** Bytes of text per block, as the SDKs choose it. */
    public static final int SDK = 53;

    /** Bytes of text per block, as web pages choose it: the maximum for a 2048-bit key. */
    public static final int PAGE = 2048 / 8 - 11;

    private static final String PADDED = "AES/CBC/PKCS5Padding";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SecureRandom RANDOM = new SecureRandom();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI root;
    private final String password;
    private final PublicKey key;

    /** Fetches the daemon's key. */
    public ObshellClient(URI root, String password) {
        this.root = root;
        this.password = password;
        this.key =
                pkcs1(
                        Base64.getDecoder()
                                .decode(
                                        plain("GET", "/api/v1/secret")
                                                .json()
                                                .at("/data/public_key")
                                                .textValue()));
    }

    /** A response; {@code json} is null if the body is not JSON. */
    public record Answer(int status, String contentType, JsonNode json, String text) {
        public String errCode() {
            return json.at("/error/errCode").textValue();
        }

        public int code() {
            return json.at("/error/code").intValue();
        }

        public JsonNode data() {
            return json.get("data");
        }
    }

    /** A call without login. */
    public Answer plain(String method, String target) {
        return send(
                HttpRequest.newBuilder().method(method, HttpRequest.BodyPublishers.noBody()),
                target);
    }

    /** A call with login, to be modified before it is sent. */
    public Call call(String method, String target) {
        return new Call(method, target);
    }

    public Answer get(String target) {
        return call("GET", target).send();
    }

    public Answer post(String target, String body) {
        return call("POST", target).body(body).send();
    }

    private Answer send(HttpRequest.Builder request, String target) {
        try {
            var answer =
                    http.send(
                            request.uri(
                                            URI.create(
                                                    root.resolve("/")
                                                                    .toString()
                                                                    .replaceAll("/$", "")
                                                            + target))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            var type = answer.headers().firstValue("Content-Type").orElse("");
            var json = type.startsWith("application/json") && !answer.body().isEmpty();
            return new Answer(
                    answer.statusCode(),
                    type,
                    json ? JSON.readTree(answer.body()) : null,
                    answer.body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(target, e);
        }
    }

    /** One call. */
    public final class Call {
        private final String method;
        private final String target;
        private final Map<String, Object> content = new LinkedHashMap<>();
        private final Map<String, String> headers = new LinkedHashMap<>();
        private final byte[] keys = new byte[32];
        private String headerName = "X-OCS-Header";
        private int chunk = SDK;
        private byte[] body = new byte[0];

        private Call(String method, String target) {
            this.method = method;
            this.target = target;
            RANDOM.nextBytes(keys);
            content.put("Auth", password);
            content.put("Ts", Long.toString(Instant.now().getEpochSecond() + 60));
            content.put("Uri", target);
            content.put("Keys", Base64.getEncoder().encodeToString(keys));
        }

        /** Sets or adds a value in the encrypted header. */
        public Call with(String name, Object value) {
            content.put(name, value);
            return this;
        }

        public Call without(String name) {
            content.remove(name);
            return this;
        }

        public Call lowerCase() {
            var lower =
                    content.entrySet().stream()
                            .collect(
                                    Collectors.toMap(
                                            entry -> entry.getKey().toLowerCase(Locale.ROOT),
                                            Map.Entry::getValue));
            content.clear();
            content.putAll(lower);
            return this;
        }

        public Call chunks(int bytes) {
            chunk = bytes;
            return this;
        }

        public Call agent() {
            headerName = "X-OCS-Agent-Header";
            return this;
        }

        /** A header of HTTP. */
        public Call header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        /** A body, which is encrypted. */
        public Call body(String clear) {
            return rawBody(
                    Base64.getEncoder()
                            .encode(
                                    aes(
                                            Cipher.ENCRYPT_MODE,
                                            PADDED,
                                            clear.getBytes(StandardCharsets.UTF_8))));
        }

        /**
         * A body that decrypts to invalid padding; random bytes have a valid padding once in 256
         * times.
         */
        public Call undecryptableBody() {
            return rawBody(
                    Base64.getEncoder()
                            .encode(aes(Cipher.ENCRYPT_MODE, "AES/CBC/NoPadding", new byte[32])));
        }

        /** A body that is sent unencrypted. */
        public Call rawBody(byte[] bytes) {
            body = bytes;
            return this;
        }

        /** Encrypts the header; {@link Sealed#send} always sends the same bytes. */
        public Sealed seal() {
            try {
                return sealAs(
                        Base64.getEncoder().encodeToString(rsa(JSON.writeValueAsBytes(content))));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Uses an unencrypted header. */
        public Sealed sealAs(String headerValue) {
            var all = new LinkedHashMap<>(headers);
            all.put(headerName, headerValue);
            return new Sealed(method, target, all, body);
        }

        public Answer send() {
            return seal().send();
        }

        /** Decrypts a response with the keys of this call. */
        public String decrypt(String base64) {
            return new String(
                    aes(Cipher.DECRYPT_MODE, PADDED, Base64.getDecoder().decode(base64)),
                    StandardCharsets.UTF_8);
        }

        private byte[] aes(int mode, String transformation, byte[] bytes) {
            try {
                var cipher = Cipher.getInstance(transformation);
                cipher.init(
                        mode,
                        new SecretKeySpec(Arrays.copyOf(keys, 16), "AES"),
                        new IvParameterSpec(Arrays.copyOfRange(keys, 16, 32)));
                return cipher.doFinal(bytes);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        private byte[] rsa(byte[] text) {
            try {
                var cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
                cipher.init(Cipher.ENCRYPT_MODE, key);
                var out = new ByteArrayOutputStream();
                for (var at = 0; at < text.length; at += chunk) {
                    out.writeBytes(cipher.doFinal(text, at, Math.min(chunk, text.length - at)));
                }
                return out.toByteArray();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** An encrypted call that can be sent repeatedly. */
    public final class Sealed {
        private final String method;
        private final String target;
        private final Map<String, String> headers;
        private final byte[] body;

        private Sealed(String method, String target, Map<String, String> headers, byte[] body) {
            this.method = method;
            this.target = target;
            this.headers = headers;
            this.body = body;
        }

        public Answer send() {
            var publisher =
                    body.length == 0
                            ? HttpRequest.BodyPublishers.noBody()
                            : HttpRequest.BodyPublishers.ofByteArray(body);
            var request = HttpRequest.newBuilder().method(method, publisher);
            headers.forEach(request::header);
            return ObshellClient.this.send(request, target);
        }

        /** The headers as sent, without the end of the last line. */
        public String headers() {
            return headers.entrySet().stream()
                    .map(header -> header.getKey() + ": " + header.getValue())
                    .collect(Collectors.joining("\r\n"));
        }

        /** The same header with another body. */
        public Sealed withBody(byte[] other) {
            return new Sealed(method, target, headers, other);
        }
    }

    /** Reads SEQUENCE {INTEGER n, INTEGER e}. */
    private static PublicKey pkcs1(byte[] der) {
        var sequence = element(ByteBuffer.wrap(der), 0x30);
        var modulus = new BigInteger(element(sequence, 0x02).array());
        var exponent = new BigInteger(element(sequence, 0x02).array());
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(modulus, exponent));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ByteBuffer element(ByteBuffer in, int tag) {
        if (in.get() != tag) {
            throw new IllegalStateException("not a PKCS#1 public key");
        }
        int length = in.get() & 0xff;
        if (length >= 0x80) {
            var digits = new byte[length & 0x7f];
            in.get(digits);
            length = new BigInteger(1, digits).intValueExact();
        }
        var content = new byte[length];
        in.get(content);
        return ByteBuffer.wrap(content);
    }
}
