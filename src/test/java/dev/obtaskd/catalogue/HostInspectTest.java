package dev.obtaskd.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostInspectTest {

    private static final Pattern ITEM = Pattern.compile("(PASS|WARN|FAIL|INFO)  [^:]+:\\s+\\S.*");

    @TempDir private Path directory;

    @Test
    void writesAReportOfEveryPart() throws Exception {
        var script = new BuiltInRunner(directory, "host.inspect", "{}");
        assertThat(script.all().exitCode()).isZero();
        var report = report(script);

        assertThat(report)
                .contains(
                        "Host inspection",
                        "agent:   10.0.0.1:2887",
                        "[cpu]",
                        "[memory]",
                        "[disks]",
                        "[filesystems]",
                        "[limits]",
                        "[kernel]",
                        "[clock]",
                        "[ports]");
        assertThat(report)
                .filteredOn(
                        line ->
                                !line.isEmpty()
                                        && report.indexOf(line) > report.indexOf("[cpu]")
                                        && !line.startsWith("["))
                .hasSizeGreaterThan(40)
                .allMatch(line -> ITEM.matcher(line).matches());
    }

    @Test
    void countsTheItemsOfTheReport() throws Exception {
        var script = new BuiltInRunner(directory, "host.inspect", "{}");
        script.all();
        var report = report(script);

        for (var status : List.of("PASS", "WARN", "FAIL")) {
            var counted = report.stream().filter(line -> line.startsWith(status + "  ")).count();
            assertThat(script.output("report", status.toLowerCase(Locale.ROOT)))
                    .as(status)
                    .isEqualTo(String.valueOf(counted));
        }
        assertThat(report.get(4))
                .startsWith("summary: " + script.output("report", "fail") + " FAIL, ");
    }

    @Test
    void reportsProcessorsAndMemory() throws Exception {
        var script = new BuiltInRunner(directory, "host.inspect", "{}");
        script.run("cpu");
        script.run("memory");
        var total = Files.readAllLines(Path.of("/proc/meminfo")).getFirst().replaceAll("\\D", "");

        // The quota of a container can only reduce the number of processors that Java reports.
        assertThat(Integer.parseInt(answer(script, "cpu", "cpu count")))
                .isGreaterThanOrEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(answer(script, "memory", "memory total"))
                .isEqualTo(Long.parseLong(total) / 1024 + " MiB");
    }

    @Test
    void comparesKernelParametersWithTheExpectedValues() throws Exception {
        var script = new BuiltInRunner(directory, "host.inspect", "{}");
        script.run("kernel");
        var found = Long.parseLong(inOneRead(Path.of("/proc/sys/vm/max_map_count")).strip());

        assertThat(items(script, "kernel"))
                .filteredOn(item -> item.name().equals("vm.max_map_count"))
                .singleElement()
                .isEqualTo(
                        new Item(
                                found >= 655360 ? "PASS" : "FAIL",
                                "vm.max_map_count",
                                String.valueOf(found),
                                ">= 655360"));
        assertThat(items(script, "kernel"))
                .extracting(Item::name)
                .contains(
                        "fs.aio-max-nr",
                        "net.core.somaxconn",
                        "net.ipv4.ip_local_port_range",
                        "kernel.core_pattern");
    }

    @Test
    void reportsTheLimitsOfTheDaemon() throws Exception {
        var script = new BuiltInRunner(directory, "host.inspect", "{}");
        script.run("limits");

        assertThat(items(script, "limits"))
                .extracting(Item::name)
                .containsExactly(
                        "user", "limit stack", "limit core", "limit nproc", "limit nofile");
        assertThat(answer(script, "limits", "user")).isEqualTo(System.getProperty("user.name"));
    }

    @Test
    void reportsAPortInUse() throws Exception {
        var script = new BuiltInRunner(directory, "host.inspect", "{}");
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            script.run("ports");
            assertThat(List.of(answer(script, "ports", "listening tcp ports").split(" ")))
                    .contains(String.valueOf(socket.getLocalPort()));
        }
        assertThat(answer(script, "ports", "port 2881 (observer sql)")).isIn("taken", "free");
    }

    @Test
    void reportsAMissingOrFullDataDirectory() throws Exception {
        var script =
                new BuiltInRunner(
                        directory,
                        "host.inspect",
                        "{'minFreePercent': 100, 'dataDirectories': ['/no such/directory', '"
                                + directory
                                + "', '/tmp/$(id)']}");
        assertThat(script.run("filesystems").exitCode()).isZero();

        assertThat(items(script, "filesystems"))
                .filteredOn(item -> item.name().startsWith("directory "))
                .hasSize(3)
                .satisfies(
                        items -> {
                            assertThat(items.get(0))
                                    .isEqualTo(
                                            new Item(
                                                    "FAIL",
                                                    "directory /no such/directory",
                                                    "missing",
                                                    "a directory"));
                            assertThat(items.get(1).found())
                                    .matches("\\d+% space free of \\d+ GiB on /.*");
                            assertThat(items.get(2).name()).isEqualTo("directory /tmp/$(id)");
                        });
    }

    @Test
    void refusesADirectoryThatTheSiteDoesNotAllow() throws Exception {
        Files.createSymbolicLink(directory.resolve("way out"), Path.of("/etc"));
        Files.createDirectories(directory.resolve("data/secrets"));
        var script =
                new BuiltInRunner(
                        directory,
                        "host.inspect",
                        "{'dataDirectories': ['/etc', '"
                                + directory
                                + "/way out', '"
                                + directory
                                + "/data/secrets']}");
        script.run("filesystems");

        assertThat(items(script, "filesystems"))
                .filteredOn(item -> item.name().startsWith("directory "))
                .hasSize(3)
                .allSatisfy(
                        item -> {
                            assertThat(item.status()).isEqualTo("FAIL");
                            assertThat(item.found()).isEqualTo("not looked at");
                        });
    }

    @Test
    void inspectsTheRootFileSystem() throws Exception {
        var script = new BuiltInRunner(directory, "host.inspect", "{'minFreePercent': 0}");
        script.run("filesystems");

        assertThat(items(script, "filesystems"))
                .filteredOn(item -> item.name().equals("space /"))
                .singleElement()
                .satisfies(item -> assertThat(item.status()).isEqualTo("PASS"));
    }

    /**
     * The kernel returns a parameter in a single read only; {@link Files#readString} would read
     * several times.
     */
    private static String inOneRead(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var bytes = new byte[64];
            return new String(bytes, 0, in.read(bytes), StandardCharsets.US_ASCII);
        }
    }

    private static List<String> report(BuiltInRunner script) throws IOException {
        return Files.readAllLines(Path.of(script.output("report", "report")));
    }

    private static List<Item> items(BuiltInRunner script, String step) throws IOException {
        return Files.readAllLines(Path.of(script.output(step, "items"))).stream()
                .map(line -> line.split("\u001f", -1))
                .map(part -> new Item(part[0], part[1], part[2], part[3]))
                .toList();
    }

    private record Item(String status, String name, String found, String wanted) {}

    private static String answer(BuiltInRunner script, String step, String name)
            throws IOException {
        return items(script, step).stream()
                .filter(item -> item.name().equals(name))
                .findFirst()
                .orElseThrow()
                .found();
    }
}
