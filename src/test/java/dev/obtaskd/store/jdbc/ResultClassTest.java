package dev.obtaskd.store.jdbc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.ReferencedClassObject;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.persistence.Entity;
import java.util.List;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Test;

/**
 * Hibernate creates query results by reflection; a native executable supports this for registered
 * classes only.
 */
class ResultClassTest {

    private static final List<String> QUERIES =
            List.of("org.hibernate", "jakarta.persistence", "io.quarkus.hibernate");

    private static final ArchRule RESULTS_CAN_BE_MADE =
            codeUnits()
                    .should(
                            new ArchCondition<>("have results that can be made") {
                                @Override
                                public void check(JavaCodeUnit unit, ConditionEvents events) {
                                    if (unit.getMethodCallsFromSelf().stream()
                                            .noneMatch(
                                                    call ->
                                                            asksForResults(
                                                                    call.getTarget().getOwner(),
                                                                    call.getTarget()
                                                                            .getRawParameterTypes()))) {
                                        return;
                                    }
                                    var results =
                                            unit.getReferencedClassObjects().stream()
                                                    .map(ReferencedClassObject::getRawType)
                                                    .toList();
                                    if (results.isEmpty()) {
                                        events.add(
                                                SimpleConditionEvent.violated(
                                                        unit,
                                                        unit.getDescription()
                                                                + " does not say itself which class"
                                                                + " it wants"));
                                    }
                                    results.stream()
                                            .filter(result -> !canBeInstantiated(result))
                                            .forEach(
                                                    result ->
                                                            events.add(
                                                                    SimpleConditionEvent.violated(
                                                                            unit,
                                                                            result.getName()
                                                                                    + " is the"
                                                                                    + " result of a"
                                                                                    + " query in "
                                                                                    + unit
                                                                                            .getDescription()
                                                                                    + ": make it an"
                                                                                    + " entity or"
                                                                                    + " put @RegisterForReflection"
                                                                                    + " on it")));
                                }
                            });

    @Test
    void everyResultIsAnEntityOrRegistered() {
        var daemon =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("dev.obtaskd");
        RESULTS_CAN_BE_MADE.check(daemon);
        assertThat(daemon.contain("dev.obtaskd.store.jdbc.TaskRows_"))
                .as("the generated queries are checked")
                .isTrue();
    }

    @Test
    void detectsAnUnregisteredResult() {
        var wrongdoers = new ClassFileImporter().importClasses(Forgets.class, PassesOn.class);
        assertThat(RESULTS_CAN_BE_MADE.evaluate(wrongdoers).getFailureReport().getDetails())
                .hasSize(2)
                .anyMatch(found -> found.contains("Pair is the result of a query"))
                .anyMatch(found -> found.contains("does not say itself"));
    }

    private static boolean asksForResults(JavaClass owner, List<JavaClass> parameters) {
        return QUERIES.stream().anyMatch(owner.getPackageName()::startsWith)
                && parameters.stream().anyMatch(type -> type.isEquivalentTo(Class.class));
    }

    private static boolean canBeInstantiated(JavaClass result) {
        return !result.getBaseComponentType().getPackageName().startsWith("dev.obtaskd")
                || result.isAnnotatedWith(Entity.class)
                || result.isAnnotatedWith(RegisterForReflection.class);
    }

    private record Pair(long id, long version) {}

    private static final class Forgets {
        List<Pair> query(StatelessSession session) {
            return session.createSelectionQuery("select t.id, t.version from TaskRow t", Pair.class)
                    .getResultList();
        }
    }

    private static final class PassesOn {
        <T> List<T> query(StatelessSession session, Class<T> result) {
            return session.createSelectionQuery("select t.id, t.version from TaskRow t", result)
                    .getResultList();
        }
    }
}
