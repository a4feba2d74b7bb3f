package dev.obtaskd.libc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CFunctionTest {

    private static final String METADATA =
            "/META-INF/native-image/dev.obtaskd/obtaskd/reachability-metadata.json";

    @Test
    void everySignatureIsRegistered() throws Exception {
        var registered = new HashSet<String>();
        try (var in = CFunctionTest.class.getResourceAsStream(METADATA)) {
            for (var call : new ObjectMapper().readTree(in).at("/foreign/downcalls")) {
                var parameters = new StringBuilder();
                call.path("parameterTypes").forEach(type -> parameters.append(' ' + type.asText()));
                registered.add(call.path("returnType").asText() + parameters);
            }
        }
        assertThat(registered).isEqualTo(signatures());
    }

    @Test
    void everyFunctionExists() {
        for (var function : CFunction.values()) {
            assertThat(function.link(CFunction.library())).isNotNull();
            assertThatThrownBy(() -> function.link(name -> Optional.empty()))
                    .hasMessageContaining(function.symbol());
        }
    }

    /** Of a static field it would belong to the host of the build. */
    @Test
    void onlyThisClassLinksAndNoClassKeepsHandles() {
        var daemon =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("dev.obtaskd");
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(CFunction.class.getName())
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Linker.class)
                .check(daemon);
        assertThat(daemon)
                .flatExtracting(type -> type.getFields())
                .noneMatch(
                        field ->
                                field.getModifiers().contains(JavaModifier.STATIC)
                                        && field.getRawType().isEquivalentTo(MethodHandle.class));
    }

    private static Set<String> signatures() {
        return Arrays.stream(CFunction.values())
                .map(function -> function.result() + " " + String.join(" ", function.parameters()))
                .collect(Collectors.toSet());
    }
}
