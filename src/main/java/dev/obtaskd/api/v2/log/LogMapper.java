package dev.obtaskd.api.v2.log;

import dev.obtaskd.api.v2.http.WireEnums;
import dev.obtaskd.api.v2.wire.LogView;
import dev.obtaskd.log.LogLine;
import dev.obtaskd.log.LogPage;
import dev.obtaskd.text.Language;
import dev.obtaskd.text.LocalizedText;
import java.util.List;

/** Maps pages of logs to the wire format. */
final class LogMapper {

    private LogMapper() {}

    static LogView view(LogPage page, LogQuery query, boolean ended, Language language) {
        var reason = page.lines().isEmpty() ? language.say(reason(page, query, ended)) : null;
        return new LogView(
                page.attempt(),
                page.firstLine(),
                page.lines().stream().map(LogMapper::line).toList(),
                page.nextLine(),
                page.totalLines(),
                page.totalBytes(),
                page.eof(),
                reason);
    }

    static LogView empty(LogLocation.NotYet location, LogQuery query, Language language) {
        return new LogView(
                location.attempt(),
                query.from(),
                List.of(),
                query.from(),
                0,
                0,
                true,
                language.say(location.reason()));
    }

    private static LogView.LogLine line(LogLine line) {
        return new LogView.LogLine(
                line.n(),
                line.at(),
                WireEnums.of(LogView.Stream.class, line.stream()),
                line.text(),
                line.cut());
    }

    private static LocalizedText reason(LogPage page, LogQuery query, boolean ended) {
        if (page.totalLines() == 0) {
            return ended
                    ? new LocalizedText("The attempt wrote nothing.", "本次执行没有输出。")
                    : new LocalizedText("Nothing has been written yet.", "暂无输出。");
        }
        return query.grep() == null
                ? new LocalizedText(
                        "The log has " + page.totalLines() + " lines.",
                        "日志共 " + page.totalLines() + " 行。")
                : new LocalizedText("No line holds this text.", "没有包含该文本的行。");
    }
}
