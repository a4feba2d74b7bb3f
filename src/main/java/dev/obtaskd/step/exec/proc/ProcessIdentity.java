package dev.obtaskd.step.exec.proc;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Identifies a process, also after its process id is reused.
 *
 * @param startTicks clock ticks from boot to its start
 * @param bootId of the running kernel
 */
public record ProcessIdentity(long pid, long startTicks, String bootId) {

    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    /** Reads {@code pid startTicks bootId} and a newline; empty if anything is missing. */
    public static Optional<ProcessIdentity> parse(String line) {
        var parts = line.strip().split(" ");
        if (parts.length != 3 || !line.endsWith("\n")) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new ProcessIdentity(
                            Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2]));
        } catch (NumberFormatException torn) {
            return Optional.empty();
        }
    }

    /** The line that {@link #parse} reads. */
    public String line() {
        return pid + " " + startTicks + " " + bootId + "\n";
    }

    /** Whether it started in the current boot. */
    public boolean ofThisBoot() {
        return bootId.equals(currentBoot());
    }

    /** Whether this process exists and has not ended. */
    public boolean alive() {
        return bootId.equals(currentBoot())
                && ProcessStat.of(pid)
                        .filter(stat -> stat.startTicks() == startTicks && !stat.dead())
                        .isPresent();
    }

    /** The id of the current boot; empty if unknown. */
    public static String currentBoot() {
        return ProcReader.read(() -> Files.readString(BOOT_ID).strip()).orElse("");
    }
}
