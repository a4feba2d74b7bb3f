package dev.obtaskd.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarFormatTest {

    @TempDir Path directory;

    @Test
    void filesAreReadAsTheyWereWritten() throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        files.put("7/8.1/log", "one line\n".getBytes(StandardCharsets.UTF_8));
        files.put("7/8.1/files/" + "x".repeat(255) + "\u00ff", new byte[200_000]);
        files.put("7/8.1/empty", new byte[0]);
        files.put("7/8.1/block", new byte[TarFormat.BLOCK]);
        files.put("n".repeat(100), new byte[] {1});
        var read = read(archive(files));
        assertThat(read.keySet()).containsExactlyElementsOf(files.keySet());
        files.forEach((name, content) -> assertThat(read.get(name)).isEqualTo(content));
    }

    @Test
    void sizesBeyondOctalDigitsAreRead() throws IOException {
        for (var size : new long[] {0, 511, 077777777777L, 0100000000000L, 1L << 40}) {
            assertThat(TarFormat.size(TarFormat.header(new byte[] {'a'}, size, '0', 0)))
                    .isEqualTo(size);
        }
    }

    @Test
    void damagedArchivesAreRefused() throws IOException {
        var archive = archive(Map.of("a", new byte[] {1}));
        for (var length : new int[] {0, 100, TarFormat.BLOCK, archive.length - 1024}) {
            assertThatThrownBy(() -> read(Arrays.copyOf(archive, length)))
                    .isInstanceOf(IOException.class);
        }
        var changed = archive.clone();
        changed[0] = 'b';
        assertThatThrownBy(() -> read(changed)).hasMessageContaining("damaged header");
    }

    @Test
    void otherTypesThanFilesAreRefused() {
        for (var type : new char[] {'1', '2', '3', '5', '6', 'x', 'K'}) {
            var header = TarFormat.header(new byte[] {'a'}, 0, type, 0);
            assertThatThrownBy(() -> read(Arrays.copyOf(header, 3 * TarFormat.BLOCK)))
                    .hasMessageContaining("type '" + type + "'");
        }
        var longName = TarFormat.header(new byte[] {'a'}, 1L << 30, TarFormat.LONG_NAME, 0);
        assertThatThrownBy(() -> read(Arrays.copyOf(longName, 3 * TarFormat.BLOCK)))
                .hasMessageContaining("a name of");
    }

    @Test
    void theProgramTarReadsIt() throws Exception {
        var file = Files.write(directory.resolve("a.tar"), archive(Map.of("7/x", new byte[] {65})));
        var tar =
                new ProcessBuilder("tar", "-xOf", file.toString(), "7/x")
                        .redirectErrorStream(true)
                        .start();
        assertThat(new String(tar.getInputStream().readAllBytes())).isEqualTo("A");
        assertThat(tar.waitFor()).isZero();
    }

    private byte[] archive(Map<String, byte[]> files) throws IOException {
        var out = new ByteArrayOutputStream();
        var tar = new TarWriter(out, Instant.EPOCH);
        for (var entry : files.entrySet()) {
            var file = Files.write(directory.resolve("content"), entry.getValue());
            try (var channel = FileChannel.open(file)) {
                tar.add(entry.getKey().getBytes(StandardCharsets.ISO_8859_1), channel);
            }
        }
        tar.finish();
        return out.toByteArray();
    }

    private static Map<String, byte[]> read(byte[] archive) throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        var tar = new TarReader(new ByteArrayInputStream(archive));
        for (var name = tar.next(); name.isPresent(); name = tar.next()) {
            files.put(
                    new String(name.get(), StandardCharsets.ISO_8859_1),
                    tar.content().readAllBytes());
        }
        return files;
    }
}
