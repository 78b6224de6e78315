package io.firstclaim.it;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// What the module poms cannot say about who may use what. Which module may see which is the enforcer's business.
@AnalyzeClasses(packages = "io.firstclaim", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule THE_FACTORY_SEES_VALUES_ONLY = noClasses().that().resideInAPackage("io.firstclaim.factory..")
            .should().dependOnClassesThat(arePortsOrUseCases());

    @ArchTest
    static final ArchRule ONLY_THE_COMMAND_LINE_ENDS_THE_PROCESS = noClasses()
            .that().resideOutsideOfPackage("io.firstclaim.cli..")
            .should().callMethodWhere(target(owner(name("java.lang.System"))).and(target(name("exit"))))
            .orShould().callMethodWhere(target(owner(name("java.lang.Runtime"))).and(target(name("halt"))));

    @ArchTest
    static final ArchRule NOBODY_PRINTS_A_STACK_TRACE = noClasses()
            .should().callMethodWhere(target(name("printStackTrace")));

    @ArchTest
    static final ArchRule PACKAGES_ARE_NAMED_AFTER_WHAT_THEY_ARE_ABOUT = noClasses()
            .should().resideInAnyPackage("..util..", "..utils..", "..common..", "..model..", "..impl..");

    @ArchTest
    static final ArchRule CLASSES_ARE_NAMED_AFTER_WHAT_THEY_DO = noClasses()
            .that().resideOutsideOfPackage("io.firstclaim.proto..")
            .should().haveNameMatching(".*(Manager|Helper|Utils|Impl)");

    private static DescribedPredicate<JavaClass> arePortsOrUseCases() {
        return describe("are ports or use cases of the core",
                used -> used.getPackageName().startsWith("io.firstclaim.core")
                        && (isPort(used) || opensTransactions(used)));
    }

    private static boolean isPort(JavaClass used) {
        return used.isInterface() && !used.reflect().isSealed();
    }

    private static boolean opensTransactions(JavaClass used) {
        return used.getFields().stream().anyMatch(field -> field.getRawType().getSimpleName().equals("Transactions"));
    }
}
