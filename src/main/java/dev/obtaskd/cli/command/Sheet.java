package dev.obtaskd.cli.command;

import dev.obtaskd.cli.output.DisplayWidth;
import dev.obtaskd.cli.output.Style;
import dev.obtaskd.cli.output.VisibleText;
import dev.obtaskd.text.LocalizedText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names and values of one object, one per line. */
public final class Sheet {

    private record Line(String name, String value, Style style) {}

    private final CommandContext context;
    private final List<Line> lines = new ArrayList<>();

    public Sheet(CommandContext context) {
        this.context = context;
    }

    /** Adds a value unless it is null or empty. */
    public Sheet field(LocalizedText name, @Nullable Object value) {
        return field(name, value, Style.PLAIN);
    }

    /** Adds a value with a style unless it is null or empty. */
    public Sheet field(LocalizedText name, @Nullable Object value, Style style) {
        if (value != null && !value.toString().isEmpty()) {
            lines.add(new Line(context.say(name), VisibleText.of(value.toString()), style));
        }
        return this;
    }

    /** Prints what was added. */
    public void print() {
        var width = lines.stream().mapToInt(line -> DisplayWidth.of(line.name())).max().orElse(0);
        for (var line : lines) {
            context.out()
                    .println(
                            DisplayWidth.pad(line.name(), width)
                                    + "  "
                                    + context.styled(line.style(), line.value()));
        }
    }
}
