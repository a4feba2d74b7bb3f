package dev.obtaskd.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.step.StepContext;
import dev.obtaskd.step.StepKind;
import dev.obtaskd.task.AttemptResult;
import dev.obtaskd.text.LocalizedText;
import java.util.List;
import java.util.Map;

/** A step kind that checks one key only: its value must be an array. */
public record FakeKind(String name, String arrayKey) implements StepKind {

    /** The step kinds of the tests' operations. */
    public static final List<StepKind> KINDS =
            List.of(
                    new FakeKind("exec", "argv"),
                    new FakeKind("http", "expect"),
                    new FakeKind("retention", "none"));

    @Override
    public List<Flaw> check(JsonNode spec) {
        return !spec.has(arrayKey) || spec.get(arrayKey).isArray()
                ? List.of()
                : List.of(
                        new Flaw(
                                "/" + arrayKey,
                                new LocalizedText(spec.get(arrayKey) + " is no array", "")));
    }

    @Override
    public AttemptResult run(JsonNode spec, StepContext context) {
        return new AttemptResult.Succeeded(Map.of(), 0);
    }

    @Override
    public String describe(JsonNode spec) {
        return name;
    }
}
