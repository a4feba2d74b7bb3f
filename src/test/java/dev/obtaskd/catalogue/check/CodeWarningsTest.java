package dev.obtaskd.catalogue.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.catalogue.FakeKind;
import dev.obtaskd.catalogue.OperationExamples;
import dev.obtaskd.catalogue.operation.OperationFlaw;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeWarningsTest {

    private static final String ARGV = "[\"/usr/bin/printf\", \"%s\", \"${{ params.tenant }}\"]";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[perl, -e, T]",
                "[/usr/bin/perl, -ne, T]",
                "[node, --eval, T]",
                "[node, --eval=T]",
                "[awk, T]",
                "[env, -S, T]",
                "[su, admin, --command, T]",
                "[ssh, host, T]",
                "[sudo, awk, -F, x, -e, T]",
                "[mysql, -e, T]",
            })
    void warnsAboutTemplatesThatMayBecomeCode(String argv) {
        assertThat(warnings(argv))
                .singleElement()
                .asString()
                .startsWith("x.yaml:20: ")
                .contains("as code");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[grep, -e, T]",
                "[awk, -v, x=T, '{print x}']",
                "[/usr/bin/printf, T]",
                "[perl, /x.pl, T]"
            })
    void doesNotWarnAboutValues(String argv) {
        assertThat(warnings(argv)).isEmpty();
    }

    private static List<OperationFlaw> warnings(String argv) {
        var yaml =
                OperationExamples.TENANT.replace(
                        ARGV, argv.replaceAll("([-=a-z]*)T\\b", "\"$1\\${{ params.tenant }}\""));
        var checked =
                new OperationCheck(FakeKind.KINDS)
                        .check("x.yaml", yaml.getBytes(StandardCharsets.UTF_8));
        assertThat(checked.flaws()).isEmpty();
        return checked.warnings();
    }
}
