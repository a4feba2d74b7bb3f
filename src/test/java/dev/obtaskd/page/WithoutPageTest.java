package dev.obtaskd.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A build without the page says so, and how to build it. */
@QuarkusTest
@TestProfile(WithoutPageTest.Absent.class)
class WithoutPageTest {

    public static class Absent implements QuarkusTestProfile {
        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(NoFiles.class);
        }
    }

    @Alternative
    @ApplicationScoped
    public static class NoFiles extends PageSource {
        @Override
        String root() {
            return "/page-absent/";
        }
    }

    @Test
    void everyPathSaysHowToBuildThePage() {
        for (var path : new String[] {"/", "/tasks/21"}) {
            var response = given().get(path).then().statusCode(200).extract();
            assertThat(response.contentType()).isEqualTo("text/html;charset=UTF-8");
            assertThat(response.asString())
                    .contains("This build has no task center page", "此构建不包含任务中心页面")
                    .contains("Node 20.19", "npm", "make run", "/api/v2", "/q/openapi")
                    .doesNotContain(PageTemplate.PLACEHOLDER, "<script");
        }
    }

    @Test
    void itsStylesAreAllowedByItsPolicy() {
        var response = given().get("/").then().extract();
        var nonce = response.asString().replaceAll("(?s).*<style nonce=\"([^\"]+)\".*", "$1");
        assertThat(response.header("Content-Security-Policy")).contains("'nonce-" + nonce + "'");
    }

    @Test
    void thereAreNoAssets() {
        given().get("/assets/index.js").then().statusCode(404);
    }
}
