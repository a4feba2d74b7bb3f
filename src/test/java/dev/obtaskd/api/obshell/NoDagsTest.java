package dev.obtaskd.api.obshell;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every recorded exchange with an obshell without dags, with a daemon without tasks. */
@QuarkusTest
class NoDagsTest extends DagHttp {

    private static final Map<String, String> IDS =
            Map.of("agent", "213070643302887", "unknown", "21307064330288799999");

    /**
     * This daemon always has a cluster store, reports an invalid flag as an error of the caller,
     * and never panics.
     */
    private static final Pattern DIFFERENT =
            Pattern.compile(
                    "1\\.((07|09|11|13|15)_.*|(08|12|14)_.*details_abc|id_dag_(other_agent|prefix1|prefix3_ipv6)_GET|x_trailing_slash|x_unknown_task_path)");

    @Test
    void unknownDagsMatchTheRecordings() {
        var same =
                RecordedExchange.all().stream()
                        .filter(
                                one ->
                                        one.on().equals("unknown")
                                                && !DIFFERENT.matcher(one.name()).matches())
                        .toList();
        assertThat(same).hasSizeGreaterThan(50);
        same.forEach(one -> one.assertSame(one.ask(client, IDS)));
    }

    @Test
    void answersCallsThatPanicInObshell() {
        for (var path :
                new String[] {
                    "/dags/ob", "/dag/ob/unfinish", "/dag/maintain/agents", "/dag/agent/main_dags"
                }) {
            assertThat(DagHttp.<Object>in(get(path + "?show_details=false"), "data"))
                    .as(path)
                    .isEqualTo(Map.of("contents", List.of()));
            assertThat(get(path + "?show_details=abc").status()).as(path).isEqualTo(400);
        }
        for (var path :
                new String[] {
                    "/dag/maintain/ob",
                    "/dag/1999",
                    "/dag/22130706433029991",
                    "/dag/3042540766411282592856903984951653826561028867",
                    "/dag/3000000000000000000000000000000000000001028871"
                }) {
            var answer = get(path);
            assertRefused(answer, 404, "Task.NotFound", 0);
            assertThat(DagHttp.<String>in(answer, "error.message")).startsWith("Task not found");
        }
    }
}
