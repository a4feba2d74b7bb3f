package dev.obtaskd.catalogue.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.catalogue.operation.Template;
import dev.obtaskd.step.StepKind.Flaw;
import dev.obtaskd.text.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Warns of templates that programs other than a shell may treat as code. {@link CommandRules}
 * refuses code after {@code -c}; here the meaning depends on the program, so the operation loads
 * with a warning.
 */
final class CodeWarnings {

    private static final Messages MESSAGES = Messages.of("catalogue");

    private static final Pattern SHELL = Pattern.compile("(ba|da|z|k|a|mk|fi|c|tc)?sh");

    /** Options with code, by program. Short options may be combined: {@code -ne}. */
    private static final Map<Pattern, Pattern> OPTIONS =
            Map.of(
                    Pattern.compile("(perl|ruby|lua|luajit|Rscript|julia|groovy|scala)[0-9.]*"),
                            Pattern.compile("-[A-Za-z0-9]*[eE]|--eval"),
                    Pattern.compile("(node|nodejs|deno|bun)[0-9]*"),
                            Pattern.compile("-[A-Za-z]*[ep]|--eval|--print|eval"),
                    Pattern.compile("php[0-9.]*"),
                            Pattern.compile("-[A-Za-z]*[rBRE]|--run|--process-code"),
                    Pattern.compile("sed|gsed"), Pattern.compile("-[A-Za-z]*e|--expression"),
                    Pattern.compile("[gmn]?awk|busybox"), Pattern.compile("-[A-Za-z]*e|--source"),
                    Pattern.compile("env"), Pattern.compile("-[A-Za-z0-9]*S|--split-string"),
                    Pattern.compile("su|runuser|script|flock|psql"),
                            Pattern.compile("--command|--session-command"),
                    Pattern.compile("mysql|mariadb|obclient|sqlplus"),
                            Pattern.compile("-[A-Za-z]*e|--execute|--init-command"),
                    Pattern.compile("(ba|da|z|k|a|mk|fi|c|tc)?sh"),
                            Pattern.compile("--command|--init-command"));

    /** Programs whose first argument that is not an option is code. */
    private static final Pattern FIRST = Pattern.compile("[gmn]?awk|g?sed|eval|watch");

    /** Their options whose value is data. */
    private static final Pattern VALUE =
            Pattern.compile("-[vFf]|--assign|--file|--field-separator");

    private CodeWarnings() {}

    static List<Flaw> of(StepActions.Place place) {
        var argv = place.action().spec().path("argv");
        var words =
                argv.isArray()
                        ? argv.valueStream().map(JsonNode::asText).toList()
                        : List.<String>of();
        var found = new ArrayList<Flaw>();
        for (var i = 1; i < words.size(); i++) {
            if (Template.in(words.get(i))) {
                warn(place, words, i, found);
            }
        }
        if (readsCode(words) && Template.in(place.action().spec().path("stdin").asText(""))) {
            found.add(
                    flaw(
                            place.pointer() + "/stdin",
                            words.getFirst(),
                            place.action().spec().get("stdin").asText()));
        }
        return found;
    }

    private static void warn(StepActions.Place place, List<String> words, int i, List<Flaw> found) {
        IntStream.range(0, i)
                .filter(program -> takesCode(words, program, i))
                .mapToObj(
                        program ->
                                flaw(
                                        place.pointer() + "/argv/" + i,
                                        words.get(program),
                                        words.get(i)))
                .findFirst()
                .ifPresent(found::add);
    }

    /** A program may follow others that start it: {@code sudo}, {@code nice}, {@code xargs}. */
    private static boolean takesCode(List<String> words, int program, int i) {
        var name = words.get(program).substring(words.get(program).lastIndexOf('/') + 1);
        return name.equals("ssh")
                || isCodeOfOption(name, words, i)
                || FIRST.matcher(name).matches() && noneBefore(words, program, i);
    }

    private static boolean isCodeOfOption(String name, List<String> words, int i) {
        return OPTIONS.entrySet().stream()
                .filter(known -> known.getKey().matcher(name).matches())
                .map(Map.Entry::getValue)
                .anyMatch(
                        option ->
                                option.matcher(words.get(i - 1)).matches()
                                        || joined(option, words.get(i)));
    }

    /** {@code --eval=<template>}, {@code -e<template>}. */
    private static boolean joined(Pattern option, String word) {
        var literal = word.substring(0, word.indexOf("${{"));
        var equals = literal.indexOf('=');
        return option.matcher(
                                equals > 0 && literal.startsWith("--")
                                        ? literal.substring(0, equals)
                                        : literal)
                        .matches()
                || option.matcher(literal.substring(0, Math.min(2, literal.length()))).matches();
    }

    private static boolean noneBefore(List<String> words, int program, int i) {
        return !VALUE.matcher(words.get(i - 1)).matches()
                && IntStream.range(program + 1, i)
                        .allMatch(before -> words.get(before).startsWith("-"));
    }

    /** A shell without a script reads its code from stdin. */
    private static boolean readsCode(List<String> words) {
        return !words.isEmpty()
                && SHELL.matcher(words.getFirst().substring(words.getFirst().lastIndexOf('/') + 1))
                        .matches()
                && words.stream()
                        .skip(1)
                        .allMatch(word -> word.startsWith("-") && !word.matches("-[A-Za-z]*c"));
    }

    private static Flaw flaw(String pointer, String program, String argument) {
        var shown = argument.strip().lines().findFirst().orElse("");
        return Flaws.at(pointer, MESSAGES.text("code.warning", program, shown));
    }
}
