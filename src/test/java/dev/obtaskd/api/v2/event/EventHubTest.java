package dev.obtaskd.api.v2.event;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obtaskd.log.LogAppends;
import dev.obtaskd.security.UserRole;
import dev.obtaskd.store.TaskStore;
import dev.obtaskd.text.Language;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class EventHubTest {

    /** Kept alive without hello, the stream would look as if nothing changed. */
    @Test
    void closesTheConnectionOfAStreamThatCannotBeStarted() {
        var closed = new AtomicInteger();
        var hub =
                new EventHub(
                        fake(TaskStore.class, EventHubTest::fail),
                        Clock.systemUTC(),
                        new EventFrames(new ObjectMapper()),
                        null,
                        new LogAppends());
        hub.open(stream(closed));
        await().untilAtomic(closed, equalTo(1));
        hub.stop();
    }

    private static EventStream stream(AtomicInteger closed) {
        var connection =
                fake(
                        HttpConnection.class,
                        method -> {
                            closed.incrementAndGet();
                            return null;
                        });
        var request =
                fake(
                        HttpServerRequest.class,
                        method -> method.getName().equals("connection") ? connection : null);
        var caller =
                new StreamCaller(
                        QuarkusSecurityIdentity.builder()
                                .setPrincipal(new QuarkusPrincipal("viewer"))
                                .build(),
                        UserRole.TASK_VIEWER);
        return new EventStream(request, List.of(Topic.General.COUNTS), Language.EN, caller);
    }

    private static Object fail(Method method) {
        throw new IllegalStateException("the store is closed");
    }

    private static <T> T fake(Class<T> type, Function<Method, Object> call) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> call.apply(method)));
    }
}
