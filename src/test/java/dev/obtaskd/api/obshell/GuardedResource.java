package dev.obtaskd.api.obshell;

import dev.obtaskd.api.obshell.mapping.ObshellErrorCode;
import dev.obtaskd.api.obshell.mapping.ObshellException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A resource that requires a login and counts its executions. */
@Path("/api/v1/guarded")
@RolesAllowed("TASK_MANAGER")
public class GuardedResource {

    static final Map<String, AtomicInteger> RUNS = new ConcurrentHashMap<>();
    static final CountDownLatch GATE = new CountDownLatch(1);

    public record Seen(String body, int run) {}

    @GET
    @Path("{name}")
    public Seen get(@PathParam("name") String name) {
        return new Seen("", runs(name));
    }

    @POST
    @Path("{name}")
    public Seen act(@PathParam("name") String name, byte[] body) {
        var run = RUNS.computeIfAbsent(name, none -> new AtomicInteger()).incrementAndGet();
        if (name.startsWith("refused")) {
            throw new ObshellException(ObshellErrorCode.COMMON_BIND_JSON_FAILED, "run " + run);
        }
        return new Seen(new String(body, StandardCharsets.UTF_8), run);
    }

    /** Responds when the gate is open. */
    @POST
    @Path("slow/{name}")
    public Seen slow(@PathParam("name") String name, byte[] body) throws InterruptedException {
        var seen = act(name, body);
        GATE.await();
        return seen;
    }

    static int runs(String name) {
        var runs = RUNS.get(name);
        return runs == null ? 0 : runs.get();
    }
}
