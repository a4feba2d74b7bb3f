package dev.obtaskd.api.v2;

import static org.awaitility.Awaitility.await;

import dev.obtaskd.testing.SampleFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;

/** Base of tests of file steps over HTTP: one daemon, and directories with files of all types. */
abstract class FileHttp extends TaskHttp {

    Path dir;

    @BeforeEach
    void directory() {
        dir = TaskScript.directory();
    }

    /** Starts a task in the test's directory. */
    TaskScript start(String operation, String name) {
        return TaskScript.start(operation, dir, Map.of("name", name));
    }

    TaskScript start(String operation) {
        return start(operation, "x");
    }

    /** Waits for the end of a task and returns its state. */
    static String end(TaskScript script) {
        return await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        script::state,
                        state -> state.matches("SUCCEEDED|FAILED|ROLLED_BACK|ROLLBACK_FAILED"));
    }

    static Path kept() {
        return Path.of(
                ConfigProvider.getConfig().getValue("obtaskd.data-dir", String.class), "kept");
    }

    /** Creates the files that {@link FileOperations#CHANGES} changes. */
    void makeFiles() throws IOException {
        SampleFiles.make(dir);
    }

    /** Describes the files in the directory except the signals of the test. */
    Map<String, String> picture() throws IOException {
        return SampleFiles.picture(dir);
    }

    /** Blocks the system call that opens a file, for 45 s or until this is closed. */
    static Process hold(Path file) throws IOException {
        var program =
                "use Fcntl; $SIG{IO}='IGNORE'; $|=1; open(F,'+<',$ARGV[0]) &&"
                        + " defined(fcntl(F,1024,1)) && print \"held\\n"
                        + "\"; sleep 60";
        var process = new ProcessBuilder("perl", "-e", program, file.toString()).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Assumptions.assumeTrue(
                "held"
                        .equals(
                                new BufferedReader(new InputStreamReader(process.getInputStream()))
                                        .readLine()),
                "the file system has no leases");
        return process;
    }
}
