package dev.obtaskd.api.v2.log;

import dev.obtaskd.api.v2.http.WireEnums;
import dev.obtaskd.api.v2.wire.LogView;
import dev.obtaskd.log.LogLine;
import dev.obtaskd.log.LogPage;
import dev.obtaskd.text.Language;
import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import java.util.List;

/** Maps pages of logs to the wire format. */
public final class LogMapper {

    private static final Messages MESSAGES = Messages.of("api");

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

    /** A line. */
    public static LogView.LogLine line(LogLine line) {
        return new LogView.LogLine(
                line.n(),
                line.at(),
                WireEnums.of(LogView.Stream.class, line.stream()),
                line.text(),
                line.cut());
    }

    private static LocalizedText reason(LogPage page, LogQuery query, boolean ended) {
        if (page.totalLines() == 0) {
            return ended ? MESSAGES.text("log.empty.ended") : MESSAGES.text("log.empty.running");
        }
        return query.grep() == null
                ? MESSAGES.text("log.end", page.totalLines())
                : MESSAGES.text("log.no-match");
    }
}
