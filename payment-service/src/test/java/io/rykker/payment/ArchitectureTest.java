package io.rykker.payment;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The arrows of the house; each rule is held against code that breaks it, too. */
class ArchitectureTest {

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.rykker.payment");
    private static final JavaClasses BAD = new ClassFileImporter().importPackages("io.rykker.payment.badfixture");

    private static final ArchRule DOMAIN_IS_PURE = classes()
            .that(resideInAPackage("..domain.."))
            .should()
            .onlyDependOnClassesThat(resideInAPackage("java..")
                    .or(resideInAPackage("org.jspecify.."))
                    .or(resideInAPackage("..domain..")));

    private static final ArchRule DOMAIN_HAS_NO_CLOCK = noClasses()
            .that(resideInAPackage("..domain.."))
            .should()
            .dependOnClassesThat(DescribedPredicate.describe("are clocks", type -> type.isEquivalentTo(Clock.class)))
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now");

    private static final ArchRule BANK_READER_IS_PLAIN = classes()
            .that(resideInAPackage("io.rykker.payment.bank.."))
            .should()
            .onlyDependOnClassesThat(resideInAPackage("java..")
                    .or(resideInAPackage("javax.xml.stream.."))
                    .or(resideInAPackage("org.jspecify.."))
                    .or(resideInAPackage("io.rykker.payment.bank.."))
                    .or(resideInAPackage("io.rykker.payment.domain..")));

    private static final ArchRule ONLY_THE_DESK_OPENS_TRANSACTIONS = noClasses()
            .that()
            .doNotHaveSimpleName("PaymentDesk")
            .and()
            .doNotHaveSimpleName("Outbox")
            .should()
            .callMethodWhere(calls(Set.of(
                    "withTransaction",
                    "withStatelessTransaction",
                    "withSession",
                    "withStatelessSession",
                    "openSession",
                    "openStatelessSession")));

    private static final ArchRule NOTHING_WAITS_OR_IS_LET_GO = noClasses()
            .should()
            .callMethodWhere(
                    calls(Set.of("await", "subscribe", "sendAndForget", "subscribeAsCompletionStage", "emitOn")));

    private static final ArchRule ONE_WAY_TO_READ_XML = noClasses()
            .that()
            .doNotHaveSimpleName("XmlStream")
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "make XML parsers",
                    type -> type.isEquivalentTo(XMLInputFactory.class)
                            || type.getPackageName().startsWith("javax.xml.parsers")
                            || type.getPackageName().startsWith("javax.xml.transform")));

    @TestFactory
    Stream<DynamicTest> our_code_keeps_every_rule() {
        return Stream.of(
                        DOMAIN_IS_PURE,
                        DOMAIN_HAS_NO_CLOCK,
                        BANK_READER_IS_PLAIN,
                        ONLY_THE_DESK_OPENS_TRANSACTIONS,
                        NOTHING_WAITS_OR_IS_LET_GO,
                        ONE_WAY_TO_READ_XML)
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(OURS)));
    }

    @TestFactory
    Stream<DynamicTest> bad_code_breaks_every_rule() {
        return Stream.of(
                        DOMAIN_IS_PURE,
                        DOMAIN_HAS_NO_CLOCK,
                        ONLY_THE_DESK_OPENS_TRANSACTIONS,
                        NOTHING_WAITS_OR_IS_LET_GO,
                        ONE_WAY_TO_READ_XML)
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getDescription(),
                        () -> assertThatThrownBy(() -> rule.check(BAD)).isInstanceOf(AssertionError.class)));
    }

    @Test
    void every_package_is_null_marked() throws Exception {
        try (Stream<Path> folders = Files.walk(Path.of("src/main/java/io/rykker/payment"))) {
            for (Path folder : folders.filter(Files::isDirectory).toList()) {
                org.assertj.core.api.Assertions.assertThat(Files.readString(folder.resolve("package-info.java")))
                        .contains("@NullMarked");
            }
        }
    }

    private static DescribedPredicate<JavaCall<?>> calls(Set<String> names) {
        List<String> owners =
                List.of("io.smallrye.mutiny", "org.hibernate.reactive", "org.eclipse.microprofile.reactive");
        return DescribedPredicate.describe("are one of " + names, call -> {
            JavaClass owner = call.getTargetOwner();
            return names.contains(call.getName())
                    && owners.stream().anyMatch(prefix -> owner.getPackageName().startsWith(prefix));
        });
    }
}
