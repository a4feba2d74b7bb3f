package dev.obtaskd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.daemon.DaemonProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backup and restore by the command line, with a packaged daemon. */
class BackupIT {

    private static final int CLIENTS = 4;

    /** Of the numbers up to 6,000,000. */
    private static final long LOG_BYTES = 46_000_000;

    private static final String OPERATIONS =
            """
            operation: it.%s
            title: {en: Step, zh: 步骤}
            description: {en: A step., zh: 步骤}
            scope: LOCAL
            maintenance: {type: NONE}
            steps:
              - {id: step, title: {en: Step, zh: 步骤}, run: {exec: {argv: %s}}}
            """;

    @TempDir Path directory;

    private Path data;
    private Path operations;
    private DaemonProcess daemon;
    private final List<DaemonProcess> others = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        data = directory.resolve("data");
        operations = privateDirectory("operations");
        operation("hello", "[/bin/echo, hello]");
        operation("count", "[/usr/bin/seq, \"6000000\"]");
        operation("sleep", "[/bin/sleep, \"600\"]");
        daemon = new DaemonProcess(data, operations).start("-Dobtaskd.max-running=2");
    }

    @AfterEach
    void stop() throws Exception {
        daemon.kill();
        for (var other : others) {
            other.kill();
        }
    }

    @Test
    void aBackupOfABusyDaemonHasEveryTaskThatWasAcceptedBefore() throws Exception {
        submit("it.sleep");
        Set<String> accepted = ConcurrentHashMap.newKeySet();
        var stopped = new AtomicBoolean();
        var longest = new AtomicLong();
        var busy = new CountDownLatch(40);
        try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
            for (int i = 0; i < CLIENTS; i++) {
                clients.submit(
                        () -> {
                            while (!stopped.get()) {
                                var begin = System.nanoTime();
                                accepted.add(submit("it.hello"));
                                longest.accumulateAndGet(System.nanoTime() - begin, Math::max);
                                busy.countDown();
                            }
                            return null;
                        });
            }
            busy.await();
            longest.set(0);
            var before = Set.copyOf(accepted);
            var file = directory.resolve("backup.zip");
            var backup = cli("backup", file.toString(), "--logs", "--secrets");
            stopped.set(true);
            assertThat(backup.code()).as(backup.err()).isZero();
            System.out.printf("longest submit beside a backup: %d ms%n", longest.get() / 1_000_000);
            assertThat(Files.getPosixFilePermissions(file))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(names()).noneMatch(name -> name.startsWith(".obtaskd-backup"));
            restoresAllOf(before, file);
        }
    }

    private void restoresAllOf(Set<String> before, Path file) throws Exception {
        var restored = directory.resolve("restored");
        var restore = CliRun.on(restored).run("restore", file.toString());
        assertThat(restore.code()).as(restore.err()).isZero();
        assertThat(restored.resolve("restore-incomplete")).doesNotExist();
        assertThat(restored.resolve("restored/operations/hello.yaml")).exists();
        assertPrivate(restored);
        var other = new DaemonProcess(restored, operations);
        others.add(other);
        // Ids contain the address of the agent.
        other.start("-Dobtaskd.agent.port=" + daemon.port());
        var ids =
                other.all("/api/v2/tasks").stream()
                        .map(task -> task.path("id").textValue())
                        .collect(Collectors.toSet());
        assertThat(ids).containsAll(before);
        aRunningProgramCountsAsInterrupted(other);
        var subTask =
                other.get("/api/v2/tasks/" + before.iterator().next())
                        .body()
                        .at("/subTasks/0/id")
                        .textValue();
        Awaitility.await()
                .untilAsserted(
                        () ->
                                assertThat(other.get("/api/v2/subtasks/" + subTask + "/log").text())
                                        .contains("hello"));
    }

    /** It is not started again without a decision of a user. */
    private static void aRunningProgramCountsAsInterrupted(DaemonProcess other) {
        Awaitility.await()
                .untilAsserted(
                        () -> {
                            var tasks = other.get("/api/v2/tasks?operation=it.sleep").body();
                            assertThat(tasks.at("/items/0/state").textValue()).isEqualTo("FAILED");
                            assertThat(tasks.at("/items/0/cause").textValue())
                                    .isEqualTo("INTERRUPTED");
                        });
    }

    private static void assertPrivate(Path restored) throws IOException {
        try (var all = Files.walk(restored)) {
            for (var path : all.toList()) {
                var mode = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
                assertThat(PosixFilePermissions.toString(mode))
                        .as(path.toString())
                        .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
            }
        }
    }

    @Test
    void onlySecretsHaveSecrets() throws Exception {
        var secrets = Files.createDirectories(data.resolve("secrets"));
        Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString("rwx------"));
        Files.writeString(secrets.resolve("database"), "very-secret-value");
        var plain = directory.resolve("plain.zip");
        assertThat(cli("backup", plain.toString()).code()).isZero();
        assertThat(entries(plain))
                .contains("store/obtaskd.mv.db", "operations/hello.yaml", "manifest.json")
                .noneMatch(name -> name.matches("(secrets|account|keys)/.*"));
        var full = directory.resolve("full.zip");
        assertThat(cli("backup", full.toString(), "--secrets").code()).isZero();
        assertThat(entries(full)).contains("secrets/database", "account/initial-admin-password");
        var restored = directory.resolve("restored");
        assertThat(
                        CliRun.alone()
                                .run("restore", full.toString(), "--data-dir", restored.toString())
                                .code())
                .isZero();
        assertThat(restored.resolve("secrets/database")).hasContent("very-secret-value");
        assertThat(restored.resolve("initial-admin-password"))
                .hasSameBinaryContentAs(data.resolve("initial-admin-password"));
    }

    @Test
    void aFileThatExistsIsReplacedOnlyIfAsked() throws Exception {
        var file = Files.writeString(directory.resolve("backup.zip"), "mine");
        var refused = cli("backup", file.toString());
        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err()).contains("exists already; --overwrite");
        assertThat(file).hasContent("mine");
        assertThat(cli("backup", file.toString(), "--overwrite").code()).isZero();
        assertThat(entries(file)).contains("manifest.json");
        var missing = cli("backup", directory.resolve("none/backup.zip").toString());
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err().lines()).hasSize(1);
        assertThat(cli("backup", directory.toString()).code()).isEqualTo(2);
    }

    @Test
    void onlyAdministratorsGetABackup() throws Exception {
        var file = directory.resolve("backup.zip");
        var password = Files.writeString(directory.resolve("password"), "correct horse battery");
        var user =
                cli(
                        "user",
                        "create",
                        "tom",
                        "--role",
                        "TASK_MANAGER",
                        "--password-file",
                        password.toString());
        assertThat(user.code()).as(user.err()).isZero();
        var refused =
                cli(
                        "backup",
                        file.toString(),
                        "--login",
                        "tom",
                        "--password-file",
                        password.toString());
        assertThat(refused.code()).isEqualTo(12);
        assertThat(refused.err().lines()).hasSize(1);
        var initial = data.resolve("initial-admin-password").toString();
        var token = cli("token", "create", "it", "--login", "admin", "--password-file", initial);
        var byToken =
                CliRun.alone()
                        .with("OBTASKD_TOKEN", token.out().strip())
                        .run(
                                "--server",
                                "http://127.0.0.1:" + daemon.port(),
                                "backup",
                                file.toString());
        assertThat(byToken.code()).as(byToken.err()).isEqualTo(12);
        assertThat(file).doesNotExist();
        assertThat(names()).noneMatch(name -> name.startsWith(".obtaskd-backup"));
    }

    @Test
    void aDamagedBackupRestoresNothing() throws Exception {
        var file = directory.resolve("backup.zip");
        assertThat(cli("backup", file.toString(), "--logs").code()).isZero();
        var good = Files.readAllBytes(file);
        for (var length :
                new int[] {0, 1, 100, good.length / 2, good.length - 100, good.length - 1}) {
            var cut = new byte[length];
            System.arraycopy(good, 0, cut, 0, length);
            assertRefused(cut, "is not a complete backup");
        }
        for (var at : new int[] {60, good.length / 3, good.length / 2}) {
            var flipped = good.clone();
            flipped[at] ^= 0x10;
            assertRefused(flipped, "is not a complete backup");
        }
    }

    @Test
    void aHostileBackupRestoresNothing() throws Exception {
        var file = directory.resolve("backup.zip");
        assertThat(cli("backup", file.toString()).code()).isZero();
        var content = content(file);
        var manifest = text(content.remove("manifest.json"));
        for (var name :
                List.of("../evil", "/etc/evil", "operations/../../evil", "other/file", "x")) {
            var more = new LinkedHashMap<>(content);
            more.put(name, new byte[0]);
            var named =
                    manifest.replace(
                            "\"entries\" : [ {",
                            "\"entries\" : [ {\"name\": \""
                                    + name
                                    + "\", \"size\": 0, \"sha256\": \""
                                    + "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"},"
                                    + " {");
            assertThat(named).isNotEqualTo(manifest);
            assertRefused(zip(more, named), "cannot be restored");
            assertRefused(zip(more, manifest), "differ from manifest.json");
        }
        assertRefused(zip(content, manifest.replace("\"size\" : ", "\"size\" : 1")), "differs");
        assertRefused(
                zip(content, manifest.replaceFirst("\"schema\" : \\d+", "\"schema\" : 999")),
                "with schema version 999");
        assertRefused(
                zip(content, manifest.replaceFirst("\"format\" : \\d+", "\"format\" : 2")),
                "has format 2");
        assertRefused(zip(Map.of(), "{}"), "is not a complete backup");
    }

    @Test
    void onlyAnEmptyDirectoryIsRestoredTo() throws Exception {
        var file = directory.resolve("backup.zip");
        assertThat(cli("backup", file.toString()).code()).isZero();
        var living = CliRun.on(data).run("restore", file.toString());
        assertThat(living.code()).isEqualTo(3);
        assertThat(living.err()).contains("is in use by a running obtaskd");
        assertThat(daemon.get("/q/health/ready").status()).isEqualTo(200);
        daemon.stop();
        var stored = CliRun.on(data).run("restore", file.toString());
        assertThat(stored.code()).isEqualTo(3);
        assertThat(stored.err()).contains("contains a store already");
        var other = privateDirectory("other");
        Files.writeString(other.resolve("mine"), "mine");
        var full = CliRun.on(other).run("restore", file.toString());
        assertThat(full.code()).isEqualTo(3);
        assertThat(full.err()).contains("it contains mine");
        assertThat(other.resolve("db")).doesNotExist();
        var orphan = CliRun.on(directory.resolve("a/b")).run("restore", file.toString());
        assertThat(orphan.code()).isEqualTo(3);
        var unknown = CliRun.on(other).run("restore", directory.resolve("none.zip").toString());
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("does not exist");
    }

    @Test
    void aRestoreThatIsKilledStartsNoDaemonAndIsRepeated() throws Exception {
        var task = submit("it.count");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> cli("task", "wait", task).code() == 0);
        var file = directory.resolve("backup.zip");
        assertThat(cli("backup", file.toString(), "--logs").code()).isZero();
        var half = privateDirectory("half");
        killedWhileItWritesLogs(half, file);

        assertThat(half.resolve("restore-incomplete")).exists();
        var refusing = new DaemonProcess(half, operations);
        others.add(refusing);
        assertThat(refusing.launch().waitFor()).isEqualTo(1);
        assertThat(refusing.output()).content().contains("contains an incomplete restore");

        Files.writeString(half.resolve("something"), "of the restore");
        Files.setAttribute(half, "unix:uid", 65534);
        assertThat(CliRun.on(half).run("restore", file.toString()).code()).isZero();
        assertThat(half.resolve("something")).doesNotExist();
        assertThat(half.resolve("restore-incomplete")).doesNotExist();
        assertThat((int) Files.getAttribute(half.resolve("db/obtaskd.mv.db"), "unix:uid"))
                .isEqualTo(65534);
        assertThat(bytesOf(half.resolve("tasks"))).isGreaterThan(LOG_BYTES);
    }

    private static void killedWhileItWritesLogs(Path target, Path file) throws Exception {
        var restore =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElse("java"),
                                "-XX:TieredStopAtLevel=1",
                                "-jar",
                                System.getProperty("obtaskd.jar"),
                                "restore",
                                file.toString(),
                                "--data-dir",
                                target.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        while (restore.isAlive() && bytesOf(target.resolve("tasks")) == 0) {
            Thread.onSpinWait();
        }
        restore.destroyForcibly().waitFor();
        assertThat(bytesOf(target.resolve("tasks"))).isBetween(1L, LOG_BYTES);
    }

    private static long bytesOf(Path root) {
        try (var all = Files.exists(root) ? Files.walk(root) : Stream.<Path>empty()) {
            return all.filter(Files::isRegularFile).mapToLong(path -> path.toFile().length()).sum();
        } catch (IOException | UncheckedIOException changed) {
            return 0;
        }
    }

    private void assertRefused(byte[] content, String message) throws IOException {
        var file = Files.write(directory.resolve("bad.zip"), content);
        var target = directory.resolve("target");
        var run = CliRun.on(target).run("restore", file.toString());
        assertThat(run.code()).as(run.err()).isEqualTo(3);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains(message);
        assertThat(target).doesNotExist();
    }

    private CliRun cli(String... args) {
        return CliRun.on(data).run(args);
    }

    private String submit(String operation) throws Exception {
        var answer = daemon.post("/api/v2/tasks", "{\"operation\": \"" + operation + "\"}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.body().path("id").textValue();
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static List<String> entries(Path file) throws IOException {
        try (var zip = new ZipFile(file.toFile())) {
            return Collections.list(zip.entries()).stream()
                    .map(entry -> entry.getName())
                    .collect(Collectors.toList());
        }
    }

    private static Map<String, byte[]> content(Path file) throws IOException {
        var content = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipFile(file.toFile())) {
            for (var entry : Collections.list(zip.entries())) {
                content.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return content;
    }

    private byte[] zip(Map<String, byte[]> content, String manifest) throws IOException {
        var file = directory.resolve("made.zip");
        try (OutputStream out = Files.newOutputStream(file);
                var zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            for (var entry : content.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
            zip.putNextEntry(new ZipEntry("manifest.json"));
            zip.write(manifest.getBytes(StandardCharsets.UTF_8));
        }
        return Files.readAllBytes(file);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private void operation(String name, String argv) throws IOException {
        Files.writeString(operations.resolve(name + ".yaml"), OPERATIONS.formatted(name, argv));
    }

    private Path privateDirectory(String name) throws IOException {
        return Files.createDirectory(
                directory.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
}
