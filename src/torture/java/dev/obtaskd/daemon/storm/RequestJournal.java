package dev.obtaskd.daemon.storm;

import dev.obtaskd.daemon.DaemonProcess.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Everything that was asked for, and every answer that arrived. Thread-safe. */
final class RequestJournal {

    private final Map<ClientAction, List<Answer>> answers = new ConcurrentHashMap<>();

    /** To be written down before it is asked for: the daemon may die with the answer. */
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
     * The acts, each with its answers in the order of their arrival; none if the daemon died every
     * time.
     */
    Map<ClientAction, List<Answer>> entries() {
        return answers;
    }

    /** How many acts were accepted. */
    long acknowledged() {
        return answers.values().stream()
                .filter(all -> all.stream().anyMatch(RequestJournal::accepted))
                .count();
    }

    /** How often which word was answered by which status. */
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
