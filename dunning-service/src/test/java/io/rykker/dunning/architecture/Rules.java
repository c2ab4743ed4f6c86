package io.rykker.dunning.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** The shape of the service as rules over its classes. */
final class Rules {

    static final ArchRule THE_DOMAIN_KNOWS_NOTHING_BUT_JAVA = classes()
            .that()
            .resideInAPackage("..domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("..domain..", "java..", "org.jspecify..")
            .because("who opens domain reads the business and nothing else");

    static final ArchRule NOTHING_WAITS_OR_FORGETS = noClasses()
            .should()
            .callMethodWhere(target(nameMatching("await|subscribe|sendAndForget|awaitSuspending"))
                    .and(target(owner(com.tngtech.archunit.base.DescribedPredicate.or(
                            assignableTo(io.smallrye.mutiny.Uni.class),
                            assignableTo(io.smallrye.mutiny.Multi.class),
                            assignableTo(org.eclipse.microprofile.reactive.messaging.Emitter.class))))))
            .because("a blocked event loop stands still, and a forgotten result is a lost one");

    static final ArchRule THE_DESK_ALONE_OPENS_TRANSACTIONS = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Desk")
            .and()
            .doNotHaveSimpleName("Outbox")
            .should()
            .callMethodWhere(target(
                            nameMatching("with(Stateless)?(Transaction|Session)|openStatelessSession|openSession"))
                    .and(target(owner(assignableTo(org.hibernate.reactive.mutiny.Mutiny.Closeable.class)
                            .or(assignableTo(org.hibernate.reactive.mutiny.Mutiny.SessionFactory.class))))))
            .because("what belongs together commits together; the turning of the outbox's days is housekeeping");

    static final ArchRule THE_DOMAIN_HAS_NO_CLOCK = noClasses()
            .that()
            .resideInAPackage("..domain..")
            .should()
            .callMethodWhere(target(nameMatching("now"))
                    .and(target(owner(assignableTo(java.time.temporal.TemporalAccessor.class)))))
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.time.Clock.class)
            .because("the day is told to a case: the same signal on the same day means the same");

    static final ArchRule PERSISTENCE_KNOWS_THE_DOMAIN_ALONE = noClasses()
            .that()
            .resideInAPackage("..persistence..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..messaging..", "..api..", "..rulebook..")
            .because("rows do not know who asks for them");

    static final ArchRule NOBODY_KNOWS_THE_HTTP_EDGE = noClasses()
            .that()
            .resideOutsideOfPackage("..api..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.rykker..api..")
            .because("an edge translates, and nobody leans on it");

    static final ArchRule EVERY_PACKAGE_IS_NULL_MARKED = classes()
            .should(new ArchCondition<JavaClass>("be in a package that is @NullMarked") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    JavaPackage home = type.getPackage();
                    boolean isMarked = home.tryGetPackageInfo()
                            .map(info -> info.isAnnotatedWith(NullMarked.class))
                            .orElse(false);
                    if (!isMarked) {
                        events.add(SimpleConditionEvent.violated(type, home.getName() + " is not @NullMarked"));
                    }
                }
            })
            .because("what is not marked is not checked");

    private Rules() {}
}
