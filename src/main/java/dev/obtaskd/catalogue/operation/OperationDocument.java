package dev.obtaskd.catalogue.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The serialized operation, of which every task stores a copy. Made once for all tasks.
 *
 * @param text JSON
 * @param sha256 of the text in UTF-8, lower-case hex
 */
public record OperationDocument(String text, String sha256) {

    static OperationDocument of(JsonNode operation) {
        var text = operation.toString();
        return new OperationDocument(text, sha256(text));
    }

    private static String sha256(String text) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }
}
