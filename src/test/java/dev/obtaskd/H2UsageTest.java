package dev.obtaskd;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;

/** Keeps all code that depends on H2's classes in one package. */
class H2UsageTest {

    private static final ArchRule ONLY_STORE_H2_USES_H2 =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(PackageRules.ROOT + ".store.h2")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.h2..")
                    .because("a new version of H2 is reviewed in one package: docs/store-file.md");

    @Test
    void onlyStoreH2UsesClassesOfH2() {
        ONLY_STORE_H2_USES_H2.check(
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages(PackageRules.ROOT));
    }

    @Test
    void detectsOtherUses() {
        var violations = new ClassFileImporter().importClasses(UsesH2.class);
        assertThat(ONLY_STORE_H2_USES_H2.evaluate(violations).hasViolation()).isTrue();
    }

    private static final class UsesH2 {
        MVStore store;
    }
}
