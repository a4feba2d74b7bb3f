package dev.obtaskd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.persistence.Entity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.Converter;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What {@code make native-sources} has registered for the native executable, by Quarkus and by the
 * annotations of the daemon. Skipped without its result; {@code .ci/run} runs it.
 */
class NativeSourcesTest {

    private static final Path SOURCES = Path.of("target/native-sources");

    private static final JavaClasses DAEMON =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages(PackageRules.ROOT);

    /** Records of requests and responses in other packages. */
    private static final Set<String> OTHERS =
            Set.of(
                    "dev.obtaskd.text.LocalizedText",
                    "dev.obtaskd.api.obshell.auth.AgentSecret",
                    "dev.obtaskd.api.obshell.mapping.Envelope",
                    "dev.obtaskd.api.obshell.mapping.Envelope$Contents",
                    "dev.obtaskd.api.obshell.mapping.Envelope$Fault");

    @BeforeEach
    void requireSources() {
        Assumptions.assumeTrue(Files.exists(SOURCES.resolve("native-image.args")));
    }

    /** Jackson reads the components of records and calls their constructors by reflection. */
    @Test
    void everyRecordOfTheApisIsRegistered() throws IOException {
        var registered = registered("allDeclaredMethods");
        assertThat(wireClasses())
                .hasSizeGreaterThan(100)
                .allMatch(
                        type -> registered.contains(type.getName()),
                        "is registered: put @RegisterForReflection on it");
    }

    @Test
    void everyEntityIsRegistered() throws IOException {
        var registered = registered("allDeclaredConstructors");
        assertThat(DAEMON.stream().filter(type -> type.isAnnotatedWith(Entity.class)))
                .hasSizeGreaterThan(5)
                .allMatch(type -> registered.contains(type.getName()));
    }

    /** Quarkus registers only the converters that it finds itself. */
    @Test
    void everyConverterOfSettingsIsRegistered() throws IOException {
        var registered = registered("allDeclaredConstructors");
        assertThat(DAEMON.stream().filter(type -> type.isAssignableTo(Converter.class)))
                .isNotEmpty()
                .allMatch(type -> registered.contains(type.getName()));
    }

    @Test
    void resourcesAreIncludedAndClassFilesAreNot() throws IOException {
        var patterns = new ArrayList<Pattern>();
        for (var one :
                json("META-INF/native-image/resource-config.json").at("/resources/includes")) {
            patterns.add(Pattern.compile(one.path("pattern").asText()));
        }
        for (var file :
                List.of(
                        "operations/index",
                        "operations/operation.schema.json",
                        "page/index.html",
                        "page/assets/a.js.gz",
                        "db/local/V1__tasks.sql",
                        "messages/task_zh.properties",
                        "dev/obtaskd/cli/version.properties",
                        "dev/obtaskd/page/without-page.html",
                        "dev/obtaskd/step/exec/process/attempt.sh",
                        "META-INF/services/io.vertx.core.spi.transport.Transport")) {
            assertThat(patterns).as(file).anyMatch(one -> one.matcher(file).matches());
        }
        assertThat(patterns)
                .noneMatch(one -> one.matcher("dev/obtaskd/Main.class").matches())
                .noneMatch(one -> one.matcher("dev/obtaskd/cli/Obtaskd.class").matches());
    }

    @Test
    void theCommandLineAndTheCLibraryAreRegistered() throws IOException {
        assertThat(json("META-INF/native-image/picocli-generated/reflect-config.json"))
                .isNotEmpty();
        assertThat(
                        json("META-INF/native-image/dev.obtaskd/obtaskd/reachability-metadata.json")
                                .at("/foreign/downcalls"))
                .isNotEmpty();
    }

    @Test
    void theExecutableHasItsDefaults() throws IOException {
        assertThat(Files.readString(SOURCES.resolve("native-image.args")).split("\\s+"))
                .contains(
                        "-Os",
                        "-march=compatibility",
                        "-R:MaxHeapSize=64m",
                        "--initialize-at-run-time=org.bouncycastle",
                        "--enable-monitoring=threaddump")
                .noneMatch(argument -> argument.contains("heapdump"));
    }

    /** Netty would make the provider at build time, and the executable contain all its classes. */
    @Test
    void theSecurityProviderOfBouncyCastleIsLeftOut() throws IOException {
        var found = new ArrayList<String>();
        try (var files = Files.newDirectoryStream(SOURCES.resolve("lib"), "*bcprov*.jar");
                var jar = new JarFile(files.iterator().next().toFile())) {
            jar.stream().map(JarEntry::getName).forEach(found::add);
        }
        assertThat(found)
                .contains("org/bouncycastle/crypto/generators/Argon2BytesGenerator.class")
                .noneMatch(name -> name.endsWith("/BouncyCastleProvider.class"))
                .noneMatch(name -> name.endsWith("java.security.Provider"));
    }

    /** Records and enums that are part of a request or response. */
    private static List<JavaClass> wireClasses() {
        return DAEMON.stream()
                .filter(type -> type.isRecord() || type.isEnum())
                .filter(
                        type ->
                                type.getPackageName().startsWith("dev.obtaskd.api.v2.wire")
                                        || OTHERS.contains(type.getName())
                                        || type.getPackageName().equals("dev.obtaskd.api.obshell")
                                                && type.isRecord()
                                                && type.getEnclosingClass()
                                                        .map(JavaClass::isRecord)
                                                        .orElse(true))
                .toList();
    }

    private static Set<String> registered(String what) throws IOException {
        var names = new HashSet<String>();
        for (var one : json("META-INF/native-image/reflect-config.json")) {
            if (one.path(what).asBoolean()) {
                names.add(one.path("name").asText());
            }
        }
        return names;
    }

    private static JsonNode json(String name) throws IOException {
        try (var files = Files.newDirectoryStream(SOURCES, "*-runner.jar");
                var jar = FileSystems.newFileSystem(files.iterator().next())) {
            return new ObjectMapper()
                    .readTree(Files.readString(jar.getPath(name), StandardCharsets.UTF_8));
        }
    }
}
