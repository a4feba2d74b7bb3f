package dev.obtaskd.api.v2.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageCursorTest {

    private final PageCursor cursor = new PageCursor("-name", "重启\nobserver", 42);

    @Test
    void parsesItsOwnText() {
        assertThat(cursor.toString()).matches("[A-Za-z0-9_-]+");
        assertThat(PageCursor.parse(cursor.toString(), "-name")).isEqualTo(cursor);
    }

    @Test
    void refusesACursorOfAnotherOrder() {
        assertThat(refused(cursor.toString(), "name").detail().en()).contains("another sort order");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAA", "AAAAAA", "' OR 1=1", "....", "\u0000"})
    void refusesOtherTexts(String written) {
        assertThat(refused(written, "-name").code()).isEqualTo(ErrorCode.CURSOR_INVALID);
    }

    @Test
    void detectsEveryChangedCharacter() {
        var written = cursor.toString();
        for (var i = 0; i < written.length() - 1; i++) {
            var other = written.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(refused(written.substring(0, i) + other + written.substring(i + 1), "-name"))
                    .isNotNull();
        }
    }

    private static ProblemException refused(String written, String sort) {
        return catchThrowableOfType(ProblemException.class, () -> PageCursor.parse(written, sort));
    }
}
