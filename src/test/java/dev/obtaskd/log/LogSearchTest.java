package dev.obtaskd.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.step.StepLog.Stream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogSearchTest {

    private static final TimeLimit AMPLE = new TimeLimit(Duration.ofHours(1));

    @TempDir Path dataDir;

    private LogFixture fixture;

    @BeforeEach
    void directory() throws IOException {
        fixture = new LogFixture(dataDir);
    }

    /** Whatever a page or the time cuts off, the pages together have all lines, each once. */
    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "3, 1", "3, 2", "3, 7", "50, 10", "3, 1000"})
    void pagesHaveEveryLineOnce(int context, int limit) throws IOException {
        var matches = List.of(1L, 2L, 30L, 34L, 35L, 300L, 611L, 799L);
        try (var log = fixture.open()) {
            for (var n = 1L; n <= 800; n++) {
                LogFixture.append(
                        log, Stream.STDOUT, n + (matches.contains(n) ? " Hit\n" : " miss\n"));
            }
        }
        var expected = new TreeSet<Long>();
        matches.forEach(
                n ->
                        LongStream.rangeClosed(Math.max(1, n - context), Math.min(800, n + context))
                                .forEach(expected::add));
        var search = LogSearch.text("hit").context(context);
        for (var time : List.of(AMPLE, new TimeLimit(Duration.ZERO))) {
            var found = new ArrayList<LogLine>();
            var from = 1L;
            for (var eof = false; !eof; ) {
                var page = fixture.reader().search(search, from, limit, time);
                assertThat(page.lines()).hasSizeLessThanOrEqualTo(limit);
                found.addAll(page.lines());
                assertThat(page.eof() || page.nextLine() > from).as("progress").isTrue();
                from = page.nextLine();
                eof = page.eof();
            }
            if (time == AMPLE) {
                assertThat(found).extracting(LogLine::n).containsExactlyElementsOf(expected);
            }
            assertThat(found)
                    .filteredOn(LogLine::match)
                    .extracting(LogLine::n)
                    .containsExactlyElementsOf(matches);
        }
    }

    @Test
    void aSearchThatReachedTheEndGoesOnWhenTheLogGrows() throws IOException {
        try (var log = fixture.open()) {
            LogFixture.append(log, Stream.STDOUT, "one\ntwo\n");
            var search = LogSearch.text("hit").context(1);
            var page = fixture.reader().search(search, 1, 10, AMPLE);
            assertThat(page.eof()).isTrue();
            assertThat(page.lines()).isEmpty();
            LogFixture.append(log, Stream.STDOUT, "hit\n");
            assertThat(fixture.reader().search(search, page.nextLine(), 10, AMPLE).lines())
                    .extracting(LogLine::text)
                    .containsExactly("two", "hit");
        }
    }

    @Test
    void findsTheLastMatchBeforeALineThroughAllBlocks() throws IOException {
        try (var log = fixture.open()) {
            for (var n = 1; n <= 2000; n++) {
                var stream = n == 1500 ? Stream.STDERR : Stream.STDOUT;
                LogFixture.append(log, stream, n == 10 ? "Panic!\n" : "fine\n");
            }
        }
        assertThat(before(2000).lines()).extracting(LogLine::n).containsExactly(1500L);
        assertThat(before(1500).lines()).extracting(LogLine::n).containsExactly(1500L);
        assertThat(before(1499).lines()).extracting(LogLine::n).containsExactly(10L);
        assertThat(before(Long.MAX_VALUE).firstLine()).isEqualTo(2000);
        assertThat(before(9).lines()).isEmpty();
        assertThat(before(9).eof()).isTrue();
        var hasty = new TimeLimit(Duration.ZERO);
        var page = fixture.reader().searchBackwards(LogSearch.errors(), 1499, hasty);
        var pages = 1;
        for (; page.lines().isEmpty(); pages++) {
            assertThat(page.eof()).isFalse();
            page = fixture.reader().searchBackwards(LogSearch.errors(), page.nextLine(), hasty);
        }
        assertThat(page.lines()).extracting(LogLine::n).containsExactly(10L);
        assertThat(pages).isEqualTo(6);
    }

    @Test
    void jumpsToAnyLineOfALogOf256MebibytesIn50Milliseconds() throws IOException {
        var row = ("x".repeat(98) + "\n").repeat(10_000).getBytes();
        try (var log = fixture.open()) {
            while (log.room() > 1024 * 1024 * 2) {
                LogFixture.append(log, Stream.STDOUT, row);
            }
        }
        var last = fixture.reader().end().lines();
        assertThat(last).isGreaterThan(1_500_000);
        assertThat(median(last, 200)).isLessThan(50);
    }

    @Test
    void jumpsToLinesOfAMebibyteToo() throws IOException {
        var row = ("x".repeat(1024 * 1024 - 1) + "\n").getBytes();
        try (var log = fixture.open()) {
            while (log.room() > 1024 * 1024 * 2) {
                LogFixture.append(log, Stream.STDOUT, row);
            }
        }
        var last = fixture.reader().end().lines();
        assertThat(median(last, 1)).isLessThan(50);
    }

    private double median(long last, int limit) throws IOException {
        var times = new double[21];
        for (var i = 0; i < times.length; i++) {
            var from = 1 + (last - limit) * i / (times.length - 1);
            var start = System.nanoTime();
            assertThat(fixture.reader().page(from, limit).lines().getFirst().n()).isEqualTo(from);
            times[i] = (System.nanoTime() - start) / (double) TimeUnit.MILLISECONDS.toNanos(1);
        }
        Arrays.sort(times);
        return times[times.length / 2];
    }

    private LogPage before(long line) throws IOException {
        return fixture.reader().searchBackwards(LogSearch.errors(), line, AMPLE);
    }
}
