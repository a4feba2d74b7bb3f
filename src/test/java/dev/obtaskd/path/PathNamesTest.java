package dev.obtaskd.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PathNamesTest {

    @TempDir Path directory;

    @Test
    void textIsUtf8() {
        assertThat(PathNames.bytes(PathNames.path("/日志/ä b%")))
                .isEqualTo("/日志/ä b%".getBytes(StandardCharsets.UTF_8));
        assertThat(PathNames.bytes(PathNames.path("../日志")))
                .isEqualTo("../日志".getBytes(StandardCharsets.UTF_8));
        assertThat(PathNames.path("../日志").isAbsolute()).isFalse();
        assertThat(PathNames.path("/a/../b")).isEqualTo(Path.of("/a/../b"));
        assertThat(PathNames.path("")).isEqualTo(Path.of(""));
        assertThat(PathNames.display(Path.of("/"))).isEqualTo("/");
    }

    @Test
    void nameThatIsNotUtf8IsShownEscapedAndOpened() throws Exception {
        var gbk = "日志".getBytes(Charset.forName("GBK"));
        var file = directory.resolve(PathNames.path(gbk));
        Files.writeString(file, "content");
        try (var found = Files.list(directory)) {
            var listed = found.toList().getFirst();
            // The last two bytes are a valid UTF-8 character by chance.
            assertThat(PathNames.displayName(listed)).isEqualTo("\\xC8\\xD5\u05BE");
            assertThat(PathNames.bytes(listed.getFileName())).isEqualTo(gbk);
            assertThat(Files.readString(listed)).isEqualTo("content");
        }
    }

    @Test
    void differentNamesAreShownDifferently() {
        assertThat(PathNames.display(PathNames.path("a\\xC8"))).isEqualTo("a\\\\xC8");
        assertThat(PathNames.display(PathNames.path("a\nb\u0085"))).isEqualTo("a\\x0Ab\\xC2\\x85");
        assertThat(PathNames.display(directory)).doesNotEndWith("/");
    }

    @Test
    void nulIsRefused() {
        assertThatThrownBy(() -> PathNames.path("a\0b")).isInstanceOf(InvalidPathException.class);
    }
}
