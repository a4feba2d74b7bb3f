package dev.obtaskd.api.v2.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class InMemoryPageTest {

    private final List<String> all = new ArrayList<>(List.of("d", "b", "f", "a", "e", "c"));

    @Test
    void pagesInTheOrderOfTheKeysWithoutLossOrRepetition() {
        var first = page("limit=2");
        assertThat(first.items()).containsExactly("a", "b");
        all.addAll(List.of("aa", "bb"));
        all.remove("b");
        var second = page("limit=2&cursor=" + first.nextCursor());
        assertThat(second.items()).containsExactly("bb", "c");
        var third = page("limit=3&cursor=" + second.nextCursor());
        assertThat(third.items()).containsExactly("d", "e", "f");
        assertThat(third.nextCursor()).isNull();
    }

    @Test
    void hasFiftyItemsByDefault() {
        for (var i = 0; i < 60; i++) {
            all.add("x%02d".formatted(i));
        }
        assertThat(page("").items()).hasSize(50);
        assertThat(page("limit=500").items()).hasSize(66);
    }

    @Test
    void refusesACursorOfAnotherList() {
        var other = new PageCursor("other", "a", 0);
        assertThatThrownBy(() -> page("cursor=" + other)).isInstanceOf(ProblemException.class);
    }

    private InMemoryPage<String> page(String query) {
        return InMemoryPage.of(
                PageParameters.PAGE.read(query), "letters", all, Function.identity());
    }
}
