package dev.obtaskd.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.obtaskd.catalogue.CatalogueEntry.Source;
import dev.obtaskd.catalogue.yaml.OperationFile;
import dev.obtaskd.catalogue.yaml.YamlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueTest {

    private static final int NOBODY = 65534;

    @TempDir private Path directory;

    @BeforeEach
    void closesTheDirectory() throws IOException {
        permit(directory, "rwxr-xr-x");
    }

    @Test
    void hasEveryBuiltInOperation() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/operations"))) {
            var names =
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".yaml"))
                            .sorted();
            assertThat(BuiltInOperations.files())
                    .extracting(OperationFile::name)
                    .containsExactlyElementsOf(names.map(name -> "operations/" + name).toList());
        }
    }

    @Test
    void acceptsTheBuiltInOperations() {
        assertThat(load().all())
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(
                        entry -> {
                            assertThat(entry.disabled()).isNull();
                            assertThat(entry.source()).isEqualTo(Source.BUILT_IN);
                        });
    }

    @Test
    void needsNoDirectory() {
        var absent = directory.resolve("absent");

        assertThat(new Catalogue(() -> absent, FakeKind.KINDS).find("host.inspect")).isPresent();
    }

    @Test
    void addsTheOperationsOfTheSite() throws IOException {
        site("a.yaml", OperationExamples.TENANT);
        site("b.yml", OperationExamples.TENANT.replace("tenant.example", "tenant.other"));
        site("c.txt", "no operation");
        var catalogue = load();

        assertThat(catalogue.find("tenant.example"))
                .get()
                .extracting(CatalogueEntry::source)
                .isEqualTo(Source.SITE);
        assertThat(catalogue.find("tenant.other")).isPresent();
        assertThat(catalogue.all())
                .extracting(CatalogueEntry::name)
                .containsExactly(
                        "daemon.retention",
                        "host.collect-logs",
                        "host.inspect",
                        "tenant.example",
                        "tenant.other");
        assertThat(catalogue.find("c")).isEmpty();
    }

    @Test
    void disablesAnInvalidFileWithTheReason() throws IOException {
        var file =
                site(
                        "a.yaml",
                        OperationExamples.TENANT
                                .replace("scope: CLUSTER", "scope: LOCAL")
                                .replace("needs: [prepare]", "needs: [x]"));
        var flaw = load().find("tenant.example").orElseThrow().disabled();

        assertThat(flaw).isNotNull();
        assertThat(flaw.toString())
                .startsWith(file + ":4: scope: must be CLUSTER, not LOCAL")
                .endsWith("(and 1 more)");
    }

    @Test
    void namesAnUnreadableOperationByItsFile() throws IOException {
        site("restart-all.yaml", "\tno yaml");

        assertThat(load().find("restart-all")).get().extracting(CatalogueEntry::operation).isNull();
    }

    @Test
    void refusesASiteFileThatReplacesABuiltInOperation() throws IOException {
        site(
                "a.yaml",
                "# mine\n" + OperationExamples.TENANT.replace("tenant.example", "host.inspect"));
        var catalogue = load();

        assertThat(catalogue.find("host.inspect"))
                .get()
                .extracting(CatalogueEntry::source)
                .isEqualTo(Source.BUILT_IN);
        assertThat(catalogue.all())
                .filteredOn(
                        entry -> entry.name().equals("host.inspect") && entry.disabled() != null)
                .singleElement()
                .extracting(
                        entry -> entry.disabled().line() + " " + entry.disabled().message().en())
                .isEqualTo(
                        "2 operation: \"host.inspect\" is already defined as a built-in operation");
    }

    @Test
    void keepsTheFirstOfTwoFilesWithOneName() throws IOException {
        site("b.yaml", OperationExamples.TENANT.replace("Does nothing.", "Second"));
        site("a.yaml", OperationExamples.TENANT.replace("Does nothing.", "First"));
        var catalogue = load();

        assertThat(catalogue.find("tenant.example").orElseThrow().operation().description().en())
                .isEqualTo("First");
        assertThat(catalogue.all())
                .filteredOn(entry -> entry.disabled() != null)
                .singleElement()
                .extracting(entry -> entry.disabled().message().en())
                .isEqualTo("operation: \"tenant.example\" is already defined in another site file");
    }

    @Test
    void refusesAFileThatOthersCanWrite() throws IOException {
        permit(site("a.yaml", OperationExamples.TENANT), "rw-rw-r--");

        assertThat(message("a"))
                .endsWith("a.yaml is writable by its group or by others; use chmod go-w");
    }

    @Test
    void refusesADirectoryThatOthersCanWrite() throws IOException {
        site("a.yaml", OperationExamples.TENANT);
        permit(directory, "rwxr-xrwx");

        assertThat(message("a"))
                .isEqualTo(directory + " is writable by its group or by others; use chmod go-w");
    }

    @Test
    void refusesAFileOfAnotherUser() throws IOException {
        assumeThat((int) Files.getAttribute(Path.of("/proc/self"), "unix:uid"))
                .as("only root can give files away")
                .isZero();
        Files.setAttribute(site("a.yaml", OperationExamples.TENANT), "unix:uid", NOBODY);

        assertThat(message("a"))
                .contains("belongs to user 65534; it must belong to root or to the daemon's user");
    }

    @Test
    void refusesOtherThanRegularFiles() throws IOException {
        permit(Files.createDirectory(directory.resolve("a.yaml")), "rwxr-xr-x");

        assertThat(message("a")).isEqualTo("is not a regular file");
    }

    @Test
    void limitsTheSizeOfAFile() throws IOException {
        site("a.yaml", "#".repeat(2 * YamlText.MAX_BYTES));

        assertThat(message("a")).isEqualTo("the file is larger than 256 KiB");
    }

    @Test
    void acceptsAPathThatIsNotADirectory() throws IOException {
        var file = site("operations.d", "x");
        var catalogue = new Catalogue(() -> file, FakeKind.KINDS);

        assertThat(catalogue.find("operations.d").orElseThrow().disabled().message().en())
                .isEqualTo("the directory cannot be read");
        assertThat(catalogue.find("host.inspect")).isPresent();
    }

    private String message(String name) {
        return load().find(name).orElseThrow().disabled().message().en();
    }

    private Catalogue load() {
        return new Catalogue(() -> directory, FakeKind.KINDS);
    }

    private Path site(String name, String text) throws IOException {
        var file = Files.writeString(directory.resolve(name), text);
        permit(file, "rw-r--r--");
        return file;
    }

    private static void permit(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }
}
