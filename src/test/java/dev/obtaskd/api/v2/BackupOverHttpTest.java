package dev.obtaskd.api.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.obtaskd.backup.BackupOptions;
import dev.obtaskd.backup.Backups;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipInputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(TaskDaemon.class)
class BackupOverHttpTest extends AccountHttp {

    private static final String BACKUP = "/api/v2/backup";

    @Inject Backups backups;

    @ConfigProperty(name = "obtaskd.data-dir")
    Path data;

    @Test
    void anAdministratorGetsACompleteBackup() throws IOException {
        var response = admin().queryParam("logs", "true").post(BACKUP);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        response.then()
                .contentType("application/zip")
                .header("Content-Disposition", containsString("filename=\"obtaskd-2"))
                .header("Cache-Control", "no-store");
        assertThat(names(response.asByteArray()))
                .startsWith("store/obtaskd.mv.db")
                .endsWith("manifest.json");
        assertThat(data.resolve("db/backup")).doesNotExist();
        admin().queryParam("action", "backup")
                .get("/api/v2/audit")
                .then()
                .body("items[0].result", equalTo("ACCEPTED"))
                .body("items[0].reason", nullValue())
                .body("items[0].after", equalTo("secrets=false, logs=true"));
    }

    @Test
    void oneBackupIsMadeAtATime() throws IOException {
        try (var running = backups.begin(new BackupOptions(false, false)).orElseThrow()) {
            admin().post(BACKUP).then().statusCode(409).body("code", equalTo("backup.running"));
            assertThat(running.at()).isNotNull();
        }
        admin().body("{\"reason\": \"before the upgrade\"}").post(BACKUP).then().statusCode(200);
        admin().queryParam("action", "backup")
                .get("/api/v2/audit")
                .then()
                .body("items[0].reason", equalTo("before the upgrade"))
                .body("items[1].code", equalTo("backup.running"))
                .body("items[1].result", equalTo("REFUSED"));
    }

    @Test
    void wrongRequestsAreRefused() throws IOException {
        for (var query : List.of("secret=true", "secrets=yes", "logs=", "logs=true&logs=true")) {
            admin().post(BACKUP + "?" + query).then().statusCode(400);
        }
        admin().body("{\"file\": \"x\"}").post(BACKUP).then().statusCode(400);
        admin().body("[]").post(BACKUP).then().statusCode(400);
        admin().get(BACKUP).then().statusCode(405);
        assertThat(Files.list(data.resolve("db"))).noneMatch(file -> file.endsWith("backup"));
    }

    private static List<String> names(byte[] content) throws IOException {
        var names = new ArrayList<String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }
}
