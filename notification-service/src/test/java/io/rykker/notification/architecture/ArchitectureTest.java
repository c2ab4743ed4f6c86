package io.rykker.notification.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule holds in the service, and is seen to fail on a fixture that breaks it. */
class ArchitectureTest {

    private static final String BAD = "io.rykker.notification.architecture.bad";
    private static JavaClasses service;
    private static JavaClasses bad;

    @BeforeAll
    static void read_the_classes() {
        service = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.rykker.notification");
        bad = new ClassFileImporter().importPackages(BAD);
        assertThat(service).hasSizeGreaterThan(30);
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                Arguments.of(Rules.THE_DOMAIN_KNOWS_NOTHING_BUT_JAVA, "bad.domain.KnowsTheDatabase"),
                Arguments.of(Rules.NOTHING_WAITS_OR_FORGETS, "bad.Waits"),
                Arguments.of(Rules.THE_DESK_ALONE_OPENS_TRANSACTIONS, "bad.OpensTransactions"),
                Arguments.of(Rules.PERSISTENCE_KNOWS_THE_DOMAIN_ALONE, "bad.persistence.KnowsTheEdge"),
                Arguments.of(Rules.NOBODY_KNOWS_THE_HTTP_EDGE, "bad.persistence.KnowsTheEdge"),
                Arguments.of(Rules.MAIL_AND_LETTERS_NEED_NO_DATABASE, "bad.mail.AsksTheDatabase"),
                Arguments.of(Rules.EVERY_PACKAGE_IS_NULL_MARKED, "bad is not @NullMarked"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_service_keeps_the_rule(ArchRule rule, String breaker) {
        rule.check(service);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_rule_is_red_where_it_is_broken(ArchRule rule, String breaker) {
        var result = rule.evaluate(bad);

        assertThat(result.hasViolation()).isTrue();
        assertThat(result.getFailureReport().getDetails()).anyMatch(line -> line.contains(breaker));
    }
}
