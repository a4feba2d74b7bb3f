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

/**
 * Looks whether a condition holds. A look that hangs is left alone, and no other is begun until it
 * has ended.
 */
final class ConditionProbe implements AutoCloseable {

    /**
     * No look is waited for any longer; it counts when it comes back, and the next one may be
     * quicker.
     */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final WaitCondition condition;
    private final BlockingCalls calls;
    private @Nullable BlockingCall<?> call;
    private CompletableFuture<Boolean> seen = CompletableFuture.completedFuture(false);

    ConditionProbe(WaitCondition condition, BlockingCalls calls) {
        this.condition = condition;
        this.calls = calls;
    }

    /**
     * Looks once.
     *
     * @param limit after which the answer is no, at most
     * @param woken ends the look early
     */
    boolean holds(Duration limit, CompletableFuture<?> woken) throws InterruptedException {
        if (seen.isDone()) {
            seen = look().exceptionally(failure -> false);
        }
        try {
            CompletableFuture.anyOf(seen, woken)
                    .completeOnTimeout(
                            null, Math.min(limit.toNanos(), LIMIT.toNanos()), TimeUnit.NANOSECONDS)
                    .join();
        } finally {
            if (!seen.isDone() && call != null) {
                call.giveUp();
            }
        }
        return seen.getNow(false);
    }

    @Override
    public void close() {
        if (call != null) {
            call.drop();
        }
    }

    private CompletableFuture<Boolean> look() {
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

    private CompletableFuture<Boolean> simple(Callable<Boolean> look) {
        var begun = calls.look("a look whether " + condition.text(), look);
        call = begun;
        return begun.answer();
    }

    /**
     * A name server may not answer for long; the connection itself holds no thread of the system.
     */
    private CompletableFuture<Boolean> resolved(String host, Predicate<InetAddress> connect) {
        var begun = calls.look("the look-up of host " + host, () -> address(host));
        call = begun;
        return begun.answer()
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
     * With a client of its own: the thread that each has would wake an idle daemon all the time.
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
