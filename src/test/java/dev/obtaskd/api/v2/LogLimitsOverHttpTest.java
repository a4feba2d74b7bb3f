package dev.obtaskd.api.v2;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The limits of a line and of a log, as settings. */
@QuarkusTest
@TestProfile(LogLimitsOverHttpTest.Limits.class)
class LogLimitsOverHttpTest {

    @Inject LogDaemon site;

    /** A line shows 200 bytes, a log has 100 KiB and the end of each stream. */
    public static final class Limits extends LogDaemon.Profile {

        @Override
        public Map<String, String> getConfigOverrides() {
            var settings = new HashMap<>(super.getConfigOverrides());
            settings.put("obtaskd.log.max-line", "200");
            settings.put("obtaskd.log.max-attempt", "100K");
            return settings;
        }
    }

    @Test
    void aLongLogHasItsStartItsEndAndAMarkBetween() {
        var task = site.run("test.noise");
        var log = "/api/v2/subtasks/" + site.id(task, "noise") + "/log";
        var page = site.viewer().get(log).then().statusCode(200).extract().jsonPath();
        List<String> lines = page.getList("lines.text");
        assertThat(lines).contains("Row 1", "Row 100", "Ruw 100", "ORA-600: Fatal");
        assertThat(lines).anyMatch(line -> line.matches("[0-9]{6} bytes left out"));
        assertThat(lines.getLast()).startsWith("failed: exit code 7").endsWith(": the cause");
        assertThat(page.getLong("totalBytes")).isLessThan(300 * 1024);
        assertThat(lines).allMatch(line -> line.length() <= 200);
        assertThat(page.getString("lines.find { it.text.startsWith('aaa') }.cut"))
                .isEqualTo("true");
        assertThat(site.viewer().get(log + "/text").asString())
                .contains("\n" + "a".repeat(200) + " […]\n");
    }
}
