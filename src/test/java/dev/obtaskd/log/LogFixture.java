package dev.obtaskd.log;

import dev.obtaskd.id.TaskId;
import dev.obtaskd.step.StepLog.Stream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** A log in a temporary directory with shortcuts to write and read it. */
final class LogFixture {

    static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678901Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    final AttemptDirectory directory;

    LogFixture(Path dataDir) throws IOException {
        directory = new TaskDirectories(dataDir).of(TaskId.local(1), NOW).create(2, 1);
        directory.makeFiles();
    }

    AttemptLog open() throws IOException {
        return open(SecretMasking.none(), LogLimits.DEFAULT.maxAttempt());
    }

    AttemptLog open(SecretMasking masking, long maxBytes) throws IOException {
        return AttemptLog.open(directory, CLOCK, masking, maxBytes);
    }

    LogReader reader() {
        return new LogReader(directory, LogLimits.DEFAULT);
    }

    List<String> texts() throws IOException {
        return reader().page(1, 10_000).lines().stream().map(LogLine::text).toList();
    }

    /** The output of a stream, reassembled from the records. */
    byte[] brought(Stream stream) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var file = new RandomAccessFile(directory.log().toFile(), "r")) {
            var pieces = new RecordReader(file, 0, file.length());
            while (pieces.next()) {
                if (pieces.stream() == stream) {
                    out.write(pieces.buffer(), pieces.payloadAt(), pieces.payloadLength());
                    out.writeBytes(pieces.ended() ? new byte[] {'\n'} : new byte[0]);
                }
            }
        }
        return out.toByteArray();
    }

    static void append(AttemptLog log, Stream stream, String text) {
        append(log, stream, text.getBytes(StandardCharsets.UTF_8));
    }

    static void append(AttemptLog log, Stream stream, byte[] bytes) {
        log.append(stream, bytes, 0, bytes.length);
    }

    static SecretMasking masking(String... secrets) {
        return SecretMasking.of(
                List.of(secrets).stream().map(s -> s.getBytes(StandardCharsets.UTF_8)).toList());
    }
}
