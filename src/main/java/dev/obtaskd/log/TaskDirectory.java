package dev.obtaskd.log;

import dev.obtaskd.task.Attempt;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The directory of one task: one directory {@code <sub task id>.<number>} for each attempt.
 *
 * @param path of the directory; may not exist
 */
public record TaskDirectory(Path path) {

    /**
     * Makes the directory of an attempt, mode 0700; one that exists is kept as it is.
     *
     * @param no the attempt's number, from 1
     */
    public AttemptDirectory create(long subTaskId, int no) throws IOException {
        var attempt = at(subTaskId, no);
        attempt.create();
        return attempt;
    }

    /** The directory of an attempt, if it is on this host and not expired. */
    public Optional<AttemptDirectory> find(long subTaskId, int no) {
        return Optional.of(at(subTaskId, no)).filter(attempt -> isDirectory(attempt.path()));
    }

    /**
     * The file that marks that attempts of a sub task changed something; see {@code
     * step.UndoDirectory}.
     */
    public Path changed(long subTaskId) {
        return path.resolve(subTaskId + ".changed");
    }

    /** Whether the directory of an ended attempt was deleted by retention. */
    public boolean expired(long subTaskId, Attempt attempt) {
        return attempt.endedAt() != null && find(subTaskId, attempt.no()).isEmpty();
    }

    /** The directories of a sub task's attempts that are on this host, by number. */
    public List<AttemptDirectory> attempts(long subTaskId) throws IOException {
        var found = new ArrayList<AttemptDirectory>();
        if (!isDirectory(path)) {
            return found;
        }
        try (var children = Files.newDirectoryStream(path, subTaskId + ".*")) {
            for (var child : children) {
                number(child)
                        .map(no -> at(subTaskId, no))
                        .filter(a -> isDirectory(a.path()))
                        .ifPresent(found::add);
            }
        } catch (NoSuchFileException gone) {
            return List.of();
        }
        found.sort(Comparator.comparingInt(AttemptDirectory::no));
        return found;
    }

    /**
     * Bytes of the logs and files of its attempts. The working files are not counted: they are
     * deleted when their attempt ends.
     */
    public long size() throws IOException {
        var size = new long[1];
        Files.walkFileTree(
                path,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path child, BasicFileAttributes is) {
                        var working =
                                path.relativize(child).getNameCount() == 2 && child.endsWith("run");
                        return working ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
                        size[0] += is.isRegularFile() ? is.size() : 0;
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException gone) {
                        return FileVisitResult.CONTINUE;
                    }
                });
        return size[0];
    }

    /** Deletes the directory tree of the task; removes links without following them. */
    public void delete() throws IOException {
        DirectoryDeleter.delete(path);
    }

    private AttemptDirectory at(long subTaskId, int no) {
        return new AttemptDirectory(path.resolve(subTaskId + "." + no), no);
    }

    private static Optional<Integer> number(Path directory) {
        var name = directory.getFileName().toString();
        var no = name.substring(name.indexOf('.') + 1);
        return no.matches("[1-9][0-9]{0,8}") ? Optional.of(Integer.valueOf(no)) : Optional.empty();
    }

    private static boolean isDirectory(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }
}
