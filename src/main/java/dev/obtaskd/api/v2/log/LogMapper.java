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
                page.lines().stream().map(line -> line(line, query.context())).toList(),
                page.nextLine(),
                page.totalLines(),
                page.totalBytes(),
                page.eof(),
                reason);
    }

    static LogView empty(LogLocation.NotYet location, LogQuery query, Language language) {
        var from = query.backwards() ? 1 : query.from();
        return new LogView(
                location.attempt(),
                from,
                List.of(),
                from,
                0,
                0,
                true,
                language.say(location.reason()));
    }

    /** A line. */
    public static LogView.LogLine line(LogLine line) {
        return line(line, false);
    }

    private static LogView.LogLine line(LogLine line, boolean context) {
        return new LogView.LogLine(
                line.n(),
                line.at(),
                WireEnums.of(LogView.Stream.class, line.stream()),
                line.text(),
                line.cut(),
                context ? line.match() : null);
    }

    private static LocalizedText reason(LogPage page, LogQuery query, boolean ended) {
        if (page.totalLines() == 0) {
            return ended ? MESSAGES.text("log.empty.ended") : MESSAGES.text("log.empty.running");
        }
        if (query.search() == null) {
            return MESSAGES.text("log.end", page.totalLines());
        }
        return page.eof()
                ? MESSAGES.text("log.no-match")
                : MESSAGES.text("log.search.unfinished", page.nextLine());
    }
}
