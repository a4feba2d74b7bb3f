package dev.obtaskd.api.v2.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTemplateTest {

    @Test
    void insertsValuesPercentEncoded() {
        var template = LinkTemplate.of("https://ocp.example/tenant/{name}?id={id}");
        assertThat(template.link("sales", "7")).contains("https://ocp.example/tenant/sales?id=7");
        assertThat(template.link("a b/../c?x=1&y#z\"<\r\n租", "*"))
                .contains(
                        "https://ocp.example/tenant/a%20b%2F..%2Fc%3Fx%3D1%26y%23z%22%3C%0D%0A"
                                + "%E7%A7%9F?id=%2A");
        assertThat(template.link("..", "7")).contains("https://ocp.example/tenant/%2E%2E?id=7");
        assertThat(template.link("{id}", "7")).contains("https://ocp.example/tenant/%7Bid%7D?id=7");
    }

    @Test
    void aLinkThatNeedsAnUnknownIdIsMissing() {
        assertThat(LinkTemplate.of("/t/{id}").link("a", null)).isEmpty();
        assertThat(LinkTemplate.of("/t/{name}").link("a", null)).contains("/t/a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/tasks?target={name}",
                "http://h/{name}",
                "https://h.example:8443/#/t/{name}",
                "https://[::1]/x",
                "https://h?x={name}"
            })
    void acceptsHttpAndRelativeLinks(String text) {
        assertThat(LinkTemplate.of(text).link("a", null)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "javascript:alert('{name}')",
                "JAVASCRIPT://h/%0aalert(1)",
                "data:text/html,{name}",
                "ftp://h/{name}",
                "//evil.example/{name}",
                "/\\evil.example/{name}",
                "tenant/{name}",
                "https://{name}/x",
                "https://{name}.example/x",
                "https://h.example{name}/x",
                "https:///x",
                "https://h/{nme}",
                "https://h/{",
                "https://h/ x",
                " https://h/x"
            })
    void refusesOtherLinks(String text) {
        assertThatThrownBy(() -> LinkTemplate.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("m");
    }
}
