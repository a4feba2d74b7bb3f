package dev.obtaskd.log;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packs the logs and files of a task, entry by entry, straight into a stream. Names are made harmless. */
public final class LogsZip implements Closeable {

    private final ZipOutputStream zip;
    private final Set<String> names = new HashSet<>();

    /** @param out is left open by {@link #close()} */
    public LogsZip(OutputStream out) {
        this.zip = new ZipOutputStream(out);
    }

    /** Adds an entry with the given content, such as {@code task_info.txt}. */
    public void entry(String name, byte[] content) throws IOException {
        begin(harmless(name));
        zip.write(content);
        zip.closeEntry();
    }

    /**
     * Adds a log as {@code <stage>-<step>-<host>-<attempt>.log}, up to where it reaches now.
     *
     * @param host {@code ip:port}
     */
    public void log(int stage, String step, String host, int attempt, LogReader log) throws IOException {
        begin(harmless(stage + "-" + step + "-" + host + "-" + attempt + ".log"));
        log.copy(0, log.size(), zip);
        zip.closeEntry();
    }

    /** Adds the files of an attempt as {@code files/<step>/<file>}. */
    public void files(String step, Downloads downloads) throws IOException {
        for (var download : downloads.list()) {
            var channel = downloads.open(download.name());
            if (channel.isPresent()) {
                try (var in = Channels.newInputStream(channel.get())) {
                    begin("files/" + harmless(step) + "/" + harmlessPath(download.name()));
                    in.transferTo(zip);
                    zip.closeEntry();
                }
            }
        }
    }

    /** Ends the archive. */
    @Override
    public void close() throws IOException {
        zip.finish();
        zip.flush();
    }

    private void begin(String name) throws IOException {
        zip.putNextEntry(new ZipEntry(unused(name)));
    }

    /** The name, or the name with a number if an entry has it already, in any case. */
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
        return Stream.of(path.split("/")).map(LogsZip::harmless).collect(Collectors.joining("/"));
    }

    private static String harmless(String name) {
        var replaced = name.replaceAll("[^\\p{L}\\p{N}._+-]", "_");
        return replaced.matches("\\.*") ? "_" + replaced : replaced;
    }
}
