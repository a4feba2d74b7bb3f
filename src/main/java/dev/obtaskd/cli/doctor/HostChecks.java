package dev.obtaskd.cli.doctor;

import dev.obtaskd.text.Messages;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the files of the host tell about its services. */
final class HostChecks {

    private static final Messages MESSAGES = Messages.of("cli");

    private static final String UNIT = "obtaskd.service";

    private static final List<String> UNIT_DIRECTORIES =
            List.of("etc/systemd/system", "usr/lib/systemd/system", "lib/systemd/system");

    private static final Set<String> TIME_SERVICES =
            Set.of("chronyd", "ntpd", "systemd-timesyn", "ntpdate", "openntpd", "ptp4l");

    private static final int OCEANBASE_PORT = 2881;

    private final Path root;
    private final @Nullable String oceanBase;

    /**
     * @param root of the file system
     * @param oceanBase {@code host:port} of the OceanBase of this host; null if it is not known
     */
    HostChecks(Path root, @Nullable String oceanBase) {
        this.root = root;
        this.oceanBase = oceanBase;
    }

    List<Finding> findings() {
        return Stream.of(timeService(), systemd(), controlGroups(), oceanBase()).toList();
    }

    private Finding timeService() {
        var service = processes().filter(TIME_SERVICES::contains).findFirst();
        return service.isPresent()
                ? Finding.ok("time service", MESSAGES.text("doctor.time", service.get()))
                : Finding.warning(
                        "time service",
                        MESSAGES.text("doctor.no-time"),
                        MESSAGES.text("doctor.no-time.advice"));
    }

    private Stream<String> processes() {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(root.resolve("proc"), "[1-9]*")) {
            var names = Stream.<String>builder();
            for (var process : all) {
                read(process.resolve("comm")).ifPresent(name -> names.add(name.strip()));
            }
            return names.build();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private Finding systemd() {
        if (!Files.isDirectory(root.resolve("run/systemd/system"))) {
            return Finding.skipped("systemd", MESSAGES.text("doctor.no-systemd"));
        }
        var unit =
                UNIT_DIRECTORIES.stream()
                        .map(directory -> root.resolve(directory).resolve(UNIT))
                        .filter(Files::exists)
                        .findFirst();
        if (unit.isEmpty()) {
            return Finding.warning(
                    "systemd",
                    MESSAGES.text("doctor.no-unit", UNIT),
                    MESSAGES.text("doctor.no-unit.advice"));
        }
        var text = read(unit.get()).orElse("");
        return has(text, "KillMode", "process") && has(text, "Delegate", "yes|true|1|on")
                ? Finding.ok("systemd", MESSAGES.text("doctor.unit", unit.get()))
                : Finding.problem(
                        "systemd",
                        MESSAGES.text("doctor.unit.kills", unit.get()),
                        MESSAGES.text("doctor.unit.advice"));
    }

    private static boolean has(String unit, String key, String value) {
        return unit.lines()
                .anyMatch(line -> line.strip().matches(key + "\\s*=\\s*(" + value + ")"));
    }

    private Finding controlGroups() {
        var groups = root.resolve("sys/fs/cgroup");
        var controllers = read(groups.resolve("cgroup.controllers"));
        if (controllers.isPresent()) {
            var names = List.of(controllers.get().strip().split(" "));
            return names.contains("memory") && names.contains("pids")
                    ? Finding.ok("cgroups", MESSAGES.text("doctor.cgroups", "2"))
                    : Finding.warning(
                            "cgroups",
                            MESSAGES.text("doctor.cgroups.few", controllers.get().strip()),
                            MESSAGES.text("doctor.cgroups.advice"));
        }
        return Files.isDirectory(groups.resolve("freezer"))
                ? Finding.ok("cgroups", MESSAGES.text("doctor.cgroups", "1"))
                : Finding.warning(
                        "cgroups",
                        MESSAGES.text("doctor.no-cgroups"),
                        MESSAGES.text("doctor.cgroups.advice"));
    }

    private Finding oceanBase() {
        if (oceanBase == null) {
            return Finding.skipped("oceanbase", MESSAGES.text("doctor.no-oceanbase"));
        }
        var colon = oceanBase.lastIndexOf(':');
        var port = colon < 0 ? "" : oceanBase.substring(colon + 1);
        var number = port.matches("\\d{1,5}") ? Integer.parseInt(port) : OCEANBASE_PORT;
        var failure =
                DaemonChecks.connect(colon < 0 ? oceanBase : oceanBase.substring(0, colon), number);
        return failure == null
                ? Finding.ok("oceanbase", MESSAGES.text("doctor.oceanbase", oceanBase))
                : Finding.problem(
                        "oceanbase",
                        MESSAGES.text("doctor.oceanbase.away", oceanBase, failure),
                        MESSAGES.text("doctor.oceanbase.advice"));
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
