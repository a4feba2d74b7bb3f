package dev.obtaskd.step.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class InheritedTest {

    @Test
    void aMaskNamesItsSignals() {
        assertThat(Inherited.ignored("0000000000001003")).containsExactly("HUP", "INT", "PIPE");
        assertThat(Inherited.ignored("0")).isEmpty();
    }

    @Test
    void aLimitThatWasRaisedToTheHardOneIsNotInherited() {
        assertThat(Inherited.openFiles(List.of("Max stack size  8388608  unlimited  bytes", "Max open files            524288  524288  files")))
                .contains(1024L);
        assertThat(Inherited.openFiles(List.of("Max open files            4096  524288  files"))).isEmpty();
        assertThat(Inherited.openFiles(List.of("Max open files            512  512  files"))).isEmpty();
    }

    @Test
    void aUserWithoutAnEntryHasHomeAndName() {
        assertThat(Account.of("77", "?", "?", List.of("root:x:0:0:root:/root:/bin/bash"))).isEqualTo(new Account("77", "/", "/bin/sh"));
        assertThat(Account.of("0", "root", "/root", List.of("root:x:0:0:root:/root:/bin/bash")))
                .isEqualTo(new Account("root", "/root", "/bin/bash"));
    }
}
