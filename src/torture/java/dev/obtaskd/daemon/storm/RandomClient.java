package dev.obtaskd.daemon.storm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.daemon.DaemonProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A client that submits and operates tasks at random, and repeats requests with a key after a
 * restart of the daemon.
 */
final class RandomClient {

    private static final int ACTS = 12;
    private static final String UNFINISHED =
            "/api/v2/tasks?limit=40&state=RUNNING&state=ROLLING_BACK&state=FAILED&state=ROLLBACK_FAILED";

    private final DaemonProcess daemon;
    private final RequestJournal journal;
    private final String name;
    private final Random random;
    private final List<ClientAction> toRepeat = new ArrayList<>();
    private int acts;

    RandomClient(DaemonProcess daemon, RequestJournal journal, String name, Random random) {
        this.daemon = daemon;
        this.journal = journal;
        this.name = name;
        this.random = random;
    }

    /** Sends requests until the daemon is down or the time is over. */
    void run() {
        try {
            repeat();
            for (int i = 0; i < ACTS; i++) {
                var act = random.nextInt(5) < 2 ? Optional.of(submit()) : operation();
                if (act.isPresent()) {
                    ask(act.get());
                }
            }
        } catch (IOException killed) {
            // The last request may or may not have been executed.
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Operates a task as its state allows, to bring it to an end. */
    void end(JsonNode task) throws IOException, InterruptedException {
        var allowed = allowed("/api/v2/tasks/", task);
        if (!allowed.isEmpty()) {
            ask(ClientAction.operate(reason(), allowed.get(random.nextInt(allowed.size())), false));
        }
    }

    /** Repeats requests with a key that were accepted or not answered. */
    void repeat() throws IOException, InterruptedException {
        while (!toRepeat.isEmpty()) {
            send(toRepeat.getFirst());
            toRepeat.removeFirst();
        }
    }

    private ClientAction submit() {
        var reason = reason();
        var operation = List.of("none", "none", "global", "tenant").get(random.nextInt(4));
        var params =
                "{\"name\": \"%s\", \"fails\": \"%d\", \"nap\": \"%s\", \"tenant\": \"%s\"}"
                        .formatted(
                                reason,
                                Math.max(0, random.nextInt(5) - 2),
                                random.nextInt(4) == 0 ? "3" : "0.1",
                                random.nextBoolean() ? "x" : "y");
        return ClientAction.submit(reason, "storm." + operation, params, random.nextBoolean());
    }

    /** Prefers operations that are allowed. */
    private Optional<ClientAction> operation() throws IOException, InterruptedException {
        var tasks = daemon.get(UNFINISHED).body().path("items");
        if (tasks.isEmpty()) {
            return Optional.empty();
        }
        var task =
                daemon.get(
                                "/api/v2/tasks/"
                                        + tasks.get(random.nextInt(tasks.size()))
                                                .path("id")
                                                .asText())
                        .body();
        var paths = allowed("/api/v2/tasks/", task);
        task.path("subTasks")
                .forEach(subTask -> paths.addAll(allowed("/api/v2/subtasks/", subTask)));
        paths.add("/api/v2/tasks/" + task.path("id").asText() + "/rollback");
        return Optional.of(
                ClientAction.operate(
                        reason(), paths.get(random.nextInt(paths.size())), random.nextBoolean()));
    }

    private static List<String> allowed(String place, JsonNode operated) {
        var paths = new ArrayList<String>();
        for (var operation : operated.path("operations")) {
            if (operation.path("allowed").asBoolean()) {
                paths.add(
                        place + operated.path("id").asText() + "/" + operation.path("op").asText());
            }
        }
        return paths;
    }

    private void ask(ClientAction act) throws IOException, InterruptedException {
        journal.asked(act);
        if (act.key() != null) {
            toRepeat.add(act);
        }
        if (!send(act)) {
            toRepeat.remove(act);
        }
    }

    /** Returns whether the request was accepted; a refused one may be accepted later. */
    private boolean send(ClientAction act) throws IOException, InterruptedException {
        var answer =
                act.key() == null
                        ? daemon.post(act.path(), act.body())
                        : daemon.post(act.path(), act.body(), "Idempotency-Key", act.key());
        journal.answered(act, answer);
        return RequestJournal.accepted(answer);
    }

    private String reason() {
        return name + "-" + acts++;
    }
}
