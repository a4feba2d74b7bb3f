package dev.obtaskd.api.v2;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obtaskd.api.obshell.ObshellClient;
import io.quarkus.resteasy.reactive.server.runtime.ResteasyReactiveRecorder;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.jboss.resteasy.reactive.server.util.RuntimeResourceVisitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Every route with every role, compared with {@code authorization.tsv}. A cell is {@code allowed},
 * or the status of the refusal; a route without a row fails.
 */
@QuarkusTest
@TestProfile(TaskDaemon.class)
class AuthorizationTest extends AccountHttp {

    private static final String FILE = "src/test/resources/authorization.tsv";
    private static final List<String> CALLERS =
            List.of("ANONYMOUS", "TASK_VIEWER", "TASK_MANAGER", "ADMIN", "ADMIN_TOKEN");

    /** Resources of other tests. */
    private static final List<String> OF_TESTS =
            List.of("/api/v2/probe", "/api/v1/probe", "/api/v1/guarded");

    /** Routes of extensions, which are neither resources nor in the OpenAPI document. */
    private static final Set<String> OF_EXTENSIONS =
            Set.of(
                    "GET /q/health",
                    "GET /q/health/live",
                    "GET /q/health/ready",
                    "GET /q/health/started",
                    "GET /q/health/well",
                    "GET /q/health/group",
                    "GET /q/metrics",
                    "GET /q/openapi",
                    // Unknown paths, which must not differ for callers without a role.
                    "GET /q/nothing",
                    "GET /api/v2/nothing",
                    "POST /api/v2/nothing",
                    "GET /api/v1/nothing");

    /** Answers of API v1 to callers without the role. */
    private static final Set<String> REFUSALS_OF_V1 =
            Set.of("Request.Header.NotFound", "Security.User.PermissionDenied");

    @TestHTTPResource URI root;

    @ConfigProperty(name = "obtaskd.data-dir")
    Path data;

    /** Clients of API v1 log in as this user. */
    @AfterEach
    void restoreAdministrator() {
        change("admin", "role", "ADMIN").then().statusCode(200);
    }

    @Test
    void everyRouteAllowsExactlyTheRolesOfTheTable() throws IOException {
        var actual = new TreeMap<String, Map<String, String>>();
        routes().forEach(route -> actual.put(route, new TreeMap<>()));
        walkV2(actual);
        walkV1(actual);
        var lines =
                actual.entrySet().stream()
                        .map(
                                row ->
                                        row.getKey().replace(' ', '\t')
                                                + "\t"
                                                + CALLERS.stream()
                                                        .map(row.getValue()::get)
                                                        .collect(Collectors.joining("\t")))
                        .toList();
        assertThat(String.join("\n", lines)).isEqualTo(String.join("\n", table()));
    }

    private void walkV2(Map<String, Map<String, String>> actual) {
        var secret = token("ada");
        for (var caller : CALLERS) {
            actual.keySet().stream()
                    .filter(route -> !ofV1(route))
                    .forEach(
                            route ->
                                    actual.get(route)
                                            .put(caller, outcome(request(caller, secret), route)));
        }
    }

    private static RequestSpecification request(String caller, String secret) {
        return switch (caller) {
            case "ANONYMOUS" -> given();
            case "TASK_VIEWER" -> TaskScript.viewer();
            case "TASK_MANAGER" -> TaskScript.manager();
            case "ADMIN" -> admin();
            case "ADMIN_TOKEN" -> bearer(secret);
            default -> throw new IllegalArgumentException(caller);
        };
    }

    private static String outcome(RequestSpecification request, String route) {
        var method = method(route);
        var body = method.equals("GET") || method.equals("DELETE") ? request : request.body("{}");
        var status =
                body.contentType(ContentType.JSON)
                        .redirects()
                        .follow(false)
                        .request(method, path(route))
                        .statusCode();
        return status == 401 || status == 403 ? Integer.toString(status) : "allowed";
    }

    /** The only user of the local store that can log in there is {@code admin}, with any role. */
    private void walkV1(Map<String, Map<String, String>> actual) throws IOException {
        var password = Files.readString(data.resolve("initial-admin-password")).strip();
        var client = new ObshellClient(root, password);
        for (var caller : CALLERS) {
            if (caller.startsWith("ADMIN") || caller.startsWith("TASK")) {
                change("admin", "role", caller.replace("_TOKEN", "")).then().statusCode(200);
            }
            // Bearer tokens, Basic and cookies mean nothing there.
            var anonymous = caller.equals("ANONYMOUS") || caller.equals("ADMIN_TOKEN");
            actual.keySet().stream()
                    .filter(AuthorizationTest::ofV1)
                    .forEach(
                            route ->
                                    actual.get(route)
                                            .put(
                                                    caller,
                                                    outcome(
                                                            anonymous
                                                                    ? client.plain(
                                                                            method(route),
                                                                            path(route))
                                                                    : client.call(
                                                                                    method(route),
                                                                                    path(route))
                                                                            .send())));
        }
    }

    private static String outcome(ObshellClient.Answer answer) {
        return answer.json() != null && REFUSALS_OF_V1.contains(answer.errCode() + "")
                ? Integer.toString(answer.status())
                : "allowed";
    }

    private static boolean ofV1(String route) {
        return path(route).startsWith("/api/v1/");
    }

    private static String method(String route) {
        return route.split(" ")[0];
    }

    /** The path with something for each variable, which exists nowhere. */
    private static String path(String route) {
        return route.split(" ")[1].replaceAll("\\{[^}]*}", "x");
    }

    /** Every route of the framework's registry, of the OpenAPI document and of the extensions. */
    private static Set<String> routes() throws IOException {
        var routes = new TreeSet<>(OF_EXTENSIONS);
        RuntimeResourceVisitor.visitRuntimeResources(
                "/",
                ResteasyReactiveRecorder.getCurrentDeployment().getClassMappers(),
                new RuntimeResourceVisitor() {
                    @Override
                    public void visitRuntimeResource(
                            String method, String path, RuntimeResource resource) {
                        if (method != null) {
                            routes.add(method + " " + simple(path));
                        }
                    }
                });
        assertThat(routes).hasSizeGreaterThan(60);
        routes.addAll(documented());
        routes.removeIf(route -> OF_TESTS.stream().anyMatch(route.split(" ")[1]::startsWith));
        return routes;
    }

    private static Set<String> documented() throws IOException {
        var paths =
                new ObjectMapper()
                        .readTree(TaskScript.viewer().get("/q/openapi?format=json").asString())
                        .get("paths");
        return paths.propertyStream()
                .flatMap(
                        path ->
                                path.getValue()
                                        .propertyStream()
                                        .map(Map.Entry::getKey)
                                        .filter(
                                                method ->
                                                        method.matches("get|put|post|patch|delete"))
                                        .map(
                                                method ->
                                                        method.toUpperCase(Locale.ROOT)
                                                                + " "
                                                                + simple(path.getKey())))
                .collect(Collectors.toSet());
    }

    /** A path without the patterns of its variables, and with one slash at a time. */
    private static String simple(String path) {
        return path.replaceAll("\\{\\s*(\\w+)[^}]*}", "{$1}").replaceAll("/+", "/");
    }

    private static List<String> table() throws IOException {
        return Files.readAllLines(Path.of(FILE)).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }
}
