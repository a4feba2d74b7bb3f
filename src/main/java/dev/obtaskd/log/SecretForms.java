package dev.obtaskd.log;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Other representations of a secret: in JSON, in a URL, quoted for a shell, in base64 (also after a
 * user name, as in an HTTP header).
 */
final class SecretForms {

    /** Shorter base64 text may be in a log by chance. */
    private static final int SHORTEST_BASE64 = 8;

    private SecretForms() {}

    /** Those that differ from the secret itself. */
    static List<byte[]> of(byte[] secret) {
        var text = new String(secret, StandardCharsets.UTF_8);
        Set<String> forms = new LinkedHashSet<>();
        forms.add(json(text));
        forms.add(json(text).replace("/", "\\/"));
        forms.add(URLEncoder.encode(text, StandardCharsets.UTF_8));
        forms.add(URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20"));
        forms.add(text.replace("\n", "\\n").replace("\r", "\\r").replace("'", "'\\''"));
        for (int behind = 0; behind < 3; behind++) {
            var encoded = base64(secret, behind);
            if (encoded.length() >= SHORTEST_BASE64) {
                forms.add(encoded);
                forms.add(encoded.replace('+', '-').replace('/', '_'));
            }
        }
        forms.remove(text);
        return forms.stream().map(form -> form.getBytes(StandardCharsets.UTF_8)).toList();
    }

    private static String json(String text) {
        var escaped = new StringBuilder();
        text.chars()
                .forEach(
                        c ->
                                escaped.append(
                                        switch (c) {
                                            case '"' -> "\\\"";
                                            case '\\' -> "\\\\";
                                            case '\n' -> "\\n";
                                            case '\r' -> "\\r";
                                            case '\t' -> "\\t";
                                            default ->
                                                    c < ' '
                                                            ? "\\u%04x".formatted(c)
                                                            : String.valueOf((char) c);
                                        }));
        return escaped.toString();
    }

    /** The characters that depend on the secret alone, for this number of bytes before it. */
    private static String base64(byte[] secret, int behind) {
        var bytes = new byte[behind + secret.length];
        System.arraycopy(secret, 0, bytes, behind, secret.length);
        var encoded = Base64.getEncoder().withoutPadding().encodeToString(bytes);
        var from = Math.ceilDiv(behind * 8, 6);
        return encoded.substring(from, Math.max(from, bytes.length * 8 / 6));
    }
}
