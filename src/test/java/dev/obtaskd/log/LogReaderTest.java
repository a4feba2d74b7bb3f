package dev.obtaskd.log;

import static dev.obtaskd.log.LogFixture.append;
import static dev.obtaskd.step.StepLog.Stream.STDERR;
import static dev.obtaskd.step.StepLog.Stream.STDOUT;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogReaderTest {

    @TempDir Path dataDir;

    LogFixture fixture;

    @BeforeEach
    void createsDirectory() throws IOException {
        fixture = new LogFixture(dataDir);
    }

    @Test
    void readsAMissingLogAsEmpty() throws IOException {
        var page = fixture.reader().page(1, 10);
        assertThat(page).isEqualTo(new LogPage(1, 1, List.of(), 1, 0, 0, true));
        assertThat(fixture.reader().end()).isEqualTo(new LogEnd(0, 0));
        assertThat(fixture.reader().size()).isZero();
        assertThat(fixture.reader().firstErrorLine()).isEmpty();
    }

    @Test
    void decodesAnyBytes() throws IOException {
        try (var log = fixture.open()) {
            append(
                    log,
                    STDOUT,
                    new byte[] {
                        'a', (byte) 0xff, 'b', '\n', 0, 1, '\n', '\r', 'x', '\r', '\n', '\n'
                    });
            append(log, STDOUT, new byte[] {(byte) 0xe7});
            append(log, STDOUT, new byte[] {(byte) 0xa4, (byte) 0xba});
        }
        assertThat(fixture.texts()).containsExactly("a\ufffdb", "\0\u0001", "\rx", "", "示");
        assertThat(fixture.reader().page(1, 1).lines().getFirst().at()).isEqualTo(LogFixture.NOW);
    }

    @Test
    void returnsTheNextPosition() throws IOException {
        try (var log = fixture.open()) {
            append(log, STDOUT, "1\n2\n3");
            var first = fixture.reader().page(1, 2);
            assertThat(List.of(first.nextLine(), first.totalLines())).containsExactly(3L, 3L);
            assertThat(first.eof()).isFalse();
            var second = fixture.reader().page(3, 2);
            assertThat(second.nextLine()).as("the last line may grow").isEqualTo(3);
            assertThat(second.eof()).isTrue();
            append(log, STDOUT, "3\n");
            assertThat(fixture.reader().page(3, 2).lines())
                    .extracting(LogLine::text)
                    .containsExactly("33");
            assertThat(fixture.reader().page(3, 2).nextLine()).isEqualTo(4);
            assertThat(fixture.reader().page(4, 2).lines()).isEmpty();
            assertThat(fixture.reader().page(1, 9).totalBytes()).isEqualTo(log.bytes());
            assertThat(fixture.reader().end()).isEqualTo(new LogEnd(3, log.bytes()));
        }
    }

    /** A page that shows a running task requests both every second. */
    @Test
    void readsTheEndOfALongLogWithLittleMemory() throws IOException {
        writeInterleaved(50_000);
        var memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var reader = fixture.reader();
        var lines = reader.end().lines();
        var before = memory.getCurrentThreadAllocatedBytes();
        assertThat(reader.end().lines()).isEqualTo(lines);
        assertThat(reader.tail(1).lines().getFirst().n()).isEqualTo(lines);
        assertThat(memory.getCurrentThreadAllocatedBytes() - before).isLessThan(150_000);
    }

    @Test
    void pagesLikeASimpleSplit() throws IOException {
        var expected = writeInterleaved(200_000);
        var read = new ArrayList<String>();
        var from = 1L;
        for (var eof = false; !eof; ) {
            var page = fixture.reader().page(from, 7_777);
            assertThat(page.lines().getFirst().n()).isEqualTo(from);
            page.lines().forEach(line -> read.add(line.text()));
            from = page.nextLine();
            eof = page.eof();
        }
        assertThat(read).isEqualTo(expected);
        assertThat(fixture.reader().tail(300).lines())
                .extracting(LogLine::text)
                .isEqualTo(expected.subList(expected.size() - 300, expected.size()));
    }

    @Test
    void readsTheSameWithAMissingOrWrongIndex() throws IOException {
        var expected = writeInterleaved(50_000);
        var right = Files.readAllBytes(fixture.directory.index());
        var wrong = new byte[right.length];
        Arrays.fill(wrong, (byte) 0x11);
        for (var index : List.of(wrong, new byte[0], new byte[3])) {
            Files.write(fixture.directory.index(), index);
            assertThat(fixture.reader().page(40_000, 1).lines().getFirst().text())
                    .isEqualTo(expected.get(39_999));
            assertThat(Files.readAllBytes(fixture.directory.index())).isEqualTo(right);
        }
        Files.delete(fixture.directory.index());
        assertThat(fixture.reader().page(40_000, 1).lines().getFirst().text())
                .isEqualTo(expected.get(39_999));
        assertThat(Files.readAllBytes(fixture.directory.index())).isEqualTo(right);
    }

    @Test
    void showsTheBeginningOfAHugeLine() throws IOException {
        var chunk = "é".repeat(32 * 1024).getBytes(StandardCharsets.UTF_8);
        try (var log = fixture.open()) {
            append(log, STDOUT, "x");
            for (var i = 0; i < 512; i++) {
                append(log, STDOUT, chunk);
            }
            append(log, STDOUT, "Needle\nnext\n");
        }
        var lines = fixture.reader().page(1, 5).lines();
        assertThat(lines).extracting(LogLine::cut).containsExactly(true, false);
        assertThat(lines.getFirst().text()).isEqualTo("x" + "é".repeat(8191));
        assertThat(lines.getLast().text()).isEqualTo("next");
        assertThat(grep("éneedle", 1, 5).lines()).extracting(LogLine::n).containsExactly(1L);
    }

    @Test
    void limitsTheSearchForTheEndOfALine() throws IOException {
        try (var log = fixture.open()) {
            append(log, STDOUT, "prompt");
            append(log, STDERR, "e\n".repeat(10_000));
            append(log, STDOUT, " answer\n");
        }
        var lines = fixture.reader().page(1, 2).lines();
        assertThat(lines).extracting(LogLine::text).containsExactly("prompt", "e");
        assertThat(lines).extracting(LogLine::cut).containsExactly(true, false);
    }

    @Test
    void findsTextInAnyCase() throws IOException {
        try (var log = fixture.open()) {
            append(log, STDOUT, "ORA-1\nfine\nora-1 again\nÄRGER ora.1\nOra-1\n");
        }
        var page = grep("oRA-1", 1, 2);
        assertThat(page.lines()).extracting(LogLine::n).containsExactly(1L, 3L);
        assertThat(page.eof()).isFalse();
        var rest = grep("oRA-1", page.nextLine(), 2);
        assertThat(rest.lines()).extracting(LogLine::n).containsExactly(5L);
        assertThat(rest.eof()).isTrue();
        assertThat(grep("ärger", 1, 2).lines()).hasSize(1);
        assertThat(grep(".*", 1, 2).lines()).isEmpty();
    }

    @Test
    void theErrorIsTheFirstLineOfStderrOrTheLastOfTheDaemon() throws IOException {
        try (var log = fixture.open()) {
            log.system("started");
            append(log, STDOUT, "works\n");
            log.system("time is over");
            assertThat(fixture.reader().firstErrorLine())
                    .map(LogLine::text)
                    .contains("time is over");
            append(log, STDERR, "no such host\nbye\n");
            assertThat(fixture.reader().firstErrorLine())
                    .map(LogLine::text)
                    .contains("no such host");
            assertThat(fixture.reader().firstErrorLine()).map(LogLine::n).contains(4L);
        }
    }

    @Test
    void copiesARangeOfTheRawLog() throws IOException {
        try (var log = fixture.open()) {
            append(log, STDOUT, "hello\n");
        }
        var out = new ByteArrayOutputStream();
        fixture.reader().copy(28, 12, out);
        assertThat(out).hasToString("stdout F hel");
        out.reset();
        fixture.reader().copy(fixture.reader().size() - 3, 100, out);
        assertThat(out).hasToString("lo\n");
    }

    /** Lines of both streams, each in two pieces with a piece of the other stream in between. */
    private List<String> writeInterleaved(int lines) throws IOException {
        var expected = new ArrayList<String>();
        try (var log = fixture.open()) {
            for (var i = 0; i < lines; i += 2) {
                append(log, STDOUT, "o" + i);
                append(log, STDERR, "e" + i);
                append(log, STDOUT, "!\n");
                append(log, STDERR, "?\n");
                expected.add("o" + i + "!");
                expected.add("e" + i + "?");
            }
        }
        return expected;
    }

    private LogPage grep(String text, long from, int limit) throws IOException {
        return fixture.reader()
                .search(LogSearch.text(text), from, limit, new TimeLimit(Duration.ofMinutes(1)));
    }
}
