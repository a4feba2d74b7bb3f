package dev.obtaskd.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last entry of a backup: what is in it. A backup without it is not complete.
 *
 * @param format version of the format
 * @param daemon version of the daemon that made it
 * @param schema version of the schema of the store
 * @param host name of the host
 */
public record BackupManifest(
        int format,
        String daemon,
        int schema,
        Instant createdAt,
        String host,
        BackupOptions options,
        List<Entry> entries) {

    /** The version that this program writes and reads. */
    public static final int FORMAT = 1;

    /** Name of the entry. */
    public static final String NAME = "manifest.json";

    /** Name of the entry with the store. */
    public static final String STORE = "store/obtaskd.mv.db";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * Another entry of the backup.
     *
     * @param sha256 of its content, lower-case hex
     * @param source the file that it is a copy of; null for entries that were made for the backup
     */
    public record Entry(String name, long size, String sha256, @Nullable String source) {}

    /** The content of the entry. */
    byte[] bytes() throws JsonProcessingException {
        var manifest =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("format", format)
                        .put("daemon", daemon)
                        .put("schema", schema)
                        .put("createdAt", createdAt.toString())
                        .put("host", host)
                        .put("secrets", options.secrets())
                        .put("logs", options.logs());
        var list = manifest.putArray("entries");
        entries.forEach(entry -> write(list.addObject(), entry));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest);
    }

    private static void write(ObjectNode json, Entry entry) {
        json.put("name", entry.name()).put("size", entry.size()).put("sha256", entry.sha256());
        if (entry.source() != null) {
            json.put("source", entry.source());
        }
    }

    /** The format of a manifest, which may be one that {@link #parse} does not read. */
    public static int format(byte[] bytes) throws IOException {
        return JSON.readTree(bytes).path("format").asInt();
    }

    /**
     * Reads the content of the entry.
     *
     * @throws IOException if it has another form
     */
    public static BackupManifest parse(byte[] bytes) throws IOException {
        var json = JSON.readTree(bytes);
        var entries = new ArrayList<Entry>();
        for (var entry : json.path("entries")) {
            entries.add(
                    new Entry(
                            text(entry, "name"),
                            number(entry, "size"),
                            text(entry, "sha256"),
                            entry.path("source").textValue()));
        }
        try {
            return new BackupManifest(
                    (int) number(json, "format"),
                    text(json, "daemon"),
                    (int) number(json, "schema"),
                    Instant.parse(text(json, "createdAt")),
                    text(json, "host"),
                    new BackupOptions(
                            json.path("secrets").asBoolean(), json.path("logs").asBoolean()),
                    List.copyOf(entries));
        } catch (DateTimeParseException e) {
            throw new IOException("createdAt of the manifest is not an instant", e);
        }
    }

    private static String text(JsonNode object, String field) throws IOException {
        var value = object.path(field).textValue();
        if (value == null) {
            throw new IOException("the manifest lacks " + field);
        }
        return value;
    }

    private static long number(JsonNode object, String field) throws IOException {
        var value = object.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw new IOException("the manifest lacks " + field);
        }
        return value.longValue();
    }
}
