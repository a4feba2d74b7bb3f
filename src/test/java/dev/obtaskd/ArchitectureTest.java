package dev.obtaskd;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Holds the plan of the house: who may use whom, and what nobody may do. */
class ArchitectureTest {

    private static final JavaClasses DAEMON =
            new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(Rooms.ROOT);

    private static final ArchRule TIME_COMES_FROM_THE_CLOCK = noClasses()
            .that().doNotHaveFullyQualifiedName(ClockProducer.class.getName())
            .should().accessTargetWhere(Forbidden.WALL_CLOCK)
            .because("tests put a settable Clock in its place");

    private static final ArchRule NOTHING_OF_THE_BUILDER = noClasses()
            .should().accessTargetWhere(Forbidden.HOST_WHEN_BUILT)
            .because("static initialisers run where the native executable is built");

    @Test
    void everyPackageHasItsRowInThePlan() {
        assertThat(DAEMON.stream().map(JavaClass::getPackageName).map(Rooms::of).distinct())
                .isSubsetOf(Rooms.all());
    }

    @Test
    void arrowsPointOnlyAsPlanned() {
        classes().should(followThePlan()).check(DAEMON);
    }

    @Test
    void thePlanRefusesWhatItDoesNotName() {
        assertThat(Rooms.mayUse("api.v2", "step.exec", "dev.obtaskd.step.exec.ExecStep")).isFalse();
        assertThat(Rooms.mayUse("api.v2", "step", "dev.obtaskd.step.StepLog")).isFalse();
        assertThat(Rooms.mayUse("exclusion", "task", "dev.obtaskd.task.Task")).isFalse();
        assertThat(Rooms.mayUse("step.exec", "store", "dev.obtaskd.store.Writer")).isFalse();
        assertThat(Rooms.mayUse("log", "step", "dev.obtaskd.step.StepKind")).isFalse();
        assertThat(Rooms.mayUse("log", "step", "dev.obtaskd.step.StepLog$Stream")).isTrue();
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(Rooms.ROOT + ".(**)").should().beFreeOfCycles().check(DAEMON);
    }

    @Test
    void rulesOfTasksAndExclusionKnowNothingButJava() {
        classes().that().resideInAPackage(Rooms.ROOT + ".exclusion")
                .should().onlyDependOnClassesThat().resideInAnyPackage(
                        Rooms.ROOT + ".exclusion", "java..", "org.jspecify..")
                .check(DAEMON);
        classes().that().resideInAPackage(Rooms.ROOT + ".task")
                .should().onlyDependOnClassesThat().resideInAnyPackage(
                        Rooms.ROOT + ".task", Rooms.ROOT + ".exclusion", "java..", "org.jspecify..")
                .check(DAEMON);
    }

    @Test
    void apisReadTheStoreAndLeaveWritingToTheEngine() {
        noClasses().that().resideInAPackage(Rooms.ROOT + ".api..")
                .should().dependOnClassesThat(resideInAPackage(Rooms.ROOT + ".store")
                        .and(simpleName("Writer").or(simpleName("Tx")).or(simpleName("Unit"))))
                .allowEmptyShould(true)
                .check(DAEMON);
    }

    @Test
    void onlyTheClockProducerAsksForTheTime() {
        TIME_COMES_FROM_THE_CLOCK.check(DAEMON);
        var wrongdoers = new ClassFileImporter().importClasses(AsksForTheTime.class);
        assertThat(TIME_COMES_FROM_THE_CLOCK.evaluate(wrongdoers).getFailureReport().getDetails()).hasSize(2);
    }

    @Test
    void nobodySleepsOrInterruptsAThread() {
        noClasses().should().accessTargetWhere(Forbidden.SLEEP)
                .because("waiting is for an event or a Waiter, never for time to pass")
                .check(DAEMON);
        noClasses().should().accessTargetWhere(Forbidden.INTERRUPT)
                .because("a thread interrupted inside H2 breaks the store")
                .check(DAEMON);
    }

    @Test
    void processesStartOneAtATime() {
        noClasses().that().doNotHaveFullyQualifiedName(Rooms.ROOT + ".step.exec.Spawn")
                .should().accessTargetWhere(Forbidden.START)
                .because("two that begin side by side can hold the daemon's port for ever after its death")
                .check(DAEMON);
    }

    @Test
    void nobodyLooksAtTheHostWhileTheExecutableIsBuilt() {
        NOTHING_OF_THE_BUILDER.check(DAEMON);
        var wrongdoers = new ClassFileImporter().importClasses(LooksTooEarly.class);
        assertThat(NOTHING_OF_THE_BUILDER.evaluate(wrongdoers).getFailureReport().getDetails()).hasSize(2);
    }

    @Test
    void namesSayWhatAClassIs() {
        classes().should().haveNameNotMatching(".*(Manager|Helper|Utils?|Impl)(\\$.*)?").check(DAEMON);
    }

    private static ArchCondition<JavaClass> followThePlan() {
        return new ArchCondition<>("use only what docs/architecture.md allows") {
            @Override
            public void check(JavaClass user, ConditionEvents events) {
                var room = Rooms.of(user.getPackageName());
                for (var use : user.getDirectDependenciesFromSelf()) {
                    var used = use.getTargetClass().getBaseComponentType();
                    if (ours(used) && !Rooms.mayUse(room, Rooms.of(used.getPackageName()), used.getName())) {
                        events.add(SimpleConditionEvent.violated(user, use.getDescription()));
                    }
                }
            }
        };
    }

    private static boolean ours(JavaClass type) {
        return type.getPackageName().equals(Rooms.ROOT) || type.getPackageName().startsWith(Rooms.ROOT + ".");
    }

    /** Asks for the time in the two ways that a rule can overlook. */
    private static final class AsksForTheTime {
        final Supplier<Instant> reference = Instant::now;

        long call() {
            return System.currentTimeMillis();
        }
    }

    /** Keeps what is true of one host, and what has to be another every time. */
    private static final class LooksTooEarly {
        static final String HOME = System.getProperty("user.home");
        static final SecureRandom RANDOM = new SecureRandom();
    }
}
