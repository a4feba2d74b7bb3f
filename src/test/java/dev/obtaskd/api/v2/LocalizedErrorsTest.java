package dev.obtaskd.api.v2;

import static dev.obtaskd.api.v2.TaskScript.TASKS;
import static dev.obtaskd.api.v2.TaskScript.manager;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every sentence of a problem is in the language of the caller. */
@QuarkusTest
@TestProfile(ValuesDaemon.class)
class LocalizedErrorsTest extends TaskHttp {

    private static final String CHINESE = "(?s).*[\\u4e00-\\u9fff].*";

    /** Two English words in a row; names of fields and values of schemas are none. */
    private static final String ENGLISH = "(?s).*\\b[A-Za-z][a-z]+ [a-z]{2,}\\b.*";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    {'tenant': null}                                  | /params/tenant
                    {}                                                | /params/tenant
                    {'tenant': ' '}                                   | /params/tenant
                    {'tenant': 't', 'unknown': 1}                     | /params/unknown
                    {'tenant': 't', 'user': 'u'}                      | /params
                    {'tenant': 't', 'text': 7}                        | /params/text
                    {'tenant': 't', 'text': 'a'}                      | /params/text
                    {'tenant': 't', 'text': 'abcd'}                   | /params/text
                    {'tenant': 't', 'pattern': 'A'}                   | /params/pattern
                    {'tenant': 't', 'date': 'today'}                  | /params/date
                    {'tenant': 't', 'fixed': 2}                       | /params/fixed
                    {'tenant': 't', 'chosen': 'c'}                    | /params/chosen
                    {'tenant': 't', 'number': 0}                      | /params/number
                    {'tenant': 't', 'number': 3}                      | /params/number
                    {'tenant': 't', 'number': 1e400}                  | /params/number
                    {'tenant': 't', 'between': 1}                     | /params/between
                    {'tenant': 't', 'between': 2}                     | /params/between
                    {'tenant': 't', 'even': 1}                        | /params/even
                    {'tenant': 't', 'either': true}                   | /params/either
                    {'tenant': 't', 'any': true}                      | /params/any
                    {'tenant': 't', 'one': 2}                         | /params/one
                    {'tenant': 't', 'one': 1.5}                       | /params/one
                    {'tenant': 't', 'other': 's'}                     | /params/other
                    {'tenant': 't', 'refused': 1}                     | /params/refused
                    {'tenant': 't', 'conditional': 's'}               | /params/conditional
                    {'tenant': 't', 'conditional': 1}                 | /params/conditional
                    {'tenant': 't', 'list': [1]}                      | /params/list
                    {'tenant': 't', 'list': [1, 2, 3, 4]}             | /params/list
                    {'tenant': 't', 'list': [1, 1]}                   | /params/list
                    {'tenant': 't', 'tuple': ['a', 'b']}              | /params/tuple
                    {'tenant': 't', 'closed': ['a', 'b']}             | /params/closed
                    {'tenant': 't', 'some': [1]}                      | /params/some
                    {'tenant': 't', 'few': ['a']}                     | /params/few
                    {'tenant': 't', 'few': ['a', 'b', 'c', 'd']}      | /params/few
                    {'tenant': 't', 'object': {'a': 1}}               | /params/object
                    {'tenant': 't', 'object': {'a':1,'b':1,'c':1,'d':1}} | /params/object
                    {'tenant': 't', 'names': {'ab': 1}}               | /params/names
                    {'tenant': 't', 'strict': {'a': 1}}               | /params/strict/a
                    {'tenant': 't', 'depending': {'a': 1}}            | /params/depending/b
                    {'tenant': 't', 'host': '10.0.0.9:1'}             | /params/host
                    {'tenant': 't', 'host': []}                       | /params/host
                    {'tenant': 't', 'host': [7]}                      | /params/host
                    """)
    void parametersOfAnOperation(String params, String field) {
        var body = "{\"operation\":\"language.keywords\",\"params\":" + quoted(params) + "}";
        var problem = inBothLanguages("params.invalid", json(TASKS, body));
        assertThat(problem.jsonPath().getList("errors.field", String.class)).contains(field);
    }

    @Test
    void parametersThatAreTooLargeOrTakeTooLong() {
        var slow = parameter("slow", "a".repeat(60_000));
        assertThat(
                        inBothLanguages("params.invalid", json(TASKS, slow))
                                .jsonPath()
                                .getString("errors[0].message"))
                .contains("校验耗时过长");
        inBothLanguages("params.invalid", json(TASKS, parameter("text", "a".repeat(70_000))));
        inBothLanguages("params.invalid", json(TASKS, parameter("tenant", "t".repeat(201))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/somewhere/else", "/a/../b"})
    void directories(String directory) {
        inBothLanguages(
                "params.invalid",
                json(
                        TASKS,
                        TaskScript.json(
                                "operation",
                                "host.collect-logs",
                                "params",
                                Map.of("directories", List.of(directory)))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    {'operation': 'host.inspect', 'other': 1}               | request.unknown-field
                    {'operation': ['host.inspect']}                         | request.malformed
                    {'operation': 'host.inspect', 'hosts': 'one'}           | request.malformed
                    {'operation': 'host.inspect', 'hosts': [1]}             | request.malformed
                    {'operation': 'host.inspect', 'hosts': ['10.0.0.9:1']}  | params.invalid
                    {'operation': 'host.inspect', 'params': []}             | params.invalid
                    {'params': {}}                                          | request.malformed
                    {'operation': 1e400}                                    | request.malformed
                    """)
    void fieldsOfABody(String body, String code) {
        var problem = inBothLanguages(code, json(TASKS, quoted(body)));
        assertThat(problem.jsonPath().getList("errors")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{'operation': 'a\\u0000'}",
                "{'operation': '\\ud800'}",
                "{'operation': 'no.such'}"
            })
    void bodies(String body) {
        inBothLanguages(null, json(TASKS, quoted(body)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'action': 'retry'}",
                "{'action': 'none', 'ids': ['11']}",
                "{'action': 'retry', 'ids': ['11'], 'filter': {}}",
                "{'action': 'retry', 'ids': [1]}",
                "{'action': 'retry', 'filter': {'state': 'NONE'}}",
                "{'action': 'retry', 'filter': {'other': 1}}"
            })
    void batches(String body) {
        inBothLanguages(null, json(TASKS + "/batch", quoted(body)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /api/v2/tasks?other=1                | request.unknown-parameter
                    /api/v2/locks?other=1                | request.unknown-parameter
                    /api/v2/tasks?state=NONE             | filter.invalid
                    /api/v2/tasks?from=today             | filter.invalid
                    /api/v2/tasks?sort=color             | filter.invalid
                    /api/v2/tasks?hidden=maybe           | filter.invalid
                    /api/v2/tasks?state=FAILED&sort=name&sort=name | filter.invalid
                    /api/v2/tasks?limit=0                | limit.invalid
                    /api/v2/tasks?limit=many             | limit.invalid
                    /api/v2/tasks?cursor=x               | cursor.invalid
                    /api/v2/tasks/x                      | id.invalid
                    /api/v2/tasks/1                      | id.invalid
                    /api/v2/tasks/1x                     | id.invalid
                    /api/v2/tasks/19223372036854775808   | id.invalid
                    /api/v2/tasks/2213070643302886       | id.invalid
                    /api/v2/tasks/2x1307064330288691     | id.invalid
                    /api/v2/tasks/29999999999028869      | id.invalid
                    /api/v2/tasks/22130706433999999      | id.invalid
                    /api/v2/tasks/22130706433x28869      | id.invalid
                    /api/v2/subtasks/x/log               | id.invalid
                    /api/v2/tasks/1999999                | task.unknown
                    /api/v2/subtasks/1999999/log         | subtask.unknown
                    /api/v2/operations/none              | operation.unknown
                    /api/v2/audit?other=none             | request.unknown-parameter
                    """)
    void queriesAndIds(String path, String code) {
        inBothLanguages(code, language -> request(language).get(path));
    }

    @Test
    void flawsOfOperationFiles() {
        var operations = request("zh").get("/api/v2/operations?limit=200").jsonPath();
        var disabled = operations.getList("items.findAll { it.disabled != null }.disabled.message");
        assertThat(disabled)
                .hasSizeGreaterThanOrEqualTo(LanguageOperations.FLAWS.size())
                .allSatisfy(message -> assertChinese(message.toString()));
        var one = request("zh").get("/api/v2/operations/flawed.kind").jsonPath();
        assertThat(one.getString("disabled.message")).startsWith("没有步骤类型 \"other\"");
        inBothLanguages(
                "operation.unknown", json(TASKS, "{\"operation\":\"flawed.kind\",\"params\":{}}"));
    }

    /** Sends a request in both languages, and checks the texts of the Chinese problem. */
    private static Response inBothLanguages(String code, Function<String, Response> request) {
        var english = request.apply("en");
        var chinese = request.apply("zh-CN,zh;q=0.9");
        assertThat(english.statusCode()).as(english.asString()).isBetween(400, 499);
        assertThat(chinese.jsonPath().getString("code"))
                .as(chinese.asString())
                .isEqualTo(english.jsonPath().getString("code"));
        if (code != null) {
            assertThat(chinese.jsonPath().getString("code")).as(chinese.asString()).isEqualTo(code);
        }
        for (var text : new String[] {"title", "detail"}) {
            assertChinese(chinese.jsonPath().getString(text));
        }
        if (chinese.jsonPath().get("errors") != null) {
            assertThat(chinese.jsonPath().getList("errors.field"))
                    .isEqualTo(english.jsonPath().getList("errors.field"));
            assertThat(chinese.jsonPath().getList("errors.message", String.class))
                    .allSatisfy(LocalizedErrorsTest::assertChinese);
            assertThat(english.jsonPath().getList("errors.message", String.class))
                    .allSatisfy(text -> assertThat(text).doesNotMatch(CHINESE));
        }
        return chinese;
    }

    private static void assertChinese(String text) {
        assertThat(text).matches(CHINESE).doesNotMatch(ENGLISH);
    }

    private static Function<String, Response> json(String path, String body) {
        return language -> request(language).contentType(ContentType.JSON).body(body).post(path);
    }

    private static RequestSpecification request(String language) {
        return manager().header("Accept-Language", language);
    }

    private static String parameter(String name, String value) {
        var params = new HashMap<>(Map.of("tenant", "t"));
        params.put(name, value);
        return TaskScript.json("operation", "language.keywords", "params", params);
    }

    private static String quoted(String json) {
        return json.replace('\'', '"');
    }
}
