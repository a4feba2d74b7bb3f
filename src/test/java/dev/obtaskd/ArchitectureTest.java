package dev.obtaskd;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.obtaskd.text.LocalizedText;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Enforces the package dependencies and the forbidden calls. */
class ArchitectureTest {

    private static final JavaClasses DAEMON =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages(PackageRules.ROOT);

    private static final ArchRule TIME_COMES_FROM_THE_CLOCK =
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName(ClockProducer.class.getName())
                    .should()
                    .accessTargetWhere(ForbiddenCalls.WALL_CLOCK)
                    .because("tests replace it by a settable Clock");

    private static final ArchRule NO_STATE_OF_THE_BUILD_HOST =
            noClasses()
                    .should()
                    .accessTargetWhere(ForbiddenCalls.HOST_WHEN_BUILT)
                    .because("static initialisers run where the native executable is built");

    @Test
    void everyPackageIsListed() {
        assertThat(DAEMON.stream().map(JavaClass::getPackageName).map(PackageRules::of).distinct())
                .isSubsetOf(PackageRules.all());
    }

    @Test
    void packagesUseOnlyWhatTheyMayUse() {
        classes().should(useOnlyAllowedPackages()).check(DAEMON);
    }

    @Test
    void refusesUnlistedDependencies() {
        assertThat(PackageRules.mayUse("api.v2", "step.exec", "dev.obtaskd.step.exec.ExecStep"))
                .isFalse();
        assertThat(PackageRules.mayUse("api.v2", "step", "dev.obtaskd.step.StepLog")).isFalse();
        assertThat(PackageRules.mayUse("exclusion", "task", "dev.obtaskd.task.Task")).isFalse();
        assertThat(
                        PackageRules.mayUse(
                                "step.exec", "store", "dev.obtaskd.store.writer.StoreWriter"))
                .isFalse();
        assertThat(PackageRules.mayUse("log", "step", "dev.obtaskd.step.StepKind")).isFalse();
        assertThat(PackageRules.mayUse("log", "step", "dev.obtaskd.step.StepLog$Stream")).isTrue();
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(PackageRules.ROOT + ".(**)").should().beFreeOfCycles().check(DAEMON);
    }

    @Test
    void rulesOfTasksAndExclusionUseOnlyJava() {
        classes()
                .that()
                .resideInAPackage(PackageRules.ROOT + ".exclusion")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        PackageRules.ROOT + ".exclusion",
                        PackageRules.ROOT + ".id",
                        "java..",
                        "org.jspecify..")
                .check(DAEMON);
        classes()
                .that()
                .resideInAPackage(PackageRules.ROOT + ".task")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        PackageRules.ROOT + ".task",
                        PackageRules.ROOT + ".text",
                        PackageRules.ROOT + ".exclusion",
                        PackageRules.ROOT + ".id",
                        "java..",
                        "org.jspecify..")
                .check(DAEMON);
    }

    @Test
    void wireRecordsDoNotUseTheServer() {
        classes()
                .that()
                .resideInAPackage(PackageRules.ROOT + ".api.v2.wire..")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(
                                        PackageRules.ROOT + ".api.v2.wire..",
                                        "java..",
                                        "org.jspecify..",
                                        "com.fasterxml.jackson.annotation",
                                        "org.eclipse.microprofile.openapi.annotations..")
                                .or(type(LocalizedText.class))
                                .or(type(JsonNode.class))
                                .or(type(RegisterForReflection.class)))
                .because("clients such as the command line use them")
                .check(DAEMON);
    }

    @Test
    void apisDoNotWriteToTheStore() {
        noClasses()
                .that()
                .resideInAPackage(PackageRules.ROOT + ".api..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage(PackageRules.ROOT + ".store")
                                .and(simpleName("Transaction").or(simpleName("UnitOfWork"))))
                .allowEmptyShould(true)
                .check(DAEMON);
    }

    @Test
    void onlyTheClockProducerReadsTheTime() {
        TIME_COMES_FROM_THE_CLOCK.check(DAEMON);
        var violations = new ClassFileImporter().importClasses(TimeReads.class);
        assertThat(TIME_COMES_FROM_THE_CLOCK.evaluate(violations).getFailureReport().getDetails())
                .hasSize(2);
    }

    @Test
    void refusesSleepAndInterrupt() {
        noClasses()
                .should()
                .accessTargetWhere(ForbiddenCalls.SLEEP)
                .because("code waits for an event or with a Waiter")
                .check(DAEMON);
        noClasses()
                .should()
                .accessTargetWhere(ForbiddenCalls.INTERRUPT)
                .because("a thread interrupted inside H2 breaks the store")
                .check(DAEMON);
    }

    @Test
    void processesStartOneAtATime() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(PackageRules.ROOT + ".step.exec.proc.ProcessStarter")
                .should()
                .accessTargetWhere(ForbiddenCalls.START)
                .because(
                        "two that start in parallel can hold the daemon's port forever after its"
                                + " death")
                .check(DAEMON);
    }

    @Test
    void staticInitialisersDoNotReadTheHost() {
        NO_STATE_OF_THE_BUILD_HOST.check(DAEMON);
        var violations = new ClassFileImporter().importClasses(HostStateInStaticFields.class);
        assertThat(NO_STATE_OF_THE_BUILD_HOST.evaluate(violations).getFailureReport().getDetails())
                .hasSize(2);
    }

    @Test
    void refusesVagueClassNames() {
        classes()
                .should()
                .haveNameNotMatching(".*(Manager|Helper|Utils?|Impl)(\\$.*)?")
                .check(DAEMON);
    }

    private static ArchCondition<JavaClass> useOnlyAllowedPackages() {
        return new ArchCondition<>("use only what docs/architecture.md allows") {
            @Override
            public void check(JavaClass user, ConditionEvents events) {
                var userPackage = PackageRules.of(user.getPackageName());
                for (var use : user.getDirectDependenciesFromSelf()) {
                    var used = use.getTargetClass().getBaseComponentType();
                    if (ours(used)
                            && !PackageRules.mayUse(
                                    userPackage,
                                    PackageRules.of(used.getPackageName()),
                                    used.getName())) {
                        events.add(SimpleConditionEvent.violated(user, use.getDescription()));
                    }
                }
            }
        };
    }

    private static boolean ours(JavaClass type) {
        return type.getPackageName().equals(PackageRules.ROOT)
                || type.getPackageName().startsWith(PackageRules.ROOT + ".");
    }

    /** Reads the time in the two ways that a rule could miss. */
    private static final class TimeReads {
        final Supplier<Instant> reference = Instant::now;

        long call() {
            return System.currentTimeMillis();
        }
    }

    /** State of one host, and state that must differ between hosts. */
    private static final class HostStateInStaticFields {
        static final String HOME = System.getProperty("user.home");
        static final SecureRandom RANDOM = new SecureRandom();
    }
}
