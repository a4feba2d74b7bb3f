package dev.obtaskd.log;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Streams the logs and files of a task as an archive. Sanitizes names. Lists omitted files in
 * {@code left-out.txt}, its last entry.
 */
public final class TaskArchive implements Closeable {

    /** The greatest number of files in one archive, whose names are in memory until its end. */
    static final int MAX_FILES = 10_000;

    private static final int BUFFER = 64 * 1024;

    private final ZipOutputStream zip;
    private final int maxFiles;
    private final Set<String> names = new HashSet<>();
    private final OmittedFiles leftOut = new OmittedFiles();
    private int packed;

    /**
     * @param out is left open by {@link #close()}
     */
    public TaskArchive(OutputStream out) {
        this(out, MAX_FILES);
    }

    TaskArchive(OutputStream out, int maxFiles) {
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        this.maxFiles = maxFiles;
    }

    /** Adds an entry with the given content, such as {@code task_info.txt}. */
    public void entry(String name, byte[] content) throws IOException {
        begin(harmless(name));
        zip.write(content);
        zip.closeEntry();
    }

    /**
     * Adds a log as {@code <stage>-<step>-<host>-<attempt>.log}, up to its current end.
     *
     * @param host {@code ip:port}
     */
    public void log(int stage, String step, String host, int attempt, LogReader log)
            throws IOException {
        begin(harmless(stage + "-" + step + "-" + host + "-" + attempt + ".log"));
        log.copy(0, log.size(), zip);
        zip.closeEntry();
    }

    /** Adds the files of an attempt as {@code files/<step>/<file>}, each up to its current size. */
    public void files(String step, OfferedFiles downloads) throws IOException {
        for (var download :
                downloads.list(
                        "",
                        maxFiles - packed,
                        (name, why) -> leftOut.add(step + "/" + name, why))) {
            var channel = downloads.open(download.path());
            if (channel.isEmpty()) {
                leftOut.add(step + "/" + download.name(), "it was removed meanwhile");
                continue;
            }
            try (var file = channel.get()) {
                begin("files/" + harmless(step) + "/" + harmlessPath(download.name()));
                copy(file, step + "/" + download.name());
                zip.closeEntry();
            }
            packed++;
        }
    }

    /** Ends the archive. */
    @Override
    public void close() throws IOException {
        if (!leftOut.isEmpty()) {
            entry("left-out.txt", leftOut.toString().getBytes(StandardCharsets.UTF_8));
        }
        zip.finish();
        zip.flush();
    }

    private void copy(SeekableByteChannel file, String name) throws IOException {
        var buffer = ByteBuffer.allocate(BUFFER);
        var size = file.size();
        var left = size;
        while (left > 0) {
            if (!read(file, buffer.clear().limit((int) Math.min(BUFFER, left)))) {
                leftOut.add(
                        name,
                        "only its first " + (size - left) + " of " + size + " bytes could be read");
                return;
            }
            left -= buffer.position();
            zip.write(buffer.array(), 0, buffer.position());
        }
    }

    /** False if no more can be read: the file was truncated or the disk failed. */
    private static boolean read(SeekableByteChannel file, ByteBuffer into) {
        try {
            return file.read(into) > 0;
        } catch (IOException broken) {
            return false;
        }
    }

    private void begin(String name) throws IOException {
        zip.putNextEntry(new ZipEntry(unused(name)));
    }

    /** The name, with a number if an entry has the same name ignoring case. */
    private String unused(String name) {
        var dot = name.lastIndexOf('.');
        var split = dot > name.lastIndexOf('/') + 1 ? dot : name.length();
        var candidate = name;
        for (var n = 2; !names.add(candidate.toLowerCase(Locale.ROOT)); n++) {
            candidate = name.substring(0, split) + "_" + n + name.substring(split);
        }
        return candidate;
    }

    private static String harmlessPath(String path) {
        return Stream.of(path.split("/"))
                .map(TaskArchive::harmless)
                .collect(Collectors.joining("/"));
    }

    private static String harmless(String name) {
        var replaced = name.replaceAll("[^\\p{L}\\p{M}\\p{N}._+-]", "_");
        return replaced.matches("\\.*") ? "_" + replaced : replaced;
    }
}
