package dev.obtaskd.api.v2;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/** A daemon with valid and invalid secrets, and operations that use them. */
public class SecretDaemon implements QuarkusTestProfile {

    static final String TOKEN = "s3cr'et \"tok/en\"  ";
    static final String KEY = "first line\nsecond line";

    static final List<String> BAD =
            List.of(
                    "fifo",
                    "directory",
                    "latin1",
                    "huge",
                    "short",
                    "open",
                    "link",
                    "absent",
                    "foreign");

    @Override
    public Map<String, String> getConfigOverrides() {
        try {
            var root = Files.createTempDirectory("obtaskd-secrets");
            secrets(closed(closed(root.resolve("data")).resolve("secrets")));
            var operations = Files.createDirectory(root.resolve("operations"));
            for (var name : BAD) {
                operation(operations, "first." + name, "- " + step("use", using(name), "{}"));
                operation(
                        operations,
                        "later." + name,
                        "- "
                                + step("before", "{exec: {argv: [/bin/true]}}", "{}")
                                + "  - "
                                + step("use", using(name), "{}"));
                operation(
                        operations,
                        "undo." + name,
                        "- "
                                + step("before", "{exec: {argv: [/bin/true]}}", using(name))
                                + "  - "
                                + step(
                                        "fail",
                                        "{exec: {argv: [/bin/false]}}",
                                        "{exec: {argv: [/bin/true]}}"));
            }
            operation(operations, "good.use", "- " + step("use", using("token"), "{}"));
            operation(
                    operations,
                    "leak.output",
                    "- "
                            + step(
                                    "leak",
                                    "{exec: {argv: [/bin/sh, -c, 'printf \"told=%s\\\\n"
                                        + "harmless=1\\\\n"
                                        + "\" \"$TOKEN\" >\"$OBTASKD_OUTPUT\"'], env: {TOKEN: '${{"
                                        + " secret:token }}'}}}",
                                    "{}"));
            operation(
                    operations,
                    "leak.http",
                    "- "
                            + step(
                                    "leak",
                                    "{http: {url: 'http://127.0.0.1:9/', headers: {X: '${{"
                                            + " secret:key }}'}}}",
                                    "{}"));
            operation(
                    operations,
                    "leak.log",
                    "- "
                            + step(
                                    "leak",
                                    "{exec: {argv: [/bin/sh, -c, 'printf %s \"$TOKEN\" | base64;"
                                        + " printf \"user:%s\" \"$TOKEN\" | base64'], env: {TOKEN:"
                                        + " '${{ secret:plain }}'}}}",
                                    "{}"));
            return Map.of(
                    "obtaskd.data-dir",
                    root.resolve("data").toString(),
                    "obtaskd.operations-dir",
                    operations.toString(),
                    "obtaskd.max-running",
                    "4");
        } catch (IOException | InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private static void secrets(Path secrets) throws IOException, InterruptedException {
        if (new ProcessBuilder("mkfifo", "-m", "600", secrets.resolve("fifo").toString())
                        .start()
                        .waitFor()
                != 0) {
            throw new IOException("no named pipe");
        }
        closed(secrets.resolve("directory"));
        secret(secrets, "latin1", "p\u00e4ssword".getBytes(StandardCharsets.ISO_8859_1));
        secret(secrets, "huge", "x".repeat(10_000_000).getBytes(StandardCharsets.UTF_8));
        secret(secrets, "short", "e\n".getBytes(StandardCharsets.UTF_8));
        secret(secrets, "token", (TOKEN + "\n").getBytes(StandardCharsets.UTF_8));
        secret(secrets, "plain", "plain-secret-value".getBytes(StandardCharsets.UTF_8));
        secret(secrets, "key", KEY.getBytes(StandardCharsets.UTF_8));
        Files.setPosixFilePermissions(
                secret(secrets, "open", "password".getBytes(StandardCharsets.UTF_8)),
                PosixFilePermissions.fromString("rw-r--r--"));
        Files.createSymbolicLink(secrets.resolve("link"), secrets.resolve("token"));
        var foreign = secret(secrets, "foreign", "password".getBytes(StandardCharsets.UTF_8));
        if ((int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0) {
            Files.setAttribute(foreign, "unix:uid", 65534);
        } else {
            Files.delete(foreign);
        }
    }

    private static Path secret(Path directory, String name, byte[] value) throws IOException {
        var file = Files.write(directory.resolve(name), value);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static Path closed(Path path) throws IOException {
        return Files.createDirectory(
                path,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private static String using(String secret) {
        return "{exec: {argv: [/bin/sh, -c, 'printf %s \"$S\" | wc -c; printf \"%s\\\\n"
                + "\" \"$S\"'], env: {S: '${{ secret:"
                + secret
                + " }}'}}}";
    }

    private static String step(String id, String run, String rollback) {
        return "id: %s\n    title: {en: Step, zh: 步骤}\n    run: %s\n%s"
                .formatted(
                        id, run, rollback.equals("{}") ? "" : "    rollback: " + rollback + "\n");
    }

    private static void operation(Path directory, String name, String steps) throws IOException {
        Files.writeString(
                directory.resolve(name + ".yaml"),
                """
                operation: %s
                title: {en: T, zh: 测试}
                description: {en: D, zh: 测试}
                scope: LOCAL
                maintenance: {type: NONE}
                steps:
                """
                                .formatted(name)
                        + "  "
                        + steps);
    }
}
