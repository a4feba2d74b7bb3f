package dev.obtaskd.step.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.step.FakeContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArgumentsTest {

    private static final List<String> TRICKS =
            List.of(
                    "",
                    " ",
                    "'",
                    "''",
                    "'\\''",
                    "\"",
                    "\\",
                    "\\\\",
                    "`id`",
                    "$(id)",
                    "${HOME}",
                    "$HOME",
                    "$1",
                    "$@",
                    "$$",
                    "!!",
                    ";id",
                    "&id",
                    "|id",
                    "&&id",
                    "||id",
                    ">out",
                    "<in",
                    ">&2",
                    "#c",
                    "~",
                    "~root",
                    "*",
                    "?",
                    "[a-z]",
                    "{a,b}",
                    "(id)",
                    "a\nb",
                    "\n",
                    "a\n",
                    "\na",
                    "a\tb",
                    "a\rb",
                    "a\r\nb",
                    "-",
                    "--",
                    "-c",
                    "-n",
                    "--help",
                    "=",
                    "a=b",
                    "%s%n",
                    "%00",
                    "../../etc/passwd",
                    "\u001b[31m",
                    "\u007f",
                    "\u0081\u0088",
                    "é",
                    "中文",
                    "𝄞",
                    "\u202e",
                    "\ufeff",
                    "' ; id ; '",
                    "\"; id; \"",
                    "'\nexit 3\n'",
                    "EOF\nid",
                    "$'\\n'",
                    "\\n",
                    "'$(id)'",
                    "a".repeat(100_000));

    @TempDir Path home;

    @Test
    void arePassedByteForByte() throws Exception {
        assertThat(TRICKS).hasSizeGreaterThanOrEqualTo(60);
        var context = new FakeContext(home, "42.1");
        var argv = new ArrayList<>(List.of("/usr/bin/printf", "%s\\0"));
        argv.addAll(TRICKS);
        try (var programs = new TestPrograms()) {
            programs.run(TestPrograms.spec(argv.toArray(String[]::new)), context);
        }
        assertThat(context.stdout()).isEqualTo(String.join("\0", TRICKS) + "\0");
    }
}
