package dev.obtaskd.catalogue.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class YamlTextTest {

    private static final LocalizedText NOT_UTF8 = Messages.of("catalogue").text("yaml.utf8");

    @Test
    void readsScalarsWithTheirJsonTypes() {
        var json =
                document(
                                "a: 1\n"
                                        + "b: 2.5\n"
                                        + "c: true\n"
                                        + "d: null\n"
                                        + "e: '1'\n"
                                        + "f: 0644\n"
                                        + "g: yes\n"
                                        + "h: 12345678901234567890\n"
                                        + "i:\n")
                        .json();

        assertThat(json.toString())
                .isEqualTo(
                        "{\"a\":1,\"b\":2.5,\"c\":true,\"d\":null,\"e\":\"1\",\"f\":\"0644\",\"g\":\"yes\","
                            + "\"h\":12345678901234567890,\"i\":null}");
    }

    @Test
    void recordsTheLineOfEveryKeyAndElement() {
        var document = document("a:\n  b: 1\n  c/d:\n    - x\n    -\n      y: 2\n");

        assertThat(document.line("/a/b")).isEqualTo(2);
        assertThat(document.line("/a/c~1d/0")).isEqualTo(4);
        assertThat(document.line("/a/c~1d/1/y")).isEqualTo(6);
        assertThat(document.line("/a/b/not/there")).isEqualTo(2);
    }

    @Test
    void ignoresAByteOrderMark() {
        assertThat(document("\uFEFFa: 1\n").json().path("a").asInt()).isEqualTo(1);
    }

    @Test
    void refusesInvalidUtf8WithItsPosition() {
        var bytes = "a: 1\nb: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(YamlText.read(bytes)).isEqualTo(new YamlText.Unreadable(2, NOT_UTF8));
    }

    @Test
    void refusesATruncatedLastCharacter() {
        var bytes = new byte[] {'a', ':', ' ', (byte) 0xe4, (byte) 0xb8};

        assertThat(YamlText.read(bytes)).isEqualTo(new YamlText.Unreadable(1, NOT_UTF8));
    }

    @Test
    void refusesAFileThatIsTooLarge() {
        assertThat(refusal("a: " + "x".repeat(YamlText.MAX_BYTES)))
                .isEqualTo("1: the file is larger than 256 KiB");
    }

    @Test
    void refusesADuplicateKey() {
        assertThat(refusal("a: 1\nb: 2\na: 3\n")).isEqualTo("3: the key \"a\" is a duplicate");
    }

    @Test
    void refusesAliasesAndThusExpansionAttacks() {
        assertThat(refusal("a: &x [1]\nb: [*x, *x]\n"))
                .isEqualTo("2: an alias (*name) is not supported; write the value");
    }

    @Test
    void refusesTags() {
        assertThat(refusal("a: 1\nb: !!java.net.URL [x]\n"))
                .isEqualTo("2: a tag (!name) is not supported");
    }

    @Test
    void refusesDeepNesting() {
        assertThat(refusal("a: " + "[".repeat(100_000)))
                .isEqualTo("1: must not be nested deeper than 64");
    }

    @Test
    void refusesOtherThanMappings() {
        assertThat(refusal("")).isEqualTo("1: the file is empty");
        assertThat(refusal("- a\n")).startsWith("1: the file must be a mapping");
        assertThat(refusal("# only a remark\n")).isEqualTo("1: the file is empty");
    }

    @Test
    void refusesASecondDocument() {
        assertThat(refusal("a: 1\n---\nb: 2\n"))
                .isEqualTo("2: a second document is not allowed; a file contains one operation");
    }

    @Test
    void refusesInvalidYamlWithItsLine() {
        assertThat(refusal("a: 1\nb: [1, 2\nc: 3\n")).startsWith("3: not YAML: ");
        assertThat(refusal("a: 1\nb: \u0000\n"))
                .isEqualTo("2: the character is not allowed in YAML");
    }

    @Test
    void refusesNumbersOutOfRange() {
        assertThat(refusal("a: " + "9".repeat(101)))
                .startsWith("1: \"999")
                .endsWith("of at most 40 digits with an exponent from -308 to 308");
        assertThat(refusal("a: .inf\n"))
                .startsWith("1: \".inf\" must be a number of at most 40 digits");
    }

    private static YamlText.Document document(String text) {
        return (YamlText.Document) YamlText.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String refusal(String text) {
        var unreadable = (YamlText.Unreadable) YamlText.read(text.getBytes(StandardCharsets.UTF_8));
        return unreadable.line() + ": " + unreadable.message().en();
    }
}
