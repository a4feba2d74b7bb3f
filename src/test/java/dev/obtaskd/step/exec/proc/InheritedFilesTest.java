package dev.obtaskd.step.exec.proc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.libc.CFunction;
import dev.obtaskd.step.exec.process.ProgramUser;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InheritedFilesTest {

    @Test
    void leavesSignalsIgnoredWithoutTheFunctionsOfTheLibrary() {
        assertThat(InheritedFiles.nothingIgnored(List.of("PIPE"), name -> Optional.empty()))
                .isFalse();
        assertThat(InheritedFiles.nothingIgnored(List.of(), CFunction.library())).isTrue();
    }

    @Test
    void aMaskNamesItsSignals() {
        assertThat(InheritedFiles.ignored("0000000000001003"))
                .containsExactly("HUP", "INT", "PIPE");
        assertThat(InheritedFiles.ignored("0")).isEmpty();
    }

    @Test
    void doesNotInheritARaisedLimit() {
        assertThat(
                        InheritedFiles.openFiles(
                                List.of(
                                        "Max stack size  8388608  unlimited  bytes",
                                        "Max open files            524288  524288  files")))
                .contains(1024L);
        assertThat(
                        InheritedFiles.openFiles(
                                List.of("Max open files            4096  524288  files")))
                .isEmpty();
        assertThat(InheritedFiles.openFiles(List.of("Max open files            512  512  files")))
                .isEmpty();
    }

    @Test
    void setsHomeAndNameOfAUserWithoutAnEntry() {
        assertThat(ProgramUser.of("77", "?", "?", List.of("root:x:0:0:root:/root:/bin/bash")))
                .isEqualTo(new ProgramUser("77", "/", "/bin/sh"));
        assertThat(ProgramUser.of("0", "root", "/root", List.of("root:x:0:0:root:/root:/bin/bash")))
                .isEqualTo(new ProgramUser("root", "/root", "/bin/bash"));
    }
}
