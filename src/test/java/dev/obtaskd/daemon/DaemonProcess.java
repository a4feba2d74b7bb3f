package dev.obtaskd.daemon;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/** The packaged daemon as a process of its own, which a test can kill. */
public final class DaemonProcess {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Path data;
    private final Path operations;
    private final int port = freePort();

    private final List<String> prefix = new ArrayList<>();
    private boolean plainLocale;
    private boolean archive = true;
    private Map<String, String> environment = System.getenv();
    private Process process;
    private String authorization;

    public DaemonProcess(Path data, Path operations) {
        this.data = data;
        this.operations = operations;
    }

    /** Starts the daemon without a locale from now on, as systemd or cron does. */
    public DaemonProcess withoutLocale() {
        plainLocale = true;
        return this;
    }

    /**
     * Starts the daemon without the archive of classes from now on, whose creation takes seconds.
     */
    public DaemonProcess withoutClassArchive() {
        archive = false;
        return this;
    }

    /** A response: status and body; the body is parsed if it is JSON. */
    public record Answer(int status, JsonNode body, String text) {}

    /**
     * @throws IllegalStateException with the end of the daemon's output if it is not ready within a
     *     minute
     */
    public DaemonProcess start(String... properties) throws IOException {
        launch(properties);
        try {
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(100))
                    .failFast(() -> !process.isAlive())
                    .until(this::ready);
        } catch (ConditionTimeoutException | TerminalFailureException closed) {
            var output = Files.readString(output());
            throw new IllegalStateException(
                    "not ready; its output: "
                            + output.substring(Math.max(0, output.length() - 4000)),
                    closed);
        }
        var password = Files.readString(data.resolve("initial-admin-password")).strip();
        authorization =
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(
                                        ("admin:" + password).getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /**
     * Starts the daemon through this program from now on; the program gets the daemon's command as
     * its arguments and executes it.
     */
    public DaemonProcess startThrough(String... program) {
        prefix.addAll(List.of(program));
        return this;
    }

    /** Sets all environment variables of the next start. */
    public DaemonProcess environment(Map<String, String> variables) {
        environment = variables;
        return this;
    }

    /**
     * The first daemon that stops normally writes the classes that it has loaded into an archive,
     * which halves the time of every later start. The benchmark uses no archive.
     */
    private List<String> flags() {
        var flags = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-Xmx256m"));
        var file = System.getProperty("obtaskd.class-archive");
        if (archive && file != null) {
            flags.addAll(List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + file));
        }
        return flags;
    }

    /** Starts the process without waiting until it is ready. */
    public Process launch(String... properties) throws IOException {
        var command = new ArrayList<>(prefix);
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(flags());
        command.addAll(
                List.of(
                        "-Dobtaskd.data-dir=" + data,
                        "-Dobtaskd.operations-dir=" + operations,
                        "-Dquarkus.http.port=" + port));
        command.addAll(List.of(properties));
        command.addAll(List.of("-jar", System.getProperty("obtaskd.jar")));
        var builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        if (plainLocale) {
            builder.environment()
                    .keySet()
                    .removeIf(name -> name.equals("LANG") || name.startsWith("LC_"));
            builder.environment().put("LC_ALL", "C");
        }
        process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return process;
    }

    /** File with the output of the daemon, in the parent of the data directory if that exists. */
    public Path output() {
        var place = data.getParent();
        return (Files.isDirectory(place) ? place : place.getParent()).resolve("daemon.log");
    }

    public long pid() {
        return process.pid();
    }

    public int port() {
        return port;
    }

    /** Value of the header that authenticates the administrator. */
    public String authorization() {
        return authorization;
    }

    /** Sends SIGKILL. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Sends SIGTERM and returns the exit code. */
    public int stop() throws InterruptedException {
        process.destroy();
        return process.waitFor();
    }

    public Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    /**
     * @param headers alternating names and values
     */
    public Answer post(String path, String body, String... headers)
            throws IOException, InterruptedException {
        var request = request(path).header("Content-Type", "application/json");
        return send(
                (headers.length == 0 ? request : request.headers(headers))
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Reads all pages of a list. */
    public List<JsonNode> all(String path) throws IOException, InterruptedException {
        var items = new ArrayList<JsonNode>();
        var cursor = "";
        do {
            var page = get(path + "?limit=500" + cursor).body();
            page.path("items").forEach(items::add);
            var next = page.path("nextCursor").textValue();
            cursor = next == null ? null : "&cursor=" + next;
        } while (cursor != null);
        return items;
    }

    /** Downloads the body of a response as it is. */
    byte[] download(String path) throws IOException, InterruptedException {
        return http.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofByteArray())
                .body();
    }

    private HttpRequest.Builder request(String path) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(Duration.ofSeconds(30));
        return authorization == null ? request : request.header("Authorization", authorization);
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        var json =
                answer.headers()
                        .firstValue("Content-Type")
                        .filter(type -> type.contains("json"))
                        .isPresent();
        return new Answer(
                answer.statusCode(), json ? JSON.readTree(answer.body()) : null, answer.body());
    }

    private boolean ready() throws InterruptedException {
        try {
            return get("/q/health/ready").status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
