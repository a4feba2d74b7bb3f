package dev.obtaskd.api.v2.log;

import dev.obtaskd.log.LogLine;
import dev.obtaskd.log.LogPage;
import dev.obtaskd.text.Language;
import dev.obtaskd.text.LocalizedText;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some lines of a log.
 *
 * @param attempt the attempt's number; 0 if there was none
 * @param nextLine where to go on
 * @param totalLines number of the log's latest line
 * @param totalBytes length of the log
 * @param eof whether nothing is behind the page, for now
 * @param reason why there are no lines; null if there are
 */
@RegisterForReflection(registerFullHierarchy = true)
public record LogView(
        int attempt,
        long firstLine,
        List<LogLine> lines,
        long nextLine,
        long totalLines,
        long totalBytes,
        boolean eof,
        @Nullable String reason) {

    static LogView of(LogPage page, LogQuery question, boolean ended, Language language) {
        var reason = page.lines().isEmpty() ? language.say(reason(page, question, ended)) : null;
        return new LogView(
                page.attempt(),
                page.firstLine(),
                page.lines(),
                page.nextLine(),
                page.totalLines(),
                page.totalBytes(),
                page.eof(),
                reason);
    }

    static LogView empty(LogLocation.NotYet place, LogQuery question, Language language) {
        return new LogView(
                place.attempt(),
                question.from(),
                List.of(),
                question.from(),
                0,
                0,
                true,
                language.say(place.reason()));
    }

    private static LocalizedText reason(LogPage page, LogQuery question, boolean ended) {
        if (page.totalLines() == 0) {
            return ended
                    ? new LocalizedText("The attempt wrote nothing.", "本次执行没有输出。")
                    : new LocalizedText("Nothing has been written yet.", "暂无输出。");
        }
        return question.grep() == null
                ? new LocalizedText(
                        "The log has " + page.totalLines() + " lines.",
                        "日志共 " + page.totalLines() + " 行。")
                : new LocalizedText("No line holds this text.", "没有包含该文本的行。");
    }
}
