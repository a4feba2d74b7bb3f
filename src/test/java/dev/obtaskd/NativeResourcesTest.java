package dev.obtaskd;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Proxy;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a native executable would lack without an error at build time. */
class NativeResourcesTest {

    private static final Path RESOURCES = Path.of("src/main/resources");

    /** Read at build time. */
    private static final Set<String> AT_BUILD_TIME =
            Set.of(
                    "application.properties",
                    "META-INF/native-image/dev.obtaskd/obtaskd/reachability-metadata.json");

    @Test
    void everyResourceIsIncluded() throws IOException {
        var included = included();
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            assertThat(files.filter(Files::isRegularFile).map(RESOURCES::relativize))
                    .filteredOn(file -> !AT_BUILD_TIME.contains(file.toString()))
                    .isNotEmpty()
                    .allMatch(
                            file -> included.stream().anyMatch(one -> one.matches(file)),
                            "is in quarkus.native.resources.includes");
        }
        assertThat(List.of("page/index.html", "page/assets/a.js.gz", "page/files"))
                .map(Path::of)
                .allMatch(file -> included.stream().anyMatch(one -> one.matches(file)));
    }

    /** They are code in the executable, and would make it larger by 6 MB. */
    @Test
    void noClassFileIsIncluded() throws IOException {
        var classes = List.of("dev/obtaskd/Main.class", "dev/obtaskd/cli/Obtaskd.class");
        for (var pattern : included()) {
            assertThat(classes).map(Path::of).noneMatch(pattern::matches);
        }
    }

    @Test
    void everyProviderOfAServiceIsIncluded() throws IOException {
        try (Stream<Path> services = Files.list(RESOURCES.resolve("META-INF/services"))) {
            for (var service : services.toList()) {
                var provider = Files.readString(service).strip();
                assertThat(classFor(provider).getAnnotations())
                        .as(provider)
                        .anyMatch(one -> one.toString().contains("RegisterForReflection"));
            }
        }
    }

    /** The command line and the records of the APIs are checked elsewhere. */
    @Test
    void noClassUsesReflectionByItself() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(
                        "dev.obtaskd.api.v2.openapi.OpenApiQueries") // at build time
                .should()
                .accessTargetWhere(
                        DescribedPredicate.describe(
                                "reflection, which a native executable lacks",
                                NativeResourcesTest::reflects))
                .check(
                        new ClassFileImporter()
                                .withImportOption(new ImportOption.DoNotIncludeTests())
                                .importPackages(PackageRules.ROOT));
    }

    private static boolean reflects(JavaAccess<?> access) {
        var owner = access.getTarget().getOwner();
        var name = access.getTarget().getName();
        return owner.isEquivalentTo(Class.class)
                        && (name.equals("forName")
                                || name.startsWith("getDeclared")
                                || List.of("getMethod", "getMethods", "getConstructor", "getFields")
                                        .contains(name))
                || owner.isAssignableTo(AccessibleObject.class)
                || owner.isEquivalentTo(Proxy.class)
                || owner.isEquivalentTo(ServiceLoader.class)
                || owner.isEquivalentTo(ObjectInputStream.class)
                || owner.isEquivalentTo(ResourceBundle.class) && name.equals("getBundle");
    }

    private static Class<?> classFor(String name) {
        try {
            return Class.forName(name, false, NativeResourcesTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<PathMatcher> included() throws IOException {
        var settings = new Properties();
        try (var in = Files.newBufferedReader(RESOURCES.resolve("application.properties"))) {
            settings.load(in);
        }
        return Arrays.stream(settings.getProperty("quarkus.native.resources.includes").split(","))
                .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
                .toList();
    }
}
