package dev.obtaskd.step.wait;

import dev.obtaskd.path.PathNames;
import dev.obtaskd.step.BlockingCall;
import dev.obtaskd.step.BlockingCalls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Checks whether a condition holds. While one check hangs, no other one is started. */
final class ConditionProbe implements AutoCloseable {

    /** Timeout of one check. Its result still counts when it arrives later. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final WaitCondition condition;
    private final BlockingCalls calls;
    private @Nullable BlockingCall<?> call;
    private CompletableFuture<Boolean> result = CompletableFuture.completedFuture(false);

    ConditionProbe(WaitCondition condition, BlockingCalls calls) {
        this.condition = condition;
        this.calls = calls;
    }

    /**
     * Checks once.
     *
     * @param limit timeout, after which the result is false
     * @param woken ends the check early
     */
    boolean holds(Duration limit, CompletableFuture<?> woken) throws InterruptedException {
        if (result.isDone()) {
            result = check().exceptionally(failure -> false);
        }
        try {
            CompletableFuture.anyOf(result, woken)
                    .completeOnTimeout(
                            null, Math.min(limit.toNanos(), LIMIT.toNanos()), TimeUnit.NANOSECONDS)
                    .join();
        } finally {
            if (!result.isDone() && call != null) {
                call.abandon();
            }
        }
        return result.getNow(false);
    }

    @Override
    public void close() {
        if (call != null) {
            call.drop();
        }
    }

    private CompletableFuture<Boolean> check() {
        return switch (condition) {
            case WaitCondition.Tcp(var host, var port) ->
                    resolved(host, found -> accepts(new InetSocketAddress(found, port)));
            case WaitCondition.Http(var url, var expect) ->
                    resolved(URI.create(url).getHost(), found -> answers(url, expect));
            case WaitCondition.Process(var pid) -> simple(() -> ProcessProbe.runs(pid));
            case WaitCondition.ProcessOf(var file) ->
                    simple(() -> ProcessProbe.runs(ProcessProbe.number(PathNames.path(file))));
            case WaitCondition.File(var path, var exists) ->
                    simple(
                            () ->
                                    Files.exists(PathNames.path(path), LinkOption.NOFOLLOW_LINKS)
                                            == exists);
        };
    }

    private CompletableFuture<Boolean> simple(Callable<Boolean> check) {
        var started = calls.probe("the check that " + condition.text(), check);
        call = started;
        return started.result();
    }

    /** A name server may block for long; the connection itself does not hold a platform thread. */
    private CompletableFuture<Boolean> resolved(String host, Predicate<InetAddress> connect) {
        var started = calls.probe("name resolution of host " + host, () -> address(host));
        call = started;
        return started.result()
                .thenApplyAsync(
                        found -> found != null && connect.test(found), Thread::startVirtualThread);
    }

    private static @Nullable InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException notYet) {
            return null;
        }
    }

    private static boolean accepts(InetSocketAddress address) {
        try (var socket = new Socket()) {
            socket.connect(address, (int) LIMIT.toMillis());
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /**
     * Uses a new client: the selector thread of a shared one would wake an idle daemon
     * periodically.
     */
    private static boolean answers(String url, int expect) {
        var request = HttpRequest.newBuilder(URI.create(url)).timeout(LIMIT).build();
        var client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(LIMIT)
                        .build();
        try {
            return client.sendAsync(request, BodyHandlers.discarding())
                    .handle((answer, failure) -> failure == null && answer.statusCode() == expect)
                    .completeOnTimeout(false, LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } finally {
            client.shutdownNow();
        }
    }
}
