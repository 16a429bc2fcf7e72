package dev.rendezvous.standalone;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What the compiler cannot hold: this module sees every class of the product. A rule that matches nothing fails. */
class ArchitectureTest {
    private static final String API = "dev.rendezvous.api..";
    private static final String ENGINE = "dev.rendezvous.engine..";
    private static final String EDGE = "dev.rendezvous.edge..";
    private static final String COMMAND = "dev.rendezvous.command..";
    private static final String QUERY = "dev.rendezvous.query..";
    private static final String STANDALONE = "dev.rendezvous.standalone..";

    private static final String APPLICATION = "ServiceApplication";

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.rendezvous");

    @Test
    void modules_know_each_other_along_the_arrows_only() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("dev.rendezvous..")
                .layer("api")
                .definedBy(API)
                .layer("engine")
                .definedBy(ENGINE)
                .layer("edge")
                .definedBy(EDGE)
                .layer("command")
                .definedBy(COMMAND)
                .layer("query")
                .definedBy(QUERY)
                .layer("standalone")
                .definedBy(STANDALONE)
                .whereLayer("api")
                .mayNotAccessAnyLayer()
                .whereLayer("engine")
                .mayOnlyAccessLayers("api")
                .whereLayer("edge")
                .mayOnlyAccessLayers("api")
                .whereLayer("command")
                .mayOnlyAccessLayers("api", "engine", "edge")
                .whereLayer("query")
                .mayOnlyAccessLayers("api", "engine", "edge")
                .whereLayer("standalone")
                .mayOnlyAccessLayers("command", "query")
                .ensureAllClassesAreContainedInArchitecture()
                .check(PRODUCT);
    }

    @Test
    void messages_know_no_spring_and_no_storage() {
        classes()
                .that()
                .resideInAPackage(API)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                API,
                                "java..",
                                "javax.crypto..",
                                "org.axonframework..",
                                "com.fasterxml.jackson.annotation..",
                                "org.jspecify.annotations..")
                        .and(not(resideInAPackage("java.sql.."))))
                .check(PRODUCT);
    }

    @Test
    void nothing_uses_jpa_or_the_old_jackson() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta.persistence..", "com.fasterxml.jackson.core..", "com.fasterxml.jackson.databind..")
                .check(PRODUCT);
    }

    @Test
    void services_show_the_outside_their_application_class_only() {
        classes()
                .that()
                .resideInAnyPackage(COMMAND, QUERY)
                .and()
                .haveSimpleNameNotEndingWith(APPLICATION)
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAnyPackage(COMMAND, QUERY)
                .check(PRODUCT);
    }

    @Test
    void public_in_a_service_means_used_by_another_feature() {
        classes()
                .that()
                .resideInAnyPackage(COMMAND, QUERY)
                .and()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .and()
                .haveSimpleNameNotEndingWith(APPLICATION)
                .should(beUsedByAnotherPackage())
                .check(PRODUCT);
    }

    @Test
    void aggregates_and_policies_decide_by_what_they_are_given() {
        noClasses()
                .that(aggregatesAndPolicies())
                .should()
                .dependOnClassesThat(sourcesOfChance().or(theOutsideWorld()))
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(Math.class, "random")
                .check(PRODUCT);
    }

    @Test
    void policies_are_told_the_time() {
        noClasses()
                .that()
                .areRecords()
                .and()
                .resideInAPackage(COMMAND)
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .check(PRODUCT);
    }

    @Test
    void time_comes_from_the_clock_that_is_handed_in() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.rendezvous.edge.ClockConfiguration")
                .should()
                .callMethodWhere(clockIsMade().or(timeIsReadPastTheClock()))
                .check(PRODUCT);
    }

    @Test
    void packages_are_null_marked() {
        assertThat(packages()).isNotEmpty().allMatch(each -> each.isAnnotatedWith(NullMarked.class));
    }

    @Test
    void packages_are_named_after_features() {
        classes()
                .should()
                .resideOutsideOfPackages(
                        "..dto..",
                        "..util..",
                        "..utils..",
                        "..common..",
                        "..impl..",
                        "..model..",
                        "..service..",
                        "..helper..",
                        "..misc..")
                .check(PRODUCT);
    }

    /** The rules of the domain: aggregates, and the records beside them. */
    private static DescribedPredicate<JavaClass> aggregatesAndPolicies() {
        return describe(
                "are aggregates or policies",
                type -> type.isAnnotatedWith(Aggregate.class)
                        || (type.isRecord() && resideInAPackage(COMMAND).test(type)));
    }

    private static DescribedPredicate<JavaClass> sourcesOfChance() {
        return describe("are sources of chance", type -> type.isAssignableTo(RandomGenerator.class));
    }

    private static DescribedPredicate<JavaClass> theOutsideWorld() {
        return resideInAnyPackage(
                "java.io..",
                "java.net.http..",
                "java.nio.file..",
                "java.sql..",
                "javax.sql..",
                "org.springframework.jdbc..");
    }

    private static DescribedPredicate<JavaMethodCall> clockIsMade() {
        return describe(
                "a clock is made",
                call -> call.getTargetOwner().isEquivalentTo(Clock.class)
                        && call.getTarget().getName().startsWith("system"));
    }

    private static DescribedPredicate<JavaMethodCall> timeIsReadPastTheClock() {
        return describe("the time is read past the clock", call -> {
            AccessTarget.MethodCallTarget target = call.getTarget();
            boolean now = target.getName().equals("now")
                    && target.getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Clock.class))
                    && target.getOwner().getPackageName().equals("java.time");
            return now || target.getFullName().equals("java.lang.System.currentTimeMillis()");
        });
    }

    private static ArchCondition<JavaClass> beUsedByAnotherPackage() {
        return new ArchCondition<>("be used by another package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean used = type.getDirectDependenciesToSelf().stream()
                        .anyMatch(use -> !use.getOriginClass().getPackage().equals(type.getPackage()));
                events.add(
                        new SimpleConditionEvent(type, used, type.getName() + " is public, but nobody needs it to be"));
            }
        };
    }

    private static List<JavaPackage> packages() {
        return PRODUCT.stream().map(JavaClass::getPackage).distinct().toList();
    }
}
