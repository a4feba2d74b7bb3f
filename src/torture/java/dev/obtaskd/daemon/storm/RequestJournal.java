package dev.obtaskd.daemon.storm;

import dev.obtaskd.daemon.DaemonProcess.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All requests and all received answers. Thread-safe. */
final class RequestJournal {

    private final Map<ClientAction, List<Answer>> answers = new ConcurrentHashMap<>();

    /** Recorded before the request is sent, since the daemon may die with the answer. */
    void asked(ClientAction act) {
        answers.putIfAbsent(act, new ArrayList<>());
    }

    void answered(ClientAction act, Answer answer) {
        answers.computeIfPresent(
                act,
                (_, before) -> {
                    before.add(answer);
                    return before;
                });
    }

    /**
     * The requests, each with its answers in the order of arrival; without answers if the daemon
     * died every time.
     */
    Map<ClientAction, List<Answer>> entries() {
        return answers;
    }

    /** Number of accepted requests. */
    long acknowledged() {
        return answers.values().stream()
                .filter(all -> all.stream().anyMatch(RequestJournal::accepted))
                .count();
    }

    /** Number of answers by operation and status. */
    Map<String, Long> summary() {
        return answers.entrySet().stream()
                .flatMap(
                        entry ->
                                entry.getValue().stream()
                                        .map(
                                                answer ->
                                                        entry.getKey().word()
                                                                + " "
                                                                + answer.status()))
                .collect(
                        Collectors.groupingBy(
                                Function.identity(), TreeMap::new, Collectors.counting()));
    }

    static boolean accepted(Answer answer) {
        return answer.status() / 100 == 2;
    }
}
