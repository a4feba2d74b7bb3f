package dev.obtaskd.step.exec.proc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files that the pumps of a program leave in its attempt. */
public final class PumpFiles {

    private PumpFiles() {}

    /** Creates the files as if both pumps had run and ended. */
    public static void leaveEnded(AttemptFiles files) throws IOException {
        var self = Files.readString(Path.of("/proc/self/stat"));
        var fields = self.substring(self.lastIndexOf(')') + 2).split(" ");
        fields[19] = "1";
        for (var stream : List.of(files.stdout(), files.stderr())) {
            Files.writeString(
                    Path.of(stream + ".pump"),
                    ProcessHandle.current().pid() + " (sh) " + String.join(" ", fields));
        }
    }
}
