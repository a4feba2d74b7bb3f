package dev.obtaskd.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Zip files that a backup never is. */
class BackupFileTest {

    private static final int ENTRY = 0x02014b50;

    @TempDir Path directory;

    @Test
    void linksAreRefused() throws IOException {
        var zip = zip("operations/a", "operations/b");
        var entry = directoryEntry(zip, 0);
        zip.put(entry + 5, (byte) 3);
        zip.putInt(entry + 38, 0120777 << 16);
        assertRefused(zip, "a link or another special file");
    }

    @Test
    void namesThatOccurTwiceAreRefused() throws IOException {
        var zip = zip("operations/a", "operations/b");
        zip.put(directoryEntry(zip, 1) + 46 + "operations/".length(), (byte) 'a');
        assertRefused(zip, "operations/a twice");
    }

    @Test
    void filesOfOtherKindsAreRefused() throws IOException {
        assertRefused(ByteBuffer.wrap(new byte[0]), "its end is missing");
        assertRefused(ByteBuffer.wrap(new byte[100_000]), "its end is missing");
        assertRefused(zip(), "differ from manifest.json");
    }

    @Test
    void onlyKnownEntriesHaveAPath() {
        assertThat(EntryNames.path("secrets/a")).contains(Path.of("secrets/a"));
        assertThat(EntryNames.path("operations/a.yaml"))
                .contains(Path.of("restored/operations/a.yaml"));
        assertThat(EntryNames.path("tasks/20261130.tar")).contains(Path.of("tasks/20261130"));
        for (var name :
                new String[] {
                    "",
                    "/",
                    "a",
                    "secrets/",
                    "secrets/.",
                    "secrets/..",
                    "secrets/a/b",
                    "secrets/a\nb",
                    "secrets/a\0b",
                    "/secrets/a",
                    "secrets/../x",
                    "store/other",
                    "tasks/1.tar",
                    "tasks/../../a.tar",
                    "account/x",
                    "secrets/\\x2F",
                    "secrets/\\"
                }) {
            assertThat(EntryNames.known(name)).as(name).isFalse();
        }
    }

    private void assertRefused(ByteBuffer content, String message) throws IOException {
        var file = Files.write(directory.resolve("file.zip"), content.array());
        assertThatThrownBy(() -> BackupFile.open(file))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining(message);
    }

    private static int directoryEntry(ByteBuffer zip, int number) {
        var found = -1;
        for (int at = 0, left = number; left >= 0; at++) {
            if (zip.getInt(at) == ENTRY) {
                found = at;
                left--;
            }
        }
        return found;
    }

    private ByteBuffer zip(String... names) throws IOException {
        var file = directory.resolve("made.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var name : names) {
                zip.putNextEntry(new ZipEntry(name));
            }
            zip.putNextEntry(new ZipEntry("manifest.json"));
            zip.write(
                    """
                    {"format": 1, "daemon": "1", "schema": 8, "createdAt": "2026-11-30T00:00:00Z",
                     "host": "h", "entries": [{"name": "store/obtaskd.mv.db", "size": 0, "sha256": ""}]}
                    """
                            .getBytes(StandardCharsets.UTF_8));
        }
        return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    }
}
