package dev.obtaskd.step.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obtaskd.step.BlockingCalls;
import dev.obtaskd.step.FakeContext;
import dev.obtaskd.step.StepKind.Flaw;
import dev.obtaskd.task.AttemptResult;
import dev.obtaskd.task.AttemptResult.Failed;
import dev.obtaskd.task.AttemptResult.Stopped;
import dev.obtaskd.task.AttemptResult.Succeeded;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileStepTest {

    private static final AttemptResult DONE = new Succeeded(Map.of(), null);

    private final FileStep step = new FileStep(new BlockingCalls());

    @TempDir Path home;

    private Path file;
    private int attempt;

    @BeforeEach
    void file() {
        file = home.resolve("conf");
    }

    @Test
    void writesAFileWithItsMode() throws Exception {
        assertThat(run("{'write':{'path':'%s','content':'a\\n','mode':'0640'}}", file))
                .isEqualTo(DONE);
        assertThat(file).hasContent("a\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        assertThat(names()).containsExactlyInAnyOrder("conf", "7.1", "7.changed", "kept");
    }

    @Test
    void restoresWhatTheFirstOfTwoAttemptsReplaced() throws Exception {
        Files.writeString(file, "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        run("{'write':{'path':'%s','content':'new'}}", file);
        run("{'write':{'path':'%s','content':'newer'}}", file);
        assertThat(run("{'restore':{}}")).isEqualTo(DONE);
        assertThat(file).hasContent("old");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(home.resolve("kept/7")).doesNotExist();
    }

    @Test
    void rollbackRemovesANewFile() throws Exception {
        run("{'write':{'path':'%s','content':'new'}}", file);
        run("{'restore':{}}");
        assertThat(file).doesNotExist();
        assertThat(run("{'restore':{}}")).isEqualTo(DONE);
    }

    @Test
    void copiesAFileWithItsMode() throws Exception {
        Files.writeString(home.resolve("from"), "x");
        Files.setPosixFilePermissions(
                home.resolve("from"), PosixFilePermissions.fromString("rwxr-x---"));
        assertThat(run("{'copy':{'from':'%s','to':'%s'}}", home.resolve("from"), file))
                .isEqualTo(DONE);
        assertThat(file).hasContent("x");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rwxr-x---");
    }

    @Test
    void replacesAndRestoresALink() throws Exception {
        Files.createSymbolicLink(file, Path.of("/old"));
        assertThat(run("{'link':{'path':'%s','target':'/new'}}", file)).isEqualTo(DONE);
        assertThat(Files.readSymbolicLink(file)).isEqualTo(Path.of("/new"));
        run("{'restore':{}}");
        assertThat(Files.readSymbolicLink(file)).isEqualTo(Path.of("/old"));
    }

    @Test
    void doesNotWriteThroughALink() throws Exception {
        var other = Files.writeString(home.resolve("other"), "mine");
        Files.createSymbolicLink(file, other);
        run("{'write':{'path':'%s','content':'new'}}", file);
        assertThat(other).hasContent("mine");
        assertThat(file).hasContent("new");
    }

    @Test
    void removesAFileRepeatedly() throws Exception {
        Files.writeString(file, "old");
        assertThat(run("{'remove':{'path':'%s'}}", file)).isEqualTo(DONE);
        assertThat(run("{'remove':{'path':'%s'}}", file)).isEqualTo(DONE);
        run("{'restore':{}}");
        assertThat(file).hasContent("old");
    }

    @Test
    void refusesADirectory() throws Exception {
        assertThat(
                        ((Failed) run("{'remove':{'path':'%s'}}", Files.createDirectory(file)))
                                .message())
                .contains("is a directory");
        assertThat(file).exists();
    }

    @Test
    void outputsAChecksum() throws Exception {
        Files.writeString(file, "abc");
        var sum = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assertThat(run("{'checksum':{'path':'%s','sha256':'%s'}}", file, sum))
                .isEqualTo(new Succeeded(Map.of("sha256", sum), null));
        assertThat(
                        ((Failed)
                                        run(
                                                "{'checksum':{'path':'%s','sha256':'%s'}}",
                                                file, "0".repeat(64)))
                                .message())
                .contains(sum);
    }

    @Test
    void reportsAMissingFile() throws Exception {
        assertThat(run("{'copy':{'from':'/no/such','to':'%s'}}", file))
                .isEqualTo(Failed.error("copy /no/such to " + file + ": /no/such does not exist"));
    }

    @Test
    void changesNothingIfAlreadyRequestedToStop() throws Exception {
        var context = new FakeContext(home, "7.1");
        context.cancel();
        var spec =
                new ObjectMapper()
                        .readTree("{\"write\":{\"path\":\"" + file + "\",\"content\":\"x\"}}");
        assertThat(step.run(spec, context)).isInstanceOf(Stopped.class);
        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    {}                                                     | ^^
                    {'write':{},'copy':{}}                                 | ^^
                    {'write':{'path':'/a'}}                                | /write/content
                    {'write':{'path':'a','content':''}}                    | /write/path
                    {'write':{'path':'/a/../b','content':''}}              | /write/path
                    {'write':{'path':'/a','content':'','mode':'9'}}        | /write/mode
                    {'write':{'path':'/a','content':'','owner':'-x'}}      | /write/owner
                    {'write':{'path':'/a','content':'','x':1}}             | /write/x
                    {'copy':{'from':'/a','to':'b'}}                        | /copy/to
                    {'link':{'path':'/a','target':'b'}}                    | /link/target
                    {'remove':{'path':'b'}}                                | /remove/path
                    {'checksum':{'path':'/a','sha256':'x'}}                | /checksum/sha256
                    {'restore':{'path':'/a'}}                              | /restore/path
                    """)
    void reportsTheLocationOfAProblem(String spec, String pointer) throws Exception {
        assertThat(step.check(new ObjectMapper().readTree(spec.replace('\'', '"'))))
                .extracting(Flaw::pointer)
                .containsExactly(pointer);
    }

    @Test
    void describesItself() throws Exception {
        assertThat(
                        step.describe(
                                new ObjectMapper()
                                        .readTree("{\"copy\":{\"from\":\"/a\",\"to\":\"/b\"}}")))
                .isEqualTo("copy /a to /b");
    }

    private AttemptResult run(String spec, Object... values) throws Exception {
        attempt++;
        return step.run(
                new ObjectMapper().readTree(spec.formatted(values).replace('\'', '"')),
                new FakeContext(home, "7." + attempt));
    }

    private List<String> names() throws Exception {
        try (var files = Files.list(home)) {
            return files.map(one -> one.getFileName().toString()).toList();
        }
    }
}
