package dev.obtaskd.cli.doctor;

import dev.obtaskd.text.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** The data directory, as far as the user may see it. */
final class DataDirectoryChecks {

    private static final Messages MESSAGES = Messages.of("cli");

    private static final String CHECK = "data directory";
    private static final long LITTLE = 1L << 30;
    private static final long MEBIBYTE = 1L << 20;

    private final Path data;

    /**
     * @param socket in the directory {@code run} of the data directory
     */
    DataDirectoryChecks(Path socket) {
        var run = socket.toAbsolutePath().normalize().getParent();
        this.data = run == null || run.getParent() == null ? Path.of("/") : run.getParent();
    }

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        try {
            permissions(findings);
            var free = Files.getFileStore(data).getUsableSpace();
            if (free < LITTLE) {
                findings.add(
                        Finding.warning(
                                "disk",
                                MESSAGES.text("doctor.disk.free", data, free / MEBIBYTE),
                                MESSAGES.text("doctor.disk.advice")));
            }
            if (Files.exists(data.resolve("initial-admin-password"))) {
                findings.add(
                        Finding.warning(
                                "password",
                                MESSAGES.text("doctor.password"),
                                MESSAGES.text("doctor.password.advice")));
            }
        } catch (NoSuchFileException e) {
            findings.add(
                    Finding.problem(
                            CHECK,
                            MESSAGES.text("doctor.data.missing", data),
                            MESSAGES.text("doctor.data.missing.advice")));
        } catch (IOException e) {
            findings.add(Finding.skipped(CHECK, MESSAGES.text("doctor.data.denied", data)));
        }
        return findings;
    }

    private void permissions(List<Finding> findings) throws IOException {
        var attributes = Files.readAttributes(data, PosixFileAttributes.class);
        var mode = PosixFilePermissions.toString(attributes.permissions());
        var owner = attributes.owner().getName();
        findings.add(
                mode.endsWith("------")
                        ? Finding.ok(CHECK, MESSAGES.text("doctor.data", data, owner, mode))
                        : Finding.problem(
                                CHECK,
                                MESSAGES.text("doctor.data", data, owner, mode),
                                MESSAGES.text("doctor.data.advice", data)));
    }
}
