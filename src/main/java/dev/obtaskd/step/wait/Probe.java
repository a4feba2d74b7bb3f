package dev.obtaskd.step.wait;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Looks once whether a condition holds. */
final class Probe {

    /** No look takes longer; the next one may find a host that was too slow now. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private Probe() {}

    static boolean holds(Condition condition) {
        return switch (condition) {
            case Condition.Tcp(var host, var port) -> accepts(host, port);
            case Condition.Http(var url, var expect) -> answers(url, expect);
            case Condition.Process(var pid) -> runs(pid);
            case Condition.ProcessOf(var file) -> runs(number(file));
            case Condition.File(var path, var exists) -> Files.exists(path, LinkOption.NOFOLLOW_LINKS) == exists;
        };
    }

    private static boolean accepts(String host, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), (int) LIMIT.toMillis());
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** With a client of its own: the thread that each has would wake an idle daemon all the time. */
    private static boolean answers(String url, int expect) {
        var request = HttpRequest.newBuilder(URI.create(url)).timeout(LIMIT).build();
        var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();
        try {
            return client.sendAsync(request, BodyHandlers.discarding())
                    .handle((answer, failure) -> failure == null && answer.statusCode() == expect)
                    .completeOnTimeout(false, LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } finally {
            client.shutdownNow();
        }
    }

    private static boolean runs(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    /** -1, which no process has, if the file is not there yet or half written. */
    private static long number(Path file) {
        try {
            return Long.parseLong(Files.readString(file).strip());
        } catch (IOException | NumberFormatException notYet) {
            return -1;
        }
    }
}
